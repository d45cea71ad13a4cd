/* Names of learners for others: see pseudonym.h. */
#include <berpijar/pseudonym.h>
#include <string.h>

void bp_uuid_of(const struct bp_digest *digest, char out[BP_UUID_LEN + 1])
{
	uint8_t id[16];

	memcpy(id, digest->at, sizeof id);
	id[6] = (uint8_t)(0x80 | (id[6] & 0x0f));
	id[8] = (uint8_t)(0x80 | (id[8] & 0x3f));
	bp_uuid_write(id, out);
}

void bp_pseudonym_write(
	const uint8_t learner[16], const char *place, char out[BP_UUID_LEN + 1])
{
	struct bp_digester digester;

	bp_digest_begin(&digester);
	bp_digest_add(&digester, place, strlen(place));
	bp_digest_add(&digester, learner, 16);
	const struct bp_digest digest = bp_digest_end(&digester);
	bp_uuid_of(&digest, out);
}
