#include "bank.h"
#include "gift.h"
#include <berpijar/lang.h>
#include <string.h>

/* ---- which format ---- */

static bool is_choice_line(struct bp_str line)
{
	return line.len > 2 && line.at[0] >= 'A' && line.at[0] <= 'Z' &&
		(line.at[1] == ')' || line.at[1] == '.');
}

static bool is_aiken(struct bp_str text)
{
	bool choices = false;

	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
			end++;
		struct bp_str line = bp_str_trim(bp_str_part(text, at, end));
		if (choices && bp_str_starts(line, "ANSWER:"))
			return true;
		choices = choices || is_choice_line(line);
		at = end + 1;
	}
	return false;
}

enum bp_bank_format bp_bank_recognize(struct bp_str text)
{
	static const char *const starts[] = {"<?xml", "<quiz", "<!DOCTYPE"};

	if (bp_str_starts(text, "\xff\xfe") || bp_str_starts(text, "\xfe\xff"))
		return BP_BANK_XML; /* UTF-16 */
	if (bp_str_starts(text, "\xef\xbb\xbf"))
		text = bp_str_from(text, 3);
	struct bp_str trimmed = bp_str_trim(text);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		if (bp_str_starts(trimmed, starts[i]))
			return BP_BANK_XML;
	}
	return is_aiken(text) ? BP_BANK_AIKEN : BP_BANK_GIFT;
}

void bp_bank_read(struct bp_arena *arena, enum bp_bank_format format,
	struct bp_gift_source source, struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	static void (*const readers[])(struct bp_arena *, struct bp_gift_source,
		struct bp_diagnostics *, struct bp_quiz *) = {
		[BP_BANK_GIFT] = bp_gift_read,
		[BP_BANK_AIKEN] = bp_aiken_read,
		[BP_BANK_XML] = bp_xml_read,
	};

	readers[format](arena, source, faults, quiz);
}

/* ---- by way of GIFT ---- */

static void pass_on(struct bank_reader *reader, const struct bp_question *question,
	const struct bp_diagnostics *found)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct bp_diagnostic *fault = &found->at[i];
		bp_diagnose(reader->faults, fault->severity, fault->code, question->line,
			question->column, "%s", fault->message);
		reader->full = reader->full || strcmp(fault->code, "gift-questions") == 0;
	}
}

/* Where it stands in its own file, instead of in the GIFT. */
static void set_places(const struct bp_question *from, struct bp_question *to)
{
	to->line = from->line;
	to->column = from->column;
	for (size_t i = 0; i < from->choice_count && i < to->choice_count; i++) {
		to->choices[i].line = from->choices[i].line;
		to->choices[i].column = from->choices[i].column;
	}
}

bool bank_add(struct bank_reader *reader, const struct bp_question *question)
{
	struct bp_diagnostics found = {0};
	struct bp_buf gift = {0};
	size_t before = reader->quiz->count;

	if (reader->full)
		return false;
	bp_gift_write_question(question, BP_FORMAT_MOODLE, reader->faults, &gift);
	bp_gift_read(reader->arena,
		(struct bp_gift_source){
			.text = bp_buf_str(&gift), .line = 1, .format = BP_FORMAT_MOODLE},
		&found, reader->quiz);
	pass_on(reader, question, &found);
	bool added = reader->quiz->count > before;
	if (added)
		set_places(question, &reader->quiz->questions[before]);
	bp_diagnostics_release(&found);
	bp_buf_release(&gift);
	return added;
}

bool bank_changes_category(const struct bp_question *question, struct bp_str *category,
	struct bp_diagnostics *losses)
{
	if (bp_str_equal(question->category, *category))
		return false;
	*category = question->category;
	if (category->len == 0)
		bp_diagnose(losses, BP_SEVERITY_WARNING, "loss-category", question->line,
			question->column,
			_("soal tanpa kategori sesudah soal berkategori; Moodle "
			  "memasukkannya ke kategori di atasnya"));
	return true;
}
