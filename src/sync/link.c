/* The line to a centre (link.h). */
#include "link.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/session.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define LINK_CONNECT_MS 15000
#define LINK_ANSWER_MS  30000
#define LINK_FIRST_REST 100  /* ms before the second try, doubled for each after it */
#define LINK_LONGEST    3000 /* ms */
#define LINK_BYTES_MOST (64 << 20) /* of one answer */

int64_t link_chance(int64_t most)
{
	uint32_t chance = 0;

	if (most < 1 || getrandom(&chance, sizeof chance, 0) != sizeof chance)
		return 0;
	return chance % most;
}

void link_rest(int64_t milliseconds)
{
	int64_t rest = milliseconds / 2 + link_chance(milliseconds / 2 + 1);
	const struct timespec span = {rest / 1000, rest % 1000 * 1000000};

	nanosleep(&span, NULL);
}

/* ---- addresses ---- */

static const char *link_option(const PQconninfoOption *options, const char *name)
{
	for (; options && options->keyword; options++)
		if (strcmp(options->keyword, name) == 0)
			return options->val && *options->val ? options->val : NULL;
	return NULL;
}

static bool link_is_local(const char *host)
{
	return !host || *host == '/' || strcmp(host, "localhost") == 0 ||
		strcmp(host, "127.0.0.1") == 0 || strcmp(host, "::1") == 0;
}

bool link_look(const char *url, char place[LINK_PLACE], struct bp_error *err)
{
	bool ours = strncmp(url, "postgresql://", 13) == 0 ||
		strncmp(url, "postgres://", 11) == 0 || strncmp(url, "service=", 8) == 0;
	PQconninfoOption *options = ours ? PQconninfoParse(url, NULL) : NULL;

	if (!options)
		return bp_fail(err, BP_ERROR_USAGE,
			_("alamat pusat tidak dikenal; tulislah seperti postgresql://AKUN@HOST/BASISDATA atau service=NAMA"));
	bool secret =
		link_option(options, "password") || link_option(options, "sslpassword");
	const char *host = link_option(options, "host"),
		   *port = link_option(options, "port"),
		   *base = link_option(options, "dbname"),
		   *service = link_option(options, "service");
	snprintf(place, LINK_PLACE, "%s%s%s/%s",
		service        ? service
			: host ? host
			       : "",
		port ? ":" : "", port ? port : "", base ? base : "");
	PQconninfoFree(options);
	return !secret ||
		bp_fail(err, BP_ERROR_USAGE,
			_("jangan menulis kata sandi di alamat: orang lain di komputer ini dapat membacanya; pakailah sertifikat, ~/.pgpass, atau berkas layanan (service=NAMA)"));
}

/* To another machine the line is closed to others and the server must prove who it is,
 * unless the address, a service or the environment says otherwise. */
static const char *link_secrecy(const char *url)
{
	PQconninfoOption *options = PQconninfoParse(url, NULL);
	bool said = link_option(options, "sslmode") || link_option(options, "service") ||
		getenv("PGSSLMODE") || getenv("PGSERVICE");
	const char *host = link_option(options, "host");
	bool local = link_is_local(host ? host : getenv("PGHOST"));

	PQconninfoFree(options);
	return said || local ? NULL : "verify-full";
}

/* ---- one try ---- */

static void link_hush(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static bool link_wait(const PGconn *conn, short events, int64_t until)
{
	struct pollfd wait = {.fd = PQsocket(conn), .events = events};
	int64_t left = until - bp_session_now();

	return wait.fd >= 0 && left > 0 && poll(&wait, 1, (int)left) > 0;
}

static bool link_connect(struct link *link)
{
	const char *secrecy = link_secrecy(link->url);
	const char *const names[] = {"dbname", "fallback_application_name",
		"client_encoding", secrecy ? "sslmode" : NULL, NULL};
	const char *const values[] = {link->url, "berpijar-sync", "UTF8", secrecy, NULL};
	int64_t until = bp_session_now() + LINK_CONNECT_MS;

	link->conn = PQconnectStartParams(names, values, 1);
	if (!link->conn || PQstatus(link->conn) == CONNECTION_BAD)
		return false;
	PQsetNoticeProcessor(link->conn, link_hush, NULL);
	PostgresPollingStatusType next = PGRES_POLLING_WRITING;
	while (next == PGRES_POLLING_READING || next == PGRES_POLLING_WRITING) {
		if (!link_wait(link->conn,
			    next == PGRES_POLLING_READING ? POLLIN : POLLOUT, until))
			return false;
		next = PQconnectPoll(link->conn);
	}
	return next == PGRES_POLLING_OK && PQsetnonblocking(link->conn, 1) == 0;
}

static bool link_send(struct link *link, const char *sql,
	const struct link_values *values, int64_t until)
{
	int more = 0;

	if (!PQsendQueryParams(link->conn, sql, values->count, values->types, values->at,
		    NULL, NULL, 0))
		return false;
	PQsetSingleRowMode(link->conn); /* so that what comes can be bounded */
	while ((more = PQflush(link->conn)) == 1)
		if (!link_wait(link->conn, POLLIN | POLLOUT, until) ||
			!PQconsumeInput(link->conn))
			return false;
	return more == 0;
}

/* The next result; NULL: there is none, or (*lost) none came in time. */
static PGresult *link_next(struct link *link, int64_t until, bool *lost)
{
	while (PQisBusy(link->conn))
		if (!link_wait(link->conn, POLLIN, until) ||
			!PQconsumeInput(link->conn)) {
			*lost = true;
			return NULL;
		}
	return PQgetResult(link->conn);
}

static size_t link_size(const PGresult *row)
{
	size_t size = 0;

	for (int i = 0; i < PQnfields(row); i++)
		size += (size_t)PQgetlength(row, 0, i);
	return size;
}

static void link_keep(struct link_rows *rows, PGresult *row)
{
	if (rows->count == rows->room) {
		rows->room = rows->room ? 2 * rows->room : 64;
		rows->at = bp_realloc(rows->at, rows->room, sizeof *rows->at);
	}
	rows->at[rows->count++] = row;
}

void link_release(struct link_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		PQclear(rows->at[i]);
	free(rows->at);
	*rows = (struct link_rows){0};
}

/* Takes all that a statement answers. What failed is in *failure, to be cleared. False: the
 * line is lost, or the answer is none that can be. */
static bool link_take(struct link *link, struct link_rows *rows, size_t most,
	PGresult **failure, int64_t until)
{
	PGresult *result;
	size_t bytes = 0;
	bool lost = false;

	while ((result = link_next(link, until, &lost))) {
		ExecStatusType status = PQresultStatus(result);
		if (status == PGRES_SINGLE_TUPLE && rows && rows->count < most &&
			(bytes += link_size(result)) <= LINK_BYTES_MOST) {
			link_keep(rows, result);
			continue;
		}
		if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
			PQclear(*failure);
			*failure = result;
			if (status == PGRES_FATAL_ERROR)
				continue;
			return false;
		}
		PQclear(result);
	}
	return !lost;
}

/* ---- what a failure means ---- */

static const struct {
	const char *start; /* of an SQLSTATE */
	enum link_why why;
} link_states[] = {
	{"08", LINK_DOWN},    /* the connection, also that of a server to its shard */
	{"HV00N", LINK_DOWN}, /* a shard cannot be reached */
	{"40001", LINK_DOWN}, /* transactions met */
	{"40P01", LINK_DOWN},
	{"53", LINK_DOWN}, /* no room, too many connections */
	{"55P03", LINK_DOWN},
	{"57P", LINK_DOWN}, /* it goes down, or is coming up */
	{"58", LINK_DOWN},
	{"25006", LINK_DOWN}, /* a standby, until it is promoted */
	{"22", LINK_POISON},
	{"23", LINK_POISON},
	{"54", LINK_POISON},
};

static enum link_why link_meaning(const PGresult *failure)
{
	const char *state =
		failure ? PQresultErrorField(failure, PG_DIAG_SQLSTATE) : NULL;

	if (!state)
		return LINK_DOWN;
	for (size_t i = 0; i < sizeof link_states / sizeof *link_states; i++)
		if (strncmp(state, link_states[i].start, strlen(link_states[i].start)) ==
			0)
			return link_states[i].why;
	return LINK_REFUSED;
}

/* The first line of what libpq or the server says, which is a stranger's. */
static bool link_fail(struct link *link, const PGresult *failure, struct bp_error *err)
{
	const char *said =
		failure ? PQresultErrorField(failure, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	struct bp_buf clean = {0};

	if (!said)
		said = link->conn ? PQerrorMessage(link->conn) : "";
	size_t end = strcspn(said, "\n");
	bp_buf_add_clean_line(&clean, (struct bp_str){said, end < 300 ? end : 300});
	bool none = link->why == LINK_DOWN;
	bp_fail(err, BP_ERROR_SYSTEM,
		none ? _("pusat belum terjangkau: %s") : _("pusat menolak: %s"),
		clean.len ? clean.at : _("tidak menjawab"));
	bp_buf_release(&clean);
	return false;
}

void link_close(struct link *link)
{
	PQfinish(link->conn);
	link->conn = NULL;
}

static bool link_try(struct link *link, const char *sql, const struct link_values *values,
	struct link_rows *rows, size_t most, struct bp_error *err)
{
	PGresult *failure = NULL;
	bool whole = false;

	link->why = LINK_DOWN;
	if (link->conn || link_connect(link)) {
		int64_t until = bp_session_now() + LINK_ANSWER_MS;
		whole = link_send(link, sql, values, until) &&
			link_take(link, rows, most, &failure, until);
	}
	if (whole && !failure) {
		link->why = LINK_WELL;
		link->statements++;
		return true;
	}
	link->why = link_meaning(failure);
	link_fail(link, failure, err);
	PQclear(failure);
	if (!whole || PQstatus(link->conn) != CONNECTION_OK)
		link_close(link);
	if (rows)
		link_release(rows);
	return false;
}

/* ---- all of it ---- */

/* Counts what a statement sends, and waits until the rate has room for it. */
static void link_pace(
	struct link *link, const char *sql, const struct link_values *values)
{
	int64_t bytes = (int64_t)strlen(sql) + 100, now = bp_session_now();

	for (int i = 0; i < values->count; i++)
		bytes += values->at[i] ? (int64_t)strlen(values->at[i]) + 4 : 4;
	link->written += bytes;
	if (!link->rate)
		return;
	if (link->free_at > now) {
		const struct timespec span = {(link->free_at - now) / 1000,
			(link->free_at - now) % 1000 * 1000000};
		nanosleep(&span, NULL);
		now = link->free_at;
	}
	link->free_at = now + bytes * 1000 / link->rate;
}

bool link_run(struct link *link, const char *sql, const struct link_values *values,
	struct link_rows *rows, size_t most, struct bp_error *err)
{
	static const struct link_values none;
	int64_t rest = LINK_FIRST_REST;

	if (!values)
		values = &none;
	for (int tries = link->tries; tries > 0; tries--) {
		link_pace(link, sql, values);
		if (link_try(link, sql, values, rows, most, err))
			return true;
		if (link->why != LINK_DOWN || tries == 1)
			return false;
		link_rest(rest);
		rest = 2 * rest < LINK_LONGEST ? 2 * rest : LINK_LONGEST;
	}
	return false;
}

struct bp_str link_field(const struct link_rows *rows, size_t row, int column)
{
	const PGresult *result = rows->at[row];

	if (column >= PQnfields(result) || PQgetisnull(result, 0, column))
		return (struct bp_str){0};
	return (struct bp_str){
		PQgetvalue(result, 0, column), (size_t)PQgetlength(result, 0, column)};
}

int64_t link_number(const struct link_rows *rows, size_t row, int column)
{
	struct bp_str text = link_field(rows, row, column);

	return text.len && text.len < 20 ? strtoll(text.at, NULL, 10) : 0;
}
