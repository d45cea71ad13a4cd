#!/bin/sh
# deb.sh ROOT [--test [SUITE...]]: the packages in ROOT/build/deb, as lintian wants them. With
# --test they are tried on bare systems of those suites (bare.sh), as root.
set -eu
root=$1
shift
out=$root/build/deb
here=$(dirname "$0")

# What is in the tree, whether it has been committed or not, without what was built.
copy_tree() {
	cd "$root"
	if [ -e .git ]; then
		git ls-files -z --cached --others --exclude-standard
	else
		find . -path './build*' -prune -o -type f -print0
	fi | tar -c --null -T - --ignore-failed-read 2>/dev/null | tar -x -C "$1"
}

# A folder's times and rights change nothing in a package; its path must not either, and
# debhelper takes none with a blank in it.
build() {
	rm -rf "$out"
	mkdir -p "$out"
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	mkdir "$work/tree"
	copy_tree "$work/tree"
	cd "$work/tree"
	if ! DEB_BUILD_OPTIONS='nocheck noautodbgsym parallel='"$(nproc)" LC_ALL=C.UTF-8 \
		dpkg-buildpackage --no-sign --build=binary --no-check-builddeps \
		>"$out/build.log" 2>&1; then
		tail -40 "$out/build.log" >&2
		exit 1
	fi
	cd "$out"
	mv "$work"/*.deb "$work"/*.changes "$work"/*.buildinfo .
	rm -rf "$work"
	trap - EXIT
}

build
lintian --fail-on error,warning *.changes
ls -l "$out"/*.deb
[ "${1-}" = --test ] || exit 0
shift
[ $# -gt 0 ] || set -- bookworm trixie
for suite; do
	"$here/bare.sh" "$root" "$suite"
done
