#!/bin/sh
# figures.sh BERPIJAR SYNC [SHAPE]: what the centre says of each question is what the class report says,
# over learners who answered in lessons and in an exam, right, wrong, twice, and not at all.
set -eu
sync=$2
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
trap 'all_down; rm -rf "$work"' EXIT
export BERPIJAR_LANG=id BERPIJAR_STORE="$work/store"
courses=$(cd "$(dirname "$0")/../play" && pwd)

# plays LEARNER FOLDER MODULE LINE...: a session in plain lines.
plays() {
	learner=$1 folder=$2 module=$3
	shift 3
	printf '%s\n' "$@" keluar | "$berpijar" --plain --learner "$learner" \
		--content "$courses/$folder" "$module" >"$work/out" 2>&1
}

centre_of "${3:-one}"
plays ani exams ujian/akhir 1 a Senin a 4 4
says out 'Lulus dengan nilai 100'
plays budi exams ujian/akhir 1 b Minggu b 4 4
plays citra exams ujian/akhir 1 a :kembali 4 4
says out 'Nilai 33'
plays budi exams ujian/akhir 1 a Senin a 4 4 # a second attempt, which counts for nothing here
plays dewi exams ujian/akhir 1 b # and one that is not handed in
for learner in ani budi citra; do
	plays $learner paths ulang/m1 soal a lanjut soal b lanjut
done
plays budi paths ulang/m2 soal b coba-lagi a lanjut
plays dewi paths ulang/m2 soal a lanjut

# told COURSE FOLDER: the class report's figures, as lines of the centre's.
told() {
	expect 0 report "$1" --content "$courses/$2" --format json
	awk -v course="$1" '
		/^ "questions"/ { on = 1 }
		!on || !/^   "/ { next }
		{ split($0, pair, "\""); value = $0; sub(/^[^:]*: /, "", value)
			gsub(/[",]/, "", value); key[pair[2]] = value }
		pair[2] == "version" && key["answers"] + key["blank"] {
			printf "%s,%s,%s,%s,%d,%d,%.4f\n", course, key["module"], key["id"],
				key["version"], key["answers"], key["blank"], key["facility"] }' "$work/out"
}
{
	told ujian exams
	told ulang paths
} | sort >"$work/class"
[ "$(wc -l <"$work/class")" = 6 ] || fail "$(cat "$work/class")"

# counted: the centre's, without what is not compared.
counted() {
	"$sync" report --to "$(url pusat)" --by question >"$work/centre.csv"
	sed 1d "$work/centre.csv" | tr -d '"' |
		awk -F, '{ printf "%s,%s,%s,%s,%d,%d,%.4f\n", $1, $2, $3, $4, $5, $6, $8 }' | sort
}
"$sync" push --to "$(url pusat)" --all >"$work/log"
counted >"$work/centre"
# what is typed says nothing there without consent, so it is no mark, and that is told
grep -v ',hari,' "$work/centre" >"$work/picked"
grep -v ',hari,' "$work/class" | diff - "$work/picked" || fail 'not the figures of the class'
grep -q '"hari",.*,"2"$' "$work/centre.csv" || fail "$(cat "$work/centre.csv")"

# with consent it is as the class report has it
psql_on pusat -c 'TRUNCATE berpijar.event'
for learner in ani budi citra; do
	"$berpijar" --plain --learner $learner --content "$courses/exams" >"$work/out" 2>&1 <<-END
		D
		:End
		:Up
		:Enter
		keluar
	END
	says out 'ikut. Enter menariknya kembali'
done
"$sync" push --to "$(url pusat)" --all >"$work/log"
counted | diff "$work/class" - || fail 'not the figures of the class'

# the JP of offices add up to the learners' own
"$sync" report --to "$(url pusat)" --by course >"$work/courses"
"$sync" report --to "$(url pusat)" --by office >"$work/offices"
jp() {
	tr -d '"' <"$1" | awk -F, 'NR > 1 { sum += $NF } END { print sum + 0 }'
}
[ "$(jp "$work/courses")" = "$(jp "$work/offices")" ] || fail "$(cat "$work/courses" "$work/offices")"
[ "$(jp "$work/courses")" = 2 ] || fail "$(cat "$work/courses")"
