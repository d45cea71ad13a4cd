#!/bin/sh
# static.sh ROOT [--test]: ROOT/build/satu/berpijar, one file without shared libraries, and the
# courses beside it. With --test it is played where there is nothing else (alone.sh), as root.
set -eu
root=$1
shift
build=$root/build/static
out=$root/build/satu

mkdir -p "$build"
if ! { [ -f "$build/build.ninja" ] ||
	meson setup "$build" "$root" --buildtype=release -Dprefer_static=true -Dstatic=true \
		-Db_lto=true -Dtests=false -Dpdf=disabled -Dsync=disabled; } >"$build/setup.log" 2>&1 ||
	! ninja -C "$build" >"$build/build.log" 2>&1; then
	tail -40 "$build/setup.log" "$build/build.log" >&2
	exit 1
fi
rm -rf "$out"
mkdir -p "$out"
strip --strip-unneeded -o "$out/berpijar" "$build/src/cli/berpijar"
cp -r "$root/content" "$out/kursus"
cp "$root/LICENSE" "$root/CHANGELOG.md" "$out"

# What must not be in it: the way to modules of a system that it was not made for.
if nm "$build/src/cli/berpijar" | grep -E ' [TW] (get(pw|gr)(nam|uid|gid|ent)(_r)?|getgrouplist|initgroups|getaddrinfo|iconv_open)$'; then
	echo 'static.sh: satu berkas tidak boleh memuat modul NSS atau iconv' >&2
	exit 1
fi
size=$(stat -c %s "$out/berpijar")
echo "$out/berpijar: $size byte, tanpa PDF; kursus di sampingnya"
[ "$size" -le 6291456 ] || {
	echo 'static.sh: lebih dari 6 MiB' >&2
	exit 1
}
[ "${1-}" != --test ] || "$root/tests/packages/alone.sh" "$out"
