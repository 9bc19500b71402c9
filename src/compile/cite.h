/*
 * compile/cite.h - what notes lean on, and what they cite.
 *
 * Pure functions over the plain text of the notes of a bundle, in reading
 * order.  They serve the compiler, which stores their answers in
 * doc_note.resolves, doc_note.kind and the list of sources.
 *
 * The rules are those of the manuals: "ibid." and "id." mean the note just
 * before, and only if that note cites one source (Chicago 14.34 in the
 * 17th edition, Bluebook rule 4.1); "supra note 12" and "(n 12)" mean the
 * note of that number in the same numbering (Bluebook 4.2, OSCOLA 1.2);
 * "Adeyemi, Salt Roads, 41" and "Adeyemi 41" mean the one work of that
 * author and title that an earlier note cites in full (Chicago 14.30, MLA).
 * Whatever could mean two things is left unresolved: a wrong answer costs
 * the reader more than none.
 *
 * Units: bytes in a note's text.  Texts are hostile, well-formed UTF-8.
 * Time is linear in all the text, but for works that share an author, of
 * which at most CITE_WORKS_MAX are told apart.
 */
#ifndef IBID_COMPILE_CITE_H
#define IBID_COMPILE_CITE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/span.h"
#include "doc/doc.h"

/* An author of more works in one bundle is not cited without a title. */
#define CITE_WORKS_MAX 64

struct cite_range {
	uint32_t off, len;
};

struct cite_note {
	struct span text;	/* paragraphs separated by \n */
	const struct cite_range *italics;	/* by `off`; may be NULL */
	size_t italic_count;
	struct span label;
	uint32_t document;	/* equal for notes of one document */
	bool restarts;		/* the first note of a new numbering */
};

/*
 * For each note the phrases that lean on other notes, by `off`.  `note` is
 * the index of the note that says it in full, at the end of the chain; or
 * DOC_NONE for a phrase that surely leans on something, where what is not
 * sure.  `off` counts from the start of the note's text.  Locators are
 * pages where nothing else is said ("41", "para. 30"); a bare "Ibid."
 * takes over the locator of the phrase it repeats.
 *
 * `*resolves` and `*resolve_counts` get `count` elements; all lives in
 * `mem`, and locators borrow the notes' texts.
 */
void cite_resolve(struct arena *mem, const struct cite_note *notes,
    size_t count, struct doc_resolve ***resolves,
    uint32_t **resolve_counts);

/*
 * Whether the note says something of its own.  `*own_words` (may be NULL)
 * gets the words left once citations and what introduces them are gone.
 */
enum doc_note_kind cite_kind(const struct cite_note *note,
    uint32_t *own_words);

/* What a source is, where the evidence is clear. */
#define CITE_TYPES(X) \
	X(UNCLEAR, "") \
	X(BOOK,    "book") \
	X(JOURNAL, "journal") \
	X(NEWS,    "news") \
	X(WEB,     "web") \
	X(LAW,     "law") \
	X(CASE,    "case") \
	X(REPORT,  "report")

enum cite_type {
#define X(id, name) CITE_##id,
	CITE_TYPES(X)
#undef X
	CITE_TYPE_COUNT
};

const char *cite_type_name(enum cite_type type);

/*
 * One source, whatever the number of notes that cite it.  The spans borrow
 * the text of one note; those that the source lacks are empty.
 */
struct cite_source {
	enum cite_type type;
	uint32_t note;		/* whose text the spans borrow */
	struct span text;	/* its citation where it is in full */
	struct span author;
	struct span title;
	struct span url;	/* as written */
	struct span doi;	/* from "10." on */
	uint32_t *notes;	/* indices, rising, each once */
	uint32_t note_count;
	uint32_t cited;		/* how often, in all */
};

/*
 * Every work, case, statute, DOI and URL that the notes cite, in the order
 * of their first citations.  A URL or DOI that stands in a work's citation
 * belongs to that work.  Short forms count for the work they resolve to.
 */
void cite_sources(struct arena *mem, const struct cite_note *notes,
    size_t count, struct cite_source **sources, size_t *source_count);

/*
 * All of that at once, which reads each note only once: `resolves`,
 * `resolve_counts` and `kinds` have an element for each note.
 */
struct cite_reading {
	struct doc_resolve **resolves;
	uint32_t *resolve_counts;
	enum doc_note_kind *kinds;
	struct cite_source *sources;
	size_t source_count;
};
void cite_read(struct arena *mem, const struct cite_note *notes,
    size_t count, struct cite_reading *out);

/* ---- the documents of a bundle ---- */

/*
 * Set `kind` and `resolves` of every note of these documents, which form
 * one bundle in this order, and append their sources to `sources` as the
 * bundle's section SRCS (bundle/bundle.h).  The documents are compiled, and
 * their nodes still there.
 */
void cite_docs(struct doc *const *docs, size_t count, struct buf *sources);

#endif
