#!/bin/sh
# walk.sh BERPIJAR: the walk of a class from an empty place: roster, a course with a pre-test
# and an exam, two learners; then report, audit and the learners' own screens say the same.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=id BERPIJAR_STORE="$work/store" HOME="$work" BERPIJAR_CONTENT="$work/content"
course=$work/content/jalan
mkdir -p "$course"

cat >"$course/course.yaml" <<'END'
title: Jalan
version: "1.0"
language: id
END
# exam FILE TITLE: the head of an exam; more of it and its questions are on standard input.
exam() {
	printf -- '---\ntitle: %s\nkind: exam\n' "$2" >"$course/$1"
	cat >>"$course/$1"
	printf '```\n' >>"$course/$1"
}
exam 01-tes.md 'Tes awal dan tes akhir' <<'END'
jp: 0
pretest: A
posttest: B
attempts: 2
---

```gift
$CATEGORY: jalan/satu

::t1::Satu? {=Ya ~Tidak}

::t2::Dua? {=Ya ~Tidak}
END
cat >"$course/02-baca.md" <<'END'
---
title: Bacaan
jp: 0.5
---

```gift
::b1::Baca? {=Ya ~Tidak}
```
END
exam 03-ujian.md Ujian <<'END'
jp: 0.5
pass: 50
---

```gift
::u1::Kiri? {=Ya ~Tidak}

::u2::Kanan? {=Ya ~Tidak}

::u3::Lurus? {=Ya ~Tidak}

::u4::Balik? {=Ya ~Tidak}
END
expect 0 check "$course"

printf 'id;nama;unit;nip;kelas;faktor waktu\nani;Ani;A;198609262015052001;K;1\nbudi;Budi;B;199001012019031002;K;1,5\n' \
	>"$work/class.csv"
expect 0 learner import "$work/class.csv" --force

# lines LEARNER MODULE LINE...: a session in plain lines.
lines() {
	who=$1 where=$2
	shift 2
	printf '%s\n' "$@" keluar | "$berpijar" --plain --learner "$who" "jalan/$where" >"$work/play"
}
for id in ani budi; do
	lines $id tes 1 b '' '' ''
	grep -q 'Tes awal: nilai 0' "$work/play" || fail "pre-test: $(cat "$work/play")"
	lines $id baca soal a
	lines $id ujian 1 a a a b '' '' ''
	grep -q 'Lulus dengan nilai 75' "$work/play" || fail "exam: $(cat "$work/play")"
done
lines ani tes 1 a '' '' ''
grep -q 'Tes akhir: nilai 100' "$work/play" || fail "post-test: $(cat "$work/play")"

# What may be skipped is in no figure of the course; the exam is what the report says it is.
expect 0 report jalan --format csv
says out '"ani","Ani","19860926 201505 2 001","A","K","done"'
expect 0 report jalan --format json
says out '"exam": 0.75'
says out '"both": 1'
says out '"gain": 1.0'
expect 0 audit "$work/store" --seed 2026 --sample 20
[ "$(grep -c 'jalan: 2 modul dimulai, 2 selesai, 1 JP, .* nilai ujian 75,' "$work/out")" = 2 ] ||
	fail "the audit says otherwise: $(cat "$work/out")"
expect 0 progress --learner ani
says out '2/2 modul selesai, 1 dari 1 JP'
expect 0 proof jalan --learner ani
says out '198609262015052001'
says out '1 JP rencana (1 JP = 45 menit), 0 menit tercatat, 2 modul'
hides out 'Tes awal'
hides out '1,5'
