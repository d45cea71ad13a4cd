/*
 * fill_audit STORE COURSE NOW: records as its standard input says, an event a line:
 *
 *	LEARNER AT VERB MODULE QUESTION GRADE SECONDS JP RESPONSE
 *
 * AT is in seconds before NOW; "-" stands for nothing; RESPONSE is as records hold it, "right"
 * for the right one. Answers name the question's content as it is in the course.
 */
#include <berpijar/answer.h>
#include <berpijar/arena.h>
#include <berpijar/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct filling {
	const struct bp_course *course;
	struct bp_arena *arena;
	const char *folder;
	int64_t now;
};

struct filling_line {
	char learner[65], verb[33], module[65], question[65], response[65];
	long at, jp;
	double grade, seconds;
};

static struct bp_str filling_word(const char *word)
{
	return strcmp(word, "-") == 0 ? (struct bp_str){0} : bp_str(word);
}

static bool filling_answer(
	struct filling *filling, const struct filling_line *line, struct bp_event *event)
{
	const struct bp_module *module =
		bp_course_find(filling->course, bp_str(line->module));
	struct bp_document *document =
		module ? bp_document_open(filling->course, module, NULL, NULL) : NULL;
	const struct bp_question *question =
		document ? bp_quiz_find(&document->quiz, bp_str(line->question)) : NULL;
	struct bp_buf body = {0};

	if (question) {
		struct bp_response response = strcmp(line->response, "right") == 0
			? bp_response_right(question)
			: bp_response_read(question, bp_str(line->response));
		bp_answer_write(
			question, &response, NULL, 0, (struct bp_answer_of){0}, &body);
		event->body = bp_arena_str(filling->arena, bp_buf_str(&body));
	}
	bp_buf_release(&body);
	bp_document_free(document);
	return question != NULL;
}

static bool filling_record(
	struct filling *filling, const struct filling_line *line, struct bp_error *err)
{
	struct bp_event event = {
		.at = filling->now - line->at * 1000,
		.course = bp_str(filling->course->id),
		.module = filling_word(line->module),
		.question = filling_word(line->question),
		.grade = line->grade,
		.seconds = line->seconds,
		.jp_halves = (int)line->jp,
	};
	struct bp_store *store;

	if (!bp_verb_find(bp_str(line->verb), &event.verb) ||
		(event.verb == BP_ANSWERED && !filling_answer(filling, line, &event)))
		return bp_fail(err, BP_ERROR_INPUT, "%s %s", line->verb, line->question);
	if (!bp_store_open(&store, filling->folder, line->learner, BP_STORE_WRITE, err))
		return false;
	bool ok = bp_store_append(store, &event, 1, err);
	bp_store_close(store);
	return ok;
}

int main(int argc, char **argv)
{
	struct bp_library library;
	struct bp_error err = {0};
	struct filling_line line;
	char at[33], grade[33], seconds[33], jp[33];
	bool ok = true;

	bp_library_init(&library);
	if (argc != 4 || !bp_library_add(&library, argv[2], NULL, &err))
		return 2;
	struct filling filling = {.course = library.courses[0],
		.arena = bp_arena_new(),
		.folder = argv[1],
		.now = (int64_t)strtoll(argv[3], NULL, 10) * 1000};
	while (ok &&
		scanf("%64s %32s %32s %64s %64s %32s %32s %32s %64s", line.learner, at,
			line.verb, line.module, line.question, grade, seconds, jp,
			line.response) == 9) {
		line.at = strtol(at, NULL, 10);
		line.grade = strtod(grade, NULL);
		line.seconds = strtod(seconds, NULL);
		line.jp = strtol(jp, NULL, 10);
		ok = filling_record(&filling, &line, &err);
	}
	if (!ok)
		fprintf(stderr, "%s\n", err.message);
	bp_arena_free(filling.arena);
	bp_library_release(&library);
	return ok ? 0 : 1;
}
