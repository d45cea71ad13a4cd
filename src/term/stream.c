/* Styles on a stream that is no screen: what `berpijar render` prints. */
#include "terminfo.h"
#include <berpijar/arena.h>
#include <stdlib.h>

struct bp_term_stream {
	struct bp_terminfo info;
	bp_style style; /* that is set now */
};

struct bp_term_stream *bp_term_stream_open(
	const char *term_name, enum bp_term_colors colors)
{
	struct bp_term_stream *stream = bp_alloc(1, sizeof *stream);

	if (bp_terminfo_load(&stream->info, term_name, colors, NULL))
		return stream;
	free(stream);
	return NULL;
}

void bp_term_stream_close(struct bp_term_stream *stream)
{
	if (!stream)
		return;
	bp_terminfo_release(&stream->info);
	free(stream);
}

void bp_term_stream_style(
	struct bp_term_stream *stream, bp_style style, struct bp_buf *out)
{
	if (!stream)
		return;
	bp_terminfo_style(&stream->info, stream->style, style, out);
	stream->style = style;
}
