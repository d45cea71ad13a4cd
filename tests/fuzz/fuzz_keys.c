/* Bytes from a terminal: each step takes some, and none gives a key that is no key. */
#include "keys.h"
#include <berpijar/input.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;

	while (size) {
		size_t taken = 0;
		uint32_t key = BP_KEY_NONE;
		enum bp_keys_result result =
			bp_keys_decode(NULL, bytes, size, false, &taken, &key);
		if (result == BP_KEYS_INCOMPLETE || taken == 0 || taken > size)
			abort();
		if (result == BP_KEYS_GOT &&
			(key == BP_KEY_NONE ||
				(key >= BP_KEY_RESIZE && key != BP_KEY_PASTE) ||
				(key >= 0x80 && key < 0xa0)))
			abort();
		bytes += taken;
		size -= taken;
	}
	return 0;
}
