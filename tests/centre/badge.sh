#!/bin/sh
# badge.sh BERPIJAR FOLDER: what Digital Bazaar's packages say of our badges, with all contexts
# on this machine. FOLDER is where npm puts them: `./dev centre` has them installed there; where
# they are not, it is skipped (77).
set -eu
[ "$(id -u)" -eq 0 ] && command -v npm >/dev/null || exit 77
packages=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/badges
folder=$2
. "$(dirname "$0")/npm.sh"
npm_packages "$packages" "$folder" verify.js @digitalbazaar/vc

. "$(dirname "$0")/../shell.sh"
export BERPIJAR_STORE="$work/store" BERPIJAR_LEARNER=siti BERPIJAR_LANG=id HOME="$work"
umask 022
cp -R "$BERPIJAR_FIXTURES/proof" "$work/server"
export BERPIJAR_CONTENT="$work/server"
sed -i 's/^title: .*/title: "Pelayanan – \\"é\\" 🙂 \& <b>"/' "$work/server/ux/course.yaml"
printf 'soal\na\n' | "$berpijar" --plain ux/satu >"$work/out"
printf '\n\n\n\n' | "$berpijar" --plain ux/dua >"$work/out"
expect 0 store key belajar.contoh.go.id
expect 0 proof ux -o "$work/plain.badge.json"
mkdir -p "$work/config/berpijar"
echo 'revocations = https://belajar.contoh.go.id/revoked.json' >"$work/config/berpijar/config"
expect 0 proof ux -o "$work/listed.badge.json"

# they STATUS WORDS FILE [LIST]: what the packages say.
they() {
	wanted=$1 words=$2 status=0
	shift 2
	node "$folder/verify.js" "$@" >"$work/out" 2>"$work/err" || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: $status: $(cat "$work/out" "$work/err")"
	grep -qF "$words" "$work/out" "$work/err" || fail "$*: $(cat "$work/out" "$work/err")"
}
they 0 verified "$work/plain.badge.json"
they 0 verified "$BERPIJAR_FIXTURES/ages/badge.json"

# One byte of it.
for change in 's/"2,5"/"2,6"/' 's/Semua/semua/' 's/contoh.go.id/contoh.go.ie/' \
	's/\(activityStartDate":"20\)2/\13/' 's/Mengapa/Mengopa/'; do
	sed "$change" "$work/plain.badge.json" >"$work/altered"
	! cmp -s "$work/altered" "$work/plain.badge.json" || fail "$change changes nothing"
	they 1 'Invalid signature' "$work/altered"
	expect 1 proof --verify "$work/altered"
done

# The list that the badge names: this one is not on it, then it is.
expect 0 store revoke 0000-0000-0000 --reason 'salah orang'
they 0 verified "$work/listed.badge.json" "$work/store/revoked.json"
number=$(sed 's/.*"licenseNumber":"\([^"]*\)".*/\1/' "$work/listed.badge.json")
expect 0 store revoke "$number" --reason 'dikerjakan orang lain'
they 1 revoked "$work/listed.badge.json" "$work/store/revoked.json"
