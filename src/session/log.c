/* The system's log, by a datagram for each line, as the C library writes them. Its own
 * syslog() would wait where the log's reader stands still. */
#include <berpijar/log.h>
#include <berpijar/text.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#define LOG_WAIT_US 200000 /* of a patient command, for one line */

static int log_fd = -1;
static bool log_waits;
static char log_path[sizeof((struct sockaddr_un){.sun_path = ""}.sun_path)];

/* ---- the descriptor ---- */

void bp_log_prepare(void)
{
	const char *path = "/dev/log";

#ifdef BERPIJAR_TESTS
	const char *other = getenv("BERPIJAR_TEST_LOG");
	if (other && strlen(other) < sizeof log_path)
		path = other;
#endif
	snprintf(log_path, sizeof log_path, "%s", path);
}

void bp_log_open(void)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};

	if (log_fd >= 0)
		return;
	if (!log_path[0])
		bp_log_prepare();
	memcpy(name.sun_path, log_path, sizeof log_path);
	log_fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (log_fd < 0 || connect(log_fd, (struct sockaddr *)&name, sizeof name) == 0)
		return;
	close(log_fd);
	log_fd = -1;
}

static void log_forget(void)
{
	close(log_fd);
	log_fd = -1;
}

void bp_log_patient(void)
{
	struct timeval wait = {.tv_usec = LOG_WAIT_US};

	bp_log_open();
	log_waits = log_fd >= 0 &&
		setsockopt(log_fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) == 0;
}

/* ---- a line ---- */

static bool log_try(struct bp_str line)
{
	int how = MSG_NOSIGNAL | (log_waits ? 0 : MSG_DONTWAIT);

	bp_log_open();
	if (log_fd < 0)
		return false;
	if (send(log_fd, line.at, line.len, how) == (ssize_t)line.len)
		return true;
	if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS)
		log_waits = false; /* not for each of a thousand lines */
	else
		log_forget(); /* nobody reads there any more: it is asked anew */
	return false;
}

/* "<36>Nov 30 17:18:13 berpijar[123]: ", in the machine's own time. */
static void log_add_head(struct bp_buf *line, enum bp_log_level level)
{
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t now = time(NULL);
	struct tm at = {0};

	localtime_r(&now, &at);
	bp_buf_printf(line,
		"<%d>%s %2d %02d:%02d:%02d berpijar[%d]: ", LOG_AUTH | (int)level,
		months[at.tm_mon], at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec,
		(int)getpid());
}

bool bp_log(enum bp_log_level level, const char *format, ...)
{
	char text[BP_LOG_MOST + 1];
	struct bp_buf line = {0};
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	log_add_head(&line, level);
	bp_buf_add_clean_line(&line, bp_str(text));
	bool ok =
		log_try(bp_buf_str(&line)) || (log_fd < 0 && log_try(bp_buf_str(&line)));
	bp_buf_release(&line);
	return ok;
}
