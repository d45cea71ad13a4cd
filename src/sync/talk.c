/* Two ends of a carrier (talk.h). */
#include "talk.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define TALK_SILENCE 120000 /* ms, after which nothing more is waited for */

extern char **environ;

bool talk_start(struct talk *talk, char **words, pid_t *pid, struct bp_error *err)
{
	posix_spawn_file_actions_t files;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return bp_fail(err, BP_ERROR_SYSTEM, "%s", bp_strerror(errno));
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, ends[1], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
	int cause = posix_spawnp(pid, words[0], &files, NULL, words, environ);
	posix_spawn_file_actions_destroy(&files);
	close(ends[1]);
	talk->in = talk->out = ends[0];
	if (!cause)
		return true;
	close(ends[0]);
	return bp_fail(err, BP_ERROR_SYSTEM, "%s: %s", words[0], bp_strerror(cause));
}

void talk_end(struct talk *talk, pid_t pid, bool well)
{
	close(talk->in);
	if (!well) /* over a dead line it would not even see that it has ended */
		kill(pid, SIGTERM);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

bool talk_lost(struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_SYSTEM,
		_("sambungan ke sana putus; ulangi, yang sudah sampai tidak dikirim lagi"));
}

static bool talk_fill(struct talk *talk)
{
	struct pollfd ready = {talk->in, POLLIN, 0};
	ssize_t got;

	if (talk->at < talk->end)
		return true;
	do
		got = poll(&ready, 1, TALK_SILENCE) == 1
			? read(talk->in, talk->bytes, sizeof talk->bytes)
			: -1;
	while (got < 0 && errno == EINTR);
	talk->at = 0;
	talk->end = got > 0 ? (size_t)got : 0;
	return got >= 0;
}

int talk_first(struct talk *talk)
{
	return talk_fill(talk) && talk->end ? (unsigned char)talk->bytes[talk->at] : -1;
}

bool talk_take(
	struct talk *talk, char *into, size_t most, size_t *taken, struct bp_error *err)
{
	if (!talk_fill(talk))
		return talk_lost(err);
	*taken = talk->end - talk->at < most ? talk->end - talk->at : most;
	memcpy(into, talk->bytes + talk->at, *taken);
	talk->at += *taken;
	return true;
}

bool talk_hear(struct talk *talk, struct bp_buf *line, size_t most, struct bp_error *err)
{
	char byte;
	size_t taken = 0, len = 0;

	while (talk_take(talk, &byte, 1, &taken, err)) {
		if (!taken)
			return talk_lost(err);
		if (byte == '\n')
			return true;
		if (++len > most)
			return bp_fail(err, BP_ERROR_INPUT,
				_("yang menjawab di sana bukan berpijar-sync"));
		bp_buf_add_char(line, byte);
	}
	return false;
}

bool talk_say(struct talk *talk, struct bp_str words, struct bp_error *err)
{
	return bp_write_all(talk->out, words) || talk_lost(err);
}
