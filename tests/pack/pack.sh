#!/bin/sh
# pack.sh BERPIJAR: a course is published, installed, brought up to date and taken back, and
# what a learner did stays where it was.
set -eu
. "$(dirname "$0")/../shell.sh"
own_home
umask 022
cd "$work"
content=$HOME/.local/share/berpijar/content

# ---- a publisher ----

expect 2 pack --new-key kunci
expect 0 pack --new-key kunci 'Dinas Uji'
cp out baris
grep -qE '^berpijar-publisher [0-9a-f]{64} Dinas Uji$' baris || fail "$(cat baris)"
[ "$(stat -c %a kunci)" = 600 ] || fail 'others can read the key'
expect 1 pack --new-key kunci 'Dinas Uji'

cp -R "$BERPIJAR_FIXTURES/proof/ux" ux
sed -i 's/^version:.*/version: "1.9"/' ux/course.yaml
mkdir ux/assets
echo gambar >ux/assets/a.txt
echo catatan >ux/_catatan.md # no part of the course
expect 1 pack ux -o ux-1.pack # no key yet
says err '--new-key'
expect 0 pack ux --key kunci -o ux-1.pack
says out 'versi 1.9'
expect 1 pack ux --key kunci -o ux-1.pack
expect 0 pack ux --key kunci -o ux-1.pack --force
expect 2 pack ux --key kunci
expect 2 pack --list --key kunci
expect 2 pack --list --install ux-1.pack
expect 2 pack

# The same bytes from another place, another day, another user's mask.
mkdir tempat
cp -R ux tempat/ux
touch -d 2001-01-01 tempat/ux/*
(umask 077 && "$berpijar" pack tempat/ux/ --key kunci -o lagi.pack >out)
cmp ux-1.pack lagi.pack
tar -tf ux-1.pack >names # any program can open it
printf '%s\n' manifest.json manifest.sig ux/01-satu.md ux/02-dua.md ux/assets/a.txt ux/course.yaml |
	diff - names

# What is no course, has no version, or is faulty, is not published.
mkdir kosong salah
expect 1 pack kosong --key kunci -o x.pack
cp ux/*.md salah
echo 'title: Salah' >salah/course.yaml
expect 1 pack salah --key kunci -o x.pack
says err version
printf 'title: Salah\nversion: "1"\n' >salah/course.yaml
printf -- '---\ntitle: X\n---\n\n```gift\nTidak ditutup {\n```\n' >salah/03-x.md
expect 1 pack salah --key kunci -o x.pack
says err galat
ln -s /etc/passwd ux/assets/b.txt
expect 1 pack ux --key kunci -o x.pack
rm ux/assets/b.txt
[ ! -e x.pack ] || fail 'a pack of nothing'

# ---- whoever installs it ----

expect 1 pack --install ux-1.pack
says err 'belum dipercaya'
says err "$(cut -d' ' -f2 baris)"
expect 1 pack --trust ux-1.pack
expect 2 pack --trust "$(cut -d' ' -f2 baris)"
expect 0 pack --trust baris
expect 0 pack --trust "$(cut -d' ' -f2 baris)" 'Nama lain'
says out sudah
expect 0 pack --list
says out 'Belum ada'
expect 0 pack --install ux-1.pack
says out 'Dinas Uji'
expect 0 pack --install ux-1.pack
says out sudah
diff -r -x '_*' ux "$content/ux" || fail 'another course'
expect 0 check "$content"
expect 0 pack --list
says out 'ux: versi 1.9, penerbit Dinas Uji'
hides out DIUBAH

# ---- a learner, and the next version ----

printf 'soal\na\n' | "$berpijar" --plain --learner siti ux/satu >out
expect 0 progress --learner siti --format json
cp out before
says out '"answered": 1'
sed -i 's/^version:.*/version: "1.10"/' ux/course.yaml
echo 'Satu kalimat lagi.' >>ux/02-dua.md
expect 0 pack ux --key kunci -o ux-2.pack
cp -R "$content/ux" ux-lama
mkdir lama && mv ux-lama lama/ux
expect 0 pack ux --key kunci --delta ux-1.pack -o beda.pack
says out '2 dari 4 berkas'
expect 0 pack ux --key kunci --delta lama/ux -o beda2.pack
cmp beda.pack beda2.pack
expect 1 pack ux --key kunci --delta ux-2.pack -o x.pack # not older
[ "$(stat -c %s beda.pack)" -lt "$(stat -c %s ux-2.pack)" ] || fail 'no smaller'

expect 0 pack --install beda.pack
says out '1.9 disimpan'
grep -q 'Satu kalimat lagi' "$content/ux/02-dua.md" || fail 'not the new text'
expect 0 pack --install ux-2.pack # the whole of the same
says out sudah
expect 0 progress --learner siti --format json
sed 's/"version": "1.10"/"version": "1.9"/' out | diff before - || fail 'the record is another one'
expect 1 pack --install ux-1.pack
says err '--rollback ux'
expect 0 pack --rollback ux
says out 'versi 1.9'
! grep -q 'Satu kalimat lagi' "$content/ux/02-dua.md" || fail 'not the old text'
expect 0 progress --learner siti --format json
diff before out
expect 0 pack --install beda.pack
expect 0 pack --list --format json
says out '"before": "1.9"'
says out '"trusted": true'
echo X >>"$content/ux/01-satu.md"
expect 0 pack --list
says out DIUBAH
expect 1 pack --rollback tidak-ada

# Elsewhere, where changes alone are not enough; one byte; a part of the file.
expect 1 pack --install beda.pack --content "$work/server"
says err 'tidak terpasang'
expect 0 pack --install ux-2.pack --content "$work/server"
[ -r "$work/server/ux/assets/a.txt" ] || fail 'not there'
head -c 3000 ux-2.pack >potong.pack
expect 1 pack --install potong.pack --content "$work/baru"
says err terpotong
sed 's/kalimat/kalimaT/' ux-2.pack >ubah.pack
expect 1 pack --install ubah.pack --content "$work/baru"
says err 'tidak seperti yang ditandatangani'
truncate -s 65M besar.pack
expect 1 pack --install besar.pack --content "$work/baru"
says err '64 MiB'
[ ! -e "$work/baru/ux" ] || fail 'something was installed'
expect 1 pack --install /dev/null
