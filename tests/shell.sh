# What the tests of commands share; to be sourced. The first argument is the program.
case $1 in
/*) berpijar=$1 ;;
*) berpijar=$PWD/$1 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
	echo "$*"
	exit 1
}

# expect STATUS ARG...: its output is in $work/out, its messages in $work/err.
expect() {
	wanted=$1 status=0
	shift
	"$berpijar" "$@" </dev/null >"$work/out" 2>"$work/err" || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: $status: $(cat "$work/out" "$work/err")"
}

# says out|err TEXT, hides out|err TEXT
says() {
	grep -qF -- "$2" "$work/$1" || fail "no \"$2\" in: $(cat "$work/$1")"
}
hides() {
	! grep -qF -- "$2" "$work/$1" || fail "\"$2\" in: $(cat "$work/$1")"
}
