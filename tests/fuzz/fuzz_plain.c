/*
 * Any lines at the whole player in plain lines, over courses with an exam and a store of its
 * own: nothing but printable characters and newlines comes back, and it always ends. The
 * first byte tells how large the window is, and the language.
 */
#include <berpijar/lang.h>
#include <berpijar/player.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define HOME "/dev/shm/berpijar-fuzz-XXXXXX"

int LLVMFuzzerInitialize(int *argc, char ***argv);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(
	uint8_t *data, size_t size, size_t most, unsigned int seed);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const words[] = {"", "lanjut", "buka", "kembali", "soal", "tautan",
	"soal 2", "tautan 1", "1", "2", "3", "4", "12", "50", "50%", "a", "b", "a c",
	"1b 2a", "2 1 3", "benar", "cari a", "cari-semua teks", "temuan", "hapus tanda",
	"isi", "awal", "akhir", "mundur", "turun", "naik", "mulai", "kumpul", "jawab",
	"coba lagi", "tandai-soal", "berikut", "sebelum", "penanda", "catat", "catatan",
	"hapus", "ubah", "buang", "jp", "tahun-lalu", "setelan", "data", "bukti",
	"tentang", "bahasa", "laporkan", "balik", "lompat", "modul-lanjut", "modul-lalu",
	"bantuan", "ulang", ":kembali", ":bantuan", "::teks", "arti", "perubahan",
	"persen 10", "tab", "esc", "ctrl-l", "1,5", "ya"};

static const char *courses[] = {
	COURSES "/player", COURSES "/../play/exams", COURSES "/../play/content", NULL};

/* libFuzzer calls with nothing but data. */
static char fuzz_home[] = HOME, fuzz_store[sizeof HOME + 8];
static int fuzz_in, fuzz_out;

static int fuzz_remove(
	const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)info, (void)kind;
	return where->level ? remove(path) : 0; /* the home itself stays */
}

static void fuzz_clear(void)
{
	nftw(fuzz_home, fuzz_remove, 8, FTW_DEPTH | FTW_PHYS);
}

static void fuzz_leave(void)
{
	fuzz_clear();
	rmdir(fuzz_home);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	if (!mkdtemp(fuzz_home))
		abort();
	atexit(fuzz_leave);
	snprintf(fuzz_store, sizeof fuzz_store, "%s/store", fuzz_home);
	setenv("HOME", fuzz_home, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_DOCUMENTS_DIR");
	signal(SIGTSTP, SIG_IGN); /* "jeda" */
	fuzz_in = memfd_create("lines", 0);
	fuzz_out = memfd_create("said", 0);
	if (fuzz_in < 0 || fuzz_out < 0 || dup2(fuzz_in, 0) < 0 || dup2(fuzz_out, 1) < 0)
		abort();
	return 0;
}

/* Mostly puts a whole word on a line of its own in front of another line. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned int seed)
{
	const char *word = words[seed / 8 % (sizeof words / sizeof *words)];
	size_t len = strlen(word), at = size ? seed / 7 % size : 0;

	if (seed % 4 == 0 || size == 0 || size + len + 1 > most)
		return LLVMFuzzerMutate(data, size, most);
	while (at < size && at > 0 && data[at - 1] != '\n')
		at++;
	at += at == 0; /* behind the first byte */
	memmove(data + at + len + 1, data + at, size - at);
	memcpy(data + at, word, len);
	data[at + len] = '\n';
	return size + len + 1;
}

static void fuzz_refill(const uint8_t *data, size_t size)
{
	if (ftruncate(fuzz_in, 0) != 0 || ftruncate(fuzz_out, 0) != 0 ||
		lseek(fuzz_in, 0, SEEK_SET) != 0 || lseek(fuzz_out, 0, SEEK_SET) != 0 ||
		write(fuzz_in, data, size) != (ssize_t)size ||
		lseek(fuzz_in, 0, SEEK_SET) != 0)
		abort();
}

static void fuzz_check(void)
{
	char said[4096];
	ssize_t len;

	lseek(fuzz_out, 0, SEEK_SET);
	while ((len = read(fuzz_out, said, sizeof said)) > 0)
		for (ssize_t i = 0; i < len; i++) {
			unsigned char byte = (unsigned char)said[i];
			if (byte != '\n' && (byte < 0x20 || byte == 0x7f))
				abort();
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t looks = size ? data[0] : 0;
	struct bp_player_options options = {.config = {.content = courses,
						    .content_count = 3,
						    .store = fuzz_store,
						    .learner = "siti",
						    .lang = looks & 1 ? "en" : "id",
						    .plain = true,
						    .plain_by = "--plain"}};
	sigset_t none;

	if (size == 0)
		return 0;
	fuzz_clear();
	setenv("LINES", looks & 2 ? "12" : "24", 1);
	setenv("COLUMNS", looks & 4 ? "40" : "80", 1);
	bp_lang_set(options.config.lang);
	fuzz_refill(data + 1, size - 1);
	bp_player_run(&options);
	fflush(stdout);
	fuzz_check();
	sigemptyset(&none); /* the player blocks what asks it to end */
	sigprocmask(SIG_SETMASK, &none, NULL);
	return 0;
}
