/* tui/term.c - one interface for a real terminal and one in memory. */
#include "tui/term_ops.h"

void
term_close(struct term *term)
{
	if (term)
		term->ops->close(term);
}

const struct term_info *
term_info(const struct term *term)
{
	return &term->info;
}

void
term_size(const struct term *term, int *rows, int *cols)
{
	term->ops->size(term, rows, cols);
}

void
term_show(struct term *term, struct cells *cells)
{
	term->ops->show(term, cells);
}

void
term_redraw(struct term *term)
{
	term->ops->redraw(term);
}

int
term_read(struct term *term, struct key *key, int timeout_ms)
{
	return term->ops->read(term, key, timeout_ms);
}

bool
term_pending(struct term *term)
{
	return term->ops->pending(term);
}

void
term_suspend(struct term *term)
{
	term->ops->suspend(term);
}

void
term_resume(struct term *term)
{
	term->ops->resume(term);
}

void
term_bell(struct term *term)
{
	term->ops->ring(term);
}

void
term_paste_mode(struct term *term, bool on)
{
	term->ops->paste_mode(term, on);
}

/* RFC 4648, section 4. */
static void
put_base64(struct buf *out, struct span text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *in = (const unsigned char *)text.ptr;

	for (size_t i = 0; i < text.len; i += 3) {
		size_t left = text.len - i;
		unsigned bits = (unsigned)in[i] << 16;

		if (left > 1)
			bits |= (unsigned)in[i + 1] << 8;
		if (left > 2)
			bits |= in[i + 2];
		buf_putc(out, digits[bits >> 18]);
		buf_putc(out, digits[bits >> 12 & 63]);
		buf_putc(out, left > 1 ? digits[bits >> 6 & 63] : '=');
		buf_putc(out, left > 2 ? digits[bits & 63] : '=');
	}
}

bool
term_clip(struct term *term, struct span text)
{
	struct buf base64 = { 0 };

	if (text.len > TERM_CLIP_MAX)
		return false;
	put_base64(&base64, text);
	if (base64.len > TERM_CLIP_MAX) {
		buf_release(&base64);
		return false;
	}
	term->ops->clip(term, buf_span(&base64));
	buf_release(&base64);
	return true;
}
