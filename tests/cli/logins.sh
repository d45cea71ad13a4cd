#!/bin/sh
# logins.sh BERPIJAR: the SSH keys of learners, and what sshd is told of them.
set -eu
. "$(dirname "$0")/../shell.sh"
store=$work/store
export BERPIJAR_STORE="$store" HOME="$work"
ani='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP/qiyy33h9kYVGWufaR+ngrEb1PUFLBcUsGaLsEspCx'
budi='ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBM9Le8T1d18NODEEuhV0ZqV1W++UI7vIhvz1SUDmqFkl5t8BxXDr36i3A2qkTGjkCJ3tx7V0GabbWk7Oe0lY5CE='

out() {
	says out "$1"
}
err() {
	says err "$1"
}
keys() {
	expect 0 kiosk --authorized-keys --store "$store" "$@"
}

expect 0 learner add ani
expect 0 learner add budi

# ---- adding: type and base64 alone ----

expect 0 learner key list
[ ! -s "$work/out" ] || fail 'keys of nobody'
expect 0 learner key add ani "$ani" ani@kantor 'x"; sh'
out 'Kunci ssh-ed25519 untuk peserta ani didaftarkan.'
[ "$(stat -c %a "$store/logins")" = 600 ] || fail 'others may read it'
[ "$(cat "$store/logins")" = "ani learn $ani" ] || fail "$(cat "$store/logins")"
expect 1 learner key add budi "$ani"
err 'sudah terdaftar'
expect 1 learner key add cici "$budi"
err 'tidak ada peserta "cici"'

for bad in 'ssh-ed25519' 'ssh-ed25519 AAAA' "ssh-dss ${ani#* }" "ssh-rsa ${ani#* }" \
	"command=\"sh\" $ani" "ssh-ed25519 ${ani#* }=" "ssh-ed25519 ${ani%?}" \
	'ssh-ed25519-cert-v01@openssh.com AAAAC3NzaC1lZDI1NTE5' 'a b' \
	"ssh-ed25519 ${ani#* }
budi learn $budi"; do
	expect 2 learner key add budi "$bad"
done
[ "$(wc -l <"$store/logins")" -eq 1 ] || fail 'a bad key was kept'

printf '%s rumah\n' "$budi" >"$work/budi.pub"
"$berpijar" learner key add budi - --outbox <"$work/budi.pub" >"$work/out"
expect 0 learner key list budi
[ "$(cat "$work/out")" = "budi outbox $budi" ] || fail "$(cat "$work/out")"

# ---- what sshd is told ----

program=$(readlink -f "$berpijar")
keys
cat >"$work/wanted" <<END
restrict,pty,command="$program kiosk --store $store --learner ani" $ani
restrict,command="$program kiosk --store $store --outbox --learner budi" $budi
END
diff "$work/wanted" "$work/out" || fail 'not the lines'

keys --content /srv/kursus --lang en "$(id -un)" $ani
[ "$(wc -l <"$work/out")" -eq 1 ] || fail 'more than the key that was asked for'
out "kiosk --store $store --content /srv/kursus --lang en --learner ani\" $ani"

# Another account, another type, an unknown key: nobody.
keys daemon $ani
[ ! -s "$work/out" ] || fail 'the key opens another account'
keys "$(id -un)" ssh-rsa "${ani#* }"
[ ! -s "$work/out" ] || fail 'the type does not count'
keys "$(id -un)" ssh-ed25519 AAAA
[ ! -s "$work/out" ] || fail 'an unknown key'
keys "$(id -un)" ssh-ed25519 ''
[ ! -s "$work/out" ] || fail 'no key at all'
expect 2 kiosk --authorized-keys --store "$store" "$(id -un)"

# What a shell would take for something is not written.
for path in '/srv/a b' '/srv/$(id)' '/srv/"x' "/srv/a'b" '/srv/a;b' ''; do
	expect 2 kiosk --authorized-keys --store "$store" --content "$path"
	[ ! -s "$work/out" ] || fail "written: $path"
done

# ---- the key that was used tells who learns ----

printf 'publickey %s\n' "$budi" >"$work/auth"
chmod 600 "$work/auth"
mkdir -p "$store/outbox/budi"
chmod 700 "$store/outbox" "$store/outbox/budi"
echo bukti >"$store/outbox/budi/b.txt"
SSH_USER_AUTH=$work/auth "$berpijar" kiosk --store "$store" >"$work/out" 2>"$work/err"
out bukti
chmod 644 "$work/auth"
status=0
SSH_USER_AUTH=$work/auth "$berpijar" kiosk --store "$store" >"$work/out" 2>"$work/err" || status=$?
[ "$status" -eq 2 ] || fail 'a file that others may read was believed'

# ---- a file that others may write to, or that is not ours, lets nobody in ----

chmod 666 "$store/logins"
expect 3 kiosk --authorized-keys --store "$store"
err 'dapat ditulis orang lain'
chmod 600 "$store/logins"
cp "$store/logins" "$work/kept"
printf 'ani learn ssh-ed25519 AAAA,command="sh"\n' >>"$store/logins"
expect 1 kiosk --authorized-keys --store "$store"
err 'logins:3: '
cp "$work/kept" "$store/logins"

# ---- with its learner ----

expect 0 learner rename budi dewi
expect 0 learner key list dewi
out "dewi outbox $budi"
[ -e "$store/outbox/dewi/b.txt" ] || fail 'the outbox stayed behind'
expect 1 learner key remove ani xx
err 'tidak ada kunci'
ani_end=$(printf %s "$ani" | tail -c 8)
expect 0 learner key remove ani "$ani_end"
out '1 kunci peserta ani dihapus'
expect 0 learner erase --force dewi
[ ! -s "$store/logins" ] || fail 'a key without its learner'
[ ! -e "$store/outbox/dewi" ] || fail 'the outbox is still there'

# ---- not too many ----

n=0
while [ "$n" -lt 20 ]; do
	n=$((n + 1))
	printf 'ani learn ssh-ed25519 AAAA%s\n' "$n" >>"$store/logins"
done
expect 1 learner key add ani "$ani"
err 'sudah mempunyai 20 kunci'
