/* What the tests of the store share: a folder of their own, events, and a second
 * opinion on what is in the file. */
#ifndef TESTS_STORE_SUPPORT_H
#define TESTS_STORE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/store.h>
#include <sys/types.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEST(name)   cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define LEARNER      "siti"

/* A new folder for a store, and its end with all that is in it. */
char *make_folder(void);
void remove_folder(char *folder);
/* As cmocka's set-up and tear-down: *state is the folder. */
int set_up(void **state);
int tear_down(void **state);

/* FOLDER/learners/siti.ENDING; the caller frees it. */
char *record_path(const char *folder, const char *ending);
bool exists(const char *folder, const char *ending);
bool holds_bytes(const char *folder, const char *ending); /* exists, and is not empty */

struct bp_store *open_or_fail(const char *folder, enum bp_store_mode mode);
/* Opens for writing, with the folder taken for one on a network or on a local disk. */
bool open_as(
	struct bp_store **out, const char *folder, bool network, struct bp_error *err);
/* Opening fails with this kind, and with a message. */
void refuse(const char *folder, enum bp_store_mode mode, enum bp_error_kind kind);

/* An answer; n makes it unlike others: it is its time and in its body. */
struct bp_event answer(int64_t n);
void append_or_fail(struct bp_store *store, struct bp_event *events, size_t count);

/* Replays; fails unless seq goes 1, 2, 3 … Returns how many there are. */
size_t count_events(struct bp_store *store);
/* How often the event is in the store. */
size_t count_of(struct bp_store *store, const uint8_t id[16]);
size_t count_on_disk(const char *folder);

/* Records so many answers, a hundred at a time. */
void fill(const char *folder, int64_t count);

/* A process that opens for writing, records one event, and waits to be killed. */
pid_t start_writer(const char *folder);
void kill_writer(pid_t child);

/* The bytes of one of the record's files. */
void put_bytes(const char *folder, const char *ending, const char *bytes, size_t len);
void read_record(const char *folder, const char *ending, struct bp_buf *out);

/* Follows all chains: the events there are, and those that are missing or not as they
 * were recorded. */
void follow_chains(struct bp_store *store, int64_t *events, int64_t *faults);

/* SQLite's own full check, past the store. */
void check_integrity(const char *folder);
/* Runs SQL on the record's file, past the store. */
void run_sql(const char *folder, const char *sql);

#endif
