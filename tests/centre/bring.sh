#!/bin/sh
# bring.sh BERPIJAR SYNC PROBE: a computer and its office, over a pipe: what either lacks goes there,
# a part that arrived is not sent again, and a stranger at either end is refused in words.
set -eu
sync=$2 probe=$3
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en
pc=$work/pc office=$work/office

# bring STATUS [COMMAND...]: over a pipe, or another carrier.
bring() {
	wanted=$1 status=0
	shift
	[ $# -gt 0 ] || set -- "$sync" receive --learner siti --store "$office"
	timeout 60 "$sync" bring siti --store "$pc" -- "$@" >"$work/out" 2>"$work/err" || status=$?
	[ $status -eq "$wanted" ] || fail "bring: $status: $(cat "$work/out" "$work/err")"
}
same() {
	"$probe" "$pc" siti list | sort >"$work/here"
	"$probe" "$office" siti list | sort >"$work/there"
	cmp "$work/here" "$work/there" || fail 'not the same at both ends'
	sort "$work/told" | cmp - "$work/here" || fail 'not what was recorded'
	for store in "$pc" "$office"; do
		expect 0 store check --store "$store"
	done
}

# ---- there and back ----
"$probe" "$pc" siti add 120 >"$work/told"
bring 0
says out '120 events brought there, 0 fetched from there'
same
bring 0
says out '0 events brought there, 0 fetched from there'
"$probe" "$office" siti add 60 >>"$work/told"
"$probe" "$pc" siti add 3 >>"$work/told"
bring 0
says out '3 events brought there, 60 fetched from there'
same

# ---- cut after any number of bytes: what had arrived stays, and is not sent again ----
"$probe" "$pc" siti add 600 >>"$work/told"
for bytes in 0 10 500 3000 6000 9000; do
	before=$("$probe" "$office" siti list | wc -l)
	bring 1 sh -c "dd bs=1 count=$bytes 2>/dev/null | $sync receive --learner siti --store $office"
	after=$("$probe" "$office" siti list | wc -l)
	[ "$after" -ge "$before" ] && [ $(((after - before) % 50)) = 0 ] ||
		fail "$bytes bytes: from $before to $after"
	expect 0 store check --store "$office"
done
[ "$after" -gt 200 ] || fail "only $after had arrived"
bring 0
same
! find "$pc/sync" "$office/sync" -name 'out-*' -o -name 'in-*' | grep . || fail 'something was left behind'

# a part that was cut on its way back is told as a line that was cut, and no fault of the part's
"$probe" "$office" siti add 40 >>"$work/told"
cp -a "$pc" "$work/cut"
bring 0 sh -c "$sync receive --learner siti --store $office | tee $work/said"
same
pc=$work/cut
for bytes in 1000 3000; do
	bring 1 sh -c "read -r hello; read -r list; head -c $bytes $work/said; read -r none"
	says err 'the line there was cut'
done
bring 0
same
pc=$work/pc

# ---- killed amid a part: what it had of it goes with the learner's other data ----
"$probe" "$work/amid" siti add 400 >/dev/null
expect 0 learner export siti --bundle --store "$work/amid" -o "$work/amid.bundle"
mkfifo "$work/pipe"
"$sync" receive --learner siti --store "$work/amid" <"$work/pipe" >/dev/null 2>&1 &
receiver=$!
exec 3>"$work/pipe"
head -c 3000 "$work/amid.bundle" >&3
tries=0
until find "$work/amid/sync" -name 'in-*' -size +0 2>/dev/null | grep -q .; do
	tries=$((tries + 1))
	[ $tries -lt 200 ] || fail 'nothing is kept of what comes'
	sleep 0.05
done
kill -9 "$receiver"
wait "$receiver" || :
exec 3>&-
expect 0 learner erase siti --force --store "$work/amid"
! find "$work/amid/sync" -name 'in-*' | grep . || fail 'something of her is left'

# ---- strangers ----
# one that says nothing of ours and does not end either
bring 1 sh -c 'echo halo; exec sleep 300'
says err 'is not berpijar-sync'
bring 1 sh -c 'read -r hello; read -r list; echo halo'
says err 'is not berpijar-sync'
bring 1 false
says err 'the line there was cut'
bring 1 sh -c 'read -r hello; read -r list; head -c 300000 /dev/zero | tr "\0" x'
says err 'is not berpijar-sync'
bring 1 printf '! \033[31mno\n'
says err 'refused there: '
hides err "$(printf '\033')"
bring 1 "$sync" receive --learner budi --store "$office"
says err 'is the bundle of learner "siti", not "budi"'
for said in 'berpijar-sync 9\n' 'b\n' 'berpijar-sync 1\nx\n' 'berpijar-sync 1\nhav\n' \
	'berpijar-sync 1\nhave 00=1\n' 'berpijar-sync 1\nhave 00112233445566778899aabbccddeeff=-1\n' \
	'berpijar-sync 1\nhave\n-1\n' 'berpijar-sync 1\nhave\n99999999999\n' 'berpijar-sync 1\nhave\n5\nxxxxx'; do
	# shellcheck disable=SC2059 # what is said is a format
	! printf "$said" | "$sync" receive --learner siti --store "$office" >"$work/out" 2>"$work/err" ||
		fail "taken: $said"
	says out '! '
done
same

# ---- another computer of hers: a code makes both one person's ----
uuid() {
	"$berpijar" learner show siti --store "$1" --format json | sed -n 's/.*"uuid": "\([^"]*\)".*/\1/p'
}
# pair: a new code, in $code.
pair() {
	"$sync" pair siti --store "$office" >"$work/out"
	code=$(sed -n '1s/.*code \([0-9]*\) \([0-9]*\).*/\1\2/p' "$work/out")
	[ ${#code} = 8 ] || fail "$(cat "$work/out")"
}
# joins STATUS CODE
joins() {
	wanted=$1 status=0
	timeout 60 "$sync" bring siti --code "$2" --store "$work/pc2" -- \
		"$sync" receive --learner siti --store "$office" >"$work/out" 2>"$work/err" || status=$?
	[ $status -eq "$wanted" ] || fail "bring --code: $status: $(cat "$work/out" "$work/err")"
}
"$probe" "$work/pc2" siti add 5 >>"$work/told"
own=$(uuid "$work/pc2") hers=$(uuid "$office")
[ "$own" != "$hers" ] || fail 'one UUID by chance'
joins 1 12345678
says err 'that code does not hold'
pair
wrong=$(printf '%08d' $(((${code#"${code%%[!0]*}"} + 1) % 100000000)))
for try in 1 2 3 4 5; do
	joins 1 "$wrong"
done
joins 1 "$code" # too late
says err 'that code does not hold'
pair
joins 2 'abc'
joins 1 "$wrong"
[ "$(uuid "$work/pc2")" = "$own" ] || fail 'joined by a wrong code'
joins 0 "$(echo "$code" | cut -c 1-4) $(echo "$code" | cut -c 5-8)"
says out 'will use the UUID of the record there'
[ "$(uuid "$work/pc2")" = "$hers" ] || fail 'not joined'
[ "$(uuid "$office")" = "$hers" ] || fail 'the office is somebody else'
grep -q "^$hers" "$work/pc2/sync/joined/$own" || fail 'not noted'
joins 1 "$code"
says err 'that code does not hold'
bring 0
# the code may be asked for on the first computer
timeout 60 "$sync" bring siti --code new --store "$pc" -- \
	"$sync" receive --learner siti --store "$office" >"$work/out" 2>"$work/err"
code=$(sed -n '1s/.*code \([0-9]*\) \([0-9]*\).*/\1\2/p' "$work/out")
"$probe" "$work/pc3" siti add 2 >>"$work/told"
cp -a "$work/pc2" "$work/pc2.kept"
rm -rf "$work/pc2"
mv "$work/pc3" "$work/pc2"
joins 0 "$code"
[ "$(uuid "$work/pc2")" = "$hers" ] || fail 'not joined by the code of a computer'
pc=$work/pc2
same
