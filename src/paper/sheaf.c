/* The blocks of a paper as JSON. All text goes through bp_json_clean(). */
#include "paper.h"
#include <string.h>

json_t *sheaf_paper(const char *title, const char *as_of)
{
	char date[32] = "2026-01-01T00:00:00Z"; /* never today */

	if (strlen(as_of) == 10)
		snprintf(date, sizeof date, "%sT00:00:00Z", as_of);
	return json_pack("{s:o, s:s, s:[]}", "title", bp_json_clean(bp_str(title)),
		"date", date, "sections");
}

json_t *sheaf_section(json_t *paper, const char *foot)
{
	json_t *blocks = json_array();

	json_array_append_new(json_object_get(paper, "sections"),
		json_pack("{s:o, s:s, s:s, s:s, s:o}", "foot",
			bp_json_clean(bp_str(foot)), "page", _("halaman"), "of",
			_("dari"), "blank", _("Halaman ini sengaja dikosongkan."),
			"blocks", blocks));
	return blocks;
}

json_t *sheaf_add(json_t *blocks, const char *kind, double gap)
{
	json_t *block = json_pack("{s:s, s:f}", "kind", kind, "gap", gap);

	json_array_append_new(blocks, block);
	return block;
}

void sheaf_run(json_t *block, struct bp_str text, unsigned style)
{
	json_t *runs = json_object_get(block, "runs");

	if (!runs) {
		runs = json_array();
		json_object_set_new(block, "runs", runs);
	}
	json_array_append_new(runs, json_pack("[o, i]", bp_json_clean(text), (int)style));
}

json_t *sheaf_words(
	json_t *blocks, double gap, double size, unsigned style, const char *words)
{
	json_t *block = sheaf_add(blocks, "text", gap);

	json_object_set_new(block, "size", json_real(size));
	sheaf_run(block, bp_str(words), style);
	return block;
}

void sheaf_left(json_t *block, double left)
{
	json_object_set_new(block, "left", json_real(left));
}

bool sheaf_hash(const struct bp_course *course, char out[17], struct bp_error *err)
{
	struct bp_digest hash;

	if (!bp_course_hash(course, &hash, err))
		return false;
	for (int i = 0; i < 8; i++)
		snprintf(out + 2 * i, 3, "%02x", hash.at[i]);
	return true;
}
