/* Records to measure with, and programs that are run to their end. */
#include "bench.h"
#include "session.h"
#include <berpijar/store.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
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

/* In a process of its own: a program that is run to its end begins as a copy of this one, so
 * what this one uses would stand as what the program used. */
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

/* In the child. */
static void become(const struct lab *lab, const char *const *argv)
{
	int nowhere = open("/dev/null", O_RDWR);

	dup2(nowhere, STDIN_FILENO);
	dup2(nowhere, STDOUT_FILENO);
	clearenv();
	for (char *const *pair = lab->environment; *pair; pair++)
		putenv(*pair);
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	_exit(127);
}

double run_timed(const struct lab *lab, const char *const *argv, struct use *use)
{
	struct rusage used;
	int status = -1;
	double began = now_ms();
	pid_t pid = fork();

	if (pid == 0)
		become(lab, argv);
	if (pid < 0 || wait4(pid, &status, 0, &used) != pid || !WIFEXITED(status) ||
		WEXITSTATUS(status) > 0)
		return -1;
	double took = now_ms() - began;
	if (use) {
		use->cpu_ms =
			(double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
			(double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
		use->peak_kib = used.ru_maxrss;
	}
	return took;
}
