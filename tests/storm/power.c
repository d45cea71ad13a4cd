/*
 * Power cuts: writers record on a file system of their own (disk.h), which loses power
 * and is mounted again. What was acknowledged before the cut began is there, once, and
 * every record is sound.
 *
 * usage: power FILE-SYSTEM ROUNDS        (ext4 or xfs)
 *
 * BERPIJAR_POWER_SYNC=NORMAL is the proof that this can fail: the writers then commit
 * without syncing, and some of what they acknowledged must be lost.
 *
 * Needs root, loop devices and mkfs; exits with 77 where they are missing.
 */
#include "../../src/store/connection.h"
#include "disk.h"
#include "lab.h"
#include "session.h"
#include <berpijar/arena.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WRITERS  8
#define SEASON   10    /* rounds with the same records */
#define MOST     20000 /* events of a writer in a season */
#define BODY     3000  /* bytes, at most */
#define SHORTEST 150   /* ms from the start of a round to the cut … */
#define LONGEST  600

/* Shared with the writers, so that it is not on the disk whose power is cut. */
struct writer {
	uint32_t sent;                /* events, over all rounds of a season */
	double acknowledged_ms[MOST]; /* when; 0: not */
};

struct power {
	struct disk disk;
	bool normal; /* commits are not synced */
	char store[112];
	struct writer *writers;
	uint32_t seed;
	unsigned long acknowledged, lost, in_the_cut, unsound;
	double latest_ms; /* of those in the cut, after it began */
};

/* ---- the writers ---- */

static void name_learner(char out[16], int number)
{
	snprintf(out, 16, "peserta-%d", number);
}

static struct bp_event numbered(uint32_t n, struct bp_str body)
{
	struct bp_event event = {.at = n,
		.verb = BP_ANSWERED,
		.course = BP_STR("uji"),
		.module = BP_STR("soal"),
		.question = BP_STR("pertama"),
		.grade = 1,
		.seconds = 5,
		.body = body};

	memcpy(event.id, &n, sizeof n);
	event.id[15] = 1;
	return event;
}

/* Until it is killed, or the disk fails. */
__attribute__((noreturn)) static void write_events(const struct power *power, int number)
{
	static char text[BODY];
	struct writer *writer = &power->writers[number];
	struct bp_store *store;
	struct bp_error err = {0};
	uint32_t seed = power->seed + (uint32_t)number;
	char learner[16];

	memset(text, 'x', sizeof text);
	name_learner(learner, number);
	if (!bp_store_open(&store, power->store, learner, BP_STORE_WRITE, &err))
		_exit(1);
	bp_store_let_go(store); /* how it syncs cannot change within a transaction */
	if (power->normal &&
		sqlite3_exec(store->db, "PRAGMA synchronous = NORMAL", NULL, NULL,
			NULL) != SQLITE_OK)
		_exit(1);
	while (writer->sent < MOST) {
		uint32_t n = ++writer->sent;
		struct bp_event event =
			numbered(n, (struct bp_str){text, random_below(&seed, BODY)});
		if (!bp_store_append(store, &event, 1, &err))
			_exit(1);
		writer->acknowledged_ms[n - 1] = now_ms();
	}
	_exit(0);
}

/* All write, and in the middle of it the power is cut. When, in ms. */
static double run_writers(struct power *power)
{
	pid_t children[WRITERS];

	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		if (children[i] == 0)
			write_events(power, i);
		if (children[i] < 0)
			die("no process: %s", strerror(errno));
	}
	usleep(1000 * (SHORTEST + random_below(&power->seed, LONGEST - SHORTEST)));
	double at = disk_cut(&power->disk);
	for (int i = 0; i < WRITERS; i++)
		kill(children[i], SIGKILL);
	for (int i = 0; i < WRITERS; i++)
		waitpid(children[i], NULL, 0);
	return at;
}

/* ---- what is there afterwards ---- */

struct survey {
	uint8_t times[MOST];
	bool strange; /* an event that was never sent */
};

static void survey_event(void *context, const struct bp_event *event)
{
	struct survey *survey = context;
	uint32_t n;

	memcpy(&n, event->id, sizeof n);
	if (n == 0 || n > MOST)
		survey->strange = true;
	else if (survey->times[n - 1] < UINT8_MAX)
		survey->times[n - 1]++;
}

static bool read_record(
	const struct power *power, const char *learner, struct survey *survey)
{
	struct bp_health health;
	struct bp_store *store;
	struct bp_error err = {0};

	if (!bp_store_open(&store, power->store, learner, BP_STORE_WRITE, &err)) {
		printf("%s: %s\n", learner, err.message);
		return false;
	}
	bool ok = bp_store_replay(store, 0, survey_event, survey, &err);
	bp_store_close(store);
	bp_store_health(power->store, learner, &health);
	if (!ok || !health.sound)
		printf("%s: %s\n", learner, ok ? health.fault : err.message);
	return ok && health.sound && !survey->strange;
}

static void check_writer(struct power *power, int number, double cut_ms)
{
	struct survey *survey = bp_alloc(1, sizeof *survey);
	struct writer *writer = &power->writers[number];
	char learner[16];

	name_learner(learner, number);
	power->unsound += !read_record(power, learner, survey);
	for (uint32_t i = 0; i < writer->sent; i++) {
		double at = writer->acknowledged_ms[i];
		power->unsound += survey->times[i] > 1;
		if (at == 0 || survey->times[i])
			continue;
		/* a word that came while the cut went on may have been a moment late */
		if (at < cut_ms)
			power->lost++;
		else
			power->in_the_cut++;
		if (at - cut_ms > power->latest_ms)
			power->latest_ms = at - cut_ms;
		writer->acknowledged_ms[i] = 0; /* counted */
	}
	free(survey);
}

static void begin_season(struct power *power, int round)
{
	for (int i = 0; i < WRITERS; i++)
		for (uint32_t n = 0; n < power->writers[i].sent; n++)
			power->acknowledged += power->writers[i].acknowledged_ms[n] > 0;
	memset(power->writers, 0, WRITERS * sizeof *power->writers);
	if (power->store[0])
		remove_tree(power->store);
	snprintf(power->store, sizeof power->store, "%s/store-%d", power->disk.path,
		round);
}

static void run_round(struct power *power, int round)
{
	if (round % SEASON == 0)
		begin_season(power, round);
	double cut_ms = run_writers(power);
	disk_again(&power->disk);
	for (int i = 0; i < WRITERS; i++)
		check_writer(power, i, cut_ms);
}

int main(int argc, char **argv)
{
	static struct power power;
	const char *sync = getenv("BERPIJAR_POWER_SYNC");

	if (argc != 3)
		die("usage: power FILE-SYSTEM ROUNDS");
	power.normal = sync && strcmp(sync, "NORMAL") == 0;
	power.seed = (uint32_t)wish("BERPIJAR_STORM_SEED", time(NULL));
	power.writers = mmap(NULL, WRITERS * sizeof *power.writers,
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (power.writers == MAP_FAILED)
		die("no memory");
	int rounds = (int)strtol(argv[2], NULL, 10);
	disk_make(&power.disk, argv[1]);
	for (int round = 0; round < rounds; round++)
		run_round(&power, round);
	begin_season(&power, rounds);
	printf("%s%s: %d power cuts, %lu acknowledged, %lu lost, %lu more in the %.1f ms "
	       "after a cut began; records %s\n",
		power.disk.kind, power.normal ? " without syncing" : "", rounds,
		power.acknowledged + power.lost + power.in_the_cut, power.lost,
		power.in_the_cut, power.latest_ms, power.unsound ? "NOT SOUND" : "sound");
	disk_remove(&power.disk);
	return power.normal ? power.lost == 0 : power.lost > 0 || power.unsound > 0;
}
