/*
 * A folder of courses with what stands beside them in _packs, which is no course:
 *
 *	COURSE/             as learners read it, with its manifest in _pack.json
 *	_packs/old/COURSE/  the version before
 *	_packs/new/COURSE/  one that is being written; never read by anybody else
 *	_packs/lock         held by who installs
 *
 * The manifest lies in the course's own folder, so that both always change together; its
 * name begins with "_", so it belongs to no course's content.
 */
#ifndef BERPIJAR_PACK_SHELF_H
#define BERPIJAR_PACK_SHELF_H

#include <berpijar/pack.h>

#define SHELF_MANIFEST  "_pack.json"
#define SHELF_SIGNATURE "_pack.sig"

struct shelf {
	struct bp_arena *arena;
	const char *folder;
	int root, packs, fresh, old, lock; /* open; -1 */
};

/* Opens the folder, makes what is missing, and waits for nobody: fails while another
 * process installs. Call shelf_close() in either case. */
bool shelf_open(struct shelf *shelf, struct bp_arena *arena, const char *folder,
	struct bp_error *err);
void shelf_close(struct shelf *shelf);

/* What a name in a folder is: nothing, something that came by no pack, or a pack. */
enum shelf_state { SHELF_NOTHING, SHELF_OTHER, SHELF_PACK };
enum shelf_state shelf_look(
	struct bp_arena *arena, int folder, const char *course, struct bp_pack *pack);

/* Whether a course's folder holds what its manifest says, and nothing else. */
bool shelf_is_unaltered(const char *path, const struct bp_pack *pack);

/* Removes a file or a folder with all that is in it; no link is followed. */
bool shelf_remove(struct bp_arena *arena, int folder, const char *name);
/* Writes a new file beneath an open folder, with the folders on its way. */
bool shelf_write(int folder, const char *name, struct bp_str bytes, struct bp_error *err);
/* Two folders' entries change places. */
bool shelf_exchange(int a, int b, const char *name);
/* All that was renamed is on the disk. */
bool shelf_sync(const struct shelf *shelf);
bool shelf_fail(const struct shelf *shelf, struct bp_error *err);

#endif
