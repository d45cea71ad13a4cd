#!/bin/sh
# works.sh BERPIJAR: what a learner wrote leaves the record whole, whatever became of the course.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store" HOME="$work" BERPIJAR_LEARNER=siti
cp -R "$(dirname "$0")/../play/hasil" "$work/content"
export BERPIJAR_CONTENT="$work/content"

expect 0 progress --works
says out 'None yet.'
printf 'soal\nSatu.\nDua.\n\ncentang 2\n' | "$berpijar" --plain contoh/daftar >"$work/play"

# Of a file nothing is overwritten, unless that is asked for.
expect 0 progress --works -o "$work/karya.md"
grep -qx '> Satu.' "$work/karya.md" || fail 'no first line'
grep -qx '> Dua.' "$work/karya.md" || fail 'no second line'
grep -q '^- \[x\] menyebut keadaan' "$work/karya.md" || fail 'no tick'
[ "$(stat -c %a "$work/karya.md")" = 600 ] || fail 'others can read the works'
expect 1 progress --works -o "$work/karya.md"
expect 0 progress --works -o "$work/karya.md" --force
expect 2 progress --works --notes
expect 2 progress --works --format json
expect 2 progress -o "$work/other.md"

# A copy and a bundle keep the ticks; a tick is no second try.
expect 0 learner export siti
says out '"checks": "-x-"'
expect 0 progress --format json
says out '"answered": 1'
expect 0 learner export siti --bundle -o "$work/siti.bundle"
BERPIJAR_STORE="$work/other" expect 0 learner import --bundle "$work/siti.bundle"
BERPIJAR_STORE="$work/other" expect 0 progress --works
says out '- [x] menyebut keadaan'

# Another checklist is not taken for ticked; a question that is gone leaves the answer.
sed -i '/menyulitkannya/d' "$work/content/contoh/01-daftar.md"
expect 0 progress --works
hides out '- [x]'
says out '- [ ] menyebut orangnya'
sed -i 's/::kalimat::/::lain::/' "$work/content/contoh/01-daftar.md"
expect 0 progress --works
says out '### kalimat'
says out '> Dua.'
