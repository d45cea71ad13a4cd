/*
 * The rows on SQLite's pages, from a file and its journal, even if the tree above them is
 * damaged (https://www.sqlite.org/fileformat2.html). Nothing that is read is trusted.
 */
#ifndef BERPIJAR_STORE_SQLITE_PAGES_H
#define BERPIJAR_STORE_SQLITE_PAGES_H

#include <berpijar/text.h>

/* A file with its journal: of each page the journal's newest copy counts, else the
 * file's. */
struct pages {
	struct bp_str file, journal; /* borrowed */
	size_t size;                 /* bytes of a page */
	size_t count;                /* the highest number of a page; the first is 1 */
	size_t *frames; /* of each page: its newest copy in the journal; 0: none */
};

void pages_open(struct pages *pages, struct bp_str file, struct bp_str journal);
void pages_close(struct pages *pages);

/* The bytes of a page: as it is now (NULL: there is no such page), as the file has it,
 * and as a frame of the journal has it, which may be an older copy. */
const uint8_t *pages_now(const struct pages *pages, uint64_t number);
size_t pages_in_file(const struct pages *pages);
const uint8_t *pages_file(const struct pages *pages, size_t number);
size_t pages_frames(const struct pages *pages);
const uint8_t *pages_frame(const struct pages *pages, size_t frame);

#define COLUMNS_MOST 14

struct column {
	uint64_t type; /* SQLite's serial type */
	const uint8_t *at;
	size_t size;
};

/* Calls each for the rows on a page, if it is a leaf. In tables without rowid, and in
 * indices, rowid is 0. */
void pages_rows(const struct pages *pages, const uint8_t *page,
	void (*each)(
		void *context, int64_t rowid, const struct column *columns, size_t count),
	void *context);

bool column_is_none(const struct column *column);
bool column_is_integer(const struct column *column);
bool column_is_real(const struct column *column); /* or an integer, or NULL */
bool column_is_text(const struct column *column); /* and valid UTF-8 */
bool column_is_blob(const struct column *column, size_t size);
int64_t column_integer(const struct column *column);
double column_real(const struct column *column); /* negative: NULL */
struct bp_str column_text(const struct column *column);

#endif
