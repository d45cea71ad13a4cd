/* Essays, which the learner compares with the author's answer: they get no grade. */
#include "kind.h"

const struct bp_kind bp_kind_essay = {
	.complete = bp_kind_text_complete,
	.write = bp_kind_text_write,
	.read = bp_kind_text_read,
};
