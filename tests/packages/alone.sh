#!/bin/sh
# alone.sh FOLDER: the one file of FOLDER (data/packaging/static.sh) plays where there is nothing
# else: no passwd, no /proc, no terminfo, no library; and where calls of the kernel are missing.
# Needs root, for chroot.
set -eu
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
	echo "alone.sh: $*"
	exit 1
}

mkdir -p "$work/alone/dev" "$work/alone/home"
cp -r "$folder/berpijar" "$folder/kursus" "$work/alone"
mknod -m 666 "$work/alone/dev/null" c 1 3
cc -static -o "$work/alone/older" "$here/older.c"

# run WRAPPER...: a lesson from its first line to its end, then what was recorded
run() {
	rm -rf "$work/alone/home"/.[a-z]*
	printf '%s\n' soal 'Di baris paling bawah' lanjut soal benar lanjut soal 'Kembali satu layar' lanjut keluar |
		env -i HOME=/home TERM=xterm-256color $(command -v chroot) "$work/alone" "$@" /berpijar --plain pengantar/selamat-datang >"$work/said" 2>&1 ||
		fail "$* $(tail -5 "$work/said")"
	grep -q 'Modul selesai, tersimpan' "$work/said" || fail "$* $(tail -20 "$work/said")"
	env -i HOME=/home $(command -v chroot) "$work/alone" "$@" /berpijar progress >"$work/said" 2>&1 || fail "$* $(cat "$work/said")"
	grep -q 'selesai    Selamat datang' "$work/said" || fail "$* $(cat "$work/said")"
	env -i HOME=/home $(command -v chroot) "$work/alone" "$@" /berpijar check /kursus >/dev/null || fail "$*: check"
	echo "ok  ${*:-tanpa apa pun}"
}

run
run /older openat2
run /older 2015
env -i HOME=/home "$(command -v chroot)" "$work/alone" /berpijar --version | grep -q 'tanpa PDF' ||
	fail 'it does not say that it has no PDF'

# Terminals: what it begins the screen with is the terminal's own way of doing so.
for term in xterm xterm-256color screen-256color tmux-256color linux putty xterm-kitty vt100; do
	env -i HOME=/home TERM="$term" script -qec "$(command -v chroot) $work/alone /berpijar pengantar/selamat-datang" /dev/null \
		<<'KEYS' >"$work/said" 2>&1 || fail "$term: $(tail -3 "$work/said")"
Q
KEYS
	grep -q 'Mengenal berpijar' "$work/said" || fail "$term: no screen"
	! grep -q 'baris biasa' "$work/said" || fail "$term: plain lines"
done
echo 'ok  delapan jenis terminal'
