/* How many cells a code point takes, and which code points are never shown. */
#include "width.h"
#include <stddef.h>

struct range {
	uint32_t first, last;
};

struct fold {
	uint32_t first, last;
	int32_t delta;
	uint32_t step;
};

#include "unicode_table.h"

/*
 * Removed without a trace: bidirectional controls (they can make a text read other
 * than it is), zero-width and other default-ignorable characters, and variation
 * selectors.
 */
static const struct range invisible[] = {
	{0x00ad, 0x00ad},
	{0x034f, 0x034f},
	{0x061c, 0x061c},
	{0x115f, 0x1160},
	{0x17b4, 0x17b5},
	{0x180b, 0x180f},
	{0x200b, 0x200f},
	{0x202a, 0x202e},
	{0x2060, 0x206f},
	{0x3164, 0x3164},
	{0xfe00, 0xfe0f},
	{0xfeff, 0xfeff},
	{0xffa0, 0xffa0},
	{0xfff9, 0xfffb},
	{0x1bca0, 0x1bca3},
	{0x1d173, 0x1d17a},
	{0xe0000, 0xe0fff},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool in_ranges(uint32_t code, const struct range *ranges, size_t count)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (code > ranges[middle].last)
			low = middle + 1;
		else if (code < ranges[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}

enum bp_code_class bp_code_class(uint32_t code)
{
	if (code >= 0x20 && code < 0x7f)
		return BP_CODE_NARROW;
	if (code == '\n' || code == '\t')
		return BP_CODE_BLANK;
	if (code < 0xa0 || code == 0x2028 || code == 0x2029)
		return BP_CODE_REFUSED;
	if (code < 0x300 && code != 0xad)
		return BP_CODE_NARROW;
	if (code >= 0x2500 &&
		code <= 0x25fc) /* lines and blocks, which screens are full of */
		return BP_CODE_NARROW;
	if (in_ranges(code, invisible, COUNT(invisible)))
		return BP_CODE_INVISIBLE;
	if (in_ranges(code, zero_width, COUNT(zero_width)))
		return BP_CODE_MARK;
	if (in_ranges(code, double_width, COUNT(double_width)))
		return BP_CODE_WIDE;
	if (in_ranges(code, unassigned, COUNT(unassigned)))
		return BP_CODE_REFUSED;
	return BP_CODE_NARROW;
}

uint32_t bp_code_fold(uint32_t code)
{
	size_t low = 0, high = COUNT(folds);

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
