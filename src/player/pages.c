/* Looks through pages, without anybody's record. */
#include "front.h"
#include <berpijar/page.h>
#include <berpijar/player.h>
#include <berpijar/say.h>

/* Only leaving ends it. */
static bool pages_answered(
	void *context, struct bp_app *app, const struct bp_effects *effects)
{
	(void)context, (void)app, (void)effects;
	return false;
}

bool bp_player_look(
	const struct bp_config *config, const struct bp_page *page, int *status)
{
	struct front front = bp_front_choose(config);

	if (!front.kind || !front.kind->open(&front, config, NULL))
		return false;
	bp_front_ask(&front,
		&(struct bp_app_options){
			.page = page, .recording = true /* nothing is to be */},
		pages_answered, NULL);
	int number = front.kind->signal();
	front.kind->close(&front);
	*status = number ? 128 + number : BP_EXIT_DONE;
	return true;
}
