#!/bin/sh
# The shape of the house, measured, with its limits: house.sh BUILD, where BUILD is a build
# folder of meson. Prints a table; fails where a limit is passed. `./dev check` runs it.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C
build=$1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0

# row WHAT FOUND LIMIT: one line of the table.
row() {
	verdict=ok
	if [ "$2" -gt "$3" ]; then
		verdict=OVER
		faults=$((faults + 1))
	fi
	printf '%-58s %6s %6s  %s\n' "$1" "$2" "$3" "$verdict"
}

# names FILE: what a row is about, indented under it.
names() {
	sed 's/^/    /' "$1"
}

find src include -name '*.[ch]' ! -name unicode_table.h ! -name make_unicode_table.c |
	sort >"$work/files"

printf '%-58s %6s %6s\n' '' found limit

# Functions: lines from the line of the name to the closing brace.
ctags -L "$work/files" --languages=C --kinds-C=f --fields=+neK -f - 2>/dev/null |
	awk -F '\t' '{
		first = last = 0
		for (i = 4; i <= NF; i++) {
			if ($i ~ /^line:/) first = substr($i, 6)
			if ($i ~ /^end:/) last = substr($i, 5)
		}
		print last - first + 1, $1, $2, ($0 ~ /\tfile:/)
	}' | sort -n >"$work/functions"
count=$(wc -l <"$work/functions")
nth() { sed -n "${1}p" "$work/functions" | cut -d' ' -f1; }
row 'function length, median' "$(nth $(((count + 1) / 2)))" 11
row 'function length, 90th percentile' "$(nth $((count * 9 / 10)))" 22
row 'function length, longest' "$(nth "$count")" 50
awk '$1 > 50 { print $1, $2, $3 }' "$work/functions" >"$work/long"
names "$work/long"

# Files; the table of Unicode is left out.
xargs wc -l <"$work/files" | awk '$2 != "total" && $1 > 450 { print $1, $2 }' >"$work/large"
row 'files of more than 450 lines' "$(wc -l <"$work/large")" 0
names "$work/large"
row 'lines of app.h' "$(wc -l <src/app/app.h)" 199

# Static functions whose name is that of another file's as well, a thousandth.
awk '$4 == 1 { print $2 }' "$work/functions" | sort >"$work/statics"
awk '$4 == 1 { print $2, $3 }' "$work/functions" | sort -u | cut -d' ' -f1 | uniq -d >"$work/twice"
shared=$(grep -cxFf "$work/twice" "$work/statics" || :)
row 'static names that stand in another file too, per 1000' \
	$((shared * 1000 / $(wc -l <"$work/statics"))) 30

# Circles: object files of which each reaches all others by the symbols that it uses.
for object in $(find "$build/src" -name '*.o'); do
	name=${object#"$build"/src/}
	nm -g "$object" | awk -v name="$name" '{ print name, $(NF - 1), $NF }'
done >"$work/symbols"
awk '
	$2 ~ /^[TDBRVWC]$/ { home[$3] = $1 }
	$2 == "U" { from[n] = $1; uses[n++] = $3 }
	END {
		for (i = 0; i < n; i++)
			if (uses[i] in home && home[uses[i]] != from[i])
				print from[i], home[uses[i]]
	}' "$work/symbols" | sort -u >"$work/arrows"

# circle PATTERN: the members of the largest circle among the objects of that name.
circle() {
	awk -v pattern="$1" '
		function reach(start, seen, there, stack, top, node, list, k, i) {
			stack[top = 1] = start
			seen[start] = 1
			while (top) {
				node = stack[top--]
				k = split(there[node], list, " ")
				for (i = 1; i <= k; i++)
					if (!(list[i] in seen)) {
						seen[list[i]] = 1
						stack[++top] = list[i]
					}
			}
		}
		$1 ~ pattern && $2 ~ pattern {
			to[$1] = to[$1] " " $2
			back[$2] = back[$2] " " $1
			all[$1]
			all[$2]
		}
		END {
			for (node in all) {
				if (node in done)
					continue
				split("", ahead)
				split("", behind)
				reach(node, ahead, to)
				reach(node, behind, back)
				size = 0
				members = ""
				for (other in ahead)
					if (other in behind) {
						done[other]
						size++
						members = members other "\n"
					}
				if (size > largest) {
					largest = size
					kept = members
				}
			}
			printf "%s", kept
		}' "$work/arrows" | sort
}
circle '^app/' >"$work/app"
row 'largest circle of object files in app' "$(wc -l <"$work/app")" 11
circle '.' >"$work/all"
row 'largest circle of object files in all' "$(wc -l <"$work/all")" 14
sed 's|^[^ ]*/||; s|\.c\.o$||' "$work/all" | tr '\n' ' ' | fold -s -w 86 >"$work/members"
names "$work/members"
echo

# A file that the guide to changes names is there: with its folder, or by its name alone.
find src include tests docs po data -type f >"$work/there"
grep -oE '`[a-z_/-]+\.(c|h|sh|py|md|po|[0-9])`' docs/ARCHITECTURE.md | tr -d '`' | sort -u |
	while read -r path; do
		grep -qE "(^|/)$path\$" "$work/there" || echo "$path"
	done >"$work/gone"
row 'files that ARCHITECTURE.md names and that are not there' "$(wc -l <"$work/gone")" 0
names "$work/gone"

[ "$faults" -eq 0 ]
