#include <berpijar/arena.h>
#include <berpijar/code.h>
#include <berpijar/lang.h>
#include <berpijar/load.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libqrencode.so.4"

static struct {
	__typeof__(&QRcode_encodeData) encode;
	__typeof__(&QRcode_free) free;
} qrencode;

static bool load(struct bp_error *err)
{
	static const char *const names[] = {"QRcode_encodeData", "QRcode_free"};

	return bp_load(LIBRARY, names, sizeof names / sizeof *names, &qrencode) ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("kode QR memerlukan pustaka %s, yang belum terpasang; salinlah tulisannya"),
			LIBRARY);
}

static QRcode *encode(struct bp_str text, struct bp_error *err)
{
	QRcode *made = NULL;

	if (text.len && !memchr(text.at, '\0', text.len))
		made = qrencode.encode(
			(int)text.len, (const unsigned char *)text.at, 0, QR_ECLEVEL_L);
	if (!made)
		bp_fail(err, BP_ERROR_INPUT,
			_("Alamat ini terlalu panjang untuk kode QR."));
	return made;
}

struct bp_code *bp_code_new(struct bp_str text, struct bp_error *err)
{
	QRcode *made = load(err) ? encode(text, err) : NULL;

	if (!made)
		return NULL;
	struct bp_code *code = bp_alloc(1, sizeof *code);
	size_t modules = (size_t)made->width * (size_t)made->width;
	code->size = made->width;
	code->modules = bp_alloc(modules, 1);
	memcpy(code->modules, made->data, modules);
	qrencode.free(made);
	return code;
}

void bp_code_free(struct bp_code *code)
{
	if (!code)
		return;
	free(code->modules);
	free(code);
}

/* ---- as text ---- */

#define QUIET 2 /* modules of white around it */

static bool is_black(const struct bp_code *code, int row, int column)
{
	return row >= 0 && column >= 0 && row < code->size && column < code->size &&
		(code->modules[row * code->size + column] & 1);
}

/* Without what is white at the end. */
static void end_line(struct bp_buf *out, size_t start)
{
	while (out->len > start && out->at[out->len - 1] == ' ')
		out->at[--out->len] = '\0';
	bp_buf_add_char(out, '\n');
}

void bp_code_write(const struct bp_code *code, bool halves, struct bp_buf *out)
{
	static const char *const pairs[] = {" ", "▀", "▄", "█"};
	int step = halves ? 2 : 1;

	for (int row = 0; row < code->size; row += step) {
		size_t start = out->len;
		for (int column = -QUIET; column < code->size; column++) {
			bool upper = is_black(code, row, column),
			     lower = is_black(code, row + 1, column);
			bp_buf_add_cstr(out,
				halves          ? pairs[upper + 2 * lower]
					: upper ? "##"
						: "  ");
		}
		end_line(out, start);
	}
}
