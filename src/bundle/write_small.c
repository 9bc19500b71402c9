/* bundle/write_small.c - the small form: the text and all the rest. */
#include <stdlib.h>

#include "base/hash.h"
#include "bundle/encode.h"
#include "bundle/format.h"
#include "bundle/pack.h"
#include "bundle/predict.h"

/*
 * Up to here the whole is unpacked on opening, which takes a millisecond or
 * two; larger texts take the large form.
 */
#define SMALL_ENOUGH (256u << 10)	/* bytes of text, of extras */
#define SMALL_COUNT_MAX (16u << 10)	/* nodes, inlines, rows */

struct body {
	struct buf text;
	struct buf structure;
};

static void
take_chunk(void *context, uint64_t place, struct span text,
    struct span structure)
{
	struct body *body = context;

	(void)place;
	buf_put(&body->text, text);
	buf_put(&body->structure, structure);
}

static int
by_place(const void *left, const void *right)
{
	const struct doc_ref *a = left;
	const struct doc_ref *b = right;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return a->section < b->section ? -1 : a->section > b->section;
}

/* Whether the NOTE_REFs of the nodes are the marks, in the same order. */
static bool
refs_follow(const struct merged *all, const struct bundle_source *source)
{
	struct doc_ref *marks;
	uint32_t count = 0;
	uint64_t shift = 0;
	bool same = true;

	marks = mem_array(all->inline_count, sizeof *marks);
	for (size_t d = 0; d < source->count; d++) {
		const struct doc *doc = source->docs[d];

		for (size_t i = 0; i < doc->node_count; i++) {
			const struct doc_node *node = &doc->nodes[i];

			for (uint32_t k = 0; k < node->inline_count; k++) {
				const struct doc_inline *mark =
				    &node->inlines[k];

				if (mark->kind != DOC_NOTE_REF ||
				    mark->number == DOC_NONE)
					continue;
				marks[count] = (struct doc_ref){
					.place = shift + node->place +
					    mark->off,
					.note = all->first_note[d] +
					    mark->number,
					.section = count, /* for by_place */
				};
				count++;
			}
		}
		shift += doc->text_len;
	}
	if (count != all->ref_count)
		same = false;
	qsort(marks, count, sizeof *marks, by_place);
	for (uint32_t i = 0; i < count && same; i++) {
		const struct doc_ref *ref = &all->refs[i];

		same = marks[i].place == ref->place &&
		    marks[i].note == ref->note && ref->section ==
		    predict_section(all->sections, all->section_count,
		    ref->place);
	}
	free(marks);
	return same;
}

static bool
notes_follow(const struct merged *all, const struct bundle_source *source)
{
	struct doc_note *notes = mem_array(all->note_count, sizeof *notes);
	bool same = true;
	uint64_t shift = 0;

	for (size_t d = 0; d < source->count && same; d++) {
		const struct doc *doc = source->docs[d];
		const struct doc_note *rows =
		    all->notes + all->first_note[d];

		predict_notes(doc->nodes, (uint32_t)doc->node_count, notes,
		    (uint32_t)doc->note_count);
		for (size_t i = 0; i < doc->note_count && same; i++)
			same = rows[i].place == notes[i].place + shift &&
			    rows[i].end == notes[i].end + shift;
		shift += doc->text_len;
	}
	free(notes);
	return same;
}

static bool
counts_follow(const struct merged *all)
{
	for (uint32_t i = 0; i < all->section_count; i++)
		if (all->sections[i].notes != predict_marks(all->refs,
		    all->ref_count, &all->sections[i]))
			return false;
	return true;
}

static unsigned
what_follows(const struct merged *all, const struct bundle_source *source)
{
	unsigned derived = 0;

	if (refs_follow(all, source))
		derived |= DERIVED_REFS;
	if (notes_follow(all, source))
		derived |= DERIVED_NOTES;
	if (counts_follow(all))
		derived |= DERIVED_COUNTS;
	return derived;
}

static void
put_body(struct buf *out, const struct merged *all,
    const struct bundle_source *source, const struct body *body)
{
	struct buf parts[PART_SMALL_COUNT] = { { 0 } };
	struct page_rows page = {
		.end = all->text_len,
		.derived = what_follows(all, source),
		.text = buf_span(&body->text),
	};

	encode_head(&parts[PART_HEAD], source);
	page.count = all->section_count;
	encode_sections(&parts[PART_SECT], all, &page);
	page.count = all->note_count;
	encode_notes(&parts[PART_NOTE], all, &page);
	page.count = all->ref_count;
	if (!(page.derived & DERIVED_REFS))
		encode_refs(&parts[PART_REFS], all, &page);
	page.count = all->keyword_count;
	encode_keywords(&parts[PART_KEYW], all, &page);
	buf_put(&parts[PART_CHNK], buf_span(&body->structure));

	buf_putc(out, (char)page.derived);
	for (int i = 0; i < PART_SMALL_COUNT; i++)
		buf_put_varint(out, parts[i].len);
	buf_put_varint(out, source->extra_count);
	for (size_t i = 0; i < source->extra_count; i++) {
		buf_put_bytes(out, source->extras[i].tag, 4);
		buf_putc(out, source->extras[i].required ?
		    SECTION_REQUIRED : 0);
		buf_put_varint(out, source->extras[i].bytes.len);
	}
	for (int i = 0; i < PART_SMALL_COUNT; i++) {
		buf_put(out, buf_span(&parts[i]));
		buf_release(&parts[i]);
	}
	for (size_t i = 0; i < source->extra_count; i++)
		buf_put(out, source->extras[i].bytes);
}

static void
put_file(struct buf *out, struct span text, struct span body,
    enum bundle_level level)
{
	struct buf tail = { 0 }, frames[2] = { { 0 }, { 0 } };
	struct hash_state sum;

	/*
	 * Numbers and prose pack best each with codes of their own; titles
	 * and addresses, which the text has too, are found in the prefix.
	 */
	pack(&frames[0], text, SPAN_NONE, level);
	pack(&frames[1], body, text, level);
	buf_put_varint(&tail, text.len);
	buf_put_varint(&tail, frames[0].len);
	buf_put_varint(&tail, body.len);
	buf_put_varint(&tail, frames[1].len);
	buf_put(&tail, buf_span(&frames[0]));
	buf_put(&tail, buf_span(&frames[1]));
	hash_init(&sum, 0);
	buf_puts(out, FORMAT_SIGNATURE);
	buf_putc(out, BUNDLE_FORMAT);
	buf_putc(out, FORMAT_SMALL);
	hash_add(&sum, span_slice(buf_span(out), out->len - FORMAT_START_LEN,
	    out->len));
	hash_add(&sum, buf_span(&tail));
	buf_put_u32(out, (uint32_t)hash_value(&sum));
	buf_put(out, buf_span(&tail));
	buf_release(&tail);
	buf_release(&frames[0]);
	buf_release(&frames[1]);
}

static bool
is_small(const struct merged *all, const struct bundle_source *source)
{
	size_t extras = 0;

	for (size_t i = 0; i < source->extra_count; i++)
		extras += source->extras[i].bytes.len;
	return all->text_len <= SMALL_ENOUGH && extras <= SMALL_ENOUGH &&
	    all->node_count <= SMALL_COUNT_MAX &&
	    all->inline_count <= SMALL_COUNT_MAX &&
	    all->section_count <= SMALL_COUNT_MAX &&
	    all->note_count <= SMALL_COUNT_MAX &&
	    all->ref_count <= SMALL_COUNT_MAX &&
	    all->keyword_count <= SMALL_COUNT_MAX;
}

bool
write_small(struct buf *out, const struct merged *all,
    const struct bundle_source *source)
{
	struct body body = { { 0 }, { 0 } };
	struct buf bytes = { 0 };
	bool done;

	if (!is_small(all, source))
		return false;
	cut_chunks(all, source, UINT64_MAX, UINT64_MAX, take_chunk, &body);
	put_body(&bytes, all, source, &body);
	/* Many or long attributes can still make it large. */
	done = bytes.len <= SMALL_BODY_MAX / 2;
	if (done)
		put_file(out, buf_span(&body.text), buf_span(&bytes),
		    source->level);
	buf_release(&bytes);
	buf_release(&body.text);
	buf_release(&body.structure);
	return done;
}
