#!/bin/sh
# unicode-data.sh CONFORMANCE: where Debian's package unicode-data has the version that the
# table was made of, makes the table again and compares, and runs the whole of the
# consortium's tests. CONFORMANCE is the test program.
set -eu
source=$(cd "$(dirname "$0")/../../src/core" && pwd)
data=/usr/share/unicode
[ -f $data/auxiliary/GraphemeBreakTest.txt ] || exit 77
command -v bzcat >/dev/null || exit 77
grep -q -e "$(sed -n '1s/.*Unicode \([0-9.]*\),.*/-\1.txt/p' "$source/unicode_table.h")" \
	$data/DerivedNormalizationProps.txt || exit 77

python3 "$source/make_unicode_table.py" 2>/dev/null | cmp - "$source/unicode_table.h"
"$1" graphemes $data/auxiliary/GraphemeBreakTest.txt
bzcat $data/NormalizationTest.txt.bz2 | "$1" normalization - whole
