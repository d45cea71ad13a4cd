/* PINs of learners, and the waits after wrong ones. */
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/pins.h>
#include <berpijar/seal.h>
#include <berpijar/session.h>
#include <berpijar/store.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PIN_FREE       4  /* wrong ones that an address has without a wait */
#define PIN_WAIT_MOST  60 /* seconds, of a learner at an address */
#define PIN_PLACE_MOST 30 /* seconds, of an address */
#define PIN_FORGET_MS  (15 * 60 * 1000L) /* without a try: all is as at first */

/* What nobody's PIN is compared with, so that a learner who has none takes as long. */
#define PIN_NOBODY                                               \
	"$argon2id$v=19$m=16384,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$" \
	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

/* ---- where they are ---- */

static void pin_path(struct bp_buf *path, const char *store, struct bp_str learner)
{
	bp_buf_printf(path, "%s/pins/", store);
	bp_buf_add_str(path, learner);
}

const char *bp_pin_fault(struct bp_str pin)
{
	size_t same = 0, row = 0;

	if (pin.len < BP_PIN_LEAST || pin.len > BP_PIN_MOST)
		return _("PIN terdiri dari 6-64 huruf atau angka");
	for (size_t i = 1; i < pin.len; i++) {
		same += pin.at[i] == pin.at[i - 1];
		row += pin.at[i] == pin.at[i - 1] + 1 || pin.at[i] == pin.at[i - 1] - 1;
	}
	return same == pin.len - 1 || row == pin.len - 1
		? _("PIN itu mudah ditebak; jangan berurutan, jangan sama semua")
		: NULL;
}

bool bp_pins_any(const char *store)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/pins", store);
	bool any = bp_is_folder(path.at);
	bp_buf_release(&path);
	return any;
}

static bool pin_make_folder(const char *store, struct bp_error *err)
{
	struct bp_buf path = {0};

	if (!bp_store_is_ours(store, err))
		return false;
	bp_buf_printf(&path, "%s/pins", store);
	bool ok = bp_make_folder(path.at, err);
	bp_buf_release(&path);
	return ok;
}

bool bp_pin_set(
	const char *store, const char *learner, struct bp_str pin, struct bp_error *err)
{
	char hash[BP_PIN_HASH_SIZE];
	struct bp_buf path = {0};
	const char *why = bp_pin_fault(pin);

	pin_path(&path, store, bp_str(learner));
	bool ok = why ? bp_fail(err, BP_ERROR_INPUT, "%s", why)
		      : pin_make_folder(store, err) && bp_pin_hash(pin, hash, err) &&
			bp_file_write_private(path.at, bp_str(hash), true, err);
	bp_buf_release(&path);
	return ok;
}

void bp_pin_forget(const char *store, const char *learner)
{
	struct bp_buf path = {0};

	pin_path(&path, store, bp_str(learner));
	unlink(path.at);
	bp_buf_release(&path);
}

bool bp_pin_rename(
	const char *store, const char *from, const char *to, struct bp_error *err)
{
	struct bp_buf old = {0}, new = {0};

	pin_path(&old, store, bp_str(from));
	pin_path(&new, store, bp_str(to));
	bool ok = rename(old.at, new.at) == 0 || errno == ENOENT ||
		bp_fail(err, BP_ERROR_STORE, _("%s tidak dapat ditulis: %s"), new.at,
			bp_strerror(errno));
	bp_buf_release(&old);
	bp_buf_release(&new);
	return ok;
}

/* ---- waits: a table in the file .tries, which is locked while a PIN is compared ---- */

struct pin_try {
	uint64_t what;      /* the hash of a learner at an address, or of an address */
	int64_t last, next; /* ms since the machine was started; next: looked at again */
	uint32_t wrong;     /* since the last right one */
	uint32_t known;     /* somebody was right here */
};

struct pin_table {
	struct pin_try
		at[1024]; /* an entry is taken by whoever was not seen for longest */
};

static int64_t pin_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct pin_try *pin_find(struct pin_table *table, uint64_t what, int64_t now)
{
	struct pin_try *found = &table->at[0];

	for (size_t i = 0; i < sizeof table->at / sizeof *table->at; i++) {
		if (table->at[i].what == what) {
			found = &table->at[i];
			break;
		}
		if (table->at[i].last < found->last)
			found = &table->at[i];
	}
	if (found->what != what || found->last > now) /* the machine was started anew */
		*found = (struct pin_try){.what = what};
	if (now - found->last > PIN_FORGET_MS)
		found->wrong = 0;
	found->last = now;
	return found;
}

/* 1, 2, 4 … seconds for the first, second, third wrong one beyond those that are free. */
static int64_t pin_wait_ms(uint32_t wrong, uint32_t unpunished, int most)
{
	uint32_t beyond = wrong > unpunished ? wrong - unpunished : 0;
	int64_t seconds = beyond == 0 ? 0
		: beyond > 6          ? most
				      : INT64_C(1) << (beyond - 1);

	return (seconds < most ? seconds : most) * 1000;
}

static bool pin_compare(const char *store, struct bp_str learner, struct bp_str pin)
{
	struct bp_buf path = {0}, hash = {0};

	pin_path(&path, store, learner);
	bool there = bp_learner_valid(learner) &&
		bp_file_read(path.at, BP_PIN_HASH_SIZE, &hash, NULL) && hash.len;
	bool right = bp_pin_holds(there ? hash.at : PIN_NOBODY, pin) && there;
	bp_buf_release(&path);
	bp_buf_release(&hash);
	return right;
}

/* Notes how it went at both places. */
static void pin_note(struct pin_try *pair, struct pin_try *place, bool right, int64_t now)
{
	pair->wrong = right ? 0 : pair->wrong + 1;
	pair->known |= right;
	place->wrong = right ? place->wrong / 2 : place->wrong + 1;
	pair->next = now + pin_wait_ms(pair->wrong, 0, PIN_WAIT_MOST);
	place->next = now + pin_wait_ms(place->wrong, PIN_FREE, PIN_PLACE_MOST);
}

static enum bp_pin_answer pin_try(struct pin_table *table, const char *store,
	struct bp_str learner, const char *address, struct bp_str pin, int *seconds)
{
	uint64_t at = bp_hash(BP_HASH_START, bp_str(address)), who = bp_hash(at, learner);
	int64_t now = pin_now();
	struct pin_try *place = pin_find(table, at, now),
		       *pair = pin_find(table, who, now);
	int64_t next = pair->next;

	if (!pair->known && place->next > next)
		next = place->next;
	*seconds = (int)((next - now + 999) / 1000);
	if (next > now)
		return BP_PIN_WAIT;
	bool right = pin_compare(store, learner, pin);
	pin_note(pair, place, right, pin_now());
	return right ? BP_PIN_RIGHT : BP_PIN_WRONG;
}

enum bp_pin_answer bp_pin_check(const char *store, struct bp_str learner,
	const char *address, struct bp_str pin, int *seconds, struct bp_error *err)
{
	struct pin_table *table = bp_alloc(1, sizeof *table);
	enum bp_pin_answer answer = BP_PIN_FAILED;
	struct bp_buf path = {0};

	pin_path(&path, store, BP_STR(".tries"));
	int fd = open(path.at, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 || flock(fd, LOCK_EX) != 0 || pread(fd, table, sizeof *table, 0) < 0) {
		bp_fail(err, BP_ERROR_STORE, _("%s tidak dapat dibaca: %s"), path.at,
			bp_strerror(errno));
	} else {
		answer = pin_try(table, store, learner, address, pin, seconds);
		if (pwrite(fd, table, sizeof *table, 0) != (ssize_t)sizeof *table) {
			answer = BP_PIN_FAILED;
			bp_fail(err, BP_ERROR_STORE, _("%s tidak dapat ditulis: %s"),
				path.at, bp_strerror(errno));
		}
	}
	if (fd >= 0)
		close(fd);
	bp_buf_release(&path);
	free(table);
	return answer;
}
