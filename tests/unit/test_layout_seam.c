/*
 * A long paragraph is stored in pieces and reads as one: no row shows where
 * a piece ends, at any width, in any script.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "layout_story.h"
#include "uni/uni.h"

#define PIECES_MAX 16
#define MARKS_MAX 256
#define PIECE_LEN 6000
#define MARK_EVERY 400

/* One paragraph, whole and in pieces. */
struct paragraph {
	struct buf text;
	struct doc_node whole;
	struct doc_inline marks[MARKS_MAX];
	struct doc_node pieces[PIECES_MAX];
	struct doc_inline piece_marks[MARKS_MAX];
	uint32_t piece_count;
};

static uint32_t seed;

static unsigned
chance(unsigned below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

struct script {
	const char *name;
	const char *words;	/* with a space between; or none: no spaces */
};

static const struct script scripts[] = {
	{ "English", "the a of and refugee convention extraterritorial law "
	    "(see note) 1951, “quoted” non-refoulement border state—where "
	    "co\xc2\xadoperation" },
	{ "Russian", "и в не на беженец конвенция государство право пересекли "
	    "границу человека" },
	{ "Arabic", "في من على لا الأمم المتحدة كتاب مُحَمَّد (London) 1951، ثم "
	    "الإنسان" },
	{ "Hebrew", "של על אדם (שלום) 1951, זכויות and more הכרזה" },
	{ "Hindi", "और के हिन्दी मानव अधिकारों क्षत्रिय घोषणा" },
	{ "Korean", "모든 인간은 태어날 때부터 자유로우며 존엄과" },
	{ "Chinese", "人 人 生 而 自 由 ， 在 尊 严 和 权 利 上 一 律 平 等 。" },
	{ "Thai", "ทุก คน เกิด มา มี อิสระ และ เสมอ ภาค กัน" },
};
#define SCRIPTS (sizeof scripts / sizeof *scripts)

static bool
has_spaces(const struct script *script)
{
	return strcmp(script->name, "Chinese") && strcmp(script->name,
	    "Thai");
}

static void
write_words(const struct script *script, size_t len, struct buf *out)
{
	struct span words[32];
	struct span rest = span_str(script->words);
	unsigned count = 0;

	while (rest.len) {
		ptrdiff_t space = span_chr(rest, ' ', 0);
		size_t end = space < 0 ? rest.len : (size_t)space;

		words[count++] = span_slice(rest, 0, end);
		rest = span_slice(rest, end + 1, rest.len);
	}
	while (out->len < len) {
		buf_put(out, words[chance(count)]);
		if (has_spaces(script))
			buf_putc(out, ' ');
	}
}

/* After a space where there are some, else after a cluster. */
static size_t
piece_end(struct span text, size_t from, bool spaces)
{
	size_t end = from + PIECE_LEN;

	if (end >= text.len)
		return text.len;
	while (end > from && spaces && text.ptr[end - 1] != ' ')
		end--;
	if (!spaces)
		end = uni_cluster_next(text, uni_cluster_prev(text, end));
	return end;
}

static void
cut_up(struct paragraph *p, bool spaces)
{
	struct span text = buf_span(&p->text);
	uint32_t mark = 0;
	size_t from = 0;

	while (from < text.len) {
		struct doc_node *piece = &p->pieces[p->piece_count];
		size_t to = piece_end(text, from, spaces);

		*piece = p->whole;
		piece->end = ++p->piece_count;
		piece->place = p->whole.place + from;
		piece->text = span_slice(text, from, to);
		piece->inlines = &p->piece_marks[mark];
		piece->flags = (uint16_t)((from ? DOC_CONTINUED : 0) |
		    (to < text.len ? DOC_CONTINUES : 0));
		piece->inline_count = 0;
		while (mark < p->whole.inline_count &&
		    p->marks[mark].off < to) {
			p->piece_marks[mark] = p->marks[mark];
			p->piece_marks[mark++].off -= (uint32_t)from;
			piece->inline_count++;
		}
		from = to;
	}
}

static void
make_paragraph(struct paragraph *p, const struct script *script)
{
	bool spaces = has_spaces(script);
	struct span text;

	*p = (struct paragraph){ .whole = { .kind = DOC_PARAGRAPH,
	    .parent = DOC_NONE, .end = 1, .place = 1000 } };
	write_words(script, 5 * PIECE_LEN - PIECE_LEN / 2, &p->text);
	text = p->whole.text = buf_span(&p->text);
	p->whole.inlines = p->marks;
	for (size_t off = MARK_EVERY; off < text.len; off += MARK_EVERY) {
		ptrdiff_t space = span_chr(text, ' ', off);

		if (space < 0)
			break;
		p->marks[p->whole.inline_count++] = (struct doc_inline){
		    .kind = DOC_NOTE_REF, .off = (uint32_t)space,
		    .number = 7 };
	}
	cut_up(p, spaces);
	assert_true(p->piece_count >= 5);
}

/* All rows, but no matter where one block ends and the next begins. */
static void
put_rows(const struct doc_node *nodes, uint32_t count,
    const struct layout_opts *opts, struct buf *out)
{
	struct arena mem = { 0 };
	uint64_t at = nodes[0].place;

	for (uint32_t i = 0; i < count; i++) {
		const struct layout_block *block = layout_unit(&mem, nodes,
		    count, i, opts);

		assert_int_equal(block->place, at);
		for (uint32_t r = block->lead_rows; r < block->row_count;
		    r++) {
			assert_int_equal(block->rows[r].place, at);
			at = block->rows[r].end;
			layout_row_text(&block->rows[r], out);
			buf_putc(out, '\n');
		}
		assert_int_equal(block->end, at);
		arena_reset(&mem);
	}
	assert_int_equal(at, nodes[count - 1].place +
	    nodes[count - 1].text.len);
	arena_release(&mem);
}

/* The most columns that a row but the last of all leaves free. */
static int
widest_gap(const struct doc_node *nodes, uint32_t count,
    const struct layout_opts *opts)
{
	struct arena mem = { 0 };
	int widest = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct layout_block *block = layout_unit(&mem, nodes,
		    count, i, opts);

		for (uint32_t r = block->lead_rows; r < block->row_count;
		    r++) {
			int gap = opts->cols - block->rows[r].cols;

			if (i + 1 == count && r + 1 == block->row_count)
				break;
			widest = gap > widest ? gap : widest;
		}
		arena_reset(&mem);
	}
	arena_release(&mem);
	return widest;
}

static void
no_row_is_short_where_a_piece_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < SCRIPTS; i++) {
		struct paragraph p;

		seed = 7;
		make_paragraph(&p, &scripts[i]);
		for (int cols = 30; cols <= 200; cols += 10) {
			struct layout_opts opts = { .cols = cols,
			    .bidi = LAYOUT_BIDI_OFF,
			    .total_fit = cols / 10 & 1,
			    .notes = &story_notes };
			int whole = widest_gap(&p.whole, 1, &opts);
			int pieces = widest_gap(p.pieces, p.piece_count,
			    &opts);

			if (pieces > whole + cols / 8)
				fail_msg("%s, width %d: a row leaves %d "
				    "columns free, in one piece %d",
				    scripts[i].name, cols, pieces, whole);
		}
		buf_release(&p.text);
	}
}

static void
a_justified_row_is_full_where_a_piece_ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct paragraph p;

		seed = 7;
		make_paragraph(&p, &scripts[i]);
		for (int cols = 60; cols <= 100; cols += 20) {
			struct layout_opts opts = { .cols = cols,
			    .align = LAYOUT_JUSTIFY, .total_fit = true,
			    .notes = &story_notes };

			assert_int_equal(widest_gap(p.pieces, p.piece_count,
			    &opts), 0);
		}
		buf_release(&p.text);
	}
}

static void
nothing_is_lost_at_a_seam_at_any_width(void **state)
{
	(void)state;
	for (size_t i = 0; i < SCRIPTS; i++) {
		struct paragraph p;

		seed = 11;
		make_paragraph(&p, &scripts[i]);
		for (int cols = 1; cols <= 200; cols = cols * 3 / 2 + 1) {
			struct layout_opts opts = { .cols = cols,
			    .align = LAYOUT_JUSTIFY, .total_fit = cols & 1,
			    .bidi = cols & 2 ? LAYOUT_BIDI_OFF :
			    LAYOUT_BIDI_ON, .notes = &story_notes };
			struct buf out = { 0 };

			put_rows(p.pieces, p.piece_count, &opts, &out);
			buf_release(&out);
		}
		buf_release(&p.text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_row_is_short_where_a_piece_ends),
		cmocka_unit_test(a_justified_row_is_full_where_a_piece_ends),
		cmocka_unit_test(nothing_is_lost_at_a_seam_at_any_width),
	};

	return cmocka_run_group_tests_name("layout-seam", tests, NULL, NULL);
}
