#!/bin/sh
# control-room.sh BERPIJAR PLAY FAKE_LOG: what those who run a shared server tell its sessions
# (messages, closing, gates of exams), what the system's log hears, and the program replaced
# under a session.
set -eu
play=$2 fake_log=$3 tests=$(cd "$(dirname "$0")/.." && pwd)
. "$(dirname "$0")/../shell.sh"
export HOME="$work" BERPIJAR_LANG=id
base=$work/srv
store=$base/store control=$base/control log=$work/log
mkdir "$base"
expect 0 kiosk --init "$base" --account "$(id -un)"
[ "$(stat -c %a "$control" "$control/gates" | tr '\n' ' ')" = '755 2775 ' ] || fail 'modes'
cp -r "$tests/play/exams/ujian" "$base/content"
printf 'id,nama,kelas\nani,Ani,Kelas A\nbudi,Budi,\n' >"$work/class.csv"
expect 0 learner import "$work/class.csv" --force --store "$store"
export BERPIJAR_TEST_LOG="$work/socket"

# ---- the log ----

log_begin() {
	rm -f "$work/socket"
	"$fake_log" "$work/socket" "$log" "$@" &
	logger=$!
	until [ -S "$work/socket" ] && [ -e "$log" ]; do sleep 0.05; done
}
trap 'kill $logger 2>/dev/null || :; rm -rf "$work"' EXIT
log_begin

# logged TEXT: a line that ends with it has come.
logged() {
	for wait in $(seq 100); do
		grep -qF -- "$1" "$log" && return
		sleep 0.05
	done
	fail "the log has no \"$1\": $(cat "$log")"
}
not_logged() {
	! grep -qF -- "$1" "$log" || fail "the log has \"$1\": $(cat "$log")"
}

# played: the script on standard input.
played() {
	cat >"$work/play"
	BERPIJAR_PLAY_FOLDER=$work BERPIJAR_CONTENT_SOURCE=$work BERPIJAR_FIXTURES=$work \
		BERPIJAR_GOLDEN=$work "$play" "${program-$berpijar}" "$work/play" ||
		fail "played: $(cat "$log")"
}
run="kiosk --fence available --store $store --content $base/content"
kiosk() {
	"$berpijar" kiosk "$@" --store "$store" --content "$base/content" >"$work/out" 2>"$work/err"
}
session="env BERPIJAR_TEST_LOG=$work/socket
env ASAN_OPTIONS=detect_leaks=0
start $run"

# ---- messages ----

expect 2 kiosk --say "$(printf 'a\033[2Jb')" --store "$store"
says err 'satu baris tanpa karakter kendali'
expect 2 kiosk --say '' --store "$store"
expect 2 kiosk --say "$(head -c 301 /dev/zero | tr '\0' a)" --store "$store"
expect 0 kiosk --say 'Sudah lama lewat.' --for 1 --store "$store"
# as if sent long ago: who comes now does not see it
sed -i 's/^[0-9]* [0-9]* /1764000000000 1764000060000 /' "$control/messages"
played <<END
$session --learner ani
expect KURSUS
key Down
reject Sudah lama
run berpijar kiosk --say 'Rapat pukul dua, ya.' --store $store
out Pesan dikirim
exit 0
idle 300
key Down
expect Rapat pukul dua, ya.
expect Pesan pengelola,
key Down
reject Rapat
run berpijar kiosk --say 'Pesan satu.' --store $store
exit 0
run berpijar kiosk --say 'Pesan dua.' --store $store
exit 0
key Down
expect Pesan satu.
key Down
expect Pesan dua.
key Down
reject Pesan dua.
key Q
exit 0
END
logged 'session begins learner=ani fence=available'
logged 'session ends learner=ani reason=left'
logged 'message bytes=20 by='
not_logged 'Rapat'

# A session that begins within the time sees them; in plain lines, too. By hand, escapes.
printf '%s 7000000000000 A\033[2J\033]0;x\007B\n' "$(date +%s)999" >"$control/messages"
played <<END
env BERPIJAR_TEST_LOG=$work/socket
term dumb
unasked $run --learner budi
expect Baris biasa
line 1
expect A�[2J�]0;x�B
line daftar
line bantuan
reject A�
line keluar
exit 0
END
rm "$control/messages"

# ---- closing ----

expect 0 kiosk --close 'perawatan' --in 30 --store "$store"
says out 'Server ditutup mulai pukul'
played <<END
$session --learner ani
expect KURSUS
key Down
expect Server ditutup untuk pemeliharaan; sesi ini berakhir pukul
expect perawatan
key Down
reject perawatan
run berpijar kiosk --open --store $store
out Server dibuka lagi.
exit 0
key Down
expect Server dibuka lagi; sesi ini berlanjut.
run berpijar kiosk --close 'sekarang-juga' --store $store
exit 0
key Down
expect sekarang-juga
expect Semua yang tersimpan
key Q
exit 0
start $run --learner budi
expect Server ini sedang ditutup untuk pemeliharaan: sekarang-juga
expect cobalah masuk lagi nanti
exit 4
END
logged 'session refused learner=budi reason=closed'
logged 'closing bytes=9'
logged 'closed bytes=13'
logged 'opened bytes=0'
# the outbox as well; nothing of the message is taken for a file
expect 4 kiosk --outbox --learner ani --store "$store"
[ ! -s "$work/out" ] || fail 'a message in place of a file'
expect 0 kiosk --open --store "$store"
expect 0 kiosk --open --store "$store"
says out 'tidak sedang ditutup'
# What closes and cannot be read closes.
mkdir "$control/closed"
expect 4 kiosk --learner ani --store "$store"
rmdir "$control/closed"

# Once the time is over a session ends at a key, but not in the middle of an exam.
closed_now() {
	printf '%s000 1 habis\n' "$(date +%s)" >"$control/baru"
	mv "$control/baru" "$control/closed"
	touch "$control/gates"
}
closed_now
cp "$control/closed" "$work/closed"
rm "$control/closed"
touch "$control/gates"
played <<END
$session --learner ani
expect KURSUS
run sh -c "cp $work/closed $control/closed && touch $control/gates"
exit 0
key Down
expect habis
pause 1200
key Down
exit 0
run rm $control/closed
exit 0
start $run --learner ani
expect KURSUS
key End
key Enter
expect Ujian cepat
text 1
expect Mulai ujian
key Enter
expect Apa ibu kota
run sh -c "cp $work/closed $control/closed && touch $control/gates"
exit 0
key b
expect habis
pause 1200
key Enter
expect Jawaban soal 1 tersimpan.
key Escape
expect Kumpulkan jawaban
key End
key Enter
key Enter
expect Nilai 0
key Down
exit 0
run rm $control/closed
exit 0
END
logged 'session ends learner=ani reason=closed'

# ---- gates of exams ----

kiosk --gate && [ ! -s "$work/out" ] || fail 'gates of nobody'
expect 2 kiosk --gate 'Kelas A' ujian/akhir nanti --store "$store" --content "$base/content"
says err '09.00-10.00'
for bad in 24.00-25.00 9-10 09.00-09.00 09.00 09.00-10.00-11.00 '09.00-10.0a' -; do
	expect 2 kiosk --gate 'Kelas A' ujian/akhir "$bad" --store "$store" --content "$base/content"
done
expect 1 kiosk --gate 'Kelas A' ujian/tidak-ada open --store "$store" --content "$base/content"
expect 2 kiosk --gate "$(printf 'A\tB')" ujian/akhir open --store "$store" --content "$base/content"
expect 2 kiosk --gate 'Kelas A' ujian/akhir --store "$store" --content "$base/content"
[ ! -e "$control/gates/exams" ] || fail 'a bad gate was written'

# A class opens: seen at the next key. Who has no class is let in by "-" alone, or by "*".
gate="run berpijar kiosk --gate"
in="--store $store --content $base/content"
kiosk --gate 'Kelas B' ujian/akhir open || fail "$(cat "$work/err")"
says out "$(printf 'Kelas B\tujian/akhir\tdibuka')"
played <<END
$session --learner ani
expect KURSUS
key End
key Enter
expect Ujian cepat
text 1
expect Ujian ini belum dibuka untuk kelas Anda
reject Mulai ujian
$gate 'kelas a' ujian/akhir open $in
exit 0
key Home
expect Mulai ujian
key Home
$gate 'Kelas A' ujian/akhir closed $in
exit 0
# what is on the screen is older
key Enter
expect belum dibuka untuk kelas Anda
reject Apa ibu kota
$gate 'Kelas A' ujian/akhir open $in
exit 0
key Home
key Home
key Enter
expect Apa ibu kota
# closed meanwhile: the window is for beginning
$gate 'Kelas A' ujian/akhir closed $in
exit 0
key a
key Enter
expect Sebutkan satu hari
key C-c
exit 0
start $run --learner budi
expect KURSUS
key End
key Enter
expect Ujian cepat
text 1
expect belum dibuka untuk kelas Anda
$gate '*' ujian/akhir open $in
exit 0
key Home
expect Mulai ujian
$gate - ujian/akhir closed $in
exit 0
key Home
expect belum dibuka untuk kelas Anda
# another exam, without a gate
key Escape
text 3
expect Mulai ujian
key Q
exit 0
END
logged 'gate class="Kelas B" exam=ujian/akhir state=open by='

# A window: when it opens, until when, that it is over. In the zone of the configuration.
at() { # minutes from now, in UTC+8
	TZ=UTC-8 date -d "$1 minutes" +%H.%M
}
window() {
	kiosk --gate 'Kelas A' ujian/langsung "$(at "$1")-$(at "$2")" --zone WITA ||
		fail "$(cat "$work/err")"
}
look_at_exam() {
	played <<-END
		env ASAN_OPTIONS=detect_leaks=0
		start $run --zone WITA --learner ani
		expect KURSUS
		key End
		key Enter
		expect Ujian cepat
		text 3
		expect $1
		$2 Mulai ujian
		$2 Enter buka
		key Q
		exit 0
	END
}
soon=$(at 30)
kiosk --gate "Kelas A" ujian/langsung "$soon-$(at 60)" --zone WITA || fail "$(cat "$work/err")"
says out 'akan dibuka'
look_at_exam "dapat dimulai pukul $soon WITA" reject
window -5 60
says out 'dibuka, '
look_at_exam "harus dimulai sebelum pukul" expect
sed -i 's/\(ujian.langsung\t\).*/\11764000000000-1764000060000/' "$control/gates/exams"
look_at_exam "dapat dimulai sampai pukul" reject
kiosk --gate || fail 'no list'
says out 'sudah lewat'
[ "$(wc -l <"$work/out")" -eq 5 ] || fail "gates: $(cat "$work/out")"
[ "$(stat -c %a "$control/gates/exams")" = 644 ] || fail 'mode of the gates'

# Damaged, or open to everybody: all exams are closed, those without a gate as well.
cp "$control/gates/exams" "$work/kept"
damaged() {
	look_at_exam 'semua ujian tertutup' reject
	expect 1 kiosk --gate --store "$store"
	rm -rf "$control/gates/exams"
	cp "$work/kept" "$control/gates/exams"
}
echo 'Kelas A ujian/langsung open' >>"$control/gates/exams"
damaged
: >"$control/gates/exams"
damaged
chmod 666 "$control/gates/exams"
damaged
rm "$control/gates/exams"
mkdir "$control/gates/exams"
damaged
rm "$control/gates/exams"
ln -s "$work/kept" "$control/gates/exams"
damaged
# A server without gates, and no server: exams are as before.
rm "$control/gates/exams"
look_at_exam 'Mulai ujian' expect

# ---- looking at a record leaves a line ----

as_trainer() {
	"$berpijar" "$@" --store "$store" >"$work/out" 2>"$work/err" || fail "$*: $(cat "$work/err")"
}
as_trainer learner show ani
logged 'look learner=ani command=learner-show by='
as_trainer learner export budi
logged 'export learner=budi command=learner-export by='
as_trainer learner list
logged 'look learner=ani command=learner-list by='
logged 'look learner=budi command=learner-list by='
as_trainer progress --learner ani --content "$base/content"
logged 'look learner=ani command=progress by='
as_trainer report ujian --content "$base/content" --format json
logged 'look learner=ani command=report by='
as_trainer learner export ani --bundle -o "$work/bundle"
logged 'export learner=ani command=learner-export-bundle by='
not_logged Budi
cp -r "$store" "$work/lone"
lines=$(wc -l <"$log")
"$berpijar" learner show ani --store "$work/lone" >/dev/null
[ "$(wc -l <"$log")" -eq "$lines" ] || fail 'a store that is no server’s is noted'

# ---- PINs ----

"$berpijar" learner pin set budi --store "$store" <<END >"$work/out" || fail 'no PIN'
482915
END
played <<END
env BERPIJAR_TEST_LOG=$work/socket
env ASAN_OPTIONS=detect_leaks=0
start $run
expect ID Anda:
line rahasia-saya
expect PIN:
line 000111
expect tidak cocok
line budi
line 482915
expect KURSUS
key Q
exit 0
END
logged 'pin wrong learner=-'
logged 'pin right learner=budi'
not_logged rahasia

# ---- a log that is gone, or stands still, keeps nobody waiting ----

kill $logger
wait $logger 2>/dev/null || :
as_trainer learner show ani
says err 'tidak menerima jejak audit'
played <<END
$session --learner ani
expect KURSUS
key D
expect Data Anda
key Q
exit 0
END
log_begin stuck
for line in $(seq 600); do echo "$line"; done | head -3 >/dev/null
played <<END
$session --learner ani
expect KURSUS
run sh -c "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do timeout 60 $berpijar learner show ani --store $store >$work/shown 2>&1 || exit 9; done"
exit 0
key D
expect Data Anda
key Q
exit 0
END
grep -q 'tidak menerima jejak audit' "$work/shown" || fail 'the log was not full'
kill $logger
wait $logger 2>/dev/null || :
log_begin
# It ended and came back while a session was open.
played <<END
$session --learner ani
expect KURSUS
run sh -c "kill $logger; rm $work/socket"
exit 0
key Down
key Q
exit 0
END
log_begin

# ---- the program is replaced under a session ----

cp "$berpijar" "$work/program"
cp "$berpijar" "$work/newer"
sed -i 's/session begins/SESSION BEGINS/' "$work/newer" # a newer program, which says so
program=$work/program
played <<END
$session --learner ani
expect KURSUS
run mv $work/newer $work/program
exit 0
key End
key Enter
expect Ujian cepat
text 3
expect Mulai ujian
key Enter
expect Dua tambah
key b
key Enter
expect Betul.
key Q
exit 0
$session --learner ani
expect KURSUS
key Q
exit 0
END
logged 'session begins learner=ani'
logged 'SESSION BEGINS learner=ani'
expect 0 store check --store "$store"
