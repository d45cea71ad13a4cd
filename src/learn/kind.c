/* What several kinds of question need: the best choice, and lists of letters. */
#include "kind.h"

const struct bp_choice *bp_kind_best(const struct bp_question *question)
{
	const struct bp_choice *best = NULL;

	for (size_t i = 0; i < question->choice_count; i++) {
		if (!best || question->choices[i].weight > best->weight)
			best = &question->choices[i];
	}
	return best;
}

bool bp_kind_next_item(struct bp_str *rest, struct bp_str *item)
{
	if (!rest->at)
		return false;
	size_t comma = bp_str_find(*rest, BP_STR(","), 0);
	*item = bp_str_trim(bp_str_part(*rest, 0, comma));
	*rest = comma < rest->len ? bp_str_from(*rest, comma + 1)
				  : (struct bp_str){NULL, 0};
	return true;
}

uint8_t bp_kind_letter(struct bp_str item, size_t count)
{
	if (item.len != 1 || item.at[0] < 'a' || (size_t)(item.at[0] - 'a') >= count)
		return BP_UNMATCHED;
	return (uint8_t)(item.at[0] - 'a');
}
