/* Tricks of the file system: what is no file, not in the course, or far too many. */
#include "case.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HUGE_BYTES ((off_t)1 << 30)

static const char *in(const char *course, const char *name)
{
	static char path[4096];

	snprintf(path, sizeof path, "%s/%s", course, name);
	return path;
}

static bool put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (!file)
		return false;
	bool ok = fputs(text, file) != EOF;
	return fclose(file) == 0 && ok;
}

static bool link_to(const char *course, const char *name, const char *target)
{
	const char *path = in(course, name);

	unlink(path);
	return symlink(target, path) == 0;
}

static bool many(const char *course, const char *before, int count, const char *after)
{
	char name[256];

	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof name, "%s%d%s", before, i, after);
		if (!put(in(course, name), "# Judul\n"))
			return false;
	}
	return true;
}

static bool sparse(const char *course, const char *name)
{
	const char *path = in(course, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0)
		return false;
	bool ok = ftruncate(fd, HUGE_BYTES) == 0;
	close(fd);
	return ok;
}

static bool lesson_sparse(const char *course)
{
	return sparse(course, LESSON);
}

static bool course_sparse(const char *course)
{
	return sparse(course, "course.yaml");
}

static bool lesson_link(const char *course)
{
	return link_to(course, LESSON, "/etc/passwd");
}

static bool lesson_parent(const char *course)
{
	return put(in(course, "../rahasia.md"), "rahasia\n") &&
		link_to(course, LESSON, "../rahasia.md");
}

static bool lesson_zero(const char *course)
{
	return link_to(course, LESSON, "/dev/zero");
}

static bool lesson_loop(const char *course)
{
	return link_to(course, LESSON, LESSON);
}

static bool lesson_dangling(const char *course)
{
	return link_to(course, LESSON, "tidak-ada.md");
}

static bool lesson_process(const char *course)
{
	return link_to(course, LESSON, "/proc/self/mem");
}

static bool lesson_fifo(const char *course)
{
	unlink(in(course, LESSON));
	return mkfifo(in(course, LESSON), 0600) == 0;
}

static bool lesson_folder(const char *course)
{
	unlink(in(course, LESSON));
	return mkdir(in(course, LESSON), 0700) == 0;
}

static bool lesson_unreadable(const char *course)
{
	return chmod(in(course, LESSON), 0) == 0;
}

static bool course_link(const char *course)
{
	return link_to(course, "course.yaml", "/etc/passwd");
}

static bool course_zero(const char *course)
{
	return link_to(course, "course.yaml", "/dev/zero");
}

static bool course_fifo(const char *course)
{
	unlink(in(course, "course.yaml"));
	return mkfifo(in(course, "course.yaml"), 0600) == 0;
}

static bool course_folder(const char *course)
{
	unlink(in(course, "course.yaml"));
	return mkdir(in(course, "course.yaml"), 0700) == 0;
}

static bool course_inside(const char *course)
{
	return link_to(course, "diri", ".") && link_to(course, "atas", "..");
}

static bool files_many(const char *course)
{
	return many(course, "x", 9990, ".txt");
}

static bool files_too_many(const char *course)
{
	return many(course, "x", 10000, ".txt");
}

static bool modules_many(const char *course)
{
	return many(course, "m", 990, ".md");
}

static bool modules_too_many(const char *course)
{
	return many(course, "m", 9990, ".md");
}

static bool modules_one_id(const char *course)
{
	return many(course, "", 900, "-sama.md");
}

static bool names_bad(const char *course)
{
	static const char *const names[] = {"\x1b]0;x\x07.md", "a\nb.md", "-rf.md",
		"\u202e"
		"dm.exe.md",
		"\xff\xfe.md",
		"\x9b"
		"2J.md",
		"..md", ".md", "\t.md", "$(id).md", "%s%n.md", "a;id.md", "\U000e0041.md",
		"\u200b.md"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!put(in(course, names[i]), "# a\n"))
			return false;
	return true;
}

static bool names_long(const char *course)
{
	char name[256];

	memset(name, 'a', 252);
	memcpy(name + 252, ".md", 4);
	return put(in(course, name), "# a\n");
}

static bool names_digits(const char *course)
{
	char name[256];

	for (int i = 1; i < 250; i++) {
		memset(name, '0', (size_t)i);
		snprintf(name + i, sizeof name - (size_t)i, "1.md");
		if (!put(in(course, name), "# a\n"))
			return false;
	}
	return true;
}

static bool links_out(const char *course)
{
	return put(in(course, LESSON),
		"[a](../../../etc/passwd) [b](/etc/passwd) [c](file:///etc/passwd) "
		"[d](javascript:alert) [e](..%2f..%2fetc) [f](//x/y) [g](.) [h](#) "
		"![i](/dev/zero) [j](01-pelajaran.md#%00) [k](\\\\x\\y)\n");
}

static bool after_circle(const char *course)
{
	char name[32], text[64];

	for (int i = 0; i < 900; i++) {
		snprintf(name, sizeof name, "m%d.md", i);
		snprintf(text, sizeof text, "---\nid: m%d\nafter: [m%d]\n---\n", i,
			(i + 1) % 900);
		if (!put(in(course, name), text))
			return false;
	}
	return true;
}

#define FILES(label, what, trick)                                                 \
	{                                                                         \
		.name = label, .attacks = what, .part = PART_FILES, .make = trick \
	}

const struct hostile hostile_files[] = {
	FILES("lesson-sparse", "1 GB in one line", lesson_sparse),
	FILES("lesson-link", "a link out of the course", lesson_link),
	FILES("lesson-parent", "a link to the folder above", lesson_parent),
	FILES("lesson-zero", "a link to a device", lesson_zero),
	FILES("lesson-loop", "a link to itself", lesson_loop),
	FILES("lesson-dangling", "a link to nothing", lesson_dangling),
	FILES("lesson-process", "a link to the process", lesson_process),
	FILES("lesson-fifo", "a pipe that nobody writes to", lesson_fifo),
	FILES("lesson-folder", "a folder with the name of a lesson", lesson_folder),
	FILES("lesson-unreadable", "a file that may not be read", lesson_unreadable),
	FILES("course-sparse", "1 GB of course.yaml", course_sparse),
	FILES("course-link", "course.yaml is a link", course_link),
	FILES("course-zero", "course.yaml is a device", course_zero),
	FILES("course-fifo", "course.yaml is a pipe", course_fifo),
	FILES("course-folder", "course.yaml is a folder", course_folder),
	FILES("course-inside", "a course in itself", course_inside),
	FILES("files-many", "as many files as are let through", files_many),
	FILES("files-too-many", "10,000 files", files_too_many),
	FILES("modules-many", "as many modules as are let through", modules_many),
	FILES("modules-too-many", "10,000 modules", modules_too_many),
	FILES("modules-one-id", "900 modules of one name", modules_one_id),
	FILES("after-circle", "900 modules that need each other", after_circle),
	FILES("names-bad", "names that are commands", names_bad),
	FILES("names-long", "the longest name", names_long),
	FILES("names-digits", "one number, written in all ways", names_digits),
	FILES("links-out", "links out of the course", links_out),
	{0},
};
