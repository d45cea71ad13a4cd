/* Finds questions among the lines of a document. */
#include "question.h"
#include <string.h>

#define STEM_LINES_MOST 12

struct finding {
	struct bp_arena *arena;
	const struct blocks *blocks;
	const struct lines *lines;
};

static const char *const why_words[] = {"pembahasan", "penjelasan", "alasan",
	"umpan balik", "rasional", "explanation", "feedback", NULL};

/* ---- what a line is ---- */

static bool question_is_text(const struct finding *finding, size_t at)
{
	return at < finding->lines->count &&
		finding->blocks->at[finding->lines->at[at].block].kind == BLOCK_TEXT;
}

static bool question_is_key(const struct finding *finding, size_t at)
{
	struct bp_str key;

	return question_is_text(finding, at) &&
		question_key_line(finding->lines->at[at].text, &key);
}

static bool question_is_why(const struct finding *finding, size_t at)
{
	return question_is_text(finding, at) &&
		lines_behind(finding->lines->at[at].text, why_words).len;
}

/* Whether a line is the choice of that number, of the same kind as `mark` (0: of any). */
static bool question_is_choice(
	const struct finding *finding, size_t at, int number, char mark)
{
	if (!question_is_text(finding, at) || question_is_key(finding, at) ||
		question_is_why(finding, at))
		return false;
	const struct line *line = &finding->lines->at[at];
	bool letter = line->mark == 'a' || line->mark == 'A';
	return (mark ? line->mark == mark : letter) &&
		(mark == '-' || line->number == number);
}

/* A line that only goes on with what stands above it. */
static bool question_is_loose(const struct finding *finding, size_t at)
{
	return question_is_text(finding, at) && !finding->lines->at[at].mark &&
		!question_is_key(finding, at) && !question_is_why(finding, at);
}

static bool question_same_item(const struct finding *finding, size_t at, size_t choice)
{
	const struct line *line = &finding->lines->at[at],
			  *above = &finding->lines->at[choice];
	const struct block *block = &finding->blocks->at[line->block];

	return line->block == above->block ||
		(block->depth && !block->leads &&
			block->depth == finding->blocks->at[above->block].depth);
}

/* ---- reading one ---- */

static void question_append(const struct finding *finding, struct runs *runs, size_t at)
{
	if (runs->count)
		runs_add_break(finding->arena, runs);
	runs_add(finding->arena, runs, &finding->lines->at[at].runs);
}

/* Where the text of a question ends: before its choices or its key, if these come soon. */
static size_t question_stem_end(const struct finding *finding, size_t first)
{
	for (size_t at = first + 1; at < first + STEM_LINES_MOST; at++) {
		if (question_is_choice(finding, at, 1, 0) || question_is_key(finding, at))
			return at;
		if (!question_is_loose(finding, at))
			break;
	}
	return first + 1;
}

static size_t question_read_choices(
	const struct finding *finding, size_t at, char mark, struct question *question)
{
	size_t last = 0;

	for (;; at++) {
		if (question_is_choice(
			    finding, at, (int)question->choice_count + 1, mark)) {
			*BP_PUSH(finding->arena, question->choices,
				question->choice_count, question->choice_room) =
				(struct question_choice){0};
			last = at;
		} else if (!question->choice_count || !question_is_loose(finding, at) ||
			!question_same_item(finding, at, last)) {
			return at;
		}
		question_append(
			finding, &question->choices[question->choice_count - 1].runs, at);
	}
}

/* The key and the explanation, in either order. */
static size_t question_read_key(
	const struct finding *finding, size_t at, struct question *question)
{
	for (;; at++) {
		if (question_is_key(finding, at) && !question->key.len) {
			question_key_line(finding->lines->at[at].text, &question->key);
		} else if (question_is_why(finding, at) && !question->why.count) {
			const struct line *line = &finding->lines->at[at];
			struct bp_str why = lines_behind(line->text, why_words);
			question->why = runs_part(finding->arena, &line->runs,
				(size_t)(why.at - line->text.at), line->text.len);
		} else {
			return at;
		}
	}
}

/* Which choices look right; if all do, or none, their looks say nothing. */
static void question_read_looks(const struct finding *finding, struct question *question)
{
	size_t right = 0;

	for (size_t i = 0; i < question->choice_count; i++) {
		struct question_choice *choice = &question->choices[i];
		choice->right = runs_all(&choice->runs, RUN_MARKS);
		choice->right =
			lines_take_sign(finding->arena, &choice->runs) || choice->right;
		runs_plain(&choice->runs, RUN_MARKS);
		choice->text = bp_str_trim(runs_text(finding->arena, &choice->runs));
		right += choice->right;
	}
	for (size_t i = 0; right == question->choice_count && i < right; i++)
		question->choices[i].right = false;
}

/* Whether a question may begin at a line: it is numbered, or its choices follow at once. */
static bool question_may_begin(const struct finding *finding, size_t at)
{
	if (!question_is_text(finding, at))
		return false;
	const struct line *line = &finding->lines->at[at];
	struct bp_str text = line->text;
	if (line->mark == '1')
		return !question_is_key(finding, at);
	return question_is_loose(finding, at) &&
		(question_is_choice(finding, at + 1, 1, 0) ||
			(text.len && text.at[text.len - 1] == '?' &&
				question_is_key(finding, at + 1)));
}

static bool question_read(
	const struct finding *finding, size_t first, struct question *question)
{
	const struct line *line = &finding->lines->at[first];

	if (!question_may_begin(finding, first))
		return false;
	*question = (struct question){.first = first,
		.number = line->mark == '1' ? line->number : 0,
		.quiz = line->quiz,
		.truth = line->truth};
	size_t at = question_stem_end(finding, first);
	for (size_t i = first; i < at; i++)
		question_append(finding, &question->stem, i);
	question->text = bp_str_trim(runs_text(finding->arena, &question->stem));
	char mark = question_is_text(finding, at) ? finding->lines->at[at].mark : 0;
	question->bullets = mark == '-';
	if (mark == 'a' || mark == 'A' || mark == '-')
		at = question_read_choices(finding, at, mark, question);
	question->end = question_read_key(finding, at, question);
	question_read_looks(finding, question);
	return question->choice_count > 0 || question->key.len ||
		(question->number && question->quiz);
}

/* ---- whether it is one ---- */

/* A text without what stands in brackets at its end: "(pilih satu)". */
static struct bp_str question_without_aside(struct bp_str text)
{
	size_t at = text.len;

	if (!text.len || text.at[text.len - 1] != ')')
		return text;
	while (at > 0 && text.at[at - 1] != '(')
		at--;
	return at > 1 ? bp_str_trim(bp_str_part(text, 0, at - 1)) : text;
}

bool question_asks(const struct question *question)
{
	static const char *const ends[] = {"?", "...", "…", "__", "kecuali", "adalah",
		"yaitu", "ialah", "disebut", "merupakan", NULL};
	struct bp_str text = question_without_aside(question->text);

	while (text.len && strchr(".: ", text.at[text.len - 1]) &&
		!(text.len > 2 && strncmp(text.at + text.len - 3, "...", 3) == 0))
		text.len--;
	for (size_t i = 0; ends[i]; i++) {
		size_t len = strlen(ends[i]);
		if (text.len >= len &&
			memcmp(text.at + text.len - len, ends[i], len) == 0)
			return true;
	}
	return false;
}

bool question_looks_keyed(const struct question *question)
{
	for (size_t i = 0; i < question->choice_count; i++)
		if (question->choices[i].right)
			return true;
	return false;
}

static bool question_is_one(const struct question *question)
{
	bool asks = question_asks(question);

	if (question->key.len)
		return true;
	if (question->bullets)
		return question_looks_keyed(question) ? asks || question->quiz
						      : asks && question->quiz;
	if (question->choice_count)
		return asks || question->quiz;
	return question_is_essay(question);
}

static void question_settle(struct lines *lines, struct questions *questions)
{
	for (size_t i = 0; i < questions->count; i++) {
		struct question *question = &questions->at[i];
		question->is = question_is_one(question);
		if (!question->is)
			continue;
		question_judge(question);
		for (size_t at = question->first; at < question->end; at++)
			lines->at[at].question = i + 1;
	}
}

void questions_find(struct bp_word *word, const struct blocks *blocks,
	struct lines *lines, struct questions *questions)
{
	struct finding finding = {word->arena, blocks, lines};
	struct question question;
	size_t since = 0;

	for (size_t at = 0; at < lines->count;) {
		size_t behind =
			question_keys_read(word, blocks, lines, at, questions, since);
		if (behind > at) {
			since = questions->count;
			at = behind;
		} else if (question_read(&finding, at, &question)) {
			*BP_PUSH(word->arena, questions->at, questions->count,
				questions->room) = question;
			at = question.end;
		} else {
			at++;
		}
	}
	question_settle(lines, questions);
}
