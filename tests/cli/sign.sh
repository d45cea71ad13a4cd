#!/bin/sh
# sign.sh BERPIJAR PLAY COURSES SIGN FORGE: a shared server on which a user of its own signs proofs. A
# learner finishes a course in a session, asks for the proof, and gets it; what is hostile
# is refused with its reason. The accounts and folders are in a mount namespace of their own;
# it needs root and namespaces, else it is skipped.
set -eu
[ "$(id -u)" -eq 0 ] || exit 77
command -v setpriv unshare >/dev/null || exit 77
if [ "${1-}" != --inside ]; then
	unshare -m true 2>/dev/null || exit 77
	work=$(mktemp -d)
	chmod 755 "$work"
	status=0
	unshare -m --propagation private sh "$0" --inside "$work" "$@" || status=$?
	rm -rf "$work"
	exit "$status"
fi
work=$2 berpijar=$(readlink -f "$3") play=$(readlink -f "$4") courses=$5 sign=$(readlink -f "$6") forge=$(readlink -f "$7")
uid=64999 signer=64998
base=/srv/berpijar
store=$base/store
cd "$work"

fail() {
	echo "$*"
	[ ! -s told ] || tail -20 told
	exit 1
}

# ---- a server ----

cp /etc/passwd passwd
cp /etc/group group
echo "belajar:*:$uid:$uid::/nonexistent:/bin/sh" >>passwd
printf 'belajar:x:%s:\nberpijar-sign:x:%s:\n' $uid $signer >>group
mount --bind passwd /etc/passwd
mount --bind group /etc/group
mount -t tmpfs -o mode=755 tmpfs /srv # all folders above a server's courses are root's
mkdir $base
cp "$berpijar" $base/program
cp "$sign" $base/berpijar-sign
cp "$forge" $base/forge

as_owner() {
	HOME=$base setpriv --reuid=$uid --regid=$uid --clear-groups $base/program "$@"
}
# signs [STATUS]: a run of the signer; what it told is in `told`.
signs() {
	status=0
	timeout 300 setpriv --reuid=$signer --regid=$signer --clear-groups $base/berpijar-sign \
		--store $store --content $base/content --lang id --fence "${fence-available}" \
		>told 2>&1 || status=$?
	[ "$status" -eq "${1-0}" ] || fail "signer: $status"
}
told() {
	grep -qF -- "$1" told || fail "not told: $1"
}
modes() {
	(cd $base && stat -c '%n %U %G %a' "$@")
}

# As it was laid out before there was a signer, with a record and an outbox; then again.
$base/program kiosk --init $base --account belajar >out
grep -q '^9\. .*useradd .* berpijar-sign' out || fail "no hint: $(cat out)"
[ "$(wc -l <out)" -le 10 ] || fail 'too much to do'
as_owner learner add lama --store $store >out
mkdir -p $store/outbox/lama
chown $uid:$uid $store/outbox $store/outbox/lama
chmod 700 $store/outbox $store/outbox/lama
echo "berpijar-sign:*:$signer:$signer::/nonexistent:/usr/sbin/nologin" >>passwd
for time in first second; do
	$base/program kiosk --init $base --account belajar >out || fail 'not laid out'
	! grep -q useradd out || fail "still a hint: $(cat out)"
	(cd $base && find . ! -name '*.db-shm' -printf '%p %U %G %m\n' && cat store/key.pub) |
		sort >"$time"
done
diff first second || fail 'not the same the second time'
modes store store/key store/key.pub store/learners store/learners/lama.db store/outbox \
	store/outbox/lama >out
diff - out <<END || fail 'modes'
store root belajar 1771
store/key berpijar-sign berpijar-sign 600
store/key.pub root root 644
store/learners belajar berpijar-sign 2710
store/learners/lama.db belajar berpijar-sign 640
store/outbox belajar berpijar-sign 2750
store/outbox/lama belajar berpijar-sign 770
END
! as_owner store check --store $store >out || grep -q '0 bermasalah' out || fail "check: $(cat out)"
grep -q "$base/berpijar-sign --store $store" $base/setup/berpijar-sign.service || fail 'no unit'
cp -r "$courses"/. $base/content
chmod -R a+rX $base/content
as_owner learner add ani --store $store >out
as_owner learner add budi --store $store >out
[ "$(modes store/learners/ani.db)" = 'store/learners/ani.db belajar berpijar-sign 640' ] ||
	fail "a new record: $(modes store/learners/ani.db)"

# Who logs in how is the account's to say, though the folder around it is root's.
ani='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP/qiyy33h9kYVGWufaR+ngrEb1PUFLBcUsGaLsEspCx'
as_owner learner key add ani "$ani" --store $store >out || fail 'no key'
as_owner kiosk --authorized-keys belajar $ani --store $store >out || fail 'no line for sshd'
grep -q -- '--learner ani' out || fail "no line for sshd: $(cat out)"
as_owner learner pin reset ani --store $store >out || fail 'no PIN'
! $base/program learner key add budi "$ani" --store $store 2>out || fail 'a key file of root'
grep -q 'milik pengguna lain' out || fail "$(cat out)"

# What is wider is told, and mended by the next session.
chmod 644 $store/learners/lama.db
! as_owner store check --store $store >out || fail 'a record for everybody'
grep -q 'lama' out && grep -q 'dapat dibaca pengguna lain' out || fail "not told: $(cat out)"
as_owner learner set lama --name 'Lama' --store $store >out
[ "$(stat -c %a $store/learners/lama.db)" = 640 ] || fail 'not mended'

# The account can neither read the key, nor put another one in its place.
! as_owner store key lain --store $store 2>out || fail 'a key of its own'
! setpriv --reuid=$uid --regid=$uid --clear-groups sh -c "cat $store/key ||
	mv $store/key $store/x || rm -f $store/key.pub && [ ! -e $store/key.pub ]" 2>out ||
	fail 'the account has the key'
# The signer reads records by name, and changes nothing but outboxes.
! setpriv --reuid=$signer --regid=$signer --clear-groups sh -c "ls $store/learners ||
	touch $store/learners/x || touch $store/x || : >>$store/learners/ani.db" 2>out ||
	fail 'the signer may do more'

# ---- sessions: both ask, ani has finished ----

kiosk="--reuid=$uid --regid=$uid --clear-groups $base/program kiosk --fence available --store $store --content $base/content"
session() {
	BERPIJAR_PLAY_FOLDER=$work BERPIJAR_CONTENT_SOURCE=$work BERPIJAR_FIXTURES=$work \
		BERPIJAR_GOLDEN=$work "$play" "$base/program" "$1" || fail "session: $1"
}
cat >ask.play <<END
program $(command -v setpriv)
start $kiosk --learner ani
key Enter
expect Mengapa layanan
key 2
expect Selesai.
key Space
expect Modul selesai
key Escape
key 1
key Tab
key Enter
key a
key Enter
expect BENAR
key Enter
expect Kursus selesai: 2 modul
expect datang ke kotak keluar Anda
key P
expect Minta tanda tangan server
text 1
line Ani
key Enter
key Enter
key Enter
text 1
expect Dalam bentuk apa?
expect Open Badge
reject PDF
text 1
expect akan ditandatangani server
expect diminta
key Q
exit 0
END
session ask.play
[ "$(modes store/outbox/ani)" = 'store/outbox/ani belajar berpijar-sign 770' ] || fail 'an outbox'
ls -A $store/outbox/ani >out
[ "$(cat out)" = .minta-ux.json ] || fail "a request: $(cat out)"
as_owner kiosk --outbox --learner ani --store $store >out 2>&1 && fail 'a request is handed over'

cp $store/outbox/ani/.minta-ux.json request
signs
told 'berpijar-sign: ani: ux: ditandatangani:'
number=$(sed -n 's/.*ditandatangani: //p' told)
! ls $store/outbox/ani/.minta* 2>/dev/null || fail 'the request stays'
signs
[ ! -s told ] || fail 'it is signed twice'
as_owner kiosk --outbox --learner ani --store $store >proof.txt || fail 'not handed over'
grep -q "^Nomor  *$number" proof.txt || fail 'another number'
for word in 'ditandatangani oleh server' 'Ditandatangani' 'Isi kursus     ux, milik server' \
	'1 jawaban untuk 1 soal' 'menit tercatat' 'Versi isi      1.2'; do
	grep -qF "$word" proof.txt || fail "not in the proof: $word: $(cat proof.txt)"
done
$base/program proof --verify proof.txt --key $store/key.pub >out || fail "$(cat out)"
grep -q Utuh out || fail "$(cat out)"
cat >see.play <<END
program $(command -v setpriv)
start $kiosk --learner ani
key Enter
key P
expect ditandatangani sejak
expect $number
key Q
exit 0
END
session see.play

# ---- an exam that was sat on paper: typed by the account, signed as any other ----

cp -r "$courses/../paper/kertas" $base/content
chmod -R a+rX $base/content
as_owner learner add citra --store $store >out
printf 'soal\na\nkeluar\n' | as_owner --plain --learner citra --store $store \
	--content $base/content kertas/bacaan >out 2>&1
# types VERSION PROGRAM...: imports citra's paper
types() {
	printf 'id,ujian,seed,formulir,versi,1,2,3,4,5,6,7,8\n%s\n' \
		"citra,kertas/ujian,7,A,$1,B,biru,AD,C,Sebuah cerita,CBA,ABC,\"3,5\"" >paper.csv
	shift
	"$@" learner import --answers - --store $store --content $base/content <paper.csv >out 2>&1
}
! types none as_owner || fail 'a paper of no version'
version=$(sed -n 's/.* sekarang \([0-9A-Z-]*\);.*/\1/p' out)
! types "$version" $base/program || fail 'root writes into records'
grep -q 'milik pengguna lain' out || fail "$(cat out)"
types "$version" as_owner || fail "$(cat out)"
grep -q 'nilai 100, lulus' out || fail "$(cat out)"
[ "$(modes store/learners/citra.db)" = 'store/learners/citra.db belajar berpijar-sign 640' ] ||
	fail "a record with a paper: $(modes store/learners/citra.db)"
cat >paper.play <<END
program $(command -v setpriv)
start $kiosk --learner citra
expect Kursus kertas
key Down
key Enter
expect selesai 100
key P
expect Minta tanda tangan server
text 1
line Citra
key Enter
key Enter
key Enter
text 1
expect Dalam bentuk apa?
text 1
expect diminta
key Q
exit 0
END
session paper.play
signs
told 'berpijar-sign: citra: kertas: ditandatangani:'
as_owner kiosk --outbox --learner citra --store $store >paper.txt || fail 'not handed over'
grep -q '^Dari kertas  *1 percobaan' paper.txt || fail "$(cat paper.txt)"
$base/program proof --verify paper.txt --key $store/key.pub >out || fail "$(cat out)"

# ---- what is hostile is refused with its reason, and keeps nobody else from theirs ----

as_belajar() {
	setpriv --reuid=$uid --regid=$uid --clear-groups "$@"
}
# asks LEARNER [SED]: leaves ani's request in a learner's outbox, changed by a sed script.
asks() {
	as_belajar mkdir -p "$store/outbox/$1"
	chmod 770 "$store/outbox/$1"
	sed "${2-s/x/x/}" request >changed
	as_belajar sh -c "cat >'$store/outbox/$1/.minta-ux.json'" <changed
}
# refuses LEARNER REASON: a run that refuses what this learner asks for.
refuses() {
	signs
	told "$1: ux: ditolak: "
	told "$2"
	grep -q '"state":"refused"' "$store/outbox/$1/.hasil-ux.json" || fail "$1: no answer"
	[ ! -e "$store/outbox/$1/.minta-ux.json" ] || fail "$1: the request stays"
	[ "$(ls "$store/outbox/$1")" = "${3-}" ] || fail "$1: a proof: $(ls "$store/outbox/$1")"
}

asks budi
refuses budi 'menyebut peserta lain'
asks budi 's/"learner":"ani"/"learner":"budi"/'
refuses budi 'belum selesai (0 dari 2 modul)'
asks budi 's/"learner":"ani"/"learner":"..\/ani"/'
refuses budi 'menyebut peserta lain'
asks budi 's/"course":"ux"/"course":"lain"/'
refuses budi 'menyebut kursus lain daripada namanya'
asks budi 's/"form":"text"/"form":"pdf"/'
refuses budi 'tidak dapat dipahami'
asks budi 's/"name":"Ani"/"name":"A\\u001b[2Jni"/'
refuses budi 'tidak dapat dipahami'
asks budi 's/.*/[[[[/'
refuses budi 'tidak dapat dipahami'
# A file that is none: each is in the place of the request.
odd() {
	as_belajar sh -c "cd $store/outbox/budi && $1"
	refuses budi "$2"
}
odd "ln -s $store/key .minta-ux.json" 'tautan simbolis'
odd "ln -s $store/learners/ani.db .minta-ux.json" 'tautan simbolis'
odd 'mkfifo .minta-ux.json' 'bukan berkas biasa'
odd 'head -c 200000 /dev/zero >.minta-ux.json' 'terlalu besar'
odd 'echo x >x; ln x .minta-ux.json; mv x .x' 'bukan berkas biasa'
rm -f $store/outbox/budi/.x
cp request $store/outbox/budi/.minta-ux.json # root's
refuses budi 'bukan berkas biasa milik sesi'
# What asks for nothing is passed over.
as_belajar mkdir -p $store/outbox/budi/.minta-ux.json/x $store/outbox/.x "$store/outbox/a b"
as_belajar touch $store/outbox/x $store/outbox/budi/.minta-UX.json $store/outbox/budi/.minta-
as_belajar ln -s ani $store/outbox/tautan
as_belajar mkfifo $store/outbox/pipa
asks ani
signs
[ "$(grep -c . told)" = 1 ] && told 'ani: ux: ditandatangani:'
rm -rf $store/outbox/budi/.m* $store/outbox/.x "$store/outbox/a b" $store/outbox/x \
	$store/outbox/tautan $store/outbox/pipa

# The code on its PDF proves itself. What draws it is told what it draws.
rm -f $store/outbox/ani/bukti-*
printf '#!/bin/sh\nexec cat\n' >$base/berpijar-pdf
chmod 755 $base/berpijar-pdf
asks ani
signs
code=$(sed -n 's/.*"code": "\([^"]*\)".*/\1/p' $store/outbox/ani/bukti-*.pdf)
$base/program proof --verify-qr "$code" --key $store/key.pub --lang id >out || fail "no code: $(cat out)"
grep -q '^Ditandatangani ' out || fail "it does not say when: $(cat out)"
grep -q '^Nama  *Ani (menurut pengisi)' out || fail "of whom? $(cat out)"

# The office has no key: on the PDFs of a class it puts the code that was signed.
cat >$base/berpijar-pdf <<'END'
#!/bin/sh
sheet=$(cat)
case $sheet in '['*) echo "${#sheet}" ;; esac
printf %s "$sheet"
END
printf 'id,nama,kelas\nani,Ani,A\n' >class.csv
as_owner learner import class.csv --force --store $store >out || fail "no class: $(cat out)"
mkdir -m 777 class
rm -f $store/outbox/ani/bukti-*
asks ani
signs
code=$(sed -n 's/.*"code": "\([^"]*\)".*/\1/p' $store/outbox/ani/bukti-*.pdf)
# office_code: the code on the only PDF of the class
office_code() {
	as_owner proof ux --class A --out class/pdf --force --store $store \
		--content $base/content >out 2>&1 || fail "no class: $(cat out)"
	sed -n 's/.*"code": *"\([^"]*\)".*/\1/p' class/pdf/*.pdf
}
[ "$(office_code)" = "$code" ] || fail "another code than the signer's: $(office_code)"
# An answer without it, of an older signer, or with one of something else: only the number.
sed -i 's/"claim":"BP1:/"claim":"BP1:0/' $store/outbox/ani/.hasil-ux.json
[ -z "$(office_code)" ] || fail "a code that proves nothing: $(office_code)"
grep -q 'ditandatangani oleh server' class/pdf/*.pdf || fail 'no longer signed'
! grep -q 'verify-qr' class/pdf/*.pdf || fail 'it promises a code'
# A second proof of the day has a name that is free for its PDF as well.
asks ani 's/"form":"text"/"form":"openbadge"/'
signs
! grep -q 'tidak dapat ditulis' told || fail "its PDF: $(cat told)"
ls $store/outbox/ani/bukti-*-2.badge.json $store/outbox/ani/bukti-*-2.pdf >out || fail 'names'
rm $base/berpijar-pdf

# As a badge, which says no name.
rm -f $store/outbox/ani/bukti-*
asks ani 's/"form":"text"/"form":"openbadge"/'
signs
told 'ani: ux: ditandatangani:'
as_owner kiosk --outbox --learner ani --store $store >ani.badge.json 2>out || fail 'no badge'
grep -q 'eddsa-jcs-2022' ani.badge.json || fail "no badge: $(cat ani.badge.json)"
! grep -qi '"ani"\|: ani' ani.badge.json || fail 'it says the name'
$base/program proof --verify ani.badge.json --key $store/key.pub >out || fail "$(cat out)"

# The course: of the server's own folder, as the session saw it, and root's.
rm -f $store/outbox/ani/bukti-*
mv $base/content/ux $base/elsewhere
asks ani
refuses ani 'tidak ada di server ini'
mv $base/elsewhere $base/content/ux
echo >>$base/content/ux/02-dua.md
asks ani
refuses ani 'sudah lain daripada ketika diminta'
sed -i '$d' $base/content/ux/02-dua.md
chmod 666 $base/content/ux/02-dua.md
asks ani
refuses ani 'bukan milik server'
chmod 644 $base/content/ux/02-dua.md

# The record: what is changed in it, a link in its place, what is too large.
cp -p $store/learners/ani.db ani.db
LC_ALL=C sed -i 's/"response":"a"/"response":"b"/' $store/learners/ani.db
! cmp -s ani.db $store/learners/ani.db || fail 'nothing was tampered with'
asks ani
refuses ani 'tidak lagi seperti ketika dicatat'
head -c 3000 ani.db >$store/learners/ani.db
asks ani
refuses ani 'rusak'
rm $store/learners/ani.db
ln -s $work/ani.db $store/learners/ani.db
asks ani
refuses ani 'tautan simbolis'
rm $store/learners/ani.db
mkfifo $store/learners/ani.db
chown $uid $store/learners/ani.db
asks ani
refuses ani 'bukan berkas biasa'
rm $store/learners/ani.db
cp -p ani.db $store/learners/ani.db
truncate -s 100M $store/learners/ani.db
asks ani
refuses ani 'terlalu besar'

# What whoever can write the file would write: the chain holds, and the answers do not.
cp -p ani.db $store/learners/ani.db
as_belajar $base/forge $store ani answer
asks ani
refuses ani 'tercatat lebih tinggi daripada nilainya'
cp -p ani.db $store/learners/ani.db
as_belajar $base/forge $store ani minutes
asks ani
refuses ani 'lebih lama daripada waktu sejak kursus dimulai'
cp -p ani.db $store/learners/ani.db
as_belajar $base/forge $store ani empty budi
chmod --reference=$store/learners/ani.db $store/learners/budi.db
asks budi 's/"learner":"ani"/"learner":"budi"/'
refuses budi 'tercatat selesai, tetapi tidak oleh jawabannya'
cp -p ani.db $store/learners/ani.db
chmod 600 $store/learners/ani.db # told, and left for the next run
asks ani
signs 1
told 'tidak boleh dibaca akun ini'
[ -e $store/outbox/ani/.minta-ux.json ] || fail 'the request is gone'
$base/program kiosk --init $base --account belajar >out
signs
told 'ani: ux: ditandatangani:'

# ---- the register's row of what the signer signed ----

cp -r $base/content/ux $base/content/bulat
sed -i 's/^jp: 0.5/jp: 1/' $base/content/bulat/01-satu.md
mkdir -p config/berpijar
echo 'organiser = BPSDM Contoh' >config/berpijar/config
printf 'id,nama,nip\nani,Ani,198609262015051001\n' >class.csv
as_owner learner import class.csv --force --store $store >out || fail "no NIP: $(cat out)"
# ani ARG...: the program over ani's record, with the agency's settings.
ani() {
	XDG_CONFIG_HOME=$work/config as_owner "$@" --learner ani --store $store \
		--content $base/content
}
printf 'soal\na\n' | ani --plain bulat/satu >out
printf '\n\n\n\n' | ani --plain bulat/dua >out
ani proof bulat --format json >bulat.json || fail 'not finished'
content=$(sed 's/.*"sha256":"\([0-9a-f]*\)".*/\1/' bulat.json)
sed "s/\"course\":\"ux\"/\"course\":\"bulat\"/; s/\"content\":\"[0-9a-f]*\"/\"content\":\"$content\"/
	s/\"nip\":\"[^\"]*\"/\"nip\":\"198609262015051001\"/" request >changed
as_belajar sh -c "cat >$store/outbox/ani/.minta-bulat.json" <changed
signs
told 'ani: bulat: ditandatangani:'
number=$(sed -n 's/.*ditandatangani: //p' told)
ani proof bulat --siasn >out || fail 'no row'
grep -q "^\"198609262015051001\",.*,3,.*,\"$number\"," out || fail "the row: $(cat out)"
# Studied further, it is another proof, which nobody has signed.
printf 'soal\ncoba-lagi\na\n' | ani --plain bulat/satu >out
! ani proof bulat --siasn >out 2>told || fail "a row: $(cat out)"
told "server menandatangani bukti nomor $number; sesudah itu kursusnya dipelajari lagi"
rm -r $base/content/bulat

# ---- another key ----

proof_says() {
	status=0
	$base/program proof --verify "$1" --store $store --lang id >out || status=$?
	[ "$status" -eq "$2" ] && grep -qF "$3" out || fail "$1: $status: $(cat out)"
}
proof_says proof.txt 0 'Itu kunci server'
first=$(sed -n 's/^Ditandatangani dengan kunci \(.*\)\.$/\1/p' out)
$base/program store key --rotate --store $store >out || fail 'not rotated'
[ "$(modes store/key)" = 'store/key berpijar-sign berpijar-sign 600' ] || fail "$(modes store/key)"
[ "$(modes store/keys.pub)" = 'store/keys.pub root root 644' ] || fail "$(modes store/keys.pub)"
proof_says proof.txt 0 'tetap berlaku'
asks ani
signs
as_owner kiosk --outbox --learner ani --store $store >second.txt 2>out
proof_says second.txt 0 'Itu kunci server'
! grep -qF "$first" out || fail 'the same key'
second=$(sed -n 's/^Ditandatangani dengan kunci \(.*\)\.$/\1/p' out)
! $base/program proof --verify proof.txt --key $store/key.pub >out || fail 'of that key'
$base/program proof --verify proof.txt --key $store/keys.pub >out || fail 'kept keys'

# A key that leaked: what it signed before is told apart from what it signed later.
$base/program store key --revoke --since 2020-01-01 "$first" --store $store >out || fail 'not revoked'
proof_says proof.txt 1 'jangan dipercaya'
proof_says second.txt 0 'Itu kunci server'
$base/program store key --revoke --store $store >out || fail 'not revoked'
grep -qF "$second" out || fail 'another key is revoked'
proof_says second.txt 0 'ditandatangani sebelum itu'
asks ani
signs
as_owner kiosk --outbox --learner ani --store $store >third.txt 2>out
proof_says third.txt 0 'Itu kunci server'
! grep -q DICABUT out || fail 'it signs with a revoked key'
[ "$(grep -c ^revoked $store/keys.pub)" = 2 ] || fail "$(cat $store/keys.pub)"

# ---- who may not sign ----

! HOME=$base $base/berpijar-sign --store $store --content $base/content 2>told || fail 'root signs'
told 'milik pengguna lain'
! as_belajar $base/berpijar-sign --store $store --content $base/content 2>told || fail 'the account signs'
told 'tidak dapat dibaca'
