#!/bin/sh
# protocol.sh BERPIJAR SYNC PROBE [SHAPE...]: a record goes to a centre and back, on one
# PostgreSQL and on two shards; what goes wrong on the way heals without a person.
set -eu
sync=$2 probe=$3
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
trap 'all_down; rm -rf "$work"' EXIT
shift 3
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/a"

# go STATUS ARG...: berpijar-sync
go() {
	wanted=$1 status=0
	shift
	"$sync" "$@" </dev/null >"$work/out" 2>"$work/err" || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: $status: $(cat "$work/out" "$work/err")"
}

# ids STORE LEARNER: its events, sorted.
ids() {
	"$probe" "$1" "$2" list | sort
}

# same STORE STORE LEARNER: both have the same events, each once, and sound.
same() {
	ids "$1" "$3" >"$work/ids.1"
	ids "$2" "$3" >"$work/ids.2"
	cmp "$work/ids.1" "$work/ids.2" || fail "$1 and $2 have other events"
	[ -z "$(uniq -d "$work/ids.1")" ] || fail 'an event came twice'
	for folder in "$1" "$2"; do
		expect 0 store check --store "$folder"
	done
}

round() {
	shape=$1
	a=$work/$shape-a b=$work/$shape-b c=$work/$shape-c d=$work/$shape-d
	centre_of "$shape"
	to=$(url pusat)

	# ---- there and back ----
	"$probe" "$a" siti add 250 >"$work/told"
	go 0 status --store "$a" siti
	says out '250 events wait'
	go 0 push --to "$to" --store "$a" siti
	says out '250 events sent'
	[ "$(at_centre)" = '250|250' ] || fail "$(at_centre)"
	go 0 status --store "$a" siti
	says out 'everything is sent'
	go 0 push --to "$to" --store "$a" siti
	says out '0 events sent'
	# another machine of hers, joined by a bundle of the first day
	rm -f "$work/siti.bundle"
	expect 0 learner export siti --bundle --store "$a" -o "$work/siti.bundle"
	expect 0 learner import --bundle "$work/siti.bundle" --store "$b"
	"$probe" "$a" siti add 3 >>"$work/told"
	"$probe" "$b" siti add 4 >>"$work/told"
	go 0 both --to "$to" --store "$b" siti
	go 0 both --to "$to" --store "$a" siti
	go 0 both --to "$to" --store "$b" siti
	same "$a" "$b" siti
	sort "$work/told" | cmp - "$work/ids.1" || fail 'not what was recorded'
	[ "$(at_centre)" = '257|257' ] || fail "$(at_centre)"

	# ---- a copy of the record that went on by itself ----
	# its lock file comes along, and the copy takes the place of the original: nothing on
	# this machine tells that another one goes on under the same name
	"$probe" "$a" siti add 2 >>"$work/told"
	cp -a "$a" "$c"
	"$probe" "$a" siti add 5 >>"$work/told"
	mv "$a/learners/siti.db" "$work/kept.db"
	[ ! -e "$a/learners/siti.db-wal" ] || mv "$a/learners/siti.db-wal" "$work/kept.db-wal"
	go 0 push --to "$to" --store "$c" siti
	"$probe" "$c" siti add 6 >>"$work/told"
	mv "$work/kept.db" "$a/learners/siti.db"
	[ ! -e "$work/kept.db-wal" ] || mv "$work/kept.db-wal" "$a/learners/siti.db-wal"
	for store in "$c" "$a" "$c" "$b" "$a"; do
		go 0 both --to "$to" --store "$store" siti
	done
	same "$a" "$c" siti
	same "$a" "$b" siti
	sort "$work/told" | cmp - "$work/ids.1" || fail 'the clone lost something'
	total=$(wc -l <"$work/told")
	[ "$(at_centre)" = "$total|$total" ] || fail "$(at_centre), not $total"

	# ---- a server that was put back to an earlier day ----
	psql_on pusat -c "DELETE FROM berpijar.event WHERE seq > 20 OR seq = 7"
	go 0 both --to "$to" --store "$a" siti
	go 0 both --to "$to" --store "$b" siti
	[ "$(at_centre)" = "$total|$total" ] || fail "after the restore: $(at_centre)"
	same "$a" "$b" siti

	# ---- what cannot travel whole blocks nobody ----
	"$probe" "$a" budi add 3 >"$work/budi"
	psql_on pusat -c "ALTER TABLE berpijar.event ADD CONSTRAINT racun
		CHECK (body IS NULL OR question <> 'q1') NOT VALID" 2>/dev/null || :
	go 0 push --to "$to" --store "$a" --all
	[ "$(at_centre)" = "$((total + 3))|$((total + 3))" ] || fail "$(at_centre)"
	psql_on pusat -c "ALTER TABLE berpijar.event DROP CONSTRAINT IF EXISTS racun"

	# ---- pages end at 8 MiB; what no event can be is named, and stays there ----
	"$probe" "$d" berat heavy 25 >"$work/berat"
	expect 0 learner export berat --bundle --store "$d" -o "$work/berat-$shape.bundle"
	go 0 push --to "$to" --store "$d" berat
	uuid=$(psql_on pusat -c "SELECT DISTINCT learner FROM berpijar.event
		WHERE octet_length(body) > 100000")
	expect 0 learner import --bundle "$work/berat-$shape.bundle" --store "$b"
	"$probe" "$d" berat heavy 24 >"$work/berat"
	go 0 push --to "$to" --store "$d" berat
	go 0 pull --to "$to" --store "$b" berat
	says out '24 events fetched'
	same "$d" "$b" berat
	psql_on pusat -c "INSERT INTO berpijar.event (learner, replica, seq, id, chain, at_ms, verb,
		course, module, question, jp_halves, body) SELECT '$uuid', gen_random_uuid(), 1,
		gen_random_uuid(), '', 0, 'answered', '', '', '', 0, repeat('x', 3000000)"
	go 1 pull --to "$to" --store "$b" berat
	says err 'holds event 1 of replica'
	says err 'of 3000008 bytes'
	psql_on pusat -c "DELETE FROM berpijar.event WHERE learner = '$uuid'"

	# ---- the line is down, and comes back ----
	"$probe" "$a" siti add 1 >>"$work/told"
	down pusat QUIT
	go 1 push --to "$to" --store "$a" siti
	says err 'cannot be reached yet'
	go 0 status --store "$a" siti
	says out '1 events wait'
	up pusat
	go 0 push --to "$to" --store "$a" siti
	says out '1 events sent'

	# ---- a shard is down: only its learners wait ----
	if [ "$shape" = two ]; then
		for n in $(seq 16); do # so that no shard has none of them
			"$probe" "$a" "p$n" add 2 >>"$work/told"
		done
		down shard1 KILL
		"$sync" push --to "$to" --store "$a" --all >"$work/out" 2>"$work/err" || :
		says err 'cannot be reached yet'
		hides err 'not in step yet'
		says out '2 events sent'
		up shard1
		go 0 push --to "$to" --store "$a" --all
		total=$(($(wc -l <"$work/told") + 3))
		[ "$(at_centre)" = "$total|$total" ] || fail "$(at_centre), not $total"
	fi

	# ---- no password where others can read it ----
	go 2 push --to 'postgresql://uji:rahasia@127.0.0.1/postgres' --store "$a" siti
	says err 'do not write a password'
	hides err rahasia
	all_down
	rm -rf "$pg/pusat" "$pg"/shard* "$pg"/*.pid "$pg"/*.port
}

for shape in ${*:-one two}; do
	round "$shape"
done
