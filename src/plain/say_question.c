/* A question: all of it when it is opened, then only what an answer changes. */
#include "private.h"
#include <berpijar/lang.h>

#define FIELD_ROW (NO_ROW - 1) /* of the typed answer and of what explains it */

static void say_question_put_words(
	struct bp_plain *plain, size_t row, const char *before, const char *words)
{
	struct bp_buf line = {0};

	bp_buf_add_cstr(&line, before);
	bp_buf_add_cstr(&line, words);
	lines_wrap(&plain->lines, row, plain->columns, 3, line.at);
	bp_buf_release(&line);
}

static void add_state(struct bp_buf *behind, const char *separator, struct bp_str state)
{
	if (!state.len)
		return;
	bp_buf_add_cstr(behind, separator);
	bp_buf_add_str(behind, state);
}

/* A verdict goes on with what was said; behind a whole sentence it stands in brackets. */
static void add_verdict(struct bp_buf *behind, const char *separator, struct bp_str said,
	const char *verdict)
{
	struct bp_str words = bp_str_trim(bp_str(verdict));
	bool whole = plain_is_sentence(said);

	add_state(behind, whole ? " (" : separator, words);
	if (whole && words.len)
		bp_buf_add_char(behind, ')');
}

/* The words of a choice, unless others stand behind them. */
static struct bp_str choice_said(
	const struct bp_choice_view *choice, struct bp_buf *words)
{
	if (choice->marked)
		return BP_STR("");
	bp_document_words(choice->text, words);
	return bp_str_trim(bp_buf_str(words));
}

/* "b. Nomor KTP (dipilih): benar"; "1. Jawa Barat -> b. Bandung". */
static void say_question_put_choice(struct bp_plain *plain, size_t index)
{
	const struct bp_question_view *view = &plain->view.as.question;
	const struct bp_choice_view *choice = &view->choices[index];
	bool pair = view->choice_kind == BP_CHOICE_PAIR;
	struct bp_buf before = {0}, behind = {0}, words = {0};

	if (pair || view->choice_kind == BP_CHOICE_ITEM)
		bp_buf_printf(&before, "%zu. ", index + 1);
	else
		bp_buf_printf(&before, "%c. ", (char)('a' + index));
	if (pair)
		add_state(&behind, " -> ",
			bp_str(choice->answer ? choice->answer : _("belum dipasangkan")));
	if (choice->marked)
		add_state(&behind, " ", bp_str(_("(dipilih)")));
	add_verdict(&behind, pair ? ", " : ": ",
		pair ? bp_str(choice->answer) : choice_said(choice, &words),
		choice->verdict);
	lines_document(
		&plain->lines, index, plain->columns, choice->text, before.at, behind.at);
	bp_buf_release(&words);
	bp_buf_release(&before);
	bp_buf_release(&behind);
}

static void add_name(struct bp_buf *names, const char *name)
{
	bp_buf_add_cstr(names, names->len ? ", " : "");
	bp_buf_add_cstr(names, name);
}

/* Tells which rows and letters are left, once anything has been paired. */
static void put_left(struct bp_plain *plain)
{
	const struct bp_question_view *view = &plain->view.as.question;
	struct bp_buf rows = {0}, letters = {0}, words = {0};
	bool given = false;
	char name[24];

	for (size_t i = 0; i < view->choice_count; i++) {
		snprintf(name, sizeof name, "%zu", i + 1);
		if (view->choices[i].answer)
			given = true;
		else
			add_name(&rows, name);
	}
	for (size_t i = 0; i < view->partner_count; i++) {
		snprintf(name, sizeof name, "%c", (char)('a' + i));
		if (!view->uses[i])
			add_name(&letters, name);
	}
	bp_buf_printf(&words, _("Belum dipasangkan: %s; belum dipakai: %s."),
		rows.len ? rows.at : "-", letters.len ? letters.at : "-");
	if (given && rows.len)
		say_question_put_words(plain, NO_ROW, "", words.at);
	bp_buf_release(&rows);
	bp_buf_release(&letters);
	bp_buf_release(&words);
}

static void say_question_put_choices(struct bp_plain *plain)
{
	const struct bp_question_view *view = &plain->view.as.question;
	char letter[] = "a. ";

	for (size_t i = 0; i < view->choice_count; i++)
		say_question_put_choice(plain, i);
	if (view->partner_count)
		say_question_put_words(
			plain, NO_ROW, "", _("Pasangannya, pilih dengan hurufnya:"));
	for (size_t i = 0; i < view->partner_count; i++) {
		letter[0] = (char)('a' + i);
		say_question_put_words(plain, NO_ROW, letter, view->partners[i]);
	}
	if (view->partner_count)
		put_left(plain);
}

/* Each line of the answer is a line, so that only a line that was added is printed. */
static void say_question_put_lines(
	struct bp_plain *plain, const struct bp_field_view *field)
{
	say_question_put_words(plain, NO_ROW, "", _("Jawaban:"));
	for (size_t at = 0; at < field->text.len;) {
		size_t end = bp_str_find(field->text, BP_STR("\n"), at);
		struct bp_buf line = {0};
		if (end == SIZE_MAX)
			end = field->text.len;
		bp_buf_add_str(&line, bp_str_part(field->text, at, end));
		say_question_put_words(plain, NO_ROW, "", line.len ? line.at : "");
		bp_buf_release(&line);
		at = end + 1;
	}
	if (!field->done)
		say_question_put_words(plain, NO_ROW, "",
			_("Ketik baris demi baris; baris kosong mengirimnya."));
}

static void say_question_put_line(
	struct bp_plain *plain, const struct bp_field_view *field)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line, "%s %.*s", _("Jawaban:"), (int)field->text.len,
		field->text.len ? field->text.at : "");
	lines_wrap(&plain->lines, FIELD_ROW, plain->columns, 3, line.at);
	if (field->note && !field->done)
		say_question_put_words(plain, FIELD_ROW, "", field->note);
	bp_buf_release(&line);
}

static void say_question_put_field(struct bp_plain *plain)
{
	const struct bp_field_view *field = plain->view.as.question.field;

	if (field && field->lines)
		say_question_put_lines(plain, field);
	else if (field)
		say_question_put_line(plain, field);
}

static void say_question_put_feedback(
	struct bp_plain *plain, const struct bp_feedback_view *feedback)
{
	struct bp_buf words = {0};

	bp_buf_add_cstr(&words, feedback->title ? feedback->title : "");
	bp_buf_add_cstr(&words, feedback->title ? " " : "");
	bp_document_words(feedback->text, &words);
	lines_wrap(&plain->lines, NO_ROW, plain->columns, 0, words.at);
	bp_buf_release(&words);
}

/* "1. menyebut tanggalnya (dicentang)". */
static void say_question_put_checks(struct bp_plain *plain)
{
	const struct bp_question_view *view = &plain->view.as.question;
	char number[24], behind[64];

	if (view->check_hint)
		say_question_put_words(plain, NO_ROW, "", view->check_hint);
	for (size_t i = 0; i < view->check_count; i++) {
		snprintf(number, sizeof number, "%zu. ", i + 1);
		snprintf(behind, sizeof behind, " %s",
			view->checks[i].ticked ? _("(dicentang)")
					       : _("(belum dicentang)"));
		lines_document(&plain->lines, i, plain->columns, view->checks[i].text,
			number, behind);
	}
}

void plain_fill_question(struct bp_plain *plain)
{
	const struct bp_question_view *view = &plain->view.as.question;

	lines_clear(&plain->lines);
	for (size_t i = 0; i < view->above_count; i++)
		lines_document(&plain->lines, NO_ROW, plain->columns, &view->above[i],
			NULL, NULL);
	lines_document(&plain->lines, NO_ROW, plain->columns, view->stem, NULL, NULL);
	if (view->verdict)
		say_question_put_words(plain, NO_ROW, "", view->verdict);
	say_question_put_choices(plain);
	say_question_put_field(plain);
	for (size_t i = 0; view->verdict && i < view->feedback_count; i++)
		say_question_put_feedback(plain, &view->feedback[i]);
	if (view->verdict)
		say_question_put_checks(plain);
	*view->page = plain_body(plain);
}

/* Prints the selected choice again: for a key that did nothing but select it. */
static void say_question_put_selected(struct bp_plain *plain)
{
	for (size_t i = 0; i < plain->lines.count; i++)
		if (plain->lines.at[i].row == plain->view.as.question.selected)
			plain_put_lines(plain, &plain->lines, i, i + 1);
}

/* Whether a line, or another line of the same choice, is new. */
static bool is_new(const struct bp_plain *plain, size_t line)
{
	const struct lines *lines = &plain->lines;
	size_t row = lines->at[line].row;

	for (size_t i = 0; i < lines->count; i++)
		if ((i == line || (row != NO_ROW && lines->at[i].row == row)) &&
			!lines_hold(&plain->said.lines, lines_at(lines, i)))
			return true;
	return false;
}

void plain_say_question(struct bp_plain *plain)
{
	const struct bp_question_view *view = &plain->view.as.question;
	struct said *said = &plain->said;
	bool graded = view->verdict != NULL, any = false;
	bool known = plain_goes_on(plain) && said->stem == view->stem &&
		!(said->graded && !graded);

	for (size_t i = 0; i < plain->lines.count; i++)
		if (!known || is_new(plain, i)) {
			plain_put_lines(plain, &plain->lines, i, i + 1);
			any = true;
		}
	if (!any && said->selected != view->selected)
		say_question_put_selected(plain);
	said->stem = view->stem;
	said->graded = graded;
}
