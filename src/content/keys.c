#include "keys.h"
#include "near.h"
#include <berpijar/lang.h>
#include <string.h>

#define GLOSSARY_MOST 200 /* terms */

struct setting;

struct word {
	const char *name;
	int value;
	const char *alias; /* what an author may write instead; only suggested */
};

/* When a wrong value bars the use of the file. */
enum key_weight { LIGHT, RULES_EXAM, RULES_ALL };

struct key {
	const char *name;
	/* Sets the target and returns NULL, or returns what to write instead. */
	const char *(*set)(const struct setting *setting);
	size_t offset; /* of the target */
	const char *advice;
	int low, high; /* of numbers; high: most items of a list */
	const struct word *words;
	enum key_weight weight;
	bool is_list;
	/* Reads a mapping; beside set, either may be written. */
	void (*set_pairs)(const struct setting *setting);
	bool exam_only;
};

struct setting {
	const struct key *key;
	const struct field *field;
	const struct field_item *item;
	const struct fault_sink *sink;
	void *target;
};

bool id_is_valid(struct bp_str id)
{
	if (id.len == 0 || id.len > ID_LIMIT)
		return false;
	for (size_t i = 0; i < id.len; i++)
		if (!((id.at[i] >= 'a' && id.at[i] <= 'z') ||
			    (id.at[i] >= '0' && id.at[i] <= '9') || id.at[i] == '-'))
			return false;
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct bp_str id_stem(struct bp_str name)
{
	size_t start = 0;

	if (name.len > 3 && bp_str_is(bp_str_from(name, name.len - 3), ".md"))
		name = bp_str_part(name, 0, name.len - 3);
	while (start < name.len && is_digit(name.at[start]))
		start++;
	size_t digits = start;
	while (start < name.len && strchr("-_. ", name.at[start]))
		start++;
	if (digits > 0 && (start == digits || start == name.len))
		return name;
	return bp_str_from(name, start);
}

const char *id_from_name(struct bp_arena *arena, struct bp_str name)
{
	char id[ID_LIMIT + 1];
	size_t len = 0;

	for (size_t i = 0; i < name.len && len < ID_LIMIT; i++) {
		char c = name.at[i];
		if (is_letter(c) || is_digit(c))
			id[len++] = (char)(is_letter(c) ? c | 0x20 : c);
		else if ((c == ' ' || c == '_' || c == '-') && len > 0 &&
			id[len - 1] != '-')
			id[len++] = '-';
	}
	while (len > 0 && id[len - 1] == '-')
		len--;
	if (len > 0)
		return bp_arena_cstr(arena, (struct bp_str){id, len});
	return bp_arena_printf(
		arena, "m-%08x", (unsigned)(bp_hash(BP_HASH_START, name) & 0xffffffff));
}

static void put_int(const struct setting *setting, int value)
{
	/* Enums and ints are of one size, and bytes do not mind which it is. */
	memcpy((char *)setting->target + setting->key->offset, &value, sizeof value);
}

static void put_text(const struct setting *setting, const char *value)
{
	memcpy((char *)setting->target + setting->key->offset, &value, sizeof value);
}

/* Takes digits off the front; -1 if there are none or far too many. */
static int take_number(struct bp_str *text)
{
	size_t len = 0;
	int value = 0;

	while (len < text->len && is_digit(text->at[len])) {
		if (len == 8)
			return -1;
		value = value * 10 + (text->at[len++] - '0');
	}
	*text = bp_str_from(*text, len);
	return len ? value : -1;
}

static const char *set_text(const struct setting *setting)
{
	struct bp_str text = bp_str_trim(setting->item->text);

	put_text(setting, bp_arena_cstr(setting->sink->arena, text));
	return NULL;
}

static const char *set_id(const struct setting *setting)
{
	struct bp_str id = setting->item->text;
	struct bp_arena *arena = setting->sink->arena;

	if (id_is_valid(id)) {
		put_text(setting, id.at);
		return NULL;
	}
	return bp_arena_printf(arena,
		_("pakailah huruf kecil a-z, angka, dan tanda hubung, misalnya \"%s\""),
		id_from_name(arena, id));
}

static const char *set_language(const struct setting *setting)
{
	struct bp_str code = setting->item->text;
	size_t letters = 0;

	while (letters < code.len && is_letter(code.at[letters]))
		letters++;
	bool known = letters == 2 || letters == 3;
	for (size_t i = letters; i < code.len; i++)
		known = known &&
			(is_letter(code.at[i]) || is_digit(code.at[i]) ||
				code.at[i] == '-');
	if (!known || (letters < code.len && code.at[letters] != '-'))
		return _(setting->key->advice);
	put_text(setting, code.at);
	return NULL;
}

static const char *set_number(const struct setting *setting)
{
	struct bp_str rest = setting->item->text;
	int value = take_number(&rest);

	if (rest.len || value < setting->key->low || value > setting->key->high)
		return _(setting->key->advice);
	put_int(setting, value);
	return NULL;
}

/* "1", "0.5", "1.50": halves of a JP. */
static const char *set_halves(const struct setting *setting)
{
	struct bp_str rest = setting->item->text;
	int whole = take_number(&rest);
	bool half = false;

	if (rest.len > 1 && rest.at[0] == ',' && is_digit(rest.at[1]))
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
	put_int(setting, 2 * whole + half);
	return NULL;
}

/* "1h30m", "20m", "90s": each unit at most once, the larger first. */
static const char *set_time(const struct setting *setting)
{
	static const struct {
		char unit;
		int seconds;
	} units[] = {{'h', 3600}, {'m', 60}, {'s', 1}};
	struct bp_str rest = setting->item->text;
	int total = 0, value = take_number(&rest);

	if (value > 0 && value <= setting->key->high / 60 && !rest.len) {
		fault_add(setting->sink, FAULT_WARNING, "yaml-time-unit",
			setting->item->line, setting->item->column,
			_("%d tanpa satuan dibaca sebagai menit; tulislah %dm"), value,
			value);
		put_int(setting, value * 60);
		return NULL;
	}
	for (size_t i = 0; i < 3; i++) {
		if (value < 0 || !rest.len || rest.at[0] != units[i].unit)
			continue;
		if (value > setting->key->high / units[i].seconds)
			return _(setting->key->advice);
		total += value * units[i].seconds;
		rest = bp_str_from(rest, 1);
		value = rest.len ? take_number(&rest) : -1;
	}
	if (rest.len || value >= 0 || total < setting->key->low ||
		total > setting->key->high)
		return _(setting->key->advice);
	put_int(setting, total);
	return NULL;
}

static bool is_one_of(struct bp_str text, const char *const *words)
{
	while (*words && !bp_text_equal_folded(text, bp_str(*words)))
		words++;
	return *words != NULL;
}

/* What YAML 1.1 calls true was too much for YAML 1.2, so only true and false are
 * taken without a word. */
static const char *set_switch(const struct setting *setting)
{
	static const char *const on[] = {"yes", "on", "y", NULL};
	static const char *const off[] = {"no", "off", "n", NULL};
	struct bp_str text = setting->item->text;
	bool value = bp_text_equal_folded(text, BP_STR("true"));

	if (!value && !bp_text_equal_folded(text, BP_STR("false"))) {
		value = is_one_of(text, on);
		if (!value && !is_one_of(text, off))
			return _(setting->key->advice);
		fault_add(setting->sink, FAULT_WARNING, "yaml-boolean",
			setting->item->line, setting->item->column,
			_("tulislah %s, bukan %s"), value ? "true" : "false",
			fault_quote(setting->sink->arena, text));
	}
	memcpy((char *)setting->target + setting->key->offset, &value, sizeof value);
	return NULL;
}

static const char *set_word(const struct setting *setting)
{
	const struct word *words = setting->key->words;
	struct bp_str text = setting->item->text;
	struct near near = {NULL, NEAR_ENOUGH};

	for (const struct word *word = words; word->name; word++) {
		if (bp_str_is(text, word->name)) {
			put_int(setting, word->value);
			return NULL;
		}
		near_offer(&near, text, word->name);
		near_offer_as(&near, text, word->alias, word->name);
	}
	if (!near.word)
		return _(setting->key->advice);
	return bp_arena_printf(setting->sink->arena, _("%s. Maksud Anda \"%s\"?"),
		_(setting->key->advice), near.word);
}

/* An exam's answers are graded at its end unless its author says otherwise. */
static const char *set_kind(const struct setting *setting)
{
	struct bp_module *module = setting->target;
	const char *advice = set_word(setting);

	module->feedback =
		module->kind == BP_EXAM ? BP_FEEDBACK_DEFERRED : BP_FEEDBACK_IMMEDIATE;
	return advice;
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static const char *set_date(const struct setting *setting)
{
	struct bp_str text = setting->item->text, rest = text;

	if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
		return _(setting->key->advice);
	int year = take_number(&rest);
	rest = bp_str_from(rest, 1);
	int month = take_number(&rest);
	rest = bp_str_from(rest, 1);
	int day = take_number(&rest);
	if (rest.len || year < 0 || month < 0 || day < 0)
		return _(setting->key->advice);
	if (year < 1 || month < 1 || month > 12 || day < 1 ||
		day > days_in_month(year, month))
		return _("tanggal itu tidak ada dalam kalender");
	put_text(setting, text.at);
	return NULL;
}

static void set_term(const struct setting *setting, const struct field_item *pair,
	struct bp_terms *terms)
{
	if (!pair[0].scalar || !pair[1].scalar) {
		fault_add(setting->sink, FAULT_ERROR, "yaml-value", pair[0].line,
			pair[0].column,
			_("di \"%s\" setiap baris berbentuk \"istilah: artinya\"; bila "
			  "ada titik dua di dalam artinya, apitlah dengan tanda kutip"),
			setting->key->name);
		return;
	}
	if (field_is_empty(&pair[0]) || field_is_empty(&pair[1])) {
		fault_add(setting->sink, FAULT_WARNING, "yaml-empty", pair[0].line,
			pair[0].column, _("istilah ini belum diberi arti"));
		return;
	}
	*BP_PUSH(setting->sink->arena, terms->at, terms->count, terms->room) =
		(struct bp_term){bp_str_trim(pair[0].text), bp_str_trim(pair[1].text)};
}

static void set_glossary(const struct setting *setting)
{
	const struct field *field = setting->field;
	struct bp_terms *terms =
		(struct bp_terms *)((char *)setting->target + setting->key->offset);

	if (field->shape != FIELD_MAPPING)
		fault_add(setting->sink, FAULT_ERROR, "yaml-value", field->value.line,
			field->value.column,
			_("\"%s\" berisi baris-baris \"istilah: artinya\", menjorok di "
			  "bawahnya"),
			setting->key->name);
	if (field->count / 2 > GLOSSARY_MOST)
		fault_add(setting->sink, FAULT_ERROR, "yaml-value", field->value.line,
			field->value.column,
			_("daftar \"%s\" terlalu panjang; paling banyak %zu butir"),
			setting->key->name, (size_t)GLOSSARY_MOST);
	for (size_t i = 0; field->shape == FIELD_MAPPING && i + 1 < field->count &&
		i / 2 < GLOSSARY_MOST;
		i += 2)
		set_term(setting, &field->items[i], terms);
}

/* "draw: {category: 5, other: 5}" */
static void set_draw(const struct setting *setting)
{
	const struct field *field = setting->field;
	struct bp_module *module = setting->target;

	for (size_t i = 0; i + 1 < field->count; i += 2) {
		const struct field_item *pair = &field->items[i];
		struct bp_str rest = pair[1].text;
		int count = take_number(&rest);
		if (pair[0].scalar && pair[1].scalar && !field_is_empty(&pair[0]) &&
			!rest.len && count >= setting->key->low &&
			count <= setting->key->high)
			*BP_PUSH(setting->sink->arena, module->draw_rules.at,
				module->draw_rules.count, module->draw_rules.room) =
				(struct bp_draw_rule){bp_str_trim(pair[0].text), count};
		else
			fault_add(setting->sink,
				module->kind == BP_EXAM ? FAULT_BAR : FAULT_ERROR,
				"yaml-value", pair[0].line, pair[0].column,
				_("di \"draw\" setiap baris berbentuk \"kategori: "
				  "banyaknya "
				  "soal\", bilangan bulat 1 sampai 500"));
	}
}

static const struct word kinds[] = {
	{"lesson", BP_LESSON, "pelajaran"},
	{"exam", BP_EXAM, "ujian"},
	{NULL, 0, NULL},
};

static const struct word clocks[] = {
	{"run", 0, "jalan"},
	{"pause", 1, "jeda"},
	{NULL, 0, NULL},
};

static const struct word countings[] = {
	{"best", 0, "terbaik"},
	{"last", 1, "terakhir"},
	{NULL, 0, NULL},
};

static const struct word feedbacks[] = {
	{"immediate", BP_FEEDBACK_IMMEDIATE, "langsung"},
	{"deferred", BP_FEEDBACK_DEFERRED, "ditunda"},
	{NULL, 0, NULL},
};

#define ADVICE_PASS \
	N_("isilah persentase, bilangan bulat 0 sampai 100 tanpa tanda persen")
#define ADVICE_DATE N_("tulislah tahun-bulan-hari, misalnya 2026-11-01")

#define AT(member)        .offset = offsetof(struct bp_module, member)
#define AT_COURSE(member) .offset = offsetof(struct bp_course, member)

/* In the order in which they are read: kind decides what the others weigh. */
static const struct key module_keys[] = {
	{"kind", set_kind, AT(kind), N_("pilihlah lesson (pelajaran) atau exam (ujian)"),
		.words = kinds, .weight = RULES_ALL},
	{"title", set_text, AT(title)},
	{"id", set_id, AT(id)},
	{"jp", set_halves, AT(jp_halves),
		N_("isilah kelipatan setengah JP: 0, 0.5, 1, 1.5, dan seterusnya"),
		.high = 999},
	{"outcomes", .is_list = true, AT(outcomes)},
	{"pass", set_number, AT(pass), ADVICE_PASS, .high = 100, .weight = RULES_EXAM},
	{"draw", set_number, AT(draw),
		N_("isilah banyaknya soal, bilangan bulat 1 sampai 500"),
		.set_pairs = set_draw, .low = 1, .high = 500, .weight = RULES_EXAM,
		.exam_only = true},
	{"time", set_time, AT(time_seconds),
		N_("isilah lamanya, paling lama sehari: 20m, 1h, 1h30m, atau 90s"),
		.low = 1, .high = 24 * 3600, .weight = RULES_EXAM, .exam_only = true},
	{"attempts", set_number, AT(attempts),
		N_("isilah banyaknya kesempatan, bilangan bulat 1 sampai 100; tanpa "
		   "batas "
		   "bila barisnya dihapus"),
		.low = 1, .high = 100, .weight = RULES_EXAM},
	{"penalty", set_number, AT(penalty), ADVICE_PASS, .high = 100},
	{"counts", set_word, AT(counts_last),
		N_("pilihlah best (nilai terbaik) atau last (nilai terakhir)"),
		.words = countings},
	{"on_disconnect", set_word, AT(pauses),
		N_("pilihlah run (waktu jalan terus) atau pause (waktu berhenti)"),
		.words = clocks, .weight = RULES_EXAM, .exam_only = true},
	{"feedback", set_word, AT(feedback),
		N_("pilihlah immediate (langsung) atau deferred (ditunda)"),
		.words = feedbacks, .weight = RULES_EXAM},
	{"shuffle", set_switch, AT(shuffle),
		N_("pilihlah true (acak) atau false (tidak)")},
	{"after", .is_list = true, AT(after), .high = AFTER_MOST},
	{"as_of", set_date, AT(as_of), ADVICE_DATE},
	{"sources", .is_list = true, AT(sources)},
	{"glossary", .set_pairs = set_glossary, AT(glossary)},
};

static const struct key course_keys[] = {
	{"title", set_text, AT_COURSE(title)},
	{"summary", set_text, AT_COURSE(summary)},
	{"language", set_language, AT_COURSE(language),
		N_("isilah kode bahasa, misalnya id atau en")},
	{"version", set_text, AT_COURSE(version)},
	{"pass", set_number, AT_COURSE(pass), ADVICE_PASS, .high = 100,
		.weight = RULES_ALL},
	{.name = "modules"}, /* course_order.c, since it needs the modules */
	{"authors", .is_list = true, AT_COURSE(authors)},
	{"licence", set_text, AT_COURSE(licence)},
	{"as_of", set_date, AT_COURSE(as_of), ADVICE_DATE},
	{"glossary", .set_pairs = set_glossary, AT_COURSE(glossary)},
};

struct schema {
	const struct key *keys;
	size_t count;
};

static const struct schema module_schema = {
	module_keys, sizeof module_keys / sizeof *module_keys};
static const struct schema course_schema = {
	course_keys, sizeof course_keys / sizeof *course_keys};

/* What authors write in the place of our keys. */
static const struct {
	const char *alias, *key;
} aliases[] = {
	{"acak", "shuffle"},
	{"bahasa", "language"},
	{"capaian", "outcomes"},
	{"durasi", "time"},
	{"glosarium", "glossary"},
	{"hasil", "outcomes"},
	{"hasil_belajar", "outcomes"},
	{"istilah", "glossary"},
	{"jenis", "kind"},
	{"judul", "title"},
	{"jumlah_soal", "draw"},
	{"kesempatan", "attempts"},
	{"license", "licence"},
	{"lisensi", "licence"},
	{"lulus", "pass"},
	{"modul", "modules"},
	{"name", "title"},
	{"nilai_lulus", "pass"},
	{"pengurang", "penalty"},
	{"penulis", "authors"},
	{"percobaan", "attempts"},
	{"per_tanggal", "as_of"},
	{"prasyarat", "after"},
	{"ringkasan", "summary"},
	{"sesudah", "after"},
	{"setelah", "after"},
	{"sumber", "sources"},
	{"tanggal", "as_of"},
	{"tipe", "kind"},
	{"tujuan", "outcomes"},
	{"type", "kind"},
	{"umpan_balik", "feedback"},
	{"urutan", "modules"},
	{"versi", "version"},
	{"waktu", "time"},
};

static const struct key *find_key(const struct schema *schema, struct bp_str name)
{
	for (size_t i = 0; i < schema->count; i++)
		if (bp_str_is(name, schema->keys[i].name))
			return &schema->keys[i];
	return NULL;
}

static const char *nearest_key(const struct schema *schema, struct bp_str written)
{
	struct near near = {NULL, NEAR_ENOUGH};

	for (size_t i = 0; i < schema->count; i++)
		near_offer(&near, written, schema->keys[i].name);
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (find_key(schema, bp_str(aliases[i].key)))
			near_offer_as(&near, written, aliases[i].alias, aliases[i].key);
	return near.word;
}

static void unknown_key(const struct field *field, const struct schema *schema,
	const struct schema *other, const struct fault_sink *sink)
{
	const char *meant =
		find_key(other, field->key) ? NULL : nearest_key(schema, field->key);
	const char *foreign = meant ? NULL : nearest_key(other, field->key);
	const char *key = fault_quote(sink->arena, field->key);
	const char *message;

	if (foreign)
		message = bp_arena_printf(sink->arena,
			schema == &course_schema
				? _("kunci \"%s\" berarti di modul, tetapi tidak di "
				    "course.yaml")
				: _("kunci \"%s\" berarti di course.yaml, tetapi tidak "
				    "di modul"),
			foreign);
	else if (meant)
		message = bp_arena_printf(sink->arena,
			_("kunci tidak dikenal \"%s\"; maksud Anda \"%s\"?"), key, meant);
	else
		message = bp_arena_printf(sink->arena,
			_("kunci tidak dikenal \"%s\"; hapuslah, atau periksa ejaannya"),
			key);
	fault_add(sink, FAULT_WARNING, "yaml-unknown-key", field->line, field->column,
		"%s", message);
}

static void empty_value(const struct setting *setting)
{
	fault_add(setting->sink, FAULT_WARNING, "yaml-empty", setting->field->line,
		setting->field->column,
		_("kunci \"%s\" belum diisi; isilah atau hapus barisnya"),
		setting->key->name);
}

static void set_list_item(const struct setting *setting, struct bp_list *list)
{
	const struct field_item *item = setting->item;

	if (!item->scalar) {
		fault_add(setting->sink, FAULT_ERROR, "yaml-value", item->line,
			item->column,
			_("butir \"%s\" harus berupa satu teks; bila ada titik dua di "
			  "dalamnya, "
			  "apitlah dengan tanda kutip"),
			setting->key->name);
		return;
	}
	if (field_is_empty(item)) {
		empty_value(setting);
		return;
	}
	*BP_PUSH(setting->sink->arena, list->at, list->count, list->room) =
		bp_str_trim(item->text);
}

/* A single text is a list of one. */
static void set_list(struct setting *setting)
{
	const struct field *field = setting->field;
	struct bp_list *list =
		(struct bp_list *)((char *)setting->target + setting->key->offset);
	size_t most = (size_t)setting->key->high;

	if (field->shape != FIELD_LIST) {
		setting->item = &field->value;
		set_list_item(setting, list);
		return;
	}
	if (most && field->count > most)
		fault_add(setting->sink, FAULT_ERROR, "yaml-value", field->value.line,
			field->value.column,
			_("daftar \"%s\" terlalu panjang; paling banyak %zu butir"),
			setting->key->name, most);
	for (size_t i = 0; i < field->count && (!most || i < most); i++) {
		setting->item = &field->items[i];
		set_list_item(setting, list);
	}
}

static void set_value(struct setting *setting, enum fault_level level)
{
	const struct field_item *item = &setting->field->value;
	const char *name = setting->key->name;

	setting->item = item;
	if (setting->field->shape != FIELD_TEXT) {
		fault_add(setting->sink, level, "yaml-value", item->line, item->column,
			_("nilai \"%s\" harus berupa satu teks atau angka, bukan daftar"),
			name);
		return;
	}
	const char *advice = setting->key->set(setting);
	if (advice)
		fault_add(setting->sink, level, "yaml-value", item->line, item->column,
			_("nilai \"%s\" untuk \"%s\" keliru: %s"),
			fault_quote(setting->sink->arena, item->text), name, advice);
}

static void read_key(struct setting *setting, enum bp_module_kind kind)
{
	const struct key *key = setting->key;
	bool bars = key->weight == RULES_ALL ||
		(key->weight == RULES_EXAM && kind == BP_EXAM);

	if (key->exam_only && kind != BP_EXAM && !*setting->sink->bar)
		fault_add(setting->sink, FAULT_WARNING, "yaml-exam-only",
			setting->field->line, setting->field->column,
			_("kunci \"%s\" hanya berlaku untuk ujian; tambahkan \"kind: "
			  "exam\" "
			  "atau hapus barisnya"),
			key->name);
	if (setting->field->shape == FIELD_TEXT && field_is_empty(&setting->field->value))
		empty_value(setting);
	else if (key->is_list)
		set_list(setting);
	else if (key->set_pairs && (!key->set || setting->field->shape == FIELD_MAPPING))
		key->set_pairs(setting);
	else if (key->set)
		set_value(setting, bars ? FAULT_BAR : FAULT_ERROR);
}

/* kind points into the target when it is a module. */
static void read_keys(const struct fields *fields, const struct schema *schema,
	const struct schema *other, const struct fault_sink *sink, void *target,
	const enum bp_module_kind *kind)
{
	for (size_t i = 0; i < schema->count; i++) {
		struct setting setting = {
			.key = &schema->keys[i], .sink = sink, .target = target};
		setting.field = fields_find(fields, setting.key->name);
		if (setting.field)
			read_key(&setting, kind ? *kind : BP_LESSON);
	}
	for (size_t i = 0; i < fields->count; i++)
		if (!find_key(schema, fields->at[i].key))
			unknown_key(&fields->at[i], schema, other, sink);
}

void keys_read_module(const struct fields *fields, const struct fault_sink *sink,
	struct bp_module *module)
{
	module->pass = -1;
	module->as_of = "";
	read_keys(fields, &module_schema, &course_schema, sink, module, &module->kind);
}

void keys_read_course(const struct fields *fields, const struct fault_sink *sink,
	struct bp_course *course)
{
	course->summary = course->version = course->licence = course->as_of = "";
	course->language = "id";
	course->pass = -1;
	read_keys(fields, &course_schema, &module_schema, sink, course, NULL);
}
