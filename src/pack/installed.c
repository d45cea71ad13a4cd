/* Which courses of a folder came by packs. */
#include "manifest.h"
#include "shelf.h"
#include <berpijar/file.h>
#include <fcntl.h>
#include <unistd.h>

#define INSTALLED_MOST 10000 /* names in a folder of courses */

static void installed_add(struct bp_arena *arena, const char *folder, int root, int old,
	const char *name, struct bp_pack_list *list)
{
	struct bp_pack pack, before;

	if (!manifest_is_course(name) ||
		shelf_look(arena, root, name, &pack) != SHELF_PACK)
		return;
	struct bp_pack_installed *one = BP_PUSH(arena, list->at, list->count, list->room);
	*one = (struct bp_pack_installed){.pack = pack};
	one->altered =
		!shelf_is_unaltered(bp_arena_printf(arena, "%s/%s", folder, name), &pack);
	if (old >= 0 && shelf_look(arena, old, name, &before) == SHELF_PACK)
		one->before = before.version;
}

bool bp_pack_installed(struct bp_arena *arena, const char *folder,
	struct bp_pack_list *list, struct bp_error *err)
{
	struct bp_names names = {0};
	int root;

	*list = (struct bp_pack_list){.count = 0};
	if (!bp_is_folder(folder))
		return true;
	if (!bp_root_open(folder, &root, err))
		return false;
	int old = openat(root, "_packs/old", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = bp_root_names(root, INSTALLED_MOST, arena, &names, err);
	for (size_t i = 0; ok && i < names.count; i++)
		installed_add(arena, folder, root, old, names.at[i], list);
	if (old >= 0)
		close(old);
	close(root);
	return ok;
}
