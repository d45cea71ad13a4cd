/* What commands tell of JP from elsewhere and of a year as a whole. */
#ifndef BERPIJAR_CLI_ELSEWHERE_H
#define BERPIJAR_CLI_ELSEWHERE_H

#include "command.h"
#include <berpijar/elsewhere.h>
#include <berpijar/store.h>
#include <berpijar/year.h>
#include <jansson.h>

/* An array of all of them. */
json_t *elsewhere_list_json(const struct bp_progress *progress);
/* Adds to the object, of each year that has anything, "jp_elsewhere", "jp_quarters" and
 * "jp_elsewhere_quarters". */
void elsewhere_years_json(const struct bp_progress *progress, json_t *all);

/* What a record says its learner is. */
enum bp_employment elsewhere_employment(struct bp_store *store);

/* Prints those of a year as a numbered list (0: of all years); false: there is none. */
bool elsewhere_print(const struct bp_progress *progress, int year);
/* Prints what a year adds up to, and its quarters. */
void elsewhere_print_year(
	const struct bp_progress *progress, int year, enum bp_employment employment);

#endif
