/*
 * Power cuts: writers record on a file system of its own, which is shut down with all
 * that it has not yet written (EXT4_IOC_SHUTDOWN, XFS_IOC_GOINGDOWN), and mounted again.
 * What was acknowledged before the cut began is there, once, and every record is sound.
 *
 * usage: power FILE-SYSTEM ROUNDS        (ext4 or xfs)
 *
 * BERPIJAR_POWER_SYNC=NORMAL is the proof that this can fail: the writers then commit
 * without syncing, and some of what they acknowledged must be lost.
 *
 * Needs root, loop devices and mkfs; exits with 77 where they are missing.
 */
#include "../../src/store/internal.h"
#include "lab.h"
#include <berpijar/arena.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WRITERS  8
#define SEASON   10    /* rounds with the same records */
#define MOST     20000 /* events of a writer in a season */
#define BODY     3000  /* bytes, at most */
#define SHORTEST 150   /* ms from the start of a round to the cut … */
#define LONGEST  600
#define SKIPPED  77

/* _IOR('X', 125, uint32_t), for both file systems; 2: without writing the log. */
#define GOING_DOWN _IOR('X', 125, uint32_t)
#define NO_LOG     2

/* Shared with the writers, so that it is not on the disk whose power is cut. */
struct writer {
	uint32_t sent;                /* events, over all rounds of a season */
	double acknowledged_ms[MOST]; /* when; 0: not */
};

struct power {
	const char *kind; /* of file system */
	bool normal;      /* commits are not synced */
	char folder[64], image[96], disk[96], store[112];
	struct writer *writers;
	uint32_t seed;
	unsigned long acknowledged, lost, in_the_cut, unsound;
	double latest_ms; /* of those in the cut, after it began */
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

__attribute__((format(printf, 1, 2))) static bool command(const char *format, ...)
{
	char line[400];
	va_list args;

	va_start(args, format);
	int len = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= sizeof line)
		die("the command is too long");
	return system(line) == 0;
}

/* ---- the file system ---- */

static void mount_disk(const struct power *power)
{
	if (!command("mount -o loop %s %s", power->image, power->disk))
		die("%s cannot be mounted", power->image);
}

static void remove_all(const struct power *power)
{
	umount2(power->disk, MNT_DETACH);
	unlink(power->image);
	rmdir(power->disk);
	rmdir(power->folder);
}

__attribute__((noreturn)) static void skip(const struct power *power, const char *why)
{
	remove_all(power);
	printf("skipped: %s\n", why);
	exit(SKIPPED);
}

/* Its mounts are ours alone and end with us. */
static void make_disk(struct power *power)
{
	const char *parent = getenv("TMPDIR");

	snprintf(power->folder, sizeof power->folder, "%s/berpijar-power-XXXXXX",
		parent && *parent ? parent : "/tmp");
	if (!mkdtemp(power->folder))
		die("%s: %s", power->folder, strerror(errno));
	snprintf(power->image, sizeof power->image, "%s/image", power->folder);
	snprintf(power->disk, sizeof power->disk, "%s/disk", power->folder);
	if (geteuid() != 0)
		skip(power, "needs root");
	if (!command("command -v mkfs.%s >/dev/null", power->kind))
		skip(power, "there is no mkfs for it");
	if (unshare(CLONE_NEWNS) != 0 ||
		mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		skip(power, "nothing can be mounted here");
	if (mkdir(power->disk, 0700) != 0 ||
		!command("truncate -s 320M %s", power->image) ||
		!command("mkfs.%s -q %s >/dev/null", power->kind, power->image) ||
		!command("mount -o loop %s %s", power->image, power->disk))
		skip(power, "a file cannot be mounted here");
}

/* When the cut began, in ms. */
static double cut(const struct power *power)
{
	uint32_t how = NO_LOG;
	int fd = open(power->disk, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	double began = now_ms();

	if (fd < 0 || ioctl(fd, GOING_DOWN, &how) != 0)
		die("the file system cannot be shut down: %s", strerror(errno));
	close(fd);
	return began;
}

/* ---- the writers ---- */

static void name_learner(char out[16], int number)
{
	snprintf(out, 16, "peserta-%d", number);
}

static struct bp_event numbered(uint32_t n, struct bp_str body)
{
	struct bp_event event = {.at = n,
		.verb = BP_ANSWERED,
		.course = BP_STR("uji"),
		.module = BP_STR("soal"),
		.question = BP_STR("pertama"),
		.grade = 1,
		.seconds = 5,
		.body = body};

	memcpy(event.id, &n, sizeof n);
	event.id[15] = 1;
	return event;
}

/* Until it is killed, or the disk fails. */
__attribute__((noreturn)) static void write_events(const struct power *power, int number)
{
	static char text[BODY];
	struct writer *writer = &power->writers[number];
	struct bp_store *store;
	struct bp_error err = {0};
	uint32_t seed = power->seed + (uint32_t)number;
	char learner[16];

	memset(text, 'x', sizeof text);
	name_learner(learner, number);
	if (!bp_store_open(&store, power->store, learner, BP_STORE_WRITE, &err))
		_exit(1);
	if (power->normal &&
		sqlite3_exec(store->db, "PRAGMA synchronous = NORMAL", NULL, NULL,
			NULL) != SQLITE_OK)
		_exit(1);
	while (writer->sent < MOST) {
		uint32_t n = ++writer->sent;
		struct bp_event event =
			numbered(n, (struct bp_str){text, random_below(&seed, BODY)});
		if (!bp_store_append(store, &event, 1, &err))
			_exit(1);
		writer->acknowledged_ms[n - 1] = now_ms();
	}
	_exit(0);
}

/* All write, and in the middle of it the power is cut. When, in ms. */
static double run_writers(struct power *power)
{
	pid_t children[WRITERS];

	for (int i = 0; i < WRITERS; i++) {
		children[i] = fork();
		if (children[i] == 0)
			write_events(power, i);
		if (children[i] < 0)
			die("no process: %s", strerror(errno));
	}
	usleep(1000 * (SHORTEST + random_below(&power->seed, LONGEST - SHORTEST)));
	double at = cut(power);
	for (int i = 0; i < WRITERS; i++)
		kill(children[i], SIGKILL);
	for (int i = 0; i < WRITERS; i++)
		waitpid(children[i], NULL, 0);
	return at;
}

/* ---- what is there afterwards ---- */

struct survey {
	uint8_t times[MOST];
	bool strange; /* an event that was never sent */
};

static void survey_event(void *context, const struct bp_event *event)
{
	struct survey *survey = context;
	uint32_t n;

	memcpy(&n, event->id, sizeof n);
	if (n == 0 || n > MOST)
		survey->strange = true;
	else if (survey->times[n - 1] < UINT8_MAX)
		survey->times[n - 1]++;
}

static bool read_record(
	const struct power *power, const char *learner, struct survey *survey)
{
	struct bp_health health;
	struct bp_store *store;
	struct bp_error err = {0};

	if (!bp_store_open(&store, power->store, learner, BP_STORE_WRITE, &err)) {
		printf("%s: %s\n", learner, err.message);
		return false;
	}
	bool ok = bp_store_replay(store, 0, survey_event, survey, &err);
	bp_store_close(store);
	bp_store_health(power->store, learner, &health);
	if (!ok || !health.sound)
		printf("%s: %s\n", learner, ok ? health.fault : err.message);
	return ok && health.sound && !survey->strange;
}

static void check_writer(struct power *power, int number, double cut_ms)
{
	struct survey *survey = bp_alloc(1, sizeof *survey);
	struct writer *writer = &power->writers[number];
	char learner[16];

	name_learner(learner, number);
	power->unsound += !read_record(power, learner, survey);
	for (uint32_t i = 0; i < writer->sent; i++) {
		double at = writer->acknowledged_ms[i];
		power->unsound += survey->times[i] > 1;
		if (at == 0 || survey->times[i])
			continue;
		/* a word that came while the cut went on may have been a moment late */
		if (at < cut_ms)
			power->lost++;
		else
			power->in_the_cut++;
		if (at - cut_ms > power->latest_ms)
			power->latest_ms = at - cut_ms;
		writer->acknowledged_ms[i] = 0; /* counted */
	}
	free(survey);
}

static void begin_season(struct power *power, int round)
{
	for (int i = 0; i < WRITERS; i++)
		for (uint32_t n = 0; n < power->writers[i].sent; n++)
			power->acknowledged += power->writers[i].acknowledged_ms[n] > 0;
	memset(power->writers, 0, WRITERS * sizeof *power->writers);
	if (power->store[0])
		command("rm -rf %s", power->store);
	snprintf(power->store, sizeof power->store, "%s/store-%d", power->disk, round);
}

static void run_round(struct power *power, int round)
{
	if (round % SEASON == 0)
		begin_season(power, round);
	double cut_ms = run_writers(power);
	if (umount(power->disk) != 0)
		die("%s cannot be unmounted: %s", power->disk, strerror(errno));
	mount_disk(power);
	for (int i = 0; i < WRITERS; i++)
		check_writer(power, i, cut_ms);
}

int main(int argc, char **argv)
{
	static struct power power;
	const char *sync = getenv("BERPIJAR_POWER_SYNC");

	if (argc != 3)
		die("usage: power FILE-SYSTEM ROUNDS");
	power.kind = argv[1];
	power.normal = sync && strcmp(sync, "NORMAL") == 0;
	power.seed = (uint32_t)wish("BERPIJAR_STORM_SEED", time(NULL));
	power.writers = mmap(NULL, WRITERS * sizeof *power.writers,
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (power.writers == MAP_FAILED)
		die("no memory");
	int rounds = (int)strtol(argv[2], NULL, 10);
	make_disk(&power);
	for (int round = 0; round < rounds; round++)
		run_round(&power, round);
	begin_season(&power, rounds);
	printf("%s%s: %d power cuts, %lu acknowledged, %lu lost, %lu more in the %.1f ms "
	       "after a cut began; records %s\n",
		power.kind, power.normal ? " without syncing" : "", rounds,
		power.acknowledged + power.lost + power.in_the_cut, power.lost,
		power.in_the_cut, power.latest_ms, power.unsound ? "NOT SOUND" : "sound");
	remove_all(&power);
	return power.normal ? power.lost == 0 : power.lost > 0 || power.unsound > 0;
}
