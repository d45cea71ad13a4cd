/*
 * What a program sends to its terminal, cut into pieces, and what of it may be sent
 * at all: printable UTF-8, a few control characters, and the sequences that move,
 * erase, scroll and colour. Everything else (titles, links, clipboard, queries, …)
 * could come out of a hostile course, and is not allowed.
 */
#ifndef TESTS_STREAM_H
#define TESTS_STREAM_H

#include <stdbool.h>
#include <stddef.h>

enum piece_kind { PIECE_TEXT, PIECE_CONTROL, PIECE_ESCAPE };

struct piece {
	enum piece_kind kind;
	const char *at;
	size_t len;
	bool allowed;
};

/* Cuts the next piece off; false if it is not complete yet. */
bool piece_next(const char *bytes, size_t len, struct piece *out);

/* Whether the piece is CSI with this final byte, e.g. 'm'; its parameters as text. */
bool piece_csi(const struct piece *piece, char final, const char **params, size_t *len);

#endif
