/* What an office waits for: the PDFs of a class of four hundred, and that they are the same bytes
 * each time. */
#include "bench.h"
#include "session.h"
#include <berpijar/file.h>
#include <berpijar/learners.h>
#include <berpijar/store.h>
#include <stdio.h>
#include <unistd.h>

#define LEARNERS 400
#define MODULES  8
#define EACH     3 /* events of a module */
#define ROUNDS   3
#define START    INT64_C(1700000000000)

static void proofs_write_course(const struct lab *lab, char content[LAB_PATH])
{
	char folder[LAB_PATH], path[LAB_PATH + 24];

	fill_course(lab, "bukti", content, folder);
	for (int module = 0; module < MODULES; module++) {
		snprintf(path, sizeof path, "%s/%02d-modul.md", folder, module + 1);
		FILE *file = fopen(path, "w");
		if (!file)
			die("%s cannot be written", path);
		fprintf(file,
			"---\ntitle: Modul ke-%d tentang layanan\nid: modul-%d\njp: 1\n---\nSelesai.\n",
			module + 1, module);
		if (fclose(file) != 0)
			die("%s cannot be written", path);
	}
}

static void proofs_fill_events(struct bp_store *store)
{
	static const enum bp_verb verbs[EACH] = {
		BP_EXPERIENCED, BP_PROGRESSED, BP_COMPLETED};
	struct bp_event events[MODULES * EACH];
	char modules[MODULES][16];

	for (int n = 0; n < MODULES * EACH; n++) {
		char *module = modules[n / EACH];
		snprintf(module, sizeof modules[0], "modul-%d", n / EACH);
		events[n] = (struct bp_event){
			.at = START + n * INT64_C(600000),
			.verb = verbs[n % EACH],
			.course = BP_STR("uji"),
			.module = bp_str(module),
			.grade = -1,
			.seconds = verbs[n % EACH] == BP_PROGRESSED ? 1500 : -1,
			.jp_halves = verbs[n % EACH] == BP_COMPLETED ? 2 : 0,
		};
	}
	if (!bp_store_append(store, events, MODULES * EACH, NULL))
		die("a record cannot be filled");
}

static void proofs_fill(const char *folder, int learner)
{
	struct bp_store *store;
	char id[24], name[40], nip[24];

	snprintf(id, sizeof id, "peserta-%03d", learner);
	snprintf(name, sizeof name, "Peserta Contoh %03d", learner);
	snprintf(nip, sizeof nip, "198609262015051%03d", learner);
	if (!bp_store_open(&store, folder, id, BP_STORE_WRITE, NULL) ||
		!bp_store_save_setting(store, BP_PROFILE_NAME, bp_str(name), NULL) ||
		!bp_store_save_setting(
			store, BP_PROFILE_UNIT, BP_STR("Dinas Contoh"), NULL) ||
		!bp_store_save_setting(store, BP_PROFILE_NIP, bp_str(nip), NULL) ||
		!bp_store_save_setting(store, BP_PROFILE_CLASS, BP_STR("A"), NULL))
		die("%s: a record cannot be made", id);
	proofs_fill_events(store);
	bp_store_close(store);
}

/* The index holds the SHA-256 of each PDF. */
static void proofs_read_index(const char *folder, struct bp_buf *index)
{
	int root;

	if (!bp_root_open(folder, &root, NULL) ||
		!bp_root_read(root, "indeks.csv", 1 << 20, index, NULL))
		die("%s has no index", folder);
	close(root);
}

void bench_proofs(struct bench *bench)
{
	struct lab lab;
	char content[LAB_PATH], out[120];
	struct bp_buf first = {0}, index = {0};
	struct use use;

	lab_open(&lab, bench->shared, bench->course);
	proofs_write_course(&lab, content);
	for (int i = 0; i < LEARNERS; i++)
		proofs_fill(lab.store, i);
	for (int round = 0; round < ROUNDS; round++) {
		snprintf(out, sizeof out, "%s/pdf-%d", lab.folder, round);
		const char *const argv[] = {lab.program, "proof", "uji", "--class", "A",
			"--content", content, "--store", lab.store, "--out", out, NULL};
		double took = run_timed(&lab, argv, &use);
		if (took < 0)
			die("proof --class failed; is berpijar-pdf built (cairo)?");
		figures_add(&bench->figures, took / 1e3, "s", "proofs.class");
		figures_add(&bench->figures, (double)use.peak_kib, "KiB",
			"proofs.class.peak");
		bp_buf_clear(&index);
		proofs_read_index(out, round ? &index : &first);
		if (round && !bp_str_equal(bp_buf_str(&first), bp_buf_str(&index)))
			die("the PDFs of the same records are other bytes");
	}
	bp_buf_release(&first);
	bp_buf_release(&index);
	lab_close(&lab);
}
