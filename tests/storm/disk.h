/* A file system of a test's own, whose power can be cut: with all that it has not yet
 * written it is shut down (EXT4_IOC_SHUTDOWN, XFS_IOC_GOINGDOWN). */
#ifndef TESTS_STORM_DISK_H
#define TESTS_STORM_DISK_H

struct disk {
	const char *kind; /* ext4 or xfs */
	char folder[64], image[96];
	char path[96]; /* where it is mounted, for this process and its children */
};

/* Needs root, loop devices and mkfs; ends the test with 77 where they are missing. */
void disk_make(struct disk *disk, const char *kind);
void disk_remove(const struct disk *disk);

/* Cuts the power; when that began, as now_ms(). */
double disk_cut(const struct disk *disk);
/* Mounts it again; nobody may have a file open there any more. */
void disk_again(const struct disk *disk);

#endif
