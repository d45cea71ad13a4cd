/* What a proof says, gathered from a course and a record. */
#include "proof.h"
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/score.h>
#include <string.h>

#define FIELD_COLUMNS 120    /* the most of a name, a unit, a title */
#define SHOWN_MISSING 3      /* titles of modules in a message */
#define MINUTES_MOST  999999 /* of a module; a record that was forged may say more */

/* Bytes of the glyphs that fit into a field. bp_text_fit() would cut at clusters, and what
 * a proof's number is made from must not change with the table of Unicode. */
static size_t proof_fit(struct bp_str text)
{
	struct bp_glyph glyph;
	size_t at = 0;

	for (int columns = 0; at < text.len;) {
		size_t len = bp_glyph_next(text, at, &glyph);
		columns += glyph.width;
		if (columns > FIELD_COLUMNS)
			break;
		at += len;
	}
	return at;
}

/* A text in one line, without anything that a terminal could take for a command. */
const char *bp_proof_clean(struct bp_arena *arena, struct bp_str text)
{
	struct bp_buf line = {0};

	bp_buf_add_clean(&line, bp_str_trim(text));
	for (size_t i = 0; i < line.len; i++)
		if (bp_is_space(line.at[i]))
			line.at[i] = ' ';
	struct bp_str whole = bp_buf_str(&line);
	const char *kept = bp_arena_cstr(arena, bp_str_part(whole, 0, proof_fit(whole)));
	bp_buf_release(&line);
	return kept;
}

/* Blanks in a NIP mean nothing. */
static const char *proof_whole_nip(struct bp_arena *arena, struct bp_str nip)
{
	struct bp_buf plain = {0};

	for (size_t i = 0; i < nip.len; i++)
		if (!bp_is_space(nip.at[i]))
			bp_buf_add_char(&plain, nip.at[i]);
	const char *kept = bp_proof_clean(arena, bp_buf_str(&plain));
	bp_buf_release(&plain);
	return kept;
}

static const char *masked(struct bp_arena *arena, struct bp_str nip)
{
	struct bp_buf mask = {0};

	bp_nip_mask(nip, &mask);
	const char *kept = bp_proof_clean(arena, bp_buf_str(&mask));
	bp_buf_release(&mask);
	return kept;
}

static const struct bp_module_record *record_of(
	const struct bp_progress *progress, const struct bp_course *course, size_t module)
{
	return bp_progress_module(
		progress, bp_str(course->id), bp_str(course->modules[module].id));
}

/* ---- the person ---- */

const char *bp_person_setting(enum bp_person_field field)
{
	static const char *const settings[BP_PERSON_FIELDS] = {
		[BP_PERSON_NAME] = "profile.name",
		[BP_PERSON_NIP] = "profile.nip",
		[BP_PERSON_UNIT] = "profile.unit",
		[BP_PERSON_AGENCY] = "profile.agency",
	};

	return settings[field];
}

/* ---- is the course finished? ---- */

static size_t count_done(
	const struct bp_course *course, const struct bp_progress *progress)
{
	size_t done = 0;

	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module_record *record = record_of(progress, course, i);
		done += record && record->done && !course->modules[i].optional;
	}
	return done;
}

/* "A, B, C, …" */
static void add_missing(const struct bp_course *course,
	const struct bp_progress *progress, struct bp_buf *out)
{
	size_t missing = 0;

	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module_record *record = record_of(progress, course, i);
		if ((record && record->done) || course->modules[i].optional ||
			missing++ > SHOWN_MISSING)
			continue;
		bp_buf_add_cstr(out, missing > 1 ? ", " : "");
		bp_buf_add_cstr(
			out, missing > SHOWN_MISSING ? "…" : course->modules[i].title);
	}
}

bool bp_proof_is_due(const struct bp_course *course, const struct bp_progress *progress)
{
	size_t done = count_done(course, progress);

	return done && done == bp_course_asked(course);
}

static bool learn_proof_is_finished(const struct bp_course *course,
	const struct bp_progress *progress, struct bp_error *err)
{
	size_t done = count_done(course, progress);
	struct bp_buf missing = {0};

	if (bp_proof_is_due(course, progress))
		return true;
	add_missing(course, progress, &missing);
	bp_fail(err, BP_ERROR_INPUT,
		_("kursus \"%s\" belum selesai (%zu dari %zu modul); yang belum: %s"),
		course->title, done, bp_course_asked(course),
		missing.len ? missing.at : "-");
	bp_buf_release(&missing);
	return false;
}

/* ---- gathering ---- */

/* The version that a module was finished in; empty: it need not have been. */
static struct bp_str proof_version(
	const struct bp_course *course, const struct bp_progress *progress, size_t index)
{
	const struct bp_module_record *record = record_of(progress, course, index);

	return record && record->done ? record->version : (struct bp_str){0};
}

static bool learn_proof_is_told(const struct bp_course *course,
	const struct bp_progress *progress, size_t before, struct bp_str version)
{
	for (size_t i = 0; i < before; i++)
		if (bp_str_equal(proof_version(course, progress, i), version))
			return true;
	return false;
}

/* "1.0", or "1.0, 1.2" if some modules were finished after the course was changed. */
static const char *versions(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_progress *progress)
{
	struct bp_buf list = {0};

	for (size_t i = 0; i < course->module_count; i++) {
		struct bp_str version = proof_version(course, progress, i);
		if (version.len == 0 || learn_proof_is_told(course, progress, i, version))
			continue;
		bp_buf_add_cstr(&list, list.len ? ", " : "");
		bp_buf_add_str(&list, version);
	}
	const char *kept = bp_proof_clean(arena, bp_buf_str(&list));
	bp_buf_release(&list);
	return kept;
}

int bp_proof_minutes(const struct bp_module_record *record)
{
	double minutes = record ? record->active_seconds / 60 : 0;

	return minutes > MINUTES_MOST ? MINUTES_MOST : (int)minutes;
}

/* The JP of a module. Where they came by an import, or a server vouches for them, no more
 * than the course gives here: another course with the same id may have given any number. */
static int proof_jp_halves(const struct bp_module *module,
	const struct bp_module_record *record, bool limited)
{
	return !limited || record->jp_halves <= module->jp_halves ? record->jp_halves
								  : module->jp_halves;
}

static void proof_add_up(struct bp_proof *proof, const struct bp_proof_module *row)
{
	proof->jp_halves += row->jp_halves;
	proof->jp_halves_brought += row->brought ? row->jp_halves : 0;
	proof->minutes += row->minutes;
	proof->minutes_brought += row->minutes_brought;
}

static void learn_proof_add_module(struct bp_arena *arena, const struct bp_course *course,
	size_t index, const struct bp_proof_record *from, struct bp_proof *proof)
{
	const struct bp_module *module = &course->modules[index];
	const struct bp_module_record *all = record_of(from->all, course, index);
	const struct bp_module_record *here = record_of(from->here, course, index);
	bool brought = !here || !here->done;
	const struct bp_module_record *record = brought ? all : here;
	struct bp_proof_module *row = &proof->modules[proof->module_count++];

	*row = (struct bp_proof_module){
		.id = module->id,
		.title = bp_proof_clean(arena, bp_str(module->title)),
		.jp_halves = proof_jp_halves(module, record, brought || from->servers),
		.minutes = bp_proof_minutes(all),
		.done_at = record->done_at,
		.percent = record->score < 0 ? -1 : bp_score_percent(record->score),
		.brought = brought,
		.minutes_brought = bp_proof_minutes(all) - bp_proof_minutes(here),
	};
	proof_add_up(proof, row);
	proof->questions += here ? here->questions_answered : 0;
	if (proof->first_at == 0 || all->first_at < proof->first_at)
		proof->first_at = all->first_at;
	if (record->done_at > proof->done_at)
		proof->done_at = record->done_at;
}

/* Whether a name is what an administrator entered. */
static bool is_confirmed(struct bp_str name, struct bp_str confirmed)
{
	return confirmed.len && bp_str_equal(bp_str_trim(name), bp_str_trim(confirmed));
}

static bool proof_is_same_nip(struct bp_arena *arena, struct bp_str a, struct bp_str b)
{
	const char *nip = proof_whole_nip(arena, a);

	return *nip && strcmp(nip, proof_whole_nip(arena, b)) == 0;
}

/* The roster of an agency has it, or the holder says that it may be seen. */
static void proof_put_nip(struct bp_arena *arena, const struct bp_proof_record *record,
	const struct bp_person *person, struct bp_proof *proof)
{
	proof->nip_confirmed =
		proof_is_same_nip(arena, person->nip, record->confirmed_nip);
	proof->whole = proof->nip_confirmed || record->whole || person->whole;
	proof->screen_nip = masked(arena, person->nip);
	proof->nip =
		proof->whole ? proof_whole_nip(arena, person->nip) : proof->screen_nip;
}

bool bp_proof_make(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_proof_record *record, const struct bp_person *person,
	struct bp_proof *proof, struct bp_error *err)
{
	if (!learn_proof_is_finished(course, record->all, err))
		return false;
	*proof = (struct bp_proof){
		.learner = bp_arena_cstr(arena, bp_str(record->learner)),
		.pseudonym = bp_arena_cstr(arena, bp_str(record->pseudonym)),
		.name = bp_proof_clean(arena, person->name),
		.confirmed = is_confirmed(person->name, record->confirmed),
		.unit = bp_proof_clean(arena, person->unit),
		.agency = bp_proof_clean(arena, person->agency),
		.course_id = course->id,
		.course = bp_proof_clean(arena, bp_str(course->title)),
		.version = versions(arena, course, record->all),
		.content = record->content,
		.servers = record->servers,
		.modules = bp_arena_alloc(
			arena, course->module_count, sizeof *proof->modules),
		.chain = record->chain,
		.answers = record->answers,
	};
	proof_put_nip(arena, record, person, proof);
	for (size_t i = 0; i < course->module_count; i++)
		if (!course->modules[i].optional)
			learn_proof_add_module(arena, course, i, record, proof);
	bp_proof_add_regrades(arena, course, record->all, proof);
	for (size_t i = 0; i < course->module_count; i++)
		proof->papers += bp_attempts_on_paper(bp_progress_attempts(record->all),
			bp_str(course->id), bp_str(course->modules[i].id));
	json_t *content = bp_proof_content(proof);
	bp_proof_count(content, proof->number);
	json_decref(content);
	return true;
}

/* ---- verification ---- */

bool bp_proof_hex(struct bp_str text, uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] >= 'A' && text.at[i] <= 'F')
			return false;
	return bp_hex_read(text, bytes, size);
}

bool bp_proof_verify(
	struct bp_str file, struct bp_proof_check *check, struct bp_error *err)
{
	*check = (struct bp_proof_check){.unaltered = false};
	if (bp_str_starts(file, "{") ? bp_proof_verify_json(file, check) ||
				bp_proof_verify_badge(file, check)
				     : bp_proof_verify_text(file, check))
		return true;
	return bp_fail(err, BP_ERROR_INPUT,
		_("ini bukan bukti belajar berbentuk teks, JSON, atau lencana dari berpijar, atau bukti yang sudah diubah"));
}
