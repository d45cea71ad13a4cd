#!/bin/sh
# sshd.sh BERPIJAR PLAY COURSES: two learners with keys on a shared server, through a real sshd
# on loopback, and the ways out that somebody would try.
set -eu
. "$(dirname "$0")/../server/serve.sh"
[ "${1-}" = --inside ] || serve_inside "$0" "$@"
work=$2 play=$(readlink -f "$4")
serve_lay_out "$(readlink -f "$3")"
serve_courses "$5"

for key in ani budi ambil asing; do
	ssh-keygen -q -t ed25519 -N '' -C "$key" -f "$key"
done
as_owner learner add ani >/dev/null
as_owner learner add budi >/dev/null
as_owner learner key add ani - <ani.pub
as_owner learner key add ani - --outbox <ambil.pub
as_owner learner key add budi "$(cat budi.pub)"

serve_start <<END
AuthorizedKeysFile none
# as somebody might write it, for all accounts
AuthorizedKeysCommand $base/program kiosk --authorized-keys --store $base/store --content $base/content %u %t %k
AuthorizedKeysCommandUser belajar
PermitRootLogin yes
Include $base/setup/sshd.conf
END

# as KEY ARG...: logs in with that key; what came is in `out` and `err`.
as() {
	key=$1 status=0
	shift
	# shellcheck disable=SC2086 # words
	ssh $options -i "$key" -l "${user-belajar}" "$@" 127.0.0.1 $said >out 2>err || status=$?
}
said=''

# ---- what is nobody else's ----

[ "$(stat -c '%U %a' $base/store $base/home | tr '\n' ' ')" = 'belajar 700 root 755 ' ] ||
	fail 'modes of folders'
[ "$(stat -c '%U %a' $base/store/key)" = 'root 600' ] || fail 'the account can sign'
HOME=$base setpriv --reuid=$uid --clear-groups $base/program store backup $base/backup \
	--store $base/store >out 2>err || fail "no backup: $(cat out err)"

# ---- both learn, each in a record of their own ----

# lines KEY LINE...: a session in plain lines.
lines() {
	key=$1
	shift
	printf '%s\n' "$@" | TERM=dumb as "$key" -tt
}

lines ani 1 1 a keluar
grep -q 'Baris biasa, karena terminal ini (TERM).' out || fail "ani: $(cat out err)"
lines budi data keluar
grep -q 'Data Anda' out || fail "budi: $(cat out err)"
grep -q 'budi' out || fail 'not the record of budi'
! grep -q 'ani' out || fail 'budi sees ani'
! grep -q $base out || fail 'a path is told'
[ -s $base/store/learners/ani.db ] && [ -s $base/store/learners/budi.db ] || fail 'no records'

cat >screen.play <<END
env PATH=$PATH
program $(command -v ssh)
start $(echo $options) -i $work/ani -l belajar -tt 127.0.0.1
expect KURSUS
key C-z
key D
expect Hanya di server ini
text 8
expect Salinan ditulis: berpijar-ani-
key Q
exit 0
END
BERPIJAR_PLAY_FOLDER=$work BERPIJAR_CONTENT_SOURCE=$work BERPIJAR_FIXTURES=$work \
	BERPIJAR_GOLDEN=$work "$play" "$base/program" screen.play || fail 'the full screen'

# stays OUT: a session of ani's that types nothing, by $client; $holder keeps its input open.
stays() {
	[ -p held ] || mkfifo held
	sleep 300 >held &
	holder=$!
	# shellcheck disable=SC2086 # words
	TERM=xterm ssh $options -i ani -l belajar -tt 127.0.0.1 <held >"$1" 2>err &
	client=$!
	until grep -q KURSUS "$1"; do sleep 0.1; done
}

# ---- a second session of the same learner goes on for the first ----

stays first
as_owner kiosk --who >out
[ "$(cut -f1 out)" = ani ] && grep -q menit out || fail "who is there: $(cat out)"
lines ani 1 keluar
grep -q 'Sedang dibuka di tempat lain' out || fail "not asked: $(cat out err)"
grep -q KURSUS out || fail "not taken over: $(cat out err)"
wait $client || :
grep -q 'Sesi ini dilanjutkan di tempat lain' first || fail 'the first goes on'
kill $holder 2>/dev/null || :
rm held

# ---- the outbox, by the key that only fetches ----

as ambil </dev/null
[ "$status" -eq 0 ] && grep -q '"learner"' out || fail "outbox: $status $(cat err)"
said='cat /etc/passwd'
as ambil </dev/null
grep -q '"learner"' out || fail 'the outbox listens to commands'
as ambil -tt </dev/null
! grep -q '"learner"' out || fail 'the outbox has a terminal'

# ---- ways out ----

for said in 'id; sh' 'sh -c id' 'berpijar learner list' "$base/program learner list"; do
	as ani </dev/null
	[ "$status" -eq 2 ] && [ ! -s out ] || fail "$said: $status $(cat out)"
done
said=''
printf 'learner list\nkeluar\n' | as ani
[ "$status" -eq 2 ] && [ ! -s out ] || fail 'a pipe is played to'
printf 'keluar\n' | LC_ALL=../../../tmp LANG=en_US TERM=../../../../tmp/x \
	as ani -tt -o SendEnv='LANG LC_* BERPIJAR_*'
grep -q 'Baris biasa' out || fail "the environment: $(cat out err)"
as ani -W 127.0.0.1:"$port" </dev/null
[ "$status" -ne 0 ] && ! grep -q SSH out || fail 'forwards'
as ani -o ExitOnForwardFailure=yes -R 0:127.0.0.1:1 </dev/null
[ "$status" -eq 255 ] || fail "forwards back: $status"
! echo ls | sftp -b - -P "$port" -o BatchMode=yes -o StrictHostKeyChecking=no \
	-o UserKnownHostsFile=/dev/null -i ani belajar@127.0.0.1 >out 2>err || fail 'sftp'
! grep -q passwd out || fail 'sftp'

# A key opens its account alone, and only while it is registered.
as asing </dev/null
[ "$status" -eq 255 ] || fail 'an unknown key'
user=root
as ani </dev/null
[ "$status" -eq 255 ] || fail "a learner's key opens root's account"
unset user
as_owner learner key remove budi >/dev/null
as budi </dev/null
[ "$status" -eq 255 ] || fail 'a key that was removed'

# ---- the line is cut: nobody is left behind ----

stays out
kill -9 $client
while setpriv --reuid=$uid --clear-groups kill -0 -1 2>/dev/null; do sleep 0.1; done
kill $holder 2>/dev/null || :
