/* Markdown → document → lines → cells, at a width from the input; no line may be wider.
 */
#include <berpijar/layout.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	int width = BP_LAYOUT_MIN + data[0] % 100;
	struct bp_str text = {(const char *)data + 1, size - 1};
	struct bp_document *document = bp_document_read(text, 1, NULL);
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){.width = width,
			.wrap_code = true,
			.symbols = bp_symbols(BP_SYMBOLS_UNICODE)});

	for (size_t i = 0; i < layout->run_count; i++) {
		const struct bp_run *run = &layout->runs[i];
		if (run->column < 0 || run->column + run->columns > width)
			abort();
	}
	for (size_t i = 1; i < layout->count; i++) {
		const struct bp_line *line = &layout->lines[i], *before = line - 1;
		if (line->block < before->block ||
			(line->block == before->block && line->offset < before->offset))
			abort();
	}
	bp_layout_free(layout);
	bp_document_free(document);
	return 0;
}
