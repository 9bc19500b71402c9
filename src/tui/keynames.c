/* tui/keynames.c - keys by name, and the bytes that make them. */
#include <ctype.h>
#include <stdio.h>

#include "tui/keys.h"
#include "uni/uni.h"

static const char *const special_names[] = {
#define X(id, name) name,
	KEYS_SPECIAL(X)
#undef X
};

/* What else people call them. */
static const struct {
	const char *name;
	uint32_t code;
} aliases[] = {
	{ "PgUp", KEYCODE_PAGE_UP }, { "PgDn", KEYCODE_PAGE_DOWN },
	{ "PgDown", KEYCODE_PAGE_DOWN }, { "Return", KEYCODE_ENTER },
	{ "Escape", KEYCODE_ESC }, { "Del", KEYCODE_DELETE },
	{ "Ins", KEYCODE_INSERT }, { "Space", ' ' },
};

bool
key_eq(struct key a, struct key b)
{
	return a.code == b.code && a.mods == b.mods;
}

static bool
find_special(struct span name, uint32_t *code)
{
	for (uint32_t i = 0; i < KEYCODE_LAST - KEYCODE_FIRST - 1; i++)
		if (span_eq_nocase(name, span_str(special_names[i]))) {
			*code = KEYCODE_FIRST + 1 + i;
			return true;
		}
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (span_eq_nocase(name, span_str(aliases[i].name))) {
			*code = aliases[i].code;
			return true;
		}
	return false;
}

static uint8_t
take_modifier(struct span *name)
{
	uint8_t mod = 0;

	if (name->len < 3 || name->ptr[1] != '-')
		return 0;
	switch (name->ptr[0]) {
	case 'C': mod = KEYMOD_CTRL; break;
	case 'S': mod = KEYMOD_SHIFT; break;
	case 'M': mod = KEYMOD_ALT; break;
	}
	if (mod)
		*name = span_slice(*name, 2, name->len);
	return mod;
}

/* Keys that a terminal cannot tell apart are one key: C-i is Tab. */
static void
settle(struct key *key)
{
	static const struct {
		uint32_t code;
		uint32_t means;
	} same[] = {
		{ 'i', KEYCODE_TAB }, { 'm', KEYCODE_ENTER },
		{ 'j', KEYCODE_ENTER }, { 'h', KEYCODE_BACKSPACE },
		{ '[', KEYCODE_ESC }, { '?', KEYCODE_BACKSPACE },
	};

	if (key->code == KEYCODE_TAB && key->mods == KEYMOD_SHIFT)
		*key = (struct key){ .code = KEYCODE_BACK_TAB };
	if (key->mods != KEYMOD_CTRL)
		return;
	if (key->code < 0x80)
		key->code = (uint32_t)tolower((int)key->code);
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (key->code == same[i].code) {
			*key = (struct key){ .code = same[i].means };
			return;
		}
}

bool
key_parse(struct span name, struct key *key)
{
	struct key found = { 0 };
	uint8_t mod;
	bool bad = false;

	while ((mod = take_modifier(&name)))
		found.mods |= mod;
	if (name.len == 0)
		return false;
	if (!find_special(name, &found.code)) {
		if (uni_decode(name, 0, &found.code, &bad) != name.len ||
		    bad || found.code <= ' ' || uni_unsafe(found.code))
			return false;
		/* Shift with a character is that other character. */
		if (found.mods & KEYMOD_SHIFT)
			return false;
	}
	settle(&found);
	*key = found;
	return true;
}

void
key_name(struct key key, struct buf *out)
{
	if (key.mods & KEYMOD_CTRL)
		buf_puts(out, "C-");
	if (key.mods & KEYMOD_ALT)
		buf_puts(out, "M-");
	if (key.mods & KEYMOD_SHIFT)
		buf_puts(out, "S-");
	if (key.code > KEYCODE_FIRST && key.code < KEYCODE_LAST)
		buf_puts(out, special_names[key.code - KEYCODE_FIRST - 1]);
	else if (key.code == ' ')
		buf_puts(out, "Space");
	else if (uni_unsafe(key.code))
		buf_printf(out, "<U+%04X>", (unsigned)key.code);
	else
		buf_put_code(out, key.code);
}

/* `form`: 'A'... a letter final, '~' with a number, or a plain byte. */
static const struct {
	uint32_t code;
	char form;
	int number;
} sent[] = {
	{ KEYCODE_UP, 'A', 1 }, { KEYCODE_DOWN, 'B', 1 },
	{ KEYCODE_RIGHT, 'C', 1 }, { KEYCODE_LEFT, 'D', 1 },
	{ KEYCODE_HOME, 'H', 1 }, { KEYCODE_END, 'F', 1 },
	{ KEYCODE_BACK_TAB, 'Z', 1 },
	{ KEYCODE_INSERT, '~', 2 }, { KEYCODE_DELETE, '~', 3 },
	{ KEYCODE_PAGE_UP, '~', 5 }, { KEYCODE_PAGE_DOWN, '~', 6 },
	{ KEYCODE_F1, '~', 11 }, { KEYCODE_F2, '~', 12 },
	{ KEYCODE_F3, '~', 13 }, { KEYCODE_F4, '~', 14 },
	{ KEYCODE_F5, '~', 15 }, { KEYCODE_F6, '~', 17 },
	{ KEYCODE_F7, '~', 18 }, { KEYCODE_F8, '~', 19 },
	{ KEYCODE_F9, '~', 20 }, { KEYCODE_F10, '~', 21 },
	{ KEYCODE_F11, '~', 23 }, { KEYCODE_F12, '~', 24 },
	{ KEYCODE_ENTER, '\r', 0 }, { KEYCODE_ESC, '\033', 0 },
	{ KEYCODE_TAB, '\t', 0 }, { KEYCODE_BACKSPACE, '\177', 0 },
};

static void
put_mouse(struct key key, struct buf *out)
{
	int button = key.code == KEYCODE_CLICK ? 0 :
	    key.code == KEYCODE_WHEEL_UP ? 64 : 65;

	buf_printf(out, "\033[<%d;%d;%dM", button, key.col + 1, key.row + 1);
}

void
key_bytes(struct key key, struct buf *out)
{
	int mods = (key.mods & KEYMOD_SHIFT ? 1 : 0) +
	    (key.mods & KEYMOD_ALT ? 2 : 0) + (key.mods & KEYMOD_CTRL ? 4 : 0);

	if (key.code < KEYCODE_FIRST && key.mods == KEYMOD_CTRL &&
	    (key.code == ' ' || (key.code >= '@' && key.code < 0x7f)))
		buf_putc(out, (char)(key.code & 0x1f));
	else if (key.code < KEYCODE_FIRST && key.mods)
		buf_printf(out, "\033[%u;%du", (unsigned)key.code, mods + 1);
	else if (key.code < KEYCODE_FIRST)
		buf_put_code(out, key.code);
	else if (key.code == KEYCODE_PASTE)
		buf_printf(out, "\033[200~%.*s\033[201~", SPAN_ARG(key.text));
	else if (key.code >= KEYCODE_CLICK && key.code <= KEYCODE_WHEEL_DOWN)
		put_mouse(key, out);
	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
		if (key.code != sent[i].code)
			continue;
		if (!sent[i].number && !mods)
			buf_putc(out, sent[i].form);
		else if (!sent[i].number)
			buf_printf(out, "\033[27;%d;%d~", mods + 1,
			    sent[i].form);
		else if (mods)
			buf_printf(out, "\033[%d;%d%c", sent[i].number,
			    mods + 1, sent[i].form);
		else if (sent[i].form == '~')
			buf_printf(out, "\033[%d~", sent[i].number);
		else
			buf_printf(out, "\033[%c", sent[i].form);
	}
}

/* ---- by terminfo ---- */

void
keys_learn_all(struct keys *keys, const char *(*capability)(const char *name))
{
	static const struct {
		const char *name;
		uint32_t code;
	} list[] = {
		{ "kcuu1", KEYCODE_UP }, { "kcud1", KEYCODE_DOWN },
		{ "kcub1", KEYCODE_LEFT }, { "kcuf1", KEYCODE_RIGHT },
		{ "khome", KEYCODE_HOME }, { "kend", KEYCODE_END },
		{ "kpp", KEYCODE_PAGE_UP }, { "knp", KEYCODE_PAGE_DOWN },
		{ "kich1", KEYCODE_INSERT }, { "kdch1", KEYCODE_DELETE },
		{ "kcbt", KEYCODE_BACK_TAB }, { "kent", KEYCODE_ENTER },
	};
	char name[8];

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		keys_learn(keys, span_str(capability(list[i].name)),
		    list[i].code);
	for (uint32_t i = 0; i < 12; i++) {
		snprintf(name, sizeof name, "kf%u", (unsigned)i + 1);
		keys_learn(keys, span_str(capability(name)),
		    KEYCODE_F1 + i);
	}
}
