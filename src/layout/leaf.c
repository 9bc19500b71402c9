/* layout/leaf.c - the text of a leaf as glyphs: its styles, marks, breaks. */
#include "layout/parts.h"
#include "uni/uni.h"

#define ZWSP 0x200b
#define SOFT_HYPHEN 0x00ad
#define WORD_JOINER 0x2060	/* three bytes in UTF-8 */
#define TAB_COLS 8
#define TURN_OVER_COLS 4	/* a verse that needs a second row */

/* Inlines that cover one character: deeper ones do not change its look. */
#define COVER_MAX (2 * DOC_DEPTH_MAX)

struct cover {
	const struct doc_inline *span;
	uint32_t index;
	bool raised;	/* by Unicode's own superscripts or subscripts */
};

/* The walk through one leaf. */
struct walk {
	struct job *job;
	struct glyphs *out;
	const struct doc_node *leaf;
	struct span text;
	struct glyph like;	/* the style in force */
	struct cover covers[COVER_MAX];
	int cover_count;
	uint32_t next_inline;
	char *breaks;
	char *points;		/* for hyphens, or NULL */
	int line_cols;		/* since the last line end, for tabs */
	bool verbatim;		/* code: spaces are text */
	bool line_start;	/* only spaces so far: a verse's indent */
	bool hidden;		/* inside a BACKLINK */
	bool led_back;		/* only such and spaces so far */
	bool raised;
	bool has_rtl;
};

static const uint8_t emph_of[DOC_INLINE_COUNT] = {
	[DOC_EMPHASIS] = LAYOUT_EMPHASIS,
	[DOC_STRONG] = LAYOUT_STRONG,
	[DOC_STRIKE] = LAYOUT_STRIKE,
	[DOC_UNDERLINE] = LAYOUT_UNDERLINE,
	[DOC_MONO] = LAYOUT_MONO,
	[DOC_SUPER] = LAYOUT_SUPER,
	[DOC_SUB] = LAYOUT_SUB,
	[DOC_SMALL_CAPS] = LAYOUT_SMALL_CAPS,
};

static unsigned
leaf_element(const struct job *job, const struct doc_node *leaf)
{
	unsigned level = leaf->level ? leaf->level : 1;

	switch (leaf->kind) {
	case DOC_HEADING:
		return LAYOUT_EL_HEADING1 + (level > 6 ? 6 : level) - 1;
	case DOC_CODE:
		return LAYOUT_EL_CODE;
	case DOC_VERSE:
		return LAYOUT_EL_VERSE;
	case DOC_TERM:
		return LAYOUT_EL_TERM;
	case DOC_CAPTION:
		return LAYOUT_EL_CAPTION;
	case DOC_CELL:
		if (job->nodes[job->unit].flags & DOC_HEADER)
			return LAYOUT_EL_TABLE_HEAD;
		break;
	default:
		break;
	}
	return job->frame.element;
}

static void
set_style(struct walk *walk)
{
	struct glyph *like = &walk->like;

	like->element = (uint8_t)leaf_element(walk->job, walk->leaf);
	like->emph = walk->job->frame.emph;
	like->link = DOC_NONE;
	walk->hidden = false;
	walk->raised = false;
	for (int i = 0; i < walk->cover_count; i++) {
		const struct cover *cover = &walk->covers[i];

		like->emph |= emph_of[cover->span->kind];
		walk->raised |= cover->raised;
		switch (cover->span->kind) {
		case DOC_LINK:
			like->element = LAYOUT_EL_LINK;
			like->link = cover->index;
			break;
		case DOC_IMAGE:
			like->element = LAYOUT_EL_IMAGE;
			break;
		case DOC_BACKLINK:
			walk->hidden = true;
			break;
		default:
			break;
		}
	}
}

/*
 * Generated glyphs stand before the character at `off`.  After a space they
 * open the next word and take over its break; after a letter they are
 * glued to it.
 */
static void
put_aside(struct walk *walk, size_t off, size_t first)
{
	struct glyphs *out = walk->out;
	const struct glyph *before;

	if (first == out->count || off >= walk->text.len)
		return;
	before = first ? &out->items[first - 1] : NULL;
	if (before && before->kind != GLYPH_SPACE &&
	    before->kind != GLYPH_LINE_END)
		return;
	out->items[first].brk = (uint8_t)walk->breaks[off];
	walk->breaks[off] = UNI_BREAK_NO;
}

static void
put_words(struct walk *walk, size_t off, struct span words, unsigned element)
{
	struct glyph like = walk->like;
	size_t first = walk->out->count;

	like.element = (uint8_t)element;
	like.place = walk->leaf->place + off;
	glyph_put(walk->job, walk->out, words, &like);
	put_aside(walk, off, first);
}

static void
put_mark(struct walk *walk, size_t off, const struct doc_inline *span)
{
	struct glyph like = walk->like;
	size_t first = walk->out->count;

	like.place = walk->leaf->place + off;
	mark_put(walk->job, walk->out, span->number, &like);
	put_aside(walk, off, first);
}

static void
put_page(struct walk *walk, size_t off, const struct doc_inline *span)
{
	if (!walk->job->opts->pages || !span->target.len)
		return;
	put_words(walk, off, arena_printf(walk->job->mem, "[p. %.*s]",
	    SPAN_ARG(span->target)), LAYOUT_EL_PAGE_NUMBER);
}

/* Whether all of a SUPER or SUB can be shown by Unicode's own forms. */
static bool
can_raise(const struct walk *walk, const struct doc_inline *span)
{
	struct span part = span_slice(walk->text, span->off,
	    (size_t)span->off + span->len);

	if ((span->kind != DOC_SUPER && span->kind != DOC_SUB) ||
	    walk->job->opts->ascii || walk->job->opts->translit)
		return false;
	for (size_t i = 0; i < part.len; i++)
		if (!mark_raised(part.ptr[i], span->kind == DOC_SUB).len)
			return false;
	return part.len > 0;
}

static void
open_inline(struct walk *walk, size_t off, const struct doc_inline *span)
{
	struct cover *cover;

	if (walk->cover_count == COVER_MAX)
		return;
	cover = &walk->covers[walk->cover_count++];
	*cover = (struct cover){ .span = span,
	    .index = (uint32_t)(span - walk->leaf->inlines),
	    .raised = can_raise(walk, span) };
	set_style(walk);
	if (span->kind == DOC_IMAGE)
		put_words(walk, off, SPAN("["), LAYOUT_EL_IMAGE);
	/* "10" and a raised "6" must not read as 106. */
	if ((span->kind == DOC_SUPER || span->kind == DOC_SUB) &&
	    !cover->raised && off > 0 && off < walk->text.len &&
	    uni_is_digit((unsigned char)walk->text.ptr[off]) &&
	    walk->text.ptr[off - 1] != ' ')
		put_words(walk, off, glyph_char(
		    span->kind == DOC_SUB ? '_' : '^'), walk->like.element);
}

static void
point_inline(struct walk *walk, size_t off, const struct doc_inline *span)
{
	switch (span->kind) {
	case DOC_NOTE_REF:
		put_mark(walk, off, span);
		break;
	case DOC_PAGE:
		put_page(walk, off, span);
		break;
	case DOC_IMAGE:
		put_words(walk, off, SPAN("[image]"),
		    LAYOUT_EL_IMAGE);
		break;
	default:
		break;
	}
}

/*
 * Close and open what ends and begins at or before `off`, where a cluster
 * starts: an inline that begins inside of a cluster waits for its end.
 */
static void
step_inlines(struct walk *walk, size_t off)
{
	int kept = 0;

	for (int i = 0; i < walk->cover_count; i++) {
		const struct doc_inline *span = walk->covers[i].span;

		if ((size_t)span->off + span->len > off) {
			walk->covers[kept++] = walk->covers[i];
			continue;
		}
		if (span->kind == DOC_IMAGE)
			put_words(walk, off, SPAN("]"), LAYOUT_EL_IMAGE);
	}
	if (kept != walk->cover_count) {
		walk->cover_count = kept;
		set_style(walk);
	}
	while (walk->next_inline < walk->leaf->inline_count) {
		const struct doc_inline *span =
		    &walk->leaf->inlines[walk->next_inline];

		if (span->off > off)
			break;
		walk->next_inline++;
		if (span->len == 0 || span->kind == DOC_NOTE_REF)
			point_inline(walk, off, span);
		else if ((size_t)span->off + span->len > off)
			open_inline(walk, off, span);
	}
}

/* ---- the walk ---- */

static void
put_tab(struct walk *walk, size_t off)
{
	int cols = TAB_COLS - walk->line_cols % TAB_COLS;
	uint64_t place = walk->leaf->place + off;

	if (!walk->verbatim)
		cols = 1;
	glyph_ascii(walk->out, span_of("        ", (size_t)cols), &walk->like,
	    place, place + 1);
}

/* Spaces at the start of a verse's line are its indent. */
static bool
is_indent(const struct walk *walk, size_t off)
{
	return walk->leaf->kind == DOC_VERSE && walk->line_start &&
	    walk->text.ptr[off] == ' ';
}

/*
 * Typesetters join a dash to its words with U+2060.  One between two
 * visible characters does what it is for and hides nothing; two in a row,
 * or one at an end, is shown.
 */
static bool
is_between_letters(struct span text, size_t off)
{
	uint32_t before = 0;
	uint32_t after = 0;
	size_t from = off;

	if (off == 0 || off + 3 >= text.len)
		return false;
	do
		from--;
	while (from > 0 && (text.ptr[from] & 0xc0) == 0x80);
	uni_decode(text, from, &before, NULL);
	uni_decode(text, off + 3, &after, NULL);
	return before > ' ' && after > ' ' && !uni_unsafe(before) &&
	    !uni_unsafe(after);
}

/*
 * Direction marks work unseen where there is text that needs them; the
 * space without width is honoured in scripts that write no other.
 */
static bool
is_honoured(const struct walk *walk, size_t off, uint32_t code)
{
	if (code == 0x200e || code == 0x200f || code == 0x061c)
		return walk->has_rtl && walk->job->bidi;
	if (code == WORD_JOINER)
		return is_between_letters(walk->text, off);
	return code == ZWSP && uni_is_spaceless_at(walk->text, off);
}

static void
put_plain(struct walk *walk, size_t off)
{
	struct glyph *glyph = glyph_like(walk->out, &walk->like);
	char c = walk->text.ptr[off];

	glyph->text = span_slice(walk->text, off, off + 1);
	glyph->code = (unsigned char)c;
	glyph->place = walk->leaf->place + off;
	glyph->end = glyph->place + 1;
	glyph->cols = 1;
	if (c == ' ' && !walk->verbatim && !is_indent(walk, off))
		glyph->kind = GLYPH_SPACE;
	if (walk->raised)
		glyph->text = mark_raised(c, walk->like.emph & LAYOUT_SUB);
	else if ((walk->like.emph & LAYOUT_SMALL_CAPS) && c >= 'a' &&
	    c <= 'z')
		glyph->text = glyph_char((char)(c - 'a' + 'A'));
}

static void
put_text(struct walk *walk, size_t from, size_t to)
{
	struct glyphs *out = walk->out;
	uint64_t base = walk->leaf->place;
	size_t first = out->count;
	uint32_t code;

	uni_decode(walk->text, from, &code, NULL);
	walk->led_back = walk->hidden ? walk->led_back || from == 0 :
	    walk->led_back && code == ' ';
	if ((walk->hidden && code != '\v') || walk->led_back) {
		glyph_hidden(out, &walk->like, code, base + from, base + to);
	} else if (to - from == 1 && code >= ' ' && code <= '~') {
		put_plain(walk, from);
	} else if (code == '\v' && to - from == 1) {
		glyph_hidden(out, &walk->like, code, base + from, base + to);
		out->items[first].kind = GLYPH_LINE_END;
	} else if (code == '\t' && to - from == 1) {
		put_tab(walk, from);
	} else if (is_honoured(walk, from, code)) {
		glyph_hidden(out, &walk->like, code, base + from, base + to);
		out->mixed |= code != ZWSP && code != WORD_JOINER;
	} else {
		glyph_cluster(walk->job, out, walk->text, from, to,
		    &walk->like, base);
	}
	if (out->count == first)
		return;
	out->items[first].brk = (uint8_t)walk->breaks[from];
	for (size_t i = first; i < out->count; i++) {
		walk->line_cols += out->items[i].cols;
		if (walk->verbatim && out->items[i].kind == GLYPH_SPACE)
			out->items[i].kind = GLYPH_TEXT;
	}
	if (code != ' ')
		walk->line_start = false;
	if (code == '\v') {
		walk->line_cols = 0;
		walk->line_start = true;
	}
}

/* A hyphen may end a row before `off`. */
static void
put_point(struct walk *walk, size_t off)
{
	uint64_t place = walk->leaf->place + off;

	glyph_hidden(walk->out, &walk->like, SOFT_HYPHEN, place, place);
	walk->out->items[walk->out->count - 1].kind = GLYPH_SOFT_HYPHEN;
	walk->breaks[off] = UNI_BREAK_MAY;
}

/* The language of the leaf: its own, a container's, the document's. */
static struct span
leaf_lang(const struct walk *walk)
{
	const struct doc_node *nodes = walk->job->nodes;
	const struct doc_node *node = walk->leaf;

	while (!node->lang.len && node->parent != DOC_NONE)
		node = &nodes[node->parent];
	return node->lang.len ? node->lang : walk->job->opts->lang;
}

/* Headings and verse are not divided, nor what the author divided. */
static bool
may_hyphenate(const struct walk *walk)
{
	return walk->job->opts->hyphenate && walk->job->opts->hyphens &&
	    (walk->leaf->kind == DOC_PARAGRAPH ||
	    walk->leaf->kind == DOC_CELL) &&
	    span_find(walk->text, SPAN("\xc2\xad"), 0) < 0;
}

static void
find_points(struct walk *walk)
{
	struct layout_hyphens *hyphens = walk->job->opts->hyphens;
	struct span text = walk->text;
	size_t from, to;

	walk->points = arena_alloc(walk->job->tmp, text.len + 1);
	hyphen_points(hyphens, leaf_lang(walk), text, walk->points);
	for (uint32_t i = 0; i < walk->leaf->inline_count; i++) {
		const struct doc_inline *span = &walk->leaf->inlines[i];
		struct span part = span_slice(text, span->off,
		    (size_t)span->off + span->len);

		if (span->kind != DOC_LANG && span->kind != DOC_MONO)
			continue;
		memset(walk->points + span->off, 0, part.len);
		if (span->kind == DOC_LANG)
			hyphen_points(hyphens, span->target, part,
			    walk->points + span->off);
	}
	for (size_t off = 0; url_next(text, off, &from, &to); off = to)
		memset(walk->points + from, 0, to - from);
}

static void
find_breaks(struct walk *walk, char *clusters)
{
	struct span text = walk->text;

	uni_cluster_breaks(text, clusters);
	uni_line_breaks(text, walk->breaks);
	if (walk->verbatim)
		return;
	url_breaks(text, walk->breaks, walk->job->cols);
	if (may_hyphenate(walk))
		find_points(walk);
}

void
glyph_leaf(struct job *job, struct glyphs *glyphs, uint32_t node)
{
	struct walk *walk = ARENA_NEW(job->tmp, struct walk);
	struct span text = job->nodes[node].text;
	char *clusters = arena_alloc(job->tmp, text.len + 1);
	size_t from = 0;

	walk->job = job;
	walk->out = glyphs;
	walk->leaf = &job->nodes[node];
	walk->text = text;
	walk->breaks = arena_alloc(job->tmp, text.len + 1);
	walk->verbatim = walk->leaf->kind == DOC_CODE;
	walk->line_start = true;
	walk->has_rtl = uni_has_rtl(text);
	walk->like = (struct glyph){ .note = DOC_NONE, .node = node };
	glyphs->mixed |= walk->has_rtl;
	if (walk->leaf->kind == DOC_VERSE) {
		glyphs->verse = true;
		glyphs->hang_cols = TURN_OVER_COLS;
	}
	set_style(walk);
	find_breaks(walk, clusters);
	for (size_t to = 1; to <= text.len; to++) {
		if (to < text.len && !clusters[to])
			continue;
		step_inlines(walk, from);
		if (walk->points && walk->points[from] &&
		    walk->breaks[from] == UNI_BREAK_NO)
			put_point(walk, from);
		put_text(walk, from, to);
		from = to;
	}
	step_inlines(walk, text.len);
}
