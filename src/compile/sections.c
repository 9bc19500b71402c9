/*
 * compile/sections.c - the contents tree.
 *
 *     # A Report          1 "A Report"
 *     ### Summary           2 "Summary"          (no gap: 3 becomes 2)
 *     # Notes             1 "Notes"              back matter
 *
 * Headings in notes, quotes and page furniture open no section.  Text
 * before the first heading, and a document without any, get a section with
 * the document's title.  Notes that stand in a group of their own without a
 * heading (all of Markdown's) get a section "Notes"; the furniture of a page,
 * which stands at its end, gets a section "Page furniture".
 */
#include "compile/pass.h"

#include <stdlib.h>

#include "base/buf.h"
#include "uni/uni.h"

#define LEVELS_MAX 16

/* A title taken from text is cut here, at a space. */
#define TITLE_MAX 60

/* ---- what a title says ------------------------------------------------ */

static const struct {
	const char *title;	/* folded */
	enum doc_role role;
} title_roles[] = {
	{ "anmerkungen", DOC_ROLE_ENDNOTES },
	{ "annotations", DOC_ROLE_ENDNOTES },
	{ "bibliografia", DOC_ROLE_BIBLIOGRAPHY },
	{ "bibliographie", DOC_ROLE_BIBLIOGRAPHY },
	{ "bibliography", DOC_ROLE_BIBLIOGRAPHY },
	{ "citations", DOC_ROLE_BIBLIOGRAPHY },
	{ "contents", DOC_ROLE_CONTENTS },
	{ "copyright", DOC_ROLE_COPYRIGHT },
	{ "end notes", DOC_ROLE_ENDNOTES },
	{ "endnoten", DOC_ROLE_ENDNOTES },
	{ "endnotes", DOC_ROLE_ENDNOTES },
	{ "foot notes", DOC_ROLE_ENDNOTES },
	{ "footnotes", DOC_ROLE_ENDNOTES },
	{ "fussnoten", DOC_ROLE_ENDNOTES },
	{ "index", DOC_ROLE_INDEX },
	{ "inhalt", DOC_ROLE_CONTENTS },
	{ "inhaltsverzeichnis", DOC_ROLE_CONTENTS },
	{ "literatur", DOC_ROLE_BIBLIOGRAPHY },
	{ "literaturverzeichnis", DOC_ROLE_BIBLIOGRAPHY },
	{ "notas", DOC_ROLE_ENDNOTES },
	{ "note", DOC_ROLE_ENDNOTES },
	{ "notes", DOC_ROLE_ENDNOTES },
	{ "notes and references", DOC_ROLE_ENDNOTES },
	{ "notes and sources", DOC_ROLE_ENDNOTES },
	{ "noten", DOC_ROLE_ENDNOTES },
	{ "references", DOC_ROLE_BIBLIOGRAPHY },
	{ "references and notes", DOC_ROLE_ENDNOTES },
	{ "register", DOC_ROLE_INDEX },
	{ "sources", DOC_ROLE_BIBLIOGRAPHY },
	{ "sources and notes", DOC_ROLE_ENDNOTES },
	{ "table of contents", DOC_ROLE_CONTENTS },
	{ "table des matieres", DOC_ROLE_CONTENTS },
	{ "works cited", DOC_ROLE_BIBLIOGRAPHY },
	{ "примечания", DOC_ROLE_ENDNOTES },
	{ "сноски", DOC_ROLE_ENDNOTES },
	{ "注释", DOC_ROLE_ENDNOTES },
	{ "脚注", DOC_ROLE_ENDNOTES },
	{ "注", DOC_ROLE_ENDNOTES },
};

/* "7. Notes:" says "notes". */
static struct span
bare_title(struct span title)
{
	size_t from = 0;

	title = span_trim(title);
	while (from < title.len && strchr("0123456789.)( \t", title.ptr[from]))
		from++;
	title = span_slice(title, from, title.len);
	while (title.len && strchr(".: \t*", title.ptr[title.len - 1]))
		title.len--;
	return title;
}

enum doc_role
sections_role(struct span title)
{
	struct buf folded = { 0 };
	struct span words;
	enum doc_role role = DOC_ROLE_PLAIN;

	title = bare_title(title);
	if (!title.len || title.len > TITLE_MAX)
		return role;
	uni_fold(&folded, title, NULL);
	words = buf_span(&folded);
	for (size_t i = 0; i < sizeof title_roles / sizeof *title_roles; i++)
		if (span_eq(words, span_str(title_roles[i].title)))
			role = title_roles[i].role;
	if (role == DOC_ROLE_PLAIN && (span_starts(words, SPAN("notes to ")) ||
	    span_starts(words, SPAN("notes for ")) ||
	    span_starts(words, SPAN("notes on chapter "))))
		role = DOC_ROLE_ENDNOTES;
	buf_release(&folded);
	return role;
}

static bool
is_back_matter(enum doc_role role)
{
	return role == DOC_ROLE_ENDNOTES || role == DOC_ROLE_INDEX ||
	    role == DOC_ROLE_BIBLIOGRAPHY || role == DOC_ROLE_COPYRIGHT ||
	    role == DOC_ROLE_CONTENTS;
}

/* ---- building --------------------------------------------------------- */

struct open_section {
	unsigned level;		/* of the source */
	uint32_t index;
};

struct builder {
	struct doc *doc;
	struct open_section open[LEVELS_MAX];
	unsigned depth;
	unsigned notes_level;	/* of a section "Notes" that we add */
	bool furniture;		/* its section is open */
};

static void
close_sections(struct builder *at, unsigned level, uint64_t place)
{
	while (at->depth && at->open[at->depth - 1].level >= level)
		at->doc->sections[at->open[--at->depth].index].end = place;
}

static void
open_section(struct builder *at, unsigned level, enum doc_role role,
    uint64_t place, struct span title)
{
	struct doc *doc = at->doc;
	struct doc_section *section;
	uint32_t parent = DOC_NONE;
	bool back = is_back_matter(role);

	close_sections(at, level, place);
	if (at->depth == LEVELS_MAX)
		return;
	if (at->depth) {
		parent = at->open[at->depth - 1].index;
		back |= doc->sections[parent].back_matter;
	}
	MEM_PUSH(doc->sections, doc->section_count, doc->section_room);
	section = &doc->sections[doc->section_count];
	*section = (struct doc_section){
		.parent = parent,
		.level = (uint8_t)(at->depth + 1),
		.role = (uint8_t)role,
		.back_matter = back,
		.place = place,
		.end = doc->text_len,
		.title = title,
	};
	at->open[at->depth++] = (struct open_section){
		.level = level, .index = (uint32_t)doc->section_count,
	};
	doc->section_count++;
}

/* Without the blanks at its ends, no-break spaces among them. */
static struct span
trim_title(struct span text)
{
	const struct span no_break = SPAN("\u00a0");
	size_t len;

	do {
		text = span_trim(text);
		len = text.len;
		if (span_starts(text, no_break))
			text = span_slice(text, no_break.len, text.len);
		if (span_ends(text, no_break))
			text = span_slice(text, 0, text.len - no_break.len);
	} while (text.len < len);
	return text;
}

/* The heading's words on one line. */
static struct span
title_of(struct doc *doc, const struct doc_node *heading)
{
	struct span title = arena_span(&doc->mem, trim_title(heading->text));
	char *bytes = (char *)title.ptr;

	for (size_t i = 0; i < title.len; i++)
		if (bytes[i] == '\v')
			bytes[i] = ' ';
	return title;
}

/* The role of the group that this heading heads, or what its words say. */
static enum doc_role
role_of(const struct doc *doc, uint32_t heading)
{
	uint32_t at = heading, up;

	if (doc->nodes[heading].role)
		return (enum doc_role)doc->nodes[heading].role;
	while ((up = doc->nodes[at].parent) != DOC_NONE && up + 1 == at) {
		if (doc->nodes[up].kind == DOC_GROUP && doc->nodes[up].role)
			return (enum doc_role)doc->nodes[up].role;
		at = up;
	}
	return sections_role(doc->nodes[heading].text);
}

/*
 * Whether a heading there opens a section.  The rows of a contents page are
 * links to sections, though a source may write them as headings.
 */
static bool
is_outside(const struct doc *doc, uint32_t at)
{
	uint32_t from = at;

	for (uint32_t up = doc->nodes[at].parent; up != DOC_NONE;
	    up = doc->nodes[up].parent) {
		enum doc_kind kind = doc->nodes[up].kind;

		if (kind != DOC_GROUP && kind != DOC_FIGURE)
			return false;
		if (doc->nodes[up].role == DOC_ROLE_CONTENTS && up + 1 != from)
			return false;
	}
	return true;
}

static bool
is_section_heading(const struct doc *doc, uint32_t at)
{
	const struct doc_node *node = &doc->nodes[at];

	return node->kind == DOC_HEADING && node->text.len &&
	    !(node->flags & DOC_CONTINUED) && is_outside(doc, at);
}

/*
 * A report with one title and chapters below has its notes beside the
 * chapters; a text of many parts has them beside the parts.
 */
static unsigned
level_of_notes(const struct doc *doc)
{
	unsigned least = 6, count = 0, first = 0;

	for (uint32_t i = 0; i < doc->node_count; i++) {
		unsigned level = doc->nodes[i].level;

		if (!is_section_heading(doc, i))
			continue;
		if (!first)
			first = level;
		if (level < least)
			count = 0;
		if (level <= least) {
			least = level;
			count++;
		}
	}
	return least + (count == 1 && first == least);
}

static bool
heads_notes(const struct builder *at, uint32_t group)
{
	const struct doc *doc = at->doc;
	const struct doc_node *node = &doc->nodes[group];

	if (node->kind != DOC_GROUP || node->role != DOC_ROLE_ENDNOTES ||
	    group + 1 >= node->end || !is_outside(doc, group) ||
	    doc->nodes[group + 1].kind != DOC_NOTE)
		return false;
	return !at->depth || doc->sections[at->open[
	    at->depth - 1].index].role != DOC_ROLE_ENDNOTES;
}

/* What is gathered at the end of a page, out of the way. */
static bool
is_furniture_at_end(const struct doc *doc, uint32_t at)
{
	if (doc->nodes[at].kind != DOC_FURNITURE || !is_outside(doc, at))
		return false;
	while (at < doc->node_count && doc->nodes[at].kind == DOC_FURNITURE)
		at = doc->nodes[at].end;
	return at == doc->node_count;
}

static void
open_furniture(struct builder *at, uint64_t place)
{
	if (at->furniture)
		return;
	at->furniture = true;
	open_section(at, 1, DOC_ROLE_PLAIN, place, SPAN("Page furniture"));
	at->doc->sections[at->doc->section_count - 1].back_matter = true;
}

/* ---- text without a heading ------------------------------------------- */

static struct span
cut_title(struct span text)
{
	ptrdiff_t line = span_chr(text, '\v', 0);

	if (line >= 0)
		text = span_slice(text, 0, (size_t)line);
	text = trim_title(text);
	if (text.len <= TITLE_MAX)
		return text;
	text.len = TITLE_MAX;
	while (text.len && text.ptr[text.len - 1] != ' ')
		text.len--;
	return trim_title(text);
}

/*
 * The document's title, unless a heading has it already; then the first
 * words of the text.
 */
static struct span
own_title(const struct doc *doc)
{
	struct span title = doc_meta_get(doc, "title");

	for (uint32_t i = 0; i < doc->node_count; i++)
		if (is_section_heading(doc, i) &&
		    span_eq(trim_title(doc->nodes[i].text), title))
			title = SPAN("");

	for (uint32_t i = 0; i < doc->node_count && !title.len; i++)
		if (is_outside(doc, i))
			title = cut_title(doc->nodes[i].text);
	return title.len ? title : SPAN("Untitled");
}

/* Whether words stand before the first heading. */
static bool
has_preamble(const struct doc *doc)
{
	for (uint32_t i = 0; i < doc->node_count; i++) {
		if (is_section_heading(doc, i))
			return false;
		if (doc->nodes[i].text.len)
			return true;
	}
	return true;
}

/* Whether a heading names the contents, as no title of a work does. */
static bool
heads_contents(const struct doc *doc, uint32_t heading)
{
	struct span text = span_trim(doc->nodes[heading].text);

	return sections_role(text) == DOC_ROLE_CONTENTS ||
	    (role_of(doc, heading) == DOC_ROLE_CONTENTS &&
	    span_eq_nocase(text, SPAN("Summary")));
}

/*
 * The first heading of the highest level; where that is but the contents'
 * own, `other`, or the next of its level.
 */
static void
set_title(struct doc *doc, struct span other)
{
	const struct doc_node *best = NULL;
	bool contents = false;

	if (doc_meta_get(doc, "title").len)
		return;
	for (uint32_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];

		if (!is_section_heading(doc, i) || (best &&
		    (contents ? node->level > best->level :
		    node->level >= best->level)))
			continue;
		if (contents && heads_contents(doc, i))
			continue;
		best = node;
		contents = heads_contents(doc, i);
		if (contents && other.len) {
			doc_meta_set(doc, "title", other);
			return;
		}
	}
	if (best)
		doc_meta_set(doc, "title", title_of(doc, best));
}

/* ---- counting --------------------------------------------------------- */

static void
count_words(struct doc *doc)
{
	uint32_t section = 0, note_end = 0;

	for (uint32_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];
		uint32_t words;

		if (node->kind == DOC_NOTE && node->end > note_end)
			note_end = node->end;
		if (i < note_end || !node->text.len)
			continue;
		while (section + 1 < doc->section_count &&
		    doc->sections[section + 1].place <= node->place)
			section++;
		words = (uint32_t)uni_word_count(node->text);
		doc->words += words;
		if (doc->sections[section].place <= node->place)
			doc->sections[section].words += words;
	}
}

static void
place_notes(struct doc *doc)
{
	uint32_t section = 0;

	for (size_t i = 0; i < doc->note_count; i++) {
		while (section + 1 < doc->section_count &&
		    doc->sections[section + 1].place <= doc->notes[i].place)
			section++;
		doc->notes[i].section = section;
	}
	section = 0;
	for (size_t i = 0; i < doc->ref_count; i++) {
		while (section + 1 < doc->section_count &&
		    doc->sections[section + 1].place <= doc->refs[i].place)
			section++;
		doc->refs[i].section = section;
		doc->sections[section].notes++;
	}
}

/* What a section has counts for the one around it, too. */
static void
add_up(struct doc *doc)
{
	for (size_t i = doc->section_count; i-- > 0; ) {
		uint32_t parent = doc->sections[i].parent;

		if (parent == DOC_NONE)
			continue;
		doc->sections[parent].words += doc->sections[i].words;
		doc->sections[parent].notes += doc->sections[i].notes;
	}
}

void
sections_build(struct doc *doc, struct span other_title)
{
	struct builder at = { .doc = doc };

	set_title(doc, other_title);
	at.notes_level = level_of_notes(doc);
	if (has_preamble(doc))
		open_section(&at, 1, DOC_ROLE_PLAIN, 0, own_title(doc));
	for (uint32_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];

		if (is_section_heading(doc, i))
			open_section(&at, node->level, role_of(doc, i),
			    node->place, title_of(doc, node));
		else if (heads_notes(&at, i))
			open_section(&at, at.notes_level, DOC_ROLE_ENDNOTES,
			    node->place, SPAN("Notes"));
		else if (is_furniture_at_end(doc, i))
			open_furniture(&at, node->place);
	}
	count_words(doc);
	place_notes(doc);
	add_up(doc);
}
