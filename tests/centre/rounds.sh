#!/bin/sh
# rounds.sh BERPIJAR SYNC PROBE FAULT kills|line ROUNDS SHAPE: two machines of one learner record and
# bring it to a centre. kills: the pusher is killed at any instant of its run, in each twentieth
# round the server (of two shards one of them in turn). line: nobody is killed, but the line fails by
# chance, and both machines are on it at once. What was recorded is at all ends in the end,
# each event once; what was said to be sent was there.
set -eu
sync=$2 probe=$3 fault=$4 what=$5 rounds=$6 shape=$7
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
line=
trap '[ -z "$line" ] || kill "$line"; all_down; rm -rf "$work"' EXIT
export BERPIJAR_LANG=en
seed=${BERPIJAR_STORM_SEED:-1}
a=$work/a b=$work/b said=0 pushers=0 servers=0 n=0

# chance MOST: $drawn is a number below it, the same each time for a seed.
chance() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	drawn=$((seed / 65536 % $1))
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

# records STORE: up to forty answers.
records() {
	chance 40
	"$probe" "$1" siti add $((1 + drawn)) >>"$work/told"
}

# brings ADDRESS STORE: in the background; $pusher.
brings() {
	chance 60
	"$sync" both --to "$1" --batch $((1 + drawn)) --store "$2" siti >"$work/log.${2##*/}" 2>&1 &
	pusher=$!
}

# One that gets to its end, three times: what it takes, in ms, so that kills fall within it.
pusher_span() {
	began=$(date +%s%N)
	for store in "$a" "$b" "$a"; do
		records "$store"
		brings "$to" "$store"
		wait $pusher || fail "$(cat "$work"/log.*)"
	done
	span=$(((($(date +%s%N) - began) / 3000000) + 1))
}

kill_server() {
	server=pusat
	[ "$shape" = one ] || server=shard$((1 + servers % 2))
	chance $span
	sleep "$(printf 0.%03d "$drawn")"
	down $server KILL
	up $server
	servers=$((servers + 1))
}

kills_round() {
	store=$a
	chance 2
	[ "$drawn" = 0 ] || store=$b
	records "$store"
	brings "$to" "$store"
	if [ $((n % 20)) = 5 ]; then
		kill_server
	else
		chance $span
		sleep "$(printf 0.%03d "$drawn")"
		kill -KILL $pusher 2>/dev/null || :
	fi
	status=0
	wait $pusher 2>/dev/null || status=$?
	[ $status != 137 ] || pushers=$((pushers + 1))
}

line_round() {
	records "$a"
	records "$b"
	brings "$bad" "$a"
	first=$pusher
	brings "$bad" "$b"
	wait $first || :
	wait $pusher || :
}

centre_of "$shape"
to=$(url pusat)
"$probe" "$a" siti add 30 >"$work/told"
expect 0 learner export siti --bundle --store "$a" -o "$work/siti.bundle"
expect 0 learner import --bundle "$work/siti.bundle" --store "$b"
if [ "$what" = line ]; then
	port=$(free_port)
	"$fault" "$port" "$(cat "$pg/pusat.port")" "$seed" >"$work/line" &
	line=$!
	bad=postgresql://uji@127.0.0.1:$port/postgres
fi
pusher_span
while [ $n -lt "$rounds" ]; do
	n=$((n + 1))
	"${what}_round"
	[ $((n % 10)) != 0 ] || sent "$a"
	[ $((n % 10)) != 5 ] || sent "$b"
done
for store in "$a" "$b" "$a"; do
	"$sync" both --to "$to" --store "$store" siti >"$work/log" 2>&1 || fail "$(cat "$work/log")"
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
faults="$pushers pushers and $servers servers killed"
if [ "$what" = line ]; then
	kill "$line"
	wait "$line" || :
	line=
	faults="the lines: $(cat "$work/line")"
fi
echo "$shape: $rounds rounds, $faults; $total events at all ends, each once; $said times all was said to be sent, and was"
