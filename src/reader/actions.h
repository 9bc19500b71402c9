/*
 * reader/actions.h - everything a reader can do, in one list.
 *
 * A row is an action.  The enum, dispatch, the default keys, the help
 * screen, the manual's table, the completions and the linear commands all
 * grow from this list; a test asks that every row has a handler, a linear
 * command and a sentence.
 *
 * keys    names of keys, separated by spaces (reader/keymap.h).  No action
 *         has only an Alt, keypad, Insert or function key, or only C-a,
 *         C-l, C-n or C-x: screen readers take these for themselves.
 * where   the places where those keys mean this action: PAGE the text,
 *         NOTE an open note, TREE the contents, LIST any list (keywords,
 *         notes, results, help), PANE the notes under the page.  ANY is
 *         all of them; a key bound for fewer places wins there.
 * linear  the command of the linear face.
 */
#ifndef IBID_READER_ACTIONS_H
#define IBID_READER_ACTIONS_H

#include "base/span.h"

enum where {
	WHERE_PAGE = 1 << 0,
	WHERE_NOTE = 1 << 1,
	WHERE_TREE = 1 << 2,
	WHERE_LIST = 1 << 3,
	WHERE_PANE = 1 << 4,
	WHERE_TEXT = WHERE_PAGE | WHERE_NOTE | WHERE_PANE,
	WHERE_CONTENT = WHERE_TEXT | WHERE_LIST,
	WHERE_ROWS = WHERE_TREE | WHERE_LIST,
	WHERE_ANY = WHERE_TEXT | WHERE_ROWS,
};

/*      id, name, keys, where, linear, help */
#define READER_ACTIONS(X) \
	X(NEXT_LINE, "next-line", "Down", ANY, "+", \
	    "Go down one line: the page, or the reading cursor") \
	X(PREV_LINE, "prev-line", "Up", ANY, "-", \
	    "Go up one line: the page, or the reading cursor") \
	X(SCROLL_DOWN, "scroll-down", "j", ANY, "l", \
	    "Move the page one line down") \
	X(SCROLL_UP, "scroll-up", "k", ANY, "l-", \
	    "Move the page one line up") \
	X(NEXT_CHAR, "next-char", "Right", TEXT, "ch", \
	    "Move the cursor one character on") \
	X(PREV_CHAR, "prev-char", "Left", CONTENT, "ch-", \
	    "Move the cursor one character back; at the start of a note or " \
	    "in a list, close it") \
	X(NEXT_PAGE, "next-page", "Space PageDown C-f", ANY, "z", \
	    "Show the next page") \
	X(PREV_PAGE, "prev-page", "b PageUp C-b", ANY, "z-", \
	    "Show the page before") \
	X(HALF_DOWN, "half-down", "d C-d", ANY, "hp", \
	    "Go down half a page") \
	X(HALF_UP, "half-up", "u C-u", ANY, "hp-", \
	    "Go up half a page") \
	X(FIRST, "first", "g Home", ANY, "first", \
	    "Go to the start") \
	X(LAST, "last", "G End", ANY, "$", \
	    "Go to the end") \
	X(NEXT_SECTION, "next-section", "]", PAGE, "c+", \
	    "Go to the next heading") \
	X(PREV_SECTION, "prev-section", "[", PAGE, "c-", \
	    "Go to the heading before") \
	X(NEXT_DOCUMENT, "next-document", "}", PAGE, "doc", \
	    "Go to the next document of the bundle") \
	X(PREV_DOCUMENT, "prev-document", "{", PAGE, "doc-", \
	    "Go to the document before") \
	X(NEXT_MARK, "next-mark", "Tab", TEXT, "m", \
	    "Go to the next note mark; in a note, show the next note") \
	X(PREV_MARK, "prev-mark", "BackTab", TEXT, "m-", \
	    "Go to the note mark before; in a note, show the note before") \
	X(OPEN, "open", "Enter", ANY, "n", \
	    "Open the note or keyword here, or what the row names") \
	X(CLOSE, "close", "Esc", ANY, "b", \
	    "Close what is open and go back to where it was opened") \
	X(GO_TO_NOTE, "go-to-note", "g", NOTE, "gn", \
	    "Go to the note in its own chapter") \
	X(CITED_BY, "cited-by", "b c", NOTE, "cited", \
	    "List the marks that cite this note") \
	X(GO_TO_INFERRED, "go-to-inferred", "i", NOTE, "i", \
	    "Open the note that an \"ibid.\" or a short title stands for") \
	X(NOTES_LIST, "notes-list", "e", ANY, "notes", \
	    "List all notes") \
	X(NOTES_PANE, "notes-pane", "v", ANY, "nh", \
	    "Show the notes of the page under it, or hide them") \
	X(SWAP_PANE, "swap-pane", "w", TEXT, "sw", \
	    "Move between the page and the notes under it") \
	X(SOURCES, "sources", "S", ANY, "src", \
	    "List the works, cases and addresses that the notes cite") \
	X(BACK, "back", "H Backspace", TEXT, "back", \
	    "Go back to where you were") \
	X(FORWARD, "forward", "L", TEXT, "fwd", \
	    "Go forward again") \
	X(SET_MARK, "set-mark", "m", PAGE, "mark", \
	    "Set a mark: a letter follows") \
	X(GO_TO_MARK, "go-to-mark", "'", PAGE, "'", \
	    "Go to a mark: a letter follows, or ' for where you were") \
	X(SEARCH, "search", "/", ANY, "/", \
	    "Search as you type; in a list, keep the rows that match") \
	X(SEARCH_BACK, "search-back", "?", TEXT, "?", \
	    "Search backward") \
	X(NEXT_MATCH, "next-match", "n", TEXT, "//", \
	    "Go to the next match") \
	X(PREV_MATCH, "prev-match", "N", TEXT, "/-", \
	    "Go to the match before") \
	X(MATCHES_LIST, "matches-list", "r", TEXT, "/l", \
	    "List all matches, each in its line") \
	X(SEARCH_SCOPE, "search-scope", "x", TEXT, "scope", \
	    "Search the text, the notes, or both") \
	X(CLEAR_SEARCH, "clear-search", "C-g", TEXT, "/x", \
	    "Forget the search and its highlights") \
	X(KEYWORDS_LIST, "keywords-list", "K", ANY, "k", \
	    "List the keywords with their counts") \
	X(ADD_KEYWORD, "add-keyword", "a", ANY, "k+", \
	    "Add a keyword") \
	X(SUGGEST, "suggest-keywords", "A", ANY, "ka", \
	    "List the words that set this chapter apart, as keywords") \
	X(SAVE_KEYWORDS, "save-keywords", "w", ROWS, "ks", \
	    "Save the keywords that were added, in a file") \
	X(NEXT_KEYWORD, "next-keyword", ".", TEXT, "kn", \
	    "Go to the next keyword") \
	X(PREV_KEYWORD, "prev-keyword", ",", TEXT, "kp", \
	    "Go to the keyword before") \
	X(DEFINE, "define", "D", TEXT, "def", \
	    "Show what the keyword here means") \
	X(TOGGLE_ROW, "toggle-row", "x", LIST, "kx", \
	    "Highlight this keyword or suggestion, or stop doing so") \
	X(CONCORDANCE, "concordance", "c", CONTENT, "kwic", \
	    "List every occurrence of a word, or of this keyword, in its " \
	    "line") \
	X(SORT, "sort", "o", LIST, "sort", \
	    "Sort the list another way: notes by number, chapter, length") \
	X(SIDEBAR, "sidebar", "s", ANY, "side", \
	    "Show the contents beside the page, or hide them") \
	X(CONTENTS, "contents", "t", ANY, "t", \
	    "Go to the contents, or back to the page") \
	X(FOLD, "fold", "Left", TREE, "tf", \
	    "Fold this part of the contents") \
	X(UNFOLD, "unfold", "Right", TREE, "tu", \
	    "Unfold this part of the contents") \
	X(FOLLOW_LINK, "follow-link", "o O", CONTENT, "o", \
	    "Follow the link or address here, again: the next; in a list " \
	    "(O) the row's") \
	X(COPY, "copy", "y", CONTENT, "y", \
	    "Copy the note, address, row or sentence here; again, the " \
	    "paragraph") \
	X(SHIFT_LEFT, "shift-left", "(", TEXT, "sh-", \
	    "Move wide code to the left") \
	X(SHIFT_RIGHT, "shift-right", ")", TEXT, "sh", \
	    "Move wide code to the right") \
	X(LOCATE, "locate", "=", ANY, "w", \
	    "Say where you are") \
	X(HELP, "help", "h F1", ANY, "h", \
	    "Show the keys") \
	X(REDRAW, "redraw", "R C-l", ANY, "p", \
	    "Draw the screen again") \
	X(SUSPEND, "suspend", "Z C-z", ANY, "stop", \
	    "Stop until the shell continues ibid") \
	X(QUIT, "quit", "q", ANY, "q", \
	    "Close the note or the list; on the page, leave ibid")

enum action {
	ACTION_NONE,
#define X(id, name, keys, where, linear, help) ACTION_##id,
	READER_ACTIONS(X)
#undef X
	ACTION_COUNT
};

struct action_info {
	const char *name;
	const char *keys;
	unsigned where;		/* of enum where */
	const char *linear;
	const char *help;
};

/* `action` is not ACTION_NONE.  Static. */
const struct action_info *action_info(enum action action);

/* ACTION_NONE when there is no action of that name. */
enum action action_of(struct span name);

#endif
