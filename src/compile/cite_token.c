/*
 * compile/cite_token.c - a note's text as words, numbers and marks.
 *
 * Quotation marks are the hard part.  Curly ones say whether they open or
 * close; straight ones open after a space or another opener.  A single
 * closing mark is also the apostrophe, so it closes only what a single
 * mark opened, and never before a letter.  Marks that never close (a
 * missing one, "'tis") are taken back at the end of the paragraph: what
 * stands after them was not quoted.
 */
#include "compile/cite_scan.h"
#include "uni/uni.h"

/* Deeper quotations and parentheses are read as flat. */
#define OPEN_MAX 16

/* The reader's place in the text. */
struct reader {
	struct cite_scan *scan;
	struct span text;
	size_t off;
	size_t italic;		/* the next or current range */
	bool spaced;
	bool first;
	uint32_t quotes;	/* open quotation marks */
	uint32_t parens;
};

static uint32_t
peek(const struct reader *in, size_t off)
{
	uint32_t code = 0;

	if (off < in->text.len)
		uni_decode(in->text, off, &code, NULL);
	return code;
}

/* The character before `off`, or 0 at the start. */
static uint32_t
code_before(const struct reader *in)
{
	size_t off = in->off;
	uint32_t code = 0;

	if (off == 0 || in->text.ptr[off - 1] == '\n')
		return 0;
	for (int i = 0; i < 4 && off > 0; i++)
		if (((unsigned char)in->text.ptr[--off] & 0xc0) != 0x80)
			break;
	uni_decode(in->text, off, &code, NULL);
	return code;
}

static bool
is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'a' && code <= 'z') ||
		    (code >= 'A' && code <= 'Z');
	return uni_is_alpha(code) || uni_is_mark(code);
}

static bool
is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

static bool
is_upper(uint32_t code)
{
	return code < 0x80 ? code >= 'A' && code <= 'Z' : uni_is_upper(code);
}

/* Characters that are not there for the eye: joiners, soft hyphens. */
static bool
is_invisible(uint32_t code)
{
	return code == 0xad || (code >= 0x200b && code <= 0x200d) ||
	    code == 0x2060 || code == 0xfeff;
}

static bool
is_italic(struct reader *in, uint32_t off)
{
	const struct cite_note *note = in->scan->note;

	while (in->italic < note->italic_count &&
	    (uint64_t)note->italics[in->italic].off +
	    note->italics[in->italic].len <= off)
		in->italic++;
	return in->italic < note->italic_count &&
	    note->italics[in->italic].off <= off;
}

static struct cite_token *
add_token(struct reader *in, enum cite_token_kind kind, size_t off,
    size_t len)
{
	struct cite_scan *scan = in->scan;
	struct cite_token *t;

	MEM_PUSH(scan->tokens, scan->token_count, scan->token_room);
	t = &scan->tokens[scan->token_count++];
	scan->count = (uint32_t)scan->token_count;
	*t = (struct cite_token){
		.off = (uint32_t)off, .len = (uint32_t)len,
		.word_off = (uint32_t)scan->folded.len,
		.match = scan->count - 1,
		.kind = (uint8_t)kind,
		.depth = (uint16_t)in->parens,
	};
	if (in->spaced)
		t->flags |= CITE_SPACED;
	if (in->first)
		t->flags |= CITE_FIRST;
	if (in->quotes)
		t->flags |= CITE_QUOTED;
	if (is_italic(in, (uint32_t)off))
		t->flags |= CITE_ITALIC;
	in->spaced = in->first = false;
	return t;
}

/* ---- words and numbers ---- */

/* Whether the character at `off` carries a word on to a letter after it. */
static bool
joins_word(const struct reader *in, uint32_t code, size_t next, bool *stop)
{
	uint32_t after = peek(in, next);

	*stop = code == '.';
	if (is_invisible(code))
		return true;
	if (code == '\'' || code == 0x2019 || code == 0x2bc || code == '.')
		return is_letter(after);
	if (code == '-' || code == 0x2010 || code == 0x2011)
		return is_letter(after) || is_digit(after);
	return code == '&' && is_letter(after);
}

/* Take the possessive off: "Adeyemi's" is filed under "adeyemi". */
static void
cut_possessive(struct cite_scan *scan, struct cite_token *t)
{
	const char *word = scan->folded.ptr + t->word_off;

	if (t->word_len > 2 && word[t->word_len - 1] == 's' &&
	    word[t->word_len - 2] == '\'') {
		t->word_len -= 2;
		t->flags |= CITE_POSSESSIVE;
	}
}

static void
put_folded(struct cite_scan *scan, uint32_t code)
{
	uint32_t folded[UNI_FOLD_MAX];
	size_t count = uni_fold_code(code, folded);

	for (size_t i = 0; i < count; i++)
		if (folded[i] != ' ' && folded[i] != '.')
			buf_put_code(&scan->folded, folded[i]);
}

static void
read_word(struct reader *in)
{
	struct cite_scan *scan = in->scan;
	struct cite_token *t = add_token(in, CITE_WORD, in->off, 0);
	size_t off = in->off;
	size_t letters = 0, capitals = 0, run = 0, longest = 0;
	bool stop = false;

	t->flags |= is_upper(peek(in, off)) ? CITE_CAP : 0;
	while (off < in->text.len) {
		uint32_t code;
		size_t len = uni_decode(in->text, off, &code, NULL);

		if (!is_letter(code) && !is_digit(code)) {
			if (!joins_word(in, code, off + len, &stop))
				break;
			run = stop ? 0 : run;
		} else {
			letters++;
			capitals += is_upper(code);
			longest = ++run > longest ? run : longest;
		}
		put_folded(scan, code);
		off += len;
		if (off - in->off > 400)	/* no word is so long */
			break;
	}
	t->len = (uint32_t)(off - in->off);
	t->word_len = (uint16_t)(scan->folded.len - t->word_off);
	if (letters >= 2 && capitals == letters)
		t->flags |= CITE_UPPER;
	if ((t->flags & CITE_CAP) && longest == 1)
		t->flags |= CITE_INITIAL;
	if (peek(in, off) == '.')
		t->flags |= CITE_DOTTED;
	in->off = off;
	cut_possessive(scan, t);
	t->class = cite_word_class(cite_word(scan, scan->count - 1));
}

/* "12", "12a", "1:146" is three tokens, "1,200" one. */
static void
read_number(struct reader *in)
{
	struct cite_scan *scan = in->scan;
	struct cite_token *t = add_token(in, CITE_NUMBER, in->off, 0);
	size_t off = in->off;
	uint64_t value = 0;

	while (is_digit(peek(in, off)) && off - in->off < 40) {
		value = value * 10 + (uint64_t)(in->text.ptr[off] - '0');
		value = value > UINT32_MAX ? UINT32_MAX : value;
		put_folded(scan, (unsigned char)in->text.ptr[off++]);
	}
	while (is_letter(peek(in, off)) && off - in->off < 60) {
		uint32_t code;
		size_t len = uni_decode(in->text, off, &code, NULL);

		put_folded(scan, code);
		off += len;
	}
	t->value = (uint32_t)value;
	t->len = (uint32_t)(off - in->off);
	t->word_len = (uint16_t)(scan->folded.len - t->word_off);
	in->off = off;
}

/* ---- addresses ---- */

static bool
starts_address(const struct reader *in)
{
	struct span rest = span_slice(in->text, in->off, in->off + 8);
	uint32_t before;

	if (*rest.ptr != 'h' && *rest.ptr != 'w' && *rest.ptr != '1')
		return false;
	before = code_before(in);
	if (is_letter(before) || is_digit(before))
		return false;
	return span_starts(rest, SPAN("http://")) ||
	    span_starts(rest, SPAN("https://")) ||
	    span_starts(rest, SPAN("www.")) ||
	    (span_starts(rest, SPAN("10.")) && rest.len == 8 &&
	    is_digit((unsigned char)rest.ptr[3]) &&
	    is_digit((unsigned char)rest.ptr[4]) &&
	    is_digit((unsigned char)rest.ptr[5]) &&
	    is_digit((unsigned char)rest.ptr[6]) &&
	    (rest.ptr[7] == '/' || is_digit((unsigned char)rest.ptr[7])));
}

/* Up to the white space, without the sentence's own marks at its end. */
static void
read_address(struct reader *in)
{
	size_t off = in->off;
	int parens = 0;
	struct cite_token *t;

	while (off < in->text.len) {
		uint32_t code;
		size_t len = uni_decode(in->text, off, &code, NULL);

		if (uni_is_space(code) || code == '<' || code == '>' ||
		    code == '"' || code == 0x201d || code == 0x2019)
			break;
		if (code == '(')
			parens++;
		if (code == ')' && --parens < 0)
			break;
		off += len;
	}
	while (off > in->off + 1 && strchr(".,;:!?]'*_", in->text.ptr[off - 1]))
		off--;
	t = add_token(in, CITE_ADDRESS, in->off, off - in->off);
	t->flags &= (uint16_t)~CITE_QUOTED;
	in->off = off;
}

/* ---- marks ---- */

static void
push_open(struct reader *in, uint32_t token)
{
	struct cite_scan *scan = in->scan;

	MEM_PUSH(scan->open, scan->open_count, scan->open_room);
	scan->open[scan->open_count++] = token;
}

/* The innermost open mark of kind `mark`, taken off; or UINT32_MAX. */
static uint32_t
pop_open(struct reader *in, char mark)
{
	struct cite_scan *scan = in->scan;

	for (size_t i = scan->open_count; i > 0; i--) {
		uint32_t token = scan->open[i - 1];
		char found = scan->tokens[token].mark;

		if (found == mark) {
			for (size_t k = i - 1; k < scan->open_count; k++) {
				char lost = scan->tokens[scan->open[k]].mark;

				if (lost == '(' || lost == '[')
					in->parens--;
				else
					in->quotes--;
			}
			scan->open_count = i - 1;
			return token;
		}
		/* A parenthesis does not close what a quotation opened. */
		if ((mark == ')' || mark == ']') == (found == '"'))
			continue;
	}
	return UINT32_MAX;
}

static void
open_mark(struct reader *in, char mark, size_t off, size_t len)
{
	struct cite_token *t = add_token(in, CITE_MARK, off, len);

	t->mark = mark;
	if (in->scan->open_count >= OPEN_MAX)
		return;
	push_open(in, in->scan->count - 1);
	if (mark == '(' || mark == '[')
		in->parens++;
	else
		in->quotes++;
}

static bool
close_mark(struct reader *in, char opened, char mark, size_t off, size_t len)
{
	uint32_t open = pop_open(in, opened);
	struct cite_token *t;

	if (open == UINT32_MAX)
		return false;
	t = add_token(in, CITE_MARK, off, len);
	t->mark = mark;
	t->match = open;
	in->scan->tokens[open].match = in->scan->count - 1;
	return true;
}

static bool
is_quote_open(const struct reader *in, char mark)
{
	const struct cite_scan *scan = in->scan;

	for (size_t i = scan->open_count; i > 0; i--)
		if (scan->tokens[scan->open[i - 1]].mark == mark)
			return true;
	return false;
}

/* A quotation mark at in->off; false: it was an apostrophe or stray. */
static bool
read_quote(struct reader *in, uint32_t code, size_t len)
{
	uint32_t after = peek(in, in->off + len);
	uint32_t before = code_before(in);
	bool could_open = before == 0 || uni_is_space(before) ||
	    before == '(' || before == '[' || before == 0x201c ||
	    before == 0x2018 || before == '"' || before == '\'' ||
	    before == 0x2014 || before == '/';
	bool letter_after = is_letter(after) || is_digit(after);

	switch (code) {
	case 0x201c: case 0xab: case 0x201e:
		if (code == 0x201c && is_quote_open(in, 'L'))
			return close_mark(in, 'L', '"', in->off, len);
		open_mark(in, code == 0x201e ? 'L' : '"', in->off, len);
		return true;
	case 0x201d: case 0xbb:
		return close_mark(in, '"', '"', in->off, len);
	case '"':
		if (is_quote_open(in, '"') && !(could_open && letter_after &&
		    before != '\'' && before != '"'))
			return close_mark(in, '"', '"', in->off, len);
		if (!could_open)
			return false;
		open_mark(in, '"', in->off, len);
		return true;
	case 0x2018:
		open_mark(in, '\'', in->off, len);
		return true;
	case 0x2019: case '\'':
		if (!letter_after && !uni_is_space(before) &&
		    is_quote_open(in, '\''))
			return close_mark(in, '\'', '\'', in->off, len);
		if (code == '\'' && could_open && letter_after) {
			open_mark(in, '\'', in->off, len);
			return true;
		}
		return false;
	}
	return false;
}

/* One ASCII letter for each mark that a rule asks about. */
static char
plain_mark(uint32_t code)
{
	switch (code) {
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212:
	case '-':
		return '-';
	case 0x2014: case 0x2015:
		return '_';
	case 0xa7:
		return 'S';
	case 0xb6:
		return 'P';
	case 0x2026:
		return '~';
	case 0x2019: case '\'':
		return '`';
	}
	return code < 0x80 ? (char)code : 'o';
}

static void
read_mark(struct reader *in, uint32_t code, size_t len)
{
	size_t off = in->off;
	bool done = false;

	if (code == '(' || code == '[') {
		open_mark(in, (char)code, off, len);
		done = true;
	} else if (code == ')') {
		done = close_mark(in, '(', ')', off, len);
	} else if (code == ']') {
		done = close_mark(in, '[', ']', off, len);
	} else {
		done = read_quote(in, code, len);
	}
	if (!done)
		add_token(in, CITE_MARK, off, len)->mark = plain_mark(code);
	in->off = off + len;
}

/* What the paragraph leaves open was no quotation and no parenthesis. */
static void
end_paragraph(struct reader *in)
{
	struct cite_scan *scan = in->scan;
	uint32_t from;

	if (scan->open_count) {
		from = scan->open[0];
		for (uint32_t i = from; i < scan->count; i++) {
			scan->tokens[i].flags &= (uint16_t)~CITE_QUOTED;
			scan->tokens[i].depth = 0;
		}
		/* Pairs inside keep their own words quoted. */
		for (uint32_t i = from; i < scan->count; i++) {
			struct cite_token *t = &scan->tokens[i];
			bool quote = t->mark == '"' || t->mark == '\'' ||
			    t->mark == 'L';

			if (t->kind != CITE_MARK || t->match <= i)
				continue;
			for (uint32_t k = i + 1; k < t->match && quote; k++)
				scan->tokens[k].flags |= CITE_QUOTED;
			for (uint32_t k = i + 1; k < t->match && !quote; k++)
				scan->tokens[k].depth = 1;
			i = t->match;
		}
	}
	scan->open_count = 0;
	in->quotes = in->parens = 0;
	in->first = true;
}

void
cite_scan_tokens(struct cite_scan *scan, const struct cite_note *note)
{
	struct reader in = { .scan = scan, .text = note->text, .first = true };

	scan->note = note;
	scan->token_count = scan->count = 0;
	scan->unit_count = 0;
	scan->open_count = 0;
	buf_clear(&scan->folded);
	while (in.off < in.text.len) {
		uint32_t code;
		size_t len = uni_decode(in.text, in.off, &code, NULL);

		if (code == '\n') {
			end_paragraph(&in);
			in.off += len;
			in.spaced = true;
			continue;
		}
		if (uni_is_space(code)) {
			in.spaced = true;
			in.off += len;
		} else if (is_invisible(code)) {
			in.off += len;
		} else if (starts_address(&in)) {
			read_address(&in);
		} else if (is_letter(code)) {
			read_word(&in);
		} else if (is_digit(code)) {
			read_number(&in);
		} else {
			read_mark(&in, code, len);
		}
	}
	end_paragraph(&in);
}
