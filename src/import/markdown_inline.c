/*
 * import/markdown_inline.c - the inlines of Markdown, raw HTML among them.
 *
 * Raw HTML comes as single tags between text.  A tag of the table below
 * opens a span, and its end tag closes it when it is the innermost; what
 * does not nest is closed by its block.  An unknown tag is left out with a
 * diagnostic; the text around it stays.
 */
#include "import/markdown_walk.h"

#include <stdlib.h>

enum tag_does {
	TAG_SPAN,	/* a span of `kind` */
	TAG_PLAIN,	/* nothing but perhaps an id */
	TAG_NAMED,	/* what its attributes say */
	TAG_BREAK,
	TAG_LINK,
	TAG_IMAGE
};

static const struct tag {
	const char *name;
	enum tag_does does;
	enum doc_inline_kind kind;
} tags[] = {
	{ "a", TAG_LINK, DOC_LINK },
	{ "abbr", TAG_PLAIN, 0 },
	{ "b", TAG_SPAN, DOC_STRONG },
	{ "bdi", TAG_PLAIN, 0 },
	{ "br", TAG_BREAK, 0 },
	{ "cite", TAG_SPAN, DOC_EMPHASIS },
	{ "code", TAG_SPAN, DOC_MONO },
	{ "del", TAG_SPAN, DOC_STRIKE },
	{ "dfn", TAG_SPAN, DOC_EMPHASIS },
	{ "em", TAG_SPAN, DOC_EMPHASIS },
	{ "font", TAG_PLAIN, 0 },
	{ "i", TAG_SPAN, DOC_EMPHASIS },
	{ "img", TAG_IMAGE, DOC_IMAGE },
	{ "ins", TAG_SPAN, DOC_UNDERLINE },
	{ "kbd", TAG_SPAN, DOC_MONO },
	{ "mark", TAG_PLAIN, 0 },
	{ "s", TAG_SPAN, DOC_STRIKE },
	{ "samp", TAG_SPAN, DOC_MONO },
	{ "small", TAG_PLAIN, 0 },
	{ "span", TAG_NAMED, 0 },
	{ "strike", TAG_SPAN, DOC_STRIKE },
	{ "strong", TAG_SPAN, DOC_STRONG },
	{ "sub", TAG_SPAN, DOC_SUB },
	{ "sup", TAG_SPAN, DOC_SUPER },
	{ "tt", TAG_SPAN, DOC_MONO },
	{ "u", TAG_SPAN, DOC_UNDERLINE },
	{ "var", TAG_SPAN, DOC_EMPHASIS },
	{ "wbr", TAG_PLAIN, 0 },
};

/* ---- spans ------------------------------------------------------------ */

static void
push_span(struct markdown *walk, const char *tag, bool told)
{
	if (walk->span_count == MARKDOWN_SPANS_MAX) {
		walk->span_lost++;
		if (told)
			doc_span_close(walk->sink);
		return;
	}
	walk->spans[walk->span_count++] = (struct markdown_span){
		.tag = tag, .told = told,
	};
}

static void
pop_span(struct markdown *walk)
{
	if (walk->spans[--walk->span_count].told)
		doc_span_close(walk->sink);
}

void
markdown_end_inlines(struct markdown *walk)
{
	while (walk->span_count)
		pop_span(walk);
	walk->span_lost = 0;
}

/* Markdown's own spans nest; HTML opened inside one ends with it. */
static void
end_markdown_span(struct markdown *walk)
{
	if (walk->span_lost) {
		walk->span_lost--;
		return;
	}
	while (walk->span_count && walk->spans[walk->span_count - 1].tag)
		pop_span(walk);
	if (walk->span_count)
		pop_span(walk);
}

/* An end tag closes its span if no Markdown span stands between. */
static void
end_html_span(struct markdown *walk, const char *tag)
{
	unsigned at = walk->span_count;

	while (at && walk->spans[at - 1].tag &&
	    strcmp(walk->spans[at - 1].tag, tag) != 0)
		at--;
	if (at == 0 || !walk->spans[at - 1].tag)
		return;
	while (walk->span_count >= at)
		pop_span(walk);
	/* <span lang class> opened two. */
	if (walk->span_count && walk->spans[walk->span_count - 1].tag &&
	    !*walk->spans[walk->span_count - 1].tag)
		pop_span(walk);
}

/* ---- raw HTML --------------------------------------------------------- */

static bool
is_name_char(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == ':' ||
	    c == '_' || (c >= '0' && c <= '9');
}

/* "&#38;" or "&#x26;" at the start of `text`: its length, or 0. */
static size_t
numeric_entity(struct span text, uint32_t *code)
{
	bool hex = text.len > 2 && (text.ptr[2] | 32) == 'x';
	size_t from = hex ? 3 : 2, at = from;

	*code = 0;
	if (!span_starts(text, SPAN("&#")))
		return 0;
	for (; at < text.len && at < from + 7; at++) {
		char c = text.ptr[at];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') :
		    (c | 32) >= 'a' && (c | 32) <= 'f' ?
		    (uint32_t)((c | 32) - 'a') + 10 : 16;

		if (digit >= (hex ? 16 : 10))
			break;
		*code = *code * (hex ? 16 : 10) + digit;
	}
	return at > from && at < text.len && text.ptr[at] == ';' ?
	    at + 1 : 0;
}

/* Character references that stand in attributes: &amp; and &quot;. */
static struct span
attribute_value(struct markdown *walk, struct span raw)
{
	static const struct {
		struct span entity;
		char c;
	} entities[] = {
		{ { "&amp;", 5 }, '&' }, { { "&quot;", 6 }, '"' },
		{ { "&#39;", 5 }, '\'' }, { { "&lt;", 4 }, '<' },
		{ { "&gt;", 4 }, '>' },
	};
	struct buf out = { 0 };
	struct span value;

	for (size_t i = 0; i < raw.len; ) {
		struct span rest = span_slice(raw, i, raw.len);
		char c = raw.ptr[i];
		uint32_t code;
		size_t len = numeric_entity(rest, &code);

		if (len) {
			buf_put_code(&out, code);
			i += len;
			continue;
		}
		len = 1;
		for (size_t j = 0; j < sizeof entities / sizeof *entities;
		    j++) {
			if (!span_starts(rest, entities[j].entity))
				continue;
			c = entities[j].c;
			len = entities[j].entity.len;
			break;
		}
		buf_putc(&out, c);
		i += len;
	}
	value = arena_span(&walk->mem, buf_span(&out));
	buf_release(&out);
	return value;
}

struct span
markdown_attribute(struct markdown *walk, struct span tag, const char *name)
{
	size_t at = 1;

	while (at < tag.len && is_name_char(tag.ptr[at]))
		at++;
	while (at < tag.len) {
		size_t from = at, value;
		char quote = '\0';
		bool wanted;

		while (at < tag.len && is_name_char(tag.ptr[at]))
			at++;
		if (at == from) {
			at++;
			continue;
		}
		wanted = span_eq_nocase(span_slice(tag, from, at),
		    span_str(name));
		while (at < tag.len && strchr(" \t\n", tag.ptr[at]))
			at++;
		if (at >= tag.len || tag.ptr[at] != '=')
			continue;
		at++;
		while (at < tag.len && strchr(" \t\n", tag.ptr[at]))
			at++;
		if (at < tag.len && strchr("\"'", tag.ptr[at]))
			quote = tag.ptr[at++];
		value = at;
		while (at < tag.len && (quote ? tag.ptr[at] != quote :
		    !strchr(" \t\n>", tag.ptr[at])))
			at++;
		if (wanted)
			return attribute_value(walk,
			    span_slice(tag, value, at));
		at += quote != '\0';
	}
	return SPAN_NONE;
}

/* epub:type and role may name several; the first known one counts. */
enum doc_role
markdown_role(struct markdown *walk, struct span tag)
{
	static const char *const names[] = { "role", "epub:type" };

	for (size_t i = 0; i < 2; i++) {
		struct span value = markdown_attribute(walk, tag, names[i]);
		enum doc_role role = doc_role_of(span_trim(value));

		if (role != DOC_ROLE_PLAIN)
			return role;
	}
	return DOC_ROLE_PLAIN;
}

static void
tell_link(struct markdown *walk, struct span tag)
{
	struct span href = markdown_attribute(walk, tag, "href");
	struct span name = markdown_attribute(walk, tag, "name");
	struct doc_attrs attrs = { .role = markdown_role(walk, tag) };

	if (name.len)
		doc_point(walk->sink, DOC_ANCHOR, markdown_id(walk, name));
	if (!href.len && !(walk->exact && href.ptr)) {
		push_span(walk, "a", false);
		return;
	}
	attrs.target = markdown_target(walk, arena_str(&walk->mem, href));
	doc_span(walk->sink, walk->exact && span_eq(markdown_attribute(walk,
	    tag, "class"), SPAN("backlink")) ? DOC_BACKLINK : DOC_LINK,
	    &attrs);
	push_span(walk, "a", true);
}

static void
tell_image(struct markdown *walk, struct span tag)
{
	struct doc_attrs attrs = {
		.target = markdown_attribute(walk, tag, "src"),
	};

	doc_span(walk->sink, DOC_IMAGE, &attrs);
	doc_text(walk->sink, markdown_attribute(walk, tag, "alt"));
	doc_span_close(walk->sink);
}

/* <span>: small capitals, a language, a printed page, or nothing. */
static void
tell_span(struct markdown *walk, struct span tag)
{
	struct span class = markdown_attribute(walk, tag, "class");
	struct doc_attrs attrs = {
		.lang = markdown_attribute(walk, tag, "lang"),
	};
	struct span page = markdown_attribute(walk, tag, "aria-label");

	if (page.len && span_eq(markdown_attribute(walk, tag, "role"),
	    SPAN("doc-pagebreak")))
		doc_point(walk->sink, DOC_PAGE, page);
	if (attrs.lang.len)
		doc_span(walk->sink, DOC_LANG, &attrs);
	if (span_eq(class, SPAN("smallcaps"))) {
		if (attrs.lang.len)
			push_span(walk, "", true);
		doc_span(walk->sink, DOC_SMALL_CAPS, NULL);
		push_span(walk, "span", true);
	} else {
		push_span(walk, "span", attrs.lang.len > 0);
	}
}

static const struct tag *
find_tag(struct span name)
{
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (span_eq_nocase(name, span_str(tags[i].name)))
			return &tags[i];
	return NULL;
}

static void
start_html_span(struct markdown *walk, const struct tag *tag,
    struct span raw)
{
	struct span id = markdown_attribute(walk, raw, "id");
	struct doc_attrs attrs = { .role = DOC_ROLE_PLAIN };
	bool empty = span_ends(raw, SPAN("/>"));

	if (id.len)
		doc_point(walk->sink, DOC_ANCHOR, markdown_id(walk, id));
	switch (tag->does) {
	case TAG_BREAK:
		doc_break(walk->sink);
		break;
	case TAG_IMAGE:
		tell_image(walk, raw);
		break;
	case TAG_LINK:
		tell_link(walk, raw);
		if (empty)
			end_html_span(walk, tag->name);
		break;
	case TAG_SPAN:
		if (empty)
			break;
		attrs.role = markdown_role(walk, raw);
		doc_span(walk->sink, tag->kind, &attrs);
		push_span(walk, tag->name, true);
		break;
	case TAG_NAMED:
		if (!empty)
			tell_span(walk, raw);
		break;
	case TAG_PLAIN:
		break;
	}
}

struct span
markdown_tag_name(struct span tag)
{
	size_t from = tag.len > 1 && tag.ptr[1] == '/' ? 2 : 1, to = from;

	while (to < tag.len && is_name_char(tag.ptr[to]))
		to++;
	return span_slice(tag, from, to);
}

static void
tell_html(struct markdown *walk, struct span raw)
{
	bool end = raw.len > 1 && raw.ptr[1] == '/';
	struct span name = markdown_tag_name(raw);
	const struct tag *tag;

	if (raw.len < 3 || raw.ptr[1] == '!' || raw.ptr[1] == '?')
		return;	/* a comment, a declaration */
	tag = find_tag(name);
	if (!tag) {
		if (!end)
			diag_add(walk->diags, DIAG_HTML_KEPT, walk->line,
			    name);
		return;
	}
	if (end)
		end_html_span(walk, tag->name);
	else
		start_html_span(walk, tag, raw);
}

/* ---- inlines ---------------------------------------------------------- */

/* Text with every guarded number that cmark left as text put back. */
/* A word raised so has no more bytes. */
#define RAISED_MAX 24

/*
 * "m^2^", as pandoc writes what is raised: the length from `off` to after
 * the second sign, or 0.  It follows a word and has no space in it.
 */
static size_t
raised_len(struct span text, size_t off)
{
	size_t end = off + 1;

	if (!off || (uint8_t)text.ptr[off - 1] <= ' ')
		return 0;
	while (end < text.len && end - off <= RAISED_MAX &&
	    (uint8_t)text.ptr[end] > ' ' && text.ptr[end] != '^')
		end++;
	return end < text.len && text.ptr[end] == '^' && end > off + 1 ?
	    end + 1 - off : 0;
}

static void
tell_raised(struct markdown *walk, struct span text)
{
	ptrdiff_t at = 0;

	while ((at = span_chr(text, '^', (size_t)at)) >= 0) {
		size_t from = (size_t)at, len = raised_len(text, from);

		at += (ptrdiff_t)(len ? len : 1);
		if (!len)
			continue;
		doc_text(walk->sink, span_slice(text, 0, from));
		doc_span(walk->sink, DOC_SUPER, NULL);
		doc_text(walk->sink, span_slice(text, from + 1,
		    from + len - 1));
		doc_span_close(walk->sink);
		text = span_slice(text, from + len, text.len);
		at = 0;
	}
	doc_text(walk->sink, text);
}

static void
tell_text(struct markdown *walk, cmark_node *node)
{
	struct span text = markdown_text(walk, cmark_node_get_literal(node));

	if (node == walk->url_node) {
		text = walk->url;
		walk->url_node = NULL;
	}
	if (node == walk->strip_id) {
		while (text.len && text.ptr[text.len - 1] != '{')
			text.len--;
		text.len -= text.len > 0;
		while (text.len && text.ptr[text.len - 1] == ' ')
			text.len--;
		walk->strip_id = NULL;
	}
	if (walk->exact)
		doc_text(walk->sink, text);
	else
		tell_raised(walk, text);
}

static void
tell_mark(struct markdown *walk, cmark_node *node)
{
	struct span literal = span_str(cmark_node_get_literal(node));
	unsigned number;

	if (!span_number(literal, &number) || number == 0 ||
	    number > walk->piece.resolved_count) {
		doc_text(walk->sink, literal);
		return;
	}
	doc_mark(walk->sink, walk->piece.labels.items[
	    walk->piece.resolved[number - 1] - 1].text);
}

/* Without the backslashes that escape punctuation: no address has any. */
static struct span
unescaped(struct markdown *walk, struct span text)
{
	struct buf out = { 0 };
	struct span plain;

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '\\' || i + 1 == text.len ||
		    !strchr("\\`*_{}[]()#+-.!&~|<>", text.ptr[i + 1]))
			buf_putc(&out, text.ptr[i]);
	plain = arena_span(&walk->mem, buf_span(&out));
	buf_release(&out);
	return plain;
}

/*
 * An address that is its own link text, escaped once too often (as in
 * "[http://a/b\\_c](http://a/b\_c)") or escaped though it was found as
 * plain text, is told as a reader would copy it.
 */
static void
tell_link_node(struct markdown *walk, cmark_node *node,
    enum doc_inline_kind kind)
{
	struct doc_attrs attrs = {
		.target = markdown_target(walk, cmark_node_get_url(node)),
	};
	cmark_node *child = cmark_node_first_child(node);

	if (child && !walk->exact && !cmark_node_next(child) &&
	    cmark_node_get_type(child) == CMARK_NODE_TEXT) {
		struct span text = arena_span(&walk->mem, markdown_text(walk,
		    cmark_node_get_literal(child)));
		struct span plain = unescaped(walk, text);

		if (plain.len != text.len && span_find(plain, SPAN(":"),
		    0) > 0 && span_eq(plain, unescaped(walk,
		    attrs.target))) {
			attrs.target = walk->url = plain;
			walk->url_node = child;
		}
	}
	doc_span(walk->sink, kind, &attrs);
}

/* "H~2~O", as pandoc writes what is lowered: a short number in a word. */
static bool
is_lowered(cmark_node *strike)
{
	cmark_node *child = cmark_node_first_child(strike);
	cmark_node *before = cmark_node_previous(strike);
	struct span text, word;
	unsigned number;

	if (!child || cmark_node_next(child) || !before ||
	    cmark_node_get_type(child) != CMARK_NODE_TEXT ||
	    cmark_node_get_type(before) != CMARK_NODE_TEXT)
		return false;
	text = span_str(cmark_node_get_literal(child));
	word = span_str(cmark_node_get_literal(before));
	return text.len <= 3 && span_number(text, &number) == text.len &&
	    word.len && (uint8_t)word.ptr[word.len - 1] > ' ';
}

static void
start_span(struct markdown *walk, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_EMPH)
		doc_span(walk->sink, DOC_EMPHASIS, NULL);
	else if (type == CMARK_NODE_STRONG)
		doc_span(walk->sink, DOC_STRONG, NULL);
	else if (type == CMARK_NODE_LINK)
		tell_link_node(walk, node, DOC_LINK);
	else if (type == CMARK_NODE_IMAGE)
		tell_link_node(walk, node, DOC_IMAGE);
	else
		doc_span(walk->sink, !walk->exact && is_lowered(node) ?
		    DOC_SUB : DOC_STRIKE, NULL);
	push_span(walk, NULL, true);
}

void
markdown_inline(struct markdown *walk, cmark_node *node, bool enter)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_FOOTNOTE_REFERENCE) {
		if (enter)
			tell_mark(walk, node);
	} else if (!enter) {
		end_markdown_span(walk);
	} else if (type == CMARK_NODE_TEXT) {
		tell_text(walk, node);
	} else if (type == CMARK_NODE_SOFTBREAK) {
		doc_text(walk->sink, SPAN(" "));
	} else if (type == CMARK_NODE_LINEBREAK) {
		doc_break(walk->sink);
	} else if (type == CMARK_NODE_CODE) {
		doc_span(walk->sink, DOC_MONO, NULL);
		doc_text(walk->sink, markdown_text(walk,
		    cmark_node_get_literal(node)));
		doc_span_close(walk->sink);
	} else if (type == CMARK_NODE_HTML_INLINE) {
		/* Telling a target uses the same scratch. */
		tell_html(walk, arena_span(&walk->mem, markdown_text(walk,
		    cmark_node_get_literal(node))));
	} else {
		start_span(walk, node);
	}
}
