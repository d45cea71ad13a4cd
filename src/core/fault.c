/* The rows of the table of faults, by their enumerators. */
#include <berpijar/fault.h>
#include <berpijar/near.h>

static const struct bp_fault_row fault_rows[BP_FAULT_COUNT] = {
#define FAULT_ROW(name, code, severity, since, heading) \
	[BP_FAULT_##name] = {code, BP_SEVERITY_##severity, since, heading},
	BP_FAULTS(FAULT_ROW)};

#define FAULT_FITS(NAME, CODE, SEVERITY, SINCE, HEADING)              \
	_Static_assert(sizeof CODE <= sizeof fault_rows->code &&      \
			sizeof SINCE <= sizeof fault_rows->since &&   \
			sizeof HEADING <= sizeof fault_rows->heading, \
		"room in a row");
BP_FAULTS(FAULT_FITS)

const struct bp_fault_row *bp_fault_row(enum bp_fault fault)
{
	return &fault_rows[fault];
}

enum bp_fault bp_fault_find(struct bp_str code, const char **meant)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	*meant = NULL;
	for (int i = 0; i < BP_FAULT_COUNT; i++)
		if (bp_str_is(code, fault_rows[i].code))
			return (enum bp_fault)i;
	for (int i = 0; i < BP_FAULT_COUNT; i++)
		bp_near_offer(&near, code, fault_rows[i].code);
	*meant = near.word;
	return BP_FAULT_COUNT;
}

bool bp_fault_optional(enum bp_fault fault)
{
	return fault_rows[fault].severity != BP_SEVERITY_ERROR;
}
