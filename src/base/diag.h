/*
 * base/diag.h - what was odd about a source, and what was done about it.
 *
 * Importing and compiling never give up over odd input: they add a
 * diagnostic (where, which code, about what) and carry on.  Every code, its
 * severity and its sentence stand in the one list below; `ibid check`, its
 * JSON and the manual grow from that list.
 *
 * A sentence may hold `{}` once: the label or other subject of the trouble
 * stands there.  Sentences say what was done, where something was.
 *
 * Units: lines count from 1; 0 means the file as a whole.
 */
#ifndef IBID_BASE_DIAG_H
#define IBID_BASE_DIAG_H

#include "base/arena.h"
#include "base/span.h"

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/*      id              code                severity  sentence */
#define DIAG_CODES(X) \
	X(NOTE_ORPHAN,      "note-orphan",      WARNING, \
	    "note {} is never cited; it is kept among the notes") \
	X(NOTE_DANGLING,    "note-dangling",    WARNING, \
	    "mark {} has no note; it is kept as text") \
	X(NOTE_DUPLICATE,   "note-duplicate",   WARNING, \
	    "note {} is defined twice; both are kept, marks go to the first") \
	X(NOTE_GAP,         "note-gap",         WARNING, \
	    "the numbers of the notes skip {}") \
	X(UTF8_MENDED,      "utf8-mended",      WARNING, \
	    "{} ill-formed UTF-8 sequences were shown as U+FFFD") \
	X(CONTROL_KEPT,     "control-kept",     NOTE, \
	    "control character {} is kept and will be shown by its number") \
	X(FRONT_MATTER,     "front-matter",     WARNING, \
	    "the front matter line \"{}\" was not understood; it is kept " \
	    "as text") \
	X(LINK_DANGLING,    "link-dangling",    NOTE, \
	    "the link to \"{}\" leads nowhere in the document") \
	X(HTML_KEPT,        "html-kept",        NOTE, \
	    "the HTML tag {} was not understood; its text is kept") \
	X(HIDDEN_DROPPED,   "hidden-dropped",   NOTE, \
	    "a hidden part was left out: \"{}\"") \
	X(MARKUP_ILL_FORMED, "markup-ill-formed", WARNING, \
	    "the markup is ill-formed; it was read as a browser would") \
	X(ENTITY_KEPT,      "entity-kept",      WARNING, \
	    "the entity {} is not known or not plain text; its name is kept") \
	X(CONTROL_MENDED,   "control-mended",   WARNING, \
	    "{} control characters were shown as U+FFFD") \
	X(CHARSET_WRONG,    "charset-wrong",    WARNING, \
	    "the text is not in the encoding that it declares, {}; it was " \
	    "read as what it looks like") \
	X(CHARSET_UNKNOWN,  "charset-unknown",  WARNING, \
	    "the declared encoding {} is not known; the text was read as " \
	    "what it looks like") \
	X(GZIP_DAMAGED,     "gzip-damaged",     WARNING, \
	    "the gzip file is damaged; what could be read was kept") \
	X(EPUB_CONTAINER,   "epub-container",   WARNING, \
	    "META-INF/container.xml does not lead to a package; {} was used") \
	X(EPUB_PACKAGE,     "epub-package",     WARNING, \
	    "the book has no package file; its text files were read in the " \
	    "order of their names") \
	X(EPUB_SPINE,       "epub-spine",       WARNING, \
	    "the reading order is missing; files were read in the order of " \
	    "the manifest") \
	X(EPUB_UNLISTED,    "epub-unlisted",    WARNING, \
	    "the text file {} is in no reading order; it was put at the end") \
	X(EPUB_MISSING,     "epub-missing",     WARNING, \
	    "the file {} is listed but is not in the book") \
	X(EPUB_DAMAGED,     "epub-damaged",     WARNING, \
	    "the file {} is damaged in the archive; what could be read was " \
	    "kept") \
	X(EPUB_NAME_MENDED, "epub-name-mended", NOTE, \
	    "the file {} was found under a name that differs a little") \
	X(EPUB_DUPLICATE,   "epub-duplicate",   WARNING, \
	    "{} is in the archive more than once; the last one was read") \
	X(EPUB_MEDIA_TYPE,  "epub-media-type",  NOTE, \
	    "the media type of {} is wrong; it was read by its content") \
	X(EPUB_NO_CONTENTS, "epub-no-contents", NOTE, \
	    "the book has no usable table of contents; its headings are one") \
	X(EPUB_PATH,        "epub-path",        WARNING, \
	    "the path {} leads out of the book; it was kept inside") \
	X(NESTING_CUT,      "nesting-cut",      WARNING, \
	    "blocks nest deeper than {}; the inner ones are kept flat") \
	X(LIST_JOINED,      "list-joined",      NOTE, \
	    "list parts written in different ways were joined at item {}") \
	X(LINE_JOINED,      "line-joined",      NOTE, \
	    "a paragraph broken before \"{}\" was joined") \
	X(HEAD_MOVED,       "head-moved",       NOTE, \
	    "a running head or page number was put with the page " \
	    "furniture: \"{}\"") \
	X(QUOTE_PULLED,     "quote-pulled",     NOTE, \
	    "a pull quote that repeats the text was marked as such: \"{}\"") \
	X(HEADING_JOINED,   "heading-joined",   NOTE, \
	    "a heading written as two was joined: \"{}\"") \
	X(EMPHASIS_MENDED,  "emphasis-mended",  NOTE, \
	    "bold that is only closed was begun before \"{}\"") \
	X(WORD_JOINED,      "word-joined",      NOTE, \
	    "a word cut at the end of a line was joined: {}") \
	X(HEADING_REPEATED, "heading-repeated", NOTE, \
	    "the title page's lines were gathered under \"{}\"") \
	X(KEYWORD_LINE,     "keyword-line",     WARNING, \
	    "the keyword line \"{}\" was not understood and is left " \
	    "out; write TERM | VARIANT = MEANING") \
	X(KEYWORD_STYLE,    "keyword-style",    WARNING, \
	    "the keyword style \"{}\" is not known; that of the file is used")

enum diag_code {
#define X(id, code, severity, sentence) DIAG_##id,
	DIAG_CODES(X)
#undef X
	DIAG_CODE_COUNT
};

struct diag {
	enum diag_code code;
	unsigned line;
	struct span file;	/* as the user named it */
	struct span label;	/* the subject, or empty */
};

/*
 * The list owns copies of what it names.  It keeps the first DIAG_MAX (a
 * broken book can have a diagnostic a line; nobody reads more) and counts
 * the rest in `dropped`.
 */
#define DIAG_MAX 10000

struct diag_list {
	struct arena mem;
	struct diag *items;
	size_t count;
	size_t room;
	size_t dropped;
	struct span file;	/* put on what is added next */
};

void diag_init(struct diag_list *list);
void diag_release(struct diag_list *list);

/* From now on diagnostics are about `file`. */
void diag_set_file(struct diag_list *list, struct span file);

/* `list` may be NULL: then nothing is recorded. */
void diag_add(struct diag_list *list, enum diag_code code, unsigned line,
    struct span label);

const char *diag_name(enum diag_code code);	/* "note-orphan" */
enum diag_severity diag_severity(enum diag_code code);
const char *diag_severity_name(enum diag_severity severity);

struct buf;
/* The sentence with the label in its place, unfiltered. */
void diag_message(const struct diag *diag, struct buf *out);

#endif
