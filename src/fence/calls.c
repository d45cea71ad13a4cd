/*
 * seccomp: which system calls. A filter is a small program that the kernel runs before each
 * call; it is made of the tables below. Found by strace over whole sessions; what the C
 * library of another version may use in place of a call stands beside it.
 */
#include "parts.h"
#include <asm/termbits.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define MACHINE AUDIT_ARCH_AARCH64
#else
#define MACHINE 0 /* no list was made for this one */
#endif

/* From here on calls have the same numbers on all machines; what is not allowed of them
 * does not exist, so that the C library takes an older one. */
#define CALLS_NEWER 424

static const unsigned allowed[] = {
	/* what is open */
	SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_lseek,
	SYS_close, SYS_pipe2, SYS_ppoll, SYS_fstat, SYS_fstatfs, SYS_ftruncate,
	SYS_fallocate, SYS_fsync, SYS_fdatasync, SYS_fchmod, SYS_getdents64,
	SYS_fadvise64,
	/* names of files, of which Landlock knows which; not those that make links, folders
	 * and devices, nor chmod and truncate, which no Landlock or not every one sees */
	SYS_openat, SYS_openat2, SYS_newfstatat, SYS_statx, SYS_statfs, SYS_faccessat,
	SYS_faccessat2, SYS_readlinkat, SYS_unlinkat, SYS_renameat, SYS_renameat2,
	/* memory */
	SYS_brk, SYS_munmap, SYS_mremap, SYS_madvise,
	/* about the process and the system */
	SYS_getpid, SYS_gettid, SYS_getppid, SYS_getpgid, SYS_getuid, SYS_geteuid,
	SYS_getgid, SYS_getegid, SYS_getrusage, SYS_sysinfo, SYS_uname, SYS_getrandom,
	/* clocks, waiting, signals to itself, the end */
	SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_clock_nanosleep,
	SYS_nanosleep, SYS_futex, SYS_sched_yield, SYS_restart_syscall, SYS_setitimer,
	SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigtimedwait,
	SYS_sigaltstack, SYS_exit, SYS_exit_group,
#ifdef __x86_64__ /* the same by older names */
	SYS_poll, SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_unlink,
	SYS_rename, SYS_getpgrp, SYS_time, SYS_alarm,
#endif
#ifdef BERPIJAR_TESTS
	SYS_recvfrom, /* a test asks whether we wait (core/wait.c) */
#endif
};

/* Calls that are allowed with some arguments. */
enum check {
	ONE_OF,    /* the argument is one of the list */
	WITHOUT,   /* it has none of these bits */
	OURSELVES, /* it is this process */
	NOTHING,   /* it is 0, all of its 64 bits */
};

/* The terminal's settings and size. Not TIOCSTI and TIOCLINUX, which type for whoever reads
 * the terminal next; not FIOSETOWN, which lets signals be sent. */
static const uint32_t requests[] = {TCGETS, TCSETS, TCSETSW, TCSETSF, TCFLSH, TIOCGWINSZ,
	TIOCGPGRP, TIOCOUTQ, FIONREAD, FIONBIO};

/* Not F_SETOWN and F_SETSIG, with which the kernel sends any signal to any process. */
static const uint32_t commands[] = {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL,
	F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW};

static const uint32_t executable[] = {PROT_EXEC};

#define LIST(values) (values), sizeof(values) / sizeof *(values)

static const struct {
	unsigned call, argument;
	enum check check;
	const uint32_t *values;
	size_t count;
} conditions[] = {
	{SYS_ioctl, 1, ONE_OF, LIST(requests)}, {SYS_fcntl, 1, ONE_OF, LIST(commands)},
	{SYS_mmap, 2, WITHOUT, LIST(executable)},
	{SYS_mprotect, 2, WITHOUT, LIST(executable)}, {SYS_kill, 0, OURSELVES, NULL, 0},
	{SYS_tgkill, 0, OURSELVES, NULL, 0}, {SYS_prlimit64, 0, NOTHING, NULL, 0},
	{SYS_sendto, 4, NOTHING, NULL, 0}, /* to where it is connected: the log */
};

/* ---- the filter ---- */

#define MOST 256 /* instructions */

struct filter {
	struct sock_filter at[MOST];
	unsigned short count;
};

static void filter_add(
	struct filter *filter, unsigned code, uint32_t value, unsigned yes, unsigned no)
{
	if (filter->count < MOST)
		filter->at[filter->count++] = (struct sock_filter){
			(uint16_t)code, (uint8_t)yes, (uint8_t)no, value};
}

static void filter_load(struct filter *filter, size_t offset)
{
	filter_add(filter, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void filter_answer(struct filter *filter, uint32_t answer)
{
	filter_add(filter, BPF_RET | BPF_K, answer, 0, 0);
}

/* Goes on `yes` instructions further if what was loaded is the value. */
static void filter_if(struct filter *filter, uint32_t value, unsigned yes, unsigned no)
{
	filter_add(filter, BPF_JMP | BPF_JEQ | BPF_K, value, yes, no);
}

static size_t filter_argument(unsigned argument)
{
	size_t high_first = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0;

	return offsetof(struct seccomp_data, args) + argument * sizeof(uint64_t) +
		high_first;
}

/* After each of these the next instruction refuses, and the one behind it allows. */
static void filter_check(struct filter *filter, size_t row)
{
	size_t low = filter_argument(conditions[row].argument),
	       count = conditions[row].count;

	filter_load(filter, low);
	switch (conditions[row].check) {
	case ONE_OF:
		for (size_t i = 0; i < count; i++)
			filter_if(filter, conditions[row].values[i],
				(unsigned)(count - i), 0);
		break;
	case WITHOUT:
		filter_add(filter, BPF_JMP | BPF_JSET | BPF_K, conditions[row].values[0],
			0, 1);
		break;
	case OURSELVES: filter_if(filter, (uint32_t)getpid(), 1, 0); break;
	case NOTHING:
		filter_if(filter, 0, 0, 2);
		filter_load(filter, low ^ 4);
		filter_if(filter, 0, 1, 0);
		break;
	}
}

static void filter_condition(struct filter *filter, size_t row, uint32_t refusal)
{
	unsigned short test = filter->count;

	filter_if(filter, conditions[row].call, 0, 0);
	filter_check(filter, row);
	filter_answer(filter, refusal);
	filter_answer(filter, SECCOMP_RET_ALLOW);
	filter->at[test].jf = (uint8_t)(filter->count - test - 1);
}

static void filter_make(struct filter *filter, uint32_t refusal)
{
	filter_load(filter, offsetof(struct seccomp_data, arch));
	filter_if(filter, MACHINE, 1, 0);
	filter_answer(filter, SECCOMP_RET_KILL_PROCESS);
	filter_load(filter, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
		filter_if(filter, allowed[i], 0, 1);
		filter_answer(filter, SECCOMP_RET_ALLOW);
	}
	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
		filter_condition(filter, i, refusal);
	filter_add(filter, BPF_JMP | BPF_JGE | BPF_K, CALLS_NEWER, 0, 1);
	filter_answer(filter, SECCOMP_RET_ERRNO | ENOSYS);
	filter_answer(filter, refusal);
}

bool calls_known(void)
{
	/* without a filter it fails all the same, but not with EINVAL */
	return MACHINE &&
		!(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) == -1 &&
			errno == EINVAL);
}

bool calls_close(bool stern)
{
	struct filter filter = {0};

	filter_make(
		&filter, stern ? SECCOMP_RET_KILL_PROCESS : SECCOMP_RET_ERRNO | EPERM);
	if (filter.count == MOST) {
		errno = ENOSPC;
		return false;
	}
	struct sock_fprog program = {filter.count, filter.at};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}
