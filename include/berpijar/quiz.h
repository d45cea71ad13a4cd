/*
 * Questions, as Moodle's GIFT describes them.
 *
 * The format and its reading are Moodle's (question/format/gift/format.php, and
 * question/type/... for the types); where we differ from it on purpose is
 * written at bp_gift_read(). Names are Moodle's.
 */
#ifndef BERPIJAR_QUIZ_H
#define BERPIJAR_QUIZ_H

#include <berpijar/arena.h>
#include <berpijar/diagnostic.h>
#include <berpijar/index.h>
#include <berpijar/text.h>

/* What is known of a question by its type alone. */
enum bp_question_trait {
	BP_ASKS = 1,             /* it wants an answer; without this it is only a text */
	BP_GRADED = 2 | BP_ASKS, /* … and answers get a grade */
	BP_TYPED = 4,            /* the answer is typed, not picked */
	BP_NUMBERS = 8,          /* the answer is a number */
	BP_SINGLE = 16,          /* it takes one choice, which may be partly right */
};

/*
 * The types of question. Each line makes an enumerator (BP_MULTICHOICE) and names the
 * rows of the type in learn and in app (bp_kind_multichoice, bp_question_kind_multichoice);
 * then come Moodle's name, the name for learners, and the traits. Names are Moodle's,
 * but its multichoice is three types here: of one choice, of several, and the fork of a story
 * (story.h), where no choice is right.
 */
#define BP_QUESTION_TYPES(X)                                                    \
	X(MULTICHOICE, multichoice, "multichoice", N_("pilihan ganda"),         \
		BP_GRADED | BP_SINGLE)                                          \
	X(SEVERAL, several, "multichoice", N_("beberapa jawaban"), BP_GRADED)   \
	X(TRUEFALSE, truefalse, "truefalse", N_("benar atau salah"), BP_GRADED) \
	X(SHORTANSWER, shortanswer, "shortanswer", N_("isian singkat"),         \
		BP_GRADED | BP_TYPED)                                           \
	X(NUMERICAL, numerical, "numerical", N_("isian angka"),                 \
		BP_GRADED | BP_TYPED | BP_NUMBERS)                              \
	X(MATCH, match, "match", N_("menjodohkan"), BP_GRADED)                  \
	X(ORDERING, ordering, "ordering", N_("mengurutkan"), BP_GRADED)         \
	X(ESSAY, essay, "essay", N_("uraian"), BP_ASKS | BP_TYPED)              \
	X(DESCRIPTION, description, "description", N_("keterangan"), 0)         \
	X(FORK, fork, "multichoice", N_("percabangan"), BP_ASKS)

enum bp_question_type {
#define BP_QUESTION_TYPE(TYPE, ...) BP_##TYPE,
	BP_QUESTION_TYPES(BP_QUESTION_TYPE)
#undef BP_QUESTION_TYPE
		BP_QUESTION_TYPE_COUNT
};

/* Moodle's numbers for the format of a text. */
enum bp_text_format {
	BP_FORMAT_MOODLE = 0, /* auto-format: plain text in which HTML counts */
	BP_FORMAT_HTML = 1,
	BP_FORMAT_PLAIN = 2,
	BP_FORMAT_MARKDOWN = 4,
};

struct bp_text {
	struct bp_str text; /* escapes resolved; may hold newlines */
	enum bp_text_format format;
};

/*
 * A choice of a question of one or several choices, an accepted answer of a short answer
 * or numerical one, an item of an ordering one (in the right order). A true/false
 * question has two, without a text: choices[0] is true, choices[1] is false.
 */
struct bp_choice {
	struct bp_text text; /* numerical: the answer as written, or "*" for any other */
	double weight;       /* -1..1; 1 is fully right (Moodle's fraction) */
	struct bp_text feedback; /* empty: none */
	double value, tolerance; /* numerical: |response - value| <= tolerance */
	struct bp_str
		typed;    /* short answer, numerical: a response that gets this answer */
	int line, column; /* where it stands in its file */
};

struct bp_pair {
	struct bp_text left; /* empty: `right` is only offered to mislead */
	struct bp_str right;
};

#define BP_MAX_CHOICES   26  /* a..z; pairs and items, too: readers refuse more */
#define BP_MAX_ANSWERS   500 /* accepted texts or numbers of one question */
#define BP_MAX_QUESTIONS 500 /* in a module or file */

struct bp_question {
	enum bp_question_type type;
	struct bp_str id;   /* unique in its quiz: the name, else "q-" and a hash of its
			     * meaning (type, text, choices, white space folded); a second
			     * one ends in "-2" */
	struct bp_str name; /* as written, else the start of the text (Moodle's rule) */
	bool named;
	bool embedded; /* missing word: the text holds "_____" where the answer goes */
	struct bp_text text;
	struct bp_text general_feedback;
	struct bp_choice *choices;
	size_t choice_count, choice_room;
	struct bp_pair *pairs;
	size_t pair_count, pair_room;
	struct bp_text *hints; /* one after each wrong answer, in their order */
	size_t hint_count, hint_room;
	struct bp_str *tags;
	size_t tag_count, tag_room;
	struct bp_str idnumber;
	struct bp_str category; /* the $CATEGORY in force, empty if none */
	uint64_t content_hash;  /* of all that a learner is shown or graded by */
	int line, column;       /* of its first character */
	size_t met;             /* its number among those that readers met, from 1 */
};

/* The questions of a module or file in their order; lives in an arena. */
struct bp_quiz {
	struct bp_question *questions;
	size_t count, room;
	struct bp_str category; /* the last $CATEGORY; what is read next belongs to it */
	size_t skip; /* so many questions are left out first: they went to another module */
	size_t met;  /* questions that readers met, with those that were left out */
	size_t rest; /* the number of the first that there was no room for; 0: none */
	/* By their ids; may still know one that was taken off the end. */
	struct bp_index by_id;
};

/* Moodle's name: "multichoice", "truefalse", … */
const char *bp_question_type_name(enum bp_question_type type);
/* The type's name for learners, in their language: "pilihan ganda". */
const char *bp_question_type_word(const struct bp_question *question);
/* Whether the question's type has all of these traits. */
bool bp_question_is(const struct bp_question *question, unsigned traits);
bool bp_question_asks(const struct bp_question *question);
bool bp_question_graded(const struct bp_question *question);
size_t bp_quiz_asked(const struct bp_quiz *quiz); /* questions that ask something */
/* The question's number among those that ask something (from 1), and their count. */
void bp_quiz_number(const struct bp_quiz *quiz, size_t index, int *nth, int *all);
/* How many descriptions stand right before the question: the text that it is about. */
size_t bp_quiz_above(const struct bp_quiz *quiz, size_t index);
/* Makes a question of choices a fork if it is tagged BP_FORK_TAG and none of them is worth
 * anything; true: it is one. */
#define BP_FORK_TAG "cabang"
bool bp_question_make_fork(struct bp_question *question);
/* What content_hash is: of the type, the texts and the key, not of feedback. */
uint64_t bp_question_hash(const struct bp_question *question);
/* Adds a question, from whose id on it is found. What it points to is not copied. */
void bp_quiz_add(
	struct bp_arena *arena, struct bp_quiz *quiz, const struct bp_question *question);
/* NULL if no question has the id. */
const struct bp_question *bp_quiz_find(const struct bp_quiz *quiz, struct bp_str id);

/* Where a piece of GIFT stands in its file. */
struct bp_gift_source {
	struct bp_str text;
	int line;                   /* line of its first character, from 1 */
	int column_offset;          /* columns that its lines are indented in the file */
	enum bp_text_format format; /* of texts without a [prefix] */
};

/*
 * Reads GIFT and appends its questions to the quiz, all memory from the arena. Any bytes
 * are acceptable: a question that is at fault is reported to `faults` with its place and
 * left out, and the sound ones stay. Takes linear time.
 *
 * We differ from Moodle where following it would mislead a learner:
 * - a number has to be one: {#1,5} and {#abc}, where Moodle accepts any number, and
 *   {#1..5..9}, of which it drops the end, are refused; "*" is any number;
 * - a range written backwards, {#5..1}, is refused (Moodle: a negative tolerance);
 * - {=a->b} (one pair), {~a} (one choice), {=} (an empty answer) and questions in
 *   which no answer with a positive weight can be reached ({=%0%* =a}) are refused, as
 *   nobody could pass them, and so are weights beyond 100;
 * - a "}" before the first "{" is refused, and a question right below a $CATEGORY
 *   line, which Moodle takes for a part of the category, is reported;
 * - a line that is just "0" does not end a question, "&&058;" stays as written,
 *   "[html" without a "]" is text;
 * - "[hint:...]" in a question's comments, beside Moodle's [id:] and [tag:], is a hint,
 *   in the format of its text; Moodle's GIFT has none, its XML has;
 * - ordering questions {>...} are read (qtype_ordering, in Moodle since 4.4); their
 *   options are whole words on the line of the ">";
 * - a question without a name is named by the first characters of its text, even in the
 *   middle of a word, and names keep no multilang tags.
 * A weight within 0.00001 of one in Moodle's list is taken as that one: 33.33333 is 1/3.
 *
 * Faults have codes: errors gift-brace, gift-few, gift-many, gift-match, gift-number,
 * gift-range, gift-weight, gift-no-right, gift-questions, gift-size, gift-glued (below
 * a category); warnings gift-aiken, gift-all-ticked, gift-any, gift-choice-twice,
 * gift-comment, gift-empty, gift-escape, gift-file, gift-glued, gift-ignored, gift-image, gift-lead,
 * gift-letter, gift-name, gift-name-twice, gift-no-full, gift-no-text,
 * gift-ordering-word, gift-question-twice, gift-second-answer, gift-sum, gift-thousands,
 * gift-tolerance, gift-truefalse, gift-two-right, gift-utf8, gift-weight-text,
 * gift-weight-unknown, gift-zero.
 */
void bp_gift_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults, struct bp_quiz *quiz);

#endif
