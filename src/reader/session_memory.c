/* reader/session_memory.c - a reading taken up where it was left. */
#include "reader/session_part.h"
#include "reader/trace.h"

/* ---- taking up ---- */

static void
take_up(struct session *s, struct memory *memory)
{
	memory_release(&s->memory);
	s->memory = *memory;
	*memory = (struct memory){ 0 };
	for (size_t i = 0; i < s->memory.keyword_count; i++)
		glossary_add(&s->glossary, GLOSSARY_READER,
		    s->memory.keywords[i], SPAN(""), SPAN(""));
	for (size_t i = 0; i < s->memory.search_count &&
	    settings_number(s->settings, SETTING_SAVE_SEARCHES); i++)
		part_keep_pattern(s, s->memory.searches[i].text,
		    s->memory.searches[i].regex ? QUERY_REGEX : 0);
}

static void
go_to_spot(struct session *s)
{
	uint64_t text_len = bundle_info(s->bundle)->text_len;

	if (!s->memory.found || s->memory.spot.anchor >= text_len ||
	    s->memory.spot.cursor > text_len)
		return;
	s->memory.spot.ref = DOC_NONE;
	session_set_spot(s, s->memory.spot);
}

void
session_recall(struct session *s, struct memory *memory)
{
	take_up(s, memory);
	go_to_spot(s);
}

/* ---- in an edited text ---- */

/* The cursor is trace 0; `marks` gets which mark each other one is. */
static size_t
gather_traces(const struct memory *memory, struct trace *traces, int *marks)
{
	size_t count = 0;

	traces[count++] = (struct trace){
		.place = memory->spot.cursor, .near = memory->words.near,
		.before = memory->words.before };
	for (int i = 0; i < MEMORY_MARKS; i++) {
		if (memory->marks[i] == DOC_NOWHERE)
			continue;
		marks[count] = i;
		traces[count++] = (struct trace){
			.place = memory->marks[i],
			.near = memory->mark_words[i].near,
			.before = memory->mark_words[i].before };
	}
	return count;
}

/*
 * Where `place` of the old text is now, from places that are known in both:
 * those before and after it that keep their order.
 */
static uint64_t
between_known(const uint64_t *old, const struct trace *traces, size_t count,
    uint64_t old_len, uint64_t new_len, uint64_t place)
{
	uint64_t low = 0, low_now = 0, high = old_len, high_now = new_len;

	for (size_t i = 0; i < count; i++) {
		if (!traces[i].found)
			continue;
		if (old[i] <= place && old[i] >= low &&
		    traces[i].place >= low_now) {
			low = old[i];
			low_now = traces[i].place;
		}
		if (old[i] > place && old[i] < high &&
		    traces[i].place < high_now) {
			high = old[i];
			high_now = traces[i].place;
		}
	}
	if (place >= old_len)
		return new_len;
	if (high <= low || high_now < low_now)
		return low_now;
	return low_now + (uint64_t)((double)(place - low) *
	    (double)(high_now - low_now) / (double)(high - low));
}

/* Which stretches were read is as good as the places around them. */
static void
move_ranges(struct memory *memory, const uint64_t *old,
    const struct trace *traces, size_t count, uint64_t new_len)
{
	struct ranges moved = { 0 };

	for (size_t i = 0; i < memory->read.count; i++) {
		struct range *range = &memory->read.items[i];

		ranges_add(&moved, between_known(old, traces, count,
		    memory->text_len, new_len, range->from),
		    between_known(old, traces, count, memory->text_len,
		    new_len, range->to));
	}
	ranges_release(&memory->read);
	memory->read = moved;
}

static void
say_how(struct session *s, const struct trace *traces, size_t count)
{
	size_t found = 0;
	struct buf marks = { 0 };

	for (size_t i = 1; i < count; i++)
		found += traces[i].found;
	if (count > 1 && found == count - 1)
		buf_printf(&marks, ", and so %s your mark%s", count == 2 ?
		    "was" : "were", count == 2 ? "" : "s");
	else if (count > 1)
		buf_printf(&marks, "; of %zu mark%s %zu %s", count - 1,
		    count == 2 ? "" : "s", found, found == 1 ? "was" :
		    "were");
	if (traces[0].found)
		session_say(s, "The text was edited; your place was found "
		    "again%s", buf_cstr(&marks));
	else
		session_say(s, "The text was edited; your place was not found "
		    "again, this is as far in%s", buf_cstr(&marks));
	buf_release(&marks);
}

bool
session_recall_edited(struct session *s, struct memory *memory)
{
	uint64_t new_len = bundle_info(s->bundle)->text_len;
	struct trace traces[MEMORY_MARKS + 1];
	uint64_t old[MEMORY_MARKS + 1];
	int marks[MEMORY_MARKS + 1];
	struct spot *spot;
	size_t count;

	take_up(s, memory);
	if (!s->memory.found)
		return false;
	if (!s->memory.text_len)
		s->memory.text_len = new_len;
	count = gather_traces(&s->memory, traces, marks);
	for (size_t i = 0; i < count; i++)
		old[i] = traces[i].place;
	trace_find(s->bundle, s->memory.text_len, traces, count);
	for (size_t i = 1; i < count; i++)
		s->memory.marks[marks[i]] = traces[i].place;
	move_ranges(&s->memory, old, traces, count, new_len);
	/* The top of the screen is as far above the cursor as it was. */
	spot = &s->memory.spot;
	spot->anchor = traces[0].place - (spot->cursor > spot->anchor &&
	    spot->cursor - spot->anchor <= traces[0].place ?
	    spot->cursor - spot->anchor : 0);
	spot->cursor = traces[0].place;
	go_to_spot(s);
	say_how(s, traces, count);
	return traces[0].found;
}

/* ---- leaving ---- */

static struct memory_words
words_at(struct session *s, uint64_t place)
{
	struct buf before = { 0 }, near = { 0 };
	struct memory_words words;

	trace_words(s->bundle, place, &before, &near);
	words.before = arena_span(&s->memory.mem, buf_span(&before));
	words.near = arena_span(&s->memory.mem, buf_span(&near));
	buf_release(&before);
	buf_release(&near);
	return words;
}

/*
 * Where to go on reading.  Quitting inside a note reopens at the text: where
 * it was opened or, in the notes' own chapter, at the mark it was left from.
 */
static struct spot
spot_in_text(struct session *s)
{
	struct spot before;
	struct doc_ref ref;
	uint32_t note = bundle_note_at(s->bundle, s->cursor);

	if (s->popup_count)
		return s->popups[0].before;
	if (note == DOC_NONE || s->history.at == 0)
		return session_spot(s);
	before = s->history.spots[s->history.at - 1];
	if (before.ref != DOC_NONE && bundle_ref(s->bundle, before.ref,
	    &ref) == BUNDLE_OK && ref.note == note)
		return before;
	return session_spot(s);
}

/* None where the reader does not want them kept: not the old ones, either. */
static void
remember_searches(struct session *s)
{
	s->memory.search_count = 0;
	for (size_t i = 0; i < s->pattern_count &&
	    settings_number(s->settings, SETTING_SAVE_SEARCHES); i++)
		memory_add_search(&s->memory, s->patterns[i].text,
		    s->patterns[i].flags & QUERY_REGEX);
}

void
session_remember(struct session *s)
{
	struct memory *memory = &s->memory;

	remember_searches(s);
	memory->spot = spot_in_text(s);
	memory->text_len = bundle_info(s->bundle)->text_len;
	memory->words = words_at(s, memory->spot.cursor);
	for (int i = 0; i < MEMORY_MARKS; i++)
		if (memory->marks[i] != DOC_NOWHERE)
			memory->mark_words[i] = words_at(s,
			    memory->marks[i]);
	view_fill(&s->page);
	ranges_add(&memory->read, s->page.anchor, view_end_place(&s->page));
}
