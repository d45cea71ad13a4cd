# What the tests of an LRS share; to be sourced behind shell.sh. The LRS is at $to.
export BERPIJAR_LANG=en HOME="$work" BERPIJAR_STORE="$work/store"
unset http_proxy https_proxy all_proxy ALL_PROXY HTTPS_PROXY
mkdir -p "$work/config/berpijar"
echo 'homepage = https://dinas.go.id/berpijar' >"$work/config/berpijar/config"

server=
trap 'end_server; rm -rf "$work"' EXIT
end_server() {
	[ -n "$server" ] || return 0
	kill "$server" 2>/dev/null || :
	wait "$server" 2>/dev/null || :
	server=
}

# go STATUS ARG...: berpijar-sync xapi.
go() {
	wanted=$1 status=0
	shift
	timeout 100 "$sync" xapi --to "$to" "$@" </dev/null >"$work/out" 2>"$work/err" || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: $status: $(cat "$work/out" "$work/err")"
}
