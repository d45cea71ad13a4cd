#!/bin/sh
# new.sh BERPIJAR: a course and a module to start from are sound, and nothing is replaced.
set -eu
. "$(dirname "$0")/../shell.sh"
own_home
cd "$work"

expect 0 new bahasa-jelas
says out 'berpijar preview bahasa-jelas'
for file in course.yaml 01-contoh.md 02-ujian.md 90-rencana.md assets/alur.txt; do
	[ -s "bahasa-jelas/$file" ] || fail "no $file"
done
[ ! -e bahasa-jelas/modul.md ] || fail 'the module is no part of the course'
grep -q 'title: "Bahasa jelas"' bahasa-jelas/course.yaml || fail 'no title'
! grep -rq '@[A-Z]*@' bahasa-jelas || fail 'something was not filled in'
expect 0 check --format json bahasa-jelas
says out '"diagnostics": []'

# Each kind of question is in it.
expect 0 export --format json bahasa-jelas/01-contoh.md
for type in multichoice truefalse shortanswer numerical match ordering essay description; do
	says out "\"type\": \"$type\""
done
says out '"embedded": true'

# It plays, the exam too.
printf '50%%\nkeluar\n' | "$berpijar" --plain --content . bahasa-jelas/contoh >out
grep -q 'Judul: Teks' out || fail "$(cat out)"

expect 1 new bahasa-jelas
says err 'sudah berisi'
mkdir kosong
expect 0 new kosong
expect 1 new out # a file

expect 0 new --module 03-uji-kegunaan
grep -q 'title: "Uji kegunaan"' 03-uji-kegunaan.md || fail "$(cat 03-uji-kegunaan.md)"
mv 03-uji-kegunaan.md bahasa-jelas
expect 0 check --format json bahasa-jelas
says out '"diagnostics": []'
expect 1 new --module bahasa-jelas/03-uji-kegunaan.md
expect 0 new --module 'a"\b'
expect 0 check 'a"\b.md'
expect 2 new
expect 2 new a --module b
