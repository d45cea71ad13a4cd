/*
 * What berpijar costs, beside other programs where there are some: bytes, times, memory.
 * Bytes, calls and memory repeat exactly; of times only ratios within one run mean much,
 * so what is compared is done in turn.
 *
 * usage: bench PROGRAM SHARED LESSON COURSE COURSES SHIM (see bench.h)
 *	[--json FILE] [--against FILE] [PART...]
 */
#include "bench.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const struct part {
	const char *name, *title;
	void (*measure)(struct bench *bench);
} parts[] = {
	{"peers", "membaca sebuah pelajaran, 80x24", bench_peers},
	{"starts", "mulai sampai layar pertama", bench_starts},
	{"answers", "jawaban sampai \"tersimpan\"", bench_answers},
	{"line", "saluran 9.600 bit/s, 600 ms tiap langkah", bench_line},
	{"stores", "seribu catatan belajar", bench_stores},
	{"report", "laporan kelas: 500 peserta, 225 jawaban", bench_report},
	{"proofs", "bukti sebuah kelas: 400 PDF", bench_proofs},
	{"rates", "menampilkan dan memeriksa", bench_rates},
};

struct wish {
	const char *json, *against;
	char **parts; /* NULL-terminated; none: all */
};

static bool is_wanted(const struct wish *wish, const char *part)
{
	for (char **at = wish->parts; *at; at++)
		if (strcmp(*at, part) == 0)
			return true;
	return !*wish->parts;
}

/* The parts that were asked for exist. */
static bool are_parts(const struct wish *wish)
{
	for (char **at = wish->parts; *at; at++) {
		bool known = false;
		for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
			known = known || strcmp(*at, parts[i].name) == 0;
		if (!known) {
			fprintf(stderr, "bench: no part %s\n", *at);
			return false;
		}
	}
	return true;
}

static bool read_options(char ***argv, struct wish *wish)
{
	for (; **argv && strncmp(**argv, "--", 2) == 0; *argv += 2) {
		if (!(*argv)[1])
			return false;
		if (strcmp(**argv, "--json") == 0)
			wish->json = (*argv)[1];
		else if (strcmp(**argv, "--against") == 0)
			wish->against = (*argv)[1];
		else
			return false;
	}
	return true;
}

static int report(struct bench *bench, const struct wish *wish)
{
	bool ok = true;

	if (wish->json && !figures_write(&bench->figures, wish->json)) {
		fprintf(stderr, "bench: %s cannot be written\n", wish->json);
		ok = false;
	}
	if (wish->against && !figures_compare(&bench->figures, wish->against)) {
		fprintf(stderr, "bench: %s cannot be read\n", wish->against);
		ok = false;
	}
	return ok ? 0 : 1;
}

/* The files that it works with: true if all of them were named. */
static bool read_files(char ***argv, struct bench *bench)
{
	const char **const files[] = {&bench->program, &bench->shared, &bench->lesson,
		&bench->course, &bench->courses, &bench->shim};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++, ++*argv) {
		if (!**argv)
			return false;
		*files[i] = full_path(**argv);
	}
	return true;
}

int main(int argc, char **argv)
{
	struct rlimit files = {4096, 4096};
	struct wish wish = {NULL, NULL, NULL};
	struct bench bench = {.program = NULL};

	if (argc > 3 && strcmp(argv[1], "--run") == 0)
		return run_child(argv + 2);
	argv++;
	if (!read_files(&argv, &bench) || !read_options(&argv, &wish)) {
		fprintf(stderr,
			"usage: bench FILE... [--json FILE] [--against FILE] "
			"[PART...]\n");
		return 2;
	}
	wish.parts = argv;
	if (!are_parts(&wish))
		return 2;
	setrlimit(RLIMIT_NOFILE, &files);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (is_wanted(&wish, parts[i].name)) {
			parts[i].measure(&bench);
			figures_print(&bench.figures, parts[i].title);
		}
	int status = report(&bench, &wish);
	figures_release(&bench.figures);
	return status;
}
