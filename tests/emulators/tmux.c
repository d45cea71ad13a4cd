/* Control mode: a line goes out, and comes back between "%begin" and "%end". */
#include "tmux.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void tmux_become(
	const int in[2], const int out[2], const char *folder, const char *command)
{
	char socket[256];

	snprintf(socket, sizeof socket, "%s/tmux", folder);
	dup2(in[0], STDIN_FILENO);
	dup2(out[1], STDOUT_FILENO);
	for (int i = 0; i < 2; i++) {
		close(in[i]);
		close(out[i]);
	}
	unsetenv("TMUX");
	execlp("tmux", "tmux", "-S", socket, "-f", "/dev/null", "-C", "new-session", "-x",
		"80", "-y", "24", command, (char *)NULL);
	_exit(127);
}

bool tmux_start(struct tmux *tmux, const char *folder, const char *command)
{
	struct bp_buf answer = {0};
	int in[2], out[2];

	if (pipe(in) != 0 || pipe(out) != 0)
		return false;
	tmux->client = fork();
	if (tmux->client == 0)
		tmux_become(in, out, folder, command);
	close(in[0]);
	close(out[1]);
	tmux->commands = fdopen(in[1], "w");
	tmux->answers = fdopen(out[0], "r");
	bool ready = tmux->client > 0 && tmux->commands && tmux->answers &&
		tmux_ask(tmux, &answer, "set-option -g destroy-unattached on") &&
		tmux_ask(tmux, &answer, "refresh-client -f no-output,ignore-size");
	bp_buf_release(&answer);
	return ready;
}

/* The client only ends once all that it has to say has been read. */
void tmux_stop(struct tmux *tmux)
{
	char said[256];

	if (tmux->commands) {
		fputs("kill-server\n", tmux->commands);
		fclose(tmux->commands);
	}
	while (tmux->answers && fgets(said, sizeof said, tmux->answers))
		continue;
	if (tmux->answers)
		fclose(tmux->answers);
	if (tmux->client > 0)
		waitpid(tmux->client, NULL, 0);
}

/* "%begin TIME NUMBER FLAGS": the flags are 1 for what this client asked. */
static bool tmux_is_ours(const char *line)
{
	return strncmp(line, "%begin ", 7) == 0 && strstr(line, " 1\n");
}

bool tmux_ask(struct tmux *tmux, struct bp_buf *answer, const char *command)
{
	char *line = NULL;
	size_t room = 0;
	bool begun = false, good = false, ended = false;

	bp_buf_clear(answer);
	fprintf(tmux->commands, "%s\n", command);
	fflush(tmux->commands);
	while (!ended && getline(&line, &room, tmux->answers) > 0) {
		good = begun && strncmp(line, "%end ", 5) == 0;
		ended = good || (begun && strncmp(line, "%error ", 7) == 0);
		if (begun && !ended)
			bp_buf_add_cstr(answer, line);
		begun = begun || tmux_is_ours(line);
	}
	free(line);
	return good;
}
