/*
 * cmd/cmd_concordance.c - ibid concordance: a word in its lines of context.
 *
 *     ago the sea closed over the harbour, and those who rowed out came
 *                   Nobody had seen the harbour freeze before. The café
 *
 * The lines of all files are sorted together, as if the files' texts
 * followed one another: a place counts from the start of the first file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmd/hits.h"
#include "cmd/json.h"
#include "cmd/open.h"
#include "cmd/output.h"
#include "cmd/say.h"
#include "search/concord.h"
#include "uni/uni.h"

#define COLS_LEAST 20
#define COLS_MOST 1000
#define COLS_DEFAULT 80
#define NAME_COLS 16	/* of a file's name, where there are several */

/* Where a line comes from; rows are in order of place, as found. */
struct origin {
	uint64_t place;
	uint64_t base;		/* where its file starts */
	int file;
	uint32_t document;
	uint32_t section;	/* or DOC_NONE */
	struct span label;	/* of its note, or no text at all */
};

struct concordance {
	const struct args *args;
	struct arena mem;
	struct concord_line *lines;
	size_t count, room;
	struct origin *origins;
	size_t origin_count, origin_room;
	/* Of the file at hand. */
	struct bundle *bundle;
	int file;
	uint64_t base;		/* text of the files before it, bytes */
};

static bool
take_hit(void *arg, const struct hit *hit)
{
	struct concordance *all = arg;
	struct concord_line *line;
	struct origin *origin;
	struct doc_note note;
	uint32_t index = bundle_note_at(all->bundle, hit->match.place);

	MEM_PUSH(all->lines, all->count, all->room);
	line = &all->lines[all->count++];
	concord_line(&all->mem, hit->text, hit->base, hit->match, line);
	line->match.place += all->base;
	MEM_PUSH(all->origins, all->origin_count, all->origin_room);
	origin = &all->origins[all->origin_count++];
	*origin = (struct origin){
		.place = line->match.place,
		.base = all->base,
		.file = all->file,
		.document = bundle_document_at(all->bundle,
		    hit->match.place),
		.section = hits_section(all->bundle, hit->match.place,
		    index),
		.label = SPAN_NONE,
	};
	if (index != DOC_NONE &&
	    bundle_note(all->bundle, index, &note) == BUNDLE_OK)
		origin->label = arena_span(&all->mem, note.label);
	return true;
}

static int
by_place(const void *a, const void *b)
{
	const struct origin *x = a;
	const struct origin *y = b;

	return x->place < y->place ? -1 : x->place > y->place;
}

static const struct origin *
origin_of(const struct concordance *all, const struct concord_line *line)
{
	struct origin key = { .place = line->match.place };

	return bsearch(&key, all->origins, all->origin_count, sizeof key,
	    by_place);
}

static const char *
file_name(const struct args *args, int file)
{
	return args->name_count > 1 ? args->names[1 + file] :
	    "the built-in documents";
}

/* ---- lines ---- */

/* The longest end of `text` that fits `cols`; `*used` are its columns. */
static struct span
fit_end(struct span text, size_t cols, size_t *used)
{
	size_t at = text.len;

	*used = 0;
	while (at > 0) {
		size_t before = uni_cluster_prev(text, at);
		size_t more = (size_t)uni_cluster_cols(span_slice(text,
		    before, at), 1);

		if (*used + more > cols)
			break;
		*used += more;
		at = before;
	}
	return span_slice(text, at, text.len);
}

/*
 * What is shown, of which every character has the columns that are counted
 * here: unsafe ones and, without UTF-8, others are written out first.
 */
static struct span
shown(struct arena *mem, struct span text)
{
	struct buf safe = { 0 };
	struct buf shown = { 0 };
	struct span copy;

	uni_printable(&safe, text, true);
	uni_show(&shown, buf_span(&safe), say_charset());
	copy = arena_span(mem, buf_span(&shown));
	buf_release(&safe);
	buf_release(&shown);
	return copy;
}

static void
put(struct span text)
{
	struct buf bytes = { 0 };

	uni_encode(&bytes, text, say_charset());
	fwrite(bytes.ptr, 1, bytes.len, stdout);
	buf_release(&bytes);
}

static void
print_name(struct arena *mem, const char *path, size_t cols)
{
	const char *slash = strrchr(path, '/');
	struct span name = shown(mem, span_str(slash && slash[1] ?
	    slash + 1 : path));
	size_t used;

	put(span_slice(name, 0, uni_fit(name, cols, 1, &used)));
	printf("%*s", (int)(cols - used + 2), "");
}

/* The matches of all lines begin in one column. */
static void
print_line(struct concordance *all, const struct concord_line *line,
    size_t cols)
{
	struct arena mem = { 0 };
	struct span left = shown(&mem, line->left);
	struct span right = shown(&mem, line->right);
	struct span middle = shown(&mem, line->middle);
	size_t left_cols, used;

	if (all->args->name_count > 2) {
		size_t name_cols = cols / 4 < NAME_COLS ? cols / 4 :
		    NAME_COLS;

		print_name(&mem, file_name(all->args,
		    origin_of(all, line)->file), name_cols);
		cols -= name_cols + 2;
	}
	left_cols = cols * 2 / 5;
	left = fit_end(left, left_cols, &used);
	printf("%*s", (int)(left_cols - used), "");
	put(left);
	put(span_slice(middle, 0, uni_fit(middle, cols - left_cols, 1,
	    &used)));
	right.len = uni_fit(right, cols - left_cols - used, 1, &used);
	while (right.len && right.ptr[right.len - 1] == ' ')
		right.len--;
	put(right);
	printf("\n");
	arena_release(&mem);
}

static void
print_json(struct concordance *all, const struct concord_line *line)
{
	const struct origin *origin = origin_of(all, line);
	struct buf out = { 0 };

	json_open(&out);
	json_text(&out, "file", span_str(file_name(all->args,
	    origin->file)));
	json_number(&out, "document", origin->document + 1);
	if (origin->section == DOC_NONE)
		json_null(&out, "section");
	else
		json_number(&out, "section", origin->section + 1);
	if (origin->label.ptr)
		json_text(&out, "note", origin->label);
	else
		json_null(&out, "note");
	json_number(&out, "offset", line->match.place - origin->base);
	json_number(&out, "length", line->match.len);
	json_text(&out, "left", line->left);
	json_text(&out, "match", line->middle);
	json_text(&out, "right", line->right);
	json_close(&out);
	json_print(&out);
	buf_release(&out);
}

/* ---- the command line ---- */

static bool
read_order(const struct args *args, enum concord_order *order)
{
	static const char *const names[] = {
		[CONCORD_PLACE] = "place", [CONCORD_LEFT] = "left",
		[CONCORD_RIGHT] = "right",
	};
	const char *word = args->value[OPTION_SORT];

	*order = CONCORD_PLACE;
	for (int i = 0; word && i < 3; i++) {
		if (strcmp(word, names[i]))
			continue;
		*order = (enum concord_order)i;
		return true;
	}
	if (word)
		complain(NULL, "--sort takes place, left or right");
	return !word;
}

/* As asked for; else the terminal's, or what fits a page. */
static bool
read_cols(const struct args *args, size_t *cols)
{
	const char *word = args->value[OPTION_LINE_WIDTH];
	struct winsize size;
	unsigned number;

	*cols = COLS_DEFAULT;
	if (word) {
		if (*word == '\0' || span_number(span_str(word), &number) !=
		    strlen(word) || number < COLS_LEAST ||
		    number > COLS_MOST) {
			complain(NULL, "--width takes a number from %d to %d",
			    COLS_LEAST, COLS_MOST);
			return false;
		}
		*cols = number;
	} else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
	    size.ws_col >= COLS_LEAST) {
		*cols = size.ws_col < COLS_MOST ? size.ws_col : COLS_MOST;
	}
	return true;
}

/* False when the file could not be read, or not wholly. */
static bool
gather_file(struct concordance *all, const struct query *query, int file)
{
	const struct args *args = all->args;
	bool named = args->name_count > 1;
	bool fine;

	all->file = file;
	all->bundle = open_files(named ? &args->names[1 + file] : NULL,
	    named ? 1 : 0, args->restricted);
	if (!all->bundle)
		return false;
	fine = hits_each(all->bundle, file_name(args, file), query,
	    HITS_BOTH, take_hit, all);
	all->base += bundle_info(all->bundle)->text_len;
	bundle_close(all->bundle);
	return fine;
}

static bool
gather(struct concordance *all, const struct query *query)
{
	int count = all->args->name_count > 1 ? all->args->name_count - 1 : 1;
	bool fine = true;

	for (int i = 0; i < count; i++)
		if (!gather_file(all, query, i))
			fine = false;
	return fine;
}

int
cmd_concordance(struct args *args)
{
	struct concordance all = { .args = args };
	struct query_error error;
	struct query *query;
	enum concord_order order;
	size_t cols;
	bool fine;

	if (args->name_count < 1) {
		complain(NULL, "concordance needs a WORD; \"ibid concordance "
		    "--help\" tells more");
		return STATUS_FAILED;
	}
	if (!read_order(args, &order) || !read_cols(args, &cols))
		return STATUS_FAILED;
	query = query_new(span_str(args->names[0]), QUERY_WORD |
	    (args->given[OPTION_IGNORE_CASE] ? QUERY_FOLD : 0), &error);
	if (!query) {
		complain(*args->names[0] ? args->names[0] : "the word", "%s",
		    error.message);
		return STATUS_FAILED;
	}
	fine = gather(&all, query);
	concord_sort(all.lines, all.count, order);
	for (size_t i = 0; i < all.count; i++)
		if (args->given[OPTION_JSON])
			print_json(&all, &all.lines[i]);
		else
			print_line(&all, &all.lines[i], cols);
	query_free(query);
	free(all.lines);
	free(all.origins);
	arena_release(&all.mem);
	if (!fine)
		return STATUS_FAILED;
	return all.count ? STATUS_DONE : STATUS_NOTHING;
}
