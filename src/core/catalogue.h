/* The compiled po/en.po, made into a C source by the build. */
#ifndef BERPIJAR_CORE_CATALOGUE_H
#define BERPIJAR_CORE_CATALOGUE_H

extern const unsigned char bp_english_catalogue[];

#endif
