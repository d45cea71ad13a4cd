#include "tree.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long process_field(pid_t pid, const char *file, const char *name)
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

	sum->writes += process_field(pid, "io", "syscw:");
	sum->dirty_kib += process_field(pid, "smaps_rollup", "Private_Dirty:");
	sum->peak_kib += process_field(pid, "status", "VmHWM:");
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *tasks = opendir(path);
	if (!tasks)
		return;
	for (struct dirent *task; (task = readdir(tasks));)
		if (task->d_name[0] != '.')
			add_task(pid, task->d_name, sum);
	closedir(tasks);
}

/* The numbers of a one-line file in /proc/PID/task/TASK; how many there are. */
static size_t numbers(
	pid_t pid, const char *task, const char *file, long long *out, size_t room)
{
	char path[320], line[4096];
	size_t count = 0;

	snprintf(path, sizeof path, "/proc/%d/task/%s/%s", (int)pid, task, file);
	FILE *stream = fopen(path, "r");
	if (!stream)
		return 0;
	if (fgets(line, sizeof line, stream))
		for (char *at = line, *end; count < room; at = end) {
			out[count] = strtoll(at, &end, 10);
			if (end == at)
				break;
			count++;
		}
	fclose(stream);
	return count;
}

/* A thread's use, and the processes that it started. */
static void add_task(pid_t pid, const char *task, struct tree_use *sum)
{
	long long times[3], children[64]; /* ns on a CPU, ns waiting, times put on one */

	if (numbers(pid, task, "schedstat", times, 3) == 3) {
		sum->cpu_ms += (double)times[0] / 1e6;
		sum->slices += (long)times[2];
	}
	size_t count = numbers(pid, task, "children", children, 64);
	for (size_t i = 0; i < count; i++)
		add_process((pid_t)children[i], sum);
}

struct tree_use tree_use(pid_t root)
{
	struct tree_use sum = {0};
	add_process(root, &sum);
	return sum;
}
