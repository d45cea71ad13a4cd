/* ZIP archives (PKWARE's APPNOTE, without ZIP64, encryption and several disks). */
#include "archive.h"
#include <berpijar/lang.h>
#include <limits.h>
#include <string.h>
#include <zlib.h>

#define END_SIZE   22 /* of the end of the list, without its comment */
#define ENTRY_SIZE 46 /* of an entry of the list, without its name */
#define LOCAL_SIZE 30 /* of what stands in front of an entry's bytes, likewise */
#define END_MARK   0x06054b50u
#define ENTRY_MARK 0x02014b50u
#define LOCAL_MARK 0x04034b50u
#define DEFLATED   8

/* ---- reading ---- */

/* A number of `size` bytes, the lowest first; the caller knows that they are there. */
static uint32_t archive_number(struct bp_str bytes, size_t at, size_t size)
{
	uint32_t number = 0;

	for (size_t i = size; i-- > 0;)
		number = number << 8 | (unsigned char)bytes.at[at + i];
	return number;
}

/* The end of the list stands at the end, in front of a comment of up to 64 KiB. */
static size_t archive_find_end(struct bp_str bytes)
{
	size_t least = bytes.len > END_SIZE + 0xffff ? bytes.len - END_SIZE - 0xffff : 0;

	if (bytes.len < END_SIZE)
		return SIZE_MAX;
	for (size_t at = bytes.len - END_SIZE + 1; at-- > least;)
		if (archive_number(bytes, at, 4) == END_MARK)
			return at;
	return SIZE_MAX;
}

static bool archive_is_damaged(struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_INPUT,
		_("arsip di dalam berkas ini rusak; buka dan simpan lagi di pengolah kata"));
}

/* Where the bytes of an entry are is told by what stands in front of them. */
static bool archive_find_packed(struct bp_str bytes, size_t at, size_t packed,
	struct archive_entry *entry, struct bp_error *err)
{
	if (at > bytes.len || bytes.len - at < LOCAL_SIZE ||
		archive_number(bytes, at, 4) != LOCAL_MARK)
		return archive_is_damaged(err);
	at += LOCAL_SIZE + archive_number(bytes, at + 26, 2) +
		archive_number(bytes, at + 28, 2);
	if (at > bytes.len || bytes.len - at < packed)
		return archive_is_damaged(err);
	entry->packed = bp_str_part(bytes, at, at + packed);
	return true;
}

/* Reads the entry of the list at *at, and goes on to the next one. */
static bool archive_read_entry(struct bp_str bytes, size_t *at,
	struct archive_entry *entry, struct bp_error *err)
{
	if (*at > bytes.len || bytes.len - *at < ENTRY_SIZE ||
		archive_number(bytes, *at, 4) != ENTRY_MARK)
		return archive_is_damaged(err);
	uint32_t method = archive_number(bytes, *at + 10, 2);
	size_t name = archive_number(bytes, *at + 28, 2);
	if (bytes.len - *at - ENTRY_SIZE < name)
		return archive_is_damaged(err);
	if (archive_number(bytes, *at + 8, 2) & 1)
		return bp_fail(err, BP_ERROR_INPUT,
			_("berkas ini dikunci kata sandi; simpanlah tanpa kata sandi"));
	if (method != 0 && method != DEFLATED)
		return archive_is_damaged(err);
	entry->deflated = method == DEFLATED;
	entry->size = archive_number(bytes, *at + 24, 4);
	entry->name = bp_str_part(bytes, *at + ENTRY_SIZE, *at + ENTRY_SIZE + name);
	size_t packed = archive_number(bytes, *at + 20, 4);
	size_t local = archive_number(bytes, *at + 42, 4);
	*at += ENTRY_SIZE + name + archive_number(bytes, *at + 30, 2) +
		archive_number(bytes, *at + 32, 2);
	return archive_find_packed(bytes, local, packed, entry, err);
}

bool archive_open(struct bp_arena *arena, struct bp_str bytes, struct archive *archive,
	struct bp_error *err)
{
	size_t end = archive_find_end(bytes);

	if (bp_str_starts(bytes, "\xd0\xcf\x11\xe0"))
		return bp_fail(err, BP_ERROR_INPUT,
			_("ini berkas Word lama (.doc) atau yang dikunci kata sandi; simpanlah sebagai .docx tanpa kata sandi"));
	if (end == SIZE_MAX)
		return bp_fail(err, BP_ERROR_INPUT,
			_("ini bukan berkas .docx atau .odt; simpanlah dari pengolah kata sebagai .docx"));
	size_t count = archive_number(bytes, end + 10, 2);
	size_t at = archive_number(bytes, end + 16, 4);
	if (count > ARCHIVE_ENTRIES_MOST)
		return bp_fail(err, BP_ERROR_INPUT,
			_("berkas ini memuat lebih dari %d bagian, jadi tidak dibaca"),
			ARCHIVE_ENTRIES_MOST);
	for (size_t i = 0; i < count; i++)
		if (!archive_read_entry(bytes, &at,
			    BP_PUSH(arena, archive->at, archive->count, archive->room),
			    err))
			return false;
	return true;
}

const struct archive_entry *archive_find(
	const struct archive *archive, struct bp_str name)
{
	for (size_t i = 0; i < archive->count; i++)
		if (bp_str_equal(archive->at[i].name, name))
			return &archive->at[i];
	return NULL;
}

/* A byte more than it says is asked for, so that one which says too little is noticed. */
static bool archive_inflate(const struct archive_entry *entry, struct bp_buf *out)
{
	z_stream stream = {0};

	if (entry->packed.len > UINT_MAX || inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return false;
	stream.next_in = (Bytef *)(uintptr_t)entry->packed.at;
	stream.avail_in = (uInt)entry->packed.len;
	stream.next_out = (Bytef *)bp_buf_room(out, entry->size + 1);
	stream.avail_out = (uInt)(entry->size + 1);
	bool ok = inflate(&stream, Z_FINISH) == Z_STREAM_END &&
		stream.total_out == entry->size;
	inflateEnd(&stream);
	if (ok)
		out->len += entry->size;
	return ok;
}

bool archive_read(const struct archive_entry *entry, size_t most, struct bp_buf *out)
{
	if (entry->size > most || entry->size >= UINT_MAX)
		return false;
	if (entry->deflated)
		return archive_inflate(entry, out);
	if (entry->packed.len != entry->size)
		return false;
	bp_buf_add_str(out, entry->packed);
	return true;
}

/* ---- writing ---- */

static void archive_add_number(struct bp_buf *out, uint32_t number, size_t size)
{
	for (size_t i = 0; i < size; i++)
		bp_buf_add_char(out, (char)(number >> (8 * i) & 0xff));
}

/* What both the list and the entry itself say: version 2.0, names in UTF-8, no compression,
 * 1 January 1980. */
static void archive_add_facts(
	struct bp_buf *out, struct bp_str name, struct bp_str bytes, uint32_t sum)
{
	archive_add_number(out, 20, 2);
	archive_add_number(out, 0x800, 2);
	archive_add_number(out, 0, 4);
	archive_add_number(out, 0x21, 2);
	archive_add_number(out, sum, 4);
	archive_add_number(out, (uint32_t)bytes.len, 4);
	archive_add_number(out, (uint32_t)bytes.len, 4);
	archive_add_number(out, (uint32_t)name.len, 2);
	archive_add_number(out, 0, 2);
}

void archive_put(struct archive_writer *writer, struct bp_str name, struct bp_str bytes)
{
	uint32_t sum = (uint32_t)crc32(0, (const Bytef *)bytes.at, (uInt)bytes.len);
	uint32_t at = (uint32_t)writer->out->len;

	archive_add_number(writer->out, LOCAL_MARK, 4);
	archive_add_facts(writer->out, name, bytes, sum);
	bp_buf_add_str(writer->out, name);
	bp_buf_add_str(writer->out, bytes);
	archive_add_number(&writer->list, ENTRY_MARK, 4);
	archive_add_number(&writer->list, 20, 2);
	archive_add_facts(&writer->list, name, bytes, sum);
	archive_add_number(&writer->list, 0, 4); /* no comment, the first disk */
	archive_add_number(&writer->list, 0, 2); /* attributes, as the next ones */
	archive_add_number(&writer->list, 0, 4);
	archive_add_number(&writer->list, at, 4);
	bp_buf_add_str(&writer->list, name);
	writer->count++;
}

void archive_end(struct archive_writer *writer)
{
	uint32_t at = (uint32_t)writer->out->len;

	bp_buf_add_str(writer->out, bp_buf_str(&writer->list));
	archive_add_number(writer->out, END_MARK, 4);
	archive_add_number(writer->out, 0, 4);
	archive_add_number(writer->out, (uint32_t)writer->count, 2);
	archive_add_number(writer->out, (uint32_t)writer->count, 2);
	archive_add_number(writer->out, (uint32_t)writer->list.len, 4);
	archive_add_number(writer->out, at, 4);
	archive_add_number(writer->out, 0, 2);
	bp_buf_release(&writer->list);
}
