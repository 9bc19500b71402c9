/* import/html_inline.c - text, spans, links, pictures, formulas. */
#include "import/charset.h"
#include "import/html_walk.h"

/* Longer addresses are data, not places. */
#define HREF_MAX 8192

/* ---- text ---- */

/*
 * Characters U+0080 to U+009F stand for Windows-1252 in HTML (HTML Living
 * Standard, section 13.2.5.80).
 */
void
walk_text(struct html_walk *walk, struct span text)
{
	struct buf *out = &walk->text;
	size_t from = 0;

	buf_clear(out);
	for (size_t i = 0; i + 1 < text.len; i++) {
		unsigned char next = (unsigned char)text.ptr[i + 1];

		if (text.ptr[i] != '\xc2' || next < 0x80 || next > 0x9f)
			continue;
		buf_put(out, span_slice(text, from, i));
		charset_put_1252(out, next);
		from = i + 2;
		i++;
	}
	if (from == 0) {
		out_text(&walk->out, text);
		return;
	}
	buf_put(out, span_slice(text, from, text.len));
	out_text(&walk->out, buf_span(out));
}

/* ---- spans ---- */

static void
open_span(struct html_walk *walk, enum doc_inline_kind kind,
    const struct doc_attrs *attrs, struct frame *frame)
{
	static const struct doc_attrs plain;

	out_span(&walk->out, kind, attrs ? attrs : &plain);
	frame->spans++;
}

/* Looks given by a style or by a class that names nothing else. */
static void
open_styles(struct html_walk *walk, const xmlNode *node, struct frame *frame)
{
	static const struct {
		const char *property, *value;
		enum doc_inline_kind kind;
	} styles[] = {
		{ "font-style", "italic", DOC_EMPHASIS },
		{ "font-weight", "bold", DOC_STRONG },
		{ "font-variant", "small-caps", DOC_SMALL_CAPS },
		{ "vertical-align", "super", DOC_SUPER },
		{ "vertical-align", "sub", DOC_SUB },
		{ "text-decoration", "underline", DOC_UNDERLINE },
		{ "text-decoration", "line-through", DOC_STRIKE },
	};
	static const struct {
		const char *word;
		enum doc_inline_kind kind;
	} classes[] = {
		{ "italic", DOC_EMPHASIS },
		{ "italics", DOC_EMPHASIS },
		{ "bold", DOC_STRONG },
		{ "smcap", DOC_SMALL_CAPS },
		{ "sc", DOC_SMALL_CAPS },
		{ "smallcaps", DOC_SMALL_CAPS },
		{ "small-caps", DOC_SMALL_CAPS },
		{ "superscript", DOC_SUPER },
		{ "subscript", DOC_SUB },
	};
	struct span class;

	if (!node->properties)
		return;
	class = html_words(node, "class");
	if (html_has_attr(node, "style"))
		for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
			if (look_style(node, styles[i].property,
			    styles[i].value))
				open_span(walk, styles[i].kind, NULL, frame);
	if (class.len)
		for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
			if (html_has_word(class, classes[i].word))
				open_span(walk, classes[i].kind, NULL, frame);
}

/* ---- links ---- */

static struct span
last_part(struct span path)
{
	for (ptrdiff_t slash; (slash = span_chr(path, '/', 0)) >= 0; )
		path = span_slice(path, (size_t)slash + 1, path.len);
	return path;
}

static struct span
without_scheme(struct span address)
{
	ptrdiff_t slashes = span_chr(address, '/', 0);

	return slashes > 0 && address.ptr[slashes - 1] == ':' ?
	    span_slice(address, (size_t)slashes, address.len) : address;
}

/* Whether `path` is the page `own`: the same, or its name only. */
static bool
is_page(struct span path, struct span own)
{
	struct span name = last_part(own);

	if (span_starts(without_scheme(path), SPAN("//")))
		return span_eq(without_scheme(path), without_scheme(own));
	return name.len && span_eq(last_part(path), name);
}

/*
 * "page.html#x" on a page of that name leads into the page itself, and so
 * does an address that the page says is its own: browsers that save a page
 * write its inner links so.
 */
static struct span
own_fragment(const struct html_walk *walk, struct span href)
{
	ptrdiff_t hash = span_chr(href, '#', 0);
	struct span path = span_slice(href, 0, hash > 0 ? (size_t)hash : 0);
	bool own = hash == 0;

	if (path.len)
		own = span_eq(path, last_part(walk->opts->name));
	for (size_t i = 0; path.len && !own && i < walk->own_count; i++)
		own = is_page(path, walk->own[i]);
	return own ? span_slice(href, (size_t)hash + 1, href.len) : SPAN_NONE;
}

static struct span
link_target(struct html_walk *walk, struct span href)
{
	struct span fragment;

	href = span_trim(href);
	if (href.len == 0 || href.len > HREF_MAX ||
	    span_eq_nocase(span_slice(href, 0, 11), SPAN("javascript:")) ||
	    span_eq_nocase(span_slice(href, 0, 5), SPAN("data:")))
		return SPAN_NONE;
	buf_clear(&walk->text);
	if (walk->part->resolve) {
		walk->part->resolve(walk->part->arg, href, &walk->text);
		return arena_span(&walk->mem, buf_span(&walk->text));
	}
	fragment = own_fragment(walk, href);
	if (fragment.ptr) {
		buf_putc(&walk->text, '#');
		html_unescape(&walk->text, fragment);
		href = arena_span(&walk->mem, buf_span(&walk->text));
		buf_clear(&walk->text);
	}
	import_target(&walk->text, walk->opts, href);
	return arena_span(&walk->mem, buf_span(&walk->text));
}

/* <sup class="footnote-ref"><a>: the role may stand one outside. */
static enum doc_role
link_role(const xmlNode *node)
{
	enum doc_role role = look_role(node);
	const xmlNode *up = node->parent;

	if (role != DOC_ROLE_PLAIN || !up || up->type != XML_ELEMENT_NODE ||
	    look_of(up)->tag->block)
		return role;
	role = look_role(up);
	return role == DOC_ROLE_NOTEREF || role == DOC_ROLE_BACKLINK_ROLE ?
	    role : DOC_ROLE_PLAIN;
}

/* "12", "[12]", "*": nothing but a few signs. */
static bool
is_short(const xmlNode *node)
{
	struct buf text = { .limit = 64 };
	struct span label;
	bool found;

	if (look_of(node)->text > 8)
		return false;
	html_text(node, &text);
	label = span_trim(buf_span(&text));
	found = label.len && (strchr("[(*0123456789", label.ptr[0]) ||
	    (unsigned char)label.ptr[0] >= 0x80);
	buf_release(&text);
	return found;
}

/*
 * Notes that follow one another in one paragraph, each after a <br>: a
 * link back with an id, or with one just before it, starts a new one.
 */
static void
part_notes(struct html_walk *walk, const xmlNode *node)
{
	if (walk->out.breaks == 1 && out_in(&walk->out, DOC_PARAGRAPH) &&
	    walk->out.wait_count &&
	    span_chr(html_attr(node, "href"), '#', 0) >= 0 &&
	    is_short(node))
		walk->out.breaks = 2;
}

static bool
enter_link(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	struct span href = html_attr(node, "href");
	struct doc_attrs attrs = { .role = link_role(node) };

	if (look_is_permalink(node))
		return false;
	part_notes(walk, node);
	if (href.len)
		attrs.target = link_target(walk, href);
	if (attrs.target.len)
		open_span(walk, DOC_LINK, &attrs, frame);
	return true;
}

/* ---- pictures and formulas ---- */

static struct span
image_target(struct html_walk *walk, const xmlNode *node)
{
	struct span src = html_attr(node, "src");

	if (!src.len)
		src = html_attr(node, "xlink:href");
	if (!src.len)
		src = html_attr(node, "href");
	src = link_target(walk, src);
	/* A picture is a file, in the book or not; it is no place. */
	return span_starts(src, SPAN("#")) ? span_slice(src, 1, src.len) : src;
}

static bool
is_tracker(const xmlNode *node)
{
	return span_eq(html_attr(node, "width"), SPAN("1")) &&
	    span_eq(html_attr(node, "height"), SPAN("1"));
}

static void
tell_image(struct html_walk *walk, const xmlNode *node)
{
	struct span alt = html_attr(node, "alt");

	if (!alt.len)
		alt = html_attr(node, "title");
	if (is_tracker(node) && !alt.len)
		return;
	out_image(&walk->out, alt, image_target(walk, node));
}

/* A drawing is told by its title, description and words. */
static void
tell_drawing(struct html_walk *walk, xmlNode *node)
{
	struct span target = SPAN("");
	struct buf text = { 0 };
	bool skip = false;

	for (xmlNode *at = node; at; at = html_next(at, node, skip)) {
		struct span name = html_name(at);

		skip = span_eq(name, SPAN("title")) ||
		    span_eq(name, SPAN("desc")) ||
		    span_eq(name, SPAN("text"));
		if (skip) {
			if (text.len)
				buf_putc(&text, ' ');
			html_text(at, &text);
		} else if (span_eq(name, SPAN("image")) && !target.len) {
			target = image_target(walk, at);
		}
	}
	out_image(&walk->out, buf_span(&text), target);
	buf_release(&text);
}

/* x^2 and a/b: signs where print would move or stack. */
static void
tell_sign(struct html_walk *walk, const xmlNode *node)
{
	const xmlNode *up = node->parent;
	const xmlNode *before = node->prev;
	const struct html_tag *tag;
	char sign;

	if (!up || up->type != XML_ELEMENT_NODE)
		return;
	tag = look_of(up)->tag;
	if (tag->act != ACT_RAISED && tag->act != ACT_FRACTION)
		return;
	while (before && before->type != XML_ELEMENT_NODE)
		before = before->prev;
	if (!before)
		return;
	sign = tag->act == ACT_FRACTION ? '/' : (char)tag->arg;
	out_text(&walk->out, span_of(&sign, 1));
}

/* ---- elements ---- */

bool
inline_control(struct html_walk *walk, const xmlNode *node)
{
	if (!span_eq(html_name(node), SPAN("input"))) {
		out_text(&walk->out, SPAN(" "));
		return true;
	}
	if (span_eq_nocase(html_attr(node, "type"), SPAN("checkbox")))
		walk_text(walk, html_has_attr(node, "checked") ?
		    SPAN("[x] ") : SPAN("[ ] "));
	return false;
}

static void
enter_quoted(struct html_walk *walk, const xmlNode *node,
    struct frame *frame)
{
	const xmlNode *up = node->parent;
	bool inner = false;

	for (int i = 0; up && i < 32; i++, up = up->parent)
		if (up->type == XML_ELEMENT_NODE &&
		    look_of(up)->tag->act == ACT_QUOTED)
			inner = !inner;
	out_text(&walk->out, inner ? SPAN("\u2018") : SPAN("\u201c"));
	frame->after = inner ? "\u2019" : "\u201d";
}

bool
inline_enter(struct html_walk *walk, xmlNode *node, struct frame *frame)
{
	const struct html_tag *tag = look_of(node)->tag;
	struct span lang = look_lang(node);
	struct span id = walk_id(walk, node);
	struct doc_attrs attrs = { 0 };

	tell_sign(walk, node);
	if (walk->out.verse && look_is_line(node)) {
		out_line(&walk->out);
		frame->line = true;
	}
	if (id.len)
		out_point(&walk->out, DOC_ANCHOR, id);
	if (lang.len)
		open_span(walk, DOC_LANG, &(struct doc_attrs){
		    .lang = lang }, frame);
	out_indent(&walk->out, look_indent(node));
	if (walk->out.verse && look_is_line_number(node))
		out_gap(&walk->out);
	switch (tag->act) {
	case ACT_SPAN:
		attrs.role = tag->arg == DOC_SUPER ? look_role(node) :
		    DOC_ROLE_PLAIN;
		open_span(walk, (enum doc_inline_kind)tag->arg, &attrs,
		    frame);
		return true;
	case ACT_LINK:
		return enter_link(walk, node, frame);
	case ACT_BREAK:
		out_break(&walk->out);
		return false;
	case ACT_IMAGE:
		tell_image(walk, node);
		return false;
	case ACT_DRAWING:
		tell_drawing(walk, node);
		return false;
	case ACT_MATH:
		if (!html_attr(node, "alttext").len)
			return true;
		walk_text(walk, html_attr(node, "alttext"));
		return false;
	case ACT_QUOTED:
		enter_quoted(walk, node, frame);
		return true;
	case ACT_READING:
		out_text(&walk->out, SPAN("("));
		frame->after = ")";
		return true;
	case ACT_CONTROL:
		return inline_control(walk, node);
	default:
		open_styles(walk, node, frame);
		return true;
	}
}
