/* Asks whom a proof is about when it is printed, and not before. */
#include "proof.h"
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const person_labels[BP_PERSON_FIELDS] = {
	[BP_PERSON_NAME] = N_("Nama"),
	[BP_PERSON_NIP] = N_("NIP/NI PPPK, tercetak 3 angka akhir"),
	[BP_PERSON_UNIT] = N_("Unit kerja"),
	[BP_PERSON_AGENCY] = N_("Instansi"),
};

static const char *person_given(const struct options *options, int field)
{
	const char *const values[BP_PERSON_FIELDS] = {[BP_PERSON_NAME] = options->name,
		[BP_PERSON_NIP] = options->nip,
		[BP_PERSON_UNIT] = options->unit,
		[BP_PERSON_AGENCY] = options->agency};

	return values[field];
}

/* ---- asking ---- */

/* Reads a line, without white space at its ends; false at the end of input. */
static bool person_read_line(struct bp_buf *out)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len = getline(&line, &room, stdin);

	if (len > 0)
		bp_buf_add_str(out, bp_str_trim((struct bp_str){line, (size_t)len}));
	else
		fputc('\n', stderr);
	free(line);
	return len > 0;
}

static void person_add_shown(int field, struct bp_str value, struct bp_buf *out)
{
	struct bp_buf shown = {0};

	if (field == BP_PERSON_NIP)
		bp_nip_mask(value, &shown);
	else
		bp_buf_add_str(&shown, value);
	bp_buf_add_clean_line(out, bp_buf_str(&shown));
	bp_buf_release(&shown);
}

static void person_add_prompt(int field, struct bp_str kept, struct bp_buf *out)
{
	bp_buf_add_cstr(out, _(person_labels[field]));
	if (kept.len) {
		bp_buf_add_cstr(out, _(" [Enter: "));
		person_add_shown(field, kept, out);
		bp_buf_add_cstr(out, _("; -: kosongkan]"));
	} else {
		bp_buf_add_cstr(out, _(" [Enter: lewati]"));
	}
	bp_buf_add_cstr(out, ": ");
}

/* Replaces the number on the screen by its masked form: goes up to where the prompt
 * began and clears from there. Every terminal but a dumb one knows these sequences
 * (ECMA-48). */
static void person_mask_typed(struct bp_str prompt, struct bp_str typed)
{
	const char *term = getenv("TERM");
	int columns = bp_say_columns(stderr);
	struct bp_buf masked = {0};

	if (!term || !*term || !strcmp(term, "dumb") || !columns)
		return;
	int taken = bp_text_columns(prompt) + bp_text_columns(typed);
	bp_buf_printf(&masked, "\033[%dA\r\033[J", (taken - 1) / columns + 1);
	bp_buf_add_str(&masked, prompt);
	person_add_shown(BP_PERSON_NIP, typed, &masked);
	fprintf(stderr, "%s\n", masked.at);
	bp_buf_release(&masked);
}

/* Asks for a field; true if the answer changed it. */
static bool person_ask(int field, struct bp_buf *value)
{
	struct bp_buf prompt = {0}, line = {0};

	person_add_prompt(field, bp_buf_str(value), &prompt);
	fputs(prompt.at, stderr);
	bool changed = person_read_line(&line) && line.len;
	if (changed && field == BP_PERSON_NIP)
		person_mask_typed(bp_buf_str(&prompt), bp_buf_str(&line));
	bp_buf_release(&prompt);
	if (changed) {
		bool none = strcmp(line.at, "-") == 0;
		bp_buf_clear(value);
		bp_buf_add_str(value, none ? BP_STR("") : bp_buf_str(&line));
	}
	bp_buf_release(&line);
	return changed;
}

static bool person_ask_to_keep(void)
{
	struct bp_buf line = {0};

	fputs(_("Simpan isian ini di catatan Anda di komputer ini, untuk bukti berikutnya? y = ya, T = tidak [y/T] "),
		stderr);
	bool yes = person_read_line(&line) && line.len && strchr("yY", line.at[0]);
	bp_buf_release(&line);
	return yes;
}

/* Warns of a number that is probably mistyped; it is printed as it is all the same. */
static void person_warn_of_nip(struct bp_str nip)
{
	const char *doubt = nip.len ? bp_nip_doubt(nip) : NULL;

	if (doubt)
		fprintf(stderr, _("berpijar: peringatan: periksa NIP/NI PPPK: %s\n"),
			doubt);
}

/* A number that looks wrong is asked for once more, and then taken as it is. */
static bool person_ask_nip(struct bp_buf *value)
{
	bool changed = person_ask(BP_PERSON_NIP, value);

	if (!changed || !value->len || !bp_nip_doubt(bp_buf_str(value)))
		return changed;
	person_warn_of_nip(bp_buf_str(value));
	person_ask(BP_PERSON_NIP, value);
	return true;
}

/* ---- the form ---- */

/* Checks what was typed or given; texts from the record were checked when they were
 * saved. */
static bool person_check_field(
	int field, const struct bp_buf *value, struct bp_error *err)
{
	const char *why = bp_profile_fault(bp_buf_str(value));

	return !why ||
		bp_fail(err, BP_ERROR_USAGE, "%s: %s", _(person_labels[field]), why);
}

bool person_fill(struct person_form *form, const struct bp_session *session,
	const struct options *options, struct bp_error *err)
{
	bool terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO), changed = false;

	form->whole = options->whole_nip || options->siasn;
	for (int i = 0; i < BP_PERSON_FIELDS; i++) {
		struct bp_buf *value = &form->field[i];
		bool new = person_given(options, i) != NULL;
		if (new) {
			bp_buf_add_cstr(value, person_given(options, i));
		} else {
			bp_store_load_setting(session->store,
				bp_person_setting((enum bp_person_field)i), value);
			new = terminal &&
				(i == BP_PERSON_NIP ? person_ask_nip(value)
						    : person_ask(i, value));
			changed |= new;
		}
		if (new && !person_check_field(i, value, err))
			return false;
		if (i == BP_PERSON_NIP && (!terminal || person_given(options, i)))
			person_warn_of_nip(bp_buf_str(value));
	}
	form->keep = changed && person_ask_to_keep();
	return true;
}

struct bp_person person_of(const struct person_form *form)
{
	return (struct bp_person){
		.name = bp_buf_str(&form->field[BP_PERSON_NAME]),
		.nip = bp_buf_str(&form->field[BP_PERSON_NIP]),
		.unit = bp_buf_str(&form->field[BP_PERSON_UNIT]),
		.agency = bp_buf_str(&form->field[BP_PERSON_AGENCY]),
		.whole = form->whole,
	};
}

bool person_keep(
	const struct person_form *form, struct bp_session *session, struct bp_error *err)
{
	const struct bp_person person = person_of(form);

	bp_store_close(session->store);
	session->store = NULL;
	return bp_store_open(&session->store, session->folder.at, session->learner.at,
		       BP_STORE_WRITE, err) &&
		bp_person_save(session->store, &person, err);
}

void person_release(struct person_form *form)
{
	for (int i = 0; i < BP_PERSON_FIELDS; i++)
		bp_buf_release(&form->field[i]);
}
