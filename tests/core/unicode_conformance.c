/* The consortium's own tests of clusters and of normalization form C:
 * unicode_conformance graphemes|normalization FILE [whole]
 * "-" is standard input; of the whole file, what it does not list is tried as well. */
#include <berpijar/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CODES  0x110000
#define FIELDS 5

/* Reads the next "0041" of a line; false where there is none before `end`. */
static bool take_code(const char **at, char end, uint32_t *code)
{
	char *rest;

	while (**at == ' ')
		++*at;
	if (**at == end || **at == '\0')
		return false;
	*code = (uint32_t)strtoul(*at, &rest, 16);
	bool taken = rest > *at;
	*at = rest;
	return taken;
}

/* "÷ 0020 × 0308 ÷": where the clusters start. */
static bool graphemes_hold(const char *line)
{
	struct bp_cluster cluster = {0};
	uint32_t code;

	while (*line && *line != '#') {
		bool starts = strncmp(line, "÷", 2) == 0;
		line += 2;
		if (!take_code(&line, '#', &code))
			return true;
		if (bp_cluster_starts(&cluster, code) != starts)
			return false;
		while (*line == ' ')
			line++;
	}
	return true;
}

static bool is_nfc_of(struct bp_str text, struct bp_str nfc)
{
	struct bp_buf out = {0};

	bp_text_nfc(text, &out);
	bool same = bp_str_equal(bp_buf_str(&out), nfc);
	bp_buf_release(&out);
	return same;
}

/* "source;NFC;NFD;NFKC;NFKD;" */
static bool normalization_holds(const char *line, bool *seen)
{
	struct bp_buf field[FIELDS] = {{0}};
	uint32_t code = 0, count = 0;

	for (int i = 0; i < FIELDS; i++, line++)
		while (take_code(&line, ';', &code)) {
			bp_buf_add_code(&field[i], code);
			count += i == 0;
			if (count == 1 && i == 0 && seen)
				seen[code] = true;
		}
	bool holds = true;
	for (int i = 0; i < FIELDS; i++)
		holds = holds &&
			is_nfc_of(
				bp_buf_str(&field[i]), bp_buf_str(&field[i < 3 ? 1 : 3]));
	for (int i = 0; i < FIELDS; i++)
		bp_buf_release(&field[i]);
	return holds;
}

/* A character that part 1 does not list is its own form. */
static int others_differ(const bool *seen)
{
	int faults = 0;

	for (uint32_t code = 0; code < CODES; code++) {
		char bytes[4];
		struct bp_str text = {bytes, bp_utf8_put(bytes, code)};
		if (seen[code] || (code >= 0xd800 && code < 0xe000))
			continue;
		if (!is_nfc_of(text, text) && ++faults)
			fprintf(stderr, "U+%04X is not its own form\n", code);
	}
	return faults;
}

int main(int argc, char **argv)
{
	bool graphemes = argc > 1 && strcmp(argv[1], "graphemes") == 0, first = false;
	bool *seen = calloc(CODES, sizeof *seen);
	FILE *file = argc > 2 && strcmp(argv[2], "-") != 0 ? fopen(argv[2], "r") : stdin;
	char line[2000];
	int count = 0, faults = 0;

	while (file && fgets(line, sizeof line, file)) {
		if (line[0] == '@')
			first = strncmp(line, "@Part1 ", 7) == 0;
		if (line[0] == '#' || line[0] == '@' || line[0] == '\n')
			continue;
		count++;
		if (graphemes ? graphemes_hold(line)
			      : normalization_holds(line, first ? seen : NULL))
			continue;
		faults++;
		fprintf(stderr, "does not hold: %s", line);
	}
	if (argc > 3)
		faults += others_differ(seen);
	free(seen);
	printf("%d lines, %d faults\n", count, faults);
	return faults || count == 0;
}
