/*
 * Power cuts under the whole program: learners answer in pseudo-terminals, their records
 * on a file system of their own (disk.h), which loses power and is mounted again. What
 * the screens said was "tersimpan" before the cut is in the records, once.
 *
 * usage: power_play FILE-SYSTEM ROUNDS [SHIM] PROGRAM COURSE        (ext4 or xfs)
 *
 * With SHIM nothing is synced though the program is told so: some of what was
 * acknowledged must be lost, or this could not fail. One round of that is enough; what it
 * leaves is no record to go on with.
 */
#include "disk.h"
#include "learner.h"
#include <berpijar/arena.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LEARNERS 8
#define SHORTEST 200 /* ms from the start of a round to the cut … */
#define LONGEST  1200
#define PATIENCE 60000 /* ms */

struct play {
	struct disk disk;
	struct lab lab;
	struct learner learners[LEARNERS];
	uint32_t seed, acknowledged, lost, doubled, unknown, unsound;
};

/* All answer, as fast as they can, for so long. */
static void answer(struct play *play, int milliseconds)
{
	struct pollfd fds[LEARNERS];
	double end = now_ms() + milliseconds;

	for (int i = 0; i < LEARNERS; i++)
		learner_go_on(&play->learners[i]);
	while (now_ms() < end) {
		for (int i = 0; i < LEARNERS; i++)
			fds[i] = (struct pollfd){
				.fd = play->learners[i].session.fd, .events = POLLIN};
		poll(fds, LEARNERS, 1);
		for (int i = 0; i < LEARNERS; i++)
			if (fds[i].revents && learner_look(&play->learners[i], 0))
				learner_go_on(&play->learners[i]);
	}
}

/* What a screen says once the cut has begun may have been a moment late: it does not
 * count. */
static void cut(struct play *play)
{
	size_t count[LEARNERS];
	char *before[LEARNERS];

	for (int i = 0; i < LEARNERS; i++) {
		struct bp_buf *words = &play->learners[i].acknowledged;
		count[i] = words->len;
		before[i] = bp_alloc(words->len + 1, 1);
		if (words->len)
			memcpy(before[i], words->at, words->len);
	}
	disk_cut(&play->disk);
	for (int i = 0; i < LEARNERS; i++) {
		struct bp_buf *words = &play->learners[i].acknowledged;
		learner_kill(&play->learners[i]);
		if (count[i])
			memcpy(words->at, before[i], count[i]);
		free(before[i]);
	}
}

/* All are at a question, so that the cut finds them answering. */
static void start(struct play *play)
{
	for (int i = 0; i < LEARNERS; i++)
		learner_start(&play->learners[i]);
	for (int i = 0; i < LEARNERS; i++)
		if (!learner_reach(&play->learners[i], LEARNER_SAVED, PATIENCE))
			die("%s: no answer is recorded", play->learners[i].name);
}

static void survey(struct play *play)
{
	for (int i = 0; i < LEARNERS; i++) {
		struct survey found;
		learner_survey(&play->learners[i], &found);
		play->acknowledged += found.acknowledged;
		play->lost += found.lost;
		play->doubled += found.doubled;
		play->unknown += found.unknown;
		play->unsound += !found.sound;
		if (!found.sound)
			printf("%s: %s\n", play->learners[i].name, found.fault);
	}
}

static void run_round(struct play *play)
{
	start(play);
	answer(play, SHORTEST + (int)random_below(&play->seed, LONGEST - SHORTEST));
	cut(play);
	disk_again(&play->disk);
}

static void open_play(struct play *play, char **args, const char *shim)
{
	disk_make(&play->disk, args[0]);
	setenv("TMPDIR", play->disk.path, 1);
	lab_open(&play->lab, args[1], args[2]);
	if (shim) {
		char *path = full_path(shim);
		lab_variable(&play->lab, "LD_PRELOAD", path);
		lab_variable(&play->lab, "BERPIJAR_SHIM_BELOW", play->lab.store);
		lab_variable(&play->lab, "BERPIJAR_SHIM", "sync 1 on lie");
		free(path);
	}
	for (unsigned i = 0; i < LEARNERS; i++)
		learner_init(&play->learners[i], &play->lab, i + 1);
	sync(); /* the folder of it all */
}

int main(int argc, char **argv)
{
	static struct play play;

	if (argc != 5 && argc != 6)
		die("usage: power_play FILE-SYSTEM ROUNDS [SHIM] PROGRAM COURSE");
	const char *shim = argc == 6 ? argv[3] : NULL;
	int rounds = (int)strtol(argv[2], NULL, 10);
	play.seed = (uint32_t)wish("BERPIJAR_STORM_SEED", time(NULL));
	open_play(&play, (char *[]){argv[1], argv[argc - 2], argv[argc - 1]}, shim);
	for (int round = 0; round < rounds; round++)
		run_round(&play);
	survey(&play);
	printf("%s, whole program%s: %d power cuts, %u acknowledged, %u lost, %u "
	       "doubled, "
	       "%u unknown; records %s\n",
		play.disk.kind, shim ? " without syncing" : "", rounds, play.acknowledged,
		play.lost, play.doubled, play.unknown,
		play.unsound ? "NOT SOUND" : "sound");
	for (int i = 0; i < LEARNERS; i++)
		learner_release(&play.learners[i]);
	lab_close(&play.lab);
	disk_remove(&play.disk);
	if (shim)
		return play.lost == 0;
	return play.lost || play.doubled || play.unknown || play.unsound;
}
