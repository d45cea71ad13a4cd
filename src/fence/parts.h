/* The parts of the fence, each in its file. */
#ifndef BERPIJAR_FENCE_PARTS_H
#define BERPIJAR_FENCE_PARTS_H

#include <berpijar/fence.h>

#ifndef __has_feature
#define __has_feature(feature) 0 /* clang's; gcc has a macro instead */
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define FENCE_SANITIZED 1 /* it reserves terabytes, and looks for leaks at the end */
#else
#define FENCE_SANITIZED 0
#endif

/* The version of Landlock that the kernel has; 0: none. */
int files_version(void);
/* The one that counts for a fence. */
int files_version_for(const struct bp_fence *fence);
/* False: errno, and *at is what could not be opened, or NULL. */
bool files_close(const struct bp_fence *fence, const char **at);

bool calls_known(void);
/* False: errno. */
bool calls_close(bool stern);

#endif
