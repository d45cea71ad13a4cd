/*
 * Many sessions for long, each pressing a key every second: what they hold in memory and in
 * files is to stay the same. Every tenth may be of a build with sanitizers, which ends at
 * what it finds; its memory is its own, so it is not counted.
 *
 * BERPIJAR_SERVER_SESSIONS: how many; BERPIJAR_SERVER_SECONDS: for how long.
 */
#include "server.h"
#include "tree.h"
#include <berpijar/arena.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SESSIONS 300
#define SECONDS  3600
#define EVERY    1000 /* ms */
#define LOOKS    30   /* at what they hold, in all that time */
#define PATIENCE 60000

struct seat {
	double due;
	char keys[32]; /* of an answer, those that are still to be pressed */
	size_t pressed;
};

/* What all hold at one time. */
struct look {
	double at_s, dirty_kib, pss_kib, files, journal_kib; /* the last: the largest */
};

struct soak {
	struct server *server;
	struct crowd crowd;
	struct lab lab, other; /* the other: with sanitizers */
	const char *words[SERVER_WORDS], *other_words[SERVER_WORDS];
	struct seat *seats;
	struct look looks[LOOKS];
	size_t looked, looks_most; /* of `looks` */
	double began;
	unsigned ended;
};

static bool is_sanitized(const struct soak *soak, size_t which)
{
	return soak->server->sanitized && which % 10 == 9;
}

/* ---- keys ---- */

static void take(struct crowd *crowd, size_t which)
{
	learner_look(&crowd->learners[which], 0);
}

/* A key of the answer that is typed, or what leads to the next answer. */
static void press(struct soak *soak, size_t which)
{
	struct learner *learner = &soak->crowd.learners[which];
	struct seat *seat = &soak->seats[which];

	if (learner->step == LEARNER_ASKED) {
		learner_begin_answer(learner, seat->keys);
		seat->pressed = 0;
	}
	if (learner->step != LEARNER_SENT)
		learner_go_on(learner);
	else if (seat->keys[seat->pressed])
		session_write(&learner->session, &seat->keys[seat->pressed++], 1);
}

static void press_due(struct soak *soak)
{
	double now = now_ms();

	for (size_t i = 0; i < soak->crowd.count; i++) {
		struct learner *learner = &soak->crowd.learners[i];
		if (learner->session.silent && learner->running) {
			printf("%s ended by itself\n", learner->name);
			session_release(&learner->session);
			learner->running = false;
			soak->ended++;
		}
		if (now < soak->seats[i].due || !learner->running)
			continue;
		soak->seats[i].due += soak->server->sample ? EVERY / 20. : EVERY;
		press(soak, i);
	}
}

/* ---- what they hold ---- */

static double files_of(pid_t pid)
{
	char path[64];
	double count = -2; /* "." and ".." */

	snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
	DIR *folder = opendir(path);
	while (folder && readdir(folder))
		count++;
	if (folder)
		closedir(folder);
	return count;
}

static double journal_of(const struct lab *lab, const char *name)
{
	char path[200];
	struct stat info;

	snprintf(path, sizeof path, "%s/learners/%s.db-wal", lab->store, name);
	return stat(path, &info) == 0 ? (double)info.st_size / 1024 : 0;
}

static void look(struct soak *soak)
{
	struct look *now = &soak->looks[soak->looked++];

	*now = (struct look){.at_s = (now_ms() - soak->began) / 1000};
	for (size_t i = 0; i < soak->crowd.count; i++) {
		const struct learner *learner = &soak->crowd.learners[i];
		pid_t pid = learner->session.pid;
		if (!learner->running || is_sanitized(soak, i))
			continue;
		double journal = journal_of(learner->lab, learner->name);
		now->dirty_kib +=
			(double)process_field(pid, "smaps_rollup", "Private_Dirty:");
		now->pss_kib += (double)process_field(pid, "smaps_rollup", "Pss:");
		now->files += files_of(pid);
		now->journal_kib =
			journal > now->journal_kib ? journal : now->journal_kib;
	}
	printf("  %5.0f s: %8.0f KiB milik sendiri, %8.0f KiB PSS, %5.0f berkas, jurnal terbesar %.0f KiB\n",
		now->at_s, now->dirty_kib, now->pss_kib, now->files, now->journal_kib);
	fflush(stdout);
}

/* KiB an hour, by least squares, without the first fifth, in which they begin. */
static double slope(const struct soak *soak)
{
	double n = 0, x = 0, y = 0, xx = 0, xy = 0;

	for (size_t i = soak->looked / 5; i < soak->looked; i++) {
		double at = soak->looks[i].at_s / 3600, kib = soak->looks[i].dirty_kib;
		n++, x += at, y += kib, xx += at * at, xy += at * kib;
	}
	double spread = n * xx - x * x;
	return spread > 0 ? (n * xy - x * y) / spread : 0;
}

static void judge(struct soak *soak, size_t counted)
{
	const struct look *first = &soak->looks[soak->looked / 5],
			  *last = &soak->looks[soak->looked - 1];
	struct server *server = soak->server;
	double least = last->files, most = least, journal = 0;

	for (size_t i = soak->looked / 5; i < soak->looked; i++) {
		const struct look *at = &soak->looks[i];
		least = at->files < least ? at->files : least;
		most = at->files > most ? at->files : most;
		journal = at->journal_kib > journal ? at->journal_kib : journal;
	}
	double size = last->dirty_kib / (double)counted;
	server_tell(server, "sesi", (double)soak->crowd.count, "x");
	server_tell(server, "selama", last->at_s, "s");
	server_tell(server, "milik sendiri tiap sesi, pada akhirnya", size, "KiB");
	server_tell(server, "bertambah sejak seperlima pertama, tiap sesi",
		(last->dirty_kib - first->dirty_kib) / (double)counted, "KiB");
	/* an answer adds to what is known of the learner, some bytes each */
	server_judge(server, "bertambah tiap jam, tiap sesi",
		slope(soak) / (double)counted, size / 100, "KiB");
	server_judge(server, "berkas terbuka: selisih terbesar", most - least, 0, "x");
	server_judge(server, "jurnal SQLite terbesar", journal / 1024, 4, "MiB");
	server_judge(server, "sesi yang berakhir sendiri", soak->ended, 0, "x");
}

/* ---- all ---- */

static void begin(struct soak *soak)
{
	for (size_t i = 0; i < soak->crowd.count; i++) {
		struct learner *learner = &soak->crowd.learners[i];
		bool other = is_sanitized(soak, i);
		learner_init(learner, other ? &soak->other : &soak->lab, (unsigned)i + 1);
		learner_start(learner);
		learner_reach(learner, LEARNER_CATALOGUE, PATIENCE);
		soak->seats[i].due =
			now_ms() + EVERY * (double)i / (double)soak->crowd.count;
	}
}

/* Both kinds of sessions keep their records in one store. */
static void lay_out(struct soak *soak)
{
	server_lab(soak->server, &soak->lab, soak->server->course, soak->words);
	soak->other = soak->lab;
	memcpy(soak->other_words, soak->words, sizeof soak->words);
	if (soak->server->sanitized)
		soak->other_words[0] = soak->server->sanitized;
	soak->other.command = soak->other_words;
}

static void press_for(struct soak *soak, double seconds)
{
	double next = soak->began = now_ms();

	while (soak->looked < soak->looks_most) {
		if (now_ms() >= next) {
			look(soak);
			next += seconds * 1000 / (double)(soak->looks_most - 1);
		}
		press_due(soak);
		crowd_wait(&soak->crowd, 5, take);
	}
}

void server_soak(struct server *server)
{
	static struct soak soak;
	size_t count = (size_t)server_wish(
		       server, "BERPIJAR_SERVER_SESSIONS", SESSIONS, 4),
	       counted = 0;

	soak = (struct soak){.server = server, .looks_most = server->sample ? 4 : LOOKS};
	lay_out(&soak);
	crowd_init(&soak.crowd, count);
	soak.crowd.context = &soak;
	soak.seats = bp_alloc(count, sizeof *soak.seats);
	begin(&soak);
	press_for(&soak,
		(double)server_wish(server, "BERPIJAR_SERVER_SECONDS", SECONDS, 3));
	for (size_t i = 0; i < count; i++)
		counted += soak.crowd.learners[i].running && !is_sanitized(&soak, i);
	judge(&soak, counted);
	for (size_t i = 0; i < count; i++)
		if (soak.crowd.learners[i].running)
			learner_kill(&soak.crowd.learners[i]);
	server_survey(server, soak.crowd.learners, count);
	crowd_release(&soak.crowd);
	free(soak.seats);
	lab_close(&soak.lab);
}
