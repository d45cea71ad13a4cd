/* What events are made of: verbs, ids, years. */
#include <assert.h>
#include <berpijar/progress.h>

static const char *const verbs[BP_VERB_COUNT] = {
	[BP_INITIALIZED] = "initialized",
	[BP_EXPERIENCED] = "experienced",
	[BP_PROGRESSED] = "progressed",
	[BP_ANSWERED] = "answered",
	[BP_ATTEMPTED] = "attempted",
	[BP_PASSED] = "passed",
	[BP_FAILED] = "failed",
	[BP_COMPLETED] = "completed",
	[BP_TERMINATED] = "terminated",
	[BP_BOOKMARKED] = "bookmarked",
	[BP_ANNOTATED] = "annotated",
	[BP_VOIDED] = "voided",
};

const char *bp_verb_name(enum bp_verb verb)
{
	assert((unsigned)verb < BP_VERB_COUNT);
	return verbs[verb];
}

bool bp_verb_find(struct bp_str name, enum bp_verb *verb)
{
	for (unsigned i = 0; i < BP_VERB_COUNT; i++) {
		if (bp_str_is(name, verbs[i])) {
			*verb = (enum bp_verb)i;
			return true;
		}
	}
	return false;
}

/* A hyphen stands before these bytes of a UUID. */
static bool is_group_start(int byte)
{
	return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

void bp_uuid_write(const uint8_t id[16], char out[BP_UUID_LEN + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 16; i++) {
		if (is_group_start(i))
			*out++ = '-';
		*out++ = digits[id[i] >> 4];
		*out++ = digits[id[i] & 15];
	}
	*out = '\0';
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool bp_uuid_read(struct bp_str text, uint8_t id[16])
{
	uint8_t bytes[16];
	const char *at = text.at;

	if (text.len != BP_UUID_LEN)
		return false;
	for (int i = 0; i < 16; i++) {
		if (is_group_start(i) && *at++ != '-')
			return false;
		int high = hex_digit(*at++), low = hex_digit(*at++);
		if (high < 0 || low < 0)
			return false;
		bytes[i] = (uint8_t)(high << 4 | low);
	}
	for (int i = 0; i < 16; i++)
		id[i] = bytes[i];
	return true;
}

#define DAY_MS   ((int64_t)24 * 60 * 60 * 1000)
#define WIB_MS   ((int64_t)7 * 60 * 60 * 1000)
#define ERA_DAYS 146097 /* 400 years */

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Howard Hinnant's civil_from_days: years that begin in March make leap days the last. */
int bp_year_of(int64_t at)
{
	int64_t days = floor_div(at, DAY_MS);
	if (at - days * DAY_MS >= DAY_MS - WIB_MS)
		days++;
	days += 719468; /* from 1 March of the year 0 */
	int64_t era = floor_div(days, ERA_DAYS), day = days - era * ERA_DAYS;
	int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * day_of_year + 2) / 153; /* 0: March */
	return (int)(year + era * 400 + (month >= 10));
}
