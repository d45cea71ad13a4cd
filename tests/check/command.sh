#!/bin/sh
# command.sh BERPIJAR: what `berpijar check` takes, says and changes.
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=id BERPIJAR_STORE="$work/store"
mkdir "$work/kursus"
cd "$work/kursus"
printf 'title: Kursus\n' >course.yaml
printf -- '---\ntitle: Satu\n---\n\nLihat [dua](02-dua.md#tiada) dan [x](03.md).\n' >01-satu.md
printf -- '---\ntitle: Dua\n---\n\n#Judul\n\nTeks.\n' >02-dua.md

# The place, the line, a mark below it; all of it on one stream.
expect 0 check 01-satu.md
says out '01-satu.md:5:7: peringatan: tautan ke judul #tiada'
says out '    5 | Lihat [dua](02-dua.md#tiada) dan [x](03.md).'
says out '      |       ^'
says out '01-satu.md:5:34: peringatan: tautan ke modul 03.md'
says out '1 berkas, 0 soal: 0 galat, 2 peringatan, 0 saran'
[ ! -s "$work/err" ] || fail "$(cat "$work/err")"

# Status: warnings count for --strict; what is allowed is not told; errors are.
expect 1 check --strict 01-satu.md
expect 0 check --strict --allow link-heading --allow link-module 01-satu.md
expect 2 check --allow link-modul 01-satu.md
says err 'maksud Anda "link-module"?'
printf 'title: Kursus\ncheck: {allow: [link-heading, link-module]}\n' >course.yaml
expect 0 check --strict 01-satu.md
printf 'title: Kursus\n' >course.yaml
printf -- '---\ntitle: Satu\n---\n\n<!-- check: allow link-module -->\nLihat [x](03.md).\n\n[y](04.md)\n' >01-satu.md
expect 1 check --strict 01-satu.md
says out '01-satu.md:8:1: peringatan: tautan ke modul 04.md'
hides out '03.md, yang'

# Standard input; what is no module and no bank.
printf '::a::B? {=Ya ~Tidak}\n' | "$berpijar" check - >"$work/out" || fail "$(cat "$work/out")"
says out '1 berkas, 1 soal: 0 galat'
printf -- '---\ntitle: A\n---\n\n##\n' | "$berpijar" check - >"$work/out" || fail "$(cat "$work/out")"
says out '-:5:1: peringatan: judul ini kosong'
printf '\211PNG\r\n' >gambar.png
expect 1 check gambar.png
says err 'bukan kursus, modul, atau berkas soal'

# JSON: the other place, and the fix by bytes.
printf -- '---\ntitle: Dua\n---\n\n#Judul\n\nTeks.\n\n## Isi\n\na\n\n## Isi\n\nb\n' >02-dua.md
expect 0 check --format json 02-dua.md
says out '"code": "heading-twice"'
says out '"line": 9'
says out '"from": 21'

# --fix: what is sure, in a regular file with one name.
cp 02-dua.md before.txt
expect 0 check --fix --dry-run 02-dua.md
cmp -s 02-dua.md before.txt || fail 'a dry run writes'
ln 02-dua.md 04-lain.md
expect 0 check --fix 02-dua.md
cmp -s 02-dua.md before.txt || fail 'a file with two names was written'
rm 04-lain.md
expect 0 check --fix 02-dua.md
grep -q '^# Judul$' 02-dua.md || fail "$(cat 02-dua.md)"
chmod 640 02-dua.md
printf -- '---\ntitle: Dua\n---\n\n[a](www.contoh.go.id)\n\n```gitf\n::a::B? {=Y\342\200\213a ~Tidak}\n```\n' >02-dua.md
expect 0 check --fix 02-dua.md
printf -- '---\ntitle: Dua\n---\n\n[a](https://www.contoh.go.id)\n\n```gift\n::a::B? {=Y\342\200\213a ~Tidak}\n```\n' |
	cmp -s - 02-dua.md || fail "$(cat 02-dua.md)"
[ "$(stat -c %a 02-dua.md)" = 640 ] || fail 'another mode'

# A file that is there and is not read, since it has two names.
printf 'isi\n' >berkas.pdf
chmod 600 berkas.pdf
ln berkas.pdf lain.pdf
printf -- '---\ntitle: Dua\n---\n\n[a](berkas.pdf) [b](tiada.pdf)\n\n![Bagan](lain.pdf)\n' >02-dua.md
expect 0 check 02-dua.md
says out '02-dua.md:5:1: peringatan: berkas.pdf tidak dibaca karena berkas itu juga ada dengan nama lain'
says out '02-dua.md:5:17: peringatan: tautan ke berkas tiada.pdf, yang tidak ada'
says out '02-dua.md:7:1: peringatan: lain.pdf tidak dibaca'
rm berkas.pdf lain.pdf

# What a record knows: an id that is gone is told, with where it may be.
printf -- '---\ntitle: Satu\n---\n\nTeks.\n\n```gift\n::s1::Mana? {=Ya ~Tidak}\n```\n' >01-satu.md
printf 'soal\na\n' | "$berpijar" --plain --content "$work" --store "$work/catatan" kursus/satu >"$work/out"
says out 'BENAR, nilai 100, tersimpan'
expect 0 check --strict --against "$work/catatan" 01-satu.md
sed -i s/::s1::/::s9::/ 01-satu.md
expect 1 check --strict --against "$work/catatan" .
says out 'soal "s1" ada di catatan peserta'
expect 0 check --against "$work/catatan" --allow id-lost .

# Age by SOURCE_DATE_EPOCH.
printf -- '---\ntitle: Dua\nas_of: 2026-11-01\n---\n\nTeks.\n' >02-dua.md
SOURCE_DATE_EPOCH=1796000000 "$berpijar" check 02-dua.md >"$work/out"
hides out as-of-old
SOURCE_DATE_EPOCH=1896000000 "$berpijar" check 02-dua.md >"$work/out"
says out as-of-old
