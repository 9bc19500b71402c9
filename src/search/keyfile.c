/*
 * search/keyfile.c - keyword files, as ibid-keywords(5) tells.
 *
 *     # comment
 *     @style underline
 *     term | variant, variant [bold] = definition,
 *         which may go on
 */
#include "base/buf.h"
#include "search/keywords.h"

struct entry {
	struct span term;
	struct buf variants;	/* separated by \n */
	struct buf definition;
	struct span style;
	unsigned line;
	bool open;		/* there is one, not yet added */
};

struct reading {
	struct keywords *keywords;
	unsigned set;
	bool (*knows)(struct span style);
	struct diag_list *diags;
	struct span style;	/* of the entries that follow */
	struct entry entry;
	size_t added;
};

static void
add_entry(struct reading *in)
{
	struct entry *entry = &in->entry;

	if (!entry->open)
		return;
	if (keywords_add(in->keywords, in->set, entry->term,
	    buf_span(&entry->variants), buf_span(&entry->definition),
	    entry->style) < 0)
		diag_add(in->diags, DIAG_KEYWORD_LINE, entry->line,
		    entry->term);
	else
		in->added++;
	entry->open = false;
}

/*
 * Whether what is at `at` is quoted then.  A quotation mark opens where a
 * term or a variant may start; elsewhere, as in 5", it is a character.
 */
static bool
is_quoted_at(struct span line, size_t at, bool quoted)
{
	if (line.ptr[at] != '"')
		return quoted;
	return !quoted && (at == 0 || strchr(" \t,", line.ptr[at - 1]));
}

/*
 * The first `mark` outside quotation marks with white space, or an end,
 * before it and after it; or -1.
 */
static ptrdiff_t
find_mark(struct span line, char mark)
{
	bool quoted = false;

	for (size_t i = 0; i < line.len; i++) {
		quoted = is_quoted_at(line, i, quoted);
		if (quoted || line.ptr[i] != mark)
			continue;
		if ((i == 0 || line.ptr[i - 1] == ' ' ||
		    line.ptr[i - 1] == '\t') && (i + 1 == line.len ||
		    line.ptr[i + 1] == ' ' || line.ptr[i + 1] == '\t'))
			return (ptrdiff_t)i;
	}
	return -1;
}

/* Cut `*line` before `mark`; what is after it, trimmed, in `*rest`. */
static bool
cut_at(struct span *line, char mark, struct span *rest)
{
	ptrdiff_t at = find_mark(*line, mark);

	*rest = SPAN_NONE;
	if (at < 0)
		return false;
	*rest = span_trim(span_slice(*line, (size_t)at + 1, line->len));
	*line = span_trim(span_slice(*line, 0, (size_t)at));
	return true;
}

static bool
is_style(struct span style)
{
	for (size_t i = 0; i < style.len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-, ",
		    style.ptr[i]))
			return false;
	return style.len > 0 && style.len <= 64;
}

/* Cut " [style]" off the end of `*line`. */
static struct span
cut_style(struct span *line)
{
	struct span style;

	if (!span_ends(*line, SPAN("]")))
		return SPAN_NONE;
	for (size_t i = line->len; i > 1; i--) {
		if (line->ptr[i - 1] != '[' || line->ptr[i - 2] != ' ')
			continue;
		style = span_slice(*line, i, line->len - 1);
		if (!is_style(style))
			break;
		*line = span_trim(span_slice(*line, 0, i - 1));
		return style;
	}
	return SPAN_NONE;
}

/* "a, b, \"c, d\"" becomes one variant a line. */
static void
put_variants(struct span list, struct buf *out)
{
	bool quoted = false;
	size_t from = 0;

	for (size_t i = 0; i <= list.len; i++) {
		struct span one;

		if (i < list.len)
			quoted = is_quoted_at(list, i, quoted);
		if (i < list.len && (quoted || list.ptr[i] != ','))
			continue;
		one = span_trim(span_slice(list, from, i));
		from = i + 1;
		if (one.len == 0)
			continue;
		if (out->len > 0)
			buf_putc(out, '\n');
		buf_put(out, one);
	}
}

static void
check_style(struct reading *in, struct span style, unsigned number)
{
	if (style.len && in->knows && !in->knows(style))
		diag_add(in->diags, DIAG_KEYWORD_STYLE, number, style);
}

/* A quotation mark opens, and none closes it. */
static bool
is_left_open(struct span line)
{
	bool quoted = false;

	for (size_t i = 0; i < line.len; i++)
		quoted = is_quoted_at(line, i, quoted);
	return quoted;
}

static bool
read_entry(struct reading *in, struct span line, unsigned number)
{
	struct entry *entry = &in->entry;
	struct span definition;
	struct span variants;
	struct span style;

	cut_at(&line, '=', &definition);
	style = cut_style(&line);
	check_style(in, style, number);
	cut_at(&line, '|', &variants);
	if (line.len == 0 || is_left_open(line) || is_left_open(variants))
		return false;
	buf_clear(&entry->variants);
	buf_clear(&entry->definition);
	entry->term = line;
	put_variants(variants, &entry->variants);
	buf_put(&entry->definition, definition);
	entry->style = style.len ? style : in->style;
	entry->line = number;
	entry->open = true;
	return true;
}

/* "@style name" is the one command there is. */
static bool
read_command(struct reading *in, struct span line, unsigned number)
{
	struct span style;

	if (!span_starts(line, SPAN("@style ")))
		return false;
	style = span_trim(span_slice(line, 7, line.len));
	if (!is_style(style))
		return false;
	check_style(in, style, number);
	in->style = style;
	return true;
}

static bool
continue_definition(struct reading *in, struct span line)
{
	struct buf *definition = &in->entry.definition;

	if (!in->entry.open || definition->len == 0)
		return false;
	buf_putc(definition, ' ');
	buf_put(definition, line);
	return true;
}

static bool
read_line(struct reading *in, struct span line, unsigned number)
{
	bool indented = line.len > 0 &&
	    (line.ptr[0] == ' ' || line.ptr[0] == '\t');

	line = span_trim(line);
	if (line.len == 0 || line.ptr[0] == '#')
		return true;
	if (indented)
		return continue_definition(in, line);
	add_entry(in);
	if (line.ptr[0] == '@')
		return read_command(in, line, number);
	return read_entry(in, line, number);
}

size_t
keywords_parse(struct keywords *keywords, unsigned set, struct span bytes,
    bool (*knows)(struct span style), struct diag_list *diags)
{
	struct reading in = { .keywords = keywords, .set = set,
		.knows = knows, .diags = diags };
	unsigned number = 0;
	struct span line;

	if (span_starts(bytes, SPAN("\xef\xbb\xbf")))
		bytes = span_slice(bytes, 3, bytes.len);
	while (span_line(&bytes, &line))
		if (!read_line(&in, line, ++number))
			diag_add(diags, DIAG_KEYWORD_LINE, number,
			    span_trim(line));
	add_entry(&in);
	buf_release(&in.entry.variants);
	buf_release(&in.entry.definition);
	return in.added;
}

/* White space of any kind as one space, so that a value stays on its line. */
static void
put_line(struct buf *out, struct span text)
{
	bool space = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			space = true;
			continue;
		}
		if (space)
			buf_putc(out, ' ');
		space = false;
		buf_putc(out, c);
	}
}

/* Read again, the term would be taken for something else. */
static bool
is_misread(struct span term)
{
	struct span before = term;

	return *term.ptr == '#' || *term.ptr == '@' || is_left_open(term) ||
	    find_mark(term, '|') >= 0 || find_mark(term, '=') >= 0 ||
	    cut_style(&before).len;
}

void
keywords_write(const struct keywords *keywords, unsigned set,
    struct buf *out)
{
	for (size_t id = 0; id < keywords_count(keywords); id++) {
		const struct keyword *one = keywords_at(keywords, (int)id);
		struct span variants = one->variants;
		const char *before = " | ";
		struct span line;
		bool quoted;

		if (one->set != set)
			continue;
		quoted = one->exact || is_misread(one->term);
		buf_puts(out, quoted ? "\"" : "");
		put_line(out, one->term);
		buf_puts(out, quoted ? "\"" : "");
		while (span_line(&variants, &line)) {
			if (span_trim(line).len == 0)
				continue;
			buf_puts(out, before);
			put_line(out, span_trim(line));
			before = ", ";
		}
		if (one->style.len) {
			buf_puts(out, " [");
			put_line(out, one->style);
			buf_puts(out, "]");
		}
		if (one->definition.len) {
			buf_puts(out, " = ");
			put_line(out, one->definition);
		}
		buf_putc(out, '\n');
	}
}
