/* tui/theme.c - from what a cell is to how it looks. */
#include "tui/theme.h"

#include <stdlib.h>

static const char *const element_names[] = {
#define X(id, name) name,
	LAYOUT_ELEMENTS(X)
	THEME_PANES(X)
#undef X
};

static const char *const hue_names[HUE_COUNT] = {
	"default", "black", "red", "green", "yellow", "blue", "magenta",
	"cyan", "white", "grey", "bright-red", "bright-green",
	"bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
	"bright-white",
};

static const struct {
	const char *name;
	uint16_t attr;
} attr_names[] = {
	{ "bold", STYLE_BOLD }, { "dim", STYLE_DIM },
	{ "italic", STYLE_ITALIC }, { "underline", STYLE_UNDERLINE },
	{ "reverse", STYLE_REVERSE }, { "strike", STYLE_STRIKE },
	{ "plain", 0 },
};

#define ATTR_NAMES (sizeof attr_names / sizeof *attr_names)

/*
 * The built-in themes: the attributes of all, then the colours each adds.
 * An element that is not listed is plain.
 *
 * Attributes differ between any two states of THEME_PAGE_STATES.  Reverse
 * is kept for the one place that has the focus, because a reader that follows
 * the highlight (Speakup) looks at backgrounds only.  DEFAULT must do on
 * dark and on light screens, so it has neither yellow nor blue letters.
 * Dim letters are hard to see: HIGH_CONTRAST has them only on a background
 * of its own.
 */
enum { ATTRS, DEFAULT, DARK, LIGHT, CONTRAST, COLUMNS_COUNT };

static const struct row {
	unsigned element;
	const char *column[COLUMNS_COUNT];
} rows[] = {
#define E(id) LAYOUT_EL_##id
#define T(id) THEME_##id
	{ E(TEXT), { "", "", "", "", "bright-white on black" } },
	{ E(HEADING1), { "bold", "", "bright-white", "", "bright-white" } },
	{ E(HEADING2), { "bold", "", "bright-white", "", "bright-white" } },
	{ E(HEADING3), { "bold", "", "", "", "bright-white" } },
	{ E(HEADING4), { "bold", "", "", "", "bright-white" } },
	{ E(HEADING5), { "italic", "", "", "", "bright-white" } },
	{ E(HEADING6), { "italic", "", "", "", "bright-white" } },
	{ E(PULL_QUOTE), { "italic", "", "", "", "" } },
	{ E(CODE), { "", "", "bright-green", "green", "bright-green" } },
	{ E(LINK), { "underline", "", "bright-blue", "blue",
	    "bright-cyan" } },
	{ E(IMAGE), { "dim", "", "", "", "bright-white" } },
	{ E(MARK), { "bold", "magenta", "bright-magenta", "magenta",
	    "bright-yellow" } },
	{ E(MARK_SOURCE), { "dim", "magenta", "magenta", "magenta",
	    "bright-yellow" } },
	{ E(LIST_NUMBER), { "", "", "", "", "" } },
	{ E(BAR), { "dim", "", "", "", "bright-white" } },
	{ E(RULE), { "dim", "", "", "", "bright-white" } },
	{ E(TABLE_HEAD), { "bold", "", "", "", "bright-white" } },
	{ E(TABLE_RULE), { "dim", "", "", "", "bright-white" } },
	{ E(TERM), { "bold", "", "", "", "bright-white" } },
	{ E(CAPTION), { "italic", "", "", "", "" } },
	{ E(NOTE_LABEL), { "bold", "magenta", "bright-magenta", "magenta",
	    "bright-yellow" } },
	{ E(FURNITURE), { "dim", "", "", "", "white" } },
	{ E(PAGE_NUMBER), { "dim", "", "", "", "white" } },
	{ E(HYPHEN), { "dim", "", "", "", "white" } },
	{ E(CUT), { "bold", "red", "bright-red", "red", "bright-red" } },
	{ E(CONTROL), { "bold", "red", "bright-red", "red", "bright-red" } },
	{ T(STATUS), { "", "", "", "", "bright-white on black" } },
	{ T(STATUS_HINT), { "dim", "", "", "", "bright-white" } },
	{ T(DIVIDER), { "dim", "", "", "", "bright-white" } },
	{ T(SIDEBAR), { "", "", "", "", "bright-white on black" } },
	{ T(SIDEBAR_TITLE), { "bold", "", "", "", "bright-white" } },
	{ T(SIDEBAR_CURRENT), { "bold italic", "magenta", "bright-magenta",
	    "magenta", "bright-yellow" } },
	{ T(PROGRESS), { "dim", "", "", "", "bright-white" } },
	{ T(COUNT), { "bold", "", "", "", "bright-yellow" } },
	{ T(SELECTION), { "reverse", "", "", "", "bright-white on black" } },
	{ T(FOCUS), { "reverse bold", "", "", "", "bright-yellow on black" } },
	{ T(POPUP), { "", "", "", "", "bright-white on black" } },
	{ T(POPUP_BORDER), { "dim", "magenta", "magenta", "magenta",
	    "bright-white" } },
	{ T(POPUP_TITLE), { "bold", "", "", "", "bright-white" } },
	{ T(INFERRED), { "dim italic", "", "bright-cyan", "cyan",
	    "bold bright-cyan" } },
	{ T(PROMPT), { "bold", "", "", "", "bright-white" } },
	{ T(MESSAGE), { "bold", "", "", "", "bright-white" } },
	{ T(ERROR), { "bold", "red", "bright-red", "red", "bright-red" } },
	{ T(MATCH), { "bold underline", "black on yellow",
	    "black on yellow", "black on yellow", "bright-yellow on black" } },
	{ T(MATCH_CURRENT), { "reverse underline", "yellow on black",
	    "bright-yellow on black", "yellow on black",
	    "bright-yellow on black" } },
	{ T(KEYWORD1), { "italic underline", "cyan", "bright-cyan", "cyan",
	    "bright-cyan" } },
	{ T(KEYWORD2), { "bold italic underline", "green", "bright-green",
	    "green", "bright-green" } },
	{ T(KEYWORD3), { "dim underline", "red", "bright-red", "red",
	    "black on bright-red" } },
	{ T(KEYWORD4), { "dim italic underline", "magenta",
	    "bright-magenta", "magenta", "black on bright-magenta" } },
	{ T(KEYWORD5), { "bold dim", "cyan", "bright-blue", "blue",
	    "black on bright-blue" } },
	{ T(KEYWORD6), { "bold dim underline", "green", "bright-yellow",
	    "yellow", "black on bright-yellow" } },
	{ T(KEYWORD7), { "bold dim italic", "red", "cyan", "black on cyan",
	    "black on bright-cyan" } },
	{ T(KEYWORD8), { "bold dim italic underline", "magenta", "green",
	    "black on green", "black on bright-green" } },
#undef E
#undef T
};

const char *const theme_names[] = {
	"default", "dark", "light", "mono", "high-contrast", NULL
};

/* The column of `rows` that each name stands for; ATTRS: no colours. */
static const int theme_columns[] = { DEFAULT, DARK, LIGHT, ATTRS, CONTRAST };

const char *
theme_element_name(unsigned element)
{
	return element < THEME_ELEMENT_COUNT ? element_names[element] : "";
}

/* ---- words ---- */

static bool
find_hue(struct span word, uint8_t *hue)
{
	for (uint8_t i = 0; i < HUE_COUNT; i++)
		if (span_eq_nocase(word, span_str(hue_names[i]))) {
			*hue = i;
			return true;
		}
	if (span_eq_nocase(word, SPAN("gray")) ||
	    span_eq_nocase(word, SPAN("bright-black"))) {
		*hue = HUE_GREY;
		return true;
	}
	return false;
}

static bool
find_attr(struct span word, uint16_t *attr)
{
	for (size_t i = 0; i < ATTR_NAMES; i++)
		if (span_eq_nocase(word, span_str(attr_names[i].name))) {
			*attr = attr_names[i].attr;
			return true;
		}
	return false;
}

static bool
next_word(struct span *rest, struct span *word)
{
	size_t len = 0;

	*rest = span_trim(*rest);
	while (len < rest->len && rest->ptr[len] != ' ' &&
	    rest->ptr[len] != '\t')
		len++;
	*word = span_slice(*rest, 0, len);
	*rest = span_slice(*rest, len, rest->len);
	return len > 0;
}

static bool
parse_style(struct span words, struct style *style, struct buf *error)
{
	struct style found = { 0 };
	struct span word;
	bool has_fg = false, has_bg = false, on = false;

	while (next_word(&words, &word)) {
		uint16_t attr;
		uint8_t hue;

		if (!on && find_attr(word, &attr)) {
			found.attrs |= attr;
		} else if (!on && span_eq_nocase(word, SPAN("on"))) {
			on = true;
		} else if (!find_hue(word, &hue)) {
			buf_printf(error, "\"%.*s\" is no colour%s",
			    SPAN_ARG(word), on ? "" : " and no attribute");
			return false;
		} else if (on ? has_bg : has_fg) {
			buf_printf(error, "\"%.*s\" is one colour too many; "
			    "write \"on\" before a background",
			    SPAN_ARG(word));
			return false;
		} else if (on) {
			found.bg = hue;
			has_bg = true;
			on = false;
		} else {
			found.fg = hue;
			has_fg = true;
		}
	}
	if (on) {
		buf_puts(error, "a colour is missing after \"on\"");
		return false;
	}
	*style = found;
	return true;
}

/* The element of that name, or THEME_ELEMENT_COUNT. */
static unsigned
find_element(struct span name)
{
	unsigned i = 0;

	while (i < THEME_ELEMENT_COUNT &&
	    !span_eq_nocase(name, span_str(element_names[i])))
		i++;
	return i;
}

bool
theme_set(struct theme *theme, struct span line, struct buf *error)
{
	ptrdiff_t sign = span_chr(line, '=', 0);
	struct span name, words;
	unsigned element;

	if (sign < 0) {
		buf_puts(error, "expected: element = style");
		return false;
	}
	name = span_trim(span_slice(line, 0, (size_t)sign));
	words = span_slice(line, (size_t)sign + 1, line.len);
	element = find_element(name);
	if (element < THEME_ELEMENT_COUNT) {
		if (!parse_style(words, &theme->styles[element], error))
			return false;
		if (element >= THEME_KEYWORD1 && element <= THEME_KEYWORD8)
			theme->start_attrs[element - THEME_KEYWORD1] =
			    theme->styles[element].attrs;
		return true;
	}
	buf_printf(error, "there is no element \"%.*s\"", SPAN_ARG(name));
	return false;
}

void
theme_words(struct style style, struct buf *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < ATTR_NAMES; i++)
		if (style.attrs & attr_names[i].attr)
			buf_printf(out, "%s%s", out->len > start ? " " : "",
			    attr_names[i].name);
	if (style.fg && style.fg < HUE_COUNT)
		buf_printf(out, "%s%s", out->len > start ? " " : "",
		    hue_names[style.fg]);
	if (style.bg && style.bg < HUE_COUNT)
		buf_printf(out, "%son %s", out->len > start ? " " : "",
		    hue_names[style.bg]);
	if (out->len == start)
		buf_puts(out, "plain");
}

/* As a keyword file has them: with commas, too. */
static bool
parse_keyword_style(struct span words, struct style *style)
{
	struct buf plain = { 0 };
	struct buf error = { 0 };
	bool found;

	for (size_t i = 0; i < words.len; i++)
		buf_putc(&plain, words.ptr[i] == ',' ? ' ' : words.ptr[i]);
	found = parse_style(buf_span(&plain), style, &error);
	buf_release(&plain);
	buf_release(&error);
	return found;
}

bool
theme_knows(struct span words)
{
	struct style style;

	return find_element(words) < THEME_ELEMENT_COUNT ||
	    parse_keyword_style(words, &style);
}

struct style
theme_keyword(const struct theme *theme, unsigned set, struct span words,
    bool first)
{
	struct style style = theme_style(theme, THEME_KEYWORD1 +
	    set % THEME_KEYWORDS, 0);
	struct style own;
	unsigned element = find_element(words);

	if (first && theme->starts_differ)
		style.attrs = theme->start_attrs[set % THEME_KEYWORDS];
	if (words.len == 0 || theme->plain)
		return style;
	if (element < THEME_ELEMENT_COUNT)
		return theme_style(theme, element, 0);
	if (!parse_keyword_style(words, &own))
		return style;
	if (own.attrs == 0)
		own.attrs = style.attrs;
	if (theme->mono)
		own.fg = own.bg = HUE_DEFAULT;
	return own;
}

/* ---- themes ---- */

static struct style
built_in(const char *words)
{
	struct style style;
	struct buf error = { 0 };

	/* A word of our own table; test_theme loads every theme. */
	if (!parse_style(span_str(words), &style, &error))
		abort();
	return style;
}

bool
theme_load(struct theme *theme, struct span name)
{
	int column = -1;

	for (int i = 0; theme_names[i]; i++)
		if (span_eq_nocase(name, span_str(theme_names[i])))
			column = theme_columns[i];
	if (column < 0)
		return false;
	*theme = (struct theme){ .mono = column == ATTRS,
		.bright = column == CONTRAST };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct style style = built_in(rows[i].column[ATTRS]);

		if (column != ATTRS)
			style = style_over(style,
			    built_in(rows[i].column[column]));
		/* Dim is bearable on a background, and nowhere else. */
		if (column == CONTRAST && !style.bg &&
		    style.attrs & STYLE_DIM)
			style.attrs = (style.attrs & ~STYLE_DIM) |
			    STYLE_ITALIC;
		theme->styles[rows[i].element] = style;
	}
	return true;
}

void
theme_plain(struct theme *theme)
{
	*theme = (struct theme){ .plain = true, .mono = true };
	theme->styles[THEME_MATCH_CURRENT].attrs = STYLE_REVERSE;
}

void
theme_mono(struct theme *theme)
{
	for (unsigned i = 0; i < THEME_ELEMENT_COUNT; i++)
		theme->styles[i].fg = theme->styles[i].bg = HUE_DEFAULT;
	theme->mono = true;
}

void
theme_fit(struct theme *theme, unsigned attrs)
{
	enum { BOLD = STYLE_BOLD, LINE = STYLE_UNDERLINE, BOTH = BOLD | LINE };
	/* The first letter, and the others. */
	static const uint16_t pairs[THEME_KEYWORDS][2] = {
		{ BOLD, LINE }, { LINE, BOLD }, { BOLD, 0 }, { LINE, 0 },
		{ BOTH, 0 }, { BOTH, BOLD }, { BOTH, LINE }, { BOLD, BOTH },
	};

	if (theme->plain || (attrs & STYLE_DIM && attrs & STYLE_ITALIC))
		return;
	theme->starts_differ = true;
	for (unsigned i = 0; i < THEME_KEYWORDS; i++) {
		theme->start_attrs[i] = pairs[i][0];
		theme->styles[THEME_KEYWORD1 + i].attrs = pairs[i][1];
	}
	/* Underlined in place of italic it would be a match. */
	theme->styles[THEME_SIDEBAR_CURRENT].attrs = STYLE_BOLD;
}

struct style
theme_style(const struct theme *theme, unsigned element, unsigned emph)
{
	static const struct {
		unsigned emph;
		uint16_t attr;
	} attrs[] = {
		{ LAYOUT_EMPHASIS, STYLE_ITALIC },
		{ LAYOUT_STRONG, STYLE_BOLD },
		{ LAYOUT_STRIKE, STYLE_STRIKE },
		{ LAYOUT_UNDERLINE, STYLE_UNDERLINE },
	};
	struct style style;

	if (element >= THEME_ELEMENT_COUNT)
		return STYLE_PLAIN;
	style = theme->styles[element];
	if (theme->plain)
		return style;
	if (emph & LAYOUT_MONO)
		style = style_over(style, theme->styles[LAYOUT_EL_CODE]);
	for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++)
		if (emph & attrs[i].emph)
			style.attrs |= attrs[i].attr;
	return style;
}
