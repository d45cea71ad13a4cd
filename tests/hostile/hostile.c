/*
 * Runs the program over hostile content, each case in a folder of its own, and holds it
 * to what was promised: it ends by itself, says what is wrong in characters that a
 * terminal may see, and takes at most 200 ms of CPU and 64 MB. This is the one test that
 * asserts a time: CPU time, and the least of three runs, so that a slow or busy machine
 * does not fail it.
 *
 * hostile PROGRAM [CASE | PART/PARTS]
 */
#include "cases.h"
#include "session.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CPU_MS 200
#define RSS_KB (64 * 1024)
#define TRIES  3

#define HANG_CPU_S  60
#define HANG_WAIT_S 600
/* What the sanitizers cost; memory cannot be compared then. */
#ifdef SANITIZED
#define CPU_FACTOR 20
#else
#define CPU_FACTOR 1
#endif

struct result {
	int status; /* as waitpid() gives it */
	long cpu_ms, rss_kb;
	struct bp_buf out; /* both streams */
};

static const char *program;
static int failures;
static struct {
	long cpu_ms, rss_kb;
	const char *cpu_case, *rss_case;
} worst = {.cpu_case = "-", .rss_case = "-"};

static void fail(const struct hostile_case *one, const char *command, const char *what)
{
	printf("%s (%s): %s: %s\n", one->name, one->attack, command, what);
	failures++;
}

/* ---- running ---- */

static void start(const char *const argv[], int out)
{
	setenv("LC_ALL", "C.UTF-8", 1);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	close(out);
	int nothing = open("/dev/null", O_RDONLY);
	dup2(nothing, STDIN_FILENO);
	/* A hang ends by a signal, which is a failure. Only CPU time tells it from a machine
	 * that is slow or busy; a program that waits for ever takes none. */
	setrlimit(RLIMIT_CPU, &(struct rlimit){HANG_CPU_S, HANG_CPU_S});
	alarm(HANG_WAIT_S);
	execv(program, (char *const *)argv);
	_exit(126);
}

static void take_output(int from, struct bp_buf *out)
{
	char bytes[65536];
	ssize_t got;

	while ((got = read(from, bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR))
		if (got > 0)
			bp_buf_add(out, bytes, (size_t)got);
}

static struct result run(const char *const argv[])
{
	struct result result = {.status = -1};
	struct rusage used;
	int ends[2];

	if (pipe(ends) != 0)
		return result;
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		start(argv, ends[1]);
	}
	close(ends[1]);
	take_output(ends[0], &result.out);
	close(ends[0]);
	wait4(child, &result.status, 0, &used);
	result.cpu_ms = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
		(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
	result.rss_kb = used.ru_maxrss;
	return result;
}

/* ---- judging ---- */

/* What a terminal may be sent (reading only: no capabilities). Written here once more, so
 * that the program's own rules are not their own judge. */
static bool may_be_sent(uint32_t code)
{
	static const uint32_t refused[][2] = {{0, 9}, {0xb, 0x1f}, {0x7f, 0x9f},
		{0xad, 0xad}, {0x34f, 0x34f}, {0x61c, 0x61c}, {0x115f, 0x1160},
		{0x17b4, 0x17b5}, {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},
		{0x2060, 0x206f}, {0x3164, 0x3164}, {0xd800, 0xdfff}, {0xfe00, 0xfe0f},
		{0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff9, 0xfffb}, {0xfffe, 0xffff},
		{0xe0000, 0xe0fff}};

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (code >= refused[i][0] && code <= refused[i][1])
			return false;
	return true;
}

static void judge_output(
	const struct hostile_case *one, const char *command, const struct bp_buf *out)
{
	struct bp_str text = bp_buf_str(out);
	char what[64];
	size_t bad;

	if (!bp_utf8_valid(text, &bad)) {
		fail(one, command, "its output is not UTF-8");
		return;
	}
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		at += bp_utf8_next(text, at, &code);
		if (may_be_sent(code))
			continue;
		snprintf(what, sizeof what, "its output holds U+%04X", (unsigned)code);
		fail(one, command, what);
		return;
	}
}

static void judge_use(
	const struct hostile_case *one, const char *command, const struct result *result)
{
	char what[80];

	if (result->cpu_ms > worst.cpu_ms) {
		worst.cpu_ms = result->cpu_ms;
		worst.cpu_case = one->name;
	}
	if (result->rss_kb > worst.rss_kb) {
		worst.rss_kb = result->rss_kb;
		worst.rss_case = one->name;
	}
	if (result->cpu_ms > CPU_MS * CPU_FACTOR) {
		snprintf(what, sizeof what, "took %ld ms of CPU", result->cpu_ms);
		fail(one, command, what);
	}
	if (CPU_FACTOR == 1 && result->rss_kb > RSS_KB) {
		snprintf(what, sizeof what, "took %ld KiB", result->rss_kb);
		fail(one, command, what);
	}
}

static void run_case(const struct hostile_case *one, const char *const argv[])
{
	struct result best = run(argv);
	char what[64];

	for (int i = 1; i < TRIES && best.cpu_ms > CPU_MS * CPU_FACTOR; i++) {
		struct result again = run(argv);
		if (again.cpu_ms < best.cpu_ms)
			best.cpu_ms = again.cpu_ms;
		bp_buf_release(&again.out);
	}
	if (!WIFEXITED(best.status) || WEXITSTATUS(best.status) > 1) {
		snprintf(what, sizeof what, "it ended with %s %d",
			WIFEXITED(best.status) ? "status" : "signal",
			WIFEXITED(best.status) ? WEXITSTATUS(best.status)
					       : WTERMSIG(best.status));
		fail(one, argv[1], what);
		printf("%.*s\n", best.out.len < 500 ? (int)best.out.len : 500,
			best.out.at ? best.out.at : "");
	}
	judge_output(one, argv[1], &best.out);
	judge_use(one, argv[1], &best);
	bp_buf_release(&best.out);
}

/* ---- in a terminal ---- */

/* Reads it, finds in it, opens what is there: no byte may come that is not allowed, and
 * it ends by its own key. */
static void play(const struct hostile_case *one, const char *root, const char *module)
{
	static const char *const keys[] = {"Space", "Tab", "Enter", "Escape", "G", "/",
		"a", "Enter", "t", "Enter", "Q", "Escape", "Q"};
	char home[300];
	snprintf(home, sizeof home, "HOME=%s", root);
	const char *const environment[] = {
		home, "TERM=xterm-256color", "LC_ALL=C.UTF-8", NULL};
	const char *const argv[] = {program, module, NULL};
	struct session session;

	if (!session_start(&session,
		    &(struct session_command){.argv = argv,
			    .environment = environment,
			    .columns = 80,
			    .rows = 24}))
		return;
	for (size_t i = 0; i < sizeof keys / sizeof *keys && !session.ended; i++) {
		session_settle(&session, 5, HANG_WAIT_S * 1000);
		session_key(&session, keys[i]);
	}
	if (!session_wait(&session, HANG_WAIT_S * 1000))
		fail(one, "player", "it does not end");
	else if (!WIFEXITED(session.status))
		fail(one, "player", "it was ended by a signal");
	if (session.terminal.refused.len)
		fail(one, "player", session.terminal.refused.at);
	session_release(&session);
}

/* ---- the folder of a case ---- */

static void write_bytes(const char *folder, const char *name, const struct bp_buf *bytes)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (!file)
		return;
	fwrite(bytes->at ? bytes->at : "", 1, bytes->len, file);
	fclose(file);
}

static void make(const struct hostile_case *one, const char *folder)
{
	struct bp_buf bytes = {0}, course = {0};

	mkdir(folder, 0700);
	hostile_write(one, &bytes);
	bp_buf_add_cstr(&course, "title: Uji\n");
	write_bytes(folder, "course.yaml", one->place == IN_COURSE ? &bytes : &course);
	if (one->place == IN_FOLDER)
		one->make_folder(folder);
	else if (one->place == IN_COURSE)
		write_bytes(folder, "01-uji.md", &course);
	else
		write_bytes(folder, "01-uji.md", &bytes);
	bp_buf_release(&bytes);
	bp_buf_release(&course);
}

static int remove_one(
	const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)info, (void)kind, (void)where;
	return remove(path);
}

static void play_case(const struct hostile_case *one, const char *root)
{
	static const char *const widths[] = {"20", "80", "200"};
	char folder[256], module[300];

	snprintf(folder, sizeof folder, "%s/%s", root, one->name);
	snprintf(module, sizeof module, "%s/01-uji.md", folder);
	make(one, folder);
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		run_case(one,
			(const char *[]){
				program, "render", "--width", widths[i], module, NULL});
	play(one, root, module);
	run_case(one, (const char *[]){program, "check", folder, NULL});
	run_case(one,
		(const char *[]){program, "export", "--format", "json", folder, NULL});
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Whether a case is to be played: "NAME" is one of them, "2/4" the second quarter of all. */
static bool is_chosen(size_t i, const char *choice)
{
	const char *slash = choice ? strchr(choice, '/') : NULL;

	if (!choice)
		return true;
	if (slash) {
		size_t parts = strtoul(slash + 1, NULL, 10);
		return parts && i % parts == strtoul(choice, NULL, 10) % parts;
	}
	return strcmp(choice, hostile_cases[i].name) == 0;
}

int main(int argc, char **argv)
{
	const char *parent = getenv("TMPDIR");
	char root[200];
	size_t played = 0;

	snprintf(root, sizeof root, "%s/berpijar-hostile-XXXXXX",
		parent && *parent ? parent : "/tmp");
	if (argc < 2 || !mkdtemp(root))
		return 2;
	program = argv[1];
	for (size_t i = 0; i < hostile_case_count; i++)
		if (is_chosen(i, argc > 2 ? argv[2] : NULL)) {
			play_case(&hostile_cases[i], root);
			played++;
		}
	nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	printf("%zu cases; most CPU %ld ms (%s), most memory %ld KiB (%s)\n", played,
		worst.cpu_ms, worst.cpu_case, worst.rss_kb, worst.rss_case);
	return failures > 0;
}
