/* Finding words in a lesson, and going from one hit to another. */
#include "reader_state.h"
#include <berpijar/lang.h>

/* The first hit at or after where the search began, else the first of all. */
void bp_find_search(struct bp_app *app)
{
	struct find *find = &bp_reader_of(app)->find;

	find->hit = 0;
	bp_search(bp_reader_of(app)->layout, bp_field_text(&find->query), &find->hits);
	for (size_t i = find->hits.part_count; i-- > 0;)
		if (find->hits.parts[i].line >= find->from)
			find->hit = find->hits.parts[i].hit;
}

void bp_find_show(struct bp_app *app)
{
	const struct bp_hit_part *part =
		bp_hits_first(&bp_reader_of(app)->find.hits, bp_reader_of(app)->find.hit);

	if (part)
		bp_reader_show_line(app, part->line);
}

void bp_find_step(struct bp_app *app, bool forward)
{
	struct find *find = &bp_reader_of(app)->find;
	uint32_t count = find->hits.count;

	if (!find->marked || !count)
		return;
	find->hit = (find->hit + (forward ? 1 : count - 1)) % count;
	bp_find_show(app);
}

void bp_find_from(struct bp_app *app, size_t line)
{
	struct find *find = &bp_reader_of(app)->find;

	find->arriving = false;
	find->marked = true;
	find->from = line;
	bp_find_search(app);
}

void bp_reader_go_to_hit(
	struct bp_app *app, struct bp_str words, const struct bp_place *place)
{
	struct reader *reader = bp_reader_of(app);

	bp_folds_open_all(app);
	bp_field_begin(&reader->find.query, BP_QUERY_LIMIT, words);
	bp_find_from(app, bp_layout_find(reader->layout, place->block, place->offset));
	bp_find_show(app);
}

const char *bp_find_count(struct bp_app *app)
{
	if (bp_reader_of(app)->find.hits.count == 0)
		return _("tidak ditemukan");
	return bp_app_text(app, _("%u dari %u"), bp_reader_of(app)->find.hit + 1,
		bp_reader_of(app)->find.hits.count);
}

void bp_find_say_missed(struct bp_app *app)
{
	const struct field *query = &bp_reader_of(app)->find.query;

	bp_app_say(app, BP_COLOR_ACCENT,
		bp_app_text(app,
			bp_search_is_exact(bp_field_text(query))
				? _("\"%.*s\" tidak ditemukan di modul ini; huruf besar dicari persis.")
				: _("\"%.*s\" tidak ditemukan di modul ini."),
			(int)query->len, query->text));
}

void bp_find_next(struct bp_app *app, bool forward)
{
	const struct find *find = &bp_reader_of(app)->find;
	uint32_t before = find->hit;

	if (!find->marked) {
		bp_app_say(app, BP_COLOR_ACCENT, _("Belum ada kata yang dicari."));
		return;
	}
	if (!find->hits.count) {
		bp_find_say_missed(app);
		return;
	}
	bp_find_step(app, forward);
	bool round = find->hits.count > 1 &&
		(forward ? find->hit < before : find->hit > before);
	if (app->options.spoken && find->hits.count > 1) { /* its line is printed */
		if (round)
			bp_app_say(app, BP_COLOR_TEXT,
				forward ? _("Dari awal lagi.") : _("Dari akhir lagi."));
		return;
	}
	bp_app_say(app, BP_COLOR_TEXT,
		bp_app_text(app, "/%.*s   %s%s", (int)find->query.len, find->query.text,
			bp_find_count(app),
			!round            ? ""
				: forward ? _(", dari awal lagi")
					  : _(", dari akhir lagi")));
}
