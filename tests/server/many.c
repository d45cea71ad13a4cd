/*
 * Many fenced sessions, each in its own lesson, each pressing a key now and then: how long a
 * key's answer takes to its last byte, what each session adds to the memory, and what all of
 * them do while nobody presses anything.
 *
 * BERPIJAR_SERVER_SESSIONS: how many; BERPIJAR_SERVER_SECONDS: for how long keys are pressed.
 */
#include "server.h"
#include "tree.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>

#define SESSIONS 500
#define SECONDS  60
#define EVERY    5000 /* ms from one key of a session to its next */
#define IDLE_MS  30000

/* From the catalogue to the second lesson of the second course, which is long. */
static const struct way {
	const char *sees, *presses;
} ways[] = {
	{"   KURSUS", "\033[B\r"},
	{"Uji kegunaan dan SUS", "\033[B\r"},
	{"Bahasa jelas dan formulir  ", NULL},
};

struct seat {
	double due, sent, last; /* ms; sent 0: no key is under way */
	unsigned keys;
};

struct many {
	struct server *server;
	struct crowd crowd;
	struct lab lab;
	const char *words[SERVER_WORDS];
	struct seat *seats;
	int every;
};

static void open_lesson(struct many *many, size_t which)
{
	struct learner *learner = &many->crowd.learners[which];

	learner_init(learner, &many->lab, (unsigned)which + 1);
	learner_start(learner);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		server_see(&learner->session, ways[i].sees);
		if (ways[i].presses)
			session_write(&learner->session, ways[i].presses,
				strlen(ways[i].presses));
	}
}

/* ---- keys ---- */

/* Five lines down, a page down, five lines up, a page up. */
static const char *key_of(unsigned number)
{
	static const char *const keys[] = {"\033[B", "\033[B", "\033[B", "\033[B",
		"\033[B", " ", "\033[A", "\033[A", "\033[A", "\033[A", "\033[A", "b"};

	return keys[number % (sizeof keys / sizeof *keys)];
}

static void note(struct many *many, struct seat *seat)
{
	if (seat->sent > 0 && seat->last > seat->sent)
		figures_add(&many->server->figures, seat->last - seat->sent, "ms",
			"many.key");
	else if (seat->sent > 0)
		figures_add(&many->server->figures, 1, "x", "many.unanswered");
	seat->sent = 0;
}

/* The time is taken before the screen is drawn here. */
static void take(struct crowd *crowd, size_t which)
{
	struct many *many = crowd->context;

	many->seats[which].last = now_ms();
	session_read(&crowd->learners[which].session, 0);
}

/* Presses the keys that are due, and says how long there is nothing to press. */
static int press_due(struct many *many, double end)
{
	double next = end;

	for (size_t i = 0; i < many->crowd.count; i++) {
		struct seat *seat = &many->seats[i];
		double now = now_ms();
		if (now >= seat->due) {
			const char *key = key_of(seat->keys++);
			note(many, seat);
			seat->due += many->every;
			seat->sent = now_ms();
			session_write(&many->crowd.learners[i].session, key, strlen(key));
		}
		next = seat->due < next ? seat->due : next;
	}
	double left = next - now_ms();
	return left > 0 ? (int)left : 0;
}

static void press_all(struct many *many, double seconds)
{
	double now = now_ms(), end = now + seconds * 1000;

	for (size_t i = 0; i < many->crowd.count; i++)
		many->seats[i].due =
			now + many->every * (double)i / (double)many->crowd.count;
	while (now_ms() < end)
		crowd_wait(&many->crowd, press_due(many, end), take);
	end = now_ms() + many->every;
	for (size_t i = 0; i < many->crowd.count; i++)
		many->seats[i].due =
			end + 1; /* the last answers come, and no more keys */
	while (now_ms() < end)
		crowd_wait(&many->crowd, 100, take);
	for (size_t i = 0; i < many->crowd.count; i++)
		note(many, &many->seats[i]);
}

static void judge_keys(struct many *many)
{
	static const struct server_row rows[] = {
		{"dari tombol sampai layar: p50", "many.key", 0.5, 0, "ms"},
		{"dari tombol sampai layar: p95", "many.key", 0.95, 5, "ms"},
		{"dari tombol sampai layar: terlama", "many.key", 1, 0, "ms"},
	};
	struct server *server = many->server;

	server_rows(server, rows, sizeof rows / sizeof *rows);
	server_judge(server, "tombol tanpa jawaban",
		figures_part(&server->figures, "many.unanswered", 1) > 0, 0, "x");
}

/* ---- memory, and nothing to do ---- */

static void judge_memory(struct many *many)
{
	struct figures *figures = &many->server->figures;
	double pss = 0, rss = 0;

	for (size_t i = 0; i < many->crowd.count; i++) {
		pid_t pid = many->crowd.learners[i].session.pid;
		pss += (double)process_field(pid, "smaps_rollup", "Pss:");
		rss += (double)process_field(pid, "smaps_rollup", "Rss:");
		figures_add(figures,
			(double)process_field(pid, "smaps_rollup", "Private_Dirty:"),
			"KiB", "many.dirty");
	}
	server_judge(many->server, "memori (PSS) tiap sesi",
		pss / (double)many->crowd.count / 1000, 0.9, "MB");
	server_tell(many->server,
		"memori (RSS) tiap sesi, yang dipakai bersama ikut dihitung",
		rss / (double)many->crowd.count / 1000, "MB");
	server_judge(many->server, "satu sesi lagi: milik sendiri yang ditulis, p50",
		figures_part(figures, "many.dirty", 0.5), 600, "KiB");
	server_tell(many->server, "satu sesi lagi: milik sendiri yang ditulis, terbesar",
		figures_part(figures, "many.dirty", 1), "KiB");
}

static struct tree_use use_of_all(const struct many *many)
{
	struct tree_use all = {0};

	for (size_t i = 0; i < many->crowd.count; i++) {
		struct tree_use one = tree_use(many->crowd.learners[i].session.pid);
		all.cpu_ms += one.cpu_ms;
		all.slices += one.slices;
	}
	return all;
}

static void judge_idle(struct many *many)
{
	struct tree_use before = use_of_all(many);
	double end = now_ms() + (many->server->sample ? 1000 : IDLE_MS);

	while (now_ms() < end)
		crowd_wait(&many->crowd, 100, take);
	struct tree_use after = use_of_all(many);
	server_judge(many->server, "tanpa tombol: CPU semua sesi bersama",
		after.cpu_ms - before.cpu_ms, 0, "ms");
	server_judge(many->server, "tanpa tombol: sesi dibangunkan",
		(double)(after.slices - before.slices), 0, "kali");
}

void server_many(struct server *server)
{
	struct many many = {.server = server, .every = server->sample ? 200 : EVERY};
	size_t count =
		(size_t)server_wish(server, "BERPIJAR_SERVER_SESSIONS", SESSIONS, 4);
	double began = now_ms();

	server_lab(server, &many.lab, server->courses, many.words);
	crowd_init(&many.crowd, count);
	many.crowd.context = &many;
	many.seats = bp_alloc(count, sizeof *many.seats);
	for (size_t i = 0; i < count; i++)
		open_lesson(&many, i);
	server_tell(server, "sesi", (double)count, "x");
	server_tell(server, "tiap sesi dibuka dan sampai di pelajaran, satu per satu",
		(now_ms() - began) / (double)count, "ms");
	press_all(&many,
		(double)server_wish(server, "BERPIJAR_SERVER_SECONDS", SECONDS, 1));
	judge_keys(&many);
	judge_memory(&many);
	judge_idle(&many);
	crowd_release(&many.crowd);
	free(many.seats);
	server_judge(server, "pemutar yang tertinggal",
		(double)server_processes(server->program, true), 0, "x");
	lab_close(&many.lab);
}
