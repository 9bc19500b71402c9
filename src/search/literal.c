/*
 * search/literal.c - a literal that every match of an expression holds.
 *
 * With it the index, and a search for bytes, narrow down where the
 * expression has to run.  The reading errs on the safe side: what is not
 * understood ends a literal, and what could change the meaning of all the
 * rest (alternatives, extended syntax, quoting) means that there is none.
 */
#include "search/regex.h"
#include "uni/uni.h"

/* Shorter ones are in nearly every paragraph. */
#define LITERAL_MIN 3

struct reading {
	struct span pattern;
	size_t off;
	struct buf run;		/* literal characters in a row */
	struct buf best;	/* the longest such run, folded */
	bool none;		/* given up */
};

static int
peek(const struct reading *in, size_t ahead)
{
	size_t at = in->off + ahead;

	return at < in->pattern.len ? (unsigned char)in->pattern.ptr[at] :
	    -1;
}

static void
end_run(struct reading *in)
{
	struct buf folded = { 0 };

	uni_fold_lines(&folded, buf_span(&in->run), 0);
	if (folded.len > in->best.len) {
		buf_clear(&in->best);
		buf_put(&in->best, buf_span(&folded));
	}
	buf_release(&folded);
	buf_clear(&in->run);
}

/*
 * The length of the quantifier at `off`, 0 for none; `*zero` when it lets
 * what it follows be left out.
 */
static size_t
quantifier(const struct reading *in, bool *zero)
{
	size_t len = 1;

	*zero = peek(in, 0) != '+';
	if (peek(in, 0) == '{') {
		unsigned least = 0;
		size_t digits = span_number(span_slice(in->pattern,
		    in->off + 1, in->pattern.len), &least);

		*zero = least == 0;
		len += digits;
		while (peek(in, len) == ',' || peek(in, len) == ' ' ||
		    (peek(in, len) >= '0' && peek(in, len) <= '9'))
			len++;
		/* Anything else is a brace to look for. */
		if (peek(in, len) != '}' || len == 1)
			return 0;
		len++;
	} else if (peek(in, 0) != '*' && peek(in, 0) != '?' &&
	    peek(in, 0) != '+') {
		return 0;
	}
	if (peek(in, len) == '?' || peek(in, len) == '+')
		len++;
	return len;
}

static void
skip_quantifier(struct reading *in)
{
	bool zero;
	size_t len;

	while ((len = quantifier(in, &zero)) > 0)
		in->off += len;
}

/* A literal character of `len` bytes at `off`. */
static void
take_literal(struct reading *in, size_t len)
{
	size_t before = in->run.len;
	bool zero;

	buf_put(&in->run, span_slice(in->pattern, in->off, in->off + len));
	in->off += len;
	if (quantifier(in, &zero) == 0)
		return;
	if (zero)
		buf_cut(&in->run, before);
	end_run(in);
	skip_quantifier(in);
}

static void
skip_class(struct reading *in)
{
	in->off++;
	if (peek(in, 0) == '^')
		in->off++;
	if (peek(in, 0) == ']')
		in->off++;
	while (peek(in, 0) >= 0 && peek(in, 0) != ']') {
		if (peek(in, 0) == '\\') {
			if (peek(in, 1) == 'Q')
				in->none = true;
			in->off++;
		} else if (peek(in, 0) == '[' && (peek(in, 1) == ':' ||
		    peek(in, 1) == '.' || peek(in, 1) == '=')) {
			ptrdiff_t end = span_chr(in->pattern, ']',
			    in->off + 1);

			if (end >= 0)
				in->off = (size_t)end;
		}
		in->off++;
	}
	in->off++;
}

/* To after the parenthesis that closes the group at `off`. */
static void
skip_group(struct reading *in)
{
	size_t depth = 0;

	do {
		int c = peek(in, 0);

		if (c < 0 || in->none) {
			in->none = true;
			return;
		}
		if (c == '\\') {
			if (peek(in, 1) == 'Q')
				in->none = true;
			in->off += 2;
		} else if (c == '[') {
			skip_class(in);
		} else {
			/* Comments may hold anything; verbs change rules. */
			if (c == '(' && (peek(in, 1) == '*' ||
			    (peek(in, 1) == '?' && peek(in, 2) == '#')))
				in->none = true;
			depth += c == '(';
			depth -= c == ')';
			in->off++;
		}
	} while (depth > 0);
}

/*
 * "(?flags)" may change how the rest is read; only case does not matter
 * here.  Other groups are passed over.
 */
static void
take_group(struct reading *in)
{
	end_run(in);
	if (peek(in, 1) == '?' && peek(in, 2) >= 0 &&
	    !strchr(":=!<>|P'&", peek(in, 2)) &&
	    !(peek(in, 2) == 'i' && peek(in, 3) == ')')) {
		in->none = true;
		return;
	}
	skip_group(in);
	skip_quantifier(in);
}

static void
skip_braces(struct reading *in)
{
	ptrdiff_t end;

	if (peek(in, 0) != '{')
		return;
	end = span_chr(in->pattern, '}', in->off);
	in->off = end < 0 ? in->pattern.len : (size_t)end + 1;
}

static void
take_escape(struct reading *in)
{
	int c = peek(in, 1);

	if (c >= 0 && c < 0x80 && strchr("bBAzZ", c)) {
		in->off += 2;	/* of no width */
		skip_quantifier(in);
		return;
	}
	if (c >= 0 && c < 0x80 && strchr("dDwWsShHvVRXntrfea", c)) {
		end_run(in);
		in->off += 2;
		skip_quantifier(in);
		return;
	}
	if (c == 'p' || c == 'P') {
		end_run(in);
		in->off += 2;
		if (peek(in, 0) == '{')
			skip_braces(in);
		else
			in->off++;
		skip_quantifier(in);
		return;
	}
	if (c < 0 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z')) {
		in->none = true;
		return;
	}
	in->off++;
	take_literal(in, c < 0x80 ? 1 : 0);
	if (c >= 0x80)
		in->none = true;
}

static void
read_atom(struct reading *in)
{
	uint32_t code;

	switch (peek(in, 0)) {
	case '\\':
		take_escape(in);
		return;
	case '[':
		end_run(in);
		skip_class(in);
		skip_quantifier(in);
		return;
	case '(':
		take_group(in);
		return;
	case '|':
	case ')':
		in->none = true;
		return;
	case '.':
		end_run(in);
		in->off++;
		skip_quantifier(in);
		return;
	case '^':
	case '$':
		in->off++;
		skip_quantifier(in);
		return;
	default:
		take_literal(in, uni_decode(in->pattern, in->off, &code,
		    NULL));
	}
}

struct span
regex_literal(struct arena *mem, struct span pattern)
{
	struct reading in = { .pattern = pattern };
	struct span found = SPAN_NONE;

	while (in.off < pattern.len && !in.none)
		read_atom(&in);
	end_run(&in);
	if (!in.none && in.best.len >= LITERAL_MIN)
		found = arena_span(mem, buf_span(&in.best));
	buf_release(&in.run);
	buf_release(&in.best);
	return found;
}
