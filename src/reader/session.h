/*
 * reader/session.h - a reading: place, focus, notes, search, keywords.
 *
 * The session is a model without a screen.  It takes keys (or actions) and
 * changes; the faces (tui, linear) read its fields and show them.  Nothing
 * here prints, sleeps or asks the terminal anything, so a test can replay
 * any reading from a bundle, a size and a list of keys.
 *
 *     session_resize(s, rows, cols);
 *     while (!s->quit) {
 *             session_key(s, name of a key);
 *             while (session_busy(s) && no key waits)
 *                     session_step(s);
 *             paint(s);
 *     }
 *
 * Fields may be read by anyone and are written by the session alone, but
 * where it says otherwise.
 * `session_*.c` are its parts: moving, notes, searching, lists, words.
 *
 * Units: places are bytes in the bundle's text; rows and columns are cells.
 */
#ifndef IBID_READER_SESSION_H
#define IBID_READER_SESSION_H

#include "reader/actions.h"
#include "reader/extent.h"
#include "reader/find.h"
#include "reader/frame.h"
#include "reader/glossary.h"
#include "reader/history.h"
#include "reader/list.h"
#include "reader/memory.h"
#include "reader/outline.h"
#include "reader/settings.h"
#include "reader/suggest.h"
#include "reader/view.h"

enum focus {
	FOCUS_PAGE, FOCUS_NOTE, FOCUS_PANE, FOCUS_TREE, FOCUS_LIST,
	FOCUS_PROMPT
};

/* A note, the meaning of a keyword or an address, opened over the page. */
struct popup {
	uint32_t note;		/* DOC_NONE: it has words instead */
	struct span words;	/* that are no note; or empty */
	uint32_t ref;		/* the mark it was opened from, or DOC_NONE */
	struct view view;	/* of the note's text */
	uint64_t cursor;	/* place in the note */
	struct arena mem;
	struct layout_block *extra;	/* what ibid adds; or NULL */
	int extra_rows;		/* of it that are shown, below the note */
	int extra_top;		/* of it that are scrolled away */
	struct frame_popup place;
	struct span title;
	struct spot before;	/* the page when it was opened */
	bool leans;		/* on another note, which `i` opens */
	bool stacked;		/* opened from the popup below it */
	bool from_pane;		/* which gets the focus back */
};

/* Notes open from notes; nobody goes deeper than this. */
#define POPUPS_MAX 16

enum prompt_kind {
	PROMPT_NONE, PROMPT_SEARCH, PROMPT_FILTER, PROMPT_KEYWORD,
	PROMPT_CONCORDANCE, PROMPT_SAVE, PROMPT_SET_MARK, PROMPT_GO_TO_MARK
};

struct prompt {
	enum prompt_kind kind;
	struct buf text;
	size_t caret;		/* byte offset in it */
	enum focus before;	/* where the focus returns to */
	struct spot spot;	/* the page when it was opened */
	enum focus from;	/* where a search was begun */
	int hidden_notes;	/* that were open then, s->popups[0..] */
	bool backward;
	bool regex;		/* the pattern is an expression */
	struct outline_folds folds;	/* the contents then */
	uint32_t tree_top;
	uint32_t row, row_top;	/* of the list that is filtered */
	bool due;		/* the text is not searched for yet */
	size_t recalled;	/* how far back in the past patterns */
};

/* Rows of the notes pane where there is room: its rule and some notes. */
#define PANE_ROWS 7
/* What was searched for. */
struct pattern {
	struct span text;
	unsigned flags;		/* as of query_new */
};

/* A match being looked for, in steps. */
struct seek {
	bool on;
	bool by_key;		/* n or Enter: say how it ended */
	bool wrapped;		/* around the end of the text */
	int direction;
	uint64_t place;
	struct spot before;	/* the page then */
};

/*
 * A match with the place it belongs to: its own or, in a note, that of the
 * first mark of the note.
 */
struct found {
	uint64_t at;
	struct match match;
	uint32_t note;		/* it stands in; or DOC_NONE */
	uint32_t ref;		/* that mark; DOC_NONE: not cited */
};

/* A note on the pane under the page. */
struct pane_note {
	uint32_t note;
	uint32_t ref;		/* the mark on the page */
	struct layout_block *block;	/* its text; or NULL */
	int indent_cols;	/* of the text, behind the label */
	int rows;
};

/* What ibid inferred of a note, ready to be shown. */
struct glimpse {
	uint32_t note;
	bool kept;
	struct buf words;
};

/* Twice as many as a page may need: those of the one before are kept. */
#define GLIMPSES_KEPT 64

/* What session_warm got ready last. */
struct warmed {
	bool done;
	uint64_t from, to;
	int popups;
};

/* What the pane shows of a note: rows [skip, skip + rows). */
struct pane_slice {
	uint32_t at;		/* among the notes on the pane */
	int skip, rows;
};

/*
 * What the status line says of the page: that of its last turn, for what
 * changes with each line is heard with each line (B2).
 */
struct page_status {
	bool due;		/* the page is another one */
	struct buf title, far, notes;	/* unfiltered */
};

/* What the program around the session has to do for it. */
enum session_wish {
	WISH_NONE, WISH_SUSPEND, WISH_REDRAW, WISH_COPY, WISH_BROWSE,
	WISH_SAVE
};

/* What the message will give the number of, when it is counted. */
enum message_counts { COUNTS_NOTHING, COUNTS_MATCH, COUNTS_KEYWORD };

struct session {
	struct bundle *bundle;
	struct settings *settings;
	struct frame frame;
	enum focus focus;
	bool quit;
	bool keys_wait;		/* set by the face: see session_key */

	uint32_t document;
	struct extent extent;	/* of its text proper */
	struct view page;
	uint64_t cursor;	/* reading focus on the page */
	int blank_row;		/* that the cursor rests on, above the line
				 * of `cursor`; or -1 */
	uint32_t ref;		/* mark in focus, or DOC_NONE */
	struct page_status status;
	struct layout_notes labels;	/* the layout's way to the notes */
	struct layout_hyphens *hyphens;
	bool colourless;	/* the terminal; set by the program */
	int code_shift;		/* columns wide code is moved to the left */

	struct popup popups[POPUPS_MAX];
	int popup_count;
	bool note_new, note_turned;	/* what it shows, by the last key */
	struct glimpse glimpses[GLIMPSES_KEPT];
	uint32_t glimpse_next;
	struct warmed warmed;

	bool pane_on;
	struct pane_note *pane;	/* notes cited on the screen */
	uint32_t pane_count, pane_cursor;
	int pane_top;		/* rows scrolled away */
	struct arena pane_mem;	/* of its blocks */
	struct layout_opts pane_opts;	/* of the page when they were made */

	struct outline outline;
	bool sidebar_on;	/* beside the page */
	bool sidebar_toggled;	/* by the reader: the setting is overruled */
	uint32_t tree_cursor, tree_top;

	struct list list;
	bool list_open;
	bool list_new;		/* by the last key: it is said what it is */
	enum focus list_before;	/* where the focus returns to */
	uint32_t list_source;	/* whose notes these are, from 1; or 0 */
	struct find kwic;	/* what fills a concordance */
	int kwic_keyword;	/* its keyword + 1, or 0: what kwic finds */
	uint32_t list_chunk;	/* the next whose matches fill the list */

	struct prompt prompt;
	struct pattern *patterns;	/* searched for, oldest first */
	size_t pattern_count, pattern_room;

	struct find find;
	struct seek seek;
	bool matches_wanted;	/* as a list, when all is searched */
	struct match match;	/* the current one; len 0: none */
	struct found *founds;	/* all matches, as they are read */
	uint32_t found_count;
	unsigned found_serial;	/* of the search that they are of */
	bool match_left;	/* by a jump: n goes on from the cursor */
	struct text_index *index;	/* of the bundle, or NULL */
	bool index_sought;	/* it is opened with the first search */

	struct glossary glossary;
	int keyword_chosen;	/* id + 1 of the one to walk; 0: all */
	struct keyword_hit keyword_hit;	/* the last one gone to */
	bool keyword_counts;	/* the contents count it, not the search */
	struct suggest suggest;

	struct history history;
	struct memory memory;
	struct arena mem;	/* patterns and the like */

	struct buf digits;	/* a number being typed */
	bool linear;		/* in lines: messages name its commands */
	uint64_t heard;		/* then: the end of what was read */
	struct buf command;	/* of session_command */
	struct buf message;	/* one line to show, or empty */
	bool message_is_error;
	enum message_counts message_counts;

	enum session_wish wish;
	struct buf wish_text;	/* to copy, an address, or a file's name */
	bool wish_address;	/* what is to be copied is an address */
	bool address_shown;	/* wish_text is, by the last action, */
	uint64_t address_end;	/* and the text it stands in ends here */
	struct buf wish_bytes;	/* to save in that file */
	uint64_t copied;	/* where a sentence was; or DOC_NOWHERE */
	int64_t (*clock_ms)(void);	/* set by the program; or NULL */
	int64_t turned_ms;	/* when the page was last turned, or 0 */
};

/*
 * A session on `bundle`, both borrowed; `settings` decides all the rest.
 * Never NULL.  Call session_resize before anything else.
 */
struct session *session_new(struct bundle *bundle,
    struct settings *settings);
void session_free(struct session *s);

/* Take up a remembered place, and keep what else was remembered. */
void session_recall(struct session *s, struct memory *memory);

/*
 * The same with what was remembered of an older edition of the document:
 * place and marks are found again by their words, and a message says
 * whether they were.  True: the place was, so this is the same document.
 */
bool session_recall_edited(struct session *s, struct memory *memory);

/* Fill `memory` with the place and marks to remember. */
void session_remember(struct session *s);

/* Keywords given at the start: a file's text (keywords_parse), or one word. */
void session_add_keyword_file(struct session *s, struct span name,
    struct span bytes, bool (*knows_style)(struct span style),
    struct diag_list *diags);
void session_add_keyword(struct session *s, struct span word);

/* The window has `rows` by `cols` cells now. */
void session_resize(struct session *s, int rows, int cols);

/* A setting was changed: flow and arrange anew. */
void session_settings_changed(struct session *s);

/*
 * One key by its name; text of prompts included.  Where the face says with
 * `keys_wait` that another is behind it, what that may undo (the search
 * for text that is still typed) is put off.
 */
void session_key(struct session *s, struct span name);

/* Pasted text: only a prompt takes it; line ends become spaces. */
void session_paste(struct session *s, struct span text);

/* One action; `count` is a number typed before it, or 0. */
void session_act(struct session *s, enum action action, unsigned count);

/* Mouse: a click at a cell of the window, the wheel by rows. */
void session_click(struct session *s, int row, int col);
void session_wheel(struct session *s, int rows);

/*
 * Whether a search and a filter answer each letter: not by ear, where every
 * page on the way would be read, nor on a slow line.
 */
bool session_shows_typing(const struct session *s);

/* Work that goes on in steps of some milliseconds (law: never freeze). */
bool session_busy(const struct session *s);
void session_step(struct session *s);

/*
 * Get ready what the notes of the page need, a piece at a time, while no
 * key waits; false when nothing is left to do.  Shows nothing.
 */
bool session_warm(struct session *s);

/* The place in the actions table that the focus is in. */
enum where session_where(const struct session *s);

/* The innermost popup, or NULL. */
struct popup *session_popup(struct session *s);

/* Whether there is more of it to scroll to. */
bool popup_more_below(struct popup *popup);

/* ---- moving (session_move.c) ---- */

/* Go to `place`, remembering where we were; `at` rows from the top. */
void session_jump(struct session *s, uint64_t place, int at);

/* Show `place` in the text and set the cursor on it, as Enter does. */
void session_go_row(struct session *s, uint64_t place);

struct spot session_spot(const struct session *s);
void session_set_spot(struct session *s, struct spot spot);

/* ---- notes (session_note.c) ---- */

/* Open note `note`; `ref` is the mark it is opened from, or DOC_NONE. */
bool session_open_note(struct session *s, uint32_t note, uint32_t ref);

/* Open the note of that label; of this document first. */
bool session_open_label(struct session *s, struct span label);

void session_close_note(struct session *s);

/* Open a popup that says what a keyword means. */
bool session_open_meaning(struct session *s, int keyword);

/* The address of the wish, whole, over the page; nothing over a list. */
void session_show_address(struct session *s);

/*
 * What the pane shows in `room` rows, from its top; `slices` has room for
 * so many.  Returns how many there are.
 */
int session_pane_slices(const struct session *s, struct pane_slice *slices,
    int room);

/* ---- matches (session_found.c) ---- */

/*
 * A match as the reader meets it.  Matches are met in the order of the
 * text, those of a note where it is cited.
 */
struct found session_found(struct session *s, struct match match);

/* "3 of 17": the number of the current match, from 1; or 0: not known. */
size_t session_match_number(struct session *s);

/* ---- words (session_say.c); all text is unfiltered ---- */

/*
 * Say what is read and how far it is, once, on opening by ear: the title
 * where the page itself does not begin with it, then what was to be said.
 */
void session_greet(struct session *s);

/*
 * The status line in three parts: where (may be cut to fit), how far, and
 * what is near with a hint (may be left out).  Moving by lines changes none
 * of them, unless the setting says so; the title lives as long.
 */
struct span session_status_title(struct session *s);
void session_status_far(struct session *s, struct buf *out);
void session_status_near(struct session *s, bool hint, struct buf *out);

/* The number of the match, where there is no room for the last part. */
void session_status_found(struct session *s, struct buf *out);

/* "3 of 17", or "17+" while there may be more. */
void session_put_number(struct session *s, struct buf *out);

/* "Chapter 3, paragraph 12, 42 percent, 12 minutes left." */
void session_locate(struct session *s, struct buf *out);

/*
 * Append the text of [from, to) on one line, without what the layout hides:
 * the links back to a mark.
 */
void session_words(struct session *s, uint64_t from, uint64_t to,
    struct buf *out);

/* The section the reading is in, or DOC_NONE. */
uint32_t session_section(const struct session *s);

/* Percent of the text (without notes and back matter) before the end of
 * the screen; and minutes left. */
int session_percent(const struct session *s);
int session_minutes_left(const struct session *s);

/* Percent of a stretch that was read, 0 to 100. */
int session_read_percent(const struct session *s, uint64_t from,
    uint64_t to);

/*
 * What the reader gives for `action`: the first key in force, or the linear
 * command.  Valid until the next call.
 */
const char *session_command(struct session *s, enum action action);

void session_say(struct session *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void session_complain(struct session *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ---- what to highlight on the screen (session_glow.c) ---- */

enum glow_kind { GLOW_KEYWORD, GLOW_MATCH, GLOW_MATCH_CURRENT };

struct glow {
	uint64_t from, to;
	enum glow_kind kind;
	unsigned set;		/* of a keyword: its set has a style */
	struct span style;	/* of a keyword: its own style; borrowed */
};

/*
 * Append what stands in the leaves of `view`'s rows: keywords first, then
 * matches, so that a later one is laid over an earlier.  In order of place
 * within a kind.
 */
struct glows {
	struct glow *items;
	size_t count, room;
};

void session_glows(struct session *s, const struct view *view,
    struct glows *out);
void glows_release(struct glows *glows);

#endif
