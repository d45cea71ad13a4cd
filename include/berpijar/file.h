/*
 * Files: reading them whole and safely, and where ours live.
 */
#ifndef BERPIJAR_FILE_H
#define BERPIJAR_FILE_H

#include <berpijar/arena.h>
#include <berpijar/error.h>
#include <berpijar/text.h>

/*
 * Opens a folder as a root: what is read beneath it stays beneath it (no "..",
 * no absolute paths, no symbolic links). Returns the descriptor in *fd; the
 * caller closes it.
 */
bool bp_root_open(const char *path, int *fd, struct bp_error *err);

/*
 * Reads a regular file beneath a root whole into out (appended). Refuses what is
 * not a regular file and what is longer than limit bytes. Of a file that changes
 * size while it is read, out has what was read. `name` is relative to the root.
 *
 * A file that has other names (hard links) is refused as well, since it may be a secret
 * that was linked into the folder for somebody who may read it. It is read only if it is
 * for everybody to read, belongs to the owner of its folder, nobody else can write to that
 * folder, and the owner is root or not the user of this program: then it was linked by one
 * who gains nothing from what we read.
 */
bool bp_root_read(int root, const char *name, size_t limit, struct bp_buf *out,
	struct bp_error *err);

/*
 * Reads only the first `most` bytes of such a file. *size is that of the whole
 * file, so that a huge one can be refused without reading it.
 */
bool bp_root_read_start(int root, const char *name, size_t most, struct bp_buf *out,
	size_t *size, struct bp_error *err);

/* Hands such a file on piece by piece, whatever its size. */
bool bp_root_each(int root, const char *name,
	void (*take)(void *context, const void *bytes, size_t size), void *context,
	struct bp_error *err);

struct bp_names {
	const char **at;
	size_t count, room;
};

/* The names in the root folder itself, without "." and "..", in the order of their
 * bytes. Refuses a folder with more than `most` of them. */
bool bp_root_names(int root, size_t most, struct bp_arena *arena, struct bp_names *names,
	struct bp_error *err);

/* Whether it is a folder beneath the root. Symbolic links are not followed. */
bool bp_root_is_folder(int root, const char *name);

/* bp_root_read() for a path that the user named, links followed. "-" is standard input.
 */
bool bp_file_read(
	const char *path, size_t limit, struct bp_buf *out, struct bp_error *err);

/* Writes a whole file. An existing one is refused unless `replace`; then readers find
 * either the old or the new file, complete, at every moment. Anything but a regular file
 * (a link, a device, a pipe) is refused in any case. */
bool bp_file_write(
	const char *path, struct bp_str text, bool replace, struct bp_error *err);

/* The same with mode 0600, for what concerns a person. */
bool bp_file_write_private(
	const char *path, struct bp_str text, bool replace, struct bp_error *err);

/* Writes all of it to an open file, or says why not by errno. */
bool bp_write_all(int fd, struct bp_str bytes);

struct stat;

/* Opens for reading what a stranger may have put into a folder: a regular file alone. No
 * symbolic link is followed (ELOOP), nothing is waited for, and what is no such file is
 * EINVAL. Whose it is, how large it may be, and what other names it has are the caller's
 * questions to *info. */
int bp_open_plain(int folder, const char *name, struct stat *info);

/* Waits until what was made, renamed or removed in a folder is on the disk. False: errno
 * says why that is not known. */
bool bp_sync_folder(const char *path);
/* The same for all that was written to the file system of an open folder. */
bool bp_sync_disk(int folder);

bool bp_is_folder(const char *path);
bool bp_is_file(const char *path);

/* $XDG_DATA_HOME/berpijar/NAME, else $HOME/.local/share/berpijar/NAME; appended to out.
 */
bool bp_data_path(const char *name, struct bp_buf *out, struct bp_error *err);

/* The same of settings: $XDG_CONFIG_HOME/berpijar/NAME, else $HOME/.config/berpijar/NAME.
 * False: neither is known. */
bool bp_settings_path(const char *name, struct bp_buf *out);

/* Makes a folder and its parents with mode 0700. An existing folder is fine. */
bool bp_make_folder(const char *path, struct bp_error *err);

#endif
