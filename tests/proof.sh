#!/bin/sh
# proof.sh BERPIJAR [pdf]: a finished course is proved, signed, and looked at again.
set -eu
pdf=${2:-}
. "$(dirname "$0")/shell.sh"
unset BERPIJAR_LANG
export BERPIJAR_STORE="$work/store" BERPIJAR_LEARNER=siti
umask 022
cp -R "$BERPIJAR_FIXTURES/proof" "$work/server" # a server signs for what is root's alone
export BERPIJAR_CONTENT="$work/server"

nip='19860926 201505 1 001'

# A course that is not finished is refused with what is missing.
expect 1 proof ux --name Siti
says err '0 dari 2 modul'
printf 'soal\na\n' | "$berpijar" --plain ux/satu >"$work/out"
expect 1 proof ux --name Siti
says err '1 dari 2 modul'
says err 'Judul modul yang'
hides err 'Mengapa layanan,'
printf '\n\n\n\n' | "$berpijar" --plain ux/dua >"$work/out"

# What it shows, and what it hides; the same record gives the same bytes.
expect 0 proof ux --name 'Siti Aminah' --nip "$nip" --unit Kominfo -o "$work/a.txt"
[ "$(stat -c %a "$work/a.txt")" = 600 ] || fail 'others can read it'
expect 0 proof ux --name 'Siti Aminah' --nip "$nip" --unit Kominfo -o "$work/b.txt"
cmp "$work/a.txt" "$work/b.txt"
expect 0 proof ux --name 'Siti Aminah' --nip "$nip" --unit Kominfo
says out '***************001'
says out 'laporan mandiri'
says out 'Judul modul yang'
hides out 1986
hides out Garuda
hides err peringatan
expect 0 proof ux --name 'Siti Aminah' --nip "$nip" --unit Kominfo -o "$work/a.json"
LC_ALL=C expect 0 proof ux --lang en
says out 'Bukti Belajar Mandiri'
says out '##############  '
hides out Siti

# It stays what it is when another course is learned; when this one is changed, only the
# hash of its content is another one.
cp -R "$BERPIJAR_CONTENT" "$work/content"
sed 's/^version:.*/version: "9.9"/' "$BERPIJAR_CONTENT/ux/course.yaml" \
	>"$work/content/ux/course.yaml"
cp -R "$work/content/ux" "$work/content/lain"
printf 'soal\na\n' | "$berpijar" --plain --content "$work/content" lain/satu \
	>"$work/out"
grep -q BENAR "$work/out" || fail 'the other course was not answered'
expect 0 proof ux --name 'Siti Aminah' --nip "$nip" --unit Kominfo -o "$work/later.txt"
cmp "$work/a.txt" "$work/later.txt"
without_hash() {
	sed 's/"\(sha256\|digest\)":"[^"]*"/"\1":""/g' "$1"
}
expect 0 proof ux --content "$work/content" --name 'Siti Aminah' --nip "$nip" \
	--unit Kominfo -o "$work/later.json"
! cmp -s "$work/a.json" "$work/later.json" || fail 'the content is said to be the same'
[ "$(without_hash "$work/a.json")" = "$(without_hash "$work/later.json")" ] ||
	fail 'it is another proof'

# An odd number is printed all the same, with a warning that does not repeat it.
expect 0 proof ux --nip 12345
says err peringatan
hides err 12345
says out '**345'

# Nothing is replaced unasked, and there are three forms.
expect 1 proof ux -o "$work/a.txt"
expect 0 proof ux --force -o "$work/b.txt"
expect 2 proof ux --format xml
expect 2 proof
expect 2 proof ux --verify "$work/a.txt"
expect 2 progress --nip 1

# Any altered byte shows.
for form in txt json; do
	expect 0 proof --verify "$work/a.$form"
	says out 'Tidak ditandatangani; isinya sesuai dengan sidiknya sendiri'
	hides out Utuh
	says out 'Laporan mandiri'
	sed 's/Siti/Sita/' "$work/a.$form" >"$work/altered"
	expect 1 proof --verify "$work/altered"
	says out BERUBAH
done
expect 1 proof --verify "$work/none"
expect 1 proof --verify "$0"

# A server's key signs, is its owner's alone, and is never replaced.
expect 2 store
expect 2 store key a b
expect 2 store nothing
expect 0 store key belajar.contoh.go.id
[ "$(stat -c %a "$work/store/key")" = 600 ] || fail 'others can read the key'
cp "$work/store/key" "$work/key"
expect 1 store key other
cmp "$work/store/key" "$work/key"
! grep -q secret "$work/store/key.pub" || fail 'a secret in key.pub'
signs=$([ "$(id -u)" = 0 ] && echo 'txt json' || :)
for form in $signs; do
	expect 0 proof ux --name Siti -o "$work/signed.$form"
	says err "signed.$form"
	grep -q 'ditandatangani oleh server belajar.contoh.go.id' "$work/signed.$form" ||
		fail "not signed: $form"
	expect 0 proof --verify "$work/signed.$form"
	says out Utuh
	says out 'kunci server belajar.contoh.go.id'
	expect 0 proof --verify "$work/signed.$form" --store "$work/other"
	says out 'belum diketahui'
	expect 0 proof --verify "$work/signed.$form" --store "$work/other" \
		--key "$work/store/key.pub"
	says out 'kunci server belajar.contoh.go.id'
	sed 's/Siti/Sita/' "$work/signed.$form" >"$work/altered"
	expect 1 proof --verify "$work/altered"
	says out BERUBAH
	expect 1 proof --verify "$work/a.$form" --key "$work/store/key.pub" # unsigned
done

# Another server's key, one that is no key, and one that others can read.
expect 0 store key other --store "$work/other"
if [ "$signs" ]; then
	expect 1 proof --verify "$work/signed.txt" --key "$work/other/key.pub"
	says out BUKAN
	expect 1 proof --verify "$work/signed.txt" --key "$work/a.txt"
fi
chmod 644 "$work/store/key"
[ ! "$signs" ] || expect 3 proof ux
chmod 600 "$work/store/key"
echo nonsense >"$work/store/key"
[ ! "$signs" ] || expect 1 proof ux
rm "$work/store/key"

# A PDF, the same for the same record.
if [ "$pdf" = pdf ]; then
	echo leak:libfontconfig >"$work/suppressions" # it keeps what it found for ever
	export LSAN_OPTIONS="suppressions=$work/suppressions:print_suppressions=0"
	expect 0 proof ux --name Siti --nip "$nip" -o "$work/a.pdf"
	sleep 1.1 # another second on the clock
	expect 0 proof ux --name Siti --nip "$nip" -o "$work/b.pdf"
	cmp "$work/a.pdf" "$work/b.pdf"
	[ "$(head -c 5 "$work/a.pdf")" = %PDF- ] || fail 'no PDF'
else
	expect 1 proof ux -o "$work/a.pdf"
	says err berpijar-pdf
fi

# A question whose key proved wrong is graded anew: the proof of now names that of before.
rm -f "$work/store/key"
rm -rf "$work/content"
cp -R "$BERPIJAR_FIXTURES/proof" "$work/content"
export BERPIJAR_CONTENT="$work/content"
expect 0 learner set siti --name 'Siti Aminah'
expect 0 proof ux -o "$work/before.json"
hides out regraded
number=$(sed 's/.*"number":"\([^"]*\)".*/\1/' "$work/before.json")
sed -i 's/{=empat ~lima}/{~empat =lima ~=lima belas}/' "$work/content/ux/01-satu.md"
expect 0 regrade ux/satu --question q1 --lang id
says out '1 jawaban tetap seperti semula'
sed -i 's/ ~=lima belas//' "$work/content/ux/01-satu.md"
expect 0 regrade ux/satu --question q1 --force
expect 0 proof ux -o "$work/after.json"
grep -q "\"regraded\":\[{\"at\":\"[^\"]*\",\"before\":\"$number\"" "$work/after.json" ||
	fail "does not name $number: $(cat "$work/after.json")"
! grep -q "\"number\":\"$number\"" "$work/after.json" || fail 'the same number'
expect 0 proof --verify "$work/after.json"
expect 0 proof --verify "$work/before.json"
expect 0 proof ux
says out 'Perbaikan      nilai soal "q1" diperbaiki pada'
tr -s ' \n' ' ' <"$work/out" | grep -qF "bukti nomor $number dibuat sebelumnya" ||
	fail 'does not name the proof of before'
