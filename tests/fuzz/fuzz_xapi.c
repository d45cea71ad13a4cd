/* What an LRS may answer, and bodies of events: a statement is one object in one line, whatever
 * the event says, and an answer is never taken for one that names other statements. */
#include <berpijar/json.h>
#include <berpijar/xapi.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_statement(struct bp_xapi *xapi, const struct bp_event *event)
{
	const struct bp_xapi_place place = {{[0] = 1}, 1, "id"};
	struct bp_buf out = {0};

	if (bp_xapi_state(xapi, event, place, &out)) {
		json_t *statement = json_loadb(out.at, out.len, 0, NULL);
		if (!json_is_object(statement) || memchr(out.at, '\n', out.len) ||
			!bp_xapi_is_same(bp_buf_str(&out), bp_buf_str(&out)))
			abort();
		json_decref(statement);
	}
	bp_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint8_t ids[1][16] = {{[15] = 1}};
	static const char id[] = "00000000-0000-0000-0000-000000000001";
	struct bp_str text = {(const char *)data, size};
	struct bp_xapi *xapi = bp_xapi_new((struct bp_xapi_of){
		.home = "https://dinas.go.id", .words = size % 2 == 0});

	if (bp_xapi_is_taken(text, ids, 1) &&
		bp_str_find(text, bp_str(id), 0) == SIZE_MAX &&
		bp_str_find(text, BP_STR("\\u"), 0) == SIZE_MAX)
		abort();
	bp_xapi_is_same(text, text);
	bp_xapi_home_fault(text);
	for (int verb = 0; verb < BP_VERB_COUNT; verb++) {
		struct bp_event event = {.id = {[15] = (uint8_t)(verb + 1)},
			.at = 1796068800089,
			.verb = (enum bp_verb)verb,
			.course = bp_str_part(text, 0, size % 40),
			.module = bp_str_part(text, 0, size % 7),
			.question = bp_str_part(text, 0, size % 5),
			.grade = size % 3 - 1.0,
			.seconds = size % 11 - 1.0,
			.body = text};
		bp_xapi_take(xapi, &event);
		check_statement(xapi, &event);
	}
	bp_xapi_free(xapi);
	return 0;
}
