/*
 * Logins over a real sshd, all at once: when the last of them sees its first screen, what
 * each kind of process takes for it, and that every one of them can answer. Then all lines
 * are cut: nobody is left behind, and nothing is lost of what a screen said was saved.
 *
 * Clients, sshd and players share this machine, so the clients' work is told apart. What
 * sshd takes by itself is measured with a command that only shows a screen ("bare").
 *
 * BERPIJAR_SERVER_LOGINS: how many; their keys and records are "peserta-1" to that.
 */
#include "server.h"
#include "tree.h"
#include <arpa/inet.h>
#include <berpijar/arena.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LOGINS   300
#define PATIENCE 120000 /* ms */

struct logins {
	struct server *server;
	struct crowd crowd;
	double *painted; /* ms, when each saw its first screen; 0: not yet */
	size_t ready, answered;
	bool answering;
	const char *name; /* of the part */
};

/* ---- what each kind of process takes ---- */

static const struct kind {
	const char *name; /* as the system tells it; sshd has several programs */
	const char *title;
} kinds[] = {
	{"sshd", "sshd, dengan pencarian kunci"},
	{"program", "pemutar"}, /* as serve.sh calls it */
	{"sh", "shell yang menjalankannya"},
	{"ssh", "ssh di komputer peserta"},
};

#define KINDS (sizeof kinds / sizeof *kinds)

struct took {
	double cpu_s, pss_mib, dirty_mib;
	size_t count;
};

static const struct kind *kind_of(const char *name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(name, kinds[i].name) == 0)
			return &kinds[i];
	return strncmp(name, "sshd", 4) == 0 ? &kinds[0] : NULL; /* "sshd-session" */
}

/* "PID (NAME) S PPID …": its name, and its times with those of children that have ended. */
static bool read_stat(pid_t pid, char name[32], double *cpu_s)
{
	char path[64], line[1024] = "";
	unsigned long times[4];

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *file = fopen(path, "r");
	if (!file)
		return false;
	bool ok = fgets(line, sizeof line, file) != NULL;
	fclose(file);
	char *open = strchr(line, '('), *close = strrchr(line, ')');
	if (!ok || !open || !close ||
		sscanf(close,
			") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu",
			&times[0], &times[1], &times[2], &times[3]) != 4)
		return false;
	snprintf(name, 32, "%.*s", (int)(close - open - 1), open + 1);
	*cpu_s = (double)(times[0] + times[1] + times[2] + times[3]) /
		(double)sysconf(_SC_CLK_TCK);
	return true;
}

static void add_process(pid_t pid, struct took took[KINDS])
{
	char name[32];
	double cpu_s;
	const struct kind *kind = read_stat(pid, name, &cpu_s) ? kind_of(name) : NULL;

	if (!kind)
		return;
	struct took *sum = &took[kind - kinds];
	sum->count++;
	sum->cpu_s += cpu_s;
	sum->pss_mib += (double)process_field(pid, "smaps_rollup", "Pss:") / 1024;
	sum->dirty_mib +=
		(double)process_field(pid, "smaps_rollup", "Private_Dirty:") / 1024;
}

static void add_all(struct took took[KINDS])
{
	DIR *all = opendir("/proc");

	memset(took, 0, KINDS * sizeof *took);
	for (struct dirent *one; all && (one = readdir(all));)
		if (one->d_name[0] >= '1' && one->d_name[0] <= '9')
			add_process((pid_t)strtol(one->d_name, NULL, 10), took);
	if (all)
		closedir(all);
}

static void tell_processes(
	const struct server *server, const struct took before[KINDS], size_t count)
{
	struct took now[KINDS];
	char what[100];

	add_all(now);
	for (size_t i = 0; i < KINDS; i++) {
		if (now[i].count == before[i].count)
			continue;
		snprintf(what, sizeof what, "%s: CPU", kinds[i].title);
		server_tell(server, what, now[i].cpu_s - before[i].cpu_s, "s");
		snprintf(what, sizeof what, "%s: memori (PSS) tiap peserta",
			kinds[i].title);
		server_tell(server, what,
			(now[i].pss_mib - before[i].pss_mib) / (double)count, "MiB");
		snprintf(what, sizeof what, "%s: milik sendiri yang ditulis",
			kinds[i].title);
		server_tell(server, what,
			(now[i].dirty_mib - before[i].dirty_mib) / (double)count, "MiB");
	}
}

/* ---- the door ---- */

/* The number behind "-p" of the command that logs in. */
static uint16_t port_of(const char *const *over)
{
	while (*over && strcmp(*over, "-p") != 0)
		over++;
	return *over && over[1] ? (uint16_t)strtol(over[1], NULL, 10) : 0;
}

static int knock(uint16_t port)
{
	struct sockaddr_in at = {.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) == 0)
		return fd;
	die("nobody is at port %d", port);
}

/* Whoever comes while as many others are at the door as are to log in must be let in: real
 * clients have computers of their own, so all of them are there at once. */
static void judge_door(struct server *server, size_t count)
{
	int *fds = bp_alloc(count, sizeof *fds);
	size_t greeted = 0;
	char banner[8];

	for (size_t i = 0; i < count; i++)
		fds[i] = knock(port_of(server->over));
	for (size_t i = 0; i < count; i++)
		greeted += recv(fds[i], banner, sizeof banner, MSG_WAITALL) ==
				sizeof banner &&
			memcmp(banner, "SSH-2.0-", sizeof banner) == 0;
	for (size_t i = 0; i < count; i++)
		close(fds[i]);
	free(fds);
	server_judge_least(server, "sambungan serentak yang disapa sshd", (double)greeted,
		(double)count, "x");
}

/* ---- logging in ---- */

static void take(struct crowd *crowd, size_t which)
{
	struct logins *logins = crowd->context;
	struct learner *learner = &crowd->learners[which];

	if (!learner_look(learner, 0))
		return;
	if (learner->step == LEARNER_CATALOGUE) {
		logins->painted[which] = now_ms();
		logins->ready++;
	} else if (logins->answering && learner->step == LEARNER_SAVED) {
		logins->answered++;
	} else if (learner->step != LEARNER_STARTING) {
		learner_go_on(learner);
	}
}

static bool goes_on(const struct logins *logins, size_t reached, double end)
{
	return reached < logins->crowd.count && now_ms() < end;
}

static void log_in(struct logins *logins)
{
	struct server *server = logins->server;
	double began = now_ms(), end = began + PATIENCE;
	char name[32];

	for (size_t i = 0; i < logins->crowd.count; i++) {
		learner_start(&logins->crowd.learners[i]);
		crowd_wait(&logins->crowd, 0, take);
	}
	while (goes_on(logins, logins->ready, end))
		crowd_wait(&logins->crowd, 100, take);
	for (size_t i = 0; i < logins->crowd.count; i++)
		if (logins->painted[i] > 0)
			figures_add(&server->figures, (logins->painted[i] - began) / 1000,
				"s", "%s.painted", logins->name);
	server_judge_least(server, "peserta yang melihat layar pertamanya",
		(double)logins->ready, (double)logins->crowd.count, "x");
	snprintf(name, sizeof name, "%s.painted", logins->name);
	server_tell(server, "layar pertama: p50",
		figures_part(&server->figures, name, 0.5), "s");
	server_judge(server, "layar pertama: peserta terakhir",
		figures_part(&server->figures, name, 1), 25, "s");
}

static void answer(struct logins *logins)
{
	double end = now_ms() + PATIENCE;

	logins->answering = true;
	for (size_t i = 0; i < logins->crowd.count; i++)
		if (logins->painted[i] > 0)
			learner_go_on(&logins->crowd.learners[i]);
	while (goes_on(logins, logins->answered, end))
		crowd_wait(&logins->crowd, 100, take);
	server_judge_least(logins->server, "peserta yang jawabannya tersimpan",
		(double)logins->answered, (double)logins->crowd.count, "x");
}

/* ---- all lines are cut ---- */

static void cut(struct logins *logins)
{
	struct server *server = logins->server;

	for (size_t i = 0; i < logins->crowd.count; i++)
		kill(logins->crowd.learners[i].session.pid, SIGKILL);
	double began = now_ms();
	while (server_processes(server->program, false) > 0 &&
		now_ms() < began + PATIENCE)
		usleep(20000);
	server_judge(server, "sesudah semua sambungan putus: pemutar terakhir hilang",
		(now_ms() - began) / 1000, 3, "s");
	server_judge(server, "pemutar yang tertinggal",
		(double)server_processes(server->program, false), 0, "x");
}

/* Those of whom no session is left: the clients' ends alone are waited for. */
static void leave(struct logins *logins)
{
	for (size_t i = 0; i < logins->crowd.count; i++)
		learner_kill(&logins->crowd.learners[i]);
}

static void measure(struct server *server, bool bare)
{
	struct logins logins = {.server = server, .name = bare ? "bare" : "logins"};
	size_t count = (size_t)server_wish(server, "BERPIJAR_SERVER_LOGINS", LOGINS, 5);
	struct took before[KINDS];
	struct lab lab;

	if (!server->over) {
		printf("dilewati: memerlukan sshd dan root\n");
		return;
	}
	lab_open(&lab, server->program, server->course);
	lab.command = server->over;
	snprintf(lab.store, sizeof lab.store, "%s", server->store);
	crowd_init(&logins.crowd, count);
	logins.crowd.context = &logins;
	logins.painted = bp_alloc(count, sizeof *logins.painted);
	for (unsigned i = 0; i < count; i++)
		learner_init(&logins.crowd.learners[i], &lab, i + 1);
	if (bare)
		judge_door(server, count);
	add_all(before);
	log_in(&logins);
	tell_processes(server, before, count);
	if (bare) {
		leave(&logins);
	} else {
		answer(&logins);
		cut(&logins);
		server_survey(server, logins.crowd.learners, count);
	}
	crowd_release(&logins.crowd);
	free(logins.painted);
	lab_close(&lab);
}

void server_logins(struct server *server)
{
	measure(server, false);
}

void server_bare(struct server *server)
{
	measure(server, true);
}
