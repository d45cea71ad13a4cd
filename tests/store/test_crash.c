/*
 * The kill -9 storm: writers are killed at random instants, and whatever one of them
 * has acknowledged must be in the record, exactly once.
 *
 * A writer sends one byte down a pipe after bp_store_append() has returned true. The
 * next writer begins with the batch that was under way, under the same ids, as an
 * application would that does not know how the last attempt ended.
 *
 * BERPIJAR_CRASH_ROUNDS sets the number of kills.
 */
#include "support.h"

#include <berpijar/arena.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS   300
#define SEASON   50    /* kills of one record */
#define BATCH    3     /* events */
#define PATIENCE 12000 /* microseconds that a writer lives, at most */

static uint32_t random_below(uint32_t *seed, uint32_t limit)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % limit;
}

/* Event number n, from 1, with an id that tells n. */
static struct bp_event numbered(uint32_t n, struct bp_str body)
{
	struct bp_event event = answer(n);
	memcpy(event.id, &n, sizeof n);
	event.id[15] = 1;
	event.body = body;
	return event;
}

static uint32_t number_of(const struct bp_event *event)
{
	uint32_t n;
	memcpy(&n, event->id, sizeof n);
	return n;
}

/* Records batch after batch until it is killed. */
static void write_until_killed(const char *folder, uint32_t batch, int acknowledge)
{
	static const char text[3000];
	struct bp_store *store;
	struct bp_error err = {0};
	uint32_t seed = batch + 1;

	if (!bp_store_open(&store, folder, LEARNER, BP_STORE_WRITE, &err)) {
		fprintf(stderr, "%s\n", err.message);
		_exit(1);
	}
	for (;; batch++) {
		struct bp_event events[BATCH];
		for (uint32_t i = 0; i < BATCH; i++) {
			struct bp_str body = {text, random_below(&seed, sizeof text)};
			events[i] = numbered(batch * BATCH + i + 1, body);
		}
		if (!bp_store_append(store, events, BATCH, &err) ||
			write(acknowledge, "y", 1) != 1) {
			fprintf(stderr, "%s\n", err.message);
			_exit(1);
		}
	}
}

/* One writer's life; how many batches it acknowledged. */
static uint32_t run_writer(const char *folder, uint32_t batch, uint32_t *seed)
{
	int ends[2], status;
	uint32_t acknowledged = 0;
	char said[256];
	ssize_t got;

	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		write_until_killed(folder, batch, ends[1]);
	}
	close(ends[1]);
	/* On a busy machine most would die while they open, so most have a first word. */
	if (random_below(seed, 4) > 0 && read(ends[0], said, 1) == 1)
		acknowledged++;
	usleep(random_below(seed, PATIENCE));
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	if (!WIFSIGNALED(status))
		fail_msg("a writer ended by itself");
	while ((got = read(ends[0], said, sizeof said)) > 0)
		acknowledged += (uint32_t)got;
	close(ends[0]);
	return acknowledged;
}

struct survey {
	uint8_t *times; /* that number n was found */
	uint32_t room, found;
};

static void survey_event(void *context, const struct bp_event *event)
{
	struct survey *survey = context;
	uint32_t n = number_of(event);

	survey->found++;
	if (n == 0 || n >= survey->room)
		fail_msg("event %u was never sent", n);
	survey->times[n]++;
	if (event->seq != survey->found)
		fail_msg("seq %lld in the place of %u", (long long)event->seq,
			survey->found);
}

/* All that was acknowledged, and at most the batch that was under way, whole. */
static void check_record(const char *folder, uint32_t acknowledged)
{
	struct survey survey = {.room = acknowledged + BATCH + 1};
	uint32_t lost = 0, doubled = 0;
	struct bp_store *store = open_or_fail(folder, BP_STORE_READ);

	survey.times = bp_alloc(survey.room, 1);
	assert_true(bp_store_replay(store, 0, survey_event, &survey, NULL));
	bp_store_close(store);
	for (uint32_t n = 1; n < survey.room; n++) {
		lost += n <= acknowledged && survey.times[n] == 0;
		doubled += survey.times[n] > 1;
	}
	free(survey.times);
	check_integrity(folder);
	if (lost || doubled)
		fail_msg("acknowledged %u, lost %u, doubled %u", acknowledged, lost,
			doubled);
	assert_int_equal(survey.found % BATCH, 0);
}

/* A new record now and then: in a long one, writers would be killed while they open it.
 */
static uint32_t run_season(int rounds, uint32_t *seed)
{
	char *folder = make_folder();
	uint32_t batches = 0;

	for (int round = 0; round < rounds; round++)
		batches += run_writer(folder, batches, seed);
	check_record(folder, batches * BATCH);
	remove_folder(folder);
	return batches * BATCH;
}

static void test_kills(void **state)
{
	const char *wish = getenv("BERPIJAR_CRASH_ROUNDS");
	int rounds = wish ? (int)strtol(wish, NULL, 10) : ROUNDS;
	uint32_t seed = (uint32_t)time(NULL), acknowledged = 0;

	(void)state;
	print_message("%d kills, seed %u\n", rounds, seed);
	for (int done = 0; done < rounds; done += SEASON)
		acknowledged += run_season(
			rounds - done < SEASON ? rounds - done : SEASON, &seed);
	print_message("acknowledged %u, lost 0, doubled 0\n", acknowledged);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_kills)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
