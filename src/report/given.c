/*
 * A learner that was read in another process, as bytes. That process is a copy of this one,
 * so pointers to the course mean the same here and there; what it made itself is copied.
 */
#include "work.h"
#include <berpijar/share.h>
#include <string.h>

/* ---- what is given ---- */

static void given_put(struct bp_buf *out, const void *at, size_t size)
{
	bp_buf_add(out, at, size);
}

static void given_put_text(struct bp_buf *out, struct bp_str text)
{
	given_put(out, &text.len, sizeof text.len);
	given_put(out, text.at, text.len);
}

static void given_put_answers(const struct class_answers *answers, struct bp_buf *out)
{
	given_put(out, &answers->count, sizeof answers->count);
	for (size_t i = 0; i < answers->count; i++) {
		given_put(out, &answers->at[i], sizeof answers->at[i]);
		given_put_text(out, answers->at[i].response);
	}
}

static void given_put_learner(const struct bp_class *class, size_t at, struct bp_buf *out)
{
	const struct bp_class_learner *learner = &class->learners[at];
	const char *const texts[] = {learner->name, learner->unit, learner->group,
		learner->nip, learner->fault ? learner->fault : ""};
	size_t modules = class->course->module_count;

	given_put(out, learner, sizeof *learner);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		given_put_text(out, bp_str(texts[i]));
	given_put(out, learner->parts, modules * sizeof *learner->parts);
	given_put(out, class_sum(class, at, 0), modules * sizeof(struct class_sum));
	for (size_t i = 0; i < class->question_count; i++)
		given_put_answers(&class->work->answers[i], out);
	given_put(out, &class->work->evaluations[at], sizeof *class->work->evaluations);
	given_put_text(out, class->work->evaluations[at].words);
	given_put(out, &class->complaint_count, sizeof class->complaint_count);
	for (size_t i = 0; i < class->complaint_count; i++) {
		const struct bp_class_complaint *one = &class->complaints[i];
		given_put(out, one, sizeof *one);
		given_put_text(out, bp_str(one->module));
		given_put_text(out, bp_str(one->question));
		given_put_text(out, bp_str(one->text));
		given_put_text(out, bp_str(one->version));
	}
}

/* ---- what is taken ---- */

static void given_get(struct bp_str *rest, void *at, size_t size)
{
	memcpy(at, rest->at, size);
	*rest = bp_str_from(*rest, size);
}

static struct bp_str given_get_text(struct bp_class *class, struct bp_str *rest)
{
	size_t len;

	given_get(rest, &len, sizeof len);
	struct bp_str text = bp_arena_str(class->arena, bp_str_part(*rest, 0, len));
	*rest = bp_str_from(*rest, len);
	return text;
}

static const char *given_get_cstr(struct bp_class *class, struct bp_str *rest)
{
	return bp_arena_cstr(class->arena, given_get_text(class, rest));
}

static void given_get_answers(
	struct bp_class *class, struct class_answers *answers, struct bp_str *rest)
{
	size_t count;

	given_get(rest, &count, sizeof count);
	while (count--) {
		struct class_answer *answer =
			BP_PUSH(class->arena, answers->at, answers->count, answers->room);
		given_get(rest, answer, sizeof *answer);
		answer->response = given_get_text(class, rest);
	}
}

static void given_get_complaints(struct bp_class *class, struct bp_str *rest)
{
	size_t count;

	given_get(rest, &count, sizeof count);
	while (count--) {
		struct bp_class_complaint *one = BP_PUSH(class->arena, class->complaints,
			class->complaint_count, class->complaint_room);
		given_get(rest, one, sizeof *one);
		one->module = given_get_cstr(class, rest);
		one->question = given_get_cstr(class, rest);
		one->text = given_get_cstr(class, rest);
		one->version = given_get_cstr(class, rest);
	}
}

static void given_get_learner(struct bp_class *class, size_t at, struct bp_str rest)
{
	struct bp_class_learner *learner = &class->learners[at], read;
	size_t modules = class->course->module_count;

	given_get(&rest, &read, sizeof read);
	read.id = learner->id;
	read.parts = learner->parts;
	read.name = given_get_cstr(class, &rest);
	read.unit = given_get_cstr(class, &rest);
	read.group = given_get_cstr(class, &rest);
	read.nip = given_get_cstr(class, &rest);
	const char *fault = given_get_cstr(class, &rest);
	read.fault = *fault ? fault : NULL;
	*learner = read;
	given_get(&rest, learner->parts, modules * sizeof *learner->parts);
	given_get(&rest, class_sum(class, at, 0), modules * sizeof(struct class_sum));
	for (size_t i = 0; i < class->question_count; i++)
		given_get_answers(class, &class->work->answers[i], &rest);
	struct bp_evaluation *said = &class->work->evaluations[at];
	given_get(&rest, said, sizeof *said);
	said->words = given_get_text(class, &rest);
	given_get_complaints(class, &rest);
}

/* ---- all learners ---- */

/* A learner is read into a class without answers, of which only that learner's are told. */
struct given {
	struct bp_class *class;
	struct bp_class alone;
	struct class_work work;
	const struct class_range *ranges;
};

static void given_work(void *context, size_t at, struct bp_buf *out)
{
	struct given *given = context;
	struct bp_class *alone = &given->alone;

	for (size_t i = 0; i < alone->question_count; i++)
		given->work.answers[i].count = 0;
	alone->complaint_count = 0;
	class_read_learner(alone, at, given->work.sources + given->ranges[at].from,
		given->ranges[at].count);
	given_put_learner(alone, at, out);
}

static void given_take(void *context, size_t at, struct bp_str bytes)
{
	given_get_learner(((struct given *)context)->class, at, bytes);
}

void class_read_shared(struct bp_class *class, const struct class_range *ranges)
{
	struct given given = {class, *class, *class->work, ranges};
	const struct bp_shared shared = {given_work, given_take, &given};

	given.alone.work = &given.work;
	given.work.answers = bp_arena_alloc(
		class->arena, class->question_count + 1, sizeof *given.work.answers);
	if (class->share) {
		class->share(class->learner_count, &shared);
		return;
	}
	for (size_t i = 0; i < class->learner_count; i++)
		class_read_learner(
			class, i, class->work->sources + ranges[i].from, ranges[i].count);
}
