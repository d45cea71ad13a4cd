#include "edits.h"
#include "lab.h"
#include <berpijar/file.h>
#include <berpijar/text.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES   16
#define LARGE   (300 * 1024) /* bytes: more than a module may have */
#define PATH    400
#define LIMITED (1024 * 1024)

struct edit {
	char path[PATH],
		aside[PATH]; /* the file; one beside it that no preview looks at */
	struct bp_buf text;  /* what it is to hold */
	uint32_t *seed;
};

/* ---- files ---- */

static size_t list_files(const char *folder, char names[FILES][NAME_MAX + 1])
{
	DIR *open = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	while (open && count < FILES && (entry = readdir(open)))
		if (entry->d_name[0] != '.')
			strcpy(names[count++], entry->d_name);
	if (open)
		closedir(open);
	return count;
}

/* What cannot be written is somebody else's doing: a folder that an edit took away. */
static void write_at(const char *path, int flags, const char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC | flags, 0600);

	while (fd >= 0 && len > 0) {
		ssize_t done = write(fd, bytes, len);
		if (done <= 0)
			break;
		bytes += done;
		len -= (size_t)done;
	}
	if (fd >= 0)
		close(fd);
}

static void copy_file(const char *from, const char *to)
{
	struct bp_buf text = {0};
	struct bp_error err;

	if (bp_file_read(from, LIMITED, &text, &err))
		write_at(to, O_TRUNC, text.at, text.len);
	bp_buf_release(&text);
}

static void make_folder(const char *folder)
{
	remove_tree(folder);
	if (mkdir(folder, 0700) != 0)
		die("%s: %s", folder, strerror(errno));
}

void edits_gather(const char *folder, int count, char **files)
{
	char target[PATH];

	make_folder(folder);
	for (int i = 0; i < count; i++) {
		const char *slash = strrchr(files[i], '/');
		snprintf(target, sizeof target, "%s/%s", folder,
			slash ? slash + 1 : files[i]);
		copy_file(files[i], target);
	}
}

void edits_begin(const char *folder, const char *from)
{
	char names[FILES][NAME_MAX + 1], source[PATH], target[PATH];

	make_folder(folder);
	for (size_t i = list_files(from, names); i-- > 0;) {
		snprintf(source, sizeof source, "%s/%s", from, names[i]);
		snprintf(target, sizeof target, "%s/%s", folder, names[i]);
		copy_file(source, target);
	}
}

/* ---- what is written: a text of the course, changed ---- */

static void add_garbage(struct edit *edit)
{
	static const char *const pieces[] = {"\n---\n", "```gift\n", "```", "{", "}",
		"::q1::", "=", "~", "####", "|", "> [!NOTE]\n", "[x](", "\0", "\xff\xfe",
		"\r", "\t", "\xe2\x80\xae", "\033[2J", "# ", "\ntitle: [",
		"\nkind: exam\n", "<details>", "[^1]", "- ", "$CATEGORY: a\n", "\n\n",
		"&#27;", "<!--"};
	uint32_t kind = random_below(edit->seed, sizeof pieces / sizeof *pieces + 4);
	size_t at = random_below(edit->seed, (uint32_t)edit->text.len + 1);
	struct bp_buf text = {0};

	bp_buf_add(&text, edit->text.at, at);
	if (kind < sizeof pieces / sizeof *pieces)
		bp_buf_add(&text, pieces[kind], *pieces[kind] ? strlen(pieces[kind]) : 1);
	else
		for (uint32_t i = random_below(edit->seed, 40); i > 0; i--)
			bp_buf_add_char(&text, (char)random_below(edit->seed, 256));
	/* and some of what stood there goes */
	if (random_below(edit->seed, 2))
		at += random_below(edit->seed, (uint32_t)(edit->text.len - at) + 1) / 4;
	bp_buf_add(&text, edit->text.at + at, edit->text.len - at);
	bp_buf_release(&edit->text);
	edit->text = text;
}

static void spoil(struct edit *edit)
{
	uint32_t kind = random_below(edit->seed, 12);

	if (kind < 4) /* as it was at the beginning */
		return;
	if (kind == 4) /* half written */
		edit->text.len = random_below(edit->seed, (uint32_t)edit->text.len + 1);
	if (kind == 5)
		while (edit->text.len < LARGE)
			bp_buf_add_cstr(&edit->text, "Satu baris lagi.\n\n");
	for (uint32_t i = random_below(edit->seed, 6); kind > 5 && i > 0; i--)
		add_garbage(edit);
}

/* ---- how ---- */

static void by_rename(struct edit *edit)
{
	write_at(edit->aside, O_TRUNC, edit->text.at, edit->text.len);
	if (rename(edit->aside, edit->path) != 0)
		unlink(edit->aside);
}

static void anew(struct edit *edit)
{
	size_t half = edit->text.len / 2;

	write_at(edit->path, O_TRUNC, edit->text.at, half);
	write_at(edit->path, O_APPEND, edit->text.at + half, edit->text.len - half);
}

static void in_place(struct edit *edit)
{
	write_at(edit->path, 0, edit->text.at, edit->text.len);
}

static void by_removal(struct edit *edit)
{
	unlink(edit->path);
}

static void as_folder(struct edit *edit)
{
	unlink(edit->path);
	mkdir(edit->path, 0700);
}

static void as_fifo(struct edit *edit)
{
	unlink(edit->path);
	mkfifo(edit->path, 0600);
}

static void as_link(struct edit *edit)
{
	unlink(edit->path);
	if (symlink(random_below(edit->seed, 2) ? "/dev/zero" : edit->path, edit->path) !=
		0)
		errno = 0;
}

/* Not through a link: /dev/zero is everybody's. */
static void unreadable(struct edit *edit)
{
	mode_t mode = random_below(edit->seed, 2) ? 0 : 0600;
	struct stat info;

	if (lstat(edit->path, &info) == 0 && !S_ISLNK(info.st_mode))
		chmod(edit->path, mode);
}

static void renamed(struct edit *edit)
{
	char other[PATH + 16];

	snprintf(other, sizeof other, "%s%u.md", edit->path, random_below(edit->seed, 4));
	if (rename(edit->path, other) != 0)
		errno = 0;
}

static const struct {
	const char *name;
	void (*make)(struct edit *edit);
} ways[] = {
	{"by rename", by_rename},
	{"by rename", by_rename},
	{"by rename", by_rename},
	{"anew", anew},
	{"anew", anew},
	{"in place", in_place},
	{"in place", in_place},
	{"removed", by_removal},
	{"renamed", renamed},
	{"a folder", as_folder},
	{"a pipe", as_fifo},
	{"a link", as_link},
	{"its mode", unreadable},
};

const char *edits_make(const char *folder, const char *from, uint32_t *seed)
{
	char names[FILES][NAME_MAX + 1], source[PATH];
	uint32_t count = (uint32_t)list_files(from, names);
	const char *name = names[random_below(seed, count)];
	size_t way = random_below(seed, sizeof ways / sizeof *ways);
	struct edit edit = {.seed = seed};
	struct bp_error err;

	if (random_below(seed, 40) == 0) { /* the whole folder is made anew, or goes */
		if (random_below(seed, 2))
			edits_begin(folder, from);
		else
			remove_tree(folder);
		return "the folder";
	}
	snprintf(edit.path, sizeof edit.path, "%s/%s", folder, name);
	snprintf(edit.aside, sizeof edit.aside, "%s/.%s.new", folder, name);
	snprintf(source, sizeof source, "%s/%s", from, name);
	if (!bp_file_read(source, LIMITED, &edit.text, &err))
		die("%s cannot be read", source);
	bp_buf_add(&edit.text, "", 0);
	rmdir(edit.path);
	spoil(&edit);
	ways[way].make(&edit);
	bp_buf_release(&edit.text);
	return ways[way].name;
}
