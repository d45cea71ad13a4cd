/*
 * SQLite's memory. It asks for thousands of pieces, nearly all of them for a moment. The
 * heap keeps a few of each size for the next such piece, scattered over all that stays; here
 * they lie together, and pages that hold none can be given back.
 */
#include "memory.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MEMORY_BLOCK (16 << 10) /* bytes that are taken of the heap at once */
#if defined MEMORY_SMALL        /* a test has its own */
#elif defined __SANITIZE_ADDRESS__
#define MEMORY_SMALL 0 /* each piece is the heap's, so that a late use of it is found */
#else
#define MEMORY_SMALL 1024 /* bytes; a larger piece comes from the heap */
#endif

/* The sizes are multiples of this struct's own, so that any rest is a piece again. */
struct piece {
	size_t size; /* bytes, with this number: the one thing that a piece in use keeps */
	struct piece *next;
};

#define MEMORY_HEAD offsetof(struct piece, next)

static struct piece *memory_unused; /* by their addresses; neighbours are one */

static struct piece *memory_end(const struct piece *piece)
{
	return (struct piece *)((uintptr_t)piece + piece->size);
}

static void memory_join(struct piece *piece)
{
	if (memory_end(piece) != piece->next)
		return;
	piece->size += piece->next->size;
	piece->next = piece->next->next;
}

static void memory_put(struct piece *piece)
{
	struct piece *before = NULL, *next = memory_unused;

	for (; next && next < piece; next = next->next)
		before = next;
	piece->next = next;
	memory_join(piece);
	if (!before) {
		memory_unused = piece;
		return;
	}
	before->next = piece;
	memory_join(before);
}

static bool memory_add_block(void)
{
	struct piece *block = malloc(MEMORY_BLOCK);

	if (!block)
		return false;
	block->size = MEMORY_BLOCK;
	memory_put(block);
	return true;
}

/* The first that is large enough, so that what stays gathers in the first pages. */
static struct piece *memory_find(size_t size)
{
	struct piece **link = &memory_unused;

	while (*link && (*link)->size < size)
		link = &(*link)->next;
	struct piece *piece = *link;
	if (!piece)
		return NULL;
	if (piece->size == size) {
		*link = piece->next;
		return piece;
	}
	*link = (struct piece *)((uintptr_t)piece + size);
	(*link)->size = piece->size - size;
	(*link)->next = piece->next;
	piece->size = size;
	return piece;
}

static struct piece *memory_small(size_t size)
{
	struct piece *piece = memory_find(size);

	return piece ? piece : memory_add_block() ? memory_find(size) : NULL;
}

static size_t memory_whole(int bytes)
{
	const size_t unit = sizeof(struct piece);

	return ((size_t)bytes + MEMORY_HEAD + unit - 1) / unit * unit;
}

static void *memory_take(int bytes)
{
	size_t size = memory_whole(bytes);
	struct piece *piece = size <= MEMORY_SMALL ? memory_small(size) : malloc(size);

	if (!piece)
		return NULL;
	piece->size = size;
	return &piece->next;
}

static struct piece *memory_piece(void *at)
{
	return (struct piece *)((uintptr_t)at - MEMORY_HEAD);
}

static void memory_free(void *at)
{
	struct piece *piece = memory_piece(at);

	if (piece->size <= MEMORY_SMALL)
		memory_put(piece);
	else
		free(piece);
}

static int memory_size(void *at)
{
	return (int)(memory_piece(at)->size - MEMORY_HEAD);
}

static int memory_round(int bytes)
{
	return (int)(memory_whole(bytes) - MEMORY_HEAD);
}

static void *memory_resize(void *at, int bytes)
{
	int had = memory_size(at);
	void *other = memory_take(bytes);

	if (!other)
		return NULL;
	memcpy(other, at, (size_t)(had < bytes ? had : bytes));
	memory_free(at);
	return other;
}

static int memory_begin(void *context)
{
	(void)context;
	return SQLITE_OK;
}

static void memory_over(void *context)
{
	(void)context;
}

void memory_set_up(void)
{
	static const sqlite3_mem_methods methods = {memory_take, memory_free,
		memory_resize, memory_size, memory_round, memory_begin, memory_over,
		NULL};

	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

void memory_give_back(void)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);

	for (const struct piece *piece = memory_unused; piece; piece = piece->next) {
		uintptr_t start = ((uintptr_t)(piece + 1) + page - 1) / page * page,
			  end = (uintptr_t)memory_end(piece) / page * page;
		if (start < end)
			madvise((void *)start, end - start, MADV_DONTNEED);
	}
}
