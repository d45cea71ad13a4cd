/*
 * A second session takes over from one that still records: one that is alive, one that
 * was stopped, one whose line was cut without its knowing, so that it waits to write.
 * The first ends, the second records, and what both acknowledged is there once. Another
 * only reads until the first has ended, and records from then on.
 *
 * usage: takeover PROGRAM COURSE
 */
#include "learner.h"
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 30000 /* ms */
#define REDRAWS  400   /* of a screen, more than a pseudo-terminal keeps */

static void leave_alive(struct learner *first)
{
	(void)first;
}

static void stop(struct learner *first)
{
	kill(first->session.pid, SIGSTOP);
}

/* Keys arrive, and nobody takes what is drawn for them. */
static void cut_line(struct learner *first)
{
	for (int i = 0; i < REDRAWS; i++) {
		session_write(&first->session, "\014", 1); /* C-l */
		usleep(1000);
	}
}

static const struct {
	const char *name;
	void (*befalls)(struct learner *first);
} cases[] = {
	{"alive", leave_alive},
	{"stopped", stop},
	{"line cut", cut_line},
};

/* The second goes on counting where the first was. */
static void go_on_as(struct learner *second, const struct learner *first)
{
	second->sent = first->sent;
	bp_buf_add_str(&second->acknowledged, bp_buf_str(&first->acknowledged));
	second->takes_over = true;
}

static bool has_ended(struct learner *first)
{
	double end = now_ms() + PATIENCE;
	struct session *session = &first->session;

	while (!session->ended && now_ms() < end)
		session_wait(session, 100);
	return session->ended;
}

/* ---- what went wrong; NULL: nothing ---- */

static const char *begin(struct lab *lab, struct learner *first, struct learner *second)
{
	learner_init(first, lab, 1);
	learner_init(second, lab, 1);
	learner_start(first);
	return learner_reach(first, LEARNER_SAVED, PATIENCE)
		? NULL
		: "the first records nothing";
}

/* Both have answered once. */
static const char *end(struct learner *second)
{
	static struct survey survey; /* its words are returned */

	if (!learner_quit(second))
		return "the second does not end";
	learner_survey(second, &survey);
	return !survey.sound               ? survey.fault
		: survey.lost              ? "an answer is lost"
		: survey.doubled           ? "an answer is there twice"
		: survey.acknowledged != 2 ? "not both were acknowledged"
		: survey.found != 2        ? "what was not recorded is there"
					   : NULL;
}

static const char *try(struct lab *lab, void (*befalls)(struct learner *first),
	struct learner *first, struct learner *second)
{
	const char *fault = begin(lab, first, second);

	if (fault)
		return fault;
	befalls(first);
	go_on_as(second, first);
	learner_start(second);
	if (!learner_reach(second, LEARNER_SAVED, PATIENCE))
		return "the second records nothing";
	if (!has_ended(first))
		return "the first goes on";
	return end(second);
}

/* One that only reads records as soon as the other has ended. */
static const char *try_waiting(
	struct lab *lab, struct learner *first, struct learner *second)
{
	const char *fault = begin(lab, first, second);

	if (fault)
		return fault;
	go_on_as(second, first);
	second->takes_over = false;
	learner_start(second);
	learner_reach(second, LEARNER_UNSAVED, PATIENCE);
	if (second->step != LEARNER_UNSAVED)
		return "the second does not only read";
	if (!learner_quit(first))
		return "the first does not end";
	learner_go_on(second);
	if (!learner_reach(second, LEARNER_SAVED, PATIENCE))
		return "the second still records nothing";
	return end(second);
}

static bool report(const char *name, const char *fault, struct learner *first,
	struct learner *second)
{
	printf("%-10s %s\n", name, fault ? fault : "ok");
	learner_release(first);
	learner_release(second);
	return fault == NULL;
}

int main(int argc, char **argv)
{
	struct learner first, second;
	struct lab lab;
	int failed = 0;

	if (argc != 3)
		die("usage: takeover PROGRAM COURSE");
	lab_open(&lab, argv[1], argv[2]);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *fault = try(&lab, cases[i].befalls, &first, &second);
		failed += !report(cases[i].name, fault, &first, &second);
		lab_clear_store(&lab);
	}
	const char *fault = try_waiting(&lab, &first, &second);
	failed += !report("waiting", fault, &first, &second);
	lab_close(&lab);
	return failed > 0;
}
