/* An exam on paper: questions, the answer sheet, the key, the table for typing answers. */
#include "paper.h"
#include <berpijar/csv.h>
#include <string.h>

#define PAPER_NIP 18 /* digits of an NIP or an NI PPPK */

/* ---- what all its pages say ---- */

static const char *paper_foot(struct bp_arena *arena, const struct bp_paper_form *form,
	const char *what, const char *hash)
{
	const struct bp_course *course = form->course;
	const char *version = course->version[0]
		? bp_arena_printf(arena, _(" versi %s"), course->version)
		: "";

	return bp_arena_printf(arena,
		_("%s: %s%s, %s, isi %s. Formulir %c, seed %d, versi soal %s"), what,
		course->title, version, form->module->title, hash, form->letter,
		form->seed, form->version);
}

static void paper_head(
	json_t *blocks, struct bp_arena *arena, const struct bp_paper_form *form)
{
	sheaf_words(blocks, 0, SIZE_TEXT, RUN_FAINT, form->course->title);
	sheaf_words(blocks, 2, 16, RUN_BOLD, form->module->title);
	sheaf_words(blocks, 2, 11, RUN_BOLD,
		bp_arena_printf(arena, _("Formulir %c"), form->letter));
}

/* ---- the questions ---- */

/* "20 soal. Waktu: 60 menit. Lulus mulai nilai 70." */
static const char *paper_rules(struct bp_arena *arena, const struct bp_paper_form *form)
{
	const struct bp_module *module = form->module;
	int pass = bp_module_pass(form->course, module);
	struct bp_buf words = {0};

	bp_buf_printf(&words, _("%zu soal."), form->count);
	if (module->time_seconds)
		bp_buf_printf(&words, _(" Waktu: %d menit."), module->time_seconds / 60);
	if (pass > 0 && !module->pretest)
		bp_buf_printf(&words, _(" Lulus mulai nilai %d."), pass);
	bp_buf_printf(&words, " %s",
		_("Tulis jawaban di lembar jawaban; isi dahulu nama, NIP, dan formulirnya."));
	const char *text = bp_arena_cstr(arena, bp_buf_str(&words));
	bp_buf_release(&words);
	return text;
}

/* The text that a question is about stands before the first question drawn that it belongs
 * to. */
static void paper_above(json_t *blocks, const struct bp_paper_form *form, size_t nth)
{
	const struct bp_document *document = form->document;
	size_t index = (size_t)(form->questions[nth].question - document->quiz.questions),
	       above = bp_quiz_above(&document->quiz, index);

	for (size_t i = index - above; i < index; i++)
		lesson_put(blocks, &document->stems[i], (struct lesson_look){0, NULL, 14},
			NULL);
}

static void paper_questions(json_t *paper, struct bp_arena *arena,
	const struct bp_paper_form *form, const char *hash)
{
	const struct bp_document *document = form->document;
	json_t *blocks = sheaf_section(paper, paper_foot(arena, form, _("Soal"), hash));

	paper_head(blocks, arena, form);
	sheaf_words(blocks, GAP, SIZE_TEXT, 0, paper_rules(arena, form));
	sheaf_add(blocks, "rule", 4);
	lesson_put(blocks, document, (struct lesson_look){0, NULL, GAP}, NULL);
	for (size_t i = 0; i < form->count; i++) {
		const struct bp_paper_question *printed = &form->questions[i];
		paper_above(blocks, form, i);
		question_put(blocks, arena, printed,
			&document->stems[printed->question - document->quiz.questions],
			bp_arena_printf(arena, "%zu.", i + 1));
	}
}

/* ---- the answer sheet ---- */

static json_t *paper_letters(size_t count)
{
	char letters[BP_MAX_CHOICES + 1] = "";

	for (size_t i = 0; i < count; i++)
		letters[i] = (char)('A' + i);
	return json_string(letters);
}

static json_t *paper_boxes(size_t count)
{
	json_t *boxes = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(boxes, json_sprintf("%zu", i + 1));
	return boxes;
}

static json_t *paper_item(const struct bp_paper_question *printed, size_t nth)
{
	const char sides[] = {*_("Benar"), *_("Salah"), '\0'};
	json_t *item = json_pack("{s:o}", "n", json_sprintf("%zu", nth + 1));

	switch (printed->question->type) {
	case BP_MULTICHOICE:
	case BP_SEVERAL:
		json_object_set_new(item, "letters", paper_letters(printed->count));
		break;
	case BP_TRUEFALSE:
		json_object_set_new(item, "letters", json_string(sides));
		break;
	case BP_MATCH:
		json_object_set_new(item, "boxes", paper_boxes(printed->left_count));
		break;
	case BP_ORDERING:
		json_object_set_new(item, "boxes", paper_boxes(printed->count));
		break;
	default: break;
	}
	return item;
}

static void paper_field(json_t *blocks, const char *label)
{
	json_object_set_new(sheaf_add(blocks, "field", 0), "text", json_string(label));
}

/* Who, which form, which version: all that is typed along with the answers. */
static void paper_person(
	json_t *blocks, struct bp_arena *arena, const struct bp_paper_form *form)
{
	json_t *boxes;

	paper_field(blocks, _("Nama"));
	boxes = sheaf_add(blocks, "boxes", 0);
	json_object_set_new(boxes, "text", json_string("NIP/NI PPPK"));
	json_object_set_new(boxes, "count", json_integer(PAPER_NIP));
	paper_field(blocks, _("Unit kerja"));
	paper_field(blocks, _("Tanggal"));
	sheaf_words(blocks, 2 * GAP, 11, RUN_BOLD,
		bp_arena_printf(arena, _("Formulir %c, seed %d, versi soal %s"),
			form->letter, form->seed, form->version));
}

static void paper_sheet(json_t *paper, struct bp_arena *arena,
	const struct bp_paper_form *form, const char *hash)
{
	json_t *blocks = sheaf_section(
		       paper, paper_foot(arena, form, _("Lembar jawaban"), hash)),
	       *items = json_array();

	sheaf_words(blocks, 0, 16, RUN_BOLD, _("Lembar jawaban"));
	sheaf_words(blocks, 2, SIZE_TEXT, RUN_FAINT,
		bp_arena_printf(
			arena, "%s, %s", form->course->title, form->module->title));
	paper_person(blocks, arena, form);
	sheaf_words(blocks, GAP, SIZE_SMALL, RUN_FAINT,
		_("Silangi huruf jawaban Anda. Kotak: tulis satu huruf di tiap kotak. Garis: tulis jawabannya. Jawaban yang salah dicoret dan ditulis ulang dengan jelas."));
	sheaf_add(blocks, "rule", 4);
	for (size_t i = 0; i < form->count; i++)
		if (form->questions[i].question->type != BP_ESSAY)
			json_array_append_new(items, paper_item(&form->questions[i], i));
	json_object_set_new(sheaf_add(blocks, "answers", 2 * GAP), "items", items);
}

/* ---- the key ---- */

static void paper_cell(json_t *row, const char *words)
{
	json_array_append_new(
		row, json_pack("[[o, i]]", bp_json_clean(bp_str(words)), 0));
}

static json_t *paper_key_row(const struct bp_paper_question *printed, size_t nth)
{
	json_t *row = json_array();
	struct bp_buf right = {0}, name = {0};
	char number[24];

	snprintf(number, sizeof number, "%zu", nth + 1);
	bp_paper_say_right(printed, &right);
	bp_buf_add_clean_line(&name, printed->question->name);
	paper_cell(row, number);
	paper_cell(row, right.len ? right.at : "-");
	paper_cell(row, bp_question_type_word(printed->question));
	paper_cell(row, name.len ? name.at : "");
	bp_buf_release(&right);
	bp_buf_release(&name);
	return row;
}

static void paper_key(json_t *paper, struct bp_arena *arena,
	const struct bp_paper_form *form, const char *hash)
{
	json_t *blocks = sheaf_section(
		       paper, paper_foot(arena, form, _("KUNCI JAWABAN"), hash)),
	       *rows = json_array(), *head = json_array(), *table;

	sheaf_words(blocks, 0, 16, RUN_BOLD, _("Kunci jawaban: bukan untuk peserta"));
	paper_head(blocks, arena, form);
	paper_cell(head, "No");
	paper_cell(head, _("Jawaban"));
	paper_cell(head, _("Jenis"));
	paper_cell(head, _("Soal"));
	json_array_append_new(rows, head);
	for (size_t i = 0; i < form->count; i++)
		json_array_append_new(rows, paper_key_row(&form->questions[i], i));
	table = sheaf_add(blocks, "table", 2 * GAP);
	json_object_set_new(table, "rows", rows);
}

/* ---- documents ---- */

static void paper_exam(json_t *paper, struct bp_arena *arena,
	const struct bp_paper_form *form, const char *hash)
{
	paper_questions(paper, arena, form, hash);
	paper_sheet(paper, arena, form, hash);
}

static bool paper_make(const struct bp_paper_form *forms, size_t count,
	void (*add)(json_t *paper, struct bp_arena *arena,
		const struct bp_paper_form *form, const char *hash),
	struct bp_buf *out, struct bp_error *err)
{
	char hash[17];

	if (!sheaf_hash(forms[0].course, hash, err))
		return false;
	struct bp_arena *arena = bp_arena_new();
	json_t *paper = sheaf_paper(forms[0].module->title, forms[0].course->as_of);
	for (size_t i = 0; i < count; i++)
		add(paper, arena, &forms[i], hash);
	bp_json_write(paper, JSON_COMPACT, out);
	json_decref(paper);
	bp_arena_free(arena);
	return true;
}

bool bp_paper_exam(const struct bp_paper_form *forms, size_t count, struct bp_buf *out,
	struct bp_error *err)
{
	return paper_make(forms, count, paper_exam, out, err);
}

bool bp_paper_key(const struct bp_paper_form *forms, size_t count, struct bp_buf *out,
	struct bp_error *err)
{
	return paper_make(forms, count, paper_key, out, err);
}

/* ---- the table ---- */

static void paper_put(struct bp_buf *out, const char *text)
{
	bp_csv_put(out, bp_str(text));
}

static void paper_put_number(struct bp_buf *out, size_t number)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%zu", number);
	bp_csv_number(out, digits);
}

static void paper_put_form(const struct bp_paper_form *form, struct bp_buf *out)
{
	struct bp_buf name = {0};
	char letter[2] = {form->letter, '\0'};

	bp_buf_printf(&name, "%s/%s", form->course->id, form->module->id);
	paper_put(out, "");
	paper_put(out, name.at);
	paper_put_number(out, (size_t)form->seed);
	paper_put(out, letter);
	paper_put(out, form->version);
	paper_put(out, "");
	for (size_t i = 0; i < form->count; i++)
		paper_put(out, "");
	bp_csv_end(out);
	bp_buf_release(&name);
}

void bp_paper_table(const struct bp_paper_form *forms, size_t count, struct bp_buf *out)
{
	static const char *const heads[] = {
		"id", "ujian", "seed", "formulir", "versi", "tanggal"};
	size_t most = 0;

	for (size_t i = 0; i < count; i++)
		if (forms[i].count > most)
			most = forms[i].count;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		paper_put(out, heads[i]);
	for (size_t i = 0; i < most; i++)
		paper_put_number(out, i + 1);
	bp_csv_end(out);
	for (size_t i = 0; i < count; i++)
		paper_put_form(&forms[i], out);
}
