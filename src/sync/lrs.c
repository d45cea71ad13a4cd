/* The line to an LRS: see lrs.h. libcurl counts time by a clock that nobody can set. */
#include "lrs.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/xapi.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LRS_CONNECT     15         /* seconds */
#define LRS_ANSWER_MOST (1 << 20)  /* bytes of an answer … */
#define LRS_HEAD_MOST   (64 << 10) /* … and of its head */
#define LRS_FIRST_REST  100 /* ms before the second try, doubled for each after it */
#define LRS_LONGEST     30000
#define LRS_WAIT_MOST   120 /* seconds that an LRS may ask for */
#define LRS_SHOWN       120 /* columns of its answer in a message */

/* ---- addresses ---- */

static bool lrs_is_local(const char *host)
{
	return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
		strcmp(host, "127.0.0.1") == 0;
}

/* A part of an address; empty: it has none. */
static const char *lrs_part(CURLU *parsed, CURLUPart part, char **kept)
{
	*kept = NULL;
	return curl_url_get(parsed, part, kept, 0) == CURLUE_OK && *kept ? *kept : "";
}

static const char *lrs_fault(
	CURLU *parsed, const char *scheme, const char *host, bool plain)
{
	static const CURLUPart none[] = {
		CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT};
	bool bare = true;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		char *kept = NULL;
		bare = bare && !*lrs_part(parsed, none[i], &kept);
		curl_free(kept);
	}
	if (!bare)
		return _(
			"tulislah alamat LRS tanpa akun, \"?\" dan \"#\"; akunnya di berkas netrc");
	if (strcmp(scheme, "https") != 0 && !plain && !lrs_is_local(host))
		return _(
			"tanpa https siapa pun di jalan dapat membaca dan mengubah kiriman; bila memang dikehendaki: --allow-http");
	return NULL;
}

bool lrs_look(const char *url, bool plain, char place[LINK_PLACE], struct bp_error *err)
{
	CURLU *parsed = curl_url();
	char *scheme, *host, *port, *path;
	bool ours =
		(strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0) &&
		curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK;

	lrs_part(parsed, CURLUPART_SCHEME, &scheme);
	lrs_part(parsed, CURLUPART_HOST, &host);
	lrs_part(parsed, CURLUPART_PORT, &port);
	lrs_part(parsed, CURLUPART_PATH, &path);
	const char *fault = ours && scheme && host
		? lrs_fault(parsed, scheme, host, plain)
		: _("alamat LRS tidak dikenal; tulislah seperti https://lrs.instansi.go.id/xAPI");
	if (!fault)
		snprintf(place, LINK_PLACE, "%s%s%s%s", host, port ? ":" : "",
			port ? port : "", path ? path : "");
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_free(path);
	curl_url_cleanup(parsed);
	return !fault || bp_fail(err, BP_ERROR_USAGE, "%s", fault);
}

/* ---- the account ---- */

/* The program's own netrc before the user's; whoever else may read one may send in our name. */
static bool lrs_find_account(struct lrs *lrs, struct bp_error *err)
{
	const char *home = getenv("HOME");
	struct stat info;

	if (!bp_settings_path("netrc", &lrs->netrc) || !bp_is_file(lrs->netrc.at)) {
		bp_buf_clear(&lrs->netrc);
		if (home && *home)
			bp_buf_printf(&lrs->netrc, "%s/.netrc", home);
	}
	if (!lrs->netrc.len || stat(lrs->netrc.at, &info) != 0) {
		bp_buf_clear(&lrs->netrc);
		return true;
	}
	return !(info.st_mode & 077) ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s dapat dibaca orang lain; kerjakan: chmod 600 %s"),
			lrs->netrc.at, lrs->netrc.at);
}

/* ---- one try ---- */

static size_t lrs_take(char *bytes, size_t one, size_t count, void *context)
{
	struct lrs *lrs = context;

	(void)one;
	lrs->huge = count > LRS_ANSWER_MOST - lrs->answer.len;
	if (lrs->huge)
		return 0;
	bp_buf_add(&lrs->answer, bytes, count);
	return count;
}

static size_t lrs_take_head(char *bytes, size_t one, size_t count, void *context)
{
	struct lrs *lrs = context;

	(void)bytes, (void)one;
	lrs->head += count;
	lrs->huge = lrs->head > LRS_HEAD_MOST;
	return lrs->huge ? 0 : count;
}

static struct curl_slist *lrs_headers(void)
{
	static const char *const lines[] = {
		("X-Experience-API-Version: " BP_XAPI_VERSION),
		"Content-Type: application/json", "Accept: application/json", "Expect:"};
	struct curl_slist *headers = NULL;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		headers = curl_slist_append(headers, lines[i]);
	return headers;
}

/* No redirection is followed: an account must not go where nobody wanted it. */
static void lrs_set_line(struct lrs *lrs)
{
	CURL *line = lrs->line;
	bool plain = strncmp(lrs->url, "http://", 7) == 0;

	curl_easy_reset(line);
	curl_easy_setopt(line, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(line, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
	if (plain) /* what is meant for this machine is shown to no other */
		curl_easy_setopt(line, CURLOPT_PROXY, "");
	curl_easy_setopt(line, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(line, CURLOPT_TIMEOUT, (long)lrs->timeout);
	curl_easy_setopt(line, CURLOPT_CONNECTTIMEOUT, (long)LRS_CONNECT);
	curl_easy_setopt(line, CURLOPT_USERAGENT, "berpijar-sync");
	curl_easy_setopt(line, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
	curl_easy_setopt(line, CURLOPT_MAX_SEND_SPEED_LARGE, (curl_off_t)lrs->rate);
	curl_easy_setopt(line, CURLOPT_WRITEFUNCTION, lrs_take);
	curl_easy_setopt(line, CURLOPT_WRITEDATA, lrs);
	curl_easy_setopt(line, CURLOPT_HEADERFUNCTION, lrs_take_head);
	curl_easy_setopt(line, CURLOPT_HEADERDATA, lrs);
	if (lrs->netrc.len) {
		curl_easy_setopt(line, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
		curl_easy_setopt(line, CURLOPT_NETRC_FILE, lrs->netrc.at);
	}
}

static enum lrs_verdict lrs_verdict_of(int status)
{
	static const struct {
		int least, most;
		enum lrs_verdict verdict;
	} rows[] = {
		{200, 299, LRS_TAKEN},
		{400, 400, LRS_BAD},
		{408, 408, LRS_DOWN},
		{409, 409, LRS_BAD},
		{413, 413, LRS_LARGE},
		{429, 429, LRS_DOWN},
		{500, 599, LRS_DOWN},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (status >= rows[i].least && status <= rows[i].most)
			return rows[i].verdict;
	return LRS_REFUSED;
}

static enum lrs_verdict lrs_answered(struct lrs *lrs, struct bp_error *err)
{
	struct bp_buf said = {0};
	long status = 0;

	curl_easy_getinfo(lrs->line, CURLINFO_RESPONSE_CODE, &status);
	lrs->status = (int)status;
	enum lrs_verdict verdict = lrs_verdict_of(lrs->status);
	bp_buf_add_clean_line(&said, bp_buf_str(&lrs->answer));
	int shown = (int)bp_text_fit(bp_buf_str(&said), LRS_SHOWN);
	if (lrs->status == 401 || lrs->status == 403)
		bp_fail(err, BP_ERROR_INPUT,
			_("LRS menolak akunnya (%d); tulislah di ~/.config/berpijar/netrc: machine HOST login AKUN password KATA"),
			lrs->status);
	else if (verdict != LRS_TAKEN)
		bp_fail(err, BP_ERROR_INPUT, _("LRS menjawab %d: %.*s"), lrs->status,
			shown, said.at ? said.at : "");
	bp_buf_release(&said);
	return verdict;
}

static enum lrs_verdict lrs_try(struct lrs *lrs, const char *url, struct bp_str body,
	struct curl_slist *headers, struct bp_error *err)
{
	lrs->status = 0;
	lrs->head = 0;
	lrs->huge = false;
	bp_buf_clear(&lrs->answer);
	lrs_set_line(lrs);
	curl_easy_setopt(lrs->line, CURLOPT_URL, url);
	curl_easy_setopt(lrs->line, CURLOPT_HTTPHEADER, headers);
	if (body.len) {
		curl_easy_setopt(lrs->line, CURLOPT_POSTFIELDS, body.at);
		curl_easy_setopt(
			lrs->line, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.len);
	}
	CURLcode code = curl_easy_perform(lrs->line);
	if (code == CURLE_OK)
		return lrs_answered(lrs, err);
	bp_fail(err, BP_ERROR_SYSTEM, _("LRS tidak tercapai: %s"),
		lrs->huge ? _("jawabannya terlalu besar") : curl_easy_strerror(code));
	return lrs->huge                                 ? LRS_REFUSED
		: code == CURLE_OPERATION_TIMEDOUT       ? LRS_SLOW
		: code == CURLE_PEER_FAILED_VERIFICATION ? LRS_REFUSED
							 : LRS_DOWN;
}

/* ---- a request ---- */

/* An LRS may say how long it wants to be left alone. */
static int64_t lrs_wanted_rest(const struct lrs *lrs, int64_t rest)
{
	curl_off_t wanted = 0;

	curl_easy_getinfo(lrs->line, CURLINFO_RETRY_AFTER, &wanted);
	wanted = wanted < 0 ? 0 : wanted > LRS_WAIT_MOST ? LRS_WAIT_MOST : wanted;
	return wanted * 2000 > rest ? wanted * 2000 : rest; /* link_rest() waits half */
}

static enum lrs_verdict lrs_request(
	struct lrs *lrs, const char *query, struct bp_str body, struct bp_error *err)
{
	struct curl_slist *headers = lrs_headers();
	enum lrs_verdict verdict = LRS_DOWN;
	int64_t rest = LRS_FIRST_REST;
	struct bp_buf url = {0};

	bp_buf_printf(&url, "%s%sstatements%s", lrs->url,
		lrs->url[strlen(lrs->url) - 1] == '/' ? "" : "/", query);
	for (int tries = lrs->tries; tries > 0 && verdict == LRS_DOWN; tries--) {
		verdict = lrs_try(lrs, url.at, body, headers, err);
		if (verdict != LRS_DOWN || tries == 1)
			break;
		link_rest(lrs_wanted_rest(lrs, rest));
		rest = 2 * rest < LRS_LONGEST ? 2 * rest : LRS_LONGEST;
	}
	curl_slist_free_all(headers);
	bp_buf_release(&url);
	return verdict;
}

enum lrs_verdict lrs_post(struct lrs *lrs, struct bp_str statements, struct bp_error *err)
{
	return lrs_request(lrs, "", statements, err);
}

enum lrs_verdict lrs_get(struct lrs *lrs, const uint8_t id[16], struct bp_error *err)
{
	char query[64] = "?statementId=";

	bp_uuid_write(id, query + strlen(query));
	return lrs_request(lrs, query, (struct bp_str){0}, err);
}

bool lrs_open(struct lrs *lrs, struct bp_error *err)
{
	if (!lrs_find_account(lrs, err))
		return false;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
		lrs->line = curl_easy_init();
	return lrs->line ||
		bp_fail(err, BP_ERROR_SYSTEM, _("LRS tidak tercapai: %s"), "libcurl");
}

void lrs_close(struct lrs *lrs)
{
	curl_easy_cleanup(lrs->line);
	bp_buf_release(&lrs->netrc);
	bp_buf_release(&lrs->answer);
	*lrs = (struct lrs){.status = 0};
}
