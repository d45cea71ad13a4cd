/* JP from elsewhere as somebody types them: read with a reason for what cannot be, and
 * written again for correcting. */
#include <berpijar/elsewhere.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <string.h>

#define EAST_MS (2 * 3600000) /* a day begins so much earlier in the east of Indonesia */

/* What is read, and on which day. */
struct typed {
	struct bp_str text; /* trimmed */
	struct bp_day today;
	struct bp_elsewhere *out;
	struct bp_error *err;
};

static bool typed_refuse(const struct typed *typed, const char *why)
{
	return bp_fail(typed->err, BP_ERROR_INPUT, "%s", why);
}

/* ---- texts ---- */

static bool typed_text(const struct typed *typed, bool asked, struct bp_str *out)
{
	if (asked && !typed->text.len)
		return typed_refuse(typed, _("belum diisi"));
	if (typed->text.len > BP_ELSEWHERE_TEXT_MOST)
		return bp_fail(typed->err, BP_ERROR_INPUT,
			_("terlalu panjang: paling banyak %d byte"),
			BP_ELSEWHERE_TEXT_MOST);
	if (!bp_text_is_clean_line(typed->text))
		return typed_refuse(
			typed, _("berisi karakter kendali atau yang tidak terlihat"));
	*out = typed->text;
	return true;
}

static bool typed_title(const struct typed *typed)
{
	return typed_text(typed, true, &typed->out->title);
}

static bool typed_organizer(const struct typed *typed)
{
	return typed_text(typed, true, &typed->out->organizer);
}

static bool typed_number(const struct typed *typed)
{
	return typed_text(typed, false, &typed->out->number);
}

/* ---- dates ---- */

static bool typed_day(const struct typed *typed, struct bp_day *out)
{
	struct bp_day day;

	if (!bp_day_typed(typed->text, &day))
		return typed_refuse(typed,
			_("bukan tanggal: tulislah misalnya 02-03-2026 atau 2026-03-02"));
	if (!bp_day_exists(day))
		return typed_refuse(typed,
			_("tanggal itu tidak ada: tulislah hari, bulan, tahun, misalnya 02-03-2026"));
	if (day.year < BP_ELSEWHERE_YEAR_LEAST)
		return bp_fail(typed->err, BP_ERROR_INPUT,
			_("tahunnya sebelum %d; tulislah dengan empat angka"),
			BP_ELSEWHERE_YEAR_LEAST);
	if (bp_day_order(day, typed->today) > 0)
		return typed_refuse(typed, _("tanggal itu belum tiba"));
	*out = day;
	return true;
}

/* Empty: the day on which it ends, which is read after it. */
static bool typed_begins(const struct typed *typed)
{
	typed->out->begins = (struct bp_day){0};
	return !typed->text.len || typed_day(typed, &typed->out->begins);
}

static bool typed_ends(const struct typed *typed)
{
	struct bp_elsewhere *out = typed->out;

	if (!typed->text.len)
		return typed_refuse(typed, _("belum diisi"));
	if (!typed_day(typed, &out->ends))
		return false;
	if (!out->begins.year)
		out->begins = out->ends;
	return bp_day_order(out->begins, out->ends) <= 0 ||
		typed_refuse(typed, _("lebih awal dari tanggal mulai"));
}

/* ---- JP, the file ---- */

/* The half that "5", "50" or "0" behind the mark mean; -1: it is neither. */
static int typed_half(struct bp_str fraction)
{
	bool zeros = fraction.len > 0;

	for (size_t i = 1; i < fraction.len; i++)
		zeros &= fraction.at[i] == '0';
	if (!zeros || (fraction.at[0] != '0' && fraction.at[0] != '5'))
		return -1;
	return fraction.at[0] == '5';
}

/* A number of at most four digits at the start of the text, and what is behind it; -1:
 * there is none. */
static int typed_digits(struct bp_str *text)
{
	int number = 0;
	size_t len = 0;

	for (; len < text->len && len < 5 && bp_is_digit(text->at[len]); len++)
		number = number * 10 + (text->at[len] - '0');
	*text = bp_str_from(*text, len);
	return len && len < 5 ? number : -1;
}

static bool typed_jp(const struct typed *typed)
{
	struct bp_str rest = typed->text;
	int whole = typed_digits(&rest), half = 0;

	if (!typed->text.len)
		return typed_refuse(typed, _("belum diisi"));
	if (whole >= 0 && rest.len && (rest.at[0] == ',' || rest.at[0] == '.'))
		half = typed_half(bp_str_from(rest, 1));
	else if (rest.len)
		whole = -1;
	if (whole < 0 || half < 0)
		return typed_refuse(typed,
			_("bukan jumlah JP: tulislah angka, bulat atau setengahan, misalnya 6 atau 7,5"));
	if (whole * 2 + half < 1 || whole * 2 + half > BP_ELSEWHERE_HALVES_MOST)
		return bp_fail(typed->err, BP_ERROR_INPUT,
			_("JP harus lebih dari 0 dan kurang dari %d"),
			BP_ELSEWHERE_HALVES_MOST / 2 + 1);
	typed->out->jp_halves = whole * 2 + half;
	return true;
}

static bool typed_sha256(const struct typed *typed)
{
	uint8_t digest[BP_DIGEST_SIZE];

	if (typed->text.len && !bp_hex_read(typed->text, digest, sizeof digest))
		return bp_fail(typed->err, BP_ERROR_INPUT,
			_("bukan SHA-256: harus %d angka heksadesimal, atau kosong"),
			BP_DIGEST_HEX);
	typed->out->sha256 = typed->text;
	return true;
}

/* ---- all of them ---- */

static const struct {
	const char *label; /* N_() */
	bool (*read)(const struct typed *typed);
} typed_fields[BP_ELSEWHERE_FIELDS] = {
	[BP_ELSEWHERE_TITLE] = {N_("Judul"), typed_title},
	[BP_ELSEWHERE_ORGANIZER] = {N_("Penyelenggara"), typed_organizer},
	[BP_ELSEWHERE_NUMBER] = {N_("Nomor sertifikat"), typed_number},
	[BP_ELSEWHERE_BEGINS] = {N_("Mulai"), typed_begins},
	[BP_ELSEWHERE_ENDS] = {N_("Selesai"), typed_ends},
	[BP_ELSEWHERE_JP] = {"JP", typed_jp},
	[BP_ELSEWHERE_SHA256] = {N_("SHA-256 berkas"), typed_sha256},
};

const char *bp_elsewhere_label(enum bp_elsewhere_field field)
{
	return _(typed_fields[field].label);
}

bool bp_elsewhere_read(const struct bp_str texts[BP_ELSEWHERE_FIELDS], int64_t now,
	struct bp_elsewhere *out, enum bp_elsewhere_field *at, struct bp_error *err)
{
	struct bp_elsewhere one = *out;

	for (int i = 0; i < BP_ELSEWHERE_FIELDS; i++) {
		const struct typed typed = {
			bp_str_trim(texts[i]), bp_day_of(now + EAST_MS), &one, err};
		*at = (enum bp_elsewhere_field)i;
		if (!typed_fields[i].read(&typed))
			return false;
	}
	*out = one;
	return true;
}

/* What was typed before it is read as well, since it ends after it has begun. */
bool bp_elsewhere_fits(const struct bp_str texts[BP_ELSEWHERE_FIELDS], int64_t now,
	enum bp_elsewhere_field field, struct bp_error *err)
{
	struct bp_elsewhere one = {0};
	bool fits = false;

	for (int i = 0; i <= (int)field; i++) {
		const struct typed typed = {bp_str_trim(texts[i]),
			bp_day_of(now + EAST_MS), &one, i == (int)field ? err : NULL};
		fits = typed_fields[i].read(&typed);
	}
	return fits;
}

static struct bp_str typed_as_day(struct bp_arena *arena, struct bp_day day)
{
	return bp_str(
		bp_arena_printf(arena, "%02d-%02d-%04d", day.day, day.month, day.year));
}

void bp_elsewhere_type(const struct bp_elsewhere *one, struct bp_arena *arena,
	struct bp_str texts[BP_ELSEWHERE_FIELDS])
{
	char jp[BP_JP_ROOM];

	texts[BP_ELSEWHERE_TITLE] = one->title;
	texts[BP_ELSEWHERE_ORGANIZER] = one->organizer;
	texts[BP_ELSEWHERE_NUMBER] = one->number;
	texts[BP_ELSEWHERE_BEGINS] = typed_as_day(arena, one->begins);
	texts[BP_ELSEWHERE_ENDS] = typed_as_day(arena, one->ends);
	texts[BP_ELSEWHERE_JP] = bp_arena_str(
		arena, bp_str(bp_jp_write(one->jp_halves, bp_decimal_point(), jp)));
	texts[BP_ELSEWHERE_SHA256] = one->sha256;
}

const char *bp_elsewhere_days(const struct bp_elsewhere *one, struct bp_arena *arena)
{
	const struct bp_day *from = &one->begins, *to = &one->ends;
	const char *end = bp_arena_printf(
		arena, "%d %s %d", to->day, bp_month_short(to->month), to->year);

	if (bp_day_order(*from, *to) == 0)
		return end;
	return bp_arena_printf(arena, "%d %s %d - %s", from->day,
		bp_month_short(from->month), from->year, end);
}
