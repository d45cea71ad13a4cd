#!/bin/sh
# bundle.sh OUT FOLDER FILE...: the files of a folder as one text that ends in NUL: before
# each a line with the byte 1 and its name.
set -eu
out=$1 folder=$2
shift 2
{
	for file; do
		printf '\001%s\n' "$file"
		cat "$folder/$file"
	done
	printf '\000'
} >"$out"
