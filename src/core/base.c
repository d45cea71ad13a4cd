/* Bytes as text in base 45 and base 58. */
#include <assert.h>
#include <berpijar/base.h>
#include <string.h>

/* ---- 45 ---- */

static const char base45_digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

void bp_base45_add(struct bp_buf *out, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i += 2) {
		bool pair = i + 1 < size;
		unsigned value = pair ? bytes[i] * 256u + bytes[i + 1] : bytes[i];
		for (int digit = 0; digit < (pair ? 3 : 2); digit++, value /= 45)
			bp_buf_add_char(out, base45_digits[value % 45]);
	}
}

/* The number that up to three digits stand for, the lowest first; UINT32_MAX: none. */
static uint32_t base45_value(struct bp_str digits)
{
	uint32_t value = 0;

	for (size_t i = digits.len; i-- > 0;) {
		const char *found =
			memchr(base45_digits, digits.at[i], sizeof base45_digits - 1);
		if (!found)
			return UINT32_MAX;
		value = value * 45 + (uint32_t)(found - base45_digits);
	}
	return value;
}

bool bp_base45_read(struct bp_str text, struct bp_buf *out)
{
	size_t before = out->len;
	bool ok = text.len % 3 != 1;

	for (size_t i = 0; ok && i < text.len; i += 3) {
		bool pair = i + 3 <= text.len;
		uint32_t value =
			base45_value(bp_str_part(text, i, pair ? i + 3 : text.len));
		ok = value <= (pair ? 0xffff : 0xff);
		if (ok && pair)
			bp_buf_add_char(out, (char)(value >> 8));
		if (ok)
			bp_buf_add_char(out, (char)(value & 0xff));
	}
	if (!ok)
		out->len = before;
	return ok;
}

/* ---- 58 ---- */

static const char base58_digits[] =
	"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

#define BASE58_DIGITS (BP_BASE58_MOST * 138 / 100 + 1) /* log 256 / log 58 = 1.366 */

void bp_base58_add(struct bp_buf *out, const uint8_t *bytes, size_t size)
{
	uint8_t digits[BASE58_DIGITS]; /* the lowest first */
	size_t count = 0;

	assert(size <= BP_BASE58_MOST);
	for (size_t i = 0; i < size; i++) {
		unsigned carry = bytes[i];
		for (size_t at = 0; at < count; at++, carry /= 58) {
			carry += digits[at] * 256u;
			digits[at] = (uint8_t)(carry % 58);
		}
		for (; carry; carry /= 58)
			digits[count++] = (uint8_t)(carry % 58);
	}
	for (size_t i = 0; i < size && bytes[i] == 0; i++)
		bp_buf_add_char(out, base58_digits[0]);
	while (count)
		bp_buf_add_char(out, base58_digits[digits[--count]]);
}

/* Whether the bytes are written as this text: without zeros too many or too few. */
static bool base58_is(struct bp_str text, const uint8_t *bytes, size_t size)
{
	struct bp_buf again = {0};

	bp_base58_add(&again, bytes, size);
	bool same = bp_str_equal(text, bp_buf_str(&again));
	bp_buf_release(&again);
	return same;
}

bool bp_base58_read(struct bp_str text, uint8_t *bytes, size_t size)
{
	memset(bytes, 0, size);
	if (size > BP_BASE58_MOST || text.len > BASE58_DIGITS)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		const char *found =
			memchr(base58_digits, text.at[i], sizeof base58_digits - 1);
		unsigned carry = found ? (unsigned)(found - base58_digits) : 0;
		for (size_t at = size; found && at-- > 0; carry >>= 8) {
			carry += bytes[at] * 58u;
			bytes[at] = (uint8_t)(carry & 0xff);
		}
		if (!found || carry)
			return false;
	}
	return base58_is(text, bytes, size);
}
