/* import/html_source.c - prolog, entities and attributes, before parsing. */
#include "import/html_source.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>

#include "base/map.h"
#include "import/charset.h"

/*
 * libxml2 compares each attribute with all before it; no element of HTML
 * has a tenth of these.
 */
#define ATTRS_MAX 256

/* What one declared entity may stand for: a name, a short phrase. */
#define ENTITY_MAX 256

/* How much all of them may add; more is not what entities are for. */
#define ENTITY_TOTAL (1 << 20)

static void
blank(char *ptr, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (ptr[i] != '\n' && ptr[i] != '\r')
			ptr[i] = ' ';
}

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
	    c == ':' || (unsigned char)c >= 0x80;
}

static struct span
name_at(struct span text, size_t from)
{
	size_t to = from;

	while (to < text.len && to - from < 64 && is_name_byte(text.ptr[to]))
		to++;
	return span_slice(text, from, to);
}

/* "#8212" or "#x2014" (after the "&"): its code, or 0. */
static uint32_t
char_ref(struct span ref)
{
	uint32_t code = 0;
	bool hex = ref.len > 1 && (ref.ptr[1] == 'x' || ref.ptr[1] == 'X');

	for (size_t i = hex ? 2 : 1; i < ref.len; i++) {
		char c = ref.ptr[i];
		uint32_t digit;

		if (c >= '0' && c <= '9')
			digit = (uint32_t)(c - '0');
		else if (hex && (c | 32) >= 'a' && (c | 32) <= 'f')
			digit = (uint32_t)((c | 32) - 'a' + 10);
		else
			return 0;
		code = code * (hex ? 16 : 10) + digit;
		if (code > 0x10ffff)
			return 0;
	}
	return code >= 0x20 ? code : 0;
}

/*
 * The replacement of one declared entity, if it is plain text: characters
 * and references to characters, nothing that could be markup or another
 * entity.
 */
static bool
plain_value(struct span value, struct buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < value.len; ) {
		ptrdiff_t end;
		uint32_t code;

		if (value.ptr[i] == '<' || value.ptr[i] == '%')
			return false;
		if (value.ptr[i] != '&') {
			buf_putc(out, value.ptr[i++]);
			continue;
		}
		end = span_chr(value, ';', i);
		if (end < 0 || value.ptr[i + 1] != '#')
			return false;
		code = char_ref(span_slice(value, i + 1, (size_t)end));
		if (code == 0)
			return false;
		if (code == '<' || code == '&')
			buf_printf(out, "&#%u;", code);
		else
			buf_put_code(out, code);
		i = (size_t)end + 1;
	}
	return out->len <= ENTITY_MAX;
}

/* `text` from `from` on, without the white space there. */
static struct span
after_space(struct span text, size_t from)
{
	while (from < text.len && strchr(" \t\r\n", text.ptr[from]))
		from++;
	return span_slice(text, from, text.len);
}

/* Read the <!ENTITY name "text"> of an internal subset. */
static void
read_entities(struct span subset, struct arena *mem, struct map *entities)
{
	struct buf value = { 0 };
	ptrdiff_t at = 0;

	while ((at = span_find(subset, SPAN("<!ENTITY"), (size_t)at)) >= 0) {
		struct span rest = after_space(subset, (size_t)at + 8);
		struct span name = name_at(rest, 0);
		ptrdiff_t end;

		at += 8;
		rest = after_space(rest, name.len);
		if (name.len == 0 || rest.len < 2 ||
		    (rest.ptr[0] != '"' && rest.ptr[0] != '\''))
			continue;
		end = span_chr(rest, rest.ptr[0], 1);
		if (end < 0 || end > ENTITY_MAX)
			continue;
		if (!plain_value(span_slice(rest, 1, (size_t)end), &value))
			continue;
		struct span text = arena_span(mem, buf_span(&value));
		map_put(entities, name, (uintptr_t)ARENA_NEW(mem,
		    struct span), NULL);
		*(struct span *)(uintptr_t)map_find(entities, name)->value =
		    text;
	}
	buf_release(&value);
}

/* Where a document type that starts at `from` ends, quotes respected. */
static size_t
doctype_end(struct span text, size_t from, struct span *subset)
{
	size_t open = 0;
	char quote = 0;

	for (size_t i = from; i < text.len; i++) {
		char c = text.ptr[i];

		if (quote) {
			if (c == quote)
				quote = 0;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '[' && !open) {
			open = i + 1;
		} else if (c == ']' && open) {
			*subset = span_slice(text, open, i);
			open = 0;
		} else if (c == '>' && !open) {
			return i + 1;
		}
	}
	/* A quote that never ends: the tag ends at the first ">". */
	ptrdiff_t end = span_chr(text, '>', from);
	return end < 0 ? text.len : (size_t)end + 1;
}

/*
 * Blank out the XML declaration and the document type.  They stand before
 * the first element; what looks like them later is content.
 */
static void
drop_prolog(struct buf *text, struct span *subset, bool *xml)
{
	size_t at = 0;

	while (at < text->len) {
		struct span all = buf_span(text);
		struct span rest;
		ptrdiff_t end;
		size_t to;

		while (at < all.len && strchr(" \t\r\n", all.ptr[at]))
			at++;
		rest = span_slice(all, at, all.len);
		if (span_starts(rest, SPAN("<!--"))) {
			end = span_find(rest, SPAN("-->"), 4);
			if (end < 0)
				return;
			at += (size_t)end + 3;
			continue;
		}
		if (span_starts(rest, SPAN("<?"))) {
			*xml |= span_starts(rest, SPAN("<?xml"));
			end = span_find(rest, SPAN(">"), 0);
			to = end < 0 ? all.len : at + (size_t)end + 1;
		} else if (span_eq_nocase(span_slice(rest, 0, 9),
		    SPAN("<!doctype"))) {
			to = doctype_end(all, at, subset);
		} else {
			return;
		}
		/* The subset is copied by the caller before it is blanked. */
		if (subset->len)
			return;
		blank(text->ptr + at, to - at);
		at = to;
	}
}

static bool
is_xml_entity(struct span name)
{
	return span_eq(name, SPAN("amp")) || span_eq(name, SPAN("lt")) ||
	    span_eq(name, SPAN("gt")) || span_eq(name, SPAN("quot")) ||
	    span_eq(name, SPAN("apos"));
}

/*
 * "&nbsp" and the other names of Latin-1 end where the name does (HTML
 * Living Standard, section 13.2.5.73), but not in "?a=1&copy=2".
 */
static bool
lacks_semicolon(struct span text, struct span name, size_t end)
{
	const htmlEntityDesc *known;
	char key[16];

	if (name.len < 2 || name.len >= sizeof key ||
	    (end < text.len && strchr(";=", text.ptr[end])))
		return false;
	snprintf(key, sizeof key, "%.*s", SPAN_ARG(name));
	known = htmlEntityLookup((const xmlChar *)key);
	return known && known->value <= 0xff;
}

/*
 * Copy `text`, with the entities that XML does not know replaced.  Those
 * that nobody knows become "&amp;name;".  Inside HTML (`html`), only what
 * the document declared is replaced: the parser knows the others, and
 * "&" may stand for itself.
 */
static void
replace_entities(struct buf *out, struct span text, const struct map *own,
    bool html, struct diag_list *diags)
{
	size_t from = 0;
	size_t added = 0;
	ptrdiff_t amp = 0;

	while ((amp = span_chr(text, '&', (size_t)amp)) >= 0) {
		struct span name = name_at(text, (size_t)amp + 1);
		size_t end = (size_t)amp + 1 + name.len;
		struct map_entry *entry = map_find(own, name);
		const htmlEntityDesc *known;
		char key[72];

		amp++;
		if (html && !entry) {
			if (lacks_semicolon(text, name, end)) {
				buf_put(out, span_slice(text, from, end));
				buf_putc(out, ';');
				from = end;
			}
			continue;
		}
		if (name.len == 0 || end >= text.len ||
		    text.ptr[end] != ';' || is_xml_entity(name))
			continue;
		buf_put(out, span_slice(text, from, (size_t)amp - 1));
		snprintf(key, sizeof key, "%.*s", SPAN_ARG(name));
		known = htmlEntityLookup((const xmlChar *)key);
		if (entry && added < ENTITY_TOTAL) {
			struct span *value = (struct span *)
			    (uintptr_t)entry->value;

			buf_put(out, *value);
			added += value->len;
		} else if (known) {
			buf_put_code(out, known->value);
		} else {
			buf_printf(out, "&amp;%s;", key);
			diag_add(diags, DIAG_ENTITY_KEPT, 0, name);
		}
		from = end + 1;
	}
	buf_put(out, span_slice(text, from, text.len));
}

/*
 * The end of the tag that starts at `from`, and in `*extra` where its
 * attributes past ATTRS_MAX start (or the end, too).
 */
static size_t
tag_end(struct span text, size_t from, size_t *extra)
{
	unsigned count = 0;
	bool space = false;
	size_t i = from;

	*extra = text.len;
	while (i < text.len && text.ptr[i] != '>') {
		char c = text.ptr[i];

		if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
			space = true;
			i++;
			continue;
		}
		if (space && c != '=' && c != '/' && ++count > ATTRS_MAX &&
		    *extra == text.len)
			*extra = i;
		space = false;
		if ((c == '"' || c == '\'') && text.ptr[i - 1] == '=') {
			ptrdiff_t end = span_chr(text, c, i + 1);

			i = end < 0 ? text.len : (size_t)end;
			space = true;
			if (end < 0)
				break;
		}
		i++;
	}
	if (*extra > i)
		*extra = i;
	return i;
}

/* Blank out attributes beyond ATTRS_MAX of a tag. */
static void
thin_tags(struct buf *text)
{
	struct span all = buf_span(text);
	ptrdiff_t at = 0;

	while ((at = span_chr(all, '<', (size_t)at)) >= 0) {
		size_t from = (size_t)at + 1;
		size_t end, extra;

		at++;
		if (from >= all.len || !is_name_byte(all.ptr[from]))
			continue;
		end = tag_end(all, from, &extra);
		at = (ptrdiff_t)end;
		if (extra == end)
			continue;
		if (end > extra && all.ptr[end - 1] == '/')
			blank(text->ptr + extra, end - 1 - extra);
		else
			blank(text->ptr + extra, end - extra);
	}
}

void
html_unwrap_cdata(struct buf *text)
{
	struct span all = buf_span(text);
	struct buf out = { 0 };
	size_t from = 0;
	ptrdiff_t at = 0;

	while ((at = span_find(all, SPAN("<![CDATA["), (size_t)at)) >= 0) {
		size_t start = (size_t)at + 9;
		ptrdiff_t end = span_find(all, SPAN("]]>"), start);

		if (end < 0)
			break;
		buf_put(&out, span_slice(all, from, (size_t)at));
		for (size_t i = start; i < (size_t)end; i++) {
			if (all.ptr[i] == '<')
				buf_puts(&out, "&lt;");
			else if (all.ptr[i] == '&')
				buf_puts(&out, "&amp;");
			else
				buf_putc(&out, all.ptr[i]);
		}
		from = (size_t)end + 3;
		at = end + 3;
	}
	if (from == 0) {
		buf_release(&out);
		return;
	}
	buf_put(&out, span_slice(all, from, all.len));
	buf_release(text);
	*text = out;
}

/*
 * Leave out "<![if !supportFootnotes]>" and "<![endif]>", which Word writes
 * around its marks: parsers take them for text.
 */
static void
drop_conditions(struct buf *text)
{
	struct span all = buf_span(text);
	size_t from = 0, to = 0;

	for (ptrdiff_t at = 0; (at = span_find(all, SPAN("<!["),
	    (size_t)at)) >= 0; at += 3) {
		struct span rest = span_slice(all, (size_t)at + 3, all.len);
		ptrdiff_t end = span_chr(span_slice(rest, 0, 256), ']', 0);

		if (end < 0 || (size_t)end + 1 >= rest.len ||
		    rest.ptr[end + 1] != '>' ||
		    (!span_eq_nocase(span_slice(rest, 0, 3), SPAN("if ")) &&
		    !span_eq_nocase(span_slice(rest, 0, 5), SPAN("endif"))))
			continue;
		memmove(text->ptr + to, text->ptr + from, (size_t)at - from);
		to += (size_t)at - from;
		from = (size_t)at + 3 + (size_t)end + 2;
	}
	if (!from)
		return;
	memmove(text->ptr + to, text->ptr + from, all.len - from);
	buf_cut(text, to + all.len - from);
}

/* XHTML says so in its root element. */
static bool
is_xhtml(struct span text)
{
	struct span head = span_slice(text, 0, 4096);

	return span_find(head, SPAN("http://www.w3.org/1999/xhtml"), 0) >= 0;
}

/* Decoded, without prolog and foreign entities. */
void
html_prepare(struct span bytes, enum html_syntax *syntax, struct buf *out,
    struct diag_list *diags)
{
	struct buf text = { 0 };
	struct arena mem = { 0 };
	struct map own = { 0 };
	struct span subset = SPAN("");
	bool declared = false;

	charset_decode(&text, bytes, diags);
	drop_prolog(&text, &subset, &declared);
	if (subset.len) {
		read_entities(arena_span(&mem, subset), &mem, &own);
		size_t at = (size_t)(subset.ptr - text.ptr);
		blank(text.ptr + at, subset.len);
		subset = SPAN("");
		drop_prolog(&text, &subset, &declared);
	}
	drop_conditions(&text);
	thin_tags(&text);
	if (*syntax == HTML_SNIFF)
		*syntax = declared || is_xhtml(buf_span(&text)) ?
		    HTML_AS_XML : HTML_AS_HTML;
	replace_entities(out, buf_span(&text), &own,
	    *syntax == HTML_AS_HTML, diags);
	map_release(&own);
	arena_release(&mem);
	buf_release(&text);
}
