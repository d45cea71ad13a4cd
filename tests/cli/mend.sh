#!/bin/sh
# Damage that is met while somebody learns is mended on the way, and told.
set -eu
. "$(dirname "$0")/../shell.sh"
own_home

# zero FILE PAGE
zero() {
	dd if=/dev/zero of="$1" bs=4096 seek=$(($2 - 1)) count=1 conv=notrunc status=none
}

# the index of events' ids, which a start does not look at
learn soal '3 1 2' jawab
says out tersimpan
zero "$store/learners/siti.db" 4
learn 'soal 1' '1 3 2' jawab
says out tersimpan
says out 'sudah dipulihkan'
hides out 'dibiarkan apa adanya'
expect 0 store check
says out 'baik   siti'
[ -d "$store"/damaged/siti-* ] || fail 'nothing was put aside'
learn
hides out 'sudah dipulihkan' # told once
says out 'Soal 1 dari 4'

# mended by somebody else: the learner is told at the next start
zero "$store/learners/siti.db" 1
expect 0 store recover
learn
says out 'sudah dipulihkan'
learn
hides out 'sudah dipulihkan'
