#!/bin/sh
# rounds.sh BERPIJAR SYNC PROBE FAULT ROUNDS [SHAPE...]: the pusher is killed at any instant,
# the server each tenth time, and the line fails by chance. What was recorded is at both ends
# in the end, each event once; what was said to be sent was there.
set -eu
sync=$2 probe=$3 fault=$4 rounds=$5
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
line=
trap '[ -z "$line" ] || kill "$line"; all_down; rm -rf "$work"' EXIT
shift 5
export BERPIJAR_LANG=en
seed=${BERPIJAR_STORM_SEED:-1}

# chance MOST: a number below it, the same each time for a seed.
chance() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	echo $((seed / 65536 % $1))
}

# sent STORE: whether all of siti's is said to be sent; then it must be there.
sent() {
	"$sync" status --format json --store "$1" siti >"$work/status"
	grep -q '"waiting":0,' "$work/status" || return 0
	said=$((said + 1))
	"$probe" "$1" siti list | sort >"$work/here"
	psql_on pusat -c 'SELECT id FROM berpijar.event' | sort >"$work/there"
	[ -z "$(comm -23 "$work/here" "$work/there")" ] ||
		fail "said to be sent, and not there: $(comm -23 "$work/here" "$work/there")"
}

storm() {
	a=$work/$1-a b=$work/$1-b said=0 kills=0
	centre_of "$1"
	port=$((20000 + ($$ * 11 + $(od -An -N2 -tu2 /dev/urandom)) % 30000))
	"$fault" "$port" "$(cat "$pg/pusat.port")" "$seed" &
	line=$!
	to=$(url pusat) bad=postgresql://uji@127.0.0.1:$port/postgres
	"$probe" "$a" siti add 30 >"$work/told"
	expect 0 learner export siti --bundle --store "$a" -o "$work/$1.bundle"
	expect 0 learner import --bundle "$work/$1.bundle" --store "$b"
	n=0
	while [ $n -lt "$rounds" ]; do
		n=$((n + 1))
		store=$a
		[ "$(chance 2)" = 0 ] || store=$b
		"$probe" "$store" siti add "$((1 + $(chance 40)))" >>"$work/told"
		address=$bad
		[ "$(chance 3)" = 0 ] || address=$to
		"$sync" both --to "$address" --batch "$((1 + $(chance 60)))" --store "$store" siti \
			>"$work/log" 2>&1 &
		pusher=$!
		if [ $((n % 10)) = 5 ]; then
			sleep "0.0$((10 + $(chance 90)))"
			down pusat KILL
			up pusat
		elif [ "$(chance 4)" != 0 ]; then
			sleep "0.$(printf %03d "$(chance 250)")"
			kill -KILL $pusher 2>/dev/null && kills=$((kills + 1))
		fi
		wait $pusher 2>/dev/null || :
		[ $((n % 5)) != 0 ] || sent "$store"
	done
	for store in "$a" "$b" "$a"; do
		"$sync" both --to "$to" --store "$store" siti >"$work/log" 2>&1 ||
			fail "$(cat "$work/log")"
	done
	sent "$a"
	sort "$work/told" >"$work/all"
	for store in "$a" "$b"; do
		"$probe" "$store" siti list | sort | cmp - "$work/all" ||
			fail "$store is not what was recorded"
		expect 0 store check --store "$store"
	done
	total=$(wc -l <"$work/all")
	[ "$(at_centre)" = "$total|$total" ] || fail "$(at_centre), not $total"
	echo "$1: $rounds rounds, $kills pushers and $((rounds / 10)) servers killed, $total events at both ends; $said times all was said to be sent, and was"
	kill "$line"
	line=
	all_down
	rm -rf "$pg/pusat" "$pg"/shard* "$pg"/*.pid "$pg"/*.port
}

for shape in ${*:-one two}; do
	storm "$shape"
done
