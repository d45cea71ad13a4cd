#ifndef BERPIJAR_CORE_WIDTH_H
#define BERPIJAR_CORE_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

enum bp_code_class {
	BP_CODE_NARROW,    /* one cell */
	BP_CODE_WIDE,      /* two cells */
	BP_CODE_MARK,      /* combines with what stands before it */
	BP_CODE_BLANK,     /* newline, tab */
	BP_CODE_INVISIBLE, /* removed */
	BP_CODE_REFUSED,   /* shown as U+FFFD: controls, C1, unassigned */
};

enum bp_code_class bp_code_class(uint32_t code);
uint32_t bp_code_fold(uint32_t code);

#endif
