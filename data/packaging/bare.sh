#!/bin/sh
# bare.sh ROOT SUITE: tries the packages in ROOT/build/deb on a bare Debian (life.sh), in a
# copy of BERPIJAR_BARE/SUITE (build/bare, made by debootstrap where it is missing). Packages
# of an earlier release to upgrade from: BERPIJAR_BEFORE, a folder; without it, today's with
# an earlier version. Needs root.
set -eu
root=$1 suite=$2
bare=${BERPIJAR_BARE:-$root/build/bare}
[ "$(id -u)" -eq 0 ] || {
	echo 'bare.sh: perlu root' >&2
	exit 1
}
[ -d "$bare/$suite" ] || {
	mkdir -p "$bare"
	debootstrap --variant=minbase "$suite" "$bare/$suite.part" >"$bare/$suite.log" 2>&1
	mv "$bare/$suite.part" "$bare/$suite"
}

run=$(mktemp -d "$bare/.$suite-XXXXXX")
clean() {
	umount -l "$run/proc" "$run/dev/pts" "$run/dev" 2>/dev/null || :
	rm -rf --one-file-system "$run"
}
trap clean EXIT
trap 'exit 1' INT TERM
cp -a "$bare/$suite/." "$run"
mount -t proc proc "$run/proc"
mount -t tmpfs -o mode=755 dev "$run/dev"
for device in null zero full random urandom tty; do
	touch "$run/dev/$device"
	mount --bind "/dev/$device" "$run/dev/$device"
done
mkdir "$run/dev/pts" "$run/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$run/dev/pts"
ln -s pts/ptmx "$run/dev/ptmx"
cp /etc/resolv.conf "$run/etc/resolv.conf" 2>/dev/null || :

# The packages, those of before, what was written by programs of before.
mkdir "$run/new" "$run/before" "$run/ages"
cp "$root"/build/deb/*.deb "$run/new"
cp -r "$root/tests/fixtures/ages" "$root/tests/fixtures/proof" "$run/ages"
cp "$root/data/packaging/life.sh" "$run/life.sh"
if [ -n "${BERPIJAR_BEFORE-}" ]; then
	cp "$BERPIJAR_BEFORE"/*.deb "$run/before"
else
	for package in "$run"/new/*.deb; do
		dpkg-deb -R "$package" "$run/package"
		sed -i 's/^Version: .*/&~before/; s/berpijar (>= \([^)]*\))/berpijar (>= \1~before)/' \
			"$run/package/DEBIAN/control"
		dpkg-deb -b "$run/package" "$run/before" >/dev/null
		rm -rf "$run/package"
	done
fi
echo "== $suite"
chroot "$run" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
	sh /life.sh "$suite"
