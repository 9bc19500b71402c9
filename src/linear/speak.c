/* linear/speak.c - words for paragraphs, notes, places and lists. */
#include <stdarg.h>

#include "layout/layout.h"
#include "linear/parts.h"
#include "uni/uni.h"

/* ---- lines ---- */

static void
print_line(struct linear *l, struct span text)
{
	struct buf bytes = { 0 };

	uni_encode(&bytes, text, l->opts->charset);
	buf_putc(&bytes, '\n');
	fwrite(bytes.ptr, 1, bytes.len, l->opts->out);
	buf_release(&bytes);
}

static void
print_wrapped(struct linear *l, struct span text)
{
	size_t cols = (size_t)l->opts->cols;

	while (cols && uni_cols(text, 1) > cols) {
		size_t fit = uni_fit(text, cols, 1, NULL);
		size_t cut = fit;

		while (cut > 0 && text.ptr[cut] != ' ')
			cut--;
		if (cut == 0)
			cut = fit ? fit : uni_cluster_next(text, 0);
		print_line(l, span_slice(text, 0, cut));
		text = span_trim(span_slice(text, cut, text.len));
	}
	print_line(l, text);
}

void
speak_line(struct linear *l, struct span text)
{
	struct buf safe = { 0 };
	struct buf shown = { 0 };

	uni_printable(&safe, text, true);
	uni_show(&shown, buf_span(&safe), l->opts->charset);
	print_wrapped(l, buf_span(&shown));
	if (l->aloud)
		aloud_add(l->aloud, buf_span(&safe));
	buf_release(&shown);
	buf_release(&safe);
}

void
speak_format(struct linear *l, const char *format, ...)
{
	struct buf line = { 0 };
	va_list args;

	va_start(args, format);
	buf_vprintf(&line, format, args);
	va_end(args);
	speak_line(l, buf_span(&line));
	buf_release(&line);
}

void
speak_message(struct linear *l)
{
	struct span words = buf_span(&l->session->message);

	/* An address stays as it is, for whoever copies it. */
	bool ends = words.len == 0 || l->session->wish == WISH_BROWSE ||
	    strchr(".:?!", words.ptr[words.len - 1]);

	speak_format(l, "%.*s%s", SPAN_ARG(words), ends ? "" : ".");
}

void
speak_put_title(struct span title, struct buf *out)
{
	static const char *const quotes[] = { "\"", "'", ")", "\u201d",
		"\u2019", "\u00bb" };
	static const char *const ends[] = { ".", "?", "!", "\u2026",
		"\u061f", "\u3002", "\uff1f", "\uff01" };

	title = span_trim(title);
	while (span_ends(title, SPAN("\u00a0")))
		title = span_trim(span_slice(title, 0, title.len - 2));
	buf_put(out, title);
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
		if (span_ends(title, span_str(quotes[i])))
			title.len -= strlen(quotes[i]);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(title, span_str(ends[i])))
			return;
	buf_putc(out, '.');
}

/* ---- leaves ---- */

static bool
is_spoken(const struct doc_node *leaf)
{
	return leaf->text.len > 0;
}

const struct doc_node *
speak_leaf_from(struct linear *l, uint64_t place, uint64_t to)
{
	while (place < to) {
		const struct doc_node *leaf = view_leaf(l->session->bundle,
		    place, NULL);

		if (!leaf || leaf->place >= to)
			return NULL;
		if (is_spoken(leaf) && leaf->place + leaf->text.len >= place)
			return leaf;
		place = leaf->place + leaf->text.len + 1;
	}
	return NULL;
}

const struct doc_node *
speak_leaf_before(struct linear *l, uint64_t place, uint64_t from)
{
	while (place > from) {
		const struct doc_node *leaf = view_leaf(l->session->bundle,
		    place - 1, NULL);

		if (!leaf || leaf->place < from)
			return NULL;
		if (is_spoken(leaf))
			return leaf;
		place = leaf->place;
	}
	return NULL;
}

unsigned
speak_count_paragraphs(struct linear *l, uint64_t from, uint64_t to)
{
	const struct doc_node *leaf;
	unsigned count = 0;

	while ((leaf = speak_leaf_from(l, from, to)) != NULL) {
		if (leaf->kind != DOC_HEADING)
			count++;
		from = leaf->place + leaf->text.len + 1;
	}
	return count;
}

/* A list item's number, before its first paragraph. */
static void
put_item(const struct bundle_chunk *chunk, const struct doc_node *leaf,
    struct buf *out)
{
	uint32_t index = (uint32_t)(leaf - chunk->nodes);
	const struct doc_node *item;

	if (leaf->parent == DOC_NONE || leaf->parent + 1 != index)
		return;
	item = &chunk->nodes[leaf->parent];
	if (item->kind == DOC_ITEM && (item->flags & DOC_ORDERED) &&
	    item->number)
		buf_printf(out, "%u. ", item->number);
}

/* "Note 12." where a note begins; false: it does not. */
static bool
put_note_label(struct session *s, const struct doc_node *leaf,
    struct buf *out)
{
	uint32_t index = bundle_note_at(s->bundle, leaf->place);
	struct doc_note note;

	if (index == DOC_NONE || bundle_note(s->bundle, index, &note) !=
	    BUNDLE_OK || note.place != leaf->place || !note.label.len)
		return false;
	buf_printf(out, "Note %.*s. ", SPAN_ARG(note.label));
	return true;
}

/* Text [from, to) of a leaf, with "[note 12]" where its marks are. */
static void
put_marked(struct linear *l, const struct doc_node *leaf, size_t from,
    size_t to, struct buf *out)
{
	size_t done = from;

	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *mark = &leaf->inlines[i];
		struct doc_note note;

		/* The way back is a command, not a word of the note. */
		if (mark->kind == DOC_BACKLINK && mark->off >= done &&
		    mark->off + mark->len <= to) {
			buf_put(out, span_slice(leaf->text, done,
			    mark->off));
			while (out->len && out->ptr[out->len - 1] == ' ')
				buf_cut(out, out->len - 1);
			done = mark->off + mark->len;
			continue;
		}
		if (mark->kind != DOC_NOTE_REF || mark->off < from ||
		    mark->off > to || (mark->off == from && from > 0) ||
		    bundle_note(l->session->bundle, mark->number, &note) !=
		    BUNDLE_OK)
			continue;
		buf_put(out, span_slice(leaf->text, done, mark->off));
		buf_printf(out, "%s[note %.*s]",
		    out->len && out->ptr[out->len - 1] != ' ' ? " " : "",
		    SPAN_ARG(note.label));
		done = mark->off;
	}
	buf_put(out, span_slice(leaf->text, done, to));
}

/* "Inferred: this is note 12, at 41." */
static void
put_resolve(struct session *s, const struct doc_note *note,
    const struct doc_resolve *resolve, struct buf *out)
{
	struct doc_note other;

	if (resolve->note == DOC_NONE || bundle_note(s->bundle,
	    resolve->note, &other) != BUNDLE_OK) {
		buf_puts(out, "Not found: what \"");
		session_words(s, note->place + resolve->off, note->place +
		    resolve->off + resolve->len, out);
		buf_puts(out, "\" stands for. ");
		return;
	}
	buf_printf(out, "Inferred: this is note %.*s",
	    SPAN_ARG(other.label));
	if (resolve->locator.len)
		buf_printf(out, ", at %.*s", SPAN_ARG(resolve->locator));
	buf_puts(out, ". ");
}

void
speak_note(struct linear *l, uint32_t index)
{
	struct session *s = l->session;
	const struct doc_node *leaf;
	struct doc_note note;
	struct buf out = { 0 };
	uint64_t at;

	if (bundle_note(s->bundle, index, &note) != BUNDLE_OK)
		return;
	l->spelt = DOC_NOWHERE;
	buf_printf(&out, "Note %.*s. ", SPAN_ARG(note.label));
	for (at = note.place; at < note.end &&
	    (leaf = speak_leaf_from(l, at, note.end)) != NULL;
	    at = leaf->place + leaf->text.len + 1) {
		put_marked(l, leaf, 0, leaf->text.len, &out);
		buf_putc(&out, ' ');
	}
	for (uint32_t i = 0; i < note.resolve_count; i++)
		put_resolve(s, &note, &note.resolves[i], &out);
	buf_printf(&out, "End of note %.*s.", SPAN_ARG(note.label));
	speak_line(l, buf_span(&out));
	buf_release(&out);
}

void
speak_note_at(struct linear *l, uint32_t index, uint64_t place)
{
	const struct doc_node *leaf = view_leaf(l->session->bundle, place,
	    NULL);
	struct doc_note note;
	struct buf out = { 0 };

	if (!leaf || bundle_note(l->session->bundle, index, &note) !=
	    BUNDLE_OK)
		return;
	buf_printf(&out, "Note %.*s. ", SPAN_ARG(note.label));
	put_marked(l, leaf, 0, leaf->text.len, &out);
	speak_line(l, buf_span(&out));
	buf_release(&out);
}

/* The notes with a mark in [from, to]. */
static void
speak_cited(struct linear *l, uint64_t from, uint64_t to)
{
	struct doc_ref ref;

	for (uint32_t i = bundle_ref_find(l->session->bundle, from);
	    bundle_ref(l->session->bundle, i, &ref) == BUNDLE_OK &&
	    ref.place <= to; i++)
		if (ref.place > from || i == 0 || from == 0)
			speak_note(l, ref.note);
}

bool
speak_unit(struct linear *l, uint64_t place)
{
	struct session *s = l->session;
	const struct bundle_chunk *chunk;
	const struct doc_node *leaf = view_leaf(s->bundle, place, &chunk);
	struct buf out = { 0 };
	size_t from = 0;
	size_t to;

	if (!leaf || !is_spoken(leaf))
		return false;
	to = leaf->text.len;
	if (l->sentences)
		uni_sentence(leaf->text, (size_t)(place - leaf->place) + 1,
		    &from, &to);
	if (from == 0 && !put_note_label(s, leaf, &out))
		put_item(chunk, leaf, &out);
	put_marked(l, leaf, from, to, &out);
	speak_line(l, buf_span(&out));
	if (l->notes_after)
		speak_cited(l, leaf->place + from, leaf->place + to);
	l->place = leaf->place + from;
	l->end = leaf->place + to;
	if (to == leaf->text.len)
		l->end++;
	l->fresh = l->exact = false;
	l->spelt = DOC_NOWHERE;
	s->cursor = l->place;
	s->ref = DOC_NONE;
	buf_release(&out);
	return true;
}

static void
put_place(struct linear *l, uint64_t place, bool of, struct buf *out)
{
	struct session *s = l->session;
	uint32_t index = bundle_section_at(s->bundle, place);
	const struct doc_node *leaf = view_leaf(s->bundle, place, NULL);
	struct doc_section section;
	unsigned paragraph;

	if (index == DOC_NONE || !leaf || bundle_section(s->bundle, index,
	    &section) != BUNDLE_OK) {
		buf_puts(out, "Before the first chapter");
		return;
	}
	buf_printf(out, "Chapter %u", index + 1);
	if (of)
		buf_printf(out, " of %u",
		    bundle_info(s->bundle)->section_count);
	paragraph = speak_count_paragraphs(l, section.place,
	    leaf->place + 1);
	if (paragraph)
		buf_printf(out, ", paragraph %u", paragraph);
	if (paragraph && of)
		buf_printf(out, " of %u", speak_count_paragraphs(l,
		    section.place, section.end));
}

void
speak_put_place(struct linear *l, uint64_t place, struct buf *out)
{
	put_place(l, place, false, out);
}

void
speak_put_place_of(struct linear *l, uint64_t place, struct buf *out)
{
	put_place(l, place, true, out);
}

/* What a line of a concordance says about its word, in bytes. */
#define BEFORE_WORD_BYTES 30
#define AFTER_WORD_BYTES 60

/*
 * The word with what is about it: in a line the columns before it are of no
 * use, and a sentence goes on too long behind it.
 */
static void
put_concordance_row(const struct list_row *row, struct buf *out)
{
	size_t end = row->lit + row->lit_len;
	size_t cut = end + AFTER_WORD_BYTES;
	struct span before = span_slice(row->text, 0, row->lit);
	size_t from = 0;

	if (before.len > BEFORE_WORD_BYTES) {
		from = uni_cluster_prev(before,
		    before.len - BEFORE_WORD_BYTES + 1);
		while (from < before.len && before.ptr[from] != ' ')
			from++;
		/* A long word, or a script that has no spaces. */
		if (from == before.len)
			from = uni_cluster_prev(before,
			    before.len - BEFORE_WORD_BYTES + 1);
	}
	while (from < before.len && before.ptr[from] == ' ')
		from++;
	before = span_slice(before, from, before.len);
	buf_put(out, before);
	if (cut >= row->text.len)
		cut = row->text.len;
	else
		while (cut > end && row->text.ptr[cut] != ' ')
			cut--;
	buf_put(out, span_slice(row->text, row->lit, cut));
	if (cut < row->text.len)
		buf_puts(out, " ...");
}

/* The number of a row leads to all of it. */
#define ROW_BYTES 100

static void
put_cut(struct span text, struct buf *out)
{
	size_t cut = ROW_BYTES;

	if (text.len <= ROW_BYTES) {
		speak_put_title(text, out);
		return;
	}
	while (cut > 0 && text.ptr[cut] != ' ')
		cut--;
	while (cut == 0 || (text.ptr[cut] & 0xc0) == 0x80)
		cut++;
	buf_put(out, span_slice(text, 0, cut));
	buf_puts(out, " ...");
}

static void
put_row(const struct list *list, const struct list_row *row, struct buf *out)
{
	/* Here the number of the row says it. */
	bool labelled = row->label.len && list->kind != LIST_MATCHES &&
	    list->kind != LIST_CITED_BY && list->kind != LIST_SOURCES;

	if (list->kind == LIST_CONCORDANCE) {
		put_concordance_row(row, out);
		return;
	}
	if (labelled)
		buf_printf(out, "%.*s: ", SPAN_ARG(row->label));
	if (!row->detail.len && list->kind != LIST_SOURCES) {
		buf_put(out, row->text);
		return;
	}
	if (list->kind == LIST_NOTES) {
		put_cut(row->text, out);
		buf_puts(out, " Cited in: ");
		put_cut(row->detail, out);
		return;
	}
	speak_put_title(row->text, out);
	buf_putc(out, ' ');
	if (list->kind == LIST_SOURCES && row->length == 1)
		buf_puts(out, "Cited once: ");
	else if (list->kind == LIST_SOURCES)
		buf_printf(out, "Cited %u times: ", row->length);
	buf_put(out, row->detail);
}

/* Rows of the list that can be opened. */
static unsigned
list_rows(const struct list *list)
{
	uint32_t count;

	list_position(list, &count);
	return count;
}

/* Rows that are said at once: a minute of listening. */
#define ROWS_AT_ONCE 30

static void
say_rows_end(struct linear *l, unsigned from, unsigned to, unsigned all)
{
	if (to < all)
		speak_format(l, "Rows %u to %u. Enter reads on, a number "
		    "opens one, b closes the list.", from, to);
	else if (from > 1)
		speak_format(l, "Rows %u to %u, the last. A number opens one, "
		    "b closes the list.", from, to);
	else
		speak_line(l, all == 1 ? SPAN("1 opens it, b closes the "
		    "list.") : SPAN("A number opens one, b closes the "
		    "list."));
}

/* The rows after those that were said. */
void
speak_more_rows(struct linear *l)
{
	const struct list *list = &l->session->list;
	unsigned from = l->rows_said + 1, to = l->rows_said + ROWS_AT_ONCE;
	struct buf line = { 0 };
	unsigned number = 0;

	for (uint32_t i = 0; i < list->shown_count; i++) {
		const struct list_row *row = &list->rows[list->shown[i]];

		if (!row->heading)
			number++;
		if (number + row->heading < from || number + row->heading > to)
			continue;
		buf_clear(&line);
		if (!row->heading) {
			buf_printf(&line, "%u. ", number);
			put_row(list, row, &line);
			l->rows_said = number;
		} else {
			buf_put(&line, row->text);
		}
		speak_line(l, buf_span(&line));
		if (ask_interrupted(l->ask))
			break;
	}
	say_rows_end(l, from, l->rows_said, list_rows(list));
	buf_release(&line);
}

bool
speak_has_more_rows(const struct linear *l)
{
	const struct session *s = l->session;

	return s->list_open && l->rows_said < list_rows(&s->list);
}

void
speak_list(struct linear *l)
{
	const struct list *list = &l->session->list;
	unsigned count = list_rows(list);
	struct buf line = { 0 };

	l->rows_said = 0;
	speak_put_title(list->kind == LIST_SOURCES ? SPAN("Sources") :
	    list->title, &line);
	buf_printf(&line, " %u row%s.", count, count == 1 ? "" : "s");
	speak_line(l, buf_span(&line));
	speak_more_rows(l);
	buf_release(&line);
}
