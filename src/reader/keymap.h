/*
 * reader/keymap.h - from the name of a key to an action.
 *
 * A key is known by its name: the character itself ("g", "[", "é"), or one
 * of Space Enter Tab BackTab Esc Backspace Delete Up Down Left Right Home
 * End PageUp PageDown F1 to F12, or "C-" and a letter.  The face that reads
 * keys makes the names; the map knows nothing else of keyboards.
 */
#ifndef IBID_READER_KEYMAP_H
#define IBID_READER_KEYMAP_H

#include "base/arena.h"
#include "base/buf.h"
#include "reader/actions.h"

struct binding {
	struct span key;
	unsigned where;
	enum action action;	/* ACTION_NONE: unbound by the user */
};

struct keymap {
	struct arena mem;
	struct binding *items;	/* the latest binding of a key counts */
	size_t count, room;
};

/* The map of the actions' own keys. */
void keymap_init(struct keymap *map);
void keymap_release(struct keymap *map);

/*
 * Bind `key` to `action` in the places `where`.  False when `key` is no
 * name of a key.
 */
bool keymap_bind(struct keymap *map, struct span key, unsigned where,
    enum action action);

/*
 * The action of `key` in the one place `where`.  A binding for fewer
 * places wins over one for more, and a later one over an earlier.
 */
enum action keymap_lookup(const struct keymap *map, enum where where,
    struct span key);

/* Whether that is the name of a key. */
bool keymap_is_key(struct span key);

/*
 * Append the keys that mean `action` somewhere, with ", " between; nothing
 * when every key was taken away.
 */
void keymap_keys(const struct keymap *map, enum action action,
    struct buf *out);

/* "page", "note", "contents", "list", "notes-pane", "any"; 0: none such. */
unsigned where_of(struct span name);

/* The names of all places of `where`, with ", " between. */
void where_names(unsigned where, struct buf *out);

#endif
