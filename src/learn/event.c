/* What events are made of: verbs, ids, and the order that ids give them. */
#include "fold.h"
#include <assert.h>
#include <berpijar/hex.h>
#include <string.h>

#define EVENT_VERB_NAME(id, name, take, fold) [BP_##id] = #name,
static const char *const event_verbs[BP_VERB_COUNT] = {BP_VERBS(EVENT_VERB_NAME)};

const char *bp_verb_name(enum bp_verb verb)
{
	assert((unsigned)verb < BP_VERB_COUNT);
	return event_verbs[verb];
}

bool bp_verb_find(struct bp_str name, enum bp_verb *verb)
{
	for (unsigned i = 0; i < BP_VERB_COUNT; i++) {
		if (bp_str_is(name, event_verbs[i])) {
			*verb = (enum bp_verb)i;
			return true;
		}
	}
	return false;
}

int64_t bp_event_id_time(const uint8_t id[16])
{
	int64_t time = 0;

	if (id[6] >> 4 != 7 || id[0] > 0x7f) /* no UUIDv7, or of the year 6429 or later */
		return -1;
	for (int i = 0; i < 6; i++)
		time = time << 8 | id[i];
	return time;
}

/* Whether the time in an id is possible; ids of other kinds have none. */
static bool event_id_holds(const uint8_t id[16])
{
	return id[6] >> 4 != 7 || (id[0] <= 0x7f && bp_event_id_time(id) < BP_TIME_MOST);
}

const char *bp_event_fault(const struct bp_event *event)
{
	const struct {
		const char *field;
		bool holds;
	} rules[] = {
		{"id", event_id_holds(event->id)},
		{"at", event->at >= 0 && event->at < BP_TIME_MOST},
		{"course", event->course.len <= BP_EVENT_NAME_MOST},
		{"module", event->module.len <= BP_EVENT_NAME_MOST},
		{"question", event->question.len <= BP_EVENT_NAME_MOST},
		{"grade", event->grade <= 1},
		{"seconds", event->seconds <= BP_EVENT_SECONDS_MOST},
		{"jp_halves",
			event->jp_halves >= 0 && event->jp_halves <= BP_JP_HALVES_MOST},
	};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (!rules[i].holds)
			return rules[i].field;
	return NULL;
}

struct moment moment_of(const uint8_t id[16], int64_t at)
{
	int64_t time = bp_event_id_time(id);
	struct moment moment = {.at = time < 0 ? at : time};

	memcpy(moment.id, id, sizeof moment.id);
	return moment;
}

int moment_order(const struct moment *a, const struct moment *b)
{
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return memcmp(a->id, b->id, sizeof a->id);
}

int event_order(const uint8_t a[16], int64_t a_at, const uint8_t b[16], int64_t b_at)
{
	struct moment a_was = moment_of(a, a_at), b_was = moment_of(b, b_at);

	return moment_order(&a_was, &b_was);
}

/* A hyphen stands before these bytes of a UUID. */
static bool is_group_start(int byte)
{
	return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

void bp_uuid_write(const uint8_t id[16], char out[BP_UUID_LEN + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 16; i++) {
		if (is_group_start(i))
			*out++ = '-';
		*out++ = digits[id[i] >> 4];
		*out++ = digits[id[i] & 15];
	}
	*out = '\0';
}

bool bp_uuid_read(struct bp_str text, uint8_t id[16])
{
	uint8_t bytes[16];
	const char *at = text.at;

	if (text.len != BP_UUID_LEN)
		return false;
	for (int i = 0; i < 16; i++) {
		if (is_group_start(i) && *at++ != '-')
			return false;
		int byte = bp_hex_byte(at);
		if (byte < 0)
			return false;
		bytes[i] = (uint8_t)byte;
		at += 2;
	}
	for (int i = 0; i < 16; i++)
		id[i] = bytes[i];
	return true;
}
