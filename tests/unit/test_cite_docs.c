/* What notes of documents lean on, and notes that are no sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "compile/cite.h"
#include "compile/compile.h"
#include "doc/event.h"
#include "effort.h"

struct told {
	const char *label;
	const char *text;	/* "*italics*" */
};

/* A document of these notes, each cited once. */
static void
tell_doc(struct doc *doc, const struct told *notes, size_t count)
{
	struct diag_list diags;
	struct compile_opts opts;
	struct doc_sink *sink;

	doc_init(doc);
	diag_init(&diags);
	compile_opts_init(&opts);
	sink = doc_sink_new(doc, &diags);
	doc_open(sink, DOC_PARAGRAPH, NULL);
	for (size_t i = 0; i < count; i++) {
		doc_text(sink, SPAN("Salt."));
		doc_mark(sink, span_str(notes[i].label));
	}
	doc_close(sink);
	for (size_t i = 0; i < count; i++) {
		struct doc_attrs attrs = { .label = span_str(notes[i].label) };
		bool on = false;

		doc_open(sink, DOC_NOTE, &attrs);
		doc_open(sink, DOC_PARAGRAPH, NULL);
		for (const char *at = notes[i].text; *at;) {
			size_t len = strcspn(at, "*");

			doc_text(sink, span_of(at, len));
			at += len;
			if (*at != '*')
				continue;
			at++;
			on = !on;
			if (on)
				doc_span(sink, DOC_EMPHASIS, NULL);
			else
				doc_span_close(sink);
		}
		doc_close(sink);
		doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	compile_doc(doc, &opts, &diags);
	diag_release(&diags);
}

static void
a_note_may_lean_on_another_document(void **state)
{
	static const struct told report[] = {
		{ "1", "On names, see the preface, where they are explained "
		    "one by one." },
		{ "2", "Ezra Adeyemi, *Salt Roads* (Lagos: Harbour, 2011)." },
	};
	static const struct told release[] = {
		{ "1", "See Adeyemi, *Salt Roads*, 41." },
		{ "2", "Ibid., 44." },
	};
	struct doc docs[2];
	struct doc *const both[] = { &docs[0], &docs[1] };
	struct buf sources = { 0 };

	(void)state;
	tell_doc(&docs[0], report, 2);
	tell_doc(&docs[1], release, 2);
	cite_docs(both, 2, &sources);
	assert_int_equal(docs[0].notes[0].kind, DOC_NOTE_DISCUSSION);
	assert_int_equal(docs[0].notes[1].kind, DOC_NOTE_SOURCE);
	assert_int_equal(docs[0].notes[1].resolve_count, 0);
	for (size_t i = 0; i < 2; i++) {
		const struct doc_note *note = &docs[1].notes[i];

		assert_int_equal(note->resolve_count, 1);
		assert_int_equal(note->resolves[0].note, 1);
		assert_int_equal(note->resolves[0].off, i ? 0 : 4);
		assert_true(span_eq(note->resolves[0].locator,
		    i ? SPAN("44") : SPAN("41")));
	}
	/* A book, the whole of note 1, cited 3 times: by notes 1, 2 and 3. */
	assert_int_equal(sources.len, 7);
	assert_memory_equal(sources.ptr, "\x11\x02\x03\x03\x01\x01\x01",
	    7);
	buf_release(&sources);
	doc_release(&docs[0]);
	doc_release(&docs[1]);
}

static void
numbers_that_begin_again_part_the_notes(void **state)
{
	static const struct told book[] = {
		{ "1", "Ezra Adeyemi, *Salt Roads* (Lagos: Harbour, 2011)." },
		{ "3", "Ruth Castellan, *Measures* (Leeds: Aire, 2003)." },
		{ "2", "See note 1." },
		{ "1", "Ibid." },
		{ "2", "See note 3." },
	};
	struct doc doc;
	struct doc *const only[] = { &doc };
	struct buf sources = { 0 };

	(void)state;
	tell_doc(&doc, book, 5);
	cite_docs(only, 1, &sources);
	for (size_t i = 2; i < 5; i++) {
		const struct doc_note *note = &doc.notes[i];

		assert_int_equal(note->resolve_count, 1);
		/* A 2 after a 3 is out of order, a 1 begins again. */
		assert_int_equal(note->resolves[0].note, i == 2 ? 0 :
		    DOC_NONE);
	}
	buf_release(&sources);
	doc_release(&doc);
}

/* ---- hostile notes ---- */

/* Whatever stands in a note, its phrases lie inside of it. */
static void
resolve_big(const char *unit, size_t bytes)
{
	size_t len = strlen(unit);
	size_t times = bytes / len;
	char *text = malloc(times * len);
	struct cite_note notes[2] = { 0 };
	struct arena mem = { 0 };
	struct doc_resolve **resolves;
	struct cite_source *sources;
	uint32_t *counts;
	size_t count;

	for (size_t i = 0; i < times; i++)
		memcpy(text + i * len, unit, len);
	notes[0].text = notes[1].text = span_of(text, times * len);
	notes[0].label = SPAN("1");
	notes[1].label = SPAN("2");
	cite_resolve(&mem, notes, 2, &resolves, &counts);
	for (size_t i = 0; i < 2; i++)
		for (uint32_t k = 0; k < counts[i]; k++)
			assert_true((size_t)resolves[i][k].off +
			    resolves[i][k].len <= times * len);
	cite_kind(&notes[0], NULL);
	cite_sources(&mem, notes, 2, &sources, &count);
	arena_release(&mem);
	free(text);
}

static void
a_megabyte_of_anything_is_read_in_time(void **state)
{
	static const char *const units[] = {
		"A ", "Salt, ", "(", "\"", "((\"", "' \xe2\x80\x98", "a.b",
		"Ibid. ", "Ibid., 4; ", "1, 2-3 ", "See note 1 ", "et al. ",
		"Salt v. ", "R (", "A. B. Salt, Roads (1998); ", "B v C, ",
		"Salt, Roads, 1; ", "Salt and ", "Salt, Jane, ", "\n", "*",
		"1 U.S. 2 at ", "https://a.b/c ", "Act of the ", "supra ",
		"(n 1) ", "x. ", "ii. ", "\xe2\x80\x9cSalt,\xe2\x80\x9d ",
		"notes 1, 2, ", "A,B.", "Salt \"Road\" 12 (1998) ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		resolve_big(units[i], EFFORT(1 << 18, 1 << 14));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_note_may_lean_on_another_document),
		cmocka_unit_test(numbers_that_begin_again_part_the_notes),
		cmocka_unit_test(a_megabyte_of_anything_is_read_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
