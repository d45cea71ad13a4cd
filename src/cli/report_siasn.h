/* `berpijar report --format siasn`. */
#ifndef BERPIJAR_CLI_REPORT_SIASN_H
#define BERPIJAR_CLI_REPORT_SIASN_H

#include "command.h"
#include <berpijar/class.h>

/* Gives the register's rows of all in the class who finished its course; their records are
 * looked for in the folders, in order. *refused: those without a row, which are told. */
bool report_siasn(const struct options *options, const struct bp_class *class,
	struct bp_library *library, const char *const *folders, size_t folder_count,
	size_t *refused, struct bp_error *err);

#endif
