/* `berpijar kiosk`: what sshd runs on a shared server, the player and nothing else. */
#include "kiosk.h"
#include "records.h"
#include <berpijar/fence.h>
#include <berpijar/player.h>
#include <unistd.h>

#define KIOSK_IDLE      (30 * 60) /* seconds */
#define KIOSK_IDLE_MOST (24 * 60 * 60)

static const struct option_row kiosk_options[] = {ROW_CONTENT, ROW_STORE, ROW_LEARNER,
	ROW_LANG, ROW_PLAIN, ROW_COLOR, ROW_ESC,
	{N_("--idle DETIK"), NUMBER(idle, 1, KIOSK_IDLE_MOST),
		N_("tanpa tombol selama itu, sesi ditutup baik-baik; bila tidak disebut: 1800")},
	{"--outbox", FLAG(outbox),
		N_("tanpa pemutar: berkas terbaru dari kotak keluar peserta ke keluaran baku")},
	ROWS_END};

static int kiosk_run(const struct options *options);

const struct command command_kiosk = {
	.name = "kiosk",
	.summary = N_("di server bersama, untuk sshd: pemutar dan tidak ada yang lain"),
	.description = N_(
		"Dijalankan oleh sshd untuk setiap sesi. Lingkungan dan perintah yang dikirim lewat jaringan diabaikan; bukti dan salinan ditulis ke kotak keluar peserta, yang diambil dengan kunci lain; tidak ada program lain yang dijalankan. Kata kiosk harus kata pertama, dan --learner menyebut siapa yang belajar. Cara menyiapkan server: docs/server.md."),
	.options = kiosk_options,
	.run = kiosk_run,
};

/* ---- what must be known ---- */

static bool kiosk_check_folder(const char *option, const char *path, struct bp_error *err)
{
	return !path || path[0] == '/' ||
		bp_fail(err, BP_ERROR_USAGE,
			_("--%s %s: harus jalur mutlak, yang berawal dengan /"), option,
			path);
}

static bool kiosk_check(const struct options *options, struct bp_error *err)
{
	const struct bp_config *config = &options->config;

	if (!options->visitor.known)
		return bp_fail(err, BP_ERROR_USAGE,
			_("tulislah kiosk sebagai kata pertama: berpijar kiosk --learner ID"));
	if (!config->learner)
		return bp_fail(err, BP_ERROR_USAGE,
			_("tidak diketahui siapa yang belajar; sebutkan --learner ID di baris kuncinya"));
	if (!config->store)
		return bp_fail(err, BP_ERROR_USAGE,
			_("tidak diketahui di mana catatan disimpan; sebutkan --store, atau tulislah store di /etc/berpijar/config"));
	for (size_t i = 0; i < config->content_count; i++)
		if (!kiosk_check_folder("content", config->content[i], err))
			return false;
	return kiosk_check_folder("store", config->store, err);
}

/* ---- a session ---- */

/* Whatever was sent as a command, or into a pipe, is not looked at. */
static bool kiosk_has_terminal(struct bp_error *err)
{
	return (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("di sini hanya ada pemutar kursus, yang memerlukan terminal; masuklah tanpa perintah, misalnya: ssh -t SERVER"));
}

static int kiosk_play(const struct options *options, struct bp_error *err)
{
	struct bp_player_options player = {.config = options->config};
	struct termios before;

	if (!kiosk_has_terminal(err) || !bp_kiosk_still(&before, err))
		return bp_say_error(err);
	player.config.policy = (struct bp_policy){.closed = true,
		.idle_seconds = options->idle ? options->idle : KIOSK_IDLE};
	int status = bp_player_run(&player);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	return status;
}

static int kiosk_run(const struct options *options)
{
	struct bp_error err = {0};

	bp_fence_begin();
	if (!kiosk_check(options, &err))
		return bp_say_error(&err);
	if (options->outbox)
		return records_in_store(options, kiosk_hand_over);
	return kiosk_play(options, &err);
}
