/*
 * reader/session_number.c - a number that is typed: how often a key is
 * meant, or the label of a note.
 */
#include "reader/session.h"

#include "reader/session_part.h"

#define DIGITS_MAX 9

/* Deeper parts of a document are not told apart by numbers. */
#define CHAIN_MAX 16

/* ---- the note of a label ---- */

/* The parts that hold the cursor, the deepest first. */
struct chain {
	struct doc_section sections[CHAIN_MAX];
	unsigned count;
};

static void
trace_chain(struct session *s, struct chain *chain)
{
	uint32_t index = bundle_section_at(s->bundle, s->cursor);

	chain->count = 0;
	while (index != DOC_NONE && chain->count < CHAIN_MAX &&
	    bundle_section(s->bundle, index,
	    &chain->sections[chain->count]) == BUNDLE_OK)
		index = chain->sections[chain->count++].parent;
}

/* How far up the chain a part holds `place`. */
static unsigned
chain_rank(const struct chain *chain, uint64_t place)
{
	unsigned rank = 0;

	while (rank < chain->count &&
	    (place < chain->sections[rank].place ||
	    place >= chain->sections[rank].end))
		rank++;
	return rank;
}

/*
 * The note of the document that `label` means here.  Where chapters number
 * their notes anew it is the one that is cited in the chapter at the cursor,
 * or stands there.
 */
static uint32_t
note_here(struct session *s, struct span label)
{
	uint32_t first = bundle_note_by_label(s->bundle, s->document, label,
	    DOC_NONE);
	uint32_t best = first, note = first;
	unsigned best_rank = CHAIN_MAX + 1;
	struct chain chain;

	if (first == DOC_NONE || bundle_note_by_label(s->bundle, s->document,
	    label, first) == DOC_NONE)
		return first;
	trace_chain(s, &chain);
	while (note != DOC_NONE && best_rank > 0) {
		struct doc_note row;
		struct doc_ref ref;
		unsigned rank = chain.count, cited;

		if (bundle_note(s->bundle, note, &row) == BUNDLE_OK)
			rank = chain_rank(&chain, row.place);
		if (bundle_note_ref(s->bundle, note, 0, &ref, NULL) ==
		    BUNDLE_OK) {
			cited = chain_rank(&chain, ref.place);
			rank = cited < rank ? cited : rank;
		}
		if (rank < best_rank) {
			best_rank = rank;
			best = note;
		}
		note = bundle_note_by_label(s->bundle, s->document, label,
		    note);
	}
	return best;
}

/* The first mark of the note that is on the screen, or DOC_NONE. */
static uint32_t
mark_in_sight(struct session *s, uint32_t note)
{
	uint64_t end;
	struct doc_ref ref;
	uint32_t index;

	view_fill(&s->page);
	end = view_end_place(&s->page);
	for (uint32_t k = 0; bundle_note_ref(s->bundle, note, k, &ref,
	    &index) == BUNDLE_OK && ref.place <= end; k++)
		if (view_row_of(&s->page, ref.place) >= 0)
			return index;
	return DOC_NONE;
}

/* DOC_NONE, and that is said. */
static uint32_t
labelled(struct session *s, struct span label)
{
	uint32_t note = note_here(s, label);

	if (note == DOC_NONE)
		note = bundle_note_by_label(s->bundle, DOC_NONE, label,
		    DOC_NONE);
	if (note == DOC_NONE)
		session_complain(s, "There is no note %.*s; %s lists them",
		    SPAN_ARG(label), session_command(s, ACTION_NOTES_LIST));
	return note;
}

bool
session_open_label(struct session *s, struct span label)
{
	uint32_t note = labelled(s, label);

	if (note == DOC_NONE)
		return false;
	s->focus = FOCUS_PAGE;
	return session_open_note(s, note, DOC_NONE);
}

/*
 * From wherever it was typed the note opens over the page, and closing it
 * leads to where the page was.
 */
static void
open_digits(struct session *s)
{
	struct span label = arena_span(&s->mem, buf_span(&s->digits));
	uint32_t note = labelled(s, label);

	buf_clear(&s->digits);
	if (note == DOC_NONE)
		return;
	while (s->list_open)
		part_close_list(s);
	if (s->focus == FOCUS_TREE)
		part_leave_tree(s);
	while (s->popup_count)
		session_close_note(s);
	s->focus = FOCUS_PAGE;
	session_open_note(s, note, mark_in_sight(s, note));
}

/* ---- typing ---- */

static void
say_number(struct session *s)
{
	if (s->digits.len)
		session_say(s, "%s: %s opens note %s", buf_cstr(&s->digits),
		    session_command(s, ACTION_OPEN), buf_cstr(&s->digits));
}

bool
part_number_key(struct session *s, struct span name, enum action action)
{
	bool digit = name.len == 1 && *name.ptr >= '0' && *name.ptr <= '9';

	if (action == ACTION_NONE && digit) {
		if (s->digits.len < DIGITS_MAX)
			buf_put(&s->digits, name);
		say_number(s);
		return true;
	}
	if (s->digits.len == 0)
		return false;
	if (span_eq(name, SPAN("Backspace"))) {
		buf_cut(&s->digits, s->digits.len - 1);
		say_number(s);
		return true;
	}
	if (action == ACTION_OPEN) {
		open_digits(s);
		return true;
	}
	if (action == ACTION_CLOSE || action == ACTION_NONE)
		buf_clear(&s->digits);
	return action == ACTION_CLOSE;
}
