#!/bin/sh
# qr.sh BERPIJAR [PAGE]: the code on a printed proof, looked at by the command; with PAGE, by the
# script of that page under node as well (else 77), which must say the same. Only for a course of
# root's a server signs, so it needs root, else it is skipped.
set -eu
[ "$(id -u)" -eq 0 ] || exit 77
page=${2-}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ -z "$page" ] || node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null || exit 77
. "$here/../shell.sh"
own_home
umask 022

# A program that draws nothing stands where berpijar-pdf is looked for: the sheet has the code.
mkdir "$work/bin"
cp "$berpijar" "$work/bin/berpijar"
printf '#!/bin/sh\nexec cat\n' >"$work/bin/berpijar-pdf"
chmod +x "$work/bin/berpijar-pdf"
berpijar=$work/bin/berpijar
export BERPIJAR_STORE="$work/store" BERPIJAR_LEARNER=siti
cp -R "$BERPIJAR_FIXTURES/proof" "$work/server"
export BERPIJAR_CONTENT="$work/server"
printf 'soal\na\n' | "$berpijar" --plain ux/satu >"$work/out"
printf '\n\n\n\n' | "$berpijar" --plain ux/dua >"$work/out"

# code_of FILE: what the code on that sheet says; nothing, if it is of the number alone.
code_of() {
	sed -n 's/.*"code": "\([^"]*\)".*/\1/p' "$1"
}
# says_of WORD CODE [OPTION...]: the verdict, of both.
says_of() {
	word=$1 said=$2 wanted=1
	shift 2
	case $word in Utuh) wanted=0 ;; esac
	expect $wanted proof --verify-qr "$said" "$@"
	says out "$word"
	printf '%s\n' "$said" >"$work/code"
	status=0
	"$berpijar" proof --verify-qr - "$@" <"$work/code" >"$work/piped" || status=$?
	[ $status -eq $wanted ] && cmp "$work/out" "$work/piped" || fail "another verdict by a pipe"
	[ -z "$page" ] || page_says "$wanted" "$word"
}
page_says() {
	status=0
	node "$here/periksa.mjs" "$page" "$work/code" "$work/keys" "$work/revoked" \
		>"$work/said" 2>"$work/err" || status=$?
	[ $status -eq "$1" ] || fail "the page: $status: $(cat "$work/said" "$work/err")"
	grep -q "$2" "$work/said" || fail "the page: no $2: $(cat "$work/said")"
	# the same words, whatever lines they stand in
	sed 's/kertasnya:/kertasnya./; s/, dan apit dengan tanda petik tunggal//; s/ Mintalah PDF.*//; s/lalu tambahkan --key BERKAS/lalu tempelkan/' "$work/out" | sort >"$work/ours"
	sed 's/\([.:]\) \(Kunci itu\|DICABUT\)/\1\n\2/; s/\(jangan dipercaya\.\|kepada servernya\.\) DICABUT/\1\nDICABUT/' "$work/said" | sed 's/^\(Kunci itu DICABUT[^.]*\.\) /\1\n/' | sort >"$work/theirs"
	cmp -s "$work/ours" "$work/theirs" || fail "other words: $(diff "$work/ours" "$work/theirs")"
}
# known [KEYS [REVOKED]]: what the page is given.
known() {
	cp "${1:-/dev/null}" "$work/keys"
	cp "${2:-/dev/null}" "$work/revoked"
}

# Nobody signs: the code is of the number, which proves nothing by itself.
expect 0 proof ux --name Siti -o "$work/bare.pdf"
[ -z "$(code_of "$work/bare.pdf")" ] || fail 'a code that nobody signed'
number=$(sed -n 's/.*"number": "\([^"]*\)".*/\1/p' "$work/bare.pdf")
known
says_of 'hanya nomor bukti' "$number"

expect 0 store key belajar.contoh.go.id
expect 0 learner set siti --name 'Siti Aminah – Ñ'
expect 0 proof ux --name 'Siti Aminah – Ñ' --nip 198609262015051001 --whole-nip -o "$work/a.pdf"
expect 0 proof ux --name 'Siti Aminah – Ñ' --nip 198609262015051001 --whole-nip -o "$work/b.pdf"
cmp "$work/a.pdf" "$work/b.pdf" || fail 'another code for the same record'
code=$(code_of "$work/a.pdf")
number=$(sed -n 's/.*"number": "\([^"]*\)".*/\1/p' "$work/a.pdf")
[ "${#code}" -gt 150 ] && [ "${#code}" -le 366 ] || fail "${#code} characters"
[ -z "$(printf %s "$code" | tr -d '0-9A-Z $%*+./:-')" ] || fail "no characters of base 45: $code"
known "$work/store/key.pub"
says_of Utuh "$code"
for words in "Nomor          $number" 'Nama           Siti Aminah – Ñ' '198609262015051001 (menurut pengisi)' \
	'JP             2,5' 'Kursus         Pengalaman pengguna'; do
	expect 0 proof --verify-qr "$code"
	says out "$words"
done
says_of Utuh "  $code  "

# What was cut, changed, made up, or is something else; each has its own words.
says_of TERPOTONG "${code%?}"
says_of TERPOTONG "${code%?????}"
says_of 'BP1:' 'https://contoh.go.id/bukti'
says_of SALAH 'BP1::::::'
says_of SALAH "$(printf %s "$code" | sed 's/^\(.\{40\}\)./\1a/')"
altered=$(printf %s "$code" | awk '{ c = substr($0, 100, 1); print substr($0, 1, 99) (c == "0" ? "1" : "0") substr($0, 101) }')
[ "$altered" != "$code" ] || fail 'nothing is altered'
expect 1 proof --verify-qr "$altered"
hides out Siti
says_of BERUBAH "$altered"

# Other servers' keys, and none.
expect 0 store key lain --store "$work/other"
known "$work/other/key.pub"
says_of 'KUNCI ASING' "$code" --key "$work/other/key.pub"
hides out Siti
known
says_of 'belum diketahui' "$code" --store "$work/none"

# What earlier programs printed.
known "$BERPIJAR_FIXTURES/ages/badge.key.pub"
says_of Utuh "$(cat "$BERPIJAR_FIXTURES/ages/claim.txt")" --key "$BERPIJAR_FIXTURES/ages/badge.key.pub"

# The page of this server has its keys and what it revoked.
own_page() {
	[ -n "$page" ] || return 0
	status=0
	printf '%s\n' "$code" >"$work/code"
	node "$here/periksa.mjs" "$work/$1" "$work/code" >"$work/said" 2>&1 || status=$?
	[ $status -eq "$2" ] && grep -q "$3" "$work/said" || fail "its page: $status: $(cat "$work/said")"
}
expect 1 store page --store "$work/none"
says err 'belum ada kunci server'
expect 0 store page -o "$work/one.html"
grep -qF "$(cat "$work/store/key.pub")" "$work/one.html" || fail 'no key in it'
expect 1 store page -o "$work/one.html"
expect 0 store page
cmp "$work/out" "$work/one.html" || fail 'another page'
own_page one.html 0 Utuh

# The number is revoked, then the key: it does not say when it signed.
expect 0 store revoke "$number" --reason 'dikerjakan <orang> & lain'
expect 0 store page -o "$work/two.html"
own_page two.html 1 'DICABUT: bukti nomor .*: dikerjakan <orang> & lain'
known "$work/store/key.pub" "$work/store/revoked.json"
says_of "DICABUT: bukti nomor $number tidak berlaku lagi: dikerjakan <orang> & lain" "$code"
expect 0 store key --rotate
rm "$work/store/revoked.json"
cat "$work/store/key.pub" "$work/store/keys.pub" >"$work/all.pub"
known "$work/all.pub"
says_of Utuh "$code"
says out 'tetap berlaku'
old=$(sed -n 's/^retired .* \(berpijar-ed25519 .*\)/\1/p' "$work/store/keys.pub")
echo "revoked 2026-01-01T00:00:00.000Z $old" >"$work/gone.pub"
known "$work/gone.pub"
says_of 'tidak menyebut kapan' "$code" --key "$work/gone.pub"
# it stays revoked beside a line that does not say so, and a day that is none is not passed over
{
	echo "$old"
	cat "$work/gone.pub"
} >"$work/both.pub"
known "$work/both.pub"
says_of 'tidak menyebut kapan' "$code" --key "$work/both.pub"
if [ -n "$page" ]; then
	printf '%s\n' "$code" >"$work/code"
	for since in kemarin 0 -1; do
		echo "revoked $since $old" >"$work/undated.pub"
		! node "$here/periksa.mjs" "$page" "$work/code" "$work/undated.pub" >"$work/said" 2>&1 ||
			fail "revoked $since: $(cat "$work/said")"
		grep -q 'Kunci publik tidak terbaca' "$work/said" || fail "revoked $since: $(cat "$work/said")"
	done
fi
