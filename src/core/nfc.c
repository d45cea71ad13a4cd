/*
 * Normalization form C (UAX #15): a letter and its accents become one character wherever
 * Unicode has one, and accents stand in one order. What is compared with what somebody
 * typed goes through it; what is hashed into an identity must not, since the table is
 * renewed with Unicode.
 */
#include "unicode.h"
#include <berpijar/text.h>
#include <stdlib.h>

/* Hangul syllables are computed (The Unicode Standard, 3.12). */
enum {
	HANGUL_S = 0xac00,
	HANGUL_L = 0x1100,
	HANGUL_V = 0x1161,
	HANGUL_T = 0x11a7, /* before the first final */
	HANGUL_LS = 19,
	HANGUL_VS = 21,
	HANGUL_TS = 28,
	HANGUL_SS = HANGUL_LS * HANGUL_VS * HANGUL_TS,
};

/* A character of the decomposed text: its combining class << 56, its number << 21, its
 * code; so that sorting by value keeps characters of one class in their order. */
typedef uint64_t nfc_item;

#define NFC_CODE(item)  ((uint32_t)((item)&0x1fffff))
#define NFC_CLASS(item) ((item) >> 56)

static nfc_item *nfc_items(const struct bp_buf *items)
{
	return (nfc_item *)(void *)items->at;
}

static void nfc_add(struct bp_buf *items, uint32_t code)
{
	uint64_t number = items->len / sizeof(nfc_item);
	nfc_item item = (uint64_t)bp_code_combining(code) << 56 |
		(number & 0x7ffffffff) << 21 | code;

	bp_buf_add(items, &item, sizeof item);
}

static void nfc_split_hangul(struct bp_buf *items, uint32_t code)
{
	uint32_t syllable = code - HANGUL_S, final = syllable % HANGUL_TS;

	nfc_add(items, HANGUL_L + syllable / (HANGUL_VS * HANGUL_TS));
	nfc_add(items, HANGUL_V + syllable / HANGUL_TS % HANGUL_VS);
	if (final)
		nfc_add(items, HANGUL_T + final);
}

/* Adds the full decomposition. Only the first part of a pair may go on splitting. */
static void nfc_split(struct bp_buf *items, uint32_t code)
{
	uint32_t parts[2], behind[8];
	size_t count = 0;

	if (code - HANGUL_S < HANGUL_SS) {
		nfc_split_hangul(items, code);
		return;
	}
	for (int n; (n = bp_code_split(code, parts)); code = parts[0])
		if (n == 2)
			behind[count++] = parts[1];
	nfc_add(items, code);
	while (count)
		nfc_add(items, behind[--count]);
}

static int nfc_order(const void *a, const void *b)
{
	nfc_item one = *(const nfc_item *)a, two = *(const nfc_item *)b;

	return one < two ? -1 : one > two;
}

/* Sorts each run of characters that are no starters. */
static void nfc_sort(nfc_item *items, size_t count)
{
	for (size_t from = 0, end; from < count; from = end + 1) {
		for (end = from; end < count && NFC_CLASS(items[end]); end++)
			;
		if (end - from > 1)
			qsort(items + from, end - from, sizeof *items, nfc_order);
	}
}

/* The character that stands for two, or 0. */
static uint32_t nfc_pair(uint32_t first, uint32_t second)
{
	if (first - HANGUL_L < HANGUL_LS && second - HANGUL_V < HANGUL_VS)
		return HANGUL_S +
			((first - HANGUL_L) * HANGUL_VS + second - HANGUL_V) * HANGUL_TS;
	if (first - HANGUL_S < HANGUL_SS && (first - HANGUL_S) % HANGUL_TS == 0 &&
		second - HANGUL_T - 1 < HANGUL_TS - 1)
		return first + second - HANGUL_T;
	return bp_code_pair(first, second);
}

/* Puts characters together in place; returns how many are left. A mark combines with the
 * last starter unless another of its class, or a starter, stands between. */
static size_t nfc_join(nfc_item *items, size_t count)
{
	size_t kept = 0, starter = SIZE_MAX;
	uint64_t before = 0; /* class of the last character that was kept behind it */

	for (size_t i = 0; i < count; i++) {
		uint64_t class = NFC_CLASS(items[i]);
		bool free = starter != SIZE_MAX &&
			(kept == starter + 1 || (before < class && before));
		uint32_t pair =
			free ? nfc_pair(NFC_CODE(items[starter]), NFC_CODE(items[i])) : 0;
		if (pair) {
			items[starter] = pair;
			continue;
		}
		before = class;
		if (class == 0)
			starter = kept;
		items[kept++] = items[i];
	}
	return kept;
}

/* Whether the text is in its form already, told from single characters: "no" may be
 * wrong. */
static bool nfc_is_settled(struct bp_str text)
{
	uint8_t before = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		if (code < 0x300)
			before = 0;
		else if (code == 0xfffd || bp_code_unsettled(code))
			return false;
		else {
			uint8_t class = bp_code_combining(code);
			if (class && class < before)
				return false;
			before = class;
		}
	}
	return true;
}

void bp_text_nfc(struct bp_str text, struct bp_buf *out)
{
	struct bp_buf buf = {0};

	if (nfc_is_settled(text)) {
		bp_buf_add_str(out, text);
		return;
	}
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		nfc_split(&buf, code);
	}
	nfc_item *items = nfc_items(&buf);
	nfc_sort(items, buf.len / sizeof *items);
	size_t count = nfc_join(items, buf.len / sizeof *items);
	for (size_t i = 0; i < count; i++)
		bp_buf_add_code(out, NFC_CODE(items[i]));
	bp_buf_release(&buf);
}
