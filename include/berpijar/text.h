/*
 * Text: borrowed slices, growing strings, and what of a text a terminal shows.
 *
 * All text is UTF-8, from anywhere, so it may hold any bytes at all. It is
 * cleaned at one place: bp_glyph_next() is the only way from bytes to
 * something that is shown, and both the layout and the screen go through it.
 */
#ifndef BERPIJAR_TEXT_H
#define BERPIJAR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A slice of bytes that somebody else owns; not NUL-terminated. */
struct bp_str {
	const char *at; /* may be NULL when len is 0 */
	size_t len;
};

#define BP_STR(literal) ((struct bp_str){(literal), sizeof(literal) - 1})

struct bp_str bp_str(const char *cstr); /* NULL gives the empty slice */
bool bp_str_equal(struct bp_str a, struct bp_str b);
/* By their bytes, a text before those that it begins; for qsort(): < 0, 0, > 0. */
int bp_str_order(struct bp_str a, struct bp_str b);
bool bp_str_is(struct bp_str a, const char *cstr);
bool bp_str_starts(struct bp_str text, const char *prefix);
struct bp_str bp_str_trim(struct bp_str text); /* ASCII white space at both ends */
struct bp_str bp_str_from(struct bp_str text, size_t start);
struct bp_str bp_str_part(struct bp_str text, size_t start, size_t end);
/* Where the bytes of needle first stand at or after start, or SIZE_MAX. */
size_t bp_str_find(struct bp_str text, struct bp_str needle, size_t start);
/* Of ASCII, whatever the locale. */
bool bp_is_space(char c); /* blank, tab, newline, CR, VT, FF */
bool bp_is_digit(char c);
bool bp_is_letter(char c);

/* 64-bit FNV-1a; start from BP_HASH_START or go on from an earlier hash. */
#define BP_HASH_START 0xcbf29ce484222325u
uint64_t bp_hash(uint64_t hash, struct bp_str text);
/* The same over the trimmed text with each run of white space as one blank. */
uint64_t bp_hash_folded(uint64_t hash, struct bp_str text);

/* A growing string; { NULL, 0, 0 } is empty and ready. Always ends in NUL once grown. */
struct bp_buf {
	char *at;
	size_t len, room;
};

void bp_buf_add(struct bp_buf *buf, const void *bytes, size_t len);
/* Where `more` bytes may be written by hand, to be counted in `len` then. */
char *bp_buf_room(struct bp_buf *buf, size_t more);
void bp_buf_add_str(struct bp_buf *buf, struct bp_str text);
void bp_buf_add_cstr(struct bp_buf *buf, const char *text);
void bp_buf_add_char(struct bp_buf *buf, char c);
void bp_buf_add_code(struct bp_buf *buf, uint32_t code); /* as UTF-8 */
void bp_buf_printf(struct bp_buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void bp_buf_clear(struct bp_buf *buf);   /* empty, memory kept */
void bp_buf_release(struct bp_buf *buf); /* empty, memory freed */
struct bp_str bp_buf_str(const struct bp_buf *buf);

/* One step of strict UTF-8 decoding: bytes taken (1 or more while at < text.len), and
 * the code point, U+FFFD for anything that is not UTF-8 (RFC 3629). */
size_t bp_utf8_next(struct bp_str text, size_t at, uint32_t *code);
size_t bp_utf8_put(char out[4], uint32_t code); /* bytes written, 1..4 */
/* The offset of the first byte from `at` on that is not ASCII. */
size_t bp_ascii_skip(struct bp_str text, size_t at);
bool bp_utf8_valid(struct bp_str text, size_t *bad); /* bad: offset of the first fault */

/*
 * What one or two cells of a screen hold: a base character and at most two
 * combining marks.
 */
struct bp_glyph {
	uint32_t base;
	uint32_t mark[2]; /* 0: none */
	uint8_t width;    /* 1 or 2; 0: nothing to show (the bytes vanish) */
};

/*
 * The one sanitizer. Takes the next glyph of text at offset `at` and returns how
 * many bytes it took (1 or more while at < text.len). Control characters, C1,
 * line separators and invalid UTF-8 become U+FFFD; bidirectional controls,
 * zero-width and other invisible characters vanish, but for the non-joiner in scripts that
 * need it, which is a mark; marks beyond two vanish;
 * unassigned code points become U+FFFD. Newline and tab come out as a blank: a
 * layout that gives them a meaning looks for them first.
 */
size_t bp_glyph_next(struct bp_str text, size_t at, struct bp_glyph *glyph);
/* A mark in two bytes, and back: all that bp_glyph_next() gives. */
uint16_t bp_mark_pack(uint32_t mark);
uint32_t bp_mark_unpack(uint16_t packed);
/* Cells that the text takes on a line. */
int bp_text_columns(struct bp_str text);

/*
 * Clusters: what people take for one character (UAX #29), such as a letter with its
 * accents, a syllable with its vowel signs, a flag, a family of emoji. A cursor moves by
 * clusters, and text is cut between them. Shown, a cluster is one glyph or several, so
 * its width is the sum of theirs whatever a terminal makes of it.
 */
struct bp_cluster {
	uint8_t last;    /* what the last character was (core/unicode.h) */
	bool pictograph; /* a pictograph came, and behind it nothing but what extends it */
	bool half_flag;  /* of the two letters of a flag one came */
};
/* Whether a cluster starts at the next character of a text. Begin with a zeroed one. */
bool bp_cluster_starts(struct bp_cluster *cluster, uint32_t code);
/* Bytes of the cluster at `at`, in whole glyphs. */
size_t bp_cluster_next(struct bp_str text, size_t at);

/* Bytes of the longest start of the text, in whole clusters, that takes at most `columns`
 * cells; 0 if the first cluster takes more. */
size_t bp_text_fit(struct bp_str text, int columns);
/* The same for breaking lines, which must go on: of a first cluster that is too wide the
 * glyphs that fit, or its first glyph. 0 only for an empty text. */
size_t bp_text_cut(struct bp_str text, int columns);
/* Bytes of the shortest start of the text, in whole clusters, that must be left out so
 * that the rest takes at most `columns` cells. */
size_t bp_text_skip(struct bp_str text, int columns);

/* Appends the text in normalization form C (UAX #15): the same letters are the same bytes
 * then, however they were typed. Bytes that are not UTF-8 become U+FFFD. Never for what
 * is hashed or kept, since a newer Unicode may change what it gives. */
void bp_text_nfc(struct bp_str text, struct bp_buf *out);

/* Appends the text without anything that a terminal could take for a command (see
 * bp_glyph_next); newlines and tabs are kept. */
void bp_buf_add_clean(struct bp_buf *buf, struct bp_str text);
/* Prints it, for messages, reports and everything that is not a screen. */
void bp_print_clean(FILE *out, struct bp_str text);
/* The same two for what must stay on one line (a name, a path): newlines and tabs become
 * blanks. */
void bp_buf_add_clean_line(struct bp_buf *buf, struct bp_str text);
void bp_print_clean_line(FILE *out, struct bp_str text);
/* Whether a terminal shows the text as it is, on one line: no control or invisible
 * characters. */
bool bp_text_is_clean_line(struct bp_str text);

/*
 * Whether a terminal may take a character for a command, or show what is around it in
 * another order: controls but newline and tab, DEL, C1, and what embeds or overrides a
 * direction. The rest of what bp_buf_add_clean() leaves out does no harm.
 */
bool bp_code_commands(uint32_t code);
/* Appends the text with U+FFFD in the place of such characters, and of bytes that are not
 * UTF-8, for files that other programs read: nothing else is lost. CR and LF become LF. */
void bp_buf_add_harmless(struct bp_buf *buf, struct bp_str text);

/* What stands for a character where only ASCII can be shown; '?' if nothing does. */
char bp_code_ascii(uint32_t code);

/* Folds case (and nothing else) for comparisons, code point by code point. */
uint32_t bp_fold_code(uint32_t code);
/* Folds case and the diacritics of Latin letters, for searching. */
uint32_t bp_fold_search(uint32_t code);
bool bp_text_equal_folded(struct bp_str a, struct bp_str b);
/*
 * Whether the text is what the pattern of a short answer asks for: "*" stands for any
 * characters, "\*" for an asterisk. Case, white space at the ends, the amount of white
 * space within, whether accents are letters of their own, the shape of quotation marks
 * and dashes, and characters without width make no difference.
 */
bool bp_text_matches(struct bp_str pattern, struct bp_str text);
/* The same in two steps, for who compares many: folds a text or pattern, to be released;
 * compares what is folded. */
struct bp_buf bp_text_folded(struct bp_str text, bool is_pattern);
bool bp_folded_matches(struct bp_str pattern, struct bp_str text);
/* Whether the words stand in the text, folded for searching; nothing stands everywhere.
 */
bool bp_text_holds(struct bp_str text, struct bp_str words);

#endif
