/* `berpijar kiosk --outbox`: the file of a learner's outbox that is due, to standard output. */
#include "kiosk.h"
#include <berpijar/outbox.h>
#include <errno.h>
#include <unistd.h>

/* Its name goes to standard error, so that it is known what came. */
static bool kiosk_send_file(int fd, const char *name, struct bp_error *err)
{
	char piece[1 << 16];
	size_t left = BP_OUTBOX_LIMIT;
	ssize_t got = 1;

	while (left && (got = read(fd, piece, sizeof piece)) > 0) {
		size_t size = (size_t)got < left ? (size_t)got : left;
		if (fwrite(piece, 1, size, stdout) != size)
			return true; /* told when standard output is closed */
		left -= size;
	}
	if (got < 0)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat dibaca: %s"), name,
			bp_strerror(errno));
	bp_say(stderr, "%s\n", name);
	return true;
}

/* A terminal would show the file, and whatever is in it would act there. */
bool kiosk_hand_over(
	const struct options *options, const char *store, struct bp_error *err)
{
	struct bp_buf name = {0};
	int fd = -1;

	if (isatty(STDOUT_FILENO))
		return bp_fail(err, BP_ERROR_USAGE,
			_("berkas tidak ditampilkan di terminal; simpanlah, misalnya: ssh SERVER > bukti.txt"));
	bool ok = bp_outbox_next(store, options->config.learner, &fd, &name, err) &&
		kiosk_send_file(fd, name.at, err);
	if (fd >= 0)
		close(fd);
	bp_buf_release(&name);
	return ok;
}
