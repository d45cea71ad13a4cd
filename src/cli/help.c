/* --help, --version and messages. */
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
	{'g', "--lang id|en", N_("bahasa antarmuka")},
	{'P', "--plain", N_("baris biasa: untuk pembaca layar, sambungan lambat, pipa")},
	{'C', "--color auto|always|never", N_("warna")},
	{'w', "--width N", N_("lebar baris, 20-300 kolom")},
	{'f', "--format", N_("bentuk keluaran")},
	{'o', "-o, --output BERKAS.md", N_("modul yang ditulis")},
	{'F', "--force", N_("timpa berkas yang sudah ada")},
	{'S', "--stat", N_("pada akhirnya sebutkan berapa byte yang dikirim")},
	{'n', "--notes", N_("penanda dan catatan peserta, sebagai Markdown")},
	{'h', "-h, --help", N_("bantuan ini")},
	{'v', "--version", N_("versi program")},
};

const struct command commands[] = {
	{NULL, N_("[KURSUS[/MODUL[#JUDUL]]]"), N_("pemutar kursus"),
		N_("Membuka daftar kursus, atau langsung kursus, modul, atau judul yang "
		   "disebut. Di "
		   "dalam pemutar, tombol ? menampilkan semua tombol. Dengan --plain, di "
		   "terminal yang tidak dapat menempatkan kursor (TERM=dumb), atau "
		   "bila masukan berasal dari pipa atau berkas, pemutar memakai "
		   "baris biasa: ketik kata atau nomor, lalu Enter. Tanpa terminal "
		   "dan tanpa masukan, daftar kursus dicetak sebagai teks."),
		"cslgPCShv", {FORMAT_NONE}, run_player},
	{"render", N_("BERKAS|KURSUS/MODUL..."),
		N_("mencetak pelajaran ke keluaran baku"),
		N_("Menata pelajaran seperti di pemutar dan mencetaknya. Gaya huruf "
		   "dipakai bila "
		   "keluaran adalah terminal, atau dengan --color always."),
		"cgCwh", {FORMAT_NONE}, run_render},
	{"check", N_("[JALUR]..."), N_("memeriksa kursus, modul, atau berkas soal"),
		N_("Mencari semua kesalahan dan menyebut berkas, baris, dan kolomnya. "
		   "Status keluar 1 "
		   "bila ada galat."),
		"cgfh", {FORMAT_TEXT, FORMAT_JSON}, run_check},
	{"import", N_("BERKAS..."), N_("membuat modul dari soal GIFT, Aiken, Moodle XML"),
		N_("Membaca berkas soal GIFT, Aiken, atau Moodle XML (dikenali dari "
		   "isinya) dan menulis modul dengan satu blok gift untuk setiap soal. "
		   "Soal yang tidak dapat dipakai disebut barisnya dan dilewati; status "
		   "keluar lalu 1."),
		"goFh", {FORMAT_NONE}, run_import},
	{"export", N_("BERKAS|KURSUS[/MODUL]..."),
		N_("mencetak soal sebagai GIFT, Moodle XML, atau JSON"),
		N_("Mencetak soal sebuah modul, kursus, atau berkas soal ke keluaran "
		   "baku. Yang tidak dapat dikatakan dalam format itu disebut dengan "
		   "barisnya."),
		"cgfh", {FORMAT_GIFT, FORMAT_XML, FORMAT_JSON}, run_export},
	{"review", "", N_("soal yang pernah keliru, untuk diulang"),
		N_("Membuka pemutar pada soal yang pernah dijawab keliru dan hari ini "
		   "perlu diulang; sepuluh menit cukup, dan boleh disisihkan kapan "
		   "saja."),
		"cslgCSPh", {FORMAT_NONE}, run_review},
	{"progress", "", N_("catatan belajar satu peserta"),
		N_("Menampilkan modul yang selesai, nilai, dan JP, dari catatan di "
		   "komputer ini; dengan --notes: penanda dan catatan peserta."),
		"cslgfnh", {FORMAT_TEXT, FORMAT_JSON}, run_progress},
	{0},
};

const struct command *const player = &commands[0];

static void print_commands(void)
{
	printf("\n%s\n", _("Perintah:"));
	for (const struct command *command = commands; command->run; command++)
		printf("  berpijar %-9s %s\n", command->name ? command->name : "",
			_(command->summary));
	printf("\n%s\n", _("Bantuan tiap perintah: berpijar help PERINTAH"));
}

static void print_environment(void)
{
	printf("\n%s\n"
	       "  BERPIJAR_CONTENT, BERPIJAR_STORE, BERPIJAR_LEARNER, BERPIJAR_LANG, "
	       "NO_COLOR\n",
		_("Variabel lingkungan:"));
}

/* "--format text|json" */
static void print_option(
	const struct command *command, const char *name, const char *help)
{
	int len = printf("  %s", name);

	for (size_t i = 0;
		strcmp(name, "--format") == 0 && i < FORMATS_MOST && command->formats[i];
		i++)
		len += printf("%c%s", i ? '|' : ' ', format_names[command->formats[i]]);
	printf("%*s%s\n", len < 29 ? 29 - len : 1, "", help);
}

int help_print(const struct command *command)
{
	printf("%s berpijar%s%s %s %s\n\n%s\n\n%s\n", _("Pemakaian:"),
		command->name ? " " : "", command->name ? command->name : "",
		_("[PILIHAN]"), command->arguments[0] ? _(command->arguments) : "",
		_(command->description), _("Pilihan:"));
	for (size_t i = 0; i < sizeof option_help / sizeof *option_help; i++)
		if (strchr(command->options, option_help[i].letter))
			print_option(
				command, option_help[i].name, _(option_help[i].help));
	if (command == player) {
		print_commands();
		print_environment();
	}
	return EXIT_DONE;
}

int version_print(void)
{
	printf("berpijar %s\n", BERPIJAR_VERSION);
	return EXIT_DONE;
}

int report(const struct bp_error *err)
{
	fprintf(stderr, "berpijar: %s: ", bp_translate("galat"));
	bp_print_clean(stderr, bp_str(err->message));
	fputc('\n', stderr);
	switch (err->kind) {
	case BP_ERROR_USAGE: return EXIT_USAGE;
	case BP_ERROR_STORE:
	case BP_ERROR_BUSY:
	case BP_ERROR_READ_ONLY:
	case BP_ERROR_UNSURE: return EXIT_STORE;
	default: return EXIT_FAILED;
	}
}
