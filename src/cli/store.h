/* The parts of `berpijar store`. */
#ifndef BERPIJAR_CLI_STORE_H
#define BERPIJAR_CLI_STORE_H

#include "records.h"

extern const struct command command_store_check, command_store_backup,
	command_store_recover, command_store_restore, command_store_key,
	command_store_log, command_store_expire, command_store_revoke, command_store_page;

#endif
