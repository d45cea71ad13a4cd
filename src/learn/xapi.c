/* What the statements of a record depend on: what was taken back, what may be told, and which
 * kind of question it was that was answered (xapi.h). */
#include "xapi.h"
#include <berpijar/answer.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

struct bp_xapi *bp_xapi_new(struct bp_xapi_of of)
{
	struct bp_xapi *xapi = bp_alloc(1, sizeof *xapi);

	*xapi = (struct bp_xapi){
		.of = of, .arena = bp_arena_new(), .progress = bp_progress_new()};
	xapi->by_hash.arena = xapi->by_id.arena = xapi->arena;
	return xapi;
}

void bp_xapi_free(struct bp_xapi *xapi)
{
	if (!xapi)
		return;
	bp_progress_free(xapi->progress);
	bp_arena_free(xapi->arena);
	free(xapi);
}

/* ---- the agency's page ---- */

static bool xapi_is_plain(char c)
{
	return bp_is_letter(c) || bp_is_digit(c) || (c && strchr("-._~/:", c));
}

const char *bp_xapi_home_fault(struct bp_str home)
{
	bool secure = bp_str_starts(home, "https://");
	size_t host = secure ? 8 : 7;
	bool sound = (secure || bp_str_starts(home, "http://")) && home.len > host &&
		home.len <= BP_XAPI_HOME_MOST && home.at[host] != '/' &&
		home.at[home.len - 1] != '/';

	for (size_t i = 0; i < home.len; i++)
		sound = sound && xapi_is_plain(home.at[i]);
	return sound
		? NULL
		: _("pakailah alamat seperti https://instansi.go.id/berpijar, tanpa garis miring di akhir");
}

/* ---- which kinds of questions were answered ---- */

static const struct xapi_version *xapi_version(const struct bp_xapi *xapi, uint64_t hash)
{
	uint32_t key = bp_index_hash(hash), n;
	size_t probe = key;

	while ((n = bp_index_next(&xapi->by_hash, key, &probe)) != BP_INDEX_END)
		if (xapi->versions[n].hash == hash)
			return &xapi->versions[n];
	return NULL;
}

void bp_xapi_know(struct bp_xapi *xapi, const struct bp_question *question)
{
	if (xapi_version(xapi, question->content_hash))
		return;
	bp_index_add(&xapi->by_hash, bp_index_hash(question->content_hash),
		(uint32_t)xapi->version_count);
	*BP_PUSH(xapi->arena, xapi->versions, xapi->version_count, xapi->version_room) =
		(struct xapi_version){question->content_hash, question->type};
}

bool bp_xapi_knows(const struct bp_xapi *xapi, const struct bp_event *event)
{
	struct body body = {.text = event->body};
	uint64_t hash = event->question.len ? body_hash(body_object(&body), "hash") : 0;

	body_release(&body);
	return !hash || xapi_version(xapi, hash);
}

int xapi_type(const struct bp_xapi *xapi, uint64_t hash)
{
	const struct xapi_version *version = hash ? xapi_version(xapi, hash) : NULL;

	return version ? (int)version->type : -1;
}

/* An exam keeps its questions as they were drawn. */
static void xapi_take_drawn(struct bp_xapi *xapi, const struct bp_event *event)
{
	const struct bp_attempt *attempt =
		bp_attempts_find(bp_progress_attempts(xapi->progress), event->id);
	struct bp_arena *arena = bp_arena_new();

	if (attempt && attempt->count) {
		const struct bp_question **drawn =
			bp_arena_alloc(arena, attempt->count, sizeof *drawn);
		bp_attempt_read_drawn(attempt, event->body, arena, drawn);
		for (size_t i = 0; i < attempt->count; i++)
			if (drawn[i])
				bp_xapi_know(xapi, drawn[i]);
	}
	bp_arena_free(arena);
}

/* ---- what was taken back ---- */

bool xapi_voids(const struct bp_event *event, uint8_t id[16])
{
	struct body body = {.text = event->body};
	bool names = body_id(body_object(&body), "voids", id);

	body_release(&body);
	return names;
}

bool xapi_is_voided(const struct bp_xapi *xapi, const uint8_t id[16])
{
	return bp_index_find_id(&xapi->by_id, xapi->voided, sizeof *xapi->voided, id) !=
		BP_INDEX_END;
}

static void xapi_take_voiding(struct bp_xapi *xapi, const struct bp_event *event)
{
	struct xapi_voided voided;

	if (!xapi_voids(event, voided.id) || xapi_is_voided(xapi, voided.id))
		return;
	bp_index_add_id(&xapi->by_id, voided.id, (uint32_t)xapi->voided_count);
	*BP_PUSH(xapi->arena, xapi->voided, xapi->voided_count, xapi->voided_room) =
		voided;
}

void bp_xapi_take(struct bp_xapi *xapi, const struct bp_event *event)
{
	bp_progress_apply(xapi->progress, event);
	if (event->verb == BP_ATTEMPTED)
		xapi_take_drawn(xapi, event);
	else if (event->verb == BP_VOIDED)
		xapi_take_voiding(xapi, event);
}

/* ---- what an LRS says ---- */

/* An LRS may write ids in capital letters. */
bool bp_xapi_is_taken(struct bp_str answer, const uint8_t (*ids)[16], size_t count)
{
	json_t *json = json_loadb(answer.at ? answer.at : "", answer.len, 0, NULL);
	bool taken = json_is_array(json) && json_array_size(json) == count;

	for (size_t i = 0; i < count && taken; i++) {
		uint8_t id[16];
		const char *text = json_string_value(json_array_get(json, i));
		taken = bp_uuid_read(bp_str(text), id) && memcmp(id, ids[i], 16) == 0;
	}
	json_decref(json);
	return taken;
}

/* Whether both have the same text at the end of a path. */
static bool xapi_agree(const json_t *a, const json_t *b, const char *const path[])
{
	for (; *path; path++) {
		a = json_object_get(a, *path);
		b = json_object_get(b, *path);
	}
	return json_is_string(a) && json_equal((json_t *)a, (json_t *)b);
}

bool bp_xapi_is_same(struct bp_str ours, struct bp_str theirs)
{
	static const char *const paths[][4] = {
		{"actor", "account", "homePage"}, {"verb", "id"}, {"object", "id"}};
	json_t *a = body_read(ours), *b = body_read(theirs);
	bool same = a && b;

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		same = same && xapi_agree(a, b, paths[i]);
	json_decref(a);
	json_decref(b);
	return same;
}
