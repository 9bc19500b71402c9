/*
 * import/text_shape.c - the shape of plain text.
 *
 * Text has no markup, so what a block is must be read off its lines.  The
 * rules ask for evidence, and what shows none is a paragraph:
 *
 *   - lines were wrapped when the next word would not have fitted; where
 *     most line ends of a block are so, they are not the author's;
 *   - a heading stands alone, is short, and is underlined, or all
 *     capitals, or counts ("CHAPTER IV");
 *   - verse is set in, or has lines that all stop early and begin with a
 *     capital; a table has runs of spaces in most of its lines;
 *   - notes at the foot of a page are a block each, though no blank line
 *     parts them, when their labels follow one another.
 */
#include "import/text_shape.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "uni/uni.h"

#define TAB_COLS 8
#define HEADING_COLS 72
#define TITLE_COLS 200
#define TITLE_BLOCKS 12

/* Lines longer than this were not wrapped by hand or program. */
#define WRAP_COLS_MAX 120

/* Fewer line ends than these are judged by other signs. */
#define FEW_LINES 12
#define FEW_COLS 40

/* A wrapped line falls short of the width by less than a long word. */
#define NEAR_COLS 14

static bool is_list(const struct text_block *block);
static bool is_table(const struct text_block *block);

static bool
is_roman(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!strchr("ivxlcdmIVXLCDM", word.ptr[i]))
			return false;
	return word.len > 0;
}

/* `least` times that sign or more, and nothing else. */
static bool
is_line_of(struct span text, char sign, size_t least)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != sign)
			return false;
	return text.len >= least;
}

/* ---- lines and blocks ------------------------------------------------- */

static void
add_line(struct text_shape *shape, struct span text, unsigned number)
{
	struct text_line line = { .number = number };
	size_t from = 0;

	for (; from < text.len && strchr(" \t\f\v", text.ptr[from]); from++) {
		if (text.ptr[from] == '\t')
			line.indent += TAB_COLS - line.indent % TAB_COLS;
		else if (text.ptr[from] == ' ')
			line.indent++;
		else if (text.ptr[from] == '\f')
			line.page = true;
	}
	line.text = span_trim(span_slice(text, from, text.len));
	line.cols = line.indent + (unsigned)uni_cols(line.text, 1);
	MEM_PUSH(shape->lines, shape->line_count, shape->line_room);
	shape->lines[shape->line_count++] = line;
}

static void
push_block(struct text_shape *shape, size_t from, size_t to)
{
	struct text_block block = {
		.lines = &shape->lines[from], .count = to - from,
		.indent = shape->lines[from].indent,
	};

	for (size_t i = from; i < to; i++)
		if (shape->lines[i].indent < block.indent)
			block.indent = shape->lines[i].indent;
	MEM_PUSH(shape->blocks, shape->block_count, shape->block_room);
	shape->blocks[shape->block_count++] = block;
}

/* Lines `from` to before `to` are a block, or a row of notes. */
static void
add_block(struct text_shape *shape, size_t from, size_t to)
{
	struct text_block whole = { .lines = &shape->lines[from],
	    .count = to - from };
	struct text_label last = { 0 }, next;

	whole.indent = whole.lines[0].indent;
	if (!text_label(whole.lines[0].text, &last) || is_list(&whole) ||
	    is_table(&whole)) {
		push_block(shape, from, to);
		return;
	}
	for (size_t i = from + 1; i < to; i++) {
		if (shape->lines[i].indent > whole.indent + 3 ||
		    !text_label(shape->lines[i].text, &next) ||
		    !text_label_follows(&last, &next))
			continue;
		push_block(shape, from, i);
		from = i;
		last = next;
	}
	push_block(shape, from, to);
}

/*
 * A few lines tell less: they were wrapped when the next ones begin with a
 * small letter, and were long enough to be.
 */
static unsigned
width_of_few(const struct text_shape *shape, size_t inner)
{
	unsigned width = 0;
	size_t small = 0;

	for (size_t i = 0; i < shape->block_count; i++)
		for (size_t j = 0; j + 1 < shape->blocks[i].count; j++) {
			const struct text_line *line =
			    &shape->blocks[i].lines[j];
			uint32_t code;

			uni_decode(line[1].text, 0, &code, NULL);
			small += line->cols >= FEW_COLS && uni_is_lower(code);
			if (line->cols > width)
				width = line->cols;
		}
	return 4 * small >= 3 * inner ? width : 0;
}

/*
 * The width: that of the longest line, if most lines with another after
 * them come near to it.
 */
static void
find_width(struct text_shape *shape)
{
	unsigned counts[WRAP_COLS_MAX + 1] = { 0 };
	size_t inner = 0, longer = 0, seen = 0, near = 0;
	unsigned width = 0;

	for (size_t i = 0; i < shape->block_count; i++)
		for (size_t j = 0; j + 1 < shape->blocks[i].count; j++) {
			unsigned cols = shape->blocks[i].lines[j].cols;

			inner++;
			if (cols > WRAP_COLS_MAX)
				longer++;
			else
				counts[cols]++;
		}
	if (longer * 20 > inner)
		return;
	/* Few lines are longer than it, and a good part comes near. */
	for (unsigned cols = 0; cols <= WRAP_COLS_MAX && !width; cols++) {
		seen += counts[cols];
		if (seen * 100 >= inner * 98)
			width = cols;
	}
	for (unsigned cols = width > NEAR_COLS ? width - NEAR_COLS : 0;
	    cols <= width; cols++)
		near += counts[cols];
	if (near >= 3 && 4 * near >= inner)
		shape->width = width;
	else if (inner && inner < FEW_LINES)
		shape->width = width_of_few(shape, inner);
}

/* ---- pages ------------------------------------------------------------ */

/* Heads and numbers of so many pages are no accident. */
#define PAGES_MIN 3

static bool
is_count(struct span word)
{
	size_t from = 0, to = word.len;

	while (from < to && strchr("-([", word.ptr[from]))
		from++;
	while (to > from && strchr("-)].", word.ptr[to - 1]))
		to--;
	word = span_slice(word, from, to);
	for (from = 0; from < word.len && word.ptr[from] >= '0' &&
	    word.ptr[from] <= '9'; from++)
		continue;
	return word.len && (from == word.len || is_roman(word));
}

/* A line without its numbers: the heads of two pages differ by those. */
static struct span
head_key(struct arena *mem, struct span line)
{
	struct buf key = { 0 };
	struct span word, kept;
	size_t off = 0;

	while (off < line.len) {
		size_t from = off;

		while (off < line.len && !strchr(" \t", line.ptr[off]))
			off++;
		word = span_slice(line, from, off++);
		if (!word.len)
			continue;
		buf_putc(&key, ' ');
		buf_put(&key, is_count(word) ? SPAN("#") : word);
	}
	kept = arena_span(mem, buf_span(&key));
	buf_release(&key);
	return kept;
}

/*
 * The first and the last line of each page stand alone where they are those
 * of other pages, too: a running head, a number.
 *
 *     "... by agreements that"        "... by agreements that"
 *     "12"                            ""
 *     "\fPUSHING BACK"          ->    "12"
 *     "nobody had read. ..."          ""
 *                                     "PUSHING BACK"
 *                                     ""
 *                                     "nobody had read. ..."
 */
static void
part_heads(struct text_shape *shape)
{
	struct span *keys = mem_array(shape->line_count + 1, sizeof *keys);
	struct arena mem = { 0 };
	struct map counts = { 0 };
	ptrdiff_t last = -1;
	bool page = false;

	for (size_t i = 0; i < shape->line_count; i++) {
		struct text_line *line = &shape->lines[i];

		page |= line->page;
		if (!line->text.len)
			continue;
		if (page && last >= 0 && !keys[last].len)
			keys[last] = head_key(&mem, shape->lines[last].text);
		if (page)
			keys[i] = head_key(&mem, line->text);
		last = (ptrdiff_t)i;
		page = false;
	}
	if (last >= 0 && !keys[last].len)
		keys[last] = head_key(&mem, shape->lines[last].text);
	for (size_t i = 0; i < shape->line_count; i++)
		if (keys[i].len)
			map_put(&counts, keys[i], 0, NULL)->value++;
	for (size_t i = 0; i < shape->line_count; i++)
		shape->lines[i].alone = keys[i].len &&
		    map_find(&counts, keys[i])->value >= PAGES_MIN;
	map_release(&counts);
	arena_release(&mem);
	free(keys);
}

/* ---- what is set in --------------------------------------------------- */

#define BODY_MAX 12

/* An outdented line that is a heading is no longer than this. */
#define OUTDENT_COLS 60

/* Most of some texts is set in; what is not is a heading. */
static void
find_body(struct text_shape *shape)
{
	size_t bytes[BODY_MAX + 1] = { 0 }, all = 0;

	for (size_t i = 0; i < shape->block_count; i++) {
		const struct text_block *block = &shape->blocks[i];

		for (size_t j = 0; j < block->count; j++) {
			all += block->lines[j].text.len;
			if (block->indent <= BODY_MAX)
				bytes[block->indent] +=
				    block->lines[j].text.len;
		}
	}
	for (unsigned cols = 2; cols <= BODY_MAX; cols++)
		if (2 * bytes[cols] > all)
			shape->body = cols;
	for (size_t i = 0; shape->body && i + 1 < shape->block_count; i++) {
		struct text_block *block = &shape->blocks[i];

		block->outdented = block->count == 1 &&
		    block->indent < shape->body &&
		    block->lines[0].cols <= OUTDENT_COLS &&
		    block[1].indent >= shape->body;
	}
}

void
text_shape_init(struct text_shape *shape, struct span text)
{
	struct span line;
	unsigned number = 0;
	size_t from = 0;

	bool pages = span_chr(text, '\f', 0) >= 0;

	*shape = (struct text_shape){ 0 };
	while (span_line(&text, &line))
		add_line(shape, line, ++number);
	if (pages)
		part_heads(shape);
	for (size_t i = 0; i <= shape->line_count; i++) {
		bool ends = i == shape->line_count ||
		    !shape->lines[i].text.len;

		if (!ends && is_line_of(shape->lines[i].text, '_', 5))
			shape->lines[i].alone = true;

		if (!ends && !shape->lines[i].alone)
			continue;
		if (i > from)
			add_block(shape, from, i);
		if (!ends)
			add_block(shape, i, i + 1);
		from = i + 1;
	}
	find_width(shape);
	find_body(shape);
}

void
text_shape_release(struct text_shape *shape)
{
	free(shape->lines);
	free(shape->blocks);
}

/* ---- kinds ------------------------------------------------------------ */

/* Whether the end of line `i` is there for want of room only. */
static bool
is_wrapped(const struct text_shape *shape, const struct text_block *block,
    size_t i)
{
	const struct text_line *line = &block->lines[i];
	struct span next = block->lines[i + 1].text;
	size_t word = 0;

	if (!shape->width)
		return false;
	while (word < next.len && next.ptr[word] != ' ')
		word++;
	return line->cols + 1 + uni_cols(span_slice(next, 0, word), 1) + 3 >
	    shape->width;
}

static bool
is_mostly_wrapped(const struct text_shape *shape,
    const struct text_block *block)
{
	size_t wrapped = 0;

	for (size_t i = 0; i + 1 < block->count; i++)
		wrapped += is_wrapped(shape, block, i);
	return block->count > 1 && 2 * wrapped >= block->count - 1;
}

/* "***", "# # #", "-----": three marks or more and nothing else. */
static bool
is_rule(const struct text_block *block)
{
	struct span text = block->lines[0].text;
	size_t marks = 0;

	if (block->count != 1)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == ' ')
			continue;
		if (!strchr("*#-_=~", text.ptr[i]) ||
		    text.ptr[i] != text.ptr[0])
			return false;
		marks++;
	}
	return marks >= 3;
}

static bool
is_upper(struct span text)
{
	size_t letters = 0;
	uint32_t code;

	for (size_t off = 0; off < text.len; ) {
		off += uni_decode(text, off, &code, NULL);
		if (uni_is_lower(code))
			return false;
		letters += uni_is_upper(code);
	}
	return letters >= 4 && letters * 2 > text.len / 2;
}

/* "CHAPTER IV", "Book 2. Of Ships", "PART THE FIRST"; its level or 0. */
static unsigned
counted_level(struct span text)
{
	static const struct {
		const char *word;
		unsigned level;
	} words[] = {
		{ "volume", 2 }, { "book", 2 }, { "part", 2 },
		{ "chapter", 3 }, { "act", 3 }, { "canto", 3 },
		{ "letter", 3 }, { "appendix", 3 }, { "section", 4 },
		{ "scene", 4 },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct span word = span_str(words[i].word), count;
		size_t to = word.len + 1;

		if (text.len < word.len + 2 || text.ptr[word.len] != ' ' ||
		    !span_eq_nocase(span_slice(text, 0, word.len), word))
			continue;
		while (to < text.len && !strchr(" .:,-", text.ptr[to]))
			to++;
		count = span_slice(text, word.len + 1, to);
		if (is_roman(count) || (count.len &&
		    count.ptr[0] >= '0' && count.ptr[0] <= '9') ||
		    (is_upper(text) && text.len < 40))
			return words[i].level;
	}
	return 0;
}

/* A run of three spaces or more inside the text, or a tab. */
static bool
has_gap(struct span text)
{
	return span_find(text, SPAN("   "), 0) > 0 ||
	    span_chr(text, '\t', 0) > 0 || span_starts(text, SPAN("|")) ||
	    span_starts(text, SPAN("+-"));
}

/* "2.  Terms", "4.1 Of ships", "Acknowledgements" left of the body. */
static bool
is_outdented_heading(const struct text_block *block, unsigned *level)
{
	struct span text = block->lines[0].text;
	size_t at = 0;
	uint32_t code;

	*level = 2;
	while (at + 1 < text.len && ((text.ptr[at] >= '0' &&
	    text.ptr[at] <= '9') || (at && text.ptr[at] == '.')))
		if (text.ptr[at++] == '.' && text.ptr[at] != ' ')
			*level += *level < 6;
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	uni_decode(text, at, &code, NULL);
	return block->outdented && uni_is_upper(code) &&
	    !has_gap(span_slice(text, at, text.len)) &&
	    !strchr(".,;:!?", text.ptr[text.len - 1]);
}

static bool
is_heading(const struct text_block *block, unsigned *level)
{
	struct span first = block->lines[0].text;
	struct span last = block->lines[block->count - 1].text;

	if (is_outdented_heading(block, level))
		return true;

	for (size_t i = 0; i < block->count; i++)
		if (block->lines[i].cols > HEADING_COLS + block->indent)
			return false;
	if (block->count == 2 && (is_line_of(last, '=', 3) ||
	    is_line_of(last, '-', 3) || is_line_of(last, '~', 3))) {
		*level = last.ptr[0] == '=' ? 2 : 3;
		return true;
	}
	if (block->count > 3 || strchr(",;!?", last.ptr[last.len - 1]))
		return false;
	*level = counted_level(first);
	if (*level && (block->count == 1 || last.ptr[last.len - 1] != '.'))
		return true;
	*level = 3;
	for (size_t i = 0; i < block->count; i++)
		if (!is_upper(block->lines[i].text))
			return false;
	return last.ptr[last.len - 1] != '.' || first.len < 30;
}

static bool
is_table(const struct text_block *block)
{
	size_t gaps = 0;

	for (size_t i = 0; i < block->count; i++)
		gaps += has_gap(block->lines[i].text);
	return block->count > 1 && 3 * gaps >= 2 * block->count;
}

size_t
text_bullet(struct span line, unsigned *number)
{
	static const char *const bullets[] = { "- ", "* ", "+ ",
	    "\xe2\x80\xa2 ", "\xe2\x80\x93 ", "\xe2\x80\xa2\t" };
	size_t digits = span_number(line, number);

	if (digits && digits <= 3 && digits + 1 < line.len &&
	    strchr(".)", line.ptr[digits]) && line.ptr[digits + 1] == ' ')
		return digits + 2;
	*number = 0;
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (span_starts(line, span_str(bullets[i])))
			return strlen(bullets[i]);
	return 0;
}

/* Every line starts an item or is set in below one; two items or more. */
static bool
is_list(const struct text_block *block)
{
	unsigned number, last = 0;
	size_t items = 0;

	for (size_t i = 0; i < block->count; i++) {
		const struct text_line *line = &block->lines[i];

		if (line->indent == block->indent &&
		    text_bullet(line->text, &number)) {
			if (number && last && number != last + 1)
				return false;
			last = number;
			items++;
		} else if (!items || line->indent == block->indent) {
			return false;
		}
	}
	return items > 1;
}

/* Short lines that begin with capitals: a stanza. */
static bool
is_stanza(const struct text_shape *shape, const struct text_block *block)
{
	size_t capitals = 0;
	uint32_t code;

	for (size_t i = 0; i < block->count; i++) {
		uni_decode(block->lines[i].text, 0, &code, NULL);
		capitals += !uni_is_lower(code);
		if (block->lines[i].cols > HEADING_COLS)
			return false;
	}
	return block->count > 3 && shape->width &&
	    10 * capitals >= 9 * block->count;
}

enum text_kind
text_kind(const struct text_shape *shape, const struct text_block *block,
    unsigned *level)
{
	unsigned indent;

	if (is_rule(block))
		return TEXT_RULE;
	if (is_heading(block, level))
		return TEXT_HEADING;
	if (is_list(block))
		return TEXT_LIST;
	if (is_table(block))
		return TEXT_TABLE;
	if (block->count == 1)
		return TEXT_PARAGRAPH;
	if (text_is_hanging(block))
		return TEXT_PARAGRAPH;
	indent = block->indent > shape->body ? block->indent - shape->body : 0;
	if (is_mostly_wrapped(shape, block))
		return indent >= 4 ? TEXT_QUOTE : TEXT_PARAGRAPH;
	if (indent >= 2 || is_stanza(shape, block))
		return TEXT_VERSE;
	return TEXT_LINES;
}

/* ---- the title -------------------------------------------------------- */

/* Most of its longer words begin with a capital, and no sentence ends. */
static bool
is_title_case(struct span text)
{
	size_t from, to = 0, words = 0, longer = 0, capitals = 0;
	uint32_t code;

	if (strchr(".,;:", text.ptr[text.len - 1]))
		return false;
	while (uni_word_next(text, to, &from, &to)) {
		words++;
		if (to - from < 4)
			continue;
		longer++;
		uni_decode(text, from, &code, NULL);
		capitals += !uni_is_lower(code);
	}
	return words >= 3 && longer && 10 * capitals >= 7 * longer;
}

size_t
text_title(const struct text_shape *shape)
{
	for (size_t i = 0; i < shape->block_count && i < TITLE_BLOCKS; i++) {
		const struct text_block *block = &shape->blocks[i];
		struct span text = block->lines[0].text;

		if (block->count != 1 || block->lines[0].cols > TITLE_COLS ||
		    is_rule(block))
			continue;
		if (i == 0 && block->lines[0].cols <= HEADING_COLS &&
		    !strchr(".,;:", text.ptr[text.len - 1]))
			return i;
		if (is_title_case(text))
			return i;
	}
	return shape->block_count;
}
