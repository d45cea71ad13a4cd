/* Lines, and the marks in front of them. */
#include "lines.h"
#include <string.h>
#include <strings.h>

#define TITLE_MOST 80 /* bytes of a bold line that may be a heading */

/* ---- words ---- */

static bool lines_starts(struct bp_str text, const char *word)
{
	size_t len = strlen(word);

	return text.len >= len && strncasecmp(text.at, word, len) == 0 &&
		(text.len == len || !bp_is_letter(text.at[len]));
}

bool lines_starts_with(struct bp_str text, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (lines_starts(text, words[i]))
			return true;
	return false;
}

bool lines_has_word(struct bp_str text, const char *const *words)
{
	for (size_t i = 0; i < text.len; i++) {
		if (i && bp_is_letter(text.at[i - 1]))
			continue;
		if (lines_starts_with(bp_str_from(text, i), words))
			return true;
	}
	return false;
}

struct bp_str lines_behind(struct bp_str text, const char *const *words)
{
	for (size_t i = 0; words[i]; i++) {
		if (!lines_starts(text, words[i]))
			continue;
		struct bp_str rest = bp_str_trim(bp_str_from(text, strlen(words[i])));
		if (rest.len && (rest.at[0] == ':' || rest.at[0] == '='))
			return bp_str_trim(bp_str_from(rest, 1));
	}
	return (struct bp_str){0};
}

/* ---- marks ---- */

size_t lines_typed_mark(struct bp_str text, char *mark, int *number)
{
	size_t at = text.len && text.at[0] == '(', start = at;
	int value = 0;

	while (at < text.len && at - start < 3 && bp_is_digit(text.at[at]))
		value = value * 10 + (text.at[at++] - '0');
	if (at == start && at < text.len && bp_is_letter(text.at[at])) {
		char letter = text.at[at++];
		*mark = letter >= 'a' ? 'a' : 'A';
		value = letter - *mark + 1;
	} else {
		*mark = '1';
	}
	if (at == start || at >= text.len || !strchr(start ? ")" : ".)", text.at[at]))
		return 0;
	at++;
	if (at < text.len && !bp_is_space(text.at[at]) &&
		(*mark == '1' ? bp_is_digit(text.at[at]) : text.at[at] == '.'))
		return 0; /* 1.5, or an abbreviation such as a.n. */
	if (*mark != '1' && at + 1 < text.len && text.at[at + 1] == '.')
		return 0;
	while (at < text.len && bp_is_space(text.at[at]))
		at++;
	*number = value;
	return value > 0 ? at : 0;
}

/* Where the choice with the next letter begins on the same line; SIZE_MAX: it does not. */
static size_t lines_next_choice(struct bp_str text, size_t from, char mark, int number)
{
	for (size_t at = from; at + 1 < text.len; at++) {
		char found;
		int value;
		if (bp_is_space(text.at[at]) && !bp_is_space(text.at[at + 1]) &&
			lines_typed_mark(bp_str_from(text, at + 1), &found, &value) &&
			found == mark && value == number)
			return at;
	}
	return SIZE_MAX;
}

/* ---- right choices ---- */

/* Signs that authors put at a right choice; the longer of two first. */
static const char *const signs[] = {
	"(benar)", "(kunci)", "(jawaban)", "(*)", "✓", "✔", "√", "*", NULL};

bool lines_take_sign(struct bp_arena *arena, struct runs *runs)
{
	struct bp_str text = runs_text(arena, runs);

	for (size_t i = 0; signs[i]; i++) {
		size_t len = strlen(signs[i]);
		if (text.len <= len)
			continue;
		if (strncasecmp(text.at + text.len - len, signs[i], len) == 0)
			*runs = runs_part(arena, runs, 0, text.len - len);
		else if (strncasecmp(text.at, signs[i], len) == 0)
			*runs = runs_part(arena, runs, len, text.len);
		else
			continue;
		*runs = runs_trim(arena, runs);
		return true;
	}
	return false;
}

/* ---- lines ---- */

struct cutting {
	struct bp_arena *arena;
	struct lines *lines;
	const struct block *block;
	size_t index; /* of the block */
	bool first;
};

static void lines_push(struct cutting *cutting, const struct runs *runs)
{
	struct lines *lines = cutting->lines;
	struct line *line = BP_PUSH(cutting->arena, lines->at, lines->count, lines->room);
	char mark;
	int number;

	*line = (struct line){
		.block = cutting->index, .whole = runs_trim(cutting->arena, runs)};
	if (cutting->first && cutting->block->leads) {
		line->mark = cutting->block->mark;
		line->number = cutting->block->number;
	}
	cutting->first = false;
	line->runs = line->whole;
	line->text = runs_text(cutting->arena, &line->runs);
	size_t skip = lines_typed_mark(line->text, &mark, &number);
	if (skip && (!line->mark || line->mark == '-')) {
		line->mark = mark;
		line->number = number;
		line->runs = runs_part(cutting->arena, &line->runs, skip, line->text.len);
		line->text = runs_text(cutting->arena, &line->runs);
	}
	line->marked = runs_all(&line->runs, RUN_MARKS);
}

/* Where the choices of a question that stands on the same line begin: at "a" with a "b" behind
 * it. SIZE_MAX: nowhere. */
static size_t lines_first_choice(struct bp_str text, size_t from, char *mark)
{
	static const char letters[] = "aA";

	for (size_t i = 0; letters[i]; i++) {
		size_t at = lines_next_choice(text, from, letters[i], 1);
		*mark = letters[i];
		if (at != SIZE_MAX &&
			lines_next_choice(text, at + 2, letters[i], 2) != SIZE_MAX)
			return at;
	}
	return SIZE_MAX;
}

/* A line with several choices becomes as many, and one with their question another. */
static void lines_cut_choices(struct cutting *cutting, const struct runs *runs)
{
	struct bp_str text = runs_text(cutting->arena, runs);
	char mark = 0;
	int number = 0;
	size_t from = 0, skip = lines_typed_mark(text, &mark, &number), to = SIZE_MAX;
	bool lettered = skip && mark != '1';

	if (!skip && cutting->first && cutting->block->leads)
		mark = cutting->block->mark;
	if (!lettered && mark == '1') {
		to = lines_first_choice(text, skip, &mark);
		number = 1;
	} else if (lettered) {
		to = lines_next_choice(text, skip, mark, ++number);
	}
	while (to != SIZE_MAX) {
		struct runs part = runs_part(cutting->arena, runs, from, to);
		lines_push(cutting, &part);
		from = to + 1;
		to = lines_next_choice(text, from + 2, mark, ++number);
	}
	struct runs rest = runs_part(cutting->arena, runs, from, text.len);
	lines_push(cutting, &rest);
}

static void lines_cut(struct cutting *cutting)
{
	const struct runs *runs = &cutting->block->runs;
	size_t start = 0;

	for (size_t i = 0; i <= runs->count; i++) {
		if (i < runs->count && runs->at[i].kind != RUN_BREAK)
			continue;
		struct runs line = {
			.at = runs->at + start, .count = i - start, .room = i - start};
		if (line.count || (i == runs->count && cutting->first)) {
			line = runs_trim(cutting->arena, &line);
			lines_cut_choices(cutting, &line);
		}
		start = i + 1;
	}
}

/* ---- which of them are under a heading of questions ---- */

static const char *const quiz_words[] = {"soal", "soal-soal", "latihan", "kuis", "quiz",
	"evaluasi", "ujian", "tes", "test", "pretest", "posttest", "pre-test",
	"post-test", "pilihan ganda", "esai", "essay", "uraian", "isian", "benar salah",
	"benar-salah", "pertanyaan", NULL};

static bool lines_is_title(const struct block *block, const struct line *line)
{
	return block->kind == BLOCK_HEADING ||
		(block->kind == BLOCK_TEXT && !line->mark && line->marked &&
			line->text.len <= TITLE_MOST);
}

static void lines_note_quizzes(const struct blocks *blocks, struct lines *lines)
{
	static const char *const truths[] = {"benar salah", "benar-salah", "benar/salah",
		"benar atau salah", "B-S", NULL};
	bool quiz = false, truth = false;

	for (size_t i = 0; i < lines->count; i++) {
		struct line *line = &lines->at[i];
		const struct block *block = &blocks->at[line->block];
		if (lines_is_title(block, line)) {
			quiz = lines_has_word(line->text, quiz_words);
			truth = lines_has_word(line->text, truths);
		}
		line->quiz = quiz;
		line->truth = truth;
	}
}

void lines_read(struct bp_arena *arena, const struct blocks *blocks, struct lines *lines)
{
	for (size_t i = 0; i < blocks->count; i++) {
		struct cutting cutting = {arena, lines, &blocks->at[i], i, true};
		if (blocks->at[i].kind == BLOCK_TEXT)
			lines_cut(&cutting);
		else
			*BP_PUSH(arena, lines->at, lines->count, lines->room) =
				(struct line){.block = i,
					.runs = blocks->at[i].runs,
					.text = runs_text(arena, &blocks->at[i].runs)};
	}
	lines_note_quizzes(blocks, lines);
}
