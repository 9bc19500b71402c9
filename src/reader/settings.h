/*
 * reader/settings.h - everything a user can set, in one list.
 *
 * A row is a setting of the configuration file ("width = 66"), a long
 * option (--width=66) and a line of the manual.  A later source wins:
 * defaults, the configuration file, the environment, the command line.
 *
 * kind    NUMBER with its least and greatest value, BOOL (on or off), WORD
 *         (one of the words given, the first is the default), or TEXT.
 */
#ifndef IBID_READER_SETTINGS_H
#define IBID_READER_SETTINGS_H

#include "base/arena.h"
#include "base/buf.h"
#include "reader/keymap.h"

/*      id, name, kind, default or words, least, greatest, help */
#define READER_SETTINGS(X) \
	X(WIDTH, "width", NUMBER, "72", 20, 300, \
	    "Columns of text, where the window has room for them") \
	X(MARGIN, "margin", NUMBER, "2", 0, 40, \
	    "Least empty columns on each side of the text") \
	X(ALIGN, "align", WORD, "left justify", 0, 0, \
	    "Leave the right edge ragged, or make it straight") \
	X(HYPHENATE, "hyphenate", BOOL, "off", 0, 0, \
	    "Break words where the language's patterns allow it") \
	X(MARKS, "marks", WORD, "superscript bracket", 0, 0, \
	    "How note marks are drawn") \
	X(BIDI, "bidi", WORD, "auto on off", 0, 0, \
	    "Order right-to-left text here, or leave it to the terminal") \
	X(AMBIGUOUS, "ambiguous-width", NUMBER, "1", 1, 2, \
	    "Columns of East Asian ambiguous characters") \
	X(CONTEXT, "context", NUMBER, "0", 0, 10, \
	    "Lines of the page before that a page turn keeps") \
	X(SIDEBAR, "sidebar", WORD, "auto on off", 0, 0, \
	    "Show the contents beside the page: auto from 100 columns on, " \
	    "on where 40 are left") \
	X(SIDEBAR_WIDTH, "sidebar-width", NUMBER, "32", 16, 80, \
	    "Columns of the sidebar") \
	X(NOTES_PANE, "notes-pane", BOOL, "off", 0, 0, \
	    "Show the notes of the page under it") \
	X(NOTE_ROWS, "note-rows", NUMBER, "8", 0, 40, \
	    "Rows that a11y keeps for notes; 0 opens them over the page") \
	X(ARROWS, "arrows", WORD, "scroll cursor", 0, 0, \
	    "What Up and Down do: move the page, or a reading cursor") \
	X(STATUS, "status", WORD, "steady live", 0, 0, \
	    "The status line follows the page as it is turned, or each line") \
	X(THEME, "theme", TEXT, "default", 0, 0, \
	    "default, light, dark, mono or high-contrast") \
	X(COLOR, "color", WORD, "auto always never", 0, 0, \
	    "Use colours: auto asks the environment and the terminal") \
	X(MOUSE, "mouse", BOOL, "off", 0, 0, \
	    "Take the mouse's wheel and clicks") \
	X(ALTSCREEN, "altscreen", BOOL, "on", 0, 0, \
	    "Use the terminal's second screen and leave the first as it was") \
	X(A11Y, "a11y", BOOL, "off", 0, 0, \
	    "Full screen for screen readers: one column, no boxes, a cursor") \
	X(LINEAR, "linear", BOOL, "off", 0, 0, \
	    "Read in plain lines, without a full screen") \
	X(LINE_EDITING, "line-editing", BOOL, "on", 0, 0, \
	    "Edit and recall commands in linear mode, on a terminal") \
	X(SAY_CMD, "say-cmd", TEXT, "", 0, 0, \
	    "A program that reads aloud what linear mode prints") \
	X(SLOW, "slow", BOOL, "off", 0, 0, \
	    "Send as little as possible: for slow lines") \
	X(CHARSET, "charset", WORD, "auto utf-8 ascii locale", 0, 0, \
	    "What the terminal can show: auto asks the locale") \
	X(CLIPBOARD, "clipboard", BOOL, "off", 0, 0, \
	    "Let the copy key send to the terminal's clipboard (OSC 52)") \
	X(SAVE_PLACE, "save-place", BOOL, "on", 0, 0, \
	    "Remember places and marks from one reading to the next") \
	X(SAVE_SEARCHES, "save-searches", BOOL, "on", 0, 0, \
	    "Remember, with the place, what was searched for") \
	X(CACHE_SIZE, "cache-size", NUMBER, "512", 0, 1000000, \
	    "Megabytes of compiled sources to keep, the last used ones") \
	X(SPEED, "speed", NUMBER, "230", 50, 2000, \
	    "Words a minute for the time left, until your own is known") \
	X(KEYWORDS_FILE, "keywords-file", TEXT, "", 0, 0, \
	    "A file of keywords to highlight in every document") \
	X(BROWSER, "browser", TEXT, "", 0, 0, \
	    "The program that opens addresses, instead of $BROWSER")

enum setting {
#define X(id, name, kind, value, least, greatest, help) SETTING_##id,
	READER_SETTINGS(X)
#undef X
	SETTING_COUNT
};

/* The words of the setting "status", by number; and of "charset". */
enum { STATUS_STEADY, STATUS_LIVE };
enum { CHARSET_AUTO, CHARSET_UTF8, CHARSET_ASCII, CHARSET_LOCALE };

enum setting_kind {
	SETTING_NUMBER, SETTING_BOOL, SETTING_WORD, SETTING_TEXT
};

struct setting_info {
	const char *name;
	enum setting_kind kind;
	const char *initial;	/* WORD: all words, the default first */
	int least, greatest;
	const char *help;
};

struct settings {
	struct arena mem;
	int number[SETTING_COUNT];	/* NUMBER; BOOL 0 or 1; WORD: index */
	struct span text[SETTING_COUNT];	/* as it was given */
	const char *source[SETTING_COUNT];	/* "default", "file", ... */
	struct keymap keys;
	struct buf theme;	/* "ELEMENT = ..." lines, in order */
	struct buf theme_from;	/* "FILE:LINE" of each of them */
	struct buf theme_named;	/* and of "theme = ", or empty */
};

const struct setting_info *setting_info(enum setting setting);

/* SETTING_COUNT when there is none of that name. */
enum setting setting_of(struct span name);

void settings_init(struct settings *set);
void settings_release(struct settings *set);

/*
 * Give `setting` a value as typed.  False, with a sentence appended to
 * `error` that says what would be right, when it cannot have it.
 * `source` is static: "file", "environment", "command line".
 */
bool settings_set(struct settings *set, enum setting setting,
    struct span value, const char *source, struct buf *error);

/*
 * Read a configuration file's text.  Lines are
 *
 *     # a comment
 *     NAME = VALUE
 *     bind WHERE KEY ACTION       (WHERE: page, note, contents, list, ...)
 *     unbind WHERE KEY
 *     theme.ELEMENT = ATTRIBUTES  (kept; whoever has themes reads them)
 *
 * Each mistake appends one line "ibid: NAME:LINE: what and the mend" to
 * `errors` and is passed over; the rest counts.
 */
void settings_read(struct settings *set, struct span text, const char *name,
    struct buf *errors);

static inline int
settings_number(const struct settings *set, enum setting setting)
{
	return set->number[setting];
}

#endif
