/*
 * What a run of the benchmark found out: named figures, each of one or more samples. They
 * are printed as a table, written as JSON, and compared with those of another run.
 */
#ifndef TESTS_BENCH_FIGURES_H
#define TESTS_BENCH_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

struct figure {
	char name[80]; /* "first.xterm.berpijar": part, case, who */
	char unit[16];
	double *samples; /* sorted once the figure is printed */
	size_t count, room;
};

/* Zeroed it is empty. */
struct figures {
	struct figure *at;
	size_t count, room;
	size_t printed; /* so many have been */
};

/* Adds a sample to the figure of that name, which is made with the first one. */
void figures_add(struct figures *figures, double sample, const char *unit,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The median of the figure of that name; -1: there is none. */
double figures_median(const struct figures *figures, const char *name);
/* … and the sample below which a part of them is, 0 to 1: 0.95 … */
double figures_part(const struct figures *figures, const char *name, double part);
/* Adds the figure NAME whose samples are those of one divided by those of another, in the
 * order in which they were added: of things that were done in turn. To be called before
 * these are printed. */
void figures_divide(
	struct figures *figures, const char *name, const char *above, const char *below);

/* Prints those that have not been printed, under a title. */
void figures_print(struct figures *figures, const char *title);
/* Writes all to a file; "-": to standard output. False: it cannot be written. */
bool figures_write(const struct figures *figures, const char *path);
/* Says which of them differ from those in a file of figures_write(): by more than 5 %, and
 * beyond the middle eight tenths of its samples. False: it cannot be read. */
bool figures_compare(const struct figures *figures, const char *path);
void figures_release(struct figures *figures);

#endif
