/* Questions become GIFT, or comments. */
#include "markdown.h"
#include "question.h"
#include <berpijar/bank.h>
#include <berpijar/lang.h>
#include <string.h>

#define KEY_SHORT_MOST \
	60 /* bytes of a key that can be typed; a longer one is a model answer */
#define KEYS_MOST 10 /* that are accepted, parted by "/" or ";" */

/* ---- what it is ---- */

static bool question_wants_truth(const struct question *question)
{
	static const char *const words[] = {
		"benar/salah", "benar atau salah", "benar-salah", "B/S", "B-S", NULL};

	return question->truth || lines_has_word(question->text, words);
}

static bool question_is_truth(const struct question *question, bool *value)
{
	bool first, second;

	if (question->choice_count == 0)
		return question_key_truth(
			question->key, question_wants_truth(question), value);
	if (question->choice_count != 2 ||
		!question_key_truth(question->choices[0].text, false, &first) ||
		!question_key_truth(question->choices[1].text, false, &second) ||
		first == second)
		return false;
	*value = question->choices[0].right == first;
	return true;
}

bool question_is_essay(const struct question *question)
{
	static const char *const words[] = {"jelaskan", "sebutkan", "uraikan", "tuliskan",
		"tulislah", "bandingkan", "mengapa", "bagaimana", "berikan", "buatlah",
		"analisislah", "gambarkan", "rumuskan", "apa", "apakah", "siapa", NULL};

	if (question->choice_count)
		return false;
	if (question->key.len)
		return question->key.len > KEY_SHORT_MOST;
	return question->number && question->quiz &&
		(question_asks(question) || lines_starts_with(question->text, words));
}

/* ---- what is wrong with it ---- */

static size_t question_count_right(const struct question *question)
{
	size_t right = 0;

	for (size_t i = 0; i < question->choice_count; i++)
		right += question->choices[i].right;
	return right;
}

/* Takes a key that is the text of a choice. */
static void question_key_by_text(struct question *question)
{
	for (size_t i = 0; i < question->choice_count; i++)
		question->choices[i].right =
			bp_text_equal_folded(question->choices[i].text, question->key);
}

/* "Kunci: B" of the choices a. Benar, b. Salah may mean either. */
static bool question_is_ambiguous(const struct question *question)
{
	bool value;

	return bp_str_is(question->key, "B") && question_is_truth(question, &value) &&
		question->choice_count == 2;
}

static void question_take_key(struct question *question)
{
	bool right[BP_MAX_CHOICES];
	size_t count;

	if (!question->key.len)
		return;
	if (question_key_letters(question->key, question->choice_count, right, &count) &&
		count)
		for (size_t i = 0; i < question->choice_count; i++)
			question->choices[i].right = right[i];
	else
		question_key_by_text(question);
}

static const char *question_find_fault(struct question *question)
{
	bool value;

	if (!question->stem.count)
		return _("teks soalnya tidak ada");
	if (!question->choice_count) {
		bool letter = question->key.len == 1 && bp_is_letter(question->key.at[0]);
		return letter && !question_is_truth(question, &value)
			? _("pilihannya tidak ditemukan")
			: NULL;
	}
	if (question->choice_count < 2)
		return _("pilihannya kurang dari dua");
	if (question->choice_count > BP_MAX_CHOICES)
		return _("pilihannya terlalu banyak");
	if (question_is_ambiguous(question))
		return _(
			"kunci B dapat berarti pilihan b atau Benar; tulislah \"Kunci: Benar\" atau \"Kunci: Salah\"");
	question_take_key(question);
	if (question_count_right(question))
		return NULL;
	return question->key.len
		? _("kuncinya tidak ada di antara pilihannya")
		: _("kuncinya tidak ditemukan; tulislah \"Kunci: b\" di bawah pilihannya, atau tebalkan jawabannya");
}

void question_judge(struct question *question)
{
	question->fault = question_find_fault(question);
}

/* ---- as one of ours ---- */

static struct bp_text question_text(
	struct markdown *markdown, const struct runs *runs, const char *line_end)
{
	struct bp_buf out = {0};

	markdown_runs(markdown, runs, line_end, &out);
	struct bp_text text = {
		bp_arena_str(markdown->word->arena, bp_str_trim(bp_buf_str(&out))),
		BP_FORMAT_MARKDOWN};
	bp_buf_release(&out);
	return text;
}

static struct bp_choice *question_add_choice(
	struct markdown *markdown, struct bp_question *made, double weight)
{
	struct bp_choice *choice = BP_PUSH(markdown->word->arena, made->choices,
		made->choice_count, made->choice_room);

	*choice = (struct bp_choice){.text.format = BP_FORMAT_MARKDOWN, .weight = weight};
	return choice;
}

/* Several right ones share the mark; each wrong one takes as much as all of them give. */
static void question_make_choices(const struct question *question,
	struct markdown *markdown, struct bp_question *made)
{
	size_t right = question_count_right(question);
	double wrong = right == 1 ? 0 : -1 / (double)right;

	made->type = right == 1 ? BP_MULTICHOICE : BP_SEVERAL;
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct question_choice *choice = &question->choices[i];
		question_add_choice(
			markdown, made, choice->right ? 1 / (double)right : wrong)
			->text = question_text(markdown, &choice->runs, " ");
	}
}

static void question_make_truth(
	struct markdown *markdown, struct bp_question *made, bool value)
{
	made->type = BP_TRUEFALSE;
	question_add_choice(markdown, made, value ? 1 : 0);
	question_add_choice(markdown, made, value ? 0 : 1);
}

/* An asterisk would stand for any characters. */
static void question_add_accepted(
	struct markdown *markdown, struct bp_question *made, struct bp_str accepted)
{
	struct bp_buf text = {0};

	accepted = bp_str_trim(accepted);
	for (size_t i = 0; i < accepted.len; i++) {
		if (accepted.at[i] == '*')
			bp_buf_add_char(&text, '\\');
		bp_buf_add_char(&text, accepted.at[i]);
	}
	if (text.len)
		question_add_choice(markdown, made, 1)->text.text =
			bp_arena_str(markdown->word->arena, bp_buf_str(&text));
	bp_buf_release(&text);
}

static void question_make_typed(const struct question *question,
	struct markdown *markdown, struct bp_question *made)
{
	struct bp_str key = question->key;
	struct bp_buf number = {0};
	size_t start = 0;

	made->type = BP_SHORTANSWER;
	if (question_key_number(key, &number)) {
		made->type = BP_NUMERICAL;
		question_add_accepted(markdown, made, bp_buf_str(&number));
		start = key.len;
	}
	for (size_t i = start; i <= key.len && made->type == BP_SHORTANSWER; i++)
		if (i == key.len ||
			(strchr("/;", key.at[i]) && made->choice_count < KEYS_MOST)) {
			question_add_accepted(markdown, made, bp_str_part(key, start, i));
			start = i + 1;
		}
	bp_buf_release(&number);
}

static void question_make(const struct question *question, struct markdown *markdown,
	struct bp_question *made)
{
	bool value;

	made->text = question_text(markdown, &question->stem, "\n\n");
	made->general_feedback = question_text(markdown, &question->why, " ");
	if (question_is_truth(question, &value))
		question_make_truth(markdown, made, value);
	else if (question->choice_count)
		question_make_choices(question, markdown, made);
	else if (question_is_essay(question))
		made->type = BP_ESSAY;
	else
		question_make_typed(question, markdown, made);
	if (made->type == BP_ESSAY && question->key.len) {
		struct bp_buf answer = {0};
		markdown_text(question->key, &answer);
		made->general_feedback.text =
			bp_arena_str(markdown->word->arena, bp_buf_str(&answer));
		bp_buf_release(&answer);
	}
}

static void question_write_gift(const struct question *question, size_t number,
	struct markdown *markdown, struct bp_buf *out)
{
	struct bp_question made = {.named = true};
	struct bp_buf gift = {0};

	made.name = bp_str(bp_arena_printf(markdown->word->arena, "soal-%zu", number));
	question_make(question, markdown, &made);
	bp_gift_write_question(&made, BP_FORMAT_MARKDOWN, NULL, &gift);
	markdown_fence("gift", bp_buf_str(&gift), out);
	bp_buf_release(&gift);
}

/* Nothing in a comment may end it. */
static void question_comment(struct bp_str text, struct bp_buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		bp_buf_add_char(out, text.at[i]);
		if (text.at[i] == '-')
			bp_buf_add_char(out, ' ');
	}
	bp_buf_add_char(out, '\n');
}

static void question_write_comment(const struct question *question,
	const struct lines *lines, struct bp_arena *arena, struct bp_buf *out)
{
	bp_buf_add_cstr(out, "<!--\n");
	question_comment(bp_str(question->fault), out);
	bp_buf_add_char(out, '\n');
	for (size_t at = question->first; at < question->end; at++) {
		const struct line *line = &lines->at[at];
		struct bp_buf text = {0};
		if (line->mark == '1')
			bp_buf_printf(&text, "%d. ", line->number);
		else if (line->mark == 'a' || line->mark == 'A')
			bp_buf_printf(&text, "%c. ", line->mark + line->number - 1);
		bp_buf_add_str(&text, runs_text(arena, &line->runs));
		question_comment(bp_buf_str(&text), out);
		bp_buf_release(&text);
	}
	bp_buf_add_cstr(out, "-->\n");
}

void question_write(const struct question *question, const struct lines *lines,
	size_t number, struct markdown *markdown, struct bp_buf *out)
{
	if (question->fault)
		question_write_comment(question, lines, markdown->word->arena, out);
	else
		question_write_gift(question, number, markdown, out);
}
