/*
 * Records what a learner did on days gone by, for scripts that look at a record of
 * which every day is known.
 *
 * usage: past STORE LEARNER LINES
 *
 * A line: 2020-07-31 completed COURSE MODULE SECONDS HALF-JP; a hyphen: none. It
 * happened at noon of Western Indonesian Time. With "bookmarked" the number of seconds is
 * how many bookmarks were made, named "penanda 1" and so on. Lines that start with # are
 * skipped.
 */
#include <berpijar/marks.h>
#include <berpijar/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NOON 5 /* o'clock, UTC */

static void die(const char *what)
{
	fprintf(stderr, "past: %s\n", what);
	exit(1);
}

static int number(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

static int64_t noon_of(int year, int month, int day)
{
	struct tm noon = {.tm_year = year - 1900,
		.tm_mon = month - 1,
		.tm_mday = day,
		.tm_hour = NOON};

	return (int64_t)timegm(&noon) * 1000;
}

static bool bookmark(struct bp_store *store, const struct bp_event *like, int count,
	struct bp_error *err)
{
	struct bp_event *events = calloc((size_t)count, sizeof *events);
	struct bp_buf *bodies = calloc((size_t)count, sizeof *bodies);
	char name[32];

	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof name, "penanda %d", i + 1);
		bp_mark_write(&(struct bp_mark){.text = bp_str(name)}, NULL, &bodies[i]);
		events[i] = *like;
		events[i].seconds = -1;
		events[i].at += i;
		events[i].body = bp_buf_str(&bodies[i]);
	}
	bool ok = bp_store_append(store, events, (size_t)count, err);
	for (int i = 0; i < count; i++)
		bp_buf_release(&bodies[i]);
	free(bodies);
	free(events);
	return ok;
}

static bool record(struct bp_store *store, const char *line, struct bp_error *err)
{
	char verb[16], course[32], module[32], seconds[16], halves[16];
	struct bp_event event = {.grade = -1};
	char year[5], month[3], day[3];

	if (sscanf(line, "%4[0-9]-%2[0-9]-%2[0-9] %15s %31s %31s %15s %15s", year, month,
		    day, verb, course, module, seconds, halves) != 8 ||
		!bp_verb_find(bp_str(verb), &event.verb))
		die(line);
	event.at = noon_of(number(year), number(month), number(day));
	event.course = bp_str(course);
	event.module = bp_str(module);
	event.seconds = seconds[0] == '-' ? -1 : strtod(seconds, NULL);
	event.jp_halves = halves[0] == '-' ? 0 : number(halves);
	if (event.verb == BP_BOOKMARKED)
		return bookmark(store, &event, (int)event.seconds, err);
	return bp_store_append(store, &event, 1, err);
}

int main(int argc, char **argv)
{
	struct bp_store *store;
	struct bp_error err = {0};
	char line[256];

	if (argc != 4)
		die("usage: past STORE LEARNER LINES");
	FILE *lines = fopen(argv[3], "r");
	if (!lines)
		die(argv[3]);
	if (!bp_store_open(&store, argv[1], argv[2], BP_STORE_WRITE, &err))
		die(err.message);
	while (fgets(line, sizeof line, lines))
		if (line[0] != '#' && !record(store, line, &err))
			die(err.message);
	bp_store_close(store);
	fclose(lines);
	return 0;
}
