/* Whether a text is the public key of a person, in the form that sshd compares. */
#include <berpijar/lang.h>
#include <berpijar/logins.h>
#include <string.h>

#define LOGIN_KEY_MOST 2048 /* bytes of base64; an RSA key of 8192 bits has 1,400 */

static const char login_digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Certificates and DSA are not among them. */
static bool login_is_type(struct bp_str type)
{
	static const char *const types[] = {"ssh-ed25519", "sk-ssh-ed25519@openssh.com",
		"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
		"sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa"};
	size_t i = 0;

	while (i < sizeof types / sizeof *types && !bp_str_is(type, types[i]))
		i++;
	return i < sizeof types / sizeof *types;
}

/* Reads base64 to bytes; false unless these bytes have no other form. */
static bool login_decode(struct bp_str key, struct bp_buf *bytes)
{
	size_t len = key.len;
	uint32_t bits = 0;
	unsigned held = 0;

	while (len && key.len - len < 2 && key.at[len - 1] == '=')
		len--;
	for (size_t i = 0; i < len; i++) {
		const char *digit =
			memchr(login_digits, key.at[i], sizeof login_digits - 1);
		if (!digit)
			return false;
		bits = bits << 6 | (uint32_t)(digit - login_digits);
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		bp_buf_add_char(bytes, (char)(bits >> held & 0xff));
		bits &= (1u << held) - 1;
	}
	return len && key.len % 4 == 0 && len % 4 != 1 && bits == 0;
}

/* The bytes begin with the length of the type, in four bytes, and the type. */
static bool login_holds_type(const struct bp_buf *bytes, struct bp_str type)
{
	return bytes->len > type.len + 4 && !bytes->at[0] && !bytes->at[1] &&
		!bytes->at[2] && (unsigned char)bytes->at[3] == type.len &&
		memcmp(bytes->at + 4, type.at, type.len) == 0;
}

static struct bp_str login_word(struct bp_str *text)
{
	size_t len = 0;

	*text = bp_str_trim(*text);
	while (len < text->len && text->at[len] != ' ' && text->at[len] != '\t')
		len++;
	struct bp_str word = bp_str_part(*text, 0, len);
	*text = bp_str_from(*text, len);
	return word;
}

bool bp_login_key(
	struct bp_str text, struct bp_str *type, struct bp_str *key, struct bp_error *err)
{
	struct bp_buf bytes = {0};

	*type = login_word(&text);
	*key = login_word(&text);
	if (!login_is_type(*type))
		return bp_fail(err, BP_ERROR_USAGE,
			_("bukan kunci publik SSH; tempelkan isi berkas .pub, misalnya: ssh-ed25519 AAAA..."));
	bool ok = key->len <= LOGIN_KEY_MOST && login_decode(*key, &bytes) &&
		login_holds_type(&bytes, *type);
	bp_buf_release(&bytes);
	return ok ||
		bp_fail(err, BP_ERROR_USAGE,
			_("kunci itu tidak utuh; salinlah sekali lagi seluruh baris berkas .pub"));
}
