# The table of marks that fill_class.c writes, from learners' exported events (a file
# LEARNER.csv for each): which of them count is found here by the rules as they are told, not
# by the program's own code. `earlier`: the hash of an earlier version.

function part(text, name) {
	if (!sub(".*\"" name "\":\"?", "", text))
		return ""
	sub(/[",}\]].*/, "", text)
	return text
}

# The first attempt that was handed in, with what was drawn in it.
function exam(i, n, q, list, mark) {
	for (i = 1; i <= count && !(verb[i] ~ /^(passed|failed)$/); i++)
		;
	if (i > count)
		return
	first = part(said[i], "attempt")
	for (i = 1; i <= count; i++) {
		if (part(said[i], "attempt") == first && verb[i] == "answered")
			mark[question[i]] = grade[i]
		if (id[i] != first)
			continue
		list = said[i]
		sub(/.*"questions":\[/, "", list)
		sub(/\].*/, "", list)
		gsub(/"/, "", list)
		n = split(list, q, ",")
		module_of = module[i]
	}
	for (i = 1; i <= n; i++)
		print learner, module_of, q[i], q[i] in mark ? mark[q[i]] : 0,
			q[i] in mark ? "now" : "blank"
}

function lessons(i, key, seen) {
	for (i = 1; i <= count; i++) {
		key = module[i] "/" question[i]
		if (verb[i] != "answered" || id[i] in voided || key in seen ||
			said[i] ~ /"attempt":|"review":true|"graded":true/)
			continue
		seen[key]
		if (grade[i] != "")
			print learner, module[i], question[i], grade[i],
				part(said[i], "hash") == earlier ? "earlier" : "now"
	}
}

function finish() {
	lessons()
	exam()
	count = 0
	split("", voided)
}

FNR == 1 {
	finish()
	learner = FILENAME
	gsub(/.*\/|\.csv$/, "", learner)
	next
}

{
	line = $0
	for (i = 1; i <= 10; i++) {
		match(line, /^"[^"]*",/)
		field[i] = substr(line, 2, RLENGTH - 3)
		line = substr(line, RLENGTH + 1)
	}
	sub(/^"/, "", line)
	sub(/"\r?$/, "", line)
	gsub(/""/, "\"", line)
	count++
	id[count] = field[2]
	verb[count] = field[4]
	module[count] = field[6]
	question[count] = field[7]
	grade[count] = field[8]
	said[count] = line
	if (field[4] == "voided")
		voided[part(line, "voids")]
}

END { finish() }
