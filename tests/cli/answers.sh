#!/bin/sh
# answers.sh BERPIJAR pdf: answers that were given on paper become attempts, once, by the rules
# of the exam; whatever does not belong to what was printed is refused with its place, and
# changes nothing.
set -eu
. "$(dirname "$0")/../shell.sh"
[ "${2:-}" = pdf ] || exit 77 # the tables are written beside the PDFs
own_home
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/paper" BERPIJAR_STORE="$work/store"
echo leak:libfontconfig >"$work/suppressions" # it keeps what it found for ever
export LSAN_OPTIONS="suppressions=$work/suppressions:print_suppressions=0"
cd "$work"

# print COURSE/MODULE SEED: its table as SEED.csv
print() {
	expect 0 print "$1" --exam --forms A,B --seed "$2" -o "$2.pdf" --force
	tr -d '\r' <"$2-jawaban.csv" >"$2.csv"
}
# version SEED FORM
version() {
	sed -n "s/.*\"$2\",\"\([^\"]*\)\".*/\1/p" "$1.csv"
}
# table [ROW]...: t.csv of these, with the head of seed 7's
table() {
	head -1 7.csv >t.csv
	printf '%s\n' "$@" >>t.csv
}
# types ID SEED FORM ANSWERS: a row for the exam
types() {
	echo "$1,kertas/ujian,$2,$3,$(version "$2" "$3"),,$4"
}
# sums: what all records are
sums() {
	for one in budi siti tono; do
		"$berpijar" learner export $one --format csv
	done | sha256sum
}
# refused STATUS: t.csv is, and no record changes
refused() {
	before=$(sums)
	expect 1 learner import --answers t.csv
	[ "$(sums)" = "$before" ] || fail 'a refused table changed a record'
}
# reads ID: finishes what has to be finished before the exam
reads() {
	printf 'soal\na\nkeluar\n' |
		"$berpijar" --plain --learner "$1" kertas/bacaan >"$work/out" 2>&1
}

print kertas/ujian 7
print kertas/ujian 8
for one in budi siti tono; do
	expect 0 learner add $one
done
reads siti
reads budi

# The letters of the key, as the paper has them: seed 7's form A.
right='B,biru,"A, D",C,Sebuah cerita,CBA,ABC,"3,5"'

# What was printed is passed over, and a table of nothing else changes nothing.
cp 7.csv t.csv
expect 0 learner import --answers t.csv
says out 'Dicatat 0 kertas'

# A look first.
table "$(types siti 7 A "$right")" "$(types budi 7 A 'S,merah,A,,,-BA,AB-,')"
before=$(sums)
expect 0 learner import --answers t.csv --dry-run
says out 'siti: kertas/ujian formulir A, 8 dari 8 soal dijawab, nilai 100, lulus'
says out 'Akan dicatat 2 kertas'
[ "$(sums)" = "$before" ] || fail 'a dry run wrote'

# It counts as an attempt on the screen would, in one go, and once.
expect 0 learner import --answers t.csv
says out 'Dicatat 2 kertas; 0'
says out 'budi: kertas/ujian formulir A, 5 dari 8 soal dijawab, nilai '
says out 'belum lulus'
before=$(sums)
expect 0 learner import --answers t.csv
says out 'Dicatat 0 kertas; 2 sudah dicatat'
[ "$(sums)" = "$before" ] || fail 'twice'
expect 0 progress --learner siti
says out 'Ujian · nilai 100 · dari kertas'
expect 0 proof kertas --learner siti
says out 'Dari kertas    1 percobaan ujian dijawab di kertas'
expect 0 proof kertas --learner siti -o p.json
grep -q '"papers":1' p.json || fail "$(cat p.json)"
expect 0 proof --verify p.json
printf 'keluar\n' | "$berpijar" --plain --learner siti kertas/ujian >"$work/out"
says out 'dari kertas'
expect 0 report kertas --format json
says out '"paper_exams": 1'
expect 0 report kertas
says out 'Dari kertas: 2 percobaan ujian, oleh 2 orang.'
expect 0 report kertas --format html
says out 'Dari kertas: 2 percobaan ujian'
expect 0 store check
expect 0 audit --seed 1 --sample 3 # typed in at one moment: no finding
hides out 'kertas/ujian, kejadian'
expect 0 learner export siti --bundle -o siti.bundle
expect 0 learner import --bundle siti.bundle --store other
expect 0 progress --learner siti --store other
says out 'dari kertas'

# Its own paper cannot be mended by another table.
table "$(types siti 7 A "$(echo "$right" | sed 's/biru/merah/')")"
refused
says err 't.csv:2:1: galat: kertas ini sudah dicatat untuk siti, dan jawaban soal 2'

# Nor by anything that was not printed of it.
good=$(types budi 7 B '')
table "$(echo "$good" | sed "s/$(version 7 B)/$(version 7 A)/")B" # another form's version
refused
says err 't.csv:2:23: galat: versi soal lain: formulir B dengan seed 7 sekarang '
table "$(echo "$good" | sed 's/,7,B/,8,B/')B" # another seed
refused
says err 'versi soal lain'
table "$(echo "$good" | sed 's/,7,B/,1e9,B/')B"
refused
says err 't.csv:2:19: galat: seed adalah angka'
table "$(echo "$good" | sed 's/,7,B/,7,K/')B"
refused
says err 'formulir adalah satu huruf'
table "$(echo "$good" | sed 's,kertas/ujian,kertas/tes,')B" # another exam
refused
says err 'versi soal lain'
table "$(echo "$good" | sed 's,kertas/ujian,kertas/lain,')B" # none
refused
says err 'tidak ada di sini'
table "$(echo "$good" | sed 's,kertas/ujian,kertas/bacaan,')B"
refused
says err 'bukan ujian'
mkdir -p content
cp -R "$BERPIJAR_FIXTURES/paper/kertas" content/kertas
sed -i 's/=biru/=merah/' content/kertas/02-ujian.md # a key that was changed since
table "$(types budi 7 A "$right")"
before=$(sums)
expect 1 learner import --answers t.csv --content content
says err 'versi soal lain'
rm -rf content/kertas
cp -R "$BERPIJAR_FIXTURES/paper/kertas" content/kedua # the same in another course
expect 1 learner import --answers t.csv --content content
says err 'tidak ada di sini'
[ "$(sums)" = "$before" ] || fail 'another course changed a record'

# Letters that are not on the paper, in their cells.
for bad in 'X,,,,,,,' ',,F,,,,,' ',,AA,,,,,' ',,,AB,,,,' ',,,,,CBAA,,' ',,,,,CCA,,' \
	',,,,,,AB,' ',,,,,,ABE,' '.,,,,,,,' ',,";",,,,,' \
	',,,,,,,lima'; do
	table "$(types budi 7 A "$bad")"
	refused
	says err 't.csv:2:'
	says err 'soal '
	says err '[paper-answer]'
done
says err 'soal 8: "lima" bukan angka'
hides err 'sudah dicatat' # what follows from a cell at fault is not told
table "$(types budi 7 A ',,,,,,,xéééééééééééééééééééééééééééééééééééééééééééé')" # shown in whole characters
refused
says err 'soal 8: "xéé'
hides err '�'
table "$(types budi 7 A 'B,,,,,,,,B')"
refused
table "$(types budi 7 A '')" "$(types '' 7 A 'B,,,,,,,')"
refused
says err 'id kosong'
table "$(types '../budi' 7 A 'B')"
refused
says err 'tidak sah'
table "$(types budi 7 B 'B')" "$(types siti 7 B '')" "$(types budi 7 B 'B')" # doubled
refused
says err 't.csv:4:1: galat: kertas peserta ini sudah disebut di baris 2 [learner-twice]'
table "$(types nobody 7 A 'B')"
refused
says err 'tidak ada peserta "nobody"'
[ ! -e store/learners/nobody.db ] || fail 'a record of nobody'
# held DAY: a row of budi's that was sat on that day
held() {
	table "$(types budi 7 B '' | sed "s;,,\$;,$1,;")"
}
for day in kemarin 2026-02-31 31/02/2026 1/2/26 2026-1-2-3 20261201; do
	held "$day"
	refused
	says err '2026-12-01'
done
held 31/12/9998
refused
says err 'tanggal itu belum tiba'
echo 'nama,nilai' >t.csv
refused
says err 't.csv:1:1: galat: baris pertama'
printf 'id,ujian\377' >t.csv
refused
says err UTF-8

# The rules of the exam: what comes before, and how often.
table "$(types tono 7 A "$right")"
refused
says err 'tono belum menyelesaikan modul "bacaan"'
table "$(types nobody 7 B 'B')" "$(types siti 8 A '')" # one fault keeps all back
refused
# A paper that was handed in empty, on a day as a spreadsheet writes it.
table "$(types siti 8 A '' | sed 's;,,$;,1/2/2026,;')"
expect 0 learner import --answers t.csv
says out '0 dari 8 soal dijawab, nilai 0, belum lulus'
"$berpijar" learner export siti >out
says out '2026-02-01'
table "$(types siti 8 B 'B')"
refused
says err 'kesempatan siti di ujian ini sudah habis: 2'
expect 0 progress --learner siti
says out 'Ujian · nilai 100'
printf '1\n1\nkeluar\n' | "$berpijar" --plain --learner budi kertas/ujian >"$work/out" 2>&1
table "$(types budi 8 A '')"
refused
says err 'budi sedang mengerjakan ujian ini di layar'

# A pre-test and a post-test: each learner's own form first, then the other.
print kertas/tes 9
# test FORM SEED: tono's row for it
test_row() {
	head -1 9.csv >t.csv
	echo "tono,kertas/tes,$2,$1,$(version "$2" "$1"),,A,A" >>t.csv
}
print kertas/tes 10
first=A second=B
test_row B 9
"$berpijar" learner import --answers t.csv --dry-run >out 2>err && first=B second=A ||
	says err 'tes awal tono adalah formulir A, bukan B'
test_row $second 9
refused
says err "tes awal tono adalah formulir $first, bukan $second"
test_row $first 9
expect 0 learner import --answers t.csv
test_row $first 10
refused
says err "tes akhir tono adalah formulir $second, bukan $first"
test_row $second 10
expect 0 learner import --answers t.csv
expect 0 report kertas --format json
says out '"posttest": '

# Only the account that owns the records.
[ "$(id -u)" = 0 ] || exit 0
table "$(types budi 7 A "$right")"
chown -R 65534 store
expect 3 learner import --answers t.csv
says err 'milik pengguna lain'
