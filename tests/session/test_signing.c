/* Requests for a signature: what is read of a stranger's file, and what becomes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/signing.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PERSON \
	"\"person\":{\"name\":\"Ani\",\"nip\":\"\",\"unit\":\"Kominfo\",\"agency\":\"\"}"
#define WITHOUT_PERSON                                                  \
	"\"format\":\"berpijar-sign-1\",\"learner\":\"ani\","           \
	"\"course\":\"ux\",\"version\":\"1\",\"content\":\"" HASH "\"," \
	"\"form\":\"text\",\"at\":1"

static const struct {
	const char *text;
	bool taken;
} requests[] = {
	{"{" WITHOUT_PERSON "," PERSON "}", true},
	{"{" WITHOUT_PERSON "," PERSON ",\"more\":[1]}", true},
	{"", false},
	{"[]", false},
	{"null", false},
	{"{}", false},
	{"{" WITHOUT_PERSON "}", false},
	{"{" WITHOUT_PERSON "," PERSON, false},
	{"{" WITHOUT_PERSON "," PERSON ",\"at\":2}", false}, /* a key twice */
	{"{" WITHOUT_PERSON ",\"person\":\"Ani\"}", false},
	{"{" WITHOUT_PERSON ",\"person\":{\"name\":1}}", false},
	{"{" WITHOUT_PERSON
	 ",\"person\":{\"name\":\"\\u001b[2J\",\"nip\":\"\",\"unit\":\"\",\"agency\":\"\"}}",
		false},
	{"{" WITHOUT_PERSON
	 ",\"person\":{\"name\":\"A\\u0000\",\"nip\":\"\",\"unit\":\"\",\"agency\":\"\"}}",
		false},
	{"{\"format\":\"berpijar-sign-9\",\"learner\":\"ani\",\"course\":\"ux\","
	 "\"version\":\"1\",\"content\":\"" HASH "\",\"form\":\"text\",\"at\":1," PERSON
	 "}",
		false},
	{"{\"format\":\"berpijar-sign-1\",\"learner\":\"ani\",\"course\":\"lain\","
	 "\"version\":\"1\",\"content\":\"" HASH "\",\"form\":\"text\",\"at\":1," PERSON
	 "}",
		false},
	{"{\"format\":\"berpijar-sign-1\",\"learner\":\"ani\",\"course\":\"ux\","
	 "\"version\":\"1\",\"content\":\"0123\",\"form\":\"text\",\"at\":1," PERSON "}",
		false},
	{"{\"format\":\"berpijar-sign-1\",\"learner\":\"ani\",\"course\":\"ux\","
	 "\"version\":\"1\",\"content\":\"" HASH "\",\"form\":\"pdf\",\"at\":1," PERSON
	 "}",
		false},
};

static void test_what_is_taken(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_signing_request request;
	struct bp_error err;

	(void)state;
	for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
		if (bp_signing_parse(bp_str(requests[i].text), "ux", arena, &request,
			    &err) != requests[i].taken)
			fail_msg("%s: %s", requests[i].text,
				requests[i].taken ? err.message : "taken");
	assert_true(
		bp_signing_parse(bp_str(requests[0].text), "ux", arena, &request, &err));
	assert_string_equal(request.learner, "ani");
	assert_true(bp_str_is(request.person.unit, "Kominfo"));
	assert_int_equal(request.form, BP_PROOF_TEXT);
	bp_arena_free(arena);
}

static void test_names(void **state)
{
	static const struct {
		const char *name, *course;
	} names[] = {
		{".minta-ux.json", "ux"},
		{".minta-ux-2.json", "ux-2"},
		{".minta-.json", NULL},
		{".minta-UX.json", NULL},
		{".minta-../x.json", NULL},
		{".minta-ux", NULL},
		{".minta-", NULL},
		{"minta-ux.json", NULL},
		{".hasil-ux.json", NULL},
		{".json", NULL},
	};
	struct bp_arena *arena = bp_arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *course = bp_signing_course(arena, names[i].name);
		if (names[i].course)
			assert_string_equal(course, names[i].course);
		else
			assert_null(course);
	}
	bp_arena_free(arena);
}

/* An answer that the session could have written itself is none. */
static void test_what_becomes_of_it(void **state)
{
	char folder[] = "/tmp/berpijar-signing-XXXXXX";
	struct bp_arena *arena = bp_arena_new();
	struct bp_signing_request request = {
		.learner = "ani", .course = "ux", .version = "1", .form = BP_PROOF_JSON};
	const struct bp_signing refused = {
		.state = BP_SIGNING_REFUSED, .at = 1, .reason = "begitu"};
	struct bp_signing signing;
	struct bp_error err;

	(void)state;
	assert_non_null(mkdtemp(folder));
	int outbox = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bp_signing_look(folder, "ux", arena, &signing);
	assert_int_equal(signing.state, BP_SIGNING_NONE);
	assert_true(bp_signing_ask(folder, &request, &err));
	assert_true(bp_signing_ask(folder, &request, &err));
	bp_signing_look(folder, "ux", arena, &signing);
	assert_int_equal(signing.state, BP_SIGNING_ASKED);
	assert_true(bp_signing_read(
		outbox, ".minta-ux.json", geteuid(), arena, &request, &err));
	assert_int_equal(request.form, BP_PROOF_JSON);
	assert_false(bp_signing_read(
		outbox, ".minta-ux.json", geteuid() + 1, arena, &request, &err));
	assert_true(bp_signing_answer(outbox, "ux", &refused, &err));
	bp_signing_look(folder, "ux", arena, &signing);
	assert_int_equal(signing.state, BP_SIGNING_NONE);
	assert_int_equal(fchownat(outbox, ".hasil-ux.json", geteuid(), getegid(), 0), 0);
	if (geteuid() == 0) {
		assert_int_equal(fchownat(outbox, ".hasil-ux.json", 65534, 65534, 0), 0);
		bp_signing_look(folder, "ux", arena, &signing);
		assert_int_equal(signing.state, BP_SIGNING_REFUSED);
		assert_string_equal(signing.reason, "begitu");
	}
	assert_int_equal(unlinkat(outbox, ".hasil-ux.json", 0), 0);
	assert_int_equal(rmdir(folder), 0);
	close(outbox);
	bp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_taken),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_what_becomes_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
