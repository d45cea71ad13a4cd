/* Waiting for input, and what tests are told of it; waiting for output. */
#include <berpijar/wait.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAIT_LOOK_MS 250 /* a signal that came just before a wait is seen after it */

static int wait_poll(
	struct pollfd *ready, nfds_t count, int milliseconds, const sigset_t *unblocked)
{
	struct timespec time = {
		.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000L};

	return ppoll(ready, count, milliseconds < 0 ? NULL : &time, unblocked);
}

bool bp_wait_output(int milliseconds, int (*ending)(void))
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	for (int left = milliseconds; left > 0; left -= WAIT_LOOK_MS)
		if (ending() ||
			poll(&out, 1, left < WAIT_LOOK_MS ? left : WAIT_LOOK_MS) > 0)
			return true;
	return false;
}

#ifdef BERPIJAR_TESTS

#define WAIT_MOST 4 /* descriptors, the test's own among them */

static int wait_noted = -1; /* by bp_wait_prepare() */

/* The end of the socket at whose other end the test asks; -1 if there is none. */
static int wait_test_fd(void)
{
	const char *number = getenv("BERPIJAR_TEST_FD");

	return number ? (int)strtol(number, NULL, 10) : wait_noted;
}

void bp_wait_prepare(void)
{
	wait_noted = wait_test_fd();
}

/* Sends the last question back. Not with write(), which tests of the store make fail. */
static void wait_answer(int fd)
{
	char asked[64];
	ssize_t len = recv(fd, asked, sizeof asked, MSG_DONTWAIT);

	if (len > 0)
		send(fd, asked + len - 1, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/*
 * A question is answered only after another look at everything else: what the test did
 * before it asked (a key, a signal) is handled first. poll() looked at the input before it
 * looked at the question, and something may have come in between.
 */
int bp_wait(
	struct pollfd *ready, nfds_t count, int milliseconds, const sigset_t *unblocked)
{
	struct pollfd all[WAIT_MOST] = {0};
	int fd = wait_test_fd(), found;

	if (fd < 0 || count >= WAIT_MOST)
		return wait_poll(ready, count, milliseconds, unblocked);
	for (;;) {
		for (nfds_t i = 0; i < count; i++)
			all[i] = ready[i];
		all[count] = (struct pollfd){.fd = fd, .events = POLLIN};
		found = wait_poll(all, count + 1, milliseconds, unblocked);
		if (found <= 0 || !all[count].revents)
			break;
		found = wait_poll(ready, count, 0, unblocked);
		if (found != 0)
			return found;
		if (all[count].revents & POLLHUP)
			fd = -1; /* the test has gone away */
		else
			wait_answer(fd);
	}
	for (nfds_t i = 0; i < count; i++)
		ready[i].revents = all[i].revents;
	return found;
}

#else

void bp_wait_prepare(void)
{
}

int bp_wait(
	struct pollfd *ready, nfds_t count, int milliseconds, const sigset_t *unblocked)
{
	return wait_poll(ready, count, milliseconds, unblocked);
}

#endif
