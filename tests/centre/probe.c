/*
 * probe STORE ID add COUNT: records so many answers, and prints the id of each once it is
 * recorded; each tenth finishes a module instead. probe STORE ID fill COUNT: a hundred at a
 * time; heavy COUNT: each of 400 kB. probe STORE ID fold: prints how many modules are done, how
 * many half JP they earned, and how many questions of ux/satu were answered. probe STORE ID
 * consent: the learner's words may travel. probe STORE ID list: prints the id of every event,
 * sorted by nothing. What the
 * scripts of this folder cannot do with the program itself as fast.
 */
#include <berpijar/learners.h>
#include <berpijar/proof.h>
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

static void fold_one(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

static bool fold(struct bp_store *store, int count, struct bp_error *err)
{
	struct bp_progress *progress = bp_progress_new();

	(void)count;
	bool ok = bp_store_replay(store, 0, fold_one, progress, err);
	const struct bp_module_record *module =
		bp_progress_module(progress, BP_STR("ux"), BP_STR("satu"));
	int years[8], halves = 0;
	size_t found = bp_progress_years(progress, years, 8);

	for (size_t i = 0; i < found && i < 8; i++)
		halves += bp_progress_jp_halves(progress, years[i]);
	printf("%zu %d %u\n", bp_progress_modules_done(progress), halves,
		module ? module->questions_answered : 0);
	bp_progress_free(progress);
	return ok;
}

/* The nth answer; each tenth finishes a module instead. */
static struct bp_event answer(int n, char question[24], char body[80])
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(question, 24, "q%d", n % 20);
	snprintf(body, 80, "{\"response\":\"%c\",\"hash\":\"%016x\",\"order\":\"cab\"}",
		'a' + n % 3, n % 20);
	struct bp_event event = {
		.at = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000,
		.verb = BP_ANSWERED,
		.course = BP_STR("ux"),
		.module = BP_STR("satu"),
		.question = bp_str(question),
		.grade = (n % 3) / 2.0,
		.seconds = 1.0 / 3 + n,
		.body = bp_str(body),
	};
	if (n % 10 == 9) {
		event.verb = BP_COMPLETED;
		event.module = n % 20 == 9 ? BP_STR("satu") : BP_STR("dua");
		event.question = event.body = (struct bp_str){0};
		event.jp_halves = n % 20 == 9 ? 3 : 1;
	}
	return event;
}

static bool add(struct bp_store *store, int count, struct bp_error *err)
{
	char question[24], body[80];

	for (int i = 0; i < count; i++) {
		struct bp_event event = answer(i, question, body);
		if (!bp_store_append(store, &event, 1, err))
			return false;
		print_id(event.id);
	}
	return true;
}

#define TOGETHER 100

static bool fill(struct bp_store *store, int count, struct bp_error *err)
{
	static char questions[TOGETHER][24], bodies[TOGETHER][80];
	struct bp_event events[TOGETHER];

	for (int i = 0; i < count; i += TOGETHER) {
		for (int n = 0; n < TOGETHER; n++)
			events[n] = answer(i + n, questions[n], bodies[n]);
		if (!bp_store_append(store, events, TOGETHER, err))
			return false;
	}
	return true;
}

static bool consent(struct bp_store *store, int count, struct bp_error *err)
{
	(void)count;
	return bp_store_save_setting(
		store, BP_CONSENT_WORDS, BP_STR(BP_CONSENT_YES), err);
}

#define HEAVY 400000

static bool heavy(struct bp_store *store, int count, struct bp_error *err)
{
	static char body[HEAVY + 40];
	char question[24], light[80];

	int at = snprintf(body, sizeof body, "{\"response\":\"a\",\"pad\":\"");
	memset(body + at, 'x', HEAVY);
	memcpy(body + at + HEAVY, "\"}", 3);
	for (int i = 0; i < count; i++) {
		struct bp_event event = answer(i, question, light);
		event.verb = BP_ANSWERED;
		event.question = bp_str(question);
		event.jp_halves = 0;
		event.body = bp_str(body);
		if (!bp_store_append(store, &event, 1, err))
			return false;
		print_id(event.id);
	}
	return true;
}

static bool list(struct bp_store *store, int count, struct bp_error *err)
{
	(void)count;
	return bp_store_each_event(store, list_one, NULL, err);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		enum bp_store_mode mode;
		bool (*run)(struct bp_store *store, int count, struct bp_error *err);
	} ways[] = {{"add", BP_STORE_WRITE, add}, {"fill", BP_STORE_WRITE, fill},
		{"heavy", BP_STORE_WRITE, heavy}, {"fold", BP_STORE_READ, fold},
		{"consent", BP_STORE_WRITE, consent}, {"list", BP_STORE_READ, list}};
	struct bp_store *store = NULL;
	struct bp_error err = {0};
	size_t way = 0;

	if (argc < 4)
		return 2;
	while (way + 1 < sizeof ways / sizeof *ways &&
		strcmp(argv[3], ways[way].name) != 0)
		way++;
	bool ok = bp_store_open(&store, argv[1], argv[2], ways[way].mode, &err) &&
		ways[way].run(store, argc > 4 ? atoi(argv[4]) : 1, &err);
	bp_store_close(store);
	if (!ok)
		fprintf(stderr, "probe: %s\n", err.message);
	return !ok;
}
