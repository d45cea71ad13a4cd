/* The key that a lesson names for an action: that of the screen where a learner meets it first. */
#include "app.h"
#include "question.h"
#include <berpijar/lang.h>
#include <string.h>

/* Where keys are looked for: those that a lesson is most likely about stand first. */
static const struct bp_keymap *key_names_map(size_t nth)
{
	static const struct bp_mode *const modes[] = {
		&bp_mode_reader, &bp_mode_question, &bp_mode_catalogue,
#define BP_MODE_ROW(id, name) &bp_mode_##name,
		BP_MODES(BP_MODE_ROW)
#undef BP_MODE_ROW
	};
	size_t count = sizeof modes / sizeof *modes;

	return nth < count ? modes[nth]->keymap : nth == count ? &bp_keymap_graded : NULL;
}

static uint32_t key_names_find(enum bp_action action)
{
	const struct bp_keymap *map;
	uint32_t key = BP_KEY_NONE;

	for (size_t i = 0; !key && (map = key_names_map(i)); i++)
		key = bp_keymap_key(map, action);
	return key;
}

void bp_app_key_names(const char *const *symbols, struct bp_key_names *names)
{
	*names = (struct bp_key_names){0};
	for (int i = BP_ACT_NONE + 1; i < BP_ACT_COUNT; i++) {
		uint32_t key = key_names_find((enum bp_action)i);
		struct bp_buf name = {0};
		if (key != BP_KEY_NONE)
			bp_key_name(key, symbols, &name);
		if (name.len && name.len < sizeof names->of[i])
			memcpy(names->of[i], name.at, name.len);
		bp_buf_release(&name);
	}
}

void bp_app_name_keys(struct bp_app *app)
{
	if (app->options.spoken || app->keys_language == bp_lang())
		return;
	app->keys_language = bp_lang();
	bp_app_key_names(app->options.symbols, &app->keys);
}
