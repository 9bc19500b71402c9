/*
 * tui/theme.h - from what a cell is to how it looks.
 *
 * One table of elements: those of the layout (layout/layout.h, with the
 * same numbers), then those of the panes below.  A theme gives each a
 * style.  Colours are the terminal's default and its palette of 16, so a
 * reader's own palette (a dark one, one for low vision) is kept.
 *
 * No state is shown by colour alone: every two elements that can stand
 * side by side and mean different things (THEME_PAGE_STATES,
 * THEME_LIST_STATES) differ in their attributes in every theme.
 */
#ifndef IBID_TUI_THEME_H
#define IBID_TUI_THEME_H

#include "layout/layout.h"
#include "tui/cells.h"

/*      id                name               what it is */
#define THEME_PANES(X) \
	X(STATUS,          "status")		/* the bottom line */ \
	X(STATUS_HINT,     "status-hint")	/* its keys */ \
	X(DIVIDER,         "divider")		/* between panes */ \
	X(SIDEBAR,         "sidebar") \
	X(SIDEBAR_TITLE,   "sidebar-title") \
	X(SIDEBAR_CURRENT, "sidebar-current")	/* the section being read */ \
	X(PROGRESS,        "progress")		/* read so far */ \
	X(COUNT,           "count")		/* matches, notes: a number */ \
	X(SELECTION,       "selection")		/* the row of a list */ \
	X(FOCUS,           "focus")		/* the mark or link focused */ \
	X(POPUP,           "popup") \
	X(POPUP_BORDER,    "popup-border") \
	X(POPUP_TITLE,     "popup-title") \
	X(INFERRED,        "inferred")		/* ibid's word, not theirs */ \
	X(PROMPT,          "prompt") \
	X(MESSAGE,         "message") \
	X(ERROR,           "error") \
	X(MATCH,           "match") \
	X(MATCH_CURRENT,   "match-current") \
	X(KEYWORD1,        "keyword1") \
	X(KEYWORD2,        "keyword2") \
	X(KEYWORD3,        "keyword3") \
	X(KEYWORD4,        "keyword4") \
	X(KEYWORD5,        "keyword5") \
	X(KEYWORD6,        "keyword6") \
	X(KEYWORD7,        "keyword7") \
	X(KEYWORD8,        "keyword8")

enum theme_element {
	THEME_PANES_FIRST = LAYOUT_EL_COUNT - 1,
#define X(id, name) THEME_##id,
	THEME_PANES(X)
#undef X
	THEME_ELEMENT_COUNT
};

#define THEME_KEYWORDS 8	/* THEME_KEYWORD1 + n % THEME_KEYWORDS */

struct theme {
	struct style styles[THEME_ELEMENT_COUNT];
	/* Of the first letter of a keyword, instead; if `starts_differ`. */
	uint16_t start_attrs[THEME_KEYWORDS];
	bool starts_differ;
	bool plain;		/* emphasis has no attributes either */
	bool mono;		/* no colours, whoever asks for them */
	bool bright;		/* no dim letters on the screen's own ground */
};

/*
 * States that can stand side by side on a page, and in a list: within each,
 * no two look the same in any built-in theme, even without colour.
 */
#define THEME_PAGE_STATES(X) \
	X(LAYOUT_EL_TEXT) X(LAYOUT_EL_MARK) X(LAYOUT_EL_MARK_SOURCE) \
	X(LAYOUT_EL_LINK) X(THEME_FOCUS) X(THEME_MATCH) \
	X(THEME_MATCH_CURRENT) X(THEME_INFERRED) X(THEME_KEYWORD1) \
	X(THEME_KEYWORD2) X(THEME_KEYWORD3) X(THEME_KEYWORD4) \
	X(THEME_KEYWORD5) X(THEME_KEYWORD6) X(THEME_KEYWORD7) \
	X(THEME_KEYWORD8)
#define THEME_LIST_STATES(X) \
	X(THEME_SIDEBAR) X(THEME_SIDEBAR_CURRENT) X(THEME_SELECTION) \
	X(THEME_MATCH) X(THEME_MATCH_CURRENT)

/* Names of the built-in themes, the default one first; NULL ends them. */
extern const char *const theme_names[];

/* Load a built-in theme; false (and `theme` unchanged) for another name. */
bool theme_load(struct theme *theme, struct span name);

/*
 * Change one element as a user wrote it: "match-current = bold black on
 * yellow".  Words: bold dim italic underline reverse strike plain; then a
 * colour, then "on" and a colour: default black red green yellow blue
 * magenta cyan white grey, bright-red and so on.  False, and a sentence
 * appended to `error`, when it is not understood.
 */
bool theme_set(struct theme *theme, struct span line, struct buf *error);

/* Drop every colour; attributes stay. */
void theme_mono(struct theme *theme);

/*
 * Drop everything but the current match: for --a11y, where the cursor is
 * the focus and every change of attributes is noise on the line.
 */
void theme_plain(struct theme *theme);

/*
 * Make do with the attributes of a terminal (struct term_info).  Where
 * italics or dim letters are missing there are too few to tell the sets of
 * keywords apart, so the first letter of a keyword differs from the others:
 * bold, underlined or both.  Each set has a pair of its own, which nothing
 * else on a page has; a keyword of one letter shows the first of it only.
 */
void theme_fit(struct theme *theme, unsigned attrs);

/* The style of `element`, with the layout's emphasis bits (0: none). */
struct style theme_style(const struct theme *theme, unsigned element,
    unsigned emph);

/*
 * The style of a keyword of `set`, or of its first letter.  `words` are its
 * own, ibid-keywords(5): the name of an element, or attributes and colours;
 * empty or not understood, the set's style counts.  A style without an
 * attribute keeps those of the set, so that it is seen without colour, too.
 */
struct style theme_keyword(const struct theme *theme, unsigned set,
    struct span words, bool first);

/* Whether `words` are understood there. */
bool theme_knows(struct span words);

const char *theme_element_name(unsigned element);

/* Append a style in the words of theme_set. */
void theme_words(struct style style, struct buf *out);

#endif
