#!/bin/sh
# ways-out.sh BERPIJAR: the ways out of a session that a learner has over the network, tried
# on an sshd of its own on loopback. Each must leave the learner with the player and nothing
# else. Skipped (77) where there is no sshd.
set -u
trap '' PIPE

# A try that calls what is not there fails, and a try is meant to fail: what the shell says of
# it ends the test.
if [ "${1-}" != --watched ]; then
	said=$(mktemp) status=0
	sh "$0" --watched "$@" 2>"$said" || status=$?
	cat "$said" >&2
	if [ "$status" -eq 0 ] && grep -q 'ways-out.sh: .*not found' "$said"; then
		echo 'something was called that is not there'
		status=1
	fi
	rm -f "$said"
	exit "$status"
fi
shift
. "$(dirname "$0")/../shell.sh"
sshd=$(command -v sshd || ls /usr/sbin/sshd 2>/dev/null) || sshd=
skip() {
	echo "$*"
	exit 77
}
[ -n "$sshd" ] && command -v ssh-keyscan >/dev/null || skip 'there is no sshd here'
[ "$(id -u)" -eq 0 ] || skip 'sshd lets nobody in but root here'
mkdir -p /run/sshd

chmod 700 "$work"
store=$work/store me=$(id -un)
content=$(cd "$(dirname "$0")/../fixtures/proof" && pwd)
tries=0
mkdir -p "$store"

# What nobody may see or make.
marker=RAHASIA-7f3a
pwned=$work/pwned
echo "$marker" >"$work/secret"

# ---- the server ----

for key in host ani outbox free; do
	ssh-keygen -q -t ed25519 -N '' -f "$work/$key"
done
export BERPIJAR_STORE="$store" HOME="$work"
"$berpijar" learner add budi --name "$marker" >/dev/null || fail 'no learner budi'
"$berpijar" learner add ani >/dev/null || fail 'no learner ani'
"$berpijar" learner key add ani "$(cat "$work/ani.pub")" >/dev/null || fail 'no key'
"$berpijar" learner key add --outbox ani "$(cat "$work/outbox.pub")" >/dev/null || fail 'no key'
unset BERPIJAR_STORE
"$berpijar" kiosk --authorized-keys --fence available --store "$store" --content "$content" \
	>"$work/keys" || fail 'no lines of keys'
cat "$work/free.pub" >>"$work/keys" # for comparison: who may do everything

# As Debian has it: LANG and LC_* are let in.
serve() {
	cat >"$work/sshd_config" <<-END
		Port $1
		ListenAddress 127.0.0.1
		HostKey $work/host
		PidFile $work/sshd.pid
		UsePAM no
		PasswordAuthentication no
		KbdInteractiveAuthentication no
		PermitRootLogin yes
		StrictModes no
		PermitUserRC no
		AuthorizedKeysFile $work/keys
		AllowUsers $me
		AcceptEnv LANG LC_*
		Subsystem sftp internal-sftp
		MaxStartups 100
	END
	"$sshd" -f "$work/sshd_config" -E "$work/sshd.log" || return 1
	for wait in 1 2 3 4 5 6 7 8 9 10; do
		ssh-keyscan -p "$1" 127.0.0.1 2>/dev/null | grep -q ed25519 && return
		sleep 0.2
	done
	return 1
}

finish() {
	[ ! -f "$work/sshd.pid" ] || kill "$(cat "$work/sshd.pid")"
	rm -rf "$work"
}
trap finish EXIT
port=$((20000 + $$ % 20000))
until serve "$port"; do
	[ "$((port += 1))" -lt 60000 ] || fail "no sshd: $(cat "$work/sshd.log")"
	[ "$((port % 10))" -ne 0 ] || skip "sshd does not start: $(tail -n 3 "$work/sshd.log")"
done

options="-F none -o BatchMode=yes -o StrictHostKeyChecking=no -o ConnectTimeout=10
	-o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o Port=$port -o IdentitiesOnly=yes"
with_key="$options -i $work/ani" wanted=shut

# ---- tries ----

# Whether what the last try said or left behind shows that it led out.
led_out() {
	[ -e "$pwned" ] || grep -aqE "uid=[0-9]|$marker|SSH-2\.0|root:.*:0:0" "$work/out"
}

# shut NAME: the last try must not have led out; or must have, with a key that may.
shut() {
	! grep -aqE 'ways-out.sh: .*not found|^timeout: failed to run' "$work/out" ||
		fail "$1: what it calls is not there: $(head -c 500 "$work/out")"
	tries=$((tries + 1))
	if led_out; then
		[ "$wanted" = open ] || fail "$1: $(head -c 2000 "$work/out" | cat -v)"
	else
		[ "$wanted" = shut ] || fail "$1: did not work: $(head -c 2000 "$work/out" | cat -v)"
	fi
	rm -f "$pwned"
}

# at NAME COMMAND...: runs it for a while, with no input.
at() {
	name=$1
	shift
	timeout -k 1 15 "$@" </dev/null >"$work/out" 2>&1
	shut "$name"
}

# shellcheck disable=SC2086 # several options
remote() {
	name=$1
	shift
	at "$name" ssh $with_key "$me@127.0.0.1" "$@"
}

# leave: waits for the client's end, or cuts the line.
leave() {
	for wait in $(seq 20); do
		kill -0 $client 2>/dev/null || break
		sleep 0.1
	done
	kill $client 2>/dev/null
	wait $client 2>/dev/null
}

# session NAME BYTES [OPTION...]: types into a session that shows its first screen, then leaves.
# shellcheck disable=SC2086,SC2059
session() {
	name=$1 bytes=$2
	shift 2
	rm -f "$work/in"
	mkfifo "$work/in"
	: >"$work/out"
	timeout -k 1 40 ssh -tt $with_key "$@" "$me@127.0.0.1" <"$work/in" >"$work/out" 2>&1 &
	client=$!
	exec 9>"$work/in"
	for wait in $(seq 100); do
		grep -aqi 'kursus' "$work/out" && break
		kill -0 $client 2>/dev/null || break
		sleep 0.1
	done
	printf "$bytes" >&9
	# a shell, if there is one by now, would do this
	printf '\r\n id; touch %s\r\n' "$pwned" >&9
	for bytes in '\033[27u' '\033[27u' '\033[27u' 'Q' '\nkeluar\n'; do
		sleep 0.1 # what comes at once is taken for a paste
		printf "$bytes" >&9
	done
	exec 9>&-
	leave
	grep -aqi 'kursus' "$work/out" || fail "$name: no player: $(cat -v "$work/out")"
	shut "$name"
}

# What leads out with a key that may do everything is tried in the same way with ani's.
commands() {
	remote 'a command' 'id; sh'
	remote 'a shell' sh -c id
	remote 'a second line' "a
id"
	remote 'a substitution' 'echo $(id)`id`'
	remote 'a command on a terminal' -tt id
	remote 'forwarding of input and output' -W "127.0.0.1:$port"
	# shellcheck disable=SC2086
	printf 'get /etc/passwd %s\n' "$pwned" |
		timeout 15 sftp $with_key -b - "$me@127.0.0.1" >"$work/out" 2>&1
	shut 'sftp get'
	# shellcheck disable=SC2086
	at 'scp from' scp $with_key "$me@127.0.0.1:/etc/passwd" "$pwned"
	# shellcheck disable=SC2086
	at 'scp to' scp $with_key "$work/secret" "$me@127.0.0.1:$pwned"
	# shellcheck disable=SC2086
	at 'scp from, as of old' scp -O $with_key "$me@127.0.0.1:/etc/passwd" "$pwned"
	# shellcheck disable=SC2086
	at 'scp to, as of old' scp -O $with_key "$work/secret" "$me@127.0.0.1:$pwned"
}

# forwarded NAME PROBE PORT OPTION...: whether something answers at a port that was forwarded;
# PROBE PORT prints what does.
# shellcheck disable=SC2086
forwarded() {
	name=$1 probe=$2 there=$3
	shift 3
	timeout -k 1 20 ssh $with_key -N "$@" "$me@127.0.0.1" >"$work/out" 2>&1 </dev/null &
	client=$!
	for wait in 1 2 3 4 5 6 7 8; do
		kill -0 $client 2>/dev/null || break
		$probe "$there" >>"$work/out" 2>&1
		led_out && break
		sleep 0.2
	done
	kill $client 2>/dev/null
	wait $client 2>/dev/null
	shut "$name"
}

scan() {
	ssh-keyscan -T 1 -p "$1" 127.0.0.1 2>/dev/null | sed 's/^/SSH-2.0 /'
}

browse() {
	curl -s -m 1 --http0.9 --socks5 "127.0.0.1:$1" "http://127.0.0.1:$port/"
}

forwards() {
	forwarded 'a local port' scan "$1" -L "$1:127.0.0.1:$port"
	forwarded 'a remote port' scan "$(($1 + 1))" -R "$(($1 + 1)):127.0.0.1:$port"
	forwarded 'a remote socket' scan "$(($1 + 2))" -R "$pwned:127.0.0.1:$port"
	[ -z "$(command -v curl)" ] || forwarded 'a proxy' browse "$(($1 + 3))" -D "$(($1 + 3))"
}

wanted=open with_key="$options -i $work/free"
commands
forwards $((port + 7000))
wanted=shut with_key="$options -i $work/ani" tries=0
commands
forwards $((port + 7100))

# ---- with ani's key alone ----

remote 'another command of ours' berpijar learner list
remote 'another learner' berpijar kiosk --learner budi
remote 'an option' --learner budi --store /
remote 'a long command' "$(head -c 100000 /dev/zero | tr '\0' a); id"
remote 'a shell on a terminal' -tt bash --norc -i
remote 'sftp' -s sftp
remote 'a subsystem that is none' -s nosuch
printf '1\nid\nkeluar\n' >"$work/lines"
# shellcheck disable=SC2086
timeout 15 ssh $with_key "$me@127.0.0.1" <"$work/lines" >"$work/out" 2>&1
shut 'lines from a pipe'
# shellcheck disable=SC2086
at 'sftp by a server of its own' sftp $with_key -s /bin/sh "$me@127.0.0.1"
forwarded 'a remote proxy' scan "$((port + 7200))" -R "$((port + 7200))"
forwarded 'a tunnel' scan "$((port + 7201))" -w any
session 'the agent' '' -A
DISPLAY=:9 session 'X11' '' -X

# ---- the environment ----

session 'LC_ALL as a path' '' -o SetEnv=LC_ALL=../../../../tmp/evil
session 'LANG as a path' '' -o SetEnv=LANG=../../../../tmp/evil
LC_X="() { :;}; touch $pwned" session 'a function in LC_X' '' -o SendEnv=LC_X
LC_X="\$(touch $pwned)" session 'a command in LC_X' '' -o SendEnv=LC_X
session 'LD_PRELOAD' '' -o SetEnv=LD_PRELOAD="$work/evil.so"
session 'BERPIJAR_STORE' '' -o SetEnv=BERPIJAR_STORE="$pwned"
session 'BERPIJAR_LEARNER' '' -o SetEnv=BERPIJAR_LEARNER=budi
session 'BERPIJAR_CONTENT' '' -o SetEnv=BERPIJAR_CONTENT=/etc
session 'BASH_ENV' '' -o SetEnv=BASH_ENV="$work/secret"
session 'TERMINFO' '' -o SetEnv=TERMINFO="$work"
session 'SSH_ORIGINAL_COMMAND' '' -o SetEnv=SSH_ORIGINAL_COMMAND=id
TERM=../../../../tmp/evil session 'TERM as a path' ''
TERM=dumb session 'TERM=dumb' ''
TERM="\$(touch $pwned)" session 'a command in TERM' ''
TERM=%n%s%n session 'a format in TERM' ''
TERM=$(head -c 5000 /dev/zero | tr '\0' x) session 'a long TERM' ''
TERM='' session 'no TERM' ''

# ---- keys ----

TERM=xterm
export TERM
session 'Ctrl-Z' '\032\032'
session 'Ctrl-\' '\034'
session 'Ctrl-C' '\003'
session 'Ctrl-D' '\004\004'
session 'keys of pagers and editors' '!id\r|id\r:!id\rv\r:e /etc/passwd\r\033OP'
session 'who learns' 'O\033[27uo\033[27u'
session 'answers of a terminal' '\033[?62c\033]52;c;aWQK\007\033P1$r0m\033\\\\\033[200~id\r\033[201~'
session 'a paste of escapes' '\033[200~\033]0;x\007\033[2J\033[6n\033[201~'
session 'every byte' "$(awk 'BEGIN { for (i = 0; i < 256; i++) if (i != 81 && i != 113) printf "\\%03o", i }')"
session 'plain lines: paths and commands' '/etc/passwd\n../../etc/passwd\n$(id)\n`id`\n!id\n' -o SetEnv=LC_X=1
TERM=dumb session 'plain lines: keys' '\032\034\003\n'
head -c 1000000 /dev/zero | tr '\0' 'j' >"$work/paste"
session 'a huge paste' "$(head -c 120000 "$work/paste")"

# ---- windows ----

if command -v script >/dev/null; then
	for size in '0 0' '1 1' '1 500' '500 1' '1000 1000' '65535 65535'; do
		# shellcheck disable=SC2086
		set -- $size
		printf 'stty rows %s cols %s; exec ssh -tt %s %s@127.0.0.1\n' "$1" "$2" \
			"$(echo $with_key)" "$me" >"$work/sized"
		(
			sleep 3
			printf 'Q\nkeluar\n'
		) | timeout -k 1 20 script -qec "sh $work/sized" /dev/null >"$work/out" 2>&1
		shut "a window of $size"
	done
fi

# ---- the outbox ----

box=$store/outbox/ani
session 'a copy' 'D8'
ls "$box" | grep -q 'berpijar-ani' || fail "no copy was written: $(ls -A "$box")"
rm -f "$box"/*
with_outbox="$options -i $work/outbox"
hand() {
	# shellcheck disable=SC2086
	at "$1" ssh $with_outbox "$me@127.0.0.1" "${2:-}"
}
ln -s "$work/secret" "$box/a.txt"
hand 'a symbolic link in the outbox'
rm -f "$box"/*
ln "$work/secret" "$box/b.txt"
hand 'a hard link in the outbox'
rm -f "$box"/*
mkfifo "$box/c.txt"
hand 'a pipe in the outbox'
rm -f "$box"/*
echo "$marker" >"$store/outbox/budi.txt"
hand 'a path for the outbox' '../budi'
hand 'another outbox' '--learner budi'
echo hasil >"$box/hasil.txt"
hand 'the outbox itself'
grep -q hasil "$work/out" || fail "the outbox is not handed over: $(cat "$work/out")"

# ---- what the session is ----

rm -f "$work/in"
mkfifo "$work/in"
# shellcheck disable=SC2086
timeout 40 ssh -tt $with_key "$me@127.0.0.1" <"$work/in" >"$work/out" 2>&1 &
client=$!
exec 9>"$work/in"
for wait in $(seq 100); do
	grep -aq KURSUS "$work/out" && break
	sleep 0.1
done
player=
for status in /proc/[0-9]*/status; do
	pid=${status#/proc/} pid=${pid%/status}
	[ -r "/proc/$pid/cmdline" ] || continue
	tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q "kiosk.*--store $store.*--learner ani" &&
		[ "$(readlink "/proc/$pid/exe")" = "$(readlink -f "$berpijar")" ] && player=$pid
done 2>/dev/null
[ -n "$player" ] || fail 'no player was found'
if "$berpijar" kiosk --self-test --store "$work" >/dev/null 2>&1; then
	grep -q 'Seccomp:.*2' "/proc/$player/status" || fail 'the session has no filter: it could run programs'
	grep -q 'NoNewPrivs:.*1' "/proc/$player/status" || fail 'the session may get privileges'
fi
grep -q 'Max core file size *0 *0' "/proc/$player/limits" || fail 'it may leave a core'
[ -z "$(tr '\0' '\n' <"/proc/$player/environ" | grep -a 'LC_X')" ] || fail 'the environment'
printf 'Q' >&9
exec 9>&-
leave

echo "$tries ways out were tried; none is open"
