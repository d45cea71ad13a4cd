#!/bin/sh
# spdx.sh FILE VERSION WORK: FILE.spdx, what a package or an archive holds (SPDX 2.3, tag-value):
# its files, their licences, and what was linked into its programs. The time is
# SOURCE_DATE_EPOCH.
set -eu
export LC_ALL=C
file=$1 version=$2
held=$3/held
name=$(basename "$file")
rm -rf "$held"
mkdir -p "$held"
case $file in
*.deb) dpkg-deb -x "$file" "$held" ;;
*) tar -x -C "$held" -f "$file" ;;
esac
cd "$held"

# Packages of which archives are linked in, and their licences; qrcodegen always is.
linked_in() {
	case $name in
	berpijar_*) echo 'libqrcodegen-dev MIT' ;;
	*.tar.gz)
		cat <<'LIST'
libc6-dev LGPL-2.1-or-later
libcmark-dev BSD-2-Clause
libexpat1-dev MIT
libjansson-dev MIT
libncurses-dev X11
libqrcodegen-dev MIT
libsodium-dev ISC
libsqlite3-dev blessing
libyaml-dev MIT
zlib1g-dev Zlib
LIST
		;;
	esac
}

licence_of() {
	case $1 in
	*/berpijar/content/* | */kursus/*) echo CC-BY-SA-4.0 ;;
	*) echo MIT ;;
	esac
}

find . -type f | sort >../held.list
code=$(tr '\n' '\0' <../held.list | xargs -0 sha1sum | cut -d' ' -f1 | sort | tr -d '\n' | sha1sum | cut -d' ' -f1)
licences=$(while read -r path; do licence_of "$path"; done <../held.list | sort -u)
together=$(echo "$licences" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n/ AND /g')
sum=$(sha256sum "$file" | cut -d' ' -f1)

{
	cat <<END_OF_HEAD
SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: $name
DocumentNamespace: https://spdx.org/spdxdocs/$name-$sum
Creator: Organization: The berpijar authors
Created: $(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)

PackageName: berpijar
SPDXID: SPDXRef-Package
PackageVersion: $version
PackageFileName: $name
PackageDownloadLocation: NOASSERTION
FilesAnalyzed: true
PackageVerificationCode: $code
PackageChecksum: SHA256: $sum
PackageLicenseConcluded: $together
PackageLicenseDeclared: $together
$(echo "$licences" | sed 's/^/PackageLicenseInfoFromFiles: /')
PackageCopyrightText: <text>2026 The berpijar authors</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-Package
END_OF_HEAD
	linked_in | while read -r package licence; do
		cat <<END_OF_PACKAGE

PackageName: $package
SPDXID: SPDXRef-$package
PackageVersion: $(dpkg-query -W -f '${Version}' "$package")
PackageDownloadLocation: NOASSERTION
FilesAnalyzed: false
PackageLicenseConcluded: $licence
PackageLicenseDeclared: $licence
PackageCopyrightText: NOASSERTION
Relationship: SPDXRef-Package STATIC_LINK SPDXRef-$package
END_OF_PACKAGE
	done
	number=0
	while read -r path; do
		number=$((number + 1))
		cat <<END_OF_FILE

FileName: $path
SPDXID: SPDXRef-File-$number
FileChecksum: SHA1: $(sha1sum "$path" | cut -d' ' -f1)
FileChecksum: SHA256: $(sha256sum "$path" | cut -d' ' -f1)
LicenseConcluded: $(licence_of "$path")
LicenseInfoInFile: $(licence_of "$path")
FileCopyrightText: <text>2026 The berpijar authors</text>
Relationship: SPDXRef-Package CONTAINS SPDXRef-File-$number
END_OF_FILE
	done <../held.list
} >"$file.spdx"
