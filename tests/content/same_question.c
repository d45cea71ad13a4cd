#include "same_question.h"
#include <stdlib.h>
#include <string.h>

/* ---- the same ---- */

/* An empty text has no format to speak of, but for the text of a question: it is the
 * format of the others. */
static bool same_text(struct bp_text a, struct bp_text b)
{
	return bp_str_equal(a.text, b.text) && (a.text.len == 0 || a.format == b.format);
}

static const char *same_choice(const struct bp_choice *a, const struct bp_choice *b)
{
	if (!same_text(a->text, b->text))
		return "a choice's text";
	if (!same_text(a->feedback, b->feedback))
		return "a choice's feedback";
	if (a->weight != b->weight)
		return "a weight";
	if (a->value != b->value || a->tolerance != b->tolerance)
		return "a number";
	return bp_str_equal(a->typed, b->typed) ? NULL : "what would be typed";
}

static const char *same_answers(const struct bp_question *a, const struct bp_question *b)
{
	const char *differs = NULL;

	if (a->choice_count != b->choice_count || a->pair_count != b->pair_count)
		return "the number of answers";
	for (size_t i = 0; !differs && i < a->choice_count; i++)
		differs = same_choice(&a->choices[i], &b->choices[i]);
	for (size_t i = 0; !differs && i < a->pair_count; i++) {
		if (!same_text(a->pairs[i].left, b->pairs[i].left))
			differs = "a left side";
		else if (!bp_str_equal(a->pairs[i].right, b->pairs[i].right))
			differs = "a right side";
	}
	return differs;
}

static bool same_tags(const struct bp_question *a, const struct bp_question *b)
{
	if (a->tag_count != b->tag_count)
		return false;
	for (size_t i = 0; i < a->tag_count; i++) {
		if (!bp_str_equal(a->tags[i], b->tags[i]))
			return false;
	}
	return true;
}

static bool same_hints(const struct bp_question *a, const struct bp_question *b)
{
	if (a->hint_count != b->hint_count)
		return false;
	for (size_t i = 0; i < a->hint_count; i++) {
		if (!same_text(a->hints[i], b->hints[i]))
			return false;
	}
	return true;
}

const char *same_question(const struct bp_question *a, const struct bp_question *b)
{
	if (a->type != b->type)
		return "type";
	if (a->named != b->named || !bp_str_equal(a->name, b->name))
		return "name";
	if (!bp_str_equal(a->text.text, b->text.text) || a->text.format != b->text.format)
		return "text";
	if (!same_text(a->general_feedback, b->general_feedback))
		return "general feedback";
	if (a->embedded != b->embedded)
		return "embedded";
	if (!bp_str_equal(a->idnumber, b->idnumber))
		return "idnumber";
	if (!bp_str_equal(a->category, b->category))
		return "category";
	if (!same_tags(a, b))
		return "tags";
	if (!same_hints(a, b))
		return "hints";
	return same_answers(a, b);
}

void write_bank(const struct bp_quiz *quiz, enum bp_bank_format format,
	struct bp_diagnostics *losses, struct bp_buf *out)
{
	struct bp_bank_writer writer = {.format = format, .losses = losses, .out = out};

	bp_bank_write_begin(&writer);
	bp_bank_write(&writer, quiz);
	bp_bank_write_end(&writer);
}

/* ---- random questions ---- */

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint32_t random_below(uint64_t *state, uint32_t limit)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (uint32_t)((z ^ z >> 31) >> 32) % limit;
}

/* What is likely to be taken for something else. */
static const char *const pieces[] = {"a", "kata", "Uji kegunaan", "=", "~", "#", "{", "}",
	":", "\\", "\n", "->", "%50%", "[html]", "//", "0", " ", "é", "ق", "_____",
	"::", "*", "&&058;", "####", "$CATEGORY:", "TRUE", "T", "\\n", "<b>", "< ", "```",
	"~~~", "-", ">", "%", "]", "[", "\t", "{=a}", "1,5", ">3 ", "&amp;", "]]>", "\"",
	"'"};

static struct bp_str random_str(struct bp_arena *arena, uint64_t *state, uint32_t most)
{
	struct bp_buf text = {0};

	for (uint32_t n = random_below(state, most) + 1; n > 0; n--) {
		uint32_t piece = random_below(state, sizeof pieces / sizeof *pieces);
		bp_buf_add_cstr(&text, pieces[piece]);
	}
	struct bp_str trimmed = bp_arena_str(arena, bp_str_trim(bp_buf_str(&text)));
	bp_buf_release(&text);
	return trimmed.len ? trimmed : BP_STR("kosong");
}

static struct bp_text random_text(
	struct bp_arena *arena, uint64_t *state, enum bp_text_format usual)
{
	static const enum bp_text_format formats[] = {
		BP_FORMAT_MOODLE, BP_FORMAT_HTML, BP_FORMAT_PLAIN, BP_FORMAT_MARKDOWN};
	bool odd = random_below(state, 4) == 0;

	return (struct bp_text){random_str(arena, state, 6),
		odd ? formats[random_below(state, 4)] : usual};
}

static double random_weight(uint64_t *state)
{
	static const double known[] = {
		1, 0.5, 1.0 / 3, 5.0 / 6, 0.125, 1.0 / 7, 0, -0.5, -1.0 / 3, -1, 0.05};

	if (random_below(state, 5) > 0)
		return known[random_below(state, sizeof known / sizeof *known)];
	char percent[20]; /* as a reader comes by it: 69.999 is 70 */
	snprintf(percent, sizeof percent, "%d.%u", (int)random_below(state, 198) - 99,
		random_below(state, 999));
	return strtod(percent, NULL) / 100;
}

static struct bp_choice *add_choice(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	struct bp_choice *choice = BP_PUSH(
		arena, question->choices, question->choice_count, question->choice_room);

	choice->text = random_text(arena, state, question->text.format);
	choice->feedback.format = question->text.format;
	if (random_below(state, 3) == 0)
		choice->feedback = random_text(arena, state, question->text.format);
	return choice;
}

static void random_fork(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	for (uint32_t n = 2 + random_below(state, 5); n > 0; n--)
		add_choice(arena, state, question);
	*BP_PUSH(arena, question->tags, question->tag_count, question->tag_room) =
		BP_STR(BP_FORK_TAG);
}

static void random_multichoice(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	for (uint32_t n = 2 + random_below(state, 5); n > 0; n--)
		add_choice(arena, state, question)->weight = random_weight(state);
	question->choices[random_below(state, (uint32_t)question->choice_count)].weight =
		1;
}

static void random_truefalse(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	for (int i = 0; i < 2; i++)
		add_choice(arena, state, question)->text =
			(struct bp_text){{0}, question->text.format};
	question->choices[random_below(state, 2)].weight = 1;
}

static void random_shortanswer(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	for (uint32_t n = 1 + random_below(state, 3); n > 0; n--)
		add_choice(arena, state, question)->weight = random_weight(state);
	question->choices[0].weight = 1;
}

static void random_numerical(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	for (uint32_t n = 1 + random_below(state, 3); n > 0; n--) {
		struct bp_choice *choice = add_choice(arena, state, question);
		int value = (int)random_below(state, 20000) - 10000;
		unsigned width = random_below(state, 50);
		static const char *const forms[] = {"%d", "%d:%u", "%d.25:%u.5"};
		const char *form = forms[random_below(state, 3)];
		char text[60];
		if (form[2] == '\0')
			snprintf(text, sizeof text, "%d", value);
		else if (form[2] == ':')
			snprintf(text, sizeof text, "%d:%u", value, width);
		else
			snprintf(text, sizeof text, "%d.25:%u.5", value, width);
		char *colon = strchr(text, ':');
		choice->text = (struct bp_text){
			bp_arena_str(arena, bp_str(text)), question->text.format};
		choice->value = strtod(text, NULL);
		choice->tolerance = colon ? strtod(colon + 1, NULL) : 0;
		choice->weight = random_weight(state);
	}
	question->choices[0].weight = 1;
	if (random_below(state, 2)) {
		struct bp_choice *rest = add_choice(arena, state, question);
		rest->text = (struct bp_text){BP_STR("*"), question->text.format};
	}
}

static void random_match(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	for (uint32_t n = 2 + random_below(state, 4); n > 0; n--) {
		struct bp_pair *pair = BP_PUSH(arena, question->pairs,
			question->pair_count, question->pair_room);
		pair->left = random_text(arena, state, question->text.format);
		pair->right = random_str(arena, state, 4);
		if (question->pair_count > 2 && random_below(state, 5) == 0)
			pair->left = (struct bp_text){{0}, question->text.format};
	}
}

static void random_ordering(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	for (uint32_t n = 2 + random_below(state, 4); n > 0; n--) {
		struct bp_choice *item = add_choice(arena, state, question);
		item->text.format = question->text.format;
		item->feedback = (struct bp_text){{0}, question->text.format};
	}
}

static void random_nothing(
	struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	(void)arena, (void)state, (void)question;
}

static void embed(struct bp_arena *arena, uint64_t *state, struct bp_question *question)
{
	if (question->type == BP_DESCRIPTION || random_below(state, 4) > 0)
		return;
	struct bp_str before = random_str(arena, state, 3);
	struct bp_str after =
		random_below(state, 3) ? random_str(arena, state, 3) : (struct bp_str){0};
	question->text.text = bp_str(bp_arena_printf(arena, "%.*s _____%.*s",
		(int)before.len, before.at, (int)after.len, after.len ? after.at : ""));
	question->embedded = true;
}

struct bp_question random_question(struct bp_arena *arena, uint64_t *state)
{
	static void (*const fillers[])(
		struct bp_arena *, uint64_t *, struct bp_question *) = {
		[BP_MULTICHOICE] = random_multichoice,
		[BP_SEVERAL] = random_multichoice,
		[BP_TRUEFALSE] = random_truefalse,
		[BP_SHORTANSWER] = random_shortanswer,
		[BP_NUMERICAL] = random_numerical,
		[BP_MATCH] = random_match,
		[BP_ORDERING] = random_ordering,
		[BP_ESSAY] = random_nothing,
		[BP_DESCRIPTION] = random_nothing,
		[BP_FORK] = random_fork,
	};
	struct bp_question question = {
		.type = random_below(state, BP_QUESTION_TYPE_COUNT), .line = 1};
	const char *name = bp_arena_printf(
		arena, "Soal %u: = # } ::", random_below(state, UINT32_MAX));

	question.named = true;
	question.name = bp_str(name);
	question.text = random_text(arena, state, BP_FORMAT_MOODLE);
	question.general_feedback.format = question.text.format;
	if (question.type != BP_DESCRIPTION && random_below(state, 3) == 0)
		question.general_feedback =
			random_text(arena, state, question.text.format);
	if (random_below(state, 3) == 0)
		question.idnumber = bp_str(
			bp_arena_printf(arena, "id]\\%u", random_below(state, 1000)));
	for (uint32_t n = random_below(state, 3); n > 0; n--)
		*BP_PUSH(arena, question.tags, question.tag_count, question.tag_room) =
			BP_STR("tag [satu] \\ dua");
	for (uint32_t n = random_below(state, 3); n > 0; n--)
		*BP_PUSH(arena, question.hints, question.hint_count, question.hint_room) =
			(struct bp_text){BP_STR("a] \\b: [c] = d"), question.text.format};
	embed(arena, state, &question);
	fillers[question.type](arena, state, &question);
	return question;
}
