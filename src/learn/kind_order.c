/* Questions whose items are put in order. */
#include "kind.h"
#include <berpijar/lang.h>

/* Each item has to stand in a place. */
static bool order_complete(const struct bp_question *question,
	const struct bp_response *response, struct bp_error *err)
{
	size_t count = question->choice_count;
	uint32_t placed = 0;

	for (size_t i = 0; i < count; i++) {
		if (response->match[i] < count)
			placed |= UINT32_C(1) << response->match[i];
	}
	if (placed != (UINT32_C(1) << count) - 1)
		return bp_fail(err, BP_ERROR_INPUT, _("Urutkan semua butir dahulu."));
	return true;
}

static void order_right(const struct bp_question *question, struct bp_response *response)
{
	for (size_t i = 0; i < question->choice_count; i++)
		response->match[i] = (uint8_t)i;
}

/* An item that reads the same as the one that belongs there is as good. */
static void order_grade(const struct bp_question *question,
	const struct bp_response *response, struct bp_grade *grade)
{
	const struct bp_choice *items = question->choices;
	size_t count = question->choice_count, right = 0;

	for (size_t i = 0; i < count; i++) {
		uint8_t given = response->match[i];
		right += given < count &&
			bp_str_equal(items[given].text.text, items[i].text.text);
	}
	if (count)
		grade->fraction = (double)right / (double)count;
}

/* An empty place is a "-"; nothing is written if all places are empty. */
static void order_write(const struct bp_question *question,
	const struct bp_response *response, struct bp_buf *out)
{
	size_t count = question->choice_count, filled = 0;

	for (size_t i = 0; i < count; i++)
		filled += response->match[i] < count;
	for (size_t i = 0; filled && i < count; i++) {
		uint8_t given = response->match[i];
		if (i)
			bp_buf_add_char(out, ',');
		bp_buf_add_char(out, given < count ? (char)('a' + given) : '-');
	}
}

static void order_read(const struct bp_question *question, struct bp_str text,
	struct bp_response *response)
{
	size_t count = question->choice_count;
	struct bp_str item;
	uint32_t placed = 0;

	for (size_t place = 0; place < count && bp_kind_next_item(&text, &item);
		place++) {
		uint8_t given = bp_kind_letter(item, count);
		if (given == BP_UNMATCHED || placed & UINT32_C(1) << given)
			continue;
		placed |= UINT32_C(1) << given;
		response->match[place] = given;
	}
}

const struct bp_kind bp_kind_ordering = {
	.complete = order_complete,
	.right = order_right,
	.grade = order_grade,
	.write = order_write,
	.read = order_read,
};
