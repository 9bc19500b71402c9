/*
 * tui/keys.h - from the bytes of a keyboard to keys, and keys by name.
 *
 * The decoder takes bytes as they arrive and gives keys: characters,
 * special keys, pastes and mouse events.  It knows the sequences that are
 * in common use (ECMA-48 CSI and SS3 forms, with xterm's modifiers) on
 * every terminal, whatever terminfo says, so both ESC [ B and ESC O B are
 * Down; a terminal's own odd sequences are added with keys_learn.
 *
 * ESC is a key and also starts sequences.  When a sequence stays
 * incomplete, the caller waits KEYS_ESC_MS and calls keys_flush: what came
 * is then taken as typed.  No function of ibid needs Alt, so ESC before an
 * ordinary character is Esc and then that character, never Alt.
 *
 * Bytes come from outside: any bytes give some keys, at most one per byte.
 */
#ifndef IBID_TUI_KEYS_H
#define IBID_TUI_KEYS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"

/* A terminal sends a sequence at once; over SSH it may be split. */
#define KEYS_ESC_MS 100

/* A longer paste is cut here, between characters. */
#define KEYS_PASTE_MAX 65536

/*      id           name */
#define KEYS_SPECIAL(X) \
	X(UP,         "Up") \
	X(DOWN,       "Down") \
	X(LEFT,       "Left") \
	X(RIGHT,      "Right") \
	X(PAGE_UP,    "PageUp") \
	X(PAGE_DOWN,  "PageDown") \
	X(HOME,       "Home") \
	X(END,        "End") \
	X(INSERT,     "Insert") \
	X(DELETE,     "Delete") \
	X(ENTER,      "Enter") \
	X(ESC,        "Esc") \
	X(TAB,        "Tab") \
	X(BACK_TAB,   "BackTab") \
	X(BACKSPACE,  "Backspace") \
	X(F1, "F1") X(F2, "F2") X(F3, "F3") X(F4, "F4") \
	X(F5, "F5") X(F6, "F6") X(F7, "F7") X(F8, "F8") \
	X(F9, "F9") X(F10, "F10") X(F11, "F11") X(F12, "F12") \
	X(CLICK,      "Click")		/* at row, col */ \
	X(WHEEL_UP,   "WheelUp") \
	X(WHEEL_DOWN, "WheelDown") \
	X(PASTE,      "Paste")		/* key.text is what was pasted */ \
	X(RESIZE,     "Resize")		/* ask term_size; paint again */ \
	X(REDRAW,     "Redraw")		/* paint again, size unchanged */ \
	X(HANGUP,     "HangUp")		/* save and end; comes every time */ \
	X(UNKNOWN,    "Unknown")	/* a sequence that means nothing here */

/* A key's code is its character, or one of these above Unicode. */
enum {
	KEYCODE_FIRST = 0x110000 - 1,
#define X(id, name) KEYCODE_##id,
	KEYS_SPECIAL(X)
#undef X
	KEYCODE_LAST
};

/* Bits of key.mods.  Shift is only told apart on special keys. */
enum { KEYMOD_CTRL = 1, KEYMOD_SHIFT = 2, KEYMOD_ALT = 4 };

struct key {
	uint32_t code;
	uint8_t mods;
	int16_t row, col;	/* of a mouse event, from 0 */
	struct span text;	/* of a paste; valid until the next key */
};

/* The same key, mouse place and pasted text aside. */
bool key_eq(struct key a, struct key b);

/*
 * Names: a character ("g", "/", "é"), "Space", a special name, each with
 * "C-", "S-" or "M-" before it: "C-f", "S-Left".  Letter case counts, but
 * for special names and after "C-".  False when `name` names no key.
 */
bool key_parse(struct span name, struct key *key);

/* Append the name that key_parse reads back. */
void key_name(struct key key, struct buf *out);

/*
 * The bytes that a terminal sends for `key`: for tests, and for programs
 * that drive ibid.  Nothing for keys that do not come from a keyboard.
 */
void key_bytes(struct key key, struct buf *out);

struct keys;

/*
 * With `utf8`, characters are UTF-8; else they are read in the encoding of
 * the locale (mbrtowc).
 */
struct keys *keys_new(bool utf8);
void keys_free(struct keys *keys);

/* `sequence` (2 bytes or more, from ESC on) is the special key `code`. */
void keys_learn(struct keys *keys, struct span sequence, uint32_t code);

/*
 * Learn this terminal's special keys: `capability` gives a string of terminfo
 * by its name ("kcuu1"), or NULL.
 */
void keys_learn_all(struct keys *keys,
    const char *(*capability)(const char *name));

void keys_feed(struct keys *keys, struct span bytes);

/*
 * Take the next key.  False when the bytes so far hold no complete one;
 * keys_waiting then says whether they hold a part of one.
 */
bool keys_next(struct keys *keys, struct key *key);
bool keys_waiting(const struct keys *keys);

/*
 * Nothing more came in time: take what waits as single keys.  A paste goes
 * on until its end comes, however slow the line.
 */
void keys_flush(struct keys *keys);

/* Drop all that waits, and a paste that never ended. */
void keys_reset(struct keys *keys);

#endif
