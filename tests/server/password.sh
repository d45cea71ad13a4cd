#!/bin/sh
# password.sh BERPIJAR COURSES: a class that shares one account and one password of a server, and
# whose learners have PINs, through a real sshd, as docs/server.md says how to lay it out.
set -eu
. "$(dirname "$0")/serve.sh"
[ "${1-}" = --inside ] || serve_inside "$0" "$@"
work=$2
serve_lay_out "$(readlink -f "$3")"
serve_courses "$4"
as_owner learner add ani >/dev/null
pin=$(as_owner learner pin reset ani | grep -oE '[0-9]{6}')
ssh-keygen -q -t ed25519 -N '' -f ani
as_owner learner key add ani - <ani.pub >/dev/null

# The account has a password.
cp /etc/shadow shadow
perl -e 'print "belajar:", crypt("sandi", q($6$garam$)), ":19000::::::\n"' >>shadow
mount --bind shadow /etc/shadow
sed 's/^belajar:[*]:/belajar:x:/' passwd >passwd.new
cat passwd.new >passwd

sed 's/AuthenticationMethods publickey/AuthenticationMethods password/' $base/setup/sshd.conf \
	>class.conf
echo "	ForceCommand $base/program kiosk --store $base/store --content $base/content" >>class.conf
serve_start <<END
Include $work/class.conf
END
printf '#!/bin/sh\necho sandi\n' >askpass
chmod +x askpass
export SSH_ASKPASS="$work/askpass" SSH_ASKPASS_REQUIRE=force
options=$(echo "$options" | sed 's/BatchMode=yes/BatchMode=no/')

# log_in ARG...: as everybody of the class does; what came is in `out` and `err`.
said=''
log_in() {
	status=0
	# shellcheck disable=SC2086 # words
	ssh $options -l belajar "$@" 127.0.0.1 $said >out 2>err || status=$?
}

# asked TEXT: waits until the session says this.
asked() {
	for wait in $(seq 200); do
		! grep -q "$1" out || return 0
		sleep 0.1
	done
}

# with_pin ID PIN LINE...: what is typed in a session of plain lines, each when it is asked for.
with_pin() {
	: >out
	{
		asked 'ID Anda:'
		echo "$1"
		asked PIN:
		echo "$2"
		shift 2
		[ $# -eq 0 ] || printf '%s\n' "$@"
	} | TERM=dumb log_in -tt -o PubkeyAuthentication=no
}

with_pin ani "$pin" data keluar
grep -q 'ID Anda:' out && grep -q 'Data Anda' out || fail "a PIN: $(cat out err)"
! grep -q "$pin" out || fail 'the PIN is shown'
! grep -q $base out || fail 'a path is told'

end=$(printf '\004') # Ctrl-D
with_pin ani 135790 "$end"
grep -q 'tidak cocok' out && ! grep -q KURSUS out || fail "a wrong PIN: $(cat out err)"
with_pin budi "$pin" "$end"
grep -q 'tidak cocok' out && ! grep -q KURSUS out || fail "nobody's id: $(cat out err)"

# The key alone does not open the account, and the password opens nothing else.
log_in -i ani -o PreferredAuthentications=publickey </dev/null
[ "$status" -eq 255 ] || fail 'a key opens what has a password'
for said in id "$base/program learner list" 'sh -c id'; do
	log_in -o PubkeyAuthentication=no </dev/null
	[ "$status" -eq 2 ] && [ ! -s out ] || fail "$said: $status $(cat out err)"
done
said=''
log_in -o PubkeyAuthentication=no -W 127.0.0.1:"$port" </dev/null
[ "$status" -ne 0 ] && ! grep -q SSH out || fail 'it forwards'
log_in -o PubkeyAuthentication=no -o ExitOnForwardFailure=yes -R 0:127.0.0.1:1 </dev/null
[ "$status" -eq 255 ] || fail "it forwards back: $status"
log_in -o PubkeyAuthentication=no -s sftp </dev/null
! grep -aq passwd out || fail 'sftp'
