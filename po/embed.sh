#!/bin/sh
# embed.sh FILE NAME OUT.c: the bytes of FILE as the C array NAME.
set -eu
{
	echo "extern const unsigned char $2[];"
	echo "_Alignas(4) const unsigned char $2[] = {"
	od -An -v -tu1 "$1" | sed 's/\([0-9][0-9]*\)/\1,/g'
	echo "};"
} >"$3"
