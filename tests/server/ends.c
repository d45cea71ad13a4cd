/*
 * Sessions that are told to end, at any instant, while their terminal has stopped reading:
 * how long each is still there, and that nothing is lost of which a screen had said that it
 * was saved. Besides, sessions that nobody ends, and whose terminal never reads again.
 *
 * BERPIJAR_SERVER_ENDS: how many; BERPIJAR_STORM_SEED: how they come.
 */
#include "server.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ENDS      1000
#define LEARNERS  20
#define ANSWERS   3     /* at most, before its terminal stops */
#define REDRAWS   2000  /* keys at most; far fewer fill a pseudo-terminal */
#define FULL      2048  /* bytes that wait to be read: a screen did not go out whole */
#define MOMENT_US 30000 /* the signal comes within so long */
#define STILL     200   /* keys in a row that draw nothing */
#define PATIENCE  30000 /* ms */
#define IDLE      "2"   /* s, of those that nobody ends */
#define IDLE_ENDS 5

static const struct kind {
	int number; /* of the signal; 0: none */
	const char *name, *title;
	double limit; /* s */
} kinds[] = {
	{SIGHUP, "ends.hangup", "SIGHUP: masih ada selama, paling lama", 1},
	{SIGTERM, "ends.term", "SIGTERM: masih ada selama, paling lama", 3},
	{0, "ends.cut", "saluran ditutup: masih ada selama, paling lama", 1},
};

#define KINDS (sizeof kinds / sizeof *kinds)

struct ends {
	struct server *server;
	struct lab lab;
	const char *words[SERVER_WORDS];
	struct learner learners[LEARNERS];
	uint32_t seed;
	unsigned stalled, left;
};

/* ---- one end ---- */

/* Keys that draw everything anew, and nobody takes what is drawn. */
static void stop_reading(struct ends *ends, const struct session *session)
{
	uint32_t keys = random_below(&ends->seed, REDRAWS);
	int flags = fcntl(session->fd, F_GETFL), waiting = 0;

	fcntl(session->fd, F_SETFL, flags | O_NONBLOCK);
	while (keys-- > 0 && write(session->fd, "\f", 1) == 1)
		if (keys % 16 == 0)
			usleep(200);
	fcntl(session->fd, F_SETFL, flags);
	usleep(random_below(&ends->seed, MOMENT_US));
	ends->stalled += ioctl(session->fd, FIONREAD, &waiting) == 0 && waiting > FULL;
}

/* Seconds until it is gone, without reading anything; negative: it stayed. */
static double await(struct session *session, double patience)
{
	double began = now_ms();

	while (now_ms() - began < patience) {
		if (waitpid(session->pid, &session->status, WNOHANG) == session->pid) {
			session->ended = true;
			return (now_ms() - began) / 1000;
		}
		usleep(500);
	}
	return -1;
}

/* Some answers; the last one may be under way. */
static void answer(struct ends *ends, struct learner *learner)
{
	uint32_t count = random_below(&ends->seed, ANSWERS + 1);

	learner->takes_over = true;
	for (uint32_t i = 0; i < count; i++) {
		if (!learner_reach(learner, LEARNER_SAVED, PATIENCE))
			die("%s: no answer is saved", learner->name);
		learner_go_on(learner);
	}
	if (!learner_reach(learner, LEARNER_ASKED, PATIENCE))
		die("%s: no question", learner->name);
	if (random_below(&ends->seed, 2) == 0)
		learner_go_on(learner);
}

static void end(struct ends *ends, struct learner *learner, const struct kind *kind)
{
	struct session *session = &learner->session;

	learner_start(learner);
	answer(ends, learner);
	stop_reading(ends, session);
	if (kind->number)
		kill(session->pid, kind->number);
	else
		session_hang_up(session);
	double took = await(session, PATIENCE);
	ends->left += took < 0;
	figures_add(&ends->server->figures, took < 0 ? PATIENCE / 1000. : took, "s", "%s",
		kind->name);
	session_release(session);
	learner->running = false;
}

/* ---- nobody ends them ---- */

/* Presses keys one by one until none of them is drawn any more. */
static void fill(const struct session *session)
{
	int before = 0, now = 0;

	for (size_t still = 0; still < STILL; still = now == before ? still + 1 : 0) {
		before = now;
		if (write(session->fd, "\f", 1) < 0)
			die("no key can be pressed");
		usleep(1000);
		if (ioctl(session->fd, FIONREAD, &now) != 0)
			die("FIONREAD");
	}
}

/* One that waits in vain for its terminal ends when one that waits for a key would. */
static void end_idle(struct ends *ends, struct learner *learner)
{
	struct session *session = &learner->session;

	learner_start(learner);
	if (!learner_reach(learner, LEARNER_CATALOGUE, PATIENCE))
		die("%s: no catalogue", learner->name);
	fill(session);
	double took = await(session, PATIENCE);
	ends->left += took < 0;
	figures_add(&ends->server->figures, took < 0 ? PATIENCE / 1000. : took, "s",
		"ends.idle");
	session_release(session);
	learner->running = false;
}

static void end_idle_ones(struct ends *ends)
{
	size_t at = 0;

	while (ends->words[at])
		at++;
	ends->words[at] = "--idle";
	ends->words[at + 1] = IDLE;
	ends->words[at + 2] = NULL;
	for (size_t i = 0; i < (ends->server->sample ? 1 : IDLE_ENDS); i++)
		end_idle(ends, &ends->learners[i]);
}

/* ---- all ---- */

static void judge(struct ends *ends, long count)
{
	struct server *server = ends->server;

	server_tell(server, "kali", (double)count, "x");
	server_tell(server, "di antaranya terhenti di tengah layar", ends->stalled, "x");
	for (size_t i = 0; i < KINDS; i++)
		server_judge(server, kinds[i].title,
			figures_part(&server->figures, kinds[i].name, 1), kinds[i].limit,
			"s");
	server_judge(server, "tanpa tombol selama " IDLE " s, tidak membaca: paling lama",
		figures_part(&server->figures, "ends.idle", 1), 3, "s");
	server_judge(server, "sesi yang tetap ada", ends->left, 0, "x");
	server_judge(server, "pemutar yang tertinggal",
		(double)server_processes(server->program, true), 0, "x");
	server_survey(server, ends->learners, LEARNERS);
}

void server_ends(struct server *server)
{
	static struct ends ends;
	long count = server_wish(server, "BERPIJAR_SERVER_ENDS", ENDS, 9);

	ends = (struct ends){.server = server,
		.seed = (uint32_t)wish("BERPIJAR_STORM_SEED", time(NULL))};
	server_lab(server, &ends.lab, server->course, ends.words);
	for (unsigned i = 0; i < LEARNERS; i++)
		learner_init(&ends.learners[i], &ends.lab, i + 1);
	for (long i = 0; i < count; i++)
		end(&ends, &ends.learners[i % LEARNERS], &kinds[(size_t)i % KINDS]);
	end_idle_ones(&ends);
	judge(&ends, count);
	for (size_t i = 0; i < LEARNERS; i++)
		learner_release(&ends.learners[i]);
	lab_close(&ends.lab);
}
