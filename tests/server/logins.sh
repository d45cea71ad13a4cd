#!/bin/sh
# logins.sh NUMBER SERVER [OPTION...] PROGRAM RELAY COURSE COURSES: many learners log in at once to
# an sshd of their own, each with a key of theirs (logins.c); and the same many to a command
# that only shows a screen, which is sshd's own share of it.
set -eu
. "$(dirname "$0")/serve.sh"
[ "${1-}" = --inside ] || serve_inside "$0" "$@"
work=$2 number=$3
shift 3
server=$1
shift
options_of_server=''
while [ "${1#--}" != "$1" ]; do
	options_of_server="$options_of_server $1"
	shift
done
program=$(readlink -f "$1") relay=$(readlink -f "$2")
course=$(readlink -f "$3") courses=$(readlink -f "$4")
server=$(readlink -f "$server")
serve_lay_out "$program"
serve_courses "$course"
mkdir keys
for n in $(seq "$number"); do
	ssh-keygen -q -t ed25519 -N '' -C '' -f "keys/peserta-$n"
	as_owner learner add "peserta-$n"
	as_owner learner key add "peserta-$n" - <"keys/peserta-$n.pub"
done >/dev/null
export BERPIJAR_SERVER_LOGINS="$number"

# measure PART
measure() {
	# shellcheck disable=SC2086 # words
	"$server" $options_of_server $base/program "$relay" "$course" "$courses" "$1" \
		--over $base/store ssh $options -i "$work/keys/@" -l belajar -tt 127.0.0.1
}

status=0
# What a session shows that does nothing.
printf '#!/bin/sh\nprintf "   KURSUS"\nexec sleep 1000\n' >$base/nothing
chmod 755 $base/nothing
while read -r line; do
	echo "restrict,pty,command=\"$base/nothing\" $line"
done <<END >$base/keys
$(cat keys/*.pub)
END
sed "s|AuthorizedKeysFile none|AuthorizedKeysFile $base/keys|; /AuthorizedKeysCommand/d" \
	$base/setup/sshd.conf >peer.conf
serve_start <<END
Include $work/peer.conf
END
measure bare || status=1
serve_stop

serve_start <<END
Include $base/setup/sshd.conf
END
measure logins || status=1
exit $status
