/*
 * What the app asks its owner for. One arena owns all texts of the effects of one call,
 * events and their bodies too: whatever they were made from may change or go meanwhile.
 */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

const struct bp_effect *bp_effects_find(
	const struct bp_effects *effects, enum bp_effect_kind kind)
{
	for (size_t i = 0; i < effects->count; i++)
		if (effects->at[i].kind == kind)
			return &effects->at[i];
	return NULL;
}

bool bp_effects_keep_only(const struct bp_effects *effects)
{
	size_t i = 0;

	while (i < effects->count &&
		(effects->at[i].kind == BP_EFFECT_PLACE ||
			effects->at[i].kind == BP_EFFECT_DRAFT))
		i++;
	return i == effects->count;
}

void bp_effects_begin(struct bp_app *app, struct bp_effects *effects)
{
	*effects = (struct bp_effects){0};
	bp_arena_free(app->effect_arena);
	app->effect_arena = bp_arena_new();
	app->effect_room = app->event_room = 0;
	app->effects = effects;
}

static struct bp_effect *effects_push(struct bp_app *app, enum bp_effect_kind kind)
{
	struct bp_effects *effects = app->effects;
	struct bp_effect *effect =
		BP_PUSH(app->effect_arena, effects->at, effects->count, app->effect_room);

	*effect = (struct bp_effect){.kind = kind};
	return effect;
}

static struct bp_effect *effects_of(const struct bp_app *app, enum bp_effect_kind kind)
{
	return (struct bp_effect *)bp_effects_find(app->effects, kind);
}

struct bp_effect *bp_effect_add(struct bp_app *app, enum bp_effect_kind kind)
{
	struct bp_effect *effect = effects_of(app, kind);

	return effect ? effect : effects_push(app, kind);
}

struct bp_str bp_effect_text(struct bp_app *app, struct bp_str text)
{
	return bp_arena_str(app->effect_arena, text);
}

/* ---- what is kept ---- */

void bp_app_save_place(struct bp_app *app, const struct bp_place *place)
{
	if (!app->options.recording)
		return;
	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_PLACE);
	effect->as.place.course = app->study.course;
	effect->as.place.module = app->study.module;
	effect->as.place.place = *place;
}

static struct bp_effect *effects_draft(struct bp_app *app, struct bp_str name)
{
	for (size_t i = 0; i < app->effects->count; i++) {
		struct bp_effect *effect = &app->effects->at[i];
		if (effect->kind == BP_EFFECT_DRAFT &&
			bp_str_equal(effect->as.draft.name, name))
			return effect;
	}
	return effects_push(app, BP_EFFECT_DRAFT);
}

void bp_app_save_draft(struct bp_app *app, const struct bp_course *course,
	const struct bp_module *module, struct bp_str name, struct bp_str text)
{
	if (!app->options.recording)
		return;
	struct bp_effect *effect = effects_draft(app, name);
	effect->as.draft.course = course;
	effect->as.draft.module = module;
	effect->as.draft.name = bp_effect_text(app, name);
	effect->as.draft.text = bp_effect_text(app, text);
}

void bp_app_save_setting(struct bp_app *app, const char *name, struct bp_str value,
	const struct bp_settings *settings)
{
	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_SETTING);

	effect->as.setting.name = name;
	effect->as.setting.value = bp_arena_cstr(app->effect_arena, value);
	effect->as.setting.settings = settings;
}

/* ---- what is recorded ---- */

bool bp_app_may_change(struct bp_app *app)
{
	if (!app->options.recording)
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak ada yang dicatat, jadi ini tidak dapat diubah."));
	return app->options.recording;
}

struct bp_event *bp_app_record_of(struct bp_app *app, enum bp_verb verb,
	struct bp_str course, struct bp_str module, struct bp_str question)
{
	if (!app->options.recording)
		return NULL;
	struct bp_effect *effect = bp_effect_add(app, BP_EFFECT_RECORD);
	struct bp_event *event = BP_PUSH(app->effect_arena, effect->as.record.events,
		effect->as.record.count, app->event_room);
	*event = (struct bp_event){
		.at = app->now,
		.verb = verb,
		.course = bp_effect_text(app, course),
		.module = bp_effect_text(app, module),
		.question = bp_effect_text(app, question),
		.grade = -1,
		.seconds = -1,
	};
	return event;
}

struct bp_event *bp_app_record(
	struct bp_app *app, enum bp_verb verb, const struct bp_question *question)
{
	if (app->study.module->fault)
		return NULL;
	return bp_app_record_of(app, verb, bp_str(app->study.course->id),
		bp_str(app->study.module->id),
		question ? question->id : (struct bp_str){0});
}

void bp_app_event_body(struct bp_app *app, struct bp_event *event, struct bp_buf *body)
{
	event->body = bp_effect_text(app, bp_buf_str(body));
	bp_buf_release(body);
}

void bp_app_record_quietly(struct bp_app *app)
{
	struct bp_effect *effect = effects_of(app, BP_EFFECT_RECORD);

	if (effect)
		effect->as.record.quiet = true;
}

bool bp_app_has_events(const struct bp_app *app)
{
	return effects_of(app, BP_EFFECT_RECORD) != NULL;
}
