/* layout/glyph.c - one cluster as glyphs: measured, and safe to print. */
#include <assert.h>

#include "layout/parts.h"
#include "uni/uni.h"

#define ZWNJ 0x200c
#define ZWJ 0x200d
#define SOFT_HYPHEN 0x00ad
#define DOTTED_CIRCLE "\xe2\x97\x8c"

static const char ascii_chars[] =
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

void *
parts_grow(struct arena *tmp, const void *items, size_t count, size_t size)
{
	void *grown = arena_array(tmp,
	    count ? 2 * count : PARTS_FIRST_ROOM, size);

	if (count)
		memcpy(grown, items, count * size);
	return grown;
}

struct span
glyph_char(char c)
{
	assert(c >= ' ' && c <= '~');
	return span_of(ascii_chars + (c - ' '), 1);
}

struct glyph *
glyph_add(struct glyphs *glyphs)
{
	PARTS_PUSH(glyphs->tmp, glyphs->items, glyphs->count, glyphs->room);
	glyphs->items[glyphs->count] = (struct glyph){
		.note = DOC_NONE, .link = DOC_NONE, .node = DOC_NONE,
	};
	return &glyphs->items[glyphs->count++];
}

struct glyph *
glyph_like(struct glyphs *glyphs, const struct glyph *like)
{
	struct glyph *glyph = glyph_add(glyphs);

	*glyph = *like;
	return glyph;
}

/*
 * ASCII that stands for the text [place, end): a column each, the first of
 * which carries the text and the others nothing.
 */
void
glyph_ascii(struct glyphs *glyphs, struct span ascii, const struct glyph *like,
    uint64_t place, uint64_t end)
{
	for (size_t i = 0; i < ascii.len; i++) {
		struct glyph *glyph = glyph_like(glyphs, like);

		glyph->text = glyph_char(ascii.ptr[i]);
		glyph->code = (unsigned char)ascii.ptr[i];
		glyph->cols = 1;
		glyph->place = i ? end : place;
		glyph->end = end;
		if (i)
			glyph->flags |= LAYOUT_GENERATED;
	}
}

void
glyph_hidden(struct glyphs *glyphs, const struct glyph *like, uint32_t code,
    uint64_t place, uint64_t end)
{
	struct glyph *glyph = glyph_like(glyphs, like);

	glyph->kind = GLYPH_HIDDEN;
	glyph->code = code;
	glyph->place = place;
	glyph->end = end;
}

static void
put_control(struct glyphs *glyphs, const struct glyph *like, uint32_t code,
    uint64_t place, uint64_t end)
{
	struct glyph shown = *like;
	char name[16];
	struct buf out = { 0 };

	buf_printf(&out, "<U+%04X>", (unsigned)code);
	shown.element = LAYOUT_EL_CONTROL;
	assert(out.len < sizeof name);
	memcpy(name, out.ptr, out.len);
	glyph_ascii(glyphs, span_of(name, out.len), &shown, place, end);
	buf_release(&out);
}

/* ---- one cluster ---- */

static bool
is_joiner(uint32_t code)
{
	return code == ZWJ || code == ZWNJ;
}

/* Spaces at which a row may end. */
static bool
is_breaking_space(uint32_t code)
{
	return code == ' ' || (code > 0x7f && code != 0x00a0 &&
	    code != 0x2007 && code != 0x202f && uni_is_space(code));
}

static void
put_translit(struct glyphs *glyphs, struct span cluster,
    const struct glyph *like, uint64_t place)
{
	struct buf out = { 0 };

	for (size_t off = 0; off < cluster.len;) {
		uint32_t code;

		off += uni_decode(cluster, off, &code, NULL);
		uni_ascii(&out, code);
	}
	if (out.len)
		glyph_ascii(glyphs, buf_span(&out), like, place,
		    place + cluster.len);
	else
		glyph_hidden(glyphs, like, 0, place, place + cluster.len);
	buf_release(&out);
}

/* A cluster of which every code point is safe to print. */
static void
put_safe(struct job *job, struct glyphs *glyphs, struct span cluster,
    const struct glyph *like, uint64_t place)
{
	struct glyph *glyph;
	uint32_t code;
	size_t len = uni_decode(cluster, 0, &code, NULL);
	int cols = uni_cluster_cols(cluster, job->ambiguous_cols);

	if (code == SOFT_HYPHEN && len == cluster.len) {
		glyph_hidden(glyphs, like, code, place, place + cluster.len);
		glyphs->items[glyphs->count - 1].kind = GLYPH_SOFT_HYPHEN;
		return;
	}
	if (job->opts->translit && code > 0x7e &&
	    !(job->opts->locale && uni_locale_shows(cluster))) {
		put_translit(glyphs, cluster, like, place);
		return;
	}
	glyph = glyph_like(glyphs, like);
	glyph->text = cluster;
	glyph->place = place;
	glyph->end = place + cluster.len;
	glyph->code = code;
	if (uni_is_space(code) && len == cluster.len) {
		if (cols <= 1) {
			glyph->text = glyph_char(' ');
			cols = 1;
		}
		if (is_breaking_space(code))
			glyph->kind = GLYPH_SPACE;
	} else if (cols == 0) {
		/* A mark without a letter, shown as the charts show it. */
		struct span shown = arena_printf(job->mem, "%s%.*s",
		    job->opts->ascii ? " " : DOTTED_CIRCLE,
		    SPAN_ARG(cluster));

		glyph->text = shown;
		glyph->flags |= LAYOUT_DOUBTFUL;
		cols = 1;
	} else if (uni_cluster_doubtful(cluster)) {
		glyph->flags |= LAYOUT_DOUBTFUL;
	}
	glyph->cols = (uint8_t)(cols > 255 ? 255 : cols);
}

/*
 * Whether the code point [from, to) of `text`, in the cluster that starts
 * at `start`, must not reach the terminal.  Joiners shape the letters on
 * both sides of them; anywhere else they only hide.
 */
static bool
must_show(struct span text, size_t start, size_t from, uint32_t code)
{
	return uni_unsafe(code) || (is_joiner(code) &&
	    (from == start || (unsigned char)text.ptr[start] < 0x80));
}

/* Joiners with nothing to join on their right are not drawn. */
static size_t
drawn_end(struct span text, size_t from, size_t to)
{
	uint32_t code;

	if (to < text.len && (unsigned char)text.ptr[to] >= 0x80)
		return to;
	while (to - from > 3) {
		uni_decode(text, to - 3, &code, NULL);
		if (!is_joiner(code))
			break;
		to -= 3;
	}
	return to;
}

/*
 * Clusters may be of any length; one that would take this many columns is
 * no writing but a trick, and is drawn a code point at a time.
 */
#define CLUSTER_MAX_COLS 8

static void
put_run(struct job *job, struct glyphs *glyphs, struct span text,
    size_t from, size_t to, const struct glyph *like, uint64_t base)
{
	size_t shown = drawn_end(text, from, to);
	size_t first = glyphs->count;

	if (from == to)
		return;
	if (uni_cluster_cols(span_slice(text, from, shown),
	    job->ambiguous_cols) > CLUSTER_MAX_COLS) {
		uint32_t code;

		while (from < to) {
			size_t len = uni_decode(text, from, &code, NULL);

			put_safe(job, glyphs, span_slice(text, from,
			    from + len), like, base + from);
			from += len;
		}
		return;
	}
	put_safe(job, glyphs, span_slice(text, from, shown), like,
	    base + from);
	/* The text not drawn belongs to what is. */
	for (size_t i = first; i < glyphs->count; i++)
		if (glyphs->items[i].end == base + shown)
			glyphs->items[i].end = base + to;
}

/* The cluster [from, to) of `text`, whose first byte is at place `base`. */
void
glyph_cluster(struct job *job, struct glyphs *glyphs, struct span text,
    size_t from, size_t to, const struct glyph *like, uint64_t base)
{
	size_t run = from;

	for (size_t off = from; off < to;) {
		uint32_t code;
		size_t len = uni_decode(text, off, &code, NULL);

		if (must_show(text, from, off, code)) {
			put_run(job, glyphs, text, run, off, like, base);
			put_control(glyphs, like, code, base + off,
			    base + off + len);
			run = off + len;
		}
		off += len;
	}
	put_run(job, glyphs, text, run, to, like, base);
}

void
glyph_put(struct job *job, struct glyphs *glyphs, struct span text,
    const struct glyph *like)
{
	size_t first = glyphs->count;

	for (size_t off = 0; off < text.len;) {
		size_t next = uni_cluster_next(text, off);

		glyph_cluster(job, glyphs, text, off, next, like, 0);
		off = next;
	}
	for (size_t i = first; i < glyphs->count; i++) {
		struct glyph *glyph = &glyphs->items[i];

		glyph->place = glyph->end = like->place;
		glyph->flags |= LAYOUT_GENERATED;
		if (glyph->level == 0 && glyph->code >= 0x590)
			glyphs->mixed = true;
	}
}
