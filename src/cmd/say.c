/* cmd/say.c - words for a person, in the characters of the locale. */
#include "cmd/say.h"

#include <langinfo.h>
#include <locale.h>

/* What the C locale's charset is called; also where none could be set. */
static const char *const ascii_names[] = {
	"ANSI_X3.4-1968", "US-ASCII", "ASCII", "646",
};

static locale_t own;		/* of say_begin, or 0 */

/* glibc's newlocale does not free what it makes of LOCPATH. */
void
say_begin(void)
{
	if (!setlocale(LC_CTYPE, ""))
		return;
	own = duplocale(LC_GLOBAL_LOCALE);
	setlocale(LC_CTYPE, "C");
}

/* The locale to go back to. */
static locale_t
enter(void)
{
	return own ? uselocale(own) : (locale_t)0;
}

static void
leave(locale_t before)
{
	if (before)
		uselocale(before);
}

static enum uni_charset
charset_now(void)
{
	const char *name = nl_langinfo(CODESET);

	if (!strcmp(name, "UTF-8"))
		return UNI_UTF8;
	for (size_t i = 0; i < sizeof ascii_names / sizeof *ascii_names; i++)
		if (!strcmp(name, ascii_names[i]))
			return UNI_ASCII;
	return UNI_LOCALE;
}

enum uni_charset
say_charset(void)
{
	locale_t before = enter();
	enum uni_charset charset = charset_now();

	leave(before);
	return charset;
}

bool
say_is_utf8(void)
{
	return say_charset() == UNI_UTF8;
}

void
say_printable(struct buf *out, struct span words)
{
	struct buf text = { 0 };
	locale_t before;

	if (!uni_valid(words)) {
		before = enter();
		uni_from_locale(&text, words);
		leave(before);
		words = buf_span(&text);
	}
	uni_printable(out, words, true);
	buf_release(&text);
}

void
say_put(FILE *to, struct span safe)
{
	locale_t before = enter();
	enum uni_charset charset = charset_now();
	struct buf shown = { 0 }, bytes = { 0 };

	uni_show(&shown, safe, charset);
	uni_encode(&bytes, buf_span(&shown), charset);
	leave(before);
	fwrite(buf_cstr(&bytes), 1, bytes.len, to);
	buf_release(&shown);
	buf_release(&bytes);
}

void
say_error(struct span words)
{
	struct buf line = { 0 };

	buf_puts(&line, "ibid: ");
	say_printable(&line, words);
	buf_putc(&line, '\n');
	say_put(stderr, buf_span(&line));
	buf_release(&line);
}
