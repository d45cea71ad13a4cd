/* What is done in a preview, as far as the screens ask back for it: in memory alone. */
#include "loop.h"
#include <berpijar/arena.h>
#include <string.h>

/* Ids that grow with time and number, as those of a store do. */
static void log_name(struct bp_event *event, size_t number)
{
	for (size_t i = 0; i < 6; i++)
		event->id[i] = (uint8_t)((uint64_t)event->at >> (40 - 8 * i));
	event->id[6] = 0x70;
	event->id[8] = 0x80;
	for (size_t i = 0; i < 4; i++)
		event->id[12 + i] = (uint8_t)(number >> (24 - 8 * i));
}

void bp_preview_record(struct loop *loop, struct bp_event *events, size_t count)
{
	static const uint8_t none[16];
	struct preview_log *log = &loop->preview->log;

	for (size_t i = 0; i < count; i++) {
		struct bp_event *event = &events[i];
		event->seq = (int64_t)log->count + 1;
		if (memcmp(event->id, none, sizeof none) == 0)
			log_name(event, log->count + 1);
		struct preview_event *kept =
			BP_PUSH(log->arena, log->events, log->count, log->room);
		memcpy(kept->id, event->id, sizeof kept->id);
		kept->body = bp_arena_str(log->arena, event->body);
	}
	bp_session_apply(&loop->session, events, count);
}

bool bp_preview_body(
	const struct preview *preview, const uint8_t id[16], struct bp_buf *out)
{
	const struct preview_log *log = &preview->log;

	for (size_t i = 0; i < log->count; i++)
		if (memcmp(log->events[i].id, id, sizeof log->events[i].id) == 0) {
			bp_buf_add_str(out, log->events[i].body);
			return true;
		}
	return false;
}

static struct preview_place *log_place(
	const struct preview_log *log, const char *course, const char *module)
{
	for (size_t i = 0; i < log->place_count; i++)
		if (strcmp(log->places[i].course, course) == 0 &&
			strcmp(log->places[i].module, module) == 0)
			return &log->places[i];
	return NULL;
}

void bp_preview_keep_place(struct preview *preview, const char *course,
	const char *module, const struct bp_place *place)
{
	struct preview_log *log = &preview->log;
	struct preview_place *kept = log_place(log, course, module);

	if (!kept) {
		kept = BP_PUSH(
			log->arena, log->places, log->place_count, log->place_room);
		kept->course = bp_arena_cstr(log->arena, bp_str(course));
		kept->module = bp_arena_cstr(log->arena, bp_str(module));
	}
	kept->place = *place;
}

bool bp_preview_recall_place(const struct preview *preview, const char *course,
	const char *module, struct bp_place *place)
{
	const struct preview_place *kept = log_place(&preview->log, course, module);

	if (kept)
		*place = kept->place;
	return kept != NULL;
}
