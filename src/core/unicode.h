/* What Unicode says of single characters: the only reader of unicode_table.h. */
#ifndef BERPIJAR_CORE_UNICODE_H
#define BERPIJAR_CORE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

/* How a screen shows it. The order is that of make_unicode_table.py. */
enum bp_code_class {
	BP_CODE_NARROW,    /* in one cell */
	BP_CODE_WIDE,      /* in two cells */
	BP_CODE_MARK,      /* combined with the character before it */
	BP_CODE_BLANK,     /* newline, tab */
	BP_CODE_INVISIBLE, /* not at all */
	BP_CODE_REFUSED,   /* as U+FFFD: controls, C1, line separators, unassigned */
};
enum bp_code_class bp_code_class(uint32_t code);

/* Grapheme_Cluster_Break of UAX #29, with Extended_Pictographic as one more value. The
 * order is that of make_unicode_table.py; the first is like the start of a text. */
enum bp_code_cluster {
	BP_CLUSTER_CONTROL,
	BP_CLUSTER_CR,
	BP_CLUSTER_LF,
	BP_CLUSTER_OTHER,
	BP_CLUSTER_EXTEND,
	BP_CLUSTER_ZWJ,
	BP_CLUSTER_REGIONAL,
	BP_CLUSTER_PREPEND,
	BP_CLUSTER_SPACING,
	BP_CLUSTER_L,
	BP_CLUSTER_V,
	BP_CLUSTER_T,
	BP_CLUSTER_LV,
	BP_CLUSTER_LVT,
	BP_CLUSTER_PICTOGRAPH,
};
enum bp_code_cluster bp_code_cluster(uint32_t code);

/* Canonical_Combining_Class; 0: a starter. */
uint8_t bp_code_combining(uint32_t code);
/* Whether NFC may have something else in its place (NFC_Quick_Check is not "yes"). */
bool bp_code_unsettled(uint32_t code);
/* The first step of its canonical decomposition: one or two parts, how many is returned;
 * 0: there is none. Hangul is not in the table. */
int bp_code_split(uint32_t code, uint32_t parts[2]);
/* The character that NFC puts in the place of two; 0: none. Not for Hangul. */
uint32_t bp_code_pair(uint32_t first, uint32_t second);

#endif
