/* Kinds of terminals: families by name, and the entries that are in the program. */
#include "kinds.h"
#include <stddef.h>
#include <string.h>

static const struct kind_family kind_families[] = {
	{"xterm", "xterm", true},
	{"putty-256", "xterm-256color", true},
	{"putty", "xterm", true},
	{"konsole", "xterm", true},
	{"gnome", "xterm", true},
	{"vte", "xterm", true},
	{"alacritty", "xterm-256color", true},
	{"foot", "xterm-256color", true},
	{"wezterm", "xterm-256color", true},
	{"st-", "xterm-256color", true},
	{"rxvt", "xterm", true},
	{"kitty", "xterm-256color", true},
	{"mlterm", "xterm", true},
	{"mintty", "xterm-256color", true}, /* of Git for Windows, Cygwin */
	{"ms-terminal", "xterm-256color", true},
	{"vtpcon", "xterm-256color", true},
	{"teraterm", "xterm", true},
	{"cygwin", "linux", false},
	{"tmux", "screen", true},
	{"screen", "screen", true},
	{"vt", "vt100", false},
};

const struct kind_family *kind_family(const char *name)
{
	for (size_t i = 0; i < sizeof kind_families / sizeof *kind_families; i++) {
		const struct kind_family *family = &kind_families[i];
		if (strncmp(name, family->prefix, strlen(family->prefix)) == 0)
			return family;
	}
	return NULL;
}

#ifndef BERPIJAR_STATIC
const struct kind_builtin kind_builtins[] = {{0}};
#endif

const char *kind_builtin(const char *name)
{
	const struct kind_builtin *at = kind_builtins;

	while (at->name && strcmp(at->name, name) != 0)
		at++;
	return at->entry;
}
