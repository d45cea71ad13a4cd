#!/bin/sh
# lists.sh BUILD PREFIX VERSION: debian/ agrees with the tree, without building a package: what
# meson installs is in exactly one of them, and every name and version there is true.
set -eu
build=$1 prefix=$2 version=$3
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0

fault() {
	echo "$*"
	faults=$((faults + 1))
}

left_out() {
	grep -qxF "$1" debian/not-installed
}

# Which lists have a path of the installation: a line for each pattern. What is left out is in
# no other list.
found_in() {
	for list in debian/*.install debian/not-installed; do
		while read -r pattern _; do
			case $pattern in
			'' | '#'* | debian/*) continue ;;
			esac
			[ "$list" = debian/not-installed ] || ! left_out "$1" || continue
			# shellcheck disable=SC2254 # a pattern
			case $1 in
			$pattern | $pattern/*) echo "$list $pattern" ;;
			esac
		done <"$list"
	done
}

# Each file of a folder that is installed as a whole counts by the folder.
tr ',' '\n' <"$build/meson-info/intro-installed.json" |
	sed -n "s|.*: *\"$prefix/\(.*\)\".*|usr/\1|p" | sort -u >"$work/installed"
[ -s "$work/installed" ] || fault 'meson installs nothing'
while read -r path; do
	found_in "$path" >"$work/found"
	lists=$(cut -d' ' -f1 "$work/found" | sort -u | wc -l)
	[ "$lists" -eq 1 ] || fault "$path is in $lists lists: $(tr '\n' ' ' <"$work/found")"
	cat "$work/found" >>"$work/used"
done <"$work/installed"

# Each pattern has something, and what is given by its place in the tree is there. debian/server
# is made by debian/rules, of data/server.
for list in debian/*.install debian/*.docs debian/not-installed; do
	while read -r pattern _; do
		case $pattern in
		'' | '#'* | debian/server/*) ;;
		usr/libexec/berpijar/berpijar-pdf) ;; # where there is no cairo, it is not built
		*/berpijar-sync* | */_berpijar-sync | */centre.md) ;; # … without libpq
		usr/*) grep -qxF "$list $pattern" "$work/used" || fault "$list: nothing is $pattern" ;;
		*) [ -e "$pattern" ] || fault "$list: no $pattern" ;;
		esac
	done <"$list"
done

# Files in debian/ that begin with a package's name are for a package that there is.
packages=$(sed -n 's/^Package: //p' debian/control)
for file in debian/berpijar*.*; do
	name=${file#debian/}
	echo "$packages" | grep -qxF "${name%%.*}" || fault "$file: no such package"
done
# What a unit leaves open is filled in.
cat data/server/* | grep -o '@[A-Z]*@' | sort -u | while read -r word; do
	grep -qF "$word" debian/rules || echo "debian/rules: nothing for $word"
done >"$work/open"
[ ! -s "$work/open" ] || fault "$(cat "$work/open")"

# One version, told in three places; a tag says the same.
packaged=$(sed -n '1s/^[^(]*(\(.*\)).*/\1/p' debian/changelog)
[ "$packaged" = "$version" ] || fault "debian/changelog: $packaged; meson.build: $version"
noted=$(sed -n 's/^## \([0-9][^ ]*\).*/\1/p' CHANGELOG.md | head -n 1)
[ "$noted" = "$version" ] || fault "CHANGELOG.md: $noted; meson.build: $version"
if tag=$(git describe --tags --exact-match --match 'v*' 2>/dev/null); then
	[ "$tag" = "v$version" ] || fault "tag $tag; meson.build: $version"
fi
[ "$faults" -eq 0 ]
