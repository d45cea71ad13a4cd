/* How fast text is rendered and checked, beside what others do with the same text. */
#include "bench.h"
#include "session.h"
#include <berpijar/file.h>
#include <berpijar/text.h>
#include <stdio.h>
#include <sys/stat.h>

#define ROUNDS  5
#define RENDER  (256 * 1024) /* bytes */
#define MODULE  7200         /* bytes of each of the many modules */
#define COURSES 100
#define MODULES 100 /* of each */

struct rates {
	struct bench *bench;
	struct lab lab;
	struct bp_buf lesson;
};

static void write_text(
	const char *path, const char *head, const struct bp_buf *lesson, size_t bytes)
{
	FILE *file = fopen(path, "w");
	size_t written = 0;

	if (!file)
		die("%s cannot be written", path);
	fputs(head, file);
	while (written < bytes) { /* whole copies, then a part */
		size_t part =
			bytes - written < lesson->len ? bytes - written : lesson->len;
		written += fwrite(lesson->at, 1, part, file);
		if (ferror(file))
			die("%s cannot be written", path);
	}
	fclose(file);
}

static void run_all(struct rates *rates, const char *const *const commands[],
	const char *const *names, double bytes)
{
	struct figures *figures = &rates->bench->figures;

	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; commands[i]; i++) {
			struct use use;
			double took = run_timed(&rates->lab, commands[i], &use);
			if (took < 0)
				continue;
			figures_add(figures, took, "ms", "%s.ms", names[i]);
			figures_add(figures, use.cpu_ms, "ms", "%s.cpu", names[i]);
			figures_add(
				figures, bytes / took / 1e3, "MB/s", "%s.rate", names[i]);
			figures_add(figures, (double)use.peak_kib, "KiB", "%s.peak",
				names[i]);
		}
}

static void measure_render(struct rates *rates)
{
	char module[120], text[120];

	snprintf(module, sizeof module, "%s/01-besar.md", rates->lab.folder);
	snprintf(text, sizeof text, "%s/besar.txt", rates->lab.folder);
	write_text(
		module, "---\ntitle: Besar\njp: 1\n---\n", &rates->lesson, RENDER - 64);
	write_text(text, "", &rates->lesson, RENDER - 64);
	const char *const ours[] = {rates->lab.program, "render", module, NULL};
	const char *const lowdown[] = {
		"lowdown", "-tterm", "--term-columns=80", "--term-width=80", text, NULL};
	const char *const cmark[] = {"cmark", text, NULL};
	const char *const *const commands[] = {ours, lowdown, cmark, NULL};
	const char *const names[] = {
		"render.berpijar", "render.lowdown", "render.cmark-html"};
	run_all(rates, commands, names, RENDER);
}

static void make_courses(struct rates *rates, const char *folder)
{
	char path[160], head[80];

	mkdir(folder, 0700);
	for (int course = 0; course < COURSES; course++) {
		snprintf(path, sizeof path, "%s/kursus-%03d", folder, course);
		mkdir(path, 0700);
		snprintf(path, sizeof path, "%s/kursus-%03d/course.yaml", folder, course);
		write_text(path, "title: Kursus\nsummary: Ringkasan\nlanguage: id\n",
			&rates->lesson, 0);
		for (int module = 0; module < MODULES; module++) {
			snprintf(path, sizeof path, "%s/kursus-%03d/%02d-modul.md",
				folder, course, module);
			snprintf(head, sizeof head,
				"---\ntitle: Modul\nid: modul-%d\njp: 1\n---\n", module);
			write_text(path, head, &rates->lesson, MODULE);
		}
	}
}

static void measure_check(struct rates *rates)
{
	char folder[120], every[160];

	snprintf(folder, sizeof folder, "%s/kursus", rates->lab.folder);
	snprintf(every, sizeof every, "exec cmark %s/*/*.md", folder);
	make_courses(rates, folder);
	const char *const ours[] = {rates->lab.program, "check", folder, NULL};
	const char *const cmark[] = {"sh", "-c", every, NULL};
	const char *const *const commands[] = {ours, cmark, NULL};
	const char *const names[] = {"check.berpijar", "check.cmark-html"};
	run_all(rates, commands, names, (double)MODULE * COURSES * MODULES);
}

void bench_rates(struct bench *bench)
{
	struct rates rates = {.bench = bench};

	lab_open(&rates.lab, bench->program, bench->course);
	if (!bp_file_read(bench->lesson, 1 << 20, &rates.lesson, NULL))
		die("%s cannot be read", bench->lesson);
	measure_render(&rates);
	measure_check(&rates);
	bp_buf_release(&rates.lesson);
	lab_close(&rates.lab);
}
