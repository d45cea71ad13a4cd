/* Answers the requests in one learner's outbox, behind a fence. */
#include "sign.h"
#include <berpijar/claim.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/outbox.h>
#include <berpijar/proofs.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEARNER_NAMES_MOST 4096            /* in an outbox; more is not ours */
#define LEARNER_SHEET_MOST (1 << 20)       /* bytes of what is drawn as one PDF */
#define LEARNER_CLOCK_MS   (5 * 60 * 1000) /* the record's clock may be ahead by that */
#define LEARNER_FILES_MOST 99              /* proofs of a course in a day */

/* ---- requests ---- */

/* A folder of such a name asks for nothing, and could not be taken away. */
static bool learner_is_request(
	const struct sign *sign, const struct outbox *outbox, const char *name)
{
	struct stat info;

	return bp_signing_course(sign->arena, name) &&
		fstatat(outbox->fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
		!S_ISDIR(info.st_mode);
}

bool learner_requests(const struct sign *sign, const struct outbox *outbox,
	struct bp_names *names, struct bp_error *err)
{
	struct bp_names all = {0};

	if (!bp_root_names(outbox->fd, LEARNER_NAMES_MOST, sign->arena, &all, err))
		return false;
	for (size_t i = 0; i < all.count && names->count < SIGN_REQUESTS_MOST; i++)
		if (learner_is_request(sign, outbox, all.at[i]))
			*BP_PUSH(sign->arena, names->at, names->count, names->room) =
				all.at[i];
	return true;
}

void learner_refuse(const struct outbox *outbox, const char *course, const char *reason)
{
	const struct bp_signing signing = {
		.state = BP_SIGNING_REFUSED, .at = bp_session_now(), .reason = reason};
	struct bp_buf line = {0};
	struct bp_error err = {0};

	bp_buf_printf(&line, "%s: %s: %s", course, _("ditolak"), reason);
	sign_tell(outbox->learner, line.at);
	if (!bp_signing_answer(outbox->fd, course, &signing, &err))
		sign_tell(outbox->learner, err.message);
	bp_buf_release(&line);
}

/* ---- what is looked at ---- */

struct learner {
	struct sign *sign;
	const struct outbox *outbox;
	struct bp_session session;
};

/* The course as the session saw it must be the server's own, as it is now. */
static bool learner_find_course(struct learner *learner,
	const struct bp_signing_request *request, const struct bp_course **course,
	struct bp_error *err)
{
	struct bp_digest content;

	*course = bp_library_find(&learner->session.library, bp_str(request->course));
	if (!*course || (*course)->fault)
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("kursus \"%s\" tidak ada di server ini"), request->course);
	if (!bp_course_is_servers(*course))
		return bp_fail(err, BP_ERROR_INPUT,
			_("kursus \"%s\" bukan milik server: orang lain dapat mengubahnya"),
			request->course);
	if (!bp_course_hash(*course, &content, err))
		return false;
	if (strcmp((*course)->version, request->version) == 0 &&
		bp_digest_equal(&content, &request->content))
		return true;
	return bp_fail(err, BP_ERROR_INPUT,
		_("isi kursus \"%s\" di server sudah lain daripada ketika diminta; mintalah lagi"),
		request->course);
}

static bool learner_is_same(const struct learner *learner,
	const struct bp_signing_request *request, struct bp_error *err)
{
	return strcmp(request->learner, learner->outbox->learner) == 0 ||
		bp_fail(err, BP_ERROR_INPUT, _("permintaan ini menyebut peserta lain"));
}

/* Whether the copy is a record that nobody has tampered with. */
static bool learner_record_holds(const struct learner *learner, struct bp_error *err)
{
	struct bp_health health;

	bp_store_health(learner->sign->scratch, learner->outbox->learner, &health);
	if (health.sound && learner->session.store && !learner->session.trouble.kind)
		return true;
	if (health.changed)
		return bp_fail(err, BP_ERROR_DAMAGED,
			_("%lld kejadian di catatan tidak lagi seperti ketika dicatat"),
			(long long)health.changed);
	return bp_fail(err, BP_ERROR_DAMAGED,
		_("catatan rusak atau tidak utuh; beri tahu pengelola%s%s"),
		health.fault[0] ? ": " : "", health.fault);
}

static bool learner_time_holds(const struct bp_proof *proof, struct bp_error *err)
{
	return proof->done_at <= bp_session_now() + LEARNER_CLOCK_MS ||
		bp_fail(err, BP_ERROR_INPUT,
			_("kursus diselesaikan pada waktu yang belum tiba"));
}

static bool learner_judge(struct learner *learner,
	const struct bp_signing_request *request, struct bp_proof *proof,
	struct bp_error *err)
{
	const struct bp_course *course;

	return learner_is_same(learner, request, err) &&
		learner_find_course(learner, request, &course, err) &&
		learner_record_holds(learner, err) &&
		bp_proof_of(&learner->session, course, &request->person,
			learner->sign->arena, proof, err) &&
		learner_time_holds(proof, err) &&
		answers_hold(&learner->session, course, proof, err);
}

/* ---- what is written ---- */

static const char *learner_ending(enum bp_proof_form form)
{
	return form == BP_PROOF_BADGE   ? ".badge.json"
		: form == BP_PROOF_JSON ? ".json"
					: ".txt";
}

static bool learner_is_free(
	const struct learner *learner, const char *stem, const char *ending)
{
	struct stat info;

	return fstatat(learner->outbox->fd,
		       bp_arena_printf(learner->sign->arena, "%s%s", stem, ending), &info,
		       AT_SYMLINK_NOFOLLOW) != 0;
}

/* "bukti-COURSE-LEARNER-DAY-2"; the first that is free, for the PDF beside it as well. */
static bool learner_write_file(const struct learner *learner,
	const struct bp_proof *proof, const char *ending, struct bp_str text,
	const char **stem, struct bp_error *err)
{
	struct bp_arena *arena = learner->sign->arena;
	char day[BP_TIME_ROOM];

	bp_time_day(learner->sign->signer.at, day);
	for (int n = 1; n <= LEARNER_FILES_MOST; n++) {
		*stem = bp_arena_printf(
			arena, "bukti-%s-%s-%s", proof->course_id, proof->learner, day);
		if (n > 1)
			*stem = bp_arena_printf(arena, "%s-%d", *stem, n);
		if (learner_is_free(learner, *stem, ending) &&
			learner_is_free(learner, *stem, ".pdf"))
			return bp_signing_write(learner->outbox->fd,
				bp_arena_printf(arena, "%s%s", *stem, ending), text,
				false, err);
	}
	return bp_fail(err, BP_ERROR_INPUT,
		_("hari ini sudah terlalu banyak bukti kursus ini; ambillah dahulu"));
}

/* The number of bytes of the name and of the sheet, and these. */
struct sheet_head {
	uint32_t name, sheet;
};

static void learner_leave_sheet(
	const struct learner *learner, const struct bp_proof *proof, const char *stem)
{
	struct bp_buf sheet = {0}, all = {0};

	bp_proof_sheet(proof, &learner->sign->signer, &sheet);
	struct sheet_head head = {(uint32_t)strlen(stem), (uint32_t)sheet.len};
	bp_buf_add(&all, (const char *)&head, sizeof head);
	bp_buf_add_cstr(&all, stem);
	bp_buf_add_str(&all, bp_buf_str(&sheet));
	if (learner->outbox->sheets >= 0 &&
		write(learner->outbox->sheets, all.at, all.len) < 0)
		sign_tell(learner->outbox->learner, bp_strerror(errno));
	bp_buf_release(&sheet);
	bp_buf_release(&all);
}

static bool learner_sign(struct learner *learner,
	const struct bp_signing_request *request, struct bp_proof *proof,
	struct bp_signing *signing, struct bp_error *err)
{
	struct bp_signer *signer = &learner->sign->signer;
	struct bp_buf text = {0}, path = {0}, claim = {0};
	const char *stem = "", *ending = learner_ending(request->form);

	bp_buf_printf(
		&path, "%s/outbox/%s", learner->sign->store, learner->outbox->learner);
	bp_outbox_make_room(path.at);
	signer->at = bp_session_now();
	bp_claim_write(proof, signer, &claim);
	bool ok = bp_proof_write_as(proof, signer, request->form, true, &text, err) &&
		learner_write_file(learner, proof, ending, bp_buf_str(&text), &stem, err);
	if (ok) {
		*signing = (struct bp_signing){.state = BP_SIGNING_SIGNED,
			.at = signer->at,
			.number = proof->number,
			.claim = bp_arena_cstr(learner->sign->arena, bp_buf_str(&claim)),
			.file = bp_arena_printf(
				learner->sign->arena, "%s%s", stem, ending)};
		learner_leave_sheet(learner, proof, stem);
	}
	bp_buf_release(&text);
	bp_buf_release(&path);
	bp_buf_release(&claim);
	return ok;
}

/* ---- one request ---- */

static bool learner_answer(struct learner *learner, const char *name)
{
	const struct outbox *outbox = learner->outbox;
	const char *course = bp_signing_course(learner->sign->arena, name);
	struct bp_signing_request request;
	struct bp_signing signing;
	struct bp_proof proof;
	struct bp_error err = {0};

	if (!bp_signing_read(outbox->fd, name, learner->sign->owner, learner->sign->arena,
		    &request, &err) ||
		!learner_judge(learner, &request, &proof, &err) ||
		!learner_sign(learner, &request, &proof, &signing, &err)) {
		learner_refuse(outbox, course, err.message);
		return true;
	}
	bool ok = bp_signing_answer(outbox->fd, course, &signing, &err);
	sign_tell(outbox->learner,
		ok ? bp_arena_printf(learner->sign->arena, "%s: %s %s", course,
			     _("ditandatangani:"), proof.number)
		   : err.message);
	return ok;
}

/* ---- the fence ---- */

static bool learner_close_fence(
	const struct sign *sign, const char *outbox, struct bp_error *err)
{
	struct bp_fence_gate *gates = NULL;
	size_t count = 0, room = 0;

	if (!sign->fence)
		return true;
	*BP_PUSH(sign->arena, gates, count, room) =
		(struct bp_fence_gate){outbox, BP_FENCE_WRITE};
	*BP_PUSH(sign->arena, gates, count, room) =
		(struct bp_fence_gate){sign->scratch, BP_FENCE_WRITE};
	*BP_PUSH(sign->arena, gates, count, room) =
		(struct bp_fence_gate){"/etc/localtime", BP_FENCE_READ};
	for (size_t i = 0; i < sign->config.content_count; i++)
		*BP_PUSH(sign->arena, gates, count, room) =
			(struct bp_fence_gate){sign->config.content[i], BP_FENCE_READ};
	return bp_fence_close(
		&(struct bp_fence){
			.gates = gates, .count = count, .best_effort = sign->best_effort},
		err);
}

/* ---- all of them ---- */

/* The record is opened before the fence is closed, and looked into behind it. */
static bool learner_prepare(struct learner *learner, struct bp_error *err)
{
	struct sign *sign = learner->sign;
	const char *id = learner->outbox->learner,
		   *outbox =
			   bp_arena_printf(sign->arena, "%s/outbox/%s", sign->store, id);
	struct record record;

	sign->config.store = sign->scratch;
	sign->config.learner = id;
	return record_open(sign, id, &record, err) &&
		learner_close_fence(sign, outbox, err) &&
		record_copy(sign, id, &record, err) &&
		bp_session_open(&learner->session, &sign->config, BP_STORE_READ, err);
}

bool learner_serve(struct sign *sign, const struct outbox *outbox)
{
	struct learner learner = {.sign = sign, .outbox = outbox};
	struct bp_names names = {0};
	struct bp_error err = {0};
	bool ok = learner_requests(sign, outbox, &names, &err),
	     ready = ok && learner_prepare(&learner, &err), all = true;

	if (!ok || (!ready && err.kind != BP_ERROR_INPUT)) {
		sign_tell(outbox->learner, err.message);
		return false;
	}
	for (size_t i = 0; i < names.count; i++)
		if (ready)
			all = learner_answer(&learner, names.at[i]) && all;
		else
			learner_refuse(outbox,
				bp_signing_course(sign->arena, names.at[i]), err.message);
	return all;
}

/* ---- the PDF, which another program draws: that cannot be started behind the fence ---- */

static bool learner_take(int fd, off_t *at, size_t size, struct bp_buf *out)
{
	bp_buf_clear(out);
	if (size > LEARNER_SHEET_MOST)
		return false;
	ssize_t got = pread(fd, bp_buf_room(out, size), size, *at);
	if (got < 0 || (size_t)got != size)
		return false;
	out->len += size;
	*bp_buf_room(out, 0) = '\0';
	*at += got;
	return true;
}

/* The name came from behind the fence. */
static bool learner_is_stem(struct bp_str name)
{
	return bp_str_starts(name, "bukti-") && strlen(name.at) == name.len &&
		!memchr(name.at, '/', name.len);
}

/* It is a little older than the signed file, which is to be the newest of the outbox. */
static void learner_draw_one(
	const struct outbox *outbox, const char *stem, struct bp_str sheet)
{
	struct bp_buf name = {0}, pdf = {0};
	struct bp_error err = {0};
	struct timespec times[2] = {{.tv_sec = bp_session_now() / 1000 - 60}};

	times[1] = times[0];
	bp_buf_printf(&name, "%s.pdf", stem);
	if (bp_proof_draw(sheet, &pdf, &err) &&
		bp_signing_write(outbox->fd, name.at, bp_buf_str(&pdf), false, &err))
		utimensat(outbox->fd, name.at, times, AT_SYMLINK_NOFOLLOW);
	else
		sign_tell(outbox->learner, err.message);
	bp_buf_release(&name);
	bp_buf_release(&pdf);
}

void learner_draw(const struct outbox *outbox)
{
	struct bp_buf head = {0}, name = {0}, sheet = {0};
	struct sheet_head sizes;
	off_t at = 0;

	while (outbox->sheets >= 0 && bp_proof_has_pdf() &&
		learner_take(outbox->sheets, &at, sizeof sizes, &head)) {
		memcpy(&sizes, head.at, sizeof sizes);
		if (!learner_take(outbox->sheets, &at, sizes.name, &name) ||
			!learner_take(outbox->sheets, &at, sizes.sheet, &sheet) ||
			!learner_is_stem(bp_buf_str(&name)))
			break;
		learner_draw_one(outbox, name.at, bp_buf_str(&sheet));
	}
	bp_buf_release(&head);
	bp_buf_release(&name);
	bp_buf_release(&sheet);
}
