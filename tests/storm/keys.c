/*
 * Random keys at the whole program with a store: names of keys, letters, texts, pastes, broken
 * bytes, other sizes of the window; with --plain, lines of words. Life after life on the same
 * record, so that a list is also opened before the lesson that its rows speak of.
 *
 * The program never ends by itself but as a key asks it to, sends nothing that a terminal may
 * not see, always comes back to wait for a key, can always be left by Escape and Q, and leaves
 * terminal and record sound. A preview keeps nothing.
 *
 * usage: keys [--plain] PROGRAM FOLDER-OF-COURSES...
 *        keys --preview PROGRAM FILE...
 *
 * The second previews a course of these files, one of them, or what holds it, while somebody
 * writes at them (edits.h).
 *
 * BERPIJAR_KEYS sets how many keys or lines, BERPIJAR_KEYS_SECONDS for how long instead,
 * BERPIJAR_KEYS_SEED which. What was done in a life that went wrong is printed as a script for
 * `play`.
 */
#include "edits.h"
#include "lab.h"
#include "session.h"
#include "spoken.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KEYS     3000
#define LIFE     250   /* keys of a life, at most */
#define LIVES    6     /* on the same record */
#define BURST    6     /* keys at once, at most */
#define PATIENCE 60000 /* ms until it has to wait for a key again */
#define QUIET    3000  /* ms of silence, where it does not say that it waits */
#define COURSES  8

struct keys {
	struct lab lab;
	const char *argv[8 + 2 * COURSES];
	bool plain;
	bool preview;
	char from[96],
		course[96];   /* of a preview: its files as they were, and as they are */
	uint32_t seed, began; /* as it was when the life began */
	long left;
	unsigned life;
	struct session session;
	struct bp_buf script; /* of this life, for `play` */
	size_t checked;       /* of what plain lines said */
};

/* ---- what goes wrong ---- */

__attribute__((noreturn)) static void broken(struct keys *keys, const char *what)
{
	struct bp_buf screen = {0};

	if (keys->session.plain)
		bp_buf_add_str(&screen, bp_buf_str(&keys->session.said));
	else
		terminal_text(&keys->session.terminal, &screen);
	printf("life %u, which began with seed %u: %s\n", keys->life, keys->began, what);
	printf("---- what was done\n%s---- what was shown at the end\n%s\n",
		keys->script.at ? keys->script.at : "", screen.at ? screen.at : "");
	die("the store: %s", keys->lab.store);
}

static void check_output(struct keys *keys)
{
	const struct bp_buf *said = &keys->session.said;

	for (; keys->checked < said->len; keys->checked++)
		if (!spoken_allowed(said->at[keys->checked]))
			broken(keys, "plain lines hold a control character");
	if (keys->session.terminal.refused.len)
		broken(keys, keys->session.terminal.refused.at);
}

/* Until it waits or has ended; it has to do one of them. */
static void settle(struct keys *keys)
{
	struct session *session = &keys->session;
	double end = now_ms() + PATIENCE;

	do
		session_settle(session, QUIET, PATIENCE);
	while (!session->waits && !session->silent && now_ms() < end);
	check_output(keys);
	if (!session->waits && !session->silent)
		broken(keys, "it does not come back to wait for a key");
}

/* ---- what is pressed ---- */

static uint32_t below(struct keys *keys, uint32_t limit)
{
	return random_below(&keys->seed, limit);
}

static const char *const often[] = {"Up", "Down", "Down", "Down", "Left", "Right",
	"Enter", "Enter", "Enter", "Tab", "Tab", "Space", "PageDown", "Home", "End",
	"BackTab", "Backspace", "Delete", "PageUp", "Insert", "F1", "Escape", "q", "'",
	"m", "e", "h", "J", "s", "t", "u", "x", "d", "c", "b", "r", "n", "N", "/", "%",
	"?", "+", "-", "1", "2", "3", "C-l", "C-t", "C-k", "C-u", "C-a", "C-e", "C-w",
	"C-y", "C-g", "M-b", "F5"};

/* Lines with which plain lines are answered beside those that they offer. */
static const char *const lines[] = {"", "", "", "lanjut", "buka", "soal", "kembali",
	"menu", "bantuan", "isi", "cari a", "turun", "naik", "1", "2", "3", "4", "a", "b",
	"c", "benar", "salah", "a b", "1-a 2-b", "ya", "tidak", "tandai", "catat",
	"penanda", "hapus", "ubah", "nama", "persen", "50", "bukti", "setelan", "data",
	"JP", "kumpul", "mulai", "temuan", "batal",
	"judul panjang sekali \xc3\xa9 \xe6\x97\xa5", ":Up", ":Down", ":Escape", ":Tab",
	"lompat", "petunjuk", "coba-lagi", "istilah", "ulang", "siapa", ":F1", "#",
	"soal 2", "tautan 1", "mundur", "kumpulkan jawaban", "cari-semua a", "kirim", "?",
	"\xff\xfe", "\xe2\x80\xae", "12345678901234567890"};

/* What bugs are made of: line ends, controls, cut UTF-8, marks, wide and right-to-left text. */
static const char *const texts[] = {"satu", "a b c", "3,14", "-", "\xc3\xa9", "e\xcc\x81",
	"\xe6\x97\xa5\xe6\x9c\xac", "\xf0\x9f\x94\xa5", "\xe2\x80\xae", "\xff", "\xc3",
	"%s%n", "a\rb", "a\nb\nc", "\033[201~", "\033[31m", "\t\t", "0", "100%",
	"12345678901234567890",
	"sebuah kata yang panjangnya tidak muat di satu baris pun dari jendela yang sempit"};

/* Ways that chance alone seldom goes: a mark is made and changed, an answer given, a search
 * followed, an exam handed in. */
static const char *const ways[][6] = {
	{"m", "Enter"},
	{"e", "a", "C-t"},
	{"'", "Enter"},
	{"'", "d", "d"},
	{"'", "e", "x", "Enter"},
	{"'", "/", "a", "Enter"},
	{"Enter", "Enter", "m", "Enter"},
	{"Enter", "Enter", "Tab", "Enter"},
	{"Tab", "Enter", "a", "Enter", "Enter"},
	{"1", "Enter", "Enter", "Enter"},
	{"/", "a", "Enter", "n", "Enter"},
	{"t", "End", "Enter"},
	{"k", "u", "m", "p", "Enter", "Enter"},
	{"Escape", "Escape", "Escape"},
	{"J", "End", "Enter", "Enter"},
	{"J", "3", "a", "Enter", "b", "Enter"},
	{"J", "1", "6", "7", "Enter", "8"},
};

/* Those of a preview. */
static const char *const looks[][6] = {
	{"f", "f", "v", "r"},
	{"F", "Down", "Enter", "F", "End", "Enter"},
	{"g", "Down", "Escape"},
	{"p", "1"},
	{"p", "2", "p", "2"},
	{"p", "3"},
	{"p", "4"},
	{"w"},
	{"B"},
	{"]", "Enter", "a", "p", "3"},
	{"K", "r"},
};

#define PICK(keys, list) (list)[below(keys, sizeof(list) / sizeof *(list))]

static void note(struct keys *keys, const char *action, const char *what)
{
	bp_buf_printf(&keys->script, "%s %s\n", action, what);
}

static void press(struct keys *keys, const char *name)
{
	note(keys, "key", name);
	session_key(&keys->session, name);
}

static void press_letter(struct keys *keys)
{
	char name[2] = {(char)('!' + below(keys, '~' - '!' + 1)), '\0'};

	if (*name != 'Q') /* once a life is enough */
		press(keys, name);
}

static void walk(struct keys *keys)
{
	const char *const *way = keys->preview ? PICK(keys, looks) : PICK(keys, ways);

	for (size_t i = 0; i < sizeof ways[0] / sizeof *ways[0] && way[i]; i++) {
		press(keys, way[i]);
		if (i == 0 || strcmp(way[i], "Enter") == 0)
			settle(keys); /* text behind Enter in one go was pasted, it seems */
	}
}

static void type(struct keys *keys)
{
	const char *text = PICK(keys, texts);

	note(keys, "text", text);
	session_write(&keys->session, text, strlen(text));
}

static void paste(struct keys *keys)
{
	struct bp_buf text = {0};

	for (uint32_t i = below(keys, 20); i > 0; i--)
		bp_buf_add_cstr(&text, PICK(keys, texts));
	bp_buf_add(&text, "", 0);
	note(keys, "paste", text.at);
	session_paste(&keys->session, bp_buf_str(&text));
	bp_buf_release(&text);
}

static void garble(struct keys *keys)
{
	char bytes[8];

	for (size_t i = 0; i < sizeof bytes; i++) {
		bytes[i] = (char)below(keys, 256);
		if (bytes[i] == 'Q' || bytes[i] == 0x1a) /* it would end or stop */
			bytes[i] = 'x';
	}
	note(keys, "# eight bytes", "");
	session_write(&keys->session, bytes, sizeof bytes);
}

static void resize(struct keys *keys)
{
	int columns = (int)below(keys, 3) ? 20 + (int)below(keys, 120) : 80,
	    rows = (int)below(keys, 3) ? 1 + (int)below(keys, 60) : 24;
	char size[32];

	snprintf(size, sizeof size, "%d %d", columns, rows);
	note(keys, "resize", size);
	session_resize(&keys->session, columns, rows);
}

/* Plain lines may be chosen, in the settings and in a preview. */
static bool is_plain(const struct keys *keys)
{
	return !(keys->session.terminal.modes & TERMINAL_ALTERNATE);
}

static void edit(struct keys *keys)
{
	note(keys, "# edited:", edits_make(keys->course, keys->from, &keys->seed));
}

/* Bytes that are none of a key's. Once the program has ended, or reads lines, the line itself
 * would send them back, and they would seem to be its own. */
static void act_badly(struct keys *keys, uint32_t kind)
{
	settle(keys);
	if (keys->session.silent || is_plain(keys))
		return;
	if (kind < 94)
		type(keys);
	else if (kind < 96)
		paste(keys);
	else
		garble(keys);
}

static void act(struct keys *keys)
{
	uint32_t kind = below(keys, 100);

	if (kind < (keys->preview ? 12 : 6))
		walk(keys);
	else if (kind < 76)
		press(keys, PICK(keys, often));
	else if (kind < 90)
		press_letter(keys);
	else if (kind < 97)
		act_badly(keys, kind);
	else
		resize(keys);
}

/* A word out of what was said last: what is offered is answered, too. */
static void add_said(struct keys *keys, struct bp_buf *line)
{
	struct bp_str said = bp_buf_str(&keys->session.said);
	size_t from = said.len > 160 ? said.len - 160 : 0; /* the prompt, mostly */
	size_t at = from + below(keys, (uint32_t)(said.len - from) + 1), end;

	while (at < said.len && !strchr(" \n", said.at[at]))
		at++;
	for (end = at + 1; end < said.len && !strchr(" \n,.:>", said.at[end]);)
		end++;
	if (at + 1 < end && end <= said.len)
		bp_buf_add(line, said.at + at + 1, end - at - 1);
}

static bool has_bytes(const struct bp_buf *line)
{
	for (size_t i = 0; i < line->len; i++)
		if ((unsigned char)line->at[i] >= 0x80)
			return true;
	return false;
}

static void say_line(struct keys *keys)
{
	struct bp_buf line = {0};

	bp_buf_add(&line, "", 0);
	if (below(keys, 2) == 0)
		add_said(keys, &line);
	else
		bp_buf_add_cstr(&line, PICK(keys, lines));
	if (!keys->session.plain && has_bytes(&line)) /* the line would send them back */
		bp_buf_clear(&line);
	note(keys, "line", line.at);
	bp_buf_add_char(&line, '\n');
	session_write(&keys->session, line.at, line.len);
	bp_buf_release(&line);
}

/* ---- lives ---- */

/* What is previewed in this life: the course, a file of it, what it lies in. */
static void begin_preview(struct keys *keys)
{
	static const char *const names[] = {"", "", "/01-satu.md", "/05-bahasa-jelas.md",
		"/90-ujian.md", "/aiken.txt", "/semua.xml", "/.."};
	static char path[128];

	edits_begin(keys->course, keys->from);
	snprintf(path, sizeof path, "%s%s", keys->course, PICK(keys, names));
	keys->argv[2] = path;
	note(keys, "# previews", path);
}

static void begin(struct keys *keys)
{
	struct session_command command = {.argv = keys->argv,
		.environment = (const char *const *)keys->lab.environment,
		.folder = keys->lab.folder,
		.columns = 80,
		.rows = 24,
		.plain = keys->plain};

	keys->began = keys->seed;
	keys->checked = 0;
	bp_buf_clear(&keys->script);
	if (keys->preview)
		begin_preview(keys);
	if (!session_start(&keys->session, &command))
		die("no pseudo-terminal: %s", strerror(errno));
	settle(keys);
}

/* Escape leads out of everything, and Q ends from everywhere. */
static void leave(struct keys *keys)
{
	struct session *session = &keys->session;

	for (int i = 0; i < 20 && !session->silent; i++) {
		if (is_plain(keys))
			session_write(session, i % 2 ? ":keluar\n" : ":Escape\n", 8);
		else
			session_key(session, i % 2 ? "Q" : "Escape");
		settle(keys);
	}
	if (!session_wait(session, PATIENCE))
		broken(keys, "it cannot be left");
}

/* A preview writes nothing, and opens no store. */
static void check_nothing_kept(struct keys *keys)
{
	char home[128];

	snprintf(home, sizeof home, "%s/.local", keys->lab.folder);
	if (keys->preview && access(home, F_OK) == 0)
		broken(keys, "a preview has written something");
}

static void end(struct keys *keys)
{
	struct session *session = &keys->session;
	struct bp_buf left = {0};
	char what[64];

	leave(keys);
	check_output(keys);
	snprintf(what, sizeof what, "it ended by %s %d",
		WIFSIGNALED(session->status) ? "signal" : "status",
		WIFSIGNALED(session->status) ? WTERMSIG(session->status)
					     : WEXITSTATUS(session->status));
	if (session->status != 0)
		broken(keys, what);
	session_left_behind(session, &left);
	if (left.len)
		broken(keys, left.at);
	check_nothing_kept(keys);
	bp_buf_release(&left);
	session_release(session);
}

static void live(struct keys *keys)
{
	long count = LIFE < keys->left ? LIFE : keys->left;
	bool plain = keys->plain;

	begin(keys);
	/* Plain lines have a run of their own: where an earlier life chose them the record is
	 * given up. */
	keys->plain = is_plain(keys);
	bool wished = keys->plain == plain;
	while (wished && count > 0 && !keys->session.silent) {
		uint32_t burst = keys->plain ? 1 : 1 + below(keys, BURST);
		for (uint32_t i = 0; i < burst; i++)
			if (keys->preview && below(keys, 4) == 0)
				edit(keys);
			else if (keys->plain)
				say_line(keys);
			else
				act(keys);
		count -= burst;
		keys->left -= burst;
		settle(keys);
		keys->plain = is_plain(keys);
	}
	end(keys);
	keys->plain = plain;
	keys->life += wished ? 1 : LIVES - keys->life % LIVES;
}

/* By the program itself. */
static void check_record(struct keys *keys)
{
	const char *argv[] = {
		keys->lab.program, "store", "check", "--store", keys->lab.store, NULL};
	struct session_command command = {.argv = argv,
		.environment = (const char *const *)keys->lab.environment,
		.columns = 120,
		.rows = 50};

	bp_buf_clear(&keys->script);
	if (!session_start(&keys->session, &command) ||
		!session_wait(&keys->session, PATIENCE))
		die("the record cannot be checked");
	if (keys->session.status != 0)
		broken(keys, "the record is not sound");
	session_release(&keys->session);
}

/* Fonts, once loaded for a PDF, are kept by their library until the end. */
static void suppress_leaks(struct keys *keys)
{
	char path[128], option[192];

	snprintf(path, sizeof path, "%s/leaks", keys->lab.folder);
	FILE *file = fopen(path, "w");
	if (!file || fputs("leak:libfontconfig\n", file) < 0 || fclose(file) != 0)
		die("%s: %s", path, strerror(errno));
	snprintf(option, sizeof option, "print_suppressions=0:suppressions=%s", path);
	lab_variable(&keys->lab, "LSAN_OPTIONS", option);
}

static void prepare_preview(struct keys *keys, int count, char **files)
{
	snprintf(keys->from, sizeof keys->from, "%s/asli", keys->lab.folder);
	snprintf(keys->course, sizeof keys->course, "%s/kursus", keys->lab.folder);
	edits_gather(keys->from, count, files);
	keys->argv[1] = "preview";
}

static void prepare_record(struct keys *keys, int count, char **folders)
{
	size_t n = 1;

	for (int i = 0; i < count && i < COURSES; i++) {
		keys->argv[n++] = "--content";
		keys->argv[n++] = full_path(folders[i]);
	}
	keys->argv[n++] = "--store";
	keys->argv[n++] = keys->lab.store;
	keys->argv[n++] = "--learner";
	keys->argv[n++] = "peserta-1";
	if (keys->plain)
		keys->argv[n++] = "--plain";
}

static void prepare(struct keys *keys, int count, char **args)
{
	lab_open(&keys->lab, args[0], args[1]);
	suppress_leaks(keys);
	lab_variable(&keys->lab, "ASAN_OPTIONS", "abort_on_error=1:quarantine_size_mb=8");
	lab_variable(&keys->lab, "UBSAN_OPTIONS",
		"halt_on_error=1:abort_on_error=1:print_stacktrace=1");
	keys->argv[0] = keys->lab.program;
	if (keys->preview)
		prepare_preview(keys, count - 1, args + 1);
	else
		prepare_record(keys, count - 1, args + 1);
}

int main(int argc, char **argv)
{
	static struct keys keys;
	double began = now_ms();

	keys.plain = argc > 1 && strcmp(argv[1], "--plain") == 0;
	keys.preview = argc > 1 && strcmp(argv[1], "--preview") == 0;
	int options = keys.plain || keys.preview;
	if (argc < 3 + options)
		die("usage: keys [--plain] PROGRAM FOLDER-OF-COURSES... | --preview PROGRAM FILE...");
	long seconds = wish("BERPIJAR_KEYS_SECONDS", 0);
	keys.left = seconds ? 0 : wish("BERPIJAR_KEYS", KEYS);
	keys.seed = (uint32_t)wish("BERPIJAR_KEYS_SEED", time(NULL));
	signal(SIGPIPE, SIG_IGN);
	printf("%s, seed %u\n", options ? argv[1] + 2 : "keys", keys.seed);
	fflush(stdout);
	prepare(&keys, argc - 1 - options, argv + 1 + options);
	double end = began + 1000 * (double)seconds;
	while (keys.left > 0 || now_ms() < end) {
		if (keys.left <= 0)
			keys.left = LIFE;
		live(&keys);
		if (keys.preview ||
			((keys.left > 0 || now_ms() < end) && keys.life % LIVES))
			continue;
		check_record(&keys);
		lab_clear_store(&keys.lab);
	}
	printf("%u lives, %.1f s\n", keys.life, (now_ms() - began) / 1000);
	lab_close(&keys.lab);
	return 0;
}
