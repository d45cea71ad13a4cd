#!/bin/sh
# class.sh BERPIJAR: what is said of a table is what was done with it.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store" HOME="$work"
unset BERPIJAR_LEARNER || :

printf 'id,name\na1,Ani\na2,Budi\n' >"$work/class.csv"
expect 0 learner import "$work/class.csv" --force
says out 'a1: new, name Ani'
says out 'Written: 2 new learners, 0 changed; 0 as they were'

# One record is in use: a reader waits for nothing, so the player does not end by itself.
mkfifo "$work/keys"
BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof" "$berpijar" --plain --learner a1 ux/satu \
	<"$work/keys" >"$work/play" 2>&1 &
exec 3>"$work/keys"
tries=0
until [ -s "$work/play" ]; do
	tries=$((tries + 1))
	[ "$tries" -lt 600 ] || fail 'the player did not begin'
	sleep 0.1
done
printf 'id,name\na1,Aminah\na2,Badu\na3,Cici\n' >"$work/class.csv"
expect 3 learner import "$work/class.csv" --force
exec 3>&-
wait
hides out a1:
says out 'a2: changed, name Budi -> Badu'
says out 'a3: new, name Cici'
says out 'Written: 1 new learners, 1 changed; 0 as they were'
says err 'error: a1: '
expect 0 learner import "$work/class.csv" --force
says out 'a1: changed, name Ani -> Aminah'
says out 'Written: 0 new learners, 1 changed; 2 as they were'

# Where it is not UTF-8.
printf '\357\273\277id,name\r\na1,Ani\r\na2,B\303\251\351\r\n' >"$work/latin.csv"
expect 1 learner import "$work/latin.csv"
says err 'latin.csv:3:6: not UTF-8'

# A NIP comes with the table, masked wherever it is told, and a proof confirms it.
printf 'id;NIP\na1;19860926 201505 1 001\na2;1,98E+17\n' >"$work/nip.csv"
expect 1 learner import "$work/nip.csv"
says err 'nip.csv:3:4: '
says err 'format the column as text'
printf 'id,nip\na1,19860926 201505 1 001\na2,198609262015051009\na3,12345\n' >"$work/nip.csv"
expect 0 learner import "$work/nip.csv" --force
says err 'nip.csv:4:4: warning: '
says out 'a1: changed, NIP ***************001'
hides out 1986
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof"
printf 'soal\na\n' | "$berpijar" --plain --learner a1 ux/satu >"$work/play"
printf '\n\n\n\n' | "$berpijar" --plain --learner a1 ux/dua >"$work/play"
expect 0 proof ux --learner a1
says out '***************001'
hides out 'menurut pengisi'
expect 0 proof ux --learner a1 --nip 198609262015051001
hides out 'menurut pengisi'
expect 0 proof ux --learner a1 --nip 198609262015051002
says out '***************002 (menurut pengisi)'
