#include "salvage.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT    (256u << 20)
#define LEAF          0x0d /* the kind of page that holds a table's rows */
#define WAL_HEADER    32
#define FRAME_HEADER  24
#define COLUMNS_MOST  14
#define COLUMNS_LEAST 11 /* of version 1 */
#define BODY_LIMIT    (1u << 20)

/* Two files as one: a page is the journal's newest, else the file's. */
struct image {
	struct bp_str file, journal;
	size_t page;    /* bytes of a page */
	size_t *frames; /* for each page, from 1: where the journal has it; 0: nowhere */
	size_t pages;
};

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

/* Ours are of 4096; a header that is lost says nothing. */
static size_t page_size(const struct image *image)
{
	size_t size = image->file.len >= 18 ? big_endian(bytes(&image->file) + 16, 2)
		: image->journal.len >= 12  ? big_endian(bytes(&image->journal) + 8, 4)
					    : 0;

	return size >= 512 && size <= 32768 && (size & (size - 1)) == 0 ? size : 4096;
}

static size_t frame_count(const struct image *image)
{
	return image->journal.len <= WAL_HEADER
		? 0
		: (image->journal.len - WAL_HEADER) / (FRAME_HEADER + image->page);
}

static size_t frame_at(const struct image *image, size_t frame)
{
	return WAL_HEADER + frame * (FRAME_HEADER + image->page);
}

static void index_frames(struct image *image)
{
	size_t count = frame_count(image), in_file = image->file.len / image->page;

	image->pages = in_file + count + 1;
	image->frames = bp_alloc(image->pages + 1, sizeof *image->frames);
	for (size_t i = 0; i < count; i++) {
		size_t at = frame_at(image, i);
		uint64_t page = big_endian(bytes(&image->journal) + at, 4);
		if (page && page <= image->pages)
			image->frames[page] = at + FRAME_HEADER;
	}
}

static const uint8_t *page_of(const struct image *image, uint64_t number)
{
	if (!number || number > image->pages)
		return NULL;
	if (image->frames[number])
		return bytes(&image->journal) + image->frames[number];
	return number * image->page <= image->file.len
		? bytes(&image->file) + (number - 1) * image->page
		: NULL;
}

/* ---- records ---- */

/* A variable-length integer; the bytes taken, 0 if there is no room for it. */
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

/* How many bytes of a row stand on its own page. */
static size_t local_size(const struct image *image, uint64_t size)
{
	size_t usable = image->page, most = usable - 35;
	size_t least = (usable - 12) * 32 / 255 - 23;

	if (size <= most)
		return (size_t)size;
	size_t local = least + (size_t)((size - least) % (usable - 4));
	return local <= most ? local : least;
}

/* The whole of a row, with what stands on overflow pages; false if some is missing. */
static bool gather(const struct image *image, const uint8_t *at, const uint8_t *end,
	uint64_t size, struct bp_buf *row)
{
	size_t local = local_size(image, size);

	bp_buf_clear(row);
	if (size > BODY_LIMIT || local > (size_t)(end - at))
		return false;
	bp_buf_add(row, (const char *)at, local);
	if (local == size)
		return true;
	if ((size_t)(end - at) < local + 4)
		return false;
	uint64_t next = big_endian(at + local, 4);
	while (row->len < size) {
		const uint8_t *page = page_of(image, next);
		size_t part = image->page - 4;
		if (!page)
			return false;
		if (part > size - row->len)
			part = (size_t)size - row->len;
		bp_buf_add(row, (const char *)page + 4, part);
		next = big_endian(page, 4);
	}
	return true;
}

struct column {
	uint64_t type; /* SQLite's serial type */
	const uint8_t *at;
	size_t size;
};

static size_t size_of_type(uint64_t type)
{
	static const uint8_t sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

	return type < 10 ? sizes[type] : (size_t)(type - 12) / 2;
}

/* Splits a row; the number of its columns, 0 if it is none of ours. */
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

static bool is_integer(const struct column *column)
{
	return (column->type >= 1 && column->type <= 6) || column->type == 8 ||
		column->type == 9;
}

static int64_t integer_of(const struct column *column)
{
	if (column->type >= 8)
		return column->type == 9;
	uint64_t value = big_endian(column->at, column->size);
	uint64_t sign = UINT64_C(1) << (8 * column->size - 1);

	return (int64_t)((value ^ sign) - sign);
}

static bool is_real(const struct column *column)
{
	return column->type == 0 || column->type == 7 || is_integer(column);
}

/* Negative: none. Whole numbers are kept as integers. */
static double real_of(const struct column *column)
{
	uint64_t bits;
	double value;

	if (column->type == 0)
		return -1;
	if (column->type != 7)
		return (double)integer_of(column);
	bits = big_endian(column->at, 8);
	memcpy(&value, &bits, sizeof value);
	return value;
}

static bool is_text(const struct column *column)
{
	return column->type >= 13 && column->type % 2 == 1 &&
		bp_utf8_valid(
			(struct bp_str){(const char *)column->at, column->size}, NULL);
}

static bool is_blob(const struct column *column, size_t size)
{
	return column->type == 12 + 2 * size;
}

static struct bp_str text_of(struct salvage *salvage, const struct column *column)
{
	return bp_arena_str(
		salvage->arena, (struct bp_str){(const char *)column->at, column->size});
}

/* The columns of schema.c's event table, in their order. */
static bool is_event(const struct column *columns, size_t count)
{
	bool first = count >= COLUMNS_LEAST && columns[0].type == 0 &&
		is_blob(&columns[1], 16) && is_integer(&columns[2]) &&
		is_text(&columns[3]) && columns[3].size && is_text(&columns[4]) &&
		is_text(&columns[5]) && is_text(&columns[6]) && is_real(&columns[7]) &&
		is_real(&columns[8]) && is_integer(&columns[9]) && is_text(&columns[10]);

	return first &&
		(count == COLUMNS_LEAST ||
			(count == COLUMNS_MOST && is_integer(&columns[11]) &&
				is_integer(&columns[12]) &&
				is_blob(&columns[13], BP_DIGEST_SIZE)));
}

static void take_event(
	struct salvage *salvage, int64_t seq, const struct column *columns, size_t count)
{
	struct salvaged *found =
		BP_PUSH(salvage->arena, salvage->events, salvage->count, salvage->room);

	*found = (struct salvaged){
		.event = {.seq = seq,
			.at = integer_of(&columns[2]),
			.course = text_of(salvage, &columns[4]),
			.module = text_of(salvage, &columns[5]),
			.question = text_of(salvage, &columns[6]),
			.grade = real_of(&columns[7]),
			.seconds = real_of(&columns[8]),
			.jp_halves = (int)integer_of(&columns[9]),
			.body = text_of(salvage, &columns[10])},
		.verb = text_of(salvage, &columns[3]),
	};
	memcpy(found->event.id, columns[1].at, sizeof found->event.id);
	if (count == COLUMNS_MOST) {
		found->replica = integer_of(&columns[11]);
		found->number = integer_of(&columns[12]);
		memcpy(found->link.at, columns[13].at, sizeof found->link.at);
	}
}

const uint8_t *salvage_replica(const struct salvage *salvage, int64_t key)
{
	for (size_t i = 0; i < salvage->replica_count; i++)
		if (salvage->replicas[i].key == key)
			return salvage->replicas[i].id;
	return NULL;
}

static void take_replica(struct salvage *salvage, int64_t key, const uint8_t *id)
{
	struct salvaged_replica replica = {.key = key};

	if (salvage_replica(salvage, key))
		return;
	memcpy(replica.id, id, sizeof replica.id);
	*BP_PUSH(salvage->arena, salvage->replicas, salvage->replica_count,
		salvage->replica_room) = replica;
}

/* ---- pages ---- */

static void scan_cell(struct salvage *salvage, const struct image *image,
	const uint8_t *at, const uint8_t *end, struct bp_buf *row)
{
	struct column columns[COLUMNS_MOST];
	uint64_t size, rowid;
	size_t taken = read_varint(at, end, &size);
	size_t more = taken ? read_varint(at + taken, end, &rowid) : 0;

	if (!more || !gather(image, at + taken + more, end, size, row))
		return;
	size_t count = split(row, columns);
	if (count == 2 && columns[0].type == 0 && is_blob(&columns[1], 16))
		take_replica(salvage, (int64_t)rowid, columns[1].at);
	if (!is_event(columns, count) || (int64_t)rowid < 1)
		return;
	if ((int64_t)rowid > salvage->newest)
		salvage->newest = (int64_t)rowid;
	take_event(salvage, (int64_t)rowid, columns, count);
}

static void scan_page(struct salvage *salvage, const struct image *image,
	const uint8_t *page, struct bp_buf *row)
{
	const uint8_t *end = page + image->page;
	size_t cells = (size_t)big_endian(page + 3, 2);

	if (page[0] != LEAF || 8 + 2 * cells > image->page)
		return;
	for (size_t i = 0; i < cells; i++) {
		size_t at = (size_t)big_endian(page + 8 + 2 * i, 2);
		if (at >= 8 + 2 * cells && at < image->page)
			scan_cell(salvage, image, page + at, end, row);
	}
}

void salvage_bytes(struct salvage *salvage, struct bp_str file, struct bp_str journal)
{
	struct image image = {.file = file, .journal = journal};
	struct bp_buf row = {0};

	image.page = page_size(&image);
	index_frames(&image);
	for (size_t at = 0; at + image.page <= image.file.len; at += image.page)
		scan_page(salvage, &image, bytes(&image.file) + at, &row);
	for (size_t i = 0; i < frame_count(&image); i++)
		scan_page(salvage, &image,
			bytes(&image.journal) + frame_at(&image, i) + FRAME_HEADER, &row);
	free(image.frames);
	bp_buf_release(&row);
}

void salvage_scan(struct salvage *salvage, const char *file, const char *journal)
{
	struct bp_buf pages = {0}, frames = {0};

	bp_file_read(file, FILE_LIMIT, &pages, NULL);
	bp_file_read(journal, FILE_LIMIT, &frames, NULL);
	salvage_bytes(salvage, bp_buf_str(&pages), bp_buf_str(&frames));
	bp_buf_release(&pages);
	bp_buf_release(&frames);
}

/* ---- each once, and only what is as it was ---- */

static int by_id(const void *a, const void *b)
{
	const struct salvaged *x = a, *y = b;
	return memcmp(x->event.id, y->event.id, sizeof x->event.id);
}

static int by_place(const void *a, const void *b)
{
	const struct salvaged *x = a, *y = b;

	if (x->replica != y->replica)
		return (x->replica > y->replica) - (x->replica < y->replica);
	if (x->number != y->number)
		return (x->number > y->number) - (x->number < y->number);
	return (x->event.seq > y->event.seq) - (x->event.seq < y->event.seq);
}

/* Whether it is not what its link says, although the one before it is. */
static bool is_changed(const struct salvage *salvage, const struct salvaged *event,
	const struct salvaged *before)
{
	static const struct bp_digest none;
	const uint8_t *replica = salvage_replica(salvage, event->replica);
	bool known = event->number == 1 ||
		(before && before->replica == event->replica &&
			before->number == event->number - 1);

	if (before && event->number && before->replica == event->replica &&
		before->number == event->number)
		return true; /* another record's, of a journal that was not ours */
	if (!replica || !event->number || !known)
		return false;
	struct bp_digest link = chain_link(event->number == 1 ? &none : &before->link,
		replica, event->number, &event->event, event->verb);
	return !bp_digest_equal(&link, &event->link);
}

/* One that follows a changed event cannot be judged, so it stays. */
static void drop_changed(struct salvage *salvage)
{
	struct salvaged *before = NULL, *events = salvage->events;
	size_t kept = 0;

	for (size_t i = 0; i < salvage->count; i++)
		if (!is_changed(salvage, &events[i], before)) {
			events[kept++] = events[i];
			before = &events[kept - 1];
		}
	salvage->count = kept;
}

void salvage_finish(struct salvage *salvage)
{
	size_t kept = 0;

	if (!salvage->count)
		return;
	qsort(salvage->events, salvage->count, sizeof *salvage->events, by_id);
	for (size_t i = 0; i < salvage->count; i++)
		if (!kept || by_id(&salvage->events[kept - 1], &salvage->events[i]) != 0)
			salvage->events[kept++] = salvage->events[i];
	salvage->count = kept;
	qsort(salvage->events, salvage->count, sizeof *salvage->events, by_place);
	drop_changed(salvage);
}
