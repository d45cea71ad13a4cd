#!/bin/sh
# word.sh BERPIJAR: documents become courses, by pandoc; skipped where it is not installed.
#
# tests/fixtures/word/pelayanan.docx has some ten pages: three chapters of the course "ux" of
# ours, tables, images, and twenty questions in the ways in which authors type them, with what
# pandoc passes over (a text box, a comment, a deletion, a header).
set -eu
. "$(dirname "$0")/../shell.sh"
own_home
export BERPIJAR_STORE="$work/store"
fixtures=$BERPIJAR_FIXTURES/word
cd "$work"

# ---- what needs no pandoc ----

expect 2 import "$fixtures/pelayanan.docx"
expect 2 import "$fixtures/pelayanan.docx" "$fixtures/pelayanan.docx" -o kursus
expect 2 import "$fixtures/pelayanan.docx" -o kursus --split
says err '--from, --split, dan --force hanya untuk berkas soal'
expect 1 import tidak-ada.docx -o kursus
printf 'bukan arsip' >bukan.docx
expect 1 import bukan.docx -o kursus
says err 'bukan.docx: ini bukan berkas .docx atau .odt'
printf '\320\317\021\340\241\261\032\341' >lama.doc
expect 1 import lama.doc -o kursus
says err 'Word lama (.doc)'
mkdir berisi
: >berisi/catatan
expect 1 import "$fixtures/pelayanan.docx" -o berisi
says err 'folder berisi sudah berisi dan tidak diubah'

# pretend LINE...: a pandoc that does so.
pretend() {
	{
		echo '#!/bin/sh'
		printf '%s\n' "$@"
	} >pandoc
	chmod +x pandoc
	export BERPIJAR_TEST_PANDOC="$work/pandoc"
}

export BERPIJAR_TEST_PANDOC=/nonexistent
expect 1 import "$fixtures/pelayanan.docx" -o kursus
says err 'apt install pandoc'
pretend 'exit 3'
expect 1 import "$fixtures/pelayanan.docx" -o kursus
says err 'pandoc tidak dapat membaca dokumen ini'
pretend 'yes'
expect 1 import "$fixtures/pelayanan.docx" -o kursus
says err 'dokumen ini terlalu besar'
pretend 'exec sleep 1000'
BERPIJAR_TEST_PANDOC_SECONDS=1 expect 1 import "$fixtures/pelayanan.docx" -o kursus
says err 'pandoc terlalu lama'
pretend 'echo bukan JSON'
expect 1 import "$fixtures/pelayanan.docx" -o kursus
says err 'jawaban pandoc tidak dapat dibaca'

# It gets no environment, and is told to read no files.
pretend "echo \"\$*\" >'$work/words'" "env >'$work/environment'" 'exit 1'
SECRET=x expect 1 import "$fixtures/pelayanan.docx" -o kursus
grep -q -- '--sandbox' words || fail "$(cat words)"
! grep -q SECRET environment || fail "$(cat environment)"

# Nothing is left of what failed.
for left in kursus* .kursus*; do
	[ ! -e "$left" ] || fail "$left was left"
done
unset BERPIJAR_TEST_PANDOC

[ -x /usr/bin/pandoc ] || [ -x /usr/local/bin/pandoc ] || exit 77

# ---- the document of ten pages ----

expect 1 import "$fixtures/pelayanan.docx" -o kursus
says out '3 modul, 19 soal, dan 2 gambar ditulis ke kursus'
says out ' 0 galat'
says out 'berpijar preview kursus'
for loss in 'halaman 1, Latihan: satu lembar, satu formulir (22 menit): kotak teks tidak dibawa: "Ingat: sebutkan syarat sebelum warga berangkat."' \
	'komentar tidak dibawa' 'pelacak perubahan' 'kepala dan kaki halaman' \
	'sel tabel yang digabung' 'assets/gambar-02.png: tulislah isi gambar ini' \
	'Soal latihan: soal 7 tidak dibawa: kuncinya tidak ditemukan' \
	'Soal: soal 6 tanpa kunci menjadi uraian'; do
	says err "$loss"
	grep -qF "$loss" kursus/_impor.md || fail "not in the list: $loss"
done
[ "$(ls kursus | tr '\n' ' ')" = '01-bahasa-jelas.md 02-formulir-dan-isian.md 03-uji-kegunaan.md _impor.md assets course.yaml ' ] ||
	fail "$(ls kursus)"
[ "$(cat kursus/*.md | grep -c '^```gift')" -eq 19 ] || fail 'questions'
grep -q '^| Prinsip | Uji dengan pertanyaan |$' kursus/01-bahasa-jelas.md || fail 'no table'
grep -q 'PNG' kursus/assets/gambar-01.png || fail 'no image'
! grep -rq 'Teks ini dihapus' kursus || fail 'a deletion'
! grep -q 'Kunci Jawaban' kursus/03-uji-kegunaan.md || fail 'a list of keys is a lesson'

# Keys below, in bold, highlighted, in a list: each is the one that the author meant.
expect 0 export kursus/02-formulir-dan-isian.md
for right in 'Keputusan apa yang berubah' 'apa yang keliru' 'nomor ponsel' \
	'Di atas kotaknya' 'Tanggal acara' '%50%Fotokopi KTP' '%50%Pasfoto'; do
	grep -qE "^.[=~]$right" out || fail "not right: $right"
done
expect 0 export kursus/03-uji-kegunaan.md
for right in Layanannya 'Sebelum layanan' 'Hampir tidak ada' 'Yang dilakukan orang' Lima; do
	grep -qE "^.=$right" out || fail "not right: $right"
done

# It plays.
printf 'soal\nb\n' | "$berpijar" --plain --content kursus kursus/bahasa-jelas >out
grep -q 'BENAR, nilai 100, tersimpan' out || fail "$(cat out)"

# ---- documents made here, with an author's own styles ----

cat >sumber.md <<'END'
::: {custom-style="Judul Besar"}
Bukan judul, hanya gaya sendiri.
:::

# Modul 1: Loket

Teks <b>dengan</b> $tanda$ dan ``kutip`` serta {key:help}.

1\. Apa yang dibawa warga?

a\. Syarat = {lengkap} \~ #1

b\. Tidak ada

[Kunci: a]{custom-style="Kunci"}
END
for format in docx odt; do
	pandoc -f markdown-tex_math_dollars sumber.md -o "materi.$format"
	expect 0 import "materi.$format" -o "$format/kursus"
	says out '1 soal, dan 0 gambar'
	expect 0 check --format json "$format/kursus"
	hides out '"severity": "error"'
	expect 0 export --format json "$format/kursus/"0*loket.md
	says out 'Syarat = '
done

# An empty folder is taken, one with something in it is not, and --exam asks for an exam.
mkdir kosong
printf '# Ujian\n\n1\\. Apa?\n\na\\. x\n\nb\\. y\n\nKunci: b\n' | pandoc -o ujian.docx
expect 0 import ujian.docx -o kosong/ --exam
grep -q '^kind: exam$' kosong/01-ujian.md || fail "$(cat kosong/01-ujian.md)"
expect 1 import ujian.docx -o kosong

# In English.
expect 0 import ujian.docx -o english --lang en
says out 'modules: 1, questions: 1, images: 0'
