/*
 * import/html_out.h - tell a sink only what holds something.
 *
 * HTML opens more than it fills: empty paragraphs, bold around nothing,
 * emphasis around whole blocks, anchors between blocks.  This builder
 * stands between the walk over the tree and the sink:
 *
 *   - a leaf is opened when its first text arrives;
 *   - spans are opened when text arrives in them, closed with their leaf
 *     and opened again in the next one, so <i><p>a</p><p>b</p></i> gives
 *     two paragraphs in italics;
 *   - ids that stand between blocks wait for the next leaf;
 *   - line ends wait for the text after them; two in a row end a
 *     paragraph.
 *
 * Calls nest properly (the caller walks a tree).  Spans passed in must
 * live as long as the builder, but for text.
 */
#ifndef IBID_IMPORT_HTML_OUT_H
#define IBID_IMPORT_HTML_OUT_H

#include "doc/event.h"

/* More nested styles than this say nothing that could be shown. */
#define OUT_SPANS_MAX 32

struct out_want {
	bool leaf;
	bool flat;		/* blocks inside are lines of it */
	enum doc_kind kind;
	struct doc_attrs attrs;
	unsigned line;
};

struct out_span {
	enum doc_inline_kind kind;
	struct doc_attrs attrs;
	bool told;
	bool quiet;		/* says what one around it says */
};

struct out_wait {
	enum doc_inline_kind kind;	/* ANCHOR or PAGE */
	struct span target;
	bool inside;		/* it stands in a leaf, not before it */
};

struct html_out {
	struct doc_sink *sink;
	struct out_want *wants;
	size_t want_count, want_room;
	struct out_span spans[OUT_SPANS_MAX];
	size_t span_count;
	size_t span_dropped;
	struct out_wait *waits;
	size_t wait_count, wait_room;
	bool open;		/* a leaf is open in the sink */
	bool filled;		/* ... and holds text */
	enum doc_kind kind;	/* of it */
	bool line_start;	/* in verse */
	bool space;		/* a space is due, in verse */
	unsigned breaks;	/* line ends that wait */
	unsigned verse;		/* loose text is verse while > 0 */
	size_t words_told;	/* texts told so far, to see progress */
	unsigned line;
};

void out_init(struct html_out *out, struct doc_sink *sink);
void out_release(struct html_out *out);

void out_open(struct html_out *out, enum doc_kind kind,
    const struct doc_attrs *attrs);
void out_leaf(struct html_out *out, enum doc_kind kind, bool flat,
    const struct doc_attrs *attrs);
/* Ends what the last out_open or out_leaf began. */
void out_close(struct html_out *out);

/* The border of a block: what follows is a leaf, or a line, of its own. */
void out_border(struct html_out *out);

/* The border of a line: of a flat leaf, of a poem, else of a block. */
void out_line(struct html_out *out);

/* Whether blocks are lines of a leaf here. */
bool out_flat(const struct html_out *out);

/* Whether text goes to a leaf of that kind here, open or not. */
bool out_in(const struct html_out *out, enum doc_kind kind);

void out_span(struct html_out *out, enum doc_inline_kind kind,
    const struct doc_attrs *attrs);
void out_span_close(struct html_out *out);
void out_text(struct html_out *out, struct span text);
void out_break(struct html_out *out);
void out_indent(struct html_out *out, unsigned cols);
/* Two columns before what stands apart from its line: its number. */
void out_gap(struct html_out *out);
void out_image(struct html_out *out, struct span alt, struct span target);
void out_point(struct html_out *out, enum doc_inline_kind kind,
    struct span target);
void out_rule(struct html_out *out, const struct doc_attrs *attrs);

/* Ids that still wait get a leaf of their own. */
void out_finish(struct html_out *out);

#endif
