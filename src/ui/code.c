#include <berpijar/arena.h>
#include <berpijar/code.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

struct bp_code *bp_code_new(struct bp_str text)
{
	if (!text.len || memchr(text.at, '\0', text.len))
		return NULL;
	QRcode *made = QRcode_encodeData(
		(int)text.len, (const unsigned char *)text.at, 0, QR_ECLEVEL_L);
	if (!made)
		return NULL;
	struct bp_code *code = bp_alloc(1, sizeof *code);
	size_t modules = (size_t)made->width * (size_t)made->width;
	code->size = made->width;
	code->modules = bp_alloc(modules, 1);
	memcpy(code->modules, made->data, modules);
	QRcode_free(made);
	return code;
}

void bp_code_free(struct bp_code *code)
{
	if (!code)
		return;
	free(code->modules);
	free(code);
}
