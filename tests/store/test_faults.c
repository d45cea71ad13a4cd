/*
 * Every call that can fail, fails: the first, the second, … until a whole session runs
 * without meeting the fault, once and for good, with and without a power cut at the
 * end. After each, on a healthy disk: what was acknowledged is there exactly once,
 * what was refused is not there, and the file is sound.
 *
 * After the first few, every other call fails once, those between from there on, each with one
 * of the endings; BERPIJAR_ALL_FAULTS=1 tries each call in both ways, with every ending.
 */
#include "shim_vfs.h"
#include "support.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EVENTS 8
#define FEW    8
#define MOST   2000 /* calls in a session; more means that it never ends */

enum fate { UNTRIED, KEPT, REFUSED, UNSURE };

struct ledger {
	struct bp_event events[EVENTS];
	enum fate fates[EVENTS];
	unsigned found[EVENTS];
};

static struct ledger new_ledger(void)
{
	struct ledger ledger = {0};
	for (size_t i = 0; i < EVENTS; i++) {
		ledger.events[i] = answer((int64_t)i);
		memset(ledger.events[i].id, (int)i + 1, sizeof ledger.events[i].id);
	}
	return ledger;
}

/* Neither SQLite's words nor the C library's, which are English. */
static void assert_own_words(const char *message)
{
	static const char *const foreign[] = {
		"error", "unable", "disk I/O", "No locks", "memory", "device"};

	assert_true(message[0]);
	for (size_t i = 0; i < COUNT(foreign); i++)
		if (strstr(message, foreign[i]))
			fail_msg("English: %s", message);
}

/* Records events as an application does: what is unsure is tried again. */
static void record(
	struct ledger *ledger, struct bp_store *store, size_t first, size_t count)
{
	enum fate fate = REFUSED;

	for (int attempt = 0; attempt < 3; attempt++) {
		struct bp_error err = {0};
		if (bp_store_append(store, &ledger->events[first], count, &err)) {
			fate = KEPT;
			break;
		}
		assert_own_words(err.message);
		if (err.kind != BP_ERROR_UNSURE)
			break;
		fate = UNSURE;
	}
	for (size_t i = first; i < first + count; i++)
		ledger->fates[i] = fate;
}

static void ignore(void *context, const struct bp_event *event)
{
	(void)context, (void)event;
}

/* One opening of the store, with half of the events. */
static void run_half(
	struct ledger *ledger, const char *folder, bool network, size_t first)
{
	struct bp_str ux = BP_STR("ux"), a = BP_STR("a");
	struct bp_place place = {.block = (uint32_t)first};
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	if (!open_as(&store, folder, network, &err)) {
		assert_own_words(err.message);
		return;
	}
	record(ledger, store, first, 1);
	bp_store_save_place(store, ux, a, &place, 1, NULL);
	record(ledger, store, first + 1, 2);
	bp_store_replay(store, 0, ignore, NULL, NULL);
	bp_store_save_draft(store, ux, a, a, BP_STR("b"), NULL);
	record(ledger, store, first + 3, 1);
	bp_store_load_place(store, ux, a, &place);
	bp_store_close(store);
}

static void find_event(void *context, const struct bp_event *event)
{
	struct ledger *ledger = context;
	for (size_t i = 0; i < EVENTS; i++)
		if (!memcmp(event->id, ledger->events[i].id, sizeof event->id))
			ledger->found[i]++;
}

static bool as_promised(enum fate fate, unsigned found)
{
	switch (fate) {
	case KEPT: return found == 1;
	case UNSURE: return found <= 1;
	default: return found == 0;
	}
}

/* How many events are not where the ledger says. */
static unsigned count_broken(struct ledger *ledger, struct bp_store *store)
{
	unsigned broken = 0;

	memset(ledger->found, 0, sizeof ledger->found);
	assert_true(bp_store_replay(store, 0, find_event, ledger, NULL));
	for (size_t i = 0; i < EVENTS; i++)
		broken += !as_promised(ledger->fates[i], ledger->found[i]);
	return broken;
}

static unsigned check_after(struct ledger *ledger, const char *folder, bool network)
{
	struct bp_store *store = NULL;
	struct bp_error err = {0};

	if (!open_as(&store, folder, network, &err))
		fail_msg("afterwards: %s", err.message);
	unsigned broken = count_broken(ledger, store);
	append_or_fail(store, ledger->events, EVENTS);
	assert_int_equal(count_events(store), EVENTS);
	bp_store_close(store);
	check_integrity(folder);
	return broken;
}

struct ending {
	bool cut; /* the power */
	uint32_t seed;
};

/* A session under a plan; false if nothing failed in it. */
static bool run(const struct shim_plan *plan, struct ending ending, bool network,
	unsigned *broken)
{
	char *folder = make_folder();
	struct ledger ledger = new_ledger();

	shim_start(plan);
	run_half(&ledger, folder, network, 0);
	run_half(&ledger, folder, network, EVENTS / 2);
	bool failed = shim_stop();
	if (ending.cut)
		shim_cut_power(ending.seed);
	*broken = check_after(&ledger, folder, network);
	remove_folder(folder);
	return failed;
}

static const struct fault {
	const char *name;
	struct shim_plan plan;
} faults[] = {
	{"sync fails",
		{.calls = SHIM_SYNC, .result = SQLITE_IOERR_FSYNC, .system_errno = EIO}},
	{"sync works, but reports failure",
		{.calls = SHIM_SYNC,
			.how = SHIM_AFTER,
			.result = SQLITE_IOERR_FSYNC,
			.system_errno = EIO}},
	{"sync finds the disk full",
		{.calls = SHIM_SYNC,
			.result = SQLITE_IOERR_FSYNC,
			.system_errno = ENOSPC}},
	{"no room to write", {.calls = SHIM_WRITE, .result = SQLITE_FULL}},
	{"room for half", {.calls = SHIM_WRITE, .how = SHIM_HALF, .result = SQLITE_FULL}},
	{"quota",
		{.calls = SHIM_WRITE,
			.result = SQLITE_IOERR_WRITE,
			.system_errno = EDQUOT}},
	{"write fails",
		{.calls = SHIM_WRITE,
			.how = SHIM_HALF,
			.result = SQLITE_IOERR_WRITE,
			.system_errno = EIO}},
	{"write works, but reports failure",
		{.calls = SHIM_WRITE,
			.how = SHIM_AFTER,
			.result = SQLITE_IOERR_WRITE,
			.system_errno = EIO}},
	{"truncate fails",
		{.calls = SHIM_TRUNCATE,
			.result = SQLITE_IOERR_TRUNCATE,
			.system_errno = EIO}},
	{"truncate works, but reports failure",
		{.calls = SHIM_TRUNCATE,
			.how = SHIM_AFTER,
			.result = SQLITE_IOERR_TRUNCATE,
			.system_errno = EIO}},
	{"delete fails",
		{.calls = SHIM_DELETE,
			.result = SQLITE_IOERR_DELETE,
			.system_errno = EIO}},
	{"delete works, but reports failure",
		{.calls = SHIM_DELETE,
			.how = SHIM_AFTER,
			.result = SQLITE_IOERR_DELETE,
			.system_errno = EIO}},
	{"no room for the index",
		{.calls = SHIM_MEMORY,
			.result = SQLITE_IOERR_SHMSIZE,
			.system_errno = ENOSPC}},
	{"open fails",
		{.calls = SHIM_OPEN, .result = SQLITE_CANTOPEN, .system_errno = EMFILE}},
	{"read fails",
		{.calls = SHIM_READ, .result = SQLITE_IOERR_READ, .system_errno = EIO}},
	{"lock fails",
		{.calls = SHIM_LOCK,
			.result = SQLITE_IOERR_LOCK,
			.system_errno = ENOLCK}},
	{"the disk dies",
		{.calls = SHIM_OPEN | SHIM_READ | SHIM_WRITE | SHIM_SYNC | SHIM_TRUNCATE |
				SHIM_DELETE,
			.how = SHIM_HALF,
			.result = SQLITE_IOERR,
			.system_errno = EIO}},
};

static const struct ending endings[] = {{false, 0}, {true, 0}, {true, 1}};

static void fail_call(
	const struct fault *fault, const struct shim_plan *plan, struct ending ending)
{
	fail_msg("%s, call %d%s%s: a broken promise", fault->name, plan->nth,
		plan->sticky ? " and on" : "", ending.cut ? ", power cut" : "");
}

/* The calls in turn, with one of the endings; each, with all of them, if there is time. */
static int try_every_call(const struct fault *fault, bool network, bool sticky)
{
	bool all = getenv("BERPIJAR_ALL_FAULTS") != NULL;
	size_t step = all ? 1 : COUNT(endings);
	struct shim_plan plan = fault->plan;
	bool failed = true;
	int last = 0;

	plan.sticky = sticky;
	for (plan.nth = 1; failed; plan.nth += all || plan.nth < FEW + sticky ? 1 : 2) {
		assert_true(plan.nth < MOST);
		for (size_t i = (size_t)plan.nth % step; i < COUNT(endings); i += step) {
			struct ending ending = endings[i];
			unsigned broken;
			ending.seed *= (uint32_t)plan.nth;
			failed = run(&plan, ending, network, &broken);
			if (broken)
				fail_call(fault, &plan, ending);
		}
		last = failed ? plan.nth : last;
	}
	return last;
}

static void try_every_fault(bool network)
{
	for (size_t i = 0; i < COUNT(faults); i++) {
		int once = try_every_call(&faults[i], network, false);
		int sticky = try_every_call(&faults[i], network, true);
		print_message("%s: call 1 … %d, for good 1 … %d\n", faults[i].name, once,
			sticky);
	}
}

static void test_local(void **state)
{
	(void)state;
	try_every_fault(false);
}

static void test_network(void **state)
{
	(void)state;
	try_every_fault(true);
}

/* A record from a local disk is led out of its write-ahead log without its index. */
static void test_no_shared_memory_on_network(void **state)
{
	const struct shim_plan plan = {.calls = SHIM_MEMORY,
		.nth = 1,
		.sticky = true,
		.result = SQLITE_IOERR_SHMMAP,
		.system_errno = ENODEV};
	struct ledger ledger = new_ledger();
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);

	record(&ledger, store, 0, 3);
	bp_store_close(store);
	shim_start(&plan);
	assert_true(open_as(&store, *state, true, NULL));
	record(&ledger, store, 3, 1);
	assert_int_equal(ledger.fates[3], KEPT);
	assert_false(shim_stop());
	bp_store_close(store);
}

/* These tests can fail: on a disk that lies about syncing, a power cut loses events. */
static void test_lying_disk_loses(void **state)
{
	struct shim_plan plan = {
		.calls = SHIM_SYNC, .sticky = true, .how = SHIM_LIE, .result = SQLITE_OK};
	struct ledger ledger = new_ledger();
	struct bp_store *store = open_or_fail(*state, BP_STORE_WRITE);

	plan.nth = 1;
	shim_start(&plan);
	record(&ledger, store, 0, 3);
	assert_int_equal(ledger.fates[0], KEPT);
	shim_cut_power(0);
	shim_stop();
	bp_store_close(store);
	store = open_or_fail(*state, BP_STORE_WRITE);
	assert_true(count_broken(&ledger, store) > 0);
	bp_store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_local),
		cmocka_unit_test(test_network),
		TEST(test_no_shared_memory_on_network),
		TEST(test_lying_disk_loses),
	};
	shim_register();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
