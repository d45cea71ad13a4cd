/* Recording JP from elsewhere, and the draft of what is not recorded yet. */
#include "app.h"
#include "ledger.h"
#include <berpijar/arena.h>

#define DRAFT "draft.elsewhere" /* the setting: a line for each field */

static void elsewhere_event(struct bp_app *app, enum bp_verb verb,
	void (*write)(const struct bp_elsewhere *one, struct bp_buf *out),
	const struct bp_elsewhere *one)
{
	static const struct bp_str none = {0};
	struct bp_event *event = bp_app_record_of(app, verb, none, none, none);
	struct bp_buf body = {0};

	write(one, &body);
	bp_app_event_body(app, event, &body);
}

void bp_elsewhere_record(struct bp_app *app, const struct bp_elsewhere *gone,
	const struct bp_elsewhere *entered)
{
	struct bp_elsewheres *all = bp_progress_elsewheres(app->options.progress);
	size_t behind = 0;

	for (const struct bp_elsewhere *one = gone; one;
		one = bp_elsewhere_behind(all, gone, behind++))
		elsewhere_event(app, BP_VOIDED, bp_elsewhere_write_void, one);
	if (entered)
		elsewhere_event(app, BP_ATTENDED, bp_elsewhere_write, entered);
}

/* ---- drafts ---- */

/* A correction has one of its own. */
static const char *elsewhere_draft_name(
	struct bp_arena *arena, const struct bp_elsewhere *old)
{
	char id[BP_UUID_LEN + 1];

	bp_uuid_write(old->id, id);
	return old->jp_halves ? bp_arena_printf(arena, DRAFT ".%s", id) : DRAFT;
}

void bp_elsewhere_save_draft(struct bp_app *app, const struct bp_elsewhere *old,
	const struct bp_buf typed[BP_ELSEWHERE_FIELDS])
{
	struct bp_buf draft = {0};

	for (int i = 0; i < BP_ELSEWHERE_FIELDS && typed; i++) {
		bp_buf_add_str(&draft, bp_buf_str(&typed[i]));
		bp_buf_add_char(&draft, '\n');
	}
	bp_app_save_setting(app, elsewhere_draft_name(app->effect_arena, old),
		bp_buf_str(&draft), NULL);
	bp_buf_release(&draft);
}

bool bp_elsewhere_recall_draft(struct bp_app *app, const struct bp_elsewhere *old,
	struct bp_buf typed[BP_ELSEWHERE_FIELDS])
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf draft = {0};

	if (recall->setting)
		recall->setting(recall->context,
			elsewhere_draft_name(app->view_arena, old), &draft);
	struct bp_str rest = bp_buf_str(&draft);
	bool any = rest.len > 0;
	for (int i = 0; i < BP_ELSEWHERE_FIELDS && rest.len; i++) {
		size_t end = bp_str_find(rest, BP_STR("\n"), 0);
		end = end == SIZE_MAX ? rest.len : end;
		bp_buf_clear(&typed[i]);
		bp_buf_add_str(&typed[i], bp_str_part(rest, 0, end));
		rest = bp_str_from(rest, end < rest.len ? end + 1 : end);
	}
	bp_buf_release(&draft);
	return any;
}
