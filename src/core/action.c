/* The names of actions, as authors write them. */
#include <berpijar/action.h>
#include <berpijar/lang.h>
#include <berpijar/near.h>

static const struct {
	char name[20],
		word[20]; /* no pointers, which each session would have a copy of */
} actions[] = {{"", ""},
#define BP_ACTION_ROW(ACTION, name, help, word) [BP_ACT_##ACTION] = {name, word},
	BP_ACTIONS(BP_ACTION_ROW)
#undef BP_ACTION_ROW
};

#define ACTION_FITS(ACTION, NAME, HELP, WORD)                 \
	_Static_assert(sizeof NAME <= sizeof actions->name && \
			sizeof WORD <= sizeof actions->word,  \
		"room in a row");
BP_ACTIONS(ACTION_FITS)

enum bp_action bp_action_named(struct bp_str name)
{
	for (int i = BP_ACT_NONE + 1; i < BP_ACT_COUNT; i++)
		if (bp_str_is(name, actions[i].name))
			return (enum bp_action)i;
	return BP_ACT_NONE;
}

const char *bp_action_near(struct bp_str name)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (int i = BP_ACT_NONE + 1; i < BP_ACT_COUNT; i++) {
		bp_near_offer(&near, name, actions[i].name);
		bp_near_offer_as(&near, name, actions[i].word, actions[i].name);
	}
	return near.word;
}

size_t bp_action_key_at(struct bp_str text, size_t at, struct bp_str *name)
{
	struct bp_str rest = bp_str_from(text, at);
	size_t from = sizeof "{key:" - 1, end = from;

	if (!bp_str_starts(rest, "{key:"))
		return 0;
	while (end < rest.len && end < BP_ACTION_NAME_MOST && rest.at[end] != '}' &&
		rest.at[end] != '{' && !bp_is_space(rest.at[end]))
		end++;
	if (end == rest.len || rest.at[end] != '}' || end == from)
		return 0;
	*name = bp_str_part(rest, from, end);
	return end + 1;
}

const char *bp_action_first_word(enum bp_action action)
{
	return actions[action].word;
}
