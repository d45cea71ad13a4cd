/*
 * The system's log: single lines for whoever runs a shared server, through /dev/log.
 *
 * The facility is LOG_AUTH. The lines say who came, who was turned away, and who looked at
 * whose record; systems keep that facility where only administrators read, and as long as
 * logins. LOG_USER would put them among the lines of all programs.
 *
 * The descriptor is connected before a fence is closed, which forbids sockets afterwards. It
 * never waits: a line for which the log has no room, or no reader any more, is lost. A log
 * that was started anew under another socket is found again by a process without a fence;
 * behind one the lines that are left are lost (systemd holds the socket itself, so that there
 * none are).
 *
 * A line holds no more of a person than an id. It is the caller's to see to that.
 */
#ifndef BERPIJAR_LOG_H
#define BERPIJAR_LOG_H

#include <stdbool.h>

#define BP_LOG_MOST 1000 /* bytes of a line's text; the rest is left out */

/* The severities of <syslog.h>: LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO. */
enum bp_log_level { BP_LOG_ERROR = 3, BP_LOG_WARNING, BP_LOG_NOTICE, BP_LOG_INFO };

/* Notes where a test listens, before the environment, which tells it, is cleared. */
void bp_log_prepare(void);
/* Connects, once; bp_log() does it, too. */
void bp_log_open(void);
/* Sends a line, sanitised. False: it is lost. */
bool bp_log(enum bp_log_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* From now on a line waits for a moment while the log has no room: for a command that sends
 * many, and behind which nobody waits. */
void bp_log_patient(void);

#endif
