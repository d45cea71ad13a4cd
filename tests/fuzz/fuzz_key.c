/*
 * A server's key of any bytes, secret and public: one that is taken signs so that the
 * signature holds, has a name that can be printed, and its public half can be made again.
 */
#include "room.h"
#include <berpijar/arena.h>
#include <berpijar/proofs.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_name(const char *server)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, bp_str(server));
	if (!server[0] || !bp_str_is(bp_buf_str(&clean), server))
		abort();
	bp_buf_release(&clean);
}

/* What it signs can be verified by the file that is handed out. */
static void check_signer(const struct bp_signer *signer)
{
	struct bp_server_key key;
	struct bp_error err;
	uint8_t signature[BP_SIGNATURE_SIZE];

	check_name(signer->server);
	unlink(room_path("store/key.pub"));
	if (!bp_server_key_make(room_path("store"), signer->server, &err) ||
		!bp_server_key_read(room_path("store/key.pub"), &key, &err))
		room_wrong("%s", err.message);
	bp_sign(&signer->pair, BP_STR("bukti"), signature);
	if (!bp_signature_holds(key.key, BP_STR("bukti"), signature) ||
		strcmp(key.server, signer->server) != 0)
		room_wrong("a signature that does not hold");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_str bytes = {(const char *)data, size};
	struct bp_server_key key;
	struct bp_signer room = {.server = ""};
	const struct bp_signer *signer = NULL;

	mkdir(room_path("store"), 0700);
	room_write("store/key", bytes);
	room_write("store/key.pub", bytes);
	if (bp_server_key_read(room_path("store/key.pub"), &key, NULL))
		check_name(key.server);
	if (bp_server_key_load(room_path("store"), &room, &signer, NULL) && signer)
		check_signer(signer);
	return 0;
}
