/*
 * reader/session_warm.c - what the notes of the page and a search need, got
 * ready.
 *
 * A note may stand megabytes from its mark, and what it leans on anywhere.
 * To unpack that takes milliseconds, which are spent while the reader reads
 * the page, not when the note is asked for.
 */
#include "reader/session.h"

#include <stdlib.h>

#include "reader/session_part.h"

static struct glimpse *
find_glimpse(struct session *s, uint32_t note)
{
	for (uint32_t i = 0; i < GLIMPSES_KEPT; i++)
		if (s->glimpses[i].kept && s->glimpses[i].note == note)
			return &s->glimpses[i];
	return NULL;
}

struct span
part_inferred(struct session *s, uint32_t index, const struct doc_note *note)
{
	struct glimpse *glimpse = find_glimpse(s, index);

	if (!glimpse) {
		glimpse = &s->glimpses[s->glimpse_next++ % GLIMPSES_KEPT];
		buf_clear(&glimpse->words);
		part_put_inferred(s, index, note, &glimpse->words);
		glimpse->note = index;
		glimpse->kept = true;
	}
	return buf_span(&glimpse->words);
}

void
part_drop_glimpses(struct session *s)
{
	for (uint32_t i = 0; i < GLIMPSES_KEPT; i++) {
		buf_release(&s->glimpses[i].words);
		s->glimpses[i].kept = false;
	}
	s->warmed.done = false;
}

/* The first place that the note leans on; `end` when it leans on none. */
static uint64_t
first_leant_on(struct session *s, const struct doc_note *note, uint64_t end)
{
	uint64_t first = end;
	struct doc_note other;

	for (uint32_t i = 0; i < note->resolve_count; i++)
		if (note->resolves[i].note != DOC_NONE &&
		    bundle_note(s->bundle, note->resolves[i].note, &other) ==
		    BUNDLE_OK && other.place < first)
			first = other.place;
	return first;
}

/* The stretch whose marks may be opened next: the page, or a note. */
static bool
stretch_at_hand(struct session *s, uint64_t *from, uint64_t *to)
{
	struct popup *popup = session_popup(s);
	struct doc_note note;

	*from = view_top_place(&s->page);
	*to = view_end_place(&s->page);
	if (!popup)
		return true;
	if (popup->note == DOC_NONE ||
	    bundle_note(s->bundle, popup->note, &note) != BUNDLE_OK)
		return false;
	*from = note.place;
	*to = note.end;
	return true;
}

/* A walk over the marks of a stretch, from the mark `next` on. */
struct marks {
	uint32_t next;
	uint32_t left;
	uint64_t to;
};

static struct marks
marks_between(struct session *s, uint64_t from, uint64_t to)
{
	return (struct marks){ .next = bundle_ref_find(s->bundle, from),
		.left = GLIMPSES_KEPT / 2, .to = to };
}

/* The note of the next mark; marks whose note cannot be read are left out. */
static bool
next_note(struct session *s, struct marks *marks, uint32_t *index,
    struct doc_note *note)
{
	struct doc_ref ref;

	while (marks->left > 0 && bundle_ref(s->bundle, marks->next, &ref) ==
	    BUNDLE_OK && ref.place <= marks->to) {
		marks->left--;
		marks->next++;
		*index = ref.note;
		if (bundle_note(s->bundle, ref.note, note) == BUNDLE_OK)
			return true;
	}
	return false;
}

/*
 * Of the notes of those marks the one that leans on the earliest place and
 * is not ready: in this order what is packed together is unpacked once.
 */
static uint32_t
next_unready(struct session *s, uint64_t from, uint64_t to,
    struct doc_note *out)
{
	struct marks marks = marks_between(s, from, to);
	uint64_t best = UINT64_MAX;
	uint32_t found = DOC_NONE;
	struct doc_note note;
	uint32_t index;

	while (next_note(s, &marks, &index, &note)) {
		uint64_t place;

		if (note.resolve_count == 0 || find_glimpse(s, index))
			continue;
		place = first_leant_on(s, &note, UINT64_MAX - 1);
		if (place < best) {
			best = place;
			found = index;
			*out = note;
		}
	}
	return found;
}

/* The chunks of those notes are held from now on. */
static void
touch_notes(struct session *s, uint64_t from, uint64_t to)
{
	struct marks marks = marks_between(s, from, to);
	struct doc_note note;
	uint32_t index;

	while (next_note(s, &marks, &index, &note)) {
		/* The flow looks at what stands before it and after it. */
		view_leaf(s->bundle, note.end, NULL);
		if (note.place > 0)
			view_leaf(s->bundle, note.place - 1, NULL);
		view_leaf(s->bundle, note.place, NULL);
	}
}

/* What `i` opens from the note that is open. */
static void
touch_leant_on(struct session *s)
{
	struct popup *popup = session_popup(s);
	struct doc_note note, other;

	if (!popup || popup->note == DOC_NONE ||
	    bundle_note(s->bundle, popup->note, &note) != BUNDLE_OK)
		return;
	for (uint32_t i = 0; i < note.resolve_count && i < 2; i++)
		if (note.resolves[i].note != DOC_NONE &&
		    bundle_note(s->bundle, note.resolves[i].note, &other) ==
		    BUNDLE_OK)
			view_leaf(s->bundle, other.place, NULL);
}

bool
session_warm(struct session *s)
{
	struct warmed now = { .done = true, .popups = s->popup_count };
	struct doc_note note;
	uint32_t index;

	/* What is typed next is looked for all over the text. */
	if (s->focus == FOCUS_PROMPT && s->prompt.kind == PROMPT_SEARCH &&
	    s->prompt.text.len == 0)
		bundle_ready(s->bundle, view_top_place(&s->page));
	if (s->focus != FOCUS_PAGE && s->focus != FOCUS_NOTE)
		return false;
	view_fill(&s->page);
	if (!stretch_at_hand(s, &now.from, &now.to) || (s->warmed.done &&
	    s->warmed.from == now.from && s->warmed.to == now.to &&
	    s->warmed.popups == now.popups))
		return false;
	index = next_unready(s, now.from, now.to, &note);
	if (index != DOC_NONE) {
		part_inferred(s, index, &note);
		return true;
	}
	touch_leant_on(s);
	touch_notes(s, now.from, now.to);
	s->warmed = now;
	return false;
}
