/*
 * Reads an XML file into a tree. A document type is refused at its first byte: without
 * one there are only XML's own five entities, so that nothing can expand.
 */
#include "xml_tree.h"
#include "gift.h"
#include <berpijar/lang.h>
#include <expat.h>
#include <string.h>

struct builder {
	struct bp_arena *arena;
	struct bp_diagnostics *faults;
	XML_Parser parser;
	struct xml_node *open[XML_DEPTH_LIMIT];
	size_t depth;
	struct xml_node *root;
	struct bp_buf text; /* of the innermost element that is open */
	int line_offset;
	bool stopped;
};

/* Since 2.9 expat counts in 64 bits and warns of the older functions. */
#ifndef HAVE_XML_POSITION_64
#define XML_GetCurrentLineNumber64   XML_GetCurrentLineNumber
#define XML_GetCurrentColumnNumber64 XML_GetCurrentColumnNumber
#endif

static void xml_tree_place(const struct builder *builder, int *line, int *column)
{
	*line = (int)XML_GetCurrentLineNumber64(builder->parser) + builder->line_offset;
	*column = (int)XML_GetCurrentColumnNumber64(builder->parser) + 1;
}

static void stop(struct builder *builder, enum bp_fault fault, const char *message)
{
	int line, column;

	if (builder->stopped)
		return;
	xml_tree_place(builder, &line, &column);
	bp_diagnose(builder->faults, fault, line, column, "%s", message);
	builder->stopped = true;
	XML_StopParser(builder->parser, XML_FALSE);
}

static const char **copy_attributes(struct bp_arena *arena, const char **attributes)
{
	size_t count = 0;

	while (attributes[count])
		count++;
	const char **copy = bp_arena_alloc(arena, count + 1, sizeof *copy);
	for (size_t i = 0; i < count; i++)
		copy[i] = bp_arena_cstr(arena, bp_str(attributes[i]));
	return copy;
}

static void append(struct builder *builder, struct xml_node *node)
{
	if (builder->depth == 0) {
		builder->root = node;
		return;
	}
	struct xml_node *parent = builder->open[builder->depth - 1];
	if (parent->last)
		parent->last->next = node;
	else
		parent->child = node;
	parent->last = node;
}

static void on_start(void *data, const char *name, const char **attributes)
{
	struct builder *builder = data;

	if (builder->stopped)
		return;
	if (builder->depth == XML_DEPTH_LIMIT) {
		stop(builder, BP_FAULT_XML_DEPTH, _("unsur XML bersarang terlalu dalam"));
		return;
	}
	struct xml_node *node = bp_arena_alloc(builder->arena, 1, sizeof *node);
	node->name = bp_arena_cstr(builder->arena, bp_str(name));
	node->attributes = copy_attributes(builder->arena, attributes);
	xml_tree_place(builder, &node->line, &node->column);
	append(builder, node);
	builder->open[builder->depth++] = node;
	bp_buf_clear(&builder->text);
}

static void xml_tree_on_end(void *data, const char *name)
{
	struct builder *builder = data;

	(void)name;
	if (builder->stopped)
		return;
	struct xml_node *node = builder->open[--builder->depth];
	if (!node->child)
		node->text = bp_arena_str(builder->arena, bp_buf_str(&builder->text));
	bp_buf_clear(&builder->text);
}

/* Files that are packed into the XML can be large; their bytes are not kept. */
static void on_text(void *data, const char *text, int len)
{
	struct builder *builder = data;

	if (builder->depth && !builder->stopped &&
		strcmp(builder->open[builder->depth - 1]->name, "file") != 0)
		bp_buf_add(&builder->text, text, (size_t)len);
}

static void on_doctype(void *data, const char *name, const char *system_id,
	const char *public_id, int has_internal_subset)
{
	(void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
	stop(data, BP_FAULT_XML_DOCTYPE,
		_("DOCTYPE tidak diterima; Moodle tidak menulisnya, hapuslah"));
}

static void check_root(struct builder *builder)
{
	if (builder->root && strcmp(builder->root->name, "quiz") == 0)
		return;
	bp_diagnose(builder->faults, BP_FAULT_XML_SYNTAX,
		builder->root ? builder->root->line : 1,
		builder->root ? builder->root->column : 1,
		_("bukan berkas soal Moodle XML: unsur terluarnya bukan <quiz>"));
	builder->root = NULL;
}

/* A sign that cannot stand in XML, or not in this encoding; NULL: it stands in a wrong
 * place. `at` is where expat stopped. */
static const char *xml_words_of_byte(struct bp_str text, long at)
{
	size_t bad;
	bool inside = text.at && at >= 0 && (size_t)at < text.len;
	unsigned char byte = inside ? (unsigned char)text.at[at] : 0;

	if (byte >= 0x80 && !bp_utf8_valid(text, &bad))
		return _("huruf di sini bukan UTF-8; simpanlah berkas ini sebagai UTF-8");
	if (byte && byte < 0x20)
		return _("karakter kendali di sini tidak boleh ada; hapuslah");
	return NULL;
}

/* What expat found wrong; rare errors in expat's own words. */
static const char *xml_tree_words_of(enum XML_Error code, struct bp_str text, long at)
{
	static const struct {
		enum XML_Error code;
		const char *words;
	} known[] = {
		{XML_ERROR_SYNTAX, N_("di sini bukan markah atau teks yang sah")},
		{XML_ERROR_NO_ELEMENTS, N_("berkasnya kosong atau terpotong")},
		{XML_ERROR_INVALID_TOKEN,
			N_("tanda yang tidak boleh di sini; tulislah & sebagai &amp; dan < sebagai &lt;")},
		{XML_ERROR_UNCLOSED_TOKEN, N_("sebuah tanda tidak ditutup dengan >")},
		{XML_ERROR_TAG_MISMATCH,
			N_("penutup ini tidak sesuai dengan pembukanya")},
		{XML_ERROR_DUPLICATE_ATTRIBUTE, N_("atribut ini ditulis dua kali")},
		{XML_ERROR_JUNK_AFTER_DOC_ELEMENT,
			N_("masih ada isi sesudah unsur terluar")},
		{XML_ERROR_UNDEFINED_ENTITY,
			N_("nama di antara & dan ; ini tidak dikenal XML")},
		{XML_ERROR_UNCLOSED_CDATA_SECTION,
			N_("CDATA ini tidak ditutup dengan ]]>")},
		{XML_ERROR_MISPLACED_XML_PI,
			N_("di atas <?xml tidak boleh ada apa pun, juga spasi atau baris kosong; hapuslah")},
		{XML_ERROR_UNKNOWN_ENCODING,
			N_("penyandiannya tidak dikenal; simpanlah sebagai UTF-8")},
		{XML_ERROR_INCORRECT_ENCODING,
			N_("penyandiannya bukan yang disebut; simpanlah sebagai UTF-8")},
	};

	const char *byte =
		code == XML_ERROR_INVALID_TOKEN ? xml_words_of_byte(text, at) : NULL;
	for (size_t i = 0; !byte && i < sizeof known / sizeof *known; i++)
		if (known[i].code == code)
			return _(known[i].words);
	return byte ? byte : XML_ErrorString(code);
}

static void parse(struct builder *builder, struct bp_str text)
{
	bool ok = XML_Parse(builder->parser, text.at ? text.at : "", (int)text.len, 1) ==
		XML_STATUS_OK;

	if (ok) {
		check_root(builder);
		return;
	}
	if (!builder->stopped) {
		int line, column;
		xml_tree_place(builder, &line, &column);
		bp_diagnose(builder->faults, BP_FAULT_XML_SYNTAX, line, column,
			_("bukan XML yang benar: %s"),
			xml_tree_words_of(XML_GetErrorCode(builder->parser), text,
				(long)XML_GetCurrentByteIndex(builder->parser)));
	}
	builder->root = NULL;
}

const struct xml_node *xml_tree_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults)
{
	struct builder builder = {
		.arena = arena, .faults = faults, .line_offset = source.line - 1};

	if (source.text.len > BP_BANK_LIMIT) {
		bp_diagnose(faults, BP_FAULT_GIFT_SIZE, source.line, 1,
			_("terlalu besar untuk dibaca; pecahlah menjadi beberapa berkas"));
		return NULL;
	}
	builder.parser = XML_ParserCreate(NULL);
	if (!builder.parser)
		return NULL;
	XML_SetUserData(builder.parser, &builder);
	XML_SetElementHandler(builder.parser, on_start, xml_tree_on_end);
	XML_SetCharacterDataHandler(builder.parser, on_text);
	XML_SetStartDoctypeDeclHandler(builder.parser, on_doctype);
	parse(&builder, source.text);
	XML_ParserFree(builder.parser);
	bp_buf_release(&builder.text);
	return builder.root;
}

const struct xml_node *xml_child(const struct xml_node *node, const char *name)
{
	const struct xml_node *child = node ? node->child : NULL;

	while (child && strcmp(child->name, name) != 0)
		child = child->next;
	return child;
}

const char *xml_attribute(const struct xml_node *node, const char *name)
{
	for (const char **at = node->attributes; at[0]; at += 2)
		if (strcmp(at[0], name) == 0)
			return at[1];
	return NULL;
}

struct bp_str xml_value(const struct xml_node *node, const char *name)
{
	const struct xml_node *child = xml_child(node, name);

	return child ? gift_trim_bytes(child->text) : (struct bp_str){0};
}
