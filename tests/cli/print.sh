#!/bin/sh
# print.sh BERPIJAR [pdf]: a course and an exam on paper. What the PDFs say is read with
# pdftotext, where there is one.
set -eu
. "$(dirname "$0")/../shell.sh"
own_home
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/paper" BERPIJAR_STORE="$work/store"
echo leak:libfontconfig >"$work/suppressions" # it keeps what it found for ever
export LSAN_OPTIONS="suppressions=$work/suppressions:print_suppressions=0"
cd "$work"

# What is missing is asked for, before anything is written.
expect 2 print kertas
says err '-o BERKAS.pdf'
expect 2 print kertas -o a.pdf --seed 7
expect 2 print kertas --exam --seed 7 -o a.pdf
says err 'kertas/MODUL'
expect 2 print kertas/ujian --exam -o a.pdf
says err '--seed N'
expect 2 print kertas/bacaan --exam --seed 7 -o a.pdf
says err 'bukan ujian'
expect 2 print kertas/ujian --exam --seed 7 --forms A,Z -o a.pdf
expect 2 print kertas/ujian --exam --seed 7 --forms A,a -o a.pdf
says err 'dua kali'
expect 2 print kertas/tes --exam --seed 7 --forms C -o a.pdf
says err 'A sampai B'
[ ! -e a.pdf ] || fail 'a file after a refusal'

if [ "${2:-}" != pdf ]; then
	expect 1 print kertas -o a.pdf
	says err berpijar-pdf
	exit 0
fi

# text FILE: what is on its pages, each blank as one
text() {
	pdftotext -layout "$1" - | tr -s ' \n\f' ' ' >"$work/text"
}
# shows, lacks WORDS
shows() {
	grep -qF -- "$1" "$work/text" || fail "no \"$1\" in: $(cat "$work/text")"
}
lacks() {
	! grep -qF -- "$1" "$work/text" || fail "\"$1\" in: $(cat "$work/text")"
}
readable=$(command -v pdftotext || :)

# A handout: the same bytes again, and whatever the language of who prints it.
expect 0 print kertas -o a.pdf
expect 0 print kertas -o b.pdf --lang en
cmp a.pdf b.pdf
expect 1 print kertas -o a.pdf # one that is there already stays
expect 0 print kertas -o a.pdf --force
cmp a.pdf b.pdf
if [ "$readable" ]; then
	text a.pdf
	for words in 'Kursus kertas' 'Judul bagian' 'Peringatan' '1. satu' 'Gambar: Denah loket' \
		assets/denah.png 'baris kode' 'A. ini' 'Buku contoh' https://contoh.go.id/halaman \
		'Kursus kertas versi 1.0, isi ' 'halaman 1 dari ' 'Soal ujian tidak ikut'; do
		shows "$words"
	done
	lacks 'Ibu kota' # the questions of an exam
	expect 0 print kertas/bacaan -o c.pdf
	text c.pdf
	shows 'Judul bagian'
	lacks 'Tes awal'
fi

# A table that is wider than a page goes on below, with its first column, its words whole.
cp -R "$BERPIJAR_FIXTURES/paper" wide
{
	echo
	for cell in k - isi; do
		printf '|'
		for column in $(seq 32); do
			[ $cell = - ] && printf -- '---|' || printf ' %s%s |' $cell "$column"
		done
		echo
	done
} >>wide/kertas/01-bacaan.md
expect 0 print kertas/bacaan -o lebar.pdf --content wide
if [ "$readable" ]; then
	text lebar.pdf
	for words in k1 k12 k13 k32 isi12 isi13 isi32; do
		shows " $words "
	done
fi

# An exam: the same seed, the same bytes; another seed, another draw.
expect 0 print kertas/ujian --exam --forms A,B --seed 7 -o satu.pdf
says err 'Formulir A: 8 soal, versi '
expect 0 print kertas/ujian --exam --forms ab --seed 7 -o dua.pdf
expect 0 print kertas/ujian --exam --seed 8 -o tiga.pdf
cmp satu.pdf dua.pdf
cmp satu-kunci.pdf dua-kunci.pdf
cmp satu-jawaban.csv dua-jawaban.csv
! cmp -s satu.pdf tiga.pdf || fail 'another seed, the same exam'
[ "$(stat -c %a satu-kunci.pdf)" = 600 ] || fail 'everybody reads the key'
[ "$(head -1 satu-jawaban.csv | tr -d '\r')" = \
	'"id","ujian","seed","formulir","versi","tanggal",1,2,3,4,5,6,7,8' ] ||
	fail "$(cat satu-jawaban.csv)"
[ "$(grep -c kertas/ujian satu-jawaban.csv)" = 2 ] || fail 'not a row for each form'
if [ "$readable" ]; then
	text satu.pdf
	for words in 'Formulir A' 'Formulir B' 'Lulus mulai nilai 60' 'Lembar jawaban' 'NIP/NI PPPK' \
		'Ibu kota Jawa Barat?' 'A. ' 'Pasangkan' 'versi soal' 'seed 7'; do
		shows "$words"
	done
	lacks KUNCI
	lacks biru # what is typed is not given away
	text satu-kunci.pdf
	shows 'KUNCI JAWABAN'
	shows biru
	shows 3,5
fi

# One of the three files that is there already keeps back the others, so that no key stays
# beside an exam of another draw.
cp satu-kunci.pdf empat-kunci.pdf
expect 1 print kertas/ujian --exam --seed 8 -o empat.pdf
says err 'empat-kunci.pdf sudah ada; pakai --force'
[ ! -e empat.pdf ] && [ ! -e empat-jawaban.csv ] || fail 'half an exam'
cmp satu-kunci.pdf empat-kunci.pdf
expect 0 print kertas/ujian --exam --seed 8 -o empat.pdf --force
cmp tiga-kunci.pdf empat-kunci.pdf

# The paper speaks the language of the course, all of it, and the program that of its user.
cp -R "$BERPIJAR_FIXTURES/paper" english
sed -i 's/language: id/language: en/' english/kertas/course.yaml
expect 0 print kertas/ujian --exam --seed 7 -o inggris.pdf --content english
says err 'Formulir A: 8 soal'
expect 0 print kertas/ujian --exam --seed 7 -o inggris.pdf --content english --lang en --force
says err 'Form A: 8 questions'
if [ "$readable" ]; then
	text inggris.pdf
	shows 'page 1 of 2'
	lacks halaman
fi

# The forms of a pre-test and its post-test share no question.
expect 0 print kertas/tes --exam --forms A,B --seed 7 -o tes.pdf
says err 'Formulir B: 2 soal'
if [ "$readable" ]; then
	text tes.pdf
	for words in 'Satu tambah satu?' 'Satu tambah dua?' 'Dua tambah dua?' 'Dua tambah tiga?'; do
		[ "$(grep -o "$words" text | wc -l)" = 1 ] || fail "not once: $words"
	done
fi

# A changed question is another version.
cp -R "$BERPIJAR_FIXTURES/paper" content
sed -i 's/=biru/=biru muda/' content/kertas/02-ujian.md
expect 0 print kertas/ujian --exam --forms A,B --seed 7 -o ubah.pdf --content content
! grep -qF "$(sed -n '2s/.*"A","\([^"]*\)".*/\1/p' satu-jawaban.csv)" ubah-jawaban.csv ||
	fail 'a changed key, the same version'
