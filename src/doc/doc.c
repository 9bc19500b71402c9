/* doc/doc.c - the vocabulary of documents. */
#include "doc/doc.h"

#include <stdlib.h>

#include "base/buf.h"

static const struct {
	const char *name;
	enum doc_shape shape;
} kinds[] = {
#define X(id, name, shape) { name, DOC_##shape },
	DOC_KINDS(X)
#undef X
};

static const char *const inline_names[] = {
#define X(id, name) name,
	DOC_INLINES(X)
#undef X
};

static const char *const role_names[] = {
#define X(id, name) name,
	DOC_ROLES(X)
#undef X
};

void
doc_init(struct doc *doc)
{
	*doc = (struct doc){ 0 };
}

void
doc_release(struct doc *doc)
{
	free(doc->nodes);
	free(doc->meta);
	free(doc->keywords);
	free(doc->notes);
	free(doc->refs);
	free(doc->sections);
	arena_release(&doc->mem);
	doc_init(doc);
}

struct span
doc_meta_get(const struct doc *doc, const char *name)
{
	for (size_t i = 0; i < doc->meta_count; i++)
		if (span_eq(doc->meta[i].name, span_str(name)))
			return doc->meta[i].value;
	return SPAN("");
}

void
doc_meta_set(struct doc *doc, const char *name, struct span value)
{
	struct span copy = arena_span(&doc->mem, value);

	for (size_t i = 0; i < doc->meta_count; i++) {
		if (span_eq(doc->meta[i].name, span_str(name))) {
			doc->meta[i].value = copy;
			return;
		}
	}
	MEM_PUSH(doc->meta, doc->meta_count, doc->meta_room);
	doc->meta[doc->meta_count++] = (struct doc_meta){
		.name = arena_span(&doc->mem, span_str(name)),
		.value = copy,
	};
}

const char *
doc_note_kind_name(enum doc_note_kind kind)
{
	static const char *const names[] = {
#define X(id, name, ear) name,
		DOC_NOTE_KINDS(X)
#undef X
	};

	return names[kind];
}

const char *
doc_note_kind_ear(enum doc_note_kind kind)
{
	static const char *const ears[] = {
#define X(id, name, ear) ear,
		DOC_NOTE_KINDS(X)
#undef X
	};

	return ears[kind];
}

const char *
doc_kind_name(enum doc_kind kind)
{
	return kinds[kind].name;
}

enum doc_shape
doc_kind_shape(enum doc_kind kind)
{
	return kinds[kind].shape;
}

const char *
doc_inline_name(enum doc_inline_kind kind)
{
	return inline_names[kind];
}

const char *
doc_role_name(enum doc_role role)
{
	return role_names[role];
}

enum doc_role
doc_role_of(struct span name)
{
	static const struct {
		const char *name;
		enum doc_role role;
	} others[] = {
		{ "rearnote", DOC_ROLE_FOOTNOTE },
		{ "endnote", DOC_ROLE_FOOTNOTE },
		{ "note", DOC_ROLE_FOOTNOTE },
		{ "rearnotes", DOC_ROLE_ENDNOTES },
		{ "footnotes", DOC_ROLE_ENDNOTES },
		{ "referrer", DOC_ROLE_BACKLINK_ROLE },
	};

	if (span_starts(name, SPAN("doc-")))
		name = span_slice(name, 4, name.len);
	if (name.len == 0)
		return DOC_ROLE_PLAIN;
	for (unsigned i = 0; i < DOC_ROLE_COUNT; i++)
		if (span_eq_nocase(name, span_str(role_names[i])))
			return (enum doc_role)i;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (span_eq_nocase(name, span_str(others[i].name)))
			return others[i].role;
	return DOC_ROLE_PLAIN;
}

static void
dump_field(struct buf *out, const char *name, struct span value)
{
	if (value.len)
		buf_printf(out, " %s=\"%.*s\"", name, SPAN_ARG(value));
}

static void
dump_flags(struct buf *out, unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *name;
	} names[] = {
		{ DOC_RTL, "rtl" }, { DOC_LTR, "ltr" },
		{ DOC_TIGHT, "tight" }, { DOC_ORDERED, "ordered" },
		{ DOC_HEADER, "header" }, { DOC_CONTINUES, "continues" },
		{ DOC_CONTINUED, "continued" }, { DOC_INFERRED, "inferred" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (flags & names[i].flag)
			buf_printf(out, " %s", names[i].name);
}

static void
dump_text(struct buf *out, struct span text, int indent)
{
	buf_fill(out, ' ', (size_t)indent);
	buf_putc(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\v')
			buf_puts(out, "\\v");
		else
			buf_putc(out, text.ptr[i]);
	}
	buf_puts(out, "\"\n");
}

static void
dump_inline(struct buf *out, const struct doc_inline *span, int indent)
{
	buf_fill(out, ' ', (size_t)indent);
	buf_printf(out, "@%u+%u %s", span->off, span->len,
	    inline_names[span->kind]);
	dump_field(out, "role", span_str(role_names[span->role]));
	dump_field(out, "target", span->target);
	if (span->number != DOC_NONE)
		buf_printf(out, " number=%u", span->number);
	if (span->place != DOC_NOWHERE)
		buf_printf(out, " place=%llu",
		    (unsigned long long)span->place);
	buf_putc(out, '\n');
}

static int
depth_of(const struct doc *doc, uint32_t node)
{
	int depth = 0;

	for (uint32_t up = doc->nodes[node].parent; up != DOC_NONE;
	    up = doc->nodes[up].parent)
		depth++;
	return depth;
}

static void
dump_node(const struct doc *doc, uint32_t index, struct buf *out)
{
	const struct doc_node *node = &doc->nodes[index];
	int indent = 2 * depth_of(doc, index);

	buf_fill(out, ' ', (size_t)indent);
	buf_puts(out, kinds[node->kind].name);
	dump_field(out, "role", span_str(role_names[node->role]));
	if (node->level)
		buf_printf(out, " level=%u", node->level);
	if (node->number)
		buf_printf(out, " number=%u", node->number);
	if (node->align)
		buf_printf(out, " align=%u", node->align);
	dump_field(out, "id", node->id);
	dump_field(out, "label", node->label);
	dump_field(out, "lang", node->lang);
	dump_flags(out, node->flags);
	buf_putc(out, '\n');
	if (kinds[node->kind].shape == DOC_CONTAINER)
		return;
	if (node->text.len)
		dump_text(out, node->text, indent + 2);
	for (uint32_t i = 0; i < node->inline_count; i++)
		dump_inline(out, &node->inlines[i], indent + 4);
}

void
doc_dump(const struct doc *doc, struct buf *out)
{
	for (size_t i = 0; i < doc->meta_count; i++)
		buf_printf(out, "meta %.*s=\"%.*s\"\n",
		    SPAN_ARG(doc->meta[i].name),
		    SPAN_ARG(doc->meta[i].value));
	for (size_t i = 0; i < doc->keyword_count; i++) {
		buf_printf(out, "keyword \"%.*s\"",
		    SPAN_ARG(doc->keywords[i].term));
		dump_field(out, "variants", doc->keywords[i].variants);
		dump_field(out, "definition", doc->keywords[i].definition);
		buf_putc(out, '\n');
	}
	for (uint32_t i = 0; i < doc->node_count; i++)
		dump_node(doc, i, out);
}
