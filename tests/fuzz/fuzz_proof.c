/* Files that may be a proof, texts of a code that may be one, and proofs about people and courses of any name: these are
 * unaltered in each form, and the lines of their text fit. */
#include <berpijar/arena.h>
#include <berpijar/claim.h>
#include <berpijar/proof.h>
#include <stdint.h>
#include <stdlib.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_lines(struct bp_str text)
{
	for (size_t start = 0, end; start < text.len; start = end + 1) {
		end = bp_str_find(text, BP_STR("\n"), start);
		if (end == SIZE_MAX ||
			bp_text_columns(bp_str_part(text, start, end)) > 80)
			abort();
	}
}

/* Whether a text that nobody signed speaks of a server's signature all the same, as a name in
 * it may: it is then not taken for unaltered. */
static bool claims_server(struct bp_str text)
{
	for (size_t i = 0; i + 6 <= text.len; i++)
		if (strncasecmp(text.at + i, "server", 6) == 0)
			return true;
	return false;
}

static void check_form(struct bp_buf *form)
{
	struct bp_proof_check check;

	if (!bp_proof_verify(bp_buf_str(form), &check, NULL) || !check.unaltered)
		abort();
	bp_buf_release(form);
}

static void check_proof(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_progress *progress, struct bp_str words)
{
	const struct bp_person person = {words, words, words, words, false};
	const struct bp_proof_record record = {.learner = "siti",
		.all = progress,
		.here = progress,
		.chain = {.events = 1}};
	struct bp_buf text = {0}, json = {0};
	struct bp_proof proof;

	if (!bp_proof_make(arena, course, &record, &person, &proof, NULL))
		abort();
	bp_proof_text(&proof, NULL, (struct bp_str){NULL, 0}, &text);
	check_lines(bp_buf_str(&text));
	if (claims_server(bp_buf_str(&text)))
		bp_buf_release(&text);
	else
		check_form(&text);
	bp_proof_json(&proof, NULL, &json);
	check_form(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct bp_str words = {(const char *)data, size};
	struct bp_arena *arena = bp_arena_new();
	struct bp_progress *progress = bp_progress_new();
	struct bp_proof_check check;
	struct bp_claim claim;
	struct bp_module module = {.id = "satu", .title = bp_arena_cstr(arena, words)};
	const struct bp_course course = {.id = "ux",
		.title = module.title,
		.version = module.title,
		.modules = &module,
		.module_count = 1};
	const struct bp_event done = {.verb = BP_COMPLETED,
		.course = BP_STR("ux"),
		.module = BP_STR("satu"),
		.grade = -1,
		.seconds = -1};

	bp_proof_verify(words, &check, NULL);
	if (bp_claim_read(arena, words, &claim) == BP_CLAIM_READ)
		bp_claim_holds(&claim, claim.signature); /* some key */
	bp_progress_apply(progress, &done);
	check_proof(arena, &course, progress, words);
	bp_progress_free(progress);
	bp_arena_free(arena);
	return 0;
}
