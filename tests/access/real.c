/* tests/access/real.c - ibid itself, on a document that the tests make. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "tests/access/real.h"

#define ARGS_MAX 24

static char folder[64];
static struct arena paths;
static struct buf row_text;

const char *
real_path(const char *name)
{
	struct buf path = { 0 };
	char *kept;

	buf_printf(&path, "%s/%s", folder, name);
	kept = arena_str(&paths, buf_span(&path));
	buf_release(&path);
	return kept;
}

const char *
real_put(const char *name, const char *text)
{
	const char *path = real_path(name);

	assert_int_equal(file_replace(path, span_str(text), 0600), 0);
	return path;
}

static const char *
built(const char *name)
{
	const char *dir = getenv("top_builddir");
	struct buf path = { 0 };
	char *kept;

	buf_printf(&path, "%s/%s", dir ? dir : ".", name);
	kept = arena_str(&paths, buf_span(&path));
	buf_release(&path);
	return kept;
}

const char *
real_program(void)
{
	return built("ibid");
}

const char *
real_report(void)
{
	const char *dir = getenv("top_srcdir");
	struct buf path = { 0 };
	char *kept;

	buf_printf(&path, "%s/../shared/report/chapter-6.md", dir ? dir :
	    ".");
	kept = access(buf_cstr(&path), R_OK) ? NULL :
	    arena_str(&paths, buf_span(&path));
	buf_release(&path);
	return kept;
}

/* Words that wrap, each paragraph's lines unlike those of the others. */
static void
put_paragraph(struct buf *out, int number, int *note)
{
	static const char *const words[] = {
		"harbour", "lantern", "meadow", "orchard", "pebble",
		"quarry", "ribbon", "saddle", "thicket", "willow", "copper",
	};

	for (int i = 0; i < 60; i++) {
		buf_printf(out, "%s%s %d", i ? " " : "",
		    words[(i * 7 + number) % 11], number * 100 + i);
		if (i % 30 == 5 && *note < 24)
			buf_printf(out, "[^%d]", ++*note);
	}
	buf_puts(out, ".\n\n");
}

static void
put_story(struct buf *out)
{
	int note = 0;

	buf_puts(out, "# " REAL_TITLE "\n\n");
	for (int chapter = 1; chapter <= 8; chapter++) {
		buf_printf(out, "## Chapter of %d stones\n\n", chapter);
		for (int i = 1; i <= 6; i++)
			put_paragraph(out, chapter * 10 + i, &note);
	}
	for (int i = 1; i <= note; i++)
		buf_printf(out, "[^%d]: The note on stone %d says that it "
		    "lies near the water, that it is round, and that nobody "
		    "has moved it in the %d years since it was seen by the "
		    "one who drew the map of the shore.\n\n", i, i, i + 100);
}

int
real_setup(void **state)
{
	const char *tmp = getenv("TMPDIR");
	struct buf story = { 0 };
	struct buf command = { 0 };
	int status;

	(void)state;
	snprintf(folder, sizeof folder, "%s/ibid-access-XXXXXX",
	    tmp && strlen(tmp) < 40 ? tmp : "/tmp");
	if (!mkdtemp(folder))
		return -1;
	put_story(&story);
	if (file_replace(real_path("story.md"), buf_span(&story), 0600))
		return -1;
	buf_printf(&command, "'%s' -o '%s' '%s'", built("ibid-pack"),
	    real_path("story.ibid"), real_path("story.md"));
	status = system(buf_cstr(&command));
	buf_release(&command);
	buf_release(&story);
	return status ? -1 : 0;
}

int
real_teardown(void **state)
{
	struct buf command = { 0 };
	int status;

	(void)state;
	buf_printf(&command, "rm -rf '%s'", folder);
	status = system(buf_cstr(&command));
	buf_release(&command);
	buf_release(&row_text);
	arena_release(&paths);
	return status ? -1 : 0;
}

const char *const *
real_argv(const char *name, const char *const *opts)
{
	static const char *argv[ARGS_MAX];
	int argc = 0;

	argv[argc++] = real_program();
	argv[argc++] = "--save-place=off";
	while (opts && *opts && argc < ARGS_MAX - 2)
		argv[argc++] = *opts++;
	argv[argc++] = name ? name : real_path("story.ibid");
	argv[argc] = NULL;
	return argv;
}

const char *const *
real_env(const char *const *env)
{
	static const char *all[ARGS_MAX];
	struct buf home = { 0 };
	int count = 0;

	buf_printf(&home, "HOME=%s", folder);
	all[count++] = arena_str(&paths, buf_span(&home));
	buf_release(&home);
	all[count++] = "XDG_CONFIG_HOME";
	all[count++] = "XDG_STATE_HOME";
	all[count++] = "XDG_CACHE_HOME";
	all[count++] = "IBID_LINEAR";
	all[count++] = "IBID_A11Y";
	all[count++] = "IBID_RESTRICTED";
	while (env && *env && count < ARGS_MAX - 1)
		all[count++] = *env++;
	all[count] = NULL;
	return all;
}

struct vt *
real_start_file(const char *name, const char *type, const char *const *opts,
    const char *const *env)
{
	struct vt *vt = vt_start(&(struct vt_opts){
		.argv = real_argv(name, opts), .type = type,
		.env = real_env(env) });

	if (!vt)
		skip();
	return vt;
}

struct vt *
real_start(const char *type, const char *const *opts,
    const char *const *env)
{
	return real_start_file(NULL, type, opts, env);
}

void
real_tour(struct vt *vt)
{
	static const char *const stops[] = {
		"Down Up j k Space b d u Right Left ] [ } {",
		"Tab Enter Space Tab i b", "Tab Enter y g", "t Down Left Right",
		"s Down", "s s", "e Down o o", "h Space", "K Down x", "A Down",
		"S Down", "v w w v", "/ s t o n e Enter n N r Down",
		"/ z q x Enter", "c c o p p e r Enter o", "a p e b b l e Enter",
		". , D", "m a ' a", "' z", "9 9 9 Enter", "= y x o ( )",
		"G g H L",
	};

	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		assert_true(vt_keys(vt, stops[i]));
		assert_true(vt_keys(vt, "Esc Esc"));
	}
	assert_true(vt_running(vt));
}

const char *
real_row(const struct vt *vt, int row)
{
	buf_clear(&row_text);
	vt_row(vt, row, &row_text);
	return buf_cstr(&row_text);
}
