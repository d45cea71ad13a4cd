/* All settings and drafts of a record, for a learner who wants to take the data away. */
#include "connection.h"
#include <berpijar/learners.h>

struct query {
	const char *sql;
	void (*row)(void *context, sqlite3_stmt *row);
	void *context;
};

/* These are not among the statements of statement.c, since a command asks them once. */
static bool ask_all(
	struct bp_store *store, const struct query *query, struct bp_error *err)
{
	sqlite3_stmt *row = NULL;

	if (!store_readable(store, err))
		return false;
	if (!store->db)
		return true;
	int rc = sqlite3_prepare_v2(store->db, query->sql, -1, &row, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(row))
		query->row(query->context, row);
	sqlite3_finalize(row);
	return rc == SQLITE_DONE || store_abandon(store, rc, err);
}

struct setting_query {
	void (*each)(void *context, struct bp_str name, struct bp_str value);
	void *context;
};

static void setting_row(void *context, sqlite3_stmt *row)
{
	const struct setting_query *query = context;
	query->each(query->context, column_str(row, 0), column_str(row, 1));
}

bool bp_store_each_setting(struct bp_store *store,
	void (*each)(void *context, struct bp_str name, struct bp_str value),
	void *context, struct bp_error *err)
{
	struct setting_query query = {each, context};

	return ask_all(store,
		&(struct query){"SELECT name, value FROM setting ORDER BY name",
			setting_row, &query},
		err);
}

struct draft_query {
	void (*each)(void *context, struct bp_str course, struct bp_str module,
		struct bp_str question, struct bp_str text);
	void *context;
};

static void draft_row(void *context, sqlite3_stmt *row)
{
	const struct draft_query *query = context;
	query->each(query->context, column_str(row, 0), column_str(row, 1),
		column_str(row, 2), column_str(row, 3));
}

bool bp_store_each_draft(struct bp_store *store,
	void (*each)(void *context, struct bp_str course, struct bp_str module,
		struct bp_str question, struct bp_str text),
	void *context, struct bp_error *err)
{
	struct draft_query query = {each, context};

	return ask_all(store,
		&(struct query){"SELECT course, module, question, text FROM draft"
				" ORDER BY course, module, question",
			draft_row, &query},
		err);
}

bool bp_store_unsettled(const struct bp_store *store, struct bp_unsettled *out)
{
	const struct slot *now = &store->now;
	const char *at = now->texts;

	if (!now->has_place && !now->question)
		return false;
	*out = (struct bp_unsettled){
		.has_place = now->has_place != 0, .place = now->place, .at = now->at};
	out->course = (struct bp_str){at, now->course};
	out->module = (struct bp_str){at += now->course, now->module};
	out->question = (struct bp_str){at += now->module, now->question};
	out->draft = (struct bp_str){at + now->question, now->draft};
	return true;
}
