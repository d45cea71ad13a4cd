#!/bin/sh
# render.sh BERPIJAR: a lesson on paper: titles wrapped, addresses told, no line too wide.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=id HOME="$work"

cat >"$work/a.md" <<'END'
---
title: Judul yang sangat panjang sekali sampai melebihi lebar jendela yang lazim dipakai
---
Baca [pedoman](https://example.go.id/pedoman-formulir-yang-panjang.pdf), lalu https://b.go.id.

### Kecil

|a|
|-|
|[isi *survei*](survei.pdf)|

![](data:image/png;base64,AAAA)
END

for width in 20 40 72; do
	"$berpijar" render "$work/a.md" --width $width --color never >"$work/out"
	[ "$(LC_ALL=C.UTF-8 wc -L <"$work/out")" -le $width ] ||
		fail "wider than $width: $(cat "$work/out")"
done
has() {
	grep -qxF -- "$1" "$work/out" || fail "no line \"$1\" in $(cat "$work/out")"
}
has 'Alamat tautan:'
has '  https://example.go.id/pedoman-formulir-yang-panjang.pdf'
has 'isi survei'
has '  survei.pdf'
has '┄┄┄┄┄'
! grep -q '^  https://b.go.id' "$work/out" || fail 'an address that is its own text is told twice'
! grep -q AAAA "$work/out" || fail 'an embedded image is printed'

# Questions: indentation, list marks, rows of tables and ends of lines are there.
"$berpijar" render "$(dirname "$0")/../play/kaya.md" --width 60 --color never >"$work/out"
has '│ for i in range(2):'
has '│         print(i)'
has '│     print("x")'
has '│ Satu'
has '│ Dua tiga empat'
has '│ KTP  3'

# Keys that a lesson names are those of the full screen.
printf 'Maju: {key:page-down}; catatan: {key:notes}; \\{key:notes}\n' >"$work/keys.md"
"$berpijar" render "$work/keys.md" --color never >"$work/out"
has "Maju: Spasi; catatan: '; {key:notes}"
