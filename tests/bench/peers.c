/*
 * What reading a lesson costs the person at the other end of the line, beside other
 * programs that show the same text: bytes, time, write() calls, memory, and what is spent
 * while nothing happens.
 */
#include "bench.h"
#include "session.h"
#include "tree.h"
#include <berpijar/text.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 60 /* each peer is first, second … as often */
#define LINES  20
#define PAGES  10
#define QUIET  80   /* ms without a byte: the screen is complete */
#define LIMIT  5000 /* ms that one step may take */
#define IDLE   3000 /* ms */
#define READY  "Mengenal"
#define WORDS  6

struct peer {
	const char *name;
	/* run as it is; a word "$NAME" is what the environment has for it: BERPIJAR, LESSON,
	 * HTML, CONTENT */
	const char *words[WORDS];
	const char *from[WORDS]; /* whose output it reads; started without a shell, which
				  * would cost a peer time that no user's shell costs it */
	const char *needs;       /* programs, separated by blanks */
	const char *down, *page, *quit;
};

static const struct peer peers[] = {
	{"berpijar", {"$BERPIJAR", "--content", "$CONTENT", "ukur/pelajaran"}, {NULL}, "",
		"j", "f", "Q"},
	{"berpijar-shared", {"$SHARED", "--content", "$CONTENT", "ukur/pelajaran"},
		{NULL}, "", "j", "f", "Q"},
	{"lowdown-less", {"less", "-R"},
		{"lowdown", "-tterm", "--term-columns=80", "--term-width=80", "$LESSON"},
		"lowdown less", "j", "f", "q"},
	{"less", {"less", "$LESSON"}, {NULL}, "less", "j", "f", "q"},
	{"w3m", {"w3m", "-T", "text/html", "$HTML"}, {NULL}, "w3m cmark", "J", "Space",
		"Q"},
};

#define PEERS (sizeof peers / sizeof *peers)

struct desk {
	struct bench *bench;
	struct lab *lab;
	const char *term;
	bool works[PEERS]; /* it is there, and shows the lesson */
};

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
	char needs[64], *rest = needs;
	bool all = true;

	snprintf(needs, sizeof needs, "%s", peer->needs);
	for (char *name; (name = strtok_r(rest, " ", &rest));)
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
static const char *expand(const struct lab *lab, const char *word)
{
	size_t len = strlen(word);

	if (word[0] != '$')
		return word;
	for (char *const *pair = lab->environment; *pair; pair++)
		if (strncmp(*pair, word + 1, len - 1) == 0 && (*pair)[len - 1] == '=')
			return *pair + len;
	return word;
}

static void expand_all(
	const struct lab *lab, const char *const words[WORDS], const char *out[WORDS + 1])
{
	for (size_t i = 0; i <= WORDS; i++)
		out[i] = i < WORDS && words[i] ? expand(lab, words[i]) : NULL;
}

/* From exec to the last byte of the first screen, however it comes in pieces; -1: it does
 * not come. */
static double open_lesson(
	const struct desk *desk, const struct peer *peer, struct session *session)
{
	const char *argv[WORDS + 1], *from[WORDS + 1];
	const struct lab *lab = desk->lab;
	struct session_command command = {argv, (const char *const *)lab->environment,
		lab->folder, 80, 24, false, peer->from[0] ? from : NULL};

	expand_all(lab, peer->words, argv);
	expand_all(lab, peer->from, from);
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
	while (waitpid(-1, NULL, WNOHANG) > 0) /* what wrote into a pipe */
		;
}

/* Presses a key so often; a sample of bytes and of the time to the last byte for each. */
static void press(const struct desk *desk, const struct peer *peer,
	struct session *session, const char *key, const char *what, int times)
{
	struct figures *figures = &desk->bench->figures;

	for (int i = 0; i < times; i++) {
		size_t before = terminal_bytes(&session->terminal);
		double start = now_ms();
		session_key(session, key);
		figures_add(figures, step(session, start), "ms", "%s.%s.%s.ms", what,
			desk->term, peer->name);
		figures_add(figures,
			(double)(terminal_bytes(&session->terminal) - before), "byte",
			"%s.%s.%s.bytes", what, desk->term, peer->name);
	}
}

/* Cells of the screen that carry a letter, a digit or a sign, and no rule or frame. */
static size_t cells_of_text(const struct terminal *terminal)
{
	struct bp_buf text = {0};
	size_t cells = 0;

	for (int row = 0; row < terminal->rows; row++)
		terminal_row(terminal, row, &text);
	struct bp_str all = bp_buf_str(&text);
	for (size_t at = 0; at < all.len;) {
		uint32_t code;
		at += bp_utf8_next(all, at, &code);
		cells += code != ' ' && !(code >= 0x2500 && code < 0x25a0);
	}
	bp_buf_release(&text);
	return cells;
}

static void add_screen(
	const struct desk *desk, const struct peer *peer, const struct session *session)
{
	struct figures *figures = &desk->bench->figures;
	double bytes = (double)terminal_bytes(&session->terminal);

	figures_add(figures, bytes, "byte", "first.%s.%s.bytes", desk->term, peer->name);
	figures_add(figures, bytes / (double)cells_of_text(&session->terminal), "byte",
		"first.%s.%s.bytes-a-cell", desk->term, peer->name);
}

static void measure_idle(
	const struct desk *desk, const struct peer *peer, struct session *session)
{
	struct figures *figures = &desk->bench->figures;
	struct tree_use before = tree_use(session->pid);
	size_t bytes = terminal_bytes(&session->terminal);

	session_settle(session, IDLE, LIMIT);
	struct tree_use after = tree_use(session->pid);
	figures_add(figures, (double)(terminal_bytes(&session->terminal) - bytes), "byte",
		"idle.%s.%s.bytes", desk->term, peer->name);
	figures_add(figures, after.cpu_ms - before.cpu_ms, "ms", "idle.%s.%s.cpu",
		desk->term, peer->name);
	figures_add(figures, (double)(after.slices - before.slices), "x",
		"idle.%s.%s.wakeups", desk->term, peer->name);
	figures_add(figures, (double)after.dirty_kib, "KiB", "memory.%s.%s.dirty",
		desk->term, peer->name);
	figures_add(figures, (double)after.peak_kib, "KiB", "memory.%s.%s.peak",
		desk->term, peer->name);
}

static bool measure_session(const struct desk *desk, const struct peer *peer)
{
	struct session session;
	bool ok = open_lesson(desk, peer, &session) >= 0;

	if (ok) {
		add_screen(desk, peer, &session);
		press(desk, peer, &session, peer->down, "line", LINES);
		long writes = tree_use(session.pid).writes;
		press(desk, peer, &session, peer->page, "page", PAGES);
		figures_add(&desk->bench->figures,
			(double)(tree_use(session.pid).writes - writes) / PAGES, "x",
			"page.%s.%s.writes", desk->term, peer->name);
		measure_idle(desk, peer, &session);
	}
	leave(peer, &session);
	return ok;
}

static double children_cpu(void)
{
	struct rusage used;

	getrusage(RUSAGE_CHILDREN, &used);
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
		(double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

/* The first screen of each in turn, so that noise hits all alike; and another one begins
 * each round, so that none always comes after the one that leaves the caches cold. CPU time
 * is that of the whole run, to its end. */
static void measure_starts(const struct desk *desk, const char *processors)
{
	struct figures *figures = &desk->bench->figures;
	char ours[80], theirs[80], ratio[80];

	for (int round = 0; round < ROUNDS; round++)
		for (size_t turn = 0; turn < PEERS; turn++) {
			struct session session;
			size_t i = (turn + (size_t)round) % PEERS;
			if (!desk->works[i])
				continue;
			double cpu = children_cpu();
			double ms = open_lesson(desk, &peers[i], &session);
			leave(&peers[i], &session);
			figures_add(figures, ms, "ms", "start.%s.%s.%s", desk->term,
				processors, peers[i].name);
			figures_add(figures, children_cpu() - cpu, "ms",
				"start.%s.%s.%s.cpu", desk->term, processors,
				peers[i].name);
		}
	snprintf(ours, sizeof ours, "start.%s.%s.%s", desk->term, processors,
		peers[0].name);
	for (size_t i = 1; i < PEERS; i++) {
		snprintf(theirs, sizeof theirs, "start.%s.%s.%s", desk->term, processors,
			peers[i].name);
		snprintf(ratio, sizeof ratio, "start.%s.%s.berpijar/%s", desk->term,
			processors, peers[i].name);
		figures_divide(figures, ratio, ours, theirs);
	}
}

/* All that is started from here on shares one processor. */
static void pin(bool pinned)
{
	static cpu_set_t all;
	cpu_set_t one;

	if (pinned) {
		sched_getaffinity(0, sizeof all, &all);
		CPU_ZERO(&one);
		for (int i = 0; i < CPU_SETSIZE && !CPU_COUNT(&one); i++)
			if (CPU_ISSET((size_t)i, &all))
				CPU_SET((size_t)i, &one);
	}
	sched_setaffinity(0, sizeof one, pinned ? &one : &all);
}

static void measure_term(struct bench *bench, struct lab *lab, const char *term)
{
	struct desk desk = {.bench = bench, .lab = lab, .term = term};

	lab_variable(lab, "TERM", term);
	for (size_t i = 0; i < PEERS; i++)
		desk.works[i] =
			is_runnable(&peers[i]) && measure_session(&desk, &peers[i]);
	measure_starts(&desk, "all");
	if (strcmp(term, "vt100") == 0)
		return;
	pin(true);
	measure_starts(&desk, "one");
	pin(false);
}

/* The lesson as a course for berpijar and as HTML for w3m. */
static void prepare(const struct bench *bench, struct lab *lab)
{
	static const char make[] =
		"mkdir -p \"$CONTENT/ukur\" && cd \"$CONTENT/ukur\" && "
		"printf 'title: Ukur\\nsummary: Pelajaran untuk mengukur\\nlanguage: id\\n' "
		">course.yaml && "
		"{ printf -- '---\\ntitle: Mengenal Terminal\\njp: 1\\n---\\n'; cat \"$LESSON\"; } "
		">01-pelajaran.md && { cmark \"$LESSON\" >\"$HTML\" || :; }";
	struct bp_buf path = {0};

	lab_open(lab, bench->program, bench->course);
	lab_variable(lab, "XDG_CONFIG_HOME", lab->folder);
	lab_variable(lab, "LOGNAME", "peserta"); /* as after any login */
	lab_variable(lab, "BERPIJAR", lab->program);
	lab_variable(lab, "SHARED", bench->shared);
	lab_variable(lab, "LESSON", bench->lesson);
	bp_buf_printf(&path, "%s/lesson.html", lab->folder);
	lab_variable(lab, "HTML", path.at);
	bp_buf_clear(&path);
	bp_buf_printf(&path, "%s/content", lab->folder);
	lab_variable(lab, "CONTENT", path.at);
	bp_buf_release(&path);
	const char *const argv[] = {"sh", "-c", make, NULL};
	if (run_timed(lab, argv, NULL) < 0)
		die("the lesson cannot be prepared");
}

void bench_peers(struct bench *bench)
{
	struct lab lab;

	prctl(PR_SET_CHILD_SUBREAPER, 1); /* what wrote into a pipe is counted, too */
	prepare(bench, &lab);
	measure_term(bench, &lab, "xterm-256color");
	measure_term(bench, &lab, "vt100");
	lab_close(&lab);
}
