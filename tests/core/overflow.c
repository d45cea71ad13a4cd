/* A sum that overflows: in a build with sanitizers the program must not get to its end. */
#include <limits.h>

int main(int argc, char **argv)
{
	volatile int most = INT_MAX;

	(void)argv;
	most = most + argc;
	return 0;
}
