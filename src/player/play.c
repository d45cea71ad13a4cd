/* The player: draw, read a key, hand it to the app, carry out the effects (loop.c). */
#include "busy.h"
#include "loop.h"
#include "who.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/proofs.h>
#include <berpijar/review.h>
#include <berpijar/say.h>
#include <berpijar/term.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define LEAST_HEAP (256 << 10) /* bytes: every session takes more */

/* ---- the loop ---- */

static void run(struct loop *loop)
{
	struct front *front = &loop->front;
	struct bp_effects effects;
	bool silent = false; /* nobody is told of what time alone has changed */

	while (!loop->quit) {
		uint32_t key = front_wait(front, loop->app, silent);
		bool again = loop_record_again(loop);
		front_give(front, loop->app, key, &effects);
		if (again)
			loop_tell_again(loop);
		silent = front->kind->spoken && key == BP_KEY_TICK &&
			!bp_effects_find(&effects, BP_EFFECT_RECORD);
		loop_carry_out(loop, &effects);
	}
}

/* "COURSE[/MODULE[#HEADING]]"; what follows of it is still to be carried out. */
static bool go(
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

/* "ux/bahasa-jelas" names a course and a module, "./ux/05-bahasa-jelas.md" a file. */
static bool is_path(const char *place)
{
	return bp_is_file(place) || (strchr(place, '/') && bp_is_folder(place));
}

/* What can only be a file's or folder's name. */
static bool names_file(const char *place)
{
	struct bp_str name = bp_str(place);

	return bp_str_starts(name, "/") || bp_str_starts(name, "./") ||
		bp_str_starts(name, "../") ||
		(name.len > 3 && bp_str_is(bp_str_from(name, name.len - 3), ".md"));
}

/* Why nothing is recorded, said so that the learner knows what still works. */
static void add_notice(const struct bp_session *session, struct bp_error *notice)
{
	if (session->trouble.kind == BP_ERROR_BUSY)
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

static void load_settings(struct loop *loop)
{
	struct bp_buf word = {0};
	const char *name;

	loop->settings.measure = BP_MEASURE;
	for (size_t i = 0; loop->session.store && (name = bp_setting_name(i)); i++) {
		bp_buf_clear(&word);
		if (bp_store_load_setting(loop->session.store, name, &word))
			bp_settings_set(&loop->settings, name, bp_buf_str(&word));
	}
	bp_buf_release(&word);
}

/* For what is drawn by chance. Where the system has no randomness to give, the time
 * will do: it is nobody's secret. */
static uint64_t seed(void)
{
	uint64_t seed;

	if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed)
		seed = (uint64_t)bp_session_now();
	return seed;
}

/* Makes the app and goes to the place that the command line names. */
static bool start(struct loop *loop, struct bp_effects *effects, struct bp_error *err)
{
	const char *place = loop->options.place;
	struct bp_session *session = &loop->session;
	struct bp_error notice = {0};

	add_notice(session, &notice);
	load_settings(loop);
	own_data_release(&loop->own);
	loop->own = (struct own_data){0};
	own_data_begin(&loop->own, session);
	loop->app = bp_app_new(&(struct bp_app_options){
		.library = &session->library,
		.progress = session->progress,
		.symbols = bp_symbols(loop->front.kind->symbols()),
		.spoken = loop->front.kind->spoken,
		.recall = loop_recall(loop),
		.settings = loop->settings,
		.seed = seed(),
		.recording = session->recording,
		.pdf = bp_proof_has_pdf,
		.shared = loop->shared && session->store,
		.colorless = bp_term_refuses(loop->options.config.color),
		.data = loop->own.about.learner ? &loop->own.about : NULL,
		.notice = notice.kind ? notice.message : NULL,
		.now = bp_session_now(),
	});
	*effects = (struct bp_effects){0};
	if (loop->options.review)
		bp_app_review(loop->app, bp_session_now(), effects);
	if (!place || (is_path(place) && session->library.count != 1))
		return true;
	if (!is_path(place) && names_file(place))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("%s tidak ada; periksa nama folder atau berkasnya"), place);
	char *copy = bp_strdup(is_path(place) ? session->library.courses[0].id : place);
	bool ok = go(loop, copy, effects, err);
	free(copy);
	return ok;
}

/* ---- without a terminal ---- */

static int print_catalogue(const struct bp_session *session)
{
	for (size_t i = 0; i < session->library.count; i++) {
		const struct bp_course *course = &session->library.courses[i];
		bp_print_clean_line(stdout, bp_str(course->id));
		fputs("\t", stdout);
		bp_print_clean_line(stdout, bp_str(course->title));
		printf("\t%zu %s\n", course->module_count, _("modul"));
	}
	if (session->library.count == 0)
		puts(_("Belum ada kursus."));
	return BP_EXIT_DONE;
}

static int print_review(const struct bp_session *session)
{
	size_t due = bp_review_due(session->progress, bp_session_now(), NULL, 0);

	if (due)
		printf(_("%zu soal untuk diulang. Jalankan di terminal untuk mulai.\n"),
			due);
	else
		puts(_("Hari ini tidak ada soal untuk diulang."));
	return BP_EXIT_DONE;
}

/* The list of courses, or what is due; of a place that the command line names, whether it
 * is there. */
static int show_catalogue(struct loop *loop)
{
	struct bp_effects effects;
	struct bp_error err = {0};

	loop->front.kind = &front_plain;
	if (!start(loop, &effects, &err))
		return bp_say_error(&err);
	return loop->options.review ? print_review(&loop->session)
				    : print_catalogue(&loop->session);
}

/* ---- the player ---- */

/* Where the full screen cannot be had, plain lines can. */
static bool open_front(struct loop *loop, struct bp_error *err)
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
	front->kind = &front_plain;
	loop->shown = front->kind->open(front, config, err);
	return loop->shown;
}

static void close_front(struct loop *loop)
{
	if (loop->shown)
		loop->front.kind->close(&loop->front);
	loop->shown = false;
}

/* What is wrong with the command line is said before anything is drawn; the app is made
 * anew for another front. */
static bool begin(struct loop *loop, struct bp_effects *effects, struct bp_error *err)
{
	const struct front_kind *kind = loop->front.kind;

	if (!start(loop, effects, err))
		return false;
	if (!loop->shown && !open_front(loop, err))
		return false;
	if (loop->front.kind == kind)
		return true;
	bp_app_free(loop->app);
	loop->app = NULL;
	return start(loop, effects, err);
}

/* The learner destroyed all records: what became of them, once the screen is as it was.
 */
static int say_farewell(const struct own_data *own, int status)
{
	if (own->told.len)
		fputs(own->told.at, stdout);
	return own->fault.kind ? bp_say_error(&own->fault) : status;
}

static int play(struct loop *loop)
{
	struct front *front = &loop->front;
	struct bp_effects effects;
	struct bp_error err = {0};

	if (!begin(loop, &effects, &err)) {
		close_front(loop);
		return bp_say_error(&err);
	}
	front->kind->theme(front, (enum bp_theme)loop->settings.theme);
	loop_carry_out(loop, &effects);
	run(loop);
	unsaved_retry(&loop->unsaved, loop->session.store);
	if (loop->change && loop->unsaved.count == 0)
		return BP_EXIT_DONE;
	loop->change = false;
	size_t bytes = front->kind->bytes(front), screens = front->kind->screens(front);
	int number = front->kind->signal();
	close_front(loop);
	unsaved_print(&loop->unsaved);
	if (number == TAKE_OVER_SIGNAL) {
		bp_say_beside(stdout, 0,
			bp_str(_(
				"Sesi ini dilanjutkan di tempat lain. Semua yang tersimpan tetap ada.")));
		number = 0;
	}
	if (loop->options.stat)
		fprintf(stderr, _("%zu byte terkirim untuk %zu layar\n"), bytes, screens);
	return say_farewell(&loop->own, number ? 128 + number : BP_EXIT_DONE);
}

/* Asked if there are so many at least. False: nobody is going to learn, for the reason in
 * *status. */
static bool choose_learner(struct loop *loop, size_t least, int *status)
{
	struct bp_config *config = &loop->options.config;
	struct bp_error err = {0};

	if (!loop->front.kind || !loop->shared || who_count(config) < least)
		return true;
	bool opened = loop->shown || open_front(loop, &err);
	if (opened && who_ask(&loop->front, config, &loop->learner)) {
		config->learner = loop->learner.at;
		return true;
	}
	int number = loop->front.kind->signal();
	close_front(loop);
	*status = !opened ? bp_say_error(&err) : number ? 128 + number : BP_EXIT_DONE;
	return false;
}

/* False: the learner left, or the record could not be opened any more; see *status. */
static bool settle_busy(struct loop *loop, int *status)
{
	struct bp_error err = {0};

	if (!busy_is_open(&loop->session))
		return true;
	bool shown = loop->shown || open_front(loop, &err);
	if (shown && busy_ask(&loop->front, &loop->session, &err))
		return true;
	int number = shown ? loop->front.kind->signal() : 0;
	close_front(loop);
	*status = err.kind ? bp_say_error(&err) : number ? 128 + number : BP_EXIT_DONE;
	return false;
}

/* What one person does here, from the choice of who it is on. */
static int visit(struct loop *loop)
{
	bool plays = loop->front.kind != NULL;
	size_t least = loop->change ? 1 : 2;
	struct bp_error err = {0};
	int status;

	loop->change = false;
	if (!choose_learner(loop, least, &status))
		return status;
	if (!bp_session_open(&loop->session, &loop->options.config,
		    plays ? BP_STORE_WRITE : BP_STORE_READ, &err)) {
		close_front(loop);
		return bp_say_error(&err);
	}
	if (!plays)
		return show_catalogue(loop);
	return settle_busy(loop, &status) ? play(loop) : status;
}

/* What was one person's is nobody's after it; the front stays open for the next one. */
static void end_visit(struct loop *loop)
{
	own_data_release(&loop->own);
	unsaved_release(&loop->unsaved);
	bp_app_free(loop->app);
	bp_session_close(&loop->session);
	bp_buf_release(&loop->learner);
	*loop = (struct loop){
		.options = loop->options,
		.front = loop->front,
		.shown = loop->shown,
		.shared = loop->shared,
		.change = loop->change,
	};
}

/* Somebody else begins where nobody has been yet. */
static void make_way(struct loop *loop)
{
	loop->options.config.learner = NULL;
	loop->options.place = NULL;
	loop->options.review = false;
	bp_session_reset_language(&loop->options.config);
	loop->front.kind->theme(&loop->front, BP_THEME_TERMINAL);
}

int bp_player_run(const struct bp_player_options *options)
{
	bp_reserve(LEAST_HEAP);

	struct loop loop = {.options = *options,
		.front.kind = front_choose(&options->config),
		.shared = who_is_open(&options->config)};
	const char *only[] = {options->place, NULL};
	if (only[0] && is_path(only[0])) { /* that, and no other course */
		loop.options.config.content = only;
		loop.options.config.content_count = 1;
	}
	int status = visit(&loop);
	while (loop.change) {
		end_visit(&loop);
		make_way(&loop);
		status = visit(&loop);
	}
	end_visit(&loop);
	return status;
}
