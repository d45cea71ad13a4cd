/* Records and folders to measure with. */
#include "bench.h"
#include "session.h"
#include <berpijar/store.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define BATCH 100 /* events, written at once */

/* Each third answer is wrong. */
static struct bp_event event_of(char names[2][32], int n, int questions)
{
	snprintf(names[0], sizeof names[0], "modul-%d", n % 40);
	snprintf(names[1], sizeof names[1], "soal-%d", n % questions);
	return (struct bp_event){.at = 1700000000000 + n * INT64_C(60000),
		.verb = n % 4 ? BP_ANSWERED : BP_PROGRESSED,
		.course = BP_STR("uji"),
		.module = bp_str(names[0]),
		.question = n % 4 ? bp_str(names[1]) : BP_STR(""),
		.grade = n % 4 ? n % 3 / 2.0 : -1,
		.seconds = 5,
		.body = n % 4 ? BP_STR("{\"response\":\"sebuah kata\"}") : BP_STR("")};
}

static void fill_here(const char *folder, const char *learner, int events, int questions)
{
	struct bp_store *store;
	struct bp_error err = {0};
	struct bp_event batch[BATCH];
	char names[BATCH][2][32];

	if (!bp_store_open(&store, folder, learner, BP_STORE_WRITE, &err))
		die("%s", err.message);
	for (int n = 0; n < events; n += BATCH) {
		for (int i = 0; i < BATCH; i++)
			batch[i] = event_of(names[i], n + i, questions);
		if (!bp_store_append(store, batch, BATCH, &err))
			die("%s", err.message);
	}
	bp_store_close(store);
}

/* In a process of its own, so that what it took is given back. */
void fill_record(const char *folder, const char *learner, int events, int questions)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		fill_here(folder, learner, events, questions);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		die("%s: a record cannot be filled", learner);
}

void fill_course(const struct lab *lab, const char *name, char content[LAB_PATH],
	char folder[LAB_PATH])
{
	snprintf(content, LAB_PATH, "%s/%s", lab->folder, name);
	snprintf(folder, LAB_PATH, "%s/%s/uji", lab->folder, name);
	if (mkdir(content, 0700) != 0 || mkdir(folder, 0700) != 0)
		die("%s cannot be made", folder);
}
