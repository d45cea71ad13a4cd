/* The text form of a proof: 80 columns wide, with digest and signature as its last lines.
 */
#include "proof.h"
#include <berpijar/arena.h>
#include <berpijar/hex.h>
#include <string.h>

#define COLUMNS 80
#define LABEL   15 /* columns of labels */
#define NUMBER  4  /* of a module's number */
#define TITLE   37
#define NOTICE  50
#define RULE                                       \
	"----------------------------------------" \
	"----------------------------------------\n"

#define DIGEST    "Sidik: sha256 "
#define KEY       "Kunci: ed25519 "
#define SIGNATURE "Tanda tangan: "

/* ---- lines ---- */

static void proof_text_add_blanks(struct bp_buf *out, int count)
{
	for (int i = 0; i < count; i++)
		bp_buf_add_char(out, ' ');
}

static void add_padded(struct bp_buf *out, struct bp_str text, int columns)
{
	bp_buf_add_str(out, text);
	proof_text_add_blanks(out, columns - bp_text_columns(text));
}

static void add_centred(struct bp_buf *out, const char *text)
{
	proof_text_add_blanks(out, (COLUMNS - bp_text_columns(bp_str(text))) / 2);
	bp_buf_printf(out, "%s\n", text);
}

/* Takes off the text what fits into a line, up to a blank if there is one. */
static struct bp_str proof_text_take_line(struct bp_str *text, int columns)
{
	size_t end = bp_text_cut(*text, columns), cut = end;

	if (end < text->len)
		while (cut && text->at[cut] != ' ')
			cut--;
	if (cut == 0)
		cut = end;
	struct bp_str line = bp_str_part(*text, 0, cut);
	*text = bp_str_trim(bp_str_from(*text, cut));
	return line;
}

static void add_value(struct bp_buf *out, const char *label, const char *value)
{
	struct bp_str left = bp_str(value);

	add_padded(out, bp_str(label), LABEL);
	while (left.len) {
		bp_buf_add_str(out, proof_text_take_line(&left, COLUMNS - LABEL));
		bp_buf_add_char(out, '\n');
		if (left.len)
			proof_text_add_blanks(out, LABEL);
	}
}

/* The width of NOTICE breaks the line between the two parts of the notice. */
static void add_notice(struct bp_buf *out)
{
	struct bp_str left = BP_STR(BP_PROOF_NOTICE);

	while (left.len) {
		bp_buf_add_str(out, proof_text_take_line(&left, NOTICE));
		bp_buf_add_char(out, '\n');
	}
}

/* ---- modules ---- */

static void proof_text_add_module(struct bp_buf *out, struct bp_arena *arena,
	const struct bp_proof_module *module, size_t number)
{
	struct bp_str title = bp_str(module->title);

	bp_buf_printf(out, "%2zu%s ", number, module->brought ? "*" : " ");
	add_padded(out, proof_text_take_line(&title, TITLE - 1), TITLE);
	bp_buf_printf(out, "%5s %7d   %-15s", bp_proof_jp(arena, module->jp_halves),
		module->minutes, bp_proof_date(arena, module->done_at, true));
	if (module->percent < 0)
		bp_buf_add_cstr(out, "     -\n");
	else
		bp_buf_printf(out, "%6d\n", module->percent);
	while (title.len) {
		proof_text_add_blanks(out, NUMBER);
		bp_buf_add_str(out, proof_text_take_line(&title, TITLE - 1));
		bp_buf_add_char(out, '\n');
	}
}

static void add_modules(
	struct bp_buf *out, struct bp_arena *arena, const struct bp_proof *proof)
{
	bp_buf_printf(out, "\nNo  %-*s%5s %7s   %-15s%6s\n" RULE, TITLE, "Modul", "JP",
		"Menit", "Selesai (WIB)", "Nilai");
	for (size_t i = 0; i < proof->module_count; i++)
		proof_text_add_module(out, arena, &proof->modules[i], i + 1);
	bp_buf_add_cstr(out, RULE "\n");
}

/* ---- the seal ---- */

static void add_digest(struct bp_buf *out)
{
	struct bp_digest digest = bp_digest_of(bp_buf_str(out));

	bp_buf_add_cstr(out, DIGEST);
	bp_hex_add(out, digest.at, sizeof digest.at);
	bp_buf_add_char(out, '\n');
}

static void add_key(struct bp_buf *out, const uint8_t key[BP_PUBLIC_KEY_SIZE])
{
	bp_buf_add_cstr(out, KEY);
	bp_hex_add(out, key, BP_PUBLIC_KEY_SIZE);
	bp_buf_add_char(out, '\n');
}

/* The signature takes two lines of the same length. */
static void add_signature(struct bp_buf *out, const uint8_t signature[BP_SIGNATURE_SIZE])
{
	bp_buf_add_cstr(out, SIGNATURE);
	bp_hex_add(out, signature, BP_SIGNATURE_SIZE / 2);
	bp_buf_add_char(out, '\n');
	proof_text_add_blanks(out, sizeof SIGNATURE - 1);
	bp_hex_add(out, signature + BP_SIGNATURE_SIZE / 2, BP_SIGNATURE_SIZE / 2);
	bp_buf_add_char(out, '\n');
}

static void seal(struct bp_buf *text, const struct bp_signer *signer)
{
	uint8_t signature[BP_SIGNATURE_SIZE];

	add_digest(text);
	if (!signer)
		return;
	add_key(text, signer->pair.public_key);
	bp_sign(&signer->pair, bp_buf_str(text), signature);
	add_signature(text, signature);
}

/* ---- the form ---- */

static const char signing[] =
	"\nMengetahui, atasan langsung atau unit pelatihan\n\n"
	"Nama           ................................\n\n"
	"NIP            ................................\n\n"
	"Jabatan        ................................\n\n"
	"Tanggal        ................................   Tanda tangan ................\n\n";

void bp_proof_text(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_str picture, struct bp_buf *out)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_proof_rows rows;
	struct bp_buf text = {0}; /* all of this, and nothing else, is digested */

	bp_proof_describe(arena, proof, signer, &rows);
	add_centred(&text, BP_PROOF_TITLE);
	bp_buf_add_char(&text, '\n');
	for (size_t i = 0; i < rows.head; i++)
		add_value(&text, rows.at[i].label, rows.at[i].value);
	add_modules(&text, arena, proof);
	for (size_t i = rows.head; i < rows.count; i++)
		add_value(&text, rows.at[i].label, rows.at[i].value);
	bp_buf_add_char(&text, '\n');
	add_notice(&text);
	bp_buf_add_cstr(&text, signing);
	bp_buf_add_str(&text, picture);
	seal(&text, signer);
	bp_buf_add_str(out, bp_buf_str(&text));
	bp_buf_release(&text);
	bp_arena_free(arena);
}

/* ---- verification ---- */

/* Reads the hexadecimal after a line's label, and takes the line off the text. */
static bool take_hex(struct bp_str *text, const char *label, uint8_t *bytes, size_t size)
{
	size_t start = strlen(label), end = start + 2 * size;

	if (!bp_str_starts(*text, label) || text->len <= end || text->at[end] != '\n' ||
		!bp_proof_hex(bp_str_part(*text, start, end), bytes, size))
		return false;
	*text = bp_str_from(*text, end + 1);
	return true;
}

/* Where the last line that starts with the label starts; SIZE_MAX: nowhere. */
static size_t last_line(struct bp_str file, const char *label)
{
	size_t found = SIZE_MAX, at = 0;

	while ((at = bp_str_find(file, bp_str(label), at)) != SIZE_MAX) {
		if (at && file.at[at - 1] == '\n')
			found = at;
		at++;
	}
	return found;
}

/* Whether the text has the phrase, in any case and with any white space in it. */
static bool has_phrase(struct bp_str text, const char *phrase)
{
	size_t found = 0, len = strlen(phrase);

	for (size_t i = 0; i < text.len && found < len; i++) {
		char letter = text.at[i];
		if (phrase[found] == ' ' && bp_is_space(letter))
			continue;
		found += phrase[found] == ' ';
		if (letter >= 'A' && letter <= 'Z')
			letter = (char)(letter + ('a' - 'A'));
		found = letter == phrase[found] ? found + 1 : letter == phrase[0];
	}
	return found == len;
}

/* An unsigned text says that it is, once, and names no server. */
static bool says_unsigned(struct bp_str text)
{
	static const char label[] = "\nKeterangan";
	struct bp_str line = BP_STR("\nKeterangan     " PROOF_UNSIGNED "\n");
	size_t at = bp_str_find(text, bp_str(label), 0);

	return at != SIZE_MAX && bp_str_find(text, bp_str(label), at + 1) == SIZE_MAX &&
		bp_str_find(text, line, at) == at && !has_phrase(text, PROOF_SIGNED);
}

/* The last word of the first row with this label; empty: there is none. */
static struct bp_str proof_text_word(struct bp_str text, const char *label)
{
	size_t at = bp_str_find(text, bp_str(label), 0), end;

	if (at == SIZE_MAX)
		return (struct bp_str){NULL, 0};
	end = bp_str_find(text, BP_STR("\n"), at + strlen(label));
	struct bp_str line = bp_str_part(text, at, end < text.len ? end : text.len);
	size_t blank = line.len;
	while (blank && line.at[blank - 1] != ' ')
		blank--;
	return bp_str_from(line, blank);
}

/* Checks the key and the signature, if there are any; nothing may follow them. */
static bool proof_text_signature_holds(
	struct bp_str file, struct bp_str left, struct bp_proof_check *check)
{
	static const char indent[] = "              ";
	uint8_t signature[BP_SIGNATURE_SIZE];
	size_t half = sizeof signature / 2;

	_Static_assert(sizeof indent == sizeof SIGNATURE, "as wide as the label");
	if (left.len == 0)
		return says_unsigned(file);
	if (!take_hex(&left, KEY, check->public_key, BP_PUBLIC_KEY_SIZE))
		return false;
	check->is_signed = true;
	check->signed_at = bp_time_read(proof_text_word(file, "\n" PROOF_SIGNED_AT " "));
	struct bp_str covered = bp_str_part(file, 0, file.len - left.len);
	return take_hex(&left, SIGNATURE, signature, half) &&
		take_hex(&left, indent, signature + half, half) && left.len == 0 &&
		bp_signature_holds(check->public_key, covered, signature);
}

bool bp_proof_verify_text(struct bp_str file, struct bp_proof_check *check)
{
	size_t at = last_line(file, DIGEST);
	struct bp_digest given, digest;

	if (at == SIZE_MAX || bp_str_find(file, bp_str(BP_PROOF_TITLE), 0) > COLUMNS)
		return false;
	struct bp_str left = bp_str_from(file, at);
	digest = bp_digest_of(bp_str_part(file, 0, at));
	bp_proof_take_number(proof_text_word(file, "\nNomor "), check);
	bool holds = take_hex(&left, DIGEST, given.at, sizeof given.at) &&
		bp_digest_equal(&digest, &given);
	check->unaltered = proof_text_signature_holds(file, left, check) && holds;
	return true;
}
