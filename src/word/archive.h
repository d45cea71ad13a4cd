/*
 * The ZIP archive that a document is: read within limits, and written anew for the program
 * that reads it next. Nothing is ever written under a name that an archive gives.
 */
#ifndef BERPIJAR_WORD_ARCHIVE_H
#define BERPIJAR_WORD_ARCHIVE_H

#include <berpijar/arena.h>
#include <berpijar/error.h>

#define ARCHIVE_ENTRIES_MOST 4096
#define ARCHIVE_PART_MOST    ((size_t)32 * 1024 * 1024) /* bytes of a part, unpacked */
#define ARCHIVE_PARTS_MOST   ((size_t)64 * 1024 * 1024) /* of all parts that are read */

struct archive_entry {
	struct bp_str name;   /* of any bytes */
	struct bp_str packed; /* in the archive */
	size_t size;          /* that it says it has, unpacked */
	bool deflated;
};

struct archive {
	struct archive_entry *at;
	size_t count, room;
};

/* Reads the list of what is in it; entries point into the bytes. Fails for what is no ZIP
 * archive, is encrypted, has too many entries, or points beyond its end. */
bool archive_open(struct bp_arena *arena, struct bp_str bytes, struct archive *archive,
	struct bp_error *err);

/* NULL: there is none of that name. */
const struct archive_entry *archive_find(
	const struct archive *archive, struct bp_str name);

/* Appends what an entry holds. Fails where that is more than `most` bytes, or is not what
 * the archive says of it. */
bool archive_read(const struct archive_entry *entry, size_t most, struct bp_buf *out);

/* An archive that is being written, without compression. */
struct archive_writer {
	struct bp_buf *out;
	struct bp_buf list; /* released by archive_end() */
	size_t count;
};

void archive_put(struct archive_writer *writer, struct bp_str name, struct bp_str bytes);
void archive_end(struct archive_writer *writer);

#endif
