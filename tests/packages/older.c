/*
 * older openat2|2015 COMMAND...: runs a command as if the kernel had no openat2(), or none of
 * the calls that came after Linux 4.4 (2015): they fail with ENOSYS. For x86-64.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LAST_OF_2015 325 /* mlock2 */

static bool older_forbid(const struct sock_filter *filter, size_t count)
{
	struct sock_fprog program = {(unsigned short)count, (struct sock_filter *)filter};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

int main(int argc, char **argv)
{
	const bool old = argc > 2 && strcmp(argv[1], "2015") == 0;
	const struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		old ? (struct sock_filter)BPF_JUMP(
			      BPF_JMP | BPF_JGT | BPF_K, LAST_OF_2015, 0, 1)
		    : (struct sock_filter)BPF_JUMP(
			      BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};

	if (argc < 3 || !older_forbid(filter, sizeof filter / sizeof *filter)) {
		fputs("usage: older openat2|2015 COMMAND...\n", stderr);
		return 2;
	}
	execv(argv[2], argv + 2);
	perror(argv[2]);
	return 127;
}
