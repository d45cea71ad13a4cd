/* What the keys of a server share: their files' lines (server_key.c, server_keys.c). */
#ifndef BERPIJAR_SESSION_SERVER_KEY_H
#define BERPIJAR_SESSION_SERVER_KEY_H

#include <berpijar/proofs.h>

/* Reads "KIND HEX SERVER"; the name's room is that of struct bp_server_key. */
#define KEY_PUBLIC "berpijar-ed25519 "
bool key_read_line(
	struct bp_str line, const char *kind, uint8_t *key, size_t size, char *server);
void key_write_line(const char *kind, const uint8_t *key, size_t size, const char *server,
	struct bp_buf *out);

/* Writes a new pair to two files that do not exist. */
bool key_make_pair(const char *server, const char *secret, const char *public_path,
	struct bp_error *err);

#endif
