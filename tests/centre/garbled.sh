#!/bin/sh
# garbled.sh BERPIJAR SYNC PROBE FAULT ROUNDS: a line that changes what the server answers, as nothing
# but a hostile server could where the line is encrypted. The program, best with sanitizers, neither
# crashes nor hangs; what was recorded stays, sound, and is at the centre in the end.
set -eu
sync=$2 probe=$3 fault=$4 rounds=$5
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
line=
trap '[ -z "$line" ] || kill "$line"; all_down; rm -rf "$work"' EXIT
export BERPIJAR_LANG=en
a=$work/a b=$work/b n=0 failed=0

centre_of one
port=$(free_port)
"$fault" "$port" "$(cat "$pg/pusat.port")" "${BERPIJAR_STORM_SEED:-1}" garble >"$work/line" &
line=$!
bad=postgresql://uji@127.0.0.1:$port/postgres
"$probe" "$a" siti add 30 >"$work/told"
expect 0 learner export siti --bundle --store "$a" -o "$work/siti.bundle"
expect 0 learner import --bundle "$work/siti.bundle" --store "$b"
while [ $n -lt "$rounds" ]; do
	n=$((n + 1))
	store=$a
	[ $((n % 2)) = 0 ] || store=$b
	"$probe" "$store" siti add 7 >>"$work/told"
	"$sync" both --to "$(url pusat)" --store "$a" siti >"$work/log" 2>&1 ||
		fail "$(cat "$work/log")"
	status=0
	timeout 100 "$sync" both --to "$bad" --batch 20 --store "$store" siti >"$work/log" 2>&1 ||
		status=$?
	[ $status -le 1 ] || fail "round $n: $status: $(cat "$work/log")"
	! grep -q 'runtime error\|Sanitizer' "$work/log" || fail "$(cat "$work/log")"
	failed=$((failed + status))
done
kill "$line"
wait "$line" || :
line=
for store in "$a" "$b" "$a" "$b"; do
	"$sync" both --to "$(url pusat)" --store "$store" siti >"$work/log" 2>&1 ||
		fail "$(cat "$work/log")"
done
sort "$work/told" >"$work/all"
for store in "$a" "$b"; do
	"$probe" "$store" siti list | sort -u | cmp - "$work/all" ||
		fail "$store is not what was recorded"
	expect 0 store check --store "$store"
done
psql_on pusat -c 'SELECT DISTINCT id FROM berpijar.event' | sort | cmp - "$work/all" ||
	fail 'the centre has not what was recorded'
echo "$rounds rounds with garbled answers, $failed of them given up; $(wc -l <"$work/all") events at all ends"
