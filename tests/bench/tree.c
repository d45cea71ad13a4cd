#include "tree.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The number after `name` in /proc/PID/file; 0 where it is not to be had. */
static long field(pid_t pid, const char *file, const char *name)
{
	char path[64], line[256];
	long value = 0;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
	FILE *stream = fopen(path, "r");
	if (!stream)
		return 0;
	while (fgets(line, sizeof line, stream))
		if (strncmp(line, name, strlen(name)) == 0) {
			value = strtol(line + strlen(name), NULL, 10);
			break;
		}
	fclose(stream);
	return value;
}

static void add_task(pid_t pid, const char *task, struct tree_use *sum);

static void add_process(pid_t pid, struct tree_use *sum)
{
	char path[64];

	sum->writes += field(pid, "io", "syscw:");
	sum->dirty_kib += field(pid, "smaps_rollup", "Private_Dirty:");
	sum->peak_kib += field(pid, "status", "VmHWM:");
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *tasks = opendir(path);
	if (!tasks)
		return;
	for (struct dirent *task; (task = readdir(tasks));)
		if (task->d_name[0] != '.')
			add_task(pid, task->d_name, sum);
	closedir(tasks);
}

static FILE *open_task(pid_t pid, const char *task, const char *file)
{
	char path[320];
	snprintf(path, sizeof path, "/proc/%d/task/%s/%s", (int)pid, task, file);
	return fopen(path, "r");
}

/* A thread's use, and the processes that it started. */
static void add_task(pid_t pid, const char *task, struct tree_use *sum)
{
	long long running, waiting;
	long slices;
	int child;

	FILE *stream = open_task(pid, task, "schedstat");
	if (stream) {
		if (fscanf(stream, "%lld %lld %ld", &running, &waiting, &slices) == 3) {
			sum->cpu_ms += (double)running / 1e6;
			sum->slices += slices;
		}
		fclose(stream);
	}
	stream = open_task(pid, task, "children");
	if (stream) {
		while (fscanf(stream, "%d", &child) == 1)
			add_process((pid_t)child, sum);
		fclose(stream);
	}
}

struct tree_use tree_use(pid_t root)
{
	struct tree_use sum = {0};
	add_process(root, &sum);
	return sum;
}
