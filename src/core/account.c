/* Accounts of the system, and where this program lies. */
#include <berpijar/account.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

static bool account_take(const struct passwd *entry, struct bp_account *out)
{
	if (!entry)
		return false;
	snprintf(out->name, sizeof out->name, "%s", entry->pw_name);
	out->uid = entry->pw_uid;
	out->gid = entry->pw_gid;
	return true;
}

#ifdef BERPIJAR_STATIC
static bool account_is(const struct passwd *entry, const char *name, uid_t uid)
{
	return name ? strcmp(entry->pw_name, name) == 0 : entry->pw_uid == uid;
}

/* The first entry of that name, or without a name of that number. */
static bool account_find(const char *name, uid_t uid, struct bp_account *out)
{
	FILE *file = fopen("/etc/passwd", "re");
	const struct passwd *entry = NULL;

	while (file && (entry = fgetpwent(file)) && !account_is(entry, name, uid))
		;
	bool found = account_take(entry, out);
	if (file)
		fclose(file);
	return found;
}

bool bp_account_group(const char *name, gid_t *out)
{
	FILE *file = fopen("/etc/group", "re");
	const struct group *entry = NULL;

	while (file && (entry = fgetgrent(file)) && strcmp(entry->gr_name, name) != 0)
		;
	if (entry)
		*out = entry->gr_gid;
	if (file)
		fclose(file);
	return entry != NULL;
}
#else
bool bp_account_group(const char *name, gid_t *out)
{
	const struct group *entry = getgrnam(name);

	if (entry)
		*out = entry->gr_gid;
	return entry != NULL;
}
#endif

bool bp_account_named(const char *name, struct bp_account *out)
{
#ifdef BERPIJAR_STATIC
	return account_find(name, 0, out);
#else
	return account_take(getpwnam(name), out);
#endif
}

bool bp_account_numbered(uid_t uid, struct bp_account *out)
{
#ifdef BERPIJAR_STATIC
	return account_find(NULL, uid, out);
#else
	return account_take(getpwuid(uid), out);
#endif
}

bool bp_program_path(char *path, size_t size)
{
	ssize_t len = readlink("/proc/self/exe", path, size - 1);

	if (len > 0) {
		path[len] = '\0';
		return true;
	}
	const char *given = (const char *)getauxval(
		AT_EXECFN); /* NOLINT(performance-no-int-to-ptr) */
	char *real = given ? realpath(given, NULL) : NULL;
	bool ok = real && strlen(real) < size;
	if (ok)
		memcpy(path, real, strlen(real) + 1);
	free(real);
	return ok;
}
