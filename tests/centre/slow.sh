#!/bin/sh
# slow.sh BERPIJAR SYNC PROBE RELAY: a week of one learner from a computer to the office by ssh
# over 9,600 bit/s and 50 ms each way: the time beside that of its deflated bundle, and the
# handshake of ssh by itself. Then a year, over a line that is cut every 25 s: it goes on where it
# was cut. Fails above 1.2 times the bundle, or where something is sent in vain for ever.
set -eu
sync=$2 probe=$3 relay=$4
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
sshd=$(command -v /usr/sbin/sshd || command -v sshd) || exit 77
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
export BERPIJAR_LANG=en
pc=$work/pc office=$work/office speed=960 cut=25

# ---- the office: an sshd whose only key may do one thing ----
port=$(free_port)
ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/host"
ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/key"
echo "restrict,command=\"$sync receive --learner siti --store $office\" $(cat "$work/key.pub")" \
	>"$work/keys"
cat >"$work/sshd.conf" <<END
Port $port
ListenAddress 127.0.0.1
HostKey $work/host
AuthorizedKeysFile $work/keys
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
END
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
"$sshd" -D -f "$work/sshd.conf" 2>"$work/sshd.log" &
server=$!

# bring BYTES: over a line of so many bytes a second; ms in $took, its status in $status.
bring() {
	began=$(date +%s%N) status=0
	${limit:-} "$sync" bring siti --store "$pc" -- ssh -F none -T -q -i "$work/key" \
		-o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no \
		-o UserKnownHostsFile="$work/known" \
		-o ProxyCommand="$relay $1 50 --port $port" "$(id -un)@127.0.0.1" \
		>"$work/out" 2>"$work/err" || status=$?
	took=$((($(date +%s%N) - began) / 1000000))
}
must() {
	bring "$@"
	[ $status -eq 0 ] || fail "$(cat "$work/out" "$work/err" "$work/sshd.log")"
}

# ---- a week ----
"$probe" "$pc" siti fill 400
tries=0
bring 1000000
while [ $status -ne 0 ] && [ $tries -lt 50 ]; do # until sshd listens
	tries=$((tries + 1))
	sleep 0.1
	bring 1000000
done
must 1000000
must $speed
handshake=$took
"$probe" "$pc" siti add 20 >"$work/week"
must $speed
says out '20 '
carried=$((took - handshake))
"$probe" "$work/alone" siti add 20 >"$work/week"
expect 0 learner export siti --bundle --store "$work/alone" -o "$work/week.bundle"
bundle=$(wc -c <"$work/week.bundle")

# ---- a year, cut and cut again ----
rm -rf "$office"
limit="timeout $cut" cuts=0 before=0
bring $speed
while [ $status -ne 0 ]; do
	cuts=$((cuts + 1))
	there=0
	[ ! -e "$office/learners/siti.db" ] || there=$("$probe" "$office" siti list | wc -l)
	[ "$there" -gt "$before" ] || fail "stands at $there: $(cat "$work/err")"
	before=$there
	bring $speed
done
"$probe" "$pc" siti list | sort >"$work/here"
"$probe" "$office" siti list | sort | cmp - "$work/here" || fail 'not the same at both ends'
awk "BEGIN { wire = $bundle * 1000 / $speed
	printf \"a week (20 events): %d ms beside %d ms of its bundle (%d bytes), %.2f of it; handshake and greetings %d ms\\n\",
		$carried, wire, $bundle, $carried / wire, $handshake
	printf \"a year (420 events): $cuts cuts, each went on behind the last part that had arrived\\n\"
	exit $carried / wire > 1.2 }"
