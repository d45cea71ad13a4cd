#!/bin/sh
# evaluation.sh BERPIJAR: what participants say of a course is told from five of them on, without
# names and order; and nothing else knows of it.
set -eu
. "$(dirname "$0")/../shell.sh"
unset BERPIJAR_LANG
export HOME="$work" BERPIJAR_STORE="$work/store" BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof"
export SOURCE_DATE_EPOCH=1796000000

finish() {
	printf 'soal\na\n' | "$berpijar" --plain --learner "$1" ux/satu >"$work/play"
	printf '\n\n\n\n' | "$berpijar" --plain --learner "$1" ux/dua >"$work/play"
}
# rate LEARNER LINE...: at the end of the course, the evaluation
rate() {
	learner=$1
	shift
	printf '%s\n' 4 2 "$@" keluar | "$berpijar" --plain --learner "$learner" ux >"$work/play"
}
# marks A B C D E: the lines that set them, once they are empty; each line one step
marks() {
	for item in 1 2 3 4 5; do
		yes "$item" | head -n "$1"
		shift
	done
}
# told: the evaluation alone in all forms, and the whole report
told() {
	for format in text json csv html; do
		"$berpijar" report ux --evaluation --format $format "$@"
		"$berpijar" report ux --format $format "$@"
		"$berpijar" report ux --format $format --no-names "$@"
	done >"$work/out"
	"$berpijar" report ux --plain "$@" </dev/null >>"$work/out" 2>&1 || :
}

"$berpijar" learner add baru >/dev/null
for id in l1 l2 l3 l4 l5 l6; do finish $id; done
for id in l1 l2 l3 l4; do
	rate $id $(marks 4 4 4 4 4) 6 "Kata rahasia $id." 7
done
grep -q 'Ya, tanpa nama' "$work/play" || fail "$(cat "$work/play")"

# Four are too few: nothing is told, not even that they are four.
told
says out 'Belum cukup jawaban'
says out '"enough": false'
says out '"answers": null'
hides out rahasia
hides out 'Isinya berguna'

# One that is not whole does not count; once it is, all are added up.
rate l5 $(marks 2 2 2 2 0) 6 'Tidak untuk laporan.'
told
hides out 'Isinya berguna'
rate l5 5 5
expect 0 report ux --evaluation --format json
says out '"answers": 5'
says out '"mean": 3.6'
told
says out '5 orang, tanpa nama'
says out 'Isinya berguna bagi pekerjaan saya. Rata-rata 3,6 (1 memilih 2, 4 memilih 4)'
says out '"statement","Penjelasannya mudah dipahami.",5,3.60,0,1,0,4,0'
says out 'Kata rahasia l4.'
hides out 'Tidak untuk laporan' # nobody agreed to that

# The rows of people do not know of it.
expect 0 report ux --format csv
hides out rahasia
hides out statement
hides out evaluation
"$berpijar" report ux --format json | sed -n '/"participants"/,/^ \]/p' >"$work/out"
says out '"l1"'
hides out rahasia
hides out evaluation

# A new one takes the place of the one before: still five. Six steps go round.
rate l1 1 2 3 4 5 6 'Kata baru.'
expect 0 report ux --evaluation --format json
says out '"answers": 5'
says out '"mean": 3.8'
says out 'Kata baru.'
hides out 'Kata rahasia l1.'
rate l1 1 # taken back: four again
expect 0 report ux --evaluation --format json
says out '"enough": false'
rate l1 1 1 1 1 1

# Of two copies of a record the one that was changed later counts.
cp -R "$work/store" "$work/older"
rate l1 6 'Kata terakhir.'
for order in "store older" "older store"; do
	"$berpijar" report ux --evaluation --format json --from "$work/${order% *}" \
		--from "$work/${order#* }" >"$work/out"
	says out '"answers": 5'
	says out 'Kata terakhir.'
	hides out 'Kata baru.'
done

# Neither order nor names: with the records exchanged the report is the same bytes.
mkdir "$work/others"
for pair in l1=l4 l2=l3 l3=l2 l4=l1 l5=l5 l6=l6 baru=baru; do
	cp "$work/store/learners/${pair%=*}.db" "$work/others/${pair#*=}.db"
done
for format in text json csv html; do
	for store in store others; do
		"$berpijar" report ux --evaluation --format $format --from "$work/$store" |
			grep -v '"at"' >"$work/$store.told"
	done
	cmp "$work/store.told" "$work/others.told" || fail "$format tells an order"
done

# A class of four in a larger store is four.
printf 'id,kelas\nl1,A\nl2,A\nl3,A\nl4,A\nl5,B\n' >"$work/class.csv"
"$berpijar" learner import "$work/class.csv" --force >"$work/out"
told --class A
hides out rahasia
hides out 'Isinya berguna'

# Nothing else holds it, and nothing else changes with it: the proof, the progress, the audit, a
# bundle, the events that a copy has, and xAPI statements.
all() {
	for format in text json; do
		"$berpijar" proof ux --learner l6 --name L --format $format
		"$berpijar" progress --learner l6 --format $format
	done
	"$berpijar" audit --seed 1 --format json
	rm -f "$work/l6.bundle"
	"$berpijar" learner export l6 --bundle -o "$work/l6.bundle" >"$work/err"
	gzip -dc "$work/l6.bundle"
	"$berpijar" learner export l6 --format csv
	"$berpijar" learner export l6 --format xapi
	"$berpijar" learner export l6 | sed -e '/"settings": {}/d' -e '/"settings"/,/^ }/d'
	"$berpijar" report ux --passed --format csv
}
mkdir -p "$XDG_CONFIG_HOME/berpijar"
echo 'homepage = https://contoh.go.id/berpijar' >"$XDG_CONFIG_HOME/berpijar/config"
all >"$work/one"
rate l6 $(marks 5 5 5 5 1) 6 'Kata yang tidak boleh keluar.' 7
all >"$work/two"
sed -i '/^ "\(time\|exported\)": /d' "$work/one" "$work/two"
cmp "$work/one" "$work/two" || fail "$(diff "$work/one" "$work/two")"
expect 0 report ux --evaluation --format json
says out 'Kata yang tidak boleh keluar.'
says out '"answers": 6'
expect 0 learner export l6 # the learner's own copy has it
says out 'Kata yang tidak boleh keluar.'
