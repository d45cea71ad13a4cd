/*
 * A live record of which bytes were changed, in its file or its journal: it is opened or
 * recovered, and goes on; what is read of it without a word of damage is what was
 * recorded.
 *
 * The input is a list of changes: 4 bytes say where (the highest bit: in the journal), one
 * what is added to the byte there. A place is taken modulo the size.
 */
#include "room.h"
#include <berpijar/arena.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWERS 40
#define CHANGES 16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define ENDINGS 3
static const char *const names[ENDINGS] = {"store/learners/" ROOM_LEARNER ".db",
	"store/learners/" ROOM_LEARNER ".db-wal", "store/learners/" ROOM_LEARNER ".lock"};

/* A record whose writer was killed, so that there is a journal. */
static void make_record(void)
{
	room_record("store", ANSWERS / 2);
	pid_t writer = fork();
	if (writer == 0) {
		struct bp_store *store;
		if (!bp_store_open(&store, room_path("store"), ROOM_LEARNER,
			    BP_STORE_WRITE, NULL))
			_exit(1);
		for (int i = ANSWERS / 2; i < ANSWERS; i++) {
			struct bp_event event = room_answer(i);
			if (!bp_store_append(store, &event, 1, NULL))
				_exit(1);
		}
		_exit(0);
	}
	int status;
	waitpid(writer, &status, 0);
	if (status)
		room_wrong("no record to change: %x", status);
}

static void change(struct bp_buf *files, const uint8_t *at, size_t size)
{
	struct room_input input = {at, size};

	for (int i = 0; i < CHANGES && input.left; i++) {
		uint64_t place = room_take(&input, 4);
		struct bp_buf *file = &files[place >> 31];
		if (file->len)
			file->at[(place & 0x7fffffff) % file->len] +=
				(char)room_take(&input, 1);
	}
}

/* All that is said of events, as one digest. */
static void add_event(void *context, const struct bp_event *event)
{
	struct bp_digester *digester = context;

	bp_digest_add(digester, event->id, sizeof event->id);
	bp_digest_add(digester, &event->at, sizeof event->at);
	bp_digest_add(digester, &event->verb, sizeof event->verb);
	bp_digest_add(digester, event->question.at, event->question.len);
	bp_digest_add(digester, event->body.at, event->body.len);
	bp_digest_add(digester, &event->grade, sizeof event->grade);
}

static bool read_events(struct bp_digest *digest)
{
	struct bp_store *store = NULL;
	struct bp_digester digester;

	bp_digest_begin(&digester);
	bool ok = bp_store_open(&store, room_path("store"), ROOM_LEARNER, BP_STORE_READ,
			  NULL) &&
		bp_store_replay(store, 0, add_event, &digester, NULL);
	bp_store_close(store);
	*digest = bp_digest_end(&digester);
	return ok;
}

/* Whether the damage is told by `store check`. */
static void check_told(const struct bp_digest *sound)
{
	struct bp_digest digest;
	struct bp_health health;

	if (!read_events(&digest) || bp_digest_equal(&digest, sound))
		return;
	bp_store_health(room_path("store"), ROOM_LEARNER, &health);
	if (health.sound)
		room_wrong("other events, and not a word of it");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct bp_buf originals[ENDINGS];
	static struct bp_digest sound;
	struct bp_buf files[ENDINGS] = {{0}};

	if (!originals[0].len) {
		make_record();
		for (size_t i = 0; i < ENDINGS; i++)
			room_read(names[i], &originals[i]);
		if (!read_events(&sound))
			room_wrong("a record that cannot be read");
	}
	for (size_t i = 0; i < ENDINGS; i++)
		bp_buf_add_str(&files[i], bp_buf_str(&originals[i]));
	change(files, data, size);
	room_clear("store/damaged");
	unlink(room_path("store/learners/" ROOM_LEARNER ".db-shm"));
	for (size_t i = 0; i < ENDINGS; i++) {
		if (!files[i].len)
			room_wrong("%s is empty", names[i]);
		room_write(names[i], bp_buf_str(&files[i]));
		bp_buf_release(&files[i]);
	}
	check_told(&sound);
	room_goes_on("store");
	return 0;
}
