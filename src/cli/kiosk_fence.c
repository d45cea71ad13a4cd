/*
 * What a session of a kiosk can still reach once its fence is closed: the files of its own
 * record, which are there by then, its outbox, and the courses to read.
 */
#include "kiosk_fence.h"
#include <berpijar/control.h>
#include <berpijar/file.h>
#include <berpijar/outbox.h>
#include <string.h>

/* Read again while a session goes on: the time zone, the machine that a record was left on,
 * chance. */
static const char *const kiosk_read_anyway[] = {
	"/etc/localtime", "/etc/machine-id", "/dev/urandom"};

#define KIOSK_JOURNAL ".db-wal"

/* The folder has other learners' records as well, so each file has a gate of its own. */
static const char *const kiosk_record_endings[] = {
	".db", KIOSK_JOURNAL, ".db-shm", ".lock"};

bool kiosk_fence_read(const char *word, enum kiosk_fence_use *use, struct bp_error *err)
{
	static const char *const words[] = {
		[KIOSK_FENCE_REQUIRED] = "required",
		[KIOSK_FENCE_AVAILABLE] = "available",
		[KIOSK_FENCE_OFF] = "off",
	};
	size_t i = 0;

	while (word && i < sizeof words / sizeof *words && strcmp(word, words[i]) != 0)
		i++;
	*use = (enum kiosk_fence_use)i;
	return i < sizeof words / sizeof *words ||
		bp_fail(err, BP_ERROR_USAGE,
			_("--fence \"%s\": tulislah required, available, atau off"),
			word);
}

static void kiosk_add_gate(
	struct kiosk_fence *fence, const char *path, enum bp_fence_right right)
{
	*BP_PUSH(fence->arena, fence->gates, fence->count, fence->room) =
		(struct bp_fence_gate){bp_arena_cstr(fence->arena, bp_str(path)), right};
}

static void kiosk_add_record(struct kiosk_fence *fence, const struct bp_session *session)
{
	for (size_t i = 0; i < sizeof kiosk_record_endings / sizeof *kiosk_record_endings;
		i++) {
		const char *path = bp_arena_printf(fence->arena, "%s/learners/%s%s",
			session->folder.at, session->learner.at, kiosk_record_endings[i]);
		/* of a record that is only read, some may be missing */
		if (bp_is_file(path))
			kiosk_add_gate(fence, path, BP_FENCE_WRITE);
	}
}

/* Those that were named, else what was found: folders of courses that nobody has looked
 * into, and courses. */
static void kiosk_add_courses(struct kiosk_fence *fence, const struct bp_session *session)
{
	const struct bp_config *config = session->config;
	const struct bp_library *library = &session->library;

	for (size_t i = 0; i < config->content_count; i++)
		kiosk_add_gate(fence, config->content[i], BP_FENCE_READ);
	for (size_t i = 0; i < library->offered.count; i++)
		kiosk_add_gate(fence, library->offered.at[i], BP_FENCE_READ);
	for (size_t i = 0; i < library->count; i++)
		kiosk_add_gate(fence, library->courses[i]->path, BP_FENCE_READ);
}

/* Behind the fence no journal can be made. It is missing where the disk failed while the
 * record was opened, and where the record lies on another machine's disk. */
static bool kiosk_has_journal(const struct bp_session *session, struct bp_error *err)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/learners/%s" KIOSK_JOURNAL, session->folder.at,
		session->learner.at);
	bool ok = !session->recording || bp_is_file(path.at) ||
		bp_fail(err, BP_ERROR_STORE,
			_("jurnal catatan (%s) tidak ada, jadi tidak ada yang dapat dicatat; masuklah lagi, dan pakailah disk server ini sendiri sebagai tempat catatan"),
			path.at);
	bp_buf_release(&path);
	return ok;
}

/* What a centre has of it, where one is sent it; this learner's alone. */
static void kiosk_add_sent(struct kiosk_fence *fence, const struct bp_session *session)
{
	const char *path = bp_arena_printf(
		fence->arena, "%s/sync/%s", session->folder.at, session->learner.at);

	if (bp_is_folder(path))
		kiosk_add_gate(fence, path, BP_FENCE_READ);
}

/* What those who run the server say while the session goes on. */
static void kiosk_add_control(struct kiosk_fence *fence, const struct bp_session *session)
{
	struct bp_buf path = {0};

	bp_control_folder(session->folder.at, &path);
	kiosk_add_gate(fence, path.at, BP_FENCE_READ);
	bp_buf_release(&path);
}

bool kiosk_fence_make(struct kiosk_fence *fence, const struct bp_session *session,
	enum kiosk_fence_use use, struct bp_error *err)
{
	struct bp_buf outbox = {0};

	*fence = (struct kiosk_fence){.arena = bp_arena_new()};
	kiosk_add_record(fence, session);
	bool ok = kiosk_has_journal(session, err) &&
		bp_outbox_open(session->folder.at, session->learner.at, &outbox, err);
	if (ok)
		kiosk_add_gate(fence, outbox.at, BP_FENCE_WRITE);
	bp_buf_release(&outbox);
	kiosk_add_control(fence, session);
	kiosk_add_sent(fence, session);
	kiosk_add_courses(fence, session);
	for (size_t i = 0; i < sizeof kiosk_read_anyway / sizeof *kiosk_read_anyway; i++)
		kiosk_add_gate(fence, kiosk_read_anyway[i], BP_FENCE_READ);
	fence->fence = (struct bp_fence){.gates = fence->gates,
		.count = fence->count,
		.best_effort = use == KIOSK_FENCE_AVAILABLE};
	return ok;
}

void kiosk_fence_release(struct kiosk_fence *fence)
{
	bp_arena_free(fence->arena);
}
