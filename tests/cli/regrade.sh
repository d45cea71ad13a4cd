#!/bin/sh
# regrade.sh BERPIJAR: a question whose key proved wrong is mended, and everybody is told.
set -eu
. "$(dirname "$0")/../shell.sh"
export HOME="$work" BERPIJAR_LANG=id BERPIJAR_STORE="$work/store"
export BERPIJAR_CONTENT="$work/content"
course=$work/content/uji
unset BERPIJAR_LEARNER || :

mkdir -p "$course"
printf 'title: Kursus uji\nversion: "1.0"\npass: 70\n' >"$course/course.yaml"
# module FILE HEAD [CHOICES]: the choices of its first question
module() {
	printf -- '---\ntitle: %s\n---\n\n```gift\n::kota::Ibu kota Jawa Barat? {%s}\n\n::dua::Dua tambah dua? {#4}\n```\n' \
		"$2" "${3:-=Bogor ~Bandung ~Cirebon}" >"$course/$1"
}
lesson=$(printf 'Pelajaran\njp: 1')
exam=$(printf 'Ujian\nkind: exam\njp: 2')
module 01-satu.md "$lesson"
module 90-ujian.md "$exam"

# play LEARNER MODULE LINE...
play() {
	learner=$1 module=uji/$2
	shift 2
	printf '%s\n' "$@" keluar |
		"$berpijar" --plain --learner "$learner" "$module" >"$work/out" 2>&1 ||
		fail "play: $(cat "$work/out")"
}
# siti knows better, budi believes the key, cici has not handed in
play siti ujian 1 b 4 '' '' ''
says out 'Nilai 50, belum lulus'
play budi ujian 1 a 4 '' '' ''
says out 'Lulus dengan nilai 100'
play cici ujian 1 b
play siti satu soal b lanjut soal 4 ''
cp "$course/90-ujian.md" "$work/before.md"

# What is asked for must be there, and must make sense.
expect 2 regrade uji/ujian
expect 2 regrade uji --question kota
expect 2 regrade uji/ujian --question kota --force --dry-run
expect 2 regrade uji/ujian --question kota --void --was "$work/before.md"
expect 2 regrade uji/ujian --question kota --hash 12
says err '16 angka heksadesimal'
expect 1 regrade uji/lain --question kota
expect 1 regrade uji/ujian --question koto
says err 'berpijar export uji/ujian --format json'
expect 1 regrade uji/ujian --question koto --void
says err 'tidak ada yang menjawabnya'
expect 1 regrade uji/ujian --question kota --learner tono

# As long as the key is the same, nothing changes.
expect 0 regrade uji/ujian --question kota
says out '0 peserta berubah, 3 tetap'

# A dry run says what would change, and writes nothing.
module 01-satu.md "$lesson" '~Bogor =Bandung ~Cirebon'
module 90-ujian.md "$exam" '~Bogor =Bandung ~Cirebon'
for again in 1 2; do
	expect 0 regrade uji/ujian --question kota
	says out 'Soal "kota" (uji/ujian): dinilai ulang menurut kunci di modul sekarang'
	says out ': 2 jawaban'
	says out 'siti: 1 jawaban naik, 0 turun; ujian 50 -> 100, kini lulus; nilai modul 50 -> 100; modul selesai'
	says out 'budi: 0 jawaban naik, 1 turun; nilai modul tetap 100'
	says out '1 ujian masih berjalan'
	says out '2 peserta berubah, 1 tetap'
	says out 'Belum ada yang ditulis'
done
expect 0 regrade uji/ujian --question kota --learner siti --format json
tr -d ' \n' <"$work/out" >"$work/json"
for part in '"written":false' '"versions":[{"hash":"' '"answers":1,"unclear":0}]' \
	'"learners":[{"id":"siti","answers":1,"raised":1,"lowered":0,"voided":0' \
	'"before":0.5,"after":1.0,"attempts":[{"attempt":"' '"passes":true}]' \
	'"completes":true,"fault":null'; do
	grep -qF -- "$part" "$work/json" || fail "no $part in $(cat "$work/json")"
done

# It is done once; what was passed and earned stays.
expect 0 regrade uji/ujian --question kota --force
hides out 'Belum ada yang ditulis'
expect 0 regrade uji/ujian --question kota --force
says out '0 peserta berubah, 3 tetap'
expect 0 progress --learner siti
says out 'selesai    Ujian · nilai 100'
says out 'soal "kota" dinilai ulang pada'
says out ': nilai 100, tadinya 50'
says out '2 dari 3 JP'
expect 0 progress --learner budi
says out 'selesai    Ujian · nilai 100'
expect 0 progress --learner budi --format json
tr -d ' \n' <"$work/out" >"$work/json"
grep -qF '"id":"kota","answered":1,"last_correct":false,"best":0.0,"last":0.0' "$work/json" ||
	fail 'the key of before counts'
grep -qF '"regrades":[{"course":"uji","module":"ujian","question":"kota","name":"kota","at_ms":' \
	"$work/json" || fail "no regrade: $(cat "$work/json")"
expect 0 learner export siti
says out '"verb": "scored"'
says out '"before": 0.5'
expect 0 learner export siti --format csv
says out '"scored"'
expect 0 store check
says out '3 catatan belajar, 0 bermasalah'

# The learner is told once, on the screen that comes first.
play siti ujian
says out 'Soal "kota" di "Ujian" dinilai ulang pada'
says out 'nilai Anda 100, tadinya 50.'
play siti ujian
hides out 'dinilai ulang pada'
says out 'Lihat lagi percobaan 1, nilai 100, lulus'
play siti ujian 2 1
says out 'Nilainya 50 ketika dikumpulkan'
says out 'BENAR, nilai 100'
says out 'Kunci soal ini keliru dan sudah diperbaiki'
play cici ujian
hides out 'dinilai ulang'

# The lesson: a grade goes up, and the module is done, dated when it was learned.
expect 0 regrade uji/satu --question kota --force
says out 'siti: 1 jawaban naik, 0 turun; nilai modul 50 -> 100; modul selesai'
expect 0 learner export siti
tr -d ' \n' <"$work/out" | sed 's/},{/}\n{/g' >"$work/events"
answered=$(grep '"module":"satu","question":"dua","grade":1' "$work/events" |
	sed 's/.*"at":"\([^"]*\)".*/\1/')
grep -F '"verb":"completed","course":"uji","module":"satu"' "$work/events" |
	grep -qF "\"at\":\"$answered\"" || fail "not dated when it was learned: $answered"
expect 0 progress --learner siti
says out '2/2 modul selesai, 3 dari 3 JP'

# What was handed in later is mended later.
play cici ujian 2 4 '' '' ''
expect 0 regrade uji/ujian --question kota --force
says out 'cici: 1 jawaban naik, 0 turun; ujian 50 -> 100, kini lulus'

# A proof says so; there was none before the course was finished.
expect 0 proof uji --learner siti --name Siti -o "$work/first.json"
grep -q '"regraded":\[{"at":' "$work/first.json" || fail 'not said in JSON'
expect 0 proof --verify "$work/first.json"
expect 0 proof uji --learner siti --name Siti
says out 'nilai soal "kota" diperbaiki pada'
hides out 'dibuat sebelumnya'

# Words were mended as well: choices are known again by the module as it was.
play dina ujian 1 b 4 '' '' ''
says out 'Lulus dengan nilai 100'
cp "$course/90-ujian.md" "$work/now.md"
module 01-satu.md "$lesson" '=Bogor ~Bandung ~Cirebon'
play dina satu soal b lanjut soal 4 ''
cp "$course/01-satu.md" "$work/lesson-before.md"
printf -- '---\ntitle: Pelajaran\njp: 1\n---\n\n```gift\n::kota::Apa ibu kota Jawa Barat? {~Cirebon =Bandung ~Bogor}\n\n::dua::Dua tambah dua? {#4}\n```\n' \
	>"$course/01-satu.md"
expect 0 regrade uji/satu --question kota --learner dina
says out '1 jawaban tetap seperti semula'
says out '--was'
expect 1 regrade uji/satu --question kota --learner dina --was "$0"
expect 0 regrade uji/satu --question kota --learner dina --was "$work/lesson-before.md"
says out 'dina: 1 jawaban naik, 0 turun'

# A question is dropped: it leaves the sum, and nobody has less for it.
expect 1 regrade uji/ujian --question kota --void
says err 'sebutkan yang dibatalkan dengan --hash'
hash=$(sed -n 's/^Versi \([0-9a-f]*\): 3 .*/\1/p' "$work/out")
expect 0 regrade uji/ujian --question kota --void --hash "$hash" --force
says out 'budi: 1 jawaban dibatalkan; nilai modul tetap 100'
play budi ujian 2
says out 'Ibu kota Jawa Barat?, dibatalkan, tidak dihitung'
says out 'Lulus dengan nilai 100'
expect 0 regrade uji/ujian --question kota --void --hash "$hash"
says out '0 peserta berubah'

# One record is in use: the others are mended all the same.
module 90-ujian.md "$exam" '~Bogor ~Bandung =Cirebon'
mkfifo "$work/keys"
"$berpijar" --plain --learner cici uji <"$work/keys" >"$work/play" 2>&1 &
exec 3>"$work/keys"
tries=0
until [ -s "$work/play" ]; do
	tries=$((tries + 1))
	[ "$tries" -lt 600 ] || fail 'the player did not begin'
	sleep 0.1
done
expect 3 regrade uji/ujian --question kota --force
exec 3>&-
wait
says err 'galat: cici: '
says err '1 catatan tidak dapat dikerjakan'
says out 'dina: 0 jawaban naik, 1 turun'
expect 0 regrade uji/ujian --question kota --force
says out 'cici: 0 jawaban naik, 0 turun'
hides out dina

# It goes with the record to another machine, and a second time changes nothing.
expect 0 progress --learner siti
cp "$work/out" "$work/progress"
expect 0 learner export siti --bundle -o "$work/siti.bundle"
export BERPIJAR_STORE="$work/other"
for again in 1 2; do
	expect 0 learner import --bundle "$work/siti.bundle"
	expect 0 progress --learner siti
	grep -v 'Dibawa masuk' "$work/out" | diff "$work/progress" - || fail 'not the same'
done
expect 0 progress --learner siti
says out 'Dibawa masuk, tidak dicatat di sini: '
says out 'kejadian, 3 JP'
expect 0 store check
expect 0 learner list
says out '3*'
says out '* sebagian JP-nya dibawa masuk'
expect 0 learner show siti
says out '(3 JP)'
