/* Looks at many records, with all processors. */
#include <berpijar/checkup.h>
#include <berpijar/share.h>
#include <string.h>

struct checkup {
	const char *store;
	const struct bp_names *ids;
	void (*each)(void *context, const char *id, const struct bp_checkup *found);
	void *context;
};

static void checkup_work(void *context, size_t at, struct bp_buf *out)
{
	const struct checkup *checkup = context;
	const char *id = checkup->ids->at[at];
	struct bp_checkup found = {.trial = BP_TRIAL_NOT_MADE};

	bp_store_health(checkup->store, id, &found.health);
	found.trial = bp_store_try(checkup->store, id, &found.why);
	bp_buf_add(out, (const char *)&found, sizeof found);
}

static void checkup_take(void *context, size_t at, struct bp_str given)
{
	const struct checkup *checkup = context;
	struct bp_checkup found;

	memcpy(&found, given.at, sizeof found);
	checkup->each(checkup->context, checkup->ids->at[at], &found);
}

void bp_checkup(const char *store, const struct bp_names *ids,
	void (*each)(void *context, const char *id, const struct bp_checkup *found),
	void *context)
{
	struct checkup checkup = {store, ids, each, context};

	bp_share(ids->count, &(struct bp_shared){checkup_work, checkup_take, &checkup});
}
