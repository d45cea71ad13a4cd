/* Destroys what the store holds of one learner, and tells what became of each file. */
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/learners.h>
#include <berpijar/logins.h>
#include <berpijar/pins.h>
#include <berpijar/pseudonym.h>
#include <berpijar/sent.h>
#include <berpijar/trail.h>

struct told {
	const char *store;
	struct bp_buf *out;
	size_t destroyed;
};

static const char *erase_word_of(enum bp_erased what)
{
	switch (what) {
	case BP_ERASED: return _("dimusnahkan");
	case BP_ERASED_NAME: return _("dihapus, tanpa dapat ditimpa dahulu");
	case BP_ERASED_CONTENT:
		return _("isinya dimusnahkan, tetapi namanya TIDAK dapat dihapus");
	case BP_ERASED_DOUBT: return _("dibiarkan: mungkin milik peserta lain");
	case BP_ERASED_FAILED: break;
	}
	return _("TIDAK dapat dihapus");
}

static void erase_tell(void *context, const char *path, enum bp_erased what)
{
	struct told *told = context;

	told->destroyed += what != BP_ERASED_FAILED && what != BP_ERASED_DOUBT;
	bp_buf_printf(told->out, "%s: ", erase_word_of(what));
	bp_buf_add_clean_line(told->out, bp_str(told->store));
	bp_buf_add_char(told->out, '/');
	bp_buf_add_clean_line(told->out, bp_str(path));
	bp_buf_add_char(told->out, '\n');
}

/* Nobody should believe that copies elsewhere are gone, too. lrs: what an LRS was sent. */
static void erase_tell_limits(struct bp_buf *out, const struct bp_sent *lrs)
{
	char account[BP_UUID_LEN + 1];

	bp_buf_printf(out, "%s\n  - %s\n  - %s\n  - %s\n",
		_("Yang tidak dapat dijangkau berpijar:"),
		_("cadangan dan salinan di tempat lain;"),
		_("berkas yang sudah Anda serahkan;"),
		_("sisa isi lama yang mungkin masih ada di disk."));
	if (!lrs->to[0])
		return;
	bp_pseudonym_write(lrs->learner, BP_PSEUDONYM_XAPI, account);
	bp_buf_add_cstr(out, "  - ");
	bp_buf_printf(out,
		_("pernyataan di LRS %s: mintalah pengelolanya menghapus akun %s."),
		lrs->to, account);
	bp_buf_add_char(out, '\n');
}

bool bp_learner_destroy(
	const char *store, const char *id, struct bp_buf *told, struct bp_error *err)
{
	struct bp_buf files = {0};
	struct told telling = {store, &files, 0};
	struct bp_arena *arena = bp_arena_new();
	struct bp_sent sent, lrs;
	/* a centre has it as well, and is told by berpijar-sync; the marks go with the record */
	bool away = bp_sent_read(store, id, arena, &sent);
	bp_sent_read_named(store, id, BP_SENT_LRS, arena, &lrs);

	bp_arena_free(arena);
	if (away && !bp_erased_note(store, sent.learner, err))
		return false;
	bool ok = bp_learner_erase(
		store, id, &(struct bp_erase_report){erase_tell, &telling}, err);
	if (!ok && away && !telling.destroyed)
		bp_erased_forget(store, sent.learner);

	size_t keys = 0;

	ok = ok && (!bp_logins_any(store) || bp_logins_remove(store, id, "", &keys, err));
	if (ok)
		bp_pin_forget(store, id);
	if (telling.destroyed)
		bp_trail_note(store,
			&(struct bp_trail_entry){"erase", id, "learner-erase", NULL});
	if (ok)
		bp_buf_printf(told, _("Catatan belajar %s sudah dimusnahkan.\n"), id);
	bp_buf_add_str(told, bp_buf_str(&files));
	if (telling.destroyed)
		erase_tell_limits(told, &lrs);
	bp_buf_release(&files);
	return ok;
}
