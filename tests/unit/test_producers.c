/*
 * Documents as other programs write them: each says itself what its notes
 * are, so that a rule changed for one is tried on all.
 *
 *     The ferry ran citeA.[1] It sank citeB[2] and was raised citeAA.[1]
 *     ...
 *     [1] OpenA, the minute book shutA.
 *     [2] OpenB and more shutB.
 *
 * A word "citeA" stands before each mark of the note that begins with
 * "OpenA" and ends with "shutA"; the second time it is "citeAA".  Figures
 * that are no marks stand everywhere.  A file NAME.book is an EPUB: the
 * bodies of its pages, each after a line "=== page.xhtml".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "epub_book.h"
#include "golden.h"
#include "import_story.h"

/* What is wrong with the document being looked at. */
struct judge {
	const char *name;
	const struct doc *doc;
	bool good;
};

static void
complain(struct judge *judge, const char *what, struct span where)
{
	fprintf(stderr, "%s: %s \"%.*s\"\n", judge->name, what,
	    SPAN_ARG(where));
	judge->good = false;
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static size_t
count_of(struct span text, const char *word)
{
	struct span what = span_str(word);
	size_t count = 0;

	for (ptrdiff_t at = 0; (at = span_find(text, what, (size_t)at)) >= 0;
	    at += (ptrdiff_t)what.len) {
		size_t end = (size_t)at + what.len;

		count += end < text.len && text.ptr[end] >= 'A' &&
		    text.ptr[end] <= 'Z';
	}
	return count;
}

/* ---- notes ------------------------------------------------------------ */

/* The text of a leaf without its ways back. */
static void
put_leaf(struct buf *out, const struct doc_node *leaf)
{
	uint32_t done = 0;

	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->kind != DOC_BACKLINK || span->off < done)
			continue;
		buf_put(out, span_slice(leaf->text, done, span->off));
		done = span->off + span->len;
	}
	buf_put(out, span_slice(leaf->text, done, leaf->text.len));
	buf_putc(out, ' ');
}

/* The letter of the note, which must be whole and alone. */
static char
letter_of(struct judge *judge, const struct doc_note *note)
{
	const struct doc_node *node = &judge->doc->nodes[note->node];
	struct buf buf = { 0 };
	struct span text;
	char letter = '?';

	for (const struct doc_node *at = node;
	    at < judge->doc->nodes + node->end; at++)
		if (at->text.len)
			put_leaf(&buf, at);
	text = buf_span(&buf);
	while (text.len && !is_alnum(text.ptr[0]))
		text = span_slice(text, 1, text.len);
	while (text.len && !is_alnum(text.ptr[text.len - 1]))
		text.len--;
	if (text.len < 10 || !span_starts(text, SPAN("Open")) ||
	    count_of(text, "Open") != 1)
		complain(judge, "no note begins so:", text);
	else
		letter = text.ptr[4];
	if (letter != '?' && (!span_starts(span_slice(text, text.len - 5,
	    text.len), SPAN("shut")) || text.ptr[text.len - 1] != letter))
		complain(judge, "the note is not whole:", text);
	buf_release(&buf);
	return letter;
}

/* ---- marks ------------------------------------------------------------ */

/* The word "citeX" that ends before `*end`, which it moves; X, or 0. */
static char
cite_before(struct span text, size_t *end)
{
	size_t from;

	while (*end && !is_alnum(text.ptr[*end - 1]))
		--*end;
	for (from = *end; from && is_alnum(text.ptr[from - 1]); from--)
		continue;
	text = span_slice(text, from, *end);
	*end = from;
	return text.len > 4 && span_starts(text, SPAN("cite")) ?
	    text.ptr[4] : 0;
}

static bool
are_neighbours(struct span text, size_t from, size_t to)
{
	while (from < to)
		if (is_alnum(text.ptr[from++]))
			return false;
	return true;
}

/* The marks at one place, backwards: each takes the last word left. */
static size_t
check_leaf(struct judge *judge, const struct doc_node *leaf,
    const char *letters)
{
	size_t count = 0, before = 0, end = 0;

	for (uint32_t i = leaf->inline_count; i-- > 0; ) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->kind != DOC_NOTE_REF)
			continue;
		if (!count || !are_neighbours(leaf->text, span->off, before))
			end = span->off;
		before = span->off;
		count++;
		if (cite_before(leaf->text, &end) != letters[span->number])
			complain(judge, "a false mark in", leaf->text);
	}
	return count;
}

static bool
check_doc(const char *name, struct span source, const struct doc *doc)
{
	struct judge judge = { .name = name, .doc = doc, .good = true };
	char *letters = mem_array(doc->note_count + 1, 1);
	size_t marks = 0, words = 0;

	if (doc->note_count != count_of(source, "Open"))
		complain(&judge, "notes are missed or false", SPAN(""));
	for (size_t i = 0; i < doc->note_count; i++)
		letters[i] = letter_of(&judge, &doc->notes[i]);
	for (size_t i = 0; i < doc->node_count; i++) {
		words += count_of(doc->nodes[i].text, "cite");
		marks += check_leaf(&judge, &doc->nodes[i], letters);
	}
	if (words != count_of(source, "cite"))
		complain(&judge, "words are lost", SPAN(""));
	if (marks != words || doc->dangling)
		complain(&judge, "marks are missed", SPAN(""));
	free(letters);
	return judge.good;
}

/* ---- sources ---------------------------------------------------------- */

static bool
is_page(struct span name)
{
	return import_format_of(name) != IMPORT_UNKNOWN;
}

static bool
check_page(const char *folder, const char *name)
{
	struct import_story story;
	struct mapped source;
	char path[4096];
	bool good;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(file_map(&source, path), 0);
	story_begin(&story, name, source.bytes, STORY_WHOLE);
	good = check_doc(name, source.bytes, &story.doc);
	story_end(&story);
	file_unmap(&source);
	return good;
}

static bool
is_book(struct span name)
{
	return span_ends(name, SPAN(".book"));
}

/* Each page is a file of the book and stands in its spine, in order. */
static void
put_pages(struct book *book, struct span text)
{
	struct buf manifest = { 0 }, spine = { 0 }, body = { 0 };
	char name[256] = "";
	struct span line;
	bool more;

	do {
		more = span_line(&text, &line);
		if (more && !span_starts(line, SPAN("=== "))) {
			buf_put(&body, line);
			buf_putc(&body, '\n');
			continue;
		}
		if (*name) {
			char full[300];

			snprintf(full, sizeof full, "OPS/%s", name);
			book_put_page(book, full, buf_cstr(&body));
			buf_printf(&manifest, "<item id='%s' href='%s' "
			    "media-type='application/xhtml+xml'/>", name,
			    name);
			buf_printf(&spine, "<itemref idref='%s'/>", name);
		}
		buf_clear(&body);
		if (more)
			snprintf(name, sizeof name, "%.*s", (int)line.len - 4,
			    line.ptr + 4);
	} while (more);
	book_put_package(book, buf_cstr(&manifest), buf_cstr(&spine));
	buf_release(&manifest);
	buf_release(&spine);
	buf_release(&body);
}

static bool
check_book(const char *folder, const char *name)
{
	struct import_story story;
	struct mapped source;
	struct book book;
	char path[4096];
	bool good;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(file_map(&source, path), 0);
	book_begin(&book);
	put_pages(&book, source.bytes);
	book_pack(&book);
	story_begin(&story, "x.epub", buf_span(&book.bytes), STORY_WHOLE);
	good = check_doc(name, source.bytes, &story.doc);
	story_end(&story);
	book_end(&book);
	file_unmap(&source);
	return good;
}

/* ---- tests ------------------------------------------------------------ */

static void
pages_say_what_their_notes_are(void **state)
{
	(void)state;
	golden_each("producers", is_page, check_page);
}

static void
books_say_what_their_notes_are(void **state)
{
	(void)state;
	golden_each("producers", is_book, check_book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_say_what_their_notes_are),
		cmocka_unit_test(books_say_what_their_notes_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
