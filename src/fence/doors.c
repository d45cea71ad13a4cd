/*
 * The doors of the fence, each tried by a process of its own. A try returns 0 if it got
 * through, else errno.
 */
#include "parts.h"
#include <berpijar/lang.h>
#include <berpijar/text.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define FENCE_FAILED 255         /* exit status; no errno is so large */
#define TOO_MUCH     (300 << 20) /* bytes: more than the limits of memory and of files */

/* What a try finds, made before the fence is closed. */
struct stage {
	const struct bp_fence_ground *ground;
	struct bp_buf made; /* a name in the session's own folder */
	pid_t sibling;      /* another session */
	int terminal;       /* the controlling terminal; -1: none could be had */
};

static int door_result(long returned)
{
	return returned < 0 ? errno : 0;
}

/* ---- files ---- */

static int door_open(const char *path, int flags)
{
	return door_result(open(path, flags | O_CLOEXEC));
}

static int door_read_other(const struct stage *stage)
{
	return door_open(stage->ground->other, O_RDONLY);
}

static int door_write_other(const struct stage *stage)
{
	return door_open(stage->ground->other, O_RDWR);
}

static int door_empty_other(const struct stage *stage)
{
	return door_result(truncate(stage->ground->other, 0));
}

static int door_chmod_other(const struct stage *stage)
{
	return door_result(chmod(stage->ground->other, 0600));
}

static int door_remove_other(const struct stage *stage)
{
	return door_result(unlink(stage->ground->other));
}

static int door_link_other(const struct stage *stage)
{
	return door_result(link(stage->ground->other, stage->made.at));
}

static int door_bring_other(const struct stage *stage)
{
	return door_result(rename(stage->ground->other, stage->made.at));
}

static int door_symlink(const struct stage *stage)
{
	return door_result(symlink(stage->ground->other, stage->made.at));
}

static int door_key(const struct stage *stage)
{
	return door_open(stage->ground->key, O_RDONLY);
}

static int door_read_box(const struct stage *stage)
{
	return door_open(stage->ground->box, O_RDONLY | O_DIRECTORY);
}

/* Where a proof is asked for in somebody else's name. */
static int door_write_box(const struct stage *stage)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "%s/door", stage->ground->box);
	int result = door_result(open(path.at, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
	unlink(path.at);
	return result;
}

static int door_outside(const struct stage *stage)
{
	return door_open(stage->ground->outside, O_RDONLY);
}

static int door_write_course(const struct stage *stage)
{
	return door_open(stage->ground->course, O_WRONLY);
}

static int door_device(const struct stage *stage)
{
	return door_result(mknod(stage->made.at, S_IFCHR | 0600, makedev(1, 3)));
}

static int door_pipe(const struct stage *stage)
{
	return door_result(mkfifo(stage->made.at, 0600));
}

/* ---- programs and processes ---- */

static int door_exec(const struct stage *stage)
{
	char name[] = "true", *argv[] = {name, NULL};

	(void)stage;
	return door_result(execv("/bin/true", argv));
}

static int door_exec_memory(const struct stage *stage)
{
	(void)stage;
	return door_result(memfd_create("x", MFD_CLOEXEC));
}

static int door_fork(const struct stage *stage)
{
	pid_t child = fork();

	(void)stage;
	if (child == 0)
		_exit(0);
	return door_result(child);
}

static int door_code(const struct stage *stage)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)stage;
	return page == MAP_FAILED ? errno : 0;
}

static int door_kill(const struct stage *stage)
{
	return door_result(kill(stage->sibling, SIGCONT));
}

static int door_queue(const struct stage *stage)
{
	return door_result(sigqueue(stage->sibling, SIGCONT, (union sigval){0}));
}

/* The kernel sends the signal when something comes in. */
static int door_owner(const struct stage *stage)
{
	return door_result(fcntl(STDIN_FILENO, F_SETOWN, stage->sibling));
}

static int door_limit(const struct stage *stage)
{
	struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};

	if (getrlimit(RLIMIT_CPU, &limit) != 0)
		return errno;
	return door_result(prlimit(stage->sibling, RLIMIT_CPU, &limit, NULL));
}

static int door_trace(const struct stage *stage)
{
	return door_result(ptrace(PTRACE_SEIZE, stage->sibling, NULL, NULL));
}

static int door_memory_other(const struct stage *stage)
{
	char byte;
	struct iovec ours = {&byte, 1}, theirs = {(void *)(uintptr_t)stage, 1};

	return door_result(process_vm_readv(stage->sibling, &ours, 1, &theirs, 1, 0));
}

static int door_proc(const struct stage *stage)
{
	struct bp_buf path = {0};

	bp_buf_printf(&path, "/proc/%d/environ", (int)stage->sibling);
	return door_open(path.at, O_RDONLY);
}

/* ---- the network, the terminal, the kernel ---- */

static int door_internet(const struct stage *stage)
{
	(void)stage;
	return door_result(socket(AF_INET, SOCK_STREAM, 0));
}

static int door_local(const struct stage *stage)
{
	(void)stage;
	return door_result(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int door_type(const struct stage *stage)
{
	return door_result(ioctl(stage->terminal, TIOCSTI, "x"));
}

static int door_paste(const struct stage *stage)
{
	return door_result(ioctl(stage->terminal, TIOCLINUX, "\3"));
}

/* With arguments that lead to nothing where they are looked at. */
static int door_calls(const struct stage *stage)
{
	static const long calls[] = {SYS_io_uring_setup, SYS_bpf, SYS_keyctl, SYS_add_key,
		SYS_userfaultfd, SYS_perf_event_open, SYS_open_by_handle_at, SYS_mount,
		SYS_unshare, SYS_setns, SYS_clone, SYS_clone3, SYS_pidfd_open,
		SYS_pidfd_send_signal, SYS_personality, SYS_prctl, SYS_setxattr,
		SYS_utimensat, SYS_sched_setaffinity, SYS_setpriority, SYS_shmget,
		SYS_mq_open, SYS_connect, SYS_sendmsg, SYS_inotify_init1,
		SYS_fanotify_init, SYS_init_module, SYS_kexec_load, SYS_chroot,
		SYS_setuid};

	(void)stage;
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		if (syscall(calls[i], -1L, -1L, -1L, -1L, -1L) >= 0 ||
			(errno != EPERM && errno != ENOSYS))
			return 0;
	return EPERM;
}

/* ---- what a session may use up ---- */

static int door_memory(const struct stage *stage)
{
	(void)stage;
	void *much = FENCE_SANITIZED
		? NULL
		: mmap(NULL, TOO_MUCH, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (FENCE_SANITIZED)
		return ENOTSUP;
	return much == MAP_FAILED ? errno : 0;
}

static int door_disk(const struct stage *stage)
{
	int fd = open(stage->made.at, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	return fd < 0 ? ENOTSUP : door_result(ftruncate(fd, TOO_MUCH));
}

static int door_core(const struct stage *stage)
{
	struct rlimit limit = {0};

	(void)stage;
	if (getrlimit(RLIMIT_CORE, &limit) != 0)
		return ENOTSUP;
	return limit.rlim_max ? 0 : EPERM;
}

/* ---- all of them ---- */

#define LANDLOCK "Landlock"
#define SECCOMP  "seccomp"
#define BOTH     "Landlock, seccomp"
#define LIMIT    N_("batas")

static const struct {
	struct bp_door door;
	int (*try)(const struct stage *stage);
} doors[] = {
	{{N_("catatan peserta lain: membaca"), LANDLOCK}, door_read_other},
	{{N_("catatan peserta lain: menulis"), LANDLOCK}, door_write_other},
	{{N_("catatan peserta lain: mengosongkan"), BOTH}, door_empty_other},
	{{N_("catatan peserta lain: mengubah hak akses"), SECCOMP}, door_chmod_other},
	{{N_("catatan peserta lain: menghapus"), LANDLOCK}, door_remove_other},
	{{N_("catatan peserta lain: menautkan ke folder sendiri"), BOTH},
		door_link_other},
	{{N_("catatan peserta lain: memindahkan"), LANDLOCK}, door_bring_other},
	{{N_("kotak keluar peserta lain: membaca"), LANDLOCK}, door_read_box},
	{{N_("kotak keluar peserta lain: menulis"), LANDLOCK}, door_write_box},
	{{N_("kunci tanda tangan: membaca"), LANDLOCK}, door_key},
	{{N_("berkas di luar kursus: membaca"), LANDLOCK}, door_outside},
	{{N_("kursus: menulis"), LANDLOCK}, door_write_course},
	{{N_("tautan simbolis di kotak keluar"), BOTH}, door_symlink},
	{{N_("perangkat (mknod)"), BOTH}, door_device},
	{{N_("pipa bernama (mkfifo)"), BOTH}, door_pipe},
	{{N_("menjalankan program"), BOTH}, door_exec},
	{{N_("menjalankan program dari memori"), SECCOMP}, door_exec_memory},
	{{N_("proses baru"), SECCOMP}, door_fork},
	{{N_("memori yang dapat dijalankan"), SECCOMP}, door_code},
	{{N_("sinyal ke sesi lain: kill"), BOTH}, door_kill},
	{{N_("sinyal ke sesi lain: sigqueue"), BOTH}, door_queue},
	{{N_("sinyal ke sesi lain: fcntl"), SECCOMP}, door_owner},
	{{N_("batas sesi lain: prlimit"), SECCOMP}, door_limit},
	{{N_("sesi lain: melacak (ptrace)"), SECCOMP}, door_trace},
	{{N_("sesi lain: membaca memorinya"), SECCOMP}, door_memory_other},
	{{N_("sesi lain: membaca /proc"), LANDLOCK}, door_proc},
	{{N_("jaringan (AF_INET)"), SECCOMP}, door_internet},
	{{N_("soket setempat (AF_UNIX)"), SECCOMP}, door_local},
	{{N_("mengetik di terminal (TIOCSTI)"), SECCOMP}, door_type},
	{{N_("menempel di terminal (TIOCLINUX)"), SECCOMP}, door_paste},
	{{N_("panggilan sistem lain"), SECCOMP}, door_calls},
	{{N_("memori lebih dari 256 MB"), LIMIT}, door_memory},
	{{N_("berkas lebih dari 64 MB"), LIMIT}, door_disk},
	{{N_("salinan memori (core)"), LIMIT}, door_core},
};

size_t bp_door_count(void)
{
	return sizeof doors / sizeof *doors;
}

const struct bp_door *bp_door_at(size_t index)
{
	return &doors[index].door;
}

/* A terminal that belongs to this process; TIOCSTI types into no other. */
static int door_terminal(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	char name[64];

	setsid();
	if (master < 0 || unlockpt(master) != 0 ||
		ptsname_r(master, name, sizeof name) != 0)
		return -1;
	return open(name, O_RDWR | O_CLOEXEC);
}

/* In the process that tries; its end is the result. */
static void door_knock(size_t index, const struct bp_fence *fence, struct stage *stage)
{
	stage->terminal = door_terminal();
	signal(SIGXFSZ, SIG_IGN); /* as the program does */
	signal(SIGHUP, SIG_IGN);  /* that terminal goes with a program that is run */
	if (fence && !bp_fence_close(fence, NULL))
		_exit(FENCE_FAILED);
	_exit(doors[index].try(stage));
}

static enum bp_door_state door_state_of(int status, int *cause)
{
	static const int shut[] = {EPERM, EACCES, ENOSYS, ENOMEM, EFBIG};

	*cause = WIFEXITED(status) ? WEXITSTATUS(status) : FENCE_FAILED;
	for (size_t i = 0; i < sizeof shut / sizeof *shut; i++)
		if (*cause == shut[i])
			return BP_DOOR_SHUT;
	return *cause == 0 ? BP_DOOR_OPEN : BP_DOOR_UNTRIED;
}

static pid_t door_sibling(void)
{
	pid_t sibling = fork();

	if (sibling == 0)
		for (;;) /* until it is killed */
			pause();
	return sibling;
}

enum bp_door_state bp_door_try(size_t index, const struct bp_fence *fence,
	const struct bp_fence_ground *ground, int *cause)
{
	struct stage stage = {.ground = ground, .sibling = door_sibling()};
	int status = FENCE_FAILED << 8;

	bp_buf_printf(&stage.made, "%s/door", ground->own);
	pid_t child = stage.sibling < 0 ? -1 : fork();
	if (child == 0)
		door_knock(index, fence, &stage);
	if (child > 0)
		waitpid(child, &status, 0);
	if (stage.sibling > 0) {
		kill(stage.sibling, SIGKILL);
		waitpid(stage.sibling, NULL, 0);
	}
	unlink(stage.made.at);
	bp_buf_release(&stage.made);
	return door_state_of(status, cause);
}
