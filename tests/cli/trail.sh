#!/bin/sh
# trail.sh BERPIJAR FILL_RECORD: what the trail of a store holds, what shows where it was
# changed, and records whose time is over.
set -eu
fill=$2
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en HOME="$work" BERPIJAR_STORE="$work/store"
trail=$work/store/trail
me=$(id -un)

# Without a store there is no trail, and no store is made for it.
expect 0 store log
says out '0 lines'
[ ! -e "$work/store" ] || fail 'a store was made'

"$fill" "$work/store" ani 3
"$fill" "$work/store" budi 3
expect 0 store log
says out '0 lines'

# ---- who did what ----
expect 0 learner show ani
expect 0 learner export ani -o "$work/ani.json"
expect 0 learner set budi --name 'Budi "Rahasia" Santoso'
expect 0 learner rename budi bima
expect 0 learner erase ani --force
expect 0 store log
for line in "look ani  learner-show  $me" "export ani  learner-export  $me" \
	"change budi  learner-set  $me" 'rename budi' "erase ani  learner-erase  $me" '5 lines, 0 do not'; do
	says out "$line"
done
hides out Santoso
[ "$(stat -c %a "$trail")" = 600 ] || fail 'others can read the trail'
expect 0 store log --learner budi --format csv
says out '"rename","budi","learner-rename"'
hides out ani
expect 0 store log --format json
says out '"broken": 0'

# Anybody can follow it.
before=$(printf '%064d' 0)
while read -r line; do
	link=${line##* }
	made=$(printf '%s\n%s' "$before" "${line% *}" | sha256sum | cut -c1-64)
	[ "$made" = "$link" ] || fail "another link: $line"
	before=$link
done <"$trail"

# ---- what was changed shows, and the trail goes on ----
cp "$trail" "$work/whole"
sed -i '2s/export/look/' "$trail"
expect 1 store log
says out '1 do not follow'
sed 2d "$work/whole" >"$trail"
expect 1 store log
says out '1 do not follow'
cp "$work/whole" "$trail"
printf 'half a line' >>"$trail"
expect 0 learner export bima -o "$work/bima.json"
expect 1 store log
head -c 3000 /dev/urandom >"$trail"
expect 1 store log
expect 0 learner export bima -o "$work/bima2.json"
rm "$trail"
ln -s "$work/elsewhere" "$trail"
expect 0 learner export bima -o "$work/bima3.json"
says err 'trail cannot be written'
[ ! -e "$work/elsewhere" ] || fail 'a link was followed'
rm "$trail"

# A store that cannot be written has no trail of looks, and nobody is bothered.
if [ "$(id -u)" -ne 0 ]; then
	chmod 500 "$work/store"
	expect 0 learner show bima
	[ ! -s "$work/err" ] || fail "$(cat "$work/err")"
	chmod 700 "$work/store"
fi

# ---- records whose time is over: fill_record's are of November 2023 ----
"$fill" "$work/store" lama 5
printf 'a\n' | "$berpijar" --plain --learner baru --content "$(dirname "$0")/../play/jenis.md" \
	jenis >/dev/null
expect 2 store expire --older 2
expect 2 store expire --older 0y
expect 2 store expire --older 2y --force
says err 'give the reason'
expect 0 store expire --older 2y --dry-run
says out '2 of 3 records'
says out '  lama  2023-11-15 to 2023-11-15, 5 events'
hides out baru
[ -e "$work/store/learners/lama.db" ] || fail 'a dry run destroyed something'
expect 0 store expire --older 50y --dry-run
says out '0 of 3'
expect 2 store expire --older 2y --reason x
says err '--force'
[ -e "$work/store/learners/lama.db" ] || fail 'destroyed without being asked'
sha=$(sha256sum "$work/store/learners/lama.db" | cut -c1-64)
# Where no receipt can be written, nothing is destroyed.
expect 1 store expire --older 24m --learner lama --reason x --force -o "$work/none/receipt.json"
[ -e "$work/store/learners/lama.db" ] || fail 'destroyed without a receipt'
expect 0 store expire --older 24m --learner lama --reason 'Retensi 2 tahun, SK 12/2025' \
	--force -o "$work/receipt.json"
says out '1 records destroyed. Reason: Retensi 2 tahun'
[ ! -e "$work/store/learners/lama.db" ] || fail 'it is still there'
[ -e "$work/store/learners/bima.db" ] && [ -e "$work/store/learners/baru.db" ] ||
	fail 'another one was destroyed'
grep -q '"reason": "Retensi 2 tahun, SK 12/2025"' "$work/receipt.json" || fail 'no reason'
grep -q "\"sha256\": \"$sha\"" "$work/receipt.json" || fail 'no digest of what was destroyed'
grep -q '"destroyed": true' "$work/receipt.json" || fail 'not told as destroyed'
expect 0 store log --learner lama
says out 'expire lama  store-expire'
says out '"Retensi 2 tahun, SK 12/2025"'
says out 'erase lama'

# What cannot be read is left, and told.
head -c 8192 /dev/urandom >"$work/store/learners/bima.db"
expect 1 store expire --older 2y --reason x --force
says err 'bima: cannot be read'
[ -e "$work/store/learners/bima.db" ] || fail 'a damaged record was destroyed'
