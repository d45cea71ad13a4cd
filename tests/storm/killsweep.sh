#!/bin/sh
# killsweep.sh SHIM BERPIJAR FIXTURES: each operation on a whole record is killed at each
# call that changes a file, done again, and looked at: nothing is lost, nothing is said to
# be lost, and what was begun is finished. BERPIJAR_SWEEP=N: only every Nth call.
set -eu
shim=$1 berpijar=$2 fixtures=$3
step=${BERPIJAR_SWEEP:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" BERPIJAR_LANG=id BERPIJAR_STORE="$work/store"
export ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0
bundle=$fixtures/ages/version-1.bundle
learners=$work/store/learners

fail() {
	echo "killsweep: $operation, call $call: $*" >&2
	exit 1
}

# ---- what each starts from ----

whole() {
	rm -rf "$work/store" "$work/copies"
	cp -R "$work/sound" "$work/store"
}
torn() {
	whole
	printf '\377\377\377\377\377\377\377\377' |
		dd of="$learners/siti.db" bs=1 seek=100 conv=notrunc status=none
}
nothing() {
	rm -rf "$work/store"
}
old() {
	nothing
	mkdir -p "$learners"
	chmod 700 "$learners"
	cp "$fixtures/ages/schema-1.db" "$learners/siti.db"
	chmod 600 "$learners/siti.db"
}

# A folder of courses with the version before, with its own before it, or with nothing.
installed() {
	rm -rf "$work/content"
	"$berpijar" pack --install "$work/0.pack" --content "$work/content" >/dev/null
	"$berpijar" pack --install "$work/1.pack" --content "$work/content" >/dev/null
}
once() {
	rm -rf "$work/content"
	"$berpijar" pack --install "$work/1.pack" --content "$work/content" >/dev/null
}
empty() {
	rm -rf "$work/content"
}

# ---- what is done ----

run() {
	case $operation in
	rename) "$berpijar" learner rename siti budi ;;
	import) "$berpijar" learner import --bundle "$bundle" ;;
	backup) "$berpijar" store backup "$work/copies" ;;
	recover) "$berpijar" store recover --learner siti ;;
	migrate) echo keluar | "$berpijar" --plain --learner siti ;;
	set) "$berpijar" learner set siti --name X ;;
	erase) echo siti | "$berpijar" learner erase siti --force ;;
	install | update | first)
		"$berpijar" pack --install "$work/2.pack" --content "$work/content"
		;;
	rollback) "$berpijar" pack --rollback ux --content "$work/content" ;;
	regrade)
		"$berpijar" regrade ux/satu --content "$fixtures/proof" --question q1 \
			--void --hash 8c1f0e2ab47d9935 --force
		;;
	esac
}

# ---- what must hold ----

# events ID: how many it has.
events() {
	"$berpijar" learner show "$1" --format json 2>&1 |
		sed -n 's/.*"events": \([0-9]*\).*/\1/p'
}
sound() {
	"$berpijar" store check >"$work/check" 2>&1 || fail "$(cat "$work/check")"
}
# What learners read is one version or the other, to the last file.
whole_course() {
	for version in 0 1 2; do
		diff -r -x '_*' "$work/$version/ux" "$work/content/ux" >"$work/diff" 2>&1 && return
	done
	[ "$operation" != first ] || [ -e "$work/content/ux" ] || return 0
	fail "half: $(cat "$work/diff")"
}
check() {
	case $operation in
	rename)
		if [ -e "$learners/siti.db" ]; then
			run >"$work/again" 2>&1 || fail "again: $(cat "$work/again")"
		fi
		[ "$(events budi)" = "$all" ] || fail "lost: $(events budi)"
		! "$berpijar" learner list | grep -q siti || fail 'a ghost'
		sound
		;;
	erase)
		run >"$work/again" 2>&1 || :
		left=$(find "$work/store" -type f -name 'siti*')
		[ -z "$left" ] || fail "left: $left"
		;;
	regrade)
		run >"$work/again" 2>&1 || fail "again: $(cat "$work/again")"
		[ "$(events siti)" -eq $((all + 1)) ] || fail "not once: $(events siti)"
		run >"$work/again" 2>&1
		grep -q '^0 peserta berubah' "$work/again" || fail 'not finished'
		sound
		;;
	install | update | first | rollback)
		whole_course
		[ "$operation" != rollback ] || return 0
		run >"$work/again" 2>&1 || fail "again: $(cat "$work/again")"
		cmp -s "$work/2/ux/02-dua.md" "$work/content/ux/02-dua.md" || fail 'not the new one'
		[ -z "$(ls "$work/content/_packs/new")" ] || fail 'something is left'
		;;
	*)
		run >"$work/again" 2>&1 ||
			grep -q 'Tidak ada catatan belajar yang rusak' "$work/again" ||
			fail "again: $(cat "$work/again")"
		now=$(events siti)
		[ "${now:-0}" -ge "$all" ] || fail "lost: $now of $all"
		sound
		;;
	esac
}

operation=none call=0
export BERPIJAR_SHIM_BELOW="$work/"
"$berpijar" learner import --bundle "$bundle" >"$work/out"
mv "$work/store" "$work/sound"
export XDG_CONFIG_HOME="$work/config"
mkdir -p "$work/config/berpijar"
"$berpijar" pack --new-key "$work/key" Penerbit >"$work/config/berpijar/trusted" 2>"$work/out"
for version in 0 1 2; do # each has another number of files
	mkdir "$work/$version"
	cp -R "$fixtures/proof/ux" "$work/$version/ux"
	sed -i "s/^version:.*/version: \"1.$version\"/" "$work/$version/ux/course.yaml"
	echo "Versi $version." >>"$work/$version/ux/02-dua.md"
	mkdir "$work/$version/ux/assets"
	seq 0 "$version" | while read -r number; do
		echo "$version" >"$work/$version/ux/assets/$number.txt"
	done
	"$berpijar" pack "$work/$version/ux" --key "$work/key" -o "$work/$version.pack" >"$work/out"
done
all=45 kills=0
while read -r operation start; do
	case $operation in # those that make few calls are killed at more of them
	install | update | first | rollback) by=$(((step + 3) / 4)) ;;
	*) by=$step ;;
	esac
	call=$by
	while :; do
		"$start"
		status=0
		(
			export LD_PRELOAD="$shim" BERPIJAR_SHIM="any $call once KILL"
			run
		) >"$work/out" 2>&1 </dev/null || status=$?
		[ "$status" -eq 137 ] || break
		kills=$((kills + 1))
		check
		call=$((call + by))
	done
	[ "$call" -gt "$by" ] || fail "never killed: $(cat "$work/out")"
done <<'END'
rename whole
recover torn
import nothing
migrate old
set whole
backup whole
erase whole
regrade whole
install installed
update once
first empty
rollback installed
END
echo "$kills kills: nothing lost, nothing left undone"
