/* Pairing codes (pair.h). */
#include "pair.h"
#include "clock.h"
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#define PAIR_TRIES 5
#define PAIR_MS    (15 * 60 * 1000)

static bool pair_path(const struct sync *sync, const char *id, struct bp_buf *path,
	struct bp_error *err)
{
	bool ok = person_folder(sync, id, path, err);

	bp_buf_add_cstr(path, "/pair");
	return ok;
}

/* Each code as likely as any other. */
static bool pair_draw(char code[PAIR_CODE + 1])
{
	const uint64_t all = 100000000, most = UINT64_MAX / all * all;
	uint64_t chance;

	do
		if (getrandom(&chance, sizeof chance, 0) != sizeof chance)
			return false;
	while (chance >= most);
	snprintf(code, PAIR_CODE + 1, "%08llu", (unsigned long long)(chance % all));
	return true;
}

bool pair_make(
	struct sync *sync, const char *id, char code[PAIR_CODE + 1], struct bp_error *err)
{
	struct bp_buf path = {0}, words = {0};

	bool ok = pair_path(sync, id, &path, err) &&
		(pair_draw(code) ||
			bp_fail(err, BP_ERROR_SYSTEM, "%s", bp_strerror(errno)));
	if (ok)
		bp_buf_printf(&words, "%s %d %lld\n", code, PAIR_TRIES,
			(long long)clock_wall() + PAIR_MS);
	ok = ok && bp_file_write_private(path.at, bp_buf_str(&words), true, err);
	bp_buf_release(&path);
	bp_buf_release(&words);
	return ok;
}

/* Whether the code is that of the file, in which the tries that are left are counted before
 * anything is said. A clock that was put back does not prolong it. */
static bool pair_matches(int fd, const char *path, struct bp_str code)
{
	char words[64] = "", *end = words;
	ssize_t len = pread(fd, words, sizeof words - 1, 0);

	if (len <= PAIR_CODE || words[PAIR_CODE] != ' ')
		return false;
	long tries = strtol(words + PAIR_CODE, &end, 10);
	int64_t left = strtoll(end, NULL, 10) - clock_wall();
	bool good = tries > 0 && left > 0 && left <= PAIR_MS &&
		bp_str_equal(code, (struct bp_str){words, PAIR_CODE});
	if (good || tries <= 1 || left <= 0)
		return unlink(path) == 0 && good;
	words[PAIR_CODE + 1] = (char)('0' + tries - 1);
	if (pwrite(fd, words, (size_t)len, 0) != len)
		unlink(path);
	return false;
}

bool pair_try(struct sync *sync, const char *id, struct bp_str code, struct bp_error *err)
{
	struct bp_buf path = {0};

	if (!pair_path(sync, id, &path, err))
		return bp_buf_release(&path), false;
	int fd = open(path.at, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	/* one at a time, so that tries at the same time count, too */
	bool good = fd >= 0 && flock(fd, LOCK_EX) == 0 && pair_matches(fd, path.at, code);
	if (fd >= 0)
		close(fd);
	bp_buf_release(&path);
	return good ||
		bp_fail(err, BP_ERROR_INPUT,
			_("kode itu tidak berlaku: salah, sudah dipakai, atau lebih dari 15 menit; buatlah yang baru di sana: berpijar-sync pair %s"),
			id);
}

bool pair_read(const char *typed, char code[PAIR_CODE + 1], struct bp_error *err)
{
	size_t len = 0;

	for (; *typed && len <= PAIR_CODE; typed++)
		if (bp_is_digit(*typed) && len < PAIR_CODE)
			code[len++] = *typed;
		else if (*typed != ' ' && *typed != '-')
			len = PAIR_CODE + 1;
	code[len <= PAIR_CODE ? len : PAIR_CODE] = 0;
	return len == PAIR_CODE ||
		bp_fail(err, BP_ERROR_USAGE,
			_("--code: delapan angka, seperti yang disebut \"pair\""));
}

void pair_tell(const struct sync *sync, const char *id, const char *code)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line,
		_("kode %.4s %s, berlaku sekali dan 15 menit; di komputer orang yang sama: berpijar-sync bring %s --code %s -- ssh KANTOR"),
		code, code + 4, id, code);
	sync_say(sync, id, line.at);
	sync_say(sync, id,
		_("catatan di sana lalu memakai UUID catatan di kantor, dan keduanya digabungkan; itu tidak dapat dikembalikan"));
	bp_buf_release(&line);
}

int command_pair(struct sync *sync, struct bp_error *err)
{
	const char *id = sync->learners.at[0];
	char code[PAIR_CODE + 1];

	if (!bp_learner_exists(sync->store, id))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			       _("tidak ada catatan belajar peserta \"%s\""), id),
		       SYNC_FAILED;
	if (!pair_make(sync, id, code, err))
		return SYNC_FAILED;
	pair_tell(sync, id, code);
	return SYNC_DONE;
}
