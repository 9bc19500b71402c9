/* reader/session_found.c - what was found, as lists: matches, concordance. */
#include "reader/session.h"

#include <stdlib.h>

#include "reader/session_part.h"
#include "search/concord.h"
#include "uni/uni.h"

/* Rows of a list of matches; nobody reads more, and counts are exact. */
#define LIST_MATCHES_MAX 5000

/* ---- matches ---- */

static void
add_section_heading(struct session *s, uint64_t place, uint32_t *last)
{
	uint32_t index = bundle_section_at(s->bundle, place);
	struct doc_section section;

	if (index == *last)
		return;
	*last = index;
	if (index != DOC_NONE && bundle_section(s->bundle, index,
	    &section) == BUNDLE_OK)
		part_add_heading(s, section.title);
}

/*
 * A match with the place it belongs to: its own or, in a note, that of the
 * first mark of the note.
 */
struct found {
	uint64_t at;
	struct match match;
	uint32_t note;		/* it stands in; or DOC_NONE */
	bool cited;
};

static int
compare_found(const void *left, const void *right)
{
	const struct found *a = left;
	const struct found *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->match.place != b->match.place)
		return a->match.place < b->match.place ? -1 : 1;
	return 0;
}

static struct found
found_of(struct session *s, struct match match)
{
	struct found found = { .at = match.place, .match = match,
		.note = bundle_note_at(s->bundle, match.place) };
	struct doc_ref ref;

	if (found.note != DOC_NONE && bundle_note_ref(s->bundle, found.note,
	    0, &ref, NULL) == BUNDLE_OK) {
		found.at = ref.place;
		found.cited = true;
	}
	return found;
}

static uint32_t
gather_matches(struct session *s, struct found **out)
{
	struct found *all = NULL;
	uint32_t count = 0, room = 0;

	for (uint32_t c = 0; c < s->find.chunk_count; c++) {
		const struct find_chunk *chunk = &s->find.chunks[c];

		for (uint32_t i = 0; i < chunk->count &&
		    count < LIST_MATCHES_MAX; i++) {
			MEM_PUSH(all, count, room);
			all[count++] = found_of(s, chunk->items[i]);
		}
	}
	if (count)
		qsort(all, count, sizeof *all, compare_found);
	*out = all;
	return count;
}

static void
add_match(struct session *s, const struct found *found, uint32_t number)
{
	struct buf text = { 0 };
	struct buf label = { 0 };
	struct doc_note note;

	buf_printf(&label, "%u", number);
	if (found->note != DOC_NONE && bundle_note(s->bundle, found->note,
	    &note) == BUNDLE_OK)
		buf_printf(&text, "in note %.*s: ", SPAN_ARG(note.label));
	part_sentence_at(s, found->match.place, &text);
	part_add_row(s, buf_span(&label), &text, NULL, found->match.place,
	    found->cited ? found->note : DOC_NONE, found->match.len);
	buf_release(&text);
	buf_release(&label);
}

/*
 * In the order of the text; what stands in a note is listed below the
 * sentence that cites it, which is quoted where it is no row itself.
 */
void
part_list_matches(struct session *s)
{
	struct found *all;
	struct buf said = { 0 };
	struct buf sentence = { 0 };
	uint32_t last = DOC_NONE;
	uint32_t count;

	if (!s->find.query) {
		session_say(s, "Nothing is searched for; %s searches",
		    session_command(s, ACTION_SEARCH));
		return;
	}
	while (find_step(&s->find))
		continue;
	if (s->find.total == 0) {
		session_complain(s, "No match for %s",
		    buf_cstr(&s->find.pattern));
		return;
	}
	count = gather_matches(s, &all);
	part_begin_list(s, LIST_MATCHES, "Matches");
	for (uint32_t i = 0; i < count; i++) {
		add_section_heading(s, all[i].at, &last);
		buf_clear(&sentence);
		part_sentence_at(s, all[i].at, &sentence);
		if (all[i].cited && !span_eq(buf_span(&said),
		    buf_span(&sentence)))
			list_add(&s->list, &(struct list_row){
				.text = buf_span(&sentence),
				.place = DOC_NOWHERE,
				.heading = true,
				.quoted = true,
			});
		buf_clear(&said);
		buf_put(&said, buf_span(&sentence));
		add_match(s, &all[i], i + 1);
	}
	free(all);
	buf_release(&said);
	buf_release(&sentence);
	part_open_list(s);
}

/* ---- concordance ---- */

static void
add_concordance(struct session *s, const struct match *match)
{
	const struct doc_node *leaf = view_leaf(s->bundle, match->place,
	    NULL);
	struct concord_line line;
	struct arena mem = { 0 };
	struct buf text = { 0 };
	struct span left;
	size_t cols;
	size_t side;

	if (!leaf)
		return;
	concord_line(&mem, leaf->text, leaf->place, *match, &line);
	/* Aligned in the middle of the row: cut on the left, pad if short. */
	side = (size_t)(s->frame.page.cols > 40 ?
	    s->frame.page.cols / 2 - 10 : 10);
	left = line.left;
	for (cols = uni_cols(left, 1); cols > side && left.len;
	    cols = uni_cols(left, 1))
		left = span_slice(left, uni_cluster_next(left, 0), left.len);
	buf_fill(&text, ' ', side - cols);
	buf_put(&text, left);
	buf_put(&text, line.middle);
	buf_put(&text, line.right);
	list_add(&s->list, &(struct list_row){
		.text = buf_span(&text),
		.place = match->place,
		.length = match->len,
		.left_key = line.left_key,
		.right_key = line.right_key,
	});
	buf_release(&text);
	arena_release(&mem);
}

void
part_list_concordance(struct session *s, struct span word)
{
	struct find find;

	find_init(&find, s->bundle, s->index);
	if (!find_start(&find, word, QUERY_WORD, 0,
	    bundle_info(s->bundle)->text_len, 0)) {
		session_complain(s, "%s", buf_cstr(&find.error));
		find_release(&find);
		return;
	}
	while (find_step(&find))
		continue;
	if (find.total == 0) {
		session_complain(s, "No match for %.*s", SPAN_ARG(word));
		find_release(&find);
		return;
	}
	part_begin_list(s, LIST_CONCORDANCE, "Concordance");
	for (uint32_t c = 0; c < find.chunk_count; c++)
		for (uint32_t i = 0; i < find.chunks[c].count &&
		    s->list.count < LIST_MATCHES_MAX; i++)
			add_concordance(s, &find.chunks[c].items[i]);
	find_release(&find);
	part_open_list(s);
}
