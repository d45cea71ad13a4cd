/* Who a learner is, by their record, and what the record adds up to. */
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/learners.h>
#include <stdlib.h>
#include <string.h>

/* ---- who ---- */

void bp_profile_load(struct bp_profile *profile, struct bp_store *store)
{
	bp_store_load_setting(store, BP_PROFILE_NAME, &profile->name);
	bp_store_load_setting(store, BP_PROFILE_UNIT, &profile->unit);
	bp_store_load_setting(store, BP_PROFILE_NIP, &profile->nip);
	bp_store_load_setting(store, BP_PROFILE_CLASS, &profile->group);
}

void bp_profile_release(struct bp_profile *profile)
{
	bp_buf_release(&profile->name);
	bp_buf_release(&profile->unit);
	bp_buf_release(&profile->nip);
	bp_buf_release(&profile->group);
}

const char *bp_profile_fault(struct bp_str text)
{
	if (text.len > BP_PROFILE_LIMIT || bp_text_columns(text) > BP_PROFILE_COLUMNS)
		return _("terlalu panjang");
	return bp_text_is_clean_line(text)
		? NULL
		: _("berisi karakter kendali atau yang tidak terlihat");
}

static bool profile_save(struct bp_store *store, const char *setting, const char *value,
	struct bp_error *err)
{
	return !value || !*value ||
		bp_store_save_setting(store, setting, bp_str(value), err);
}

bool bp_profile_save(struct bp_store *store, const char *name, const char *unit,
	const char *nip, struct bp_error *err)
{
	return profile_save(store, BP_PROFILE_NAME, name, err) &&
		profile_save(store, BP_CONFIRMED_NAME, name, err) &&
		profile_save(store, BP_PROFILE_UNIT, unit, err) &&
		profile_save(store, BP_PROFILE_NIP, nip, err) &&
		profile_save(store, BP_CONFIRMED_NIP, nip, err);
}

bool bp_person_save(
	struct bp_store *store, const struct bp_person *person, struct bp_error *err)
{
	const struct bp_str values[BP_PERSON_FIELDS] = {[BP_PERSON_NAME] = person->name,
		[BP_PERSON_NIP] = person->nip,
		[BP_PERSON_UNIT] = person->unit,
		[BP_PERSON_AGENCY] = person->agency};

	for (int i = 0; i < BP_PERSON_FIELDS; i++)
		if (!bp_store_save_setting(store,
			    bp_person_setting((enum bp_person_field)i), values[i], err))
			return false;
	return true;
}

/* ---- what it adds up to ---- */

static void profile_count_event(void *context, const struct bp_event *event)
{
	struct bp_learner_info *info = context;

	info->events++;
	bp_progress_apply(info->progress, event);
}

static void profile_count(void *context, const struct bp_event *event)
{
	size_t *events = context;

	(void)event;
	++*events;
}

static void profile_apply(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

/* The JP of all years. */
static int profile_jp_halves(const struct bp_progress *progress)
{
	size_t count = bp_progress_years(progress, NULL, 0);
	int *years = bp_alloc(count + 1, sizeof *years), halves = 0;

	bp_progress_years(progress, years, count);
	for (size_t i = 0; i < count; i++)
		halves += bp_progress_jp_halves(progress, years[i]);
	free(years);
	return halves;
}

bool bp_brought_read(struct bp_store *store, const struct bp_progress *all,
	struct bp_brought *brought, struct bp_error *err)
{
	struct bp_progress *progress;
	size_t events = 0, here = 0;

	*brought = (struct bp_brought){0};
	if (!bp_store_has_brought(store))
		return true;
	bool ok = bp_store_replay(store, 0, profile_count, &events, err) &&
		bp_store_replay_here(store, profile_count, &here, err);
	if (!ok || here >= events)
		return ok;
	progress = bp_progress_new();
	ok = bp_store_replay_here(store, profile_apply, progress, err);
	*brought = (struct bp_brought){
		.events = events - here,
		.jp_halves = profile_jp_halves(all) - profile_jp_halves(progress),
	};
	bp_progress_free(progress);
	return ok;
}

void bp_learner_read(
	const char *store, const char *id, int year, struct bp_learner_info *info)
{
	struct bp_store *opened = NULL;
	uint8_t uuid[16];

	*info = (struct bp_learner_info){.id = id, .progress = bp_progress_new()};
	if (!bp_store_open(&opened, store, id, BP_STORE_READ, &info->fault))
		return;
	bp_store_hold(opened);
	bp_profile_load(&info->profile, opened);
	if (bp_store_identity(opened, uuid))
		bp_uuid_write(uuid, info->uuid);
	bp_store_replay(opened, 0, profile_count_event, info, &info->fault);
	bp_brought_read(opened, info->progress, &info->brought, &info->fault);
	if (info->events) {
		info->first_at = bp_progress_first_at(info->progress);
		info->last_at = bp_progress_last_at(info->progress);
	}
	info->done = bp_progress_modules_done(info->progress);
	info->jp_halves = bp_progress_jp_halves(info->progress, year);
	bp_store_close(opened);
}

void bp_learner_release(struct bp_learner_info *info)
{
	bp_profile_release(&info->profile);
	bp_progress_free(info->progress);
}
