/* Hexadecimal digits: of digests, keys, ids and of addresses' "%20". */
#include <berpijar/hex.h>

void bp_hex_add(struct bp_buf *out, const uint8_t *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < size; i++) {
		bp_buf_add_char(out, digits[bytes[i] >> 4]);
		bp_buf_add_char(out, digits[bytes[i] & 15]);
	}
}

static int hex_value(char c)
{
	if (bp_is_digit(c))
		return c - '0';
	c = (char)(c | 0x20); /* small */
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int bp_hex_byte(const char digits[2])
{
	int high = hex_value(digits[0]), low = hex_value(digits[1]);

	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

bool bp_hex_read(struct bp_str text, uint8_t *bytes, size_t size)
{
	if (text.len != 2 * size)
		return false;
	for (size_t i = 0; i < size; i++) {
		int byte = bp_hex_byte(text.at + 2 * i);
		if (byte < 0)
			return false;
		bytes[i] = (uint8_t)byte;
	}
	return true;
}
