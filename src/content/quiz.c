#include <berpijar/lang.h>
#include <berpijar/quiz.h>

static const struct {
	const char *name, *word;
} types[] = {
	[BP_MULTICHOICE] = {"multichoice", N_("pilihan ganda")},
	[BP_TRUEFALSE] = {"truefalse", N_("benar atau salah")},
	[BP_SHORTANSWER] = {"shortanswer", N_("isian singkat")},
	[BP_NUMERICAL] = {"numerical", N_("isian angka")},
	[BP_MATCH] = {"match", N_("menjodohkan")},
	[BP_ORDERING] = {"ordering", N_("mengurutkan")},
	[BP_ESSAY] = {"essay", N_("uraian")},
	[BP_DESCRIPTION] = {"description", N_("keterangan")},
};

const char *bp_question_type_name(enum bp_question_type type)
{
	return types[type].name;
}

const char *bp_question_type_word(const struct bp_question *question)
{
	if (question->type == BP_MULTICHOICE && !question->single)
		return _("beberapa jawaban");
	return _(types[question->type].word);
}

bool bp_question_asks(const struct bp_question *question)
{
	return question->type != BP_DESCRIPTION;
}

bool bp_question_graded(const struct bp_question *question)
{
	return bp_question_asks(question) && question->type != BP_ESSAY;
}

size_t bp_quiz_above(const struct bp_quiz *quiz, size_t index)
{
	size_t count = 0;

	while (count < index && !bp_question_asks(&quiz->questions[index - count - 1]))
		count++;
	return count;
}

const struct bp_question *bp_quiz_find(const struct bp_quiz *quiz, struct bp_str id)
{
	for (size_t i = 0; i < quiz->count; i++) {
		if (bp_str_equal(quiz->questions[i].id, id))
			return &quiz->questions[i];
	}
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
