/* What the parts share: limits, labs, records, waiting for many. */
#include "server.h"
#include "tree.h"
#include <berpijar/arena.h>
#include <dirent.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE 60000 /* ms */

/* ---- figures and limits ---- */

long server_wish(
	const struct server *server, const char *variable, long whole, long sample)
{
	return wish(variable, server->sample ? sample : whole);
}

static void server_row(const char *what, double found, const char *unit, const char *sign,
	double limit, const char *verdict)
{
	printf("%-56s %10.2f %-6s %2s", what, found, unit, sign);
	if (*sign)
		printf(" %8.2f  %s", limit, verdict);
	printf("\n");
	fflush(stdout);
}

static void server_note(struct server *server, const char *what, double found,
	double limit, const char *unit, bool ok, const char *sign)
{
	bool judged = !server->sample || strcmp(unit, "x") == 0;

	server->judged += judged;
	server->passed_over += judged && !ok;
	server_row(what, found, unit, sign, limit,
		!judged      ? "(contoh)"
			: ok ? "ok"
			     : "TIDAK");
}

void server_judge(struct server *server, const char *what, double found, double limit,
	const char *unit)
{
	server_note(server, what, found, limit, unit, found <= limit, "<=");
}

void server_judge_least(struct server *server, const char *what, double found,
	double limit, const char *unit)
{
	server_note(server, what, found, limit, unit, found >= limit, ">=");
}

void server_tell(
	const struct server *server, const char *what, double found, const char *unit)
{
	(void)server;
	server_row(what, found, unit, "", 0, "");
}

/* ---- sessions ---- */

void server_lab(const struct server *server, struct lab *lab, const char *courses,
	const char *words[SERVER_WORDS])
{
	lab_open(lab, server->program, courses);
	const char *const session[] = {lab->program, "kiosk", "--learner", "@", "--store",
		lab->store, "--content", lab->course, "--fence",
		server->sample ? "available" : "required", NULL};

	memcpy(words, session, sizeof session);
	lab->command = words;
}

void server_survey(struct server *server, const struct learner *learners, size_t count)
{
	struct survey all = {.sound = true}, one;

	for (size_t i = 0; i < count; i++) {
		learner_survey(&learners[i], &one);
		if (!one.sound)
			printf("%s: %s\n", learners[i].name, one.fault);
		all.sound = all.sound && one.sound;
		all.acknowledged += one.acknowledged;
		all.lost += one.lost;
		all.doubled += one.doubled;
		all.unknown += one.unknown;
	}
	server_judge_least(
		server, "jawaban yang disebut tersimpan", all.acknowledged, 1, "x");
	server_judge(server, "di antaranya hilang", all.lost, 0, "x");
	server_judge(server, "tercatat dua kali", all.doubled, 0, "x");
	server_judge(server, "tercatat tanpa pernah dikirim", all.unknown, 0, "x");
	server_judge(
		server, "catatan yang tidak utuh (0: semua utuh)", !all.sound, 0, "x");
}

void server_rows(struct server *server, const struct server_row *rows, size_t count)
{
	for (const struct server_row *row = rows; row < rows + count; row++) {
		double found = figures_part(&server->figures, row->name, row->part);
		if (row->limit > 0)
			server_judge(server, row->what, found, row->limit, row->unit);
		else
			server_tell(server, row->what, found, row->unit);
	}
}

void server_see(struct session *session, const char *text)
{
	double end = now_ms() + PATIENCE;

	while (!terminal_holds(&session->terminal, text)) {
		session_read(session, 50);
		if (session->silent || now_ms() > end)
			die("a session does not show \"%s\"", text);
	}
}

static bool server_runs(const char *pid, const char *program)
{
	char path[64], exe[PATH_MAX];

	snprintf(path, sizeof path, "/proc/%.20s/exe", pid);
	ssize_t len = readlink(path, exe, sizeof exe - 1);
	if (len < 0)
		return false;
	exe[len] = '\0';
	return strcmp(exe, program) == 0;
}

static bool server_is_ours(const char *pid)
{
	return process_field((pid_t)strtol(pid, NULL, 10), "status", "PPid:") == getpid();
}

size_t server_processes(const char *program, bool ours)
{
	size_t count = 0;
	DIR *all = opendir("/proc");

	for (struct dirent *one; all && (one = readdir(all));)
		if (one->d_name[0] >= '1' && one->d_name[0] <= '9')
			count += server_runs(one->d_name, program) &&
				(!ours || server_is_ours(one->d_name));
	if (all)
		closedir(all);
	return count;
}

/* ---- many ---- */

void crowd_init(struct crowd *crowd, size_t count)
{
	*crowd = (struct crowd){.count = count};
	crowd->learners = bp_alloc(count, sizeof *crowd->learners);
	crowd->fds = bp_alloc(count, sizeof *crowd->fds);
}

void crowd_release(struct crowd *crowd)
{
	for (size_t i = 0; i < crowd->count; i++)
		learner_release(&crowd->learners[i]);
	free(crowd->learners);
	free(crowd->fds);
	*crowd = (struct crowd){0};
}

void crowd_wait(struct crowd *crowd, int milliseconds,
	void (*take)(struct crowd *crowd, size_t which))
{
	for (size_t i = 0; i < crowd->count; i++) {
		const struct learner *learner = &crowd->learners[i];
		bool open = learner->running && !learner->session.silent;
		crowd->fds[i] = (struct pollfd){
			.fd = open ? learner->session.fd : -1, .events = POLLIN};
	}
	if (poll(crowd->fds, crowd->count, milliseconds) <= 0)
		return;
	for (size_t i = 0; i < crowd->count; i++)
		if (crowd->fds[i].revents)
			take(crowd, i);
}
