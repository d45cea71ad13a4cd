/* How long a start takes to its first screen, whatever the learner has done before. */
#include "bench.h"
#include "learner.h"
#include <berpijar/text.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROUNDS   15
#define COURSES  1000
#define MODULES  5
#define PATIENCE 30000 /* ms */

/* Records of a new learner, of a busy year, of ten. */
static const struct record {
	const char *name;
	int events, questions;
} records[] = {
	{"0", 0, 1},
	{"20000", 20000, 600},
	{"20000-all-different", 20000, 20000},
	{"200000", 200000, 600},
};

#define RECORDS (sizeof records / sizeof *records)

static double start(struct learner *learner)
{
	double began = now_ms();

	learner_start(learner);
	if (!learner_reach(learner, LEARNER_OPENING, PATIENCE))
		die("no lesson");
	return now_ms() - began;
}

/* The time of the last check is the first thing in the lock file (store/location.c). */
static void forget_check(const struct learner *learner)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/learners/%s.lock", learner->lab->store, learner->name);
	int fd = open(path.at, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || pwrite(fd, "\0\0\0\0\0\0\0\0", 8, 0) != 8)
		die("%s: no lock file", path.at);
	close(fd);
	bp_buf_release(&path);
}

/* In turns, so that what else the machine does hits all alike. */
static void measure_record(struct bench *bench, struct learner *learner, const char *name)
{
	struct figures *figures = &bench->figures;

	figures_add(figures, start(learner), "ms", "open.%s", name);
	learner_quit(learner);
	forget_check(learner);
	figures_add(figures, start(learner), "ms", "open.%s.day", name);
	learner_kill(learner);
	figures_add(figures, start(learner), "ms", "open.%s.killed", name);
	learner_quit(learner);
}

static void measure_records(struct bench *bench)
{
	struct learner learners[RECORDS];
	struct lab lab;

	lab_open(&lab, bench->program, bench->course);
	for (size_t i = 0; i < RECORDS; i++) {
		learner_init(&learners[i], &lab, (unsigned)i + 1);
		fill_record(lab.store, learners[i].name, records[i].events,
			records[i].questions);
		start(&learners[i]); /* a new version of the program folds a record once */
		learner_quit(&learners[i]);
	}
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < RECORDS; i++)
			measure_record(bench, &learners[i], records[i].name);
	for (size_t i = 0; i < RECORDS; i++)
		learner_release(&learners[i]);
	for (size_t i = 1; i < RECORDS; i++)
		for (int kind = 0; kind < 3; kind++) {
			static const char *const kinds[] = {"", ".day", ".killed"};
			char ratio[80], above[64];
			snprintf(above, sizeof above, "open.%s%s", records[i].name,
				kinds[kind]);
			snprintf(ratio, sizeof ratio, "%s/0", above);
			figures_divide(&bench->figures, ratio, above, "open.0");
		}
	lab_close(&lab);
}

/* ---- a large catalogue ---- */

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		die("%s cannot be written", path);
}

static void make_catalogue(const char *folder)
{
	char path[200], text[200];

	mkdir(folder, 0700);
	for (int course = 0; course < COURSES; course++) {
		snprintf(path, sizeof path, "%s/kursus-%04d", folder, course);
		mkdir(path, 0700);
		snprintf(path, sizeof path, "%s/kursus-%04d/course.yaml", folder, course);
		snprintf(text, sizeof text,
			"title: Kursus %d\nsummary: Ringkasan\nlanguage: id\n", course);
		write_file(path, text);
		for (int module = 0; module < MODULES; module++) {
			snprintf(path, sizeof path, "%s/kursus-%04d/%02d-modul.md",
				folder, course, module + 1);
			snprintf(text, sizeof text,
				"---\ntitle: Modul %d\nid: modul-%d\njp: 1\n---\n# Isi\n\nTeks.\n",
				module, module);
			write_file(path, text);
		}
	}
}

static void measure_catalogue(struct bench *bench)
{
	struct lab lab;
	char folder[120];

	lab_open(&lab, bench->program, bench->course);
	snprintf(folder, sizeof folder, "%s/content", lab.folder);
	make_catalogue(folder);
	const char *argv[] = {lab.program, "--content", folder, "--store", lab.store,
		"--learner", "peserta", NULL};
	struct session_command command = {.argv = argv,
		.environment = (const char *const *)lab.environment,
		.folder = lab.folder,
		.columns = 80,
		.rows = 24};
	for (int round = 0; round < ROUNDS; round++) {
		struct session session;
		double began = now_ms();
		if (!session_start(&session, &command))
			die("no pseudo-terminal");
		while (!terminal_holds(&session.terminal, "Kursus 5") &&
			now_ms() - began < PATIENCE)
			session_read(&session, 1000);
		figures_add(&bench->figures, now_ms() - began, "ms", "catalogue.%dx%d",
			COURSES, MODULES);
		session_key(&session, "Q");
		session_wait(&session, 1000);
		session_release(&session);
	}
	lab_close(&lab);
}

void bench_starts(struct bench *bench)
{
	measure_records(bench);
	measure_catalogue(bench);
}
