#!/bin/sh
# The table of faults (include/berpijar/fault.h) and what is written about it say the same:
# docs/check.md has a section for each code, both manual pages name it with its severity,
# and the sources use it.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# same WHAT WANTED FOUND: fails, and shows the lines that differ.
same() {
	diff "$2" "$3" >"$work/diff" && return
	echo "-- $1 (< table, > found)"
	grep '^[<>]' "$work/diff"
	failed=1
}

# NAME CODE SEVERITY SINCE HEADING
sed -n 's/^\tX(\([A-Z0-9_]*\), "\([a-z0-9-]*\)", \([A-Z]*\), "\([0-9.]*\)", "\(.*\)").*/\1 \2 \3 \4 \5/p' \
	include/berpijar/fault.h | sed 's/\\\(["\\]\)/\1/g' >"$work/table"
grep -c '^	X(' include/berpijar/fault.h >"$work/rows"
grep -c . "$work/table" >"$work/read"
same 'rows that this test cannot read' "$work/rows" "$work/read"

# A name is its code; a second row of the same code has a longer one.
awk '{ name = tolower($1); gsub("_", "-", name) } index(name, $2) != 1 { print $1, $2 }' \
	"$work/table" >"$work/odd"
same 'names that are not those of their codes' /dev/null "$work/odd"

# words HINT WARNING ERROR OR: a line "CODE SEVERITY" for each code, in the table's order.
words() {
	awk -v hint="$1" -v warning="$2" -v error="$3" -v or="$4" '
		{
			word = $3 == "ERROR" ? error : $3 == "WARNING" ? warning : hint
			if (!($2 in words)) { order[++count] = $2; words[$2] = word }
			else words[$2] = words[$2] or word
		}
		END { for (i = 1; i <= count; i++) print order[i], words[order[i]] }' "$work/table"
}

awk '!seen[$2]++ { code = $2; since = $4; sub(/^[^ ]* [^ ]* [^ ]* [^ ]* /, "")
	print code ": " $0 "\t" since }' "$work/table" >"$work/headings"
words saran peringatan galat ' atau ' |
	sed 's/^[^ ]* //' | paste "$work/headings" - >"$work/sections"
awk '/^````/ { inside = !inside } inside { next }
	/^### / { heading = substr($0, 5); next }
	heading && NF {
		severity = tolower(substr($0, 1, index($0, ",") - 1))
		since = $0
		sub(/.*, sejak /, "", since)
		sub(/\. .*/, "", since)
		print heading "\t" since "\t" severity
		heading = ""
	}' docs/check.md >"$work/found"
same 'docs/check.md' "$work/sections" "$work/found"

# Lines of a manual page such as "\fBgift\-few\fR (error)", of one code or more.
listed() {
	sed -n 's/^\(\\fB.*\\fR\) (\('"$2"'\))$/\1 \2/p' "$1" |
		sed 's/\\fB//g; s/\\fR//g; s/\\-/-/g' |
		awk '{
			severity = $0
			sub(/^([a-z0-9-]+, )*[a-z0-9-]+ /, "", severity)
			codes = substr($0, 1, length($0) - length(severity))
			count = split(codes, each, /[, ]+/)
			for (i = 1; i <= count; i++)
				if (each[i] != "") print each[i], severity
		}' | sort
}
words hint warning error ', ' | sort >"$work/wanted"
listed docs/man/berpijar-course.5 '\(\(hint\|warning\|error\)\(, \)\{0,1\}\)*' >"$work/found"
same 'docs/man/berpijar-course.5' "$work/wanted" "$work/found"
words saran peringatan galat ', ' | sort >"$work/wanted"
listed docs/man/id/berpijar-course.5 '\(\(saran\|peringatan\|galat\)\(, \)\{0,1\}\)*' >"$work/found"
same 'docs/man/id/berpijar-course.5' "$work/wanted" "$work/found"

cut -d ' ' -f 1 "$work/table" | sed 's/^/BP_FAULT_/' | sort >"$work/names"
find src -name '*.[ch]' -exec cat {} + | grep -o 'BP_FAULT_[A-Z0-9_]*' | sort -u |
	comm -23 "$work/names" - >"$work/unused"
same 'codes that nothing uses' /dev/null "$work/unused"

# The names of {key:NAME}, in both pages.
sed -n 's/^\tX([A-Z_]*, "\([a-z-]*\)".*/\1/p' include/berpijar/action.h | sort >"$work/wanted"
for page in docs/man/berpijar-course.5 docs/man/id/berpijar-course.5; do
	sed -n '/^\\fBup\\fR,/,/\.$/p' "$page" | sed 's/\\fB//g; s/\\fR//g; s/\\-/-/g' |
		tr -d ',.' | tr ' ' '\n' | sort >"$work/found"
	same "$page" "$work/wanted" "$work/found"
done

exit $failed
