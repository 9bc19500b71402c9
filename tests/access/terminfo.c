/*
 * tests/access/terminfo.c - what terminfo says of a terminal.
 *
 * A capability becomes a pattern: its bytes, a number for each %d and the
 * rest of its arithmetic left out.  Those with conditions (colours and
 * attributes) are written out for every argument instead.
 */
#include "tests/access/terminfo.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* Its macros take common words, so it comes last. */
#include <curses.h>
#include <term.h>

#define ANY_NUMBER '\1'	/* stands in no capability */
#define PATTERNS_MAX 2048

static struct {
	const char *type;
	struct buf patterns[PATTERNS_MAX];
	size_t count;
} learnt;

static bool
use(const char *type)
{
	int found = 0;

	if (cur_term)
		del_curterm(cur_term);
	return setupterm((char *)(uintptr_t)type, 1, &found) == OK;
}

bool
terminfo_knows(const char *type)
{
	return use(type);
}

const char *
terminfo_string(const char *type, const char *name)
{
	const char *value = use(type) ? tigetstr((char *)(uintptr_t)name) :
	    NULL;

	return value && value != (char *)-1 ? value : "";
}

/* The character after the padding "$<5>" at `at`, if there is one. */
static const char *
after_padding(const char *at)
{
	const char *end = at[0] == '$' && at[1] == '<' ? strchr(at, '>') :
	    NULL;

	return end ? end + 1 : at;
}

/* ibid leaves out the end of line drawing, so it may be missing anywhere. */
static void
add_without_rmacs(const struct buf *pattern)
{
	const char *rmacs = tigetstr((char *)(uintptr_t)"rmacs");
	struct buf *out = &learnt.patterns[learnt.count];
	ptrdiff_t at;
	size_t len;

	if (!rmacs || rmacs == (char *)-1 || !*rmacs)
		return;
	len = strcspn(rmacs, "$");
	at = span_find(buf_span(pattern), span_of(rmacs, len), 0);
	if (at < 0 || pattern->len == len)
		return;
	buf_put(out, span_slice(buf_span(pattern), 0, (size_t)at));
	buf_put(out, span_slice(buf_span(pattern), (size_t)at + len,
	    pattern->len));
	learnt.count++;
}

static void
add(const char *capability)
{
	struct buf *out = &learnt.patterns[learnt.count];

	while (*(capability = after_padding(capability))) {
		if (*capability != '%') {
			buf_putc(out, *capability++);
			continue;
		}
		/* %2d and %03d; what else there is up to a letter or sign. */
		capability += 1 + strspn(capability + 1, "0123456789");
		if (*capability == 'd')
			buf_putc(out, ANY_NUMBER);
		else if (*capability == '%')
			buf_putc(out, '%');
		else if (*capability == '{')
			capability = strchr(capability, '}');
		else if (*capability == 'p')
			capability++;
		capability++;
	}
	if (out->len && learnt.count + 3 < PATTERNS_MAX) {
		learnt.count++;
		add_without_rmacs(out);
	}
}

/*
 * What ibid has no use for is not its own: what keys send, what a terminal
 * is asked and answers (u0 to u9), and the title of its window.
 */
static bool
is_output(const char *name)
{
	static const char *const not_output[] = { "tsl", "fsl", "dsl" };

	for (size_t i = 0; i < sizeof not_output / sizeof *not_output; i++)
		if (!strcmp(name, not_output[i]))
			return false;
	return *name != 'k' && (*name != 'u' || name[1] < '0' ||
	    name[1] > '9');
}

static const char *
capability_of(const char *name)
{
	const char *value = tigetstr((char *)(uintptr_t)name);

	return value == (char *)-1 ? NULL : value;
}

static void
add_colours(const char *name)
{
	const char *value = capability_of(name);

	for (int hue = 0; value && hue < 16; hue++)
		add(tiparm(value, hue));
}

static void
add_attributes(void)
{
	const char *value = capability_of("sgr");

	for (int i = 0; value && i < 1 << 9; i++)
		add(tiparm(value, i & 1, i >> 1 & 1, i >> 2 & 1, i >> 3 & 1,
		    i >> 4 & 1, i >> 5 & 1, i >> 6 & 1, i >> 7 & 1,
		    i >> 8 & 1));
}

static void
learn(const char *type)
{
	static const char *const extended[] = { "BE", "BD", "Sync" };

	if (learnt.type && !strcmp(learnt.type, type))
		return;
	while (learnt.count)
		buf_release(&learnt.patterns[--learnt.count]);
	learnt.type = type;
	use(type);
	for (size_t i = 0; strnames[i]; i++) {
		const char *value = capability_of(strnames[i]);

		if (value && is_output(strnames[i]) && !strstr(value, "%?"))
			add(value);
	}
	for (size_t i = 0; i < sizeof extended / sizeof *extended; i++)
		if (capability_of(extended[i]))
			add(capability_of(extended[i]));
	/* One of the default colours, where terminfo says so by this flag. */
	if (tigetflag((char *)(uintptr_t)"AX") == 1) {
		add("\033[39m");
		add("\033[49m");
	}
	add_colours("setaf");
	add_colours("setab");
	add_attributes();
}

/* The length of `pattern` at the start of `bytes`, or 0. */
static size_t
match_of(const struct buf *pattern, struct span bytes)
{
	size_t at = 0;

	for (size_t i = 0; i < pattern->len; i++) {
		size_t from = at;

		if (pattern->ptr[i] != ANY_NUMBER) {
			if (at == bytes.len ||
			    bytes.ptr[at++] != pattern->ptr[i])
				return 0;
			continue;
		}
		while (at < bytes.len && bytes.ptr[at] >= '0' &&
		    bytes.ptr[at] <= '9')
			at++;
		if (at == from)
			return 0;
	}
	return at;
}

ptrdiff_t
terminfo_stray(const char *type, struct span bytes)
{
	size_t at = 0;

	learn(type);
	while (at < bytes.len) {
		unsigned char byte = (unsigned char)bytes.ptr[at];
		size_t longest = 0;

		if (byte >= ' ' && byte != 0x7f) {
			at++;
			continue;
		}
		for (size_t i = 0; i < learnt.count; i++) {
			size_t len = match_of(&learnt.patterns[i],
			    span_slice(bytes, at, bytes.len));

			longest = len > longest ? len : longest;
		}
		if (longest == 0)
			return (ptrdiff_t)at;
		at += longest;
	}
	return -1;
}
