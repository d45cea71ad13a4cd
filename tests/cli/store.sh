#!/bin/sh
# berpijar store check, backup, recover; bundles from one machine to another.
set -eu
. "$(dirname "$0")/../shell.sh"
own_home

# answer ID: answers a question.
answer() {
	printf 'soal\n3 1 2\njawab\n' |
		"$berpijar" --plain --learner "$1" --content "$lesson" jenis >"$work/play"
	grep -q tersimpan "$work/play" || fail "$(cat "$work/play")"
}

# noise FILE PAGE: a page of 4096 bytes becomes noise.
noise() {
	head -c 4096 /dev/urandom |
		dd of="$1" bs=4096 seek="$2" conv=notrunc status=none
}

expect 0 store check
says out '0 catatan belajar, 0 bermasalah'
answer siti
answer budi
expect 0 store check
says out 'baik   siti'
says out 'Cadangan: belum pernah'
says out '2 catatan belajar, 0 bermasalah'

# ---- backup ----

# backups FOLDER: what is in it, on one line.
backups() {
	ls "$1" | tr '\n' ' '
}

# old FOLDER TIME: a whole backup of that time.
old() {
	mkdir -p "$1/berpijar-$2/learners"
	cp "$work/copy.db" "$1/berpijar-$2/learners/siti.db"
}

expect 2 store backup
expect 2 store backup ''
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
# Where backups are is nobody else's business, also if an older program said it to all.
[ "$(stat -c %a "$store/backup")" = 600 ] || fail 'others can read where backups are'
chmod 644 "$store/backup"
"$berpijar" store backup "$work/lagi" >"$work/out"
[ "$(stat -c %a "$store/backup")" = 600 ] || fail 'an old note stays open to all'
[ "$(backups "$1/learners")" = 'budi.db siti.db ' ] || fail "$(backups "$1/learners")"
cp "$1/learners/siti.db" "$work/copy.db"

# Only whole backups of our own count and are removed; no link is followed, and what is
# dated later, being made, or of one record alone is left alone.
cp -r "$store" "$work/hidup"
many=$work/banyak
for n in 1 2 3 4 5 6 7 8; do old "$many" "2020010${n}T000000Z"; done
cp "$work/copy.db" "$many/berpijar-20200101T000000Z/learners/a.db.db"
old "$work/sasaran" 20190101T000000Z
ln -s "$work/sasaran/berpijar-20190101T000000Z" "$many/berpijar-20190101T000000Z"
old "$many" 20190102T000000Z
rm -r "$many/berpijar-20190102T000000Z/learners"
ln -s "$work/sasaran/berpijar-20190101T000000Z/learners" \
	"$many/berpijar-20190102T000000Z/learners"
old "$many" 20190103T000000Z
echo x >"$many/berpijar-20190103T000000Z/catatan-saya"
old "$many" 20190104T000000Z
rm "$many/berpijar-20190104T000000Z/learners/siti.db"
ln -s "$work/copy.db" "$many/berpijar-20190104T000000Z/learners/siti.db"
mkdir -p "$many/berpijar-20190105T000000Z/learners" "$many/berpijar-lain"
old "$many" 20190106T000000Z-tidak-lengkap # of a learner of that name
old "$many" 20190107T000000Z-siti
old "$many" 29990101T000000Z
half=20190108T000000Z+tidak-lengkap
old "$many" $half # somebody is at it
exec 9<"$many/berpijar-$half"
flock 9
old "$many" 29990102T000000Z+tidak-lengkap
old "$many" 20190109T000000Z+tidak-lengkap
echo x >"$many/berpijar-20190109T000000Z+tidak-lengkap/learners/catatan-saya"
cp -r "$many" "$work/sebelum"
expect 0 store backup "$many"
says out '2 cadangan lama dihapus'
hides out 'tidak lengkap'
for n in 1 2; do rm -r "$work/sebelum/berpijar-2020010${n}T000000Z"; done
for one in "$many"/*; do
	[ -e "$work/sebelum/${one##*/}" ] || mv "$one" "$work/baru"
done
diff -r "$many" "$work/sebelum"
cmp "$work/copy.db" "$work/sasaran/berpijar-20190101T000000Z/learners/siti.db"
[ -e "$work/baru/learners/budi.db" ] || fail 'no new backup'

# What nobody is at any more goes with the next whole one.
exec 9<&-
for half in 20200101T000000Z 20200102T000000Z-siti; do
	old "$many" "$half+tidak-lengkap"
	: >"$many/berpijar-$half+tidak-lengkap/learners/budi.db-new"
done
mkdir "$many/berpijar-20200103T000000Z+tidak-lengkap"
expect 0 store backup "$many"
says out '4 cadangan lama yang tidak lengkap dihapus'
[ "$(ls -d "$many"/*+tidak-lengkap | wc -l)" -eq 2 ] || fail "$(backups "$many")"

# A backup of one record alone takes nobody's place.
mkdir "$work/satu"
for n in 1 2 3 4 5 6 7 8; do old "$work/satu" "2020010${n}T000000Z"; done
expect 0 store backup --learner siti "$work/satu"
[ "$(ls "$work/satu" | wc -l)" -eq 9 ] || fail "$(backups "$work/satu")"
[ -d "$(echo "$work"/satu/berpijar-*T??????Z-siti)" ] || fail "$(backups "$work/satu")"

# Those of the same second do not get into each other's way.
for n in 1 2 3; do expect 0 store backup "$work/berturut"; done
[ "$(ls "$work/berturut" | wc -l)" -eq 3 ] || fail "$(backups "$work/berturut")"

# Nothing to copy is no backup.
expect 1 store backup --store "$work/tidak-ada" "$work/kosong"
says err 'tidak ada catatan belajar di'
mkdir -p "$work/hampa/learners"
expect 1 store backup --store "$work/hampa" "$work/kosong"
[ ! -e "$work/kosong" ] || fail 'a backup of nothing was made'

# What is damaged is named, copies of the others stay, under another name.
rusak=$work/hidup
noise "$rusak/learners/siti.db" $(($(stat -c %s "$rusak/learners/siti.db") / 4096 - 1))
rm "$rusak/backup"
mkdir "$work/lama"
for n in 1 2 3 4 5 6 7 8; do old "$work/lama" "2020010${n}T000000Z"; done
for n in 1 2 3 4 5 6 7 8; do old "$work/lama" "2020020${n}T000000Z+tidak-lengkap"; done
expect 1 store backup --store "$rusak" "$work/lama"
says err 'siti: catatannya rusak'
hides err 'budi: '
says err '1 dari 2 catatan belajar tidak dapat disalin'
[ "$(ls "$work/lama" | wc -l)" -eq 15 ] || fail "$(backups "$work/lama")"
set -- "$work"/lama/berpijar-*+tidak-lengkap
[ $# -eq 7 ] && shift 6 && [ -e "$1/learners/budi.db" ] || fail "$(backups "$work/lama")"
[ ! -e "$rusak/backup" ] || fail 'said to be backed up'
expect 1 store backup --store "$rusak" --learner siti "$work/lama"
[ "$(ls "$work/lama" | wc -l)" -eq 15 ] || fail "$(backups "$work/lama")"

# Where there is no room, nothing is left behind.
mkdir "$work/penuh"
(
	trap '' XFSZ
	ulimit -f 8
	expect 1 store backup "$work/penuh"
	says err 'penuh'
)
[ -z "$(ls "$work/penuh")" ] || fail "$(backups "$work/penuh")"

# A path is one line, and nothing in it is obeyed.
expect 0 store backup "$work/$(printf 'a\033[31m\nb')"
hides out "$(printf '\033')"
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "$(cat "$work/out")"

expect 0 store backup --help
hides out 'nama masuk Anda'

# ---- damage ----

cp "$store/learners/budi.db" "$work/budi.db"
pages=$(($(stat -c %s "$store/learners/siti.db") / 4096))
noise "$store/learners/siti.db" $((pages - 1))
chmod 644 "$store/learners/budi.db"
expect 1 store check
says out 'GALAT  siti'
says out 'rusak: isinya tidak lulus pemeriksaan (SQLite: '
hides out 'in database main'
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
answer tuti
pages=$(($(stat -c %s "$store/learners/tuti.db") / 4096))
noise "$store/learners/tuti.db" $((pages - 1))
rm -f "$store/learners/tuti.lock"
printf 'kembali\n' | "$berpijar" --plain --learner tuti --content "$lesson" jenis >"$work/play"
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
expect 1 learner import --bundle "$lesson" --store "$other"
says err 'bukan bundel'

# ---- many records ----

# More than one process looks at them; they are told in their order, as by one.
crowd=$work/kelas
mkdir -p "$crowd/learners"
for i in $(seq 10 49); do
	cp "$work/copy.db" "$crowd/learners/peserta-$i.db"
done
noise "$crowd/learners/peserta-23.db" 1
expect 1 store check --store "$crowd"
says out '40 catatan belajar, 1 bermasalah'
seq 10 49 >"$work/wanted"
sed -n 's/^\(baik \|GALAT\)  peserta-\([0-9]*\).*/\2/p' "$work/out" >"$work/told"
cmp "$work/wanted" "$work/told" || fail "$(cat "$work/out")"
grep -q 'GALAT  peserta-23' "$work/out" || fail "$(cat "$work/out")"

# ---- a record that can be read, but not written ----

command -v sqlite3 >/dev/null || exit 0
mkdir -p -m 700 "$work/racun/learners"
cp "$BERPIJAR_FIXTURES/ages/schema-1.db" "$work/racun/learners/lama.db"
cp "$BERPIJAR_FIXTURES/ages/schema-2.db" "$work/racun/learners/baru.db"
chmod 600 "$work/racun/learners/"*
expect 0 store check --store "$work/racun"
hides out 'tidak dicoba'
sqlite3 "$work/racun/learners/lama.db" "delete from meta where name = 'replica'"
sqlite3 "$work/racun/learners/baru.db" \
	"update event set number = 9223372036854775807 where seq = 45"
expect 1 store check --store "$work/racun"
says out 'GALAT  lama'
says out 'GALAT  baru'
says out 'tidak dapat ditulis: '
expect 1 store check --store "$work/racun" --format json
says out '"writable": false'
printf 'keluar\n' | "$berpijar" --plain --learner lama --store "$work/racun" >"$work/play"
expect 0 store recover --store "$work/racun"
says out 'baru: '
expect 0 store check --store "$work/racun"
says out '2 catatan belajar, 0 bermasalah'
