/* Drafts that wait in memory until the disk has room for them. */
#include "unsaved.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/say.h>
#include <stdlib.h>

struct draft {
	struct bp_buf course, module, question, text;
};

static void unsaved_release_draft(struct draft *draft)
{
	bp_buf_release(&draft->course);
	bp_buf_release(&draft->module);
	bp_buf_release(&draft->question);
	bp_buf_release(&draft->text);
}

/* The place of a draft in the list; the count if it is not there. */
static size_t unsaved_index(const struct unsaved *unsaved, struct bp_str course,
	struct bp_str module, struct bp_str question)
{
	size_t i = 0;

	for (; i < unsaved->count; i++) {
		const struct draft *draft = &unsaved->at[i];
		if (bp_str_equal(bp_buf_str(&draft->question), question) &&
			bp_str_equal(bp_buf_str(&draft->module), module) &&
			bp_str_equal(bp_buf_str(&draft->course), course))
			break;
	}
	return i;
}

static void unsaved_drop(struct unsaved *unsaved, size_t i)
{
	unsaved_release_draft(&unsaved->at[i]);
	unsaved->at[i] = unsaved->at[--unsaved->count];
}

void bp_unsaved_set(struct unsaved *unsaved, struct bp_str course, struct bp_str module,
	struct bp_str question, struct bp_str text)
{
	size_t i = unsaved_index(unsaved, course, module, question);

	if (i < unsaved->count)
		unsaved_drop(unsaved, i);
	if (text.len == 0)
		return;
	if (unsaved->count == unsaved->room) {
		unsaved->room += 8;
		unsaved->at = bp_realloc(unsaved->at, unsaved->room, sizeof *unsaved->at);
	}
	struct draft *draft = &unsaved->at[unsaved->count++];
	*draft = (struct draft){0};
	bp_buf_add_str(&draft->course, course);
	bp_buf_add_str(&draft->module, module);
	bp_buf_add_str(&draft->question, question);
	bp_buf_add_str(&draft->text, text);
}

bool bp_unsaved_find(const struct unsaved *unsaved, struct bp_str course,
	struct bp_str module, struct bp_str question, struct bp_buf *out)
{
	size_t i = unsaved_index(unsaved, course, module, question);

	if (i == unsaved->count)
		return false;
	bp_buf_add_str(out, bp_buf_str(&unsaved->at[i].text));
	return true;
}

void bp_unsaved_retry(struct unsaved *unsaved, struct bp_store *store)
{
	for (size_t i = 0; store && i < unsaved->count;) {
		const struct draft *draft = &unsaved->at[i];
		if (!bp_store_save_draft(store, bp_buf_str(&draft->course),
			    bp_buf_str(&draft->module), bp_buf_str(&draft->question),
			    bp_buf_str(&draft->text), NULL))
			return;
		unsaved_drop(unsaved, i);
	}
}

void bp_unsaved_print(const struct unsaved *unsaved)
{
	for (size_t i = 0; i < unsaved->count; i++) {
		bp_say(stderr,
			_("berpijar: yang Anda ketik untuk soal \"%s\" tidak dapat disimpan; salinlah bila perlu:\n"),
			unsaved->at[i].question.at);
		bp_print_clean(stderr, bp_buf_str(&unsaved->at[i].text));
		fputc('\n', stderr);
	}
}

void bp_unsaved_release(struct unsaved *unsaved)
{
	while (unsaved->count)
		unsaved_drop(unsaved, unsaved->count - 1);
	free(unsaved->at);
	*unsaved = (struct unsaved){0};
}
