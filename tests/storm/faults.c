/*
 * Every call that can fail, fails, under the whole program: the first of its kind, the
 * second, … until a run meets no fault; that one alone, or all from there on. In each run
 * a learner answers a question. Afterwards:
 *
 * - what the screen said was "tersimpan" is in the record, once;
 * - the program has ended by itself, or where there was no memory by abort(), and the
 *   terminal is as it was;
 * - on a healthy system the next start records, and the record is sound.
 *
 * usage: faults SHIM PROGRAM COURSE CALL...
 *
 * CALL is one of shim.c's, or "lie": writes to the journal that are said to have
 * worked, which must break a promise, or this test could not fail.
 *
 * BERPIJAR_ALL_FAULTS=1 tries each call with each error, and not with one in turn; and
 * each call for memory, of which there are thousands. BERPIJAR_FAULTS_FROM=N begins with
 * the Nth, to see again what went wrong.
 */
#include "learner.h"
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST          100000 /* calls in a run; more means that it never ends */
#define PATIENCE      60000  /* ms */
#define MEMORY_STRIDE 37
#define SANITIZED     99 /* exit status where a sanitizer found something */

struct faults {
	struct lab lab;
	char *shim;
	char journal[128]; /* the one learner's */
	char met[96];      /* a file that is there once a call has failed */
	unsigned runs, acknowledged, refused, aborted;
};

struct plan {
	const char *call, *cause;
	long nth;
	bool sticky;
};

static const char *const causes[] = {"EIO", "ENOSPC"};

/* Of a call that fails in one way only; NULL: in each of the above. */
static const char *only_cause(const char *call)
{
	if (strcmp(call, "memory") == 0)
		return "ENOMEM";
	return strcmp(call, "lie") == 0 ? "lie" : NULL;
}

static bool is_lie(const char *cause)
{
	return cause && strcmp(cause, "lie") == 0;
}

static void describe(const struct plan *plan, char *out, size_t room)
{
	snprintf(out, room, "%s %ld %s %s", plan->call, plan->nth,
		plan->sticky ? "on" : "once", plan->cause);
}

/* What is wrong with a run; the screen and the store are left to be looked at. */
__attribute__((format(printf, 4, 5), noreturn)) static void broken(
	const struct faults *faults, const struct learner *learner,
	const struct plan *plan, const char *format, ...)
{
	char name[64];
	struct bp_buf screen = {0};
	va_list args;

	describe(plan, name, sizeof name);
	printf("%s: ", name);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	terminal_text(&learner->session.terminal, &screen);
	die("\n%sthe store: %s", screen.at, faults->lab.store);
}

static void set_plan(struct faults *faults, const struct plan *plan)
{
	char text[64] = "";

	if (plan)
		describe(plan, text, sizeof text);
	lab_variable(&faults->lab, "BERPIJAR_SHIM", text);
	lab_variable(&faults->lab, "BERPIJAR_SHIM_BELOW",
		plan && is_lie(plan->cause) ? faults->journal : faults->lab.store);
	lab_variable(&faults->lab, "LD_PRELOAD", plan ? faults->shim : "");
	unlink(faults->met);
}

/*
 * Answers; where that is refused, once more, as the message asks for. Where the program
 * waits at another step than one that leads to the answer, the fault has led elsewhere,
 * such as to a module that could not be read.
 */
static void answer(struct learner *learner)
{
	struct session *session = &learner->session;
	double end = now_ms() + PATIENCE;
	bool again = false;

	while (!session->silent && learner->step < LEARNER_SAVED && now_ms() < end) {
		bool on = learner_settle(learner);
		if (on && learner->step < LEARNER_SAVED)
			learner_go_on(learner);
		if (on || !session->waits)
			continue;
		if (again || learner->step != LEARNER_SENT)
			break;
		again = true;
		session_write(session, "\r", 1);
	}
}

static bool is_end(const struct plan *plan, int status)
{
	if (WIFSIGNALED(status))
		return strcmp(plan->call, "memory") == 0 && WTERMSIG(status) == SIGABRT;
	return WEXITSTATUS(status) != SANITIZED && WEXITSTATUS(status) < 126;
}

static void check_end(
	const struct faults *faults, struct learner *learner, const struct plan *plan)
{
	struct bp_buf left = {0};
	const struct session *session = &learner->session;

	if (!learner_quit(learner))
		broken(faults, learner, plan, "the program runs on");
	if (!is_end(plan, session->status))
		broken(faults, learner, plan, "it ended by %s %d",
			WIFSIGNALED(session->status) ? "signal" : "status",
			WIFSIGNALED(session->status) ? WTERMSIG(session->status)
						     : WEXITSTATUS(session->status));
	session_left_behind(session, &left);
	if (left.len)
		broken(faults, learner, plan, "it left behind%s", left.at);
	if (session->terminal.refused.len)
		broken(faults, learner, plan, "it sent %s", session->terminal.refused.at);
}

/* False if a promise was broken: only where writes are lied about. */
static bool check_record(
	const struct faults *faults, struct learner *learner, const struct plan *plan)
{
	struct survey survey;

	learner_survey(learner, &survey);
	bool kept = survey.sound && !survey.lost && !survey.doubled && !survey.unknown;
	if (!kept && !is_lie(plan->cause))
		broken(faults, learner, plan, "lost %u, doubled %u, unknown %u; %s",
			survey.lost, survey.doubled, survey.unknown,
			survey.sound ? "sound" : survey.fault);
	return kept;
}

/* On a healthy system. What was cut short is put right by it, so only then is the record
 * looked at. */
static void start_again(
	struct faults *faults, struct learner *learner, const struct plan *plan)
{
	set_plan(faults, NULL);
	learner_start(learner);
	if (!learner_reach(learner, LEARNER_SAVED, PATIENCE))
		broken(faults, learner, plan, "the next start does not record");
	check_end(faults, learner, plan);
}

/* One run; false if it met no fault. */
static bool run(struct faults *faults, const struct plan *plan, bool *kept)
{
	struct learner learner;

	lab_clear_store(&faults->lab);
	learner_init(&learner, &faults->lab, 1);
	set_plan(faults, plan);
	learner_start(&learner);
	answer(&learner);
	bool saved = learner.step == LEARNER_SAVED;
	if (learner.step == LEARNER_SENT && !learner.session.silent && !plan->sticky)
		broken(faults, &learner, plan, "the fault is over, and still refused");
	check_end(faults, &learner, plan);
	bool met = access(faults->met, F_OK) == 0;
	if (!met && !saved)
		broken(faults, &learner, plan, "no fault, and yet nothing recorded");
	faults->runs++;
	faults->acknowledged += saved;
	faults->refused += !saved && WIFEXITED(learner.session.status);
	faults->aborted += WIFSIGNALED(learner.session.status) != 0;
	if (!is_lie(plan->cause))
		start_again(faults, &learner, plan);
	*kept = check_record(faults, &learner, plan);
	learner_release(&learner);
	return met;
}

/* Each call of the kind in turn; returns how many promises were broken. */
static unsigned try_every_call(struct faults *faults, const char *call, bool sticky)
{
	const char *cause = only_cause(call);
	bool all = getenv("BERPIJAR_ALL_FAULTS") != NULL;
	size_t step = all && !cause ? 1 : 2;
	long stride = all || strcmp(call, "memory") != 0 ? 1 : MEMORY_STRIDE;
	unsigned broken_ones = 0;
	bool met = true;

	for (long nth = wish("BERPIJAR_FAULTS_FROM", 1); met; nth += stride) {
		if (nth > MOST)
			die("%s: a run never ends", call);
		for (size_t i = (size_t)nth % step; i < 2; i += step) {
			const struct plan plan = {.call = is_lie(cause) ? "pwrite" : call,
				.cause = cause ? cause : causes[i],
				.nth = nth,
				.sticky = sticky};
			bool kept;
			met = run(faults, &plan, &kept);
			broken_ones += !kept;
		}
	}
	return broken_ones;
}

static bool try_call(struct faults *faults, const char *call)
{
	bool lie = strcmp(call, "lie") == 0;

	faults->runs = faults->acknowledged = faults->refused = faults->aborted = 0;
	unsigned broken_ones = try_every_call(faults, call, lie) +
		(lie ? 0 : try_every_call(faults, call, true));
	printf("%s: %u runs, %u acknowledged, %u not, %u out of memory; %u broken "
	       "promises%s\n",
		call, faults->runs, faults->acknowledged, faults->refused,
		faults->aborted, broken_ones, lie ? ", as there must be" : "");
	fflush(stdout);
	return lie == (broken_ones > 0);
}

int main(int argc, char **argv)
{
	struct faults faults = {0};
	bool good = true;

	if (argc < 5)
		die("usage: faults SHIM PROGRAM COURSE CALL...");
#ifdef __SANITIZE_ADDRESS__
	if (strcmp(argv[4], "memory") == 0) {
		printf("memory is the sanitizer's here\n");
		return 77;
	}
#endif
	faults.shim = full_path(argv[1]);
	lab_open(&faults.lab, argv[2], argv[3]);
	lab_variable(&faults.lab, "ASAN_OPTIONS",
		"verify_asan_link_order=0:abort_on_error=0:exitcode=99");
	lab_variable(&faults.lab, "UBSAN_OPTIONS",
		"halt_on_error=1:abort_on_error=0:exitcode=99");
	snprintf(faults.met, sizeof faults.met, "%s/met", faults.lab.folder);
	snprintf(faults.journal, sizeof faults.journal, "%s/learners/peserta-1.db-wal",
		faults.lab.store);
	lab_variable(&faults.lab, "BERPIJAR_SHIM_MET", faults.met);
	for (int i = 4; i < argc; i++)
		good = try_call(&faults, argv[i]) && good;
	lab_close(&faults.lab);
	free(faults.shim);
	return good ? 0 : 1;
}
