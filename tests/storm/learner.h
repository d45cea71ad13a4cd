/*
 * A learner at the whole program, in a pseudo-terminal: opens the course of this folder,
 * answers its questions by keys, each answer with a word of its own ("k1", "k2" …), and
 * believes the screen: an answer counts as acknowledged once its verdict says
 * "tersimpan". What became of it is then looked up in the record.
 */
#ifndef TESTS_STORM_LEARNER_H
#define TESTS_STORM_LEARNER_H

#include "lab.h"
#include "session.h"

enum learner_step {
	LEARNER_STARTING,
	LEARNER_BUSY,      /* asked what to do, since another session records */
	LEARNER_CATALOGUE, /* the list of courses, whose only lesson is to be opened */
	LEARNER_OPENING,   /* a question, out of the text */
	LEARNER_ASKED,     /* the program waits for an answer */
	LEARNER_SENT,      /* Enter was pressed */
	LEARNER_SAVED,     /* the verdict says "tersimpan" … */
	LEARNER_UNSAVED,   /* … "tidak dicatat" */
	LEARNER_RETRYING,
	LEARNER_ANSWERED, /* the question shows what an earlier life answered */
};

struct learner {
	char name[16];
	const struct lab *lab;
	struct session session;
	bool running;
	bool takes_over; /* where another session records; else it only reads */
	enum learner_step step;
	uint32_t sent;              /* number of the newest answer, from 1; 0: none */
	struct bp_buf acknowledged; /* a byte for each number: '1' or '0' */
	uint32_t question;          /* which of the three */
};

void learner_init(struct learner *learner, const struct lab *lab, unsigned number);
/* What still runs is killed. */
void learner_release(struct learner *learner);

/* Starts the program; ends the test if there is no pseudo-terminal. */
void learner_start(struct learner *learner);
/* Starts what the lab's command says, in a session of one's own. */
void learner_start_session(
	const struct lab *lab, const char *name, struct session *session);
/* kill -9; what it had still sent to the terminal is taken first. */
void learner_kill(struct learner *learner);
/* Presses Q, and waits for the end, which is in session.status; false: it runs on. */
bool learner_quit(struct learner *learner);

/* Begins an answer for keys to be pressed one by one; ends with the first that is NUL. */
void learner_begin_answer(struct learner *learner, char keys[32]);

/* Takes what the program sent, waiting for it at most so long; true: the step is another
 * one now. */
bool learner_look(struct learner *learner, int milliseconds);
/* The same, with all that the program sends until it waits for input. */
bool learner_settle(struct learner *learner);
/* Presses what leads on from this step to the next answer; nothing while the program is
 * to speak. */
void learner_go_on(struct learner *learner);
/* Goes on until the program is at this step; false: it has ended, it does not record, or
 * not in time. */
bool learner_reach(struct learner *learner, enum learner_step step, int milliseconds);

/* What the record holds of it all. */
struct survey {
	uint32_t acknowledged, lost, doubled;
	uint32_t found;   /* answers in the record */
	uint32_t unknown; /* of those, never sent */
	bool sound;
	char fault[512]; /* why not */
};
void learner_survey(const struct learner *learner, struct survey *survey);

#endif
