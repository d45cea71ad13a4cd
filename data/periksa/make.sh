#!/bin/sh
# make.sh PAGE SCRIPT...: the page with the scripts in it, one behind the other, to standard output.
# One file: a browser loads no second one from a disk.
set -eu
page=$1
shift
while IFS= read -r line; do
	if [ "$line" = @SCRIPT@ ]; then
		cat "$@"
	else
		printf '%s\n' "$line"
	fi
done <"$page"
