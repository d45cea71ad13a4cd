/*
 * fill_class STORE COURSE COUNT NOW TABLE: the records of a made-up class, and a table of the
 * marks that count in its report: a line "LEARNER MODULE QUESTION MARK WHICH" for each, where
 * WHICH is "now", "blank" or "earlier" (an answer to another version of the question).
 *
 * Who is able answers right more often, but at q3, whose key is wrong, most often the second
 * choice. Every tenth learner has not begun, every tenth has stopped for twenty days. What
 * must not count is in the records, too: second tries, second rounds, reviews, an answer
 * that is voided, ticks set afterwards, second attempts at the exam, an exam that is not
 * handed in. The second module is optional: some are stuck in it, which must not matter.
 */
#include <berpijar/answer.h>
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <berpijar/learners.h>
#include <berpijar/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_MS      INT64_C(86400000)
#define EVENTS_MOST 400
#define DRAWN       6

struct fill {
	const struct bp_course *course;
	struct bp_document *documents[3]; /* of its modules */
	struct bp_arena *arena;
	FILE *table;
	uint32_t random;
	int64_t now, at;
	char id[16];
	double able; /* 0..1 */
	struct bp_event events[EVENTS_MOST];
	size_t count;
};

static double fill_chance(struct fill *fill)
{
	fill->random = fill->random * 1664525u + 1013904223u;
	return (fill->random >> 8) / (double)(1 << 24);
}

static struct bp_event *fill_event(
	struct fill *fill, enum bp_verb verb, const struct bp_module *module)
{
	struct bp_event *event = &fill->events[fill->count++];

	*event = (struct bp_event){
		.at = fill->at += 1000,
		.verb = verb,
		.course = bp_str(fill->course->id),
		.module = bp_str(module->id),
		.grade = -1,
		.seconds = -1,
	};
	/* an id of its own, so that it can be named before it is recorded */
	for (int i = 0; i < 6; i++)
		event->id[i] = (uint8_t)(event->at >> (40 - 8 * i));
	event->id[6] = 0x70;
	event->id[8] = 0x80;
	for (int i = 9; i < 16; i++)
		event->id[i] = (uint8_t)(fill_chance(fill) * 256);
	return event;
}

static void fill_body(struct fill *fill, struct bp_event *event, struct bp_buf *body)
{
	event->body = bp_arena_str(fill->arena, bp_buf_str(body));
	bp_buf_release(body);
}

static void fill_mark(struct fill *fill, const struct bp_module *module,
	const struct bp_question *question, double mark, const char *which)
{
	fprintf(fill->table, "%s %s %.*s %.9f %s\n", fill->id, module->id,
		(int)question->id.len, question->id.at, mark, which);
}

/* A wrong response of some kind; the right one for who is able. */
static struct bp_response fill_respond(
	struct fill *fill, const struct bp_question *question, bool right)
{
	struct bp_response response = bp_response_right(question);
	size_t pick = (size_t)(fill_chance(fill) * (double)question->choice_count);

	if (right)
		return response;
	switch (question->type) {
	case BP_MULTICHOICE:
		/* the last of four is never taken */
		while (question->choices[pick].weight > 0 || pick == 3)
			pick = (pick + 1) % question->choice_count;
		pick = bp_str_is(question->id, "q3") ? 1 : pick;
		response.chosen = 1u << pick;
		break;
	case BP_ESSAY: response.text = BP_STR("Nomor KTP"); break;
	case BP_SEVERAL: response.chosen = pick == 2 ? 7 : 1u << pick; break;
	case BP_TRUEFALSE: response.chosen ^= 3; break;
	case BP_NUMERICAL: response.text = BP_STR("12"); break;
	case BP_SHORTANSWER:
		response.text = pick ? BP_STR("peminta") : BP_STR("Petugas");
		break;
	default: {
		uint8_t first = response.match[0];
		response.match[0] = response.match[1];
		response.match[1] = first;
	}
	}
	return response;
}

static struct bp_event *fill_answer(struct fill *fill, const struct bp_module *module,
	const struct bp_question *question, bool right, struct bp_answer_of of)
{
	struct bp_response response = fill_respond(fill, question, right);
	struct bp_event *event = fill_event(fill, BP_ANSWERED, module);
	struct bp_buf body = {0};

	bp_answer_write(question, &response, NULL, 0, of, &body);
	event->question = question->id;
	if (bp_question_graded(question))
		event->grade = bp_grade_response(question, &response).fraction;
	event->seconds = 10;
	fill_body(fill, event, &body);
	return event;
}

/* ---- a lesson ---- */

static bool fill_knows(struct fill *fill, const struct bp_question *question)
{
	double luck = fill_chance(fill);

	if (bp_str_is(question->id, "q3"))
		return luck > 0.2 + 0.7 * fill->able;
	return luck < 0.15 + 0.8 * fill->able;
}

/* An answer that was given and taken back before the one that counts. */
static void fill_voided(struct fill *fill, const struct bp_module *module,
	const struct bp_question *question)
{
	struct bp_event *wrong =
		fill_answer(fill, module, question, false, (struct bp_answer_of){0});
	struct bp_event *voids = fill_event(fill, BP_VOIDED, module);
	char id[BP_UUID_LEN + 1];
	struct bp_buf body = {0};

	bp_uuid_write(wrong->id, id);
	bp_buf_printf(&body, "{\"voids\":\"%s\"}", id);
	fill_body(fill, voids, &body);
}

static void fill_question(struct fill *fill, const struct bp_module *module,
	const struct bp_question *question, int learner)
{
	bool right = fill_knows(fill, question);
	bool earlier = learner % 4 == 1 && bp_str_is(question->id, "q2");
	struct bp_question before = *question;
	struct bp_event *event;

	before.content_hash = 77;
	if (learner % 7 == 0 && bp_str_is(question->id, "q1"))
		fill_voided(fill, module, question);
	event = fill_answer(fill, module, earlier ? &before : question,
		earlier ? fill_chance(fill) < 0.2 : right, (struct bp_answer_of){0});
	fill_mark(fill, module, question, event->grade, earlier ? "earlier" : "now");
	if (event->grade < 1)
		fill_answer(fill, module, question, true, (struct bp_answer_of){0});
	if (learner % 3 == 0)
		fill_answer(fill, module, question, false,
			(struct bp_answer_of){.review = true});
}

/* Everything is wrong in the second round, of which nothing counts. */
static void fill_round(
	struct fill *fill, const struct bp_module *module, const struct bp_quiz *quiz)
{
	struct bp_event *round = fill_event(fill, BP_EXPERIENCED, module);

	round->body = BP_STR("{\"round\":true}");
	round->grade = 0.9;
	for (size_t i = 0; i < quiz->count; i++)
		fill_answer(fill, module, &quiz->questions[i], false,
			(struct bp_answer_of){0});
}

static void fill_lesson(struct fill *fill, const struct bp_module *module,
	const struct bp_quiz *quiz, int learner)
{
	/* some are still in the middle of it */
	size_t reach = learner % 10 == 3 ? 4 : quiz->count;
	struct bp_event *read = fill_event(fill, BP_PROGRESSED, module);

	read->seconds = 500 + learner / 2;
	for (size_t i = 0; i < reach; i++)
		fill_question(fill, module, &quiz->questions[i], learner);
	if (reach < quiz->count)
		return;
	struct bp_event *done = fill_event(fill, BP_COMPLETED, module);
	done->grade = learner % 5 == 2 ? 0.5 : 1;
	done->jp_halves = module->jp_halves;
	if (learner % 5 == 2)
		fill_round(fill, module, quiz);
}

/* ---- a module that may be left out ---- */

/* Ticks alone are no answer. */
static void fill_essay(struct fill *fill, const struct bp_module *module,
	const struct bp_question *question, int learner)
{
	if (learner % 4 == 0)
		fill_voided(fill, module, question);
	else
		fill_answer(fill, module, question, false, (struct bp_answer_of){0});
	fill_answer(fill, module, question, false,
		(struct bp_answer_of){.graded = true, .checks = "x"});
}

static void fill_optional(struct fill *fill, int learner)
{
	const struct bp_module *module = &fill->course->modules[1];
	const struct bp_question *questions = fill->documents[1]->quiz.questions;

	for (size_t i = 0; i < 2; i++) {
		struct bp_event *event = fill_answer(fill, module, &questions[i],
			fill_knows(fill, &questions[i]), (struct bp_answer_of){0});
		fill_mark(fill, module, &questions[i], event->grade, "now");
		for (int try = 0; try < 3 && event->grade < 1; try++)
			fill_answer(fill, module, &questions[i], false,
				(struct bp_answer_of){0});
	}
	fill_essay(fill, module, &questions[2], learner);
}

/* ---- an exam ---- */

static void fill_attempt(struct fill *fill, const struct bp_module *module,
	const struct bp_quiz *quiz, bool counts, bool ends)
{
	const struct bp_question *drawn[DRAWN];
	struct bp_given given[DRAWN] = {0};
	struct bp_attempt attempt = {.given = given, .count = DRAWN, .deferred = true};
	struct bp_event *begin = fill_event(fill, BP_ATTEMPTED, module);
	struct bp_buf body = {0};
	size_t from = (size_t)(fill_chance(fill) * (double)quiz->count);

	memcpy(attempt.id, begin->id, sizeof attempt.id);
	for (size_t i = 0; i < DRAWN; i++) {
		drawn[i] = &quiz->questions[(from + i) % quiz->count];
		given[i].question = drawn[i]->id;
		given[i].grade = -1;
	}
	bp_attempt_write(&attempt, drawn, &body);
	fill_body(fill, begin, &body);
	for (size_t i = 0; i < DRAWN; i++) {
		bool blank = fill_chance(fill) < 0.1;
		given[i].response = bp_str(blank ? "" : "given");
		if (!blank)
			given[i].grade = fill_answer(fill, module, drawn[i],
				fill_knows(fill, drawn[i]),
				(struct bp_answer_of){.attempt = attempt.id})
						 ->grade;
		if (counts)
			fill_mark(fill, module, drawn[i], blank ? 0 : given[i].grade,
				blank ? "blank" : "now");
	}
	if (!ends)
		return;
	double score = bp_attempt_score(&attempt, drawn);
	struct bp_event *end =
		fill_event(fill, score >= 0.6 ? BP_PASSED : BP_FAILED, module);
	bp_attempt_write_end(&attempt, &body);
	fill_body(fill, end, &body);
	end->grade = score;
	if (score < 0.6)
		return;
	struct bp_event *done = fill_event(fill, BP_COMPLETED, module);
	done->grade = score;
	done->jp_halves = module->jp_halves;
}

/* ---- a learner ---- */

/* Plainly made up, but for one that attacks. */
static bool fill_person(struct bp_store *store, int learner, struct bp_error *err)
{
	char name[40], unit[40];

	snprintf(name, sizeof name, "Peserta %03d", learner);
	snprintf(unit, sizeof unit, "Unit Contoh %c", 'A' + learner % 3);
	return bp_store_save_setting(store, BP_PROFILE_NAME,
		       learner == 4 ? BP_STR("=Siti <b>\"Tes\"</b>") : bp_str(name),
		       err) &&
		bp_store_save_setting(store, BP_PROFILE_UNIT, bp_str(unit), err);
}

/* Those who are in the middle of the lesson are below its third heading. */
static bool fill_place(
	struct fill *fill, struct bp_store *store, int learner, struct bp_error *err)
{
	const struct bp_document *document = fill->documents[0];
	struct bp_place place = {.permille = 550};
	int headings = 0;

	if (learner % 10 != 3)
		return true;
	while (headings < 3)
		headings += document->blocks[place.block++].kind == BP_BLOCK_HEADING;
	place.hash = bp_document_hash(document, place.block);
	return bp_store_save_place(store, bp_str(fill->course->id),
		bp_str(fill->course->modules[0].id), &place, fill->at, err);
}

static bool fill_record(
	struct fill *fill, const char *folder, int learner, struct bp_error *err)
{
	struct bp_store *store;

	if (!bp_store_open(&store, folder, fill->id, BP_STORE_WRITE, err))
		return false;
	bool ok = bp_store_append(store, fill->events, fill->count, err) &&
		fill_person(store, learner, err) && fill_place(fill, store, learner, err);
	bp_store_close(store);
	return ok;
}

static void fill_report(struct fill *fill, const struct bp_module *module,
	const struct bp_question *question)
{
	struct bp_event *event = fill_event(fill, BP_ANNOTATED, module);
	struct bp_response none = bp_response_none();
	struct bp_buf body = {0};

	event->question = question->id;
	bp_report_write(question, &none, NULL, 0, "1",
		BP_STR("kuncinya <script>salah</script>"), &body);
	fill_body(fill, event, &body);
	event = fill_event(fill, BP_ANNOTATED, module);
	event->body = BP_STR("{\"text\":\"RAHASIA\",\"block\":1}");
}

static bool fill_learner(struct fill *fill, const char *folder, int learner, int count,
	struct bp_error *err)
{
	const struct bp_module *modules = fill->course->modules;
	const struct bp_quiz *lesson = &fill->documents[0]->quiz;
	const struct bp_quiz *exam = &fill->documents[2]->quiz;
	int64_t ago = learner % 10 == 1 ? 20 * DAY_MS : DAY_MS / 2;

	snprintf(fill->id, sizeof fill->id, "l%03d", learner);
	fill->able = (double)learner / count;
	fill->at = fill->now - ago;
	fill->count = 0;
	if (learner % 10 == 0) /* has not begun */
		return fill_record(fill, folder, learner, err);
	fill_lesson(fill, &modules[0], lesson, learner);
	if (learner % 6 == 0)
		fill_optional(fill, learner);
	if (learner % 50 == 2)
		fill_report(fill, &modules[0], &lesson->questions[2]);
	if (learner % 10 == 3)
		return fill_record(fill, folder, learner, err);
	if (learner % 10 == 4) {
		fill_attempt(fill, &modules[2], exam, false, false);
		return fill_record(fill, folder, learner, err);
	}
	fill_attempt(fill, &modules[2], exam, true, true);
	if (learner % 10 > 6)
		fill_attempt(fill, &modules[2], exam, false, true);
	return fill_record(fill, folder, learner, err);
}

int main(int argc, char **argv)
{
	struct bp_library library;
	struct bp_error err = {0};
	bool ok = true;

	bp_library_init(&library);
	if (argc != 6 || !bp_library_add(&library, argv[2], NULL, &err) ||
		library.count != 1 || library.courses[0]->module_count != 3)
		return 2;
	struct fill *fill = bp_alloc(1, sizeof *fill);
	*fill = (struct fill){
		.course = library.courses[0],
		.arena = bp_arena_new(),
		.table = fopen(argv[5], "w"),
		.random = 1,
		.now = (int64_t)strtoll(argv[4], NULL, 10) * 1000,
	};
	for (size_t i = 0; i < 3; i++) {
		fill->documents[i] = bp_document_open(
			fill->course, &fill->course->modules[i], NULL, &err);
		ok = ok && fill->documents[i];
	}
	int count = (int)strtol(argv[3], NULL, 10);
	for (int i = 0; ok && fill->table && i < count; i++)
		ok = fill_learner(fill, argv[1], i, count, &err);
	if (!ok)
		fprintf(stderr, "%s\n", err.message);
	ok = fill->table && fclose(fill->table) == 0 && ok;
	for (size_t i = 0; i < 3; i++)
		bp_document_free(fill->documents[i]);
	bp_arena_free(fill->arena);
	bp_library_release(&library);
	free(fill);
	return ok ? 0 : 1;
}
