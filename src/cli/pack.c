/* `berpijar pack`: a course as one signed file: made, installed, taken back. */
#include "command.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/json.h>
#include <berpijar/pack.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct option_row pack_options[] = {ROW_CONTENT, ROW_LANG,
	{N_("-o, --output BERKAS"), TEXT(output), N_("berkas yang ditulis")},
	{"--force", FLAG(force), N_("menggantikan berkas yang sudah ada")},
	{N_("--key BERKAS"), TEXT(key),
		N_("kunci penerbit; bila tidak disebut: publisher di folder pengaturan")},
	{N_("--delta LAMA"), TEXT(delta),
		N_("hanya yang berubah sejak versi lama: folder kursus atau paketnya")},
	{N_("--install BERKAS"), TEXT(install), N_("memasang paket")},
	{N_("--rollback KURSUS"), TEXT(rollback), N_("kembali ke versi sebelumnya")},
	{"--list", FLAG(list), N_("kursus yang dipasang dari paket")},
	{"--format text|json", FORMAT, N_("bentuk keluaran --list")},
	{N_("--trust KUNCI"), TEXT(trust),
		N_("mempercayai penerbit; KUNCI adalah berkas atau angkanya")},
	{N_("--new-key BERKAS"), TEXT(new_key),
		N_("membuat kunci penerbit, dan mencetak bagian publiknya")},
	ROWS_END};

static int pack_run(const struct options *options);

const struct command command_pack = {
	.name = "pack",
	.arguments = N_(
		"FOLDER -o BERKAS | --install BERKAS | --rollback KURSUS | --list | --trust KUNCI NAMA | --new-key BERKAS NAMA"),
	.most = 1,
	.summary = N_("kursus sebagai satu berkas yang ditandatangani"),
	.description = N_(
		"Membuat paket dari folder kursus, dan memasangnya di folder kursus Anda (atau di --content) bila penerbitnya dipercaya. Kunci yang dipercaya ada di /etc/berpijar/trusted dan di trusted di folder pengaturan Anda. Versi lama disimpan; peserta tidak kehilangan tempatnya."),
	.options = pack_options,
	.run = pack_run,
};

static double pack_kib(size_t bytes)
{
	return (double)bytes / 1024;
}

/* ---- making one ---- */

static bool pack_load_key(
	const struct options *options, struct bp_publisher_key *key, struct bp_error *err)
{
	struct bp_buf path = {0};
	bool ok = true;

	if (options->key)
		bp_buf_add_cstr(&path, options->key);
	else if (!bp_settings_path("publisher", &path))
		ok = bp_fail(
			err, BP_ERROR_USAGE, _("sebutkan kunci penerbit: --key BERKAS"));
	ok = ok && bp_publisher_key_load(path.at, key, err);
	bp_buf_release(&path);
	return ok;
}

static size_t pack_carried(const struct bp_pack *pack)
{
	size_t count = 0;

	for (size_t i = 0; i < pack->count; i++)
		count += !pack->files[i].kept;
	return count;
}

static bool pack_make(const struct options *options, struct bp_error *err)
{
	struct bp_publisher_key key = {.name = ""};
	struct bp_buf out = {0};
	struct bp_pack pack;

	if (!options->output)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan berkas yang ditulis: -o BERKAS"));
	bool ok = pack_load_key(options, &key, err) &&
		bp_pack_make(options->arena, options->args[0], options->delta, &key, &out,
			&pack, err) &&
		bp_file_write(options->output, bp_buf_str(&out), options->force, err);
	if (ok)
		bp_say(stdout,
			_("Paket kursus %s versi %s ditulis ke %s: %zu dari %zu berkas, %.0f KiB\n"),
			pack.course, pack.version, options->output, pack_carried(&pack),
			pack.count, pack_kib(out.len));
	bp_key_pair_wipe(&key.pair);
	bp_buf_release(&out);
	return ok;
}

/* ---- the folder of courses ---- */

/* The first that can be written to of those that are named, or else the user's own. */
static bool pack_folder(
	const struct options *options, struct bp_buf *folder, struct bp_error *err)
{
	const struct bp_config *config = &options->config;

	if (!config->content_count)
		return bp_data_path("content", folder, err);
	for (size_t i = 0; i < config->content_count && !folder->len; i++)
		if (access(config->content[i], W_OK) == 0 ||
			!bp_is_folder(config->content[i]))
			bp_buf_add_cstr(folder, config->content[i]);
	return folder->len ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("tidak ada folder kursus yang dapat Anda tulisi; sebutkan satu dengan --content"));
}

static void pack_tell(const struct bp_pack *pack, const struct bp_pack_change *change,
	const char *folder, const char *publisher)
{
	if (change->same)
		bp_say(stdout, _("Kursus %s versi %s sudah terpasang di %s\n"),
			pack->course, pack->version, folder);
	else if (change->was)
		bp_say(stdout,
			_("Kursus %s versi %s dari %s terpasang di %s; versi %s disimpan: berpijar pack --rollback %s\n"),
			pack->course, pack->version, publisher, folder, change->was,
			pack->course);
	else
		bp_say(stdout, _("Kursus %s versi %s dari %s terpasang di %s\n"),
			pack->course, pack->version, publisher, folder);
}

static bool pack_install(const struct options *options, struct bp_error *err)
{
	struct bp_trust trust = {0};
	struct bp_buf folder = {0}, bytes = {0};
	struct bp_pack_change change;
	struct bp_pack pack;
	bool ok = pack_folder(options, &folder, err) &&
		bp_trust_read(options->arena, &trust, err) &&
		bp_pack_load(
			options->arena, options->install, &trust, &bytes, &pack, err) &&
		bp_pack_install(options->arena, folder.at, &pack, &change, err);

	if (ok)
		pack_tell(&pack, &change, folder.at,
			bp_trust_find(&trust, pack.publisher.key)->name);
	bp_buf_release(&folder);
	bp_buf_release(&bytes);
	return ok;
}

static bool pack_rollback(const struct options *options, struct bp_error *err)
{
	struct bp_buf folder = {0};
	const char *now, *was;
	bool ok = pack_folder(options, &folder, err) &&
		bp_pack_rollback(
			options->arena, folder.at, options->rollback, &now, &was, err);

	if (ok)
		bp_say(stdout, _("Kursus %s kembali ke versi %s; versi %s disimpan\n"),
			options->rollback, now, was);
	bp_buf_release(&folder);
	return ok;
}

/* ---- what is installed ---- */

static void pack_list_text(
	const struct bp_pack_list *list, const struct bp_trust *trust, const char *folder)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct bp_pack_installed *one = &list->at[i];
		const struct bp_publisher *known =
			bp_trust_find(trust, one->pack.publisher.key);
		bp_say(stdout, _("%s: versi %s, penerbit %s%s%s%s%s\n"), one->pack.course,
			one->pack.version, known ? known->name : one->pack.publisher.name,
			known ? "" : _(" (tidak dipercaya lagi)"),
			one->altered ? _(", isinya DIUBAH sesudah dipasang") : "",
			one->before ? _(", disimpan: versi ") : "",
			one->before ? one->before : "");
	}
	if (!list->count)
		bp_say(stdout, _("Belum ada kursus dari paket di %s\n"), folder);
}

static json_t *pack_list_one(
	const struct bp_pack_installed *one, const struct bp_trust *trust)
{
	const struct bp_pack *pack = &one->pack;
	const struct bp_publisher *known = bp_trust_find(trust, pack->publisher.key);
	const char *name = known ? known->name : pack->publisher.name;

	return json_pack("{s:s, s:s, s:s, s:o, s:b, s:s?, s:{s:o, s:o, s:b}}", "id",
		pack->course, "title", pack->title, "version", pack->version, "content",
		bp_json_hex(pack->content.at, sizeof pack->content.at), "altered",
		one->altered, "before", one->before, "publisher", "name",
		bp_json_text(bp_str(name)), "key",
		bp_json_hex(pack->publisher.key, sizeof pack->publisher.key), "trusted",
		known != NULL);
}

static void pack_list_json(
	const struct bp_pack_list *list, const struct bp_trust *trust, const char *folder)
{
	json_t *courses = json_array();

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(courses, pack_list_one(&list->at[i], trust));
	json_t *json = json_pack(
		"{s:o, s:o}", "folder", bp_json_text(bp_str(folder)), "courses", courses);
	bp_json_print(json, JSON_INDENT(1));
	json_decref(json);
}

static bool pack_list(const struct options *options, struct bp_error *err)
{
	struct bp_trust trust = {0};
	struct bp_pack_list list;
	struct bp_buf folder = {0};
	bool ok = pack_folder(options, &folder, err) &&
		bp_trust_read(options->arena, &trust, err) &&
		bp_pack_installed(options->arena, folder.at, &list, err);

	if (ok && options->format == FORMAT_JSON)
		pack_list_json(&list, &trust, folder.at);
	else if (ok)
		pack_list_text(&list, &trust, folder.at);
	bp_buf_release(&folder);
	return ok;
}

/* ---- keys ---- */

static bool pack_new_key(const struct options *options, struct bp_error *err)
{
	struct bp_publisher publisher;
	struct bp_buf line = {0};

	if (!options->arg_count)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan nama penerbit: berpijar pack --new-key %s NAMA"),
			options->new_key);
	if (!bp_publisher_key_make(options->new_key, options->args[0], &publisher, err))
		return false;
	bp_publisher_write(&publisher, &line);
	fwrite(line.at, 1, line.len, stdout);
	fflush(stdout);
	bp_buf_release(&line);
	bp_say(stderr,
		_("Kunci rahasia ada di %s; cadangkan di tempat aman. Umumkan baris di atas kepada siapa pun yang memasang paket Anda.\n"),
		options->new_key);
	return true;
}

/* A file that holds the line of a key, or the key itself. */
static bool pack_read_key(
	const char *key, struct bp_publisher *publisher, struct bp_error *err)
{
	struct bp_buf text = {0};
	bool ok = true;

	if (bp_is_file(key))
		ok = bp_file_read(key, BP_PACK_TRUST_LIMIT, &text, err);
	else
		bp_buf_add_cstr(&text, key);
	if (ok && !bp_publisher_read(bp_buf_str(&text), publisher))
		ok = bp_fail(err, BP_ERROR_INPUT,
			_("\"%s\" bukan kunci penerbit: 64 angka heksadesimal, atau berkas berisi baris yang dicetak berpijar pack --new-key"),
			key);
	bp_buf_release(&text);
	return ok;
}

static bool pack_trust(const struct options *options, struct bp_error *err)
{
	struct bp_publisher publisher;
	bool known = false;

	if (!pack_read_key(options->trust, &publisher, err))
		return false;
	const char *name = options->arg_count ? options->args[0] : publisher.name;
	if (!bp_key_name_fits(bp_str(name)))
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan nama penerbit, 1-64 huruf dan angka: berpijar pack --trust KUNCI NAMA"));
	memmove(publisher.name, name, strlen(name) + 1);
	if (!bp_trust_add(&publisher, &known, err))
		return false;
	bp_say(stdout,
		known ? _("Kunci itu sudah dipercaya\n")
		      : _("Paket dari %s sekarang dapat dipasang\n"),
		name);
	return true;
}

/* ---- the command ---- */

static const struct {
	const char *option;
	int most; /* arguments beside the option's value */
	bool (*run)(const struct options *options, struct bp_error *err);
} pack_actions[] = {
	{"install", 0, pack_install},
	{"rollback", 0, pack_rollback},
	{"list", 0, pack_list},
	{"trust", 1, pack_trust},
	{"new-key", 1, pack_new_key},
};
#define PACK_ACTIONS (sizeof pack_actions / sizeof *pack_actions)

/* Which of them was asked for; PACK_ACTIONS: to make a pack. False: what cannot go
 * together. */
static bool pack_find(const struct options *options, size_t *action)
{
	bool making = options->output || options->key || options->delta || options->force;
	int count = 0;

	*action = PACK_ACTIONS;
	for (size_t i = 0; i < PACK_ACTIONS; i++)
		if (options_given(options, pack_actions[i].option)) {
			*action = i;
			count++;
		}
	if (!count)
		return options->arg_count == 1;
	return count == 1 && !making && options->arg_count <= pack_actions[*action].most;
}

static int pack_run(const struct options *options)
{
	struct bp_error err = {0};
	size_t action;
	bool ok;

	if (!pack_find(options, &action))
		ok = bp_fail(&err, BP_ERROR_USAGE,
			_("pemakaian: berpijar pack FOLDER -o BERKAS, atau satu dari --install, --rollback, --list, --trust, --new-key; lihat juga --help"));
	else
		ok = action == PACK_ACTIONS ? pack_make(options, &err)
					    : pack_actions[action].run(options, &err);
	return ok ? BP_EXIT_DONE : bp_say_error(&err);
}
