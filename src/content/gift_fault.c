/* Faults of questions, and where they stand in the file: lines and columns. */
#include "gift.h"
#include <berpijar/lang.h>
#include <stdarg.h>
#include <stdlib.h>

#define STRIDE 16 /* bytes that are counted at most to find a column */

static bool begins_character(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

void gift_places_begin(struct gift_reader *reader)
{
	struct bp_str text = reader->source.text;
	uint32_t characters = 0;

	reader->characters =
		bp_realloc(NULL, text.len / STRIDE + 1, sizeof *reader->characters);
	for (size_t stride = 0; stride <= text.len / STRIDE; stride++) {
		size_t at = stride * STRIDE;
		reader->characters[stride] = characters;
		if (text.len - at < STRIDE)
			break; /* the rest is not behind any stride */
		for (size_t i = 0; i < STRIDE; i++) /* of a length that is known */
			characters += begins_character(text.at[at + i]);
	}
}

void gift_places_line(struct gift_reader *reader, size_t offset)
{
	if (reader->line_count == reader->line_room) {
		reader->line_room = reader->line_room ? reader->line_room * 2 : 64;
		reader->lines = bp_realloc(
			reader->lines, reader->line_room, sizeof *reader->lines);
	}
	reader->lines[reader->line_count++] = (uint32_t)offset;
}

static uint32_t characters_before(const struct gift_reader *reader, size_t offset)
{
	uint32_t count = reader->characters[offset / STRIDE];

	for (size_t i = offset - offset % STRIDE; i < offset; i++)
		count += begins_character(reader->source.text.at[i]);
	return count;
}

/* The offset in the source of a character of the joined text; its end is behind the last
 * character. */
static size_t source_offset(const struct gift_text *text, size_t at)
{
	if (text->len == 0)
		return 0;
	if (at >= text->len)
		return (text->from[text->len - 1] & ~GIFT_ESCAPED) + 1;
	return text->from[at] & ~GIFT_ESCAPED;
}

void gift_place_in_source(
	const struct gift_reader *reader, size_t offset, int *line, int *column)
{
	size_t low = 0, high = reader->line_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (reader->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	uint32_t skipped = characters_before(reader, reader->lines[low]);
	*line = reader->source.line + (int)low;
	*column = reader->source.column_offset + 1 +
		(int)(characters_before(reader, offset) - skipped);
}

void gift_place(const struct gift_reader *reader, size_t at, int *line, int *column)
{
	gift_place_in_source(reader, source_offset(&reader->text, at), line, column);
}

bool gift_fault(struct gift_reader *reader, size_t at, enum bp_fault fault,
	const char *format, ...)
{
	char message[1024];
	int line, column;
	va_list args;

	if (!reader->faults || bp_diagnostics_full(reader->faults))
		return false;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	gift_place(reader, at, &line, &column);
	bp_diagnose(reader->faults, fault, line, column, "%s", message);
	return false;
}

bool gift_takes(struct bp_quiz *quiz, struct gift_rest *rest, int line, int column)
{
	size_t number = ++quiz->met;

	if (number <= quiz->skip)
		return false;
	if (quiz->count < BP_MAX_QUESTIONS)
		return true;
	if (!quiz->rest)
		quiz->rest = number;
	if (rest->count++ == 0)
		*rest = (struct gift_rest){1, number, line, column};
	return false;
}

void gift_tell_rest(const struct gift_rest *rest, struct bp_diagnostics *faults)
{
	if (rest->count)
		bp_diagnose(faults, BP_FAULT_GIFT_QUESTIONS, rest->line, rest->column,
			_("lebih dari %d soal; %zu soal mulai dari sini tidak dibaca, pindahkan ke modul lain (import --from %zu)"),
			BP_MAX_QUESTIONS, rest->count, rest->number);
}
