#!/bin/sh
# restore.sh BERPIJAR: what a backup holds comes back, and nothing is replaced.
set -eu
. "$(dirname "$0")/../shell.sh"
own_home
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof"

# answer LEARNER LESSON ANSWER
answer() {
	printf 'soal\n%s\n' "$3" | "$berpijar" --plain --learner "$1" "$2" >"$work/play"
}
# state LEARNER: what the record comes to
state() {
	expect 0 progress --learner "$1" --format json
	cat "$work/out"
}
backup() {
	expect 0 store backup "$1"
	sed -n 's/.* disalin ke //p' "$work/out"
}

answer siti ux/satu a
answer budi ux/satu b
expect 0 learner set siti --name 'Siti Lama' --unit 'Dinas A'
first=$(backup "$work/satu")
state siti >"$work/siti.first"

# Nothing is missing, so nothing is added.
expect 0 store restore "$first"
says out 'siti: 0 kejadian baru dari '
state siti >"$work/now"
cmp "$work/siti.first" "$work/now"

# A record that was lost, and one of which only the lock file remembers.
rm "$store/learners/siti".*
rm "$store/learners/budi.db"
expect 0 store restore "$first"
says out 'siti: dikembalikan utuh'
says out 'budi: dikembalikan utuh'
state siti >"$work/now"
cmp "$work/siti.first" "$work/now"
expect 0 store check
expect 0 learner show siti
says out 'Siti Lama'
hides out 'dibawa masuk'
[ "$(stat -c %a "$store/learners/siti.db")" = 600 ] || fail 'others can read it'

# It goes on from there; what came since the backup stays, and so does what was changed.
printf '\n\n\n\n' | "$berpijar" --plain --learner siti ux/dua >"$work/play"
expect 0 learner set siti --name 'Siti Baru'
state siti >"$work/siti.second"
second=$(backup "$work/dua")
expect 0 store restore "$first" --learner siti
hides out budi
state siti >"$work/now"
cmp "$work/siti.second" "$work/now"
expect 0 learner show siti
says out 'Siti Baru'

# The file was put back to an earlier state: the newer backup adds what it lacks, and what was
# recorded on this machine counts as that.
rm -f "$store/learners/siti.db-wal" "$store/learners/siti.db-shm"
cp "$first/learners/siti.db" "$store/learners/siti.db"
answer siti ux/satu b
expect 0 store restore "$second" --learner siti
hides out ' 0 kejadian'
expect 0 progress --learner siti --format json
grep -c '"state": "done"' "$work/siti.second" >"$work/done"
grep -c '"state": "done"' "$work/out" | cmp - "$work/done" || fail 'not all came back'
expect 0 learner show siti
hides out 'dibawa masuk'
expect 0 store check
expect 0 store restore "$second" --learner siti
says out 'siti: 0 kejadian baru'

# What is no backup, or not in it.
expect 1 store restore "$work/satu"
says err 'berpijar-'
expect 1 store restore "$first" --learner tuti
says err 'tuti'
expect 2 store restore

# One that is damaged in the backup is named, and keeps nothing else back.
cp -r "$first" "$work/rusak"
printf 'bukan catatan' | dd of="$work/rusak/learners/budi.db" bs=1 conv=notrunc 2>/dev/null
expect 3 store restore "$work/rusak"
says err 'budi: '
says out 'siti: 0 kejadian baru'
