# What the tests of commands share; to be sourced. The first argument is the program.
case $1 in
/*) berpijar=$1 ;;
*) berpijar=$PWD/$1 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work/config" # not the settings of whoever runs the tests

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

# own_home: an empty home, in Indonesian; its store is $store, a lesson to play $lesson.
own_home() {
	export HOME="$work/home" BERPIJAR_LANG=id
	mkdir "$HOME"
	store=$HOME/.local/share/berpijar/store
	lesson=$(cd "$(dirname "$0")/../play" && pwd)/jenis.md
}

# learn LINE...: a session of siti's in plain lines.
learn() {
	printf '%s\n' "$@" keluar |
		"$berpijar" --plain --learner siti --content "$lesson" jenis >"$work/out"
}
