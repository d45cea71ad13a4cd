#!/bin/sh
# person.sh BERPIJAR: what is said of one person, and of nobody.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store" HOME="$work" BERPIJAR_LEARNER=siti
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof"
line=$(printf '\nx') line=${line%x}
long=$(printf '%0121d' 0)

printf 'soal\na\n' | "$berpijar" --plain ux/satu >"$work/out"
printf '\n\n\n\n' | "$berpijar" --plain ux/dua >"$work/out"

# The copy has the time of each place.
printf '50%%\n' | "$berpijar" --plain --content "$(dirname "$0")/../play/README.md" readme >"$work/play"
"$berpijar" learner export siti >"$work/all"
sed -n '/"places"/,/"events"/p' "$work/all" | grep -q '"at": "20..-' || fail 'no time of a place'

# A proof prints texts as they are, or not at all.
expect 2 proof ux --name "$long"
says err 'too long'
expect 2 proof ux --name "Siti${line}Aminah"
says err 'control characters'
expect 2 proof ux --name Siti --unit "$(printf 'a\033b')"
expect 2 proof ux --name Siti --agency "$long"
expect 2 learner set siti --name "$long"
expect 0 proof ux --name "${long#0}" --format json
says out "\"${long#0}\""

# Nobody has no progress; a login that has not begun has an empty one.
expect 1 progress --learner sitti
says err '"sitti"'
expect 1 progress --learner sitti --format json
expect 0 progress --learner siti
BERPIJAR_LEARNER=baru expect 0 progress

# Of a NIP the 18 digits are masked, however they were written.
if command -v sqlite3 >/dev/null; then
	sqlite3 "$work/store/learners/siti.db" "insert or replace into setting (name, value)
		values ('profile.nip', '19860926 201505 1 001')"
	expect 0 learner show siti
	says out 'NIP: ***************001'
fi

# The help is in one language, and names what there is.
expect 0 help proof
hides out BERKAS
hides out NAMA
hides out ANGKA
hides out INSTANSI
expect 2 learner export
says err '--bundle'
says err '--format json|csv|xapi'

# Statements of xAPI: one a line, without a network; the agency's page is asked for.
expect 1 learner export siti --format xapi
says err 'homepage = https://'
mkdir -p "$work/settings/berpijar"
echo 'homepage = https://dinas.go.id/berpijar' >"$work/settings/berpijar/config"
XDG_CONFIG_HOME=$work/settings expect 0 learner export siti --format xapi
says out '"account":{"homePage":"https://dinas.go.id/berpijar","name":"'
[ "$(grep -c '^{"id":".*}$' "$work/out")" = "$(wc -l <"$work/out")" ] || fail 'not one a line'
echo 'homepage = https://siti:rahasia@dinas.go.id' >"$work/settings/berpijar/config"
XDG_CONFIG_HOME=$work/settings expect 1 learner export siti --format xapi
says err 'config:1:12: homepage:'

# Everybody may read the public key and nobody change it; it can be made again.
umask 0
expect 0 store key belajar.contoh.go.id
[ "$(stat -c %a "$work/store/key.pub")" = 644 ] || fail 'umask 0'
[ "$(stat -c %a "$work/store/key")" = 600 ] || fail 'others can read the key'
mv "$work/store/key.pub" "$work/key.pub"
umask 077
expect 1 store key lain.contoh.go.id
says err 'berpijar store key belajar.contoh.go.id'
expect 0 store key belajar.contoh.go.id
cmp "$work/key.pub" "$work/store/key.pub"
[ "$(stat -c %a "$work/store/key.pub")" = 644 ] || fail 'umask 077'
expect 1 store key belajar.contoh.go.id
if [ "$(id -u)" = 0 ] && chown 12345 "$work/store/key"; then
	expect 3 proof ux --name Siti
	says err 'another user'
fi
