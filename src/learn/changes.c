/* What changed in a module since it was read: the hashes that are kept, and comparing. */
#include "body.h"
#include <berpijar/arena.h>
#include <berpijar/changes.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS 8 /* of one hash in a body */

static uint32_t hash_of(const struct bp_document *document, size_t block)
{
	uint64_t hash = bp_document_hash(document, (uint32_t)block);
	return (uint32_t)(hash ^ hash >> 32);
}

static void set_text(json_t *body, const struct bp_document *document)
{
	struct bp_buf digits = {0};

	for (size_t i = 0; i < document->count; i++)
		bp_buf_printf(&digits, "%08x", hash_of(document, i));
	body_set_text(body, "text", bp_buf_str(&digits));
	bp_buf_release(&digits);
}

void bp_changes_write(
	const struct bp_document *document, const char *version, struct bp_buf *out)
{
	json_t *body = json_object();

	if (document && document->count <= BP_CHANGES_BLOCKS)
		set_text(body, document);
	body_set_text(body, "version", bp_str(version));
	body_write(body, out);
}

static bool read_hash(struct bp_str digits, uint32_t *hash)
{
	*hash = 0;
	for (size_t i = 0; i < DIGITS; i++) {
		char c = digits.at[i];
		bool figure = c >= '0' && c <= '9', letter = c >= 'a' && c <= 'f';
		if (!figure && !letter)
			return false;
		*hash = *hash << 4 | (uint32_t)(figure ? c - '0' : c - 'a' + 10);
	}
	return true;
}

bool bp_changes_read(
	struct bp_str body, struct bp_arena *arena, struct bp_read_text *read)
{
	static const char key[] = "{\"text\":\"";
	size_t start = sizeof key - 1;

	if (!bp_str_starts(body, key))
		return false;
	size_t end = bp_str_find(body, BP_STR("\""), start);
	if (end == SIZE_MAX)
		return false;
	size_t digits = end - start, count = digits / DIGITS;
	if (digits % DIGITS || count > BP_CHANGES_BLOCKS)
		return false;
	uint32_t *hashes = bp_arena_alloc(arena, count + 1, sizeof *hashes);
	for (size_t i = 0; i < count; i++)
		if (!read_hash(bp_str_from(body, start + i * DIGITS), &hashes[i]))
			return false;
	*read = (struct bp_read_text){hashes, count};
	return true;
}

/* ---- comparing ---- */

struct entry {
	uint32_t hash, block;
};

static int compare(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->block > b->block) - (a->block < b->block);
}

static struct entry *sorted(
	const struct bp_document *document, struct bp_read_text read, size_t *count)
{
	*count = document ? document->count : read.count;
	struct entry *entries = bp_alloc(*count + 1, sizeof *entries);
	for (size_t i = 0; i < *count; i++)
		entries[i] = (struct entry){
			document ? hash_of(document, i) : read.hashes[i], (uint32_t)i};
	qsort(entries, *count, sizeof *entries, compare);
	return entries;
}

/* Pairs equal blocks of both texts, each at most once: partner[new] = old + 1, and
 * stays[old] = 1. */
static void pair(const struct bp_document *document, struct bp_read_text read,
	uint32_t *partner, uint8_t *stays)
{
	size_t now_count, old_count, old = 0;
	struct entry *now_at = sorted(document, read, &now_count);
	struct entry *old_at = sorted(NULL, read, &old_count);

	for (size_t i = 0; i < now_count; i++) {
		while (old < old_count && old_at[old].hash < now_at[i].hash)
			old++;
		if (old == old_count || old_at[old].hash != now_at[i].hash)
			continue;
		partner[now_at[i].block] = old_at[old].block + 1;
		stays[old_at[old].block] = 1;
		old++;
	}
	free(now_at);
	free(old_at);
}

size_t bp_changes_find(
	const struct bp_document *document, struct bp_read_text read, uint8_t *changes)
{
	size_t old = 0, changed = 0;

	memset(changes, BP_CHANGE_NONE, document->count);
	if (!read.hashes)
		return 0;
	uint32_t *partner = bp_alloc(document->count + 1, sizeof *partner);
	uint8_t *stays = bp_alloc(read.count + 1, sizeof *stays);
	pair(document, read, partner, stays);
	for (size_t i = 0; i < document->count; i++) {
		if (partner[i]) {
			old = partner[i];
			continue;
		}
		bool replaced = old < read.count && !stays[old];
		old += replaced;
		changes[i] = replaced ? BP_CHANGE_EDITED : BP_CHANGE_NEW;
		changed++;
	}
	free(partner);
	free(stays);
	return changed;
}
