/* What the files of a server's keys share (server_key.c, server_keys.c). */
#ifndef BERPIJAR_SESSION_SERVER_KEY_H
#define BERPIJAR_SESSION_SERVER_KEY_H

#include <berpijar/proofs.h>

/* The kind of a public key's line (key_line.h). */
#define KEY_PUBLIC "berpijar-ed25519 "

/* Writes a new pair to two files that do not exist. */
bool key_make_pair(const char *server, const char *secret, const char *public_path,
	struct bp_error *err);

#endif
