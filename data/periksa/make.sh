#!/bin/sh
# make.sh PAGE LICENSE SCRIPT...: the page with the scripts in it, one behind the other, and the
# licence of the first, to standard output. One file: a browser loads no second one from a disk.
set -eu
page=$1 licence=$2
shift 2
while IFS= read -r line; do
	case $line in
	@SCRIPT@) cat "$@" ;;
	@LICENSE@) cat "$licence" ;;
	*) printf '%s\n' "$line" ;;
	esac
done <"$page"
