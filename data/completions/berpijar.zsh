#compdef berpijar
# Completions of zsh for berpijar, made from its tables of options.

_berpijar_rows() {
	case $1 in
@TABLE@
	esac
}

# The courses' ids, which the program prints where it has no terminal.
_berpijar_courses() {
	local -a found
	found=(${(f)"$(berpijar </dev/null 2>/dev/null | cut -s -f 1)"})
	compadd -a found
}

_berpijar_argument() {
	local kind
	((begun)) || _describe -t commands perintah subs
	for kind in $arguments; do
		case $kind in
		courses) _berpijar_courses ;;
		files) _files ;;
		folders) _files -/ ;;
		esac
	done
}

_berpijar() {
	local -a subs arguments options valued
	local place= word
	integer i begun=0 helps=0 skip=0
	valued=(@VALUED@)
	for ((i = 2; i < CURRENT; i++)); do
		word=${words[i]}
		if ((skip)); then
			skip=0
			continue
		elif [[ $word == -* ]]; then
			((${valued[(Ie)$word]})) && skip=1
			continue
		fi
		_berpijar_rows "$place"
		if ((begun || !${subs[(I)$word:*]})); then
			begun=1
		elif [[ -z $place && $word == help ]] && ((!helps)); then
			helps=1
		else
			place=$place${place:+ }$word
		fi
	done
	_berpijar_rows "$place"
	if ((helps)); then
		options=() arguments=()
	fi
	_arguments -s $options '*: :_berpijar_argument'
}

_berpijar "$@"
