/*
 * Answers to questions that have changed since, where the attempt does not keep them as
 * they were drawn: an older program recorded the letters of choices and a hash of the
 * question. Its letters must not be read as choices of another question.
 */
#include "exam_state.h"
#include <berpijar/lang.h>
#include <string.h>

static const struct bp_given *given_of(const struct bp_app *app, size_t nth)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	return attempt && nth < attempt->count ? &attempt->given[nth] : NULL;
}

bool bp_exam_changed(const struct bp_app *app, size_t nth)
{
	const struct bp_given *given = given_of(app, nth);
	const struct bp_question *question = bp_exam_question(app, nth);

	if (!given || !given->response.len || !given->hash || !question ||
		given->hash == question->content_hash)
		return false;
	/* what was typed is the same words still */
	return !bp_question_is(question, BP_TYPED) || given->order.len;
}

/* The letter that a choice was shown with; 0: that cannot be known. */
static char given_shown(const struct bp_given *given, char letter)
{
	const char *at = given->order.len
		? memchr(given->order.at, letter, given->order.len)
		: NULL;

	return at ? (char)('a' + (at - given->order.at)) : 0;
}

/* "a, c" for the letters of choices as they were shown; false if the response is something
 * else. */
static bool given_letters(const struct bp_given *given, struct bp_buf *out)
{
	for (size_t i = 0; i < given->response.len; i++) {
		char letter = i % 2 ? 0 : given_shown(given, given->response.at[i]);
		if (i % 2 ? given->response.at[i] != ',' : !letter)
			return false;
		if (i % 2)
			bp_buf_add_cstr(out, ", ");
		else
			bp_buf_add_char(out, letter);
	}
	return true;
}

static void given_write(const struct bp_question *question, const struct bp_given *given,
	struct bp_buf *out)
{
	if (bp_str_is(given->response, "true") || bp_str_is(given->response, "false")) {
		bp_buf_add_cstr(out,
			bp_str_is(given->response, "true") ? _("Benar") : _("Salah"));
	} else if (!given->order.len) {
		bp_buf_add_str(out, given->response);
	} else if (question->type == BP_ORDERING || question->type == BP_MATCH ||
		!given_letters(given, out)) {
		bp_buf_clear(out);
		bp_buf_add_cstr(out, _("yang dahulu"));
	}
}

const char *bp_exam_given_words(struct bp_app *app, size_t nth)
{
	const struct bp_given *given = given_of(app, nth);
	struct bp_buf words = {0};

	if (given)
		given_write(bp_exam_question(app, nth), given, &words);
	const char *text = bp_app_text(app, _("jawaban %.*s (soal berubah)"),
		(int)words.len, words.at ? words.at : "");
	bp_buf_release(&words);
	return text;
}

void bp_exam_say_regraded(struct bp_app *app, const struct bp_given *given)
{
	if (given->dropped)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Soal ini keliru dan dibatalkan; nilainya tidak dihitung."));
	else if (given->grade > given->recorded || given->grade < given->recorded)
		bp_app_say(app, BP_COLOR_ACCENT,
			_("Kunci soal ini keliru dan sudah diperbaiki; nilainya menurut kunci yang baru."));
}
