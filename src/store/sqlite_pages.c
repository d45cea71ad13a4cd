/* SQLite's file format, as far as it takes to find rows on pages without a tree. */
#include "sqlite_pages.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_LEAF   0x0d
#define INDEX_LEAF   0x0a /* of an index, or of a table without rowid */
#define WAL_HEADER   32
#define FRAME_HEADER 24
#define ROW_LIMIT    (1u << 20)

static uint64_t big_endian(const uint8_t *at, size_t size)
{
	uint64_t value = 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | at[i];
	return value;
}

static const uint8_t *bytes(const struct bp_str *text)
{
	return (const uint8_t *)text->at;
}

/* Our files have pages of 4096 bytes; that is assumed if the header is lost. */
static size_t page_size(const struct pages *pages)
{
	size_t size = pages->file.len >= 18 ? big_endian(bytes(&pages->file) + 16, 2)
		: pages->journal.len >= 12  ? big_endian(bytes(&pages->journal) + 8, 4)
					    : 0;

	return size >= 512 && size <= 32768 && (size & (size - 1)) == 0 ? size : 4096;
}

size_t pages_frames(const struct pages *pages)
{
	return pages->journal.len <= WAL_HEADER
		? 0
		: (pages->journal.len - WAL_HEADER) / (FRAME_HEADER + pages->size);
}

static size_t frame_at(const struct pages *pages, size_t frame)
{
	return WAL_HEADER + frame * (FRAME_HEADER + pages->size);
}

const uint8_t *pages_frame(const struct pages *pages, size_t frame)
{
	return bytes(&pages->journal) + frame_at(pages, frame) + FRAME_HEADER;
}

size_t pages_in_file(const struct pages *pages)
{
	return pages->file.len / pages->size;
}

const uint8_t *pages_file(const struct pages *pages, size_t number)
{
	return bytes(&pages->file) + (number - 1) * pages->size;
}

void pages_open(struct pages *pages, struct bp_str file, struct bp_str journal)
{
	*pages = (struct pages){.file = file, .journal = journal};
	pages->size = page_size(pages);
	size_t frames = pages_frames(pages);
	pages->count = pages_in_file(pages) + frames + 1;
	pages->frames = bp_alloc(pages->count + 1, sizeof *pages->frames);
	for (size_t i = 0; i < frames; i++) {
		size_t at = frame_at(pages, i);
		uint64_t page = big_endian(bytes(&pages->journal) + at, 4);
		if (page && page <= pages->count)
			pages->frames[page] = at + FRAME_HEADER;
	}
}

void pages_close(struct pages *pages)
{
	free(pages->frames);
	*pages = (struct pages){0};
}

const uint8_t *pages_now(const struct pages *pages, uint64_t number)
{
	if (!number || number > pages->count)
		return NULL;
	if (pages->frames[number])
		return bytes(&pages->journal) + pages->frames[number];
	return number <= pages_in_file(pages) ? pages_file(pages, (size_t)number) : NULL;
}

/* ---- rows ---- */

/* Reads a variable-length integer; returns its bytes, 0 if they go beyond the end. */
static size_t read_varint(const uint8_t *at, const uint8_t *end, uint64_t *value)
{
	*value = 0;
	for (size_t i = 0; i < 9 && at + i < end; i++) {
		if (i == 8) {
			*value = *value << 8 | at[i];
			return 9;
		}
		*value = *value << 7 | (at[i] & 0x7f);
		if (!(at[i] & 0x80))
			return i + 1;
	}
	return 0;
}

/* How many bytes of a row are on its own page, not on overflow pages. */
static size_t local_size(const struct pages *pages, uint8_t kind, uint64_t size)
{
	size_t usable = pages->size;
	size_t most = kind == TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
	size_t least = (usable - 12) * 32 / 255 - 23;

	if (size <= most)
		return (size_t)size;
	size_t local = least + (size_t)((size - least) % (usable - 4));
	return local <= most ? local : least;
}

/* Collects a whole row, with its overflow pages; false if one of them is missing. */
static bool sqlite_pages_gather(const struct pages *pages, uint8_t kind,
	const uint8_t *at, const uint8_t *end, uint64_t size, struct bp_buf *row)
{
	size_t local = local_size(pages, kind, size);

	bp_buf_clear(row);
	if (size > ROW_LIMIT || local > (size_t)(end - at))
		return false;
	bp_buf_add(row, (const char *)at, local);
	if (local == size)
		return true;
	if ((size_t)(end - at) < local + 4)
		return false;
	uint64_t next = big_endian(at + local, 4);
	while (row->len < size) {
		const uint8_t *page = pages_now(pages, next);
		size_t part = pages->size - 4;
		if (!page)
			return false;
		if (part > size - row->len)
			part = (size_t)size - row->len;
		bp_buf_add(row, (const char *)page + 4, part);
		next = big_endian(page, 4);
	}
	return true;
}

static size_t size_of_type(uint64_t type)
{
	static const uint8_t sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

	return type < 10 ? sizes[type] : (size_t)(type - 12) / 2;
}

/* Splits a row; returns the number of its columns, 0 if it cannot be one of ours. */
static size_t split(const struct bp_buf *row, struct column columns[COLUMNS_MOST])
{
	const uint8_t *start = (const uint8_t *)row->at, *at = start;
	const uint8_t *end = at + row->len, *data;
	uint64_t header;
	size_t count = 0, taken = read_varint(at, end, &header);

	if (!taken || header > row->len || header < taken)
		return 0;
	data = at + header;
	for (at += taken; at < start + header; at += taken) {
		struct column column = {0};
		taken = read_varint(at, start + header, &column.type);
		column.size = size_of_type(column.type);
		if (!taken || count == COLUMNS_MOST || column.type == 10 ||
			column.type == 11 || column.size > (size_t)(end - data))
			return 0;
		column.at = data;
		data += column.size;
		columns[count++] = column;
	}
	return data == end ? count : 0;
}

static void read_cell(const struct pages *pages, uint8_t kind, const uint8_t *at,
	const uint8_t *end, struct bp_buf *row,
	void (*each)(
		void *context, int64_t rowid, const struct column *columns, size_t count),
	void *context)
{
	struct column columns[COLUMNS_MOST];
	uint64_t size, rowid = 0;
	size_t taken = read_varint(at, end, &size), more = 0;

	if (taken && kind == TABLE_LEAF)
		more = read_varint(at + taken, end, &rowid);
	if (!taken || (kind == TABLE_LEAF && !more) ||
		!sqlite_pages_gather(pages, kind, at + taken + more, end, size, row))
		return;
	size_t count = split(row, columns);
	if (count)
		each(context, (int64_t)rowid, columns, count);
}

void pages_rows(const struct pages *pages, const uint8_t *page,
	void (*each)(
		void *context, int64_t rowid, const struct column *columns, size_t count),
	void *context)
{
	const uint8_t *end = page + pages->size;
	size_t cells = (size_t)big_endian(page + 3, 2);
	struct bp_buf row = {0};

	if ((page[0] != TABLE_LEAF && page[0] != INDEX_LEAF) ||
		8 + 2 * cells > pages->size)
		return;
	for (size_t i = 0; i < cells; i++) {
		size_t at = (size_t)big_endian(page + 8 + 2 * i, 2);
		if (at >= 8 + 2 * cells && at < pages->size)
			read_cell(pages, page[0], page + at, end, &row, each, context);
	}
	bp_buf_release(&row);
}

/* ---- columns ---- */

bool column_is_none(const struct column *column)
{
	return column->type == 0;
}

bool column_is_integer(const struct column *column)
{
	return (column->type >= 1 && column->type <= 6) || column->type == 8 ||
		column->type == 9;
}

int64_t column_integer(const struct column *column)
{
	if (column->type >= 8)
		return column->type == 9;
	uint64_t value = big_endian(column->at, column->size);
	uint64_t sign = UINT64_C(1) << (8 * column->size - 1);

	return (int64_t)((value ^ sign) - sign);
}

bool column_is_real(const struct column *column)
{
	return column->type == 0 || column->type == 7 || column_is_integer(column);
}

/* SQLite stores whole numbers as integers, also in a column of reals. */
double column_real(const struct column *column)
{
	uint64_t bits;
	double value;

	if (column->type == 0)
		return -1;
	if (column->type != 7)
		return (double)column_integer(column);
	bits = big_endian(column->at, 8);
	memcpy(&value, &bits, sizeof value);
	return value;
}

bool column_is_text(const struct column *column)
{
	return column->type >= 13 && column->type % 2 == 1 &&
		bp_utf8_valid(
			(struct bp_str){(const char *)column->at, column->size}, NULL);
}

bool column_is_blob(const struct column *column, size_t size)
{
	return column->type == 12 + 2 * size;
}

struct bp_str column_text(const struct column *column)
{
	return (struct bp_str){(const char *)column->at, column->size};
}
