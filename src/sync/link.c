/* The line to a centre (link.h). */
#include "link.h"
#include "clock.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>

#define LINK_CONNECT_MS 15000 /* at most, if the time-out is longer */
#define LINK_FIRST_REST 100   /* ms before the second try, doubled for each after it */
#define LINK_LONGEST    3000  /* ms */
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
	(void)context, (void)message;
}

static bool link_wait(struct link *link, short events)
{
	struct pollfd wait = {.fd = PQsocket(link->conn), .events = events};
	int64_t left = link->until - clock_steady();

	if (wait.fd >= 0 && left > 0 && poll(&wait, 1, (int)left) > 0)
		return true;
	if (wait.fd >= 0 && link->until <= clock_steady())
		link->fault = LINK_LATE;
	return false;
}

/* How many bytes have come over a connection; 0: it is a socket of this machine, whose
 * server is its administrator's. libpq keeps a message of any length until it is whole, and
 * tells nobody how long that will be. */
static int64_t link_received(const PGconn *conn)
{
	struct tcp_info info = {0};
	socklen_t size = sizeof info;
	const size_t known = offsetof(struct tcp_info, tcpi_bytes_received) +
		sizeof info.tcpi_bytes_received;

	return getsockopt(PQsocket(conn), IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
			size >= known
		? (int64_t)info.tcpi_bytes_received
		: 0;
}

static bool link_connect(struct link *link)
{
	const char *secrecy = link_secrecy(link->url);
	const char *const names[] = {"dbname", "fallback_application_name",
		"client_encoding", secrecy ? "sslmode" : NULL, NULL};
	const char *const values[] = {link->url, "berpijar-sync", "UTF8", secrecy, NULL};

	link->conn = PQconnectStartParams(names, values, 1);
	if (!link->conn || PQstatus(link->conn) == CONNECTION_BAD)
		return false;
	PQsetNoticeProcessor(link->conn, link_hush, NULL);
	PostgresPollingStatusType next = PGRES_POLLING_WRITING;
	while (next == PGRES_POLLING_READING || next == PGRES_POLLING_WRITING) {
		if (!link_wait(link, next == PGRES_POLLING_READING ? POLLIN : POLLOUT))
			return false;
		next = PQconnectPoll(link->conn);
	}
	return next == PGRES_POLLING_OK && PQsetnonblocking(link->conn, 1) == 0;
}

static bool link_send(
	struct link *link, const char *sql, const struct link_values *values)
{
	int more = 0;

	link->received = link_received(link->conn);
	if (!PQsendQueryParams(link->conn, sql, values->count, values->types, values->at,
		    values->sizes, values->formats, 0))
		return false;
	PQsetSingleRowMode(link->conn); /* so that what comes can be bounded */
	while ((more = PQflush(link->conn)) == 1)
		if (!link_wait(link, POLLIN | POLLOUT) || !PQconsumeInput(link->conn))
			return false;
	return more == 0;
}

/* Whether more of the answer came, and not too much of it. */
static bool link_hear(struct link *link)
{
	if (!link_wait(link, POLLIN) || !PQconsumeInput(link->conn))
		return false;
	if (link_received(link->conn) - link->received <= LINK_BYTES_MOST)
		return true;
	link->fault = LINK_LARGE;
	return false;
}

/* The next result; NULL: there is none, or (*lost) none came. */
static PGresult *link_next(struct link *link, bool *lost)
{
	while (PQisBusy(link->conn))
		if (!link_hear(link)) {
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

/* Keeps a row if there may be one, and room for it. */
static bool link_take_row(
	struct link *link, struct link_rows *rows, size_t most, PGresult *row)
{
	if (!rows)
		link->fault = LINK_OTHER;
	else if (rows->count == most)
		link->fault = LINK_MANY;
	else if ((rows->bytes += link_size(row)) > LINK_BYTES_MOST)
		link->fault = LINK_LARGE;
	if (link->fault)
		PQclear(row);
	else
		link_keep(rows, row);
	return !link->fault;
}

/* Takes all that a statement answers. What failed is in *failure, to be cleared. False: the
 * line is lost, or the answer is none that can be. */
static bool link_take(
	struct link *link, struct link_rows *rows, size_t most, PGresult **failure)
{
	PGresult *result;
	bool lost = false;

	while ((result = link_next(link, &lost))) {
		switch (PQresultStatus(result)) {
		case PGRES_SINGLE_TUPLE:
			if (!link_take_row(link, rows, most, result))
				return false;
			break;
		case PGRES_TUPLES_OK:
		case PGRES_COMMAND_OK: PQclear(result); break;
		case PGRES_FATAL_ERROR:
			PQclear(*failure);
			*failure = result;
			break;
		default:
			PQclear(result);
			link->fault = LINK_OTHER;
			return false;
		}
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
	{"42P01", LINK_OLDER},
};

static enum link_why link_meaning(const struct link *link, const PGresult *failure)
{
	const char *state =
		failure ? PQresultErrorField(failure, PG_DIAG_SQLSTATE) : NULL;

	if (link->fault > LINK_LATE)
		return LINK_STRANGE;
	if (!state || link->fault == LINK_LATE)
		return LINK_DOWN;
	for (size_t i = 0; i < sizeof link_states / sizeof *link_states; i++)
		if (bp_str_starts(bp_str(state), link_states[i].start))
			return link_states[i].why;
	return LINK_REFUSED;
}

/* The first line of what libpq or the server says, which is a stranger's. */
static void link_say(
	const struct link *link, const PGresult *failure, struct bp_buf *clean)
{
	const char *said =
		failure ? PQresultErrorField(failure, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	if (!said)
		said = link->conn ? PQerrorMessage(link->conn) : "";
	size_t end = strcspn(said, "\n");
	bp_buf_add_clean_line(clean, (struct bp_str){said, end < 300 ? end : 300});
	if (!clean->len)
		bp_buf_add_cstr(clean, _("tidak menjawab"));
}

/* What came instead of an answer. */
static bool link_fail_strange(const struct link *link, struct bp_error *err)
{
	if (link->fault == LINK_LATE)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("pusat belum terjangkau: jawabannya tidak utuh dalam %d detik; untuk saluran yang lambat: --timeout dan --batch"),
			link->timeout);
	if (link->fault == LINK_LARGE)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("jawaban pusat lebih besar dari %d MiB dan tidak dibaca; beri tahu pengelola pusat"),
			LINK_BYTES_MOST >> 20);
	return bp_fail(err, BP_ERROR_SYSTEM, "%s",
		link->fault == LINK_MANY
			? _("pusat menjawab lebih banyak dari yang ditanyakan; beri tahu pengelola pusat")
			: _("yang menjawab di alamat pusat bukan pusat; periksa alamatnya"));
}

static bool link_fail(
	const struct link *link, const PGresult *failure, struct bp_error *err)
{
	struct bp_buf clean = {0};

	if (link->fault)
		return link_fail_strange(link, err);
	link_say(link, failure, &clean);
	bp_fail(err, BP_ERROR_SYSTEM,
		link->why == LINK_DOWN ? _("pusat belum terjangkau: %s")
			: link->why == LINK_OLDER
			? _("pusat belum disiapkan untuk versi ini (%s); pemiliknya menjalankan berpijar-sync init sekali lagi")
			: _("pusat menolak: %s"),
		clean.at);
	bp_buf_release(&clean);
	return false;
}

void link_close(struct link *link)
{
	PQfinish(link->conn);
	link->conn = NULL;
}

/* The line is there, or could be made. */
static bool link_reach(struct link *link)
{
	int64_t whole = link->timeout * INT64_C(1000);

	link->fault = LINK_SOUND;
	link->until =
		clock_steady() + (whole < LINK_CONNECT_MS ? whole : LINK_CONNECT_MS);
	if (!link->conn && !link_connect(link))
		return false;
	link->until = clock_steady() + whole;
	return true;
}

static bool link_try(struct link *link, const char *sql, const struct link_values *values,
	struct link_rows *rows, size_t most, struct bp_error *err)
{
	PGresult *failure = NULL;

	link->why = LINK_DOWN;
	bool whole = link_reach(link) && link_send(link, sql, values) &&
		link_take(link, rows, most, &failure);
	if (whole && !failure) {
		link->why = LINK_WELL;
		link->statements++;
		return true;
	}
	link->why = link_meaning(link, failure);
	link_fail(link, failure, err);
	PQclear(failure);
	if (!whole || PQstatus(link->conn) != CONNECTION_OK)
		link_close(link);
	if (rows)
		link_release(rows);
	return false;
}

/* ---- all of it ---- */

static size_t link_size_of(const struct link_values *values, int i)
{
	return values->sizes && values->sizes[i] ? (size_t)values->sizes[i]
		: values->at[i]                  ? strlen(values->at[i])
						 : 0;
}

/* Counts what a statement sends, and waits until the rate has room for it. */
static void link_pace(
	struct link *link, const char *sql, const struct link_values *values)
{
	int64_t bytes = (int64_t)strlen(sql) + 100, now = clock_steady();

	for (int i = 0; i < values->count; i++)
		bytes += 4 + (int64_t)link_size_of(values, i);
	link->written += bytes;
	if (!link->rate)
		return;
	if (link->free_at > now) {
		poll(NULL, 0, (int)(link->free_at - now));
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
