/* reader/session_glow.c - what to highlight on the screen. */
#include "reader/session.h"

#include <stdlib.h>

#include "reader/session_part.h"

void
glows_release(struct glows *glows)
{
	free(glows->items);
	*glows = (struct glows){ 0 };
}

static void
add_glow(struct glows *out, struct glow glow)
{
	MEM_PUSH(out->items, out->count, out->room);
	out->items[out->count++] = glow;
}

static void
glow_keywords(struct session *s, const struct doc_node *leaf,
    struct glows *out)
{
	struct keyword_hits hits = { 0 };

	keywords_scan(s->glossary.keywords, leaf->text, leaf->place, &hits);
	for (size_t i = 0; i < hits.count; i++) {
		const struct keyword_hit *hit = &hits.items[i];
		const struct keyword *keyword = keywords_at(
		    s->glossary.keywords, hit->id);

		add_glow(out, (struct glow){
			.from = hit->place,
			.to = hit->place + hit->len,
			.kind = GLOW_KEYWORD,
			.set = keyword->set,
			.style = keyword->style,
		});
	}
	keyword_hits_release(&hits);
}

static void
glow_matches(struct session *s, const struct doc_node *leaf,
    struct glows *out)
{
	size_t count;
	const struct match *match = find_within(&s->find, leaf->place,
	    leaf->place + leaf->text.len, &count);

	for (; count > 0; count--, match++)
		add_glow(out, (struct glow){
			.from = match->place,
			.to = match->place + match->len,
			.kind = match->place == s->match.place &&
			    s->match.len ? GLOW_MATCH_CURRENT : GLOW_MATCH,
		});
}

/* Each leaf of the unit that a row belongs to. */
static void
glow_unit(struct session *s, const struct view_row *row, bool matches,
    struct glows *out)
{
	const struct doc_node *nodes = row->chunk->nodes;
	uint32_t end = nodes[row->pos.unit.node].end;

	for (uint32_t i = row->pos.unit.node; i < end; i++) {
		if (doc_kind_shape(nodes[i].kind) != DOC_LEAF ||
		    nodes[i].text.len == 0)
			continue;
		if (matches)
			glow_matches(s, &nodes[i], out);
		else
			glow_keywords(s, &nodes[i], out);
	}
}

static void
glow_rows(struct session *s, const struct view *view, bool matches,
    struct glows *out)
{
	const struct view_row *last = NULL;

	for (int i = 0; i < view->shown_count; i++) {
		const struct view_row *row = &view->shown[i];

		if (last && last->block == row->block)
			continue;
		last = row;
		glow_unit(s, row, matches, out);
	}
}

void
session_glows(struct session *s, const struct view *view, struct glows *out)
{
	if (keywords_count(s->glossary.keywords))
		glow_rows(s, view, false, out);
	if (s->find.query)
		glow_rows(s, view, true, out);
}
