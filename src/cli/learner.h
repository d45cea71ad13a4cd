/* The parts of `berpijar learner`. */
#ifndef BERPIJAR_CLI_LEARNER_H
#define BERPIJAR_CLI_LEARNER_H

#include "records.h"
#include <berpijar/learner.h>
#include <jansson.h>

/* `export --bundle` and `import --bundle`. */
records_work learner_bundle_export, learner_bundle_import;

/* `import --answers`. */
records_work learner_answers_import;

/* What `list` and `show` say of a learner as JSON; `year` is that of its JP. */
json_t *learner_describe(const struct bp_learner_info *info, int year);

extern const struct command command_learner_list, command_learner_show,
	command_learner_add, command_learner_set, command_learner_rename,
	command_learner_export, command_learner_erase, command_learner_import,
	command_learner_key, command_learner_pin, command_learner_jp;

#endif
