/*
 * What a shared server must hold, with many sessions at once: each part prints its figures
 * and their limits, and the end says how many were not held.
 *
 * usage: server [--sample] [--sanitized PROGRAM] FILE... PART... [--over STORE WORD...]
 *
 * FILE...: what server.h names, in that order. WORD...: how to log in as "@" over the
 * network. Variables set how many and how long; each part's file says which.
 */
#include "server.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static const struct part {
	const char *name, *title;
	void (*measure)(struct server *server);
} parts[] = {
	{"logins", "masuk lewat ssh bersamaan, lalu semua sambungan putus",
		server_logins},
	{"bare", "masuk lewat ssh bersamaan ke perintah yang tidak berbuat apa-apa",
		server_bare},
	{"many", "banyak sesi di balik pagar", server_many},
	{"ends", "disuruh berhenti selagi terminal tidak membaca", server_ends},
	{"slow", "pelajaran lewat saluran 9.600 bit/s, 600 ms", server_slow},
	{"cuts", "ujian yang sambungannya putus terus", server_cuts},
	{"soak", "banyak sesi untuk waktu lama", server_soak},
};

static const struct part *find_part(const char *name)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(parts[i].name, name) == 0)
			return &parts[i];
	fprintf(stderr, "server: no part %s\n", name);
	exit(2);
}

static double load_now(void)
{
	double load[1] = {0};

	getloadavg(load, 1);
	return load[0];
}

static void measure(struct server *server, const struct part *part)
{
	double before = load_now(), began = now_ms();

	printf("\n== %s: %s%s\n", part->name, part->title,
		server->sample ? " (contoh)" : "");
	fflush(stdout);
	part->measure(server);
	printf("-- %s: %.0f s; beban mesin sebelumnya %.1f, sesudahnya %.1f\n",
		part->name, (now_ms() - began) / 1000, before, load_now());
	fflush(stdout);
}

static char **read_options(char **at, struct server *server)
{
	for (; *at && strncmp(*at, "--", 2) == 0; at++)
		if (strcmp(*at, "--sample") == 0)
			server->sample = true;
		else if (strcmp(*at, "--sanitized") == 0 && at[1])
			server->sanitized = full_path(*++at);
		else
			return NULL;
	return at;
}

static char **read_files(char **at, struct server *server)
{
	char **const files[] = {
		&server->program, &server->relay, &server->course, &server->courses};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++, at++) {
		if (!*at)
			return NULL;
		*files[i] = full_path(*at);
	}
	return at;
}

static void release_files(struct server *server)
{
	free(server->program);
	free(server->sanitized);
	free(server->relay);
	free(server->course);
	free(server->courses);
}

/* Takes what follows --over off the parts. */
static void read_over(char **at, struct server *server)
{
	while (*at && strcmp(*at, "--over") != 0)
		at++;
	if (!*at || !at[1])
		return;
	*at = NULL;
	server->store = at[1];
	server->over = (const char *const *)(at + 2);
}

int main(int argc, char **argv)
{
	struct server server = {.sample = false};
	struct rlimit files = {8192, 8192};
	char **at = read_options(argv + 1, &server);

	at = at ? read_files(at, &server) : NULL;
	if (argc < 2 || !at || !*at) {
		fprintf(stderr,
			"usage: server [--sample] [--sanitized PROGRAM] FILE... "
			"PART... [--over STORE WORD...]\n");
		return 2;
	}
	read_over(at, &server);
	setrlimit(RLIMIT_NOFILE, &files);
	prctl(PR_SET_CHILD_SUBREAPER, 1); /* what is left behind is found */
	for (; *at; at++)
		measure(&server, find_part(*at));
	printf("\n%u batas diperiksa, %u tidak dipenuhi\n", server.judged,
		server.passed_over);
	figures_release(&server.figures);
	release_files(&server);
	return server.passed_over > 0;
}
