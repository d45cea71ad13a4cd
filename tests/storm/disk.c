#include "disk.h"
#include "lab.h"
#include "session.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define SKIPPED 77

/* _IOR('X', 125, uint32_t), for both file systems; 2: without writing the log. */
#define GOING_DOWN _IOR('X', 125, uint32_t)
#define NO_LOG     2

__attribute__((format(printf, 1, 2))) static bool command(const char *format, ...)
{
	char line[400];
	va_list args;

	va_start(args, format);
	int len = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= sizeof line)
		die("the command is too long");
	return system(line) == 0;
}

void disk_remove(const struct disk *disk)
{
	umount2(disk->path, MNT_DETACH);
	unlink(disk->image);
	rmdir(disk->path);
	rmdir(disk->folder);
}

__attribute__((noreturn)) static void skip(const struct disk *disk, const char *why)
{
	disk_remove(disk);
	printf("skipped: %s\n", why);
	exit(SKIPPED);
}

/* Its mounts are ours alone and end with us. */
void disk_make(struct disk *disk, const char *kind)
{
	const char *parent = getenv("TMPDIR");

	*disk = (struct disk){.kind = kind};
	snprintf(disk->folder, sizeof disk->folder, "%s/berpijar-power-XXXXXX",
		parent && *parent ? parent : "/tmp");
	if (!mkdtemp(disk->folder))
		die("%s: %s", disk->folder, strerror(errno));
	snprintf(disk->image, sizeof disk->image, "%s/image", disk->folder);
	snprintf(disk->path, sizeof disk->path, "%s/disk", disk->folder);
	if (geteuid() != 0)
		skip(disk, "needs root");
	if (!command("command -v mkfs.%s >/dev/null", kind))
		skip(disk, "there is no mkfs for it");
	if (unshare(CLONE_NEWNS) != 0 ||
		mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		skip(disk, "nothing can be mounted here");
	if (mkdir(disk->path, 0700) != 0 ||
		!command("truncate -s 320M %s", disk->image) ||
		!command("mkfs.%s -q %s >/dev/null", kind, disk->image) ||
		!command("mount -o loop %s %s", disk->image, disk->path))
		skip(disk, "a file cannot be mounted here");
}

double disk_cut(const struct disk *disk)
{
	uint32_t how = NO_LOG;
	int fd = open(disk->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	double began = now_ms();

	if (fd < 0 || ioctl(fd, GOING_DOWN, &how) != 0)
		die("the file system cannot be shut down: %s", strerror(errno));
	close(fd);
	return began;
}

void disk_again(const struct disk *disk)
{
	if (umount(disk->path) != 0)
		die("%s cannot be unmounted: %s", disk->path, strerror(errno));
	if (!command("mount -o loop %s %s", disk->image, disk->path))
		die("%s cannot be mounted", disk->image);
}
