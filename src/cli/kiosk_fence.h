/* The fence of a kiosk's session. */
#ifndef BERPIJAR_CLI_KIOSK_FENCE_H
#define BERPIJAR_CLI_KIOSK_FENCE_H

#include "command.h"
#include <berpijar/fence.h>
#include <berpijar/session.h>

/* How it is closed, as --fence says. */
enum kiosk_fence_use { KIOSK_FENCE_REQUIRED, KIOSK_FENCE_AVAILABLE, KIOSK_FENCE_OFF };
bool kiosk_fence_read(const char *word, enum kiosk_fence_use *use, struct bp_error *err);

struct kiosk_fence {
	struct bp_arena *arena; /* owns the gates and their paths */
	struct bp_fence_gate *gates;
	size_t count, room;
	struct bp_fence fence;
};

/* Of a session that is open. Call kiosk_fence_release() in any case. */
bool kiosk_fence_make(struct kiosk_fence *fence, const struct bp_session *session,
	enum kiosk_fence_use use, struct bp_error *err);
void kiosk_fence_release(struct kiosk_fence *fence);

#endif
