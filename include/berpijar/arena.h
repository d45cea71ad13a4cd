/*
 * Memory that dies together.
 *
 * A course, a document, a question bank: everything that is read at once and
 * thrown away at once lives in one arena and is freed with it. Memory from an
 * arena is zeroed and never freed alone.
 *
 * Running out of memory is handled here and nowhere else: the program stops
 * with abort(), and the terminal is restored by the crash handler. Nothing is
 * lost by that, since whatever was shown as saved is on the disk already.
 */
#ifndef BERPIJAR_ARENA_H
#define BERPIJAR_ARENA_H

#include <berpijar/text.h>
#include <stddef.h>

struct bp_arena;

struct bp_arena *bp_arena_new(void);
void bp_arena_free(struct bp_arena *arena); /* NULL is fine */

/* How far an arena has been filled. */
struct bp_arena_mark {
	void *block, *behind;
	size_t used;
};
struct bp_arena_mark bp_arena_mark(const struct bp_arena *arena);
/* Frees what was allocated since the mark. */
void bp_arena_rewind(struct bp_arena *arena, struct bp_arena_mark mark);

/* Zeroed memory for count things of the given size, aligned for any type. */
void *bp_arena_alloc(struct bp_arena *arena, size_t count, size_t size);

/* Copies, each followed by a NUL byte that the length does not count. */
struct bp_str bp_arena_str(struct bp_arena *arena, struct bp_str text);
char *bp_arena_cstr(struct bp_arena *arena, struct bp_str text);
char *bp_arena_printf(struct bp_arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * A growing array in an arena, kept as { at, count, room }. BP_PUSH makes room for one
 * more element at its end and evaluates to the address of that element:
 *
 *	*BP_PUSH(arena, list->names, list->count, list->room) = name;
 */
#define BP_PUSH(arena, at, count, room)                                       \
	((at) = bp_arena_grow((arena), (at), (count), &(room), sizeof *(at)), \
		&(at)[(count)++])
void *bp_arena_grow(
	struct bp_arena *arena, void *at, size_t count, size_t *room, size_t size);
/* The same array has grown enough: its room is given back if it is the newest thing. */
#define BP_FIT(arena, at, count, room) \
	bp_arena_fit((arena), (at), (count), &(room), sizeof *(at))
void bp_arena_fit(
	struct bp_arena *arena, void *at, size_t count, size_t *room, size_t size);

/* Takes this many bytes for the heap from the system at once, since at a start a page
 * fault for each page costs more than all system calls. To be called before anything
 * large is allocated. Does nothing where the system or the heap cannot do it. */
void bp_reserve(size_t bytes);

/* Gives what has been freed of the heap, and the stack below, back to the system. */
void bp_give_back(void);

/* The heap, for the few things that fit no arena's lifetime; never NULL. */
void *bp_alloc(size_t count, size_t size); /* zeroed */
void *bp_realloc(void *at, size_t count, size_t size);
char *bp_strdup(const char *text);

#endif
