#!/bin/sh
# kiosk.sh BERPIJAR: what sshd runs: refusals, and the outbox. Sessions themselves are in
# play/kiosk.play.
set -eu
. "$(dirname "$0")/../shell.sh"
store=$work/store
# Learners go by it in commands that have no session; none of it reaches a kiosk.
export BERPIJAR_STORE="$work/elsewhere" BERPIJAR_LEARNER=budi HOME="$work"

err() {
	says err "$1"
}

# ---- what must be known ----

expect 2 kiosk --store "$store"
err 'tidak diketahui siapa yang belajar'
expect 2 kiosk --learner ani
err 'tidak diketahui di mana catatan disimpan'
expect 2 kiosk --learner ../ani --store "$store" --outbox
expect 2 kiosk --learner ani --store store
err 'harus jalur mutlak'
expect 2 --store "$store" kiosk --learner ani
err 'kata pertama'

# ---- no terminal, no session: what is in the pipe or the command is not looked at ----

printf '1\nkeluar\n' >"$work/in"
status=0
SSH_ORIGINAL_COMMAND='learner list' "$berpijar" kiosk --learner ani --store "$store" \
	<"$work/in" >"$work/out" 2>"$work/err" || status=$?
[ "$status" -eq 2 ] || fail "a pipe: $status"
err 'memerlukan terminal'
[ "$(wc -l <"$work/err")" -eq 1 ] || fail "$(cat "$work/err")"
[ ! -s "$work/out" ] || fail 'a pipe was played to'
[ ! -e "$store/learners/ani.db" ] || fail 'a record was made'

# ---- the fence ----

expect 2 kiosk --self-test --store "$store" --fence maybe
err 'tulislah required, available, atau off'
if "$berpijar" kiosk --self-test --store "$work" >/dev/null 2>&1; then
	expect 0 kiosk --self-test --store "$work" --content "$(dirname "$0")/../fixtures/proof"
	says out ' 0 terbuka'
	says out 'Landlock'
	expect 1 kiosk --self-test --store "$work" --fence off
	says out 'TERBUKA'
	err 'pintu terbuka atau mungkin'
else
	echo 'the doors of the fence were not tried: this kernel lacks Landlock or seccomp'
fi
[ -z "$(find "$work" -name '.uji-diri*')" ] || fail 'something was left behind'

# ---- the outbox ----

out=$store/outbox/ani
expect 1 kiosk --outbox --learner ani --store "$store"
err 'kotak keluar Anda kosong'
[ "$(stat -c %a "$out")" = 700 ] || fail 'others may look into an outbox'

printf 'lama\n' >"$out/a.txt"
printf 'baru\n' >"$out/b.txt"
touch -d '2020-01-01' "$out/a.txt"
expect 0 kiosk --outbox --learner ani --store "$store"
[ "$(cat "$work/out")" = baru ] || fail 'not the newest'
err b.txt
[ ! -e "$work/elsewhere" ] || fail 'the environment was followed'

# What was chosen in a session comes first, if it is a file of the outbox; it is none itself.
for choice in a.txt hilang.txt ../../../secret .berikutnya ''; do
	printf '%s' "$choice" >"$out/.berikutnya"
	expect 0 kiosk --outbox --learner ani --store "$store"
	[ "$choice" = a.txt ] && due=lama || due=baru
	[ "$(cat "$work/out")" = $due ] || fail "chosen: $choice"
done

# ---- by the name of an account ----

printf 'id,nama,login\nani,Ani,ani.s\nbudi,Budi,Budi_2\n' >"$work/class.csv"
expect 0 learner import "$work/class.csv" --store "$store"
says out 'ani: baru, nama Ani, login ani.s'
expect 0 learner import "$work/class.csv" --store "$store" --force
expect 0 learner import "$work/class.csv" --store "$store" --force
says out '0 diubah'
[ "$(cat "$store/logins")" = "ani name login ani.s
budi name login Budi_2" ] || fail "$(cat "$store/logins")"
# as WHO STATUS: what the account's session would fetch.
as() {
	status=0
	LOGNAME=$1 "$berpijar" kiosk --login --outbox --store "$store" \
		>"$work/out" 2>"$work/err" </dev/null || status=$?
	[ "$status" -eq "$2" ] || fail "$1: $status $(cat "$work/err")"
}
as ani.s 0
[ "$(cat "$work/out")" = baru ] || fail 'not the outbox of ani'
as Budi_2 1
err 'kotak keluar Anda kosong'
for nobody in budi_2 ani '' '../ani' 'ani.s ' "ani.s
budi name login x"; do
	as "$nobody" 2
	err 'belum dipetakan'
done
expect 2 kiosk --outbox --store "$store" # only where it is asked for
expect 0 kiosk --authorized-keys --store "$store"
[ ! -s "$work/out" ] || fail 'a name is no key'
printf 'id,login\nani,b.baru\ncici,Budi_2\n' >"$work/class.csv"
expect 3 learner import "$work/class.csv" --store "$store" --force
err 'sudah milik peserta lain'
as b.baru 0
as ani.s 2
printf 'id,login\nani,sama\nbudi,sama\ncici,a b\n' >"$work/class.csv"
expect 1 learner import "$work/class.csv" --store "$store" --force
err 'class.csv:3:6: galat: nama login ini sudah disebut di baris 2'
err 'class.csv:4:6: galat: nama login hanya berisi'
expect 0 learner rename ani ani2 --store "$store"
as b.baru 0
expect 0 learner rename ani2 ani --store "$store"

# Links, pipes, folders, and files with other names are none of ours.
rm "$out/b.txt"
echo rahasia >"$work/secret"
ln -s "$work/secret" "$out/c.txt"
ln "$work/secret" "$out/d.txt"
mkfifo "$out/e.txt"
mkdir "$out/f.txt"
expect 0 kiosk --outbox --learner ani --store "$store"
[ "$(cat "$work/out")" = lama ] || fail "handed over: $(cat "$work/out")"

# An outbox that is a link, or open to others, is not used.
chmod 755 "$out"
expect 3 kiosk --outbox --learner ani --store "$store"
err 'bukan folder milik akun ini saja'
rm -r "$out"
mkdir -m 700 "$work/target"
ln -s "$work/target" "$out"
expect 3 kiosk --outbox --learner ani --store "$store"
expect 2 kiosk --outbox --learner budi/../ani --store "$store"
