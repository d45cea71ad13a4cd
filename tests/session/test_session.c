/*
 * A program that is not the player opens a record and the courses by two calls; and what
 * the files of the configuration may say.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/arena.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/session.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test runs in an empty folder, which is the user's home, too. */
static int set_up(void **state)
{
	char *folder = strdup("/tmp/berpijar-session-XXXXXX");

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	setenv("HOME", folder, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("BERPIJAR_CONTENT");
	unsetenv("BERPIJAR_STORE");
	unsetenv("BERPIJAR_LEARNER");
	unsetenv("BERPIJAR_LANG");
	bp_lang_set("en");
	*state = folder;
	return 0;
}

static int tear_down(void **state)
{
	char command[256];

	snprintf(command, sizeof command, "rm -rf -- '%s'", (char *)*state);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(system(command), 0);
	free(*state);
	return 0;
}

static void write_file(const char *path, const char *text)
{
	assert_true(bp_file_write(path, bp_str(text), true, NULL));
}

/* Where the user's own file is. */
static void write_user_file(const char *text)
{
	assert_true(bp_make_folder(".config/berpijar", NULL));
	write_file(".config/berpijar/config", text);
}

/* ---- a record and the courses ---- */

/* Records one right answer, as the player would. */
static void answer(const struct bp_config *config)
{
	struct bp_session session;
	struct bp_error err = {0};
	struct bp_event event = {
		.at = 1700000000000,
		.verb = BP_ANSWERED,
		.course = BP_STR("ux"),
		.module = BP_STR("satu"),
		.question = BP_STR("q"),
		.grade = 1,
		.seconds = 5,
	};

	assert_true(bp_session_open(&session, config, BP_STORE_WRITE, &err));
	assert_true(session.recording);
	assert_true(bp_store_append(session.store, &event, 1, &err));
	bp_session_apply(&session, &event, 1);
	bp_session_close(&session);
}

static void test_two_calls_open_a_record_and_the_courses(void **state)
{
	struct bp_config config = {0};
	struct bp_session session;
	struct bp_error err = {0};
	char content[4096];

	(void)state;
	snprintf(content, sizeof content, "%s/proof", getenv("BERPIJAR_FIXTURES"));
	setenv("BERPIJAR_CONTENT", content, 1);
	setenv("BERPIJAR_LEARNER", "siti", 1);
	assert_true(bp_config_read(&config, false, &err));
	answer(&config);

	assert_true(bp_session_open(&session, &config, BP_STORE_READ, &err));
	assert_int_equal(session.trouble.kind, BP_ERROR_NONE);
	assert_int_equal(bp_library_all(&session.library), 1);
	assert_string_equal(session.library.courses[0]->id, "ux");
	const struct bp_question_record *record = bp_progress_question(
		session.progress, BP_STR("ux"), BP_STR("satu"), BP_STR("q"));
	assert_non_null(record);
	assert_int_equal(record->answered, 1);
	assert_true(record->last_correct);
	bp_session_close(&session);
	bp_config_release(&config);
}

static void test_a_learners_data_can_be_copied_and_destroyed(void **state)
{
	struct bp_config config = {.store = "store", .learner = "siti"};
	struct bp_session session;
	struct bp_error err = {0};
	struct bp_buf out = {0};

	(void)state;
	answer(&config);
	assert_true(bp_session_open(&session, &config, BP_STORE_READ, &err));
	assert_true(bp_learner_export(session.store, "siti", &out, &err));
	assert_non_null(strstr(out.at, "\"learner\": \"siti\""));
	assert_non_null(strstr(out.at, "\"answered\""));
	bp_session_close(&session);
	bp_buf_clear(&out);
	assert_true(bp_learner_destroy("store", "siti", &out, &err));
	assert_non_null(strstr(out.at, "store/learners/siti.db"));
	bp_buf_release(&out);
	assert_false(bp_is_file("store/learners/siti.db"));
}

static void test_a_wrong_learner_is_refused(void **state)
{
	struct bp_config config = {.learner = "../siti"};
	struct bp_session session;
	struct bp_error err = {0};

	(void)state;
	assert_false(bp_session_open(&session, &config, BP_STORE_READ, &err));
	assert_int_equal(err.kind, BP_ERROR_USAGE);
	bp_session_close(&session);
}

/* ---- the configuration ---- */

static void test_later_sources_override_earlier_ones(void **state)
{
	struct bp_config config = {0};
	struct bp_error err = {0};

	(void)state;
	write_user_file("# mine\n"
			"\n"
			"  store = /user/store \r\n"
			"content = /user/a\n"
			"content = /user/b b\n"
			"learner=budi\n"
			"plain = yes\n"
			"color = never\n"
			"lang = en\n");
	assert_true(bp_config_read(&config, true, &err));
	assert_string_equal(config.store, "/user/store");
	assert_int_equal(config.content_count, 2);
	assert_string_equal(config.content[1], "/user/b b");
	assert_string_equal(config.learner, "budi");
	assert_int_equal(config.color, BP_COLORS_NEVER);
	assert_true(config.plain);
	assert_null(config.lang); /* the learner's own choice comes first */
	assert_string_equal(config.default_lang, "en");
	bp_config_release(&config);

	setenv("BERPIJAR_STORE", "/env/store", 1);
	setenv("BERPIJAR_CONTENT", "/env/a::/env/b:", 1);
	setenv("BERPIJAR_LANG", "id", 1);
	assert_true(bp_config_read(&config, true, &err));
	assert_string_equal(config.store, "/env/store");
	assert_int_equal(config.content_count, 2);
	assert_string_equal(config.content[0], "/env/a");
	assert_string_equal(config.content[1], "/env/b");
	assert_string_equal(config.learner, "budi");
	assert_string_equal(config.lang, "id");

	assert_true(bp_config_set(&config, "store", "option", "--store option", &err));
	assert_true(bp_config_set(&config, "content", "x", "--content x", &err));
	assert_true(bp_config_set(&config, "content", "y", "--content y", &err));
	assert_string_equal(config.store, "option");
	assert_int_equal(config.content_count, 2);
	assert_string_equal(config.content[0], "x");
	bp_config_release(&config);
}

static void test_plain_lines_and_who_asked_for_them(void **state)
{
	static const struct {
		const char *file, *accessible, *by;
	} rows[] = {
		{"", NULL, NULL},
		{"", "", NULL},
		{"", "0", NULL},
		{"", "1", "ACCESSIBLE"},
		{"", "yes", "ACCESSIBLE"},
		{"plain = yes\n", "0", "config:1:9: plain"},
		{"plain = no\n", "1", "ACCESSIBLE"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bp_config config = {0};
		struct bp_error err = {0};
		write_user_file(rows[i].file);
		if (rows[i].accessible)
			setenv("ACCESSIBLE", rows[i].accessible, 1);
		assert_true(bp_config_read(&config, true, &err));
		assert_int_equal(config.plain, rows[i].by != NULL);
		if (rows[i].by)
			assert_non_null(strstr(config.plain_by, rows[i].by));
		bp_config_release(&config);
		unsetenv("ACCESSIBLE");
	}
}

static void test_a_kiosk_does_not_read_the_users_file(void **state)
{
	struct bp_config config = {0};
	struct bp_error err = {0};

	(void)state;
	write_user_file("store = /user/store\nnonsense\n");
	assert_true(bp_config_read(&config, false, &err));
	assert_null(config.store);
	bp_config_release(&config);
}

static void test_mistakes_are_told_by_place(void **state)
{
	static const struct {
		const char *text, *told;
	} rows[] = {
		{"store = /a\n\n  stroe = /b\n",
			"config:3:3: stroe: unknown key; the keys are: "
			"color, content, esc, lang, learner, plain, printer, store, "},
		{"exec = rm\n", "config:1:1: exec: unknown key"},
		{"store\n", "config:1:1: store: write key = value"},
		{"= x\n", "config:1:1: : unknown key"},
		{"store =\n", "config:1:8: store: the value is missing"},
		{"store = a/b\n", "config:1:9: store: must be an absolute path"},
		{"content = ~/a\n", "config:1:11: content: must be an absolute path"},
		{"color = merah\n", "config:1:9: color: allowed are auto, always, never"},
		{"plain = 1\n", "config:1:9: plain: allowed are no, yes"},
		{"lang = de\n", "config:1:8: lang: allowed are id, en"},
		{"learner = ../x\n", "config:1:11: learner: use 1-64 letters"},
		{"é = x\n", "config:1:1: é: unknown key"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bp_config config = {0};
		struct bp_error err = {0};
		write_file("config", rows[i].text);
		assert_false(bp_config_read_file(&config, "config", false, &err));
		assert_int_equal(err.kind, BP_ERROR_INPUT);
		if (strncmp(err.message, rows[i].told, strlen(rows[i].told)) != 0)
			fail_msg("%s: %s", rows[i].text, err.message);
		bp_config_release(&config);
	}
}

/* Whether the file was ignored, with a word. */
static bool is_ignored(const char *path, bool trusted_only)
{
	struct bp_config config = {0};
	struct bp_error err = {0};

	assert_true(bp_config_read_file(&config, path, trusted_only, &err));
	bool ignored = config.notice.kind != BP_ERROR_NONE && !config.store;
	if (ignored)
		assert_non_null(strstr(config.notice.message, path));
	bp_config_release(&config);
	return ignored;
}

static void test_the_systems_file_is_roots_alone(void **state)
{
	bool root = geteuid() == 0;

	(void)state;
	write_file("config", "store = /a\n");
	assert_int_equal(chmod("config", 0644), 0);
	assert_int_equal(is_ignored("config", true), !root);
	assert_false(is_ignored("config", false));
	assert_int_equal(chmod("config", 0664), 0);
	assert_true(is_ignored("config", true));
	assert_int_equal(chmod("config", 0646), 0);
	assert_true(is_ignored("config", true));
	assert_int_equal(chmod("config", 0644), 0);
	if (root) {
		assert_int_equal(chown("config", 65534, 65534), 0);
		assert_true(is_ignored("config", true));
	}
}

static void test_only_small_regular_files_are_read(void **state)
{
	struct bp_buf large = {0};
	struct bp_config config = {0};
	struct bp_error err = {0};

	(void)state;
	assert_true(bp_config_read_file(&config, "nowhere/config", true, &err));
	assert_int_equal(config.notice.kind, BP_ERROR_NONE);
	assert_int_equal(mkfifo("fifo", 0600), 0);
	assert_true(is_ignored("fifo", false));
	assert_true(is_ignored("/", false));
	bp_buf_printf(&large, "store = /a\n#%*s\n", BP_CONFIG_LIMIT, "");
	write_file("large", large.at);
	assert_true(is_ignored("large", false));
	bp_buf_release(&large);
	bp_config_release(&config);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_two_calls_open_a_record_and_the_courses),
		TEST(test_a_learners_data_can_be_copied_and_destroyed),
		TEST(test_a_wrong_learner_is_refused),
		TEST(test_later_sources_override_earlier_ones),
		TEST(test_plain_lines_and_who_asked_for_them),
		TEST(test_a_kiosk_does_not_read_the_users_file),
		TEST(test_mistakes_are_told_by_place),
		TEST(test_the_systems_file_is_roots_alone),
		TEST(test_only_small_regular_files_are_read),
	};

	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
