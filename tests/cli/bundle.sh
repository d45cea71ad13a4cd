#!/bin/sh
# bundle.sh BERPIJAR: a record on its way to another machine, and what it may not do there.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store" HOME="$work" BERPIJAR_LEARNER=siti
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof"
other=$work/other

printf 'soal\na\n' | "$berpijar" --plain ux/satu >"$work/out"
expect 0 learner export siti --bundle -o "$work/siti.bundle"

# A dry run says how many events are new, and writes nothing.
expect 0 learner import --bundle "$work/siti.bundle" --dry-run --store "$other"
says out 'siti: '
says out 'would be added; nothing has been written'
[ ! -e "$other" ] || fail 'a dry run made a store'
expect 0 learner import --bundle "$work/siti.bundle" --store "$other"
expect 0 learner import --bundle "$work/siti.bundle" --dry-run --store "$other"
says out 'siti: 0 new events of '

# Another learner's record takes it only if that is meant.
expect 0 learner add joko --store "$other"
expect 1 learner import --bundle "$work/siti.bundle" joko --store "$other"
says err 'is the bundle of learner "siti", not "joko"'
expect 1 learner import --bundle "$work/siti.bundle" joko --dry-run --store "$other"
expect 0 learner show joko --store "$other"
says out 'Events recorded: 0'
expect 0 learner import --bundle "$work/siti.bundle" joko --force --store "$other"
hides out 'joko: 0 new'
expect 0 learner import --bundle "$work/siti.bundle" siti --store "$other"

# Whoever wanted to be forgotten is not brought back by an old bundle, --force or not.
uuid=$("$berpijar" learner show siti --format json | sed -n 's/.*"uuid": "\([^"]*\)".*/\1/p')
mkdir -p "$work/gone/sync/erased"
: >"$work/gone/sync/erased/$uuid"
expect 1 learner import --bundle "$work/siti.bundle" --store "$work/gone"
says err 'erased'
expect 1 learner import --bundle "$work/siti.bundle" --force --store "$work/gone"
[ ! -e "$work/gone/learners/siti.db" ] || fail 'brought back'
# … nor by one from before two records of theirs were joined, which has the other UUID
person=01234567-89ab-4cde-8f01-23456789abcd between=11234567-89ab-4cde-8f01-23456789abcd
mkdir -p "$work/joined/sync/erased" "$work/joined/sync/joined"
echo "told $between" >"$work/joined/sync/joined/$uuid"
echo $person >"$work/joined/sync/joined/$between"
: >"$work/joined/sync/erased/$person"
expect 1 learner import --bundle "$work/siti.bundle" --store "$work/joined"
says err 'erased'
[ ! -e "$work/joined/learners/siti.db" ] || fail 'brought back under another UUID'

# Of two records that become one person's, the UUID that is given up is noted at either place,
# whichever it is, so that an old bundle of it is known when they are erased.
uuid_at() {
	"$berpijar" learner show siti --store "$1" --format json | sed -n 's/.*"uuid": "\([^"]*\)".*/\1/p'
}
printf 'soal\na\n' | "$berpijar" --plain ux/satu --store "$work/second" >"$work/out"
expect 0 learner export siti --bundle --store "$work/second" -o "$work/second.bundle"
own=$(uuid_at "$work/second")
[ "$own" != "$uuid" ] || fail 'one UUID by chance'
cp -a "$work/store" "$work/first"
expect 0 learner import --bundle "$work/second.bundle" --store "$work/first"
expect 0 learner import --bundle "$work/siti.bundle" --store "$work/second"
holds=$(uuid_at "$work/first")
given=$(printf '%s\n%s\n' "$own" "$uuid" | grep -vxF "$holds")
for place in first second; do
	[ "$(uuid_at "$work/$place")" = "$holds" ] || fail "another UUID at the $place"
	[ "$(cat "$work/$place/sync/joined/$given")" = "$holds" ] || fail "not noted at the $place"
done

# One that is there stays, and the message knows how it is replaced.
cp "$work/siti.bundle" "$work/before"
expect 1 learner export siti --bundle -o "$work/siti.bundle"
says err '--force'
expect 0 learner export siti --bundle --force -o "$work/siti.bundle"
cmp "$work/siti.bundle" "$work/before"
[ "$(stat -c %a "$work/siti.bundle")" = 600 ] || fail 'others can read a bundle'

# What cannot be read has its reason; a pipe keeps nobody waiting.
expect 1 learner import --bundle "$work/none"
says err 'there is no such file or folder'
mkfifo "$work/pipe"
expect 1 learner import --bundle "$work/pipe"
says err 'is not a regular file'
head -c 100 "$work/siti.bundle" >"$work/short"
expect 1 learner import --bundle "$work/short"
says err 'is damaged'

# A head that promises more than there can be is refused before it is added up.
head='{"berpijar":"bundle","version":1,"learner":"siti","events":9223372036854775807,"places":9223372036854775807}'
printf '%s\n' "$head" >"$work/huge"
printf '{"sha256":"%s"}\n' "$(sha256sum "$work/huge" | cut -c 1-64)" >>"$work/huge"
expect 1 learner import --bundle "$work/huge"
hides err 'runtime error'

# Files are written to files, whatever --force says.
expect 1 learner export siti --force -o "$work/pipe"
says err 'is not a regular file'
[ -p "$work/pipe" ] || fail 'the pipe is gone'
expect 1 learner export siti --bundle --force -o "$work/pipe"
[ -p "$work/pipe" ] || fail 'the pipe is gone'
: >"$work/target"
ln -s target "$work/link"
ln -s nowhere "$work/loose"
for link in link loose; do
	expect 1 learner export siti --force -o "$work/$link"
	says err 'is a symbolic link'
	[ -L "$work/$link" ] || fail 'the link is gone'
done
[ ! -s "$work/target" ] || fail 'written through a link'
if mknod "$work/device" c 1 7 2>/dev/null; then # as /dev/full
	expect 1 learner export siti --force -o "$work/device"
	[ -c "$work/device" ] || fail 'the device is gone'
fi

# A server signs what it recorded, and tells apart what was brought to it.
printf '\n\n\n\n' | "$berpijar" --plain ux/dua >"$work/out"
expect 0 learner export siti --bundle --force -o "$work/siti.bundle"
expect 0 learner import --bundle "$work/siti.bundle" --store "$other"
expect 0 store key belajar.contoh.go.id --store "$other"
expect 0 proof ux --name Siti
hides out 'Dibawa masuk'
says out 'Peserta        siti'
says out 'Siti (menurut pengisi)'
expect 0 proof ux --name Siti --store "$other"
says out 'Dibawa masuk   2,5 JP'
says out 'tidak dicatat di sini'
says out ' 1* Mengapa'
says out 'yang hanya'
expect 0 proof ux --name Siti --store "$other" -o "$work/brought.json"
grep -q '"format":"berpijar-proof-2","learner":"siti"' "$work/brought.json" ||
	fail 'not of the new form'
grep -q '"brought":true' "$work/brought.json" || fail 'not marked'
expect 0 proof --verify "$work/brought.json" --key "$other/key.pub"
expect 0 learner show siti --store "$other"
says out 'Of these brought by an import: '
hides out 'by an import: 0'
expect 0 learner show siti
hides out 'by an import'
printf 'id,nama\nsiti,Siti Aminah\n' >"$work/class.csv"
expect 0 learner import "$work/class.csv" --force --store "$other"
expect 0 proof ux --name 'Siti Aminah' --store "$other"
hides out 'menurut pengisi'
expect 0 proof ux --name 'Siti Aminah B' --store "$other"
says out 'Siti Aminah B (menurut pengisi)'

# With the learner's consent a bundle tells name and unit, which are kept where there are
# none; without it an older program reads it, too. A folder of them is merged at once.
expect 0 learner set siti --name 'Siti Aminah' --unit 'Dinas B'
mkdir "$work/folder"
expect 0 learner export siti --bundle -o "$work/folder/a.bundle"
gzip -dc <"$work/folder/a.bundle" | head -1 >"$work/out"
says out '"version":1'
hides out Aminah
expect 0 learner export siti --bundle --with-name -o "$work/folder/b.bundle"
gzip -dc <"$work/folder/b.bundle" | head -1 >"$work/out"
says out '"version":2'
says out '"name":"Siti Aminah","unit":"Dinas B"'
expect 0 learner export siti --bundle --with-name --without-name --force -o "$work/none.bundle"
gzip -dc <"$work/none.bundle" | head -1 >"$work/out"
hides out Aminah
expect 0 learner import --bundle "$work/folder" --store "$work/third"
expect 0 learner show siti --store "$work/third"
says out 'Siti Aminah'
expect 0 learner set siti --name 'Siti C' --store "$work/third"
expect 0 learner import --bundle "$work/folder/b.bundle" --store "$work/third"
expect 0 learner show siti --store "$work/third"
says out 'Siti C'
says out 'Dinas B'
expect 0 proof ux --store "$work/third"
says out 'menurut pengisi'
echo 'no bundle' >"$work/folder/catatan.txt"
expect 1 learner import --bundle "$work/folder" --store "$work/third"
says err 'catatan.txt'
says err '1 of 3 files'
says out 'siti: 0 new events'
expect 2 learner import --bundle "$work/folder" siti --store "$work/third"
rm "$work/folder/catatan.txt"
expect 0 report ux --from "$work/folder" --format json
says out '"learners": 1'
says out '"name": "Siti Aminah"'
head -c 300 "$work/folder/a.bundle" >"$work/folder/c.bundle"
expect 1 report ux --from "$work/folder" --format json
says err 'c.bundle'
says out '"learners": 1'

# An altered record is neither sent away nor vouched for.
command -v sqlite3 >/dev/null || exit 0
expect 0 proof ux --name Siti
sqlite3 "$work/store/learners/siti.db" \
	"update event set jp_halves = 40 where verb = 'completed'"
expect 1 learner export siti --bundle -o "$work/altered.bundle"
says err 'berpijar store recover --learner siti'
[ ! -e "$work/altered.bundle" ] || fail 'an altered record was written'
expect 1 proof ux --name Siti
says err 'berpijar store recover --learner siti'
expect 0 store recover --learner siti
expect 0 learner export siti --bundle -o "$work/recovered.bundle"
