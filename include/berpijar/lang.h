/*
 * The two languages of the interface.
 *
 * Messages are written in Indonesian in the sources and marked with _() where
 * they are used, or with N_() where they stand in a table and are looked up
 * later. English comes from po/en.po, which is compiled into the program, so
 * no locale and no installed catalogue is needed. Course texts are never
 * translated.
 *
 * The language is the one thing in this library that is set for the whole
 * process, once, at start-up.
 */
#ifndef BERPIJAR_LANG_H
#define BERPIJAR_LANG_H

#include <stdbool.h>

#define _(message)  bp_translate(message)
#define N_(message) message

/* "id" (the default) or "en"; false, and nothing changes, for anything else. */
bool bp_lang_set(const char *code);
const char *bp_lang(void);

/* The message in the current language; itself where there is no translation. */
const char *bp_translate(const char *message) __attribute__((format_arg(1)));

/* Decimal separator on screen: ',' in Indonesian, '.' in English. */
char bp_decimal_point(void);
/* Half JP ("jam pelajaran") as JP: "1,5" for 3, with the decimal separator asked for.
 * Returns out. */
#define BP_JP_ROOM 16
const char *bp_jp_write(int halves, char point, char out[BP_JP_ROOM]);

#endif
