/*
 * A lesson from its first line to its last, with five of its questions, over a modem's line
 * to a far server: what each key sends, and how long the person waits for all of it.
 */
#include "bench.h"
#include "reading.h"

#define SPEED     960.0 /* bytes a second: 9,600 bit/s */
#define TURN      0.6   /* seconds from a key to the first byte of what it does */
#define QUIET     80    /* ms */
#define LIMIT     5000  /* ms */
#define KEYS_MOST 400
#define PLACE     "ux/bahasa-jelas"

struct line {
	struct session session;
	struct reading reading;
	int steps;
	size_t keys; /* all that were pressed */
};

/* A key, or a word that is typed without waiting for each letter. */
static void press(struct line *line, struct reading_keys keys)
{
	char letter[2] = "";

	if (!keys.word)
		session_key(&line->session, keys.keys);
	for (const char *at = keys.keys; keys.word && *at; at++) {
		letter[0] = *at;
		session_key(&line->session, letter);
	}
	session_settle(&line->session, QUIET, LIMIT);
	line->steps++;
	line->keys++;
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
	while (!reading_over(&line.session.terminal) && line.keys < KEYS_MOST)
		press(&line, reading_next(&line.reading, &line.session.terminal));
	double bytes = (double)terminal_bytes(&line.session.terminal);
	if (line.reading.answered != READING_QUESTIONS || line.keys == KEYS_MOST)
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
