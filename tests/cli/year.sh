#!/bin/sh
# year.sh BERPIJAR FORGE_RECORD: a year by unit and quarter: what was earned here, what is
# from elsewhere, who is below 20 JP; and that what is from elsewhere is nothing else's.
set -eu
forge=$2
. "$(dirname "$0")/../shell.sh"
unset BERPIJAR_LANG
export BERPIJAR_STORE="$work/store" HOME="$work" BERPIJAR_CONTENT="$work/content"
mkdir -p "$work/content"
cp -R "$BERPIJAR_FIXTURES/proof/ux" "$work/content/ux" # 2,5 JP
year=$(TZ=WIB-7 date +%Y)
quarter=$((($(TZ=WIB-7 date +%m | sed 's/^0//') + 2) / 3))

printf 'id,nama,unit\nani,Ani,Dinas A\nbudi,Budi,Dinas A\ncici,Cici,Dinas B\ndedi,Dedi,\n' >"$work/class.csv"
expect 0 learner import "$work/class.csv" --force
for id in ani cici; do
	printf 'soal\na\n' | "$berpijar" --plain --learner $id ux/satu >"$work/play"
	printf '\n\n\n\n' | "$berpijar" --plain --learner $id ux/dua >"$work/play"
done
expect 0 report ux --format json
cp "$work/out" "$work/before"
expect 0 report ux --format csv
cp "$work/out" "$work/before.csv"

elsewhere() {
	expect 0 learner jp add "$1" --title Arsip --organizer BPSDM --ends "$2" --jp "$3"
}
elsewhere ani "01-01-$year" 17,5      # 20 with what is from here
elsewhere budi "01-01-$year" 19,5     # not quite
elsewhere cici "31-12-$((year - 1))" 40 # of another year
expect 0 learner set dedi --employment pppk
expect 0 learner set budi --employment pns

expect 2 report ux --year --evaluation --format csv
says err 'satu saja dari --passed, --evaluation, dan --year'
expect 2 report ux --year --passed -o "$work/both.csv"
[ ! -e "$work/both.csv" ] || fail 'one of two tables was written'

# A row for each unit and quarter that has begun: the last of each is what holds now.
expect 0 report ux --year --format csv
tr -d '\r"' <"$work/out" >"$work/rows"
grep -q '^unit,year,quarter,staff,pppk,unsaid,under,jp,jp_elsewhere$' "$work/rows" || fail "heads: $(cat "$work/rows")"
[ "$(wc -l <"$work/rows")" -eq $((1 + 3 * quarter)) ] || fail "rows: $(cat "$work/rows")"
row() {
	[ "$(grep "^$1,$year,$quarter," "$work/rows" | cut -d, -f4-7)" = "$2" ] ||
		fail "$1: $(cat "$work/rows")"
}
row 'Dinas A' 2,0,1,1
row 'Dinas B' 1,0,1,1
row '' 1,1,0,0
# sum COLUMN UNIT: of all quarters
sum() {
	awk -F, -v unit="$2" -v column="$1" \
		'$1 == unit { all += $column } END { print all + 0 }' "$work/rows"
}
[ "$(sum 8 'Dinas A')" = 2.5 ] || fail 'JP of Dinas A'
[ "$(sum 9 'Dinas A')" = 37 ] || fail 'from elsewhere to Dinas A'
[ "$(sum 9 'Dinas B')" = 0 ] || fail 'from another year'
if [ $quarter -gt 1 ]; then # what Ani learned here is of this quarter
	[ "$(grep "^Dinas A,$year,1," "$work/rows" | cut -d, -f7)" = 2 ] || fail 'quarter I'
fi

expect 0 report ux --year --width 300
says out "JP tahun $year menurut unit dan triwulan"
says out 'Dinas A: 2 orang'
says out 'triwulan I: '
says out 'dari tempat lain 37 JP'
says out 'Tanpa unit: 1 orang'
says out 'Semua: 4 orang'
says out 'PPPK (1) tidak dihitung'
says out '(2) dihitung seperti PNS'
hides out 'Perlu dilihat'
expect 0 report ux --width 80
says out "JP tahun $year menurut unit dan triwulan"
expect 0 report ux --year --format html
says out 'di bawah 20 JP'
says out 'Dinas B'
hides out Ani
expect 0 report ux --year --format json
tr -d ' \n' <"$work/out" >"$work/line"
cp "$work/line" "$work/out"
says out '"year":{"year":'"$year"',"quarters":'$quarter',"least":20,"all":{"staff":4,"pppk":1,"unsaid":2'
says out '"unit":"DinasB"'
printf 'j\nk\n' | "$berpijar" report ux --plain >"$work/out" 2>&1
says out "JP tahun $year menurut unit dan triwulan"

# Nobody named: no units.
expect 0 report ux --year --no-names --width 300
says out 'Semua: 4 orang'
hides out Dinas
expect 0 report ux --year --no-names --format csv
hides out Dinas
expect 0 report ux --year --no-names --format json
hides out Dinas

# A class alone, and a record that somebody forged: the course's own figures stay.
"$forge" "$BERPIJAR_STORE" ani elsewhere || fail 'cannot forge'
expect 0 report ux --format json
for file in before out; do
	sed -n '/^ "year"/q;p' "$work/$file" | grep -v '^ "at"' >"$work/$file.old"
done
cmp "$work/before.old" "$work/out.old" || fail 'JP from elsewhere changed the report'
expect 0 report ux --format csv
cmp "$work/out" "$work/before.csv" || fail 'JP from elsewhere changed the table'
