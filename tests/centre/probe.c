/*
 * probe STORE ID add COUNT: records so many answers, and prints the id of each once it is
 * recorded. probe STORE ID list: prints the id of every event, sorted by nothing. What the
 * scripts of this folder cannot do with the program itself as fast.
 */
#include <berpijar/learners.h>
#include <berpijar/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void print_id(const uint8_t id[16])
{
	char text[BP_UUID_LEN + 1];

	bp_uuid_write(id, text);
	printf("%s\n", text);
	fflush(stdout);
}

static void list_one(void *context, const struct bp_event *event, struct bp_str verb)
{
	(void)context;
	(void)verb;
	print_id(event->id);
}

static bool add(struct bp_store *store, int count, struct bp_error *err)
{
	for (int i = 0; i < count; i++) {
		struct timespec now;
		char question[24], body[80];
		clock_gettime(CLOCK_REALTIME, &now);
		snprintf(question, sizeof question, "q%d", i % 20);
		snprintf(body, sizeof body,
			"{\"response\":\"%c\",\"hash\":\"%016x\",\"order\":\"cab\"}",
			'a' + i % 3, i % 20);
		struct bp_event event = {
			.at = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000,
			.verb = BP_ANSWERED,
			.course = BP_STR("ux"),
			.module = BP_STR("satu"),
			.question = bp_str(question),
			.grade = (i % 3) / 2.0,
			.seconds = 1.0 / 3 + i,
			.body = bp_str(body),
		};
		if (!bp_store_append(store, &event, 1, err))
			return false;
		print_id(event.id);
	}
	return true;
}

int main(int argc, char **argv)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	if (argc < 4)
		return 2;
	bool adds = strcmp(argv[3], "add") == 0;
	bool ok = bp_store_open(&store, argv[1], argv[2],
			  adds ? BP_STORE_WRITE : BP_STORE_READ, &err) &&
		(adds ? add(store, argc > 4 ? atoi(argv[4]) : 1, &err)
		      : bp_store_each_event(store, list_one, NULL, &err));
	bp_store_close(store);
	if (!ok)
		fprintf(stderr, "probe: %s\n", err.message);
	return !ok;
}
