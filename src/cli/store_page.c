/* `berpijar store page`: the page that checks the code on a printed proof, with the keys of this
 * server in it, and what it has revoked (data/periksa). */
#include "bundled.h"
#include "store.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/proofs.h>
#include <berpijar/revoked.h>

static const struct option_row store_page_options[] = {ROW_STORE, ROW_LANG,
	{N_("-o, --output BERKAS"), TEXT(output),
		N_("berkas yang ditulis, misalnya periksa.html")},
	{"--force", FLAG(force), N_("menggantikan berkas yang sudah ada")}, ROWS_END};

static int store_page_run(const struct options *options);

const struct command command_store_page = {
	.name = "store page",
	.summary = N_("halaman yang memeriksa kode QR bukti, dengan kunci server ini"),
	.description = N_(
		"Menulis satu halaman HTML yang memeriksa isi kode QR di PDF bukti, tanpa jaringan, dengan kunci publik server ini dan daftar pencabutannya di dalamnya. Buatlah lagi setelah kunci atau daftar itu berubah."),
	.options = store_page_options,
	.run = store_page_run,
};

extern const unsigned char page_file[];

/* Appends a file of the store as text of HTML; one that is not there is empty. */
static bool page_add(const char *folder, const char *name, size_t limit,
	struct bp_buf *out, struct bp_error *err)
{
	struct bp_buf path = {0}, text = {0};

	bp_buf_printf(&path, "%s/%s", folder, name);
	bool ok = !bp_is_file(path.at) || bp_file_read(path.at, limit, &text, err);
	for (size_t i = 0; ok && i < text.len; i++)
		switch (text.at[i]) {
		case '&': bp_buf_add_cstr(out, "&amp;"); break;
		case '<': bp_buf_add_cstr(out, "&lt;"); break;
		default: bp_buf_add_char(out, text.at[i]);
		}
	bp_buf_release(&path);
	bp_buf_release(&text);
	return ok;
}

/* What the page would not understand is told here. */
static bool page_check(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_server_keys keys = {0};
	struct bp_revoked_list revoked = {0};

	return bp_server_keys_of(options->arena, folder, &keys, err) &&
		bp_revoked_of(options->arena, folder, &revoked, err) &&
		(keys.count ||
			bp_fail(err, BP_ERROR_NOT_FOUND,
				_("belum ada kunci server di %s; buatlah dengan: berpijar store key"),
				folder));
}

static bool page_give(
	const struct options *options, struct bp_str page, struct bp_error *err)
{
	if (!options->output) {
		fwrite(page.at, 1, page.len, stdout);
		return true;
	}
	if (!bp_file_write(options->output, page, options->force, err))
		return false;
	bp_say(stderr, _("Halaman pemeriksaan ditulis ke %s\n"), options->output);
	return true;
}

static bool store_page_write(
	const struct options *options, const char *folder, struct bp_error *err)
{
	struct bp_buf keys = {0}, revoked = {0}, page = {0};
	bool ok = page_check(options, folder, err) &&
		page_add(folder, "key.pub", BP_REVOKED_LIMIT, &keys, err) &&
		page_add(folder, "keys.pub", BP_REVOKED_LIMIT, &keys, err) &&
		page_add(folder, BP_REVOKED_FILE, BP_REVOKED_LIMIT, &revoked, err);

	if (ok) {
		const struct bundled_word words[] = {{"@KEYS@", keys.at},
			{"@REVOKED@", revoked.at ? revoked.at : ""}, {NULL, NULL}};
		struct bp_str left = bundled_all(page_file);
		struct bundled_file file;
		bundled_next(&left, &file);
		bundled_fill(file.text, words, &page);
		ok = page_give(options, bp_buf_str(&page), err);
	}
	bp_buf_release(&keys);
	bp_buf_release(&revoked);
	bp_buf_release(&page);
	return ok;
}

static int store_page_run(const struct options *options)
{
	return records_in_store(options, store_page_write);
}
