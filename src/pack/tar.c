/* Writes and reads ustar. A header is read by making it again and comparing: so there is one
 * way to write each entry, and no byte that could hide something. */
#include "tar.h"
#include <berpijar/lang.h>
#include <stdio.h>
#include <string.h>

#define TAR_SIZE_MOST ((size_t)0777777777) /* more than any pack; nine digits */

/* POSIX.1-2017, pax, "ustar Interchange Format". */
struct tar_header {
	char name[100];
	char mode[8], uid[8], gid[8];
	char size[12], mtime[12];
	char checksum[8];
	char type;
	char link[100];
	char magic[6], version[2];
	char user[32], group[32];
	char major[8], minor[8];
	char prefix[155];
	char rest[12];
};
_Static_assert(sizeof(struct tar_header) == TAR_BLOCK, "a header is one block");

size_t tar_size(size_t size)
{
	return TAR_BLOCK + (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
}

/* A long name is cut at its first slash that leaves a rest which fits. */
static bool tar_put_name(struct tar_header *header, const char *name)
{
	size_t len = strlen(name);
	const char *slash = NULL;

	if (len <= sizeof header->name) {
		memcpy(header->name, name, len);
		return len > 0;
	}
	slash = strchr(name + len - sizeof header->name - 1, '/');
	size_t prefix = slash ? (size_t)(slash - name) : 0;
	if (prefix == 0 || prefix > sizeof header->prefix || !slash[1])
		return false;
	memcpy(header->prefix, name, prefix);
	memcpy(header->name, slash + 1, len - prefix - 1);
	return true;
}

/* Digits in base eight with a NUL behind them, as many as there is room for. */
static void tar_put_number(char *at, size_t room, size_t value)
{
	at[--room] = '\0';
	while (room) {
		at[--room] = (char)('0' + (value & 7));
		value >>= 3;
	}
}

static bool tar_make_header(struct tar_header *header, const char *name, size_t size)
{
	const unsigned char *byte = (const unsigned char *)header;
	size_t sum = 0;

	*header = (struct tar_header){.type = '0', .magic = "ustar", .version = "00"};
	if (size > TAR_SIZE_MOST || !tar_put_name(header, name))
		return false;
	tar_put_number(header->mode, sizeof header->mode, 0644);
	tar_put_number(header->uid, sizeof header->uid, 0);
	tar_put_number(header->gid, sizeof header->gid, 0);
	tar_put_number(header->size, sizeof header->size, size);
	tar_put_number(header->mtime, sizeof header->mtime, 0);
	tar_put_number(header->major, sizeof header->major, 0);
	tar_put_number(header->minor, sizeof header->minor, 0);
	memset(header->checksum, ' ', sizeof header->checksum);
	for (size_t i = 0; i < sizeof *header; i++)
		sum += byte[i];
	tar_put_number(header->checksum, sizeof header->checksum - 1, sum);
	return true;
}

static void tar_pad(struct bp_buf *out, size_t size)
{
	static const char zeros[TAR_BLOCK];

	bp_buf_add(out, zeros, (TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
}

bool tar_add(struct bp_buf *out, const char *name, struct bp_str bytes)
{
	struct tar_header header;

	if (!tar_make_header(&header, name, bytes.len))
		return false;
	bp_buf_add(out, &header, sizeof header);
	bp_buf_add_str(out, bytes);
	tar_pad(out, bytes.len);
	return true;
}

void tar_end(struct bp_buf *out)
{
	static const char zeros[2 * TAR_BLOCK];

	bp_buf_add(out, zeros, sizeof zeros);
}

/* ---- reading ---- */

static bool tar_is_zero(const char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i])
			return false;
	return true;
}

/* What else there is in archives, so that who gets one of it is told. */
static const char *tar_kind(char type)
{
	static const struct {
		char type;
		const char *what;
	} kinds[] = {
		{'1', N_("tautan keras")},
		{'2', N_("tautan simbolis")},
		{'3', N_("perangkat")},
		{'4', N_("perangkat")},
		{'5', N_("folder")},
		{'6', N_("pipa")},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].type == type)
			return _(kinds[i].what);
	return _("bukan berkas biasa");
}

static const char *tar_get_name(struct bp_arena *arena, const struct tar_header *header)
{
	int prefix = (int)strnlen(header->prefix, sizeof header->prefix);
	int name = (int)strnlen(header->name, sizeof header->name);

	return bp_arena_printf(arena, "%.*s%s%.*s", prefix, header->prefix,
		prefix ? "/" : "", name, header->name);
}

static bool tar_get_size(const struct tar_header *header, size_t *size)
{
	*size = 0;
	for (size_t i = 0; i + 1 < sizeof header->size; i++) {
		if (header->size[i] < '0' || header->size[i] > '7')
			return false;
		*size = *size << 3 | (size_t)(header->size[i] - '0');
	}
	return *size <= TAR_SIZE_MOST;
}

static enum tar_found tar_refuse(struct bp_error *err, size_t at)
{
	bp_fail(err, BP_ERROR_INPUT,
		_("arsip paket ini tidak seperti yang ditulis berpijar pack, di byte %zu; mintalah berkasnya lagi"),
		at);
	return TAR_FAULT;
}

static enum tar_found tar_cut(struct bp_error *err)
{
	bp_fail(err, BP_ERROR_INPUT, _("paket ini terpotong; salinlah berkasnya lagi"));
	return TAR_FAULT;
}

static enum tar_found tar_read_entry(struct bp_arena *arena, struct bp_str tar,
	size_t *at, struct tar_entry *entry, struct bp_error *err)
{
	const struct tar_header *header = (const void *)(tar.at + *at);
	struct tar_header again;
	size_t size;

	entry->name = tar_get_name(arena, header);
	if (memcmp(header->magic, "ustar", 5) != 0 || !tar_get_size(header, &size))
		return tar_refuse(err, *at);
	if (header->type != '0') {
		bp_fail(err, BP_ERROR_INPUT,
			_("paket ini berisi %s (%s); hanya berkas biasa yang diterima"),
			tar_kind(header->type), entry->name);
		return TAR_FAULT;
	}
	if (!tar_make_header(&again, entry->name, size) ||
		memcmp(header, &again, sizeof again) != 0)
		return tar_refuse(err, *at);
	if (tar_size(size) > tar.len - *at)
		return tar_cut(err);
	entry->bytes = bp_str_part(tar, *at + TAR_BLOCK, *at + TAR_BLOCK + size);
	if (!tar_is_zero(entry->bytes.at + size, tar_size(size) - TAR_BLOCK - size))
		return tar_refuse(err, *at + TAR_BLOCK + size);
	*at += tar_size(size);
	return TAR_ENTRY;
}

enum tar_found tar_next(struct bp_arena *arena, struct bp_str tar, size_t *at,
	struct tar_entry *entry, struct bp_error *err)
{
	size_t left = tar.len - *at;

	if (left < TAR_BLOCK)
		return tar_cut(err);
	if (!tar_is_zero(tar.at + *at, TAR_BLOCK))
		return tar_read_entry(arena, tar, at, entry, err);
	if (left < 2 * TAR_BLOCK)
		return tar_cut(err);
	if (left > 2 * TAR_BLOCK || !tar_is_zero(tar.at + *at, left))
		return tar_refuse(err, *at);
	*at = tar.len;
	return TAR_END;
}
