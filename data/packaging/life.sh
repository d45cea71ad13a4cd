#!/bin/sh
# life.sh SUITE: inside a bare system, as root (bare.sh): what an office does with the packages in
# /new, from the first installation to the last removal, and what became of the records.
set -eu
suite=$1
export DEBIAN_FRONTEND=noninteractive BERPIJAR_LANG=id
store=$HOME/.local/share/berpijar/store
before=/before

fail() {
	echo "life.sh: $*"
	exit 1
}

# expect STATUS TEXT COMMAND...: how it ends, and what it says.
expect() {
	wanted=$1 text=$2 status=0
	shift 2
	"$@" >/tmp/said 2>&1 </dev/null || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: $status: $(cat /tmp/said)"
	grep -qF -- "$text" /tmp/said || fail "$*: no \"$text\" in: $(cat /tmp/said)"
}

# apt ARG...: what it says only if it fails.
apt() {
	apt-get -qq -o Dpkg::Use-Pty=0 "$@" >/tmp/apt 2>&1 || fail "apt-get $*: $(tail -20 /tmp/apt)"
}

did() {
	echo "ok  $suite: $*"
}

lesson() {
	printf '%s\n' soal 'Di baris paling bawah' lanjut soal benar lanjut soal 'Kembali satu layar' lanjut keluar |
		berpijar --plain pengantar/selamat-datang >/tmp/said
	grep -q 'Modul selesai, tersimpan' /tmp/said || fail "no lesson: $(cat /tmp/said)"
}

# ---- a learner's own computer ----

apt update
apt install --yes --no-install-recommends --download-only /new/berpijar_*.deb /new/berpijar-kursus_*.deb
began=$(date +%s)
apt install --yes --no-install-recommends /new/berpijar_*.deb /new/berpijar-kursus_*.deb
lesson
did "installed, a lesson finished after $(($(date +%s) - began)) s"
expect 0 'selesai    Selamat datang' berpijar progress
expect 0 '' berpijar check /usr/share/berpijar/content
did 'every course is without a fault'
apt install --yes libcairo2

# ---- from an earlier release to this one, with all that people have ----

apt purge --yes berpijar berpijar-kursus
[ -s "$store/learners/root.db" ] || fail 'a purge took a record'
apt install --yes --no-install-recommends $before/berpijar_*.deb $before/berpijar-kursus_*.deb
export BERPIJAR_CONTENT=/ages/proof
cp /ages/ages/schema-2.db "$store/learners/siti.db"
expect 0 '' berpijar progress --learner siti --format json

# A session that stays open while the program is replaced under it.
unset BERPIJAR_CONTENT
mkfifo /tmp/keys
berpijar --plain --learner budi pengantar/selamat-datang </tmp/keys >/tmp/open 2>&1 &
session=$!
exec 3>/tmp/keys
printf 'soal\nDi baris paling bawah\n' >&3
until grep -q 'tersimpan' /tmp/open; do sleep 0.1; done
apt install --yes --no-install-recommends /new/berpijar_*.deb /new/berpijar-kursus_*.deb
printf 'lanjut\nsoal\nbenar\nlanjut\nkeluar\n' >&3
exec 3>&-
wait $session || fail "the open session: $(tail -5 /tmp/open)"
expect 0 'Selamat datang' berpijar progress --learner budi
printf 'soal\nKembali satu layar\nlanjut\nkeluar\n' |
	berpijar --plain --learner budi pengantar/selamat-datang >/tmp/said
grep -q 'Modul selesai, tersimpan' /tmp/said || fail "an answer is gone: $(cat /tmp/said)"
did 'upgraded under an open session: what it answered is there'

export BERPIJAR_CONTENT=/ages/proof
expect 0 '' berpijar progress --learner siti --format json
berpijar progress --learner siti --format json | cmp - /ages/ages/progress.json
printf 'keluar\n' | berpijar --plain --learner siti >/dev/null
berpijar progress --learner siti --format json | cmp - /ages/ages/progress.json
expect 0 '' berpijar store check
rm "$store/learners"/siti.*
expect 0 45 berpijar learner import --bundle /ages/ages/version-1.bundle
berpijar progress --learner siti --format json | cmp - /ages/ages/progress.json
expect 0 belajar.contoh.go.id berpijar proof --verify /ages/ages/proof.txt --key /ages/ages/key.pub
did 'a record of schema 2, a bundle and a proof of version 1 are read'

# ---- back to the earlier one ----

apt install --yes --no-install-recommends --allow-downgrades $before/berpijar_*.deb $before/berpijar-kursus_*.deb
cp "$store/learners/siti.db" /tmp/siti.db
# as a program of years to come would write it: user_version is the 60th byte
printf '\0\0\0\143' | dd of="$store/learners/siti.db" bs=1 seek=60 conv=notrunc 2>/dev/null
cp "$store/learners/siti.db" /tmp/later.db
expect 0 '' berpijar progress --learner siti --format json
printf 'keluar\n' | berpijar --plain --learner siti >/tmp/said
grep -q 'TIDAK dicatat, hanya dibaca' /tmp/said || fail "written by an older program: $(cat /tmp/said)"
cmp "$store/learners/siti.db" /tmp/later.db
cp /tmp/siti.db "$store/learners/siti.db"
unset BERPIJAR_CONTENT
did 'downgraded: the record of a newer program is only read'

# ---- a server ----

server=/var/lib/berpijar
apt install --yes --no-install-recommends openssh-client /new/berpijar_*.deb /new/berpijar-kursus_*.deb /new/berpijar-server_*.deb
getent passwd berpijar >/dev/null || fail 'no account'
[ "$(getent shadow berpijar | cut -d: -f2)" = '*' ] || fail 'the account is locked'
[ "$(stat -c '%U %a' $server/backup $server/home | tr '\n' ' ')" = 'berpijar 700 root 755 ' ] &&
	[ "$(stat -c %a $server/store/key)" = 600 ] &&
	! runuser -u berpijar -- cat $server/store/key 2>/dev/null >&2 &&
	! runuser -u nobody -- ls $server/store 2>/dev/null >&2 || fail "$(ls -laR $server)"
[ -e "/etc/systemd/system/user-$(id -u berpijar).slice.d/berpijar.conf" ] || fail 'no limits'
mkdir -p /run/sshd
sshd -t || fail 'sshd refuses its configuration'
owner() {
	runuser -u berpijar -- berpijar "$@" --store $server/store
}
ssh-keygen -q -t ed25519 -N '' -f /tmp/ani
owner learner add ani --name Ani >/dev/null
owner learner key add ani - --plain </tmp/ani.pub >/dev/null
$(command -v sshd) -p 2222 -o ListenAddress=127.0.0.1 -o PidFile=/tmp/sshd.pid -E /tmp/sshd.log
printf '%s\n' soal 'Di baris paling bawah' keluar |
	timeout 30 ssh -tt -p 2222 -i /tmp/ani -o StrictHostKeyChecking=no -o LogLevel=ERROR \
		-o UserKnownHostsFile=/dev/null berpijar@127.0.0.1 >/tmp/said 2>&1 || :
kill "$(cat /tmp/sshd.pid)"
grep -q 'Mengenal berpijar' /tmp/said || fail "no session: $(cat /tmp/said /tmp/sshd.log)"
owner store backup $server/backup >/dev/null
[ -e "$(ls -d $server/backup/*/ | head -n 1)" ] || fail 'no backup'
did 'a server: account, folders, key, a login with a key, a backup'

# ---- removed ----

sums() {
	find $server "$store" -type f -exec sha256sum {} + | sort
}
sums >/tmp/sums
apt remove --yes berpijar-server berpijar berpijar-kursus
sums | cmp - /tmp/sums || fail 'removing touched a record'
apt purge --yes berpijar-server berpijar berpijar-kursus
sums | cmp - /tmp/sums || fail 'purging touched a record'
left=$(find / -xdev \( -path /proc -o -path /new -o -path /before -o -path /ages -o -path /tmp \
	-o -path $server -o -path "$HOME" -o -path /var/cache -o -path /var/log -o -path /life.sh \) \
	-prune -o -name '*berpijar*' -print)
[ -z "$left" ] || fail "left behind: $left"
did 'removed and purged: nothing is left but the records, byte for byte'
