/* tests/unit/bundle_docs.c - documents to store, made of nothing. */
#include "bundle_docs.h"

#include <stdio.h>

#include "base/buf.h"

static uint32_t
count_words(struct span text)
{
	uint32_t words = 0;
	bool in = false;

	for (size_t i = 0; i < text.len; i++) {
		bool space = text.ptr[i] == ' ' || text.ptr[i] == '\v';

		words += !space && !in;
		in = !space;
	}
	return words;
}

static void
place_nodes(struct doc *doc)
{
	uint64_t place = 0;

	for (size_t i = 0; i < doc->node_count; i++) {
		struct doc_node *node = &doc->nodes[i];

		node->place = place;
		if (doc_kind_shape(node->kind) == DOC_CONTAINER)
			continue;
		place += node->text.len + !(node->flags & DOC_CONTINUES);
	}
	doc->text_len = place;
}

static void
add_note(struct doc *doc, uint32_t index)
{
	struct doc_node *node = &doc->nodes[index];
	struct doc_note note = { .node = index, .label = node->label,
		.place = node->place, .end = node->place };

	for (uint32_t i = index + 1; i < node->end; i++) {
		if (doc_kind_shape(doc->nodes[i].kind) != DOC_LEAF)
			continue;
		note.end = doc->nodes[i].place + doc->nodes[i].text.len;
		note.words += count_words(doc->nodes[i].text);
	}
	note.kind = note.words > 12;
	node->number = (uint32_t)doc->note_count;
	MEM_PUSH(doc->notes, doc->note_count, doc->note_room);
	doc->notes[doc->note_count++] = note;
}

static void
add_section(struct doc *doc, const struct doc_node *node)
{
	struct doc_section row = { .parent = DOC_NONE, .level = node->level,
		.place = node->place, .title = node->text,
		.back_matter = span_eq(node->text, SPAN("Notes")) };

	for (size_t i = doc->section_count; i-- > 0;) {
		if (doc->sections[i].level >= row.level)
			continue;
		row.parent = (uint32_t)i;
		break;
	}
	MEM_PUSH(doc->sections, doc->section_count, doc->section_room);
	doc->sections[doc->section_count++] = row;
}

static uint32_t
section_of(const struct doc *doc, uint64_t place)
{
	uint32_t found = DOC_NONE;

	for (uint32_t i = 0; i < doc->section_count; i++)
		if (doc->sections[i].place <= place)
			found = i;
	return found;
}

static void
add_refs(struct doc *doc, struct doc_node *node)
{
	for (uint32_t i = 0; i < node->inline_count; i++) {
		struct doc_inline *mark = &node->inlines[i];
		uint32_t note = 0;

		if (mark->kind != DOC_NOTE_REF)
			continue;
		while (note < doc->note_count &&
		    !span_eq(doc->notes[note].label, mark->target))
			note++;
		if (note == doc->note_count) {
			doc->dangling++;
			continue;
		}
		mark->number = note;
		MEM_PUSH(doc->refs, doc->ref_count, doc->ref_room);
		doc->refs[doc->ref_count++] = (struct doc_ref){
			.place = node->place + mark->off,
			.note = note,
			.section = section_of(doc, node->place),
		};
		doc->notes[note].ref_count++;
	}
}

static void
end_sections(struct doc *doc)
{
	for (size_t i = 0; i < doc->section_count; i++) {
		struct doc_section *row = &doc->sections[i];

		row->end = doc->text_len;
		for (size_t k = i + 1; k < doc->section_count; k++) {
			if (doc->sections[k].level > row->level)
				continue;
			row->end = doc->sections[k].place;
			break;
		}
		for (size_t k = 0; k < doc->ref_count; k++)
			row->notes += doc->refs[k].place >= row->place &&
			    doc->refs[k].place < row->end;
		for (size_t k = 0; k < doc->node_count; k++)
			if (doc->nodes[k].place >= row->place &&
			    doc->nodes[k].place < row->end)
				row->words += count_words(doc->nodes[k].text);
	}
}

void
complete(struct doc *doc)
{
	place_nodes(doc);
	for (uint32_t i = 0; i < doc->node_count; i++) {
		if (doc->nodes[i].kind == DOC_NOTE)
			add_note(doc, i);
		if (doc->nodes[i].kind == DOC_HEADING)
			add_section(doc, &doc->nodes[i]);
		doc->words += count_words(doc->nodes[i].text);
	}
	for (size_t i = 0; i < doc->node_count; i++)
		add_refs(doc, &doc->nodes[i]);
	end_sections(doc);
	for (size_t i = 0; i < doc->note_count; i++)
		doc->notes[i].section = section_of(doc, doc->notes[i].place);
}

static void
leaf(struct doc_sink *sink, enum doc_kind kind, unsigned level,
    const char *text)
{
	struct doc_attrs attrs = { .level = level };

	doc_open(sink, kind, &attrs);
	doc_text(sink, span_str(text));
	doc_close(sink);
}

static void
note(struct doc_sink *sink, const char *label, const char *text,
    const char *url)
{
	struct doc_attrs attrs = { .label = span_str(label) };
	struct doc_attrs link = { .target = span_str(url) };

	doc_open(sink, DOC_NOTE, &attrs);
	doc_open(sink, DOC_PARAGRAPH, NULL);
	doc_text(sink, span_str(text));
	if (url) {
		doc_text(sink, SPAN(" "));
		doc_span(sink, DOC_LINK, &link);
		doc_text(sink, span_str(url));
		doc_span_close(sink);
	}
	doc_close(sink);
	doc_close(sink);
}

static void
pond_body(struct doc_sink *sink)
{
	struct doc_attrs list = { .flags = DOC_ORDERED | DOC_TIGHT,
		.number = 1 };
	struct doc_attrs id = { .id = SPAN("top"), .level = 1,
		.lang = SPAN("en") };

	doc_open(sink, DOC_HEADING, &id);
	doc_text(sink, SPAN("The pond"));
	doc_close(sink);
	doc_open(sink, DOC_PARAGRAPH, NULL);
	doc_text(sink, SPAN("The wind "));
	doc_span(sink, DOC_EMPHASIS, NULL);
	doc_text(sink, SPAN("rippled"));
	doc_span_close(sink);
	doc_text(sink, SPAN(" the pond all afternoon"));
	doc_mark(sink, SPAN("17"));
	doc_mark(sink, SPAN("*"));
	doc_text(sink, SPAN(", and na\xc3\xafve frogs sang."));
	doc_mark(sink, SPAN("19"));
	doc_close(sink);
	leaf(sink, DOC_HEADING, 2, "Its frogs");
	doc_open(sink, DOC_LIST, &list);
	for (unsigned i = 1; i <= 3; i++) {
		struct doc_attrs item = { .number = i };

		doc_open(sink, DOC_ITEM, &item);
		leaf(sink, DOC_PARAGRAPH, 0, i == 2 ? "two" : "another");
		doc_close(sink);
	}
	doc_close(sink);
	doc_open(sink, DOC_QUOTE, NULL);
	doc_open(sink, DOC_VERSE, NULL);
	doc_text(sink, SPAN("  old pond\n    a frog leaps in"));
	doc_mark(sink, SPAN("17"));
	doc_close(sink);
	doc_close(sink);
	leaf(sink, DOC_RULE, 0, "");
}

static void
pond_table(struct doc_sink *sink)
{
	struct doc_attrs head = { .flags = DOC_HEADER };
	struct doc_attrs right = { .align = DOC_ALIGN_RIGHT };

	doc_open(sink, DOC_TABLE, NULL);
	doc_open(sink, DOC_ROW, &head);
	leaf(sink, DOC_CELL, 0, "day");
	leaf(sink, DOC_CELL, 0, "frogs");
	doc_close(sink);
	doc_open(sink, DOC_ROW, NULL);
	leaf(sink, DOC_CELL, 0, "Monday");
	doc_open(sink, DOC_CELL, &right);
	doc_text(sink, SPAN("12"));
	doc_close(sink);
	doc_close(sink);
	doc_close(sink);
}

void
pond(struct doc *doc)
{
	struct doc_sink *sink;

	doc_init(doc);
	sink = doc_sink_new(doc, NULL);
	doc_meta(sink, "title", SPAN("The pond"));
	doc_meta(sink, "language", SPAN("en"));
	doc_meta(sink, "x-weather", SPAN("windy"));
	doc_keyword(sink, SPAN("pond"), SPAN("ponds\npool"),
	    SPAN("A small body of still water."));
	doc_keyword(sink, SPAN("frog"), SPAN(""), SPAN(""));
	pond_body(sink);
	pond_table(sink);
	leaf(sink, DOC_HEADING, 1, "Notes");
	note(sink, "17", "On ponds, see", "https://example.org/ponds?a=b");
	note(sink, "18", "Nobody cites this one.", NULL);
	note(sink, "19", "Frogs are louder before rain, as anybody knows who "
	    "has slept beside a pond in a wet spring; see note 17.", NULL);
	note(sink, "*", "A star for a label.", NULL);
	doc_finish(sink);
	doc_sink_free(sink);
	complete(doc);
	doc->notes[2].resolves = ARENA_NEW(&doc->mem, struct doc_resolve);
	doc->notes[2].resolve_count = 1;
	doc->notes[2].resolves[0] = (struct doc_resolve){
		.off = 4, .len = 5, .note = 0, .locator = SPAN("41") };
}

static uint32_t
draw(unsigned *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 16 & 0x7fff;
}

static const char *const words[] = {
	"the", "of", "and", "a", "to", "in", "was", "that", "it", "his",
	"water", "they", "with", "for", "had", "not", "but", "at", "from",
	"morning", "river", "boat", "would", "could", "house", "stone",
	"letter", "village", "garden", "winter", "council", "harbour",
	"before", "after", "under", "between", "because", "although",
	"remember", "question", "answer", "window", "candle", "journey",
	"market", "treaty", "witness", "measure", "border", "evening",
	"silence", "carriage", "promise", "neighbour", "kettle", "orchard",
	"ledger", "passage", "shepherd", "voyage", "quarrel", "lantern",
};
#define WORDS (sizeof words / sizeof *words)

/* Common words come first in the list and first in speech. */
static const char *
a_word(unsigned *seed)
{
	uint32_t a = draw(seed) % WORDS, b = draw(seed) % WORDS;

	return words[a * b / WORDS];
}

static void
sentence(struct buf *out, unsigned *seed)
{
	unsigned count = 6 + draw(seed) % 18;

	if (out->len)
		buf_putc(out, ' ');
	for (unsigned i = 0; i < count; i++) {
		const char *word = a_word(seed);

		if (i)
			buf_puts(out, draw(seed) % 12 ? " " : ", ");
		if (i == 0)
			buf_putc(out, (char)(word[0] - 'a' + 'A'));
		buf_puts(out, i ? word : word + 1);
	}
	buf_putc(out, '.');
}

static void
paragraph(struct doc_sink *sink, unsigned *seed, int mark)
{
	struct buf text = { 0 };
	unsigned count = 2 + draw(seed) % 6;
	char label[16];

	for (unsigned i = 0; i < count; i++)
		sentence(&text, seed);
	doc_open(sink, DOC_PARAGRAPH, NULL);
	doc_text(sink, buf_span(&text));
	if (mark > 0) {
		snprintf(label, sizeof label, "%d", mark);
		doc_mark(sink, span_str(label));
	}
	if (draw(seed) % 3 == 0) {
		doc_text(sink, SPAN(" "));
		doc_span(sink, DOC_EMPHASIS, NULL);
		doc_text(sink, span_str(a_word(seed)));
		doc_span_close(sink);
		doc_text(sink, SPAN("."));
	}
	doc_close(sink);
	buf_release(&text);
}

void
long_tale(struct doc *doc, size_t bytes, unsigned seed)
{
	struct doc_sink *sink;
	int marks = 0, paragraphs = 0;
	char text[64];

	doc_init(doc);
	sink = doc_sink_new(doc, NULL);
	doc_meta(sink, "title", SPAN("A long tale"));
	while (doc->mem.used_bytes < bytes) {
		if (paragraphs % 30 == 0) {
			snprintf(text, sizeof text, "Chapter %d, %s and %s",
			    paragraphs / 30 + 1, a_word(&seed),
			    a_word(&seed));
			leaf(sink, DOC_HEADING, paragraphs % 120 ? 2 : 1,
			    text);
		}
		/* A quotation that goes on for hundreds of paragraphs. */
		if (paragraphs == 100)
			doc_open(sink, DOC_QUOTE, NULL);
		if (paragraphs == 900)
			doc_close(sink);
		paragraph(sink, &seed, paragraphs % 8 == 3 ? ++marks : 0);
		paragraphs++;
	}
	if (paragraphs < 900)
		doc_close(sink);
	leaf(sink, DOC_HEADING, 1, "Notes");
	for (int i = 1; i <= marks; i++) {
		snprintf(text, sizeof text, "%d", i);
		note(sink, text, "A letter, in the ledger of the council.",
		    NULL);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	complete(doc);
}
