#!/bin/sh
# nation.sh BERPIJAR SYNC PROBE FAULT [LEARNERS [RELAYS [EVENTS]]]: so many made-up learners, of as
# many offices as there are relays, go to a centre of two shards; what the centre reports is
# what the learners' own records add up to. Says the time and the bytes.
set -eu
sync=$2 probe=$3 fault=$4 learners=${5:-2000} relays=${6:-20} each=${7:-400}
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
line=
trap '[ -z "$line" ] || kill "$line"; all_down; rm -rf "$work"' EXIT
export BERPIJAR_LANG=en
share=$((learners / relays))

# seconds COMMAND...: how long it took, in $took.
seconds() {
	began=$(date +%s%N)
	"$@"
	took=$(awk "BEGIN { printf \"%.1f\", ($(date +%s%N) - $began) / 1e9 }")
}

# for_relays COMMAND...: for each, four at a time.
for_relays() {
	jobs=
	for n in $(seq "$relays"); do
		"$@" "$n" &
		jobs="$jobs $!"
		[ $((n % 4)) -ne 0 ] || wait_for_jobs
	done
	wait_for_jobs
}
wait_for_jobs() {
	for job in $jobs; do
		wait "$job" || fail "$(cat "$work"/log.*)"
	done
	jobs=
}

fill() {
	for n in $(seq "$share"); do
		"$probe" "$work/s$1" "p$n" fill "$each"
	done
}
push() {
	"$sync" push --quiet --all --store "$work/s$1" \
		--to "postgresql://kantor_$1@127.0.0.1:$port/postgres" >"$work/log.$1" 2>&1
}
fold() {
	for n in $(seq "$share"); do
		"$probe" "$work/s$1" "p$n" fold
	done >"$work/folds.$1"
}
report() {
	"$sync" report --to "$(url pusat)" --by "$1" --format "${2:-csv}" >"$work/$1" 2>"$work/err" ||
		fail "$(cat "$work/err")"
}

centre_of two
for n in $(seq "$relays"); do
	office "kantor_$n"
done
port=$(free_port)
"$fault" "$port" "$(cat "$pg/pusat.port")" 1 good >"$work/line" &
line=$!
for_relays fill
seconds for_relays push
pushed=$took
kill "$line"
wait "$line" || :
line=
seconds report module
first=$took
seconds report month html
again=$took
report office
for_relays fold
cat "$work"/folds.* | awk '{ done += $1; jp += $2; asked += $3 } END { print done "|" jp "|" asked }' \
	>"$work/folds"
psql_on pusat -c "SELECT (SELECT sum(done) FROM berpijar.total), (SELECT sum(jp_halves)
	FROM berpijar.month), (SELECT sum(answered) FROM berpijar.total WHERE module = 'satu')" |
	cmp - "$work/folds" || fail "the report is not what the records add up to: $(cat "$work/folds")"
[ "$(at_centre)" = "$((learners * each))|$((learners * each))" ] || fail "$(at_centre)"
size=0
for shard in 1 2; do
	size=$((size + $(psql_on shard$shard -c "SELECT sum(pg_total_relation_size(oid))
		FROM pg_class WHERE relnamespace = 'berpijar'::regnamespace AND relkind = 'r'")))
done
sed -i 's/.*late [0-9]*, //' "$work/line"
cat <<END
$learners learners x $each events by $relays relays to two shards: equal to the records
(done|half JP|answers of a module: $(cat "$work/folds"))
pushed in $pushed s: $(cat "$work/line"), $((size / learners / each)) an event on the shards
report: $first s, anew $again s
END
