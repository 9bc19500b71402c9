/* reader/session.c - a reading: its life, its keys, its actions. */
#include "reader/session.h"

#include <stdarg.h>
#include <stdlib.h>

#include "reader/session_part.h"
#include "uni/uni.h"

/* Longer patterns, names and pastes are refused at this many bytes. */
#define PROMPT_MAX 1000

const char *
session_command(struct session *s, enum action action)
{
	ptrdiff_t comma;

	buf_clear(&s->command);
	if (s->linear)
		return action_info(action)->linear;
	keymap_keys(&s->settings->keys, action, &s->command);
	comma = span_find(buf_span(&s->command), SPAN(", "), 0);
	if (comma > 0)
		buf_cut(&s->command, (size_t)comma);
	return s->command.len ? buf_cstr(&s->command) :
	    action_info(action)->name;
}

void
session_say(struct session *s, const char *format, ...)
{
	va_list args;

	buf_clear(&s->message);
	s->message_is_error = false;
	s->message_counts = COUNTS_NOTHING;
	va_start(args, format);
	buf_vprintf(&s->message, format, args);
	va_end(args);
}

void
session_complain(struct session *s, const char *format, ...)
{
	va_list args;

	buf_clear(&s->message);
	s->message_is_error = true;
	s->message_counts = COUNTS_NOTHING;
	va_start(args, format);
	buf_vprintf(&s->message, format, args);
	va_end(args);
}

static bool
look_up_note(void *ctx, uint32_t index, struct span *label,
    enum doc_note_kind *kind)
{
	struct session *s = ctx;
	struct doc_note note;

	if (bundle_note(s->bundle, index, &note) != BUNDLE_OK)
		return false;
	*label = note.label;
	*kind = (enum doc_note_kind)note.kind;
	return true;
}

void
part_open_index(struct session *s)
{
	const char *error;
	struct span bytes;

	if (s->index_sought)
		return;
	s->index_sought = true;
	if (bundle_extra(s->bundle, BUNDLE_TAG_INDEX, &bytes, NULL) ==
	    BUNDLE_OK && bytes.len)
		s->index = index_open(bytes, &error);
	s->find.index = s->kwic.index = s->suggest.index = s->index;
}

struct session *
session_new(struct bundle *bundle, struct settings *settings)
{
	struct session *s = mem_alloc(sizeof *s);
	const struct bundle_document *document = bundle_document(bundle, 0);

	s->bundle = bundle;
	s->settings = settings;
	s->copied = DOC_NOWHERE;
	s->blank_row = -1;
	s->ref = DOC_NONE;
	s->status.due = true;
	s->labels = (struct layout_notes){ s, look_up_note };
	s->prompt.text.limit = PROMPT_MAX;
	if (settings_number(settings, SETTING_HYPHENATE))
		s->hyphens = layout_hyphens_new(NULL);
	view_init(&s->page, bundle);
	if (document)
		view_set_range(&s->page, document->place, document->end);
	s->cursor = s->page.from;
	extent_init(&s->extent, bundle, 0);
	outline_init(&s->outline, bundle);
	s->tree_top = s->tree_cursor = outline_first(&s->outline);
	find_init(&s->find, bundle, NULL);
	find_init(&s->kwic, bundle, NULL);
	suggest_init(&s->suggest, bundle, NULL);
	glossary_init(&s->glossary, bundle);
	memory_init(&s->memory);
	s->pane_on = settings_number(settings, SETTING_NOTES_PANE);
	return s;
}

void
session_free(struct session *s)
{
	if (!s)
		return;
	s->popup_count += s->prompt.hidden_notes;
	while (s->popup_count)
		part_drop_popup(s);
	view_release(&s->page);
	part_drop_glimpses(s);
	extent_release(&s->extent);
	outline_release(&s->outline);
	list_release(&s->list);
	find_release(&s->find);
	find_release(&s->kwic);
	suggest_release(&s->suggest);
	index_close(s->index);
	glossary_release(&s->glossary);
	memory_release(&s->memory);
	layout_hyphens_free(s->hyphens);
	free(s->pane);
	arena_release(&s->pane_mem);
	free(s->patterns);
	free(s->founds);
	arena_release(&s->mem);
	buf_release(&s->status.title);
	buf_release(&s->status.far);
	buf_release(&s->status.notes);
	buf_release(&s->prompt.text);
	outline_folds_release(&s->prompt.folds);
	buf_release(&s->digits);
	buf_release(&s->message);
	buf_release(&s->command);
	buf_release(&s->wish_text);
	buf_release(&s->wish_bytes);
	free(s);
}

void
session_add_keyword_file(struct session *s, struct span name,
    struct span bytes, bool (*knows_style)(struct span style),
    struct diag_list *diags)
{
	glossary_parse(&s->glossary, glossary_add_set(&s->glossary, name),
	    bytes, knows_style, diags);
}

void
session_add_keyword(struct session *s, struct span word)
{
	glossary_add(&s->glossary, GLOSSARY_WORDS, word, SPAN(""), SPAN(""));
}

/* ---- arranging ---- */

/* Padding included, so that two can be compared as bytes. */
static void
page_opts(const struct session *s, struct layout_opts *opts)
{
	const struct settings *set = s->settings;
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);
	bool justify = set->number[SETTING_ALIGN] == 1;

	memset(opts, 0, sizeof *opts);
	opts->cols = s->frame.text.cols;
	opts->align = justify ? LAYOUT_JUSTIFY : LAYOUT_LEFT;
	opts->total_fit = justify;
	opts->hyphenate = s->hyphens != NULL;
	opts->hyphens = s->hyphens;
	opts->ascii = set->number[SETTING_CHARSET] >= CHARSET_ASCII;
	opts->translit = opts->ascii;
	opts->locale = set->number[SETTING_CHARSET] == CHARSET_LOCALE;
	opts->a11y = set->number[SETTING_A11Y];
	opts->marks = opts->ascii || opts->a11y ||
	    set->number[SETTING_MARKS] == 1 ? LAYOUT_MARKS_BRACKET :
	    LAYOUT_MARKS_SUPERSCRIPT;
	opts->triage = opts->a11y || s->colourless || span_eq_nocase(
	    set->text[SETTING_THEME], SPAN("mono"));
	opts->bidi = (enum layout_bidi)set->number[SETTING_BIDI];
	opts->ambiguous_cols = set->number[SETTING_AMBIGUOUS];
	opts->code_shift = s->code_shift;
	opts->lang = document ? document->language : SPAN("");
	opts->notes = &s->labels;
}

static bool
sidebar_wanted(const struct session *s, const struct frame_facts *facts)
{
	if (s->sidebar_toggled)
		return s->sidebar_on || s->focus == FOCUS_TREE;
	if (s->focus == FOCUS_TREE)
		return true;
	switch (s->settings->number[SETTING_SIDEBAR]) {
	case 1:
		return true;
	case 2:
		return false;
	default:
		return frame_has_room_beside(facts) &&
		    !s->settings->number[SETTING_SLOW];
	}
}

static struct frame_facts
frame_facts(const struct session *s)
{
	const struct settings *set = s->settings;
	struct frame_facts facts = {
		.rows = s->frame.rows,
		.cols = s->frame.cols,
		.width = set->number[SETTING_WIDTH],
		.margin = set->number[SETTING_MARGIN],
		.sidebar_cols = set->number[SETTING_SIDEBAR_WIDTH],
		.sidebar_asked = set->number[SETTING_SIDEBAR] == 1,
		.a11y = set->number[SETTING_A11Y],
		.tree_focused = s->focus == FOCUS_TREE,
		.pane_rows = s->pane_on ? PANE_ROWS : 0,
		.kept_rows = bundle_info(s->bundle)->note_count ?
		    set->number[SETTING_NOTE_ROWS] : 0,
	};

	facts.sidebar = sidebar_wanted(s, &facts);
	return facts;
}

void
part_arrange(struct session *s)
{
	struct frame_facts facts = frame_facts(s);
	struct layout_opts opts;

	frame_arrange(&s->frame, &facts);
	part_fit_help(s);
	if (s->list_open)
		part_list_counts(s);
	s->sidebar_on = s->frame.sidebar.cols > 0 && !s->frame.sidebar_over;
	page_opts(s, &opts);
	if (memcmp(&opts, &s->page.opts, sizeof opts) ||
	    s->page.rows != s->frame.text.rows) {
		view_set_layout(&s->page, &opts, s->frame.text.rows);
		for (int i = 0; i < s->popup_count; i++)
			part_size_popup(s, &s->popups[i]);
	}
	part_page_changed(s);
}

void
part_arrange_around_focus(struct session *s)
{
	uint64_t cursor = s->cursor;
	bool moved = s->ref != DOC_NONE || cursor != s->page.anchor;

	part_arrange(s);
	/* The focus comes into view again; the anchor is not moved. */
	if (moved) {
		s->cursor = cursor;
		view_reveal(&s->page, cursor, true);
	}
	part_page_changed(s);
}

void
session_resize(struct session *s, int rows, int cols)
{
	s->frame.rows = rows;
	s->frame.cols = cols;
	s->status.due = true;
	part_arrange_around_focus(s);
}

void
session_settings_changed(struct session *s)
{
	if (settings_number(s->settings, SETTING_HYPHENATE) && !s->hyphens)
		s->hyphens = layout_hyphens_new(NULL);
	part_drop_glimpses(s);
	s->status.due = true;
	view_flow_again(&s->page);
	part_arrange(s);
}

/* ---- steps ---- */

bool
session_busy(const struct session *s)
{
	return s->seek.on || s->prompt.due || extent_busy(&s->extent) ||
	    (s->find.query && !find_done(&s->find)) ||
	    part_list_grows(s) ||
	    glossary_busy(&s->glossary);
}

void
session_step(struct session *s)
{
	/* What moves the page, or counts its words. */
	if (s->prompt.due || s->seek.on || extent_busy(&s->extent))
		s->status.due = true;
	if (s->prompt.due)
		part_search_due(s);
	else if (s->seek.on)
		part_seek_step(s);
	else if (part_list_grows(s))
		part_gather_list(s);
	else if (s->find.query && !find_done(&s->find))
		find_step(&s->find);
	else if (extent_busy(&s->extent))
		extent_step(&s->extent);
	else
		glossary_step(&s->glossary);
	if (s->message_counts)
		part_say_counted(s);
	if (s->matches_wanted && find_done(&s->find))
		part_list_matches(s);
	if (s->list_open) {
		part_list_counts(s);
		part_grow_list(s);
	}
}

/* ---- keys ---- */

enum where
session_where(const struct session *s)
{
	static const enum where places[] = {
		[FOCUS_PAGE] = WHERE_PAGE, [FOCUS_NOTE] = WHERE_NOTE,
		[FOCUS_PANE] = WHERE_PANE, [FOCUS_TREE] = WHERE_TREE,
		[FOCUS_LIST] = WHERE_LIST, [FOCUS_PROMPT] = WHERE_PAGE,
	};

	return places[s->focus];
}

struct popup *
session_popup(struct session *s)
{
	return s->popup_count ? &s->popups[s->popup_count - 1] : NULL;
}

void
session_key(struct session *s, struct span name)
{
	enum action action;
	unsigned count = 0;

	s->matches_wanted = s->list_new = false;
	s->note_new = s->note_turned = false;
	buf_clear(&s->message);
	s->message_is_error = false;
	s->message_counts = COUNTS_NOTHING;
	if (s->focus == FOCUS_PROMPT) {
		s->status.due = true;
		part_prompt_key(s, name);
		return;
	}
	action = keymap_lookup(&s->settings->keys, session_where(s), name);
	if (part_number_key(s, name, action))
		return;
	if (action == ACTION_NONE) {
		session_complain(s, "%.*s does nothing here; %s shows the "
		    "keys", SPAN_ARG(name), session_command(s, ACTION_HELP));
		return;
	}
	span_number(buf_span(&s->digits), &count);
	buf_clear(&s->digits);
	session_act(s, action, count);
}

void
session_paste(struct session *s, struct span text)
{
	if (s->focus == FOCUS_PROMPT)
		part_prompt_text(s, text);
}

/* ---- actions ---- */

static void
act_quit(struct session *s)
{
	if (s->list_open)
		part_close_list(s);
	else if (s->focus == FOCUS_TREE)
		part_leave_tree(s);
	else if (s->popup_count)
		session_close_note(s);
	else if (s->focus == FOCUS_PANE)
		s->focus = FOCUS_PAGE;
	else
		s->quit = true;
}

static void
act_close(struct session *s)
{
	if (s->list_open || s->focus != FOCUS_PAGE || s->popup_count)
		act_quit(s);
	else if (s->find.query)
		part_clear_search(s);
	else if (s->keyword_chosen)
		part_choose_keyword(s, -1);
	else
		s->ref = DOC_NONE;
}

static void
act_sidebar(struct session *s)
{
	struct frame_facts facts = frame_facts(s);
	bool shown = s->frame.sidebar.cols > 0;

	s->sidebar_toggled = true;
	s->sidebar_on = !shown;
	if (shown && s->focus == FOCUS_TREE)
		s->focus = FOCUS_PAGE;
	/* Where there is no room beside the page it is only there in use. */
	if (!shown && !frame_has_room_beside(&facts))
		part_enter_tree(s);
	part_arrange(s);
}

static void
act_shift(struct session *s, int by)
{
	s->code_shift += by;
	if (s->code_shift < 0)
		s->code_shift = 0;
	part_arrange(s);
	session_say(s, "Wide code is shown from column %d",
	    s->code_shift + 1);
}

static void
act_clear_search(struct session *s)
{
	if (!s->find.query)
		session_say(s, "No search to forget");
	part_clear_search(s);
}

static void
act_open(struct session *s)
{
	switch (s->focus) {
	case FOCUS_TREE:
		part_open_tree_row(s);
		break;
	case FOCUS_LIST:
		part_open_list_row(s);
		break;
	case FOCUS_PANE:
		part_open_pane_note(s);
		break;
	default:
		part_open_mark(s);
	}
}

static void
act_locate(struct session *s)
{
	buf_clear(&s->message);
	if (s->focus == FOCUS_LIST)
		part_locate_row(s, &s->message);
	else
		part_locate_in_row(s, &s->message);
}

static void
act_wish(struct session *s, enum session_wish wish)
{
	s->wish = wish;
	buf_clear(&s->wish_text);
}

static void
act_once(struct session *s, enum action action, unsigned count, int times)
{
	s->address_shown = s->address_shown && (action == ACTION_COPY ||
	    action == ACTION_FOLLOW_LINK);
	if (part_move(s, action, times))
		return;
	switch (action) {
	case ACTION_OPEN: act_open(s); break;
	case ACTION_CLOSE: act_close(s); break;
	case ACTION_QUIT: act_quit(s); break;
	case ACTION_NEXT_MARK: part_walk_marks(s, 1); break;
	case ACTION_PREV_MARK: part_walk_marks(s, -1); break;
	case ACTION_GO_TO_NOTE: part_go_to_note(s); break;
	case ACTION_CITED_BY: part_list_cited_by(s); break;
	case ACTION_GO_TO_INFERRED: part_open_inferred(s); break;
	case ACTION_NOTES_LIST: part_list_notes(s); break;
	case ACTION_NOTES_PANE: part_toggle_pane(s); break;
	case ACTION_SWAP_PANE: part_swap_pane(s); break;
	case ACTION_SOURCES: part_list_sources(s); break;
	case ACTION_SET_MARK: part_prompt(s, PROMPT_SET_MARK, false); break;
	case ACTION_GO_TO_MARK:
		part_prompt(s, PROMPT_GO_TO_MARK, false);
		break;
	case ACTION_SEARCH: part_search_prompt(s, false); break;
	case ACTION_SEARCH_BACK: part_search_prompt(s, true); break;
	case ACTION_NEXT_MATCH: part_next_match(s, 1); break;
	case ACTION_PREV_MATCH: part_next_match(s, -1); break;
	case ACTION_MATCHES_LIST: part_list_matches(s); break;
	case ACTION_SEARCH_SCOPE: part_turn_scope(s); break;
	case ACTION_CLEAR_SEARCH: act_clear_search(s); break;
	case ACTION_KEYWORDS_LIST: part_list_keywords(s); break;
	case ACTION_ADD_KEYWORD: part_prompt(s, PROMPT_KEYWORD, false); break;
	case ACTION_NEXT_KEYWORD: part_next_keyword(s, 1); break;
	case ACTION_PREV_KEYWORD: part_next_keyword(s, -1); break;
	case ACTION_DEFINE: part_define(s); break;
	case ACTION_SUGGEST: part_list_suggestions(s); break;
	case ACTION_SAVE_KEYWORDS: part_save_prompt(s); break;
	case ACTION_TOGGLE_ROW: part_toggle_row(s); break;
	case ACTION_CONCORDANCE: part_concordance(s); break;
	case ACTION_SORT: part_sort_list(s); break;
	case ACTION_SIDEBAR: act_sidebar(s); break;
	case ACTION_CONTENTS: part_toggle_tree(s); break;
	case ACTION_FOLD: part_fold(s); break;
	case ACTION_UNFOLD: part_unfold(s); break;
	case ACTION_FOLLOW_LINK: part_follow_link(s); break;
	case ACTION_COPY: part_copy(s, count); break;
	case ACTION_SHIFT_LEFT: act_shift(s, -8); break;
	case ACTION_SHIFT_RIGHT: act_shift(s, 8); break;
	case ACTION_LOCATE:
		act_locate(s);
		break;
	case ACTION_HELP: part_list_help(s); break;
	case ACTION_REDRAW: act_wish(s, WISH_REDRAW); break;
	case ACTION_SUSPEND: act_wish(s, WISH_SUSPEND); break;
	default: break;
	}
}

/* Steps that know of no number themselves: they are taken so many times. */
static bool
is_step(enum action action)
{
	switch (action) {
	case ACTION_NEXT_CHAR: case ACTION_PREV_CHAR:
	case ACTION_HALF_DOWN: case ACTION_HALF_UP:
	case ACTION_NEXT_SECTION: case ACTION_PREV_SECTION:
	case ACTION_NEXT_DOCUMENT: case ACTION_PREV_DOCUMENT:
	case ACTION_NEXT_MARK: case ACTION_PREV_MARK:
	case ACTION_NEXT_MATCH: case ACTION_PREV_MATCH:
	case ACTION_NEXT_KEYWORD: case ACTION_PREV_KEYWORD:
	case ACTION_BACK: case ACTION_FORWARD:
		return true;
	default:
		return false;
	}
}

/* On the way nothing is looked at, so Back goes to where it began. */
static void
act_often(struct session *s, enum action action, int times)
{
	int before = s->history.at;

	while (times-- > 0) {
		struct spot at = session_spot(s);
		struct match match = s->match;

		act_once(s, action, 0, 1);
		/* At an end, or not found yet. */
		if (s->message_is_error || s->seek.on ||
		    (s->page.anchor == at.anchor && s->cursor == at.cursor &&
		    s->ref == at.ref && s->match.place == match.place))
			break;
	}
	if (action != ACTION_BACK && action != ACTION_FORWARD &&
	    s->history.at > before + 1)
		s->history.at = s->history.count = before + 1;
}

static bool
is_line_move(enum action action)
{
	return action == ACTION_NEXT_LINE || action == ACTION_PREV_LINE ||
	    action == ACTION_SCROLL_DOWN || action == ACTION_SCROLL_UP ||
	    action == ACTION_NEXT_CHAR || action == ACTION_PREV_CHAR;
}

void
session_act(struct session *s, enum action action, unsigned count)
{
	int times = count ? (int)(count > 10000 ? 10000 : count) : 1;

	s->status.due = s->status.due || !is_line_move(action);
	if (times > 1 && is_step(action))
		act_often(s, action, times);
	else
		act_once(s, action, count, times);
}
