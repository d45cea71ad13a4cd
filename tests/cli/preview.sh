#!/bin/sh
# preview.sh BERPIJAR: what a path names is looked at and not recorded; only courses of the
# library are, and a server signs only for those that no learner can write.
set -eu
. "$(dirname "$0")/../shell.sh"
own_home
umask 022
unset BERPIJAR_CONTENT
course=$HOME/.local/share/berpijar/content

# A learner's own file says that it has 999.5 JP.
printf -- '---\ntitle: Kaya JP\njp: 999.5\n---\nSatu baris.\n' >"$work/kaya.md"
printf '\n\n\nkeluar\n' | "$berpijar" --plain --learner siti "$work/kaya.md" >"$work/out"
says out 'tidak dicatat'
hides out tersimpan
[ ! -e "$store" ] || fail 'a preview opened a store'
expect 1 proof "$work/kaya.md" --learner siti --name Siti
says err 'tidak dicatat'
expect 1 progress --learner siti --format json --content "$BERPIJAR_FIXTURES/proof"

# A folder, a file of questions, and a course of the library are looked at in the same way.
mkdir "$work/folder"
cp "$work/kaya.md" "$work/folder/01-kaya.md"
printf '::q1::Dua tambah dua?{=empat ~lima}\n' >"$work/bank.gift"
for path in "$work/folder" "$work/bank.gift" "$work"; do
	printf 'keluar\n' | "$berpijar" --plain preview "$path" >"$work/out"
	says out 'tidak dicatat'
done
printf 'soal\na\nkeluar\n' | "$berpijar" --plain preview "$work/bank.gift" >"$work/out"
says out 'BENAR'
hides out tersimpan
printf 'keluar\n' | "$berpijar" --plain --content "$BERPIJAR_FIXTURES/proof" \
	preview ux/satu >"$work/out"
says out 'tidak dicatat'
[ ! -e "$store/learners" ] || fail 'a preview made a record'

# A folder beside one is named without "./", as the shell completes it.
(cd "$work" && printf 'keluar\n' | "$berpijar" --plain preview folder >"$work/out")
says out 'tidak dicatat'

# What is no file is not opened: a FIFO would wait for ever.
mkfifo "$work/pipa.md"
expect 1 preview "$work/pipa.md"
expect 1 preview "$work/tiada.md"
says err 'tidak ada'
expect 2 preview
expect 2 preview "$work/kaya.md" --store "$work"

expect 0 store key belajar.contoh.go.id

# In the learner's own folder it is recorded, and proved as the learner's own: unsigned.
mkdir -p "$course/kaya"
cp "$work/kaya.md" "$course/kaya/01-kaya.md"
printf '\n\n\nkeluar\n' | "$berpijar" --plain --learner siti "$course/kaya" >"$work/out"
hides out 'tidak dicatat'
expect 0 proof kaya --learner siti --name Siti
says out 'milik peserta'
says out 'laporan mandiri'
hides out ditandatangani
hides out "$HOME"
expect 0 proof kaya --learner siti --format json
says out '"owner":"peserta"'
says out '"signed_by":null'
sum=$(sha256sum "$course/kaya/01-kaya.md" | cut -d ' ' -f 1)
sum=$(printf '01-kaya.md\0%s\n' "$sum" | sha256sum | cut -d ' ' -f 1)
says out "\"sha256\":\"$sum\""

# A course of root's that nobody else can write is the server's: signed.
[ "$(id -u)" = 0 ] || exit 0
cp -R "$BERPIJAR_FIXTURES/proof" "$work/server"
chown -R 0:0 "$work/server"
chmod -R go-w "$work/server"
printf 'soal\na\nkeluar\n' |
	"$berpijar" --plain --learner siti --content "$work/server" ux/satu >"$work/out"
printf '\n\n\n\nkeluar\n' |
	"$berpijar" --plain --learner siti --content "$work/server" ux/dua >"$work/out"
expect 0 proof ux --learner siti --name Siti --content "$work/server"
says out 'milik server'
says out 'ditandatangani oleh server belajar.contoh.go.id'
hides out "$work"
# A learner's own course with the id of a server's gives no more JP than that one.
mkdir -p "$course/ux"
cp "$work/server/ux/"* "$course/ux"
sed -i 's/^jp: .*/jp: 999.5/' "$course/ux"/*.md
printf 'soal\na\nkeluar\n' | "$berpijar" --plain --learner budi ux/satu >"$work/out"
printf '\n\n\n\nkeluar\n' | "$berpijar" --plain --learner budi ux/dua >"$work/out"
expect 0 proof ux --learner budi --name Budi
says out 'milik peserta'
rm -r "$course/ux"
expect 0 proof ux --learner budi --name Budi --content "$work/server"
says out ditandatangani
hides out 999,5
for loose in "$work/server" "$work/server/ux" "$work/server/ux/01-satu.md"; do
	chmod g+w "$loose"
	expect 0 proof ux --learner siti --name Siti --content "$work/server"
	says out 'milik peserta'
	hides out ditandatangani
	chmod g-w "$loose"
done
