/* `berpijar learner`: what is done to the records of learners, one by one. */
#include "learner.h"
#include <berpijar/lang.h>

static const struct option_row learner_options[] = {ROW_STORE, ROW_LANG, ROWS_END};
static const struct command *const learner_subs[] = {&command_learner_list,
	&command_learner_show, &command_learner_add, &command_learner_set,
	&command_learner_rename, &command_learner_export, &command_learner_erase,
	&command_learner_import, &command_learner_key, &command_learner_pin,
	&command_learner_jp, NULL};

const struct command command_learner = {
	.name = "learner",
	.arguments = N_("PERINTAH"),
	.most = ANY_NUMBER,
	.summary = N_("peserta: daftar, salinan, penghapusan, kelas"),
	.description = N_("Mengurus catatan belajar para peserta di komputer ini."),
	.options = learner_options,
	.subs = learner_subs,
};
