/*
 * Ordering questions, as qtype_ordering writes and reads them:
 *
 *	{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none
 *	first
 *	second
 *	third}
 *
 * The number and the words tell Moodle how to show and grade the question. We skip them,
 * as we always show all items and grade by place.
 */
#include "gift.h"
#include <berpijar/lang.h>
#include <string.h>

/* The options in the order in which they are written; Moodle takes the first word of a
 * row that fits. */
static const char *const options[][12] = {
	{"ALL", "EXACT", "RANDOM", "REL", "CONTIGUOUS", "CONTIG"},
	{"HORIZONTAL", "HORI", "H", "1", "VERTICAL", "VERT", "V", "0"},
	{"ALL_OR_NOTHING", "ABSOLUTE_POSITION", "ABSOLUTE", "ABS",
		"RELATIVE_NEXT_EXCLUDE_LAST", "RELATIVE_NEXT_INCLUDE_LAST",
		"RELATIVE_ONE_PREVIOUS_AND_NEXT", "RELATIVE_ALL_PREVIOUS_AND_NEXT",
		"RELATIVE_TO_CORRECT", "RELATIVE", "LONGEST_ORDERED_SUBSET",
		"LONGEST_CONTIGUOUS_SUBSET"},
	{"SHOW", "TRUE", "YES", "1", "HIDE", "FALSE", "NO", "0"},
	{"none", "123", "abc", "ABCD", "iii", "IIII"},
};

#define ROWS  (sizeof options / sizeof *options)
#define WORDS (sizeof options[0] / sizeof *options[0])

static size_t gift_ordering_skip_blanks(struct bp_str text, size_t at)
{
	while (at < text.len && bp_is_space(text.at[at]))
		at++;
	return at;
}

/* The offset behind the ">" and its number; 0 if this is not an ordering question. */
static size_t number_end(struct bp_str text)
{
	if (!bp_str_starts(text, ">"))
		return 0;
	size_t digits = gift_ordering_skip_blanks(text, 1), end = digits;
	while (end < text.len && bp_is_digit(text.at[end]))
		end++;
	return end == digits ? 0 : end;
}

/* The length of the option of this row that the text begins with; 0 if there is none.
 * `whole`: only if the word ends there. */
static size_t option_length(struct bp_str text, size_t row, bool whole)
{
	for (size_t i = 0; i < WORDS && options[row][i]; i++) {
		size_t len = strlen(options[row][i]);
		if (!bp_str_starts(text, options[row][i]))
			continue;
		if (!whole || len == text.len || bp_is_space(text.at[len]))
			return len;
	}
	return 0;
}

/* The offset of the first item: options are whole words on the line of the ">". */
static size_t items_start(struct bp_str text, size_t at)
{
	size_t line_end = bp_str_find(text, BP_STR("\n"), at);
	struct bp_str line = bp_str_part(text, 0, line_end);

	for (size_t row = 0; row < ROWS; row++) {
		at = gift_ordering_skip_blanks(line, at);
		at += option_length(bp_str_from(line, at), row, true);
	}
	return gift_ordering_skip_blanks(text, at);
}

/* The same in Moodle, whose expression also takes the beginning of a word as an option. */
static size_t items_start_in_moodle(struct bp_str text, size_t at)
{
	for (size_t row = 0; row < ROWS; row++) {
		at = gift_ordering_skip_blanks(text, at);
		at += option_length(bp_str_from(text, at), row, false);
	}
	return gift_ordering_skip_blanks(text, at);
}

bool gift_is_ordering(struct gift_reader *reader, struct gift_span answers)
{
	return number_end(gift_bytes(&reader->text, answers)) > 0;
}

static void add_item(
	struct gift_reader *reader, struct gift_span line, struct bp_question *question)
{
	line = gift_trim(&reader->text, line);
	if (line.start == line.end)
		return;
	struct bp_choice *item = BP_PUSH(reader->arena, question->choices,
		question->choice_count, question->choice_room);
	item->text.text = bp_arena_str(
		reader->arena, gift_trim_bytes(gift_bytes(&reader->text, line)));
	item->text.format = item->feedback.format = question->text.format;
	gift_place(reader, line.start, &item->line, &item->column);
}

bool gift_read_ordering(struct gift_reader *reader, struct gift_span answers,
	struct bp_question *question)
{
	struct bp_str bytes = gift_bytes(&reader->text, answers);
	size_t options_start = number_end(bytes),
	       start = items_start(bytes, options_start);
	struct gift_span rest = {answers.start + start, answers.end};

	if (items_start_in_moodle(bytes, options_start) != start)
		gift_fault(reader, rest.start, BP_FAULT_GIFT_ORDERING_WORD,
			_("Moodle akan membaca awal butir pertama sebagai pengaturan; tulislah ALL VERTICAL ABSOLUTE_POSITION SHOW none sesudah angkanya"));
	while (rest.start < rest.end && question->choice_count <= BP_MAX_CHOICES)
		add_item(reader, gift_cut(&reader->text, &rest, '\n'), question);
	if (question->choice_count < 2)
		return gift_fault(reader, answers.start, BP_FAULT_GIFT_FEW,
			_("mengurutkan perlu sedikitnya dua butir, satu butir satu baris"));
	if (question->choice_count > BP_MAX_CHOICES)
		return gift_fault(reader, answers.start, BP_FAULT_GIFT_MANY,
			_("lebih dari %d butir; pecahlah soal ini"), BP_MAX_CHOICES);
	return true;
}
