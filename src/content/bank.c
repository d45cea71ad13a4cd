/* Question banks: which format a text has, and questions in and out in each format. */
#include "bank.h"
#include "gift.h"
#include <berpijar/file.h>
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
		return BP_BANK_XML; /* UTF-16, which bp_xml_read() refuses with a fault */
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

bool bp_bank_open(struct bp_arena *arena, const char *path, struct bp_diagnostics *faults,
	struct bp_quiz *quiz, struct bp_error *err)
{
	struct bp_buf text = {0};

	if (!bp_file_read(path, BP_BANK_LIMIT, &text, err))
		return false;
	bp_diagnostics_file(faults, path);
	bp_bank_read(arena, bp_bank_recognize(bp_buf_str(&text)),
		(struct bp_gift_source){
			.text = bp_buf_str(&text), .line = 1, .format = BP_FORMAT_MOODLE},
		faults, quiz);
	bp_buf_release(&text);
	return true;
}

/* ---- by way of GIFT ---- */

static void pass_on(struct bank_reader *reader, const struct bp_question *question,
	const struct bp_diagnostics *found)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct bp_diagnostic *fault = &found->at[i];
		bp_diagnose(reader->faults, fault->fault, question->line,
			question->column, "%s", fault->message);
	}
}

/* Places in its own file, instead of in the GIFT that was made of it. */
static void set_places(const struct bp_question *from, struct bp_question *to)
{
	to->line = from->line;
	to->column = from->column;
	for (size_t i = 0; i < from->choice_count && i < to->choice_count; i++) {
		to->choices[i].line = from->choices[i].line;
		to->choices[i].column = from->choices[i].column;
	}
}

/* Whether GIFT reads the same kind of question. With only one choice it would be a short
 * answer, and without any an essay. */
static bool is_as_meant(struct bank_reader *reader, const struct bp_question *question,
	const struct bp_question *read)
{
	if (read->type == question->type &&
		read->choice_count == question->choice_count &&
		read->pair_count == question->pair_count)
		return true;
	bp_diagnose(reader->faults, BP_FAULT_GIFT_FEW, question->line, question->column,
		_("jawaban soal ini kurang untuk jenisnya (%s)"),
		bp_question_type_word(question));
	reader->quiz->count--;
	return false;
}

bool bank_add(struct bank_reader *reader, const struct bp_question *question)
{
	struct bp_diagnostics found = {0};
	struct bp_buf gift = {0};
	size_t before = reader->quiz->count;

	if (!gift_takes(reader->quiz, &reader->rest, question->line, question->column))
		return false;
	reader->quiz->met--; /* the reader of GIFT meets it again */
	bp_gift_write_question(question, BP_FORMAT_MOODLE, reader->faults, &gift);
	bp_gift_read(reader->arena,
		(struct bp_gift_source){
			.text = bp_buf_str(&gift), .line = 1, .format = BP_FORMAT_MOODLE},
		&found, reader->quiz);
	pass_on(reader, question, &found);
	bool added = reader->quiz->count > before &&
		is_as_meant(reader, question, &reader->quiz->questions[before]);
	if (added)
		set_places(question, &reader->quiz->questions[before]);
	bp_diagnostics_release(&found);
	bp_buf_release(&gift);
	return added;
}

/* ---- writing ---- */

static void write_gift_question(const struct bp_question *question,
	struct bp_diagnostics *losses, struct bp_buf *out)
{
	bp_gift_write_question(question, BP_FORMAT_MOODLE, losses, out);
	if (question->hint_count)
		bp_diagnose(losses, BP_FAULT_LOSS_HINT, question->line, question->column,
			_("Moodle tidak membaca petunjuk dari GIFT; pakailah --format xml"));
}

static const struct {
	const char *begin, *between, *end;
	void (*category)(struct bp_str category, struct bp_buf *out);
	void (*question)(const struct bp_question *question,
		struct bp_diagnostics *losses, struct bp_buf *out);
} writers[] = {
	[BP_BANK_GIFT] = {"", "\n", "", bp_gift_write_category, write_gift_question},
	[BP_BANK_XML] = {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n", "",
		"</quiz>\n", xml_write_category, xml_write_question},
};

static void add_between(struct bp_bank_writer *writer)
{
	if (writer->out->len)
		bp_buf_add_cstr(writer->out, writers[writer->format].between);
}

/* No format can end a category: a question without one, behind one that has one, gets
 * into that category. */
static void write_category(
	struct bp_bank_writer *writer, const struct bp_question *question)
{
	if (bp_str_equal(question->category, writer->category))
		return;
	if (question->category.len == 0)
		bp_diagnose(writer->losses, BP_FAULT_LOSS_CATEGORY, question->line,
			question->column,
			_("soal tanpa kategori sesudah soal berkategori; Moodle memasukkannya ke kategori di atasnya"));
	writer->category = question->category;
	add_between(writer);
	writers[writer->format].category(writer->category, writer->out);
}

void bp_bank_write_begin(struct bp_bank_writer *writer)
{
	bp_buf_add_cstr(writer->out, writers[writer->format].begin);
}

void bp_bank_write(struct bp_bank_writer *writer, const struct bp_quiz *quiz)
{
	for (size_t i = 0; i < quiz->count; i++) {
		write_category(writer, &quiz->questions[i]);
		add_between(writer);
		writers[writer->format].question(
			&quiz->questions[i], writer->losses, writer->out);
	}
}

void bp_bank_write_end(struct bp_bank_writer *writer)
{
	bp_buf_add_cstr(writer->out, writers[writer->format].end);
}
