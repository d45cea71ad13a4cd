/*
 * The kill -9 storm on the whole program: fifty learners answer at the same time, each in
 * a pseudo-terminal, and at random instants one of them is killed and begins again.
 * Afterwards every answer of which a screen said "tersimpan" is in its record once.
 *
 * usage: storm [--early] PROGRAM COURSE
 *
 * --early is the proof that this can fail: an answer counts as acknowledged as soon as
 * Enter is pressed, so that some are lost, unless no kill comes while one is under way.
 *
 * BERPIJAR_STORM_KILLS sets the number of kills, BERPIJAR_STORM_SEED how they come.
 */
#include "learner.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LEARNERS 50
#define KILLS    2000
#define ANSWERS  4      /* a life has fewer before its last moment comes */
#define STUCK    120000 /* ms without an acknowledgement: the test itself hangs */

/* When a life ends: */
enum end {
	END_EARLY,   /* while the program starts, or soon after */
	END_BETWEEN, /* some time after an answer was acknowledged */
	END_ANSWER,  /* just after Enter was pressed: most of them */
	END_KINDS = 4,
};

/* A learner, and how the life in hand ends. */
struct fate {
	struct learner learner;
	enum end kind;
	uint32_t answers;        /* to be acknowledged before that */
	double began, sent, end; /* ms; end 0: not known yet */
};

struct storm {
	struct lab lab;
	struct fate fates[LEARNERS];
	uint32_t seed;
	long kills, killed; /* wanted, done */
	long under_way;     /* of those, with an answer sent and not acknowledged */
	long running;
	bool early;
	double start_ms, answer_ms; /* usual ones: kills come within them */
	double strike_ms;           /* so long after Enter at most: about half of those
				     * kills are to come before the program has said */
	double last_ms;             /* when something was acknowledged */
};

/* Some time within half as much again as something takes. */
static double moment(struct storm *storm, double usual)
{
	return now_ms() + usual * random_below(&storm->seed, 1500) / 1000;
}

static void begin_life(struct storm *storm, struct fate *fate)
{
	uint32_t kind = random_below(&storm->seed, END_KINDS);

	learner_start(&fate->learner);
	fate->began = now_ms();
	fate->kind = kind < END_ANSWER ? (enum end)kind : END_ANSWER;
	fate->answers = fate->kind == END_EARLY
		? 0
		: random_below(&storm->seed, ANSWERS) + (fate->kind == END_BETWEEN);
	fate->end = fate->kind == END_EARLY ? moment(storm, storm->start_ms) : 0;
	storm->running++;
}

static void end_life(struct storm *storm, struct fate *fate)
{
	learner_kill(&fate->learner);
	storm->killed++;
	storm->running--;
	storm->under_way += fate->learner.step == LEARNER_SENT;
	if (storm->killed + storm->running < storm->kills)
		begin_life(storm, fate);
}

/* Kills while the answer that was just sent is being recorded, or just after. */
static void strike(struct storm *storm, struct fate *fate)
{
	usleep(random_below(&storm->seed, (uint32_t)(storm->strike_ms * 1000)));
	long before = storm->under_way;
	end_life(storm, fate);
	storm->strike_ms *= storm->under_way > before ? 1.05 : 0.95;
	if (storm->strike_ms < 0.1)
		storm->strike_ms = 0.1;
}

static double blend(double usual, double now)
{
	return usual * 0.95 + now * 0.05;
}

static void note_step(struct storm *storm, struct fate *fate)
{
	struct learner *learner = &fate->learner;
	double now = now_ms();

	if (learner->step == LEARNER_OPENING)
		storm->start_ms = blend(storm->start_ms, now - fate->began);
	if (learner->step == LEARNER_UNSAVED)
		die("%s: recording has ended", learner->name);
	if (learner->step != LEARNER_SAVED)
		return;
	storm->answer_ms = blend(storm->answer_ms, now - fate->sent);
	storm->last_ms = now;
	if (fate->answers > 0 && --fate->answers == 0 && fate->kind == END_BETWEEN)
		fate->end = moment(storm, storm->answer_ms);
}

static void take(struct storm *storm, struct fate *fate)
{
	struct learner *learner = &fate->learner;

	if (!learner_look(learner, 0)) {
		if (learner->session.silent)
			die("%s: the program ended by itself", learner->name);
		return;
	}
	note_step(storm, fate);
	learner_go_on(learner);
	if (learner->step != LEARNER_SENT)
		return;
	fate->sent = now_ms();
	if (storm->early)
		learner->acknowledged.at[learner->sent - 1] = '1';
	if (fate->kind == END_ANSWER && fate->answers == 0)
		strike(storm, fate);
}

/* One look at all of them. */
static void turn(struct storm *storm)
{
	struct pollfd fds[LEARNERS];
	double now = now_ms();

	for (size_t i = 0; i < LEARNERS; i++) {
		struct fate *fate = &storm->fates[i];
		if (fate->learner.running && fate->end > 0 && now >= fate->end)
			end_life(storm, fate);
		bool runs = fate->learner.running;
		fds[i] = (struct pollfd){
			.fd = runs ? fate->learner.session.fd : -1, .events = POLLIN};
	}
	if (now - storm->last_ms > STUCK)
		die("nothing was acknowledged for %d s", STUCK / 1000);
	if (poll(fds, LEARNERS, 1) <= 0)
		return;
	for (size_t i = 0; i < LEARNERS; i++)
		if (fds[i].revents)
			take(storm, &storm->fates[i]);
}

static void add(struct survey *all, const struct learner *learner)
{
	struct survey one;

	learner_survey(learner, &one);
	if (!one.sound || one.unknown)
		printf("%s: %s; %u answers that were never sent\n", learner->name,
			one.fault, one.unknown);
	all->sound = all->sound && one.sound && !one.unknown;
	all->acknowledged += one.acknowledged;
	all->found += one.found;
	all->lost += one.lost;
	all->doubled += one.doubled;
}

/* True if all is as it should be; in the proof, if that was seen not to be so. */
static bool judge(struct storm *storm, double began)
{
	struct survey all = {.sound = true};

	for (size_t i = 0; i < LEARNERS; i++)
		add(&all, &storm->fates[i].learner);
	printf("%s%ld kills, %ld of them with an answer under way; %u acknowledged, %u "
	       "in the records, %u lost, %u doubled, records %s; %.0f s\n",
		storm->early ? "counted too early: " : "", storm->killed,
		storm->under_way, all.acknowledged, all.found, all.lost, all.doubled,
		all.sound ? "sound" : "NOT SOUND", (now_ms() - began) / 1000);
	return all.sound && all.doubled == 0 && all.acknowledged > 0 &&
		(storm->early ? all.lost > 0 : all.lost == 0);
}

int main(int argc, char **argv)
{
	static struct storm storm = {.start_ms = 500, .answer_ms = 50, .strike_ms = 5};
	double began = now_ms();

	storm.early = argc > 1 && strcmp(argv[1], "--early") == 0;
	if (argc != 3 + storm.early)
		die("usage: storm [--early] PROGRAM COURSE");
	storm.kills = wish("BERPIJAR_STORM_KILLS", KILLS);
	storm.seed = (uint32_t)wish("BERPIJAR_STORM_SEED", time(NULL));
	storm.last_ms = began;
	printf("%d learners, seed %u\n", LEARNERS, storm.seed);
	fflush(stdout);
	lab_open(&storm.lab, argv[argc - 2], argv[argc - 1]);
	for (unsigned i = 0; i < LEARNERS; i++)
		learner_init(&storm.fates[i].learner, &storm.lab, i + 1);
	for (size_t i = 0; i < LEARNERS && storm.running < storm.kills; i++)
		begin_life(&storm, &storm.fates[i]);
	while (storm.running > 0)
		turn(&storm);
	bool good = judge(&storm, began);
	for (size_t i = 0; i < LEARNERS; i++)
		learner_release(&storm.fates[i].learner);
	if (good)
		lab_close(&storm.lab);
	else
		printf("the records: %s\n", storm.lab.store);
	return good ? 0 : 1;
}
