/* What becomes of a document: lines of questions, whole answers of pandoc, hostile archives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive.h"
#include <berpijar/file.h>
#include <berpijar/json.h>
#include <berpijar/word.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- documents to try ---- */

/* An archive with a text and an image. */
static void make_archive(const char *xml, struct bp_buf *out)
{
	struct archive_writer writer = {.out = out};

	archive_put(&writer, BP_STR("word/document.xml"), bp_str(xml));
	archive_put(&writer, BP_STR("word/media/rId1.png"), BP_STR("PNG"));
	archive_put(&writer, BP_STR("word/media/../../etc/x.png"), BP_STR("PNG"));
	archive_end(&writer);
}

/* Lines parted by "|" as pandoc's paragraphs: "# " begins a heading, "! " a bold one, "^" breaks
 * a line in a paragraph. */
static json_t *make_line(const char *line)
{
	bool heading = strncmp(line, "# ", 2) == 0, bold = strncmp(line, "! ", 2) == 0;
	json_t *inlines = json_array();
	char *copy = strdup(line + (heading || bold ? 2 : 0)), *rest = NULL;

	for (char *part = strtok_r(copy, "^", &rest); part;
		part = strtok_r(NULL, "^", &rest)) {
		if (json_array_size(inlines))
			json_array_append_new(
				inlines, json_pack("{s:s}", "t", "LineBreak"));
		json_array_append_new(
			inlines, json_pack("{s:s, s:s}", "t", "Str", "c", part));
	}
	free(copy);
	if (heading)
		return json_pack("{s:s, s:[i, [s, [], []], o]}", "t", "Header", "c", 1,
			"", inlines);
	if (bold)
		inlines = json_pack("[{s:s, s:o}]", "t", "Strong", "c", inlines);
	return json_pack("{s:s, s:o}", "t", "Para", "c", inlines);
}

static void make_answer(const char *lines, struct bp_buf *out)
{
	json_t *blocks = json_array();
	char *copy = strdup(lines), *rest = NULL;

	for (char *line = strtok_r(copy, "|", &rest); line;
		line = strtok_r(NULL, "|", &rest))
		json_array_append_new(blocks, make_line(line));
	json_t *answer = json_pack("{s:[i,i,i,i], s:{}, s:o}", "pandoc-api-version", 1,
		22, 2, 1, "meta", "blocks", blocks);
	bp_json_write(answer, 0, out);
	json_decref(answer);
	free(copy);
}

/* All files of a course in one text, each behind its name; images by their names. */
static void show_course(const struct bp_word_course *course, struct bp_buf *out)
{
	for (size_t i = 0; i < course->count; i++) {
		const struct bp_word_file *file = &course->files[i];
		bp_buf_printf(out, "== %s\n", file->name);
		if (!strstr(file->name, "assets/"))
			bp_buf_add_str(out, file->bytes);
	}
}

static bool convert(struct bp_str answer, const char *xml, struct bp_word_course *course,
	struct bp_buf *out, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_word_wish wish = {0};
	struct bp_buf bytes = {0};

	make_archive(xml, &bytes);
	struct bp_word *word =
		bp_word_open(arena, "Materi.docx", bp_buf_str(&bytes), err);
	assert_non_null(word);
	bool ok = bp_word_course(word, answer, &wish, course, err);
	if (ok)
		show_course(course, out);
	bp_buf_release(&word->bare);
	bp_buf_release(&bytes);
	bp_arena_free(arena);
	return ok;
}

/* ---- questions ---- */

static const struct {
	const char *lines, *has, *hasnt;
	size_t questions, faulty;
} cases[] = {
	/* keys below the question */
	{"1. Apa?|a. x|b. y|Kunci: b", "Apa?{\n\t~x\n\t=y\n}", NULL, 1, 0},
	{"1. Apa?|A) x|B) y|Jawaban: A", "\t=x\n\t~y", NULL, 1, 0},
	{"1) Apa?|(a) x|(b) y|KUNCI JAWABAN = b.", "\t=y", NULL, 1, 0},
	{"1. Apa?|a. x|b. y|Kunci: b. y", "\t=y", NULL, 1, 0},
	{"1. Apa?|a. x|b. y|Kunci: Y", "\t=y", NULL, 1, 0},
	{"1. Apa?|a. x|b. y|c. z|Kunci: a dan c", "~%50%x\n\t~%-50%y\n\t~%50%z", NULL, 1,
		0},
	{"Apa?|a. x|b. y|Kunci: b", "\t=y", NULL, 1, 0},
	{"1. Apa?|a. x|b. y|Kunci: b|Pembahasan: karena y", "####karena y", NULL, 1, 0},
	{"1. Apa?|a. x|b. y|c. Kunci: b", "~x\n\t=y\n}", NULL, 1, 0},
	/* keys in how the choice looks */
	{"1. Apa?|a. x|! b. y", "\t=y", "**", 1, 0},
	{"1. Apa?|a. x|b. y (benar)", "\t=y\n", "(benar)", 1, 0},
	{"1. Apa?|a. *x|b. y", "\t=x\n", "\\*", 1, 0},
	{"1. Apa?|! a. x|! b. y", "<!--\n", "```gift", 0, 1},
	/* one paragraph, one line */
	{"1. Apa?^a. x^b. y^Kunci: a", "\t=x\n\t~y", NULL, 1, 0},
	{"1. Apa?|a. x b. y c. z|Kunci: c", "\t~x\n\t~y\n\t=z", NULL, 1, 0},
	{"1. Apa? a. x b. y|Kunci: b", "Apa?{\n\t~x\n\t=y", NULL, 1, 0},
	{"Pembuka^1. Apa?^a. x^b. y^Kunci: a", "Pembuka\n\n```gift", NULL, 1, 0},
	/* other kinds */
	{"1. Bumi bulat (Benar/Salah)|Jawaban: B", "{TRUE}", NULL, 1, 0},
	{"# Soal benar salah|1. Bumi datar.|Kunci: S", "{FALSE}", NULL, 1, 0},
	{"1. Bumi datar?|a. Benar|b. Salah|Kunci: Salah", "{FALSE}", NULL, 1, 0},
	{"1. Bumi datar?|a. Benar|b. Salah|Kunci: B", "dapat berarti pilihan b",
		"```gift", 0, 1},
	{"1. Apa singkatannya?|Jawaban: NIK / Nomor*", "{\n\t=NIK\n\t=Nomor\\\\*\n}",
		NULL, 1, 0},
	{"1. Berapa menit?|Jawaban: 1,5", "{#\n\t=1.5\n}", NULL, 1, 0},
	{"# Latihan|1. Jelaskan asas pelayanan.", "Jelaskan asas pelayanan.{}", NULL, 1,
		0},
	/* lists of keys */
	{"# Soal|1. A?|a. x|b. y|2. B?|a. x|b. y|# Kunci Jawaban|1. B 2. A",
		"A?{\n\t~x\n\t=y", "Kunci Jawaban", 2, 0},
	{"# Latihan|1. Tulis.|# Soal|1. A?|a. x|b. y|# Kunci|1. A", "A?{\n\t=x", NULL, 1,
		0},
	{"# Soal|1. A?|a. x|b. y|1. B?|a. x|b. y|# Kunci|1. A",
		"ada beberapa soal dengan nomor itu", "```gift", 0, 2},
	{"# Soal|1. A?|a. x|b. y|Kunci: a|# Kunci Jawaban|1. A", "\t=x", "_impor.md", 1,
		0},
	{"# Soal|1. A?|a. x|! b. y|# Kunci Jawaban|1. B", "\t=y", "_impor.md", 1, 0},
	{"# Soal|1. A?|a. x|b. y|Kunci: a|# Kunci Jawaban:|1. B",
		"Kunci Jawaban: kunci nomor 1: berbeda dari", NULL, 1, 0},
	{"# Soal|1. A.|- x|! - y", "A.", "```gift", 0, 0},
	{"1. Apa? (pilih satu)|a. x|! b. y", "\t=y", NULL, 1, 0},
	{"# Soal|1. A?|a. x|b. y|! Kunci:|1-A", "A?{\n\t=x", "1-A", 1, 0},
	{"1. A?|a. x|b. y|Kunci: a|# Kunci keberhasilan|1. Komitmen", "Komitmen", NULL, 1,
		0},
	{"# Soal|1. A?|a. x|b. y|Kunci jawaban|3. B", "kunci nomor 3: tidak ada soalnya",
		NULL, 0, 1},
	/* what is no question */
	{"1. Asas pelayanan.|a. umum|b. pasti", "1\\. Asas pelayanan.", "<!--", 0, 0},
	{"1.5 km|a.n. Kepala Dinas", "1.5 km", "<!--", 0, 0},
	{"Syarat:|a. KTP|b. KK", "a. KTP", "<!--", 0, 0},
	/* headings that are only bold */
	{"! Materi Layanan|! BAB I|! PENDAHULUAN|! A. Latar belakang|Teks.|! B. Tujuan|Teks.|! BAB II LOKET|Teks.",
		"title: \"BAB I PENDAHULUAN\"", "**", 0, 0},
	{"! Materi Layanan|! BAB I|Teks.|! BAB II|Teks.",
		"title: \"Materi Layanan\"\nsummary", NULL, 0, 0},
	{"! A. Latar belakang|Teks.|! Penutup|Teks.",
		"## A. Latar belakang\n\nTeks.\n\n## Penutup", "02-", 0, 0},
	{"# Bab|! Penting|Teks.", "**Penting**", "## Penting", 0, 0},
	{"1. Apa?|a. x|! b. y|c. z", "\t=y", "##", 1, 0},
	/* what cannot be asked */
	{"1. Apa?|a. x|b. y", "<!--\nkuncinya tidak ditemukan", "```gift", 0, 1},
	{"1. Apa?|a. x|b. y|Kunci: d", "kuncinya tidak ada di antara pilihannya",
		"```gift", 0, 1},
	{"1. Apa?|Kunci: d", "pilihannya tidak ditemukan", "```gift", 0, 1},
	{"1. A-->b?|a. x|b. y", "A- - >b?", "A-->", 0, 1},
	/* signs that mean something */
	{"1. {x} = *y* ~ #1?|a. 50% = ~a~|b. \\n|Kunci: a",
		"\\{x\\} \\= \\\\*y\\\\* \\\\\\~ \\#1?{\n\t=50% \\= \\\\\\~a\\\\\\~\n\t~\\\\\\\\n",
		NULL, 1, 0},
	{"- butir|# bukan judul ``` <b> {key:help} [x](y) $a$", "\\- butir", NULL, 0, 0},
	{"teks ``` <b> {key:help} [x](y) $a$ > b",
		"teks \\`\\`\\` \\<b> \\{key:help} \\[x\\](y) \\$a\\$ > b", NULL, 0, 0},
};

static void test_questions(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bp_word_course course = {0};
		struct bp_buf answer = {0}, out = {0};
		make_answer(cases[i].lines, &answer);
		assert_true(convert(bp_buf_str(&answer), "<w:p/>", &course, &out, NULL));
		const char *text = out.at ? out.at : "";
		if (!strstr(text, cases[i].has) ||
			(cases[i].hasnt && strstr(text, cases[i].hasnt)) ||
			course.questions != cases[i].questions ||
			course.faulty != cases[i].faulty) {
			print_error("%s: %zu questions, %zu faulty\n%s", cases[i].lines,
				course.questions, course.faulty, out.at);
			failed++;
		}
		bp_buf_release(&answer);
		bp_buf_release(&out);
	}
	assert_int_equal(failed, 0);
}

/* ---- whole answers of pandoc ---- */

static const char *const answers[] = {"semua", "kutipan", "odt", "tabel", "isi", "angka"};

static void test_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct bp_word_course course = {0};
		struct bp_buf path = {0}, answer = {0}, wanted = {0}, out = {0};
		bp_buf_printf(&path, "%s/word/%s.json", getenv("BERPIJAR_FIXTURES"),
			answers[i]);
		assert_true(bp_file_read(path.at, 1 << 20, &answer, NULL));
		assert_true(convert(bp_buf_str(&answer), "<w:p/>", &course, &out, NULL));
		memcpy(path.at + path.len - 4, "want", 4);
		if (getenv("BERPIJAR_UPDATE_GOLDEN"))
			bp_file_write(path.at, bp_buf_str(&out), true, NULL);
		assert_true(bp_file_read(path.at, 1 << 20, &wanted, NULL));
		assert_string_equal(out.at, wanted.at);
		bp_buf_release(&path);
		bp_buf_release(&answer);
		bp_buf_release(&wanted);
		bp_buf_release(&out);
	}
}

static const char *const refused[] = {"", "{", "[]", "{\"blocks\": 1}",
	"{\"pandoc-api-version\": [1, 17], \"blocks\": []}",
	"{\"pandoc-api-version\": [1, 22], \"blocks\": []}",
	"{\"blocks\": [{\"t\": \"Para\", \"c\": [{\"t\": 5}, 7, null]}, 3, {\"t\": \"Table\"}]}"};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct bp_word_course course = {0};
		struct bp_buf out = {0};
		struct bp_error err = {0};
		assert_false(convert(bp_str(refused[i]), "<w:p/>", &course, &out, &err));
		assert_true(strlen(err.message) > 10);
	}
}

/* Lists in lists, without end. */
static void test_deep(void **state)
{
	struct bp_word_course course = {0};
	struct bp_buf answer = {0}, out = {0};

	(void)state;
	bp_buf_add_cstr(&answer, "{\"blocks\": [");
	for (int i = 0; i < 400; i++)
		bp_buf_add_cstr(&answer,
			"{\"t\":\"BulletList\",\"c\":[[{\"t\":\"Para\",\"c\":[{\"t\":\"Str\",\"c\":\"x\"}]},");
	bp_buf_add_cstr(&answer, "{\"t\":\"HorizontalRule\"}");
	for (int i = 0; i < 400; i++)
		bp_buf_add_cstr(&answer, "]]}");
	bp_buf_add_cstr(&answer, "]}");
	assert_true(convert(bp_buf_str(&answer), "<w:p/>", &course, &out, NULL));
	assert_non_null(strstr(out.at, "terlalu dalam"));
	bp_buf_release(&answer);
	bp_buf_release(&out);
}

/* More text than a module may have goes on in others, and nothing is lost. */
static void test_large(void **state)
{
	struct bp_word_course course = {0};
	struct bp_buf lines = {0}, answer = {0}, out = {0};
	size_t found = 0;

	(void)state;
	bp_buf_add_cstr(&lines, "# Bab");
	for (int i = 0; i < 12000; i++)
		bp_buf_printf(&lines,
			"|paragraf %d tentang pelayanan kepada warga di loket", i);
	make_answer(lines.at, &answer);
	assert_true(convert(bp_buf_str(&answer), "<w:p/>", &course, &out, NULL));
	for (const char *at = out.at; (at = strstr(at, "\nparagraf ")); at++)
		found++;
	assert_int_equal(found, 12000);
	assert_int_equal(course.modules, 4);
	assert_non_null(strstr(out.at, "== 02-bab-2.md\n---\ntitle: \"Bab (2)\""));
	bp_buf_release(&lines);
	bp_buf_release(&answer);
	bp_buf_release(&out);
}

/* ---- what pandoc does not tell ---- */

static const struct {
	const char *xml, *loss;
} losses[] = {
	{"<w:p><w:r><w:txbxContent><w:p><w:r><w:t>isi</w:t></w:r></w:p></w:txbxContent></w:r></w:p>",
		"] kotak teks tidak dibawa: \"isi\"\n"},
	{"<w:p><w:pStyle w:val=\"Heading1\"/><w:r><w:t>Bab </w:t></w:r><w:r><w:t>I</w:t></w:r></w:p><w:p><w:lastRenderedPageBreak/><dgm:relIds/></w:p>",
		"] halaman 2, Bab I: bagan SmartArt tidak dibawa\n"},
	{"<w:p><mc:Fallback><v:textpath/></mc:Fallback><w:del w:id=\"1\">x</w:del></w:p>",
		"] teks yang sudah dihapus (masih tercatat di pelacak perubahan) tidak dibawa\n"},
	{"<w:p><w:commentReference w:id=\"0\"/></w:p>", "] komentar tidak dibawa\n"},
	{"<w:p><a:blip r:embed=\"rId1\"/><a:blip r:link=\"rId2\"/></w:p>",
		"] gambar yang hanya ditautkan tidak dibawa\n"},
	{"<w:p><o:OLEObject /><", "] objek dari program lain tidak dibawa\n"},
};

static void test_losses(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(losses); i++) {
		struct bp_word_course course = {0};
		struct bp_buf answer = {0}, out = {0};
		make_answer("teks", &answer);
		assert_true(
			convert(bp_buf_str(&answer), losses[i].xml, &course, &out, NULL));
		const char *text = out.at ? out.at : "";
		if (!strstr(text, losses[i].loss) || strstr(text, "WordArt"))
			fail_msg("%s\n%s", losses[i].xml, out.at);
		bp_buf_release(&answer);
		bp_buf_release(&out);
	}
}

/* The same of LibreOffice, whose documents say other words. */
static void test_losses_odt(void **state)
{
	static const char xml[] =
		"<text:h>Bab <text:span>II</text:span></text:h><text:p>x<text:soft-page-break/>"
		"<office:annotation><text:p>y</text:p></office:annotation>"
		"<draw:text-box><text:p>isi</text:p></draw:text-box></text:p>";
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf bytes = {0};
	struct archive_writer writer = {.out = &bytes};

	(void)state;
	archive_put(&writer, BP_STR("content.xml"), bp_str(xml));
	archive_end(&writer);
	struct bp_word *word = bp_word_open(arena, "a.odt", bp_buf_str(&bytes), NULL);
	assert_non_null(word);
	assert_string_equal(word->format, "odt");
	assert_int_equal(word->losses.count, 2);
	assert_string_equal(word->losses.at[0].place, "halaman 2, Bab II");
	assert_string_equal(word->losses.at[0].what, "komentar tidak dibawa");
	assert_string_equal(word->losses.at[1].what, "kotak teks tidak dibawa: \"isi\"");
	bp_buf_release(&word->bare);
	bp_buf_release(&bytes);
	bp_arena_free(arena);
}

/* Pandoc gets the text with its colours underlined, and no image. */
static void test_bare(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf bytes = {0}, part = {0};
	struct archive archive = {0};

	(void)state;
	make_archive(
		"<w:highlight w:val=\"yellow\"/><w:highlight w:val=\"none\"/><w:color w:val=\"FF0000\"/>",
		&bytes);
	struct bp_word *word = bp_word_open(arena, "a.docx", bp_buf_str(&bytes), NULL);
	assert_non_null(word);
	assert_true(archive_open(arena, bp_buf_str(&word->bare), &archive, NULL));
	assert_int_equal(archive.count, 3);
	assert_true(archive_read(&archive.at[0], 1000, &part));
	assert_string_equal(part.at,
		"<w:u w:val=\"single\"/><w:highlight w:val=\"none\"/><w:u w:val=\"single\"/>");
	assert_int_equal(archive.at[1].size, 0);
	bp_buf_release(&word->bare);
	bp_buf_release(&bytes);
	bp_buf_release(&part);
	bp_arena_free(arena);
}

/* ---- hostile archives ---- */

/* Each byte changed in turn: it is read or refused, never more. */
static void test_damaged(void **state)
{
	struct bp_buf bytes = {0};

	(void)state;
	make_archive("<w:p><w:t>x</w:t></w:p>", &bytes);
	for (size_t i = 0; i < bytes.len; i++)
		for (int change = 0; change < 3; change++) {
			struct bp_arena *arena = bp_arena_new();
			struct bp_error err = {0};
			char was = bytes.at[i];
			bytes.at[i] = (char)(change == 0 ? 0xff
					: change == 1    ? 0
							 : was ^ 1);
			struct bp_word *word =
				bp_word_open(arena, "a.docx", bp_buf_str(&bytes), &err);
			assert_true(word || strlen(err.message) > 10);
			if (word)
				bp_buf_release(&word->bare);
			bytes.at[i] = was;
			bp_arena_free(arena);
		}
	bp_buf_release(&bytes);
}

static const struct {
	const char *bytes, *message;
} others[] = {
	{"", "bukan berkas .docx"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word lama (.doc)"},
	{"Bukan arsip, hanya teks biasa.", "bukan berkas .docx"},
};

static void test_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(others); i++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_error err = {0};
		assert_null(bp_word_open(arena, "a.docx", bp_str(others[i].bytes), &err));
		if (!strstr(err.message, others[i].message))
			fail_msg("%s", err.message);
		bp_arena_free(arena);
	}
}

/* A part that says it is a gigabyte is not unpacked. */
static void test_bomb(void **state)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf bytes = {0};
	struct bp_error err = {0};

	(void)state;
	make_archive("<w:p/>", &bytes);
	for (size_t i = 0; i + 46 < bytes.len; i++)
		if (memcmp(bytes.at + i, "PK\x01\x02", 4) == 0)
			memcpy(bytes.at + i + 24, "\0\0\0\x40", 4);
	assert_null(bp_word_open(arena, "a.docx", bp_buf_str(&bytes), &err));
	assert_non_null(strstr(err.message, "mengembang"));
	bp_buf_release(&bytes);
	bp_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_questions),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_losses),
		cmocka_unit_test(test_losses_odt),
		cmocka_unit_test(test_bare),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_bomb),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
