/* Texts among the questions: there is nothing to answer, so there is nothing to do. */
#include "kind.h"

const struct bp_kind bp_kind_description = {0};
