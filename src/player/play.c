/*
 * The player from start to end: who is learning, the record, the app, and the loop that
 * draws, reads a key, hands it to the app and carries out the effects (loop.c).
 */
#include "busy.h"
#include "ending.h"
#include "hear.h"
#include "listing.h"
#include "who.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <berpijar/proofs.h>
#include <berpijar/say.h>
#include <berpijar/term.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define VERIFY_US  2000        /* of checking before looking whether a key waits */
#define LEAST_HEAP (256 << 10) /* bytes; every session needs more than that */

/* ---- the loop ---- */

/* Checks the record, a little at a time, while the learner reads. */
static void play_verify(struct loop *loop)
{
	struct front *front = &loop->front;
	struct bp_store *store = loop->session.recording ? loop->session.store : NULL;
	struct bp_effects none = {0};

	if (!store || !bp_store_verify_some(store, 0))
		return;
	while (front->kind->idle(front) && bp_store_verify_some(store, VERIFY_US))
		;
	bp_loop_carry_out(loop, &none); /* mends what was found, and tells of it */
	bp_front_show(front, loop->app, false);
}

/* What was only needed to open a module is given back once its first screen is there. */
static void play_give_back(struct loop *loop)
{
	if (!loop->opened)
		return;
	loop->opened = false;
	bp_store_let_go(loop->session.store);
	bp_give_back();
}

static void play_run(struct loop *loop)
{
	struct front *front = &loop->front;
	struct bp_effects effects;
	bool silent = false; /* in plain lines a tick of the clock alone prints nothing */

	while (!loop->quit) {
		bp_front_show(front, loop->app, silent);
		play_verify(loop);
		play_give_back(loop);
		uint32_t key = bp_hear_key(loop, bp_front_read(front, loop->app));
		bool again = bp_loop_record_again(loop);
		bp_front_give(front, loop->app, key, &effects);
		if (again)
			bp_loop_tell_again(loop);
		silent = front->kind->spoken && key == BP_KEY_TICK &&
			!bp_effects_find(&effects, BP_EFFECT_RECORD);
		bp_hear_carry_out(loop, key, &effects);
		if (loop->preview && bp_preview_turn(loop, key))
			silent = false;
	}
}

/* Opens "COURSE[/MODULE[#HEADING]]"; the caller carries out the effects. */
static bool play_go(
	struct loop *loop, char *place, struct bp_effects *effects, struct bp_error *err)
{
	char *heading = strchr(place, '#'), *module;

	if (heading)
		*heading++ = '\0';
	module = strchr(place, '/');
	if (module)
		*module++ = '\0';
	return bp_app_go(
		loop->app, place, module, heading, bp_session_now(), effects, err);
}

/* "ux/bahasa-jelas" may be a course and its module, or a folder that is there. */
static bool play_is_path(const char *place)
{
	return bp_is_file(place) || (strchr(place, '/') && bp_is_folder(place));
}

/* Tells why nothing is recorded, and what the learner can do all the same. */
static void play_add_notice(const struct loop *loop, struct bp_error *notice)
{
	const struct bp_session *session = &loop->session;

	if (loop->preview && loop->options.place)
		bp_preview_tell(loop->preview, notice);
	else if (session->trouble.kind == BP_ERROR_BUSY)
		bp_fail(notice, BP_ERROR_BUSY,
			_("TIDAK dicatat, hanya dibaca: %s. Begitu yang di sana ditutup, yang di sini dicatat."),
			session->trouble.message);
	else if (session->trouble.kind)
		bp_fail(notice, session->trouble.kind,
			_("TIDAK dicatat, hanya dibaca: %s. Bila sudah beres, buka berpijar lagi."),
			session->trouble.message);
	else if (session->notice.kind)
		*notice = session->notice;
}

static void play_load_settings(struct loop *loop)
{
	struct bp_buf word = {0};
	const char *name;

	for (size_t i = 0; loop->session.store && (name = bp_setting_name(i)); i++) {
		bp_buf_clear(&word);
		if (bp_store_load_setting(loop->session.store, name, &word))
			bp_settings_set(&loop->settings, name, bp_buf_str(&word));
	}
	bp_buf_release(&word);
}

/* The seed of whatever is drawn by chance. It is no secret, so the time will do where the
 * system has no randomness yet. */
static uint64_t play_seed(void)
{
	uint64_t seed;

	if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed)
		seed = (uint64_t)bp_session_now();
	return seed;
}

/* The place as bp_app_go() takes it: a path of the library becomes its course or module. */
static char *play_place(struct loop *loop)
{
	const char *place = loop->options.place;
	const struct bp_module *module = NULL;
	const struct bp_course *course = play_is_path(place)
		? bp_session_at(&loop->session.library, place, &module)
		: NULL;
	struct bp_buf words = {0};

	if (loop->preview)
		return bp_preview_place(loop);
	if (!course)
		return bp_strdup(place);
	bp_buf_printf(&words, "%s%s%s", course->id, module ? "/" : "",
		module ? module->id : "");
	return words.at;
}

/* Opens the place that was asked for. */
static bool play_open_place(
	struct loop *loop, struct bp_effects *effects, struct bp_error *err)
{
	const char *place = loop->options.place;
	bool path = place && play_is_path(place);

	if (!place)
		return true;
	if (!path && bp_session_names_path(place))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("%s tidak ada; periksa nama folder atau berkasnya"), place);
	char *copy = play_place(loop);
	bool ok = !copy || play_go(loop, copy, effects, err);
	free(copy);
	return ok;
}

/* Makes the app and opens the place that was asked for. */
bool bp_loop_start(struct loop *loop, struct bp_effects *effects, struct bp_error *err)
{
	struct bp_session *session = &loop->session;
	struct bp_error notice = {0};

	play_add_notice(loop, &notice);
	play_load_settings(loop);
	bp_own_data_release(&loop->own);
	loop->own = (struct own_data){0};
	bp_own_data_begin(&loop->own, session);
	loop->opened = true;
	loop->app = bp_app_new(&(struct bp_app_options){
		.library = &session->library,
		.progress = session->progress,
		.symbols = bp_symbols(loop->front.kind->symbols()),
		.spoken = loop->front.kind->spoken,
		.recall = bp_loop_recall(loop),
		.settings = loop->settings,
		.seed = play_seed(),
		.learner = bp_hash(BP_HASH_START, bp_buf_str(&session->learner)),
		.zone = session->config->zone,
		.recording = session->recording || loop->preview,
		.policy = session->config->policy,
		.pdf = !session->config->policy.closed && bp_proof_has_pdf(),
		.shared = loop->shared && session->store,
		.colorless = bp_term_refuses(loop->options.config.color),
		.data = loop->own.about.learner ? &loop->own.about : NULL,
		.preview = loop->preview ? &loop->preview->shown : NULL,
		.notice = notice.kind ? notice.message : NULL,
		.now = bp_session_now(),
	});
	*effects = (struct bp_effects){0};
	if (loop->options.review)
		bp_app_review(loop->app, bp_session_now(), effects);
	return play_open_place(loop, effects, err);
}

/* ---- without a terminal ---- */

/* Prints the list of courses, or how many questions have come back. A place that was
 * asked for is only checked: that it exists. */
static int play_show_catalogue(struct loop *loop)
{
	struct bp_effects effects;
	struct bp_error err = {0};

	loop->front.kind = &bp_front_plain;
	if (!bp_loop_start(loop, &effects, &err))
		return bp_say_error(&err);
	return loop->options.review ? bp_listing_review(&loop->session)
				    : bp_listing_courses(&loop->session);
}

/* ---- the player ---- */

/* Falls back to plain lines where the terminal cannot show the full screen. */
static bool play_open_front(struct loop *loop, struct bp_error *err)
{
	const struct bp_config *config = &loop->options.config;
	struct front *front = &loop->front;
	struct bp_error why = {0};

	loop->shown = front->kind->open(front, config, &why);
	if (loop->shown)
		return true;
	fprintf(stderr, "berpijar: ");
	bp_print_clean_line(stderr, bp_str(why.message));
	fprintf(stderr, "; %s\n", _("memakai baris biasa"));
	bp_front_become_plain(front, N_("terminal ini (TERM)"));
	loop->shown = front->kind->open(front, config, err);
	return loop->shown;
}

static void play_close_front(struct loop *loop)
{
	if (loop->shown && loop->front.kind)
		loop->front.kind->close(&loop->front);
	loop->shown = false;
}

/* The learner has set that plain lines are used. */
static void play_follow_setting(struct loop *loop)
{
	if (!loop->settings.plain || loop->front.kind == &bp_front_plain)
		return;
	play_close_front(loop);
	bp_front_become_plain(&loop->front, N_("setelan Anda"));
	loop->followed = true;
}

/* Starts the app before the front is opened, so that a wrong place is told before
 * anything is drawn; if it became plain lines, the app is made again for those. */
static bool play_begin(
	struct loop *loop, struct bp_effects *effects, struct bp_error *err)
{
	const struct front_kind *kind = loop->front.kind;

	if (!bp_loop_start(loop, effects, err))
		return false;
	play_follow_setting(loop);
	if (!loop->shown && !play_open_front(loop, err))
		return false;
	if (loop->front.kind == kind)
		return true;
	bp_app_free(loop->app);
	loop->app = NULL;
	return bp_loop_start(loop, effects, err);
}

/* A learner who destroyed their record is told what became of the files, but only once
 * the terminal is restored. */
static int play_say_farewell(const struct own_data *own, int status)
{
	if (own->told.len)
		fputs(own->told.at, stdout);
	return own->fault.kind ? bp_say_error(&own->fault) : status;
}

static bool play_is_ready(struct loop *loop, struct bp_error *err)
{
	return !loop->options.ready ||
		loop->options.ready(loop->options.context, &loop->session, err);
}

static int play_play(struct loop *loop)
{
	struct front *front = &loop->front;
	struct bp_effects effects;
	struct bp_error err = {0};

	if (!play_begin(loop, &effects, &err) || !play_is_ready(loop, &err)) {
		play_close_front(loop);
		return bp_say_error(&err);
	}
	front->kind->look(front, &loop->settings);
	bp_loop_carry_out(loop, &effects);
	if (loop->preview)
		bp_preview_begin(loop);
	play_run(loop);
	if (loop->preview)
		bp_unsaved_release(&loop->unsaved);
	bp_unsaved_retry(&loop->unsaved, loop->session.store);
	if ((loop->change || loop->adopted.len) && loop->unsaved.count == 0)
		return BP_EXIT_DONE;
	loop->change = false;
	size_t bytes = front->kind->bytes(front), screens = front->kind->screens(front);
	int number = front->kind->signal();
	play_close_front(loop);
	bp_unsaved_print(&loop->unsaved);
	if (bp_ending_tell(&loop->options, front, number))
		number = 0;
	if (loop->options.stat)
		fprintf(stderr, _("%zu byte terkirim untuk %zu layar\n"), bytes, screens);
	return play_say_farewell(&loop->own, number ? 128 + number : BP_EXIT_DONE);
}

/* Asks who is going to learn if the store holds at least `least` learners. False: nobody
 * was chosen, and *status is the exit status. */
static bool play_choose_learner(struct loop *loop, size_t least, int *status)
{
	struct bp_config *config = &loop->options.config;
	struct bp_error err = {0};

	if (!loop->front.kind || !loop->shared || bp_who_count(config) < least)
		return true;
	bool opened = loop->shown || play_open_front(loop, &err);
	if (opened && bp_who_ask(&loop->front, config, &loop->learner)) {
		config->learner = loop->learner.at;
		return true;
	}
	int number = loop->front.kind->signal();
	play_close_front(loop);
	*status = !opened ? bp_say_error(&err) : number ? 128 + number : BP_EXIT_DONE;
	return false;
}

/* Asks whether to take over from another session. False: the learner left, or the record
 * could not be opened again; *status is the exit status. */
static bool play_settle_busy(struct loop *loop, int *status)
{
	struct bp_error err = {0};

	if (!bp_busy_is_open(&loop->session))
		return true;
	bp_store_let_go(loop->session.store);
	bool shown = loop->shown || play_open_front(loop, &err);
	if (shown && bp_busy_ask(&loop->front, &loop->session, &err))
		return true;
	int number = shown ? loop->front.kind->signal() : 0;
	play_close_front(loop);
	*status = err.kind ? bp_say_error(&err) : number ? 128 + number : BP_EXIT_DONE;
	return false;
}

/* One learner from the question who it is to the end. Returns the exit status. */
static int play_visit(struct loop *loop)
{
	bool plays = loop->front.kind != NULL;
	size_t least = loop->change ? 1 : 2;
	struct bp_error err = {0};
	int status;

	loop->change = false;
	if (!loop->preview && !play_choose_learner(loop, least, &status))
		return status;
	if (!(loop->preview ? bp_preview_open(loop, &err)
			    : bp_session_open(&loop->session, &loop->options.config,
				      plays ? BP_STORE_WRITE : BP_STORE_READ, &err))) {
		play_close_front(loop);
		return bp_say_error(&err);
	}
	if (!plays)
		return play_show_catalogue(loop);
	return loop->preview || play_settle_busy(loop, &status) ? play_play(loop)
								: status;
}

/* Nothing of one learner is left for the next; only the front stays open. */
static void play_end_visit(struct loop *loop)
{
	bp_own_data_release(&loop->own);
	bp_unsaved_release(&loop->unsaved);
	bp_app_free(loop->app);
	bp_session_close(&loop->session);
	bp_preview_free(loop->preview);
	bp_buf_release(&loop->learner);
	*loop = (struct loop){
		.options = loop->options,
		.front = loop->front,
		.shown = loop->shown,
		.shared = loop->shared,
		.change = loop->change,
		.followed = loop->followed,
	};
}

/* The next learner begins in the catalogue, with looks and language as at a first
 * start. */
static void play_make_way(struct loop *loop)
{
	if (loop->followed) {
		play_close_front(loop);
		loop->front = bp_front_choose(&loop->options.config);
	}
	loop->followed = false;
	loop->options.config.learner = NULL;
	loop->options.place = NULL;
	loop->options.review = false;
	bp_session_reset_language(&loop->options.config);
	if (loop->shown)
		loop->front.kind->look(&loop->front, &(struct bp_settings){0});
}

int bp_player_run(const struct bp_player_options *options)
{
	bp_reserve(LEAST_HEAP);
	struct loop loop = {.options = *options,
		.front = bp_front_choose(&options->config),
		.shared = bp_who_is_open(&options->config)};
	if (options->place && play_is_path(options->place) &&
		(options->preview || bp_preview_takes(&options->config, options->place)))
		loop.preview = bp_preview_new_of(options->place);
	int status = play_visit(&loop);
	while (loop.change || loop.adopted.len) {
		struct bp_buf adopted = loop.adopted;
		play_end_visit(&loop);
		play_make_way(&loop);
		loop.options.place = adopted.at;
		status = play_visit(&loop);
		bp_buf_release(&adopted);
	}
	play_end_visit(&loop);
	return status;
}
