/* The session page: places and drafts survive the process, at no cost to the disk. */
#include "support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct bp_str ux = {"ux", 2}, satu = {"satu", 4}, dua = {"dua", 3};
static const struct bp_str soal = {"soal", 4}, lain = {"lain", 4};

static struct bp_place place_at(uint32_t block)
{
	return (struct bp_place){
		.block = block, .offset = 32, .hash = 7, .permille = 500};
}

static void save_place(
	struct bp_store *store, struct bp_str module, uint32_t block, int64_t at)
{
	struct bp_place place = place_at(block);
	assert_true(bp_store_save_place(store, ux, module, &place, at, NULL));
}

static uint32_t block_of(struct bp_store *store, struct bp_str module)
{
	struct bp_place place = {0};
	return bp_store_load_place(store, ux, module, &place) ? place.block : UINT32_MAX;
}

static void save_draft(struct bp_store *store, struct bp_str question, const char *text)
{
	assert_true(bp_store_save_draft(store, ux, satu, question, bp_str(text), NULL));
}

static void assert_draft(struct bp_store *store, struct bp_str question, const char *text)
{
	struct bp_buf draft = {0};
	bool there = bp_store_load_draft(store, ux, satu, question, &draft);
	assert_int_equal(there, text != NULL);
	if (text)
		assert_string_equal(draft.at, text);
	bp_buf_release(&draft);
}

/* Does something in a process of its own, which then dies without closing anything. */
static void die_after(const char *folder, void (*what)(struct bp_store *store))
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		what(open_or_fail(folder, BP_STORE_WRITE));
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static void read_and_type(struct bp_store *store)
{
	for (uint32_t block = 1; block <= 9; block++)
		save_place(store, satu, block, block);
	save_draft(store, soal, "Nomor KT");
}

static void test_survives_a_kill(void **state)
{
	die_after(*state, read_and_type);

	struct bp_store *reader = open_or_fail(*state, BP_STORE_READ);
	assert_int_equal(block_of(reader, satu), 9);
	bp_store_close(reader);

	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(block_of(store, satu), 9);
	assert_draft(store, soal, "Nomor KT");
	bp_store_close(store);
}

static void *file_bytes(const char *folder, const char *ending, size_t *len)
{
	struct bp_buf bytes = {0};
	read_record(folder, ending, &bytes);
	*len = bytes.len;
	return bytes.at;
}

/* Moving about and typing touch neither the record nor its journal. */
static void test_costs_the_disk_nothing(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	struct bp_event event = answer(1);
	size_t before, after;

	append_or_fail(store, &event, 1);
	char *old = file_bytes(*state, ".db-wal", &before);
	read_and_type(store);
	save_draft(store, soal, "");
	char *new = file_bytes(*state, ".db-wal", &after);
	assert_int_equal(before, after);
	assert_memory_equal(old, new, before);
	free(old);
	free(new);
	bp_store_close(store);
}

static void test_other_modules_are_settled(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);

	save_place(store, satu, 1, 1);
	save_draft(store, soal, "a");
	save_draft(store, lain, "b");
	save_place(store, dua, 2, 2);
	assert_int_equal(block_of(store, satu), 1);
	assert_int_equal(block_of(store, dua), 2);
	assert_draft(store, soal, "a");
	assert_draft(store, lain, "b");
	bp_store_close(store);

	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(block_of(store, satu), 1);
	assert_int_equal(block_of(store, dua), 2);
	save_draft(store, soal, "");
	assert_draft(store, soal, NULL);
	assert_draft(store, lain, "b");
	bp_store_close(store);
}

static void move_for_a_minute(struct bp_store *store)
{
	for (int64_t second = 0; second <= 60; second++)
		save_place(store, satu, (uint32_t)second, 1000 * (second + 1));
}

/* What a power cut may take of a place is no more than a minute's reading. */
static void test_settled_once_a_minute(void **state)
{
	char *lock;

	die_after(*state, move_for_a_minute);
	lock = record_path(*state, ".lock");
	assert_int_equal(truncate(lock, 0), 0); /* the page is gone */
	free(lock);
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	assert_int_equal(block_of(store, satu), 60);
	bp_store_close(store);
}

static void test_an_answer_too_long_goes_to_the_tables(void **state)
{
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);
	char text[4000];

	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	save_draft(store, soal, text);
	assert_draft(store, soal, text);
	save_draft(store, soal, "pendek");
	assert_draft(store, soal, "pendek");
	bp_store_close(store);
	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_draft(store, soal, "pendek");
	bp_store_close(store);
}

/* Any one byte of the page wrong: an older place or none, never a wrong one. */
static void test_a_damaged_page(void **state)
{
	size_t len;

	die_after(*state, read_and_type);
	char *lock = file_bytes(*state, ".lock", &len);
	assert_true(len > 4096);
	for (size_t at = 4096; at < len; at += 61) {
		lock[at] = (char)(lock[at] ^ 0x55);
		put_bytes(*state, ".lock", lock, len);
		struct bp_store *reader = open_or_fail(*state, BP_STORE_READ);
		uint32_t block = block_of(reader, satu);
		assert_true(block == 9 || block == 8 || block == UINT32_MAX);
		bp_store_close(reader);
		lock[at] = (char)(lock[at] ^ 0x55);
	}
	free(lock);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_survives_a_kill),
		TEST(test_costs_the_disk_nothing),
		TEST(test_other_modules_are_settled),
		TEST(test_settled_once_a_minute),
		TEST(test_an_answer_too_long_goes_to_the_tables),
		TEST(test_a_damaged_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
