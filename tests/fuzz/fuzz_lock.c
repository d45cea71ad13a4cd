/*
 * The lock file of a record: what it remembers beside the lock, with sums that hold. The
 * record opens, place and draft are read, and it goes on.
 */
#include "connection.h"
#include "room.h"
#include <berpijar/arena.h>
#include <berpijar/learners.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOCK      "store/learners/" ROOM_LEARNER ".lock"
#define RECORD    "store/learners/" ROOM_LEARNER ".db"
#define ANCHOR_AT 64   /* see anchor.c */
#define ANCHOR    96   /* bytes; the last 8 are the sum of the others */
#define PAGE_AT   4096 /* see session_page.c */
#define SLOTS_AT  (PAGE_AT + 8)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The input goes over a part of the file, from a place that it names. */
static void put_input(struct bp_buf *lock, struct room_input *input)
{
	size_t from = room_take(input, 2) % lock->len, room = lock->len - from;
	size_t len = input->left < room ? input->left : room;

	memcpy(lock->at + from, input->at, len);
}

static void mend_sums(struct bp_buf *lock)
{
	char *anchor = lock->at + ANCHOR_AT;
	uint64_t sum = bp_hash(BP_HASH_START, (struct bp_str){anchor, ANCHOR - 8});

	memcpy(anchor + ANCHOR - 8, &sum, sizeof sum);
	for (int i = 0; i < 2; i++) {
		char *at = lock->at + SLOTS_AT + (size_t)i * sizeof(struct slot);
		memset(at + offsetof(struct slot, sum), 0, sizeof sum);
		sum = bp_hash(BP_HASH_START, (struct bp_str){at, sizeof(struct slot)});
		memcpy(at + offsetof(struct slot, sum), &sum, sizeof sum);
	}
}

static void ignore_place(void *context, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at)
{
	(void)context, (void)course, (void)module, (void)place, (void)at;
}

static void ignore_draft(void *context, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text)
{
	(void)context, (void)course, (void)module, (void)question, (void)text;
}

static void look(enum bp_store_mode mode)
{
	struct bp_store *store;
	struct bp_unsettled unsettled;
	struct bp_place place;
	struct bp_buf draft = {0};
	struct bp_error err;

	if (!bp_store_open(&store, room_path("store"), ROOM_LEARNER, mode, &err))
		room_wrong("%s", err.message);
	if (bp_store_unsettled(store, &unsettled))
		bp_store_load_draft(store, unsettled.course, unsettled.module,
			unsettled.question, &draft);
	bp_store_load_place(store, BP_STR("ux"), BP_STR("satu"), &place);
	if (mode == BP_STORE_WRITE) {
		bp_store_each_place(store, ignore_place, NULL, NULL);
		bp_store_each_draft(store, ignore_draft, NULL, NULL);
	}
	bp_buf_release(&draft);
	bp_store_close(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct bp_buf record, original;
	struct room_input input = {data, size};
	struct bp_buf lock = {0};

	if (!record.len) {
		room_record("store", 20);
		room_read(RECORD, &record);
		room_read(LOCK, &original);
	}
	bp_buf_add_str(&lock, bp_buf_str(&original));
	bool mended = room_take(&input, 1) & 1;
	put_input(&lock, &input);
	if (mended)
		mend_sums(&lock);
	room_clear("store/damaged");
	unlink(room_path(RECORD "-wal"));
	unlink(room_path(RECORD "-shm"));
	room_write(RECORD, bp_buf_str(&record));
	room_write(LOCK, bp_buf_str(&lock));
	bp_buf_release(&lock);
	look(BP_STORE_READ);
	look(BP_STORE_WRITE);
	room_goes_on("store");
	return 0;
}
