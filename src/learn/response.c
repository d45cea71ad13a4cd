/* Responses: whether they are complete, the right one, and as a line of text. */
#include <berpijar/grade.h>
#include <berpijar/lang.h>
#include <string.h>

struct bp_response bp_response_none(const struct bp_question *question)
{
	struct bp_response response = {0};

	(void)question;
	memset(response.match, BP_UNMATCHED, sizeof response.match);
	return response;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many choices, pairs or items there are to answer with. */
static size_t answer_count(const struct bp_question *question)
{
	size_t count = question->type == BP_MATCH ? question->pair_count
						  : question->choice_count;
	return least(count, BP_MAX_CHOICES);
}

static uint32_t chosen_bits(
	const struct bp_question *question, const struct bp_response *response)
{
	return response->chosen & ((UINT32_C(1) << answer_count(question)) - 1);
}

/* Whether anything can be given at this place: a pair without a left side asks nothing.
 */
static bool is_asked(const struct bp_question *question, size_t place)
{
	return question->type == BP_ORDERING || question->pairs[place].left.text.len > 0;
}

static bool complete_choice(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	uint32_t chosen = chosen_bits(question, response);
	bool single = question->type != BP_SEVERAL;

	if (!chosen && !single)
		return bp_fail(
			err, BP_ERROR_INPUT, _("Pilih sedikitnya satu jawaban dahulu."));
	if (!chosen)
		return bp_fail(err, BP_ERROR_INPUT, _("Pilih satu jawaban dahulu."));
	if (single && (chosen & (chosen - 1)))
		return bp_fail(err, BP_ERROR_INPUT, _("Pilih satu jawaban saja."));
	return true;
}

static bool complete_text(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	double number;

	if (bp_str_trim(response->text).len == 0)
		return bp_fail(err, BP_ERROR_INPUT, _("Tulis jawaban dahulu."));
	if (question->type == BP_NUMERICAL && !bp_number_read(response->text, &number))
		return bp_fail(err, BP_ERROR_INPUT,
			_("Itu bukan angka. Tulis angka saja, misalnya 1500 atau 2,5."));
	return true;
}

static bool complete_match(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	unsigned missing = 0;

	for (size_t i = 0; i < answer_count(question); i++) {
		if (is_asked(question, i) && response->match[i] >= answer_count(question))
			missing++;
	}
	if (missing)
		return bp_fail(err, BP_ERROR_INPUT,
			_("Lengkapi dahulu; masih ada %u yang belum dipasangkan."),
			missing);
	return true;
}

/* Every item once. */
static bool complete_order(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	uint32_t placed = 0;

	for (size_t i = 0; i < answer_count(question); i++) {
		if (response->match[i] < answer_count(question))
			placed |= UINT32_C(1) << response->match[i];
	}
	if (placed != (UINT32_C(1) << answer_count(question)) - 1)
		return bp_fail(err, BP_ERROR_INPUT, _("Urutkan semua butir dahulu."));
	return true;
}

bool bp_response_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	static bool (*const checks[])(const struct bp_question *,
		const struct bp_response *, struct bp_error *) = {
		[BP_MULTICHOICE] = complete_choice,
		[BP_SEVERAL] = complete_choice,
		[BP_TRUEFALSE] = complete_choice,
		[BP_SHORTANSWER] = complete_text,
		[BP_NUMERICAL] = complete_text,
		[BP_MATCH] = complete_match,
		[BP_ORDERING] = complete_order,
		[BP_ESSAY] = complete_text,
	};

	if (!bp_question_asks(question))
		return true;
	return checks[question->type](question, response, err);
}

bool bp_response_counts(
	const struct bp_question *question, const struct bp_response *response)
{
	bool any = false;

	for (size_t i = 0; question->type == BP_MATCH && i < answer_count(question); i++)
		any |= is_asked(question, i) &&
			response->match[i] < answer_count(question);
	return any || bp_response_complete(question, response, NULL);
}

/* The first of the answers with the highest weight. */
static const struct bp_choice *best_choice(const struct bp_question *question)
{
	const struct bp_choice *best = NULL;

	for (size_t i = 0; i < question->choice_count; i++) {
		if (!best || question->choices[i].weight > best->weight)
			best = &question->choices[i];
	}
	return best;
}

static uint32_t right_choices(const struct bp_question *question)
{
	const struct bp_choice *best = best_choice(question);
	uint32_t chosen = 0;

	if (!best)
		return 0;
	if (question->type != BP_SEVERAL)
		return UINT32_C(1) << (best - question->choices);
	for (size_t i = 0; i < answer_count(question); i++) {
		if (question->choices[i].weight > 0)
			chosen |= UINT32_C(1) << i;
	}
	return chosen;
}

struct bp_response bp_response_right(const struct bp_question *question)
{
	struct bp_response right = bp_response_none(question);
	const struct bp_choice *best = best_choice(question);

	switch (question->type) {
	case BP_MULTICHOICE:
	case BP_SEVERAL:
	case BP_TRUEFALSE: right.chosen = right_choices(question); break;
	case BP_SHORTANSWER:
	case BP_NUMERICAL:
		if (best)
			right.text = best->typed.len ? best->typed : best->text.text;
		break;
	case BP_MATCH:
	case BP_ORDERING:
		for (size_t i = 0; i < answer_count(question); i++) {
			if (is_asked(question, i))
				right.match[i] = (uint8_t)i;
		}
		break;
	default: break;
	}
	return right;
}

static void write_choices(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	uint32_t chosen = chosen_bits(question, response);
	const char *between = "";

	for (int i = 0; i < BP_MAX_CHOICES; i++) {
		if (!(chosen & UINT32_C(1) << i))
			continue;
		bp_buf_printf(out, "%s%c", between, 'a' + i);
		between = ",";
	}
}

static void write_match(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	const char *between = "";

	for (size_t i = 0; i < answer_count(question); i++) {
		if (!is_asked(question, i) ||
			response->match[i] >= answer_count(question))
			continue;
		bp_buf_printf(out, "%s%zu=%d", between, i + 1, response->match[i] + 1);
		between = ",";
	}
}

/* An empty place is a "-"; nothing at all if all are empty. */
static void write_order(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	size_t count = answer_count(question), filled = 0;

	for (size_t i = 0; i < count; i++)
		filled += response->match[i] < count;
	for (size_t i = 0; filled && i < count; i++) {
		if (i)
			bp_buf_add_char(out, ',');
		bp_buf_add_char(out,
			response->match[i] < count ? (char)('a' + response->match[i])
						   : '-');
	}
}

void bp_response_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	switch (question->type) {
	case BP_MULTICHOICE:
	case BP_SEVERAL: write_choices(question, response, out); break;
	case BP_TRUEFALSE:
		if (chosen_bits(question, response))
			bp_buf_add_cstr(out, response->chosen & 1 ? "true" : "false");
		break;
	case BP_MATCH: write_match(question, response, out); break;
	case BP_ORDERING: write_order(question, response, out); break;
	case BP_SHORTANSWER:
	case BP_NUMERICAL:
	case BP_ESSAY: bp_buf_add_str(out, response->text); break;
	default: break;
	}
}

/* The next item of a list with commas, trimmed; false at the end. */
static bool next_item(struct bp_str *rest, struct bp_str *item)
{
	if (!rest->at)
		return false;
	size_t comma = bp_str_find(*rest, BP_STR(","), 0);
	*item = bp_str_trim(bp_str_part(*rest, 0, comma));
	*rest = comma < rest->len ? bp_str_from(*rest, comma + 1)
				  : (struct bp_str){NULL, 0};
	return true;
}

/* "c" is 2; BP_UNMATCHED if it is not a letter of one of so many. */
static uint8_t read_letter(struct bp_str item, size_t count)
{
	if (item.len != 1 || item.at[0] < 'a' || (size_t)(item.at[0] - 'a') >= count)
		return BP_UNMATCHED;
	return (uint8_t)(item.at[0] - 'a');
}

static void read_choices(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	struct bp_str item;

	while (next_item(&text, &item)) {
		uint8_t choice = read_letter(item, answer_count(question));
		if (choice == BP_UNMATCHED ||
			(question->type == BP_MULTICHOICE && response->chosen))
			continue;
		response->chosen |= UINT32_C(1) << choice;
	}
}

static void read_order(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	struct bp_str item;
	uint32_t placed = 0;

	for (size_t place = 0; place < answer_count(question) && next_item(&text, &item);
		place++) {
		uint8_t choice = read_letter(item, answer_count(question));
		if (choice == BP_UNMATCHED || placed & UINT32_C(1) << choice)
			continue;
		placed |= UINT32_C(1) << choice;
		response->match[place] = choice;
	}
}

/* A number from 1 to count, as an index; BP_UNMATCHED if it is none. */
static uint8_t read_index(struct bp_str digits, size_t count)
{
	size_t number = 0;

	if (digits.len < 1 || digits.len > 2)
		return BP_UNMATCHED;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.at[i] < '0' || digits.at[i] > '9')
			return BP_UNMATCHED;
		number = number * 10 + (size_t)(digits.at[i] - '0');
	}
	return number >= 1 && number <= count ? (uint8_t)(number - 1) : BP_UNMATCHED;
}

static void read_match(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	size_t count = answer_count(question);
	struct bp_str item;

	while (next_item(&text, &item)) {
		size_t equals = bp_str_find(item, BP_STR("="), 0);
		if (equals == SIZE_MAX)
			continue;
		uint8_t pair = read_index(bp_str_part(item, 0, equals), count);
		uint8_t given = read_index(bp_str_from(item, equals + 1), count);
		if (pair != BP_UNMATCHED && is_asked(question, pair))
			response->match[pair] = given;
	}
}

struct bp_response bp_response_read(
	const struct bp_question *question, struct bp_str text)
{
	struct bp_response response = bp_response_none(question);

	switch (question->type) {
	case BP_MULTICHOICE:
	case BP_SEVERAL: read_choices(question, text, &response); break;
	case BP_TRUEFALSE:
		response.chosen = bp_str_is(text, "true") ? 1u
			: bp_str_is(text, "false")        ? 2u
							  : 0;
		break;
	case BP_MATCH: read_match(question, text, &response); break;
	case BP_ORDERING: read_order(question, text, &response); break;
	case BP_SHORTANSWER:
	case BP_NUMERICAL:
	case BP_ESSAY: response.text = text; break;
	default: break;
	}
	return response;
}
