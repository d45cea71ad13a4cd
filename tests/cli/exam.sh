#!/bin/sh
# exam.sh BERPIJAR: an exam that tells nothing before it is handed in is not told by
# commands either, nor one that an earlier program began.
set -eu
. "$(dirname "$0")/../shell.sh"
export HOME="$work" BERPIJAR_LANG=id BERPIJAR_STORE="$work/store"
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/exam/silent"


course=silent/bebas

# play LEARNER LINE...: a session in plain lines in the exam
play() {
	learner=$1
	shift
	printf '%s\n' "$@" keluar |
		"$berpijar" --plain --learner "$learner" "$course" >"$work/played" 2>&1
}

# told LEARNER: all that commands say of it, but for ids, times and what was answered
told() {
	for command in "progress --learner $1" "progress --learner $1 --format json" \
		"learner export $1" "learner export $1 --format csv"; do
		# shellcheck disable=SC2086
		expect 0 $command
		cat "$work/out"
	done | sed -E "s/$1/X/g; s/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/ID/g
		s/2[0-9]{3}-[0-9-]{5}T[0-9:.]+Z/AT/g; s/(response|seed)(\"+: ?\"+)[^\"]*/\1/g
		s/\"seconds\": [0-9.e-]+/S/; s/^(\"[0-9]+\",.*,)\"[0-9.e-]*\",\"0\",/\1S,/
		s/brought\.[0-9a-f]+/BROUGHT/; s/(away\"+: ?)[0-9]+/\1/; s/\"(hash|offset|text)\": .*/\1/"
}

# Right and wrong answers look the same, whatever is asked, until the end.
play benar 1
play salah 1
for question in 1 2 3; do
	right=$(echo b c 112 | cut -d' ' -f$question)
	wrong=$(echo a b 113 | cut -d' ' -f$question)
	play benar $question "$right"
	play salah $question "$wrong"
	told benar >"$work/benar"
	told salah >"$work/salah"
	diff "$work/benar" "$work/salah"
done
grep -q '"last_correct": null' "$work/benar" || fail 'nothing was asked'
! grep -q '"grade": [0-9]' "$work/benar" || fail 'a grade'
! grep -qE 'drawn|~Jakarta' "$work/benar" || fail 'what was drawn'
expect 0 progress --learner benar --format json
says out '"answered": 1'
hides out true
hides out '"best": 0'

# A bundle that the learner makes meanwhile holds no keys, and what was answered.
for one in benar salah; do
	expect 0 learner export $one --bundle -o "$work/$one.bundle"
	says out 'belum dikumpulkan'
	gzip -dc <"$work/$one.bundle" >"$work/$one.lines"
	! grep -qE 'drawn|Jakarta' "$work/$one.lines" || fail 'keys in a bundle'
	[ "$(grep -c '"answered"' "$work/$one.lines")" -eq 3 ] || fail 'answers are missing'
	expect 0 learner import --bundle "$work/$one.bundle" --store "$work/moved"
done
BERPIJAR_STORE=$work/moved told benar >"$work/benar"
BERPIJAR_STORE=$work/moved told salah >"$work/salah"
diff "$work/benar" "$work/salah"

# Then all of it is told.
play benar 4 ''
play salah 4 ''
expect 0 progress --learner benar --format json
[ "$(grep -c '"last_correct": true' "$work/out")" -eq 3 ] || fail 'not graded'
[ "$(grep -c '"answered": 1' "$work/out")" -eq 3 ] || fail 'counted twice'
says out '"passed": true'
expect 0 learner export benar
[ "$(grep -c '"grade": 1.0' "$work/out")" -eq 8 ] || fail 'answers are not graded'
expect 0 learner export benar --format csv
says out drawn
expect 0 progress --learner salah --format json
[ "$(grep -c '"last_correct": false' "$work/out")" -eq 3 ] || fail 'not graded'
says out '"passed": false'

# A bundle made after the hand-in brings the rest, to where the first one came as well.
for one in benar salah; do
	expect 0 learner export $one --bundle -o "$work/$one.bundle" --force
	hides out 'belum dikumpulkan'
	expect 0 learner import --bundle "$work/$one.bundle" --store "$work/moved"
	expect 0 progress --learner $one --store "$work/moved" --format json
	cp "$work/out" "$work/there"
	expect 0 progress --learner $one --format json
	diff "$work/out" "$work/there"
done
expect 0 store check --store "$work/moved"
hides out celah

# A record of an earlier program, whose answers have grades inside.
mkdir -p -m 700 "$BERPIJAR_STORE/learners"
cp "$BERPIJAR_FIXTURES/ages/schema-2.db" "$BERPIJAR_STORE/learners/siti.db"
chmod 600 "$BERPIJAR_STORE/learners/siti.db"
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/exam/old"
expect 0 progress --learner siti --format json
tr -d ' \n' <"$work/out" >"$work/all"
grep -qF '"id":"e2","answered":2,"last_correct":null,"best":null,"last":null' "$work/all" ||
	fail "an old attempt that runs: $(cat "$work/out")"
grep -qF '"id":"e3","answered":2,"last_correct":true,"best":1.0,"last":1.0' "$work/all" ||
	fail 'an old attempt that has ended'
expect 0 learner export siti
tr -d ' \n' <"$work/out" >"$work/all"
grep -qE '"question":"e2","grade":null,"seconds":[^}]*"response":"masih"' "$work/all" ||
	fail 'the grade of an old attempt that runs'
expect 0 learner export siti --bundle -o "$work/old.bundle"
gzip -dc <"$work/old.bundle" >"$work/lines"
! grep '"response\\":\\"masih' "$work/lines" | grep -qv '"grade":null' || fail 'a grade in a bundle'
