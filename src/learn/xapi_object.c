/* What a statement is about: ids under the agency's page, and what is said of each. */
#include "xapi.h"
#include <string.h>

#define ACTIVITY "http://adlnet.gov/expapi/activities/"

/* ---- ids ---- */

/* Whatever else than a name is in it. */
static void stated_add_part(struct bp_buf *out, const char *what, struct bp_str id)
{
	bp_buf_add_cstr(out, what);
	for (size_t i = 0; i < id.len; i++) {
		char c = id.at[i];
		if (bp_is_letter(c) || bp_is_digit(c) || (c && strchr("-._~", c)))
			bp_buf_add_char(out, c);
		else
			bp_buf_printf(out, "%%%02X", (unsigned char)c);
	}
}

static void stated_add_course(const struct stated *stated, struct bp_buf *out)
{
	bp_buf_add_cstr(out, stated->xapi->of.home);
	stated_add_part(out, "/course/", stated->event->course);
}

static void stated_add_module(const struct stated *stated, struct bp_buf *out)
{
	stated_add_course(stated, out);
	if (stated->event->module.len)
		stated_add_part(out, "/module/", stated->event->module);
}

static void stated_add_quiz(const struct stated *stated, struct bp_buf *out)
{
	stated_add_module(stated, out);
	bp_buf_add_cstr(out, "/quiz");
}

static void stated_add_question(const struct stated *stated, struct bp_buf *out)
{
	stated_add_module(stated, out);
	stated_add_part(out, "/question/", stated->event->question);
	if (stated->hash)
		bp_buf_printf(out, "/%016llx", (unsigned long long)stated->hash);
}

/* ---- objects ---- */

typedef void stated_add(const struct stated *stated, struct bp_buf *out);

static json_t *stated_activity(
	const struct stated *stated, stated_add *add, const char *type)
{
	struct bp_buf id = {0};

	add(stated, &id);
	json_t *activity = json_pack("{s:s, s:s, s:{s:s+}}", "objectType", "Activity",
		"id", id.at, "definition", "type", ACTIVITY, type);
	bp_buf_release(&id);
	return activity;
}

json_t *stated_course(const struct stated *stated)
{
	return stated_activity(stated, stated_add_course, "course");
}

/* What is recorded of no module is about its course. */
json_t *stated_module(const struct stated *stated)
{
	return stated->event->module.len
		? stated_activity(stated, stated_add_module, "lesson")
		: stated_course(stated);
}

json_t *stated_quiz(const struct stated *stated)
{
	return stated_activity(stated, stated_add_quiz, "assessment");
}

const struct interaction stated_interactions[BP_QUESTION_TYPE_COUNT] = {
	[BP_MULTICHOICE] = {"choice", false},
	[BP_SEVERAL] = {"choice", false},
	[BP_TRUEFALSE] = {"true-false", false},
	[BP_SHORTANSWER] = {"fill-in", true},
	[BP_NUMERICAL] = {"numeric", true},
	[BP_MATCH] = {"matching", false},
	[BP_ORDERING] = {"sequencing", false},
	[BP_ESSAY] = {"long-fill-in", true},
	[BP_DESCRIPTION] = {"other", false},
	[BP_FORK] = {"choice", false},
};

json_t *stated_question(const struct stated *stated)
{
	json_t *question =
		stated_activity(stated, stated_add_question, "cmi.interaction");

	if (stated->interaction)
		json_object_set_new(json_object_get(question, "definition"),
			"interactionType", json_string(stated->interaction->name));
	return question;
}

/* A note or a bookmark stands in a module; with a question it reports that. */
json_t *stated_marked(const struct stated *stated)
{
	return stated->event->question.len ? stated_question(stated)
					   : stated_module(stated);
}

json_t *stated_voided(const struct stated *stated)
{
	uint8_t id[16];
	char text[BP_UUID_LEN + 1];

	if (!xapi_voids(stated->event, id))
		return NULL;
	bp_uuid_write(id, text);
	return json_pack("{s:s, s:s}", "objectType", "StatementRef", "id", text);
}
