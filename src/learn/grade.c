#include <berpijar/grade.h>
