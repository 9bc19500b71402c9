/*
 * reader/session_found.c - what was found, as lists: matches, concordance.
 *
 * The matches are listed when all is searched, since those in notes stand
 * below the sentence that cites them; a concordance fills meanwhile.
 */
#include "reader/session.h"

#include <stdlib.h>

#include "base/below.h"
#include "reader/session_part.h"
#include "search/concord.h"
#include "uni/uni.h"

/* Rows of a list of matches; nobody reads more, and counts are exact. */
#define LIST_MATCHES_MAX 5000

/* Steps of the search before the list of its matches is put off. */
#define STEPS_AT_ONCE 4

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

struct found
session_found(struct session *s, struct match match)
{
	struct found found = { .at = match.place, .match = match,
		.note = bundle_note_at(s->bundle, match.place),
		.ref = DOC_NONE };
	struct doc_ref ref;
	uint32_t index;

	if (found.note != DOC_NONE && bundle_note_ref(s->bundle, found.note,
	    0, &ref, &index) == BUNDLE_OK) {
		found.at = ref.place;
		found.ref = index;
	}
	return found;
}

/* At most LIST_MATCHES_MAX of the matches, as they are read. */
static void
gather_matches(struct session *s)
{
	struct found *all = s->founds;
	uint32_t count = 0, room = 0;

	if (all && s->found_serial == s->find.serial)
		return;
	free(all);
	all = NULL;
	for (uint32_t c = 0; c < s->find.chunk_count; c++) {
		const struct find_chunk *chunk = &s->find.chunks[c];

		for (uint32_t i = 0; i < chunk->count &&
		    count < LIST_MATCHES_MAX; i++) {
			MEM_PUSH(all, count, room);
			all[count++] = session_found(s, chunk->items[i]);
		}
	}
	if (count)
		qsort(all, count, sizeof *all, compare_found);
	s->founds = all;
	s->found_count = count;
	s->found_serial = s->find.serial;
}

const struct found *
part_founds(struct session *s, uint32_t *count)
{
	*count = 0;
	if (!s->find.query || !find_done(&s->find) || s->find.total == 0 ||
	    s->find.total > LIST_MATCHES_MAX)
		return NULL;
	gather_matches(s);
	*count = s->found_count;
	return s->founds;
}

size_t
session_match_number(struct session *s)
{
	struct found now;
	const struct found *all, *at;
	uint32_t count;
	size_t index;

	if (s->match.len == 0 || !find_done(&s->find))
		return 0;
	all = part_founds(s, &count);
	if (!all) {
		index = find_index(&s->find, s->match.place);
		return index == SIZE_MAX ? 0 : index + 1;
	}
	now = session_found(s, s->match);
	at = bsearch(&now, all, count, sizeof *all, compare_found);
	return at ? (size_t)(at - all) + 1 : 0;
}

/*
 * The match after (direction -1: before) the current one, or after `place`
 * where the reader has left that; around the ends of the text.
 */
const struct found *
part_next_found(struct session *s, uint64_t place, bool from_match,
    int direction, bool *wrapped)
{
	uint32_t count;
	const struct found *all = part_founds(s, &count);
	size_t number = from_match ? session_match_number(s) : 0;
	int64_t to;

	if (!all)
		return NULL;
	if (number)
		to = (int64_t)number - 1 + direction;
	else if (direction > 0)
		to = (int64_t)COUNT_BELOW(all, count, at, place + 1);
	else
		to = (int64_t)COUNT_BELOW(all, count, at, place) - 1;
	*wrapped = to < 0 || to >= count;
	return &all[to < 0 ? count - 1 : to >= count ? 0 : to];
}

/* The sentence of `match` on one line; returns where the match starts. */
static uint32_t
put_sentence(struct session *s, const struct match *match, struct buf *out)
{
	const struct doc_node *leaf = view_leaf(s->bundle, match->place,
	    NULL);
	size_t start = out->len;
	size_t off, from, to;

	if (!leaf || match->place < leaf->place)
		return (uint32_t)start;
	off = (size_t)(match->place - leaf->place);
	uni_sentence(leaf->text, off, &from, &to);
	if (to < off + match->len)
		to = off + match->len;
	buf_put(out, span_slice(leaf->text, from, to));
	for (size_t i = start; i < out->len; i++)
		if (out->ptr[i] == '\v' || out->ptr[i] == '\n')
			out->ptr[i] = ' ';
	return (uint32_t)(start + off - from);
}

static void
add_match(struct session *s, const struct found *found, uint32_t number)
{
	uint32_t lit, kept;
	struct buf text = { 0 };
	struct buf label = { 0 };
	struct doc_note note;

	buf_printf(&label, "%u", number);
	if (found->note != DOC_NONE && bundle_note(s->bundle, found->note,
	    &note) == BUNDLE_OK)
		buf_printf(&text, "in note %.*s: ", SPAN_ARG(note.label));
	kept = (uint32_t)text.len;
	lit = put_sentence(s, &found->match, &text);
	list_add(&s->list, &(struct list_row){
		.label = buf_span(&label),
		.text = buf_span(&text),
		.place = found->match.place,
		.number = found->ref != DOC_NONE ? found->note : DOC_NONE,
		.length = found->match.len,
		.lit = lit,
		.lit_len = found->match.len,
		.kept = kept,
	});
	buf_release(&text);
	buf_release(&label);
}

/* To the row of the match that the reader is at. */
static void
go_to_current(struct session *s)
{
	for (uint32_t i = 0; s->match.len && i < s->list.shown_count; i++) {
		const struct list_row *row =
		    &s->list.rows[s->list.shown[i]];

		if (!row->heading && row->place == s->match.place)
			list_go(&s->list, i,
			    frame_list_rows(&s->frame) - 1);
	}
}

void
part_say_no_match(struct session *s, const struct find *find)
{
	struct buf scope = { 0 };

	find_put_scope(find, &scope);
	session_complain(s, "No match for %s%s%s%s", buf_cstr(&find->pattern),
	    buf_cstr(&scope), find->limit ? ", not tried everywhere: " : "",
	    find->limit ? find->limit : "");
	buf_release(&scope);
}

/*
 * In the order of the text; what stands in a note is listed below the
 * sentence that cites it, which is quoted where it is no row itself.
 */
void
part_list_matches(struct session *s)
{
	const struct found *all;
	struct buf said = { 0 };
	struct buf sentence = { 0 };
	uint32_t last = DOC_NONE;
	uint32_t count;

	if (!s->find.query) {
		session_say(s, "Nothing is searched for; %s searches",
		    session_command(s, ACTION_SEARCH));
		return;
	}
	/* Most texts are searched by now, or in a moment. */
	for (int i = 0; i < STEPS_AT_ONCE && find_step(&s->find); i++)
		continue;
	s->matches_wanted = !find_done(&s->find);
	if (s->matches_wanted) {
		session_say(s, "The matches are listed when all is searched");
		return;
	}
	s->seek.on = false;
	if (s->find.total == 0) {
		part_say_no_match(s, &s->find);
		return;
	}
	gather_matches(s);
	all = s->founds;
	count = s->found_count;
	buf_printf(&sentence, "Matches for %s%s", buf_cstr(&s->find.pattern),
	    count < s->find.total ? ", the first of them" : "");
	part_begin_list(s, LIST_MATCHES, buf_cstr(&sentence));
	for (uint32_t i = 0; i < count; i++) {
		add_section_heading(s, all[i].at, &last);
		buf_clear(&sentence);
		part_sentence_at(s, all[i].at, &sentence);
		if (all[i].ref != DOC_NONE && !span_eq(buf_span(&said),
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
	buf_release(&said);
	buf_release(&sentence);
	part_open_list(s);
	go_to_current(s);
}

/* ---- concordance ---- */

/* The face aligns the matches, and cuts what has no room beside them. */
static void
add_concordance(struct session *s, struct match match)
{
	const struct doc_node *leaf = view_leaf(s->bundle, match.place,
	    NULL);
	struct found found = session_found(s, match);
	struct concord_line line;
	struct arena mem = { 0 };
	struct buf text = { 0 };

	if (!leaf)
		return;
	concord_line(&mem, leaf->text, leaf->place, match, &line);
	buf_put(&text, line.left);
	buf_put(&text, line.middle);
	buf_put(&text, line.right);
	list_add(&s->list, &(struct list_row){
		.text = buf_span(&text),
		.place = match.place,
		.number = found.ref != DOC_NONE ? found.note : DOC_NONE,
		.length = match.len,
		.left_key = line.left_key,
		.right_key = line.right_key,
		.lit = (uint32_t)line.left.len,
		.lit_len = (uint32_t)line.middle.len,
	});
	buf_release(&text);
	arena_release(&mem);
}

static void
end_list(struct session *s)
{
	struct span title = s->list.title;

	s->list_chunk = UINT32_MAX;
	if (s->list.count >= LIST_MATCHES_MAX)
		s->list.title = arena_printf(&s->list.mem,
		    "%.*s, the first %u", SPAN_ARG(title),
		    LIST_MATCHES_MAX);
	if (s->list.count > 0)
		return;
	part_close_list(s);
	if (s->kwic_keyword)
		session_say(s, "%.*s does not occur", SPAN_ARG(keywords_at(
		    s->glossary.keywords, s->kwic_keyword - 1)->term));
	else
		part_say_no_match(s, &s->kwic);
}

static uint32_t
list_chunks(const struct session *s)
{
	return s->kwic_keyword ? bundle_chunk_count(s->bundle) :
	    s->kwic.chunk_count;
}

bool
part_list_grows(const struct session *s)
{
	return s->list_open && s->list.kind == LIST_CONCORDANCE &&
	    s->list_chunk < list_chunks(s);
}

static void
add_keyword_lines(struct session *s)
{
	struct keyword_hits hits = { 0 };

	glossary_hits(&s->glossary, s->list_chunk++, s->kwic_keyword - 1,
	    &hits);
	for (size_t i = 0; i < hits.count &&
	    s->list.count < LIST_MATCHES_MAX; i++)
		add_concordance(s, (struct match){ hits.items[i].place,
		    hits.items[i].len });
	keyword_hits_release(&hits);
}

/* A step towards the next rows. */
void
part_gather_list(struct session *s)
{
	if (s->kwic_keyword)
		add_keyword_lines(s);
	else if (!find_done(&s->kwic))
		find_step(&s->kwic);
}

/* Add the matches of the chunks that were scanned since. */
void
part_grow_list(struct session *s)
{
	const struct find *find = &s->kwic;

	if (s->list.kind != LIST_CONCORDANCE || s->list_chunk == UINT32_MAX)
		return;
	while (!s->kwic_keyword && s->list_chunk < find->chunk_count &&
	    find->chunks[s->list_chunk].done &&
	    s->list.count < LIST_MATCHES_MAX) {
		const struct find_chunk *chunk =
		    &find->chunks[s->list_chunk++];

		for (uint32_t i = 0; i < chunk->count &&
		    s->list.count < LIST_MATCHES_MAX; i++)
			add_concordance(s, chunk->items[i]);
	}
	list_extend(&s->list);
	if (s->list_chunk >= list_chunks(s) ||
	    s->list.count >= LIST_MATCHES_MAX)
		end_list(s);
}

static void
open_concordance(struct session *s, int keyword, struct span word)
{
	struct buf title = { 0 };

	buf_printf(&title, "Concordance of %.*s", SPAN_ARG(word));
	part_begin_list(s, LIST_CONCORDANCE, buf_cstr(&title));
	buf_release(&title);
	s->kwic_keyword = keyword;
	s->list_chunk = 0;
	part_open_list(s);
	for (int i = 0; i < STEPS_AT_ONCE && part_list_grows(s); i++)
		part_gather_list(s);
	part_grow_list(s);
}

void
part_list_concordance(struct session *s, struct span word)
{
	part_open_index(s);
	if (!find_start(&s->kwic, word, QUERY_WORD, 0,
	    bundle_info(s->bundle)->text_len, 0)) {
		session_complain(s, "%s", buf_cstr(&s->kwic.error));
		return;
	}
	open_concordance(s, 0, word);
}

static void
list_keyword_lines(struct session *s, int id)
{
	if (!part_keyword_is_on(s, id))
		return;
	/* Of the last concordance, nothing is of use. */
	find_stop(&s->kwic);
	open_concordance(s, id + 1, keywords_at(s->glossary.keywords,
	    id)->term);
}

/* Of the word or keyword of a list's row, or of what is typed. */
void
part_concordance(struct session *s)
{
	const struct list_row *row = s->focus == FOCUS_LIST ?
	    list_current(&s->list) : NULL;

	if (row && s->list.kind == LIST_KEYWORDS)
		list_keyword_lines(s, (int)row->number);
	else if (row && s->list.kind == LIST_SUGGESTIONS)
		part_list_concordance(s, arena_span(&s->mem, row->label));
	else
		part_prompt(s, PROMPT_CONCORDANCE, false);
}
