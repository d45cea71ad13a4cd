/* Lists of keys: "1. B  2. C", an item for each, or a table. */
#include "notes.h"
#include "question.h"
#include <berpijar/lang.h>
#include <string.h>
#include <strings.h>

#define TITLE_MOST 60 /* bytes */

struct keys {
	struct bp_word *word;
	const struct blocks *blocks;
	struct lines *lines;
	struct questions *questions;
	size_t since;
	size_t given; /* keys that were read */
	struct bp_str title;
};

/* ---- giving ---- */

/* Whether a question waits for the key of its number. */
static bool keys_waits(const struct question *question, int number)
{
	return question->number == number && !question->key.len &&
		!question_looks_keyed(question) &&
		(question->quiz || (question->choice_count && question_asks(question)));
}

/* The question that a number means: the only one that waits and has choices, or the only one
 * that waits. NULL: there is none, or there are several (*found). */
static struct question *keys_find(const struct keys *keys, int number, size_t *found)
{
	struct question *meant[2] = {NULL, NULL};
	size_t count[2] = {0, 0};

	for (size_t i = keys->since; i < keys->questions->count; i++) {
		struct question *question = &keys->questions->at[i];
		bool choices = question->choice_count > 0;
		if (!keys_waits(question, number))
			continue;
		meant[choices] = question;
		count[choices]++;
	}
	*found = count[true] ? count[true] : count[false];
	return *found == 1 ? meant[count[true] > 0] : NULL;
}

/* Whether a question that has a key has this one. */
static bool keys_agree(const struct question *question, struct bp_str key)
{
	bool right[BP_MAX_CHOICES];
	size_t count;

	if (question->key.len)
		return bp_text_equal_folded(question->key, key);
	if (!question_key_letters(key, question->choice_count, right, &count))
		return false;
	for (size_t i = 0; i < question->choice_count && i < BP_MAX_CHOICES; i++)
		if (question->choices[i].right != right[i])
			return false;
	return true;
}

/* What is wrong with a key that no question waits for; NULL: nothing, it is said twice. */
static const char *keys_fault(const struct keys *keys, int number, struct bp_str key)
{
	const char *fault = _("tidak ada soalnya");

	for (size_t i = keys->since; i < keys->questions->count; i++) {
		const struct question *question = &keys->questions->at[i];
		if (question->number != number ||
			!(question->key.len || question_looks_keyed(question)))
			continue;
		if (keys_agree(question, key))
			return NULL;
		fault = _("berbeda dari kunci di soalnya; yang di soalnya dipakai");
	}
	return fault;
}

static void keys_give(struct keys *keys, int number, struct bp_str key)
{
	size_t found;
	struct question *meant = keys_find(keys, number, &found);
	const char *fault = found
		? _("ada beberapa soal dengan nomor itu; tulislah \"Kunci:\" di bawah soalnya")
		: keys_fault(keys, number, key);

	keys->given++;
	if (meant)
		meant->key = bp_arena_str(keys->word->arena, key);
	else if (fault)
		notes_add(
			keys->word, keys->title, _("kunci nomor %d: %s"), number, fault);
}

/* ---- reading ---- */

static size_t keys_number(struct bp_str text, size_t at, int *number)
{
	size_t start = at;

	for (*number = 0; at < text.len && at - start < 3 && bp_is_digit(text.at[at]);
		at++)
		*number = *number * 10 + (text.at[at] - '0');
	return at;
}

/* The end of what is a key among other pairs: one letter, or right and wrong. */
static size_t keys_short(struct bp_str text, size_t at)
{
	static const char *const words[] = {"benar", "salah", NULL};

	for (size_t i = 0; words[i]; i++)
		if (text.len - at >= 5 && strncasecmp(text.at + at, words[i], 5) == 0)
			return at + 5;
	if (at < text.len && bp_is_letter(text.at[at]) &&
		(at + 1 == text.len || !bp_is_letter(text.at[at + 1])))
		return at + 1;
	return at;
}

/* Reads "B 2. C 3. D", of which the first number stands in front; false: it is no such
 * text. Without `gives` it only looks. */
static bool keys_pairs(struct keys *keys, int number, struct bp_str text, bool gives)
{
	size_t at = 0;

	for (;;) {
		size_t end = keys_short(text, at);
		if (end == at)
			return false;
		if (gives)
			keys_give(keys, number, bp_str_part(text, at, end));
		for (at = end; at < text.len &&
			(bp_is_space(text.at[at]) || strchr(",;|.", text.at[at]));)
			at++;
		if (at == text.len)
			return true;
		end = keys_number(text, at, &number);
		if (end == at)
			return false;
		for (at = end; at < text.len &&
			(bp_is_space(text.at[at]) || strchr(".)-:=", text.at[at]));)
			at++;
	}
}

/* A line of pairs; or, in a numbered list, one whose whole text is the key. */
static bool keys_line(struct keys *keys, const struct line *line)
{
	struct bp_str text = line->text;
	int number = line->number;

	if (line->mark != '1') {
		size_t at = keys_number(text, 0, &number);
		if (!at)
			return false;
		while (at < text.len &&
			(bp_is_space(text.at[at]) || strchr(".)-:=", text.at[at])))
			at++;
		text = bp_str_from(text, at);
	}
	if (keys_pairs(keys, number, text, false))
		return keys_pairs(keys, number, text, true);
	size_t found;
	if (line->mark != '1' || !text.len || !keys_find(keys, number, &found))
		return false;
	keys_give(keys, number, text);
	return true;
}

static struct bp_str keys_cell(
	struct keys *keys, const struct table *table, size_t row, size_t column)
{
	return bp_str_trim(runs_text(
		keys->word->arena, &table->cells[row * table->columns + column]));
}

/* The number that is all of a cell, but for a "." behind it; 0: none. */
static int keys_cell_number(struct bp_str cell)
{
	int number;
	size_t end = keys_number(cell, 0, &number);

	return end && (end == cell.len || (end + 1 == cell.len && cell.at[end] == '.'))
		? number
		: 0;
}

/* In a table the key stands beside its number, or below it. */
static bool keys_table(struct keys *keys, const struct table *table)
{
	size_t before = keys->given;

	for (size_t row = 0; row < table->rows; row++)
		for (size_t column = 0; column < table->columns; column++) {
			int number =
				keys_cell_number(keys_cell(keys, table, row, column));
			struct bp_str key = {0};
			if (number && column + 1 < table->columns)
				key = keys_cell(keys, table, row, column + 1);
			if (number && (!key.len || keys_cell_number(key)) &&
				row + 1 < table->rows)
				key = keys_cell(keys, table, row + 1, column);
			if (number && key.len && !keys_cell_number(key))
				keys_give(keys, number, key);
		}
	return keys->given > before;
}

/* "Kunci jawaban soal latihan 1", but not "Kunci keberhasilan": each word belongs to it. */
static bool keys_is_title(const struct keys *keys, size_t at)
{
	static const char *const first[] = {
		"kunci", "daftar kunci", "daftar jawaban", NULL};
	static const char *const words[] = {"kunci", "daftar", "jawaban", "soal",
		"latihan", "evaluasi", "ujian", "tes", "kuis", "pilihan", "ganda",
		"benar", "salah", "isian", "modul", "bab", "bagian", "dan", NULL};
	const struct line *line = &keys->lines->at[at];
	const struct block *block = &keys->blocks->at[line->block];
	struct bp_str text = line->text;

	if ((block->kind != BLOCK_TEXT && block->kind != BLOCK_HEADING) ||
		text.len > TITLE_MOST || lines_behind(text, words).len ||
		!lines_starts_with(text, first))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		bool begins = bp_is_letter(text.at[i]) &&
			(i == 0 || !bp_is_letter(text.at[i - 1]));
		if (begins && !lines_starts_with(bp_str_from(text, i), words))
			return false;
	}
	return true;
}

size_t question_keys_read(struct bp_word *word, const struct blocks *blocks,
	struct lines *lines, size_t line, struct questions *questions, size_t since)
{
	struct keys keys = {
		word, blocks, lines, questions, since, 0, lines->at[line].text};
	size_t at = line + 1;

	if (!questions->count || !keys_is_title(&keys, line))
		return line;
	for (; at < lines->count; at++) {
		const struct block *block = &blocks->at[lines->at[at].block];
		bool taken = block->kind == BLOCK_TABLE
			? keys_table(&keys, block->table)
			: block->kind == BLOCK_TEXT && keys_line(&keys, &lines->at[at]);
		if (!taken)
			break;
	}
	if (!keys.given)
		return line;
	for (size_t i = line; i < at; i++)
		lines->at[i].taken = true;
	return at;
}
