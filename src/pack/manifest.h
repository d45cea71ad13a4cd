/* The manifest of a pack: made, signed, and read again. */
#ifndef BERPIJAR_PACK_MANIFEST_H
#define BERPIJAR_PACK_MANIFEST_H

#include <berpijar/pack.h>

#define MANIFEST_NAME  "manifest.json"
#define SIGNATURE_NAME "manifest.sig"
#define MANIFEST_LIMIT ((size_t)4 * 1024 * 1024)

/* The content hash that files of these digests have (course.h). */
struct bp_digest manifest_content(const struct bp_pack *pack);
/* Appends the manifest of a pack: the same pack gives the same bytes. */
void manifest_write(const struct bp_pack *pack, struct bp_buf *out);
/* Appends the line with the key and the signature. */
void manifest_sign(
	struct bp_str manifest, const struct bp_key_pair *pair, struct bp_buf *out);

/* Whose signature it is, if it holds. */
bool manifest_verify(struct bp_str manifest, struct bp_str signature,
	uint8_t key[BP_PUBLIC_KEY_SIZE], struct bp_error *err);
/* Fills the pack from a manifest whose signature holds: names are such that they stay in the
 * course's folder, in their order, each once; sizes are within the limits. */
bool manifest_read(struct bp_arena *arena, struct bp_str manifest, struct bp_pack *pack,
	struct bp_error *err);

/* Why a name may lead out of its folder, or is not fit to be printed; NULL: it is fine. */
const char *manifest_path_fault(struct bp_str name);
/* The same, and what is no file of a course. */
const char *manifest_name_fault(struct bp_str name);
bool manifest_is_course(const char *id);
bool manifest_title_fits(const char *title);

#endif
