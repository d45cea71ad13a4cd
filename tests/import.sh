#!/bin/sh
# import.sh BERPIJAR: banks go into a module and out of it again.
set -eu
bank=$BERPIJAR_FIXTURES/bank
. "$(dirname "$0")/shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store"

expect 0 import "$bank/semua.xml" -o "$work/a.md"
expect 0 check "$work/a.md" --allow feedback-verdict --allow lesson-only-questions
grep -q '11 questions: 0 errors, 0 warnings' "$work/out" || fail "$(cat "$work/out")"
expect 0 render "$work/a.md"
grep -q 'Uji kegunaan' "$work/out" || fail 'no heading'

# It plays.
printf 'soal\na\n' | "$berpijar" --plain --lang id --content "$work/a.md" a >"$work/out"
grep -q 'BENAR, nilai 100, tersimpan' "$work/out" || fail "$(cat "$work/out")"

# A name that YAML would take for something else is a title all the same.
cp "$bank/aiken.txt" "$work/soal_\"a\": b.txt"
expect 0 import "$work/soal_\"a\": b.txt" -o "$work/name.md"
expect 0 check "$work/name.md"
grep -qF 'title: "soal \"a\": b"' "$work/name.md" || fail "$(cat "$work/name.md")"

# XML, the module and XML again say the same, and so does GIFT on the way.
expect 0 export "$work/a.md" --format xml
mv "$work/out" "$work/a.xml"
expect 0 import "$work/a.xml" -o "$work/b.md"
sed 1,4d "$work/a.md" >"$work/a.body"
sed 1,4d "$work/b.md" >"$work/b.body"
cmp "$work/a.body" "$work/b.body"
expect 0 export "$work/a.md"
mv "$work/out" "$work/a.gift"
expect 0 export "$work/a.gift" --format xml
cmp "$work/a.xml" "$work/out"

# A module stays unless it is to be replaced.
expect 1 import "$work/a.gift" -o "$work/b.md"
cmp "$work/b.body" "$(sed 1,4d "$work/b.md" >"$work/c" && echo "$work/c")"
expect 0 import "$work/a.gift" "$bank/aiken.txt" -o "$work/b.md" --force
expect 1 check "$bank/salah.txt"

# Faults have their lines, and sound questions come along.
expect 1 import "$bank/salah.txt" -o "$work/d.md"
grep -q 'salah.txt:6:1: error: ' "$work/err" || fail "$(cat "$work/err")"
expect 0 check "$work/d.md" --allow feedback-verdict --allow lesson-only-questions
grep -q '2 questions: 0 errors, 0 warnings' "$work/out" || fail "$(cat "$work/out")"
printf 'Q {\n' >"$work/none.gift"
expect 1 import "$work/none.gift" -o "$work/e.md"
[ ! -e "$work/e.md" ] || fail 'an empty module'

# What GIFT cannot say is told.
printf '<quiz><question type="shortanswer"><questiontext><text>Q</text></questiontext>
<answer fraction="100"><text>a-&gt;b</text></answer>
<answer fraction="50"><text>c</text></answer></question></quiz>' >"$work/arrow.xml"
expect 0 import "$work/arrow.xml" -o "$work/f.md"
grep -q 'arrow.xml:2:1: warning: .*loss-arrow' "$work/err" || fail "$(cat "$work/err")"

expect 2 import "$work/a.gift"
expect 2 import "$work/a.gift" -o "$work/a.txt"
expect 2 export "$work/a.gift" --format text
expect 2 check "$work/a.gift" --format xml

# A question at fault stays as a comment where it stood, which is nothing to a learner.
printf '::a:: Satu? {=ya ~tidak}\n\n::b:: Tiga --> {#1,5}\n\n::c:: Dua? {=x ~y}\n' \
	>"$work/kept.gift"
expect 1 import "$work/kept.gift" -o "$work/kept.md"
sed -n '/^<!--/,/^-->/p' "$work/kept.md" >"$work/out"
says out 'kept.gift:3: '
says out '::b:: Tiga - - > {#1,5}'
[ "$(grep -n '::b::' "$work/kept.md" | cut -d: -f1)" -lt \
	"$(grep -n '::c::' "$work/kept.md" | cut -d: -f1)" ] || fail 'not where it stood'
expect 0 check "$work/kept.md" --allow lesson-only-questions
says out '2 questions: 0 errors, 0 warnings'
printf '<quiz>\n<question type="cloze"><name><text>r</text></name><questiontext><text>isi</text></questiontext></question>\n<question type="truefalse"><name><text>s</text></name><questiontext><text>Q</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>' >"$work/kept.xml"
expect 1 import "$work/kept.xml" -o "$work/kept.md" --force
grep -q '^<question type="cloze">.*isi.*</question>$' "$work/kept.md" || fail "$(cat "$work/kept.md")"

# Words in place of a picture come along.
printf '<quiz><question type="shortanswer"><questiontext format="html"><text>&lt;img src="p.png" alt="Peta Jawa"&gt; Apa ini?</text></questiontext><answer fraction="100"><text>a</text></answer></question></quiz>' >"$work/alt.xml"
expect 0 import "$work/alt.xml" -o "$work/alt.md"
expect 0 render "$work/alt.md"
says out 'Peta Jawa'

# An exam; and more than a module holds, told and split.
expect 0 import "$work/a.gift" --exam -o "$work/exam.md"
says exam.md 'kind: exam'
expect 0 check "$work/exam.md"
awk 'BEGIN { for (i = 1; i <= 1203; i++) printf "::s%d:: Soal %d? {=a ~b}\n\n", i, i
	print "::rusak:: {#x}" }' >"$work/many.gift"
expect 1 import "$work/many.gift" -o "$work/many.md"
says err 'more than 500 questions; 704 of them'
expect 1 import "$work/many.gift" --split -o "$work/part.md"
says out "203 questions written to $work/part-3.md"
hides err gift-questions
for part in part part-2 part-3; do
	expect 0 export "$work/$part.md"
	cat "$work/out"
done >"$work/all"
[ "$(grep -o '::s[0-9]*::' "$work/all" | sort -u | wc -l)" -eq 1203 ] || fail 'some are lost'
[ "$(grep -c '::s[0-9]*::' "$work/all")" -eq 1203 ] || fail 'some are twice'
says part-3.md rusak
awk 'BEGIN { for (i = 1; i <= 60; i++) { printf "::s%d:: ", i
	for (n = 0; n < 1200; n++) printf "kata-%d ", n
	print "{=a ~b}\n" } }' >"$work/long.gift"
expect 1 import "$work/long.gift" -o "$work/long.md"
expect 0 import "$work/long.gift" --split -o "$work/long.md"
cat "$work"/long*.md | grep -o '::s[0-9]*::' | sort -u | wc -l | grep -qx 60 || fail 'long ones are lost'
