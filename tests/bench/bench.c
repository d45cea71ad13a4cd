/*
 * What reading a lesson costs the person at the other end of the line, beside other
 * programs that show the same text: bytes, time, write() calls, memory, and what is
 * spent while nothing happens. Bytes, calls and memory repeat exactly; of times only
 * the ratios within one run mean something, so the rounds are interleaved.
 *
 * usage: bench BERPIJAR LESSON.md
 */
#include "session.h"
#include "tree.h"
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 32 /* each peer is first, second … as often */
#define LINES  20
#define PAGES  10
#define QUIET  80   /* ms without a byte: the screen is complete */
#define LIMIT  5000 /* ms that one step may take */
#define IDLE   3000 /* ms */
#define READY  "Mengenal"
#define WORDS  6

struct peer {
	const char *name;
	/* run as it is, without a shell but where there is a pipe; a word "$NAME" is what
	 * the environment has for it: BERPIJAR, LESSON, HTML, CONTENT */
	const char *words[WORDS];
	const char *needs; /* programs, separated by blanks */
	const char *down, *page, *quit;
};

static const struct peer peers[] = {
	{"berpijar", {"$BERPIJAR", "--content", "$CONTENT", "ukur/pelajaran"}, "", "j",
		"f", "Q"},
	{"lowdown | less -R",
		{"sh", "-c",
			"lowdown -tterm --term-columns=80 --term-width=80 \"$LESSON\" | "
			"less -R"},
		"lowdown less", "j", "f", "q"},
	{"less (mentah)", {"less", "$LESSON"}, "less", "j", "f", "q"},
	{"w3m (HTML siap)", {"w3m", "-T", "text/html", "$HTML"}, "w3m cmark", "J",
		"Space", "Q"},
};

#define PEERS (sizeof peers / sizeof *peers)

struct result {
	bool missing, failed;
	double first_ms[ROUNDS];
	size_t first_bytes, shown_bytes;
	double line_bytes, line_ms, page_bytes, page_ms, writes;
	size_t idle_bytes;
	struct tree_use idle, total;
};

struct bench {
	char folder[32];
	char *environment[16];
	size_t variables;
};

static void set_variable(struct bench *bench, const char *name, const char *value)
{
	struct bp_buf pair = {0};
	bp_buf_printf(&pair, "%s=%s", name, value);
	bench->environment[bench->variables++] = pair.at;
}

static bool is_installed(const char *program)
{
	struct bp_buf command = {0};
	bp_buf_printf(&command, "command -v %s >/dev/null 2>&1", program);
	bool found = system(command.at) == 0;
	bp_buf_release(&command);
	return found;
}

static bool is_runnable(const struct peer *peer)
{
	char needs[64];
	bool all = true;

	snprintf(needs, sizeof needs, "%s", peer->needs);
	for (char *name = strtok(needs, " "); name; name = strtok(NULL, " "))
		all = all && is_installed(name);
	return all;
}

/* Reads until the screen is at rest; the time of the last byte, from `start`. */
static double step(struct session *session, double start)
{
	double last = start;

	while (session_read(session, QUIET) > 0) {
		last = now_ms();
		if (last - start > LIMIT)
			break;
	}
	return last - start;
}

/* What the environment has for a word "$NAME"; any other word itself. */
static const char *expand(const struct bench *bench, const char *word)
{
	size_t len = strlen(word);

	if (word[0] != '$')
		return word;
	for (size_t i = 0; i < bench->variables; i++)
		if (strncmp(bench->environment[i], word + 1, len - 1) == 0 &&
			bench->environment[i][len - 1] == '=')
			return bench->environment[i] + len;
	return word;
}

/* From exec to the last byte of the first screen, however it comes in pieces. */
static double open_lesson(
	struct bench *bench, const struct peer *peer, struct session *session)
{
	const char *argv[WORDS + 1] = {NULL};
	struct session_command command = {argv, (const char *const *)bench->environment,
		bench->folder, 80, 24, false};
	for (int i = 0; i < WORDS && peer->words[i]; i++)
		argv[i] = expand(bench, peer->words[i]);
	double start = now_ms(), last = -1;

	if (!session_start(session, &command))
		return -1;
	do
		last = step(session, start);
	while (!session->silent && !terminal_holds(&session->terminal, READY) &&
		now_ms() - start < LIMIT);
	return terminal_holds(&session->terminal, READY) ? last : -1;
}

/* At the top, since berpijar opens where it was left. */
static void leave(const struct peer *peer, struct session *session)
{
	session_key(session, "g");
	session_settle(session, QUIET, LIMIT);
	session_key(session, peer->quit);
	session_wait(session, 1000);
	session_release(session);
}

/* Presses a key so often; means of bytes and of the time to the last byte. */
static void press(
	struct session *session, const char *key, int times, double *bytes, double *ms)
{
	size_t before = terminal_bytes(&session->terminal);

	*ms = 0;
	for (int i = 0; i < times; i++) {
		double start = now_ms();
		session_key(session, key);
		*ms += step(session, start) / times;
	}
	*bytes = (double)(terminal_bytes(&session->terminal) - before) / times;
}

static size_t shown_bytes(const struct terminal *terminal)
{
	struct bp_buf text = {0};

	for (int row = 0; row < terminal->rows; row++)
		terminal_row(terminal, row, &text);
	size_t shown = text.len;
	bp_buf_release(&text);
	return shown;
}

static void measure_idle(struct session *session, struct result *result)
{
	struct tree_use before = tree_use(session->pid);
	size_t bytes = terminal_bytes(&session->terminal);

	session_settle(session, IDLE, LIMIT);
	result->total = tree_use(session->pid);
	result->idle_bytes = terminal_bytes(&session->terminal) - bytes;
	result->idle.cpu_ms = result->total.cpu_ms - before.cpu_ms;
	result->idle.slices = result->total.slices - before.slices;
}

static void measure_session(
	struct bench *bench, const struct peer *peer, struct result *result)
{
	struct session session;

	result->failed = open_lesson(bench, peer, &session) < 0;
	if (!result->failed) {
		result->first_bytes = terminal_bytes(&session.terminal);
		result->shown_bytes = shown_bytes(&session.terminal);
		press(&session, peer->down, LINES, &result->line_bytes, &result->line_ms);
		long writes = tree_use(session.pid).writes;
		press(&session, peer->page, PAGES, &result->page_bytes, &result->page_ms);
		result->writes = (double)(tree_use(session.pid).writes - writes) / PAGES;
		measure_idle(&session, result);
	}
	leave(peer, &session);
}

/* The first screen of each in turn, so that noise hits all alike; and another one begins
 * each round, so that none always comes after the one that leaves the caches cold. */
static void measure_starts(struct bench *bench, struct result *results)
{
	for (int round = 0; round < ROUNDS; round++)
		for (size_t turn = 0; turn < PEERS; turn++) {
			struct session session;
			size_t i = (turn + (size_t)round) % PEERS;
			if (results[i].missing || results[i].failed)
				continue;
			results[i].first_ms[round] =
				open_lesson(bench, &peers[i], &session);
			leave(&peers[i], &session);
		}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static const struct {
	const char *group, *name;
	int width, decimals;
} columns[] = {
	{"pertama:", "ms", 9, 2},
	{"", "byte", 7, 0},
	{"", "teks", 7, 0},
	{"", "rasio", 7, 2},
	{"byte:", "baris", 9, 1},
	{"", "halaman", 8, 1},
	{"write():", "halaman", 9, 1},
	{"ms:", "baris", 8, 2},
	{"", "halaman", 8, 2},
	{"diam 3 s:", "byte", 10, 0},
	{"", "CPU ms", 7, 1},
	{"", "bangun", 7, 0},
	{"KiB:", "kotor", 8, 0},
	{"", "puncak", 7, 0},
};

#define COLUMNS (sizeof columns / sizeof *columns)

static void print_row(const struct peer *peer, struct result *result)
{
	printf("%-18s", peer->name);
	if (result->missing || result->failed) {
		printf(" %s\n",
			result->missing ? "tidak terpasang"
					: "tidak menampilkan pelajaran");
		return;
	}
	qsort(result->first_ms, ROUNDS, sizeof *result->first_ms, by_size);
	const double values[COLUMNS] = {
		result->first_ms[ROUNDS / 2],
		(double)result->first_bytes,
		(double)result->shown_bytes,
		(double)result->first_bytes / (double)result->shown_bytes,
		result->line_bytes,
		result->page_bytes,
		result->writes,
		result->line_ms,
		result->page_ms,
		(double)result->idle_bytes,
		result->idle.cpu_ms,
		(double)result->idle.slices,
		(double)result->total.dirty_kib,
		(double)result->total.peak_kib,
	};
	for (size_t i = 0; i < COLUMNS; i++)
		printf("%*.*f", columns[i].width, columns[i].decimals, values[i]);
	printf("\n");
}

static void print_table(const char *term, struct result *results)
{
	printf("\nTERM=%s, 80x24\n%-18s", term, "");
	for (size_t i = 0; i < COLUMNS; i++)
		printf("%*s", columns[i].width, columns[i].group);
	printf("\n%-18s", "");
	for (size_t i = 0; i < COLUMNS; i++)
		printf("%*s", columns[i].width, columns[i].name);
	printf("\n");
	for (size_t i = 0; i < PEERS; i++)
		print_row(&peers[i], &results[i]);
	printf("write(): juga yang ke berkas, misalnya penyimpanan tempat baca\n");
}

static void run(struct bench *bench, const char *term)
{
	struct result results[PEERS] = {0};
	size_t variables = bench->variables;

	set_variable(bench, "TERM", term);
	for (size_t i = 0; i < PEERS; i++) {
		results[i].missing = !is_runnable(&peers[i]);
		if (!results[i].missing)
			measure_session(bench, &peers[i], &results[i]);
	}
	measure_starts(bench, results);
	print_table(term, results);
	free(bench->environment[variables]);
	bench->environment[variables] = NULL;
	bench->variables = variables;
}

/* The lesson as a course for berpijar and as HTML for w3m. */
static bool prepare(struct bench *bench, const char *program, const char *lesson)
{
	static const char make[] =
		"mkdir -p \"$CONTENT/ukur\" && cd \"$CONTENT/ukur\" &&"
		"printf 'title: Ukur\\nsummary: Pelajaran untuk mengukur\\nlanguage: "
		"id\\n'"
		" >course.yaml &&"
		"{ printf -- '---\\ntitle: Mengenal Terminal\\njp: 1\\n---\\n'; cat "
		"\"$LESSON\"; }"
		" >01-pelajaran.md && { cmark \"$LESSON\" >\"$HTML\" || :; }";
	char path[64], *full_program = realpath(program, NULL),
		       *full_lesson = realpath(lesson, NULL);

	strcpy(bench->folder, "/tmp/berpijar-bench-XXXXXX");
	if (!full_program || !full_lesson || !mkdtemp(bench->folder))
		return false;
	set_variable(bench, "PATH", getenv("PATH"));
	set_variable(bench, "HOME", bench->folder);
	set_variable(bench, "XDG_CONFIG_HOME", bench->folder);
	set_variable(bench, "LANG", "C.UTF-8");
	set_variable(bench, "LOGNAME", "peserta"); /* as after any login */
	set_variable(bench, "BERPIJAR", full_program);
	set_variable(bench, "LESSON", full_lesson);
	snprintf(path, sizeof path, "%s/lesson.html", bench->folder);
	set_variable(bench, "HTML", path);
	snprintf(path, sizeof path, "%s/content", bench->folder);
	set_variable(bench, "CONTENT", path);
	free(full_program);
	free(full_lesson);
	for (size_t i = 0; i < bench->variables; i++)
		putenv(bench->environment[i]);
	return system(make) == 0;
}

static int remove_entry(
	const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	return remove(path);
}

int main(int argc, char **argv)
{
	struct bench bench = {0};

	if (argc != 3) {
		fprintf(stderr, "usage: bench BERPIJAR LESSON.md\n");
		return 2;
	}
	if (!prepare(&bench, argv[1], argv[2])) {
		fprintf(stderr, "bench: %s atau %s tidak dapat dipakai\n", argv[1],
			argv[2]);
		return 1;
	}
	run(&bench, "xterm-256color");
	run(&bench, "vt100");
	nftw(bench.folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	return 0;
}
