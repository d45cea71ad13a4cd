/* The folder that fuzzers of files work in. */
#include "room.h"
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char room[64];

void room_wrong(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}

/* ---- files ---- */

static int room_remove_one(
	const char *path, const struct stat *info, int kind, struct FTW *place)
{
	(void)info, (void)kind, (void)place;
	return remove(path);
}

static void room_remove(void)
{
	nftw(room, room_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void room_make(void)
{
	snprintf(room, sizeof room, "%s/berpijar-fuzz-XXXXXX",
		access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(room))
		room_wrong("%s cannot be made", room);
	atexit(room_remove);
}

const char *room_path(const char *name)
{
	static char paths[2][512];
	static int turn;

	if (!room[0])
		room_make();
	turn = !turn;
	snprintf(paths[turn], sizeof paths[turn], "%s/%s", room, name);
	return paths[turn];
}

void room_write(const char *name, struct bp_str bytes)
{
	struct bp_error err;
	const char *path = room_path(name);

	unlink(path);
	if (!bp_file_write_private(path, bytes, false, &err))
		room_wrong("%s", err.message);
}

void room_read(const char *name, struct bp_buf *out)
{
	struct bp_error err;

	if (!bp_file_read(room_path(name), SIZE_MAX, out, &err))
		room_wrong("%s", err.message);
}

void room_clear(const char *name)
{
	nftw(room_path(name), room_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- records ---- */

struct bp_event room_answer(int64_t n)
{
	return (struct bp_event){
		.at = INT64_C(1764400000000) + n,
		.verb = BP_ANSWERED,
		.course = BP_STR("ux"),
		.module = BP_STR("satu"),
		.question = BP_STR("q"),
		.grade = (double)(n % 2),
		.seconds = 5,
		.body = BP_STR("{\"response\":\"b\",\"order\":\"ab\"}"),
	};
}

void room_record(const char *folder, int answers)
{
	struct bp_store *store;
	struct bp_error err;
	struct bp_place place = {.block = 3, .permille = 500};

	if (!bp_store_open(&store, room_path(folder), ROOM_LEARNER, BP_STORE_WRITE, &err))
		room_wrong("%s", err.message);
	for (int i = 0; i < answers; i++) {
		struct bp_event event = room_answer(i);
		if (!bp_store_append(store, &event, 1, &err))
			room_wrong("%s", err.message);
	}
	bp_store_save_setting(store, "lang", BP_STR("en"), NULL);
	bp_store_save_place(store, BP_STR("ux"), BP_STR("satu"), &place, 1000, NULL);
	bp_store_save_draft(store, BP_STR("ux"), BP_STR("satu"), BP_STR("q"),
		BP_STR("sebuah esai"), NULL);
	bp_store_close(store);
}

static void room_count(void *context, const struct bp_event *event)
{
	(void)event;
	++*(size_t *)context;
}

/* Records one answer more; false: the record is damaged. */
static bool room_append(const char *folder, struct bp_error *err)
{
	struct bp_store *store = NULL;
	struct bp_event event = room_answer(1000000);
	size_t before = 0, after = 0;

	bool ok = bp_store_open(
			  &store, room_path(folder), ROOM_LEARNER, BP_STORE_WRITE, err) &&
		bp_store_replay(store, 0, room_count, &before, err) &&
		bp_store_append(store, &event, 1, err) &&
		bp_store_replay(store, 0, room_count, &after, err);
	bp_store_close(store);
	if (ok && after != before + 1)
		room_wrong("%zu events, then %zu", before, after);
	return ok;
}

void room_goes_on(const char *folder)
{
	struct bp_error err = {0};
	struct bp_recovery recovery;
	struct bp_health health;

	if (!room_append(folder, &err)) {
		if (err.kind == BP_ERROR_READ_ONLY || err.kind == BP_ERROR_STORE)
			return; /* of a version that is to come, or no record of ours */
		if (err.kind != BP_ERROR_DAMAGED)
			room_wrong("kind %d: %s", err.kind, err.message);
		if (!bp_store_recover(room_path(folder), ROOM_LEARNER, &recovery, &err) ||
			!room_append(folder, &err))
			room_wrong("not recovered: %s", err.message);
		bp_store_health(room_path(folder), ROOM_LEARNER, &health);
		if (!health.sound)
			room_wrong("recovered, and not sound: %s; %lld changed",
				health.fault, (long long)health.changed);
	}
}

/* ---- input ---- */

uint64_t room_take(struct room_input *input, size_t bytes)
{
	uint64_t value = 0;

	for (; bytes && input->left; bytes--, input->left--)
		value = value << 8 | *input->at++;
	return value;
}

struct bp_str room_take_text(struct room_input *input, size_t most)
{
	size_t len = room_take(input, 1) % (most + 1);
	struct bp_str text = {
		(const char *)input->at, len < input->left ? len : input->left};

	input->at += text.len;
	input->left -= text.len;
	return text;
}
