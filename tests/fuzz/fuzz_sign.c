/*
 * A request for a signature of any bytes: what is taken names the course that its file does,
 * and holds texts that a proof may show; written again it is the same request.
 */
#include "room.h"
#include <berpijar/arena.h>
#include <berpijar/learner.h>
#include <berpijar/signing.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NAME ".minta-ux.json"

static void check_text(struct bp_str text)
{
	if (text.len && bp_profile_fault(text))
		room_wrong("a text that a proof would not show");
}

static void check_request(
	struct bp_arena *arena, const struct bp_signing_request *request)
{
	struct bp_signing_request again;
	struct bp_error err;
	int outbox = open(room_path("outbox"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	check_text(request->person.name);
	check_text(request->person.nip);
	check_text(request->person.unit);
	check_text(request->person.agency);
	if (strcmp(request->course, "ux") != 0)
		room_wrong("another course");
	if (!bp_signing_ask(room_path("outbox"), request, &err) ||
		!bp_signing_read(outbox, NAME, geteuid(), arena, &again, &err))
		room_wrong("%s", err.message);
	if (strcmp(again.learner, request->learner) != 0 ||
		strcmp(again.version, request->version) != 0 ||
		!bp_str_equal(again.person.name, request->person.name) ||
		again.form != request->form ||
		!bp_digest_equal(&again.content, &request->content))
		room_wrong("another request");
	close(outbox);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_signing_request request;

	mkdir(room_path("outbox"), 0700);
	if (size <= BP_SIGNING_LIMIT / 8 && /* what is written anew may be longer */
		bp_signing_parse((struct bp_str){(const char *)data, size}, "ux", arena,
			&request, NULL))
		check_request(arena, &request);
	bp_arena_free(arena);
	return 0;
}
