/* tests/screen/script.c - screens as stories. */
#include "tests/screen/script.h"

#include "uni/uni.h"

struct script {
	const struct script_hooks *hooks;
	const char *name;
	struct buf *report;
	struct span rest;
	unsigned line;
	int rows, cols;
	bool opened, over;
	int row;		/* the last that was compared, or -1 */
};

static bool __attribute__((format(printf, 2, 3)))
fail(struct script *script, const char *format, ...)
{
	va_list args;

	buf_printf(script->report, "%s:%u: ", script->name, script->line);
	va_start(args, format);
	buf_vprintf(script->report, format, args);
	va_end(args);
	return false;
}

static bool
is_lit(const struct script *script, struct style style)
{
	if (script->hooks->lit)
		return script->hooks->lit(style);
	return style.bg || style.attrs & (STYLE_REVERSE | STYLE_UNDERLINE);
}

static void
put_carets(const struct script *script, const struct cells *cells, int row,
    struct buf *out)
{
	for (int col = 0; col < cells->cols; col++)
		buf_putc(out, is_lit(script,
		    cells_at(cells, row, col)->style) ? '^' : ' ');
}

/* The screen as it should stand in the script, were it right. */
static bool
fail_with_screen(struct script *script)
{
	const struct cells *cells = script->hooks->cells(script->hooks->ctx);
	struct buf *out = script->report;

	buf_printf(out, "\ncursor %d %d\nscreen\n", cells->cursor_row,
	    cells->cursor_col);
	for (int row = 0; row < cells->rows; row++) {
		struct buf carets = { 0 };

		put_carets(script, cells, row, &carets);
		buf_putc(out, '|');
		cells_text(cells, row, out);
		buf_puts(out, "|\n");
		if (span_chr(buf_span(&carets), '^', 0) >= 0)
			buf_printf(out, "|%s|\n", buf_cstr(&carets));
		buf_release(&carets);
	}
	return false;
}

/* `text` without the blanks at its end. */
static struct span
trim_end(struct span text)
{
	while (text.len && text.ptr[text.len - 1] == ' ')
		text.len--;
	return text;
}

static bool
compare(struct script *script, struct span want, struct buf *got,
    const char *what)
{
	bool same = span_eq(trim_end(want), trim_end(buf_span(got)));

	if (!same)
		fail(script, "row %d %s\nwanted |%.*s|\n   saw |%.*s|",
		    script->row, what, SPAN_ARG(trim_end(want)),
		    SPAN_ARG(trim_end(buf_span(got))));
	buf_release(got);
	return same ? true : fail_with_screen(script);
}

static bool
is_caret_row(struct span row)
{
	if (span_chr(row, '^', 0) < 0)
		return false;
	for (size_t i = 0; i < row.len; i++)
		if (row.ptr[i] != ' ' && row.ptr[i] != '^')
			return false;
	return true;
}

/* What stands between the bars; the right one may be missing. */
static struct span
between_bars(struct span line)
{
	line = trim_end(span_slice(line, 1, line.len));
	if (line.len && (line.ptr[line.len - 1] == '|' ||
	    line.ptr[line.len - 1] == ':'))
		line.len--;
	return line;
}

static bool
compare_row(struct script *script, struct span line)
{
	const struct cells *cells = script->hooks->cells(script->hooks->ctx);
	struct span want = between_bars(line);
	struct buf got = { 0 };

	if (script->row >= 0 && line.ptr[0] == ':') {
		cells_marks(cells, script->row, &got);
		return compare(script, want, &got, "has other attributes");
	}
	if (script->row >= 0 && is_caret_row(want)) {
		put_carets(script, cells, script->row, &got);
		return compare(script, want, &got, "is lit otherwise");
	}
	script->row++;
	if (script->row >= cells->rows) {
		fail(script, "the screen has %d rows only", cells->rows);
		return fail_with_screen(script);
	}
	cells_text(cells, script->row, &got);
	return compare(script, want, &got, "is another");
}

static bool
do_screen(struct script *script, struct span words)
{
	const struct cells *cells = script->hooks->cells(script->hooks->ctx);
	unsigned first = 0;
	bool partly = span_number(span_trim(words), &first) > 0;
	struct span peek = script->rest;
	struct span line;

	script->row = (int)first - 1;
	while (span_line(&peek, &line) && line.len &&
	    (line.ptr[0] == '|' || line.ptr[0] == ':')) {
		bool marks = line.ptr[0] == ':' ||
		    is_caret_row(between_bars(line));

		script->rest = peek;
		script->line++;
		if (script->row < (int)first && marks)
			return fail(script, "there is no row above");
		if (!compare_row(script, line))
			return false;
	}
	if (partly ? script->row < (int)first :
	    script->row != cells->rows - 1) {
		fail(script, "the script shows %d rows, the screen has %d",
		    script->row + 1, cells->rows);
		return fail_with_screen(script);
	}
	return true;
}

static bool
press(struct script *script, struct key key)
{
	if (script->over)
		return fail(script, "the reading is over already");
	script->over = !script->hooks->key(script->hooks->ctx, key);
	return true;
}

static bool
do_text(struct script *script, struct span text)
{
	for (size_t off = 0; off < text.len;) {
		struct key key = { 0 };

		off += uni_decode(text, off, &key.code, NULL);
		if (!press(script, key))
			return false;
	}
	return true;
}

static struct span
next_word(struct span *rest)
{
	struct span word;
	ptrdiff_t space;

	*rest = span_trim(*rest);
	space = span_chr(*rest, ' ', 0);
	word = span_slice(*rest, 0, space < 0 ? rest->len : (size_t)space);
	*rest = span_slice(*rest, word.len, rest->len);
	return word;
}

static bool
do_key(struct script *script, struct span words)
{
	struct span word;

	while ((word = next_word(&words)).len) {
		struct key key;

		if (!(key_parse(word, &key) ? press(script, key) :
		    do_text(script, word)))
			return false;
	}
	return true;
}

static bool
do_size(struct script *script, struct span words)
{
	struct span size = next_word(&words);
	unsigned cols, rows;
	size_t len = span_number(size, &cols);

	if (!len || len >= size.len || size.ptr[len] != 'x' ||
	    !span_number(span_slice(size, len + 1, size.len), &rows))
		return fail(script, "expected: size COLSxROWS");
	script->rows = (int)rows;
	script->cols = (int)cols;
	if (script->opened)
		script->hooks->resize(script->hooks->ctx, script->rows,
		    script->cols);
	return true;
}

static bool
do_open(struct script *script, struct span words)
{
	struct buf error = { 0 };

	if (script->opened)
		return fail(script, "a script opens once");
	script->opened = script->hooks->open(script->hooks->ctx,
	    span_trim(words), script->rows, script->cols, &error);
	if (!script->opened)
		fail(script, "%s", buf_cstr(&error));
	buf_release(&error);
	return script->opened;
}

static bool
do_cursor(struct script *script, struct span words)
{
	const struct cells *cells = script->hooks->cells(script->hooks->ctx);
	struct span row_word = next_word(&words);
	struct span col_word = next_word(&words);
	unsigned row, col;

	if (!span_number(row_word, &row) || !span_number(col_word, &col))
		return fail(script, "expected: cursor ROW COL");
	if (cells->cursor_row == (int)row && cells->cursor_col == (int)col)
		return true;
	fail(script, "the cursor is at %d %d, not %u %u", cells->cursor_row,
	    cells->cursor_col, row, col);
	return fail_with_screen(script);
}

static bool
do_over(struct script *script, struct span words)
{
	(void)words;
	return script->over || fail(script, "the reading goes on");
}

static const struct {
	const char *name;
	bool needs_open;
	bool (*run)(struct script *script, struct span words);
} commands[] = {
	{ "size", false, do_size }, { "open", false, do_open },
	{ "key", true, do_key }, { "text", true, do_text },
	{ "screen", true, do_screen }, { "cursor", true, do_cursor },
	{ "over", true, do_over },
};

static bool
run_line(struct script *script, struct span line)
{
	struct span words = line;
	struct span name = next_word(&words);

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (!span_eq(name, span_str(commands[i].name)))
			continue;
		if (commands[i].needs_open && !script->opened)
			return fail(script, "nothing is open yet");
		/* One blank parts the name from letters to be typed. */
		return commands[i].run(script, span_slice(words, 1,
		    words.len));
	}
	return fail(script, "there is no command \"%.*s\"", SPAN_ARG(name));
}

bool
script_run(struct span text, const char *name,
    const struct script_hooks *hooks, struct buf *report)
{
	struct script script = { .hooks = hooks, .name = name,
		.report = report, .rest = text, .rows = 24, .cols = 80 };
	struct span line;

	while (span_line(&script.rest, &line)) {
		script.line++;
		if (span_trim(line).len == 0 || line.ptr[0] == '#')
			continue;
		if (!run_line(&script, line))
			return false;
	}
	return true;
}
