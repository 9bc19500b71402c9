/*
 * tui/terminfo.c - what the terminal is sent, from its entry in terminfo.
 *
 * Taking over the terminal and giving it back, and what a screen that is
 * written by rows needs.  Of curses these are the lower half; the upper
 * one, with its windows, is begun only when it is needed (curses.c).
 */
#include <stdio.h>
#include <string.h>

#include "tui/rescue.h"
#include "tui/screen.h"
#include "tui/staged.h"
#include "tui/tty.h"

/* Last, for its macros take common words; one of its names is ours. */
#define term curses_term
#include <term.h>
#undef term

/* ---- the entry ---- */

static bool
look_up(struct screen *screen, const char *type, struct buf *error)
{
	int found = 0;

	if (!type || !*type) {
		buf_puts(error, "TERM is not set, so the terminal's type is "
		    "unknown");
		return false;
	}
	if (setupterm((char *)type, screen->out_fd, &found) != 0 &&
	    found != 1) {
		buf_puts(error, "terminal type '");
		buf_puts(error, type);
		buf_puts(error, found < 0 ? "' cannot be looked up: there is "
		    "no terminfo database" : "' is unknown");
		return false;
	}
	screen->entry = cur_term;
	if (found == 1 && cursor_address && clear_screen)
		return true;
	buf_printf(error, "terminal type '%s' cannot move its cursor", type);
	return false;
}

const char *
terminfo_string(const char *name)
{
	const char *value = tigetstr((char *)name);

	return value == (char *)-1 ? NULL : value;
}

void
terminfo_close(struct screen *screen)
{
	if (screen->entry)
		del_curterm(screen->entry);
	screen->entry = NULL;
}

/* ---- to the terminal and back ---- */

/*
 * The string for plain text may also end line drawing, which is never begun
 * and whose end yasr reads aloud as "B".
 */
static void
learn_plain(struct buf *out)
{
	struct span end = span_str(exit_alt_charset_mode);
	struct buf all = { 0 };
	struct span rest;
	ptrdiff_t at;

	staged_unpadded(&all, exit_attribute_mode);
	rest = buf_span(&all);
	at = end.len ? span_find(rest, end, 0) : -1;
	if (at >= 0) {
		buf_put(out, span_slice(rest, 0, (size_t)at));
		rest = span_slice(rest, (size_t)at + end.len, rest.len);
	}
	buf_put(out, rest);
	buf_release(&all);
}

void
terminfo_enter(const struct screen *screen, struct buf *out)
{
	if (screen->has_altscreen)
		staged_unpadded(out, enter_ca_mode);
	if (change_scroll_region)
		staged_unpadded(out, tiparm(change_scroll_region, 0,
		    screen->rows - 1));
	buf_put(out, buf_span(&screen->plain));
	staged_unpadded(out, exit_insert_mode);
	staged_unpadded(out, enter_am_mode);
	staged_unpadded(out, cursor_normal);
}

void
terminfo_leave(const struct screen *screen, struct buf *out)
{
	buf_put(out, buf_span(&screen->plain));
	if (screen->term.info.colors)
		staged_unpadded(out, orig_pair);
	if (change_scroll_region)
		staged_unpadded(out, tiparm(change_scroll_region, 0,
		    screen->rows - 1));
	staged_unpadded(out, tiparm(cursor_address, screen->rows - 1, 0));
	staged_unpadded(out, cursor_normal);
	staged_unpadded(out, screen->has_altscreen ? exit_ca_mode : "\r\n");
}

void
screen_arm_rescue(const struct screen *screen)
{
	struct buf bytes = { 0 };

	if (screen->paste)
		buf_puts(&bytes, screen->paste_off);
	if (screen->mouse)
		buf_puts(&bytes, "\033[?1000l\033[?1006l");
	terminfo_leave(screen, &bytes);
	rescue_arm(screen->out_fd, &screen->shell, buf_span(&bytes));
	buf_release(&bytes);
}

void
terminfo_bell(struct buf *out)
{
	staged_unpadded(out, bell ? bell : flash_screen);
}

/* ---- styles ---- */

/* Attributes that this terminal does not show where there is colour. */
static unsigned
hidden_by_colour(void)
{
	int video = no_color_video > 0 ? no_color_video : 0;

	return (video & 2 ? STYLE_UNDERLINE : 0u) |
	    (video & 4 ? STYLE_REVERSE : 0u) |
	    (video & 16 ? STYLE_DIM : 0u) | (video & 32 ? STYLE_BOLD : 0u);
}

/*
 * What this terminal can show of a style.  Eight-colour terminals show the
 * bright half of the palette in what is bold; making more of it bold would
 * say something else.  Where a line tells it, the colour's dark half is not
 * worth reading.
 */
struct style
terminfo_style(void *ctx, struct style style)
{
	const struct screen *screen = ctx;
	int colors = screen->term.info.colors;

	if (style_eq(style, STYLE_PLAIN))
		return style;
	if (style.attrs & STYLE_STRIKE)	/* curses has no such attribute */
		style.attrs = (style.attrs | STYLE_DIM) & ~STYLE_STRIKE;
	if (style.attrs & STYLE_ITALIC && !enter_italics_mode)
		style.attrs = (style.attrs | STYLE_UNDERLINE) & ~STYLE_ITALIC;
	if (!enter_dim_mode)
		style.attrs &= (uint16_t)~STYLE_DIM;
	if (!colors || style.fg >= HUE_COUNT || style.bg >= HUE_COUNT)
		style.fg = style.bg = HUE_DEFAULT;
	if (colors < 16) {
		if (style.fg >= HUE_GREY && style.attrs == STYLE_UNDERLINE)
			style.fg = HUE_DEFAULT;
		style.fg = style.fg == HUE_GREY ? HUE_WHITE :
		    style.fg > HUE_GREY ? style.fg - 8 : style.fg;
		style.bg = style.bg == HUE_GREY ? HUE_WHITE :
		    style.bg > HUE_GREY ? style.bg - 8 : style.bg;
	}
	/* No state shows by colour alone (C2), so the colour gives way. */
	if (style.attrs & hidden_by_colour())
		style.fg = style.bg = HUE_DEFAULT;
	return style;
}

static void
put_style(struct style style, struct buf *out)
{
	if (style.attrs & STYLE_BOLD)
		staged_unpadded(out, enter_bold_mode);
	if (style.attrs & STYLE_DIM)
		staged_unpadded(out, enter_dim_mode);
	if (style.attrs & STYLE_ITALIC)
		staged_unpadded(out, enter_italics_mode);
	if (style.attrs & STYLE_UNDERLINE)
		staged_unpadded(out, enter_underline_mode);
	if (style.attrs & STYLE_REVERSE)
		staged_unpadded(out, enter_reverse_mode);
	if (style.fg)
		staged_unpadded(out, tiparm(set_a_foreground, style.fg - 1));
	if (style.bg)
		staged_unpadded(out, tiparm(set_a_background, style.bg - 1));
}

/* The way back to the terminal's own colours must be known, too. */
static int
count_colors(enum term_color color)
{
	bool settable = (set_a_foreground && set_a_background) ||
	    (set_foreground && set_background) || set_color_pair;

	return tty_wants_color(color) && settable && max_pairs > 0 &&
	    max_colors >= 8 && (orig_pair || orig_colors) ? max_colors : 0;
}

/* ---- what tui/repaint.h needs ---- */

/* The last of them, without its padding. */
static const char *
unpadded(const char *string)
{
	static struct buf last;

	buf_clear(&last);
	staged_unpadded(&last, string);
	return buf_cstr(&last);
}

static const char *
move_string(int row, int col)
{
	return unpadded(tiparm(cursor_address, row, col));
}

/* Row after row begins in the same column. */
static const char *
column_string(int col)
{
	static struct buf last;
	static int last_col = -1;

	if (col != last_col) {
		buf_clear(&last);
		staged_unpadded(&last, tiparm(column_address, col));
		last_col = col;
	}
	return buf_cstr(&last);
}

/* For terminals that know no column's number. */
static const char *
right_string(int col)
{
	static char last[32];

	snprintf(last, sizeof last, "\r%s", col ?
	    unpadded(tiparm(parm_right_cursor, col)) : "");
	return last;
}

/* So many times one string, or the other, which takes a number. */
static void
put_times(struct buf *out, const char *one, const char *many, int times)
{
	struct buf single = { 0 }, counted = { 0 };

	for (int i = 0; i < times; i++)
		staged_unpadded(&single, one);
	if (many)
		staged_unpadded(&counted, tiparm(many, times));
	buf_put(out, buf_span(counted.len && counted.len < single.len ?
	    &counted : &single));
	buf_release(&single);
	buf_release(&counted);
}

static const char *
scroll_string(void *ctx, const struct shift *shift)
{
	static struct buf last;
	const struct screen *screen = ctx;

	buf_clear(&last);
	staged_unpadded(&last, tiparm(change_scroll_region, shift->top,
	    shift->bottom));
	staged_unpadded(&last, tiparm(cursor_address, shift->up > 0 ?
	    shift->bottom : shift->top, 0));
	if (shift->up > 0)
		put_times(&last, scroll_forward, parm_index, shift->up);
	else
		put_times(&last, scroll_reverse, parm_rindex, -shift->up);
	staged_unpadded(&last, tiparm(change_scroll_region, 0,
	    screen->rows - 1));
	return buf_cstr(&last);
}

static const char *
region_string(int top, int bottom)
{
	static struct buf last;

	buf_clear(&last);
	staged_unpadded(&last, tiparm(change_scroll_region, top, bottom));
	return buf_cstr(&last);
}

/*
 * Terminals of which it is not certain what the end of a row or of a style
 * does are left to curses.
 */
static void
learn_caps(struct screen *screen)
{
	struct repaint_caps *caps = &screen->caps;
	/* As on a VT100: not all descriptions that are so say it. */
	bool wraps = auto_right_margin &&
	    span_starts(span_str(cursor_address), SPAN("\033["));

	learn_plain(&screen->plain);
	staged_unpadded(&screen->erase, clr_eol);
	screen->way = (struct standin_way){ .glyphs = &screen->glyphs,
		.wrap_on = wraps ? "\033[?7h" : "",
		.wrap_off = wraps ? "\033[?7l" : "" };
	*caps = (struct repaint_caps){
		.plain = buf_cstr(&screen->plain),
		.erase = buf_cstr(&screen->erase),
		.wrap_on = screen->way.wrap_on,
		.wrap_off = screen->way.wrap_off,
		.feeds = cursor_down && carriage_return && cursor_left &&
		    !strcmp(cursor_left, "\b") &&
		    !strcmp(cursor_down, "\n") &&
		    !strcmp(carriage_return, "\r"),
		.moves_styled = move_standout_mode,
		.move = move_string,
		.column = column_address ? column_string : NULL,
		.scroll = change_scroll_region && scroll_forward &&
		    scroll_reverse && !non_dest_scroll_region ?
		    scroll_string : NULL,
		.region = change_scroll_region && !non_dest_scroll_region &&
		    scroll_forward && !strcmp(scroll_forward, "\n") ?
		    region_string : NULL,
		.shown = terminfo_style,
		.ctx = screen,
		.put_style = put_style,
		.glyphs = &screen->glyphs,
	};
	if (screen->glyphs.utf8 && move_standout_mode)
		screen->way.column = column_address ? column_string :
		    parm_right_cursor && carriage_return &&
		    !strcmp(carriage_return, "\r") ? right_string : NULL;
	screen->can_repaint = screen->erase.len &&
	    (strstr(caps->plain, "[m") || strstr(caps->plain, "[0m")) &&
	    (!screen->term.info.colors || set_a_foreground) &&
	    (!screen->term.info.colors || set_a_background) &&
	    (!auto_right_margin || eat_newline_glitch) &&
	    magic_cookie_glitch < 0 && !ceol_standout_glitch;
}

void
terminfo_clear(const struct screen *screen, struct buf *out)
{
	if (screen->cleaning)
		staged_unpadded(out, exit_alt_charset_mode);
	buf_put(out, buf_span(&screen->plain));
	staged_unpadded(out, clear_screen);
}

bool
terminfo_open(struct screen *screen, const char *type,
    const struct term_opts *opts, struct buf *error)
{
	if (!look_up(screen, type, error))
		return false;
	screen->term.info.type = type;
	screen->term.info.colors = count_colors(opts->color);
	screen->term.info.attrs = terminfo_style(screen, (struct style){
		.attrs = STYLE_ATTRS }).attrs &
	    ~(screen->term.info.colors ? hidden_by_colour() : 0u);
	screen->has_altscreen = exit_ca_mode && !opts->no_altscreen;
	if (!tty_size(screen->out_fd, &screen->rows, &screen->cols)) {
		screen->rows = lines > 0 ? lines : 24;
		screen->cols = columns > 0 ? columns : 80;
	}
	learn_caps(screen);
	return true;
}
