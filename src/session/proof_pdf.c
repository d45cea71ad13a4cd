/* Makes a proof as PDF: the texts that stand on it, which the program berpijar-pdf draws
 * (pdf/sheet.h). */
#include "helper.h"
#include <berpijar/arena.h>
#include <berpijar/claim.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/proofs.h>
#include <jansson.h>

#define PROGRAM "berpijar-pdf"

/* The text of a PDF is easily changed, so it must not look as if it were signed; its code
 * is. */
static const struct bp_proof_row pdf_unsigned_form = {.label = "Pemeriksaan",
	.value =
		"yang ditandatangani server ialah isi kode QR: pindailah, periksa dengan berpijar proof --verify-qr atau halaman periksa.html, lalu bandingkan dengan yang tercetak"};

/* NULL: nobody signs, or what was signed is not kept. */
static json_t *pdf_claim(const struct bp_proof *proof, const struct bp_signer *signer)
{
	struct bp_buf text = {0};

	if (!signer || signer->absent)
		return signer && signer->claim ? json_string(signer->claim) : NULL;
	bp_claim_write(proof, signer, &text);
	json_t *claim = json_string(text.at);
	bp_buf_release(&text);
	return claim;
}

static json_t *pdf_row(const struct bp_proof_row *row)
{
	return json_pack("[o, o]", bp_json_text(bp_str(row->label)),
		bp_json_text(bp_str(row->value)));
}

static json_t *pdf_rows(const struct bp_proof_row *rows, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, pdf_row(&rows[i]));
	return list;
}

static json_t *pdf_module(
	struct bp_arena *arena, const struct bp_proof_module *module, size_t number)
{
	return json_pack("[s, o, s, s, s, s]",
		bp_arena_printf(arena, "%zu%s", number, module->brought ? "*" : ""),
		bp_json_text(bp_str(module->title)),
		bp_proof_jp(arena, module->jp_halves),
		bp_arena_printf(arena, "%d", module->minutes),
		bp_proof_date(arena, module->done_at, true),
		module->percent < 0 ? "-"
				    : bp_arena_printf(arena, "%d", module->percent));
}

/* Who signs, where the agency has said so: the name, the NIP, the office, no date, and the
 * tag in the place of the signature. */
static json_t *pdf_foot(const struct bp_agency *office)
{
	const char *const values[] = {office->official, office->official_nip,
		office->office, NULL, office->tag};
	json_t *foot = json_array();

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		json_array_append_new(
			foot, bp_json_text(bp_str(values[i] ? values[i] : "")));
	return foot;
}

static json_t *pdf_sheet(struct bp_arena *arena, const struct bp_proof *proof,
	const struct bp_signer *signer)
{
	struct bp_proof_rows rows;
	json_t *modules = json_array(), *claim = pdf_claim(proof, signer);
	char date[BP_TIME_ROOM];

	bp_proof_describe(arena, proof, signer, &rows);
	bp_time_iso(proof->done_at, date);
	for (size_t i = 0; i < proof->module_count; i++)
		json_array_append_new(
			modules, pdf_module(arena, &proof->modules[i], i + 1));
	json_t *below = pdf_rows(rows.at + rows.head, rows.count - rows.head);
	if (claim)
		json_array_append_new(below, pdf_row(&pdf_unsigned_form));
	return json_pack("{s:s, s:s, s:o*, s:s, s:s, s:o, s:o, s:o, s:o*}", "title",
		BP_PROOF_TITLE, "number", proof->number, "code", claim, "notice",
		BP_PROOF_NOTICE, "date", date, "above", pdf_rows(rows.at, rows.head),
		"modules", modules, "below", below, "foot",
		proof->office ? pdf_foot(proof->office) : NULL);
}

bool bp_proof_has_pdf(void)
{
	return helper_exists(PROGRAM);
}

void bp_proof_sheet(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *sheet)
{
	struct bp_arena *arena = bp_arena_new();
	json_t *json = pdf_sheet(arena, proof, signer);

	bp_json_write(json, 0, sheet);
	json_decref(json);
	bp_arena_free(arena);
}

bool bp_proof_draw(struct bp_str sheet, struct bp_buf *out, struct bp_error *err)
{
	return helper_exists(PROGRAM)
		? helper_run(PROGRAM, sheet, out, err)
		: bp_fail(err, BP_ERROR_SYSTEM,
			  _("untuk PDF diperlukan program %s di samping berpijar; pasanglah program itu, atau simpan sebagai teks"),
			  PROGRAM);
}

/* Takes a document that has the number of its bytes in front off the output. */
static bool pdf_take(struct bp_str *left, struct bp_str *document)
{
	size_t size = 0, at = 0;

	while (at < left->len && bp_is_digit(left->at[at]) && size < left->len)
		size = 10 * size + (size_t)(left->at[at++] - '0');
	if (at >= left->len || left->at[at] != '\n' || size > left->len - at - 1)
		return false;
	*document = bp_str_part(*left, at + 1, at + 1 + size);
	*left = bp_str_from(*left, at + 1 + size);
	return true;
}

bool bp_proof_draw_all(const struct bp_str *sheets, size_t count,
	bool (*each)(
		void *context, size_t at, struct bp_str document, struct bp_error *err),
	void *context, struct bp_error *err)
{
	struct bp_buf all = {0}, out = {0};
	struct bp_str document = {0};

	bp_buf_add_char(&all, '[');
	for (size_t i = 0; i < count; i++) {
		bp_buf_add_cstr(&all, i ? "," : "");
		bp_buf_add_str(&all, sheets[i]);
	}
	bp_buf_add_char(&all, ']');
	bool ok = bp_proof_draw(bp_buf_str(&all), &out, err);
	struct bp_str left = bp_buf_str(&out);
	for (size_t i = 0; ok && i < count; i++)
		ok = (pdf_take(&left, &document) ||
			     bp_fail(err, BP_ERROR_SYSTEM,
				     _("%s gagal; coba lagi, atau simpan sebagai teks"),
				     PROGRAM)) &&
			each(context, i, document, err);
	bp_buf_release(&all);
	bp_buf_release(&out);
	return ok;
}

bool bp_proof_pdf(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *out, struct bp_error *err)
{
	struct bp_buf sheet = {0};

	bp_proof_sheet(proof, signer, &sheet);
	bool ok = bp_proof_draw(bp_buf_str(&sheet), out, err);
	bp_buf_release(&sheet);
	return ok;
}
