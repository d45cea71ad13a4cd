/* The ways to read a value: text, number, time, date, word, and so on. */
#include "setting.h"
#include "id.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <string.h>

#define GLOSSARY_MOST 200 /* terms */

void setting_refuse(
	const struct setting *setting, const struct field_item *at, const char *message)
{
	if (setting->bars)
		fault_bar(setting->sink, BP_FAULT_YAML_VALUE, at->line, at->column, "%s",
			message);
	else
		fault_add(setting->sink, BP_FAULT_YAML_VALUE, at->line, at->column, "%s",
			message);
}

static void setting_put_int(const struct setting *setting, int value)
{
	/* The target may be an enum of the same size, which *(int *) would not do for. */
	memcpy((char *)setting->target + setting->key->offset, &value, sizeof value);
}

static void setting_put_text(const struct setting *setting, const char *value)
{
	memcpy((char *)setting->target + setting->key->offset, &value, sizeof value);
}

/* Takes the digits off the front of a text; -1 if there are none or more than eight. */
static int setting_take_number(struct bp_str *text)
{
	size_t len = 0;
	int value = 0;

	while (len < text->len && bp_is_digit(text->at[len])) {
		if (len == 8)
			return -1;
		value = value * 10 + (text->at[len++] - '0');
	}
	*text = bp_str_from(*text, len);
	return len ? value : -1;
}

const char *set_text(const struct setting *setting)
{
	struct bp_str text = bp_str_trim(setting->item->text);

	setting_put_text(setting, bp_arena_cstr(setting->sink->arena, text));
	return NULL;
}

const char *set_id(const struct setting *setting)
{
	struct bp_str id = setting->item->text;
	struct bp_arena *arena = setting->sink->arena;

	if (id_is_valid(id)) {
		setting_put_text(setting, id.at);
		return NULL;
	}
	return bp_arena_printf(arena,
		_("pakailah huruf kecil a-z, angka, dan tanda hubung, misalnya \"%s\""),
		id_from_name(arena, id));
}

const char *set_language(const struct setting *setting)
{
	struct bp_str code = setting->item->text;
	size_t letters = 0;

	while (letters < code.len && bp_is_letter(code.at[letters]))
		letters++;
	bool known = letters == 2 || letters == 3;
	for (size_t i = letters; i < code.len; i++)
		known = known &&
			(bp_is_letter(code.at[i]) || bp_is_digit(code.at[i]) ||
				code.at[i] == '-');
	if (!known || (letters < code.len && code.at[letters] != '-'))
		return _(setting->key->advice);
	setting_put_text(setting, code.at);
	return NULL;
}

const char *set_number(const struct setting *setting)
{
	struct bp_str rest = setting->item->text;
	int value = setting_take_number(&rest);

	if (rest.len || value < setting->key->low || value > setting->key->high)
		return _(setting->key->advice);
	setting_put_int(setting, value);
	return NULL;
}

/* Keeps the place as well: whether there are enough questions is checked later. */
const char *set_draw_number(const struct setting *setting)
{
	struct bp_module *module = setting->target;

	module->draw_line = setting->item->line;
	module->draw_column = setting->item->column;
	return set_number(setting);
}

/* "1", "0.5", "1.50", stored in halves. */
const char *set_halves(const struct setting *setting)
{
	struct bp_str rest = setting->item->text;
	int whole = setting_take_number(&rest);
	bool half = false;

	if (rest.len > 1 && rest.at[0] == ',' && bp_is_digit(rest.at[1]))
		return _("pakailah titik untuk desimal, misalnya 0.5");
	if (rest.len > 1 && rest.at[0] == '.') {
		half = rest.at[1] == '5';
		if (!half && rest.at[1] != '0')
			return _(setting->key->advice);
		rest = bp_str_from(rest, 2);
		while (rest.len && rest.at[0] == '0')
			rest = bp_str_from(rest, 1);
	}
	if (rest.len || whole < setting->key->low || whole > setting->key->high)
		return _(setting->key->advice);
	setting_put_int(setting, 2 * whole + half);
	return NULL;
}

/* "1h30m", "20m", "90s": each unit at most once, larger ones first; stored in seconds. */
const char *set_time(const struct setting *setting)
{
	static const struct {
		char unit;
		int seconds;
	} units[] = {{'h', 3600}, {'m', 60}, {'s', 1}};
	struct bp_str rest = setting->item->text;
	int total = 0, value = setting_take_number(&rest);

	if (value > 0 && value <= setting->key->high / 60 && !rest.len) {
		fault_add(setting->sink, BP_FAULT_YAML_TIME_UNIT, setting->item->line,
			setting->item->column,
			_("%d tanpa satuan dibaca sebagai menit; tulislah %dm"), value,
			value);
		setting_put_int(setting, value * 60);
		return NULL;
	}
	for (size_t i = 0; i < 3; i++) {
		if (value < 0 || !rest.len || rest.at[0] != units[i].unit)
			continue;
		if (value > setting->key->high / units[i].seconds)
			return _(setting->key->advice);
		total += value * units[i].seconds;
		rest = bp_str_from(rest, 1);
		value = rest.len ? setting_take_number(&rest) : -1;
	}
	if (rest.len || value >= 0 || total < setting->key->low ||
		total > setting->key->high)
		return _(setting->key->advice);
	setting_put_int(setting, total);
	return NULL;
}

static bool setting_is_one_of(struct bp_str text, const char *const *words)
{
	while (*words && !bp_text_equal_folded(text, bp_str(*words)))
		words++;
	return *words != NULL;
}

/* YAML 1.1 has more words for true and false than YAML 1.2; those are accepted with a
 * warning. */
const char *set_switch(const struct setting *setting)
{
	static const char *const on[] = {"yes", "on", "y", NULL};
	static const char *const off[] = {"no", "off", "n", NULL};
	struct bp_str text = setting->item->text;
	bool value = bp_text_equal_folded(text, BP_STR("true"));

	if (!value && !bp_text_equal_folded(text, BP_STR("false"))) {
		value = setting_is_one_of(text, on);
		if (!value && !setting_is_one_of(text, off))
			return _(setting->key->advice);
		fault_add(setting->sink, BP_FAULT_YAML_BOOLEAN, setting->item->line,
			setting->item->column, _("tulislah %s, bukan %s"),
			value ? "true" : "false",
			fault_quote(setting->sink->arena, text));
	}
	memcpy((char *)setting->target + setting->key->offset, &value, sizeof value);
	return NULL;
}

const char *set_word(const struct setting *setting)
{
	const struct word *words = setting->key->words;
	struct bp_str text = setting->item->text;
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (const struct word *word = words; word->name; word++) {
		if (bp_str_is(text, word->name)) {
			setting_put_int(setting, word->value);
			return NULL;
		}
		bp_near_offer(&near, text, word->name);
		bp_near_offer_as(&near, text, word->alias, word->name);
	}
	if (!near.word)
		return _(setting->key->advice);
	return bp_arena_printf(setting->sink->arena, _("%s. Maksud Anda \"%s\"?"),
		_(setting->key->advice), near.word);
}

/* Also sets the feedback that is usual for the kind: in an exam it comes at the end. */
const char *set_kind(const struct setting *setting)
{
	struct bp_module *module = setting->target;
	const char *advice = set_word(setting);

	module->feedback =
		module->kind == BP_EXAM ? BP_FEEDBACK_DEFERRED : BP_FEEDBACK_IMMEDIATE;
	return advice;
}

static int setting_days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

const char *set_date(const struct setting *setting)
{
	struct bp_str text = setting->item->text, rest = text;

	if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
		return _(setting->key->advice);
	int year = setting_take_number(&rest);
	rest = bp_str_from(rest, 1);
	int month = setting_take_number(&rest);
	rest = bp_str_from(rest, 1);
	int day = setting_take_number(&rest);
	if (rest.len || year < 0 || month < 0 || day < 0)
		return _(setting->key->advice);
	if (year < 1 || month < 1 || month > 12 || day < 1 ||
		day > setting_days_in_month(year, month))
		return _("tanggal itu tidak ada dalam kalender");
	setting_put_text(setting, text.at);
	return NULL;
}

static void setting_set_term(const struct setting *setting, const struct field_item *pair,
	struct bp_terms *terms)
{
	if (!pair[0].scalar || !pair[1].scalar) {
		fault_add(setting->sink, BP_FAULT_YAML_VALUE, pair[0].line,
			pair[0].column,
			_("di \"%s\" setiap baris berbentuk \"istilah: artinya\"; bila ada titik dua di dalam artinya, apitlah dengan tanda kutip"),
			setting->key->name);
		return;
	}
	if (field_is_empty(&pair[0]) || field_is_empty(&pair[1])) {
		fault_add(setting->sink, BP_FAULT_YAML_EMPTY, pair[0].line,
			pair[0].column, _("istilah ini belum diberi arti"));
		return;
	}
	for (const struct field_item *other = setting->field->items; other < pair;
		other += 2) {
		if (!bp_text_equal_folded(other->text, pair[0].text))
			continue;
		fault_add(setting->sink, BP_FAULT_GLOSSARY_TWICE, pair[0].line,
			pair[0].column,
			_("istilah \"%s\" sudah ada; hapuslah salah satunya"),
			fault_quote(setting->sink->arena, pair[0].text));
		bp_diagnose_related(setting->sink->list, NULL, other->line, other->column,
			_("yang pertama di sini"));
		return;
	}
	*BP_PUSH(setting->sink->arena, terms->at, terms->count, terms->room) =
		(struct bp_term){bp_str_trim(pair[0].text), bp_str_trim(pair[1].text)};
}

void set_glossary(const struct setting *setting)
{
	const struct field *field = setting->field;
	struct bp_terms *terms =
		(struct bp_terms *)((char *)setting->target + setting->key->offset);

	if (field->shape != FIELD_MAPPING)
		fault_add(setting->sink, BP_FAULT_YAML_VALUE, field->value.line,
			field->value.column,
			_("\"%s\" berisi baris-baris \"istilah: artinya\", menjorok di bawahnya"),
			setting->key->name);
	if (field->count / 2 > GLOSSARY_MOST)
		fault_add(setting->sink, BP_FAULT_YAML_VALUE, field->value.line,
			field->value.column,
			_("daftar \"%s\" terlalu panjang; paling banyak %zu butir"),
			setting->key->name, (size_t)GLOSSARY_MOST);
	for (size_t i = 0; field->shape == FIELD_MAPPING && i + 1 < field->count &&
		i / 2 < GLOSSARY_MOST;
		i += 2)
		setting_set_term(setting, &field->items[i], terms);
}

/* One code; what cannot be switched off is told, so that nobody waits for it. */
static void setting_allow(const struct setting *setting, const struct field_item *item)
{
	struct bp_list *list =
		(struct bp_list *)((char *)setting->target + setting->key->offset);
	struct bp_str code = bp_str_trim(item->text);
	const char *meant, *written = fault_quote(setting->sink->arena, code);
	enum bp_fault fault = bp_fault_find(code, &meant);

	if (fault == BP_FAULT_COUNT)
		fault_add(setting->sink, BP_FAULT_CHECK_ALLOW, item->line, item->column,
			meant ? _("tidak ada kode \"%s\"; maksud Anda \"%s\"?")
			      : _("tidak ada kode \"%s\"; kodenya tertulis di dalam [ ] di akhir pesan%s"),
			written, meant ? meant : "");
	else if (!bp_fault_optional(fault))
		fault_add(setting->sink, BP_FAULT_CHECK_ALLOW, item->line, item->column,
			_("\"%s\" adalah galat, yang tidak dapat dimatikan; betulkan yang ditunjuknya"),
			written);
	else
		*BP_PUSH(setting->sink->arena, list->at, list->count, list->room) = code;
}

/* "check: {allow: [code, …]}" */
void set_allow(const struct setting *setting)
{
	const struct field *field = setting->field;

	for (size_t i = 0; i + 1 < field->count; i += 2) {
		const struct field_item *pair = &field->items[i];
		if (field->shape != FIELD_MAPPING || !bp_str_is(pair->text, "allow"))
			break;
		if (pair[1].scalar)
			setting_allow(setting, &pair[1]);
		for (size_t n = 0; n < pair[1].count; n++)
			setting_allow(setting, &pair[1].items[n]);
		return;
	}
	setting_refuse(setting, &field->value,
		_("tulislah \"check: {allow: [kode]}\" dengan kode yang tercetak di dalam [ ]"));
}

/* "draw: {category: 5, other: 5}" */
void set_draw(const struct setting *setting)
{
	const struct field *field = setting->field;
	struct bp_module *module = setting->target;

	for (size_t i = 0; i + 1 < field->count; i += 2) {
		const struct field_item *pair = &field->items[i];
		struct bp_str rest = pair[1].text;
		int count = setting_take_number(&rest);
		if (pair[0].scalar && pair[1].scalar && !field_is_empty(&pair[0]) &&
			!rest.len && count >= setting->key->low &&
			count <= setting->key->high)
			*BP_PUSH(setting->sink->arena, module->draw_rules.at,
				module->draw_rules.count, module->draw_rules.room) =
				(struct bp_draw_rule){bp_str_trim(pair[0].text), count,
					pair[0].line, pair[0].column};
		else
			setting_refuse(setting, &pair[0],
				_("di \"draw\" setiap baris berbentuk \"kategori: banyaknya soal\", bilangan bulat 1 sampai 500"));
	}
}
