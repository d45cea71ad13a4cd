/* Reads what the files and the environment say, and puts each value in its place. */
#include <assert.h>
#include <berpijar/config.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/store.h>
#include <berpijar/xapi.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONFIG_SHOWN 40 /* columns of a key or a line that an error repeats */

/* ---- keys ---- */

static struct bp_arena *config_arena(struct bp_config *config)
{
	if (!config->arena)
		config->arena = bp_arena_new();
	return config->arena;
}

/* The first folder that a source names replaces the list of the sources before it. */
static void config_add_content(struct bp_config *config, const char *folder)
{
	if (!config->same_source) {
		config->content = NULL;
		config->content_count = config->content_room = 0;
	}
	config->same_source = true;
	*BP_PUSH(config_arena(config), config->content, config->content_count,
		config->content_room) = folder;
}

/* A relative path would mean another folder wherever the program is started. */
static const char *config_path_fault(struct bp_str value)
{
	return bp_str_starts(value, "/") ? NULL
					 : _("harus jalur mutlak, yang berawal dengan /");
}

const char *bp_config_learner_fault(struct bp_str id)
{
	return bp_learner_valid(id)
		? NULL
		: _("pakailah 1-64 huruf, angka, titik, garis bawah, atau tanda hubung, tanpa titik di depan");
}

/* A text that is printed on paper. */
static const char *config_printed_fault(struct bp_str value)
{
	return bp_profile_fault(value);
}

/* It is looked for in the text of a PDF, so every program must read it alike. */
static const char *config_tag_fault(struct bp_str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.at[i] <= ' ' || value.at[i] > '~')
			value.len = BP_AGENCY_TAG_MOST + 1;
	return value.len <= BP_AGENCY_TAG_MOST
		? NULL
		: _("pakailah 1-8 huruf, angka, atau tanda ASCII tanpa spasi");
}

/* Programs follow it, and a badge is of plain characters. */
static const char *config_address_fault(struct bp_str value)
{
	bool fits = (bp_str_starts(value, "https://") && value.len > 8) ||
		(bp_str_starts(value, "http://") && value.len > 7);

	for (size_t i = 0; i < value.len; i++)
		fits = fits && value.at[i] > ' ' && value.at[i] <= '~' &&
			!strchr("\"\\<>", value.at[i]);
	return fits ? NULL : _("tulislah alamat lengkap, yang berawal dengan https://");
}

enum config_kind {
	CONFIG_TEXT,
	CONFIG_LIST,
	CONFIG_COLOR,
	CONFIG_FLAG,
	CONFIG_SWITCH,
	CONFIG_NUMBER,
	CONFIG_ZONE
};

static const struct config_key {
	const char *name;
	const char *words;    /* the values that are allowed; NULL: any text */
	const char *variable; /* in the environment; NULL: none */
	enum config_kind kind;
	size_t at; /* offset in struct bp_config; not for a list */
	const char *(*fault)(struct bp_str value); /* checks a value in a file; or NULL */
	int least, most;                           /* of a number */
} config_keys[] = {
#define AT(member) offsetof(struct bp_config, member)
	{"color", "auto|always|never", NULL, CONFIG_COLOR, AT(color), NULL, 0, 0},
	{"content", NULL, NULL, CONFIG_LIST, 0, config_path_fault, 0, 0},
	{"esc", NULL, "BERPIJAR_ESC", CONFIG_NUMBER, AT(esc), NULL, BP_CONFIG_ESC_LEAST,
		BP_CONFIG_ESC_MOST},
	{"lang", "id|en", "BERPIJAR_LANG", CONFIG_TEXT, AT(lang), NULL, 0, 0},
	{"learner", NULL, "BERPIJAR_LEARNER", CONFIG_TEXT, AT(learner),
		bp_config_learner_fault, 0, 0},
	{"plain", "no|yes", "ACCESSIBLE", CONFIG_FLAG, AT(plain), NULL, 0, 0},
	{"printer", "no|yes", NULL, CONFIG_SWITCH, AT(printer), NULL, 0, 0},
	{"store", NULL, "BERPIJAR_STORE", CONFIG_TEXT, AT(store), config_path_fault, 0,
		0},
	/* an agency's: agency.h; each has its source in berpijar(5) */
	{"bound", NULL, NULL, CONFIG_NUMBER, AT(agency.bound), NULL, 0, 100},
	{"homepage", NULL, NULL, CONFIG_TEXT, AT(agency.homepage), bp_xapi_home_fault, 0,
		0},
	{"kind", BP_AGENCY_KINDS, NULL, CONFIG_TEXT, AT(agency.kind), NULL, 0, 0},
	{"office", NULL, NULL, CONFIG_TEXT, AT(agency.office), config_printed_fault, 0,
		0},
	{"official", NULL, NULL, CONFIG_TEXT, AT(agency.official), config_printed_fault,
		0, 0},
	{"official-nip", NULL, NULL, CONFIG_TEXT, AT(agency.official_nip),
		config_printed_fault, 0, 0},
	{"organiser", NULL, NULL, CONFIG_TEXT, AT(agency.organiser), config_printed_fault,
		0, 0},
	{"revocations", NULL, NULL, CONFIG_TEXT, AT(agency.revocations),
		config_address_fault, 0, 0},
	{"tag", NULL, NULL, CONFIG_TEXT, AT(agency.tag), config_tag_fault, 0, 0},
	{"zone", BP_ZONE_WORDS, NULL, CONFIG_ZONE, AT(zone), NULL, 0, 0},
#undef AT
};
#define CONFIG_KEYS (sizeof config_keys / sizeof *config_keys)

static const struct config_key *config_find(struct bp_str name)
{
	for (size_t i = 0; i < CONFIG_KEYS; i++)
		if (bp_str_is(name, config_keys[i].name))
			return &config_keys[i];
	return NULL;
}

/* ---- values ---- */

int bp_config_word(
	const char *words, const char *value, const char *where, struct bp_error *err)
{
	struct bp_buf list = {0};
	int found = -1, word = 0;

	for (const char *at = words; *at; word++) {
		size_t len = strcspn(at, "|");
		if (bp_str_is((struct bp_str){at, len}, value))
			found = word;
		bp_buf_add_cstr(&list, word ? ", " : "");
		bp_buf_add(&list, at, len);
		at += len + (at[len] == '|');
	}
	if (found < 0)
		bp_fail(err, BP_ERROR_USAGE, _("%s: yang boleh adalah %s"), where,
			list.at);
	bp_buf_release(&list);
	return found;
}

static bool config_put_number(const struct config_key *key, int *number,
	const char *value, const char *where, struct bp_error *err)
{
	char *end, limits[32];
	long read = strtol(value, &end, 10);

	snprintf(limits, sizeof limits, "%d-%d", key->least, key->most);
	if (*end || end == value || read < key->least || read > key->most)
		return bp_fail(err, BP_ERROR_USAGE, _("%s: yang boleh adalah %s"), where,
			limits);
	*number = (int)read;
	return true;
}

static bool config_put(struct bp_config *config, const struct config_key *key,
	const char *value, const char *where, struct bp_error *err)
{
	int word = key->words ? bp_config_word(key->words, value, where, err) : 0;
	void *at = (char *)config + key->at;

	if (word < 0)
		return false;
	switch (key->kind) {
	case CONFIG_TEXT: *(const char **)at = value; break;
	case CONFIG_LIST: config_add_content(config, value); break;
	case CONFIG_COLOR: *(enum bp_term_colors *)at = (enum bp_term_colors)word; break;
	case CONFIG_FLAG:
		*(bool *)at = word != 0;
		config->plain_by = where;
		break;
	case CONFIG_SWITCH: *(bool *)at = word != 0; break;
	case CONFIG_ZONE: *(enum bp_zone *)at = (enum bp_zone)word; break;
	case CONFIG_NUMBER: return config_put_number(key, at, value, where, err);
	}
	return true;
}

bool bp_config_set(struct bp_config *config, const char *key, const char *value,
	const char *where, struct bp_error *err)
{
	const struct config_key *known = config_find(bp_str(key));

	assert(known);
	return config_put(config, known, value, where, err);
}

/* ---- files ---- */

struct config_line {
	const char *path;
	int number;
	struct bp_str text;
};

/* "FILE:LINE:COLUMN: WHAT" for the part of the line that begins at `at`. */
static const char *config_where(struct bp_config *config, const struct config_line *line,
	const char *at, struct bp_str what)
{
	int column = 1;
	uint32_t code;

	for (size_t i = 0; line->text.at + i < at; column++)
		i += bp_utf8_next(line->text, i, &code);
	return bp_arena_printf(config_arena(config), "%s:%d:%d: %.*s", line->path,
		line->number, column, (int)bp_text_fit(what, CONFIG_SHOWN), what.at);
}

static bool config_refuse_key(struct bp_config *config, const struct config_line *line,
	const char *at, struct bp_str name, struct bp_error *err)
{
	struct bp_buf known = {0};

	for (size_t i = 0; i < CONFIG_KEYS; i++)
		bp_buf_printf(&known, "%s%s", i ? ", " : "", config_keys[i].name);
	bp_fail(err, BP_ERROR_INPUT, _("%s: kunci tidak dikenal; yang ada: %s"),
		config_where(config, line, at, name), known.at);
	bp_buf_release(&known);
	return false;
}

static bool config_take_value(struct bp_config *config, const struct config_line *line,
	const struct config_key *key, struct bp_str value, struct bp_error *err)
{
	const char *text = bp_arena_cstr(config_arena(config), value);
	const char *where = config_where(config, line, value.at, bp_str(key->name));
	const char *why = strlen(text) != value.len ? _("berisi byte NUL")
		: value.len == 0                    ? _("nilainya belum ditulis")
		: key->fault                        ? key->fault(value)
						    : NULL;
	bool ok = why ? bp_fail(err, BP_ERROR_INPUT, "%s: %s", where, why)
		      : config_put(config, key, text, where, err);

	if (!ok && err)
		err->kind = BP_ERROR_INPUT;
	return ok;
}

static bool config_take_line(
	struct bp_config *config, const struct config_line *line, struct bp_error *err)
{
	struct bp_str text = bp_str_trim(line->text);
	size_t equals = bp_str_find(text, BP_STR("="), 0);

	if (text.len == 0 || text.at[0] == '#')
		return true;
	if (equals == SIZE_MAX)
		return bp_fail(err, BP_ERROR_INPUT, _("%s: tulislah kunci = nilai"),
			config_where(config, line, text.at, text));
	struct bp_str name = bp_str_trim(bp_str_part(text, 0, equals));
	struct bp_str value = bp_str_trim(bp_str_from(text, equals + 1));
	const struct config_key *key = config_find(name);
	if (!key)
		return config_refuse_key(config, line, text.at, name, err);
	if (!value.len)
		value = (struct bp_str){text.at + text.len, 0};
	return config_take_value(config, line, key, value, err);
}

static bool config_take_lines(struct bp_config *config, const char *path,
	struct bp_str text, struct bp_error *err)
{
	struct config_line line = {.path = path, .number = 1};
	bool ok = true;
	/* Some editors write a mark in front that nobody sees. */
	size_t at = bp_str_starts(text, "\xef\xbb\xbf") ? 3 : 0;

	for (; ok && at < text.len; line.number++) {
		size_t end = bp_str_find(text, BP_STR("\n"), at);
		line.text = bp_str_part(text, at, end < text.len ? end : text.len);
		ok = config_take_line(config, &line, err);
		at += line.text.len + 1;
	}
	return ok;
}

/* Why an open file cannot be used; NULL: it can. */
static const char *config_file_fault(int fd, bool trusted_only)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return bp_strerror(errno);
	if (!S_ISREG(info.st_mode))
		return _("bukan berkas biasa");
	if (trusted_only && (info.st_uid != 0 || info.st_mode & 022))
		return _("bukan milik root, atau dapat ditulis orang lain");
	return NULL;
}

/* Why the file cannot be used; NULL: its text has been appended, or there is none. */
static const char *config_load(const char *path, bool trusted_only, struct bp_buf *text)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	char chunk[4096];
	ssize_t len = 0;

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? NULL : bp_strerror(errno);
	const char *why = config_file_fault(fd, trusted_only);
	while (!why && text->len <= BP_CONFIG_LIMIT &&
		(len = read(fd, chunk, sizeof chunk)) > 0)
		bp_buf_add(text, chunk, (size_t)len);
	if (!why && len < 0)
		why = bp_strerror(errno);
	if (!why && text->len > BP_CONFIG_LIMIT)
		why = _("terlalu besar");
	close(fd);
	return why;
}

bool bp_config_read_file(struct bp_config *config, const char *path, bool trusted_only,
	struct bp_error *err)
{
	struct bp_buf text = {0};
	const char *why = config_load(path, trusted_only, &text);

	config->same_source = false;
	if (why && !config->notice.kind)
		bp_fail(&config->notice, BP_ERROR_INPUT, _("%s diabaikan: %s"), path,
			why);
	bool ok = why || config_take_lines(config, path, bp_buf_str(&text), err);
	bp_buf_release(&text);
	return ok;
}

static bool config_read_user_file(struct bp_config *config, struct bp_error *err)
{
	struct bp_buf path = {0};
	bool ok = !bp_settings_path("config", &path) ||
		bp_config_read_file(config, path.at, false, err);

	bp_buf_release(&path);
	return ok;
}

/* ---- the environment ---- */

static void config_split_content(struct bp_config *config, const char *list)
{
	while (*list) {
		struct bp_str folder = {list, strcspn(list, ":")};
		if (folder.len)
			config_add_content(
				config, bp_arena_cstr(config_arena(config), folder));
		list += folder.len + (list[folder.len] == ':');
	}
}

/* ACCESSIBLE is for all programs, and has no words: anything but 0 asks for plain lines. */
static const char *config_flag_word(const char *value)
{
	return value && *value && strcmp(value, "0") != 0 ? "yes" : NULL;
}

/* A wrong word is ignored here, so that a stray variable keeps nobody out; a wrong id of
 * a learner is told by the commands that need one. */
static void config_read_environment(struct bp_config *config)
{
	const char *content = getenv("BERPIJAR_CONTENT");

	config->same_source = false;
	if (content)
		config_split_content(config, content);
	for (size_t i = 0; i < CONFIG_KEYS; i++) {
		const char *name = config_keys[i].variable;
		const char *value = name ? getenv(name) : NULL;
		if (config_keys[i].kind == CONFIG_FLAG)
			value = config_flag_word(value);
		if (value && *value)
			config_put(config, &config_keys[i], value, name, NULL);
	}
}

/* ---- all of it ---- */

bool bp_config_read(struct bp_config *config, bool user_file, struct bp_error *err)
{
	bool ok = bp_config_read_file(config, BP_CONFIG_SYSTEM, true, err) &&
		(!user_file || config_read_user_file(config, err));

	config->default_lang = config->lang;
	config->lang = NULL;
	config_read_environment(config);
	config->same_source = false;
	return ok;
}

void bp_config_release(struct bp_config *config)
{
	bp_arena_free(config->arena);
	*config = (struct bp_config){0};
}
