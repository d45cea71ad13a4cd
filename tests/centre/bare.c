/*
 * bare PORT SOCKETS EVENTS BATCH: what libpq does by itself, beside which the program is
 * measured: the same insert and read-back over one connection, of events that were made
 * beforehand. Prints the events a second.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define COLUMNS 14

static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void check(PGresult *result, ExecStatusType wanted, PGconn *conn)
{
	if (PQresultStatus(result) != wanted) {
		fprintf(stderr, "bare: %s", PQerrorMessage(conn));
		exit(1);
	}
	PQclear(result);
}

static void uuid(char out[37])
{
	snprintf(out, 37, "%08lx-%04lx-4%03lx-8%03lx-%012lx", random() & 0xffffffff,
		random() & 0xffff, random() & 0xfff, random() & 0xfff, random());
}

int main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	int events = atoi(argv[3]), batch = atoi(argv[4]);
	char place[200], learner[37], replica[37], *sql = malloc(1 << 16);
	char(*texts)[100] = calloc((size_t)batch * COLUMNS, sizeof *texts);
	const char **values = calloc((size_t)batch * COLUMNS, sizeof *values);
	size_t len = (size_t)snprintf(sql, 1 << 16,
		"INSERT INTO berpijar.event (learner, replica, seq, id, chain, at_ms, verb,"
		" course, module, question, grade, seconds, jp_halves, body) VALUES ");

	srandom((unsigned)getpid());
	snprintf(place, sizeof place, "host=%s port=%s user=uji dbname=postgres", argv[2],
		argv[1]);
	PGconn *conn = PQconnectdb(place);
	for (int row = 0; row < batch; row++) {
		len += (size_t)snprintf(sql + len, 400, row ? ",(" : "(");
		for (int c = 0; c < COLUMNS; c++) {
			len += (size_t)snprintf(sql + len, 40, "%s$%d%s", c ? "," : "",
				row * COLUMNS + c + 1,
				c < 2 || c == 3              ? "::uuid"
					: c == 4             ? "::bytea"
					: c == 2 || c == 5   ? "::bigint"
					: c == 10 || c == 11 ? "::double precision"
					: c == 12            ? "::integer"
							     : "::text");
			values[row * COLUMNS + c] = texts[row * COLUMNS + c];
		}
		len += (size_t)snprintf(sql + len, 4, ")");
	}
	snprintf(sql + len, 40, " ON CONFLICT DO NOTHING");
	double begin = now();
	for (int done = 0; done < events; done += batch) {
		if (done % 400 == 0) {
			uuid(learner);
			uuid(replica);
		}
		char first[24], last[24];
		for (int row = 0; row < batch; row++) {
			char(*t)[100] = texts + (size_t)row * COLUMNS;
			strcpy(t[0], learner);
			strcpy(t[1], replica);
			sprintf(t[2], "%d", done % 400 + row + 1);
			uuid(t[3]);
			sprintf(t[4], "\\x%064lx", random());
			sprintf(t[5], "1795482000000");
			strcpy(t[6], "answered");
			strcpy(t[7], "ux");
			strcpy(t[8], "satu");
			sprintf(t[9], "q%d", row % 20);
			strcpy(t[10], "0.5");
			strcpy(t[11], "0.33333333333333331");
			strcpy(t[12], "0");
			sprintf(t[13],
				"{\"response\":\"b\",\"hash\":\"%016x\",\"order\":\"cab\"}",
				row);
		}
		check(PQexecParams(
			      conn, sql, batch * COLUMNS, NULL, values, NULL, NULL, 0),
			PGRES_COMMAND_OK, conn);
		sprintf(first, "%d", done % 400 + 1);
		sprintf(last, "%d", done % 400 + batch);
		const char *const asked[] = {learner, replica, first, last};
		check(PQexecParams(conn,
			      "SELECT seq, encode(chain, 'hex') FROM berpijar.event WHERE"
			      " learner = $1::uuid AND replica = $2::uuid AND seq >= $3::bigint"
			      " AND seq <= $4::bigint ORDER BY seq",
			      4, NULL, asked, NULL, NULL, 0),
			PGRES_TUPLES_OK, conn);
	}
	printf("%.0f\n", events / (now() - begin));
	PQfinish(conn);
	return 0;
}
