/*
 * What a learner waits for when an answer is to be durable: one alone on this disk beside
 * the least that any program could do, and three hundred at once on a slow disk.
 *
 * BERPIJAR_LOAD_LEARNERS and BERPIJAR_LOAD_SECONDS set how many, for how long.
 */
#include "bench.h"
#include "learner.h"
#include <berpijar/arena.h>
#include <berpijar/store.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LEARNERS 300
#define SECONDS  60
#define EVERY    10000 /* ms from one answer to the next */
#define PATIENCE 30000 /* ms */
#define DELAY    "20000"
#define ANSWERS  200
#define APPENDS  1500
#define RECORD   300 /* bytes: about what an answer is */

/* ---- many on a slow disk ---- */

struct seat {
	struct learner learner;
	double due;  /* ms: when the next answer is given */
	double sent; /* ms; 0: none is under way */
};

struct load {
	struct lab *lab;
	struct seat *seats;
	size_t count, errors;
	double end; /* ms: no answer is given after it */
	struct figures *figures;
};

static void take(struct load *load, struct seat *seat)
{
	struct learner *learner = &seat->learner;

	if (!learner_look(learner, 0))
		return;
	if (learner->step == LEARNER_SAVED)
		figures_add(load->figures, now_ms() - seat->sent, "ms", "load.answer");
	if (learner->step == LEARNER_SAVED || learner->step == LEARNER_UNSAVED)
		seat->sent = 0;
	load->errors += learner->step == LEARNER_UNSAVED;
	if (learner->step != LEARNER_ASKED) /* an answer waits for its time */
		learner_go_on(learner);
}

static void give_due(const struct load *load, struct seat *seat)
{
	double now = now_ms();

	if (seat->learner.step != LEARNER_ASKED || now < seat->due || now >= load->end)
		return;
	seat->sent = now;
	seat->due += EVERY;
	learner_go_on(&seat->learner);
}

/* Until the time is over and nobody waits any more, or for too long. */
static void run_load(struct load *load)
{
	struct pollfd *fds = bp_alloc(load->count, sizeof *fds);
	bool waits = true;

	while ((now_ms() < load->end || waits) && now_ms() < load->end + PATIENCE) {
		waits = false;
		for (size_t i = 0; i < load->count; i++) {
			struct seat *seat = &load->seats[i];
			give_due(load, seat);
			waits = waits || seat->sent > 0;
			bool open = !seat->learner.session.silent;
			fds[i].fd = open ? seat->learner.session.fd : -1;
			fds[i].events = POLLIN;
		}
		poll(fds, load->count, 1);
		for (size_t i = 0; i < load->count; i++)
			if (fds[i].revents)
				take(load, &load->seats[i]);
	}
	free(fds);
}

/* All at their question, and the first answers spread over the time between two. */
static void sit_down(struct load *load)
{
	for (size_t i = 0; i < load->count; i++) {
		struct seat *seat = &load->seats[i];
		learner_init(&seat->learner, load->lab, (unsigned)i + 1);
		learner_start(&seat->learner);
		if (!learner_reach(&seat->learner, LEARNER_ASKED, PATIENCE))
			die("%s: no question", seat->learner.name);
	}
	double now = now_ms();
	for (size_t i = 0; i < load->count; i++)
		load->seats[i].due = now + EVERY * (double)i / (double)load->count;
}

static void get_up(struct load *load)
{
	for (size_t i = 0; i < load->count; i++) {
		struct seat *seat = &load->seats[i];
		load->errors += seat->sent > 0; /* no word of it */
		learner_release(&seat->learner);
	}
	free(load->seats);
}

static void measure_load(struct bench *bench, struct lab *lab)
{
	struct load load = {.lab = lab,
		.count = (size_t)wish("BERPIJAR_LOAD_LEARNERS", LEARNERS),
		.figures = &bench->figures};

	lab_variable(lab, "LD_PRELOAD", bench->shim);
	lab_variable(lab, "BERPIJAR_SHIM_BELOW", lab->store);
	lab_variable(lab, "BERPIJAR_SHIM_DELAY", DELAY);
	load.seats = bp_alloc(load.count, sizeof *load.seats);
	sit_down(&load);
	load.end = now_ms() + (double)wish("BERPIJAR_LOAD_SECONDS", SECONDS) * 1000;
	run_load(&load);
	get_up(&load);
	figures_add(&bench->figures, (double)load.errors, "x", "load.errors");
	lab_clear_store(lab);
}

/* ---- one alone, beside an append ---- */

static double append(int fd)
{
	static const char record[RECORD];
	double began = now_ms();

	if (write(fd, record, sizeof record) != (ssize_t)sizeof record ||
		fdatasync(fd) != 0)
		die("the folder cannot be written");
	return now_ms() - began;
}

/* Until the verdict says that it was recorded, or that nothing is. */
static double answer(struct learner *learner, enum learner_step verdict)
{
	if (learner->step == LEARNER_UNSAVED)
		learner_go_on(learner);
	if (!learner_reach(learner, LEARNER_ASKED, PATIENCE))
		die("no question");
	double began = now_ms();
	learner_go_on(learner);
	if (!learner_reach(learner, verdict, PATIENCE))
		die("an answer was recorded, or was not");
	double took = now_ms() - began;
	learner_go_on(learner);
	return took;
}

/* In turns, so that what else the machine does hits all alike. A second session of the
 * same learner does not record: what is left is drawing, and the way of the bytes. */
static void measure_answer(struct bench *bench, struct lab *lab)
{
	struct figures *figures = &bench->figures;
	struct learner learner, second;

	learner_init(&learner, lab, 1);
	learner_start(&learner);
	answer(&learner, LEARNER_SAVED);
	learner_init(&second, lab, 1);
	learner_start(&second);
	for (int i = 0; i < ANSWERS; i++) {
		figures_add(figures, answer(&learner, LEARNER_SAVED), "ms",
			"answer.recorded");
		figures_add(
			figures, answer(&second, LEARNER_UNSAVED), "ms", "answer.drawn");
	}
	learner_release(&learner);
	learner_release(&second);
	lab_clear_store(lab);
}

static double record(struct bp_store *store, int number)
{
	struct bp_error err = {0};
	struct bp_event event = {.at = 1700000000000 + number,
		.verb = BP_ANSWERED,
		.course = BP_STR("uji"),
		.module = BP_STR("soal"),
		.question = BP_STR("pertama"),
		.grade = 1,
		.seconds = 5,
		.body = BP_STR("{\"response\":\"sebuah kata\"}")};
	double began = now_ms();

	if (!bp_store_append(store, &event, 1, &err))
		die("%s", err.message);
	return now_ms() - began;
}

/* Back to back, beside the least that makes a record durable. */
static void measure_append(struct bench *bench, const struct lab *lab)
{
	struct bp_store *store;
	struct bp_error err = {0};
	char path[128];

	snprintf(path, sizeof path, "%s/append", lab->folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (!bp_store_open(&store, lab->store, "peserta", BP_STORE_WRITE, &err))
		die("%s", err.message);
	for (int i = 0; i < APPENDS; i++) {
		figures_add(&bench->figures, record(store, i), "ms", "append.event");
		figures_add(&bench->figures, append(fd), "ms", "append.bare");
	}
	figures_divide(
		&bench->figures, "append.event/bare", "append.event", "append.bare");
	bp_store_close(store);
	close(fd);
	lab_clear_store(lab);
}

void bench_answers(struct bench *bench)
{
	struct lab lab;

	lab_open(&lab, bench->shared, bench->course); /* for the shim's sake */
	measure_append(bench, &lab);
	measure_answer(bench, &lab);
	measure_load(bench, &lab);
	lab_close(&lab);
}
