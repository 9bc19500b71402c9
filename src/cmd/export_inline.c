/*
 * cmd/export_inline.c - the text of a leaf, its escapes and its inlines.
 *
 * Inlines come as in a bundle: by offset, outer before inner.  They are
 * opened and closed as a stack.  `*`, `**` and `~~` are used where the
 * flanking rules of CommonMark (6.2) let them open and close whatever stands
 * around; elsewhere, and where Markdown has no sign, tags of HTML are.
 *
 * Escapes are for pandoc's dialect as well as for GFM: `$`, `^`, `@` and
 * lists that begin with letters mean something there.
 */
#include "cmd/export.h"

#include "uni/uni.h"

/* Deeper inlines than a leaf can hold. */
#define OPEN_MAX (2 * DOC_DEPTH_MAX)

struct writer {
	struct export *e;
	struct buf *out;
	const struct doc_node *leaf;
	enum export_place place;
	struct {
		const struct doc_inline *span;
		uint32_t end;
		const char *close;	/* NULL: a link's address */
	} open[OPEN_MAX];
	unsigned depth;
	unsigned marked;	/* open ones with Markdown's sign */
	unsigned links;		/* open links */
	size_t done;		/* bytes of the text that are written */
	size_t line;		/* of `out`: where the line's text began */
	bool many_lines;
};

/* ---- characters ------------------------------------------------------- */

static bool
is_ascii_punct(uint32_t code)
{
	return code > ' ' && code < 0x7f && !(code >= '0' && code <= '9') &&
	    !((code | 32) >= 'a' && (code | 32) <= 'z');
}

static bool
is_alnum(uint32_t code)
{
	return (code >= '0' && code <= '9') ||
	    ((code | 32) >= 'a' && (code | 32) <= 'z');
}

enum flank { FLANK_SPACE, FLANK_PUNCT, FLANK_WORD };

static enum flank
flank_of(uint32_t code)
{
	if (code == '\v' || uni_is_space(code))
		return FLANK_SPACE;
	if (is_ascii_punct(code) || uni_unsafe(code) ||
	    (code >= 0x80 && uni_is_punct(code)))
		return FLANK_PUNCT;	/* "&#x2028;" begins with one */
	return FLANK_WORD;
}

static uint32_t
code_at(struct span text, size_t off)
{
	uint32_t code = '\v';

	if (off < text.len)
		uni_decode(text, off, &code, NULL);
	return code;
}

static uint32_t
code_before(struct span text, size_t off)
{
	if (off == 0)
		return '\v';
	off--;
	while (off && (text.ptr[off] & 0xc0) == 0x80)
		off--;
	return code_at(text, off);
}

/* What was written last on this line. */
static uint32_t
written_last(const struct writer *w)
{
	return w->out->len == w->line ? '\v' :
	    code_before(buf_span(w->out), w->out->len);
}

/* cmark makes bytes that are no UTF-8 of the entities of two of them. */
static void
put_entity(struct writer *w, uint32_t code)
{
	if (code == 0xfffe || code == 0xffff)
		buf_put_code(w->out, code);
	else
		buf_printf(w->out, code < 0x80 ? "&#%u;" : "&#x%x;", code);
}

/* ---- escapes ---------------------------------------------------------- */

/*
 * What begins a line and could begin a block: the offset, from `off`, of the
 * sign to escape, or -1.
 */
static ptrdiff_t
block_sign(struct span text, size_t off)
{
	size_t at = off, letters;
	uint32_t after;

	if (off == text.len)
		return -1;
	if (strchr("#>-+=:|(%", text.ptr[off]) && text.ptr[off])
		return (ptrdiff_t)off;
	while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9')
		at++;
	if (at > off)
		return at < text.len && strchr(".)", text.ptr[at]) ?
		    (ptrdiff_t)at : -1;
	/* "iv." and "a)" are items for pandoc. */
	while (at < text.len && strchr("ivxlcdmIVXLCDM", text.ptr[at]))
		at++;
	letters = at - off;
	/* "A. Author" is none. */
	if (letters < 2 && code_at(text, off) < 'a' &&
	    code_at(text, off + 1) == '.')
		return -1;
	if (!letters && (text.ptr[off] | 32) >= 'a' &&
	    (text.ptr[off] | 32) <= 'z')
		at++;
	if (at == off || at >= text.len || !strchr(".)", text.ptr[at]))
		return -1;
	after = code_at(text, at + 1);
	return after == ' ' || after == '\v' ? (ptrdiff_t)at : -1;
}

/* Whether `c` at `off` needs a backslash wherever it stands. */
static bool
is_active(const struct writer *w, size_t off, size_t end)
{
	struct span text = w->leaf->text;
	char c = text.ptr[off];
	uint32_t next = off + 1 < end ? code_at(text, off + 1) : 0;
	uint32_t last = off > w->done ? code_before(text, off) : 0;

	switch (c) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '~':
	case '^':
	case '$':
		return true;
	case '_':
		return !is_alnum(next) || !is_alnum(last);
	case '<':
		return next != ' ';
	case '&':
		return !next || next == '#' || is_alnum(next);
	case '@':
		return !is_alnum(last);
	case '!':
		return !next;
	case '#':
		return w->place == EXPORT_HEADING;
	case '|':
		return w->place == EXPORT_CELL || w->many_lines;
	case '(':
	case ':':
		return !last && written_last(w) == ']';
	default:
		return false;
	}
}

static void
put_line_end(struct writer *w)
{
	if (w->place != EXPORT_LINES) {
		buf_puts(w->out, "<br>");
		return;
	}
	buf_puts(w->out, "\\\n");
	buf_put(w->out, buf_span(&w->e->prefix));
	w->line = w->out->len;
}

/* Text from `done` to `end`, between two inlines. */
static void
put_text(struct writer *w, size_t end)
{
	struct span text = w->leaf->text;
	ptrdiff_t sign = -1;

	for (size_t off = w->done, len; off < end; off += len) {
		bool edge = w->out->len == w->line;
		uint32_t code;

		len = uni_decode(text, off, &code, NULL);
		if (edge)
			sign = block_sign(text, off);
		if (code == '\v') {
			put_line_end(w);
		} else if (code == ' ' ? edge || off + 1 == text.len ||
		    text.ptr[off + 1] == '\v' ||
		    (off && text.ptr[off - 1] == '\v') :
		    uni_unsafe(code) || code == '\t') {
			put_entity(w, code);
		} else {
			if ((ptrdiff_t)off == sign || is_active(w, off, end))
				buf_putc(w->out, '\\');
			buf_put(w->out, span_slice(text, off, off + len));
		}
	}
	if (end > w->done)
		w->done = end;
}

void
export_attr(struct buf *out, const char *name, struct span value)
{
	if (!value.len)
		return;
	buf_printf(out, " %s=\"", name);
	for (size_t off = 0; off < value.len; ) {
		uint32_t code;
		size_t len = uni_decode(value, off, &code, NULL);

		if ((code < 0x80 && strchr("&\"<>|\\", (int)code)) ||
		    uni_unsafe(code))
			buf_printf(out, "&#%u;", code);
		else
			buf_put(out, span_slice(value, off, off + len));
		off += len;
	}
	buf_putc(out, '"');
}

/* ---- addresses -------------------------------------------------------- */

static bool
is_plain_address(struct span url)
{
	for (size_t i = 0; i < url.len; i++)
		if (!is_alnum((unsigned char)url.ptr[i]) &&
		    !strchr("-._~:/?#@!$'*+,;=%", url.ptr[i]))
			return false;
	return url.len > 0;
}

static void
put_address(struct writer *w, struct span url)
{
	bool plain = is_plain_address(url);

	buf_putc(w->out, '(');
	if (!plain && url.len)
		buf_putc(w->out, '<');
	for (size_t off = 0; off < url.len && !plain; ) {
		uint32_t code;
		size_t len = uni_decode(url, off, &code, NULL);

		if ((code < 0x80 && strchr("&<>\\|`", (int)code)) ||
		    uni_unsafe(code) || (code == ' ' && (off == 0 ||
		    off + 1 == url.len)))
			put_entity(w, code);
		else
			buf_put(w->out, span_slice(url, off, off + len));
		off += len;
	}
	if (plain)
		buf_put(w->out, url);
	buf_puts(w->out, !plain && url.len ? ">)" : ")");
}

/* "<https://...>": the text is the address, and nothing in it is special. */
static bool
is_autolink(const struct writer *w, const struct doc_inline *link,
    bool inner)
{
	struct span text = span_slice(w->leaf->text, link->off,
	    link->off + link->len);

	return !inner && !link->role && w->place != EXPORT_CELL &&
	    span_eq(text, link->target) &&
	    (span_starts(text, SPAN("http://")) ||
	    span_starts(text, SPAN("https://"))) && is_plain_address(text);
}

/* ---- inlines ---------------------------------------------------------- */

/* Whether another inline begins or stands inside `span`, after it. */
static bool
has_inner(const struct writer *w, const struct doc_inline *span)
{
	const struct doc_inline *end = w->leaf->inlines +
	    w->leaf->inline_count;
	const struct doc_inline *next = span + 1;

	return next < end && next->off < span->off + span->len;
}

static bool
has_inner_link(const struct writer *w, const struct doc_inline *span)
{
	const struct doc_inline *end = w->leaf->inlines +
	    w->leaf->inline_count;

	for (const struct doc_inline *at = span + 1; at < end &&
	    at->off < span->off + span->len; at++)
		if (at->kind == DOC_LINK || at->kind == DOC_BACKLINK ||
		    at->kind == DOC_IMAGE)
			return true;
	return false;
}

/* Whether an inline inside `span` ends where it does: a sign stands there. */
static bool
inner_ends(const struct writer *w, const struct doc_inline *span)
{
	const struct doc_inline *stop = w->leaf->inlines +
	    w->leaf->inline_count;
	uint32_t end = span->off + span->len;

	for (const struct doc_inline *at = span + 1; at < stop &&
	    at->off < end; at++)
		if (at->off + at->len >= end)
			return true;
	return false;
}

/* Whether an inline around `span` ends with it, or one begins after it. */
static bool
sign_follows(const struct writer *w, const struct doc_inline *span)
{
	const struct doc_inline *stop = w->leaf->inlines +
	    w->leaf->inline_count;
	uint32_t end = span->off + span->len;

	for (unsigned i = 0; i < w->depth; i++)
		if (w->open[i].end <= end)
			return true;
	for (const struct doc_inline *at = span + 1; at < stop &&
	    at->off <= end; at++)
		if (at->off == end)
			return true;
	return false;
}

/* Whether a delimiter run can open before and close after `span`. */
static bool
can_flank(const struct writer *w, const struct doc_inline *span, char sign)
{
	struct span text = w->leaf->text;
	size_t end = (size_t)span->off + span->len;
	enum flank before = flank_of(written_last(w));
	enum flank first = has_inner(w, span) && span[1].off == span->off ?
	    FLANK_PUNCT : flank_of(code_at(text, span->off));
	enum flank last = inner_ends(w, span) ? FLANK_PUNCT :
	    flank_of(code_before(text, end));
	enum flank after = sign_follows(w, span) ? FLANK_PUNCT :
	    flank_of(code_at(text, end));

	if (w->marked || span->len == 0 || written_last(w) == (uint32_t)sign ||
	    first == FLANK_SPACE || last == FLANK_SPACE)
		return false;
	/* cmark-gfm looks through "~~" when it looks what stands around. */
	if (written_last(w) == '~' || (sign == '~' &&
	    (before != FLANK_SPACE || after != FLANK_SPACE)))
		return false;
	return (first == FLANK_WORD || before != FLANK_WORD) &&
	    (last == FLANK_WORD || after != FLANK_WORD);
}

static size_t
longest_ticks(struct span text)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = text.ptr[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* A code span, if one can hold the text. */
static bool
put_code_span(struct writer *w, const struct doc_inline *span)
{
	struct span text = span_slice(w->leaf->text, span->off,
	    span->off + span->len);
	size_t ticks = longest_ticks(text) + 1;
	bool pad, blank = true;

	for (size_t off = 0; off < text.len; ) {
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		if (uni_unsafe(code) || code == '\t' || code == '\v' ||
		    (w->place == EXPORT_CELL && (code == '|' ||
		    code == '\\')))
			return false;
		blank &= code == ' ';
	}
	if (blank || ticks > 2 || span->role || has_inner(w, span) ||
	    written_last(w) == '`' || (text.ptr[0] == ' ' &&
	    w->out->len == w->line))
		return false;
	pad = text.ptr[0] == '`' || text.ptr[text.len - 1] == '`' ||
	    (text.ptr[0] == ' ' && text.ptr[text.len - 1] == ' ');
	buf_fill(w->out, '`', ticks);
	buf_puts(w->out, pad ? " " : "");
	buf_put(w->out, text);
	buf_puts(w->out, pad ? " " : "");
	buf_fill(w->out, '`', ticks);
	w->done = (size_t)span->off + span->len;
	return true;
}

static const struct {
	const char *sign;	/* Markdown's, or NULL */
	const char *open, *close;
} looks[DOC_INLINE_COUNT] = {
	[DOC_EMPHASIS] = { "*", "<em", "</em>" },
	[DOC_STRONG] = { "**", "<strong", "</strong>" },
	[DOC_STRIKE] = { "~~", "<del", "</del>" },
	[DOC_UNDERLINE] = { NULL, "<u", "</u>" },
	[DOC_MONO] = { NULL, "<code", "</code>" },
	[DOC_SUPER] = { NULL, "<sup", "</sup>" },
	[DOC_SUB] = { NULL, "<sub", "</sub>" },
	[DOC_SMALL_CAPS] = { NULL, "<span class=\"smallcaps\"", "</span>" },
	[DOC_LANG] = { NULL, "<span", "</span>" },
};

static void
put_role(struct writer *w, const struct doc_inline *span)
{
	const char *name = doc_role_name((enum doc_role)span->role);

	if (span->role)
		buf_printf(w->out, " role=\"doc-%s\"", name);
}

static void
push(struct writer *w, const struct doc_inline *span, const char *close)
{
	uint32_t end = span->off + span->len;

	/* Inlines nest; what crossed would end with what is around it. */
	if (w->depth && end > w->open[w->depth - 1].end)
		end = w->open[w->depth - 1].end;
	w->open[w->depth].span = span;
	w->open[w->depth].end = end;
	w->open[w->depth++].close = close;
	w->links += span->kind == DOC_LINK || span->kind == DOC_BACKLINK;
}

static void
pop(struct writer *w)
{
	const struct doc_inline *span = w->open[--w->depth].span;
	const char *close = w->open[w->depth].close;

	w->links -= span->kind == DOC_LINK || span->kind == DOC_BACKLINK;
	if (close) {
		w->marked -= *close == '*' || *close == '~';
		buf_puts(w->out, close);
	} else {
		buf_putc(w->out, ']');
		put_address(w, span->target);
	}
}

static void
open_link(struct writer *w, const struct doc_inline *span)
{
	bool inner = has_inner(w, span);

	if (span->kind == DOC_LINK && is_autolink(w, span, inner)) {
		buf_printf(w->out, "<%.*s>", SPAN_ARG(span->target));
		w->done = (size_t)span->off + span->len;
	} else if (span->kind == DOC_IMAGE) {
		buf_puts(w->out, "![");
		push(w, span, NULL);
	} else if (span->kind == DOC_LINK && !span->role && span->target.len &&
	    !w->links && !has_inner_link(w, span)) {
		buf_putc(w->out, '[');
		push(w, span, NULL);
	} else {
		buf_puts(w->out, span->kind == DOC_BACKLINK ?
		    "<a class=\"backlink\"" : "<a");
		if (span->target.len)
			export_attr(w->out, "href", span->target);
		else
			buf_puts(w->out, " href=\"\"");
		put_role(w, span);
		buf_putc(w->out, '>');
		push(w, span, "</a>");
	}
}

static void
open_inline(struct writer *w, const struct doc_inline *span)
{
	const char *sign = looks[span->kind].sign;
	uint32_t note;

	switch (span->kind) {
	case DOC_NOTE_REF:
		note = span->number - w->e->document->first_note;
		if (note < w->e->document->note_count)
			buf_printf(w->out, "[^%.*s]",
			    SPAN_ARG(w->e->keys[note]));
		return;
	case DOC_ANCHOR:
	case DOC_PAGE:
		buf_puts(w->out, span->kind == DOC_PAGE ?
		    "<span role=\"doc-pagebreak\"" : "<span");
		export_attr(w->out, span->kind == DOC_PAGE ? "aria-label" :
		    "id", span->target);
		buf_puts(w->out, "></span>");
		return;
	case DOC_LINK:
	case DOC_BACKLINK:
	case DOC_IMAGE:
		open_link(w, span);
		return;
	case DOC_MONO:
		if (put_code_span(w, span))
			return;
		break;
	default:
		break;
	}
	if (sign && !span->role && can_flank(w, span, *sign)) {
		buf_puts(w->out, sign);
		w->marked++;
		push(w, span, sign);
		return;
	}
	buf_puts(w->out, looks[span->kind].open);
	if (span->kind == DOC_LANG)
		export_attr(w->out, "lang", span->target);
	put_role(w, span);
	buf_putc(w->out, '>');
	push(w, span, looks[span->kind].close);
}

/* Text up to `off`, and the end of all that ends there or before. */
static void
close_to(struct writer *w, size_t off)
{
	while (w->depth && w->open[w->depth - 1].end <= off) {
		put_text(w, w->open[w->depth - 1].end);
		pop(w);
	}
	put_text(w, off);
}

void
export_text(struct export *e, const struct doc_node *leaf,
    enum export_place place)
{
	struct writer w = {
		.e = e,
		.out = e->out,
		.leaf = leaf,
		.place = place,
		.line = e->out->len,
		.many_lines = span_chr(leaf->text, '\v', 0) >= 0,
	};

	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		close_to(&w, leaf->inlines[i].off);
		if (w.depth < OPEN_MAX)
			open_inline(&w, &leaf->inlines[i]);
	}
	close_to(&w, leaf->text.len);
	while (w.depth)
		pop(&w);
}
