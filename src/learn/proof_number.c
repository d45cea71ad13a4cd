/* The number of a proof: 60 bits of its content's digest, as people copy it and as a URN. */
#include "proof.h"
#include <string.h>

#define NUMBER_GROUP 4 /* letters between two hyphens */

/* Crockford's base 32: no I, L, O, U. */
static const char number_letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void bp_proof_number_write(uint64_t bits, char number[BP_PROOF_NUMBER_ROOM])
{
	size_t at = 0;

	for (int i = 0; i < BP_PROOF_NUMBER_BITS / 5; i++) {
		if (i && i % NUMBER_GROUP == 0)
			number[at++] = '-';
		number[at++] =
			number_letters[bits >> (BP_PROOF_NUMBER_BITS - 5 - 5 * i) & 31];
	}
	number[at] = '\0';
}

bool bp_proof_number_read(struct bp_str text, uint64_t *bits)
{
	char again[BP_PROOF_NUMBER_ROOM];

	*bits = 0;
	for (size_t i = 0; i < text.len; i++) {
		const char *found =
			memchr(number_letters, text.at[i], sizeof number_letters - 1);
		if (found)
			*bits = *bits << 5 | (uint64_t)(found - number_letters);
	}
	*bits &= (UINT64_C(1) << BP_PROOF_NUMBER_BITS) - 1;
	bp_proof_number_write(*bits, again);
	return bp_str_is(text, again);
}

/* The number's 60 bits are the first of a UUID of version 8, whose other bits are always
 * the same: "berpijar", but for the variant. */
void bp_proof_urn(uint64_t bits, char urn[BP_PROOF_URN_ROOM])
{
	snprintf(urn, BP_PROOF_URN_ROOM, "urn:uuid:%08x-%04x-8%03x-a265-7270696a6172",
		(unsigned)(bits >> 28), (unsigned)(bits >> 12 & 0xffff),
		(unsigned)(bits & 0xfff));
}

void bp_proof_take_number(struct bp_str text, struct bp_proof_check *check)
{
	uint64_t bits;

	if (bp_proof_number_read(text, &bits))
		bp_proof_number_write(bits, check->number);
}
