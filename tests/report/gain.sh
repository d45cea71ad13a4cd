#!/bin/sh
# gain.sh BERPIJAR: two parallel forms from one bank, crossed over the learners; what the report
# makes of them; that a pre-test counts for nothing.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en HOME="$work" BERPIJAR_STORE="$work/store"
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/gain"

# attempt LEARNER ANSWER [LINE...]: an attempt in which all is answered so; two empty lines
# hand it in
attempt() {
	learner=$1 answer=$2
	shift 2
	count=$(echo quit | "$berpijar" --plain --learner "$learner" ukur/tes |
		sed -n 's/^questions: \([0-9]*\),.*/\1/p')
	{
		echo 1
		yes "$answer" | head -n "$count"
		[ $# -eq 0 ] || printf '%s\n' "$@"
		echo quit
	} | "$berpijar" --plain --learner "$learner" ukur/tes >"$work/out" 2>&1
}

: >"$work/first"
for learner in l1 l2 l3 l4; do
	attempt $learner b '' ''
	says out 'Pre-test: score 0'
	form=$(grep -o '^[AB] ' "$work/out" | sort -u | tr -d ' \n')
	attempt $learner a '' ''
	says out 'Post-test: score 100'
	hides out 'Passed'
	other=$(grep -o '^[AB] ' "$work/out" | sort -u | tr -d ' \n')
	[ "$form$other" = AB ] || [ "$form$other" = BA ] || fail "$learner: $form then $other"
	echo "$form" >>"$work/first"
done
echo quit | "$berpijar" --plain --learner l1 ukur/tes >"$work/out" 2>&1
says out 'attempts left: 0 of 2'
[ "$(sort -u "$work/first" | wc -l)" -eq 2 ] || fail 'everybody begins with the same form'

attempt once b '' ''
attempt left b
"$berpijar" learner add none >/dev/null

# What is to be gone on with is called a test, not a text that has been read.
echo quit | "$berpijar" --plain --learner once >"$work/out" 2>&1
says out 'exam'
hides out '100%'

# A pre-test is no module of the course: no JP, no score, nothing done.
expect 0 progress --learner once --format json
hides out '"done": true'
"$berpijar" report ukur --format csv >"$work/out"
grep '^"once"' "$work/out" | grep -q '"0","1",\|,0,1,0' || fail "once: $(cat "$work/out")"
head -n 1 "$work/out" | grep -q '"pretest","posttest"' || fail 'no columns'
grep '^"l1"' "$work/out" | grep -q ',0.0,100.0,' || fail "l1: $(cat "$work/out")"

expect 0 report ukur --format json
for line in '"both": 4' '"pretest_only": 1' '"posttest_only": 0' '"left": 1' '"gain": 1.0' '"spread": 0.0'; do
	says out "$line"
done
for form in text html; do
	expect 0 report ukur --format $form --width 200
	says out '4 people took the pre-test and the post-test: on average 0, then 100, a gain of 100'
	says out '(standard deviation 0)'
	says out 'once (only the pre-test)'
	says out 'left (left)'
done

# A course without such a module says nothing of it.
expect 0 report kelas --format json --content "$BERPIJAR_FIXTURES/class"
says out '"gain": null'

# A key that is wrong is told.
mkdir "$work/wrong"
sed 's/posttest: B/posttest: A/' "$BERPIJAR_FIXTURES/gain/ukur/90-tes.md" >"$work/wrong/90-tes.md"
status=0
"$berpijar" check "$work/wrong" >"$work/out" 2>&1 || status=$?
says out 'pretest and posttest use the same form'
