/* The keys of course.yaml and of front matter, and how their values are read. */
#include "keys.h"
#include "setting.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>

static const struct word keys_kinds[] = {
	{"lesson", BP_LESSON, "pelajaran"},
	{"exam", BP_EXAM, "ujian"},
	{NULL, 0, NULL},
};

static const struct word keys_clocks[] = {
	{"run", 0, "jalan"},
	{"pause", 1, "jeda"},
	{NULL, 0, NULL},
};

static const struct word keys_countings[] = {
	{"best", BP_COUNTS_BEST, "terbaik"},
	{"first", BP_COUNTS_FIRST, "pertama"},
	{"last", BP_COUNTS_LAST, "terakhir"},
	{NULL, 0, NULL},
};

static const struct word keys_feedbacks[] = {
	{"immediate", BP_FEEDBACK_IMMEDIATE, "langsung"},
	{"deferred", BP_FEEDBACK_DEFERRED, "ditunda"},
	{NULL, 0, NULL},
};

static const struct word keys_forms[] = {
	{"A", BP_FORM_A, "a"},
	{"B", BP_FORM_B, "b"},
	{NULL, 0, NULL},
};

#define ADVICE_FORM N_("pilihlah A atau B; pretest dan posttest masing-masing satu")
#define ADVICE_PASS \
	N_("isilah persentase, bilangan bulat 0 sampai 100 tanpa tanda persen")
#define ADVICE_JP   N_("isilah kelipatan setengah JP: 0, 0.5, 1, 1.5, dan seterusnya")
#define ADVICE_DATE N_("tulislah tahun-bulan-hari, misalnya 2026-11-01")

#define AT(member)        .offset = offsetof(struct bp_module, member)
#define AT_COURSE(member) .offset = offsetof(struct bp_course, member)

/* Keys are read in this order. `kind` is first, since it decides whether a wrong value of
 * the others bars the use of the module. */
static const struct key keys_of_module[] = {
	{"kind", set_kind, AT(kind), N_("pilihlah lesson (pelajaran) atau exam (ujian)"),
		.words = keys_kinds, .weight = RULES_ALL},
	{"title", set_text, AT(title)},
	{"id", set_id, AT(id)},
	{"jp", set_halves, AT(jp_halves), ADVICE_JP, .high = BP_JP_HALVES_MOST / 2},
	{"jp_task", set_halves, AT(jp_task_halves), ADVICE_JP,
		.high = BP_JP_HALVES_MOST / 2},
	{"practice", set_time, AT(practice_seconds),
		N_("isilah lamanya latihan, bagian dari jp: 10m, 1h, atau 1h30m"),
		.low = 1, .high = 24 * 3600},
	{"clock", set_time, AT(clock_seconds),
		N_("isilah waktu yang diberikan cerita: 10m, 1h, atau 1h30m"), .low = 60,
		.high = 24 * 3600},
	{"outcomes", .is_list = true, AT(outcomes)},
	{"pass", set_number, AT(pass), ADVICE_PASS, .high = 100, .weight = RULES_EXAM},
	{"draw", set_draw_number, AT(draw),
		N_("isilah banyaknya soal, bilangan bulat 1 sampai 500"),
		.set_pairs = set_draw, .low = 1, .high = 500, .weight = RULES_EXAM,
		.exam_only = true},
	{"time", set_time, AT(time_seconds),
		N_("isilah lamanya, paling lama sehari: 20m, 1h, 1h30m, atau 90s"),
		.low = 1, .high = 24 * 3600, .weight = RULES_EXAM, .exam_only = true},
	{"attempts", set_number, AT(attempts),
		N_("isilah banyaknya kesempatan, bilangan bulat 1 sampai 100; tanpa batas bila barisnya dihapus"),
		.low = 1, .high = 100, .weight = RULES_EXAM},
	{"penalty", set_number, AT(penalty), ADVICE_PASS, .high = 100},
	{"counts", set_word, AT(counts),
		N_("pilihlah best (nilai terbaik), first (nilai pertama), atau last (nilai terakhir)"),
		.words = keys_countings},
	{"reveal", set_number, AT(reveal),
		N_("isilah sesudah berapa percobaan kunci soal pilihan ditunjukkan, bilangan bulat 1 sampai 100"),
		.low = 1, .high = 100},
	{"optional", set_switch, AT(optional),
		N_("pilihlah true (boleh dilewati, 0 JP) atau false (tidak)")},
	{"on_disconnect", set_word, AT(pauses),
		N_("pilihlah run (waktu jalan terus) atau pause (waktu berhenti)"),
		.words = keys_clocks, .weight = RULES_EXAM, .exam_only = true},
	{"feedback", set_word, AT(feedback),
		N_("pilihlah immediate (langsung) atau deferred (ditunda)"),
		.words = keys_feedbacks, .weight = RULES_EXAM, .exam_only = true},
	{"pretest", set_word, AT(pretest), ADVICE_FORM, .words = keys_forms,
		.weight = RULES_EXAM, .exam_only = true},
	{"posttest", set_word, AT(posttest), ADVICE_FORM, .words = keys_forms,
		.weight = RULES_EXAM, .exam_only = true},
	{"shuffle", set_switch, AT(shuffle),
		N_("pilihlah true (acak) atau false (tidak)")},
	{"after", .is_list = true, AT(after), .high = AFTER_MOST},
	{"as_of", set_date, AT(as_of), ADVICE_DATE},
	{"sources", .is_list = true, AT(sources)},
	{"glossary", .set_pairs = set_glossary, AT(glossary)},
	{"check", .set_pairs = set_allow, AT(allow)},
};

static const struct key keys_of_course[] = {
	{"title", set_text, AT_COURSE(title)},
	{"summary", set_text, AT_COURSE(summary)},
	{"language", set_language, AT_COURSE(language),
		N_("isilah kode bahasa, misalnya id atau en")},
	{"version", set_text, AT_COURSE(version)},
	{"pass", set_number, AT_COURSE(pass), ADVICE_PASS, .high = 100,
		.weight = RULES_ALL},
	{"planned", set_number, AT_COURSE(planned),
		N_("isilah banyaknya modul bila kursus ini lengkap, bilangan bulat 1 sampai 1000"),
		.low = 1, .high = 1000},
	{"order", set_number, AT_COURSE(order),
		N_("isilah bilangan bulat 1 sampai 999; 1 adalah yang pertama"), .low = 1,
		.high = 999},
	{.name = "modules"}, /* read by course_order.c once the modules are known */
	{"authors", .is_list = true, AT_COURSE(authors)},
	{"licence", set_text, AT_COURSE(licence)},
	{"as_of", set_date, AT_COURSE(as_of), ADVICE_DATE},
	{"glossary", .set_pairs = set_glossary, AT_COURSE(glossary)},
	{"check", .set_pairs = set_allow, AT_COURSE(allow)},
};

struct schema {
	const struct key *keys;
	size_t count;
};

static const struct schema keys_module_schema = {
	keys_of_module, sizeof keys_of_module / sizeof *keys_of_module};
static const struct schema keys_course_schema = {
	keys_of_course, sizeof keys_of_course / sizeof *keys_of_course};

/* Words that authors write for our keys; only suggested, never accepted. */
static const struct {
	char alias[16],
		key[12]; /* no pointers, which each session would have a copy of */
} aliases[] = {
	{"acak", "shuffle"},
	{"boleh_dilewati", "optional"},
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
	{"latihan", "practice"},
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

static const struct key *content_keys_find(
	const struct schema *schema, struct bp_str name)
{
	for (size_t i = 0; i < schema->count; i++)
		if (bp_str_is(name, schema->keys[i].name))
			return &schema->keys[i];
	return NULL;
}

bool keys_knows(struct bp_str name)
{
	const struct schema *schema = &keys_module_schema;

	for (size_t i = 0; i < schema->count; i++)
		if (bp_text_equal_folded(name, bp_str(schema->keys[i].name)))
			return true;
	return false;
}

static const char *keys_nearest(const struct schema *schema, struct bp_str written)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (size_t i = 0; i < schema->count; i++)
		bp_near_offer(&near, written, schema->keys[i].name);
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (content_keys_find(schema, bp_str(aliases[i].key)))
			bp_near_offer_as(
				&near, written, aliases[i].alias, aliases[i].key);
	return near.word;
}

static void keys_unknown(const struct field *field, const struct schema *schema,
	const struct schema *other, const struct fault_sink *sink)
{
	const char *meant = content_keys_find(other, field->key)
		? NULL
		: keys_nearest(schema, field->key);
	const char *foreign = meant ? NULL : keys_nearest(other, field->key);
	const char *key = fault_quote(sink->arena, field->key);
	const char *message;

	if (foreign)
		message = bp_arena_printf(sink->arena,
			schema == &keys_course_schema
				? _("kunci \"%s\" berarti di modul, tetapi tidak di course.yaml")
				: _("kunci \"%s\" berarti di course.yaml, tetapi tidak di modul"),
			foreign);
	else if (meant)
		message = bp_arena_printf(sink->arena,
			_("kunci tidak dikenal \"%s\"; maksud Anda \"%s\"?"), key, meant);
	else
		message = bp_arena_printf(sink->arena,
			_("kunci tidak dikenal \"%s\"; hapuslah, atau periksa ejaannya"),
			key);
	fault_add(sink, BP_FAULT_YAML_UNKNOWN_KEY, field->line, field->column, "%s",
		message);
}

static void keys_empty_value(const struct setting *setting)
{
	fault_add(setting->sink, BP_FAULT_YAML_EMPTY, setting->field->line,
		setting->field->column,
		_("kunci \"%s\" belum diisi; isilah atau hapus barisnya"),
		setting->key->name);
}

static void keys_set_list_item(const struct setting *setting, struct bp_list *list)
{
	const struct field_item *item = setting->item;

	if (!item->scalar) {
		fault_add(setting->sink, BP_FAULT_YAML_VALUE, item->line, item->column,
			_("butir \"%s\" harus berupa satu teks; bila ada titik dua di dalamnya, apitlah dengan tanda kutip"),
			setting->key->name);
		return;
	}
	if (field_is_empty(item)) {
		keys_empty_value(setting);
		return;
	}
	*BP_PUSH(setting->sink->arena, list->at, list->count, list->room) =
		bp_str_trim(item->text);
}

/* A single text counts as a list of one. */
static void keys_set_list(struct setting *setting)
{
	const struct field *field = setting->field;
	struct bp_list *list =
		(struct bp_list *)((char *)setting->target + setting->key->offset);
	size_t most = (size_t)setting->key->high;

	if (field->shape != FIELD_LIST) {
		setting->item = &field->value;
		keys_set_list_item(setting, list);
		return;
	}
	if (most && field->count > most)
		fault_add(setting->sink, BP_FAULT_YAML_VALUE, field->value.line,
			field->value.column,
			_("daftar \"%s\" terlalu panjang; paling banyak %zu butir"),
			setting->key->name, most);
	for (size_t i = 0; i < field->count && (!most || i < most); i++) {
		setting->item = &field->items[i];
		keys_set_list_item(setting, list);
	}
}

static void keys_set_value(struct setting *setting)
{
	const struct field_item *item = &setting->field->value;
	struct bp_arena *arena = setting->sink->arena;
	const char *name = setting->key->name;

	setting->item = item;
	if (setting->field->shape != FIELD_TEXT) {
		setting_refuse(setting, item,
			bp_arena_printf(arena,
				_("nilai \"%s\" harus berupa satu teks atau angka, bukan daftar"),
				name));
		return;
	}
	const char *advice = setting->key->set(setting);
	if (advice)
		setting_refuse(setting, item,
			bp_arena_printf(arena, _("nilai \"%s\" untuk \"%s\" keliru: %s"),
				fault_quote(arena, item->text), name, advice));
}

static void keys_read_one(struct setting *setting, enum bp_module_kind kind)
{
	const struct key *key = setting->key;

	setting->bars = key->weight == RULES_ALL ||
		(key->weight == RULES_EXAM && kind == BP_EXAM);
	if (key->exam_only && kind != BP_EXAM && !*setting->sink->bar)
		fault_add(setting->sink, BP_FAULT_YAML_EXAM_ONLY, setting->field->line,
			setting->field->column,
			_("kunci \"%s\" hanya berlaku untuk ujian; tambahkan \"kind: exam\" atau hapus barisnya"),
			key->name);
	if (setting->field->shape == FIELD_TEXT && field_is_empty(&setting->field->value))
		keys_empty_value(setting);
	else if (key->is_list)
		keys_set_list(setting);
	else if (key->set_pairs && (!key->set || setting->field->shape == FIELD_MAPPING))
		key->set_pairs(setting);
	else if (key->set)
		keys_set_value(setting);
}

/* `kind` points into the target if that is a module, since reading the key "kind" changes
 * how the following ones are read; else it is NULL. */
static void keys_read_all(const struct fields *fields, const struct schema *schema,
	const struct schema *other, const struct fault_sink *sink, void *target,
	const enum bp_module_kind *kind)
{
	for (size_t i = 0; i < schema->count; i++) {
		struct setting setting = {
			.key = &schema->keys[i], .sink = sink, .target = target};
		setting.field = fields_find(fields, setting.key->name);
		if (setting.field)
			keys_read_one(&setting, kind ? *kind : BP_LESSON);
	}
	for (size_t i = 0; i < fields->count; i++)
		if (!content_keys_find(schema, fields->at[i].key))
			keys_unknown(&fields->at[i], schema, other, sink);
}

const struct bp_module bp_module_defaults = {.pass = -1, .reveal = 2, .as_of = ""};
const struct bp_course bp_course_defaults = {.summary = "",
	.version = "",
	.licence = "",
	.as_of = "",
	.language = "id",
	.pass = -1};

void keys_read_module(const struct fields *fields, const struct fault_sink *sink,
	struct bp_module *module)
{
	keys_read_all(fields, &keys_module_schema, &keys_course_schema, sink, module,
		&module->kind);
}

void keys_read_course(const struct fields *fields, const struct fault_sink *sink,
	struct bp_course *course)
{
	keys_read_all(
		fields, &keys_course_schema, &keys_module_schema, sink, course, NULL);
}
