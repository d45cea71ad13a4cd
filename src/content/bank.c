/* Question banks: questions in and out in each format. */
#include "bank.h"
#include "front_matter.h"
#include "gift.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <string.h>

static void bank_read_nothing(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	(void)arena, (void)source, (void)faults, (void)quiz;
}

void bp_bank_read(struct bp_arena *arena, enum bp_bank_format format,
	struct bp_gift_source source, struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	static void (*const readers[])(struct bp_arena *, struct bp_gift_source,
		struct bp_diagnostics *, struct bp_quiz *) = {
		[BP_BANK_GIFT] = bp_gift_read,
		[BP_BANK_AIKEN] = bp_aiken_read,
		[BP_BANK_XML] = bp_xml_read,
		[BP_BANK_TEXT] = bank_read_nothing,
	};

	readers[format](arena, source, faults, quiz);
}

/* Tells that a sound file holds no question, or none that asks something. `before`: what was
 * in the quiz already. */
static void bank_check_empty(struct bp_diagnostics *faults, const struct bp_quiz *quiz,
	const struct bp_quiz *before)
{
	if (quiz->met == before->met)
		bp_diagnose(faults, BP_FAULT_BANK_EMPTY, 0, 0,
			_("tidak ada soal di berkas ini; yang dibaca adalah GIFT (jawaban di dalam { }), Aiken (pilihan A. dan ANSWER: A), dan Moodle XML"));
	else if (quiz->count > before->count &&
		bp_quiz_asked(quiz) == bp_quiz_asked(before))
		bp_diagnose(faults, BP_FAULT_BANK_EMPTY_TEXT, 0, 0,
			_("berkas ini hanya berisi keterangan, tidak ada yang bertanya; jawaban ditulis di dalam { }"));
}

void bp_bank_open_text(struct bp_arena *arena, const char *path, struct bp_str text,
	struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	struct bp_quiz before = *quiz;
	size_t errors = faults ? faults->errors : 0;
	const char *bar = NULL;
	enum bp_bank_format format = bp_bank_recognize(text);

	bp_diagnostics_file(faults, path);
	if (format == BP_BANK_XML || /* it may name its encoding */
		source_check(
			text, false, &(struct fault_sink){arena, faults, path, &bar}))
		bp_bank_read(arena, format,
			(struct bp_gift_source){
				.text = text, .line = 1, .format = BP_FORMAT_MOODLE},
			faults, quiz);
	if (faults && faults->errors == errors)
		bank_check_empty(faults, quiz, &before);
}

bool bp_bank_open(struct bp_arena *arena, const char *path, struct bp_diagnostics *faults,
	struct bp_quiz *quiz, struct bp_error *err)
{
	struct bp_buf text = {0};
	bool ok = bp_file_read(path, BP_BANK_LIMIT, &text, err);

	if (ok)
		bp_bank_open_text(arena, path, bp_buf_str(&text), faults, quiz);
	bp_buf_release(&text);
	return ok;
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
