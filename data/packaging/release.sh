#!/bin/sh
# release.sh ROOT [--test]: what is published of the commit at hand, in ROOT/build/rilis: source,
# packages, the one file, a list in SPDX for each, SHA-256 of all. The same commit gives the
# same bytes wherever it is built with the same packages; --test builds it twice and compares.
set -eu
root=$1
here=$(cd "$(dirname "$0")" && pwd)

fail() {
	echo "release.sh: $*" >&2
	exit 1
}

# The tag's version where there is a tag, which then must be the tree's; else the tree's, as one
# that comes before it, with the commit.
find_version() {
	stated=$(sed -n "1,3s/.*version: '\(.*\)',/\1/p" meson.build)
	if tag=$(git describe --tags --exact-match --match 'v*' 2>/dev/null); then
		[ "$tag" = "v$stated" ] || fail "tag $tag, tetapi meson.build: $stated"
		version=$stated
	else
		version=$stated~$(git log -1 --format=%cd --date=format:%Y%m%d).$(git rev-parse --short=8 HEAD)
	fi
}

# The files of the commit, with its version in the places where it stands.
lay_tree() {
	git archive HEAD | tar -x -C "$1"
	sed -i "1,3s/version: '$stated'/version: '$version'/" "$1/meson.build"
	sed -i "1s/($stated)/($version)/" "$1/debian/changelog"
	sed -i "s/^## $stated\$/## $version/" "$1/CHANGELOG.md"
}

# pack FOLDER OUT.tar.gz: its files by name, nobody's, of the commit's time.
pack() {
	tar -C "$(dirname "$1")" --sort=name --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
		--mtime="@$SOURCE_DATE_EPOCH" -c "$(basename "$1")" | gzip -9n >"$2"
}

make() {
	cd "$root"
	git rev-parse HEAD >/dev/null || fail 'perlu riwayat git'
	find_version
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
	export SOURCE_DATE_EPOCH
	out=$root/build/rilis
	work=$root/build/rilis.work
	rm -rf "$out" "$work"
	tree=$work/berpijar-$version
	mkdir -p "$out" "$tree"
	lay_tree "$tree"
	pack "$tree" "$out/berpijar-$version.tar.gz"
	"$here/deb.sh" "$tree" >"$work/log" || fail "$(cat "$work/log")"
	cp "$tree"/build/deb/*.deb "$out"
	"$here/static.sh" "$tree" >"$work/log" || fail "$(cat "$work/log")"
	one=berpijar-$version-linux-x86_64
	mv "$tree/build/satu" "$work/$one"
	pack "$work/$one" "$out/$one.tar.gz"
	for file in "$out"/*.deb "$out/$one.tar.gz"; do
		"$here/spdx.sh" "$file" "$version" "$work"
	done
	(cd "$out" && sha256sum -- *.deb *.gz *.spdx >SHA256SUMS)
	rm -rf "$work"
	ls -l "$out"
}

# Elsewhere, by somebody with other habits.
make_twice() {
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	git clone -q "$root" "$work/a"
	git clone -q "$root" "$work/folder/with/a longer name"
	(umask 022 && TZ=UTC LC_ALL=C.UTF-8 "$here/release.sh" "$work/a") >"$work/log" || fail "$(cat "$work/log")"
	(umask 027 && TZ=Asia/Jayapura LC_ALL=C "$here/release.sh" "$work/folder/with/a longer name") >"$work/log" ||
		fail "$(cat "$work/log")"
	diff "$work/a/build/rilis/SHA256SUMS" "$work/folder/with/a longer name/build/rilis/SHA256SUMS" ||
		fail 'dua kali tidak sama'
	mkdir -p "$root/build"
	rm -rf "$root/build/rilis"
	mv "$work/a/build/rilis" "$root/build/rilis"
	cat "$root/build/rilis/SHA256SUMS"
	echo 'ok  dua kali, di folder lain: byte yang sama'
}

if [ "${2-}" = --test ]; then
	make_twice
else
	make
fi
