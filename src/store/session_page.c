/*
 * The session page: the place and the draft of the module that is being read, which
 * change with every key.
 *
 * They are in a page of the lock file that is mapped into memory, so that saving them
 * costs no system call, and they survive the process however it ends. A power cut may
 * take them; therefore they are settled, which means written into the tables, when those
 * of another module come, when the store is closed, and once a minute while they change.
 *
 * Two slots are written in turn, each with a sum, so that one is always whole.
 */
#include "connection.h"
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE_AT   4096 /* in the lock file */
#define PAGE_SIZE 4096

static const char session_page_magic[8] =
	"bpPage1"; /* must change whenever the structs below do */

struct page {
	char magic[8];
	struct slot slots[2];
};

_Static_assert(sizeof(struct page) <= PAGE_SIZE, "the page holds both slots");

static uint64_t session_page_sum_of(const struct slot *slot)
{
	struct slot copy;

	memcpy(&copy, slot, sizeof copy); /* with its padding, which is part of the sum */
	copy.sum = 0;
	return bp_hash(BP_HASH_START, (struct bp_str){(const char *)&copy, sizeof copy});
}

/* The newest whole slot; NULL if there is none. */
static const struct slot *newest(const struct page *page)
{
	const struct slot *best = NULL;

	if (memcmp(page->magic, session_page_magic, sizeof session_page_magic) != 0)
		return NULL;
	for (int i = 0; i < 2; i++) {
		const struct slot *slot = &page->slots[i];
		size_t texts = (size_t)slot->course + slot->module + slot->question +
			slot->draft;
		if (slot->count && texts <= SLOT_TEXTS &&
			slot->sum == session_page_sum_of(slot) &&
			(!best || slot->count > best->count))
			best = slot;
	}
	return best;
}

static void take(struct bp_store *store, const struct page *page)
{
	const struct slot *slot = newest(page);
	if (slot)
		memcpy(&store->now, slot, sizeof store->now);
}

void page_open(struct bp_store *store)
{
	if (posix_fallocate(store->lock, PAGE_AT, PAGE_SIZE) != 0)
		return; /* no room: places and drafts go into the tables at once */
	struct page *page = mmap(NULL, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED,
		store->lock, PAGE_AT);
	if (page == MAP_FAILED)
		return;
	take(store, page);
	if (!newest(page)) {
		memset(page, 0, sizeof *page);
		memcpy(page->magic, session_page_magic, sizeof session_page_magic);
	}
	store->page = page;
}

/* A reader takes over the page of a session that is running, or that was interrupted. */
void page_peek(struct bp_store *store)
{
	struct page page = {0};
	int fd = open(store->at.lock, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return;
	if (pread(fd, &page, sizeof page, PAGE_AT) == (ssize_t)sizeof page)
		take(store, &page);
	close(fd);
}

void page_close(struct bp_store *store)
{
	if (store->page)
		munmap(store->page, PAGE_SIZE);
	store->page = NULL;
}

/* Puts store->now into the slot that is not the newest. */
static void session_page_put(struct bp_store *store)
{
	struct page *page = store->page;
	struct slot *slot = &page->slots[newest(page) == &page->slots[0]];

	store->now.count++;
	store->now.sum = session_page_sum_of(&store->now);
	slot->count = 0;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	memcpy(slot, &store->now, sizeof *slot);
}

/* ---- the texts of a slot ---- */

enum { SLOT_COURSE, SLOT_MODULE, SLOT_QUESTION, SLOT_DRAFT };

static struct bp_str slot_text(const struct slot *slot, int which)
{
	const uint16_t lengths[] = {
		slot->course, slot->module, slot->question, slot->draft};
	size_t at = 0;

	for (int i = 0; i < which; i++)
		at += lengths[i];
	return (struct bp_str){slot->texts + at, lengths[which]};
}

/* Sets all texts; false if there is no room. They may be in the slot itself. */
static bool set_texts(struct slot *slot, const struct bp_str texts[4])
{
	char joined[SLOT_TEXTS] = "";
	size_t len = 0;

	for (int i = 0; i < 4; i++) {
		if (texts[i].len > SLOT_TEXTS - len)
			return false;
		if (texts[i].len)
			memcpy(joined + len, texts[i].at, texts[i].len);
		len += texts[i].len;
	}
	slot->course = (uint16_t)texts[SLOT_COURSE].len;
	slot->module = (uint16_t)texts[SLOT_MODULE].len;
	slot->question = (uint16_t)texts[SLOT_QUESTION].len;
	slot->draft = (uint16_t)texts[SLOT_DRAFT].len;
	memcpy(slot->texts, joined, sizeof joined);
	return true;
}

static bool is_of(const struct slot *slot, struct bp_str course, struct bp_str module)
{
	return bp_str_equal(slot_text(slot, SLOT_COURSE), course) &&
		bp_str_equal(slot_text(slot, SLOT_MODULE), module);
}

/* ---- what tables.c asks ---- */

bool page_settle(struct bp_store *store, struct bp_error *err)
{
	struct slot *now = &store->now;
	struct bp_str course = slot_text(now, SLOT_COURSE),
		      module = slot_text(now, SLOT_MODULE);

	if (!now->has_place && !now->question)
		return true;
	if (now->has_place &&
		!table_save_place(store, course, module, &now->place, now->at, err))
		return false;
	if (now->question &&
		!table_save_draft(store, course, module, slot_text(now, SLOT_QUESTION),
			slot_text(now, SLOT_DRAFT), err))
		return false;
	uint64_t count = now->count;
	int64_t at = now->at;
	memset(now, 0, sizeof *now);
	now->count = count;
	now->settled_at = at;
	if (store->page)
		session_page_put(store);
	return true;
}

/* Makes the page that of this module; what it holds of another is settled first. */
static bool turn_to(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_error *err)
{
	if (is_of(&store->now, course, module))
		return true;
	return page_settle(store, err) &&
		set_texts(&store->now, (struct bp_str[]){course, module, {0}, {0}});
}

bool page_save_place(struct bp_store *store, struct bp_str course, struct bp_str module,
	const struct bp_place *place, int64_t at, struct bp_error *err)
{
	struct slot *now = &store->now;

	if (!store->page || !turn_to(store, course, module, err))
		return false;
	now->place = *place;
	now->has_place = 1;
	now->at = at;
	if (!now->settled_at)
		now->settled_at = at;
	session_page_put(store);
	if (at - now->settled_at >= PAGE_MINUTE)
		return page_settle(store, err);
	return true;
}

bool page_save_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text, struct bp_error *err)
{
	struct slot *now = &store->now;

	if (!store->page || !turn_to(store, course, module, err))
		return false;
	bool other =
		now->question && !bp_str_equal(slot_text(now, SLOT_QUESTION), question);
	if (other && !page_settle(store, err))
		return false;
	if (!set_texts(now, (struct bp_str[]){course, module, question, text}))
		return false;
	session_page_put(store);
	return true;
}

bool page_forget_draft(struct bp_store *store, struct bp_str course, struct bp_str module,
	struct bp_str question)
{
	struct slot *now = &store->now;

	if (!is_of(now, course, module) ||
		!bp_str_equal(slot_text(now, SLOT_QUESTION), question))
		return false;
	set_texts(now, (struct bp_str[]){course, module, {0}, {0}});
	if (store->page)
		session_page_put(store);
	return true;
}

bool page_load_place(const struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_place *place)
{
	if (!store->now.has_place || !is_of(&store->now, course, module))
		return false;
	*place = store->now.place;
	return true;
}

bool page_load_draft(const struct bp_store *store, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out)
{
	const struct slot *now = &store->now;

	if (!now->question || !is_of(now, course, module) ||
		!bp_str_equal(slot_text(now, SLOT_QUESTION), question))
		return false;
	bp_buf_add_str(out, slot_text(now, SLOT_DRAFT));
	return true;
}
