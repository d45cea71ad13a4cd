#!/bin/sh
# hostile.sh BERPIJAR SYNC PROBE HOSTILE: a server that answers what no centre does is told of,
# keeps nobody longer than the time-out, and is believed nothing. Needs no PostgreSQL.
set -eu
sync=$2 probe=$3 hostile=$4
. "$(dirname "$0")/../shell.sh"
servers=
trap '[ -z "$servers" ] || kill $servers; rm -rf "$work"' EXIT
export BERPIJAR_LANG=en HOME="$work" PGUSER=uji PGGSSENCMODE=disable

"$probe" "$work/store" siti add 3 >"$work/told"
jobs=
for kind in silent drip many huge errors notices copy noise; do
	cp -a "$work/store" "$work/$kind"
	mkfifo "$work/$kind.port"
	"$hostile" $kind >"$work/$kind.port" &
	servers="$servers $!"
	read -r port <"$work/$kind.port"
	"$sync" push --to "postgresql://uji@127.0.0.1:$port/pusat" --timeout 1 \
		--store "$work/$kind" siti >"$work/$kind.out" 2>&1 &
	jobs="$jobs $!"
done
for job in $jobs; do
	status=0
	wait "$job" || status=$?
	[ $status = 1 ] || fail "$status: $(cat "$work"/*.out)"
done

# gives KIND TEXT: that is what is told, and all still waits.
gives() {
	grep -qF -- "$2" "$work/$1.out" || fail "$1: no \"$2\" in: $(cat "$work/$1.out")"
	"$sync" status --store "$work/$1" siti >"$work/status"
	grep -qF '3 events wait' "$work/status" || fail "$1: $(cat "$work/status")"
}
gives silent 'not whole within 1 seconds'
gives drip 'not whole within 1 seconds'
gives many 'answers more than was asked'
gives huge 'larger than 64 MiB'
gives errors 'cannot be reached yet'
gives notices 'cannot be reached yet'
gives copy 'is no centre'
gives noise 'cannot be reached yet'
