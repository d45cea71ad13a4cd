/* The parts of `berpijar learner`. */
#ifndef BERPIJAR_CLI_LEARNER_H
#define BERPIJAR_CLI_LEARNER_H

#include "options.h"
#include <berpijar/learner.h>
#include <berpijar/learners.h>
#include <berpijar/session.h>

/* With --bundle. */
bool learner_bundle_export(const struct options *options, const char *folder,
	const char *id, struct bp_error *err);
bool learner_bundle_import(
	const struct options *options, const char *folder, struct bp_error *err);

int run_learner_list(const struct options *options);
int run_learner_show(const struct options *options);
int run_learner_add(const struct options *options);
int run_learner_set(const struct options *options);
int run_learner_rename(const struct options *options);
int run_learner_export(const struct options *options);
int run_learner_erase(const struct options *options);
int run_learner_import(const struct options *options);

#endif
