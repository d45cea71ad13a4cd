/* Whether a program is to use colours: the values of --color. */
#ifndef BERPIJAR_COLORS_H
#define BERPIJAR_COLORS_H

enum bp_term_colors { BP_COLORS_AUTO, BP_COLORS_ALWAYS, BP_COLORS_NEVER };

#endif
