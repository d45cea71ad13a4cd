/*
 * A lesson from its first line to its last, with five of its questions, over a modem's line
 * to a far server: what each key sends, and how long the person waits for all of it. The
 * driver does what the bottom line says, as a person would.
 */
#include "bench.h"
#include "session.h"
#include <stdio.h>
#include <string.h>

#define QUESTIONS 5
#define SPEED     960.0 /* bytes a second: 9,600 bit/s */
#define TURN      0.6   /* seconds from a key to the first byte of what it does */
#define QUIET     80    /* ms */
#define LIMIT     5000  /* ms */
#define KEYS_MOST 400
#define PLACE     "ux/bahasa-jelas"

struct line {
	struct session session;
	int steps, answered;
	size_t keys; /* all that were pressed */
};

/* What is answered, by the word for the kind of question; any other is a choice. */
static const struct {
	const char *kind, *keys;
} answers[] = {
	{"menjodohkan", "abcd"},
	{"isian", "bayar"},
	{"jawaban singkat", "bayar"},
};

static bool holds(const struct line *line, const char *text)
{
	return terminal_holds(&line->session.terminal, text);
}

/* A key, or a word that is typed without waiting for each letter. */
static void press(struct line *line, const char *key, bool word)
{
	char letter[2] = "";

	if (!word)
		session_key(&line->session, key);
	for (; word && *key; key++) {
		letter[0] = *key;
		session_key(&line->session, letter);
	}
	session_settle(&line->session, QUIET, LIMIT);
	line->steps++;
	line->keys++;
}

static void give_answer(struct line *line)
{
	const char *keys = "a";

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (holds(line, answers[i].kind))
			keys = answers[i].keys;
	press(line, keys, true);
	press(line, "Enter", false);
	line->answered++;
}

static void go_on(struct line *line)
{
	if (holds(line, "Enter jawab"))
		give_answer(line);
	else if (holds(line, "Enter coba lagi"))
		press(line, "Escape", false);
	else if (holds(line, "Enter lanjut") ||
		(holds(line, "Enter buka") && line->answered < QUESTIONS))
		press(line, "Enter", false);
	else
		press(line, "Space", false);
}

void bench_line(struct bench *bench)
{
	struct figures *figures = &bench->figures;
	struct line line = {.steps = 1}; /* the start is one */
	struct lab lab;

	lab_open(&lab, bench->program, bench->courses);
	const char *argv[] = {lab.program, "--content", lab.course, "--store", lab.store,
		"--learner", "peserta", PLACE, NULL};
	struct session_command command = {.argv = argv,
		.environment = (const char *const *)lab.environment,
		.folder = lab.folder,
		.columns = 80,
		.rows = 24};
	if (!session_start(&line.session, &command))
		die("no pseudo-terminal");
	session_settle(&line.session, QUIET, LIMIT);
	while (!holds(&line, "Akhir modul") && line.keys < KEYS_MOST)
		go_on(&line);
	double bytes = (double)terminal_bytes(&line.session.terminal);
	if (line.answered != QUESTIONS || line.keys == KEYS_MOST)
		die("the lesson was not read to its end");
	figures_add(figures, bytes, "byte", "line.lesson.bytes");
	figures_add(figures, line.steps, "x", "line.lesson.steps");
	figures_add(
		figures, bytes / SPEED + line.steps * TURN, "s", "line.lesson.seconds");
	session_key(&line.session, "Q");
	session_wait(&line.session, 1000);
	session_release(&line.session);
	lab_close(&lab);
}
