/* What a trainer waits for: the report of a class of five hundred. */
#include "bench.h"
#include "session.h"
#include <stdio.h>

#define LEARNERS  500
#define EVENTS    300 /* of which 225 are answers, each to another question */
#define MODULES   40  /* as fill_record() names them */
#define QUESTIONS 400
#define ROUNDS    5

/* The questions that fill_record() has answered in a module, a blank line between them. */
static void write_module(const char *folder, int module)
{
	char path[200];

	snprintf(path, sizeof path, "%s/%02d-modul.md", folder, module + 1);
	FILE *file = fopen(path, "w");
	if (!file)
		die("%s cannot be written", path);
	fprintf(file, "---\ntitle: Modul %d\nid: modul-%d\njp: 0.5\n---\n# Bagian\n\n",
		module, module);
	for (int n = module; n < EVENTS; n += MODULES)
		fprintf(file,
			"Sebuah paragraf.\n\n```gift\n::soal-%d:: Apa? {=sebuah kata =kata}\n```\n\n",
			n);
	if (fclose(file) != 0)
		die("%s cannot be written", path);
}

static void write_course(const struct lab *lab, char content[LAB_PATH])
{
	char folder[LAB_PATH];

	fill_course(lab, "kelas", content, folder);
	for (int module = 0; module < MODULES; module++)
		write_module(folder, module);
}

void bench_report(struct bench *bench)
{
	static const char *const forms[] = {"text", "json", "csv", "html"};
	struct lab lab;
	char content[LAB_PATH];
	struct use use;

	lab_open(&lab, bench->program, bench->course);
	write_course(&lab, content);
	for (int i = 0; i < LEARNERS; i++) {
		char name[24];
		snprintf(name, sizeof name, "peserta-%03d", i);
		fill_record(lab.store, name, EVENTS, QUESTIONS);
	}
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
			const char *const argv[] = {lab.program, "report", "uji",
				"--content", content, "--store", lab.store, "--format",
				forms[i], NULL};
			double took = run_timed(&lab, argv, &use);
			if (took < 0)
				die("report --format %s failed", forms[i]);
			figures_add(&bench->figures, took, "ms", "report.%s", forms[i]);
			figures_add(&bench->figures, (double)use.peak_kib, "KiB",
				"report.%s.peak", forms[i]);
		}
	lab_close(&lab);
}
