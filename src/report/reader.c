/* One record of a class: what is read of it, and what that comes to in the course. */
#include "work.h"
#include <berpijar/exam.h>
#include <berpijar/learners.h>
#include <berpijar/reports.h>
#include <berpijar/score.h>
#include <stdlib.h>

#define DAY_MS INT64_C(86400000)

/* ---- its events ---- */

/* A record while it is read. */
struct class_reader {
	struct bp_class *class;
	struct bp_arena *arena; /* until the next learner */
	struct bp_progress *progress;
	struct bp_event *begun; /* attempts of the course */
	size_t begun_count, begun_room;
};

static void reader_take_event(void *context, const struct bp_event *event)
{
	struct class_reader *reader = context;

	bp_progress_apply(reader->progress, event);
	if (event->verb != BP_ATTEMPTED ||
		!bp_str_is(event->course, reader->class->course->id))
		return;
	struct bp_event *kept = BP_PUSH(
		reader->arena, reader->begun, reader->begun_count, reader->begun_room);
	*kept = *event;
	kept->body = bp_arena_str(reader->arena, event->body);
}

/* A record or a bundle while it is read, and who it is of. */
struct reader_source {
	struct class_reader *reader;
	struct bp_class_learner *learner;
	struct bp_unsettled newer; /* than the record's tables */
};

/* The first record that has one says who it is. */
static void reader_take_setting(void *context, struct bp_str name, struct bp_str value)
{
	const struct reader_source *source = context;
	struct bp_class_learner *learner = source->learner;
	const struct {
		const char *setting, **text;
	} settings[] = {{BP_PROFILE_NAME, &learner->name},
		{BP_PROFILE_UNIT, &learner->unit}, {BP_PROFILE_NIP, &learner->nip},
		{BP_PROFILE_CLASS, &learner->group}};

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (!**settings[i].text && bp_str_is(name, settings[i].setting))
			*settings[i].text = class_clean(source->reader->class, value);
	if (bp_str_is(name, BP_EMPLOYMENT_SETTING) && bp_employment_of(value))
		learner->employment = bp_employment_of(value);
	if (bp_str_is(name, BP_EXAM_FACTOR))
		class_take_factor(learner, value);
	class_take_evaluation(source->reader->class,
		(size_t)(learner - source->reader->class->learners), name, value);
}

/* Of several copies of a record the place that was saved last is not known; the one that is
 * furthest on is taken. */
static void reader_take_place(struct bp_class *class, struct bp_class_learner *learner,
	size_t at, const struct bp_place *place)
{
	const struct bp_class_module *module = &class->modules[at];
	struct bp_class_part *part = &learner->parts[at];

	if (place->permille <= part->permille)
		return;
	part->permille = place->permille;
	part->block = module->document
		? bp_document_find(module->document, place->block, place->hash)
		: 0;
}

static void reader_take_some_place(void *context, struct bp_str course,
	struct bp_str module, const struct bp_place *place, int64_t at)
{
	const struct reader_source *source = context;
	const struct bp_unsettled *newer = &source->newer;
	const struct bp_course *of = source->reader->class->course;
	const struct bp_module *found =
		bp_str_is(course, of->id) ? bp_course_find(of, module) : NULL;

	(void)at;
	if (newer->has_place && place != &newer->place &&
		bp_str_equal(newer->course, course) &&
		bp_str_equal(newer->module, module))
		return;
	if (found)
		reader_take_place(source->reader->class, source->learner,
			bp_module_index(of, found), place);
}

static void reader_take_source_event(void *context, const struct bp_event *event)
{
	reader_take_event(((struct reader_source *)context)->reader, event);
}

static bool reader_read_store(
	struct reader_source *source, struct bp_store *store, struct bp_error *err)
{
	struct bp_unsettled *newer = &source->newer;

	if (bp_store_unsettled(store, newer) && newer->has_place)
		reader_take_some_place(
			source, newer->course, newer->module, &newer->place, newer->at);
	return bp_store_each_place(store, reader_take_some_place, source, err) &&
		bp_store_each_setting(store, reader_take_setting, source, err) &&
		bp_store_replay(store, 0, reader_take_source_event, source, err);
}

static void reader_read_record(struct class_reader *reader,
	const struct class_source *from, struct bp_class_learner *learner)
{
	struct reader_source source = {.reader = reader, .learner = learner};
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	if (!bp_store_open(&store, from->folder, from->id, BP_STORE_READ, &err) ||
		!reader_read_store(&source, store, &err))
		learner->fault = class_clean(reader->class, bp_str(err.message));
	bp_store_close(store);
}

static void reader_read_bundle(struct class_reader *reader,
	const struct class_source *from, struct bp_class_learner *learner)
{
	struct reader_source source = {.reader = reader, .learner = learner};
	struct bp_error err = {0};

	if (!bp_bundle_replay(from->bundle, reader_take_source_event,
		    reader_take_some_place, &source, &err))
		learner->fault = class_clean(reader->class, bp_str(err.message));
	if (!*learner->name)
		learner->name = from->name;
	if (!*learner->unit)
		learner->unit = from->unit;
}

/* ---- what it comes to ---- */

static void reader_read_part(const struct bp_class *class,
	const struct bp_progress *progress, struct bp_class_learner *learner, size_t at)
{
	const struct bp_class_module *module = &class->modules[at];
	struct bp_class_part *part = &learner->parts[at];
	const struct bp_module_record *record = bp_progress_module(
		progress, bp_str(class->course->id), bp_str(module->module->id));

	part->score = record ? bp_score_module(progress, class->course, module->module,
				       module->document ? &module->document->quiz : NULL)
			     : -1;
	if (!record)
		return;
	part->started = record->started || record->done;
	part->done = record->done;
	part->active_seconds = record->active_seconds;
	learner->active_seconds += record->active_seconds;
	learner->jp_halves += record->done ? record->jp_halves : 0;
	if (record->last_at > learner->last_at)
		learner->last_at = record->last_at;
	if (!record->done || module->module->optional)
		return;
	learner->done++;
	if (record->done_at > learner->since)
		learner->since = record->done_at;
}

/* Sets whether an exam was missed, and since when. */
struct reader_exam {
	size_t handed_in;
	bool passed, running;
	double best;
	int64_t at;
};

static struct reader_exam reader_read_exam(const struct bp_class *class,
	const struct bp_progress *progress, const struct bp_module *module)
{
	const struct bp_attempts *attempts = bp_progress_attempts(progress);
	struct bp_str course = bp_str(class->course->id), id = bp_str(module->id);
	size_t count = bp_attempts_list(attempts, course, id, NULL, 0);
	const struct bp_attempt **list = bp_alloc(count + 1, sizeof(struct bp_attempt *));
	struct reader_exam exam = {.best = bp_attempts_best(attempts, course, id)};

	bp_attempts_list(attempts, course, id, list, count);
	for (size_t i = 0; i < count; i++) {
		exam.handed_in += list[i]->ended;
		exam.passed |= list[i]->passed;
		exam.running |= !list[i]->ended;
		if (list[i]->ended && list[i]->ended_at > exam.at)
			exam.at = list[i]->ended_at;
	}
	free(list);
	return exam;
}

static void reader_read_exams(const struct bp_class *class,
	const struct bp_progress *progress, struct bp_class_learner *learner)
{
	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_module *module = &class->course->modules[i];
		struct reader_exam exam;
		learner->papers += bp_attempts_on_paper(bp_progress_attempts(progress),
			bp_str(class->course->id), bp_str(module->id));
		if (module->kind != BP_EXAM || module->optional)
			continue;
		exam = reader_read_exam(class, progress, module);
		if (exam.best >= 0 && (learner->exam < 0 || exam.best < learner->exam))
			learner->exam = exam.best;
		if (exam.passed || !exam.handed_in || learner->parts[i].done)
			continue;
		learner->state = BP_CLASS_FAILED;
		learner->since = exam.at;
		if (exam.handed_in >= BP_CLASS_STUCK_EXAMS)
			learner->stuck = module;
	}
}

/* What a training unit is told: the exam, or else what the modules come to. */
static void reader_read_score(
	const struct bp_class *class, struct bp_class_learner *learner)
{
	double sum = 0;
	size_t count = 0, exams = 0;

	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_module *module = &class->course->modules[i];
		if (module->optional)
			continue;
		exams += module->kind == BP_EXAM;
		if (learner->parts[i].score < 0)
			continue;
		sum += learner->parts[i].score;
		count++;
	}
	learner->score = exams ? learner->exam : count ? sum / (double)count : -1;
}

/* A question that was answered so often without one right answer, in a module that is not
 * finished and must be. What an exam that runs withholds is not looked at. */
static void reader_read_stuck(const struct bp_class *class,
	const struct bp_progress *progress, struct bp_class_learner *learner)
{
	for (size_t i = 0; i < class->question_count && !learner->stuck; i++) {
		const struct bp_class_question *question = &class->questions[i];
		const struct bp_module *module = class->modules[question->module].module;
		if (module->kind != BP_LESSON || module->optional ||
			learner->parts[question->module].done ||
			!bp_question_graded(question->question))
			continue;
		const struct bp_question_record *record =
			bp_progress_told(progress, bp_str(class->course->id),
				bp_str(module->id), question->question->id);
		if (!record || record->answered < BP_CLASS_STUCK_TRIES ||
			record->best >= 1)
			continue;
		learner->stuck = module;
		learner->stuck_at = question->question;
	}
}

static void reader_read_state(const struct bp_class *class,
	const struct bp_progress *progress, struct bp_class_learner *learner)
{
	bool quiet = class->now - learner->last_at > BP_CLASS_QUIET_DAYS * DAY_MS;

	if (learner->done && learner->done == class->asked) {
		learner->state = BP_CLASS_DONE;
	} else if (learner->last_at) {
		learner->state = quiet ? BP_CLASS_QUIET : BP_CLASS_ACTIVE;
		learner->since = learner->last_at;
	}
	reader_read_exams(class, progress, learner);
	reader_read_score(class, learner);
	reader_read_stuck(class, progress, learner);
}

static void reader_read_complaints(
	struct bp_class *class, const struct bp_progress *progress, size_t learner)
{
	size_t count;
	const struct bp_report *list =
		bp_reports_list(bp_progress_reports(progress), &count);

	for (size_t i = 0; i < count; i++) {
		if (!bp_str_is(list[i].course, class->course->id))
			continue;
		*BP_PUSH(class->arena, class->complaints, class->complaint_count,
			class->complaint_room) = (struct bp_class_complaint){
			.learner = learner,
			.at = list[i].at,
			.module = class_clean(class, list[i].module),
			.question = class_clean(class, list[i].question),
			.text = class_clean(class, list[i].text),
			.version = class_clean(class, list[i].version),
		};
	}
}

void class_read_learner(struct bp_class *class, size_t at,
	const struct class_source *sources, size_t count)
{
	struct bp_class_learner *learner = &class->learners[at];
	struct class_reader reader = {
		.class = class,
		.arena = bp_arena_new(),
		.progress = bp_progress_new(),
	};

	for (size_t i = 0; i < class->course->module_count; i++)
		learner->parts[i] = (struct bp_class_part){.score = -1, .permille = -1};
	for (size_t i = 0; i < count; i++)
		(sources[i].bundle ? reader_read_bundle : reader_read_record)(
			&reader, &sources[i], learner);
	for (size_t i = 0; i < class->course->module_count; i++)
		reader_read_part(class, reader.progress, learner, i);
	reader_read_state(class, reader.progress, learner);
	class_read_gain(class, reader.progress, learner);
	class_read_year(class, reader.progress, learner);
	reader_read_complaints(class, reader.progress, at);
	class_take_answers(class, at, reader.progress,
		&(struct class_begun){reader.begun, reader.begun_count});
	bp_progress_free(reader.progress);
	bp_arena_free(reader.arena);
}
