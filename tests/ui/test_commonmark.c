/*
 * CommonMark's 652 examples: the words of the rendering are the words of the HTML, at
 * every width, and no line is wider than it may be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/layout.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Examples whose HTML libcmark 0.30 does not give, since the specification changed in 0.31;
 * and those of HTML that never ends, which a learner sees as text. */
static const int changed[] = {
	354,           /* Unicode symbols count as punctuation */
	625, 626,      /* comments: <!--> and <!---> */
	156, 157, 158, /* a tag without an end */
	173,           /* <style> without an end */
};

static bool has_changed(int example)
{
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
		if (changed[i] == example)
			return true;
	return false;
}

/* ---- the words of HTML, by a reader of its own ---- */

static bool at(const char *text, const char *start)
{
	return strncasecmp(text, start, strlen(start)) == 0;
}

static const char *after(const char *text, const char *end)
{
	const char *found = strcasestr(text, end);
	return found ? found + strlen(end) : text + strlen(text);
}

static const char *after_tag(const char *text)
{
	char quote = 0;
	for (; *text; text++) {
		if (quote)
			quote = *text == quote ? 0 : quote;
		else if (*text == '"' || *text == '\'')
			quote = *text;
		else if (*text == '>')
			return text + 1;
	}
	return text;
}

/* The alternative text is what we show of an image. */
static void add_alt(const char *tag, const char *end, struct bp_buf *out)
{
	const char *alt = strstr(tag, "alt=\"");
	if (!alt || alt > end)
		return;
	for (alt += 5; *alt && *alt != '"'; alt++)
		bp_buf_add_char(out, *alt);
}

static bool is_inline_tag(const char *tag)
{
	static const char *const names[] = {"a", "b", "i", "em", "strong", "code", "img",
		"del", "bab", "c2c", "b2", "m:abc", "responsive-image", "my-tag", "foo",
		"ins"};
	tag += tag[1] == '/' ? 2 : 1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t len = strlen(names[i]);
		if (strncmp(tag, names[i], len) == 0 && strchr(" />\n", tag[len]))
			return true;
	}
	return false;
}

static const char *skip_markup(const char *html, struct bp_buf *out)
{
	if (at(html, "<!--"))
		return after(html + 4, "-->");
	if (at(html, "<![CDATA["))
		return after(html, "]]>");
	if (at(html, "<?"))
		return after(html, "?>");
	if (at(html, "<script"))
		return after(html, "</script>");
	if (at(html, "<style"))
		return after(html, "</style>");
	const char *end = after_tag(html);
	if (at(html, "<img"))
		add_alt(html, end, out);
	else if (!is_inline_tag(html))
		bp_buf_add_char(out, ' ');
	return end;
}

static void add_words_of_html(const char *html, struct bp_buf *out)
{
	static const struct {
		const char *entity, *text;
	} entities[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};

	while (*html) {
		size_t i = 0;
		bool tag = *html == '<' &&
			(strchr("!?/", html[1]) || (html[1] | 0x20) >= 'a');
		if (tag) {
			html = skip_markup(html, out);
			continue;
		}
		for (i = 0; i < 4 && !at(html, entities[i].entity); i++)
			continue;
		if (i < 4) {
			bp_buf_add_cstr(out, entities[i].text);
			html += strlen(entities[i].entity);
		} else {
			bp_buf_add_char(out, *html++);
		}
	}
}

/* ---- the words of a rendering ---- */

/* Lines that break a word are put together again. */
static void add_words_of_layout(const struct bp_layout *layout, struct bp_buf *out)
{
	for (size_t i = 0; i < layout->count; i++) {
		const struct bp_line *line = &layout->lines[i];
		int column = -1;
		if (!line->joined)
			bp_buf_add_char(out, '\n');
		for (uint32_t n = 0; n < line->count; n++) {
			const struct bp_run *run = &layout->runs[line->first + n];
			if (run->role != BP_ROLE_TEXT)
				continue;
			if (column >= 0 && run->column > column)
				bp_buf_add_char(out, ' ');
			bp_buf_add_str(out, run->text);
			column = run->column + run->columns;
		}
	}
}

/* White space folded, and what is never shown taken out, for comparing. */
static void fold(const struct bp_buf *words, struct bp_buf *out)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean(&clean, bp_buf_str(words));
	struct bp_str text = bp_str_trim(bp_buf_str(&clean));
	for (size_t i = 0; i < text.len; i++) {
		bool blank = bp_is_space(text.at[i]);
		if (blank && out->len && out->at[out->len - 1] == ' ')
			continue;
		bp_buf_add_char(out, blank ? ' ' : text.at[i]);
	}
	bp_buf_release(&clean);
}

static int widest(const struct bp_layout *layout)
{
	int most = 0;
	for (size_t i = 0; i < layout->run_count; i++)
		if (layout->runs[i].column + layout->runs[i].columns > most)
			most = layout->runs[i].column + layout->runs[i].columns;
	return most;
}

static int check_example(int number, const char *markdown, const char *html)
{
	static const int widths[] = {20, 40, 80, 200};
	struct bp_document *document = bp_document_read(bp_str(markdown), 1, NULL);
	struct bp_buf wanted = {0}, raw = {0};
	int failed = 0;

	add_words_of_html(html, &raw);
	fold(&raw, &wanted);
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct bp_layout *layout = bp_layout_new(document,
			&(struct bp_layout_options){.width = widths[i],
				.wrap_code = true,
				.symbols = bp_symbols(BP_SYMBOLS_UNICODE)});
		struct bp_buf got = {0};
		bp_buf_clear(&raw);
		add_words_of_layout(layout, &raw);
		fold(&raw, &got);
		bool same = bp_str_equal(bp_buf_str(&got), bp_buf_str(&wanted));
		if (!same || widest(layout) > widths[i]) {
			printf("example %d, width %d, widest %d\n--- markdown\n%s\n--- "
			       "wanted\n%s\n"
			       "--- got\n%s\n",
				number, widths[i], widest(layout), markdown,
				wanted.at ? wanted.at : "", got.at ? got.at : "");
			failed = 1;
			i = sizeof widths / sizeof *widths;
		}
		bp_buf_release(&got);
		bp_layout_free(layout);
	}
	bp_buf_release(&wanted);
	bp_buf_release(&raw);
	bp_document_free(document);
	return failed;
}

static void test_examples(void **state)
{
	char path[4096];
	json_error_t error;
	size_t index;
	json_t *example;
	int failed = 0, checked = 0;

	(void)state;
	snprintf(path, sizeof path, "%s/commonmark/examples.json",
		getenv("BERPIJAR_FIXTURES"));
	json_t *examples = json_load_file(path, 0, &error);
	assert_non_null(examples);
	assert_int_equal(json_array_size(examples), 652);
	json_array_foreach(examples, index, example)
	{
		int number = (int)json_integer_value(json_object_get(example, "example"));
		if (has_changed(number))
			continue;
		checked++;
		failed += check_example(number,
			json_string_value(json_object_get(example, "markdown")),
			json_string_value(json_object_get(example, "html")));
	}
	json_decref(examples);
	printf("%d examples at 4 widths, %d failed\n", checked, failed);
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
