/*
 * cmd/cmd_grep.c - ibid grep: matches in many files, each with its chapter.
 *
 * A line of output is a sentence, with every match in it lit: a line of the
 * source means nothing here.  With context the sentences around follow the
 * manner of grep(1): a colon after what stands before a sentence that
 * matches, a dash before one that does not, "--" where text was left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/hits.h"
#include "cmd/json.h"
#include "cmd/open.h"
#include "cmd/output.h"
#include "tui/term.h"
#include "uni/uni.h"

/* Nobody reads a longer sentence on one line: it is shown from a cut. */
#define REACH 8192

/* The titles of reports run over lines; this much tells one from another. */
#define TITLE_COLS 48

#define CONTEXT_MAX 1000
#define MOST_MAX 1000000000

/* One sentence to show. */
struct row {
	uint64_t from, to;
	uint32_t note;		/* that it stands in, or DOC_NONE */
	bool hit;
};

struct grep {
	const struct args *args;
	struct query *query;
	unsigned scope;
	unsigned context;	/* sentences before and after */
	unsigned most;		/* matches of a file; UINT32_MAX: all */
	bool show_files;
	bool color;
	bool failed;
	bool found;
	/* Of the file at hand. */
	const char *name;
	struct bundle *bundle;
	unsigned count;
	uint64_t shown_to;	/* rows up to here were printed, or 0 */
	struct row *rows;	/* in order, not yet printed */
	size_t row_count, row_room;
	struct match *matches;	/* that lie in them */
	size_t match_count, match_room;
	struct buf out;
};

/* ---- sentences ---- */

/* A stretch of text to look for sentences in. */
struct stretch {
	struct span text;
	uint64_t base;
};

/* The sentence that holds the byte at `place`. */
static void
sentence_at(const struct stretch *in, uint64_t place, struct row *row)
{
	size_t at = (size_t)(place - in->base);
	size_t start = at > REACH ? at - REACH : 0;
	size_t from, to;
	struct span near;

	if (start)
		start = uni_cluster_prev(in->text, start + 1);
	near = span_slice(in->text, start, at + REACH);
	/* Beyond its first byte: before it the last sentence might end. */
	uni_sentence(near, at - start + 1, &from, &to);
	row->from = in->base + start + from;
	row->to = in->base + start + to;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\v';
}

/*
 * The sentence before or after `row`, in the same note or outside of all;
 * false at the end of the note, the document or the stretch.
 */
static bool
step_sentence(struct bundle *bundle, const struct stretch *in,
    const struct row *row, int direction, struct row *next)
{
	size_t at = (size_t)((direction < 0 ? row->from : row->to) - in->base);

	if (direction < 0) {
		while (at > 0 && is_blank(in->text.ptr[at - 1]))
			at--;
		if (at-- == 0)
			return false;
	} else {
		while (at < in->text.len && is_blank(in->text.ptr[at]))
			at++;
		if (at >= in->text.len)
			return false;
	}
	sentence_at(in, in->base + at, next);
	next->hit = false;
	next->note = bundle_note_at(bundle, in->base + at);
	return next->note == row->note &&
	    (direction < 0 ? next->from < row->from : next->to > row->to) &&
	    bundle_document_at(bundle, next->from) ==
	    bundle_document_at(bundle, row->from);
}

/* ---- rows ---- */

/*
 * Rows are in order and do not overlap: what would, because a match runs
 * from one sentence into the next, becomes one row.
 */
static void
add_row(struct grep *grep, const struct row *add)
{
	struct row row = *add;
	size_t at = grep->row_count;
	size_t after;

	if (row.to <= grep->shown_to)
		return;
	if (row.from < grep->shown_to)
		row.from = grep->shown_to;
	while (at > 0 && grep->rows[at - 1].to > row.from)
		at--;
	for (after = at; after < grep->row_count &&
	    grep->rows[after].from < row.to; after++) {
		const struct row *other = &grep->rows[after];

		row.from = other->from < row.from ? other->from : row.from;
		row.to = other->to > row.to ? other->to : row.to;
		row.hit |= other->hit;
	}
	if (after == at) {
		MEM_PUSH(grep->rows, grep->row_count, grep->row_room);
		after = at + 1;
		memmove(grep->rows + after, grep->rows + at,
		    (grep->row_count++ - at) * sizeof row);
	} else {
		memmove(grep->rows + at + 1, grep->rows + after,
		    (grep->row_count - after) * sizeof row);
		grep->row_count -= after - at - 1;
	}
	grep->rows[at] = row;
}

/*
 * Add the sentences around `row` that were asked for to the rows (`keep`),
 * or widen `row` by them.
 */
static void
add_context(struct grep *grep, const struct stretch *in, struct row *row,
    bool keep)
{
	for (int direction = -1; direction <= 1; direction += 2) {
		struct row at = *row;
		struct row next;

		for (unsigned i = 0; i < grep->context && step_sentence(
		    grep->bundle, in, &at, direction, &next); i++) {
			if (keep)
				add_row(grep, &next);
			at = next;
		}
		if (direction < 0 && !keep)
			row->from = at.from;
		else if (!keep)
			row->to = at.to;
	}
}

/* The sentence of a match; a match that runs on takes the next along. */
static struct row
hit_row(struct grep *grep, const struct stretch *in, const struct hit *hit)
{
	struct row row = { .note = bundle_note_at(grep->bundle,
	    hit->match.place), .hit = true };
	uint64_t end = hit->match.place + hit->match.len;

	sentence_at(in, hit->match.place, &row);
	if (row.from > hit->match.place)
		row.from = hit->match.place;
	if (row.to < end) {
		struct row last;

		sentence_at(in, end - 1, &last);
		row.to = last.to > end ? last.to : end;
	}
	return row;
}

/*
 * Where to look for the context of a match: its chunk, or, near the end of
 * one, a copy that goes on beyond.
 */
static struct stretch
around(struct grep *grep, const struct hit *hit, struct buf *copy)
{
	uint64_t reach = (uint64_t)REACH * (grep->context + 1);
	uint64_t place = hit->match.place;
	uint64_t end = place + hit->match.len;
	uint64_t from = place > reach ? place - reach : 0;

	if (grep->context == 0 || (from >= hit->base &&
	    end + reach <= hit->base + hit->text.len))
		return (struct stretch){ hit->text, hit->base };
	bundle_text(grep->bundle, from, end + reach, copy, NULL);
	/* A cut inside a character is skipped. */
	while (copy->len > place - from && from > 0 &&
	    (*copy->ptr & 0xc0) == 0x80) {
		memmove(copy->ptr, copy->ptr + 1, copy->len);
		copy->len--;
		from++;
	}
	if (copy->len < end - from)
		return (struct stretch){ hit->text, hit->base };
	return (struct stretch){ buf_span(copy), from };
}

/* ---- printing ---- */

#define COLOR_MATCH "\033[1;31m"
#define COLOR_FILE "\033[35m"
#define COLOR_CHAPTER "\033[36m"
#define COLOR_END "\033[m"

static void
print_in(const struct grep *grep, const char *color, struct span text)
{
	if (text.len == 0)
		return;
	if (grep->color)
		fputs(color, stdout);
	output_line(text, 0);
	if (grep->color)
		fputs(COLOR_END, stdout);
}

static void
print_file(const struct grep *grep, const char *after)
{
	print_in(grep, COLOR_FILE, span_str(grep->name));
	fputs(after, stdout);
}

static void
put_title(struct span title, struct buf *out)
{
	size_t cols;
	size_t len = uni_fit(title, TITLE_COLS, 1, &cols);

	buf_put(out, span_slice(title, 0, len));
	if (len < title.len)
		buf_puts(out, "...");
}

/* "6.3 Deterrence, note 404: " */
static void
print_chapter(const struct grep *grep, const struct row *row)
{
	uint32_t index = hits_section(grep->bundle, row->from, row->note);
	struct doc_section section = { 0 };
	struct doc_note note;
	struct buf where = { 0 };

	if (index != DOC_NONE && bundle_section(grep->bundle, index,
	    &section) == BUNDLE_OK)
		put_title(section.title, &where);
	if (row->note != DOC_NONE && bundle_note(grep->bundle, row->note,
	    &note) == BUNDLE_OK) {
		if (where.len)
			buf_puts(&where, ", ");
		buf_puts(&where, "note ");
		buf_put(&where, note.label);
	}
	if (where.len) {
		print_in(grep, COLOR_CHAPTER, buf_span(&where));
		fputs(row->hit ? ": " : "- ", stdout);
	}
	buf_release(&where);
}

static void
print_row(struct grep *grep, const struct row *row)
{
	struct buf text = { 0 };
	uint64_t at = row->from;

	bundle_text(grep->bundle, row->from, row->to, &text, NULL);
	if (grep->show_files)
		print_file(grep, row->hit ? ": " : "- ");
	print_chapter(grep, row);
	for (size_t i = 0; i < grep->match_count; i++) {
		uint64_t from = grep->matches[i].place;
		uint64_t to = from + grep->matches[i].len;

		if (to <= at || from >= row->to)
			continue;
		from = from < at ? at : from;
		to = to > row->to ? row->to : to;
		output_line(span_slice(buf_span(&text),
		    (size_t)(at - row->from), (size_t)(from - row->from)), 0);
		print_in(grep, COLOR_MATCH, span_slice(buf_span(&text),
		    (size_t)(from - row->from), (size_t)(to - row->from)));
		at = to;
	}
	output_line(span_slice(buf_span(&text), (size_t)(at - row->from),
	    text.len), 0);
	printf("\n");
	buf_release(&text);
}

/* Whether nothing but white space lies between two places. */
static bool
adjoins(struct grep *grep, uint64_t from, uint64_t to)
{
	struct buf gap = { 0 };
	bool blank = true;

	if (to - from > REACH)
		return false;
	bundle_text(grep->bundle, from, to, &gap, NULL);
	for (size_t i = 0; i < gap.len && blank; i++)
		blank = is_blank(gap.ptr[i]);
	buf_release(&gap);
	return blank;
}

/* Print the rows that end before `end`: nothing will be put among them. */
static void
flush_rows(struct grep *grep, uint64_t end)
{
	size_t done = 0;

	while (done < grep->row_count && grep->rows[done].to < end) {
		const struct row *row = &grep->rows[done++];
		size_t past = 0;

		if (grep->context && grep->shown_to &&
		    row->from > grep->shown_to &&
		    !adjoins(grep, grep->shown_to, row->from))
			printf("--\n");
		print_row(grep, row);
		grep->shown_to = row->to;
		while (past < grep->match_count &&
		    grep->matches[past].place + grep->matches[past].len <=
		    row->to)
			past++;
		/* So that a row looks at its own matches only. */
		grep->match_count -= past;
		if (past && grep->match_count)
			memmove(grep->matches, grep->matches + past,
			    grep->match_count * sizeof *grep->matches);
	}
	grep->row_count -= done;
	if (done && grep->row_count)
		memmove(grep->rows, grep->rows + done,
		    grep->row_count * sizeof *grep->rows);
}

static void
print_json(struct grep *grep, const struct hit *hit, const struct row *row)
{
	struct buf *out = &grep->out;
	struct buf text = { 0 };
	struct doc_note note;
	uint32_t section = hits_section(grep->bundle, hit->match.place,
	    row->note);

	bundle_text(grep->bundle, row->from, row->to, &text, NULL);
	json_open(out);
	json_text(out, "file", span_str(grep->name));
	json_number(out, "document", bundle_document_at(grep->bundle,
	    hit->match.place) + 1);
	if (section == DOC_NONE)
		json_null(out, "section");
	else
		json_number(out, "section", section + 1);
	if (row->note == DOC_NONE ||
	    bundle_note(grep->bundle, row->note, &note) != BUNDLE_OK)
		json_null(out, "note");
	else
		json_text(out, "note", note.label);
	json_number(out, "offset", hit->match.place);
	json_number(out, "length", hit->match.len);
	json_text(out, "match", span_slice(buf_span(&text),
	    (size_t)(hit->match.place - row->from),
	    (size_t)(hit->match.place - row->from) + hit->match.len));
	json_text(out, "text", buf_span(&text));
	json_close(out);
	json_print(out);
	buf_release(&text);
}

/* ---- matches ---- */

/* Common: another match of a sentence that has its row and its context. */
static bool
is_shown(const struct grep *grep, const struct match *match)
{
	size_t at = grep->row_count;

	while (at > 0 && grep->rows[at - 1].from > match->place)
		at--;
	return at > 0 && grep->rows[at - 1].hit &&
	    match->place + match->len <= grep->rows[at - 1].to;
}

static void
show_hit(struct grep *grep, const struct hit *hit)
{
	uint64_t reach = (uint64_t)REACH * (grep->context + 1);
	bool json = grep->args->given[OPTION_JSON];
	struct buf copy = { 0 };
	struct stretch in;
	struct row row;

	if (!json) {
		MEM_PUSH(grep->matches, grep->match_count, grep->match_room);
		grep->matches[grep->match_count++] = hit->match;
		if (is_shown(grep, &hit->match))
			return;
	}
	in = around(grep, hit, &copy);
	row = hit_row(grep, &in, hit);
	if (!json) {
		flush_rows(grep, row.from > reach ? row.from - reach : 0);
		add_row(grep, &row);
		add_context(grep, &in, &row, true);
	} else {
		add_context(grep, &in, &row, false);
		print_json(grep, hit, &row);
	}
	buf_release(&copy);
}

static bool
take_hit(void *arg, const struct hit *hit)
{
	struct grep *grep = arg;
	const struct args *args = grep->args;

	if (grep->count == grep->most)
		return false;
	grep->count++;
	if (args->given[OPTION_FILES])
		return false;
	if (!args->given[OPTION_COUNT_ONLY])
		show_hit(grep, hit);
	return grep->count < grep->most;
}

/* What -c and -l say of a file. */
static void
print_summary(struct grep *grep)
{
	bool json = grep->args->given[OPTION_JSON];

	if (grep->args->given[OPTION_FILES] && grep->count == 0)
		return;
	if (json) {
		json_open(&grep->out);
		json_text(&grep->out, "file", span_str(grep->name));
		if (!grep->args->given[OPTION_FILES])
			json_number(&grep->out, "count", grep->count);
		json_close(&grep->out);
		json_print(&grep->out);
	} else if (grep->args->given[OPTION_FILES]) {
		print_file(grep, "\n");
	} else {
		if (grep->show_files)
			print_file(grep, ": ");
		printf("%u\n", grep->count);
	}
}

/* `name` is NULL for the built-in documents. */
static void
grep_file(struct grep *grep, char *name)
{
	grep->name = name ? name : "the built-in documents";
	grep->count = 0;
	grep->shown_to = 0;
	grep->row_count = grep->match_count = 0;
	grep->bundle = open_files(&name, name ? 1 : 0,
	    grep->args->restricted);
	if (!grep->bundle) {
		grep->failed = true;
		return;
	}
	if (!hits_each(grep->bundle, grep->name, grep->query, grep->scope,
	    take_hit, grep))
		grep->failed = true;
	flush_rows(grep, UINT64_MAX);
	if (grep->args->given[OPTION_FILES] ||
	    grep->args->given[OPTION_COUNT_ONLY])
		print_summary(grep);
	if (grep->count > 0)
		grep->found = true;
	bundle_close(grep->bundle);
}

/* ---- the command line ---- */

static bool
take_number(const struct args *args, enum option_id option, unsigned most,
    unsigned *value)
{
	const char *word = args->value[option];

	if (!word)
		return true;
	if (*word && span_number(span_str(word), value) == strlen(word) &&
	    *value <= most)
		return true;
	complain(NULL, "--%s takes a number from 0 to %u",
	    option_infos[option].name, most);
	return false;
}

static struct query *
read_pattern(const struct args *args)
{
	struct query_error error;
	struct query *query;
	unsigned flags = 0;

	if (args->given[OPTION_FIXED] && args->given[OPTION_REGEX]) {
		complain(NULL, "-F and -E exclude each other: the pattern is "
		    "text or an expression");
		return NULL;
	}
	flags |= args->given[OPTION_IGNORE_CASE] ? QUERY_FOLD : 0;
	flags |= args->given[OPTION_WORD] ? QUERY_WORD : 0;
	flags |= args->given[OPTION_FIXED] ? QUERY_LITERAL : 0;
	flags |= args->given[OPTION_REGEX] ? QUERY_REGEX : 0;
	query = query_new(span_str(args->names[0]), flags, &error);
	if (!query)
		complain(*args->names[0] ? args->names[0] : "the pattern",
		    "%s", error.message);
	return query;
}

/* A configuration that forces colours means the reader, not a pipe. */
static bool
wants_color(const struct args *args)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && !(no && *no) && term && *term &&
	    strcmp(term, "dumb") && args->settings.number[SETTING_COLOR] !=
	    TERM_COLOR_NEVER;
}

int
cmd_grep(struct args *args)
{
	struct grep grep = {
		.args = args,
		.scope = HITS_BOTH,
		.most = UINT32_MAX,
		.show_files = args->name_count > 2,
	};

	if (args->name_count < 1) {
		complain(NULL, "grep needs a PATTERN; \"ibid grep --help\" "
		    "tells more");
		return STATUS_FAILED;
	}
	if (args->given[OPTION_ONLY_NOTES] != args->given[OPTION_ONLY_TEXT])
		grep.scope = args->given[OPTION_ONLY_NOTES] ? HITS_NOTES :
		    HITS_TEXT;
	if (!take_number(args, OPTION_CONTEXT, CONTEXT_MAX, &grep.context) ||
	    !take_number(args, OPTION_MOST, MOST_MAX, &grep.most))
		return STATUS_FAILED;
	grep.query = read_pattern(args);
	if (!grep.query)
		return STATUS_FAILED;
	grep.color = wants_color(args);
	if (args->name_count == 1)
		grep_file(&grep, NULL);
	for (int i = 1; i < args->name_count; i++)
		grep_file(&grep, args->names[i]);
	query_free(grep.query);
	free(grep.rows);
	free(grep.matches);
	buf_release(&grep.out);
	if (grep.failed)
		return STATUS_FAILED;
	return grep.found ? STATUS_DONE : STATUS_NOTHING;
}
