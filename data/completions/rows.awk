# Replaces the line @TABLE@ of a template by rows for bash, zsh or fish. A command has
# sub-commands, options and kinds of arguments: "courses", "files" and "folders", as far as
# they can be told by the words of the help.

# What stands for a value: "DIR" is a folder, "BERKAS" a file, "a|b" one of these.
function kind(value) {
	if (value ~ /DIR|FOLDER/) return "folders"
	if (value ~ /BERKAS/) return "files"
	if (value ~ /KURSUS/) return "courses"
	if (value ~ /^[A-Za-z0-9-]+(\|[A-Za-z0-9-]+)+$/) return value
	return value == "-" ? "-" : "any"
}

# An option among the arguments brings no file of its own.
function kinds(arguments, found) {
	gsub(/-o [A-Z.a-z]+|--?[a-z-]+ [A-Z.]+/, "", arguments)
	if (arguments ~ /KURSUS/) found = found " courses"
	if (arguments ~ /BERKAS|JALUR|KURSUS\[\/MODUL\[/) found = found " files"
	else if (arguments ~ /FOLDER|CADANGAN/) found = found " folders"
	return substr(found, 2)
}

function quoted(text) {
	gsub(/'/, shell == "fish" ? "\\'" : "'\\''", text)
	return "'" text "'"
}

function bash_rows(path, i, j, list) {
	for (i = 0; i < count; i++) {
		path = paths[i]
		list = ""
		for (j = 0; j < options[path]; j++) {
			if (letter[path, j] != "-")
				list = list " " letter[path, j] "=" kind(value[path, j])
			list = list " " name[path, j] "=" kind(value[path, j])
		}
		print "\t" quoted(path) ")"
		print "\t\tsubs=" quoted(subs[path])
		print "\t\targuments=" quoted(kinds(arguments[path]))
		print "\t\toptions=" quoted(substr(list, 2)) " ;;"
	}
}

# "name:text" and "--name[text]" have signs of their own.
function zsh_text(text) {
	gsub(/\\/, "\\\\&", text)
	gsub(/\[/, "\\\\[", text)
	gsub(/\]/, "\\\\]", text)
	gsub(/:/, "\\\\:", text)
	return text
}

function zsh_value(value, what) {
	what = kind(value)
	if (what == "-") return ""
	if (what == "folders") return ":" value ":_files -/"
	if (what == "files") return ":" value ":_files"
	if (what == "courses") return ":" value ":" functions "_courses"
	if (what == "any") return ":" value ": "
	gsub(/\|/, " ", what)
	return ":nilai:(" what ")"
}

function zsh_rows(path, i, j, k, list) {
	for (i = 0; i < count; i++) {
		path = paths[i]
		print "\t" quoted(path) ")"
		k = split(subs[path], list, " ")
		print "\t\tsubs=("
		for (j = 1; j <= k; j++)
			print "\t\t\t" quoted(list[j] ":" zsh_text(summary[path (path == "" ? "" : " ") list[j]]))
		print "\t\t)"
		print "\t\targuments=(" kinds(arguments[path]) ")"
		print "\t\toptions=("
		for (j = 0; j < options[path]; j++) {
			if (letter[path, j] != "-")
				print "\t\t\t" quoted("*" letter[path, j] "[" zsh_text(help[path, j]) "]" zsh_value(value[path, j]))
			print "\t\t\t" quoted("*" name[path, j] (value[path, j] == "-" ? "" : "=") "[" zsh_text(help[path, j]) "]" zsh_value(value[path, j]))
		}
		print "\t\t) ;;"
	}
}

function fish_value(value, what) {
	what = kind(value)
	if (what == "-") return ""
	if (what == "folders") return " -x -a '(__fish_complete_directories)'"
	if (what == "files") return " -r -F"
	if (what == "courses") return " -x -a '(_" functions "_courses)'"
	if (what == "any") return " -x"
	gsub(/\|/, " ", what)
	return " -x -a " quoted(what)
}

function fish_rows(path, at, i, j, k, list) {
	printf "set -g _%s_places", functions
	for (i = 1; i < count; i++)
		printf " %s", quoted(paths[i])
	print ""
	for (i = 0; i < count; i++) {
		path = paths[i]
		at = "complete -c " program " -n " quoted("_" functions "_at " quoted_again(path))
		k = split(subs[path], list, " ")
		for (j = 1; j <= k; j++)
			print "complete -c " program " -n " quoted("_" functions "_begins " quoted_again(path)) " -f -a " list[j] " -d " \
				quoted(summary[path (path == "" ? "" : " ") list[j]])
		if (kinds(arguments[path]) ~ /courses/)
			print at " -f -a '(_" functions "_courses)'"
		if (kinds(arguments[path]) ~ /files/)
			print at " -F"
		if (kinds(arguments[path]) ~ /folders/)
			print at " -f -a '(__fish_complete_directories)'"
		for (j = 0; j < options[path]; j++)
			print at (letter[path, j] == "-" ? "" : " -s " substr(letter[path, j], 2)) " -l " substr(name[path, j], 3) \
				fish_value(value[path, j]) " -d " quoted(help[path, j])
	}
}

# Within single quotes.
function quoted_again(text) {
	return "\"" text "\""
}

# The options that take a value: what stands behind them names no command.
function valued(path, i, j, list) {
	for (i = 0; i < count; i++)
		for (j = 0; j < options[paths[i]]; j++) {
			path = paths[i]
			if (value[path, j] == "-")
				continue
			if (!(name[path, j] in seen))
				list = list " " name[path, j]
			if (letter[path, j] != "-" && !(letter[path, j] in seen))
				list = list " " letter[path, j]
			seen[name[path, j]] = seen[letter[path, j]] = 1
		}
	return substr(list, 2)
}

function read_rows(line, field, path, parent, last) {
	while ((getline line < rows) > 0) {
		split(line, field, "\t")
		path = field[2]
		if (field[1] == "command") {
			paths[count++] = path
			arguments[path] = field[3]
			summary[path] = field[4]
			last = parent = path
			sub(/.* /, "", last)
			if (!sub(/ [^ ]*$/, "", parent))
				parent = ""
			if (path != "")
				subs[parent] = subs[parent] (subs[parent] == "" ? "" : " ") last
		} else {
			letter[path, options[path] + 0] = field[3]
			name[path, options[path] + 0] = field[4]
			value[path, options[path] + 0] = field[5]
			help[path, options[path] + 0] = field[6]
			options[path]++
		}
	}
	# The one command that is in no table.
	if (program != "berpijar")
		return
	subs[""] = subs[""] " help"
	summary["help"] = "bantuan sebuah perintah"
}

BEGIN {
	read_rows()
	with_value = valued()
}
{ gsub(/@VALUED@/, with_value) }
$0 != "@TABLE@" { print; next }
shell == "bash" { bash_rows() }
shell == "zsh" { zsh_rows() }
shell == "fish" { fish_rows() }
