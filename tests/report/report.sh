#!/bin/sh
# report.sh BERPIJAR FILL_CLASS: the report of a made-up class of 300. Its figures are those
# that awk computes from the marks that the class was made of.
set -eu
fill=$2
. "$(dirname "$0")/../shell.sh"
here=$(cd "$(dirname "$0")" && pwd)
export BERPIJAR_LANG=en HOME="$work" BERPIJAR_STORE="$work/store"
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/class"

"$fill" "$work/store" "$BERPIJAR_FIXTURES/class" 300 "$(date +%s)" "$work/table"

# equal OWN PRINTED COUNT: the figures of so many questions are the same; of others there are
# no marks.
equal() {
	awk -v count="$3" 'NR == FNR { own[$1] = $0; all++; next }
		$1 in own {
			met++
			n = split(own[$1], a)
			for (i = 2; i <= n; i++)
				if ((a[i] == "null") != ($i == "null") ||
					($i - a[i]) ^ 2 > 1e-9) {
					print $0 " is not " own[$1]
					bad = 1
				}
		}
		END { exit bad || met != all || met != count }' "$1" "$2" ||
		fail 'the figures differ'
}

# ---- the figures ----
expect 0 report kelas --format json
cp "$work/out" "$work/json"
awk -f "$here/figures.awk" "$work/table" | sort >"$work/own"
awk -f "$here/printed.awk" "$work/json" | sort >"$work/printed"
equal "$work/own" "$work/printed" 18

# The same of forty of them, from the answers that they can export.
mkdir "$work/forty" "$work/exported"
for i in $(seq 250 289); do
	cp "$work/store/learners/l$i.db" "$work/forty"
	"$berpijar" learner export "l$i" --format csv -o "$work/exported/l$i.csv"
done
awk -v earlier=000000000000004d -f "$here/exported.awk" "$work/exported"/*.csv |
	awk -f "$here/figures.awk" | sort >"$work/own"
expect 0 report kelas --from "$work/forty" --format json
awk -f "$here/printed.awk" "$work/out" | sort >"$work/forty.printed"
equal "$work/own" "$work/forty.printed" 18

# Of 40 who wrote the essay 20 took it back, and left ticks, which are no answer.
says printed 'tambahan/t3 20 0 null'

# ---- who passed ----
# Neither what may be left out nor the modules that are still to come keep anybody back.
says json '"modules_asked": 2'
says json '"modules_planned": 5'
says json '"id": "l012"'
awk '/"participants"/ { inside = 1 } inside && /"id": "l012"/ { met = 1 }
	met && /"score"/ { exit $2 != "0.9," }' "$work/json" ||
	fail 'the best round does not count'
! awk '/"participants"/ { inside = 1 } inside' "$work/json" | grep -A2 '"stuck": {' |
	grep -q tambahan || fail 'stuck where nobody has to be'
expect 0 report kelas --passed --format csv
grep -q '^"name","nip","unit","class","jp","date","score"' "$work/out" || fail "$(head -1 "$work/out")"
passed=$(grep -c '"date": ' "$work/json")
[ "$(wc -l <"$work/out")" -eq $((passed + 1)) ] || fail 'not all who passed'
[ "$passed" -gt 50 ] || fail "only $passed passed"
for format in text json html; do
	expect 0 report kelas --passed --format $format --no-names
	hides out l0
	hides out q1
done

# ---- what is to be looked at ----
says json '"learners": 300'
expect 0 report --width 100 # the only course that was begun
cp "$work/out" "$work/text"
says text '30 learners not started'
says text 'Check its key'
says text 'The question that is missed most: '
says text '30 learners are in the middle of "Formulir yang ringkas", most of them (30) in'
says text 'reports of learners about questions wait for an answer'
says text '"Formulir yang ringkas" took 10 minutes, though 23 minutes were planned'
says text 'were never taken; the first is in question q1'
says text 'Question q2 was edited: right'
hides text RAHASIA
says text "kuncinya <script>salah</script>"

# ---- looked through in plain lines ----
# The fourth finding, the key, opens its question; the first one a list, which can be sorted.
printf '%s\n' 4 back 1 sort back save "$work/saved.csv" quit |
	"$berpijar" report kelas --plain >"$work/out" 2>&1 || fail "$(cat "$work/out")"
says out '4. Question q3'
says out 'a*: '
says out 'sorted by: name'
says out 'Saved in '
hides out RAHASIA
[ "$(stat -c %a "$work/saved.csv")" = 600 ] || fail 'what was saved is not private'
[ "$(wc -l <"$work/saved.csv")" -eq 301 ] || fail 'not all of it was saved'

# ---- one page, and a table ----
umask 022
expect 0 report kelas -o "$work/class.html"
[ "$(stat -c %a "$work/class.html")" = 600 ] || fail 'the page is not private'
says class.html "content=\"default-src 'none'; style-src 'unsafe-inline'\""
says class.html '&lt;script&gt;'
says class.html '=Siti &lt;b&gt;&quot;Tes&quot;&lt;/b&gt;'
hides class.html '<script'
hides class.html '<b>"Tes'
hides class.html RAHASIA
! grep -qiE 'src=|href=|url\(|@import' "$work/class.html" || fail 'the page loads something'
expect 1 report kelas -o "$work/class.html"
expect 0 report kelas -o "$work/class.html" --force
expect 0 report kelas --format csv
[ "$(wc -l <"$work/out")" -eq 301 ] || fail "not every learner: $(wc -l <"$work/out")"
says out "\"'=Siti"

# ---- nobody is named ----
for format in text json csv html; do
	expect 0 report kelas --no-names --format $format
	hides out l004
	hides out Siti
done

# ---- folders of records; one learner in two of them is one ----
mkdir "$work/usb"
cp "$work/store/learners/l002.db" "$work/store/learners/l003.db" "$work/usb"
expect 0 report kelas --from "$work/usb" --from "$work/store/learners" --format json
says out '"learners": 300'
expect 0 report kelas --from "$work/usb" --format json
says out '"learners": 2'
expect 1 report kelas --from "$work/nowhere"
expect 2 report kelas/ujian
expect 1 report tiada

# What was graded anew counts as it is graded now, and what was dropped not at all.
mkdir -p -m 700 "$work/two/learners"
cp "$work/usb"/*.db "$work/two/learners"
expect 0 regrade kelas/formulir --question q4 --void --force --store "$work/two"
expect 0 report kelas --store "$work/two" --format json
awk -f "$here/printed.awk" "$work/out" >"$work/printed"
says printed 'formulir/q4 0 0 null'
says printed 'formulir/q1 2 0 '

# A record that cannot be read is named, and keeps nobody else out.
dd if=/dev/zero of="$work/usb/l003.db" bs=4096 count=2 2>/dev/null
expect 1 report kelas --from "$work/usb" --format json
says err 'l003: '
says out '"learners": 2'
says out '"answers": 1'
