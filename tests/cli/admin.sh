#!/bin/sh
# admin.sh BERPIJAR FAKE_LOG: every command of docs/admin.md, in its order, on a server of its
# own, and what must be true after some of them. What is the machine's (sudo, groups, systemd,
# apt) is played by stand-ins; accounts and folders are in a mount namespace, so it needs root
# and namespaces, else it is skipped.
set -eu
[ "$(id -u)" -eq 0 ] || exit 77
if [ "${1-}" != --inside ]; then
	unshare -m true 2>/dev/null || exit 77
	work=$(mktemp -d)
	status=0
	unshare -m --propagation private sh "$0" --inside "$work" "$@" || status=$?
	rm -rf "$work"
	exit "$status"
fi
work=$2 program=$(readlink -f "$3") fake_log=$(readlink -f "$4")
tests=$(cd "$(dirname "$0")/.." && pwd)
base=/srv/berpijar uid=64998 trainer=64997 group=64996
export HOME=/nonexistent BERPIJAR_LANG=id XDG_CONFIG_HOME=/
export ASAN_OPTIONS=detect_leaks=0
chmod 755 "$work"
cd "$work"

fail() {
	echo "$*"
	exit 1
}

# ---- the machine ----

cp /etc/passwd passwd
cp /etc/group group
echo "berpijar:*:$uid:65534::/nonexistent:/bin/sh" >>passwd
echo "rina:*:$trainer:65534::/nonexistent:/bin/sh" >>passwd
mount --bind passwd /etc/passwd
mount --bind group /etc/group
mount -t tmpfs -o mode=755 tmpfs /srv
mkdir bin called
as() { # UID COMMAND...
	id=$1
	shift
	setpriv --reuid="$id" --regid=65534 --clear-groups "$@"
}
stand_in() { # NAME: its text is on standard input
	cat >"bin/$1"
	chmod 755 "bin/$1"
}
stand_in berpijar <<END
#!/bin/sh
# as /etc/berpijar/config says where things are
case " \$* " in
*' --store '* | *' --init '* | *' --version '*) exec $work/program "\$@" ;;
*' --gate '*) exec $work/program "\$@" --store $base/store --content $base/content --zone WIB ;;
*' pack '*) XDG_CONFIG_HOME=$work/config exec $work/program "\$@" --content $base/content ;;
*' report '*) exec $work/program "\$@" --store $base/store --content $base/content ;;
esac
exec $work/program "\$@" --store $base/store
END
stand_in sudo <<END
#!/bin/sh
[ "\$1 \$2" = '-u berpijar' ] || exit 9
shift 2
exec setpriv --reuid=$uid --regid=65534 --clear-groups "\$@"
END
stand_in groupadd <<END
#!/bin/sh
[ "\$*" = '--system berpijar-pengajar' ] && echo 'berpijar-pengajar:x:$group:' >>/etc/group
END
stand_in usermod <<END
#!/bin/sh
[ "\$*" = '--append --groups berpijar-pengajar rina' ] && touch $work/called/usermod
END
stand_in gpasswd <<END
#!/bin/sh
[ "\$*" = '--delete rina berpijar-pengajar' ] && touch $work/called/gpasswd
END
for name in apt-get systemctl journalctl; do
	stand_in $name <<-END
		#!/bin/sh
		touch $work/called/$name
	END
done
cp "$program" program
chmod 755 program
PATH=$work/bin:$PATH
export BERPIJAR_TEST_LOG="$work/socket" work base
"$fake_log" "$work/socket" "$work/log" &
logger=$!
trap 'kill $logger' EXIT
until [ -S socket ] && [ -e log ]; do sleep 0.05; done
chmod 666 socket

# ---- what comes between the lines ----

# A learner with a record and a key, and a course with an exam.
learners() {
	mkdir -p $base/content/pbj
	printf 'title: Pengadaan\nlanguage: id\nversion: "1.0"\n' >$base/content/pbj/course.yaml
	cp "$tests/play/exams/ujian/01-akhir.md" $base/content/pbj/01-ujian.md
	chmod -R a+rX $base/content
	printf 'id,nama,kelas\nani,Ani,Angkatan 7\n' |
		sudo -u berpijar berpijar learner import - --force >/dev/null
	key
}
key() {
	sudo -u berpijar berpijar learner key add ani \
		'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP/qiyy33h9kYVGWufaR+ngrEb1PUFLBcUsGaLsEspCx' >/dev/null
}
# Two versions of a course, of a publisher who is trusted.
packs() {
	mkdir -p config/berpijar
	$work/program pack --new-key kunci 'Dinas Contoh' >config/berpijar/trusted 2>/dev/null
	$work/program new surat >/dev/null
	$work/program pack surat --key kunci -o surat-1.0.pack >/dev/null
	sed -i 's/^version:.*/version: "1.1"/' surat/course.yaml
	$work/program pack surat --key kunci -o surat-1.1.pack >/dev/null
}
logged() {
	for wait in 1 2 3 4 5 6 7 8 9 10; do
		grep -qF "$1" $work/log && return
		sleep 0.1
	done
	fail "the log has no $1: $(cat $work/log)"
}
# Who may write where.
rights() {
	[ "$(stat -c '%u %g %a' $base/control $base/control/gates | tr '\n' ' ')" = \
		"0 0 755 0 $group 2775 " ] || fail "rights: $(ls -ld $base/control $base/control/gates)"
	as $uid berpijar kiosk --gate - pbj/ujian open >/dev/null 2>&1 &&
		fail 'the account of the learners sets gates'
	as $trainer berpijar kiosk --gate - pbj/ujian open >/dev/null 2>&1 &&
		fail 'a gate without the group'
	for what in '--say halo' --close --open; do
		# shellcheck disable=SC2086 # words
		setpriv --reuid=$trainer --regid=65534 --groups=$group berpijar kiosk $what \
			>/dev/null 2>&1 && fail "a trainer: $what"
	done
	setpriv --reuid=$trainer --regid=65534 --groups=$group \
		berpijar kiosk --gate - pbj/ujian closed >/dev/null || fail 'a trainer sets no gate'
	[ "$(stat -c '%u %g' $base/control/gates/exams)" = "$trainer $group" ] || fail 'whose gates'
	logged 'gate class="-" exam=pbj/ujian state=closed by=rina'
}
after() {
	case $1 in
	*--init*) learners && rights ;;
	*--say*) logged 'message bytes=' ;;
	*--close*) logged 'closing bytes=16' && [ -e $base/control/closed ] ;;
	*--open*) logged 'opened' && [ ! -e $base/control/closed ] ;;
	*09.00-10.00*) grep -q 'pbj/ujian' $base/control/gates/exams ;;
	*'restore "$terakhir" --store'*) [ -s "$latihan/learners/ani.db" ] ;;
	*'restore "$terakhir" --learner ani'*) [ -s $base/store/learners/ani.db ] ;;
	*'pack --install surat-1.1'*) grep -q '"1.1"' $base/content/surat/course.yaml ;;
	*'pack --list'*) grep -q 'surat: versi 1.1, penerbit Dinas Contoh, disimpan: versi 1.0' out ;;
	*'pack --rollback'*) grep -q '"1.0"' $base/content/surat/course.yaml ;;
	*'learner export'*) logged 'export learner=ani command=learner-export by=berpijar' ;;
	*'learner erase'*) [ ! -e $base/store/learners/ani.db ] ;;
	esac
}
before() {
	case $1 in
	*'store recover'*) rm $base/store/learners/ani.* ;; # lost on the running server
	*'pack --install surat-1.0.pack'*) packs ;;
	*'key remove'*) sudo -u berpijar berpijar learner key list ani | grep -q . || key ;;
	esac
}

# ---- the page ----

sed -n 's/^     *//p' "$tests/../docs/admin.md" |
	grep -E '^(berpijar|sudo|groupadd|usermod|gpasswd|mv|rm|apt-get|systemctl|journalctl|latihan=|terakhir=) ?' \
		>commands
[ "$(wc -l <commands)" -ge 40 ] || fail "commands of the page: $(cat commands)"
while IFS= read -r line; do
	before "$line" || fail "before: $line"
	case $line in
	*--self-test*)
		berpijar kiosk --self-test >out 2>&1 || {
			echo 'this kernel has no fence to be tried'
			continue
		}
		;;
	esac
	eval "$line" >out 2>err </dev/null || fail "$line: $? $(cat out err)"
	after "$line" || fail "after: $line: $(cat out err)"
done <commands
for name in apt-get systemctl journalctl usermod gpasswd; do
	[ -e called/$name ] || fail "$name is not in the page any more"
done
