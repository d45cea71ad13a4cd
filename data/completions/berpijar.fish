# Completions of fish for berpijar, made from its tables of options.

# Prints the command that the words name so far, then whether there is an argument that names
# none, then whether it is help that was asked for.
function __berpijar_walk
    set -l place ''
    set -l begun 0
    set -l helps 0
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip -eq 1
            set skip 0
            continue
        end
        if string match -q -- '-*' $word
            contains -- $word @VALUED@; and set skip 1
            continue
        end
        set -l longer (string trim -- "$place $word")
        if test $begun -eq 0 -a $helps -eq 0 -a "$place$word" = help
            set helps 1
        else if test $begun -eq 0; and contains -- $longer $__berpijar_places
            set place $longer
        else
            set begun 1
        end
    end
    echo $place
    echo $begun
    echo $helps
end

function __berpijar_at
    set -l walk (__berpijar_walk)
    test "$walk[1]" = "$argv[1]" -a "$walk[3]" = 0
end

function __berpijar_begins
    set -l walk (__berpijar_walk)
    test "$walk[1]" = "$argv[1]" -a "$walk[2]" = 0
end

# The courses' ids, which the program prints where it has no terminal.
function __berpijar_courses
    berpijar </dev/null 2>/dev/null | string match -r '^[^\t]+(?=\t)'
end

complete -c berpijar -f
@TABLE@
