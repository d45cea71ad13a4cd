#!/bin/sh
# elsewhere.sh BERPIJAR FORGE_RECORD: JP from elsewhere, entered, corrected and taken back on
# the command line, moved by a bundle, and never mixed into what was learned here.
set -eu
forge=$2
. "$(dirname "$0")/../shell.sh"
unset BERPIJAR_LANG
export BERPIJAR_STORE="$work/store" HOME="$work" BERPIJAR_CONTENT="$work/content"
mkdir -p "$work/content"
cp -R "$BERPIJAR_FIXTURES/proof/ux" "$work/content/ux"
year=$(TZ=WIB-7 date +%Y)
today="01-01-$year"

printf 'soal\na\n' | "$berpijar" --plain --learner ani ux/satu >"$work/play"
printf '\n\n\n\n' | "$berpijar" --plain --learner ani ux/dua >"$work/play"
expect 0 proof ux --learner ani --name Ani --format json
cp "$work/out" "$work/proof"
expect 0 progress --learner ani --format json
cp "$work/out" "$work/before"

# ---- what cannot be is refused, each with its option and why ----

add() {
	expect "$1" learner jp add ani --title Arsip --organizer BPSDM --ends "$today" --jp "$2"
}
expect 2 learner jp add ani
says err '--title: belum diisi'
add 2 0
says err '--jp: JP harus lebih dari 0'
add 2 1000
says err 'kurang dari 1000'
for jp in -6 nan 1e9 6,2 99999999999999999999; do
	add 2 $jp
	says err '--jp: bukan jumlah JP'
done
expect 2 learner jp add ani --title A --organizer B --jp 6 --ends "31-12-9998"
says err '--ends: tanggal itu belum tiba'
expect 2 learner jp add ani --title A --organizer B --jp 6 --ends "31-02-$year"
says err '--ends: tanggal itu tidak ada'
expect 2 learner jp add ani --title A --organizer B --jp 6 --ends 'kemarin'
says err 'bukan tanggal'
expect 2 learner jp add ani --title A --organizer B --jp 6 --ends "31-12-$((year - 1))" --begins "$today"
says err 'lebih awal dari tanggal mulai'
expect 2 learner jp add ani --title A --organizer B --jp 6 --ends "$today" --digest abc
says err '--digest: bukan SHA-256'
expect 1 learner jp add ani --title A --organizer B --jp 6 --ends "$today" --certificate "$work/none"
says err 'bukan berkas yang ada'
expect 1 learner jp add nobody --title A --organizer B --jp 6 --ends "$today"
says err 'tidak ada peserta "nobody"'
expect 0 learner jp list ani
says out 'Belum ada JP dari tempat lain'

# ---- entered: the file stays where it is ----

printf 'isi sertifikat' >"$work/sertifikat.pdf"
sum=$(sha256sum "$work/sertifikat.pdf" | cut -d' ' -f1)
expect 0 learner jp add ani --title 'Pelatihan kearsipan' --organizer 'BPSDM Contoh' --number 800/7 \
	--ends "$today" --jp 6 --certificate "$work/sertifikat.pdf"
says out 'Tercatat: 6 JP dari tempat lain, peserta ani.'
expect 0 learner jp add ani --title Lokakarya --organizer LAN --begins "$((year - 1))-12-30" \
	--ends "$year-01-01" --jp 1.5
expect 0 learner jp add ani --title Lama --organizer LAN --ends "02-03-$((year - 1))" --jp 40
expect 0 learner jp list ani
says out "  1  1 Jan $year  6 JP  Pelatihan kearsipan · BPSDM Contoh · 800/7"
says out "     SHA-256 $sum"
says out "  2  30 Des $((year - 1)) - 1 Jan $year  1,5 JP  Lokakarya · LAN"
says out "JP $year: di berpijar 2,5 · dari tempat lain 7,5 · kurang 10 dari 20"
grep -q 'triwulan I: di berpijar .*, dari tempat lain 7,5' "$work/out" || fail "no quarter"
expect 0 progress --learner ani
says out "JP $year: di berpijar 2,5 · dari tempat lain 7,5 · kurang 10 dari 20"
says out "JP $year: 2,5"
says out 'Pelatihan kearsipan · BPSDM Contoh'
hides out 'Lama · LAN'

expect 1 learner jp add ani --title 'PELATIHAN KEARSIPAN' --organizer 'bpsdm contoh' --number 800/7 \
	--ends "$today" --jp 9
says err 'yang sama sudah tercatat'

# ---- corrected, taken back: the record only grows ----

expect 2 learner jp correct ani --jp 4
says err '--entry NO'
expect 1 learner jp correct ani --entry 4 --jp 4
says err 'tidak ada nomor 4; yang tercatat: 3'
expect 2 learner jp correct ani --entry 2 --jp x
expect 0 learner jp correct ani --entry 2 --jp 2 --number LAN/9
entered() {
	"$berpijar" learner export ani | grep -c '"verb": "attended"'
}
before=$(entered)
expect 0 learner jp correct ani --entry 2 --jp 2
says out 'Tidak ada yang diubah: nomor 2'
[ "$(entered)" -eq "$before" ] || fail 'a correction of nothing was recorded'
expect 0 learner jp list ani
says out '2 JP  Lokakarya · LAN · LAN/9'
says out 'dari tempat lain 8 · kurang 9,5 dari 20'
expect 0 learner jp remove ani --entry 1
expect 0 learner jp list ani
hides out kearsipan
says out 'dari tempat lain 2 · kurang 15,5 dari 20'
expect 0 learner export ani
says out 'Pelatihan kearsipan'
says out '"verb": "attended"'
expect 0 store check

# ---- PNS or PPPK ----

expect 2 learner set ani --employment raja
expect 0 learner set ani --employment pppk
expect 0 progress --learner ani
says out "JP $year: di berpijar 2,5 · dari tempat lain 2 · sisa 19,5 dari 24"
expect 0 learner set ani --employment pns

# What stood there before there was JP from elsewhere.
old() {
	sed '/^ "employment"/,$d' "$1"
}
# What a proof says of its course, without its place in the chain and what follows from that.
claims() {
	tr ',' '\n' <"$1" | grep -E '"(jp|minutes|score|answers|questions|done|title|modules|[a-z_]*at)"'
}

# ---- JSON: keys are added, those that were there say the same ----

expect 0 progress --learner ani --format json
says out '"employment": "pns"'
old "$work/before" >"$work/old"
old "$work/out" | cmp - "$work/old" || fail 'what was there before says something else'
tr -d ' \n' <"$work/out" >"$work/line"
cp "$work/line" "$work/out"
says out '"jp_elsewhere":{"'$((year - 1))'":40.0,"'$year'":2.0}'
says out '"'$year'":[2.0,0.0,0.0,0.0]}'
says out '"title":"Lokakarya","organizer":"LAN","number":"LAN/9","begins":"'$((year - 1))'-12-30","ends":"'$year'-01-01","jp":2.0,"sha256":""'
hides out kearsipan

# ---- the proof does not know of it, not even of a forged one ----

expect 0 proof ux --learner ani --name Ani --format json
cmp "$work/out" "$work/proof" || fail 'JP from elsewhere changed a proof'
"$forge" "$BERPIJAR_STORE" ani elsewhere || fail 'cannot forge'
expect 0 progress --learner ani --format json
old "$work/out" | cmp - "$work/old" || fail 'forged JP changed what was learned here'
says out '"title": "Palsu"'
expect 0 proof ux --learner ani --name Ani --format json
claims "$work/proof" >"$work/old"
grep -q minutes "$work/old" || fail "no claims"
claims "$work/out" | cmp - "$work/old" || fail 'forged JP changed a proof'

# ---- a bundle brings it along ----

expect 0 learner export ani --bundle -o "$work/ani.bundle"
export BERPIJAR_STORE="$work/other"
expect 0 learner import --bundle "$work/ani.bundle"
expect 0 learner jp list ani
says out '2 JP  Lokakarya · LAN · LAN/9'
hides out kearsipan
expect 0 learner import --bundle "$work/ani.bundle"
expect 0 learner jp list ani
[ "$(grep -c Lokakarya "$work/out")" = 1 ] || fail 'it came twice'

# ---- corrected on two machines: the later one counts, and neither comes back ----

expect 0 learner jp correct ani --entry 1 --jp 3
expect 0 learner export ani --bundle -o "$work/other.bundle"
export BERPIJAR_STORE="$work/store"
expect 0 learner jp list ani
entry=$(sed -n 's/^ *\([0-9]*\)  .*Lokakarya.*/\1/p' "$work/out")
expect 0 learner jp correct ani --entry "$entry" --jp 4
expect 0 learner import --bundle "$work/other.bundle"
expect 0 learner jp list ani
says out '4 JP  Lokakarya'
[ "$(grep -c Lokakarya "$work/out")" = 1 ] || fail 'both corrections count'
expect 0 learner jp remove ani --entry "$entry"
expect 0 learner jp list ani
hides out Lokakarya

# ---- a life of years ----

expect 0 learner add rina --name Rina
for past in $(seq 1990 2025); do
	expect 0 learner jp add rina --title Lama --organizer LAN --ends "02-03-$past" --jp 2
done
expect 0 progress --learner rina --format json
says out '"1990": 2.0'
says out '"2025": 2.0'
