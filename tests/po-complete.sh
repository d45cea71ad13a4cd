#!/bin/sh
# Every message of the sources has an English translation, and po/en.po has no others.
set -eu
cd "$(dirname "$0")/.."

export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The messages of a catalogue, one a line, sorted.
ids() {
	awk '
		function flush() { if (id != "") print id; id = "" }
		/^msgid / { flush(); on = 1; sub(/^msgid /, "") }
		/^msg(id_plural|str)/ { on = 0 }
		on { gsub(/^"|"$/, ""); id = id $0 }
		END { flush() }' "$1" | sort -u
}

find src include -name "*.[ch]" | sort |
	xgettext --files-from=- --from-code=UTF-8 --no-location --force-po \
		--keyword=_ --keyword=N_ \
		--output="$work/sources.pot" 2>"$work/log" || { cat "$work/log"; exit 1; }
msgattrib --translated --no-fuzzy --no-obsolete po/en.po >"$work/translated.po"
msgattrib --no-obsolete po/en.po >"$work/all.po"
for name in sources.pot translated.po all.po; do
	ids "$work/$name" >"$work/$name.ids"
done

comm -23 "$work/sources.pot.ids" "$work/translated.po.ids" |
	sed 's/^/not translated: /' >"$work/faults"
comm -13 "$work/sources.pot.ids" "$work/all.po.ids" |
	sed 's/^/not in the sources: /' >>"$work/faults"
grep '^#~ msgid' po/en.po | sed 's/^#~ msgid/obsolete:/' >>"$work/faults" || :

cat "$work/faults"
[ ! -s "$work/faults" ]
