#include "learner.h"
#include <berpijar/arena.h>
#include <berpijar/store.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define QUESTIONS 3
#define PATIENCE  30000 /* ms until an end that does not come counts as missing */
#define QUIET     150   /* ms of silence, where the program does not say that it waits */

void learner_init(struct learner *learner, const struct lab *lab, unsigned number)
{
	*learner = (struct learner){.lab = lab, .session.fd = -1};
	snprintf(learner->name, sizeof learner->name, "peserta-%u", number);
	learner->question = number;
}

void learner_release(struct learner *learner)
{
	if (learner->running)
		session_release(&learner->session);
	bp_buf_release(&learner->acknowledged);
	*learner = (struct learner){.session.fd = -1};
}

/* The command's words, with the name for each "@"; the caller frees them. */
static char **fill_words(const char *const *command, const char *name)
{
	char **words;
	size_t count = 0;

	while (command[count])
		count++;
	words = bp_alloc(count + 1, sizeof *words);
	for (size_t i = 0; i < count; i++) {
		struct bp_buf word = {0};
		bp_buf_add_cstr(&word, "");
		for (const char *at = command[i]; *at; at++)
			if (*at == '@')
				bp_buf_add_cstr(&word, name);
			else
				bp_buf_add_char(&word, *at);
		words[i] = word.at;
	}
	return words;
}

void learner_start_session(
	const struct lab *lab, const char *name, struct session *session)
{
	const char *const own[] = {lab->program, "--content", lab->course, "--store",
		lab->store, "--learner", "@", "uji/soal", NULL};
	char **words = fill_words(lab->command ? lab->command : own, name);
	struct session_command command = {.argv = (const char *const *)words,
		.environment = (const char *const *)lab->environment,
		.folder = lab->folder,
		.columns = 80,
		.rows = 24};

	if (!session_start(session, &command))
		die("no pseudo-terminal: %s", strerror(errno));
	for (char **word = words; *word; word++)
		free(*word);
	free(words);
}

void learner_start(struct learner *learner)
{
	if (learner->running)
		session_release(&learner->session);
	learner_start_session(learner->lab, learner->name, &learner->session);
	learner->running = true;
	learner->step = LEARNER_STARTING;
	learner->question = (learner->question + 1) % QUESTIONS;
}

/* ---- what the screen says ---- */

/* The first that is on the screen says where the program is. */
static const struct {
	const char *text;
	enum learner_step step;
} signs[] = {
	{"nilai 100 · tersimpan", LEARNER_SAVED},
	{"nilai 100 · tidak dicatat", LEARNER_UNSAVED},
	{"Lanjutkan di sini", LEARNER_BUSY},
	{"Enter jawab", LEARNER_ASKED},
	{"╰─ Enter membuka", LEARNER_OPENING},
	{"   KURSUS", LEARNER_CATALOGUE},
};

static bool shows_answer(const struct learner *learner)
{
	char text[32];

	snprintf(text, sizeof text, "Jawaban: k%u", learner->sent);
	return terminal_holds(&learner->session.terminal, text);
}

static void acknowledge(struct learner *learner)
{
	learner->acknowledged.at[learner->sent - 1] = '1';
}

/* Where the program is, as far as it is on from where we know it to be. */
static enum learner_step seen(const struct learner *learner)
{
	enum learner_step now = learner->step, step = LEARNER_STARTING;

	for (size_t i = 0; i < sizeof signs / sizeof *signs && !step; i++)
		if (terminal_holds(&learner->session.terminal, signs[i].text))
			step = signs[i].step;
	if (now == LEARNER_SENT)
		return step >= LEARNER_SAVED && shows_answer(learner) ? step : now;
	if (now == LEARNER_RETRYING)
		return step == LEARNER_ASKED ? step : now;
	if (now == LEARNER_OPENING && step >= LEARNER_SAVED)
		return LEARNER_ANSWERED;
	return step > now && step <= LEARNER_ASKED ? step : now;
}

/* Whether what came says that it is at another step. */
static bool is_on(struct learner *learner)
{
	enum learner_step before = learner->step;

	if (learner->session.terminal.refused.len)
		die("%s: the program sent what it may not: %s", learner->name,
			learner->session.terminal.refused.at);
	learner->step = seen(learner);
	if (learner->step == LEARNER_SAVED && before == LEARNER_SENT)
		acknowledge(learner);
	return learner->step != before;
}

bool learner_look(struct learner *learner, int milliseconds)
{
	return session_read(&learner->session, milliseconds) > 0 && is_on(learner);
}

bool learner_settle(struct learner *learner)
{
	session_settle(&learner->session, QUIET, PATIENCE);
	return is_on(learner);
}

/* ---- what the learner does ---- */

void learner_begin_answer(struct learner *learner, char keys[32])
{
	learner->sent++;
	bp_buf_add_char(&learner->acknowledged, '0');
	snprintf(keys, 32, "\025k%u\r", learner->sent); /* C-u first */
	learner->step = LEARNER_SENT;
}

static void answer(struct learner *learner)
{
	char keys[32];

	learner_begin_answer(learner, keys);
	session_write(&learner->session, keys, strlen(keys));
}

void learner_go_on(struct learner *learner)
{
	static const char tabs[QUESTIONS + 1] = "\t\t\t";

	switch (learner->step) {
	case LEARNER_BUSY:
		session_write(&learner->session, learner->takes_over ? "1" : "2", 1);
		break;
	case LEARNER_CATALOGUE: session_write(&learner->session, "\r", 1); break;
	case LEARNER_OPENING:
		session_write(&learner->session, tabs, learner->question + 1);
		session_write(&learner->session, "\r", 1);
		break;
	case LEARNER_ASKED: answer(learner); break;
	case LEARNER_ANSWERED:
	case LEARNER_SAVED:
	case LEARNER_UNSAVED:
		session_write(&learner->session, "x", 1);
		learner->step = LEARNER_RETRYING;
		break;
	default: break;
	}
}

bool learner_reach(struct learner *learner, enum learner_step step, int milliseconds)
{
	double end = now_ms() + milliseconds;

	while (learner->step != step && learner->step != LEARNER_UNSAVED) {
		if (learner_look(learner, 50) && learner->step != step)
			learner_go_on(learner);
		if (learner->session.silent || now_ms() > end)
			break;
	}
	return learner->step == step;
}

void learner_kill(struct learner *learner)
{
	struct session *session = &learner->session;

	kill(session->pid, SIGKILL);
	session->ended = waitpid(session->pid, &session->status, 0) == session->pid;
	while (!session->silent)
		learner_look(learner, 0);
	session_release(session);
	learner->running = false;
}

bool learner_quit(struct learner *learner)
{
	struct session *session = &learner->session;
	double end = now_ms() + PATIENCE;

	if (learner->step == LEARNER_ASKED || learner->step == LEARNER_SENT ||
		learner->step == LEARNER_RETRYING) { /* in a text field Q is text */
		session_key(session, "Escape");
		session_settle(session, QUIET, PATIENCE);
	}
	session_key(session, "Q");
	while (!session->ended && now_ms() < end)
		session_wait(session, 1000);
	return session->ended;
}

/* ---- what the record holds ---- */

struct count {
	const struct learner *learner;
	struct survey *survey;
	uint8_t *times; /* that each number was found */
};

/* The number of an answer: {"response":"k17", …}; 0 if it is none of ours. */
static uint32_t number_of(const struct bp_event *event)
{
	static const char before[] = "\"k";
	const char *at =
		memmem(event->body.at, event->body.len, before, sizeof before - 1);
	uint32_t number = 0;

	for (size_t i = 2; at && at + i < event->body.at + event->body.len; i++) {
		if (at[i] < '0' || at[i] > '9')
			break;
		number = number * 10 + (uint32_t)(at[i] - '0');
	}
	return number;
}

static void count_event(void *context, const struct bp_event *event)
{
	struct count *count = context;

	if (event->verb != BP_ANSWERED)
		return;
	uint32_t number = number_of(event);
	count->survey->found++;
	if (number == 0 || number > count->learner->sent)
		count->survey->unknown++;
	else if (count->times[number - 1] < UINT8_MAX)
		count->times[number - 1]++;
}

static bool count_events(struct count *count, struct bp_error *err)
{
	struct bp_store *store;
	const struct learner *learner = count->learner;

	if (!bp_store_open(
		    &store, learner->lab->store, learner->name, BP_STORE_READ, err))
		return false;
	bool ok = bp_store_replay(store, 0, count_event, count, err);
	bp_store_close(store);
	return ok;
}

void learner_survey(const struct learner *learner, struct survey *survey)
{
	struct bp_health health;
	struct bp_error err = {0};
	struct count count = {learner, survey, bp_alloc(learner->sent + 1, 1)};

	*survey = (struct survey){0};
	bp_store_health(learner->lab->store, learner->name, &health);
	survey->sound = health.sound && count_events(&count, &err);
	snprintf(survey->fault, sizeof survey->fault, "%s",
		err.message[0] ? err.message : health.fault);
	for (uint32_t i = 0; i < learner->sent; i++) {
		bool acknowledged = learner->acknowledged.at[i] == '1';
		survey->acknowledged += acknowledged;
		survey->lost += acknowledged && count.times[i] == 0;
		survey->doubled += count.times[i] > 1;
	}
	free(count.times);
}
