#!/bin/sh
# import.sh BERPIJAR: banks go into a module and out of it again.
set -eu
bank=$BERPIJAR_FIXTURES/bank
. "$(dirname "$0")/shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store"

expect 0 import "$bank/semua.xml" -o "$work/a.md"
expect 0 check "$work/a.md"
grep -q '11 questions: 0 errors, 0 warnings' "$work/out" || fail "$(cat "$work/out")"
expect 0 render "$work/a.md"
grep -q 'Uji kegunaan' "$work/out" || fail 'no heading'

# It plays.
printf 'soal\na\n' | "$berpijar" --plain --lang id "$work/a.md" >"$work/out"
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
expect 0 check "$work/d.md"
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
