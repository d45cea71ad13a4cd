/*
 * Landlock: which files. Its calls and numbers are written out, since the headers of
 * Debian 12 end at the second version.
 */
#include "parts.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CREATE_RULESET 444
#define ADD_RULE       445
#define RESTRICT_SELF  446
#define ASK_VERSION    1U /* a flag of CREATE_RULESET */
#define BENEATH        1  /* the kind of rule */

enum {
	WRITE_FILE = 1 << 1,
	READ_FILE = 1 << 2,
	READ_FOLDER = 1 << 3,
	REMOVE_FILE = 1 << 5,
	MAKE_FILE = 1 << 8,
	REFER = 1 << 13,        /* to another folder; version 2 */
	TRUNCATE = 1 << 14,     /* version 3 */
	IOCTL_DEVICE = 1 << 15, /* version 5 */
	VERSION_1 = (1 << 13) - 1,

	BIND_TCP = 1 << 0, /* version 4 */
	CONNECT_TCP = 1 << 1,

	ABSTRACT_SOCKETS = 1 << 0, /* version 6 */
	SIGNALS = 1 << 1,
};

/* What is refused unless a rule allows it. Each version knows a longer start of it. */
struct ruleset {
	uint64_t files, network, scopes;
};

struct rule {
	uint64_t allowed;
	int32_t beneath;
} __attribute__((packed));

static const struct {
	int version;
	size_t size;
	struct ruleset handled;
} additions[] = {
	{1, sizeof(uint64_t), {VERSION_1, 0, 0}},
	{2, sizeof(uint64_t), {REFER, 0, 0}},
	{3, sizeof(uint64_t), {TRUNCATE, 0, 0}},
	{4, 2 * sizeof(uint64_t), {0, BIND_TCP | CONNECT_TCP, 0}},
	{5, 2 * sizeof(uint64_t), {IOCTL_DEVICE, 0, 0}},
	{6, 3 * sizeof(uint64_t), {0, 0, ABSTRACT_SOCKETS | SIGNALS}},
};

static const struct {
	uint64_t file, folder; /* a rule for a file may name only rights of files */
} granted[] = {
	[BP_FENCE_READ] = {READ_FILE, READ_FILE | READ_FOLDER},
	[BP_FENCE_WRITE] = {READ_FILE | WRITE_FILE | TRUNCATE,
		READ_FILE | WRITE_FILE | TRUNCATE | READ_FOLDER | REMOVE_FILE |
			MAKE_FILE},
};

int files_version(void)
{
	long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);

	return version > 0 ? (int)version : 0;
}

int files_version_for(const struct bp_fence *fence)
{
	int version = files_version(), most = fence->landlock;

	if (most < 0)
		return 0;
	return most && most < version ? most : version;
}

/* All that this kernel can refuse. */
static int files_ruleset(const struct bp_fence *fence, struct ruleset *handled)
{
	int version = files_version_for(fence);
	size_t size = 0;

	*handled = (struct ruleset){0};
	for (size_t i = 0; i < sizeof additions / sizeof *additions; i++) {
		if (additions[i].version > version)
			break;
		size = additions[i].size;
		handled->files |= additions[i].handled.files;
		handled->network |= additions[i].handled.network;
		handled->scopes |= additions[i].handled.scopes;
	}
	return (int)syscall(CREATE_RULESET, handled, size, 0);
}

static bool files_allow(
	int rules, const struct bp_fence_gate *gate, const struct ruleset *handled)
{
	/* what is written to is named by us; a link there was made by somebody else */
	int follow = gate->right == BP_FENCE_WRITE ? O_NOFOLLOW : 0;
	struct rule rule = {.beneath = open(gate->path, O_PATH | O_CLOEXEC | follow)};
	struct stat info;

	if (rule.beneath < 0)
		return errno == ENOENT && gate->right == BP_FENCE_READ;
	bool ok = fstat(rule.beneath, &info) == 0;
	rule.allowed = handled->files &
		(S_ISDIR(info.st_mode) ? granted[gate->right].folder
				       : granted[gate->right].file);
	ok = ok && syscall(ADD_RULE, rules, BENEATH, &rule, 0) == 0;
	int cause = errno;
	close(rule.beneath);
	errno = cause;
	return ok;
}

bool files_close(const struct bp_fence *fence, const char **at)
{
	struct ruleset handled;
	int rules = files_ruleset(fence, &handled);
	bool ok = rules >= 0;

	*at = NULL;
	for (size_t i = 0; ok && i < fence->count; i++) {
		ok = files_allow(rules, &fence->gates[i], &handled);
		*at = ok ? NULL : fence->gates[i].path;
	}
	ok = ok && syscall(RESTRICT_SELF, rules, 0) == 0;
	int cause = errno;
	if (rules >= 0)
		close(rules);
	errno = cause;
	return ok;
}
