/*
 * libcmark asks for each node and each text by itself: with a heap that is a tenth of the
 * time that a lesson takes to open, and leaves holes all over it. Here they lie side by
 * side.
 */
#include "tree.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

#define TREE_LEAST 2048 /* bytes that are taken of the heap at once */
#define TREE_MOST  61440
#define TREE_TIMES 10 /* a tree is so many times as large as its text */
#ifdef __SANITIZE_ADDRESS__
#define TREE_ALONE true /* each piece, so that a write behind its end is found */
#else
#define TREE_ALONE false
#endif

/* Of pieces, each with its size in front: numbers and pointers are all that a tree holds. */
struct tree_chunk {
	struct tree_chunk *before;
	size_t used, room; /* bytes */
	size_t words[];
};

/* libcmark hands no context to whoever has its memory, and courses are checked by several
 * threads. */
static _Thread_local struct {
	struct tree_chunk *chunks;
	size_t room; /* of the next chunk */
	int open;
} tree;

static void tree_add_chunk(size_t least)
{
	size_t room = TREE_ALONE || least > tree.room ? least : tree.room;
	struct tree_chunk *chunk = bp_realloc(NULL, 1, sizeof *chunk + room);

	*chunk = (struct tree_chunk){.before = tree.chunks, .room = room};
	tree.chunks = chunk;
}

static void *tree_alloc(size_t size)
{
	size_t words = 1 + (size + sizeof(size_t) - 1) / sizeof(size_t);
	size_t whole = words * sizeof(size_t);

	if (!tree.chunks || tree.chunks->room - tree.chunks->used < whole)
		tree_add_chunk(whole);
	size_t *at = tree.chunks->words + tree.chunks->used / sizeof *at;
	tree.chunks->used += whole;
	at[0] = whole - sizeof *at;
	return &at[1];
}

static void *tree_calloc(size_t count, size_t size)
{
	return memset(tree_alloc(count * size), 0, count * size);
}

static void *tree_realloc(void *at, size_t size)
{
	size_t had = at ? ((size_t *)at)[-1] : 0;

	if (at && size <= had)
		return at;
	void *grown = tree_alloc(size);
	return had ? memcpy(grown, at, had) : grown;
}

static void tree_keep(void *at)
{
	(void)at;
}

cmark_node *tree_open(struct bp_str text)
{
	static cmark_mem memory = {tree_calloc, tree_realloc, tree_keep};
	size_t room =
		text.len < TREE_MOST / TREE_TIMES ? text.len * TREE_TIMES : TREE_MOST;

	tree.room = room > TREE_LEAST ? room : TREE_LEAST;
	tree.open++;
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
	cmark_parser_feed(parser, text.len ? text.at : "", text.len);
	cmark_node *root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

void tree_close(void)
{
	if (--tree.open)
		return;
	while (tree.chunks) {
		struct tree_chunk *chunk = tree.chunks;
		tree.chunks = chunk->before;
		free(chunk);
	}
}
