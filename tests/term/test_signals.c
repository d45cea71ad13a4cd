/* A stop that came too late is taken back. */
#include "signals.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
/* cmocka.h needs these before it */
#include <cmocka.h>

static bool still(void)
{
	return true;
}

/* `fg` was there already. */
static bool no_longer(void)
{
	return false;
}

/* `fg` comes just now. */
static bool still_for_a_moment(void)
{
	kill(getpid(), SIGCONT);
	return true;
}

/* Whether a process stops. In a group of its own, with a parent outside it: else nobody could
 * continue it, and the system would not stop it. */
static bool stops(bool (*asked)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		setpgid(0, 0);
		bp_signals_stop(asked);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, WUNTRACED), child);
	bool stopped = WIFSTOPPED(status);
	if (stopped) {
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
	}
	return stopped;
}

static void test_stop(void **state)
{
	(void)state;
	assert_true(stops(still));
	assert_false(stops(no_longer));
	assert_false(stops(still_for_a_moment));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_stop)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
