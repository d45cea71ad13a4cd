/* --help and --version. */
#include "options.h"
#include <berpijar/lang.h>
#include <berpijar/text.h>
#include <stdio.h>
#include <string.h>

static const struct {
	char letter;
	const char *name, *help;
} option_help[] = {
	{'c', "--content DIR", N_("folder kursus; boleh beberapa kali")},
	{'s', "--store DIR", N_("tempat catatan belajar")},
	{'l', "--learner ID", N_("siapa yang belajar; jika tidak: nama masuk Anda")},
	{'L', "--learner ID", N_("hanya catatan peserta ini; jika tidak: semua")},
	{'g', "--lang id|en", N_("bahasa antarmuka")},
	{'P', "--plain", N_("baris biasa: untuk pembaca layar, sambungan lambat, pipa")},
	{'C', "--color auto|always|never", N_("warna")},
	{'w', "--width N", N_("lebar baris, 20-300 kolom")},
	{'f', "--format text|json", N_("bentuk keluaran")},
	{'F', "--format gift|json|xml",
		N_("untuk Moodle: GIFT (bila tidak disebut) atau XML; JSON")},
	{'y', "--format text|json|pdf", N_("bentuk bukti")},
	{'o', N_("-o, --output BERKAS"), N_("berkas yang ditulis")},
	{'O', "--force", N_("menggantikan berkas yang sudah ada")},
	{'N', N_("--name NAMA"), N_("nama Anda di bukti")},
	{'i', N_("--nip ANGKA"),
		N_("NIP atau NI PPPK; hanya tiga angka akhir yang tampak")},
	{'u', "--unit UNIT", N_("unit kerja")},
	{'a', N_("--agency INSTANSI"), N_("instansi")},
	{'V', N_("--verify BERKAS"),
		N_("memeriksa apakah bukti (teks, JSON) masih seperti saat dibuat")},
	{'k', N_("--key BERKAS"), N_("kunci publik server untuk --verify")},
	{'S', "--stat", N_("pada akhirnya sebutkan berapa byte yang dikirim")},
	{'n', "--notes", N_("penanda dan catatan peserta, sebagai Markdown")},
	{'x', "--format text|json|csv", N_("bentuk keluaran")},
	{'X', "--format json|csv", N_("bentuk keluaran")},
	{'p', N_("-o, --output BERKAS"), N_("berkas yang ditulis, hanya untuk Anda")},
	{'R', "--force", N_("menggantikan berkas yang sudah ada")},
	{'B', "--bundle", N_("satu berkas kecil, untuk digabungkan di komputer lain")},
	{'J', "--bundle", N_("menggabungkan bundel catatan seorang peserta")},
	{'E', "--force", N_("tanpa bertanya")},
	{'D', "--dry-run",
		N_("hanya menyebut apa yang akan terjadi (tabel: memang begitu)")},
	{'W', "--force", N_("menjalankan daftar itu; bundel: juga bila ID-nya lain")},
	{'M', N_("--name NAMA"), N_("nama peserta")},
	{'U', "--unit UNIT", N_("tempat kerja peserta")},
	{'h', "-h, --help", N_("bantuan ini")},
	{'v', "--version", N_("versi program")},
};

const struct command commands[] = {
	{NULL, N_("[KURSUS[/MODUL[#JUDUL]]]"), 0, 1, N_("pemutar kursus"),
		N_("Membuka daftar kursus, atau langsung kursus, modul, atau judul yang disebut. Di dalam pemutar, tombol ? menampilkan semua tombol. Dengan --plain, di terminal yang tidak dapat menempatkan kursor (TERM=dumb), atau bila masukan berasal dari pipa atau berkas, pemutar memakai baris biasa: ketik kata atau nomor, lalu Enter. Tanpa terminal dan tanpa masukan, daftar kursus dicetak sebagai teks."),
		"cslgPCShv", run_player},
	{"render", N_("BERKAS|KURSUS/MODUL..."), 1, ANY_NUMBER,
		N_("mencetak pelajaran ke keluaran baku"),
		N_("Menata pelajaran seperti di pemutar dan mencetaknya. Gaya huruf dipakai bila keluaran adalah terminal, atau dengan --color always."),
		"cgCwh", run_render},
	{"check", N_("[JALUR]..."), 0, ANY_NUMBER,
		N_("memeriksa kursus, modul, atau berkas soal"),
		N_("Mencari semua kesalahan dan menyebut berkas, baris, dan kolomnya. Status keluar 1 bila ada galat."),
		"cgfh", run_check},
	{"export", N_("BERKAS|KURSUS[/MODUL]..."), 1, ANY_NUMBER,
		N_("mencetak soal untuk Moodle, atau sebagai JSON"),
		N_("Mencetak soal-soal modul, kursus, atau berkas soal. Yang tidak dapat dikatakan bentuk tujuannya disebut dengan berkas, baris, dan kolomnya. Status keluar 1 bila ada soal yang dilewati."),
		"cgFh", run_export},
	{"import", N_("BERKAS... -o BERKAS.md"), 1, ANY_NUMBER,
		N_("membuat modul dari berkas soal"),
		N_("Membaca GIFT, Aiken, atau Moodle XML, dikenali dari isinya, dan menulis satu modul: tiap soal satu blok, tiap kategori satu judul. Soal yang salah disebut dengan barisnya dan dilewati; status keluar lalu 1."),
		"goOh", run_import},
	{"review", "", 0, 0, N_("soal yang pernah keliru, untuk diulang"),
		N_("Membuka pemutar pada soal yang pernah dijawab keliru dan hari ini perlu diulang; sepuluh menit cukup, dan boleh disisihkan kapan saja."),
		"cslgCSPh", run_review},
	{"progress", "", 0, 0, N_("catatan belajar satu peserta"),
		N_("Menampilkan modul yang selesai, nilai, JP, dan menit tiap bulan, dari catatan di komputer ini; dengan --notes: penanda dan catatan peserta."),
		"cslgfnh", run_progress},
	{"proof", N_("KURSUS | --verify BERKAS"), 0, 1,
		N_("Bukti Belajar Mandiri untuk kursus yang selesai"),
		N_("Mencetak bukti dari catatan di komputer ini. Nama, NIP, unit, dan instansi ditanyakan di terminal bila belum disebut; semuanya boleh dilewati. Bukti ini belum merupakan sertifikat. Dengan --verify: status keluar 1 bila bukti sudah diubah."),
		"cslgyoONiuaVkh", run_proof},
	{"store", N_("PERINTAH"), 0, ANY_NUMBER,
		N_("tempat catatan: pemeriksaan, cadangan, pemulihan"),
		N_("Mengurus tempat catatan belajar di komputer ini."), "sgh", run_store},
	{"learner", N_("PERINTAH"), 0, ANY_NUMBER,
		N_("peserta: daftar, salinan, penghapusan, kelas"),
		N_("Mengurus catatan belajar para peserta di komputer ini."), "sgh",
		run_learner},
	{0},
};

const struct command_group command_groups[] = {
	{"learner", learner_commands},
	{"store", store_commands},
	{0},
};

const struct command *subcommands(const struct command *command)
{
	for (const struct command_group *group = command_groups; group->name; group++)
		if (command->name && strcmp(command->name, group->name) == 0)
			return group->commands;
	return NULL;
}

int run_group(const char *name, const struct options *options)
{
	struct bp_error err = {0};

	if (options->arg_count)
		bp_fail(&err, BP_ERROR_USAGE,
			_("berpijar %s tidak mengenal \"%s\"; lihat: berpijar help %s"),
			name, options->args[0], name);
	else
		bp_fail(&err, BP_ERROR_USAGE,
			_("sebutkan apa yang dilakukan; lihat: berpijar help %s"), name);
	return bp_say_error(&err);
}

const struct command *const player = &commands[0];

static void print_commands(const struct command *list, int columns)
{
	printf("\n%s\n", _("Perintah:"));
	for (const struct command *command = list; command->run; command++)
		bp_say_beside(stdout,
			printf("  berpijar %-*s ", columns,
				command->name ? command->name : ""),
			bp_str(_(command->summary)));
	printf("\n%s\n", _("Bantuan tiap perintah: berpijar help PERINTAH"));
}

static void print_environment(void)
{
	printf("\n%s\n"
	       "  BERPIJAR_CONTENT, BERPIJAR_STORE, BERPIJAR_LEARNER, BERPIJAR_LANG, NO_COLOR\n",
		_("Variabel lingkungan:"));
}

int help_print(const struct command *command)
{
	bp_say(stdout, "%s berpijar%s%s %s %s\n", _("Pemakaian:"),
		command->name ? " " : "", command->name ? command->name : "",
		_("[PILIHAN]"), command->arguments[0] ? _(command->arguments) : "");
	putchar('\n');
	bp_say_beside(stdout, 0, bp_str(_(command->description)));
	printf("\n%s\n", _("Pilihan:"));
	for (size_t i = 0; i < sizeof option_help / sizeof *option_help; i++)
		if (strchr(command->options, option_help[i].letter))
			bp_say_beside(stdout, printf("  %-26s ", _(option_help[i].name)),
				bp_str(_(option_help[i].help)));
	if (command == player) {
		print_commands(commands, 9);
		print_environment();
	} else if (subcommands(command)) {
		print_commands(subcommands(command), 14);
	}
	return BP_EXIT_DONE;
}

int version_print(void)
{
	printf("berpijar %s\n", BERPIJAR_VERSION);
	return BP_EXIT_DONE;
}
