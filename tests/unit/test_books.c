/*
 * Real books and pages give the notes that were counted in them.
 *
 * They stand beside the project (../shared/corpora) or come with packages
 * of the distribution; a test whose files are absent is skipped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "compile/compile.h"
#include "import/import.h"

struct source {
	struct doc doc;
	struct diag_list diags;
};

static void
end(struct source *source)
{
	doc_release(&source->doc);
	diag_release(&source->diags);
}

/* Import and compile as ibid-pack does. */
static void
compile(struct source *source, struct span bytes, struct span name)
{
	struct doc_sink *sink;
	struct compile_opts compile_opts;
	struct import_opts opts;
	struct buf error = { 0 };
	enum import_format format = import_detect(bytes, name);

	doc_init(&source->doc);
	diag_init(&source->diags);
	import_opts_init(&opts);
	opts.name = name;
	diag_set_file(&source->diags, name);
	compile_opts_init(&compile_opts);
	compile_opts.mend = false;
	sink = doc_sink_new(&source->doc, &source->diags);
	assert_true(import_by_format(format)(bytes, &opts, sink,
	    &source->diags, &error));
	doc_finish(sink);
	doc_sink_free(sink);
	buf_release(&error);
	compile_doc(&source->doc, &compile_opts, &source->diags);
}

/* False when the file is absent. */
static bool
compile_file(struct source *source, const char *path)
{
	struct mapped map;

	if (file_map(&map, path) != 0)
		return false;
	compile(source, map.bytes, span_str(path));
	file_unmap(&map);
	return true;
}

static void
corpus_path(char *path, size_t size, const char *name)
{
	const char *top = getenv("top_srcdir");

	snprintf(path, size, "%s/../shared/corpora/%s", top ? top : ".",
	    name);
}

static void
gives(const char *path, size_t refs, size_t notes)
{
	struct source source;

	if (!compile_file(&source, path))
		skip();
	if (source.doc.ref_count != refs || source.doc.note_count != notes)
		fail_msg("%s: %zu refs, %zu notes; expected %zu, %zu", path,
		    source.doc.ref_count, source.doc.note_count, refs, notes);
	assert_int_equal(source.doc.dangling, 0);
	end(&source);
}

static void
corpus_gives(const char *name, size_t refs, size_t notes)
{
	char path[1024];

	corpus_path(path, sizeof path, name);
	gives(path, refs, notes);
}

static void
hume_34(void **state)
{
	(void)state;
	corpus_gives("epub/hume-enquiry.epub", 34, 34);
}

static void
moby_dick_22(void **state)
{
	(void)state;
	corpus_gives("epub/moby-dick.epub", 22, 22);
}

static void
on_liberty_14(void **state)
{
	(void)state;
	corpus_gives("epub/on-liberty.epub", 14, 14);
}

static void
douglass_4(void **state)
{
	(void)state;
	corpus_gives("epub/douglass-narrative.epub", 4, 4);
}

static void
souls_none(void **state)
{
	(void)state;
	corpus_gives("epub/souls-of-black-folk.epub", 0, 0);
}

static void
james_363(void **state)
{
	(void)state;
	corpus_gives("epub/james-varieties.epub", 363, 363);
}

static void
wasteland_50_in_one_file_of_verse(void **state)
{
	(void)state;
	corpus_gives("epub/wasteland.epub", 50, 50);
}

static void
mueller_15_by_shape(void **state)
{
	(void)state;
	corpus_gives("epub/mueller-report-appendix.epub", 15, 15);
}

static void
israelsailing_none(void **state)
{
	(void)state;
	corpus_gives("epub/israelsailing.epub", 0, 0);
}

/* Two numeric links: a mark, and the way back to it. */
static void
regime_anticancer_1(void **state)
{
	(void)state;
	corpus_gives("epub/regime-anticancer-arabic.epub", 1, 1);
}

/* The marks stand before their words; the notes at the end of the file. */
static void
anatomy_1969(void **state)
{
	char path[1024], command[1100];
	struct source source;
	struct buf bytes = { 0 };
	FILE *pipe;

	(void)state;
	corpus_path(path, sizeof path,
	    "html/anatomy-of-melancholy-part-1.html.gz");
	if (access(path, R_OK) != 0)
		skip();
	snprintf(command, sizeof command, "gzip -dc '%s'", path);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_int_equal(file_read_fd(fileno(pipe), 0, &bytes), 0);
	assert_int_equal(pclose(pipe), 0);
	compile(&source, buf_span(&bytes), SPAN("anatomy.html"));
	assert_int_equal(source.doc.ref_count, 1969);
	assert_int_equal(source.doc.note_count, 1969);
	end(&source);
	buf_release(&bytes);
}

static void
declarations_have_no_notes(void **state)
{
	static const struct {
		const char *name;
		unsigned flags;		/* of the base direction */
	} pages[] = {
		{ "amh", 0 }, { "arb", DOC_RTL }, { "cmn_hans", 0 },
		{ "eng", 0 }, { "heb", DOC_RTL }, { "hin", 0 }, { "jpn", 0 },
		{ "khm", 0 }, { "kor", 0 }, { "mya", 0 }, { "rus", 0 },
		{ "tam", 0 }, { "tha", 0 }, { "urd", DOC_RTL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct source source;
		char name[64], path[1024];
		size_t headings = 0, furniture = 0;

		snprintf(name, sizeof name, "html/udhr/%s.html",
		    pages[i].name);
		corpus_path(path, sizeof path, name);
		if (!compile_file(&source, path))
			skip();
		assert_int_equal(source.doc.note_count, 0);
		assert_int_equal(source.doc.ref_count, 0);
		assert_int_equal(source.doc.nodes[0].flags & DOC_RTL,
		    pages[i].flags);
		for (size_t j = 0; j < source.doc.node_count; j++) {
			unsigned kind = source.doc.nodes[j].kind;

			headings += kind == DOC_HEADING;
			furniture += kind == DOC_FURNITURE;
		}
		/* A title and thirty articles; some name the preamble. */
		assert_in_range(headings, 31, 32);
		assert_int_equal(furniture, 0);
		end(&source);
	}
}

static void
furniture_is_a_part_of_its_own(void **state)
{
	struct source source;
	const struct doc_section *last;

	(void)state;
	compile(&source, SPAN("<!doctype html><nav><a href=/>Home page</a>"
	    "</nav><h1>Title</h1><p>Text.</p>"), SPAN("a.html"));
	assert_int_equal(source.doc.section_count, 2);
	last = &source.doc.sections[1];
	assert_true(span_eq(last->title, SPAN("Page furniture")));
	assert_true(last->back_matter);
	assert_int_equal(last->words, 2);
	assert_int_equal(last->level, 1);
	end(&source);
}

static void
diagnostics_name_the_file_in_the_book(void **state)
{
	char path[1024];
	struct source source;
	bool found = false;

	(void)state;
	corpus_path(path, sizeof path, "epub/james-varieties.epub");
	if (!compile_file(&source, path))
		skip();
	for (size_t i = 0; i < source.diags.count; i++)
		found |= source.diags.items[i].code == DIAG_LINK_DANGLING &&
		    span_ends(source.diags.items[i].file,
		    SPAN("james-varieties.epub/text/endnotes.xhtml"));
	assert_true(found);
	end(&source);
}

static void
debian_policy_128_by_class(void **state)
{
	(void)state;
	gives("/usr/share/doc/debian-policy/policy.epub", 128, 128);
}

static void
developers_reference_8_by_role(void **state)
{
	(void)state;
	gives("/usr/share/developers-reference/developers-reference.epub",
	    8, 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hume_34),
		cmocka_unit_test(moby_dick_22),
		cmocka_unit_test(on_liberty_14),
		cmocka_unit_test(douglass_4),
		cmocka_unit_test(souls_none),
		cmocka_unit_test(james_363),
		cmocka_unit_test(wasteland_50_in_one_file_of_verse),
		cmocka_unit_test(mueller_15_by_shape),
		cmocka_unit_test(israelsailing_none),
		cmocka_unit_test(regime_anticancer_1),
		cmocka_unit_test(anatomy_1969),
		cmocka_unit_test(declarations_have_no_notes),
		cmocka_unit_test(furniture_is_a_part_of_its_own),
		cmocka_unit_test(diagnostics_name_the_file_in_the_book),
		cmocka_unit_test(debian_policy_128_by_class),
		cmocka_unit_test(developers_reference_8_by_role),
	};

	return cmocka_run_group_tests_name("books", tests, NULL, NULL);
}
