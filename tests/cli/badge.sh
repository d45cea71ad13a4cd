#!/bin/sh
# badge.sh BERPIJAR: a finished course as an Open Badge, which is looked at again and revoked. Only
# for a course of root's a server signs, so it needs root, else it is skipped.
set -eu
[ "$(id -u)" -eq 0 ] || exit 77
. "$(dirname "$0")/../shell.sh"
own_home
export BERPIJAR_STORE="$work/store" BERPIJAR_LEARNER=198609262015051001
umask 022
cp -R "$BERPIJAR_FIXTURES/proof" "$work/server"
export BERPIJAR_CONTENT="$work/server"
printf 'soal\na\n' | "$berpijar" --plain ux/satu >"$work/out"
printf '\n\n\n\n' | "$berpijar" --plain ux/dua >"$work/out"

# Nobody signs without a key, nor for a course that learners can write to.
expect 1 proof ux --format openbadge
says err 'hanya dibuat oleh server yang punya kunci'
expect 0 store key belajar.contoh.go.id
chmod o+w "$work/server/ux/course.yaml"
expect 1 proof ux --format openbadge
says err 'untuk kursus milik server'
chmod o-w "$work/server/ux/course.yaml"

# It says no name, no NIP and no id, and when it was made; it has the number of the proof.
expect 0 proof ux --name 'Siti Aminah' --nip 198609262015051001 --whole-nip --unit Kominfo -o "$work/a.badge.json"
for word in Siti 1986 Kominfo certif; do
	! grep -q $word "$work/a.badge.json" || fail "it says $word"
done
grep -qF '"cryptosuite":"eddsa-jcs-2022"' "$work/a.badge.json" || fail 'another suite'
expect 0 proof ux --name 'Siti Aminah' --nip 198609262015051001 --whole-nip --unit Kominfo --format json
number=$(sed 's/.*"number":"\([^"]*\)".*/\1/' "$work/out")
cp "$work/out" "$work/a.json"
grep -qF "\"licenseNumber\":\"$number\"" "$work/a.badge.json" || fail 'another number'
uuid=$("$berpijar" learner show $BERPIJAR_LEARNER --format json | tr -d ' \n' | sed -n 's/.*"uuid":"\([^"]*\)".*/\1/p')
[ ${#uuid} = 36 ] || fail 'no UUID'
# … nor the UUID, which opens the record at a centre; the name that it has stays the same
! grep -qF "$uuid" "$work/a.badge.json" || fail 'it says the UUID of the record'
about() {
	sed -n 's/.*"id":"urn:uuid:\([^"]*\)","licenseNumber".*/\1/p' "$1"
}
expect 0 proof ux --name Siti -o "$work/again.badge.json"
[ "$(about "$work/a.badge.json" | wc -c)" = 37 ] || fail 'about nobody'
[ "$(about "$work/a.badge.json")" = "$(about "$work/again.badge.json")" ] || fail 'about somebody else'

expect 0 proof --verify "$work/a.badge.json"
says out 'Utuh'
says out 'Itu kunci server belajar.contoh.go.id'
expect 0 proof --verify "$work/a.badge.json" --store "$work/other" --key "$work/store/key.pub"
sed 's/"2,5"/"9,5"/' "$work/a.badge.json" >"$work/altered"
expect 1 proof --verify "$work/altered"
says out BERUBAH
expect 0 store key lain --store "$work/other"
expect 1 proof --verify "$work/a.badge.json" --key "$work/other/key.pub"
says out BUKAN

# What the server takes back is told of each form, and where it is published stands in the badge.
expect 0 proof ux --name 'Siti Aminah' --nip 198609262015051001 --whole-nip --unit Kominfo -o "$work/a.txt"
expect 2 store revoke "$number"
expect 2 store revoke 3F7K-9QRT --reason x
says err '3F7K-9QRT-XW2M'
expect 2 store revoke "$number" --reason "$(printf 'a\033[2Jb')"
expect 0 store revoke 0000-0000-0000 --reason 'salah orang'
for file in a.badge.json a.json a.txt; do
	expect 0 proof --verify "$work/$file"
done
mkdir -p "$work/config/berpijar"
echo 'revocations = https://belajar.contoh.go.id/revoked.json' >"$work/config/berpijar/config"
expect 0 store revoke "$number" --reason 'dikerjakan orang lain'
says out 'https://belajar.contoh.go.id/revoked.json'
expect 1 store revoke "$number" --reason lagi
says err 'sudah dicabut'
[ "$(stat -c %a "$work/store/revoked.json")" = 644 ] || fail 'nobody else can read the list'
for file in a.badge.json a.json a.txt; do
	expect 1 proof --verify "$work/$file"
	says out "DICABUT: bukti nomor $number tidak berlaku lagi: dikerjakan orang lain"
	expect 0 proof --verify "$work/$file" --key "$work/store/key.pub" --store "$work/other"
	expect 1 proof --verify "$work/$file" --key "$work/store/key.pub" --store "$work/other" \
		--revoked "$work/store/revoked.json"
	says out DICABUT
done
expect 0 store revoke
[ "$(wc -l <"$work/out")" = 2 ] || fail "$(cat "$work/out")"
says out 'urn:uuid:00000000-0000-8000-a265-7270696a6172  salah orang'
expect 0 proof ux -o "$work/b.badge.json"
grep -qF '"credentialStatus":{"id":"https://belajar.contoh.go.id/revoked.json","type":"1EdTechRevocationList"}' \
	"$work/b.badge.json" || fail 'no status'
expect 0 proof --verify "$work/b.badge.json"

# A list that is none, and a setting that is no address.
echo '{"revokedCredential": 1}' >"$work/none.json"
expect 1 proof --verify "$work/a.txt" --revoked "$work/none.json"
says err 'bukan daftar pencabutan'
echo 'revocations = belajar' >"$work/config/berpijar/config"
expect 1 store revoke
says err 'https://'
