/* Requests for a signature, and answers: files in a learner's outbox. */
#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/signing.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIGNING_REQUEST     "berpijar-sign-1"
#define SIGNING_ANSWER      "berpijar-signed-1"
#define SIGNING_ASKS        ".minta-"
#define SIGNING_ANSWERS     ".hasil-"
#define SIGNING_ENDING      ".json"
#define SIGNING_COURSE_MOST 64      /* bytes of a course's id */
#define SIGNING_PART        ".baru" /* a file that is being written */

static const char *const signing_forms[BP_PROOF_FORMS] = {
	[BP_PROOF_TEXT] = "text",
	[BP_PROOF_JSON] = "json",
	[BP_PROOF_BADGE] = "openbadge",
};

static const char *const signing_states[] = {
	[BP_SIGNING_SIGNED] = "signed",
	[BP_SIGNING_REFUSED] = "refused",
};

/* ---- names ---- */

static bool signing_is_course(struct bp_str id)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

	for (size_t i = 0; i < id.len; i++)
		if (!memchr(allowed, id.at[i], sizeof allowed - 1))
			return false;
	return id.len && id.len <= SIGNING_COURSE_MOST;
}

static void signing_name(const char *kind, const char *course, char name[BP_SIGNING_ROOM])
{
	snprintf(name, BP_SIGNING_ROOM, "%s%s" SIGNING_ENDING, kind, course);
}

const char *bp_signing_course(struct bp_arena *arena, const char *name)
{
	struct bp_str text = bp_str(name);
	size_t begin = strlen(SIGNING_ASKS), end = strlen(SIGNING_ENDING);

	if (!bp_str_starts(text, SIGNING_ASKS) || text.len < begin + end ||
		strcmp(name + text.len - end, SIGNING_ENDING) != 0)
		return NULL;
	struct bp_str course = bp_str_part(text, begin, text.len - end);
	return signing_is_course(course) ? bp_arena_cstr(arena, course) : NULL;
}

bool bp_signing_offered(const char *store)
{
	struct bp_buf path = {0};
	struct stat info;

	bp_buf_printf(&path, "%s/outbox", store);
	bool offered = lstat(path.at, &info) == 0 && S_ISDIR(info.st_mode) &&
		(info.st_mode & (S_ISGID | S_IRGRP)) == (S_ISGID | S_IRGRP);
	bp_buf_clear(&path);
	bp_buf_printf(&path, "%s/key.pub", store);
	offered = offered && bp_is_file(path.at);
	bp_buf_release(&path);
	return offered;
}

/* ---- files ---- */

/* A file of that name is whole at every moment. */
static bool signing_put(
	int folder, const char *name, struct bp_str text, mode_t mode, bool replace)
{
	unlinkat(folder, SIGNING_PART, 0); /* left by one that was cut short */
	int fd = openat(folder, SIGNING_PART,
		O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	bool ok = bp_write_all(fd, text) && fsync(fd) == 0 && fchmod(fd, mode) == 0;
	ok = close(fd) == 0 && ok &&
		renameat2(folder, SIGNING_PART, folder, name,
			replace ? 0 : RENAME_NOREPLACE) == 0;
	int cause = errno;
	if (!ok)
		unlinkat(folder, SIGNING_PART, 0);
	errno = cause;
	return ok;
}

static bool signing_fail(const char *name, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"), name,
		bp_strerror(errno));
}

bool bp_signing_write(int outbox, const char *name, struct bp_str text, bool replace,
	struct bp_error *err)
{
	/* the folder is shut to all but the two of us, who are in no group together */
	return signing_put(outbox, name, text, 0644, replace) || signing_fail(name, err);
}

/* Opens what a stranger may have put there; whose it must be is asked with `theirs`. */
static int signing_open(int folder, const char *name,
	bool (*theirs)(const struct stat *info, uid_t uid), uid_t uid,
	struct bp_error *err)
{
	struct stat info;
	int fd = bp_open_plain(folder, name, &info);

	if (fd < 0 && errno != EINVAL) {
		bp_fail(err, BP_ERROR_INPUT, _("%s tidak dapat dibuka: %s"), name,
			errno == ELOOP ? _("tautan simbolis") : bp_strerror(errno));
		return -1;
	}
	bool plain = fd >= 0 && info.st_nlink == 1 && theirs(&info, uid);
	if (plain && info.st_size <= BP_SIGNING_LIMIT)
		return fd;
	bp_fail(err, BP_ERROR_INPUT,
		plain ? _("%s terlalu besar untuk sebuah permintaan")
		      : _("%s bukan berkas biasa milik sesi belajar"),
		name);
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool signing_read_all(int fd, struct bp_buf *out)
{
	ssize_t got;

	while (out->len <= BP_SIGNING_LIMIT &&
		(got = read(fd, bp_buf_room(out, 4096), 4096)) != 0) {
		if (got < 0 && errno != EINTR)
			return false;
		out->len += got > 0 ? (size_t)got : 0;
	}
	return out->len <= BP_SIGNING_LIMIT;
}

/* ---- requests ---- */

static json_t *signing_person(const struct bp_person *person)
{
	return json_pack("{s:o, s:o, s:o, s:o}", "name", bp_json_text(person->name),
		"nip", bp_json_text(person->nip), "unit", bp_json_text(person->unit),
		"agency", bp_json_text(person->agency));
}

static void signing_add_request(
	struct bp_buf *out, const struct bp_signing_request *request)
{
	json_t *object = json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:o, s:I}", "format",
		SIGNING_REQUEST, "learner", request->learner, "course", request->course,
		"version", request->version, "content",
		bp_json_hex(request->content.at, sizeof request->content.at), "form",
		signing_forms[request->form], "person", signing_person(&request->person),
		"at", (json_int_t)request->at);

	bp_json_write(object, JSON_COMPACT, out);
	bp_buf_add_char(out, '\n');
	json_decref(object);
}

bool bp_signing_ask(const char *outbox, const struct bp_signing_request *request,
	struct bp_error *err)
{
	struct bp_buf text = {0};
	char name[BP_SIGNING_ROOM];
	int folder = -1;

	signing_name(SIGNING_ASKS, request->course, name);
	signing_add_request(&text, request);
	/* for the signer's group to read, which the outbox's set-group-ID may have given it */
	bool ok = bp_root_open(outbox, &folder, err) &&
		(signing_put(folder, name, bp_buf_str(&text), 0644, true) ||
			signing_fail(name, err));
	if (folder >= 0)
		close(folder);
	bp_buf_release(&text);
	return ok;
}

/* A text of a learner's that a proof may show. */
static bool signing_take_text(
	const json_t *object, const char *key, struct bp_arena *arena, struct bp_str *out)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_string(value))
		return false;
	*out = bp_arena_str(arena,
		(struct bp_str){json_string_value(value), json_string_length(value)});
	return !out->len || !bp_profile_fault(*out);
}

static bool signing_take_person(
	const json_t *object, struct bp_arena *arena, struct bp_person *person)
{
	return signing_take_text(object, "name", arena, &person->name) &&
		signing_take_text(object, "nip", arena, &person->nip) &&
		signing_take_text(object, "unit", arena, &person->unit) &&
		signing_take_text(object, "agency", arena, &person->agency);
}

static const char *signing_take_word(
	const json_t *object, const char *key, struct bp_arena *arena)
{
	const char *word = json_string_value(json_object_get(object, key));

	return word ? bp_arena_cstr(arena, bp_str(word)) : "";
}

static bool signing_take_form(const json_t *object, enum bp_proof_form *form)
{
	struct bp_str word = bp_str(json_string_value(json_object_get(object, "form")));

	for (int i = 0; i < BP_PROOF_FORMS; i++) {
		*form = (enum bp_proof_form)i;
		if (signing_forms[i] && bp_str_is(word, signing_forms[i]))
			return true;
	}
	return false;
}

static bool signing_take(
	const json_t *object, struct bp_arena *arena, struct bp_signing_request *request)
{
	struct bp_str content =
		bp_str(json_string_value(json_object_get(object, "content")));

	*request = (struct bp_signing_request){
		.learner = signing_take_word(object, "learner", arena),
		.course = signing_take_word(object, "course", arena),
		.version = signing_take_word(object, "version", arena),
		.at = json_integer_value(json_object_get(object, "at")),
	};
	return bp_str_is(bp_str(json_string_value(json_object_get(object, "format"))),
		       SIGNING_REQUEST) &&
		bp_hex_read(content, request->content.at, sizeof request->content.at) &&
		signing_take_form(object, &request->form) &&
		signing_take_person(
			json_object_get(object, "person"), arena, &request->person);
}

bool bp_signing_parse(struct bp_str text, const char *course, struct bp_arena *arena,
	struct bp_signing_request *request, struct bp_error *err)
{
	json_t *object = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL);
	bool ok = signing_take(object, arena, request);

	json_decref(object);
	if (!ok)
		return bp_fail(
			err, BP_ERROR_INPUT, _("permintaan ini tidak dapat dipahami"));
	return strcmp(request->course, course) == 0 ||
		bp_fail(err, BP_ERROR_INPUT,
			_("permintaan ini menyebut kursus lain daripada namanya"));
}

static bool signing_is_owners(const struct stat *info, uid_t uid)
{
	return info->st_uid == uid;
}

static bool signing_is_anothers(const struct stat *info, uid_t uid)
{
	return info->st_uid != uid;
}

bool bp_signing_read(int outbox, const char *name, uid_t owner, struct bp_arena *arena,
	struct bp_signing_request *request, struct bp_error *err)
{
	struct bp_buf text = {0};
	const char *course = bp_signing_course(arena, name);
	int fd = signing_open(outbox, name, signing_is_owners, owner, err);
	bool read = fd >= 0 && signing_read_all(fd, &text);
	bool ok = read && course &&
		bp_signing_parse(bp_buf_str(&text), course, arena, request, err);

	if (fd >= 0 && (!read || !course))
		bp_fail(err, BP_ERROR_INPUT, _("%s tidak dapat dibaca: %s"), name,
			bp_strerror(EIO));
	if (fd >= 0)
		close(fd);
	bp_buf_release(&text);
	return ok;
}

/* ---- answers ---- */

bool bp_signing_answer(int outbox, const char *course, const struct bp_signing *signing,
	struct bp_error *err)
{
	struct bp_buf text = {0};
	char name[BP_SIGNING_ROOM], asked[BP_SIGNING_ROOM];
	json_t *object = json_pack("{s:s, s:s, s:s, s:I, s:o, s:o, s:o, s:o}", "format",
		SIGNING_ANSWER, "course", course, "state", signing_states[signing->state],
		"at", (json_int_t)signing->at, "number",
		bp_json_clean(bp_str(signing->number)), "file",
		bp_json_clean(bp_str(signing->file)), "claim",
		bp_json_clean(bp_str(signing->claim)), "reason",
		bp_json_clean(bp_str(signing->reason)));

	signing_name(SIGNING_ANSWERS, course, name);
	signing_name(SIGNING_ASKS, course, asked);
	bp_json_write(object, JSON_COMPACT, &text);
	bp_buf_add_char(&text, '\n');
	bool ok = bp_signing_write(outbox, name, bp_buf_str(&text), true, err);
	ok = ok &&
		(unlinkat(outbox, asked, 0) == 0 || errno == ENOENT ||
			signing_fail(asked, err));
	json_decref(object);
	bp_buf_release(&text);
	return ok;
}

/* What is shown of an answer is one line. */
static const char *signing_take_line(
	const json_t *object, const char *key, struct bp_arena *arena)
{
	struct bp_buf line = {0};

	bp_buf_add_clean_line(
		&line, bp_str(json_string_value(json_object_get(object, key))));
	const char *kept = bp_arena_cstr(arena, bp_buf_str(&line));
	bp_buf_release(&line);
	return kept;
}

static bool signing_take_answer(
	const json_t *object, struct bp_arena *arena, struct bp_signing *signing)
{
	struct bp_str state = bp_str(json_string_value(json_object_get(object, "state")));

	for (int i = BP_SIGNING_SIGNED; i <= BP_SIGNING_REFUSED; i++)
		if (bp_str_is(state, signing_states[i]))
			signing->state = (enum bp_signing_state)i;
	signing->at = json_integer_value(json_object_get(object, "at"));
	signing->number = signing_take_line(object, "number", arena);
	signing->file = signing_take_line(object, "file", arena);
	signing->claim = signing_take_line(object, "claim", arena);
	signing->reason = signing_take_line(object, "reason", arena);
	return signing->state != BP_SIGNING_NONE &&
		bp_str_is(bp_str(json_string_value(json_object_get(object, "format"))),
			SIGNING_ANSWER);
}

/* Whether there is a request, and since when. */
static bool signing_is_asked(int folder, const char *course, int64_t *at)
{
	char name[BP_SIGNING_ROOM];
	struct stat info;

	signing_name(SIGNING_ASKS, course, name);
	if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	*at = (int64_t)info.st_mtim.tv_sec * 1000;
	return true;
}

static void signing_look_in(int folder, const char *course, struct bp_arena *arena,
	struct bp_signing *signing)
{
	struct bp_buf text = {0};
	char name[BP_SIGNING_ROOM];

	signing_name(SIGNING_ANSWERS, course, name);
	/* nobody can answer in the signer's place but another user */
	int fd = signing_open(folder, name, signing_is_anothers, geteuid(), NULL);
	json_t *object = fd >= 0 && signing_read_all(fd, &text)
		? json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES, NULL)
		: NULL;
	if (!signing_take_answer(object, arena, signing))
		*signing = (struct bp_signing){.state = BP_SIGNING_NONE};
	json_decref(object);
	if (fd >= 0)
		close(fd);
	bp_buf_release(&text);
}

void bp_signing_look(const char *outbox, const char *course, struct bp_arena *arena,
	struct bp_signing *signing)
{
	int64_t at = 0;
	int folder = -1;

	*signing = (struct bp_signing){.state = BP_SIGNING_NONE};
	if (!signing_is_course(bp_str(course)) || !bp_root_open(outbox, &folder, NULL))
		return;
	if (signing_is_asked(folder, course, &at))
		*signing = (struct bp_signing){.state = BP_SIGNING_ASKED, .at = at};
	else
		signing_look_in(folder, course, arena, signing);
	close(folder);
}
