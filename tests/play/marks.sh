#!/bin/sh
# marks.sh BERPIJAR STORE ID WHEN [none]: writes the marks of berpijar-sync as if the centre had
# acknowledged all of a record at WHEN (ms since 1970), or none of it. A bundle, from which it
# has the ids, leaves out an exam that runs.
set -eu
folder=$2/sync/$3
mkdir -p "$folder"
bundle=$(mktemp -u)
trap 'rm -f "$bundle"' EXIT
"$1" learner export "$3" --bundle --store "$2" -o "$bundle" >"$folder/said"
gzip -dc "$bundle" | awk -v at="$4" -v all="${5:-all}" '
	NR == 1 { match($0, /"uuid":"[^"]*"/); uuid = substr($0, RSTART + 8, RLENGTH - 9) }
	/^{"replica"/ { match($0, /"id":"[^"]*"/); id[++seq] = substr($0, RSTART + 6, RLENGTH - 7) }
	END {
		if (all == "none") seq = 0
		printf "{\"learner\":\"%s\",\"to\":\"pusat\",\"at\":%s,\"seq\":%d,\"event\":\"%s\"}\n",
			uuid, at, seq, id[seq]
	}' >"$folder/marks"
rm -f "$folder/said"
cat "$folder/marks"
