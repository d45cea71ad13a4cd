# Completions of bash for berpijar, made from its tables of options.

_berpijar_rows() {
	case $1 in
@TABLE@
	esac
}

# The courses' ids, which the program prints where it has no terminal.
_berpijar_courses() {
	berpijar </dev/null 2>/dev/null | cut -s -f 1
}

# _berpijar_offer KIND: what a value or an argument of that kind may be.
_berpijar_offer() {
	case $1 in
	files)
		compopt -o filenames 2>/dev/null
		mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$current")
		;;
	folders)
		compopt -o filenames 2>/dev/null
		mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -d -- "$current")
		;;
	courses)
		mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W "$(_berpijar_courses)" -- "$current")
		;;
	*'|'*)
		mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W "${1//|/ }" -- "$current")
		;;
	esac
}

# Which command the words name, in front of the one that is being completed; 1 in `begun` once
# there is an argument that names none.
_berpijar_walk() {
	local i word skip= ended= helps=
	for ((i = 1; i < at; i++)); do
		word=${COMP_WORDS[i]}
		if [ "$word" = = ]; then
			skip=1
			continue
		elif [ -n "$skip" ]; then
			skip=
			continue
		fi
		case $ended$word in
		--)
			ended=1
			continue
			;;
		-*)
			case ' @VALUED@ ' in
			*" $word "*) [ "${COMP_WORDS[i + 1]}" = = ] || skip=1 ;;
			esac
			continue
			;;
		esac
		_berpijar_rows "$path"
		case " $subs " in
		*" $word "*) ;;
		*)
			begun=1
			continue
			;;
		esac
		if [ -z "$begun$path$helps" ] && [ "$word" = help ]; then
			helps=1
		elif [ -z "$begun" ]; then
			path=$path${path:+ }$word
		fi
	done
	_berpijar_rows "$path"
	[ -z "$helps" ] || options= arguments=
}

_berpijar() {
	local current=${COMP_WORDS[COMP_CWORD]} at=$COMP_CWORD
	local path= begun= subs= arguments= options= before option kind
	COMPREPLY=()
	# "--lang=e" comes as three words
	if [ "$current" = = ]; then
		current=
	elif [ "${COMP_WORDS[at - 1]}" = = ]; then
		at=$((at - 1))
	fi
	before=${COMP_WORDS[at - 1]}
	_berpijar_walk
	for option in $options; do
		[ "${option%%=*}" = "$before" ] || continue
		kind=${option#*=}
		[ "$kind" = - ] || {
			_berpijar_offer "$kind"
			return
		}
	done
	if [[ $current == -* ]]; then
		for option in $options; do
			[[ $option != "$current"* ]] || COMPREPLY+=("${option%%=*}")
		done
		return
	fi
	[ -n "$begun" ] || mapfile -t COMPREPLY < <(compgen -W "$subs" -- "$current")
	for kind in $arguments; do
		_berpijar_offer "$kind"
	done
}

complete -F _berpijar berpijar
