/* `berpijar kiosk --who`: who is learning now, where, since when. It is read from the lock
 * files of the records and what they tell of the page; no session is asked, none notices. */
#include "kiosk.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define WHO_FIELD 20 /* of /proc/PID/stat, behind the name: when it started, in ticks */

/* Where somebody is: the place that was kept last. */
struct who {
	struct bp_arena *arena;
	const char *course, *module; /* NULL: nowhere yet */
	int64_t at;
};

static void who_take_place(void *context, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at)
{
	struct who *who = context;

	(void)place;
	if (who->course && at < who->at)
		return;
	who->course = bp_arena_cstr(who->arena, course);
	who->module = bp_arena_cstr(who->arena, module);
	who->at = at;
}

static void who_find_place(struct who *who, const char *store, const char *learner)
{
	struct bp_store *record = NULL;
	struct bp_unsettled now;

	if (bp_store_open(&record, store, learner, BP_STORE_READ, NULL)) {
		bp_store_each_place(record, who_take_place, who, NULL);
		if (bp_store_unsettled(record, &now) && now.has_place)
			who_take_place(who, now.course, now.module, &now.place, now.at);
	}
	bp_store_close(record);
}

/* Minutes since a process began; -1: not known. */
static long who_minutes(pid_t pid)
{
	char path[64], text[1024] = "";
	struct timespec now;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *file = fopen(path, "re");
	if (!file)
		return -1;
	size_t len = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	const char *at = len ? strrchr(text, ')') : NULL;
	for (int i = 0; at && i < WHO_FIELD; i++)
		at = strchr(at + 1, ' ');
	if (!at || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
		return -1;
	long began = strtol(at, NULL, 10) / sysconf(_SC_CLK_TCK);
	return (now.tv_sec - began) / 60;
}

static void who_print(const char *store, const char *learner, pid_t pid)
{
	struct who who = {.arena = bp_arena_new()};
	long minutes = who_minutes(pid);

	who_find_place(&who, store, learner);
	printf("%s\t", learner);
	bp_print_clean_line(stdout, bp_str(who.course ? who.course : "-"));
	if (who.course) {
		putchar('/');
		bp_print_clean_line(stdout, bp_str(who.module));
	}
	printf("\t");
	printf(_("%ld menit"), minutes);
	putchar('\n');
	bp_arena_free(who.arena);
}

bool kiosk_tell_who(
	const struct options *options, const char *store, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names ids = {0};
	bool ok = bp_learners_list(store, arena, &ids, err);

	(void)options;
	for (size_t i = 0; ok && i < ids.count; i++) {
		pid_t pid = bp_store_writer(store, ids.at[i]);
		if (pid)
			who_print(store, ids.at[i], pid);
	}
	bp_arena_free(arena);
	return ok;
}
