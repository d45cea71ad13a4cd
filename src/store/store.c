/* Opening and closing a record. */
#include "connection.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <unistd.h>

#define ID_MAX 64

static bool is_id_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool bp_learner_valid(struct bp_str id)
{
	if (id.len == 0 || id.len > ID_MAX || id.at[0] == '.')
		return false;
	for (size_t i = 0; i < id.len; i++)
		if (!is_id_char(id.at[i]))
			return false;
	return true;
}

bool bp_store_open(struct bp_store **out, const char *folder, const char *learner,
	enum bp_store_mode mode, struct bp_error *err)
{
	if (!bp_learner_valid(bp_str(learner)))
		return bp_fail(err, BP_ERROR_USAGE,
			_("ID peserta \"%s\" tidak sah: pakailah huruf, angka, titik, garis bawah, atau tanda hubung, paling banyak %d, tanpa titik di depan"),
			learner, ID_MAX);

	struct bp_store *store = bp_alloc(1, sizeof *store);
	store->mode = mode;
	store->lock = -1;
	bool found = mode == BP_STORE_WRITE
		? location_make(&store->at, folder, learner, err)
		: location_find(&store->at, folder, learner, err);
	if (!found || !store_open_at(store, err)) {
		bp_store_close(store);
		return false;
	}
	if (mode == BP_STORE_WRITE)
		page_open(store);
	else if (!store->at.missing)
		page_peek(store);
	*out = store;
	return true;
}

bool bp_store_is_damaged(const struct bp_store *store)
{
	return store->damaged;
}

int64_t bp_store_vanished(const struct bp_store *store)
{
	return store->vanished;
}

pid_t bp_store_writer(const char *folder, const char *learner)
{
	struct location at = {0};
	bool found = bp_learner_valid(bp_str(learner)) &&
		location_find(&at, folder, learner, NULL);
	pid_t writer = found ? location_writer(&at) : 0;

	location_release(&at);
	return writer;
}

void bp_store_close(struct bp_store *store)
{
	if (!store)
		return;
	if (store->page)
		page_settle(store, NULL); /* if this fails, the page keeps it */
	page_close(store);
	store_disconnect(store);
	if (store->lock >= 0)
		close(store->lock);
	location_release(&store->at);
	free(store);
}
