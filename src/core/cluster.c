/* What people take for one character: grapheme clusters (UAX #29, extended, of Unicode
 * 15.0; without the rule for Indic conjuncts, GB9c, which came with 15.1). */
#include "unicode.h"
#include <berpijar/text.h>

#define BIT(class)    (1u << BP_CLUSTER_##class)
#define CLUSTER_AFTER (BIT(EXTEND) | BIT(ZWJ) | BIT(SPACING)) /* GB9, GB9a */

/* The classes that do not begin a cluster behind a character of a class: GB3 to GB9b.
 * What depends on more than one character is in bp_cluster_starts(). */
static const uint16_t cluster_joined[] = {
	[BP_CLUSTER_CONTROL] = 0,
	[BP_CLUSTER_CR] = BIT(LF),
	[BP_CLUSTER_LF] = 0,
	[BP_CLUSTER_OTHER] = CLUSTER_AFTER,
	[BP_CLUSTER_EXTEND] = CLUSTER_AFTER,
	[BP_CLUSTER_ZWJ] = CLUSTER_AFTER,
	[BP_CLUSTER_REGIONAL] = CLUSTER_AFTER,
	[BP_CLUSTER_PREPEND] = 0x7fff & ~(BIT(CONTROL) | BIT(CR) | BIT(LF)),
	[BP_CLUSTER_SPACING] = CLUSTER_AFTER,
	[BP_CLUSTER_L] = CLUSTER_AFTER | BIT(L) | BIT(V) | BIT(LV) | BIT(LVT),
	[BP_CLUSTER_V] = CLUSTER_AFTER | BIT(V) | BIT(T),
	[BP_CLUSTER_T] = CLUSTER_AFTER | BIT(T),
	[BP_CLUSTER_LV] = CLUSTER_AFTER | BIT(V) | BIT(T),
	[BP_CLUSTER_LVT] = CLUSTER_AFTER | BIT(T),
	[BP_CLUSTER_PICTOGRAPH] = CLUSTER_AFTER,
};

bool bp_cluster_starts(struct bp_cluster *cluster, uint32_t code)
{
	enum bp_code_cluster class = bp_code_cluster(code);
	bool joined = cluster_joined[cluster->last] >> class & 1;

	if (class == BP_CLUSTER_PICTOGRAPH && cluster->last == BP_CLUSTER_ZWJ)
		joined = joined || cluster->pictograph; /* GB11 */
	if (class == BP_CLUSTER_REGIONAL)
		joined = joined || cluster->half_flag; /* GB12, GB13 */
	cluster->half_flag = class == BP_CLUSTER_REGIONAL && !cluster->half_flag;
	cluster->pictograph = class == BP_CLUSTER_PICTOGRAPH ||
		(cluster->pictograph && cluster->last != BP_CLUSTER_ZWJ &&
			(class == BP_CLUSTER_EXTEND || class == BP_CLUSTER_ZWJ));
	cluster->last = (uint8_t) class;
	return !joined;
}

/* The same for a glyph, which may be several characters: whether its first one starts a
 * cluster. */
static bool cluster_starts_at(struct bp_cluster *cluster, struct bp_str glyph)
{
	uint32_t code;

	if (glyph.len == 1 && glyph.at[0] >= ' ' && glyph.at[0] < 0x7f) { /* most are */
		bool first = cluster->last != BP_CLUSTER_PREPEND;
		*cluster = (struct bp_cluster){.last = BP_CLUSTER_OTHER};
		return first;
	}
	size_t at = bp_utf8_next(glyph, 0, &code);
	bool starts = bp_cluster_starts(cluster, code);

	while (at < glyph.len) {
		at += bp_utf8_next(glyph, at, &code);
		bp_cluster_starts(cluster, code);
	}
	return starts;
}

size_t bp_cluster_next(struct bp_str text, size_t at)
{
	struct bp_cluster cluster = {0};
	size_t end = at;

	while (end < text.len) {
		struct bp_glyph glyph;
		size_t next = end + bp_glyph_next(text, end, &glyph);
		if (cluster_starts_at(&cluster, bp_str_part(text, end, next)) && end > at)
			break;
		end = next;
	}
	return end - at;
}

/* Bytes of the whole clusters that take at most `columns` cells; *glyphs: of the glyphs
 * that do. */
static size_t cluster_fit(struct bp_str text, int columns, size_t *glyphs)
{
	struct bp_cluster cluster = {0};
	size_t at = 0, whole = 0, next;

	for (; at < text.len; at = next) {
		struct bp_glyph glyph;
		next = at + bp_glyph_next(text, at, &glyph);
		if (cluster_starts_at(&cluster, bp_str_part(text, at, next)))
			whole = at;
		columns -= glyph.width;
		if (columns < 0)
			break;
	}
	*glyphs = at;
	return at < text.len ? whole : at;
}

size_t bp_text_fit(struct bp_str text, int columns)
{
	size_t glyphs;

	return cluster_fit(text, columns, &glyphs);
}

size_t bp_text_cut(struct bp_str text, int columns)
{
	struct bp_glyph glyph;
	size_t glyphs = 0, whole = cluster_fit(text, columns, &glyphs);

	if (whole || text.len == 0)
		return whole;
	return glyphs ? glyphs : bp_glyph_next(text, 0, &glyph);
}

size_t bp_text_skip(struct bp_str text, int columns)
{
	int over = bp_text_columns(text) - columns;
	struct bp_cluster cluster = {0};
	size_t at = 0, next;

	for (; at < text.len; at = next) {
		struct bp_glyph glyph;
		next = at + bp_glyph_next(text, at, &glyph);
		if (cluster_starts_at(&cluster, bp_str_part(text, at, next)) && over <= 0)
			break;
		over -= glyph.width;
	}
	return at;
}
