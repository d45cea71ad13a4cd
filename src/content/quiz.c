/* The types of question, and questions by their place in a quiz. */
#include <berpijar/lang.h>
#include <berpijar/quiz.h>

static const struct {
	const char *name, *word;
	unsigned traits;
} quiz_types[] = {
#define QUIZ_TYPE(TYPE, row, name, word, traits) [BP_##TYPE] = {name, word, traits},
	BP_QUESTION_TYPES(QUIZ_TYPE)
#undef QUIZ_TYPE
};

const char *bp_question_type_name(enum bp_question_type type)
{
	return quiz_types[type].name;
}

const char *bp_question_type_word(const struct bp_question *question)
{
	return _(quiz_types[question->type].word);
}

bool bp_question_is(const struct bp_question *question, unsigned traits)
{
	return (quiz_types[question->type].traits & traits) == traits;
}

bool bp_question_asks(const struct bp_question *question)
{
	return bp_question_is(question, BP_ASKS);
}

bool bp_question_graded(const struct bp_question *question)
{
	return bp_question_is(question, BP_GRADED);
}

size_t bp_quiz_asked(const struct bp_quiz *quiz)
{
	size_t count = 0;

	for (size_t i = 0; i < quiz->count; i++)
		count += bp_question_asks(&quiz->questions[i]);
	return count;
}

size_t bp_quiz_above(const struct bp_quiz *quiz, size_t index)
{
	size_t count = 0;

	while (count < index && !bp_question_asks(&quiz->questions[index - count - 1]))
		count++;
	return count;
}

void bp_quiz_add(
	struct bp_arena *arena, struct bp_quiz *quiz, const struct bp_question *question)
{
	quiz->by_id.arena = arena;
	bp_index_add(&quiz->by_id, bp_index_name(question->id), (uint32_t)quiz->count);
	struct bp_question *added =
		BP_PUSH(arena, quiz->questions, quiz->count, quiz->room);
	*added = *question;
	added->met = quiz->met;
}

const struct bp_question *bp_quiz_find(const struct bp_quiz *quiz, struct bp_str id)
{
	uint32_t hash = bp_index_name(id), n;
	size_t probe = hash;

	while ((n = bp_index_next(&quiz->by_id, hash, &probe)) != BP_INDEX_END)
		if (n < quiz->count && bp_str_equal(quiz->questions[n].id, id))
			return &quiz->questions[n];
	return NULL;
}

void bp_quiz_number(const struct bp_quiz *quiz, size_t index, int *nth, int *all)
{
	*nth = *all = 0;
	for (size_t i = 0; i < quiz->count; i++) {
		bool counts = bp_question_asks(&quiz->questions[i]);
		*all += counts;
		*nth += counts && i <= index;
	}
}

bool bp_question_make_fork(struct bp_question *question)
{
	bool fork = question->type == BP_MULTICHOICE || question->type == BP_SEVERAL,
	     tagged = false;

	for (size_t i = 0; i < question->tag_count; i++)
		tagged |= bp_str_is(question->tags[i], BP_FORK_TAG);
	for (size_t i = 0; fork && i < question->choice_count; i++)
		fork = question->choices[i].weight == 0;
	if (fork && tagged)
		question->type = BP_FORK;
	return question->type == BP_FORK;
}
