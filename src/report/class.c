/*
 * A class and its records: who is meant, and what each record comes to in the course.
 *
 * The records are read one after the other; of each only what is told of it stays.
 */
#include "work.h"
#include <berpijar/learners.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CLASS_FILES_MOST 20000 /* of a folder */

/* ---- an empty class ---- */

static void class_add_questions(struct bp_class *class, size_t at)
{
	const struct bp_class_module *module = &class->modules[at];
	const struct bp_quiz *quiz = module->document ? &module->document->quiz : NULL;
	size_t *numbers = bp_arena_alloc(
		class->arena, (quiz ? quiz->count : 0) + 1, sizeof *numbers);

	class->work->numbers[at] = numbers;
	for (size_t i = 0; quiz && i < quiz->count; i++) {
		const struct bp_question *question = &quiz->questions[i];
		struct bp_class_question *made;
		int all;
		if (!bp_question_asks(question))
			continue;
		numbers[i] = class->question_count;
		made = BP_PUSH(class->arena, class->questions, class->question_count,
			class->question_room);
		*made = (struct bp_class_question){
			.question = question,
			.module = at,
			.guess = bp_guess_score(question),
		};
		bp_quiz_number(quiz, i, &made->number, &all);
	}
}

struct bp_class *bp_class_new(const struct bp_course *course, int64_t now)
{
	struct bp_class *class = bp_alloc(1, sizeof *class);

	class->arena = bp_arena_new();
	class->course = course;
	class->now = now;
	class->asked = bp_course_asked(course);
	class->modules = bp_arena_alloc(
		class->arena, course->module_count + 1, sizeof *class->modules);
	class->work = bp_arena_alloc(class->arena, 1, sizeof *class->work);
	class->work->numbers = bp_arena_alloc(
		class->arena, course->module_count + 1, sizeof *class->work->numbers);
	for (size_t i = 0; i < course->module_count; i++) {
		class->modules[i] = (struct bp_class_module){
			.module = &course->modules[i],
			.document =
				bp_document_open(course, &course->modules[i], NULL, NULL),
			.stop = "",
		};
		class_add_questions(class, i);
	}
	return class;
}

void bp_class_free(struct bp_class *class)
{
	if (!class)
		return;
	for (size_t i = 0; i < class->course->module_count; i++)
		bp_document_free(class->modules[i].document);
	bp_arena_free(class->arena);
	free(class);
}

/* ---- who is in it ---- */

const char *class_clean(struct bp_class *class, struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, text);
	const char *kept = bp_arena_cstr(class->arena, bp_buf_str(&clean));
	bp_buf_release(&clean);
	return kept;
}

static struct bp_class_learner *class_push_learner(struct bp_class *class)
{
	struct bp_class_learner *learner = BP_PUSH(
		class->arena, class->learners, class->learner_count, class->learner_room);

	*learner = (struct bp_class_learner){
		.id = "",
		.name = "",
		.unit = "",
		.group = "",
		.nip = "",
		.pretest = -1,
		.posttest = -1,
		.factor = 1,
		.exam = -1,
		.score = -1,
		.parts = bp_arena_alloc(class->arena, class->course->module_count + 1,
			sizeof *learner->parts),
	};
	return learner;
}

void bp_class_expect(struct bp_class *class, const struct bp_class_person *person)
{
	class->work->roster = true;
	if (class->group &&
		!bp_text_equal_folded(bp_str(class->group), bp_str(person->group)))
		return;
	struct bp_class_learner *learner = class_push_learner(class);
	learner->id = class_clean(class, bp_str(person->id));
	learner->name = class_clean(class, bp_str(person->name));
	learner->unit = class_clean(class, bp_str(person->unit));
	learner->group = class_clean(class, bp_str(person->group));
	learner->nip = class_clean(class, bp_str(person->nip));
	class_take_factor(learner, bp_str(person->factor));
}

/* Whether a file may be a bundle, by its first bytes (gzip's). */
static bool class_is_packed(int root, const char *name)
{
	struct bp_buf start = {0};
	size_t size;
	bool packed = bp_root_read_start(root, name, 2, &start, &size, NULL) &&
		start.len == 2 && (unsigned char)start.at[0] == 0x1f &&
		(unsigned char)start.at[1] == 0x8b;

	bp_buf_release(&start);
	return packed;
}

static void class_add_bundle(struct bp_class *class, const char *path)
{
	struct class_work *work = class->work;
	struct bp_bundle_info info;
	struct bp_error cause = {0};

	if (!bp_bundle_look(path, &info, &cause)) {
		*BP_PUSH(class->arena, class->refused, class->refused_count,
			class->refused_room) = class_clean(class, bp_str(cause.message));
		return;
	}
	*BP_PUSH(class->arena, work->sources, work->source_count, work->source_room) =
		(struct class_source){
			.id = bp_arena_cstr(class->arena, bp_str(info.learner)),
			.folder = "",
			.bundle = path,
			.name = class_clean(class, bp_str(info.name)),
			.unit = class_clean(class, bp_str(info.unit)),
		};
}

/* What learners have handed in may lie beside the records, or alone. */
static bool class_add_bundles(
	struct bp_class *class, const char *folder, struct bp_error *err)
{
	struct bp_names names = {0};
	int root;

	if (!bp_root_open(folder, &root, err))
		return err->kind == BP_ERROR_NOT_FOUND;
	bool ok = bp_root_names(root, CLASS_FILES_MOST, class->arena, &names, err);
	for (size_t i = 0; ok && i < names.count; i++)
		if (class_is_packed(root, names.at[i]))
			class_add_bundle(class,
				bp_arena_printf(
					class->arena, "%s/%s", folder, names.at[i]));
	close(root);
	return ok;
}

bool bp_class_add(struct bp_class *class, const char *folder, struct bp_error *err)
{
	struct class_work *work = class->work;
	struct bp_names ids = {0};

	if (!bp_learners_list(folder, class->arena, &ids, err))
		return false;
	folder = bp_arena_cstr(class->arena, bp_str(folder));
	for (size_t i = 0; i < ids.count; i++)
		*BP_PUSH(class->arena, work->sources, work->source_count,
			work->source_room) =
			(struct class_source){ids.at[i], folder, NULL, "", ""};
	return class_add_bundles(class, folder, err);
}

/* ---- all records ---- */

static int class_source_order(const void *left, const void *right)
{
	return strcmp(((const struct class_source *)left)->id,
		((const struct class_source *)right)->id);
}

static int class_learner_order(const void *left, const void *right)
{
	return strcmp(((const struct bp_class_learner *)left)->id,
		((const struct bp_class_learner *)right)->id);
}

static void class_sort_learners(struct bp_class *class)
{
	if (class->learner_count)
		qsort(class->learners, class->learner_count, sizeof *class->learners,
			class_learner_order);
}

/* Without a roster the records say who is in which class. */
static bool class_is_meant(
	const struct bp_class *class, const struct class_source *source)
{
	struct bp_store *store = NULL;
	struct bp_buf group = {0};

	if (!class->group || source->bundle)
		return !class->group;
	if (bp_store_open(&store, source->folder, source->id, BP_STORE_READ, NULL))
		bp_store_load_setting(store, BP_PROFILE_CLASS, &group);
	bp_store_close(store);
	bool meant = bp_text_equal_folded(bp_str(class->group), bp_buf_str(&group));
	bp_buf_release(&group);
	return meant;
}

/* … and everybody who has one is in the class. */
static void class_meet_sources(struct bp_class *class)
{
	struct class_work *work = class->work;
	const struct class_source *last = NULL;

	if (work->source_count)
		qsort(work->sources, work->source_count, sizeof *work->sources,
			class_source_order);
	for (size_t i = 0; !work->roster && i < work->source_count; i++) {
		const struct class_source *source = &work->sources[i];
		if ((last && strcmp(source->id, last->id) == 0) ||
			!class_is_meant(class, source))
			continue;
		class_push_learner(class)->id = source->id;
		last = source;
	}
	class_sort_learners(class);
}

struct class_sum *class_sum(const struct bp_class *class, size_t learner, size_t module)
{
	return &class->work->sums[learner * class->course->module_count + module];
}

/* Both lists are sorted by id. */
static void class_read_all(struct bp_class *class)
{
	struct class_work *work = class->work;
	struct class_range *ranges =
		bp_arena_alloc(class->arena, class->learner_count + 1, sizeof *ranges);
	size_t from = 0;

	for (size_t i = 0; i < class->learner_count; i++) {
		const char *id = class->learners[i].id;
		for (; from < work->source_count &&
			strcmp(work->sources[from].id, id) < 0;
			from++)
			class->outside++;
		size_t to = from;
		while (to < work->source_count && strcmp(work->sources[to].id, id) == 0)
			to++;
		ranges[i] = (struct class_range){from, to - from};
		from = to;
	}
	class_read_shared(class, ranges);
	class->outside += work->source_count - from;
	class->outside = class->group ? 0 : class->outside; /* who is not asked for */
}

void bp_class_finish(struct bp_class *class)
{
	struct class_work *work = class->work;
	size_t modules = class->course->module_count;

	class_meet_sources(class);
	work->sums = bp_arena_alloc(
		class->arena, class->learner_count * modules + 1, sizeof *work->sums);
	work->evaluations = bp_arena_alloc(
		class->arena, class->learner_count + 1, sizeof *work->evaluations);
	work->answers = bp_arena_alloc(
		class->arena, class->question_count + 1, sizeof *work->answers);
	class_read_all(class);
	class_add_up(class);
	class_gain(class);
	class_evaluate(class);
	class_add_year(class);
	class_find(class);
	class->work = NULL;
}

/* ---- which course ---- */

static void class_vote(const struct bp_library *library,
	const struct bp_progress *progress, size_t *votes)
{
	for (size_t i = 0; i < library->count; i++) {
		const struct bp_course *course = library->courses[i];
		bool begun = false;
		for (size_t n = 0; n < course->module_count && !begun; n++) {
			const struct bp_module_record *record =
				bp_progress_module(progress, bp_str(course->id),
					bp_str(course->modules[n].id));
			begun = record && record->started;
		}
		votes[i] += begun;
	}
}

static void class_vote_event(void *context, const struct bp_event *event)
{
	bp_progress_apply(context, event);
}

static bool class_vote_folder(const struct bp_library *library, const char *folder,
	size_t *votes, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_names ids = {0};
	bool ok = bp_learners_list(folder, arena, &ids, err);

	for (size_t i = 0; i < ids.count; i++) {
		struct bp_progress *progress = bp_progress_new();
		struct bp_store *store = NULL;
		if (bp_store_open(&store, folder, ids.at[i], BP_STORE_READ, NULL))
			bp_store_replay(store, 0, class_vote_event, progress, NULL);
		bp_store_close(store);
		class_vote(library, progress, votes);
		bp_progress_free(progress);
	}
	bp_arena_free(arena);
	return ok;
}

const struct bp_course *bp_class_course(struct bp_library *library,
	const char *const *folders, size_t count, struct bp_error *err)
{
	size_t all = bp_library_all(library), most = 0;
	size_t *votes = bp_alloc(all + 1, sizeof *votes);
	bool ok = true;

	for (size_t i = 0; i < count && ok; i++)
		ok = class_vote_folder(library, folders[i], votes, err);
	for (size_t i = 1; i < all; i++)
		if (votes[i] > votes[most])
			most = i;
	const struct bp_course *course =
		ok && all && votes[most] ? library->courses[most] : NULL;
	free(votes);
	return course;
}
