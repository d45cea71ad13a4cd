/* `berpijar store log`: who did what with whose record. */
#include "store.h"
#include <berpijar/csv.h>
#include <berpijar/hex.h>
#include <berpijar/json.h>
#include <berpijar/trail.h>
#include <string.h>

static const struct option_row store_log_options[] = {ROW_STORE, ROW_ONE_LEARNER,
	ROW_LANG, {"--format text|json|csv", FORMAT, N_("bentuk keluaran")}, ROWS_END};

static int store_log_run(const struct options *options);

const struct command command_store_log = {
	.name = "store log",
	.summary = N_("siapa membuka, menyalin, atau memusnahkan catatan siapa"),
	.description = N_(
		"Mencetak jejak tempat catatan: siapa membuka, mengekspor, memusnahkan, menilai ulang, atau memulihkan catatan siapa, kapan, dan dengan perintah apa. Jejak hanya bertambah, tiap baris terikat pada baris sebelumnya; status keluar 1 bila ada baris yang diubah atau dihapus."),
	.options = store_log_options,
	.run = store_log_run,
};

static bool store_log_is_meant(
	const struct options *options, const struct bp_trail_line *line)
{
	return !options->learner || strcmp(options->learner, line->learner) == 0;
}

static void store_log_print_line(const struct bp_trail_line *line)
{
	printf("%s  %s %s  %s  %s", *line->at ? line->at : "-",
		*line->action ? line->action : "-", line->learner, line->command,
		line->by);
	if (*line->login)
		printf(" (%s)", line->login);
	if (*line->reason)
		printf("  \"%s\"", line->reason);
	if (!line->holds)
		printf("  %s", _("! TIDAK bersambung dengan baris sebelumnya"));
	putchar('\n');
}

static void store_log_text(const struct options *options, const struct bp_trail *trail)
{
	struct bp_buf link = {0};

	for (size_t i = 0; i < trail->count; i++)
		if (store_log_is_meant(options, &trail->lines[i]))
			store_log_print_line(&trail->lines[i]);
	bp_hex_add(&link, trail->link.at, sizeof trail->link.at);
	printf(_("%zu baris, %zu tidak bersambung; ujungnya %s\n"), trail->count,
		trail->broken, link.at);
	bp_buf_release(&link);
}

static void store_log_csv(const struct options *options, const struct bp_trail *trail)
{
	static const char *const heads[] = {
		"time", "action", "learner", "command", "by", "login", "reason", "holds"};
	struct bp_buf out = {0};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		bp_csv_put(&out, bp_str(heads[i]));
	bp_csv_end(&out);
	for (size_t i = 0; i < trail->count; i++) {
		const struct bp_trail_line *line = &trail->lines[i];
		const char *const cells[] = {line->at, line->action, line->learner,
			line->command, line->by, line->login, line->reason,
			line->holds ? "yes" : "no"};
		if (!store_log_is_meant(options, line))
			continue;
		for (size_t n = 0; n < sizeof cells / sizeof *cells; n++)
			bp_csv_put(&out, bp_str(cells[n]));
		bp_csv_end(&out);
	}
	fwrite(out.at, 1, out.len, stdout);
	bp_buf_release(&out);
}

static void store_log_json(const struct options *options, const struct bp_trail *trail)
{
	json_t *lines = json_array();

	for (size_t i = 0; i < trail->count; i++) {
		const struct bp_trail_line *line = &trail->lines[i];
		if (store_log_is_meant(options, line))
			json_array_append_new(lines,
				json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}",
					"time", line->at, "action", line->action,
					"learner", line->learner, "command",
					line->command, "by", line->by, "login",
					line->login, "reason", line->reason, "holds",
					line->holds));
	}
	json_t *all = json_pack("{s:I, s:I, s:o, s:o}", "lines", (json_int_t)trail->count,
		"broken", (json_int_t)trail->broken, "link",
		bp_json_hex(trail->link.at, sizeof trail->link.at), "trail", lines);
	bp_json_print(all, JSON_INDENT(1));
	json_decref(all);
}

static int store_log_run(const struct options *options)
{
	struct bp_buf folder = {0};
	struct bp_trail trail = {0};
	struct bp_error err = {0};
	bool ok = bp_session_store_folder(&options->config, &folder, &err) &&
		bp_trail_read(folder.at, options->arena, &trail, &err);

	bp_buf_release(&folder);
	if (!ok)
		return bp_say_error(&err);
	(options->format == FORMAT_JSON ? store_log_json
			: options->format == FORMAT_CSV
			? store_log_csv
			: store_log_text)(options, &trail);
	return trail.broken ? BP_EXIT_FAILED : BP_EXIT_DONE;
}
