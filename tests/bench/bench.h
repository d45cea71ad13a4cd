/* The parts of the benchmark. Each measures one kind of thing and adds its figures. */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include "figures.h"
#include "lab.h"

struct bench {
	const char *program; /* full paths: the one of `./dev play`, */
	const char *shared;  /* … and one that loads libraries, as a package has it */
	const char *lesson;  /* a Markdown file */
	const char *course;  /* tests/storm/course */
	const char *courses; /* a copy of what is shipped */
	const char *shim;
	struct figures figures;
};

/* Text a learner reads, beside other programs: bytes, times, memory, CPU (peers.c). */
void bench_peers(struct bench *bench);
/* A start with short and long records, on the first day, after a kill, in a large
 * catalogue (starts.c). */
void bench_starts(struct bench *bench);
/* An answer that is on the disk, one alone and three hundred at once (answers.c). */
void bench_answers(struct bench *bench);
/* A thousand records: backup, list, check; a bundle's import (stores.c). */
void bench_stores(struct bench *bench);
/* The report of a class of five hundred with two hundred answers each (report.c). */
void bench_report(struct bench *bench);
/* The PDFs of a class of four hundred, and that they are the same each time (proofs.c). */
void bench_proofs(struct bench *bench);
/* Rendering and checking, beside other programs (rates.c). */
void bench_rates(struct bench *bench);
/* A lesson and its questions over a slow line (line.c). */
void bench_line(struct bench *bench);

/* Makes a folder of courses in the lab, and an empty one, "uji", in it. */
#define LAB_PATH 140
void fill_course(const struct lab *lab, const char *name, char content[LAB_PATH],
	char folder[LAB_PATH]);

/* Fills a record with so many events of the kinds that a course makes: answers to so many
 * different questions, and times of reading between them. */
void fill_record(const char *store, const char *learner, int events, int questions);

/* Runs a program with its output thrown away; milliseconds, -1 if it fails. With `use`, what
 * it used in all, with those that it started. */
struct use {
	double cpu_ms;
	long peak_kib; /* of the largest of them */
};
double run_timed(const struct lab *lab, const char *const *argv, struct use *use);
/* "bench --run FD PROGRAM ARG...": the part of run_timed() that is a process of its own. */
int run_child(char **argv);

#endif
