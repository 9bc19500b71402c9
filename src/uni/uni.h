/*
 * uni/uni.h - Unicode text: checking, folding, boundaries, widths, and
 * making untrusted text safe to print.
 *
 * The one user of libunistring, whose tables are those of UNI_VERSION.
 * Text is UTF-8 in spans; offsets and lengths are bytes unless a name says
 * `cols` (terminal columns) or `code` (a Unicode scalar value).
 *
 * No function here fails.  Ill-formed UTF-8 is read as U+FFFD, one for
 * each maximal subpart (Unicode 14, section 3.9, table 3-8), and every
 * boundary function treats such a subpart as a unit.
 */
#ifndef IBID_UNI_UNI_H
#define IBID_UNI_UNI_H

#include <stdint.h>

#include "base/buf.h"
#include "base/span.h"

/* The Unicode version of the tables, as "14.0". */
const char *uni_version(void);

/* ---- code points ---- */

/*
 * Decode the code point at `off` (< text.len) into `*code` and return how
 * many bytes it takes (1 or more).  A maximal ill-formed subpart decodes
 * as U+FFFD and sets `*bad` when `bad` is not NULL.
 */
size_t uni_decode(struct span text, size_t off, uint32_t *code, bool *bad);

/* Whether all of `text` is well-formed. */
bool uni_valid(struct span text);

/*
 * Append `text` with ill-formed parts replaced by U+FFFD; returns how many
 * were.
 */
size_t uni_mend(struct buf *out, struct span text);

bool uni_is_upper(uint32_t code);
bool uni_is_lower(uint32_t code);
bool uni_is_alpha(uint32_t code);	/* letters of any script */
bool uni_is_digit(uint32_t code);	/* general category Nd */
bool uni_is_space(uint32_t code);	/* property White_Space */
bool uni_is_punct(uint32_t code);	/* general category P* */
bool uni_is_mark(uint32_t code);	/* general category M* */

/* Whether a letter of a script written right to left is in `text`. */
bool uni_has_rtl(struct span text);

/*
 * Whether the code point at `off` stands beside a letter of a script that
 * puts no spaces between words (Thai, Khmer, Burmese, Han, kana, ...).
 */
bool uni_is_spaceless_at(struct span text, size_t off);

/* ---- normal forms ---- */

/* Append the NFC of `text` (UAX #15). */
void uni_nfc(struct buf *out, struct span text);

/*
 * Append `text` folded for search: full case folding, compatibility
 * decomposition, ae and oe for the letters that join them, combining marks
 * dropped where the base is Latin, Greek, Cyrillic, Hebrew or Arabic (vowel
 * points), all apostrophes as ', all dashes and hyphens as -, all quotation
 * marks as ", all white space as one space, soft hyphens and zero-width
 * characters dropped.
 *
 * When `map` is not NULL it gets, for every byte appended, the offset in
 * `text` of the cluster base it came from, as uint32_t in native order
 * (text up to 4 GiB), and one more entry for the end.
 */
void uni_fold(struct buf *out, struct span text, struct buf *map);

/* The fold of one code point: up to 18 code points; returns how many. */
#define UNI_FOLD_MAX 18
size_t uni_fold_code(uint32_t code, uint32_t out[UNI_FOLD_MAX]);

/*
 * Folding a block of lines for search: as uni_fold, but \n stays what it
 * is and ends every run of white space, and `keep` says what is not folded.
 * Folding line by line gives the same bytes.  About the speed of memory
 * for ASCII; a few nanoseconds for any other code point.
 */
enum {
	UNI_KEEP_CASE = 1 << 0,
	UNI_KEEP_MARKS = 1 << 1,	/* each after its base */
};
void uni_fold_lines(struct buf *out, struct span text, unsigned keep);

/*
 * The way back: start with {text, keep} as they were folded, then ask in
 * ascending order which code point of `text`, [*from, *to), gave the byte
 * at `at` of what uni_fold_lines made of it (from its own start).  All
 * calls together are linear in the text.
 */
struct uni_fold_walk {
	struct span text;
	unsigned keep;
	size_t src, dst;	/* before the code point last asked for */
	bool space;
};
void uni_fold_find(struct uni_fold_walk *walk, size_t at, size_t *from,
    size_t *to);

/*
 * What a code point is in a word of search: part of a run of letters and
 * digits, a word of its own (scripts written without spaces), a mark that
 * goes with what is before it, or none of these.  UNI_WORD_OPTIONAL is a
 * mark that uni_fold drops.
 */
enum uni_word { UNI_WORD_NONE, UNI_WORD_RUN, UNI_WORD_SINGLE, UNI_WORD_MARK,
	UNI_WORD_OPTIONAL };
enum uni_word uni_word_class(uint32_t code);

/* Append `text` in lower case (root locale), keeping marks. */
void uni_lower(struct buf *out, struct span text);

/* ---- boundaries ---- */

/* End of the extended grapheme cluster that starts at `off` (UAX #29). */
size_t uni_cluster_next(struct span text, size_t off);

/* Start of the cluster that ends at `off` (> 0); looks back a few codes. */
size_t uni_cluster_prev(struct span text, size_t off);

/*
 * The next word at or after `off`: runs between UAX #29 word boundaries
 * that hold a letter or digit.  False when there is none.
 */
bool uni_word_next(struct span text, size_t off, size_t *from, size_t *to);

/* How many such words there are. */
size_t uni_word_count(struct span text);

/*
 * Mark word boundaries: `breaks[i]` is 1 where a boundary stands before
 * byte i.  `breaks` has text.len elements.
 */
void uni_word_breaks(struct span text, char *breaks);

enum uni_break { UNI_BREAK_NO, UNI_BREAK_MAY, UNI_BREAK_MUST };

/*
 * Break opportunities (UAX #14): `breaks[i]` says whether a row may or
 * must end before byte i; bytes inside a code point are UNI_BREAK_NO.
 * `breaks` has text.len elements.  Thai, Lao, Khmer and Burmese, for which
 * there is no dictionary, may break before most syllables.
 */
void uni_line_breaks(struct span text, char *breaks);

/* The same for clusters: 1 where one starts. */
void uni_cluster_breaks(struct span text, char *breaks);

/*
 * The sentence around `off`: from its first letter or opening mark to its
 * end with closing quotes, without the white space around.  UAX #29 gives
 * the terminators; abbreviations ("U.S.", "para. 30", "v.", initials) do
 * not end one, and a digit or lower-case letter after the stop means that
 * the sentence goes on.
 */
void uni_sentence(struct span text, size_t off, size_t *from, size_t *to);

/* ---- columns ---- */

/*
 * Columns of one cluster.  Emoji sequences (variation selector 16, joiners,
 * flags, keycaps) take 2; in any other cluster the columns of its code
 * points add up, as most terminals do: a spacing vowel sign takes its own
 * cell, a medial or final jamo none.  `ambiguous_cols` (1 or 2) is what
 * East Asian Ambiguous characters take (UAX #11).  Control characters have
 * no width of their own: print them with uni_printable first.
 */
int uni_cluster_cols(struct span cluster, int ambiguous_cols);

/*
 * Whether terminals differ about that: a cluster of several spacing code
 * points, an emoji sequence, or characters and marks newer than the tables
 * of many terminals.
 */
bool uni_cluster_doubtful(struct span cluster);

/* The sum over all clusters. */
size_t uni_cols(struct span text, int ambiguous_cols);

/* The longest start of `text` of whole clusters within `cols` columns. */
size_t uni_fit(struct span text, size_t cols, int ambiguous_cols,
    size_t *used_cols);

/* ---- the choke point ---- */

/*
 * Whether `code` must never reach a terminal as itself: C0 (with tab and
 * line feed), DEL, C1, U+061C, 200B, 200E-F, 2028-E, 2060-9, FEFF, FFF9-B,
 * E0000-7F, surrogates and noncharacters.  U+200C and U+200D are safe only
 * inside a cluster; uni_printable sees to that.
 */
bool uni_unsafe(uint32_t code);

/*
 * Append `text` so that a terminal can only show it: unsafe characters
 * become "<U+202E>", ill-formed bytes U+FFFD, white-space controls one
 * space when `spaces` is set.  Every untrusted string (text, titles, file
 * names, error texts) passes through here before it is printed.
 */
void uni_printable(struct buf *out, struct span text, bool spaces);

/* Append the ASCII nearest to `code` ("-" for a dash, "e" for an accented
 * e, "..." for an ellipsis), or "?" when there is none. */
void uni_ascii(struct buf *out, uint32_t code);

/*
 * The same, with what the locale's charset has: `code` itself, or its letter
 * without an accent.
 */
void uni_near(struct buf *out, uint32_t code);

/* ---- the charset of the locale (LC_CTYPE) ---- */

/*
 * Whether it has `code`, in bytes that no terminal takes for a control
 * character; and whether it can show all of a cluster, composed.
 */
bool uni_locale_has(uint32_t code);
bool uni_locale_shows(struct span cluster);

/* What a line for people is written in. */
enum uni_charset { UNI_UTF8, UNI_ASCII, UNI_LOCALE };

/*
 * Append printable `text`, still as UTF-8, with what `charset` lacks as what
 * is nearest to it; then, for its columns are known now, in its own bytes.
 */
void uni_show(struct buf *out, struct span text, enum uni_charset charset);
void uni_encode(struct buf *out, struct span text,
    enum uni_charset charset);

/* Append as UTF-8 what was typed in the locale's bytes. */
void uni_from_locale(struct buf *out, struct span bytes);

#endif
