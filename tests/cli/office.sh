#!/bin/sh
# office.sh BERPIJAR [pdf]: rows for the register of competence, the PDFs of a class for
# whoever signs, and what comes back from there.
set -eu
pdf=${2:-}
. "$(dirname "$0")/../shell.sh"
unset BERPIJAR_LANG
export BERPIJAR_STORE="$work/store" HOME="$work"
umask 022
mkdir -p "$XDG_CONFIG_HOME/berpijar" "$work/content"
cp -R "$BERPIJAR_FIXTURES/proof/ux" "$work/content/ux"
sed -i 's/^jp: 0.5/jp: 1/' "$work/content/ux/01-satu.md"
cp -R "$BERPIJAR_FIXTURES/proof/ux" "$work/content/tengah" # 2,5 JP
sed -i 's/^title:.*/title: Tengah/' "$work/content/tengah/course.yaml"
export BERPIJAR_CONTENT="$work/content"
root=$([ "$(id -u)" = 0 ] && echo yes || :)
echo leak:libfontconfig >"$work/suppressions" # it keeps what it found for ever
export LSAN_OPTIONS="suppressions=$work/suppressions:print_suppressions=0"

config() {
	printf '%s\n' "$@" >"$XDG_CONFIG_HOME/berpijar/config"
}
finish() {
	printf 'soal\na\n' | "$berpijar" --plain --learner "$1" "$2/satu" >"$work/play"
	printf '\n\n\n\n' | "$berpijar" --plain --learner "$1" "$2/dua" >"$work/play"
}
usual='organiser = BPSDM Contoh'

config "$usual"
printf 'id,nama,unit,nip,kelas\nani,Ani,Dinas A,198609262015051001,A\nbudi,Budi,Dinas B,,A\ncici,Cici,Dinas B,199001012019032002,B\ndedi,Dedi,Dinas B,,A\n' \
	>"$work/class.csv"
expect 0 learner import "$work/class.csv" --force
for id in ani budi cici; do finish $id ux; done
finish ani tengah

# ---- what the register refuses, and why ----

expect 1 proof ux --siasn --learner ani
says err 'tidak ditandatangani server'
expect 1 proof ux --siasn --learner budi
says err 'NIP belum diisi'
expect 1 proof ux --siasn --learner budi --nip 12345
says err 'NIP bukan 18 angka'
expect 1 proof tengah --siasn --learner ani
says err '2,5 JP bukan bilangan bulat'
config "$usual" 'bound = 50'
expect 1 proof ux --siasn --learner ani
says err 'tercatat 0 menit; instansi meminta paling sedikit 67 menit'
config
expect 1 proof ux --siasn --learner ani
says err 'penyelenggara belum diisi'
expect 1 proof dedi --siasn --learner ani
expect 2 proof --out "$work/x"
expect 2 proof ux --out "$work/x"
expect 2 proof --returned "$work"
expect 2 proof --class A
expect 2 report ux --format siasn --no-names
expect 2 report ux --out "$work/x"

# ---- settings of an agency ----

config 'bound = 101'
expect 1 proof ux --learner ani
says err 'config:1:9: bound: yang boleh adalah 0-100'
config 'kind = 17'
expect 1 proof ux --learner ani
says err 'kind: yang boleh adalah 22, 16'
config 'tag = # #'
expect 1 proof ux --learner ani
says err 'tanpa spasi'
config "$usual"

# ---- rows ----

if [ "$root" ]; then
	expect 0 store key belajar.contoh.go.id
	expect 0 proof ux --siasn --learner ani
	says out '"nip","namaKursus","institusiPenyelenggara","jenisDiklatId","jenisKursusSertipikat","jumlahJam","tanggalKursus","tanggalSelesaiKursus","tahunKursus","nomorSertipikat","berkas"'
	day=$(TZ=UTC-7 date +%d-%m-%Y) year=$(TZ=UTC-7 date +%Y)
	says out "\"198609262015051001\",\"Pengalaman pengguna\",\"BPSDM Contoh\",\"22\",\"T\",3,\"$day\",\"$day\",$year,\""
	expect 0 proof ux --learner ani --format json
	number=$(sed 's/.*"number":"\([^"]*\)".*/\1/' "$work/out")
	expect 0 proof ux --siasn --learner ani --format json
	says out '"jumlahJam": 3,'
	says out "\"nomorSertipikat\": \"$number\""
	says out "\"berkas\": \"198609262015051001_$number.pdf\""
	config "$usual" 'kind = 16'
	expect 0 proof ux --siasn --learner ani
	says out '"16"'
	config "$usual"

	# The holder says that the NIP may be seen; the office cannot say it for them.
	expect 0 proof ux --siasn --learner budi --nip '19860926 201505 1 009'
	says out '"198609262015051009"'
	expect 1 proof --siasn --learner ani # all finished ones, one of which is refused
	says out '"Pengalaman pengguna"'
	says err 'ani, "Tengah": tidak ada barisnya: 2,5 JP'
	expect 1 report ux --format siasn
	says out '"198609262015051001"'
	says out '"199001012019032002"'
	hides out budi
	says err 'budi, "Pengalaman pengguna": tidak ada barisnya: NIP belum diisi'
	expect 0 report ux --format siasn --class B -o "$work/b.json"
	grep -q '"nip": "199001012019032002"' "$work/b.json" || fail 'no row of Cici'

	# What the server has revoked has none.
	expect 0 store revoke "$number" --reason 'salah orang'
	expect 1 proof ux --siasn --learner ani
	says err "tidak ada barisnya: bukti nomor $number dicabut: salah orang"
	[ "$(wc -l <"$work/out")" = 1 ] || fail "a row: $(cat "$work/out")"
	if [ "$pdf" = pdf ]; then
		expect 0 proof ux --class a --out "$work/revoked"
		says err "ani: bukti nomor $number dicabut: salah orang"
		says err '1 bukti di '
		grep -q 'Banyaknya: 1' "$work/revoked/daftar.txt" || fail 'it is to be signed'
		expect 1 report ux --format siasn --class A --out "$work/row"
		says err '0 baris di '
	fi
	rm "$work/store/revoked.json"
fi

# ---- a class signed in one go ----

[ "$pdf" = pdf ] || exit 0
config "$usual" 'official = Ratna Dewi' 'office = Kepala BPSDM Contoh' 'tag = #'
expect 1 proof ux --class Z --out "$work/none"
says err 'belum ada yang menyelesaikan'
expect 0 proof --class a --out "$work/one"
says err '3 bukti di '
expect 0 proof --class a --from "$work/store" --out "$work/two"
diff -r "$work/one" "$work/two" || fail 'not the same bytes'
[ "$(ls "$work/one" | wc -l)" = 5 ] || fail "$(ls "$work/one")"
ls "$work/one"/198609262015051001_*-*-*.pdf "$work/one"/budi_*.pdf >"$work/out"
grep -q 'Penanda tangan: Ratna Dewi, Kepala BPSDM Contoh' "$work/one/daftar.txt" ||
	fail 'who signs?'
tail -n +2 "$work/one/indeks.csv" | tr -d '"\r' | awk -F, '{print $10 "  " $9}' \
	>"$work/sums"
[ "$(wc -l <"$work/sums")" = 3 ] || fail 'not all are in the index'
(cd "$work/one" && sha256sum -c --quiet "$work/sums") || fail 'hashes'
expect 1 proof --class a --out "$work/one" # nothing is replaced unasked
expect 0 proof --class a --out "$work/one" --force
if command -v pdftotext >/dev/null; then
	set -- "$work/one"/198609262015051001_*.pdf # of two courses
	pdftotext -layout "$1" "$work/text"
	grep -q 'Ratna Dewi' "$work/text" || fail 'the official is not on it'
	[ "$(grep -c '#' "$work/text")" = 1 ] || fail 'the tag stands there once'
fi

# ---- what comes back ----

mkdir "$work/back"
set -- "$work"/one/*.pdf
first=$1 second=$2 third=$3
{ cat "$first" && echo '% signed'; } >"$work/back/$(basename "$first" .pdf)_signed.pdf"
expect 1 proof --returned "$work/back" --out "$work/one"
says out 'bertanda tangan, isinya utuh'
says out 'Kembali 1 dari 3.'
cp "$second" "$work/back/" # as it was
expect 1 proof --returned "$work/back" --out "$work/one"
says out 'belum ditandatangani'
says out 'Kembali 1 dari 3.'
{ cat "$second" && echo '% signed'; } >"$work/back/$(basename "$second")"
{ echo '%PDF-2.0' && tail -n +2 "$third" && echo '% signed'; } >"$work/back/tanpa nomor.pdf"
expect 0 proof --returned "$work/back" --out "$work/one"
says out 'isi halamannya sama'
says out 'Kembali 3 dari 3.'
echo lain >"$work/back/$(basename "$third")"
echo lain >"$work/back/lain.pdf"
expect 1 proof --returned "$work/back" --out "$work/one"
says out 'ISINYA LAIN'
says out 'lain.pdf: bukan dari daftar ini'

# ---- both at once ----

[ "$root" ] || exit 0
expect 1 report ux --format siasn --out "$work/rows"
[ "$(ls "$work/rows" | wc -l)" = 5 ] || fail "$(ls "$work/rows")"
while read -r file; do
	[ -s "$work/rows/$file" ] || fail "no $file beside its row"
done <<END
$(tail -n +2 "$work/rows/siasn.csv" | tr -d '"\r' | awk -F, '{print $11}')
END
