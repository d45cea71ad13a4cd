/* The row of a finished course in the state's register: one table of its fields. */
#include <berpijar/arena.h>
#include <berpijar/csv.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/siasn.h>
#include <stdlib.h>
#include <string.h>

#define NIP_DIGITS  18
#define CERTIFICATE "T" /* the kind that the register's clients give for a course */

/* ---- the fields ---- */

/* "24-11-2026", in Western Indonesian Time, as on the proof. */
static const char *siasn_date(struct bp_arena *arena, int64_t at)
{
	struct bp_day day = bp_day_of(at);

	return bp_arena_printf(arena, "%02d-%02d-%04d", day.day, day.month, day.year);
}

static const char *siasn_nip(struct bp_arena *arena, const struct bp_siasn_source *source)
{
	(void)arena;
	return source->proof->nip;
}

static const char *siasn_course(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	(void)arena;
	return source->proof->course;
}

static const char *siasn_organiser(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	(void)arena;
	return source->agency->organiser ? source->agency->organiser
					 : source->proof->agency;
}

static const char *siasn_kind(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	(void)arena;
	return source->agency->kind ? source->agency->kind : BP_AGENCY_KIND_USUAL;
}

static const char *siasn_certificate(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	(void)arena;
	(void)source;
	return CERTIFICATE;
}

static const char *siasn_hours(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	return bp_arena_printf(arena, "%d", source->proof->jp_halves / 2);
}

static const char *siasn_begun(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	return siasn_date(arena, source->proof->first_at);
}

static const char *siasn_done(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	return siasn_date(arena, source->proof->done_at);
}

static const char *siasn_year(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	return bp_arena_printf(arena, "%d", bp_year_of(source->proof->done_at));
}

static const char *siasn_number(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	return bp_arena_cstr(arena, bp_str(source->proof->number));
}

static const char *siasn_pdf(struct bp_arena *arena, const struct bp_siasn_source *source)
{
	return bp_siasn_file(arena, source->proof);
}

/* The names are the register's, but for the first and the last, which are for whoever sends
 * the row. */
static const struct siasn_field {
	const char *name;
	bool counts; /* it is a number */
	const char *(*make)(struct bp_arena *arena, const struct bp_siasn_source *source);
} siasn_fields[BP_SIASN_FIELDS] = {
	{"nip", false, siasn_nip},
	{"namaKursus", false, siasn_course},
	{"institusiPenyelenggara", false, siasn_organiser},
	{"jenisDiklatId", false, siasn_kind},
	{"jenisKursusSertipikat", false, siasn_certificate},
	{"jumlahJam", true, siasn_hours},
	{"tanggalKursus", false, siasn_begun},
	{"tanggalSelesaiKursus", false, siasn_done},
	{"tahunKursus", true, siasn_year},
	{"nomorSertipikat", false, siasn_number},
	{"berkas", false, siasn_pdf},
};

/* ---- what is missing ---- */

static bool siasn_has_nip(const struct bp_proof *proof)
{
	return strlen(proof->nip) == NIP_DIGITS &&
		strspn(proof->nip, "0123456789") == NIP_DIGITS;
}

/* Why the person cannot be told; NULL: they can. */
static const char *siasn_person_fault(const struct bp_proof *proof)
{
	if (!proof->nip[0])
		return _("NIP belum diisi");
	if (!proof->whole)
		return _(
			"NIP tersamar: peserta belum mengizinkannya utuh, dan daftar instansi tidak memuatnya");
	return siasn_has_nip(proof) ? NULL : _("NIP bukan 18 angka");
}

static int siasn_least_minutes(const struct bp_siasn_source *source)
{
	return bp_jp_minutes(source->proof->jp_halves) * source->agency->bound / 100;
}

static const char *siasn_course_fault(
	struct bp_arena *arena, const struct bp_siasn_source *source)
{
	const struct bp_proof *proof = source->proof;

	if (!*siasn_organiser(arena, source))
		return _("penyelenggara belum diisi: kunci organiser di pengaturan");
	if (proof->jp_halves <= 0 || proof->jp_halves % 2)
		return bp_arena_printf(arena,
			_("%s JP bukan bilangan bulat; register hanya menerima jam bulat"),
			bp_proof_jp(arena, proof->jp_halves));
	if (proof->minutes < siasn_least_minutes(source))
		return bp_arena_printf(arena,
			_("tercatat %d menit; instansi meminta paling sedikit %d menit"),
			proof->minutes, siasn_least_minutes(source));
	if (source->is_signed)
		return NULL;
	return source->before
		? bp_arena_printf(arena,
			  _("server menandatangani bukti nomor %s; sesudah itu kursusnya dipelajari lagi, jadi minta tanda tangan lagi"),
			  source->before)
		: _("tidak ditandatangani server; minta tanda tangan server dahulu");
}

bool bp_siasn_make(struct bp_arena *arena, const struct bp_siasn_source *source,
	struct bp_siasn_row *row, struct bp_error *err)
{
	const char *why = siasn_person_fault(source->proof);

	if (!why)
		why = siasn_course_fault(arena, source);
	if (why)
		return bp_fail(err, BP_ERROR_INPUT, "%s", why);
	for (size_t i = 0; i < BP_SIASN_FIELDS; i++)
		row->fields[i] = siasn_fields[i].make(arena, source);
	row->file = row->fields[BP_SIASN_FIELDS - 1];
	return true;
}

/* ---- forms ---- */

const char *bp_siasn_file(struct bp_arena *arena, const struct bp_proof *proof)
{
	return bp_arena_printf(arena, "%s_%s.pdf",
		proof->whole && siasn_has_nip(proof) ? proof->nip : proof->learner,
		proof->number);
}

void bp_siasn_csv(const struct bp_siasn_row *rows, size_t count, struct bp_buf *out)
{
	for (size_t i = 0; i < BP_SIASN_FIELDS; i++)
		bp_csv_put(out, bp_str(siasn_fields[i].name));
	bp_csv_end(out);
	for (size_t n = 0; n < count; n++) {
		for (size_t i = 0; i < BP_SIASN_FIELDS; i++)
			if (siasn_fields[i].counts)
				bp_csv_number(out, rows[n].fields[i]);
			else
				bp_csv_put(out, bp_str(rows[n].fields[i]));
		bp_csv_end(out);
	}
}

void bp_siasn_json(const struct bp_siasn_row *rows, size_t count, struct bp_buf *out)
{
	json_t *all = json_array();

	for (size_t n = 0; n < count; n++) {
		json_t *one = json_object();
		for (size_t i = 0; i < BP_SIASN_FIELDS; i++)
			json_object_set_new(one, siasn_fields[i].name,
				siasn_fields[i].counts
					? json_integer(
						  strtol(rows[n].fields[i], NULL, 10))
					: bp_json_text(bp_str(rows[n].fields[i])));
		json_array_append_new(all, one);
	}
	bp_json_write(all, JSON_INDENT(1), out);
	bp_buf_add_char(out, '\n');
	json_decref(all);
}
