/* What an administrator waits for: a store of a thousand learners. */
#include "bench.h"
#include "session.h"
#include <stdio.h>
#include <unistd.h>

#define LEARNERS  1000
#define EVENTS    200
#define LONG      20000 /* events of the record whose bundle is imported */
#define QUESTIONS 60
#define ROUNDS    3
#define WORDS     12
#define DELAY     "20000" /* µs that each sync takes longer on a slow disk */

static void measure_command(struct bench *bench, const struct lab *lab, const char *name,
	const char *const *argv)
{
	struct use use;

	for (int round = 0; round < ROUNDS; round++) {
		double took = run_timed(lab, argv, &use);
		if (took < 0)
			die("%s %s failed", argv[1], argv[2]);
		figures_add(&bench->figures, took / 1e3, "s", "store.%s", name);
		figures_add(&bench->figures, use.cpu_ms / 1e3, "s", "store.%s.cpu", name);
		figures_add(&bench->figures, (double)use.peak_kib, "KiB", "store.%s.peak",
			name);
	}
}

static void measure_care(struct bench *bench, struct lab *lab)
{
	char backups[120];

	snprintf(backups, sizeof backups, "%s/backups", lab->folder);
	const char *backup[] = {
		lab->program, "store", "backup", "--store", lab->store, backups, NULL};
	const char *const list[] = {
		lab->program, "learner", "list", "--store", lab->store, NULL};
	const char *const check[] = {
		lab->program, "store", "check", "--store", lab->store, NULL};

	sync(); /* the disk is still busy with what was made for this */
	measure_command(bench, lab, "list", list);
	measure_command(bench, lab, "check", check);
	measure_command(bench, lab, "backup", backup);
	backup[0] = bench->shared; /* the shim cannot stand before the other */
	lab_variable(lab, "LD_PRELOAD", bench->shim);
	lab_variable(lab, "BERPIJAR_SHIM_BELOW", lab->folder);
	lab_variable(lab, "BERPIJAR_SHIM_DELAY", DELAY);
	measure_command(bench, lab, "backup.slow-disk", backup);
	lab_variable(lab, "LD_PRELOAD", "");
	lab_variable(lab, "BERPIJAR_SHIM_DELAY", "0");
}

/* Bytes of memory that an import needs for each event: what a long bundle takes more than
 * a short one. */
static void measure_import(struct bench *bench, const struct lab *lab)
{
	static const int events[] = {100, LONG};
	struct use use[2];

	for (int i = 0; i < 2; i++) {
		char folder[120], bundle[160], name[16];
		snprintf(name, sizeof name, "asal-%d", i);
		snprintf(folder, sizeof folder, "%s/import-%d", lab->folder, i);
		snprintf(bundle, sizeof bundle, "%s/%s.bundle", lab->folder, name);
		fill_record(folder, name, events[i], 600);
		const char *const out[] = {lab->program, "learner", "export", name,
			"--store", folder, "--bundle", "-o", bundle, NULL};
		const char *const in[] = {lab->program, "learner", "import", "--bundle",
			bundle, "--store", lab->store, NULL};
		if (run_timed(lab, out, NULL) < 0 || run_timed(lab, in, &use[i]) < 0)
			die("a bundle cannot be made or imported");
	}
	figures_add(&bench->figures,
		(double)(use[1].peak_kib - use[0].peak_kib) * 1024 /
			(events[1] - events[0]),
		"byte", "import.bytes-an-event");
	figures_add(
		&bench->figures, use[1].cpu_ms / LONG * 1e3, "µs", "import.cpu-an-event");
}

void bench_stores(struct bench *bench)
{
	struct lab lab;

	lab_open(&lab, bench->program, bench->course);
	measure_import(bench, &lab);
	lab_clear_store(&lab);
	for (int i = 0; i < LEARNERS; i++) {
		char name[24];
		snprintf(name, sizeof name, "peserta-%04d", i);
		fill_record(lab.store, name, EVENTS, QUESTIONS);
	}
	measure_care(bench, &lab);
	lab_close(&lab);
}
