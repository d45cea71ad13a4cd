/*
 * Where a mark belongs in a document that may have been edited since: at its paragraph,
 * at one that resembles it, below its heading, or near its old position.
 */
#include <berpijar/arena.h>
#include <berpijar/marks.h>
#include <string.h>

static bool is_heading(const struct bp_document *document, uint32_t block)
{
	return document->blocks[block].kind == BP_BLOCK_HEADING;
}

void bp_mark_heading(
	const struct bp_document *document, uint32_t block, struct bp_buf *out)
{
	if (block >= document->count)
		return;
	for (uint32_t i = block + 1; i-- > 0;)
		if (is_heading(document, i)) {
			bp_spans_words(&document->blocks[i].spans, out);
			return;
		}
}

/* The heading with these words that is nearest to a block. */
static bool find_heading(const struct bp_document *document, struct bp_str words,
	uint32_t near, uint32_t *found)
{
	struct bp_buf buf = {0};
	uint32_t best = UINT32_MAX;

	for (uint32_t i = 0; words.len && i < document->count; i++) {
		if (!is_heading(document, i))
			continue;
		bp_buf_clear(&buf);
		bp_spans_words(&document->blocks[i].spans, &buf);
		uint32_t away = i > near ? i - near : near - i;
		if (away < best && bp_text_equal_folded(bp_buf_str(&buf), words)) {
			best = away;
			*found = i;
		}
	}
	bp_buf_release(&buf);
	return best != UINT32_MAX;
}

#define EDITED_NEAR 50 /* blocks before and after the old position */
#define WORDS_MOST  64 /* words of a paragraph that are compared */

struct words {
	struct bp_str at[WORDS_MOST];
	size_t count;
};

static bool is_stop(char c)
{
	return c && strchr(".,;:!?", c);
}

/* Punctuation at the end of a word is left out. */
static void split_words(struct bp_str text, struct words *words)
{
	words->count = 0;
	for (size_t at = 0; at < text.len && words->count < WORDS_MOST;) {
		size_t end = at;
		while (end < text.len && !bp_is_space(text.at[end]))
			end++;
		size_t last = end;
		while (last > at && is_stop(text.at[last - 1]))
			last--;
		if (last > at)
			words->at[words->count++] = bp_str_part(text, at, last);
		at = end + 1;
	}
}

void bp_mark_words(const struct bp_document *document, uint32_t block, struct bp_buf *out)
{
	struct bp_buf all = {0};

	if (block >= document->count)
		return;
	bp_block_words(document, block, &all);
	struct bp_str text = bp_str_trim(bp_buf_str(&all));
	size_t end = text.len;
	if (end > BP_MARK_WORDS)
		for (end = BP_MARK_WORDS; end && !bp_is_space(text.at[end]);)
			end--;
	bp_buf_add_str(out, bp_str_trim(bp_str_part(text, 0, end)));
	bp_buf_release(&all);
}

/* How many words are in both, each counted at most once. */
static size_t shared_words(const struct words *a, const struct words *b)
{
	bool taken[WORDS_MOST] = {0};
	size_t count = 0;

	for (size_t i = 0; i < a->count; i++)
		for (size_t n = 0; n < b->count; n++)
			if (!taken[n] && bp_text_equal_folded(a->at[i], b->at[n])) {
				taken[n] = true;
				count++;
				break;
			}
	return count;
}

/* How much a block resembles some words, 0..1: the shared words among all of both. */
static double likeness(
	const struct bp_document *document, uint32_t block, const struct words *words)
{
	struct bp_buf buf = {0};
	struct words own;

	bp_mark_words(document, block, &buf);
	split_words(bp_buf_str(&buf), &own);
	double both = (double)(own.count + words->count);
	double like = both > 0 ? 2 * (double)shared_words(&own, words) / both : 0;
	bp_buf_release(&buf);
	return like;
}

/* The block that resembles the paragraph of a mark most; of equal ones the nearest. */
static bool find_edited(const struct bp_document *document, struct bp_str text,
	uint32_t near, uint32_t *found)
{
	struct words words;
	double best = 0;

	split_words(text, &words);
	for (uint32_t away = 0; words.count && away <= EDITED_NEAR; away++)
		for (int side = 0; side < (away ? 2 : 1); side++) {
			uint32_t block = side ? near - away : near + away;
			if (block >= document->count || (side && away > near))
				continue;
			double like = likeness(document, block, &words);
			if (like > best) {
				best = like;
				*found = block;
			}
		}
	return best >= 0.5;
}

enum bp_mark_found bp_mark_find(const struct bp_mark *mark,
	const struct bp_document *document, struct bp_place *place)
{
	uint32_t block = bp_document_find(document, mark->place.block, mark->place.hash);

	*place = (struct bp_place){.block = block, .offset = mark->place.offset};
	if (document->count && bp_document_hash(document, block) == mark->place.hash)
		return BP_MARK_HERE;
	if (find_edited(document, mark->words, block, &place->block))
		return BP_MARK_EDITED;
	place->block = block;
	place->offset = 0;
	if (find_heading(document, mark->heading, block, &place->block))
		return BP_MARK_HEADING;
	return BP_MARK_NEAR;
}
