/* Places, drafts and settings, of which only the newest counts: from the session page or
 * the tables. */
#include "connection.h"

bool table_save_place(struct bp_store *store, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at, struct bp_error *err)
{
	sqlite3_stmt *statement;

	if (!store_begin(store, err))
		return false;
	int rc = store_bind(store, ST_PLACE_SAVE, &statement, "ssiiiii", course, module,
		(int64_t)place->block, (int64_t)place->offset, (int64_t)place->hash,
		(int64_t)place->permille, at);
	return store_step(store, rc, statement, err) && store_commit(store, err);
}

/* Where the page cannot hold something, the tables must; but not if the page has already
 * tried them (to settle what it held) and that failed. */
static bool gave_up(const struct bp_error *cause, struct bp_error *err)
{
	if (cause->kind == BP_ERROR_NONE)
		return false;
	if (err)
		*err = *cause;
	return true;
}

bool bp_store_save_place(struct bp_store *store, struct bp_str course,
	struct bp_str module, const struct bp_place *place, int64_t at,
	struct bp_error *err)
{
	struct bp_error cause = {0};

	if (page_save_place(store, course, module, place, at, &cause))
		return true;
	return !gave_up(&cause, err) &&
		table_save_place(store, course, module, place, at, err);
}

static struct bp_place tables_read_place(sqlite3_stmt *row)
{
	return (struct bp_place){
		.block = (uint32_t)sqlite3_column_int64(row, 0),
		.offset = (uint32_t)sqlite3_column_int64(row, 1),
		.hash = (uint64_t)sqlite3_column_int64(row, 2),
		.permille = (uint16_t)sqlite3_column_int(row, 3),
	};
}

/* Steps a bound query; false if it has no row. Else the caller resets it. */
static bool found(struct bp_store *store, int rc, sqlite3_stmt *row)
{
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	if (rc == SQLITE_ROW)
		return true;
	if (rc == SQLITE_DONE)
		sqlite3_reset(row);
	else
		store_abandon(store, rc, NULL);
	return false;
}

bool bp_store_load_place(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_place *place)
{
	sqlite3_stmt *row;

	if (page_load_place(store, course, module, place))
		return true;
	if (!store_readable(store, NULL) || !store->db)
		return false;
	int rc = store_bind(store, ST_PLACE_LOAD, &row, "ss", course, module);
	if (!found(store, rc, row))
		return false;
	*place = tables_read_place(row);
	sqlite3_reset(row);
	return true;
}

bool bp_store_each_place(struct bp_store *store,
	void (*each)(void *context, struct bp_str course, struct bp_str module,
		const struct bp_place *place, int64_t at),
	void *context, struct bp_error *err)
{
	sqlite3_stmt *row;

	if (store->page && !page_settle(store, err))
		return false;
	if (!store_readable(store, err))
		return false;
	if (!store->db)
		return true;
	int rc = store_bind(store, ST_PLACE_ALL, &row, "");
	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	for (; rc == SQLITE_ROW; rc = sqlite3_step(row)) {
		struct bp_place place = tables_read_place(row);
		each(context, column_str(row, 4), column_str(row, 5), &place,
			sqlite3_column_int64(row, 6));
	}
	if (rc != SQLITE_DONE)
		return store_abandon(store, rc, err);
	sqlite3_reset(row);
	return true;
}

bool table_save_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text, struct bp_error *err)
{
	sqlite3_stmt *statement;

	if (!store_begin(store, err))
		return false;
	int rc = text.len ? store_bind(store, ST_DRAFT_SAVE, &statement, "ssss", course,
				    module, question, text)
			  : store_bind(store, ST_DRAFT_DROP, &statement, "sss", course,
				    module, question);
	return store_step(store, rc, statement, err) && store_commit(store, err);
}

/* Appends the only text of a bound query to out; false if it has no row. */
static bool load_text(
	struct bp_store *store, int rc, sqlite3_stmt *row, struct bp_buf *out)
{
	if (!found(store, rc, row))
		return false;
	bp_buf_add_str(out, column_str(row, 0));
	sqlite3_reset(row);
	return true;
}

static bool table_load_draft(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out)
{
	sqlite3_stmt *row;

	if (!store_readable(store, NULL) || !store->db)
		return false;
	int rc = store_bind(store, ST_DRAFT_LOAD, &row, "sss", course, module, question);
	return load_text(store, rc, row, out);
}

/* Most drafts never reach the tables, so this looks first: removing costs a transaction.
 */
static bool forget_draft(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_error *err)
{
	struct bp_buf draft = {0};

	page_forget_draft(store, course, module, question);
	if (!store_recordable(store, err))
		return false;
	bool there = table_load_draft(store, course, module, question, &draft);
	bp_buf_release(&draft);
	return !there ||
		table_save_draft(
			store, course, module, question, (struct bp_str){0}, err);
}

bool bp_store_save_draft(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_str text,
	struct bp_error *err)
{
	struct bp_error cause = {0};

	if (text.len == 0)
		return forget_draft(store, course, module, question, err);
	if (page_save_draft(store, course, module, question, text, &cause))
		return true;
	return !gave_up(&cause, err) &&
		table_save_draft(store, course, module, question, text, err);
}

bool bp_store_load_draft(struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out)
{
	return page_load_draft(store, course, module, question, out) ||
		table_load_draft(store, course, module, question, out);
}

bool bp_store_save_setting(struct bp_store *store, const char *name, struct bp_str value,
	struct bp_error *err)
{
	sqlite3_stmt *statement;

	if (!store_begin(store, err))
		return false;
	int rc =
		store_bind(store, ST_SETTING_SAVE, &statement, "ss", bp_str(name), value);
	return store_step(store, rc, statement, err) && store_commit(store, err);
}

bool bp_store_load_setting(struct bp_store *store, const char *name, struct bp_buf *out)
{
	sqlite3_stmt *row;

	if (!store_readable(store, NULL) || !store->db)
		return false;
	int rc = store_bind(store, ST_SETTING_LOAD, &row, "s", bp_str(name));
	return load_text(store, rc, row, out);
}

bool bp_store_load_body(struct bp_store *store, const uint8_t id[16], struct bp_buf *out)
{
	sqlite3_stmt *row;

	if (!store_readable(store, NULL) || !store->db)
		return false;
	int rc = store_bind(store, ST_EVENT_BODY, &row, "u", id);
	return load_text(store, rc, row, out);
}
