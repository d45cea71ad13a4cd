#!/bin/sh
# Every message of more than 40 characters stands whole on one line of the sources, so that
# who sees it on a screen finds it by searching for it.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk '
	function put() { if (length(id) > 40) print "\"" id "\""; id = "" }
	/^msgid(_plural)? / { put(); on = 1; sub(/^msgid(_plural)? /, "") }
	/^msgstr/ || /^$/ { on = 0 }
	on { gsub(/^"|"$/, ""); id = id $0 }
	END { put() }' po/en.po | sort -u >"$work/messages"
find src include -name '*.[ch]' -exec cat {} + |
	grep -oFf "$work/messages" | sort -u >"$work/found"
comm -23 "$work/messages" "$work/found" >"$work/broken"
sed 's/^/on no one line: /' "$work/broken"
[ ! -s "$work/broken" ]
