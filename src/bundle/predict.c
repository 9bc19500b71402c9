/* bundle/predict.c - what rows tell about each other. */
#include "bundle/predict.h"

#include "base/below.h"

#define LEVELS 16

void
predict_parents(const struct doc_section *rows, uint32_t count,
    uint32_t *back)
{
	uint32_t last[LEVELS];	/* row after the last of that level */

	memset(last, 0, sizeof last);
	for (uint32_t i = 0; i < count; i++) {
		unsigned level = rows[i].level & (LEVELS - 1);
		uint32_t parent = 0;

		for (unsigned up = 0; up < level; up++)
			if (last[up] > parent)
				parent = last[up];
		back[i] = parent ? i + 1 - parent : 0;
		last[level] = i + 1;
	}
}

void
predict_ends(const struct doc_section *rows, uint32_t count, uint64_t end,
    uint64_t *ends)
{
	uint64_t next[LEVELS];	/* place of the next row not deeper */

	for (unsigned level = 0; level < LEVELS; level++)
		next[level] = end;
	for (uint32_t i = count; i-- > 0;) {
		unsigned level = rows[i].level & (LEVELS - 1);

		ends[i] = next[level];
		for (unsigned deep = level; deep < LEVELS; deep++)
			next[deep] = rows[i].place;
	}
}

struct span
predict_title(struct span text, uint64_t place)
{
	struct span rest = span_slice(text, (size_t)place, text.len);
	ptrdiff_t end = span_chr(rest, '\n', 0);

	return end < 0 ? rest : span_slice(rest, 0, (size_t)end);
}

/* What becomes of a byte of a heading in its name; 0: it goes. */
static char
slug_byte(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')
		return c;
	return c == ' ' || c == '\v' || c == '-' ? '-' : '\0';
}

struct span
predict_slug(struct arena *mem, struct span text)
{
	char *to = arena_alloc(mem, text.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = slug_byte(text.ptr[i]);

		if (c)
			to[len++] = c;
	}
	return span_of(to, len);
}

bool
predict_is_slug(struct span text, struct span id)
{
	size_t at = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = slug_byte(text.ptr[i]);

		if (c && (at == id.len || id.ptr[at++] != c))
			return false;
	}
	return at == id.len;
}

uint32_t
predict_section(const struct doc_section *rows, uint32_t count,
    uint64_t place)
{
	uint32_t row = COUNT_BELOW(rows, count, place, place + 1);

	if (row == 0)
		return DOC_NONE;
	/* Parents come before their children, so this climbs and ends. */
	for (row--; place >= rows[row].end; row = rows[row].parent)
		if (rows[row].parent >= row)
			return DOC_NONE;
	return row;
}

uint32_t
predict_marks(const struct doc_ref *refs, uint32_t count,
    const struct doc_section *section)
{
	size_t from = COUNT_BELOW(refs, count, place, section->place);
	size_t to = COUNT_BELOW(refs, count, place, section->end);

	return to > from ? (uint32_t)(to - from) : 0;
}

void
predict_notes(const struct doc_node *nodes, uint32_t count,
    struct doc_note *notes, uint32_t note_count)
{
	for (uint32_t i = 0; i < note_count; i++)
		notes[i].place = notes[i].end = 0;
	for (uint32_t i = 0; i < count; i++) {
		const struct doc_node *last = NULL;

		if (nodes[i].kind != DOC_NOTE || nodes[i].number >= note_count)
			continue;
		for (uint32_t in = nodes[i].end; in-- > i + 1 && !last;)
			if (doc_kind_shape(nodes[in].kind) == DOC_LEAF)
				last = &nodes[in];
		notes[nodes[i].number].place = nodes[i].place;
		notes[nodes[i].number].end = last ?
		    last->place + last->text.len : nodes[i].place;
	}
}
