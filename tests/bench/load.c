/*
 * What a learner waits for when an answer is to be durable: three hundred at once on a
 * slow disk, one alone on this disk beside the least that any program could do, and the
 * start of the program with a long record. Times mean something only beside each other.
 *
 * usage: load SHIM PROGRAM COURSE
 *
 * BERPIJAR_LOAD_LEARNERS and BERPIJAR_LOAD_SECONDS set how many, for how long.
 */
#include "learner.h"
#include <berpijar/arena.h>
#include <berpijar/store.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define LEARNERS 300
#define SECONDS  60
#define EVERY    10000 /* ms from one answer to the next */
#define PATIENCE 30000 /* ms */
#define DELAY    "20000"
#define ANSWERS  200
#define ROUNDS   15
#define EVENTS   20000
#define BATCH    100 /* events, written at once */
#define RECORD   300 /* bytes: about what an answer is */

struct times {
	double *ms;
	size_t count, room;
};

static void add_time(struct times *times, double ms)
{
	if (times->count == times->room) {
		times->room = times->room * 2 + 64;
		times->ms = bp_realloc(times->ms, times->room, sizeof *times->ms);
	}
	times->ms[times->count++] = ms;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double share(const struct times *times, double part)
{
	if (times->count == 0)
		return -1;
	qsort(times->ms, times->count, sizeof *times->ms, by_size);
	return times->ms[(size_t)(part * (double)(times->count - 1))];
}

static void print_times(const char *name, struct times *times)
{
	printf("%-34s %8.1f %8.1f %8.1f %8zu\n", name, share(times, 0.5),
		share(times, 0.95), share(times, 1), times->count);
	free(times->ms);
}

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
	struct times times;
};

static void take(struct load *load, struct seat *seat)
{
	struct learner *learner = &seat->learner;

	if (!learner_look(learner, 0))
		return;
	if (learner->step == LEARNER_SAVED)
		add_time(&load->times, now_ms() - seat->sent);
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

static void measure_load(struct lab *lab, const char *shim)
{
	struct load load = {
		.lab = lab, .count = (size_t)wish("BERPIJAR_LOAD_LEARNERS", LEARNERS)};
	char name[64];

	char *path = full_path(shim);

	lab_variable(lab, "LD_PRELOAD", path);
	free(path);
	lab_variable(lab, "BERPIJAR_SHIM_BELOW", lab->store);
	lab_variable(lab, "BERPIJAR_SHIM_DELAY", DELAY);
	load.seats = bp_alloc(load.count, sizeof *load.seats);
	sit_down(&load);
	load.end = now_ms() + (double)wish("BERPIJAR_LOAD_SECONDS", SECONDS) * 1000;
	run_load(&load);
	get_up(&load);
	snprintf(name, sizeof name, "%zu peserta, sinkron +20 ms", load.count);
	print_times(name, &load.times);
	printf("%-34s %8zu\n", "  galat", load.errors);
	lab_variable(lab, "LD_PRELOAD", "");
	lab_variable(lab, "BERPIJAR_SHIM_DELAY", "0");
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
static void measure_answer(struct lab *lab)
{
	struct times answers = {0}, appends = {0}, drawn = {0};
	struct learner learner, second;
	char path[128];

	snprintf(path, sizeof path, "%s/append", lab->folder);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	learner_init(&learner, lab, 1);
	learner_start(&learner);
	answer(&learner, LEARNER_SAVED);
	learner_init(&second, lab, 1);
	learner_start(&second);
	for (int i = 0; i < ANSWERS; i++) {
		add_time(&answers, answer(&learner, LEARNER_SAVED));
		add_time(&drawn, answer(&second, LEARNER_UNSAVED));
		add_time(&appends, append(fd));
	}
	close(fd);
	learner_release(&learner);
	learner_release(&second);
	double recorded = share(&answers, 0.5) - share(&drawn, 0.5);
	double ratio = recorded / share(&appends, 0.5);
	print_times("jawaban: Enter sampai \"tersimpan\"", &answers);
	print_times("menambah 300 byte, fdatasync", &appends);
	print_times("jawaban yang tidak dicatat", &drawn);
	printf("%-34s %8.2f ms, %.2f x\n", "  mencatat", recorded, ratio);
	lab_clear_store(lab);
}

/* ---- the start ---- */

/* Answers to 600 questions of 40 modules, each third one wrong, and time in between. */
static struct bp_event event_of(char names[2][16], int n)
{
	snprintf(names[0], sizeof names[0], "modul-%d", n % 40);
	snprintf(names[1], sizeof names[1], "soal-%d", n % 600);
	return (struct bp_event){.at = 1700000000000 + n * INT64_C(60000),
		.verb = n % 4 ? BP_ANSWERED : BP_PROGRESSED,
		.course = BP_STR("uji"),
		.module = bp_str(names[0]),
		.question = n % 4 ? bp_str(names[1]) : BP_STR(""),
		.grade = n % 4 ? n % 3 / 2.0 : -1,
		.seconds = 5,
		.body = n % 4 ? BP_STR("{\"response\":\"sebuah kata\"}") : BP_STR("")};
}

static void fill(const struct lab *lab, const char *learner, int count)
{
	struct bp_store *store;
	struct bp_error err = {0};
	struct bp_event events[BATCH];
	char names[BATCH][2][16];

	if (!bp_store_open(&store, lab->store, learner, BP_STORE_WRITE, &err))
		die("%s", err.message);
	for (int n = 0; n < count; n += BATCH) {
		for (int i = 0; i < BATCH; i++)
			events[i] = event_of(names[i], n + i);
		if (!bp_store_append(store, events, BATCH, &err))
			die("%s", err.message);
	}
	bp_store_close(store);
}

static double start(struct learner *learner)
{
	double began = now_ms();

	learner_start(learner);
	if (!learner_reach(learner, LEARNER_OPENING, PATIENCE))
		die("no lesson");
	double took = now_ms() - began;
	learner_quit(learner);
	return took;
}

static void measure_start(struct lab *lab)
{
	struct times few = {0}, many = {0};
	struct learner new_one, old_one;

	learner_init(&new_one, lab, 1);
	learner_init(&old_one, lab, 2);
	fill(lab, new_one.name, 0);
	fill(lab, old_one.name, EVENTS);
	start(&old_one); /* the day's check */
	start(&new_one);
	for (int round = 0; round < ROUNDS; round++) {
		add_time(&few, start(&new_one));
		add_time(&many, start(&old_one));
	}
	learner_release(&new_one);
	learner_release(&old_one);
	print_times("mulai, catatan kosong", &few);
	print_times("mulai, 20000 kejadian", &many);
}

int main(int argc, char **argv)
{
	struct rlimit files = {4096, 4096};
	struct lab lab;

	if (argc != 4)
		die("usage: load SHIM PROGRAM COURSE");
	setrlimit(RLIMIT_NOFILE, &files);
	lab_open(&lab, argv[2], argv[3]);
	printf("\n%-34s %8s %8s %8s %8s\n", "ms", "median", "95 %", "terlama", "kali");
	measure_answer(&lab);
	measure_start(&lab);
	lab_clear_store(&lab);
	measure_load(&lab, argv[1]);
	lab_close(&lab);
	return 0;
}
