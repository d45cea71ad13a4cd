#!/bin/sh
# berpijar store check, backup, recover; bundles from one machine to another.
set -eu
case $1 in
/*) berpijar=$1 ;;
*) berpijar=$PWD/$1 ;;
esac
play=$(cd "$(dirname "$0")/../play" && pwd)
. "$(dirname "$0")/../shell.sh"
export HOME="$work/home" BERPIJAR_LANG=id
mkdir "$work/home"
store=$HOME/.local/share/berpijar/store

# learn ID: answers a question.
learn() {
	printf 'soal\n3 1 2\njawab\n' |
		"$berpijar" --plain --learner "$1" "$play/jenis.md" >"$work/play"
	grep -q tersimpan "$work/play" || fail "$(cat "$work/play")"
}

# noise FILE PAGE: a page of 4096 bytes becomes noise.
noise() {
	head -c 4096 /dev/urandom |
		dd of="$1" bs=4096 seek="$2" conv=notrunc status=none
}

expect 0 store check
says out '0 catatan belajar, 0 bermasalah'
learn siti
learn budi
expect 0 store check
says out 'baik   siti'
says out 'Cadangan: belum pernah'
says out '2 catatan belajar, 0 bermasalah'

# ---- backup ----

expect 2 store backup
expect 0 store backup "$work/cadangan"
says out '2 catatan belajar disalin'
expect 0 store check
says out 'Cadangan terakhir: 0 hari lalu'
set -- "$work"/cadangan/berpijar-*
expect 0 store check --store "$1"
says out '2 catatan belajar, 0 bermasalah'
expect 0 progress --learner siti --store "$1" --format json
"$berpijar" progress --learner siti --format json >"$work/now"
cmp "$work/out" "$work/now"
[ "$(stat -c %a "$1/learners/siti.db")" = 600 ] || fail 'others can read a backup'
for n in 1 2 3 4 5 6 7 8; do
	mkdir -p "$work/cadangan/berpijar-2020010${n}T000000Z/learners"
done
mkdir "$work/cadangan/berpijar-lain"
sleep 1
expect 0 store backup "$work/cadangan"
[ "$(ls "$work/cadangan" | wc -l)" -eq 8 ] || fail "$(ls "$work/cadangan")"
[ -d "$work/cadangan/berpijar-lain" ] || fail 'a folder of somebody else is gone'

# ---- damage ----

cp "$store/learners/budi.db" "$work/budi.db"
pages=$(($(stat -c %s "$store/learners/siti.db") / 4096))
noise "$store/learners/siti.db" $((pages - 1))
chmod 644 "$store/learners/budi.db"
expect 1 store check
says out 'GALAT  siti'
says out 'berpijar store recover --learner siti'
says out 'chmod 600'
expect 1 store check --format json
says out '"faulty": 2'
says out '"sound": false'
chmod 600 "$store/learners/budi.db"
expect 0 store recover
says out 'siti: '
says out 'damaged/siti-'
expect 0 store check
says out 'baik   siti'
cmp "$store/learners/budi.db" "$work/budi.db"
expect 0 store recover
says out 'Tidak ada catatan belajar yang rusak.'

# A damaged record is recovered when its learner comes, who is told.
learn tuti
pages=$(($(stat -c %s "$store/learners/tuti.db") / 4096))
noise "$store/learners/tuti.db" $((pages - 1))
rm -f "$store/learners/tuti.lock"
printf 'kembali\n' | "$berpijar" --plain --learner tuti "$play/jenis.md" >"$work/play"
grep -q 'rusak dan sudah dipulihkan' "$work/play" || fail "$(cat "$work/play")"
expect 0 store check --learner tuti
expect 1 store check --learner tidak-ada

# ---- bundles ----

expect 2 learner export budi --bundle
expect 0 learner export budi --bundle -o "$work/budi.bundel"
[ "$(stat -c %a "$work/budi.bundel")" = 600 ] || fail 'others can read a bundle'
expect 1 learner export budi --bundle -o "$work/budi.bundel" # it is there
other=$work/lain
expect 0 learner import --bundle "$work/budi.bundel" --store "$other"
says out 'budi: '
expect 0 progress --learner budi --store "$other" --format json
"$berpijar" progress --learner budi --format json >"$work/now"
cmp "$work/out" "$work/now"
expect 0 learner import --bundle "$work/budi.bundel" --store "$other"
says out '0 kejadian baru'
expect 0 store check --store "$other"
head -c 300 "$work/budi.bundel" >"$work/potong.bundel"
expect 1 learner import --bundle "$work/potong.bundel" --store "$other"
expect 1 learner import --bundle "$play/jenis.md" --store "$other"
says err 'bukan bundel'
