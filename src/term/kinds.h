/* Kinds of terminals: families by name, and the entries that are in the program. */
#ifndef BERPIJAR_TERM_KINDS_H
#define BERPIJAR_TERM_KINDS_H

#include <stdbool.h>

/* By how their names begin: which entry stands in for one that is not installed, and whether
 * they know bracketed paste. */
struct kind_family {
	const char *prefix, *like;
	bool pastes;
};

/* NULL: the name is of none. */
const struct kind_family *kind_family(const char *name);

/* Terminfo entries in a program that is one file (builtin.sh), as the variable TERMINFO has
 * them; ends in one without a name. */
extern const struct kind_builtin {
	const char *name, *entry;
} kind_builtins[];

/* NULL: there is none of that name. */
const char *kind_builtin(const char *name);

#endif
