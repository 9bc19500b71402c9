/*
 * compile/cite_works.h - every work that was cited in full so far.
 *
 * Inside the cite_* files only.  Works are filed under words, in one map;
 * a key is a letter, the number of the document and a word:
 *
 *     k 0 adeyemi     surname of the first author, name of a body, party
 *     a 0 nsc         an abbreviation that a citation declared
 *     w 0 national    first word of the name: good with a title only
 *     e 0 whitby      editor of the book of a chapter: likewise
 *     t 0 electronic  first word of the title
 *     r 0 509 us      volume and reporter
 *     u 0 shore.org   an address
 *     p 0 adeyemi     surname of a work that is never cited in full
 *     K adeyemi       surname, in any document: good with a title only
 *     A nsc           abbreviation, in any document: likewise
 *
 * A key holds a chain of at most CITE_WORKS_MAX entries.  An entry is a
 * work and the last note of that document which cites it in full.
 */
#ifndef IBID_COMPILE_CITE_WORKS_H
#define IBID_COMPILE_CITE_WORKS_H

#include "base/map.h"
#include "compile/cite_scan.h"

/* A work, case, law or address, once, wherever it is cited. */
struct cite_work {
	uint8_t kind;		/* CITE_UNIT_WORK, _CASE, _LAW, _LINK */
	uint8_t type;		/* enum cite_type */
	uint8_t authors;
	bool et_al;
	bool facts;
	uint32_t note;		/* of its fullest citation */
	uint32_t year;
	uint32_t volume;	/* of a case's reporter, or 0 */
	struct span name;	/* folded words of authors or parties */
	struct span title;	/* folded words, without small ones */
	struct span container;	/* the same, of what it is a part of */
	uint32_t title_words;
	uint32_t main_words;	/* before a colon */
	/* As written in its fullest citation: */
	struct span text, author_text, title_text, link;
};

struct cite_entry;

struct cite_works {
	const struct cite_scan *scan;	/* the note being read */
	uint32_t note;			/* its index */
	uint32_t document;		/* that it is in */
	struct arena mem;
	struct buf key;
	struct buf words;
	struct map keys;	/* key -> entry index + 1 */
	struct cite_entry *entries;
	size_t entry_count, entry_room;
	struct cite_work *items;
	size_t count, room;
};

void cite_works_init(struct cite_works *works, const struct cite_scan *scan);
void cite_works_release(struct cite_works *works);

/* The work that `unit` cites in full: known, or filed now. */
uint32_t cite_works_add(struct cite_works *works,
    const struct cite_unit *unit);

/*
 * A work that only a short form names.  It is counted with the sources, but
 * later short forms do not lean on it.
 */
uint32_t cite_works_add_partial(struct cite_works *works,
    const struct cite_unit *unit);

/* What a short form may mean. */
struct cite_found {
	uint32_t work, note;	/* DOC_NONE: nothing fits */
	uint32_t ties;		/* other works that fit as well */
	uint32_t title_words;	/* of the short title */
};

/* By author, party, abbreviation or title. */
struct cite_found cite_works_find(struct cite_works *works,
    const struct cite_unit *unit);

/* By volume and reporter, and the party named, if one is. */
struct cite_found cite_works_find_reporter(struct cite_works *works,
    const struct cite_unit *unit);

/* By a name that an earlier citation declared: "1951 Convention". */
struct cite_found cite_works_find_alias(struct cite_works *works,
    uint32_t from, uint32_t to);

/* ---- folded words, one space between ---- */

/* Words that are no part of who wrote something. */
#define CITE_NOT_NAMES (CITE_HONOUR | CITE_ROLE | CITE_PARTICLE | CITE_STOP)

/* Words that are no part of what a work is filed under. */
#define CITE_NOT_KEYS (CITE_HONOUR | CITE_STOP)

/* Of tokens [from, to) without the classes `but`; until the next call. */
struct span cite_works_words(struct cite_works *works, uint32_t from,
    uint32_t to, uint32_t but);

/* The words under which the first author is filed; until the next call. */
struct span cite_works_key(struct cite_works *works,
    const struct cite_unit *unit);

/* ---- comparing (cite_fit.c) ---- */

/* A short title is compared by this many words of the long one. */
#define CITE_TITLE_WORDS_MAX 64

/* Cut the next word off `*rest`; false when there is none. */
bool cite_next_word(struct span *rest, struct span *word);

struct span cite_first_word(struct span words);
uint32_t cite_count_words(struct span words);

/* "et al", "others", "v": no name, though among names. */
bool cite_is_filler(struct span word);

/*
 * Whether all names of the short form are names of the work.  An initial
 * must begin one of its forenames.
 */
bool cite_names_fit(struct span names, struct span full);

enum cite_fit { CITE_FIT_NONE, CITE_FIT_SOME, CITE_FIT_START, CITE_FIT_MAIN };

/*
 * Whether the words of a short title stand, in order, in `full`, which is
 * the title of `work` or of what it is a part of; at its start; or as all
 * before its colon.
 */
enum cite_fit cite_titles_fit(struct span brief, const struct cite_work *work,
    struct span full);

/*
 * Where the citation begins for a reader.  A title without an author is read
 * from its last capitals on ("of Henry Alline, Boston, 1806"); the words
 * before them that could be its own are told with it, if they begin the
 * sentence.
 */
uint32_t cite_told_from(const struct cite_scan *scan,
    const struct cite_unit *unit);

/* The type of a source from the words of its citation. */
enum cite_type cite_type_of(const struct cite_scan *scan,
    const struct cite_unit *unit);

#endif
