#!/bin/sh
# init.sh BERPIJAR: a server is laid out for this very account; sshd.sh does it as root.
set -eu
. "$(dirname "$0")/../shell.sh"
export HOME="$work"
base=$work/server
account=$(id -un)

expect 2 kiosk --init server --account "$account"
expect 2 kiosk --init "$work/a b" --account "$account"
expect 1 kiosk --init "$base" --account tidak-ada
says err 'useradd'
[ ! -e "$base" ] || fail 'laid out for nobody'

expect 0 kiosk --init "$base" --account "$account"
says out "-d $base/home $account"
[ "$(wc -l <"$work/out")" -le 10 ] || fail 'too much to do'
[ "$(stat -c %a "$base" "$base/store" "$base/backup" "$base/content" | tr '\n' ' ')" = '755 700 700 755 ' ] ||
	fail "modes: $(ls -l "$base")"
grep -q "^Match User $account\$" "$base/setup/sshd.conf" || fail 'not for this account'
grep -q "kiosk --authorized-keys --store $base/store --content $base/content %u %t %k" \
	"$base/setup/sshd.conf" || fail 'not these folders'
grep -q "^\"UserName\"=\"$account\"" "$base/setup/putty.reg" || fail 'PuTTY is told no account'
grep -q '"LineCodePage"="UTF-8"' "$base/setup/putty.reg" || fail 'PuTTY is told no UTF-8'
! grep -r '@' "$base/setup" || fail 'a word is not filled in'

# Again: the key stays, modes are mended, files are written anew.
cp "$base/store/key.pub" "$work/key"
chmod 777 "$base/store"
echo x >"$base/setup/sshd.conf"
expect 0 kiosk --init "$base" --account "$account"
cmp "$base/store/key.pub" "$work/key" || fail 'another key'
[ "$(stat -c %a "$base/store")" = 700 ] || fail 'the mode stays wrong'
grep -q MaxStartups "$base/setup/sshd.conf" || fail 'not written anew'
