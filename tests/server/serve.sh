# A shared server as `berpijar kiosk --init` lays it out, with a real sshd on loopback; to be
# sourced. The account, the folders and the server are in namespaces of their own, so that
# nothing of this machine is changed, and nothing is left behind. It needs root, openssh-server
# and namespaces; else the script ends with 77, as a test that is skipped.
#
#	[ "${1-}" = --inside ] || serve_inside "$0" "$@"
#	work=$2
#	serve_lay_out PROGRAM COURSES
#	serve_start CONFIGURATION...

uid=64999
base=/srv/berpijar

# serve_alone COMMAND...: in namespaces of its own, whose processes end with it.
serve_alone() {
	unshare -m --propagation private --pid --fork --kill-child --mount-proc "$@"
}

# serve_inside SCRIPT ARG...: runs the script anew, alone, as "SCRIPT --inside WORK ARG...",
# and ends as it does.
serve_inside() {
	[ "$(id -u)" -eq 0 ] || exit 77
	for tool in sshd ssh ssh-keygen ssh-keyscan sftp unshare; do
		PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || exit 77
	done
	serve_alone true 2>/dev/null || exit 77
	script=$1 work=$(mktemp -d) status=0
	shift
	serve_alone sh "$script" --inside "$work" "$@" || status=$?
	rm -rf "$work"
	exit "$status"
}

fail() {
	echo "$*"
	[ ! -e "$work/sshd.log" ] || tail -20 "$work/sshd.log"
	exit 1
}

# serve_lay_out PROGRAM: one account for everybody, whose shell is only there to run the
# player, and the server's folders.
serve_lay_out() {
	cd "$work"
	cp /etc/passwd passwd
	echo "belajar:*:$uid:65534::/nonexistent:/bin/sh" >>passwd
	mount --bind passwd /etc/passwd
	mount -t tmpfs -o mode=755 tmpfs /srv # sshd wants every folder above its command to be root's
	mkdir -p $base /run/sshd
	cp "$1" $base/program
	for time in first second; do # it can be repeated
		$base/program kiosk --init $base --account belajar >told || fail 'not laid out'
		[ "$(wc -l <told)" -le 10 ] || fail 'too much to do'
		(cd $base && find . -printf '%p %U %m\n' && cat store/key.pub) | sort >"$time"
	done
	diff first second || fail 'not the same the second time'
}

# serve_courses FOLDER: what learners find.
serve_courses() {
	cp -r "$1"/. $base/content
	chmod -R a+rX $base/content
}

# as_owner ARG...: the program, as whoever owns the records.
as_owner() {
	HOME=$base setpriv --reuid=$uid --clear-groups $base/program "$@" --store $base/store
}

# serve_stop
serve_stop() {
	[ ! -e "$work/sshd.pid" ] || kill "$(cat "$work/sshd.pid")" 2>/dev/null || :
	rm -f "$work/sshd.pid"
}

# serve_try: whether an sshd starts with sshd.conf, on a port that is chosen by chance.
serve_try() {
	port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 20000))
	$(PATH=$PATH:/usr/sbin command -v sshd) -f sshd.conf -E sshd.log -o LogLevel=VERBOSE \
		-o Port="$port"
}

# serve_start: an sshd with the configuration that standard input has, which includes what
# --init wrote.
serve_start() {
	[ -e host ] || ssh-keygen -q -t ed25519 -N '' -f host
	{
		cat <<-END
			ListenAddress 127.0.0.1
			HostKey $work/host
			PidFile $work/sshd.pid
			UsePAM no
			AcceptEnv LANG LC_*
			Subsystem sftp internal-sftp
		END
		cat
	} >sshd.conf
	trap serve_stop EXIT
	for try in 1 2 3 4 5 6; do
		! serve_try || break
	done
	until ssh-keyscan -p "$port" 127.0.0.1 2>/dev/null | grep -q ssh-; do sleep 0.1; done
	options="-F none -p $port -o BatchMode=yes -o StrictHostKeyChecking=no
		-o IdentitiesOnly=yes -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
}
