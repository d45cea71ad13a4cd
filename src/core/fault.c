/* The rows of the table of faults, by their enumerators. */
#include <berpijar/fault.h>

static const struct bp_fault_row fault_rows[BP_FAULT_COUNT] = {
#define FAULT_ROW(name, code, severity, since, heading) \
	[BP_FAULT_##name] = {code, BP_SEVERITY_##severity, since, heading},
	BP_FAULTS(FAULT_ROW)};

const struct bp_fault_row *bp_fault_row(enum bp_fault fault)
{
	return &fault_rows[fault];
}

bool bp_fault_optional(enum bp_fault fault)
{
	return fault_rows[fault].severity != BP_SEVERITY_ERROR;
}
