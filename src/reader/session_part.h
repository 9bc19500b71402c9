/*
 * reader/session_part.h - what the parts of the session ask of each other.
 *
 * Only session*.c include this.  Each block names the file that has it.
 */
#ifndef IBID_READER_SESSION_PART_H
#define IBID_READER_SESSION_PART_H

#include "reader/session.h"

/* session.c */
void part_arrange(struct session *s);
void part_arrange_around_focus(struct session *s);

/* session_move.c */
bool part_move(struct session *s, enum action action, int times);
void part_page_changed(struct session *s);
void part_set_document(struct session *s, uint32_t document);
bool part_cursor_moves(const struct session *s);
void part_move_history(struct session *s, bool back);
void part_set_mark(struct session *s, char letter);
void part_go_to_mark(struct session *s, char letter);

/* session_rows.c */
bool part_move_note(struct session *s, enum action action, int times);
bool part_move_tree(struct session *s, enum action action, int times);
bool part_move_list(struct session *s, enum action action, int times);
/* "3 of 24. Notes." */
void part_locate_row(struct session *s, struct buf *out);
void part_enter_tree(struct session *s);
void part_leave_tree(struct session *s);
void part_toggle_tree(struct session *s);
void part_open_tree_row(struct session *s);
void part_fold(struct session *s);
void part_unfold(struct session *s);

/* session_number.c */
/* A digit, or a key while a number is typed; false: the key is still meant. */
bool part_number_key(struct session *s, struct span name,
    enum action action);

/* session_note.c */
/* A new one, empty; on those that are open, or instead of them.  NULL, and
 * words: there are too many. */
struct popup *part_push_popup(struct session *s, bool stacked);
void part_drop_popup(struct session *s);
bool part_scroll_extra(struct popup *popup, int rows);
void part_size_popup(struct session *s, struct popup *popup);
void part_open_mark(struct session *s);
void part_walk_marks(struct session *s, int direction);
void part_go_to_note(struct session *s);
void part_open_inferred(struct session *s);
void part_open_leant_on(struct session *s, uint32_t by, uint32_t of);
void part_show_note(struct session *s, uint32_t note);
void part_show_note_at(struct session *s, uint32_t note, uint64_t place);
void part_open_note_at(struct session *s, uint32_t note, uint32_t ref,
    uint64_t place);
void part_put_inferred(struct session *s, uint32_t index,
    const struct doc_note *note, struct buf *out);
void part_focus_mark(struct session *s, uint32_t ref);
const struct doc_inline *part_link_at(struct session *s, uint64_t place);

/* session_warm.c; the words live until GLIMPSES_KEPT others were asked for */
struct span part_inferred(struct session *s, uint32_t index,
    const struct doc_note *note);
void part_drop_glimpses(struct session *s);

/* session_pane.c */
void part_toggle_pane(struct session *s);
void part_swap_pane(struct session *s);
void part_open_pane_note(struct session *s);
void part_fill_pane(struct session *s);
bool part_move_pane(struct session *s, enum action action, int times);

/* session_here.c */
void part_close_address(struct session *s);
void part_follow_link(struct session *s);
void part_copy(struct session *s, unsigned count);
void part_define(struct session *s);

/* session_search.c */
void part_prompt(struct session *s, enum prompt_kind kind, bool backward);
void part_keep_pattern(struct session *s, struct span text, unsigned flags);
void part_search_due(struct session *s);
void part_prompt_key(struct session *s, struct span name);
void part_prompt_text(struct session *s, struct span text);
/* Before each search: its sum and its codes would make opening slower. */
void part_open_index(struct session *s);
void part_search_prompt(struct session *s, bool backward);
void part_seek_step(struct session *s);
void part_say_counted(struct session *s);
void part_next_match(struct session *s, int direction);
void part_turn_scope(struct session *s);
void part_clear_search(struct session *s);
void part_show_match(struct session *s, struct match match);

/* session_list.c: the rows that pass a filter */
void part_begin_filter(struct session *s);
void part_filter_list(struct session *s, struct span text);
void part_leave_filter(struct session *s);

/* session_words.c */
void part_list_keywords(struct session *s);
void part_list_counts(struct session *s);
void part_list_suggestions(struct session *s);
void part_toggle_row(struct session *s);
void part_add_keyword(struct session *s, struct span term);
void part_choose_keyword(struct session *s, int id);	/* -1: none */
void part_next_keyword(struct session *s, int direction);
void part_say_keyword(struct session *s);
void part_save_prompt(struct session *s);
void part_save_keywords(struct session *s, struct span path);

/* session_found.c */
/* All matches as they are read; NULL: not all known, or too many. */
const struct found *part_founds(struct session *s, uint32_t *count);
const struct found *part_next_found(struct session *s, uint64_t place,
    bool from_match, int direction, bool *wrapped);
void part_list_matches(struct session *s);
void part_say_no_match(struct session *s, const struct find *find);
void part_concordance(struct session *s);
void part_list_concordance(struct session *s, struct span word);
void part_gather_list(struct session *s);
void part_grow_list(struct session *s);
bool part_list_grows(const struct session *s);

/* session_list.c */
/* Whether keyword `id` is looked for; says that it is not. */
bool part_keyword_is_on(struct session *s, int id);
void part_begin_list(struct session *s, enum list_kind kind,
    const char *title);
void part_add_row(struct session *s, struct span label,
    const struct buf *text, const struct buf *detail, uint64_t place,
    uint32_t number, uint32_t length);
void part_add_heading(struct session *s, struct span title);
void part_open_list(struct session *s);
void part_close_list(struct session *s);
void part_open_list_row(struct session *s);
void part_list_help(struct session *s);
void part_fit_help(struct session *s);
void part_sort_list(struct session *s);

/* session_list_notes.c */
void part_list_notes(struct session *s);
void part_arrange_notes(struct session *s);
void part_list_cited_by(struct session *s);
void part_list_inferred(struct session *s, uint32_t index,
    const struct doc_note *note);
void part_list_sources(struct session *s);
void part_list_sources_at(struct session *s, uint32_t number);
void part_open_source(struct session *s, uint32_t number);
bool part_row_stretch(struct session *s, uint64_t *from, uint64_t *to);

/* session_say.c */
void part_put_visible(struct session *s, uint64_t from, uint64_t to,
    struct buf *out);
void part_locate_in_row(struct session *s, struct buf *out);
struct span part_sentence_at(struct session *s, uint64_t place,
    struct buf *out);

#endif
