/* import/front_matter.c - the "---" block at the head of a Markdown file. */
#include "import/front_matter.h"

#include <stdlib.h>

#include "uni/uni.h"

/* A block longer than this is a text between two rules. */
#define FRONT_LINES_MAX 2000

/* One "key:" while its values are gathered. */
struct entry {
	struct buf name;	/* lower case */
	struct buf value;	/* parts separated by \n */
	bool items;		/* the value is a list */
	bool subtitle;		/* the part being read is a subtitle */
};

struct front {
	struct doc_sink *sink;
	struct diag_list *diags;
	struct entry entry;
	char scalar;		/* '|' or '>' while in a block scalar */
	struct buf term, variants, definition;	/* of a keyword map */
	struct front_matter *block;
	unsigned line;
};

/* How long "key:" at the start of `line` is, or 0. */
static size_t
key_len(struct span line)
{
	size_t len = 0;

	while (len < line.len && (line.ptr[len] == '_' ||
	    line.ptr[len] == '-' || line.ptr[len] == '.' ||
	    (line.ptr[len] >= '0' && line.ptr[len] <= '9') ||
	    ((line.ptr[len] | 32) >= 'a' && (line.ptr[len] | 32) <= 'z')))
		len++;
	if (len == 0 || len == line.len || line.ptr[len] != ':' ||
	    line.ptr[0] == '-')
		return 0;
	if (len + 1 < line.len && line.ptr[len + 1] != ' ' &&
	    line.ptr[len + 1] != '\t')
		return 0;
	return len;
}

/* Append what follows a backslash (YAML 5.7); returns its length. */
static size_t
put_escape(struct buf *out, struct span text)
{
	static const char signs[] = "nt", meant[] = "\n\t";
	const char *sign = strchr(signs, text.ptr[0]);
	uint32_t code = 0;
	size_t digits = text.ptr[0] == 'u' ? 4 : text.ptr[0] == 'U' ? 8 : 0;

	if (sign && *sign) {
		buf_putc(out, meant[sign - signs]);
		return 1;
	}
	for (size_t i = 1; i <= digits; i++) {
		const char *hex = "0123456789abcdef";
		const char *digit = i < text.len ? memchr(hex,
		    text.ptr[i] | 32, 16) : NULL;

		if (!digit || code > 0x10ffff) {
			digits = 0;
			break;
		}
		code = 16 * code + (uint32_t)(digit - hex);
	}
	if (digits)
		buf_put_code(out, code);
	else
		buf_putc(out, text.ptr[0]);
	return 1 + digits;
}

/* Append the scalar `text` without its quotes and escapes (YAML 7.3). */
static void
put_scalar(struct buf *out, struct span text)
{
	char quote;

	text = span_trim(text);
	quote = text.len >= 2 ? text.ptr[0] : '\0';
	if ((quote != '"' && quote != '\'') ||
	    text.ptr[text.len - 1] != quote) {
		buf_put(out, text);
		return;
	}
	for (size_t i = 1; i + 1 < text.len; i++) {
		if (quote == '"' && text.ptr[i] == '\\' &&
		    i + 2 < text.len) {
			i += put_escape(out, span_slice(text, i + 1,
			    text.len - 1));
			continue;
		}
		if (quote == '\'' && text.ptr[i] == '\'' &&
		    i + 2 < text.len && text.ptr[i + 1] == '\'')
			i++;
		buf_putc(out, text.ptr[i]);
	}
}

/* Where the part of a flow list that starts at `from` ends: at a comma. */
static size_t
flow_end(struct span list, size_t from)
{
	char quote = '\0';
	size_t at = from;

	while (at < list.len && list.ptr[at] == ' ')
		at++;
	if (at < list.len && (list.ptr[at] == '"' || list.ptr[at] == '\''))
		quote = list.ptr[at++];
	/* A quotation mark that is never closed is an apostrophe. */
	if (quote) {
		size_t end = at;

		while (end < list.len && list.ptr[end] != quote)
			end += list.ptr[end] == '\\' && quote == '"' ? 2 : 1;
		at = end < list.len ? end : at;
	}
	while (at < list.len && list.ptr[at] != ',')
		at++;
	return at;
}

static struct span
canonical_name(struct span name)
{
	static const char *const others[][2] = {
		{ "lang", "language" }, { "creator", "author" },
		{ "authors", "author" }, { "keyword", "keywords" },
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (span_eq(name, span_str(others[i][0])))
			return span_str(others[i][1]);
	return name;
}

/* ---- keywords --------------------------------------------------------- */

/* "term | variant | variant: definition" */
static void
tell_keyword(struct front *front, struct span text)
{
	struct buf plain = { 0 }, variants = { 0 };
	struct span rest, term, definition = SPAN("");
	ptrdiff_t colon, bar;

	put_scalar(&plain, text);
	rest = buf_span(&plain);
	colon = span_find(rest, SPAN(": "), 0);
	if (colon > 0) {
		definition = span_trim(span_slice(rest, (size_t)colon + 2,
		    rest.len));
		rest = span_slice(rest, 0, (size_t)colon);
	}
	bar = span_chr(rest, '|', 0);
	term = span_trim(bar < 0 ? rest : span_slice(rest, 0, (size_t)bar));
	while (bar >= 0) {
		size_t from = (size_t)bar + 1;

		bar = span_chr(rest, '|', from);
		if (variants.len)
			buf_putc(&variants, '\n');
		buf_put(&variants, span_trim(span_slice(rest, from,
		    bar < 0 ? rest.len : (size_t)bar)));
	}
	if (term.len)
		doc_keyword(front->sink, term, buf_span(&variants),
		    definition);
	buf_release(&plain);
	buf_release(&variants);
}

/* A keyword told as a map: term, variants, definition. */
static void
end_keyword_map(struct front *front)
{
	if (front->term.len)
		doc_keyword(front->sink, buf_span(&front->term),
		    buf_span(&front->variants),
		    buf_span(&front->definition));
	buf_clear(&front->term);
	buf_clear(&front->variants);
	buf_clear(&front->definition);
}

static bool
keyword_field(struct front *front, struct span name, struct span value)
{
	struct buf *field;

	if (span_eq(name, SPAN("term")))
		field = &front->term;
	else if (span_eq(name, SPAN("definition")))
		field = &front->definition;
	else if (span_eq(name, SPAN("variants")))
		field = &front->variants;
	else
		return false;
	if (field == &front->term)
		end_keyword_map(front);
	if (field != &front->variants) {
		put_scalar(field, value);
		return true;
	}
	if (span_starts(value, SPAN("[")) && span_ends(value, SPAN("]")))
		value = span_slice(value, 1, value.len - 1);
	for (size_t from = 0; from <= value.len; ) {
		size_t to = flow_end(value, from);

		if (field->len)
			buf_putc(field, '\n');
		put_scalar(field, span_slice(value, from, to));
		from = to + 1;
	}
	return true;
}

/* ---- entries ---------------------------------------------------------- */

static bool
is_keywords(const struct front *front)
{
	return span_eq(canonical_name(buf_span(&front->entry.name)),
	    SPAN("keywords"));
}

/* One more part of the value: a scalar, or an item of a list. */
static void
add_part(struct front *front, struct span part)
{
	struct entry *entry = &front->entry;

	part = span_trim(part);
	if (part.len == 0)
		return;
	if (is_keywords(front)) {
		tell_keyword(front, part);
		return;
	}
	if (entry->subtitle) {
		struct buf subtitle = { 0 };

		put_scalar(&subtitle, part);
		doc_meta(front->sink, "subtitle", buf_span(&subtitle));
		buf_release(&subtitle);
		entry->subtitle = false;
		return;
	}
	if (entry->value.len)
		buf_puts(&entry->value, entry->items ? "; " : " ");
	put_scalar(&entry->value, part);
}

/* "a, b, c" or "[a, b, c]" as parts. */
static void
add_flow(struct front *front, struct span list)
{
	if (span_starts(list, SPAN("[")) && span_ends(list, SPAN("]")))
		list = span_slice(list, 1, list.len - 1);
	front->entry.items = true;
	for (size_t from = 0; from <= list.len; ) {
		size_t to = flow_end(list, from);

		add_part(front, span_slice(list, from, to));
		from = to + 1;
	}
}

/* What ibid export says of its file; false when it is something else. */
static bool
note_export(struct front *front, struct span name, struct span value)
{
	unsigned number;

	if (span_eq(name, SPAN("ibid-export")) && span_eq(value, SPAN("1")))
		front->block->settled = true;
	else if (!front->block->settled)
		return false;
	else if (span_eq(name, SPAN("ibid-headings")))
		front->block->unnamed = span_eq(value, SPAN("unnamed"));
	else if (span_eq(name, SPAN("ibid-dangling")) &&
	    span_number(value, &number) == value.len)
		front->block->dangling = number;
	else if (span_eq(name, SPAN("ibid-meta-keywords")))
		doc_meta(front->sink, "keywords", value);
	else
		return false;
	return true;
}

static void
end_entry(struct front *front)
{
	struct entry *entry = &front->entry;

	end_keyword_map(front);
	if (entry->name.len && entry->value.len && !note_export(front,
	    buf_span(&entry->name), buf_span(&entry->value))) {
		struct span name = canonical_name(buf_span(&entry->name));
		char *copy = mem_alloc(name.len + 1);

		memcpy(copy, name.ptr, name.len);
		doc_meta(front->sink, copy, buf_span(&entry->value));
		free(copy);
	}
	buf_clear(&entry->name);
	buf_clear(&entry->value);
	entry->items = entry->subtitle = false;
	front->scalar = '\0';
}

static void
start_entry(struct front *front, struct span line, size_t len)
{
	struct span value = span_trim(span_slice(line, len + 1, line.len));

	end_entry(front);
	uni_lower(&front->entry.name, span_slice(line, 0, len));
	if (value.len && (value.ptr[0] == '|' || value.ptr[0] == '>') &&
	    value.len <= 2)
		front->scalar = value.ptr[0];
	else if (is_keywords(front) ||
	    (span_starts(value, SPAN("[")) && span_ends(value, SPAN("]"))))
		add_flow(front, value);
	else
		add_part(front, value);
}

/* "- item", "- type: main", "- role: author", "- term: x" */
static bool
is_qualifier(struct span name)
{
	static const char *const names[] = { "type", "role", "scheme",
	    "affiliation", "email", "orcid", "id" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_eq(name, span_str(names[i])))
			return true;
	return false;
}

/* The line of an item, or of a small map in one; without its indent. */
static void
add_item(struct front *front, struct span line, bool in_map)
{
	size_t len = key_len(line);
	struct span name = span_slice(line, 0, len);
	struct span value = span_trim(span_slice(line, len ? len + 1 : 0,
	    line.len));

	front->entry.items = true;
	if (len && is_keywords(front) && keyword_field(front, name, value))
		return;
	if (len && !is_keywords(front) && is_qualifier(name)) {
		if (span_eq(value, SPAN("subtitle")))
			front->entry.subtitle = true;
		return;
	}
	if (len && (in_map || span_eq(name, SPAN("text")) ||
	    span_eq(name, SPAN("name"))) && !is_keywords(front))
		add_part(front, value);
	else
		add_part(front, line);
}

static void
keep_line(struct front *front, struct span line)
{
	diag_add(front->diags, DIAG_FRONT_MATTER, front->line,
	    span_trim(line));
	doc_line(front->sink, front->line);
	doc_open(front->sink, DOC_PARAGRAPH, NULL);
	doc_text(front->sink, line);
	doc_close(front->sink);
}

static void
read_line(struct front *front, struct span line)
{
	struct span text = span_trim(line);
	bool indented = line.len && (line.ptr[0] == ' ' ||
	    line.ptr[0] == '\t');
	size_t len = key_len(line);

	if (text.len == 0 || (text.ptr[0] == '#' && !front->scalar))
		return;
	if (!indented && len)
		start_entry(front, line, len);
	else if (!front->entry.name.len)
		keep_line(front, line);
	else if (front->scalar && indented)
		add_part(front, text);
	else if (span_starts(text, SPAN("- ")))
		add_item(front, span_trim(span_slice(text, 2, text.len)),
		    false);
	else if (indented && key_len(text))
		add_item(front, text, true);
	else if (indented)
		add_part(front, text);
	else
		keep_line(front, line);
}

/* ---- the block -------------------------------------------------------- */

static bool
is_fence(struct span line, bool closing)
{
	while (line.len && (line.ptr[line.len - 1] == ' ' ||
	    line.ptr[line.len - 1] == '\t'))
		line.len--;
	return span_eq(line, SPAN("---")) ||
	    (closing && span_eq(line, SPAN("...")));
}

/*
 * The bytes between the fences.  A rule at the head of a file is no front
 * matter: a key must follow at once and a fence must close the block.
 */
static bool
find_block(struct span text, struct span *block, size_t *len)
{
	struct span rest = text, line;
	unsigned count = 0;
	bool keyed = false, exported;

	if (!span_line(&rest, &line) || !is_fence(line, false))
		return false;
	block->ptr = rest.ptr;
	exported = span_starts(rest, SPAN("ibid-export: "));
	while ((count++ < FRONT_LINES_MAX || exported) &&
	    span_line(&rest, &line)) {
		if (is_fence(line, true)) {
			block->len = (size_t)(line.ptr - block->ptr);
			*len = text.len - rest.len;
			return keyed;
		}
		if (!keyed && (!line.len || line.ptr[0] != '#')) {
			if (!key_len(line))
				return false;
			keyed = true;
		}
	}
	return false;
}

void
front_matter_read(struct span text, struct doc_sink *sink,
    struct diag_list *diags, struct front_matter *block)
{
	struct front front = { .sink = sink, .diags = diags, .line = 1,
		.block = block };
	struct span rest, line;

	*block = (struct front_matter){ 0 };
	if (!find_block(text, &rest, &block->len))
		return;
	while (span_line(&rest, &line)) {
		front.line++;
		read_line(&front, line);
	}
	end_entry(&front);
	block->lines = front.line + 1;
	buf_release(&front.entry.name);
	buf_release(&front.entry.value);
	buf_release(&front.term);
	buf_release(&front.variants);
	buf_release(&front.definition);
}
