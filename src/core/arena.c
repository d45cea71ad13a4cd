/* Memory: arenas, which are chains of blocks that only grow, and the checked heap. */
#include <berpijar/arena.h>
#include <malloc.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(feature) 0 /* clang's; gcc has a macro instead */
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define ARENA_WATCHED
#include <sanitizer/asan_interface.h>
#endif

#define BLOCK_SIZE     1024 /* grows by doubling up to … */
#define BLOCK_LARGE    8192 /* … this; what needs more gets a block of its own */
#define RESERVED_PARTS 4
#define STACK_DEPTH    (256 << 10) /* bytes: deeper than any call */

struct block {
	struct block *next;
	size_t used, room;
	alignas(max_align_t) char bytes[];
};

struct bp_arena {
	struct block *blocks; /* the newest first */
	size_t next_size;
	char *spare; /* where an array was that has grown: for what comes next */
	size_t spare_left;
};

static void *checked(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

/* The parts are so small that the heap has them all in a row, and none is a mapping of its
 * own. */
void bp_reserve(size_t bytes)
{
#if defined M_TRIM_THRESHOLD && defined MADV_POPULATE_WRITE
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start, end;
	size_t size = bytes / RESERVED_PARTS;
	void *parts[RESERVED_PARTS];

	mallopt(M_TOP_PAD, (int)bytes);              /* the heap grows once … */
	mallopt(M_TRIM_THRESHOLD, (int)(2 * bytes)); /* … and stays when they are freed */
	for (size_t i = 0; i < RESERVED_PARTS; i++)
		parts[i] = checked(malloc(size));
	start = ((uintptr_t)parts[0] + page - 1) / page * page;
	end = ((uintptr_t)parts[RESERVED_PARTS - 1] + size) / page * page;
	if (end > start && end - start <= 2 * bytes)
		madvise((void *)start, end - start, MADV_POPULATE_WRITE);
	for (size_t i = 0; i < RESERVED_PARTS; i++)
		free(parts[i]);
#else
	(void)bytes;
#endif
}

/* The deepest calls are over: the stack below this one is as it was before them. */
static void give_back_stack(void)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);
	uintptr_t end = here / page * page - page; /* what this function calls is left */

	madvise((void *)(end - STACK_DEPTH), STACK_DEPTH, MADV_DONTNEED);
}

void bp_give_back(void)
{
#ifdef M_TRIM_THRESHOLD
	malloc_trim(0);
#endif
	give_back_stack();
}

void *bp_alloc(size_t count, size_t size)
{
	return checked(calloc(count ? count : 1, size));
}

void *bp_realloc(void *at, size_t count, size_t size)
{
	return checked(reallocarray(at, count ? count : 1, size));
}

char *bp_strdup(const char *text)
{
	return checked(strdup(text));
}

struct bp_arena *bp_arena_new(void)
{
	struct bp_arena *arena = bp_alloc(1, sizeof *arena);
	arena->next_size = BLOCK_SIZE;
	return arena;
}

void bp_arena_free(struct bp_arena *arena)
{
	if (!arena)
		return;
	for (struct block *block = arena->blocks, *next; block; block = next) {
		next = block->next;
		free(block);
	}
	free(arena);
}

/* Frees the blocks from *first to the one before `end`. */
static void arena_drop(struct block **first, const struct block *end)
{
	while (*first != end) {
		struct block *block = *first;
		*first = block->next;
		free(block);
	}
}

struct bp_arena_mark bp_arena_mark(const struct bp_arena *arena)
{
	struct block *block = arena->blocks;

	return (struct bp_arena_mark){
		block, block ? block->next : NULL, block ? block->used : 0};
}

void bp_arena_rewind(struct bp_arena *arena, struct bp_arena_mark mark)
{
	struct block *block = mark.block;

	arena_drop(&arena->blocks, block);
	arena->spare_left = 0; /* it may lie behind the mark */
	if (!block)
		return;
	arena_drop(&block->next, mark.behind); /* large ones */
	char *since = block->bytes + mark.used;
#ifdef ARENA_WATCHED
	ASAN_UNPOISON_MEMORY_REGION(since, block->used - mark.used);
#endif
	memset(since, 0, block->used - mark.used);
	block->used = mark.used;
}

/* A large block stands behind the newest, which goes on being filled. */
static struct block *add_block(struct bp_arena *arena, size_t at_least)
{
	bool large = at_least > arena->next_size / 2;
	size_t room = large ? at_least : arena->next_size;
	struct block *block = bp_alloc(1, sizeof *block + room);
	struct block **link =
		large && arena->blocks ? &arena->blocks->next : &arena->blocks;

	block->room = room;
	block->next = *link;
	*link = block;
	if (!large && arena->next_size < BLOCK_LARGE)
		arena->next_size *= 2;
	return block;
}

/* The bytes of an array in whole units of alignment. */
static size_t arena_bytes(size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 2)
		abort();
	return (bytes + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
}

static void *arena_from_spare(struct bp_arena *arena, size_t bytes)
{
	void *at = arena->spare;

	arena->spare += bytes;
	arena->spare_left -= bytes;
	return memset(at, 0, bytes);
}

/* Takes back where an array was before it grew, if that is more than what is spare. A build
 * that looks for such mistakes finds whoever still looks there. */
static void arena_spare(struct bp_arena *arena, void *at, size_t bytes)
{
#ifdef ARENA_WATCHED
	(void)arena;
	ASAN_POISON_MEMORY_REGION(at, bytes);
#else
	if (bytes <= arena->spare_left)
		return;
	arena->spare = at;
	arena->spare_left = bytes;
#endif
}

void *bp_arena_alloc(struct bp_arena *arena, size_t count, size_t size)
{
	size_t bytes = arena_bytes(count, size);
	struct block *block = arena->blocks;

	if (bytes && bytes <= arena->spare_left)
		return arena_from_spare(arena, bytes);
	if (!block || block->room - block->used < bytes)
		block = add_block(arena, bytes);
	void *at = block->bytes + block->used;
	block->used += bytes;
	return at;
}

void *bp_arena_grow(
	struct bp_arena *arena, void *at, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return at;
	size_t before = arena_bytes(*room, size);
	*room = *room ? *room * 2 : 4;
	void *grown = bp_arena_alloc(arena, *room, size);
	if (count)
		memcpy(grown, at, count * size);
	if (before)
		arena_spare(arena, at, before);
	return grown;
}

void bp_arena_fit(
	struct bp_arena *arena, void *at, size_t count, size_t *room, size_t size)
{
	size_t had = arena_bytes(*room, size), needed = arena_bytes(count, size);

	if (had == needed)
		return;
	struct block *block = arena->blocks;
	char *end = (char *)at + had;
	if (end != block->bytes + block->used)
		return;
	memset(end - (had - needed), 0, had - needed);
	block->used -= had - needed;
	*room = count;
}

char *bp_arena_cstr(struct bp_arena *arena, struct bp_str text)
{
	char *copy = bp_arena_alloc(arena, text.len + 1, 1);
	if (text.len)
		memcpy(copy, text.at, text.len);
	return copy;
}

struct bp_str bp_arena_str(struct bp_arena *arena, struct bp_str text)
{
	return (struct bp_str){bp_arena_cstr(arena, text), text.len};
}

char *bp_arena_printf(struct bp_arena *arena, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		abort();
	char *text = bp_arena_alloc(arena, (size_t)len + 1, 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}
