/* The words of a document, and how places in it are found again after an edit. */
#include "document.h"
#include <string.h>

void bp_spans_words(const struct bp_spans *spans, struct bp_buf *out)
{
	for (size_t i = 0; i < spans->count; i++) {
		if (spans->at[i].attributes & BP_SPAN_BREAK)
			bp_buf_add_char(out, ' ');
		bp_buf_add_str(out, spans->at[i].text);
	}
}

static void document_add_words(const struct bp_spans *spans, struct bp_buf *out)
{
	bp_spans_words(spans, out);
	bp_buf_add_char(out, ' ');
}

static void document_block_words(const struct bp_document *document,
	const struct bp_block *block, struct bp_buf *out)
{
	if (block->table)
		for (size_t i = 0; i < block->table->rows * block->table->columns; i++)
			document_add_words(&block->table->cells[i], out);
	else if (block->kind == BP_BLOCK_CODE)
		bp_buf_add_str(out, block->code);
	else if (block->kind == BP_BLOCK_QUESTION)
		bp_buf_add_str(out, document->quiz.questions[block->question].id);
	else
		document_add_words(&block->spans, out);
	bp_buf_add_char(out, '\n');
}

void bp_document_words(const struct bp_document *document, struct bp_buf *out)
{
	for (size_t i = 0; i < document->count; i++)
		document_block_words(document, &document->blocks[i], out);
}

uint32_t bp_document_question(
	const struct bp_document *document, const struct bp_question *question)
{
	for (uint32_t i = 0; question && i < document->count; i++)
		if (document->blocks[i].kind == BP_BLOCK_QUESTION &&
			&document->quiz.questions[document->blocks[i].question] ==
				question)
			return i;
	return UINT32_MAX;
}

void bp_block_words(
	const struct bp_document *document, uint32_t block, struct bp_buf *out)
{
	document_block_words(document, &document->blocks[block], out);
}

uint64_t bp_document_hash(const struct bp_document *document, uint32_t block)
{
	struct bp_buf words = {0};

	document_block_words(document, &document->blocks[block], &words);
	uint64_t hash = bp_hash_folded(BP_HASH_START, bp_buf_str(&words));
	bp_buf_release(&words);
	return hash ? hash : 1;
}

uint32_t bp_document_find(
	const struct bp_document *document, uint32_t block, uint64_t hash)
{
	uint32_t count = (uint32_t)document->count;

	if (block >= count)
		block = count ? count - 1 : 0;
	for (uint32_t away = 0; hash && away < count; away++) {
		if (block + away < count &&
			bp_document_hash(document, block + away) == hash)
			return block + away;
		if (away && away <= block &&
			bp_document_hash(document, block - away) == hash)
			return block - away;
	}
	return block;
}

/* Signs that an anchor leaves out, beyond ASCII: punctuation, symbols, emoji. */
static const struct {
	uint32_t first, last;
} document_signs[] = {
	{0x80, 0xa9},
	{0xab, 0xb4},
	{0xb6, 0xb9},
	{0xbb, 0xbf},
	{0xd7, 0xd7},
	{0xf7, 0xf7},
	{0x2000, 0x206f},
	{0x20a0, 0x20cf},
	{0x2190, 0x2bff},
	{0x2e00, 0x2e7f},
	{0x3000, 0x3004},
	{0x3008, 0x3020},
	{0xfe00, 0xfe0f},
	{0xff01, 0xff0f},
	{0x1f000, 0x1faff},
	{0xe0000, 0xe01ef},
};

static bool document_is_sign(uint32_t code)
{
	for (size_t i = 0; i < sizeof document_signs / sizeof *document_signs; i++)
		if (code >= document_signs[i].first && code <= document_signs[i].last)
			return true;
	return code < 0x80 && code != '-' && code != '_' &&
		!(code >= '0' && code <= '9') &&
		!(bp_fold_code(code) >= 'a' && bp_fold_code(code) <= 'z');
}

/* Appends the anchor that GitHub gives a heading: letters in lower case, blanks as "-",
 * no punctuation. A fragment is its own anchor but for its case and its signs. */
static void document_add_anchor(struct bp_str text, struct bp_buf *out)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		if (code == ' ')
			bp_buf_add_char(out, '-');
		else if (!document_is_sign(code))
			bp_buf_add_code(out, bp_fold_code(code));
	}
}

/* Reads the number behind "anchor-": which of several equal headings is meant, from 1.
 * 0: the fragment does not begin with the anchor, or goes on otherwise. */
static unsigned document_anchor_nth(struct bp_str fragment, struct bp_str anchor)
{
	unsigned number = 0;

	if (fragment.len < anchor.len + 2 || fragment.len > anchor.len + 7 ||
		!bp_str_equal(bp_str_part(fragment, 0, anchor.len), anchor) ||
		fragment.at[anchor.len] != '-')
		return 0;
	for (size_t at = anchor.len + 1; at < fragment.len; at++) {
		if (!bp_is_digit(fragment.at[at]))
			return 0;
		number = number * 10 + (unsigned)(fragment.at[at] - '0');
	}
	return number;
}

/* Equal headings are "latihan", "latihan-1", "latihan-2". */
static size_t document_find_heading(
	const struct bp_document *document, struct bp_str fragment)
{
	size_t found = SIZE_MAX;
	unsigned before = 0; /* headings that the fragment names but for the number */
	struct bp_buf anchor = {0}, words = {0};

	for (size_t i = 0; i < document->count && found == SIZE_MAX; i++) {
		if (document->blocks[i].kind != BP_BLOCK_HEADING)
			continue;
		bp_buf_clear(&anchor);
		bp_buf_clear(&words);
		bp_spans_words(&document->blocks[i].spans, &words);
		document_add_anchor(bp_str_trim(bp_buf_str(&words)), &anchor);
		unsigned nth = document_anchor_nth(fragment, bp_buf_str(&anchor));
		if (bp_str_equal(bp_buf_str(&anchor), fragment) ||
			(nth && nth == before++))
			found = i;
	}
	bp_buf_release(&anchor);
	bp_buf_release(&words);
	return found;
}

static size_t document_find_anchor(
	const struct bp_document *document, struct bp_str fragment)
{
	for (size_t i = 0; i < document->anchor_count && document->count; i++) {
		uint32_t block = document->anchors[i].block;
		if (bp_text_equal_folded(document->anchors[i].name, fragment))
			return block < document->count ? block : document->count - 1;
	}
	return SIZE_MAX;
}

size_t bp_document_heading(const struct bp_document *document, struct bp_str fragment)
{
	struct bp_buf anchor = {0};

	document_add_anchor(fragment, &anchor);
	size_t found = document_find_heading(document, bp_buf_str(&anchor));
	bp_buf_release(&anchor);
	return found != SIZE_MAX ? found : document_find_anchor(document, fragment);
}
