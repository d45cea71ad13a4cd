/* The parts of `berpijar learner`. */
#ifndef BERPIJAR_CLI_LEARNER_H
#define BERPIJAR_CLI_LEARNER_H

#include "command.h"
#include <berpijar/learner.h>
#include <berpijar/learners.h>
#include <berpijar/session.h>
#include <jansson.h>

/* `export --bundle` and `import --bundle`. */
bool learner_bundle_export(const struct options *options, const char *folder,
	const char *id, struct bp_error *err);
bool learner_bundle_import(
	const struct options *options, const char *folder, struct bp_error *err);

/* What `list` and `show` say of a learner as JSON; `year` is that of its JP. */
json_t *learner_describe(const struct bp_learner_info *info, int year);

extern const struct command command_learner_list, command_learner_show,
	command_learner_add, command_learner_set, command_learner_rename,
	command_learner_export, command_learner_erase, command_learner_import;

#endif
