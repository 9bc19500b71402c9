/*
 * What holds for any document at any width: nothing is lost, nothing is
 * shown twice, no row is too wide, and every cell finds its way back.
 *
 * Documents are made by chance from all scripts, with a fixed seed; and the
 * Declaration of Human Rights is read in fourteen scripts, where it is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <locale.h>
#include <wchar.h>
#include <vterm.h>
#include <cmocka.h>

#include "base/file.h"
#include "layout_story.h"
#include "uni/uni.h"

/* ---- what is checked of every block ---- */

struct check {
	const struct doc_node *nodes;
	uint32_t count;
	const struct layout_opts *opts;
	struct buf seen;	/* for each byte of the text: cells there */
	uint64_t base;		/* place of seen[0] */
	char where[128];
};

static void
broken(const struct check *check, const struct layout_row *row,
    const char *what)
{
	struct buf out = { 0 };

	layout_row_text(row, &out);
	fail_msg("%s, width %d: %s\n|%s|", check->where, check->opts->cols,
	    what, buf_cstr(&out));
}

/* A joiner is safe in its cluster; uni_printable sees only the cell. */
static bool
is_safe(struct span text)
{
	for (size_t off = 0; off < text.len;) {
		uint32_t code;
		bool bad = false;

		off += uni_decode(text, off, &code, &bad);
		if (bad || uni_unsafe(code))
			return false;
	}
	return text.len > 0;
}

static void
check_row(struct check *check, const struct layout_block *block,
    const struct layout_row *row)
{
	int cols = 0;
	int marked = 0;

	for (int i = 0; i < row->cell_count; i++) {
		const struct layout_cell *cell = &row->cells[i];

		cols += cell->cols;
		if (!is_safe(cell->text))
			broken(check, row, "an unsafe cell");
		if (cell->cols == 0)
			broken(check, row, "a cell without columns");
		marked += !span_eq(cell->text, SPAN(" "));
		if (cell->flags & LAYOUT_GENERATED)
			continue;
		if (cell->place < block->place || cell->place >= block->end)
			broken(check, row, "a cell outside of its block");
		if (!block->is_table && (cell->place < row->place ||
		    cell->place >= row->end))
			broken(check, row, "a cell outside of its row");
		check->seen.ptr[cell->place - check->base]++;
		if (layout_place_at(row, layout_col_of(row, cell->place)) !=
		    cell->place)
			broken(check, row, "a column leads elsewhere");
		/* Slow in tables, where each place asks every cell. */
		if (block->is_table && i % 8)
			continue;
		if (&block->rows[layout_row_of(block, cell->place)] != row)
			broken(check, row, "a place leads elsewhere");
	}
	if (cols != row->cols)
		broken(check, row, "cells do not add up");
	if (cols > check->opts->cols && marked > 1)
		broken(check, row, "a row is too wide");
}

static void
check_block(struct check *check, const struct layout_block *block)
{
	uint64_t at = block->place;

	assert_true(block->row_count > block->lead_rows);
	for (uint32_t i = 0; i < block->row_count; i++) {
		const struct layout_row *row = &block->rows[i];

		if (i < block->lead_rows) {
			assert_true(row->flags & LAYOUT_BLANK);
			continue;
		}
		if (!block->is_table && row->place != at)
			broken(check, row, "rows do not join");
		at = row->end;
		check_row(check, block, row);
	}
	if (!block->is_table)
		assert_int_equal(at, block->end);
	assert_true(check->nodes[block->node].flags & DOC_CONTINUED ||
	    block->rows[block->lead_rows].flags & LAYOUT_FIRST);
	assert_true(check->nodes[block->node].flags & DOC_CONTINUES ||
	    block->rows[block->row_count - 1].flags & LAYOUT_LAST);
}

/* ---- what must be seen of every leaf ---- */

static bool
may_be_dropped(struct span text, size_t off, uint32_t code, bool has_rtl)
{
	if (code == ' ' || code == '\v' || code == 0xad)
		return true;
	if (code == 0x200b)
		return uni_is_spaceless_at(text, off);
	if (code == 0x200e || code == 0x200f || code == 0x061c)
		return has_rtl;
	/* A word joiner does its work unseen between two characters. */
	if (code == 0x2060)
		return off > 0 && off + 3 < text.len;
	return uni_is_space(code);
}

/* Alef after lam is part of the lam's cell. */
static bool
is_lam_alef(struct span text, size_t off, uint32_t code)
{
	return (code == 0x0627 || code == 0x0622 || code == 0x0623 ||
	    code == 0x0625) && off >= 2 &&
	    !memcmp(text.ptr + off - 2, "\xd9\x84", 2);
}

static void
check_leaf(struct check *check, const struct doc_node *leaf)
{
	struct span text = leaf->text;
	bool has_rtl = uni_has_rtl(text);

	for (size_t off = 0; off < text.len;) {
		size_t next = uni_cluster_next(text, off);
		int seen = check->seen.ptr[leaf->place + off - check->base];
		uint32_t code;

		uni_decode(text, off, &code, NULL);
		if (seen > 1)
			fail_msg("%s, width %d: byte %zu is shown %d times",
			    check->where, check->opts->cols, off, seen);
		if (seen == 0 && !may_be_dropped(text, off, code, has_rtl) &&
		    !is_lam_alef(text, off, code))
			fail_msg("%s, width %d: byte %zu, U+%04X, is lost: "
			    "%.*s", check->where, check->opts->cols, off,
			    (unsigned)code, SPAN_ARG(text));
		off = next;
	}
}

static void
check_story(const struct story *story, const struct layout_opts *opts,
    const char *where)
{
	struct arena mem = { 0 };
	struct check check = {
		.nodes = story->doc.nodes,
		.count = (uint32_t)story->doc.node_count,
		.opts = opts, .base = 1000,
	};
	const struct doc_node *last = &check.nodes[check.count - 1];

	snprintf(check.where, sizeof check.where, "%s", where);
	buf_fill(&check.seen, 0, last->place + last->text.len + 1 - 1000);
	for (uint32_t unit = layout_unit_next(check.nodes, check.count, 0);
	    unit != DOC_NONE; unit = layout_unit_next(check.nodes,
	    check.count, unit + 1)) {
		check_block(&check, layout_unit(&mem, check.nodes,
		    check.count, unit, opts));
		arena_reset(&mem);
	}
	for (uint32_t i = 0; i < check.count; i++)
		if (doc_kind_shape(check.nodes[i].kind) == DOC_LEAF)
			check_leaf(&check, &check.nodes[i]);
	buf_release(&check.seen);
	arena_release(&mem);
}

/* ---- documents made by chance ---- */

static uint32_t seed;

static unsigned
chance(unsigned below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static const char *const words[] = {
	"the", "refugee", "convention", "extraterritorial", "a", "of",
	"non-refoulement", "co\xc2\xadoperation", "(see", "note)", "1951,",
	"don’t", "“quoted”", "—", "…", "https://www.example.org/a/b-c?d=e&f",
	"naïve", "e\xcc\x81te\xcc\x81", "Straße", "ﬁnd", "x\xc2\xa0y",
	"Ελληνικά", "русский", "язык", "Հայերեն", "ქართული",
	"עברית", "(שלום)", "123", "שָׁלוֹם", "العربية", "لا", "كتاب", "مُحَمَّد",
	"می‌خواهم", "اردو", "हिन्दी", "क्षत्रिय", "தமிழ்", "కన్నడ", "ไทยภาษา",
	"กำลังเดินทาง", "ខ្មែរ", "មនុស្សទាំងអស់", "မြန်မာစာ", "ລາວ", "བོད་ཡིག",
	"አማርኛ", "漢字", "かな交じり文。", "「引用」", "한국어", "각", "🇫🇷🇩🇪",
	"👩‍👩‍👧", "1️⃣", "✌️", "👍🏽", "\xe2\x80\xae" "abc", "\x1b[2J",
	"\xe2\x80\x8b", "\xe2\x81\xa0", "\xcc\x81", "a\xe2\x80\x8d" "b",
	"\xef\xbb\xbf", "\xe2\x80\x8f", "\x7f", "\xc2\x85", "𝔘𝔫𝔦", "𐤀𐤁",
	"\xf3\xa0\x81\x81", "ＡＢ", "ｶﾅ", "\xe3\x80\x80", "①", "±", "a\tb",
};

static void
add_word(struct story *story)
{
	doc_text(story->sink, span_str(words[chance(sizeof words /
	    sizeof *words)]));
	if (chance(4))
		doc_text(story->sink, SPAN(" "));
}

static void
add_words(struct story *story)
{
	for (unsigned n = chance(40); n > 0; n--) {
		unsigned kind = chance(16);

		if (kind < 3) {
			doc_span(story->sink, (enum doc_inline_kind)
			    chance(DOC_LANG + 1), NULL);
			add_word(story);
			add_word(story);
			doc_span_close(story->sink);
		} else if (kind == 3) {
			doc_mark(story->sink, SPAN("7"));
		} else if (kind == 4 && !chance(3)) {
			doc_break(story->sink);
		} else {
			add_word(story);
		}
	}
}

static void
add_blocks(struct story *story, int depth)
{
	for (unsigned n = 1 + chance(3); n > 0; n--) {
		struct doc_attrs attrs = { .number = 1 + chance(2000),
		    .flags = chance(2) ? DOC_ORDERED : 0, .level = chance(7),
		    .label = chance(2) ? SPAN("12") : SPAN(""),
		    .align = (enum doc_align)chance(4) };
		enum doc_kind kind = (enum doc_kind)chance(DOC_KIND_COUNT);

		if (kind == DOC_CELL)
			attrs.number = chance(3);
		if (doc_kind_shape(kind) == DOC_CONTAINER && depth > 5)
			kind = DOC_PARAGRAPH;
		doc_open(story->sink, kind, &attrs);
		if (doc_kind_shape(kind) == DOC_CONTAINER)
			add_blocks(story, depth + 1);
		else if (kind != DOC_RULE)
			add_words(story);
		doc_close(story->sink);
	}
}

static struct layout_hyphens *hyphens;

static int
load_hyphens(void **state)
{
	char folder[4096];

	(void)state;
	snprintf(folder, sizeof folder, "%s/tests/golden/hyphen",
	    getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	hyphens = layout_hyphens_new(folder);
	return 0;
}

static int
free_hyphens(void **state)
{
	(void)state;
	layout_hyphens_free(hyphens);
	return 0;
}

static struct layout_opts
chance_opts(int cols)
{
	return (struct layout_opts){
		.cols = cols, .notes = &story_notes,
		.align = chance(2) ? LAYOUT_JUSTIFY : LAYOUT_LEFT,
		.hyphenate = chance(2), .total_fit = chance(2),
		.marks = chance(2) ? LAYOUT_MARKS_BRACKET :
		    LAYOUT_MARKS_SUPERSCRIPT,
		.bidi = (enum layout_bidi)chance(3),
		.ambiguous_cols = 1 + (int)chance(2),
		.ascii = chance(2), .a11y = chance(2), .pages = chance(2),
		.wrap_code = true, .lang = SPAN("en"),
		.hyphens = hyphens,
	};
}

static void
nothing_is_lost_or_repeated_in_any_document(void **state)
{
	(void)state;
	for (uint32_t n = 0; n < 100; n++) {
		struct story story;
		char where[64];

		seed = n;
		snprintf(where, sizeof where, "document %u", n);
		story_begin(&story);
		add_blocks(&story, 0);
		doc_text(story.sink, SPAN("end"));
		story_end(&story, 1000);
		for (int i = 0; i < 6; i++) {
			int cols = i < 3 ? 1 + (int)chance(12) :
			    1 + (int)chance(200);
			struct layout_opts opts = chance_opts(cols);

			check_story(&story, &opts, where);
		}
		story_release(&story);
	}
}

static void
every_width_up_to_200_shows_the_same_text(void **state)
{
	struct story story;

	(void)state;
	seed = 12345;
	story_begin(&story);
	add_blocks(&story, 0);
	add_blocks(&story, 0);
	doc_text(story.sink, SPAN("end"));
	story_end(&story, 1000);
	for (int cols = 1; cols <= 200; cols++) {
		struct layout_opts opts = chance_opts(cols);

		check_story(&story, &opts, "one document");
	}
	story_release(&story);
}

/* ---- fourteen scripts ---- */

/* The text between tags, a paragraph for each <p>, <h?> or <li>. */
static void
read_html(struct story *story, struct span html)
{
	struct buf text = { 0 };
	size_t at = (size_t)span_find(html, SPAN("<body"), 0);

	while (at < html.len) {
		size_t tag = (size_t)span_chr(html, '<', at);
		size_t end = tag < html.len ?
		    (size_t)span_chr(html, '>', tag) : html.len;

		if (tag > html.len)
			tag = html.len;
		buf_put(&text, span_slice(html, at, tag));
		if (tag + 1 < html.len && (html.ptr[tag + 1] == 'p' ||
		    html.ptr[tag + 1] == 'h' || html.ptr[tag + 1] == 'l' ||
		    html.ptr[tag + 1] == '/')) {
			if (span_trim(buf_span(&text)).len) {
				doc_open(story->sink, DOC_PARAGRAPH, NULL);
				doc_text(story->sink, buf_span(&text));
				doc_close(story->sink);
			}
			buf_clear(&text);
		}
		at = end < html.len ? end + 1 : html.len;
	}
	buf_release(&text);
}

static const char *const scripts[] = {
	"amh", "arb", "cmn_hans", "eng", "heb", "hin", "jpn", "khm", "kor",
	"mya", "rus", "tam", "tha", "urd",
};
#define SCRIPTS (sizeof scripts / sizeof *scripts)

static void
script_path(char path[4096], const char *name)
{
	const char *top = getenv("top_srcdir");

	snprintf(path, 4096, "%s/../shared/corpora/html/udhr/%s.html",
	    top ? top : ".", name);
}

static bool
has_scripts(void)
{
	char path[4096];

	script_path(path, "eng");
	return access(path, R_OK) == 0;
}

static void
read_script(struct story *story, const char *name)
{
	struct buf html = { 0 };
	char path[4096];

	script_path(path, name);
	assert_int_equal(file_read(path, 0, &html), 0);
	story_begin(story);
	read_html(story, buf_span(&html));
	story_end(story, 1000);
	assert_true(story->doc.node_count > 20);
	buf_release(&html);
}

static void
fourteen_scripts_fill_their_cells(void **state)
{
	static const int widths[] = { 1, 2, 3, 5, 8, 13, 21, 40, 80, 200 };

	(void)state;
	if (!has_scripts())
		skip();
	for (size_t i = 0; i < SCRIPTS; i++) {
		struct story story;

		read_script(&story, scripts[i]);
		for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
			struct layout_opts opts = { .cols = widths[w],
			    .align = LAYOUT_JUSTIFY, .hyphenate = true,
			    .total_fit = true, .hyphens = hyphens,
			    .lang = SPAN("en") };

			check_story(&story, &opts, scripts[i]);
		}
		story_release(&story);
	}
}

/* ---- evenness ---- */

/* The sum of squares of what the rows but the last leave free. */
static long
raggedness(const struct story *story, const struct layout_opts *opts)
{
	uint32_t count = (uint32_t)story->doc.node_count;
	struct arena mem = { 0 };
	long sum = 0;

	for (uint32_t unit = 0; unit < count; unit++) {
		const struct layout_block *block = layout_unit(&mem,
		    story->doc.nodes, count, unit, opts);

		for (uint32_t i = block->lead_rows;
		    i + 1 < block->row_count; i++) {
			long left = opts->cols - block->rows[i].cols;

			sum += left * left;
		}
		arena_reset(&mem);
	}
	arena_release(&mem);
	return sum;
}

static void
the_best_fit_is_more_even_than_the_first(void **state)
{
	static const char *const names[] = { "eng", "rus", "hin" };

	(void)state;
	if (!has_scripts())
		skip();
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct story story;

		read_script(&story, names[i]);
		for (int cols = 40; cols <= 72; cols += 8) {
			struct layout_opts opts = { .cols = cols };
			long first = raggedness(&story, &opts);

			opts.total_fit = true;
			assert_true(raggedness(&story, &opts) < first);
		}
		story_release(&story);
	}
}

/* ---- what a terminal makes of it ---- */

struct agreement {
	int total;
	int vterm;	/* rows after which libvterm's cursor is there */
	int libc;	/* rows for which wcwidth counts the same */
};

static int
libc_cols(struct span text)
{
	int cols = 0;

	for (size_t off = 0; off < text.len;) {
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		cols += wcwidth((wchar_t)code);
	}
	return cols;
}

static int
vterm_cols(VTerm *vt, struct span text)
{
	VTermPos at;

	vterm_input_write(vt, "\r", 1);
	vterm_input_write(vt, text.ptr, text.len);
	vterm_state_get_cursorpos(vterm_obtain_state(vt), &at);
	return at.col;
}

static void
compare_rows(const struct story *story, const struct layout_opts *opts,
    struct agreement *sum)
{
	VTerm *vt = vterm_new(3, opts->cols + 4);
	uint32_t count = (uint32_t)story->doc.node_count;
	struct arena mem = { 0 };
	struct buf out = { 0 };

	vterm_set_utf8(vt, 1);
	vterm_screen_reset(vterm_obtain_screen(vt), 1);
	for (uint32_t unit = 0; unit < count; unit++) {
		struct layout_block *block = layout_unit(&mem,
		    story->doc.nodes, count, unit, opts);

		for (uint32_t i = 0; i < block->row_count; i++) {
			const struct layout_row *row = &block->rows[i];

			buf_clear(&out);
			for (int c = 0; c < row->cell_count; c++)
				buf_put(&out, row->cells[c].text);
			sum->total++;
			sum->vterm += vterm_cols(vt, buf_span(&out)) ==
			    row->cols;
			sum->libc += libc_cols(buf_span(&out)) == row->cols;
		}
		arena_reset(&mem);
	}
	arena_release(&mem);
	buf_release(&out);
	vterm_free(vt);
}

/*
 * libvterm's table of combining marks is older than the Burmese ones of
 * Unicode 5.1; the C library, which tmux and others ask, has them.
 */
static void
terminals_count_the_same_columns(void **state)
{
	(void)state;
	if (!has_scripts() || !setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	for (size_t i = 0; i < SCRIPTS; i++) {
		struct agreement sum = { 0 };
		struct story story;

		read_script(&story, scripts[i]);
		for (int cols = 40; cols <= 80; cols += 40) {
			struct layout_opts opts = { .cols = cols };

			compare_rows(&story, &opts, &sum);
		}
		print_message("# %s: of %d rows, %d as in libvterm, %d as "
		    "in the C library\n", scripts[i], sum.total, sum.vterm,
		    sum.libc);
		assert_int_equal(sum.libc, sum.total);
		if (strcmp(scripts[i], "mya"))
			assert_int_equal(sum.vterm, sum.total);
		story_release(&story);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost_or_repeated_in_any_document),
		cmocka_unit_test(every_width_up_to_200_shows_the_same_text),
		cmocka_unit_test(fourteen_scripts_fill_their_cells),
		cmocka_unit_test(the_best_fit_is_more_even_than_the_first),
		cmocka_unit_test(terminals_count_the_same_columns),
	};

	return cmocka_run_group_tests_name("layout-all", tests,
	    load_hyphens, free_hyphens);
}
