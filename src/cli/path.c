#include "path.h"
#include <berpijar/text.h>

void add_path(struct bp_buf *out, const char *path)
{
	size_t from = out->len;

	bp_buf_add_clean(out, bp_str(path));
	for (size_t i = from; i < out->len; i++)
		if (out->at[i] == '\n' || out->at[i] == '\t')
			out->at[i] = '?';
}
