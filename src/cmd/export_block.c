/*
 * cmd/export_block.c - blocks as Markdown, or as tags around it.
 *
 * Every block puts an empty line before itself, and `prefix` before each of
 * its lines: "> " in a quote, spaces in an item.  The first line of an item
 * or a note has `lead` instead, with the item's sign:
 *
 *     prefix ">   "   lead "> 7. "
 */
#include "cmd/export.h"

#include "uni/uni.h"

/* ---- lines ------------------------------------------------------------ */

static void
put_blank(struct export *e)
{
	struct span prefix = buf_span(&e->prefix);

	while (prefix.len && prefix.ptr[prefix.len - 1] == ' ')
		prefix.len--;
	buf_put(e->out, prefix);
	buf_putc(e->out, '\n');
}

/* Begin the first line of a block. */
void
export_begin(struct export *e)
{
	if (e->has_lead) {
		buf_put(e->out, buf_span(&e->lead));
		e->has_lead = false;
	} else {
		if (e->gap)
			put_blank(e);
		buf_put(e->out, buf_span(&e->prefix));
	}
	e->gap = false;
}

static void
end_block(struct export *e)
{
	buf_putc(e->out, '\n');
	e->gap = !e->tight;
}

/* A block in which lines begin with `rest`, the first one with `first`. */
size_t
export_enter(struct export *e, const char *first, size_t rest, char fill)
{
	size_t len = e->prefix.len;

	if (!e->has_lead) {
		if (e->gap)
			put_blank(e);
		buf_clear(&e->lead);
		buf_put(&e->lead, buf_span(&e->prefix));
	}
	buf_puts(&e->lead, first);
	e->has_lead = true;
	e->gap = false;
	if (fill == '>')
		buf_puts(&e->prefix, "> ");
	else
		buf_fill(&e->prefix, fill, rest);
	return len;
}

void
export_leave(struct export *e, size_t len)
{
	/* Nothing was in it. */
	if (e->has_lead) {
		while (e->lead.len && e->lead.ptr[e->lead.len - 1] == ' ')
			buf_cut(&e->lead, e->lead.len - 1);
		export_begin(e);
		end_block(e);
	}
	buf_cut(&e->prefix, len);
	e->gap = !e->tight;
}

/* ---- tags ------------------------------------------------------------- */

static const char *
tag_of(const struct doc_node *node, const struct doc_node *parent)
{
	switch (node->kind) {
	case DOC_QUOTE:
	case DOC_PULL_QUOTE:
	case DOC_EPIGRAPH:
		return "blockquote";
	case DOC_LIST:
		return node->flags & DOC_ORDERED ? "ol" : "ul";
	case DOC_ITEM:
		return parent && parent->kind == DOC_DEFINITIONS ? "dd" : "li";
	case DOC_TABLE:
		return "table";
	case DOC_ROW:
		return "tr";
	case DOC_CELL:
		return "td";
	case DOC_DEFINITIONS:
		return "dl";
	case DOC_TERM:
		return "dt";
	case DOC_FIGURE:
		return "figure";
	case DOC_CAPTION:
		return "figcaption";
	case DOC_ASIDE:
		return "aside";
	case DOC_GROUP:
		return node->role == DOC_ROLE_CHAPTER ||
		    node->role == DOC_ROLE_PART ? "section" : "div";
	default:
		return "div";
	}
}

/* Kinds whose tag does not say them. */
static bool
needs_class(enum doc_kind kind)
{
	return kind == DOC_PULL_QUOTE || kind == DOC_EPIGRAPH ||
	    kind == DOC_FURNITURE || kind == DOC_PARAGRAPH ||
	    kind == DOC_HEADING || kind == DOC_CODE || kind == DOC_VERSE ||
	    kind == DOC_RULE || kind == DOC_NOTE;
}

static void
put_number(struct buf *out, const char *name, unsigned number)
{
	if (number)
		buf_printf(out, " %s=\"%u\"", name, number);
}

/* DPUB-ARIA has no role for a title page; EPUB has. */
static void
put_role(struct buf *out, enum doc_role role)
{
	const char *name = doc_role_name(role);

	if (role == DOC_ROLE_TITLE_PAGE || role == DOC_ROLE_COPYRIGHT)
		buf_printf(out, " epub:type=\"%s\"", name);
	else if (role != DOC_ROLE_PLAIN)
		buf_printf(out, " role=\"doc-%s\"", name);
}

static void
put_flags(struct buf *out, const struct doc_node *node)
{
	static const struct {
		unsigned flag;
		const char *name;
	} names[] = {
		{ DOC_TIGHT, "tight" }, { DOC_ORDERED, "ordered" },
		{ DOC_HEADER, "header" }, { DOC_INFERRED, "inferred" },
	};
	unsigned flags = node->flags;
	bool any = false;

	if (node->kind == DOC_LIST)
		flags &= ~(unsigned)DOC_ORDERED;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!(flags & names[i].flag))
			continue;
		buf_printf(out, "%s%s", any ? " " : " data-flags=\"",
		    names[i].name);
		any = true;
	}
	buf_puts(out, any ? "\"" : "");
}

static void
put_attrs(struct buf *out, const struct doc_node *node)
{
	static const char *const aligns[] = { [DOC_ALIGN_LEFT] = "left",
		[DOC_ALIGN_CENTRE] = "center", [DOC_ALIGN_RIGHT] = "right" };
	enum doc_kind kind = (enum doc_kind)node->kind;

	if (needs_class(kind))
		buf_printf(out, " class=\"%s\"", doc_kind_name(kind));
	export_attr(out, "id", node->id);
	put_role(out, (enum doc_role)node->role);
	export_attr(out, "lang", node->lang);
	if (node->flags & (DOC_RTL | DOC_LTR))
		buf_printf(out, " dir=\"%s\"",
		    node->flags & DOC_RTL ? "rtl" : "ltr");
	if (kind != DOC_NOTE)
		put_number(out, kind == DOC_LIST ? "start" :
		    kind == DOC_ITEM ? "value" : kind == DOC_CELL ?
		    "colspan" : "data-number", node->number);
	/* The widths of a table are measured again. */
	if (kind != DOC_TABLE && kind != DOC_NOTE)
		export_attr(out, kind == DOC_LIST ? "type" : "data-label",
		    node->label);
	put_number(out, "data-level", node->level);
	if (node->align)
		buf_printf(out, " align=\"%s\"", aligns[node->align]);
	put_flags(out, node);
}

static const struct doc_node *
parent_of(const struct export *e, const struct doc_node *node)
{
	return node->parent == DOC_NONE ? NULL : &e->nodes[node->parent];
}

static void
begin_tag(struct export *e, const struct doc_node *node)
{
	export_begin(e);
	buf_printf(e->out, "<%s", tag_of(node, parent_of(e, node)));
	put_attrs(e->out, node);
	buf_putc(e->out, '>');
	end_block(e);
}

static void
end_tag(struct export *e, const struct doc_node *node)
{
	export_begin(e);
	buf_printf(e->out, "</%s>", tag_of(node, parent_of(e, node)));
	end_block(e);
}

/* ---- leaves ----------------------------------------------------------- */

bool
export_is_bare(const struct doc_node *node)
{
	return !node->role && !node->level && !node->align && !node->flags &&
	    !node->number && !node->id.len && !node->label.len &&
	    !node->lang.len;
}

bool
export_is_slug(const struct doc_node *heading)
{
	struct buf slug = { 0 }, lower = { 0 };
	struct span text;
	uint32_t code;
	bool same;

	/* As import_slug has it; a second one of the same name is told. */
	uni_lower(&lower, span_trim(heading->text));
	text = buf_span(&lower);
	for (size_t off = 0, len; off < text.len; off += len) {
		len = uni_decode(text, off, &code, NULL);
		if (code == ' ')
			buf_putc(&slug, '-');
		else if (code == '-' || code == '_' || uni_is_alpha(code) ||
		    uni_is_digit(code) || uni_is_mark(code))
			buf_put(&slug, span_slice(text, off, off + len));
	}
	same = heading->id.len && span_eq(buf_span(&slug), heading->id) &&
	    span_chr(heading->text, '\v', 0) < 0;
	buf_release(&slug);
	buf_release(&lower);
	return same;
}

/* Whether {#id} can say it, for pandoc as well. */
static bool
is_simple_id(struct span id)
{
	uint32_t code;

	for (size_t off = 0, from; off < id.len;) {
		from = off;
		off += uni_decode(id, off, &code, NULL);
		if (code >= 0x80 ? uni_unsafe(code) :
		    !((code | 32) >= 'a' && (code | 32) <= 'z') &&
		    !(from && code && ((code >= '0' && code <= '9') ||
		    strchr("-_:.", (int)code))))
			return false;
	}
	return id.len > 0;
}

/* Whether the heading says all of itself; `*named` when with {#id}. */
bool
export_is_atx(const struct export *e, const struct doc_node *node, bool *named)
{
	bool slug = export_is_slug(node);

	*named = false;
	if (node->role || node->align || node->flags || node->number ||
	    node->label.len || node->lang.len || node->level < 1 ||
	    node->level > 6)
		return false;
	/* What ends with a brace could be taken for an id. */
	if (span_ends(node->text, SPAN("}")) && !node->id.len)
		return false;
	if (!node->id.len)
		return e->unnamed;
	*named = e->unnamed || !slug || span_ends(node->text, SPAN("}"));
	return !*named || is_simple_id(node->id);
}

static void
put_heading(struct export *e, const struct doc_node *node, bool named)
{
	export_begin(e);
	buf_fill(e->out, '#', node->level >= 1 && node->level <= 6 ?
	    node->level : 6);
	buf_putc(e->out, ' ');
	export_text(e, node, EXPORT_HEADING);
	if (named)
		buf_printf(e->out, " {#%.*s}", SPAN_ARG(node->id));
	end_block(e);
}

static size_t
longest_run(struct span text, char c)
{
	size_t longest = 0, run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = text.ptr[i] == c ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

/*
 * Whether a fence can hold it: no inlines, nothing that a terminal may not
 * show, and no line of white space, which the importer empties.
 */
static bool
is_fenced(const struct doc_node *code)
{
	struct span text = code->text;
	bool blank = true;
	size_t line = 0;

	if (code->inline_count || !text.len)
		return false;
	for (size_t off = 0, len; off < text.len; off += len) {
		uint32_t c;

		len = uni_decode(text, off, &c, NULL);
		if (c == '\v') {
			if (blank && off > line)
				return false;
			line = off + 1;
			blank = true;
			continue;
		}
		if (c != '\t' && uni_unsafe(c))
			return false;
		blank &= c == ' ' || c == '\t';
	}
	return !blank;
}

static bool
is_info(struct span label)
{
	for (size_t i = 0; i < label.len; i++) {
		char c = label.ptr[i];

		if (!((c | 32) >= 'a' && (c | 32) <= 'z') &&
		    !(c >= '0' && c <= '9') && !strchr("-+#.=:,", c) &&
		    (c != ' ' || i == 0 || i + 1 == label.len))
			return false;
	}
	return true;
}

static void
put_fenced(struct export *e, const struct doc_node *node, bool info)
{
	size_t ticks = longest_run(node->text, '`');
	struct span text = node->text;

	ticks = ticks < 3 ? 3 : ticks + 1;
	export_begin(e);
	buf_fill(e->out, '`', ticks);
	if (info)
		buf_put(e->out, node->label);
	buf_putc(e->out, '\n');
	for (size_t from = 0; from <= text.len; ) {
		ptrdiff_t end = span_chr(text, '\v', from);
		size_t to = end < 0 ? text.len : (size_t)end;

		if (to == from) {
			put_blank(e);
		} else {
			buf_put(e->out, buf_span(&e->prefix));
			buf_put(e->out, span_slice(text, from, to));
			buf_putc(e->out, '\n');
		}
		from = to + 1;
	}
	buf_put(e->out, buf_span(&e->prefix));
	buf_fill(e->out, '`', ticks);
	end_block(e);
}

static void
put_lines(struct export *e, const struct doc_node *node)
{
	if (!node->text.len && !node->inline_count)
		return;
	export_begin(e);
	export_text(e, node, EXPORT_LINES);
	end_block(e);
}

/* What a leaf's box holds. */
static void
put_inside(struct export *e, const struct doc_node *node)
{
	if (node->kind == DOC_HEADING && node->level >= 1 &&
	    node->level <= 6) {
		put_heading(e, node, false);
	} else if (node->kind == DOC_CODE && is_fenced(node)) {
		put_fenced(e, node, false);
	} else if (node->kind == DOC_RULE) {
		export_begin(e);
		buf_puts(e->out, "***");
		end_block(e);
	} else {
		put_lines(e, node);
	}
}

static void
put_leaf(struct export *e, const struct doc_node *node)
{
	struct doc_node bare = *node;
	bool named;

	if (node->kind == DOC_HEADING && export_is_atx(e, node, &named)) {
		put_heading(e, node, named);
		return;
	}
	if (node->kind == DOC_CODE && is_info(node->label) &&
	    is_fenced(node)) {
		bare.label = SPAN("");
		if (export_is_bare(&bare)) {
			put_fenced(e, node, true);
			return;
		}
	}
	if (export_is_bare(node) && (node->kind == DOC_RULE ||
	    (node->kind == DOC_PARAGRAPH &&
	    (node->text.len || node->inline_count)))) {
		put_inside(e, node);
		return;
	}
	begin_tag(e, node);
	put_inside(e, node);
	end_tag(e, node);
}

/* ---- all -------------------------------------------------------------- */

/* Where a note stands: an empty box that says what its label does not. */
static void
place_note(struct export *e, const struct doc_node *node)
{
	struct span key = e->keys[node->number - e->document->first_note];

	export_begin(e);
	buf_puts(e->out, "<div");
	put_attrs(e->out, node);
	export_attr(e->out, "data-note", key);
	if (!span_eq(key, node->label)) {
		if (node->label.len)
			export_attr(e->out, "data-label", node->label);
		else
			buf_puts(e->out, " data-label=\"\"");
	}
	buf_puts(e->out, "></div>");
	end_block(e);
}

static void
put_container(struct export *e, const struct doc_node *node, bool other)
{
	uint32_t from = (uint32_t)(node - e->nodes) + 1;
	size_t len;

	if (node->kind == DOC_NOTE) {
		place_note(e, node);
	} else if (node->kind == DOC_QUOTE && export_is_bare(node) &&
	    from < node->end) {
		len = export_enter(e, "> ", 2, '>');
		export_blocks(e, from, node->end);
		export_leave(e, len);
	} else if (node->kind == DOC_LIST && export_is_list(e, node)) {
		export_list(e, node, other);
	} else if (node->kind == DOC_TABLE && export_is_table(e, node)) {
		export_table(e, node);
	} else {
		begin_tag(e, node);
		export_blocks(e, from, node->end);
		end_tag(e, node);
	}
}

void
export_blocks(struct export *e, uint32_t from, uint32_t to)
{
	const struct doc_node *last = NULL;
	bool other = false;

	for (uint32_t at = from; at < to; at = e->nodes[at].end) {
		const struct doc_node *node = &e->nodes[at];

		/* Two lists in a row would be one: the signs change. */
		other = last && last->kind == DOC_LIST &&
		    node->kind == DOC_LIST && !other;
		if (doc_kind_shape((enum doc_kind)node->kind) == DOC_LEAF)
			put_leaf(e, node);
		else
			put_container(e, node, other);
		last = node;
	}
}

void
export_note(struct export *e, uint32_t node)
{
	struct buf sign = { 0 };
	size_t len;

	buf_printf(&sign, "[^%.*s]: ", SPAN_ARG(e->keys[
	    e->nodes[node].number - e->document->first_note]));
	len = export_enter(e, buf_cstr(&sign), 4, ' ');
	export_blocks(e, node + 1, e->nodes[node].end);
	export_leave(e, len);
	buf_release(&sign);
}
