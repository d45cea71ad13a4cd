/* How far apart two words are. */
#include <berpijar/near.h>

#define WORD_LIMIT 64 /* bytes; longer words are never suggested */

static int near_least(int a, int b)
{
	return a < b ? a : b;
}

static char near_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static int near_step_cost(const int *row, const int *above, size_t x, bool same)
{
	int cost = above[x - 1] + !same;
	return near_least(cost, near_least(row[x - 1] + 1, above[x] + 1));
}

/* The optimal string alignment distance; only three rows of its table are kept. */
static int near_edits(struct bp_str a, struct bp_str b)
{
	int rows[3][WORD_LIMIT + 1];

	for (size_t x = 0; x <= b.len; x++)
		rows[0][x] = (int)x;
	for (size_t y = 1; y <= a.len; y++) {
		int *row = rows[y % 3], *above = rows[(y + 2) % 3],
		    *two = rows[(y + 1) % 3];
		row[0] = (int)y;
		for (size_t x = 1; x <= b.len; x++) {
			char here = near_lower(a.at[y - 1]),
			     there = near_lower(b.at[x - 1]);
			row[x] = near_step_cost(row, above, x, here == there);
			if (y > 1 && x > 1 && here == near_lower(b.at[x - 2]) &&
				near_lower(a.at[y - 2]) == there)
				row[x] = near_least(row[x], two[x - 2] + 1);
		}
	}
	return rows[a.len % 3][b.len];
}

int bp_near_distance(struct bp_str a, struct bp_str b)
{
	size_t longer = a.len > b.len ? a.len : b.len;

	if (longer == 0)
		return 0;
	if (longer > WORD_LIMIT)
		return 100;
	return near_edits(a, b) * 100 / (int)longer;
}

void bp_near_offer_as(struct bp_near *near, struct bp_str written, const char *alias,
	const char *candidate)
{
	int distance = bp_near_distance(written, bp_str(alias));

	if (distance < near->distance)
		*near = (struct bp_near){candidate, distance};
}

void bp_near_offer(struct bp_near *near, struct bp_str written, const char *candidate)
{
	bp_near_offer_as(near, written, candidate, candidate);
}
