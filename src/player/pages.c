/* Looks through pages, without anybody's record. */
#include "front.h"
#include <berpijar/lang.h>
#include <berpijar/page.h>
#include <berpijar/player.h>
#include <berpijar/say.h>
#include <stdio.h>

static void pages_save(
	const struct bp_player_pages *pages, struct bp_app *app, const char *path)
{
	struct bp_error err = {0};
	char message[600];

	if (!pages->save(pages->context, path, &err)) {
		bp_app_say(app, BP_COLOR_BAD, err.message);
		return;
	}
	snprintf(message, sizeof message, _("Tersimpan di %.500s, hanya untuk Anda."),
		path);
	bp_app_say(app, BP_COLOR_GOOD, message);
}

/* Only leaving ends it. */
static bool pages_answered(
	void *context, struct bp_app *app, const struct bp_effects *effects)
{
	const struct bp_effect *save = bp_effects_find(effects, BP_EFFECT_PAGES);

	if (save)
		pages_save(context, app, save->as.path);
	return false;
}

bool bp_player_look(
	const struct bp_config *config, const struct bp_player_pages *pages, int *status)
{
	struct bp_player_pages looked = *pages;
	struct front front = bp_front_choose(config);

	if (!front.kind || !front.kind->open(&front, config, NULL))
		return false;
	bp_front_ask(&front,
		&(struct bp_app_options){.page = pages->page,
			.page_file = pages->save ? pages->file : NULL,
			.recording = true /* nothing is to be */},
		pages_answered, &looked);
	int number = front.kind->signal();
	front.kind->close(&front);
	*status = number ? 128 + number : BP_EXIT_DONE;
	return true;
}
