/* cmd/json.c - JSON Lines. */
#include "cmd/json.h"

#include <stdio.h>

#include "cmd/say.h"
#include "uni/uni.h"

/* A comma, but after an opening bracket, a colon or nothing. */
static void
separate(struct buf *out)
{
	char last = out->len ? out->ptr[out->len - 1] : '{';

	if (last != '{' && last != '[' && last != ':')
		buf_putc(out, ',');
}

static void
put_string(struct buf *out, struct span text)
{
	bool ascii = !say_is_utf8();

	buf_putc(out, '"');
	for (size_t off = 0; off < text.len;) {
		uint32_t code;
		bool escape;

		off += uni_decode(text, off, &code, NULL);
		escape = uni_unsafe(code) || (ascii && code >= 0x80);
		if (code == '"' || code == '\\')
			buf_printf(out, "\\%c", (char)code);
		else if (code == '\n' || code == '\v')
			buf_puts(out, "\\n");
		else if (code == '\t')
			buf_puts(out, "\\t");
		else if (escape && code > 0xffff)
			buf_printf(out, "\\u%04x\\u%04x",
			    0xd800 + (unsigned)((code - 0x10000) >> 10),
			    0xdc00 + (unsigned)((code - 0x10000) & 0x3ff));
		else if (escape)
			buf_printf(out, "\\u%04x", (unsigned)code);
		else
			buf_put_code(out, code);
	}
	buf_putc(out, '"');
}

static void
put_name(struct buf *out, const char *name)
{
	separate(out);
	if (!name)
		return;
	put_string(out, span_str(name));
	buf_putc(out, ':');
}

void
json_open(struct buf *out)
{
	separate(out);
	buf_putc(out, '{');
}

void
json_close(struct buf *out)
{
	buf_putc(out, '}');
}

void
json_array(struct buf *out, const char *name)
{
	put_name(out, name);
	buf_putc(out, '[');
}

void
json_array_close(struct buf *out)
{
	buf_putc(out, ']');
}

void
json_number(struct buf *out, const char *name, uint64_t value)
{
	put_name(out, name);
	buf_printf(out, "%llu", (unsigned long long)value);
}

void
json_null(struct buf *out, const char *name)
{
	put_name(out, name);
	buf_puts(out, "null");
}

void
json_text(struct buf *out, const char *name, struct span text)
{
	put_name(out, name);
	put_string(out, text);
}

void
json_print(struct buf *out)
{
	buf_putc(out, '\n');
	fwrite(out->ptr, 1, out->len, stdout);
	buf_clear(out);
}
