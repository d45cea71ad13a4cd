#!/bin/sh
# pull.sh BERPIJAR SYNC PROBE [ROWS...]: what the server needs to give one learner five new events, in a
# centre of so many rows: the two statements of a pull, each the median of 21, in ms. Fails
# above 5 ms together.
set -eu
sync=$2
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
trap 'all_down; rm -rf "$work"' EXIT
shift 3
export BERPIJAR_LANG=en

# 400 events a learner, of two replicas; ids and links of their length.
rows() {
	psql_on pusat -q -c "INSERT INTO berpijar.event (learner, replica, seq, id, chain, at_ms, verb,
		course, module, question, grade, seconds, jp_halves, body)
		SELECT md5('l' || n / 400)::uuid, md5('r' || n / 200)::uuid, n % 200 + 1, md5('e' || n)::uuid,
			decode(md5('a' || n) || md5('b' || n), 'hex'), 1795482000000 + n, 'answered', 'ux', 'satu',
			'q' || n % 20, 0.5, 12.25, 0,
			'{\"response\":\"b\",\"hash\":\"0123456789abcdef\",\"order\":\"cab\"}'
		FROM generate_series($1, $2) n" -c 'VACUUM ANALYZE berpijar.event'
}

# The server's time of a statement, planning and all, for learners by chance.
median() {
	for n in $(seq 21); do
		learner=$(($(od -An -N4 -tu4 /dev/urandom) % ($all / 400)))
		replica=$((learner * 2 + 1))
		psql_on pusat -c "EXPLAIN (ANALYZE, BUFFERS OFF) $(echo "$1" |
			sed "s/LEARNER/md5('l$learner')::uuid/g; s/REPLICA/md5('r$replica')::uuid/g")" |
			sed -n 's/^\(Planning\|Execution\) Time: \([0-9.]*\) ms/\2/p' |
			awk '{ sum += $1 } END { print sum }'
	done | sort -n | sed -n 11p
}

centre_of one
psql_on pusat -c "ALTER SYSTEM SET max_wal_size = '8GB'" -c "ALTER SYSTEM SET synchronous_commit = off"
down pusat
up pusat
all=0 status=0
for wanted in ${*:-100000 1000000 10000000}; do
	while [ $all -lt "$wanted" ]; do
		upto=$((all + 1000000 < wanted ? all + 1000000 : wanted))
		rows $all $((upto - 1))
		all=$upto
	done
	vector=$(median "SELECT replica::text, max(seq), count(*) FROM berpijar.event
		WHERE learner = LEARNER GROUP BY replica
		UNION ALL SELECT NULL, 0, count(*) FROM berpijar.erased WHERE learner = LEARNER")
	fetch=$(median "SELECT seq, id::text, encode(chain, 'hex'), at_ms, verb, course, module, question,
		grade, seconds, jp_halves, body, body IS NULL FROM berpijar.event
		WHERE learner = LEARNER AND replica = REPLICA AND seq > 195 ORDER BY seq LIMIT 500")
	size=$(psql_on pusat -c "SELECT sum(pg_total_relation_size(oid)) FROM pg_class
		WHERE relnamespace = 'berpijar'::regnamespace AND relkind = 'r'")
	awk "BEGIN { printf \"%d rows (%.0f bytes each): vector %.2f ms, five events %.2f ms\\n\",
		$all, $size / $all, $vector, $fetch; exit $vector + $fetch > 5 }" || status=1
done
exit $status
