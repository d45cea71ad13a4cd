/* Following files: by inotify where it tells, else by looking at them. */
#include <berpijar/arena.h>
#include <berpijar/follow.h>
#include <berpijar/text.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define LOOK_MS   500 /* between two looks where the kernel does not tell */
#define REST_MS   15  /* an editor that wrote nothing for so long is done … */
#define REST_MOST 3   /* … or goes on for longer than we wait */
#define EVENTS                                                                \
	(IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | \
		IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)

struct followed {
	char *folder, *name; /* name NULL: all that is in it */
	int watch;           /* -1: the kernel does not tell of it */
	bool wanted;         /* it was added since bp_follow_begin() */
	uint64_t seen;       /* what it looked like */
};

struct bp_follow {
	int fd; /* of inotify; -1: none could be had, or it is not to be used */
	struct followed *at;
	size_t count, room;
};

/* ---- looking ---- */

static bool follow_is_aside(const char *name)
{
	size_t len = strlen(name);

	return name[0] == '.' || (len && name[len - 1] == '~');
}

static uint64_t follow_hash(uint64_t hash, const char *name, const struct stat *info)
{
	const uint64_t facts[] = {(uint64_t)info->st_ino, (uint64_t)info->st_size,
		(uint64_t)info->st_mtim.tv_sec, (uint64_t)info->st_mtim.tv_nsec};

	hash = bp_hash(hash, bp_str(name));
	return bp_hash(hash, (struct bp_str){(const char *)facts, sizeof facts});
}

/* Each name counts by itself: the order in which a folder gives them says nothing. */
static uint64_t follow_look_into(DIR *folder)
{
	uint64_t sum = 1;
	struct dirent *entry;
	struct stat info;

	while ((entry = readdir(folder)))
		if (!follow_is_aside(entry->d_name) &&
			fstatat(dirfd(folder), entry->d_name, &info,
				AT_SYMLINK_NOFOLLOW) == 0 &&
			!S_ISDIR(info.st_mode))
			sum += follow_hash(BP_HASH_START, entry->d_name, &info);
	return sum;
}

/* 0: it is not there. */
static uint64_t follow_look(const struct followed *one)
{
	DIR *folder = opendir(one->folder);
	struct stat info;
	uint64_t seen = 0;

	if (folder && !one->name)
		seen = follow_look_into(folder);
	else if (folder && fstatat(dirfd(folder), one->name, &info, 0) == 0)
		seen = follow_hash(BP_HASH_START, one->name, &info);
	if (folder)
		closedir(folder);
	return seen;
}

/* ---- the kernel ---- */

/* Whether the kernel sees every write to the file system of a folder. */
static bool follow_is_local(const char *folder)
{
	static const uint32_t remote[] = {
		0x6969,     /* NFS */
		0x517b,     /* SMB */
		0xff534d42, /* CIFS */
		0xfe534d42, /* SMB 2 */
		0x65735546, /* FUSE */
		0x01021997, /* 9P: the drives of Windows in WSL */
		0x786f4256, /* shared folders of VirtualBox */
		0xbacbacbc, /* … of VMware */
		0x00c36400, /* Ceph */
		0x5346414f, /* AFS */
		0x0bd00bd0, /* Lustre */
	};
	struct statfs info;

	if (statfs(folder, &info) != 0)
		return false;
	for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
		if ((uint32_t)info.f_type == remote[i])
			return false;
	return true;
}

/* Whether an event says that something of ours was written: a look cannot tell where two
 * saves have one time and one size. */
static bool follow_is_written(
	const struct bp_follow *follow, const struct inotify_event *event)
{
	if (!event->len || !(event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) ||
		follow_is_aside(event->name))
		return false;
	for (size_t i = 0; i < follow->count; i++) {
		const struct followed *one = &follow->at[i];
		if (one->watch == event->wd &&
			(!one->name || strcmp(one->name, event->name) == 0))
			return true;
	}
	return false;
}

/* A folder that was removed or renamed is told of no more. */
static void follow_lose(struct bp_follow *follow, const struct inotify_event *event)
{
	for (size_t i = 0; i < follow->count; i++)
		if (event->mask & (IN_IGNORED | IN_MOVE_SELF) &&
			follow->at[i].watch == event->wd)
			follow->at[i].watch = -1;
}

/* Takes all that has been told; false: nothing. */
static bool follow_take(struct bp_follow *follow, bool *written)
{
	_Alignas(struct inotify_event) char told[4096];
	bool any = false;
	ssize_t got;

	while ((got = read(follow->fd, told, sizeof told)) > 0)
		for (ssize_t at = 0; at < got;) {
			const struct inotify_event *event = (const void *)(told + at);
			*written = *written || follow_is_written(follow, event);
			follow_lose(follow, event);
			any = true;
			at += (ssize_t)(sizeof *event + event->len);
		}
	return any;
}

/* Takes what is told until nothing more comes; true if something of ours was written. */
static bool follow_rest(struct bp_follow *follow)
{
	struct pollfd ready = {.fd = follow->fd, .events = POLLIN};
	bool written = false;

	if (follow->fd < 0 || !follow_take(follow, &written))
		return false;
	for (int i = 0; i < REST_MOST && poll(&ready, 1, REST_MS) > 0; i++)
		follow_take(follow, &written);
	return written;
}

/* ---- what is followed ---- */

struct bp_follow *bp_follow_new(void)
{
	struct bp_follow *follow = bp_alloc(1, sizeof *follow);
	const char *how = getenv("BERPIJAR_FOLLOW");

	follow->fd = how && strcmp(how, "poll") == 0
		? -1
		: inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	return follow;
}

void bp_follow_begin(struct bp_follow *follow)
{
	for (size_t i = 0; i < follow->count; i++)
		follow->at[i].wanted = false;
}

void bp_follow_end(struct bp_follow *follow)
{
	size_t kept = 0;

	for (size_t i = 0; i < follow->count; i++) {
		struct followed *one = &follow->at[i];
		if (one->wanted) {
			follow->at[kept++] = *one;
			continue;
		}
		if (one->watch >= 0)
			inotify_rm_watch(follow->fd, one->watch);
		free(one->folder);
		free(one->name);
	}
	follow->count = kept;
}

void bp_follow_free(struct bp_follow *follow)
{
	if (!follow)
		return;
	bp_follow_begin(follow);
	bp_follow_end(follow);
	if (follow->fd >= 0)
		close(follow->fd);
	free(follow->at);
	free(follow);
}

static struct followed *follow_find(
	const struct bp_follow *follow, const char *folder, const char *name)
{
	for (size_t i = 0; i < follow->count; i++) {
		struct followed *one = &follow->at[i];
		if (strcmp(one->folder, folder) == 0 && !one->name == !name &&
			(!name || strcmp(one->name, name) == 0))
			return one;
	}
	return NULL;
}

static int follow_watch(const struct bp_follow *follow, const char *folder)
{
	return follow->fd >= 0 && follow_is_local(folder)
		? inotify_add_watch(follow->fd, folder, EVENTS | IN_ONLYDIR)
		: -1;
}

void bp_follow_add(struct bp_follow *follow, const char *folder, const char *name)
{
	struct followed *known = follow_find(follow, folder, name);

	if (known) {
		known->wanted = true;
		if (known->watch < 0)
			known->watch = follow_watch(follow, folder);
		return;
	}
	if (follow->count == follow->room) {
		follow->room += 8;
		follow->at = bp_realloc(follow->at, follow->room, sizeof *follow->at);
	}
	struct followed *one = &follow->at[follow->count++];
	*one = (struct followed){
		.folder = bp_strdup(folder),
		.name = name ? bp_strdup(name) : NULL,
		.watch = follow_watch(follow, folder),
		.wanted = true,
	};
	one->seen = follow_look(one);
}

int bp_follow_fd(const struct bp_follow *follow)
{
	return follow->fd;
}

int bp_follow_wait(const struct bp_follow *follow)
{
	for (size_t i = 0; i < follow->count; i++)
		if (follow->at[i].watch < 0)
			return LOOK_MS;
	return -1;
}

bool bp_follow_changed(struct bp_follow *follow)
{
	bool changed = follow_rest(follow);

	for (size_t i = 0; i < follow->count; i++) {
		uint64_t now = follow_look(&follow->at[i]);
		changed = changed || now != follow->at[i].seen;
		follow->at[i].seen = now;
	}
	return changed;
}
