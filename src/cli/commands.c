/* All commands, in the order of the help. */
#include "command.h"

const struct command *const commands[] = {&command_player, &command_render,
	&command_print, &command_check, &command_preview, &command_new, &command_export,
	&command_import, &command_pack, &command_review, &command_progress,
	&command_proof, &command_regrade, &command_report, &command_audit, &command_store,
	&command_learner, &command_kiosk, NULL};
