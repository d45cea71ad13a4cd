/*
 * An exam whose line is cut again and again, at any instant: each time the learner logs in
 * anew and is at the same question, with what was typed; no answer is lost or there twice;
 * and the clock stands or goes on meanwhile as the author wishes. Of every four lines one is
 * not known to be cut, so that the old session is still there and is taken over.
 *
 * BERPIJAR_SERVER_CUTS: how many, half of them in an exam of each kind;
 * BERPIJAR_STORM_SEED: how they come.
 */
#include "server.h"
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <berpijar/store.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CUTS      100
#define QUESTIONS 150     /* no exam comes to its last */
#define ANSWERS   3       /* fewer than so many between two cuts */
#define AWAY_US   1500000 /* at most, from a cut to the next login */
#define STRIKE_US 3000    /* within so long after Enter the line is cut */
#define PATIENCE  30000   /* ms */

/* What the author wishes of the clock. */
static const struct rule {
	const char *module, *title, *words;
	bool pauses;
} rules[] = {
	{"jalan", "waktu jalan terus", "run", false},
	{"berhenti", "waktu berhenti", "pause", true},
};

struct cuts {
	struct server *server;
	struct lab lab;
	const char *words[SERVER_WORDS];
	const struct rule *rule;
	struct learner learner; /* its own steps are not used */
	struct session old;     /* of a line that nobody knows to be cut */
	bool is_old;
	uint32_t seed;
	unsigned number; /* of the question that is open, from 1; 0: none yet */
	bool under_way;  /* … or the next one */
	bool typed;      /* the newest answer is on the screen, not sent */
	double began, since, open_ms;
	unsigned misplaced, forgotten, stayed;
};

/* ---- the exams ---- */

static void write_exam(const char *folder, const struct rule *rule)
{
	char path[200];

	snprintf(path, sizeof path, "%s/%s.md", folder, rule->module);
	FILE *file = fopen(path, "w");
	if (!file)
		die("%s cannot be written", path);
	fprintf(file,
		"---\ntitle: Ujian, %s\nkind: exam\ntime: 60m\non_disconnect: %s\n---\n\n",
		rule->title, rule->words);
	for (int i = 1; i <= QUESTIONS; i++)
		fprintf(file, "```gift\n::soal-%d::Tulislah kata %d.{=*}\n```\n\n", i, i);
	if (fclose(file) != 0)
		die("%s cannot be written", path);
}

/* A course of one exam. */
static void write_course(struct cuts *cuts)
{
	char folder[160], path[200];

	snprintf(folder, sizeof folder, "%s/%s", cuts->lab.course, cuts->rule->module);
	snprintf(path, sizeof path, "%s/course.yaml", folder);
	if (mkdir(folder, 0700) != 0)
		die("%s cannot be made", folder);
	FILE *file = fopen(path, "w");
	if (!file || fprintf(file, "title: Kursus uji\nlanguage: id\n") < 0 ||
		fclose(file) != 0)
		die("%s cannot be written", path);
	write_exam(folder, cuts->rule);
}

/* ---- what the screen says ---- */

/* The number of the question that is open; 0: none is. */
static unsigned number_shown(const struct cuts *cuts)
{
	struct bp_buf row = {0};
	unsigned number = 0;

	terminal_row(&cuts->learner.session.terminal, 0, &row);
	bp_buf_add_char(&row, '\0');
	if (sscanf(row.at, " Soal %u dari", &number) != 1)
		number = 0;
	bp_buf_release(&row);
	return number;
}

static bool shows(const struct cuts *cuts, const char *text)
{
	return terminal_holds(&cuts->learner.session.terminal, text);
}

static void show_and_die(const struct cuts *cuts, const char *what)
{
	struct bp_buf text = {0};

	terminal_text(&cuts->learner.session.terminal, &text);
	bp_buf_add_char(&text, '\0');
	die("%s\n%s", what, text.at);
}

/* ---- logging in ---- */

/* What leads on to the question, by what is shown; each is pressed once. */
static const struct {
	const char *sees, *presses;
} ways[] = {
	{"Lanjutkan di sini", "1"}, {"   KURSUS", "\r"},
	{"Bila sambungan terputus", "\r"}, /* the exam, before it is begun */
	{"○ belum", "\r"},                 /* … and its questions, once it has been, */
	{"✔ dijawab", "\r"},               /* … where all that are shown are answered */
};

#define WAYS (sizeof ways / sizeof *ways)

static size_t way_shown(const struct cuts *cuts)
{
	size_t i = 0;

	while (i < WAYS && !shows(cuts, ways[i].sees))
		i++;
	return i;
}

/* The time that the exam is open counts from its own screen on, and until a session that
 * goes on elsewhere is told to end. */
static void note_way(struct cuts *cuts, size_t way)
{
	if (way == 0 && cuts->is_old)
		cuts->open_ms += now_ms() - cuts->since;
	if (way >= 2 && cuts->since <= 0)
		cuts->since = now_ms();
	if (way == 2)
		cuts->began = now_ms();
}

static void reach_question(struct cuts *cuts)
{
	struct session *session = &cuts->learner.session;
	double end = now_ms() + PATIENCE;
	size_t last = WAYS;

	cuts->since = cuts->is_old ? cuts->since : 0;
	while (number_shown(cuts) == 0) {
		size_t way = way_shown(cuts);
		if (way < WAYS && way != last) {
			note_way(cuts, way);
			if (way == 0)
				cuts->since = 0;
			session_write(
				session, ways[way].presses, strlen(ways[way].presses));
			last = way;
		}
		session_read(session, 20);
		if (session->silent || now_ms() > end)
			show_and_die(cuts, "no question is reached");
	}
}

static bool is_typed(const struct cuts *cuts)
{
	char text[32];

	snprintf(text, sizeof text, "Jawaban: k%u", cuts->learner.sent);
	return shows(cuts, text);
}

/* Whether all is as it was when the line was cut. */
static void compare(struct cuts *cuts)
{
	unsigned number = number_shown(cuts);
	double end = now_ms() + 2000;
	bool same = cuts->number == 0 || number == cuts->number ||
		(cuts->under_way && number == cuts->number + 1);

	cuts->misplaced += !same;
	if (!same)
		printf("question %u, and it had been %u\n", number, cuts->number);
	while (cuts->typed && !is_typed(cuts) && now_ms() < end)
		session_read(&cuts->learner.session, 20);
	cuts->forgotten += cuts->typed && !is_typed(cuts);
	cuts->number = number;
	cuts->under_way = cuts->typed = false;
}

static void end_old(struct cuts *cuts)
{
	if (!cuts->is_old)
		return;
	session_release(&cuts->old);
	cuts->is_old = false;
}

static void log_in(struct cuts *cuts)
{
	learner_start_session(&cuts->lab, cuts->learner.name, &cuts->learner.session);
	cuts->learner.running = true;
	reach_question(cuts);
	compare(cuts);
	end_old(cuts);
}

/* ---- answers ---- */

/* Types an answer, and waits until it is on the screen. */
static void type(struct cuts *cuts)
{
	char keys[32];

	learner_begin_answer(&cuts->learner, keys);
	session_write(&cuts->learner.session, keys, strlen(keys) - 1);
	double end = now_ms() + PATIENCE;
	while (!is_typed(cuts)) {
		session_read(&cuts->learner.session, 20);
		if (now_ms() > end)
			show_and_die(cuts, "what was typed is not shown");
	}
	cuts->typed = true;
}

static void send(struct cuts *cuts)
{
	session_write(&cuts->learner.session, "\r", 1);
	cuts->typed = false;
	cuts->under_way = true;
}

/* Until the screen says that it is saved, and the next question is there. */
static void await_saved(struct cuts *cuts)
{
	char text[64];
	double end = now_ms() + PATIENCE;

	snprintf(text, sizeof text, "Jawaban soal %u tersimpan.", cuts->number);
	while (!shows(cuts, text) || number_shown(cuts) != cuts->number + 1) {
		session_read(&cuts->learner.session, 20);
		if (now_ms() > end)
			show_and_die(cuts, text);
	}
	cuts->learner.acknowledged.at[cuts->learner.sent - 1] = '1';
	cuts->number++;
	cuts->under_way = false;
}

/* Answers, and leaves the last one as it may be when a line is cut. */
static void answer(struct cuts *cuts)
{
	uint32_t count = random_below(&cuts->seed, ANSWERS);

	for (uint32_t i = 0; i < count; i++) {
		type(cuts);
		send(cuts);
		await_saved(cuts);
	}
	uint32_t left = random_below(&cuts->seed, 3);
	if (left > 0)
		type(cuts);
	if (left > 1) {
		send(cuts);
		usleep(random_below(&cuts->seed, STRIKE_US));
	}
}

/* ---- the line is cut ---- */

/* Its session ends by itself, while nobody reads what it says. */
static void hang_up(struct cuts *cuts)
{
	struct session *session = &cuts->learner.session;
	double end = now_ms() + PATIENCE;

	cuts->open_ms += now_ms() - cuts->since;
	session_hang_up(session);
	while (waitpid(session->pid, &session->status, WNOHANG) == 0 && now_ms() < end)
		usleep(1000);
	session->ended = now_ms() < end;
	cuts->stayed += !session->ended;
	session_release(session);
}

static void cut(struct cuts *cuts)
{
	cuts->learner.running = false;
	cuts->is_old = random_below(&cuts->seed, 4) == 0;
	if (cuts->is_old)
		cuts->old = cuts->learner.session;
	else
		hang_up(cuts);
	cuts->learner.session = (struct session){.fd = -1, .asking = -1};
	usleep(random_below(&cuts->seed, cuts->server->sample ? 1000 : AWAY_US));
}

/* ---- what the record holds ---- */

struct found {
	unsigned cuts;
	double away_s, used_s; /* the latter: of the exam's end; negative: not ended */
};

static void take_event(void *context, const struct bp_event *event)
{
	struct found *found = context;
	const char *away = event->body.len
		? memmem(event->body.at, event->body.len, "\"away\":", 7)
		: NULL;

	if (event->verb == BP_PROGRESSED && away) {
		found->cuts++;
		found->away_s += strtod(away + 7, NULL);
	}
	if (event->verb == BP_PASSED || event->verb == BP_FAILED)
		found->used_s = event->seconds;
}

static void read_record(const struct cuts *cuts, struct found *found)
{
	struct bp_store *store;
	struct bp_error err = {0};

	*found = (struct found){.used_s = -1};
	if (!bp_store_open(
		    &store, cuts->lab.store, cuts->learner.name, BP_STORE_READ, &err) ||
		!bp_store_replay(store, 0, take_event, found, &err))
		die("%s", err.message);
	bp_store_close(store);
}

/* ---- one exam ---- */

static void hand_in(struct cuts *cuts)
{
	struct session *session = &cuts->learner.session;

	session_key(session, "Escape");
	server_see(session, "dijawab");
	session_key(session, "End");
	server_see(session, "▸     Kumpulkan");
	session_key(session, "Enter");
	server_see(session, "Enter sekali lagi");
	session_key(session, "Enter");
	server_see(session, "Jawaban terkumpul dan tersimpan.");
}

static void judge(struct cuts *cuts, unsigned count)
{
	struct server *server = cuts->server;
	struct found found;
	char what[100];

	server_survey(server, &cuts->learner, 1); /* the hand-in records them once more */
	double whole_s = (now_ms() - cuts->began) / 1000,
	       open_s = (cuts->open_ms + now_ms() - cuts->since) / 1000;
	hand_in(cuts);
	read_record(cuts, &found);
	double wanted = cuts->rule->pauses ? open_s : whole_s;
	server_judge(server, "bukan di soal yang sama", cuts->misplaced, 0, "x");
	server_judge(
		server, "yang sudah diketik tidak ada lagi", cuts->forgotten, 0, "x");
	server_judge(server, "sesi yang tetap ada", cuts->stayed, 0, "x");
	server_judge(
		server, "putus yang tidak dicatat", (double)count - found.cuts, 0, "x");
	server_tell(server, "lamanya: seluruhnya", whole_s, "s");
	server_tell(server, "lamanya: terbuka", open_s, "s");
	server_tell(server, "lamanya: terputus, menurut catatan", found.away_s, "s");
	server_tell(server, "waktu ujian menurut catatan", found.used_s, "s");
	snprintf(what, sizeof what, "meleset dari aturan \"%s\"", cuts->rule->title);
	server_judge(server, what, fabs(found.used_s - wanted), 2, "s");
}

static void take_exam(struct cuts *cuts, unsigned count)
{
	char folder[128];

	server_lab(cuts->server, &cuts->lab, cuts->server->course, cuts->words);
	snprintf(folder, sizeof folder, "%s/content", cuts->lab.folder);
	if (mkdir(folder, 0700) != 0)
		die("%s cannot be made", folder);
	free(cuts->lab.course);
	cuts->lab.course = full_path(folder);
	cuts->words[7] = cuts->lab.course;
	write_course(cuts);
	learner_init(&cuts->learner, &cuts->lab, 1);
	log_in(cuts);
	for (unsigned i = 0; i < count; i++) {
		answer(cuts);
		cut(cuts);
		log_in(cuts);
	}
	printf("%s: %u kali putus\n", cuts->rule->title, count);
	judge(cuts, count);
	learner_release(&cuts->learner);
	lab_close(&cuts->lab);
}

void server_cuts(struct server *server)
{
	static struct cuts cuts;
	long count = server_wish(server, "BERPIJAR_SERVER_CUTS", CUTS, 8);
	uint32_t seed = (uint32_t)wish("BERPIJAR_STORM_SEED", time(NULL));

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		cuts = (struct cuts){
			.server = server, .rule = &rules[i], .seed = seed + (uint32_t)i};
		take_exam(&cuts, (unsigned)count / 2);
	}
	server_judge(server, "pemutar yang tertinggal",
		(double)server_processes(server->program, true), 0, "x");
}
