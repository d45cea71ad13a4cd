/* Lookups in the table of Unicode: two stages for what every character has, binary
 * search for what few have. */
#include "unicode.h"
#include <berpijar/text.h>

struct fold {
	uint32_t first, last;
	int32_t delta;
	uint32_t step;
};

#include "unicode_table.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define UNICODE_PART 0x1fffffu /* of an entry of splits[] */

/* What is beyond the index is like the last entry of it. */
#define UNICODE_VALUE(name, code)                                                       \
	name##_blocks[(size_t)name##_index[(code) / UNICODE_BLOCK < COUNT(name##_index) \
				      ? (code) / UNICODE_BLOCK                          \
				      : COUNT(name##_index) - 1] *                      \
			UNICODE_BLOCK +                                                 \
		(code) % UNICODE_BLOCK]

enum bp_code_class bp_code_class(uint32_t code)
{
	return UNICODE_VALUE(text, code) & 7;
}

enum bp_code_cluster bp_code_cluster(uint32_t code)
{
	return UNICODE_VALUE(text, code) >> 3;
}

uint8_t bp_code_combining(uint32_t code)
{
	return combining_classes[UNICODE_VALUE(normal, code) & 63];
}

bool bp_code_unsettled(uint32_t code)
{
	return UNICODE_VALUE(normal, code) & 64;
}

int bp_code_split(uint32_t code, uint32_t parts[2])
{
	size_t low = 0, high = COUNT(splits);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (splits[middle] >> 42 < code)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == COUNT(splits) || splits[low] >> 42 != code)
		return 0;
	parts[0] = splits[low] >> 21 & UNICODE_PART;
	parts[1] = splits[low] & UNICODE_PART;
	return parts[1] ? 2 : 1;
}

uint32_t bp_code_pair(uint32_t first, uint32_t second)
{
	uint64_t wanted = (uint64_t)first << 21 | second, parts = 0;
	size_t low = 0, high = COUNT(pairs);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		parts = splits[pairs[middle]] & (((uint64_t)1 << 42) - 1);
		if (parts == wanted)
			return (uint32_t)(splits[pairs[middle]] >> 42);
		if (parts < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

uint32_t bp_fold_code(uint32_t code)
{
	size_t low = 0, high = COUNT(folds);

	if (code < 0x80) /* nearly always */
		return code >= 'A' && code <= 'Z' ? code + 'a' - 'A' : code;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct fold *fold = &folds[middle];
		if (code > fold->last)
			low = middle + 1;
		else if (code < fold->first)
			high = middle;
		else if ((code - fold->first) % fold->step)
			return code;
		else
			return (uint32_t)((int64_t)code + fold->delta);
	}
	return code;
}
