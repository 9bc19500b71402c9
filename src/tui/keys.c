/* tui/keys.c - from the bytes of a keyboard to keys. */
#include "tui/keys.h"

#include <ctype.h>
#include <stdlib.h>
#include <wchar.h>

#include "base/arena.h"
#include "uni/uni.h"

#define ESC 0x1b

/* The longest sequence in use (SGR mouse) has about 20 bytes. */
#define SEQUENCE_MAX 64
#define PARAMS_MAX 4

struct learned {
	struct span sequence;
	uint32_t code;
};

struct keys {
	bool utf8;
	struct buf in;
	size_t at;		/* taken so far */
	size_t flush_to;	/* up to here nothing more will come */
	bool in_paste;
	struct buf paste;	/* raw, then as text in `text` */
	struct buf text;
	struct arena mem;
	struct learned *learned;
	size_t learned_count, learned_room;
};

/* Answers of the parsers: bytes taken, or one of these. */
enum { MORE = 0, NOT_THIS = -1 };

struct keys *
keys_new(bool utf8)
{
	struct keys *keys = mem_alloc(sizeof *keys);

	keys->utf8 = utf8;
	return keys;
}

void
keys_free(struct keys *keys)
{
	if (!keys)
		return;
	buf_release(&keys->in);
	buf_release(&keys->paste);
	buf_release(&keys->text);
	arena_release(&keys->mem);
	free(keys->learned);
	free(keys);
}

void
keys_learn(struct keys *keys, struct span sequence, uint32_t code)
{
	if (sequence.len < 2 || sequence.ptr[0] != ESC)
		return;
	MEM_PUSH(keys->learned, keys->learned_count, keys->learned_room);
	keys->learned[keys->learned_count++] = (struct learned){
		arena_span(&keys->mem, sequence), code };
}

void
keys_feed(struct keys *keys, struct span bytes)
{
	if (keys->at) {
		size_t left = keys->in.len - keys->at;

		memmove(keys->in.ptr, keys->in.ptr + keys->at, left);
		buf_cut(&keys->in, left);
		keys->flush_to -= keys->flush_to < keys->at ?
		    keys->flush_to : keys->at;
		keys->at = 0;
	}
	buf_put(&keys->in, bytes);
}

void
keys_flush(struct keys *keys)
{
	keys->flush_to = keys->in.len;
}

void
keys_reset(struct keys *keys)
{
	buf_clear(&keys->in);
	buf_clear(&keys->paste);
	keys->at = keys->flush_to = 0;
	keys->in_paste = false;
}

bool
keys_waiting(const struct keys *keys)
{
	return keys->at < keys->in.len;
}

static struct key
special(uint32_t code, int xterm_mods)
{
	struct key key = { .code = code };
	int bits = xterm_mods > 1 && xterm_mods <= 16 ? xterm_mods - 1 : 0;

	if (bits & 1)
		key.mods |= KEYMOD_SHIFT;
	if (bits & 2)
		key.mods |= KEYMOD_ALT;
	if (bits & 4)
		key.mods |= KEYMOD_CTRL;
	if (code == KEYCODE_TAB && key.mods == KEYMOD_SHIFT)
		key = (struct key){ .code = KEYCODE_BACK_TAB };
	return key;
}

/* C0 and DEL.  Enter sends CR; a program that drives ibid may send LF. */
static struct key
control(unsigned char byte)
{
	switch (byte) {
	case '\b':
	case 0x7f:
		return special(KEYCODE_BACKSPACE, 0);
	case '\t':
		return special(KEYCODE_TAB, 0);
	case '\n':
	case '\r':
		return special(KEYCODE_ENTER, 0);
	case ESC:
		return special(KEYCODE_ESC, 0);
	case 0:
		return (struct key){ .code = ' ', .mods = KEYMOD_CTRL };
	default:
		return (struct key){ .code = (uint32_t)tolower(byte + '@'),
			.mods = KEYMOD_CTRL };
	}
}

/* Characters sent with their modifiers in numbers: CSI 102 ; 5 u is C-f. */
static struct key
character(int code, int xterm_mods)
{
	struct key key;

	if (code < 0 || code >= KEYCODE_FIRST || xterm_mods > 16)
		return special(KEYCODE_UNKNOWN, 0);
	if (code < ' ' || code == 0x7f)
		return special(control((unsigned char)code).code, xterm_mods);
	key = special((uint32_t)code, xterm_mods);
	if (code < 0x80 && key.mods == KEYMOD_SHIFT)
		key.code = (uint32_t)toupper(code);
	if (code < 0x80 && key.mods == KEYMOD_CTRL && code >= '@')
		return control((unsigned char)(code & 0x1f));
	key.mods &= (uint8_t)~KEYMOD_SHIFT;
	return key;
}

static const struct {
	int number;
	uint32_t code;
} tilde_keys[] = {
	{ 1, KEYCODE_HOME }, { 2, KEYCODE_INSERT }, { 3, KEYCODE_DELETE },
	{ 4, KEYCODE_END }, { 5, KEYCODE_PAGE_UP }, { 6, KEYCODE_PAGE_DOWN },
	{ 7, KEYCODE_HOME }, { 8, KEYCODE_END }, { 11, KEYCODE_F1 },
	{ 12, KEYCODE_F2 }, { 13, KEYCODE_F3 }, { 14, KEYCODE_F4 },
	{ 15, KEYCODE_F5 }, { 17, KEYCODE_F6 }, { 18, KEYCODE_F7 },
	{ 19, KEYCODE_F8 }, { 20, KEYCODE_F9 }, { 21, KEYCODE_F10 },
	{ 23, KEYCODE_F11 }, { 24, KEYCODE_F12 },
};

static struct key
tilde_key(int number, int mods)
{
	for (size_t i = 0; i < sizeof tilde_keys / sizeof *tilde_keys; i++)
		if (tilde_keys[i].number == number)
			return special(tilde_keys[i].code, mods);
	return special(KEYCODE_UNKNOWN, 0);
}

/* Finals that CSI and SS3 share. */
static uint32_t
letter_key(unsigned char final)
{
	switch (final) {
	case 'A': return KEYCODE_UP;
	case 'B': return KEYCODE_DOWN;
	case 'C': return KEYCODE_RIGHT;
	case 'D': return KEYCODE_LEFT;
	case 'H': return KEYCODE_HOME;
	case 'F': return KEYCODE_END;
	case 'P': return KEYCODE_F1;
	case 'Q': return KEYCODE_F2;
	case 'R': return KEYCODE_F3;
	case 'S': return KEYCODE_F4;
	default: return KEYCODE_UNKNOWN;
	}
}

/* Buttons as xterm numbers them; `x`, `y` from 0.  Code 0: no event. */
static struct key
mouse_key(int button, int x, int y, bool release)
{
	struct key key = { .col = (int16_t)x, .row = (int16_t)y };

	button &= ~(4 | 8 | 16);	/* modifiers */
	if (release || x < 0 || y < 0 || x > INT16_MAX || y > INT16_MAX)
		return (struct key){ 0 };
	if (button == 0)
		key.code = KEYCODE_CLICK;
	else if (button == 64)
		key.code = KEYCODE_WHEEL_UP;
	else if (button == 65)
		key.code = KEYCODE_WHEEL_DOWN;
	else
		return (struct key){ 0 };
	return key;
}

/* ESC [ leader? numbers final, taken apart. */
struct csi {
	char leader;		/* '<', '?', ... or 0 */
	char middle;		/* the last intermediate byte, or 0 */
	char final;
	int params[PARAMS_MAX];
	int count;
};

static struct key
csi_key(const struct csi *csi, bool *paste)
{
	int mods = csi->count > 1 ? csi->params[1] : 0;

	if (csi->leader == '<' && (csi->final == 'M' || csi->final == 'm'))
		return mouse_key(csi->params[0], csi->params[1] - 1,
		    csi->params[2] - 1, csi->final == 'm');
	if (csi->leader || csi->middle)
		return special(KEYCODE_UNKNOWN, 0);
	switch (csi->final) {
	case '~':
		/* Only the very sequence: a paste hides the keys after it. */
		if (csi->params[0] == 200 && csi->count == 1)
			*paste = true;
		if (csi->params[0] == 200 || csi->params[0] == 201)
			return (struct key){ 0 };
		if (csi->params[0] == 27 && csi->count > 2)
			return character(csi->params[2], mods);
		return tilde_key(csi->params[0], mods);
	case '^':	/* rxvt with control */
		return tilde_key(csi->params[0], 5);
	case 'a': case 'b': case 'c': case 'd':	/* rxvt with shift */
		return special(letter_key((unsigned char)
		    toupper(csi->final)), 2);
	case 'Z':
		return special(KEYCODE_BACK_TAB, 0);
	case 'u':
		return character(csi->params[0], mods);
	case 'I':	/* the window gained or lost the focus */
	case 'O':
		return (struct key){ 0 };
	default:
		return special(letter_key((unsigned char)csi->final), mods);
	}
}

static int
parse_csi(const unsigned char *in, size_t len, struct key *key, bool *paste)
{
	struct csi csi = { 0 };
	size_t at = 2;

	if (at < len && in[at] == '[') {	/* linux: ESC [ [ A is F1 */
		if (len < 4)
			return MORE;
		*key = in[3] >= 'A' && in[3] <= 'E' ?
		    special(KEYCODE_F1 + (in[3] - 'A'), 0) :
		    special(KEYCODE_UNKNOWN, 0);
		return 4;
	}
	if (at < len && in[at] == 'M') {	/* X10 mouse: three bytes */
		if (len < 6)
			return MORE;
		/* A 3 is the release of any button. */
		*key = mouse_key(in[3] - 32, in[4] - 33, in[5] - 33,
		    ((in[3] - 32) & 67) == 3);
		return 6;
	}
	for (; at < len && at < SEQUENCE_MAX; at++) {
		unsigned char byte = in[at];

		if (byte >= '0' && byte <= '9') {
			int *param = &csi.params[csi.count ? csi.count - 1 : 0];

			csi.count = csi.count ? csi.count : 1;
			if (*param < 0x110000)
				*param = *param * 10 + (byte - '0');
		} else if (byte == ';' || byte == ':') {
			csi.count = csi.count ? csi.count + 1 : 2;
			if (csi.count > PARAMS_MAX)
				csi.count = PARAMS_MAX;
		} else if (byte >= '<' && byte <= '?') {
			csi.leader = (char)byte;
		} else if (byte >= ' ' && byte <= '/') {
			csi.middle = (char)byte;
		} else if (byte >= '@' && byte <= '~') {
			csi.final = (char)byte;
			*key = csi_key(&csi, paste);
			return (int)at + 1;
		} else {
			break;
		}
	}
	if (at >= SEQUENCE_MAX || at < len) {	/* no sequence at all */
		*key = special(KEYCODE_UNKNOWN, 0);
		return (int)at;
	}
	return MORE;
}

/* ESC O and a letter; the keypad's letters are its characters. */
static int
parse_ss3(const unsigned char *in, size_t len, struct key *key)
{
	static const char keypad[] = "*+,-./0123456789";

	if (len < 3)
		return MORE;
	if (letter_key(in[2]) != KEYCODE_UNKNOWN)
		*key = special(letter_key(in[2]), 0);
	else if (in[2] == 'M')
		*key = special(KEYCODE_ENTER, 0);
	else if (in[2] >= 'j' && in[2] <= 'y')
		*key = (struct key){ .code = (uint32_t)keypad[in[2] - 'j'] };
	else
		return NOT_THIS;
	return 3;
}

static int
parse_learned(const struct keys *keys, const unsigned char *in, size_t len,
    struct key *key)
{
	struct span bytes = span_of((const char *)in, len);
	int answer = NOT_THIS;
	size_t longest = 0;

	for (size_t i = 0; i < keys->learned_count; i++) {
		const struct learned *learned = &keys->learned[i];

		if (span_starts(bytes, learned->sequence) &&
		    learned->sequence.len > longest) {
			longest = learned->sequence.len;
			*key = special(learned->code, 0);
			answer = (int)longest;
		} else if (!longest && span_starts(learned->sequence, bytes)) {
			answer = MORE;
		}
	}
	return answer;
}

static int
parse_escape(const struct keys *keys, const unsigned char *in, size_t len,
    struct key *key, bool *paste)
{
	int taken = NOT_THIS;

	if (len == 1)
		return MORE;
	if (keys->learned_count)
		taken = parse_learned(keys, in, len, key);
	if (taken == NOT_THIS && in[1] == '[')
		taken = parse_csi(in, len, key, paste);
	else if (taken == NOT_THIS && in[1] == 'O')
		taken = parse_ss3(in, len, key);
	if (taken != NOT_THIS)
		return taken;
	*key = special(KEYCODE_ESC, 0);
	return 1;
}

/* Whether the bytes may be the start of a longer UTF-8 character. */
static bool
is_partial_utf8(const unsigned char *in, size_t len)
{
	size_t need = in[0] >= 0xf0 ? 4 : in[0] >= 0xe0 ? 3 : 2;

	if (in[0] < 0xc2 || in[0] > 0xf4 || len >= need)
		return false;
	for (size_t i = 1; i < len; i++)
		if ((in[i] & 0xc0) != 0x80)
			return false;
	return true;
}

static int
parse_character(const struct keys *keys, const unsigned char *in, size_t len,
    struct key *key)
{
	struct span bytes = span_of((const char *)in, len);
	uint32_t code = 0;
	bool bad = false;
	size_t taken;

	if (keys->utf8) {
		if (is_partial_utf8(in, len))
			return MORE;
		taken = uni_decode(bytes, 0, &code, &bad);
	} else {
		mbstate_t start = { 0 };
		wchar_t wide = 0;

		taken = mbrtowc(&wide, bytes.ptr, len, &start);
		if (taken == (size_t)-2)
			return MORE;
		bad = taken == (size_t)-1 || taken == 0;
		if (bad)
			taken = 1;
		code = (uint32_t)wide;
	}
	*key = bad || uni_unsafe(code) ? special(KEYCODE_UNKNOWN, 0) :
	    (struct key){ .code = code };
	return (int)taken;
}

static int
parse(struct keys *keys, struct key *key, bool *paste)
{
	const unsigned char *in = (const unsigned char *)keys->in.ptr +
	    keys->at;
	bool flushed = keys->flush_to > keys->at;
	/* What was flushed does not join with what came later. */
	size_t len = (flushed ? keys->flush_to : keys->in.len) - keys->at;
	int taken;

	if (in[0] == ESC) {
		taken = parse_escape(keys, in, len, key, paste);
	} else if (in[0] < ' ' || in[0] == 0x7f) {
		*key = control(in[0]);
		return 1;
	} else {
		taken = parse_character(keys, in, len, key);
	}
	if (taken != MORE || !flushed)
		return taken;
	/*
	 * It was typed, not sent: Esc, then '[' or 'O'.  But numbers after
	 * ESC [ were never typed so quickly; the whole is dropped.
	 */
	*key = special(in[0] == ESC && len <= 2 ? KEYCODE_ESC :
	    KEYCODE_UNKNOWN, 0);
	return in[0] == ESC && len <= 2 ? 1 : (int)len;
}

/* Where the last character of a cut text starts, if it may be cut. */
static size_t
whole_characters(struct span text)
{
	for (size_t len = text.len; len > 0 && len > text.len - 4; len--)
		if (((unsigned char)text.ptr[len - 1] & 0xc0) == 0xc0)
			return len - 1;
	return text.len;
}

/* The paste as text: well-formed, and not cut inside a character. */
static void
finish_paste(struct keys *keys)
{
	struct span raw = buf_span(&keys->paste);
	mbstate_t state = { 0 };

	buf_clear(&keys->text);
	if (keys->utf8) {
		if (raw.len == KEYS_PASTE_MAX)
			raw.len = whole_characters(raw);
		uni_mend(&keys->text, raw);
		return;
	}
	for (size_t off = 0; off < raw.len;) {
		wchar_t wide = 0;
		size_t taken = mbrtowc(&wide, raw.ptr + off, raw.len - off,
		    &state);

		if (taken == (size_t)-1 || taken == (size_t)-2) {
			wide = 0xfffd;
			taken = 1;
			state = (mbstate_t){ 0 };
		}
		buf_put_code(&keys->text, (uint32_t)wide);
		off += taken ? taken : 1;
	}
}

/* False when the end of the paste has not come yet. */
static bool
take_paste(struct keys *keys, struct key *key)
{
	static const struct span end = { "\033[201~", 6 };
	struct span rest = span_slice(buf_span(&keys->in), keys->at,
	    keys->in.len);
	ptrdiff_t found = span_find(rest, end, 0);
	size_t len = rest.len;

	if (found >= 0) {
		len = (size_t)found;
	} else {
		/* Keep what may be the start of the end. */
		size_t keep = len < end.len - 1 ? len : end.len - 1;

		while (!span_starts(end, span_slice(rest, len - keep, len)))
			keep--;
		len -= keep;
	}
	keys->paste.limit = KEYS_PASTE_MAX;
	if (len > KEYS_PASTE_MAX - keys->paste.len)
		buf_put(&keys->paste, span_slice(rest, 0,
		    KEYS_PASTE_MAX - keys->paste.len));
	else
		buf_put(&keys->paste, span_slice(rest, 0, len));
	keys->at += len;
	if (found < 0)
		return false;
	keys->at += end.len;
	keys->in_paste = false;
	finish_paste(keys);
	buf_clear(&keys->paste);
	*key = special(KEYCODE_PASTE, 0);
	key->text = buf_span(&keys->text);
	return true;
}

bool
keys_next(struct keys *keys, struct key *key)
{
	while (keys->in_paste || keys->at < keys->in.len) {
		struct key found = { 0 };
		int taken;

		if (keys->in_paste) {
			if (!take_paste(keys, key))
				return false;
			return true;
		}
		taken = parse(keys, &found, &keys->in_paste);
		if (taken == MORE)
			return false;
		keys->at += (size_t)taken;
		if (found.code || found.mods) {
			*key = found;
			return true;
		}
	}
	return false;
}
