/* `berpijar proof --returned`: which of the PDFs that were handed to a signer came back. */
#include "proof_office.h"
#include <berpijar/arena.h>
#include <berpijar/csv.h>
#include <berpijar/file.h>
#include <string.h>
#include <unistd.h>

#define RETURNED_INDEX       "indeks.csv"
#define RETURNED_INDEX_LIMIT (4 << 20)
#define RETURNED_MOST        20000 /* files in the folder */

/* Cells of a line of the index: see office.h. */
enum { RETURNED_NUMBER, RETURNED_FILE = 8, RETURNED_SHA256, RETURNED_CELLS };

struct returned_one {
	const char *number, *file;
	struct bp_str ours;
	bool back; /* signed */
};

struct returned {
	struct bp_arena *arena;
	const char *out, *folder;
	struct returned_one *list;
	size_t count, room;
	size_t faults;
};

/* A name of the index; it must not lead elsewhere. */
static bool returned_is_name(struct bp_str name)
{
	return name.len && name.at[0] != '.' && !memchr(name.at, '/', name.len);
}

static bool returned_read_ours(
	struct returned *all, struct returned_one *one, int root, struct bp_error *err)
{
	struct bp_buf file = {0};
	bool ok = bp_root_read(root, one->file, BP_OFFICE_PDF_LIMIT, &file, err);

	one->ours = bp_arena_str(all->arena, bp_buf_str(&file));
	bp_buf_release(&file);
	return ok;
}

static bool returned_read_index(struct returned *all, int root, struct bp_error *err)
{
	struct bp_csv_cell cells[RETURNED_CELLS];
	struct bp_diagnostics faults = {0};
	struct bp_csv csv = {.arena = all->arena, .faults = &faults};
	struct bp_buf text = {0};
	size_t count;
	bool ok = bp_root_read(root, RETURNED_INDEX, RETURNED_INDEX_LIMIT, &text, err);

	csv.text = bp_arena_str(all->arena, bp_buf_str(&text));
	bp_csv_begin(&csv);
	for (bool head = true; ok && bp_csv_row(&csv, cells, RETURNED_CELLS, &count);
		head = false) {
		if (head || count < RETURNED_CELLS ||
			!returned_is_name(cells[RETURNED_FILE].text))
			continue;
		struct returned_one *one =
			BP_PUSH(all->arena, all->list, all->count, all->room);
		*one = (struct returned_one){
			.number = bp_arena_cstr(all->arena, cells[RETURNED_NUMBER].text),
			.file = bp_arena_cstr(all->arena, cells[RETURNED_FILE].text)};
		ok = returned_read_ours(all, one, root, err);
	}
	bp_diagnostics_release(&faults);
	bp_buf_release(&text);
	return ok;
}

/* ---- what came ---- */

static const char *returned_word(enum bp_returned what)
{
	static const char *const words[] = {
		[BP_RETURNED_WHOLE] = N_("bertanda tangan, isinya utuh"),
		[BP_RETURNED_SAME] = N_("ditulis ulang, isi halamannya sama"),
		[BP_RETURNED_BARE] = N_("belum ditandatangani"),
		[BP_RETURNED_OTHER] = N_("ISINYA LAIN daripada yang dibuat di sini"),
		[BP_RETURNED_UNKNOWN] = N_("bukan dari daftar ini"),
	};

	return _(words[what]);
}

/* The best that the file is of any of ours; a number in its name says of which. */
static enum bp_returned returned_find(
	struct returned *all, struct bp_str file, const char *name, size_t *at)
{
	enum bp_returned best = BP_RETURNED_UNKNOWN;
	bool named = false;

	for (size_t i = 0; i < all->count && !named; i++)
		named = strstr(name, all->list[i].number) != NULL;
	for (size_t i = 0; i < all->count && best > BP_RETURNED_SAME; i++) {
		if (named && !strstr(name, all->list[i].number))
			continue;
		enum bp_returned what = bp_office_compare(
			all->list[i].ours, file, all->list[i].number, name);
		if (what < best) {
			best = what;
			*at = i;
		}
	}
	return best;
}

static void returned_take(struct returned *all, int root, const char *name)
{
	struct bp_buf file = {0};
	struct bp_error err = {0};
	size_t at = SIZE_MAX;

	if (!bp_root_read(root, name, BP_OFFICE_PDF_LIMIT, &file, &err)) {
		bp_say(stderr, "%s: %s\n", name, err.message);
		all->faults++;
		return;
	}
	enum bp_returned what = returned_find(all, bp_buf_str(&file), name, &at);
	if (at != SIZE_MAX && what <= BP_RETURNED_SAME)
		all->list[at].back = true;
	else
		all->faults++;
	bp_say(stdout, "%s  %s: %s\n", at == SIZE_MAX ? "-" : all->list[at].number, name,
		returned_word(what));
	bp_buf_release(&file);
}

static bool returned_take_all(struct returned *all, struct bp_error *err)
{
	struct bp_names names = {0};
	int root;

	if (!bp_root_open(all->folder, &root, err))
		return false;
	bool ok = bp_root_names(root, RETURNED_MOST, all->arena, &names, err);
	for (size_t i = 0; ok && i < names.count; i++) {
		size_t len = strlen(names.at[i]);
		if (len > 4 && strcasecmp(names.at[i] + len - 4, ".pdf") == 0)
			returned_take(all, root, names.at[i]);
	}
	close(root);
	return ok;
}

static size_t returned_tell_missing(const struct returned *all)
{
	size_t missing = 0;

	for (size_t i = 0; i < all->count; i++) {
		if (all->list[i].back)
			continue;
		missing++;
		bp_say(stdout, _("%s  %s: belum kembali\n"), all->list[i].number,
			all->list[i].file);
	}
	bp_say(stdout, _("Kembali %zu dari %zu.\n"), all->count - missing, all->count);
	return missing;
}

int office_returned(const struct options *options)
{
	struct returned all = {.arena = bp_arena_new(),
		.out = options->out,
		.folder = options->returned};
	struct bp_error err = {0};
	int root = -1;
	bool ok = options->out
		? bp_root_open(options->out, &root, &err) &&
			returned_read_index(&all, root, &err)
		: bp_fail(&err, BP_ERROR_USAGE,
			  _("--returned memerlukan --out DIR: folder PDF yang dahulu dibuat"));

	ok = ok && returned_take_all(&all, &err);
	int status = !ok                                    ? bp_say_error(&err)
		: returned_tell_missing(&all) || all.faults ? BP_EXIT_FAILED
							    : BP_EXIT_DONE;
	if (root >= 0)
		close(root);
	bp_arena_free(all.arena);
	return status;
}
