/* record STORE LEARNER KIND COUNT: a record with so many of one kind of thing, the rest as
 * small as it can be. For growth.py. */
#include <berpijar/exam.h>
#include <berpijar/marks.h>
#include <berpijar/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 200
#define MONTH (INT64_C(30) * 24 * 3600 * 1000) /* ms */

/* One event while it is made, with room for its texts. */
struct draft {
	char name[32];
	struct bp_buf body;
};

static struct bp_event answer(struct draft *draft, int n, int questions)
{
	snprintf(draft->name, sizeof draft->name, "soal-%d", n % questions);
	return (struct bp_event){.verb = BP_ANSWERED,
		.question = bp_str(draft->name),
		.grade = n % 3 / 2.0,
		.seconds = 5,
		.body = BP_STR("{\"response\":\"sebuah kata\"}")};
}

static struct bp_event answers(struct draft *draft, int n)
{
	return answer(draft, n, 40);
}

static struct bp_event questions(struct draft *draft, int n)
{
	return answer(draft, n, INT32_MAX);
}

static struct bp_event readings(struct draft *draft, int n)
{
	(void)draft, (void)n;
	return (struct bp_event){.verb = BP_PROGRESSED, .grade = -1, .seconds = 60};
}

static struct bp_event modules(struct draft *draft, int n)
{
	snprintf(draft->name, sizeof draft->name, "modul-%d", n);
	return (struct bp_event){.verb = BP_COMPLETED,
		.module = bp_str(draft->name),
		.grade = -1,
		.seconds = -1,
		.jp_halves = 1};
}

static struct bp_event mark(struct draft *draft, int n, enum bp_verb verb)
{
	struct bp_mark made = {.place.block = (uint32_t)n % 50,
		.heading = BP_STR("Judul"),
		.words = BP_STR("kata di sana"),
		.text = verb == BP_ANNOTATED ? BP_STR("sebuah catatan")
					     : BP_STR("Bab satu")};

	bp_mark_write(&made, NULL, &draft->body);
	return (struct bp_event){.verb = verb,
		.grade = -1,
		.seconds = -1,
		.body = bp_buf_str(&draft->body)};
}

static struct bp_event bookmarks(struct draft *draft, int n)
{
	return mark(draft, n, BP_BOOKMARKED);
}

static struct bp_event notes(struct draft *draft, int n)
{
	return mark(draft, n, BP_ANNOTATED);
}

/* ---- exams ---- */

/* The id of the event that begins the nth attempt. */
static void attempt_id(int n, uint8_t id[16])
{
	uint64_t at = (uint64_t)n * 60000;

	for (int i = 0; i < 6; i++)
		id[i] = (uint8_t)(at >> (40 - 8 * i));
	memset(id + 6, 0, 10);
	id[6] = 0x70;
	id[8] = 0x80;
}

/* Each attempt is begun and, without an answer, handed in. */
static struct bp_event attempts(struct draft *draft, int n)
{
	struct bp_attempt attempt = {.time_seconds = 0};
	struct bp_event event = {.grade = -1, .seconds = -1};

	attempt_id(n - n % 2, attempt.id);
	if (n % 2 == 0) {
		event.verb = BP_ATTEMPTED;
		memcpy(event.id, attempt.id, sizeof event.id);
		bp_attempt_write(&attempt, NULL, &draft->body);
	} else {
		event.verb = BP_FAILED;
		event.grade = 0.5;
		bp_attempt_write_end(&attempt, &draft->body);
	}
	event.body = bp_buf_str(&draft->body);
	return event;
}

/* The answers to one attempt, which came in the other order, and before its draw. */
static struct bp_event given(struct draft *draft, int n)
{
	snprintf(draft->name, sizeof draft->name, "soal-%d", n);
	bp_buf_add_cstr(&draft->body,
		"{\"attempt\":\"00000000-0000-7000-8000-000000000000\",\"response\":\"a\"}");
	return (struct bp_event){.verb = BP_ANSWERED,
		.question = bp_str(draft->name),
		.grade = 1,
		.seconds = 5,
		.body = bp_buf_str(&draft->body)};
}

static struct bp_event drawn(struct draft *draft, int count)
{
	struct bp_event event = {.verb = BP_ATTEMPTED, .grade = -1, .seconds = -1};

	attempt_id(0, event.id);
	bp_buf_add_cstr(&draft->body, "{\"seed\":\"0000000000000001\",\"questions\":[");
	for (int n = count; n-- > 0;)
		bp_buf_printf(&draft->body, "\"soal-%d\"%s", n, n ? "," : "]}");
	event.body = bp_buf_str(&draft->body);
	return event;
}

static const struct kind {
	const char *name;
	struct bp_event (*make)(struct draft *draft, int n);
	int64_t step; /* ms from one event to the next */
	/* makes one more event, behind all others; NULL: there is none */
	struct bp_event (*last)(struct draft *draft, int count);
} kinds[] = {
	{"answers", answers, 60000, NULL},
	{"questions", questions, 60000, NULL},
	{"months", readings, MONTH, NULL},
	{"modules", modules, 60000, NULL},
	{"bookmarks", bookmarks, 60000, NULL},
	{"notes", notes, 60000, NULL},
	{"attempts", attempts, 60000, NULL},
	{"given", given, 60000, drawn},
};

static const struct kind *kind_of(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

static void place_event(struct bp_event *event, const struct kind *kind, int n)
{
	event->at = n * kind->step;
	event->course = BP_STR("uji");
	if (!event->module.len)
		event->module = BP_STR("m-0");
}

static bool fill(
	struct bp_store *store, const struct kind *kind, int count, struct bp_error *err)
{
	static struct draft drafts[BATCH];
	struct bp_event events[BATCH];
	bool ok = true;

	for (int n = 0; ok && n < count; n += BATCH) {
		size_t batch = (size_t)(count - n < BATCH ? count - n : BATCH);
		for (size_t i = 0; i < batch; i++) {
			bp_buf_clear(&drafts[i].body);
			events[i] = kind->make(&drafts[i], n + (int)i);
			place_event(&events[i], kind, n + (int)i);
		}
		ok = bp_store_append(store, events, batch, err);
	}
	if (!ok || !kind->last)
		return ok;
	bp_buf_clear(&drafts[0].body);
	events[0] = kind->last(&drafts[0], count);
	place_event(&events[0], kind, count);
	return bp_store_append(store, events, 1, err);
}

int main(int argc, char **argv)
{
	struct bp_store *store;
	struct bp_error err = {0};
	const struct kind *kind = argc == 5 ? kind_of(argv[3]) : NULL;

	if (!kind) {
		fprintf(stderr, "usage: record STORE LEARNER KIND COUNT\n");
		return 2;
	}
	if (!bp_store_open(&store, argv[1], argv[2], BP_STORE_WRITE, &err) ||
		!fill(store, kind, (int)strtol(argv[4], NULL, 10), &err)) {
		fprintf(stderr, "record: %s\n", err.message);
		return 1;
	}
	bp_store_close(store);
	return 0;
}
