#!/bin/sh
# A record of many events: the player goes on from a snapshot, and nothing looks different.
set -eu
fill=$2
. "$(dirname "$0")/../shell.sh"
own_home

# snapshot SEQ
snapshot() {
	expect 0 store check --format json
	says out "\"snapshot_seq\": $1,"
	says out '"misfolded": false'
}

"$fill" "$store" siti 50
learn
snapshot 0 # too few
"$fill" "$store" siti 700
learn 'penanda Tempat awal' catatan
says out 'Tempat awal'
expect 0 store check --format json
events=$(sed -n 's/.*"events": \([0-9]*\),/\1/p' "$work/out")
snapshot "$events"

# from the snapshot; what was put there before can be taken back
expect 0 progress --learner siti --format json
mv "$work/out" "$work/before"
learn catatan
says out 'Tempat awal'
learn catatan hapus hapus
learn catatan
hides out 'Tempat awal'
expect 0 progress --learner siti --notes
hides out 'Tempat awal'
expect 0 progress --learner siti --format json
cmp "$work/before" "$work/out"

# a question of the lesson, answered in a session that began with the snapshot
learn soal '3 1 2' jawab
says out tersimpan
learn
says out 'Soal 1 dari 4, benar'
