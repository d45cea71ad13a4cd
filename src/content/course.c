#include <berpijar/course.h>
