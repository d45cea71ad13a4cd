/* Records that were joined: STORE/sync/joined/UUID holds what that UUID went into (sent.h). */
#include <berpijar/file.h>
#include <berpijar/sent.h>
#include <berpijar/travel.h>
#include <string.h>
#include <unistd.h>

#define JOINED_MOST 1000000 /* names in the folder */
#define JOINED_TOLD "told "

static void joined_path(const char *store, const char *from, struct bp_buf *path)
{
	bp_buf_printf(path, "%s/sync/joined%s%s", store, *from ? "/" : "", from);
}

static bool joined_write(
	const char *store, const char *from, const char *words, struct bp_error *err)
{
	struct bp_buf path = {0};

	joined_path(store, "", &path);
	bool ok = bp_make_folder(path.at, err);
	bp_buf_clear(&path);
	joined_path(store, from, &path);
	ok = ok && bp_file_write_private(path.at, bp_str(words), true, err);
	bp_buf_release(&path);
	return ok;
}

bool bp_joined_note(const char *store, const uint8_t from[16], const uint8_t into[16],
	struct bp_error *err)
{
	char old[BP_UUID_LEN + 1], new[BP_UUID_LEN + 1];

	bp_uuid_write(from, old);
	bp_uuid_write(into, new);
	return joined_write(store, old, new, err);
}

/* What the file of a UUID says. */
static bool joined_read(const char *store, const char *from, struct bp_buf *words)
{
	struct bp_buf path = {0};

	joined_path(store, from, &path);
	bool ok = bp_file_read(path.at, 100, words, NULL);
	bp_buf_release(&path);
	return ok;
}

void bp_joined_list(const char *store, struct bp_arena *arena, struct bp_names *names)
{
	struct bp_names all = {0};
	struct bp_buf path = {0};
	uint8_t id[16];
	int root = -1;

	joined_path(store, "", &path);
	if (bp_is_folder(path.at) && bp_root_open(path.at, &root, NULL))
		bp_root_names(root, JOINED_MOST, arena, &all, NULL);
	for (size_t i = 0; i < all.count; i++) {
		struct bp_buf words = {0};
		if (bp_uuid_read(bp_str(all.at[i]), id) &&
			joined_read(store, all.at[i], &words) &&
			!bp_str_starts(bp_buf_str(&words), JOINED_TOLD))
			*BP_PUSH(arena, names->at, names->count, names->room) = all.at[i];
		bp_buf_release(&words);
	}
	if (root >= 0)
		close(root);
	bp_buf_release(&path);
}

bool bp_joined_into(const char *store, const char *from, char into[BP_UUID_LEN + 1])
{
	struct bp_buf words = {0};
	uint8_t id[16];
	bool ok = joined_read(store, from, &words);
	struct bp_str text = bp_buf_str(&words);

	if (bp_str_starts(text, JOINED_TOLD))
		text = bp_str_from(text, sizeof JOINED_TOLD - 1);
	ok = ok && bp_uuid_read(bp_str_trim(text), id);
	if (ok)
		bp_uuid_write(id, into);
	bp_buf_release(&words);
	return ok;
}

bool bp_joined_told(const char *store, const char *from, struct bp_error *err)
{
	char into[BP_UUID_LEN + 1], words[sizeof JOINED_TOLD + BP_UUID_LEN];

	if (!bp_joined_into(store, from, into))
		return true;
	snprintf(words, sizeof words, JOINED_TOLD "%s", into);
	return joined_write(store, from, words, err);
}

/* ---- records ---- */

/* The UUID of a record with events. */
static bool joined_known(struct bp_store *store, uint8_t id[16])
{
	uint8_t event[16];
	int64_t seq;

	bp_store_newest(store, &seq, event);
	return seq && bp_store_identity(store, id);
}

bool bp_joined_adopt(struct bp_store *store, const char *folder, const uint8_t into[16],
	struct bp_error *err)
{
	uint8_t own[16];
	bool known = joined_known(store, own) && memcmp(own, into, sizeof own) != 0;

	/* noted first: if it ends there, the centre is told and sends the record the same way */
	return (!known || bp_joined_note(folder, own, into, err)) &&
		bp_store_adopt(store, into, err);
}

bool bp_joined_by(struct bp_store *store, const char *path, char word[BP_UUID_LEN + 1])
{
	struct bp_bundle_info info;
	uint8_t own[16];

	if (!joined_known(store, own) || !bp_bundle_look(path, &info, NULL) ||
		!info.identified || memcmp(own, info.uuid, sizeof own) == 0)
		return false;
	bp_uuid_write(memcmp(own, info.uuid, sizeof own) < 0 ? own : info.uuid, word);
	return true;
}

static bool joined_given_up(const char *folder, const uint8_t id[16],
	const uint8_t holds[16], struct bp_error *err)
{
	return memcmp(id, holds, 16) == 0 || bp_joined_note(folder, id, holds, err);
}

/* The bundle's is noted as well: it is not to come back when the learner is erased here, and
 * a merge that is done again notes what it could not the first time. */
bool bp_joined_merge(struct bp_store *store, const char *folder, const char *path,
	struct bp_merge *merge, struct bp_error *err)
{
	struct bp_bundle_info info;
	uint8_t before[16], after[16];
	bool known = joined_known(store, before);

	if (!bp_store_merge(store, path, merge, err))
		return false;
	if (!known || !bp_store_identity(store, after))
		return true;
	return joined_given_up(folder, before, after, err) &&
		(!bp_bundle_look(path, &info, NULL) || !info.identified ||
			joined_given_up(folder, info.uuid, after, err));
}
