#!/bin/sh
# demo.sh BERPIJAR SYNC PROBE: a centre, an office that watches, three learners; the line is
# cut, the centre is put back to an earlier dump; both sides are counted after each step.
set -eu
sync=$2 probe=$3
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
watcher=
trap '[ -z "$watcher" ] || kill "$watcher"; all_down; rm -rf "$work"' EXIT
export BERPIJAR_LANG=${BERPIJAR_LANG:-id} BERPIJAR_STORE="$work/kantor"

# both_sides WHAT: waits until they are the same, for 20 s, and prints them.
both_sides() {
	tries=0
	while :; do
		here=0
		for learner in ani budi citra; do
			here=$((here + $("$probe" "$BERPIJAR_STORE" $learner list | wc -l)))
		done
		there=$(at_centre 2>/dev/null) || there=-
		[ "$there" != "$here|$here" ] && [ "${2:-wait}" = wait ] && [ $tries -lt 200 ] || break
		tries=$((tries + 1))
		sleep 0.1
	done
	printf '%-46s kantor %4s   pusat %s\n' "$1" "$here" "$there"
	[ "${2:-wait}" != wait ] || [ "$there" = "$here|$here" ] || fail "$(cat "$work/watch")"
}

centre_of one
for learner in ani budi citra; do
	"$probe" "$BERPIJAR_STORE" $learner add 20 >/dev/null
done
"$sync" watch --to "$(url pusat)" >"$work/watch" 2>&1 &
watcher=$!
both_sides 'tiga peserta, kantor mengawasi'
"$probe" "$BERPIJAR_STORE" ani add 5 >/dev/null
both_sides 'ani menjawab 5 soal'
psql_on pusat -c "COPY (SELECT * FROM berpijar.event) TO '$pg/cadangan'"
down pusat QUIT
"$probe" "$BERPIJAR_STORE" budi add 7 >/dev/null
both_sides 'sambungan putus, budi menjawab 7 soal' now
"$sync" status --all
up pusat
both_sides 'sambungan pulih'
psql_on pusat -c 'TRUNCATE berpijar.event' -c "COPY berpijar.event FROM '$pg/cadangan'"
both_sides 'pusat diputar balik ke cadangan' now
"$probe" "$BERPIJAR_STORE" budi add 1 >/dev/null
both_sides 'budi menjawab 1 soal: semuanya terisi lagi'
"$sync" status --all
