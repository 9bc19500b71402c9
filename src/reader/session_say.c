/* reader/session_say.c - the words of the session: status, place, time. */
#include "reader/session.h"

#include "reader/session_part.h"
#include "uni/uni.h"

uint32_t
session_section(const struct session *s)
{
	uint64_t place = s->cursor;

	if (view_row_of(&s->page, place) < 0)
		place = view_first_text(&s->page);
	return bundle_section_at(s->bundle, place);
}

/* ---- progress: the text counts, notes and back matter do not ---- */

/* The end of what is on the page; by ear, of what was heard. */
static uint64_t
seen_to(const struct session *s)
{
	return s->linear ? s->heard : view_end_place(&s->page);
}

int
session_percent(const struct session *s)
{
	uint64_t all = extent_all(&s->extent);
	uint64_t before = extent_before(&s->extent, seen_to(s));

	/* The last row may end before the line end that is counted. */
	return before + 2 >= all ? 100 : (int)(before * 100 / all);
}

int
session_minutes_left(const struct session *s)
{
	uint64_t all = extent_all(&s->extent);
	uint64_t left = all - extent_before(&s->extent, seen_to(s));
	int speed = s->memory.speed ? s->memory.speed :
	    settings_number(s->settings, SETTING_SPEED);
	uint64_t words = all ? s->extent.words * left / all : 0;

	return (int)((words + (uint64_t)speed - 1) / (uint64_t)speed);
}

int
session_read_percent(const struct session *s, uint64_t from, uint64_t to)
{
	uint64_t read;

	if (to <= from)
		return 0;
	read = ranges_within(&s->memory.read, from, to);
	/* What is on the screen is being read. */
	return (int)(read * 100 / (to - from));
}

/* ---- the status line ---- */

static void
put_time_left(const struct session *s, struct buf *out)
{
	int minutes = session_minutes_left(s);

	if (minutes >= 120)
		buf_printf(out, "%d h left", (minutes + 30) / 60);
	else if (minutes > 0)
		buf_printf(out, "%d min left", minutes);
	else
		buf_puts(out, "end");
}

/* The title of the section at the cursor, or of the document. */
static struct span
title_here(struct session *s)
{
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);
	uint32_t index = session_section(s);
	struct doc_section section;

	if (index != DOC_NONE && bundle_section(s->bundle, index,
	    &section) == BUNDLE_OK && section.title.len)
		return section.title;
	return document ? document->title : SPAN("");
}

/* Moving a cursor must not change it: it is the section's at the top. */
static struct span
title_of_page(struct session *s)
{
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);
	struct doc_section section;

	if (!s->settings->number[SETTING_ARROWS])
		return title_here(s);
	if (bundle_section(s->bundle, bundle_section_at(s->bundle,
	    view_first_text(&s->page)), &section) == BUNDLE_OK &&
	    section.title.len)
		return section.title;
	return document ? document->title : SPAN("");
}

static void
put_far(struct session *s, struct buf *out)
{
	bool ascii = s->settings->number[SETTING_CHARSET] >= CHARSET_ASCII;

	buf_printf(out, "%d%%%s", session_percent(s),
	    ascii ? ", " : " \u00b7 ");
	put_time_left(s, out);
}

/* The notes cited on the screen: "notes 404, 405". */
static void
put_notes_near(struct session *s, struct buf *out)
{
	uint64_t from = view_top_place(&s->page);
	uint64_t to = view_end_place(&s->page);
	struct doc_ref ref;
	struct doc_note note;
	int count = 0;

	for (uint32_t i = bundle_ref_find(s->bundle, from);
	    bundle_ref(s->bundle, i, &ref) == BUNDLE_OK && ref.place <= to;
	    i++) {
		if (view_row_of(&s->page, ref.place) < 0 ||
		    bundle_note(s->bundle, ref.note, &note) != BUNDLE_OK)
			continue;
		if (++count > 4) {
			buf_puts(out, " ...");
			break;
		}
		buf_puts(out, count == 1 ? "" : ", ");
		buf_put(out, note.label);
	}
}

/* What the line says of the page, made anew if it has to be. */
static const struct page_status *
page_status(struct session *s)
{
	struct page_status *status = &s->status;

	if (!status->due &&
	    settings_number(s->settings, SETTING_STATUS) == STATUS_STEADY)
		return status;
	status->due = false;
	buf_clear(&status->title);
	buf_clear(&status->far);
	buf_clear(&status->notes);
	buf_put(&status->title, title_of_page(s));
	put_far(s, &status->far);
	put_notes_near(s, &status->notes);
	return status;
}

struct span
session_status_title(struct session *s)
{
	return buf_span(&page_status(s)->title);
}

void
session_status_far(struct session *s, struct buf *out)
{
	buf_put(out, buf_span(&page_status(s)->far));
}

/* "3 of 17" */
void
session_put_number(struct session *s, struct buf *out)
{
	size_t number = session_match_number(s);

	if (number)
		buf_printf(out, "%zu of ", number);
	buf_printf(out, "%zu%s", s->find.total,
	    find_done(&s->find) && !s->find.full ? "" : "+");
}

void
session_status_found(struct session *s, struct buf *out)
{
	if (!s->find.query || s->settings->number[SETTING_A11Y])
		return;
	session_put_number(s, out);
	if (s->find.limit)
		buf_puts(out, ", not everywhere");
}

void
session_status_near(struct session *s, bool hint, struct buf *out)
{
	const struct page_status *status = page_status(s);

	if (s->find.query) {
		session_put_number(s, out);
		buf_puts(out, " matches");
		find_progress(&s->find, out);
	}
	if (status->notes.len) {
		buf_puts(out, out->len ? "   notes " : "notes ");
		buf_put(out, buf_span(&status->notes));
	}
	if (hint)
		buf_puts(out, out->len ? "   h help" : "h help");
}

void
session_locate(struct session *s, struct buf *out)
{
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);
	uint32_t count = bundle_info(s->bundle)->document_count;
	int minutes = session_minutes_left(s);

	buf_put(out, title_here(s));
	buf_printf(out, ". %d percent of ", session_percent(s));
	if (document && document->title.len)
		buf_put(out, document->title);
	else
		buf_puts(out, "the document");
	if (minutes)
		buf_printf(out, ", %d minute%s left", minutes,
		    minutes == 1 ? "" : "s");
	if (count > 1)
		buf_printf(out, ". Document %u of %u", s->document + 1,
		    count);
	buf_puts(out, ".");
}

/* Where the whole of it has no room the figures come first. */
void
part_locate_in_row(struct session *s, struct buf *out)
{
	int minutes = session_minutes_left(s);

	session_locate(s, out);
	if ((int)uni_cols(buf_span(out), 1) <= s->frame.cols - 2)
		return;
	buf_clear(out);
	buf_printf(out, "%d percent", session_percent(s));
	if (minutes)
		buf_printf(out, ", %d minute%s left", minutes,
		    minutes == 1 ? "" : "s");
	buf_puts(out, ". ");
	buf_put(out, title_here(s));
}

/* Whether the page begins with the document's title. */
static bool
starts_with_title(struct session *s, struct span title)
{
	const struct doc_node *leaf = view_leaf(s->bundle,
	    view_first_text(&s->page), NULL);

	return leaf && span_eq(span_trim(leaf->text), title);
}

void
session_greet(struct session *s)
{
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);
	struct buf line = { 0 }, rest = { 0 }, title = { 0 };
	bool is_error = s->message_is_error;
	int room;

	view_fill(&s->page);
	buf_printf(&rest, "%d percent. h for help.", session_percent(s));
	if (s->message.len)
		buf_printf(&rest, " %s", buf_cstr(&s->message));
	/* A comma, a space, and the last cell of the row, which is blank. */
	room = s->frame.cols - (int)uni_cols(buf_span(&rest), 1) - 3;
	if (document && !starts_with_title(s, document->title))
		uni_printable(&title, document->title, true);
	if (title.len && room >= 12) {
		if ((int)uni_cols(buf_span(&title), 1) > room) {
			buf_cut(&title, uni_fit(buf_span(&title),
			    (size_t)room - 3, 1, NULL));
			buf_puts(&title, "...");
		}
		buf_printf(&line, "%s, ", buf_cstr(&title));
	}
	buf_put(&line, buf_span(&rest));
	session_say(s, "%s", buf_cstr(&line));
	s->message_is_error = is_error;
	buf_release(&line);
	buf_release(&rest);
	buf_release(&title);
}

/* The sentence around `place` on one line, with what it marks kept. */
struct span
part_sentence_at(struct session *s, uint64_t place, struct buf *out)
{
	const struct doc_node *leaf = view_leaf(s->bundle, place, NULL);
	size_t from, to;
	size_t start = out->len;

	if (!leaf || place < leaf->place)
		return SPAN("");
	uni_sentence(leaf->text, (size_t)(place - leaf->place), &from, &to);
	buf_put(out, span_slice(leaf->text, from, to));
	for (size_t i = start; i < out->len; i++)
		if (out->ptr[i] == '\v' || out->ptr[i] == '\n')
			out->ptr[i] = ' ';
	return span_slice(buf_span(out), start, out->len);
}

/* ---- words of the text ---- */

/* Blank what the layout hides in out[start..], the text from `from` on. */
static void
blank_hidden(struct session *s, uint64_t from, struct buf *out, size_t start)
{
	uint64_t to = from + (out->len - start);
	uint64_t place = from;

	while (place < to) {
		const struct doc_node *leaf = view_leaf(s->bundle, place,
		    NULL);

		if (!leaf || leaf->place + leaf->text.len < place)
			return;
		for (uint32_t i = 0; i < leaf->inline_count; i++) {
			const struct doc_inline *span = &leaf->inlines[i];
			uint64_t at = leaf->place + span->off;
			uint64_t end = at + span->len;

			if (span->kind != DOC_BACKLINK)
				continue;
			at = at < from ? from : at;
			end = end > to ? to : end;
			for (; at < end; at++)
				out->ptr[start + (size_t)(at - from)] = ' ';
		}
		place = leaf->place + leaf->text.len + 1;
	}
}

/* Lines and blanks as they are, but none at the ends. */
void
part_put_visible(struct session *s, uint64_t from, uint64_t to,
    struct buf *out)
{
	struct buf text = { 0 };

	bundle_text(s->bundle, from, to, &text, NULL);
	blank_hidden(s, from, &text, 0);
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '\v')
			text.ptr[i] = '\n';
	buf_put(out, span_trim(buf_span(&text)));
	buf_release(&text);
}

void
session_words(struct session *s, uint64_t from, uint64_t to,
    struct buf *out)
{
	size_t start = out->len;
	size_t kept = start;

	bundle_text(s->bundle, from, to, out, NULL);
	blank_hidden(s, from, out, start);
	for (size_t i = start; i < out->len; i++) {
		char c = out->ptr[i];

		if (c == '\n' || c == '\v')
			c = ' ';
		if (c != ' ' || (kept > start && out->ptr[kept - 1] != ' '))
			out->ptr[kept++] = c;
	}
	while (kept > start && out->ptr[kept - 1] == ' ')
		kept--;
	buf_cut(out, kept);
}
