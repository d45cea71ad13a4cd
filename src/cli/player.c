/* `berpijar` without a command, and `berpijar review`: the player. */
#include "command.h"
#include <berpijar/player.h>

/* clang-format off */
#define PLAYER_ROWS ROW_CONTENT, ROW_STORE, ROW_LEARNER, ROW_LANG, ROW_PLAIN, ROW_COLOR, ROW_ESC, \
	{"--stat", FLAG(stat), N_("pada akhirnya sebutkan berapa byte yang dikirim")}, ROW_HELP
/* clang-format on */

static const struct option_row player_options[] = {
	PLAYER_ROWS, {"--version", ASKED, N_("versi program")}, {0}};
static const struct option_row review_options[] = {PLAYER_ROWS, {0}};

static int player_run(const struct options *options);
static int review_run(const struct options *options);

const struct command command_player = {
	.arguments = N_("[KURSUS[/MODUL[#JUDUL]]]"),
	.most = 1,
	.summary = N_("pemutar kursus"),
	.description = N_(
		"Membuka daftar kursus, atau langsung kursus, modul, atau judul yang disebut. Di dalam pemutar, tombol ? menampilkan semua tombol. Dengan --plain, dengan ACCESSIBLE=1 di lingkungan, dengan setelan Tampilan, di terminal yang tidak dapat menempatkan kursor (TERM=dumb), atau bila masukan berasal dari pipa atau berkas, pemutar memakai baris biasa: ketik kata atau nomor, lalu Enter. Tanpa terminal dan tanpa masukan, daftar kursus dicetak sebagai teks."),
	.options = player_options,
	.run = player_run,
};

const struct command command_review = {
	.name = "review",
	.summary = N_("soal yang pernah keliru, untuk diulang"),
	.description = N_(
		"Membuka pemutar pada soal yang pernah dijawab keliru dan hari ini perlu diulang; sepuluh menit cukup, dan boleh disisihkan kapan saja."),
	.options = review_options,
	.run = review_run,
};

static int player_play(const struct options *options, bool review)
{
	return bp_player_run(&(struct bp_player_options){
		.config = options->config,
		.place = options->arg_count ? options->args[0] : NULL,
		.review = review,
		.stat = options->stat,
	});
}

static int player_run(const struct options *options)
{
	return player_play(options, false);
}

static int review_run(const struct options *options)
{
	return player_play(options, true);
}
