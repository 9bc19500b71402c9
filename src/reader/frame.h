/*
 * reader/frame.h - which part of the window shows what.
 *
 * A frame is worked out from the window's size and a few facts; it depends
 * on nothing else, so that the same session in the same window is always
 * arranged the same way.
 *
 *     +---------+--------------------------+
 *     | sidebar |  page (text in `text`)   |
 *     |         |                          |
 *     |         +--------------------------+
 *     |         |  pane (notes under it)   |
 *     |         |  kept (for notes by ear) |
 *     +---------+--------------------------+
 *     | status                             |
 *     +------------------------------------+
 *
 * Units: rows and columns of cells, from 0 at the top left.
 */
#ifndef IBID_READER_FRAME_H
#define IBID_READER_FRAME_H

#include <stdbool.h>

/* Below this the reader says so and waits (20x5 is still served). */
#define FRAME_COLS_MIN 20
#define FRAME_ROWS_MIN 5

/* From this width on a sidebar has room beside the page, unasked. */
#define FRAME_SIDEBAR_COLS 100

/* With less than this left to it the page is not worth reading beside one. */
#define FRAME_PAGE_COLS_MIN 40

/* Title, a row of text, the end, and one more: fewer rows are not kept. */
#define FRAME_KEPT_MIN 4

/* Below this width a popup is a pane of whole lines, without a box. */
#define FRAME_BOX_COLS 60

struct frame_rect {
	int row, col, rows, cols;
};

struct frame_facts {
	int rows, cols;
	int width;		/* the measure: columns of text */
	int margin;
	int sidebar_cols;
	bool sidebar;		/* shown */
	bool sidebar_asked;	/* for good: beside the page where it can be */
	bool a11y;		/* one column of whole lines, no boxes */
	bool tree_focused;
	int pane_rows;		/* wanted for the notes under the page */
	int kept_rows;		/* with a11y: free for opened notes */
};

struct frame {
	int rows, cols;
	bool too_small;
	bool a11y;
	bool sidebar_over;	/* it covers the page: no room beside it */
	struct frame_rect sidebar;	/* 0 columns: none */
	struct frame_rect page;		/* all that the page owns */
	struct frame_rect text;		/* the columns of its text */
	struct frame_rect pane;		/* 0 rows: none */
	struct frame_rect kept;		/* 0 rows: none */
	struct frame_rect status;
};

/* Rows that a list has, its title among them. */
int frame_list_rows(const struct frame *frame);

/* Whether the sidebar has room beside the page. */
bool frame_has_room_beside(const struct frame_facts *facts);

void frame_arrange(struct frame *frame, const struct frame_facts *facts);

struct frame_popup {
	struct frame_rect rect;		/* all of it, with box and title */
	struct frame_rect text;		/* where the note's rows go */
	bool boxed;
};

/*
 * Place a popup whose text has `height` rows away from row `mark_row` of the
 * text: `mark_row` is -1 where there is no mark on the screen.  It goes where
 * rows are kept for it; else in the half of the page that the mark is not
 * in, a box at the middle, a pane at the edge; at most half the page high.
 */
void frame_place_popup(const struct frame *frame, int mark_row, int height,
    struct frame_popup *popup);

/* The columns that a popup's text will have. */
int frame_popup_cols(const struct frame *frame);

#endif
