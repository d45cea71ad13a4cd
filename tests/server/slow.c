/*
 * A lesson from its first line to its last, with some of its questions, through a session of
 * the kiosk behind a slow and long line (relay.c): when the first byte of what a key does is
 * there, and when all of it is. The next key is pressed once nothing more comes.
 */
#include "reading.h"
#include "server.h"
#include <stdio.h>
#include <string.h>

#define SPEED      "960" /* bytes a second: 9,600 bit/s */
#define DELAY      "300" /* ms, each way */
#define FAST       "96000"
#define SHORT      "3"
#define QUIET      1000 /* ms without a byte, longer than the line is */
#define QUIET_FAST 150
#define PATIENCE   60000 /* ms */
#define KEYS_MOST  400
#define KEYS_FEW   25
#define LESSON     "Bahasa jelas dan formulir  " /* as its own screen is headed */

struct slow {
	struct server *server;
	struct session session;
	int quiet;
	double first, last; /* ms, since the key; negative: nothing came */
	size_t bytes;       /* that came */
};

/* Until nothing comes for a while. */
static void settle(struct slow *slow, double began)
{
	double end = now_ms() + PATIENCE;
	int patience = PATIENCE; /* of the first screen; a key may do nothing */

	slow->first = slow->last = -1;
	slow->bytes = terminal_bytes(&slow->session.terminal);
	if (slow->session.heard)
		patience = slow->quiet;
	while (session_read(&slow->session, patience) > 0 && now_ms() < end) {
		slow->last = now_ms() - began;
		if (slow->first < 0)
			slow->first = slow->last;
		patience = slow->quiet;
	}
	slow->bytes = terminal_bytes(&slow->session.terminal) - slow->bytes;
	if (slow->session.silent)
		die("the session ended by itself");
}

static void note(struct slow *slow, const char *what)
{
	if (slow->first < 0)
		return;
	figures_add(
		&slow->server->figures, slow->first / 1000, "s", "slow.%s.first", what);
	figures_add(
		&slow->server->figures, slow->last / 1000, "s", "slow.%s.whole", what);
	figures_add(&slow->server->figures, (double)slow->bytes, "byte", "slow.%s.bytes",
		what);
}

static void press(struct slow *slow, struct reading_keys keys)
{
	double began = now_ms();

	if (keys.word)
		session_write(&slow->session, keys.keys, strlen(keys.keys));
	else
		session_key(&slow->session, keys.keys);
	settle(slow, began);
	note(slow, "key");
}

static void press_until(struct slow *slow, const char *key, const char *text)
{
	for (int i = 0; i < 5; i++) {
		if (terminal_holds(&slow->session.terminal, text))
			return;
		press(slow, (struct reading_keys){key, false});
	}
	die("no screen shows \"%s\"", text);
}

/* From the catalogue to the lesson, and through it; a sample leaves early. */
static void read_lesson(struct slow *slow)
{
	struct reading reading = {0};
	int most = slow->server->sample ? KEYS_FEW : KEYS_MOST, keys = 0;
	const struct terminal *terminal = &slow->session.terminal;

	press_until(slow, "Down", "▸ Model UX/UI");
	press_until(slow, "Enter", "Uji kegunaan dan SUS");
	press_until(slow, "Down", "▸  2  Bahasa jelas");
	press_until(slow, "Enter", LESSON);
	while (!reading_over(terminal) && keys++ < most)
		press(slow, reading_next(&reading, terminal));
	if (!slow->server->sample &&
		(reading.answered != READING_QUESTIONS || !reading_over(terminal)))
		die("the lesson was not read to its end");
	server_judge_least(slow->server, "soal dijawab", reading.answered,
		slow->server->sample ? 0 : READING_QUESTIONS, "x");
	server_tell(slow->server, "tombol", keys, "x");
}

static void judge(struct slow *slow)
{
	static const struct server_row rows[] = {
		{"layar pertama: semuanya", "slow.start.whole", 1, 0, "s"},
		{"byte pertama sesudah tombol: p50", "slow.key.first", 0.5, 0, "s"},
		{"byte pertama sesudah tombol: p95", "slow.key.first", 0.95, 0, "s"},
		{"byte pertama sesudah tombol, paling lama", "slow.key.first", 1, 0.7,
			"s"},
		{"seluruh layar sesudah tombol: p50", "slow.key.whole", 0.5, 0, "s"},
		{"seluruh layar sesudah tombol: p95", "slow.key.whole", 0.95, 0, "s"},
		{"seluruh layar sesudah tombol, paling lama", "slow.key.whole", 1, 2,
			"s"},
		/* what fits into two seconds, of which the way takes 0.6 */
		{"byte terbanyak untuk satu tombol", "slow.key.bytes", 1, 1344, "byte"},
	};

	server_rows(slow->server, rows, sizeof rows / sizeof *rows);
	server_tell(slow->server, "byte seluruhnya",
		(double)terminal_bytes(&slow->session.terminal), "byte");
}

void server_slow(struct server *server)
{
	struct slow slow = {
		.server = server, .quiet = server->sample ? QUIET_FAST : QUIET};
	const char *words[SERVER_WORDS];
	struct lab lab;

	server_lab(server, &lab, server->courses, words);
	memmove(words + 3, words, (SERVER_WORDS - 3) * sizeof *words);
	words[0] = server->relay;
	words[1] = server->sample ? FAST : SPEED;
	words[2] = server->sample ? SHORT : DELAY;
	double began = now_ms();
	learner_start_session(&lab, "ani", &slow.session);
	settle(&slow, began);
	note(&slow, "start");
	read_lesson(&slow);
	session_key(&slow.session, "Q");
	server_judge(server, "sesi yang tidak berakhir dengan Q",
		!session_wait(&slow.session, PATIENCE), 0, "x");
	judge(&slow);
	session_release(&slow.session);
	lab_close(&lab);
}
