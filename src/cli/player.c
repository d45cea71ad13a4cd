/* `berpijar` without a command, and `berpijar review`: the player. */
#include "options.h"
#include <berpijar/player.h>

static int play(const struct options *options, bool review)
{
	return bp_player_run(&(struct bp_player_options){
		.config = options->config,
		.place = options->arg_count ? options->args[0] : NULL,
		.review = review,
		.stat = options->stat,
	});
}

int run_player(const struct options *options)
{
	return play(options, false);
}

int run_review(const struct options *options)
{
	return play(options, true);
}
