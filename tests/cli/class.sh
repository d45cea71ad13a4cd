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
says out 'NIP/NI PPPK    198609262015051001' # the roster has it
hides out 'menurut pengisi'
expect 0 proof ux --learner a1 --nip 198609262015051001
hides out 'menurut pengisi'
expect 0 proof ux --learner a1 --nip 198609262015051002
says out '***************002 (menurut pengisi)'

# What spreadsheets and training units make of a table: Excel's first line, tabs, headings
# in words, NIPs in place of ids.
printf 'sep=;\r\nid;nama lengkap;unit kerja\r\nb1;Budi, S.Sos.;Dinas A\r\n' >"$work/sep.csv"
expect 0 learner import "$work/sep.csv"
says out 'b1: new, name Budi, S.Sos., unit Dinas A'
printf 'No\tNIP\tNama Lengkap\tUnit Kerja\n1\t19860926 201505 1 001\tSiti\tDinas B\n' \
	>"$work/tabs.csv"
expect 0 learner import "$work/tabs.csv"
says err 'tabs.csv:1:1: warning: '
says out '198609262015051001: new, name Siti, unit Dinas B, NIP ***************001'
says out 'the NIP becomes the id'
printf 'NIP;Nama\n"1.98E+17";Siti\n' >"$work/tabs.csv"
expect 1 learner import "$work/tabs.csv"
says err 'format the column as text'
printf 'nama;unit\nSiti;Dinas\n' >"$work/tabs.csv"
expect 1 learner import "$work/tabs.csv"
says err 'tabs.csv:1:1: error: '

# A class, and more time for exams.
mkdir -p "$work/courses/k"
printf -- '---\ntitle: Ujian\nkind: exam\ntime: 20m\n---\n\n```gift\n::q::Apa?{=a ~b}\n```\n' \
	>"$work/courses/k/ujian.md"
export BERPIJAR_CONTENT="$work/courses"
printf 'id,kelas,faktor waktu\na1,Angkatan 3,"1,5"\na2,Angkatan 4,\na3,Angkatan 4,5\n' \
	>"$work/class.csv"
expect 1 learner import "$work/class.csv"
says err 'class.csv:4:15: error: '
printf 'id,kelas,faktor waktu\na1,Angkatan 3,"1,5"\na2,Angkatan 4,\n' >"$work/class.csv"
expect 0 learner import "$work/class.csv" --force
says out 'a1: changed, class Angkatan 3, time factor 1.5'
expect 0 learner import "$work/class.csv" --force
says out '0 changed; 2 as they were'
for one in a1=30 a2=20; do
	echo keluar | "$berpijar" --plain --learner "${one%=*}" k/ujian >"$work/out" 2>&1 || :
	says out "${one#*=} min"
done

# The report tells of it where people are named, the proof never.
for cell in 'text:  1.5' 'html:"Time">1.5<'; do
	expect 0 report k --format "${cell%%:*}" --width 80
	says out "${cell#*:}"
	expect 0 report k --format "${cell%%:*}" --width 80 --no-names
	hides out "${cell#*:}"
done
expect 0 report k --format json
says out '"time_factor": 1.5'
says out '"time_factor": 1.0'
expect 0 report k --format csv
grep -q '^"a1".*,1\.5,' "$work/out" || fail "$(cat "$work/out")"
expect 0 report k --format csv --no-names
hides out 1.5
hides out time_factor
for format in text json; do
	expect 0 proof ux --learner a1 --format $format --content "$BERPIJAR_FIXTURES/proof"
	for word in 1,5 1.5 faktor tambahan; do
		hides out "$word"
	done
done

# Who is in a class is known from the records, or from the table.
expect 0 report k --class 'angkatan 4' --format json
says out '"learners": 1'
says out '"id": "a2"'
printf 'id,nama,kelas\na1,Ani,X\nbaru,Baru,X\nlain,Lain,Y\n' >"$work/class.csv"
expect 0 report k --roster "$work/class.csv" --class X --format json
says out '"learners": 2'
says out '"name": "Baru"'
hides out '"name": "Lain"'

# The list by course and by class.
expect 0 learner list --course k --class 'angkatan 3'
says out 0/1
hides out a2
expect 0 learner list --course k --format json
says out '"class": "Angkatan 3"'
says out '"modules": 1'
expect 0 learner list --format csv
says out '"jp_brought","class"'
expect 1 learner list --course tiada

# The same person elsewhere: the record goes on under that UUID, and what it had is noted.
hers=0c54a5f0-d1fe-4595-a20d-be635e96e0a4
own=$("$berpijar" learner show a1 --format json | sed -n 's/.*"uuid": "\([^"]*\)".*/\1/p')
printf 'id,uuid\na1,bukan\n' >"$work/uuid.csv"
expect 1 learner import "$work/uuid.csv"
says err 'uuid.csv:2:4: '
printf 'id,uuid\na1,%s\na2,%s\n' $hers $hers >"$work/uuid.csv"
expect 1 learner import "$work/uuid.csv"
says err 'named in line 2'
printf 'id,uuid\na1,%s\n' $hers >"$work/uuid.csv"
expect 0 learner import "$work/uuid.csv"
says out "a1: changed, UUID $own -> $hers"
[ ! -e "$BERPIJAR_STORE/sync/joined" ] || fail 'done without --force'
expect 0 learner import "$work/uuid.csv" --force
expect 0 learner show a1 --format json
says out "$hers"
[ "$(cat "$BERPIJAR_STORE/sync/joined/$own")" = $hers ] || fail 'not noted'
expect 0 learner import "$work/uuid.csv" --force
says out '0 changed; 1 as they were'
