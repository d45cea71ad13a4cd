#!/bin/sh
# audit.sh BERPIJAR FILL_CLASS FILL_AUDIT: who is drawn by a seed, what their events come to, and
# what is found in records that are not as a session leaves them.
set -eu
fill=$2 made=$3
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en HOME="$work" BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/class"
now=$(date +%s)

# ---- the draw: anybody can do it, and it is the same elsewhere ----
"$fill" "$work/many" "$BERPIJAR_FIXTURES/class" 30 "$now" "$work/table"
drawn() {
	"$berpijar" audit "$@" --format csv 2>/dev/null |
		sed -n 's/^"result","\([^"]*\)".*/\1/p' | sort -u
}
for id in $(cd "$work/many/learners" && ls ./*.db | sed 's/^..//; s/\.db$//'); do
	printf '%s %s\n' "$(printf '2026\n%s' "$id" | sha256sum | cut -c1-64)" "$id"
done | sort | head -n 20 >"$work/ranks"
"$berpijar" audit "$work/many" --seed 2026 --format json >"$work/json" || :
sed -n 's/^   "id": "\(l...\)",$/\1/p' "$work/json" | awk '!met[$0]++' | head -n 20 >"$work/ids"
cut -d' ' -f2 "$work/ranks" | cmp -s - "$work/ids" || fail "another draw: $(cat "$work/ids")"
cp -r "$work/many" "$work/copy"
drawn "$work/many" --seed 2026 >"$work/one"
drawn "$work/copy" --seed 2026 >"$work/two"
cmp -s "$work/one" "$work/two" || fail 'the copy draws others'
drawn "$work/many" --seed 2027 >"$work/two"
! cmp -s "$work/one" "$work/two" || fail 'every seed draws the same'
expect 2 audit "$work/many"
says err '--seed'
expect 1 audit "$work/none" --seed 1

# ---- the figures are those of the report ----
"$berpijar" report kelas --store "$work/many" --format csv |
	awk -F, '{ gsub(/"/, "") } NR == 1 { for (i = 1; i <= NF; i++) if ($i == "jp") n = i; next }
		{ print $1, $n + 0 }' | sort >"$work/report"
"$berpijar" audit "$work/many" --seed 2026 --sample 30 --format csv |
	awk -F, '{ gsub(/"/, "") } $1 == "result" { print $2, $8 + 0 }' | sort >"$work/audit"
join "$work/report" "$work/audit" | awk '$2 != $3 { exit 1 } END { exit NR < 25 }' ||
	fail 'report and audit differ in JP'

# ---- a roster: who has no record is drawn as well, and told ----
printf 'id,name\nl001,Satu\nnobody,Tiada\n' >"$work/roster.csv"
expect 1 audit "$work/many" --seed 1 --roster "$work/roster.csv" --format csv
says out '"finding","nobody","Tiada","","absent","unproved"'

# ---- what is found ----
# events LEARNER: a session as it should be, of two answers.
events() {
	cat <<EVENTS
$1 3000 experienced formulir - -1 -1 0 -
$1 2400 answered formulir q1 1 20 0 right
$1 2300 answered formulir q2 1 20 0 right
$1 1700 progressed formulir - -1 1200 0 -
EVENTS
}
{
	events honest
	echo 'honest 1600 completed tambahan - -1 -1 0 -' | sed 's/completed/experienced/'
	events fast
	echo 'fast 600 experienced tambahan - -1 -1 0 -'
	echo 'fast 586 completed tambahan - -1 -1 1 -'
	echo 'early 3000 answered formulir q1 1 20 0 right'
	echo 'unopened 3000 completed formulir - -1 -1 1 -'
	echo 'minutes 99999 attended formulir - -1 -1 0 -' # of elsewhere: bounds nothing
	events minutes
	echo 'minutes 1600 progressed formulir - -1 7200 0 -'
	events clock
	echo 'clock 9000 bookmarked formulir - -1 -1 0 -'
	events future
	echo 'future -999999 bookmarked formulir - -1 -1 0 -'
	events key
	echo 'key 1600 answered formulir q1 1 5 0 a'
	events score
	echo 'score 1500 completed formulir - 0.9 -1 1 -'
	events jp
	echo 'jp 1500 completed formulir - -1 -1 9 -'
} | sed 's/- -1 -1 9 -/- -1 -1 9 -/' >"$work/events"
for twin in twin-a twin-b other; do
	events "$twin" | sed 2,3d
	for n in 1 2 3 4 5 6 7 8; do
		response=a
		[ "$twin$n" != other1 ] && [ "$twin$n" != other2 ] || response=c
		echo "$twin $((1500 - n)) answered formulir q$n 0 5 0 $response"
	done
done >>"$work/events"
"$made" "$work/odd" "$BERPIJAR_FIXTURES/class" "$now" <"$work/events"

status=0
"$berpijar" audit "$work/odd" --seed 1 --format csv >"$work/out" || status=$?
[ "$status" -eq 1 ] || fail "status $status"
# found LEARNER RULE
found() {
	grep -q "^\"finding\",\"$1\",[^,]*,[^,]*,\"$2\"" "$work/out" ||
		fail "no $2 of $1 in: $(cat "$work/out")"
}
! grep -q '^"finding","honest"' "$work/out" || fail "honest: $(grep honest "$work/out")"
found fast too-fast
found early too-early
found unopened unopened
found minutes minutes
found clock clock-back
found future future
found key answer-grade
found score module-score
found twin-a twins
found twin-b twins
grep '"fast"' "$work/out" | grep -q '14 seconds' || fail 'too fast: by how much'
! grep -q '^"finding","other".*"twins"' "$work/out" || fail 'two of eight are not the same'
rules=$(grep -c '^"finding"' "$work/out")

# The other forms tell the same.
for form in text json html; do
	expect 1 audit "$work/odd" --seed 1 --format $form
	says out twin-a
done
[ "$(grep -c '<tr><td' "$work/out")" -eq "$((rules + $(
	"$berpijar" audit "$work/odd" --seed 1 --format csv | grep -c '^"result"')))" ] ||
	fail 'the page has other rows'

# ---- altered files ----
if command -v sqlite3 >/dev/null; then
	rm "$work/odd/learners"/[a-gi-z]*
	expect 0 audit "$work/odd" --seed 1
	sqlite3 "$work/odd/learners/honest.db" 'update event set grade = 0.5 where seq = 2'
	expect 1 audit "$work/odd" --seed 1 --format csv
	found honest changed
	grep '"changed"' "$work/out" | grep -q ',2,' || fail 'which event was changed'
	sqlite3 "$work/odd/learners/honest.db" 'delete from event where seq = 3'
	expect 1 audit "$work/odd" --seed 1 --format csv
	found honest missing
fi

# What a session leaves is found sound.
printf "%s\n" a lanjut b lanjut keluar | "$berpijar" --plain --learner siti \
	--store "$work/own" --content "$(dirname "$0")/../play/jenis.md" jenis >"$work/out"
expect 0 audit "$work/own" --seed 1 --content "$(dirname "$0")/../play/jenis.md"
says out "siti"

# A record of an older version, and of other courses.
mkdir -p "$work/old/learners"
cp "$BERPIJAR_FIXTURES/ages/schema-1.db" "$work/old/learners/siti.db"
chmod 600 "$work/old/learners/siti.db"
status=0
"$berpijar" audit "$work/old" --seed 1 >"$work/out" 2>&1 || status=$?
[ "$status" -le 1 ] || fail "old: $(cat "$work/out")"
