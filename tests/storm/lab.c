#include "lab.h"
#include <berpijar/arena.h>
#include <berpijar/text.h>
#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	exit(1);
}

static int remove_entry(
	const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info, (void)kind, (void)walk;
	return remove(path);
}

void remove_tree(const char *path)
{
	nftw(path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

void lab_variable(struct lab *lab, const char *name, const char *value)
{
	size_t len = strlen(name), i = 0;
	struct bp_buf pair = {0};

	while (lab->environment[i] &&
		(strncmp(lab->environment[i], name, len) != 0 ||
			lab->environment[i][len] != '='))
		i++;
	if (i == LAB_VARIABLES - 1)
		die("too many variables");
	free(lab->environment[i]);
	bp_buf_printf(&pair, "%s=%s", name, value);
	lab->environment[i] = pair.at;
}

void lab_open(struct lab *lab, const char *program, const char *course)
{
	const char *parent = getenv("TMPDIR"), *path = getenv("PATH");

	*lab = (struct lab){.program = full_path(program), .course = full_path(course)};
	snprintf(lab->folder, sizeof lab->folder, "%s/berpijar-lab-XXXXXX",
		parent && *parent ? parent : "/tmp");
	if (!mkdtemp(lab->folder))
		die("%s: %s", lab->folder, strerror(errno));
	snprintf(lab->store, sizeof lab->store, "%s/store", lab->folder);
	lab_variable(lab, "HOME", lab->folder);
	lab_variable(lab, "PATH", path ? path : "/usr/bin:/bin");
	lab_variable(lab, "LANG", "C.UTF-8");
	lab_variable(lab, "TERM", "xterm-256color");
}

void lab_close(struct lab *lab)
{
	remove_tree(lab->folder);
	for (char **at = lab->environment; *at; at++)
		free(*at);
	free(lab->program);
	free(lab->course);
	*lab = (struct lab){0};
}

void lab_clear_store(const struct lab *lab)
{
	remove_tree(lab->store);
}

char *full_path(const char *path)
{
	char *full = realpath(path, NULL);
	if (!full)
		die("%s: %s", path, strerror(errno));
	return full;
}

uint32_t random_below(uint32_t *seed, uint32_t limit)
{
	*seed = *seed * 1664525 + 1013904223;
	return (uint32_t)(((uint64_t)*seed * limit) >> 32);
}

long wish(const char *variable, long otherwise)
{
	const char *text = getenv(variable);
	return text && *text ? strtol(text, NULL, 10) : otherwise;
}
