#!/bin/sh
# The arrows of docs/ARCHITECTURE.md that the linker cannot see, and a few words that
# must not stand in the sources.
set -u
cd "$(dirname "$0")/.." || exit 1
export LC_ALL=C

faults=0

# Lines of the sources without comments and strings' contents, as FILE:LINE:TEXT.
code() {
	find "$1" -name '*.[ch]' | sort | while read -r file; do
		awk -v file="$file" '
			{
				line = $0
				gsub(/\\.|\047"\047/, "", line)
				if (line !~ /^#include/)
					gsub(/"[^"]*"/, "\"\"", line)
				while (1) {
					if (inside) {
						if (!(end = index(line, "*/"))) { line = ""; break }
						line = substr(line, end + 2)
						inside = 0
					}
					if (!(start = index(line, "/*"))) break
					rest = substr(line, start + 2)
					line = substr(line, 1, start - 1)
					if (end = index(rest, "*/"))
						line = line " " substr(rest, end + 2)
					else { inside = 1; break }
				}
				sub(/\/\/.*/, "", line)
				if (line ~ /[^ \t]/)
					print file ":" NR ":" line
			}' "$file"
	done
}

all=$(mktemp)
trap 'rm -f "$all"' EXIT
code src >"$all"
code include >>"$all"

# only WHAT PATTERN FOLDER...: lines with the pattern may stand in these folders alone.
only() {
	what=$1 pattern=$2
	shift 2
	found=$(grep -E "$pattern" "$all")
	for folder; do
		found=$(echo "$found" | grep -v "^src/$folder/")
	done
	[ -z "$found" ] && return
	echo "$found"
	echo "-- $what belongs to: ${*:-nobody}"
	faults=$((faults + 1))
}

# may FOLDER HEADER...: the public headers that a folder's sources may include.
may() {
	folder=$1
	shift
	allowed=$(echo "$*" | sed 's/  */|/g')
	found=$(grep -E "^src/$folder/[^:]*:[0-9]*:#include <berpijar/" "$all" |
		grep -Ev "<berpijar/($allowed)\.h>")
	[ -z "$found" ] && return
	echo "$found"
	echo "-- $folder may not include this"
	faults=$((faults + 1))
}

only 'cmark, yaml and expat' '#include <(cmark|yaml|expat)' content
only 'libsodium' '#include <sodium|[^a-z_](sodium|crypto)_[a-z0-9_]*\(' core
only 'JSON' '[^a-z_]json_[a-z_]*\(' core learn pack word store report session paper pdf cli
only 'the network' '#include <(libpq|curl)|[^a-z_](PQ[a-z]|curl_)[A-Za-z_]*\(' sync
only 'SQLite' '#include <sqlite3|[^a-z_]sqlite3_' store
only 'cairo' '#include <cairo|[^a-z_](cairo\.|cairo_)[a-z_]*\(' pdf
only 'qrcodegen' '#include <qrcodegen|qrcodegen_' core
only 'loading libraries' '#include <dlfcn|[^a-z_]dl(open|sym)\('
# where the C library is inside the program, these load others that crash it (account.h)
only 'accounts and groups' '[^a-z_](getpw|getgr)(nam|uid|gid|ent)(_r)?\(' core
only 'curses' '#include <(.*curses|term)\.h>' term
only 'output to the terminal' '[^a-z_](putp|tputs|endwin|newterm)\(' term
only 'the clock' '[^a-z_](time|clock_gettime|gettimeofday|localtime|gmtime)\(|localtime_r\(|gmtime_r\(' \
	store term plain session cli sync
only 'chance' '[^a-z_](rand|random|arc4random|getrandom|srand)\(' store player sync
only 'printing' '[^a-z_](printf|puts|putchar|vprintf|perror)\(|fprintf\((stdout|stderr)' \
	plain player cli term pdf sign sync
only 'ending the program' '[^a-z_](exit|_exit)\(' cli term session fence sign
only 'starting programs' '[^a-z_](system|popen|fork|vfork|exec[lv]p?e?|posix_spawnp?)\(' session fence sign sync
only 'the fence' '#include <linux/(landlock|seccomp|filter)|[^a-z_](prctl|setrlimit|ptrace)\(' fence
only 'curses printf' '[^a-z_](printw|mvprintw|wprintw|mvwprintw|vw_printw)\('
only 'unbounded or hidden-state functions' \
	'[^a-z_](gets|strcpy|strcat|sprintf|vsprintf|strtok|strncpy|strncat|alloca|mktemp|tmpnam)\('
only 'a header of another folder' '#include "\.\./|#include ".*/'

core='account action arena base colors csv diagnostic error fault file follow hex index json key_line lang near page qr seal text time wait'
content="$core course document link prose quiz bank story"
learn="$content agency badge siasn answer changes claim elsewhere evaluation exam fsrs grade lottery marks progress proof pseudonym regrade regrades reports review score works xapi year"
ui="$learn screen layout view input style search"
may core "$core"
may fence "$core fence"
may content "$content"
may learn "$learn"
may check "$learn check"
may pack "$learn check pack"
may word "$content word"
may store "$learn store learners travel"
may ui "$ui"
may app "$ui app"
may term "$core screen input term"
may plain "$ui plain"
may pdf "$core"
may paper "$learn store learners config session paper paper_answers"
may report "$learn store learners class audit share" # share: what is to be shared; who does is told
may session "$learn certificate office store learners config control kiosk log logins outbox pins session learner proofs backups regrading roster checkup share signing travel sent statements trail revoked pandoc"
may player "$ui certificate check app term plain store learners config control outbox session learner proofs player say signing sent"
may sign "$learn store learners config outbox session learner proofs signing fence"
may sync "$learn store learners travel config session learner sent statements"
may cli "$learn certificate office layout term store learners config control kiosk log logins outbox pins session learner proofs backups regrading roster checkup share player say check class audit sent trail fence pack statements revoked paper paper_answers word pandoc"

# A function that a public header declares is defined somewhere.
for name in $(grep -E '^include/' "$all" | sed 's/^[^:]*:[0-9]*://' | grep -v '^#define' |
	grep -oE '\**bp_[a-z0-9_]+\(' | tr -d '*(' | sort -u); do
	grep -qE "^src/[^:]*:[0-9]*:([a-z].*[ *])?$name\(" "$all" && continue
	echo "$name: declared, but defined nowhere"
	faults=$((faults + 1))
done

[ "$faults" -eq 0 ]
