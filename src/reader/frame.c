/* reader/frame.c - which part of the window shows what. */
#include "reader/frame.h"

#include "base/least.h"

static void
place_text(struct frame *frame, const struct frame_facts *facts)
{
	const struct frame_rect *page = &frame->page;
	int margin = facts->margin;

	/* In a narrow window every column is needed for words. */
	if (facts->a11y || page->cols < 30)
		margin = 0;
	else if (page->cols < FRAME_BOX_COLS)
		margin = least(margin, 1);
	frame->text = *page;
	frame->text.cols = most(1, least(facts->width,
	    page->cols - 2 * margin));
	if (!facts->a11y)
		frame->text.col += (page->cols - frame->text.cols) / 2;
}

/*
 * Screen readers say whatever is drawn, so what a note has covered would be
 * read out when it is closed.  By ear it opens on rows of its own.
 */
static void
keep_rows(struct frame *frame, const struct frame_facts *facts)
{
	int body = facts->rows - 1;
	int kept = facts->a11y ? least(facts->kept_rows, body / 3 + 1) : 0;

	if (kept < FRAME_KEPT_MIN)
		return;
	frame->page.rows -= kept;
	frame->kept = (struct frame_rect){ frame->page.rows, 0, kept,
		facts->cols };
}

bool
frame_has_room_beside(const struct frame_facts *facts)
{
	int least_cols = facts->sidebar_cols + FRAME_PAGE_COLS_MIN;

	if (!facts->sidebar_asked)
		least_cols = most(least_cols, FRAME_SIDEBAR_COLS);
	return !facts->a11y && facts->cols >= least_cols;
}

void
frame_arrange(struct frame *frame, const struct frame_facts *facts)
{
	int body = facts->rows - 1;
	bool beside = facts->sidebar && frame_has_room_beside(facts);
	int pane = least(facts->pane_rows, body / 3);

	*frame = (struct frame){
		.rows = facts->rows,
		.cols = facts->cols,
		.a11y = facts->a11y,
		.too_small = facts->rows < FRAME_ROWS_MIN ||
		    facts->cols < FRAME_COLS_MIN,
	};
	if (frame->too_small) {
		frame->page = (struct frame_rect){ 0, 0, 1, 1 };
		frame->text = frame->page;
		return;
	}
	frame->status = (struct frame_rect){ body, 0, 1, facts->cols };
	frame->page = (struct frame_rect){ 0, 0, body, facts->cols };
	if (facts->sidebar) {
		/* The few columns of a narrow page beside it say nothing. */
		bool whole = facts->a11y || facts->cols < FRAME_BOX_COLS;

		frame->sidebar = (struct frame_rect){ 0, 0, body, whole ?
		    facts->cols : least(facts->sidebar_cols, facts->cols) };
		frame->sidebar_over = !beside;
		/* Without room beside it, it is there while it is used. */
		if (!beside && !facts->tree_focused)
			frame->sidebar.cols = 0;
	}
	if (beside) {
		frame->page.col = frame->sidebar.cols;
		frame->page.cols -= frame->sidebar.cols;
	}
	keep_rows(frame, facts);
	if (pane >= 2) {
		frame->page.rows -= pane;
		frame->pane = (struct frame_rect){ frame->page.rows,
		    frame->page.col, pane, frame->page.cols };
	}
	place_text(frame, facts);
}

int
frame_list_rows(const struct frame *frame)
{
	return frame->page.rows + frame->pane.rows + frame->kept.rows;
}

static bool
is_boxed(const struct frame *frame)
{
	return !frame->a11y && frame->cols >= FRAME_BOX_COLS;
}

int
frame_popup_cols(const struct frame *frame)
{
	/* A box has an edge and a space on each side. */
	if (is_boxed(frame))
		return most(1, least(frame->text.cols,
		    frame->page.cols - 4));
	return most(1, frame->text.cols);
}

/* The same rows for each note, so that it is always in the same place. */
static void
place_in_kept(const struct frame *frame, int height,
    struct frame_popup *popup)
{
	popup->boxed = false;
	popup->rect = frame->kept;
	popup->rect.rows = least(height + 1, frame->kept.rows);
	popup->text = popup->rect;
	popup->text.row++;
	popup->text.rows--;
	popup->text.cols = frame_popup_cols(frame);
	popup->text.col = frame->text.col;
}

void
frame_place_popup(const struct frame *frame, int mark_row, int height,
    struct frame_popup *popup)
{
	int page_rows = frame->page.rows;
	int above = most(0, mark_row);
	int below = mark_row < 0 ? page_rows : page_rows - mark_row - 1;
	/* A pane belongs at the bottom wherever it fits there. */
	bool over = mark_row >= page_rows / 2 &&
	    (is_boxed(frame) || below < height + 1);
	int room = over ? above : below;
	int edges, rows, row;

	if (frame->kept.rows) {
		place_in_kept(frame, most(1, height), popup);
		return;
	}
	/* A box costs two rows and the note needs one. */
	*popup = (struct frame_popup){ .boxed = is_boxed(frame) &&
		room >= 3 };
	edges = popup->boxed ? 2 : 1;	/* the title is the upper edge */
	rows = least(height, most(1, page_rows / 2 - edges)) + edges;
	rows = least(rows, room);
	/*
	 * A box stands in the other half, as near to its mark as it can, so
	 * that the sentence stays in sight; a pane at the window's edge.
	 */
	if (over)
		row = popup->boxed ? most(0, page_rows / 2 - rows) : 0;
	else
		row = popup->boxed && mark_row >= 0 ? page_rows / 2 :
		    page_rows - rows;
	popup->rect = (struct frame_rect){ frame->page.row + row,
	    frame->page.col, rows, frame->page.cols };
	popup->text = popup->rect;
	popup->text.row++;
	popup->text.rows = rows - edges;
	popup->text.cols = frame_popup_cols(frame);
	popup->text.col = frame->text.col;
	if (popup->boxed) {
		popup->rect.cols = popup->text.cols + 4;
		popup->rect.col = most(frame->page.col, frame->text.col +
		    (frame->text.cols - popup->rect.cols) / 2);
		popup->text.col = popup->rect.col + 2;
	}
}
