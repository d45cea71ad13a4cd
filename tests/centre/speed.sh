#!/bin/sh
# speed.sh BERPIJAR SYNC PROBE BARE: events a second that eight pushers bring into one PostgreSQL,
# 20 in a statement, beside eight bare loops of libpq with the same statements. Fails below 0.8.
set -eu
sync=$2 probe=$3 bare=$4
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
trap 'all_down; rm -rf "$work"' EXIT
learners=${5:-10} each=400

centre_of one
for n in 1 2 3 4 5 6 7 8; do
	for learner in $(seq "$learners"); do
		"$probe" "$work/s$n" "l$learner" fill $each
	done
done
all=$((8 * learners * each))

# timed COMMAND...: eight at once; the seconds.
timed() {
	began=$(date +%s%N)
	jobs=
	for n in 1 2 3 4 5 6 7 8; do
		"$@" "$n" >"$work/log.$n" 2>&1 &
		jobs="$jobs $!"
	done
	for job in $jobs; do
		wait "$job" || fail "$(cat "$work"/log.*)"
	done
	echo $((($(date +%s%N) - began) / 1000000))
}
push() {
	"$sync" push --quiet --batch 20 --to "$(url pusat)" --store "$work/s$1" --all
}
libpq() {
	"$bare" "$(cat "$pg/pusat.port")" "$pg" $((learners * each)) 20
}
ours=$(timed push)
theirs=$(timed libpq)
psql_on pusat -c "SELECT count(*) FROM berpijar.event" | grep -qx $((2 * all)) ||
	fail 'not all came'
awk "BEGIN { ours = $all * 1000 / $ours; theirs = $all * 1000 / $theirs
	printf \"%d events: %d a second, %d by libpq alone, %.2f of it\\n\", $all, ours, theirs,
		ours / theirs
	exit ours / theirs < 0.8 }"
