/* The words of a document, and how places in it are found again after an edit. */
#include "document.h"
#include <berpijar/action.h>
#include <string.h>

/* A key is the word for its action, the same for every learner. */
static struct bp_str find_text(const struct bp_span *span)
{
	struct bp_str name;

	return span->attributes & BP_SPAN_KEY && bp_action_key_at(span->text, 0, &name)
		? bp_str(bp_action_first_word(bp_action_named(name)))
		: span->text;
}

void bp_spans_words(const struct bp_spans *spans, struct bp_buf *out)
{
	for (size_t i = 0; i < spans->count; i++) {
		if (spans->at[i].attributes & BP_SPAN_BREAK)
			bp_buf_add_char(out, ' ');
		bp_buf_add_str(out, find_text(&spans->at[i]));
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

uint32_t bp_document_at_line(const struct bp_document *document, int line)
{
	uint32_t found = 0;
	int nearest = 1;

	for (uint32_t i = 0; i < document->count; i++) {
		int begins = document->blocks[i].line;
		if (begins >= nearest && begins <= line) {
			nearest = begins;
			found = i;
		}
	}
	return found;
}
