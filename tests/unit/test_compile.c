/* Notes found however they were written, and nothing that is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "import_story.h"

static void
counts_are(struct import_story *story, size_t refs, size_t notes,
    size_t cited, uint32_t dangling)
{
	size_t have = 0;

	for (size_t i = 0; i < story->doc.note_count; i++)
		have += story->doc.notes[i].ref_count > 0;
	assert_int_equal(story->doc.ref_count, refs);
	assert_int_equal(story->doc.note_count, notes);
	assert_int_equal(have, cited);
	assert_int_equal(story->doc.dangling, dangling);
}

static void
source_counts(const char *name, const char *source, size_t refs,
    size_t notes, size_t cited, uint32_t dangling)
{
	struct import_story story;

	story_begin(&story, name, span_str(source), STORY_WHOLE);
	counts_are(&story, refs, notes, cited, dangling);
	story_end(&story);
}

/* ---- linked notes ----------------------------------------------------- */

static void
note_text_is(const struct import_story *story, size_t note,
    const char *want)
{
	const struct doc *doc = &story->doc;
	const struct doc_node *node = &doc->nodes[doc->notes[note].node];
	struct buf text = { 0 };

	for (const struct doc_node *at = node; at < doc->nodes + node->end;
	    at++)
		if (at->text.len)
			buf_printf(&text, "%s%.*s", text.len ? "/" : "",
			    SPAN_ARG(at->text));
	assert_string_equal(buf_cstr(&text), want);
	buf_release(&text);
}

static void
a_raised_link_and_its_link_back(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>Word<sup><a id=r1 href=#f1>1"
	    "</a></sup> and<sup><a id=r2 href=#f2>2</a></sup>.</p><hr>"
	    "<p id=f1><a href=#r1>1</a>. One.</p><p>More.</p>"
	    "<p id=f2>2. Two. <a href=#r2>&#8617;</a></p>"
	    "<p>Not a note.</p><h2>Next</h2>"), STORY_WHOLE);
	counts_are(&story, 2, 2, 2, 0);
	note_text_is(&story, 0, "One./More.");
	note_text_is(&story, 1, "Two. \xe2\x86\xa9");
	story_end(&story);
}

static void
a_box_of_notes_is_theirs_to_its_end(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>Word<a href=#f1><sup>1</sup>"
	    "</a> and<a href=#f2><sup>2</sup></a>.</p><div id=n>"
	    "<p><a id=f1 href=#f1>1.</a> One.</p>"
	    "<p><a id=f2 href=#f2>2.</a> Two.</p>"
	    "<blockquote><p>Quoted.</p></blockquote></div>"
	    "<p>Not a note.</p>"), STORY_WHOLE);
	counts_are(&story, 2, 2, 2, 0);
	note_text_is(&story, 0, "One.");
	note_text_is(&story, 1, "Two./Quoted.");
	story_end(&story);
}

static void
a_sign_before_a_note_is_its_label(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>A<a role=doc-noteref href=#a>"
	    "*</a> b<a role=doc-noteref href=#b>\xe2\x80\xa0</a>.</p>"
	    "<aside role=doc-footnote id=a><p>* One.</p></aside>"
	    "<aside role=doc-footnote id=b><p>\xe2\x80\xa0 Two.</p>"
	    "</aside>"), STORY_WHOLE);
	counts_are(&story, 2, 2, 2, 0);
	note_text_is(&story, 0, "One.");
	note_text_is(&story, 1, "Two.");
	story_end(&story);
}

/* Tufte's, and what pandoc-sidenote makes: words beside their mark. */
static void
sidenotes_are_notes(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<h1>T</h1><p>Here<label "
	    "for=sn-1 class='margin-toggle sidenote-number'></label><input "
	    "type=checkbox id=sn-1 class=margin-toggle><span "
	    "class=sidenote>One <i>side</i>.</span> and<label for=mn-1 "
	    "class=margin-toggle>&#8853;</label><input type=checkbox "
	    "id=mn-1><span class=marginnote>Margin.</span> on.</p>"
	    "<p>Not <span class=sidenote>this</span>.</p>"
	    "<table><tr><td>a<td>b<label for=sn-2></label><input "
	    "type=checkbox id=sn-2><span class=sidenote>Two.</span>"
	    "</table>"), STORY_WHOLE);
	counts_are(&story, 3, 3, 3, 0);
	note_text_is(&story, 0, "One side.");
	note_text_is(&story, 1, "Margin.");
	note_text_is(&story, 2, "Two.");
	assert_true(span_eq(story.doc.notes[0].label, SPAN("1")));
	assert_true(span_eq(story.doc.notes[1].label,
	    SPAN("\xe2\x8a\x95")));
	assert_true(span_eq(story.doc.notes[2].label, SPAN("2")));
	assert_non_null(strstr(buf_cstr(&story.dump), "\"Here and on.\""));
	assert_non_null(strstr(buf_cstr(&story.dump), "\"Not this.\""));
	story_end(&story);
}

/* Footnote 1 and source 1 are two: each mark leads to its own. */
static void
footnotes_of_latexml_are_notes(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>Words<span id=footnote1 "
	    "class='ltx_note ltx_role_footnote'><sup class=ltx_note_mark>1"
	    "</sup><span class=ltx_note_outer><span class=ltx_note_content>"
	    "<sup class=ltx_note_mark>1</sup><span "
	    "class='ltx_tag ltx_tag_note'>1</span>The note.</span></span>"
	    "</span> go <cite class=ltx_cite>[<a href=#bib1>1</a>]</cite>."
	    "</p><h2>References</h2><ul><li id=bib1><span>[1]</span> A "
	    "source.</li></ul>"), STORY_WHOLE);
	counts_are(&story, 2, 2, 2, 0);
	note_text_is(&story, 0, "The note.");
	note_text_is(&story, 1, "A source.");
	assert_non_null(strstr(buf_cstr(&story.dump), "\"Words go .\""));
	story_end(&story);
}

static void
a_picture_that_leads_there_and_back_is_a_mark(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>Word<sup><a id=b href=#n>"
	    "<img src=n.png alt=''></a></sup> on, and<a id=c href=#m><img "
	    "src=n.png alt='[2]'></a>.</p><p><a href=#t id=big><img src=s.png "
	    "alt=small></a> see</p><ol><li id=n><p><a href=#b>o</a>One.</li>"
	    "<li id=m><p><a href=#c>o</a>Two.</li></ol>"
	    "<p id=t><a href=#big><img src=l.png alt=large></a></p>"),
	    STORY_WHOLE);
	counts_are(&story, 2, 2, 2, 0);
	story_end(&story);
}

static void
a_chapter_with_one_note_has_its_own(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.md", SPAN("# A\n\nOne.<sup>1</sup>\n\n"
	    "# B\n\nOther.<sup>1</sup> And.<sup>2</sup>\n\n# Notes\n\n"
	    "## A\n\n1. A one.\n\n## B\n\n1. B one.\n2. B two.\n"),
	    STORY_WHOLE);
	counts_are(&story, 3, 3, 3, 0);
	story_end(&story);
}

static void
a_bare_figure_after_a_word_leads_to_the_notes(void **state)
{
	(void)state;
	source_counts("x.html", "<p>Word<a href=#n1>1</a> on, see note "
	    "<a href=#n2>2</a>.</p><h2>Notes</h2><p id=n1>1. One; <i>see</i>"
	    "<a href=#n2>2</a>.</p><p id=n2>2. Two.</p>", 1, 1, 1, 0);
	source_counts("x.html", "<p>Word<a href=#n1>1</a></p><h2>Index</h2>"
	    "<p id=n1>1. One</p>", 0, 0, 0, 0);
}

static void
a_note_in_brackets_goes_on_to_its_bracket(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.md", SPAN("Text[1] and[2].\n\n"
	    "[Footnote 1: One.\n\nMore of one.]\n\n"
	    "[Footnote 2: Two.]\n\nText.]\n"), STORY_WHOLE);
	counts_are(&story, 2, 2, 2, 0);
	note_text_is(&story, 0, "One./More of one.");
	note_text_is(&story, 1, "Two.");
	story_end(&story);
}

static void
letters_in_brackets_are_marks(void **state)
{
	(void)state;
	source_counts("x.md", "Text[A] and [b]ut more[B].\n\n"
	    "[A] One.\n\n[B] Two.\n", 2, 2, 2, 0);
	source_counts("x.md", "The king [a] said [T]his.\n", 0, 0, 0, 0);
}

static void
the_brackets_of_a_link_back_are_its_own(void **state)
{
	struct import_story story;
	size_t found = 0;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>Word<a id=r1 "
	    "role=doc-noteref href=#f1>1</a>.</p>"
	    "<aside id=f1 role=doc-footnote><p>One. [<a "
	    "role=doc-backlink href=#r1>1</a>]</p></aside>"),
	    STORY_WHOLE);
	counts_are(&story, 1, 1, 1, 0);
	for (size_t i = 0; i < story.doc.node_count; i++) {
		const struct doc_node *node = &story.doc.nodes[i];

		for (uint32_t k = 0; k < node->inline_count; k++) {
			if (node->inlines[k].kind != DOC_BACKLINK)
				continue;
			assert_int_equal(node->inlines[k].off, 5);
			assert_int_equal(node->inlines[k].len, 3);
			found++;
		}
	}
	assert_int_equal(found, 1);
	story_end(&story);
}

static void
the_last_note_does_not_swallow_the_next_title(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>A<a role=doc-noteref "
	    "href=#n1>1</a></p><section role=doc-endnotes><h2>Notes</h2>"
	    "<p id=n1>1. One.</p><p>More.</p></section>"
	    "<h2>Chapter 2</h2><p>Text.</p>"), STORY_WHOLE);
	counts_are(&story, 1, 1, 1, 0);
	note_text_is(&story, 0, "One./More.");
	story_end(&story);
}

static void
a_title_has_no_blanks_at_its_ends(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<h1>&nbsp;The sea&nbsp; </h1>"
	    "<p>It is wide.</p>"), STORY_WHOLE);
	assert_true(span_eq(story.doc.sections[0].title, SPAN("The sea")));
	assert_true(span_eq(doc_meta_get(&story.doc, "title"),
	    SPAN("The sea")));
	story_end(&story);
}

static void
one_wrapper_is_not_one_note(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>A<a role=doc-noteref href="
	    "#a>1</a> b<a role=doc-noteref href=#b>2</a></p>"
	    "<aside role=doc-footnote><p id=a>1. One.</p>"
	    "<p id=b>2. Two.</p></aside>"), STORY_WHOLE);
	counts_are(&story, 2, 2, 2, 0);
	note_text_is(&story, 0, "One.");
	note_text_is(&story, 1, "Two.");
	story_end(&story);
}

static void
the_id_on_the_inner_link_back_means_the_note(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>A<sup><a id=m href=#n>7</a>"
	    "</sup></p><ol start=7><li><p><a id=n href=#m>7.</a> Seven.</p>"
	    "<p>On.</p></li></ol>"), STORY_WHOLE);
	counts_are(&story, 1, 1, 1, 0);
	note_text_is(&story, 0, "Seven./On.");
	story_end(&story);
}

static void
numbers_that_are_no_notes_stay_text(void **state)
{
	(void)state;
	source_counts("x.html", "<p>See page <a href=#p12>12</a>, and "
	    "<a href=#c1>1</a>.</p><p id=p12>Twelve.</p>"
	    "<h2 id=c1>1 Chapter</h2>", 0, 0, 0, 0);
	source_counts("x.html", "<nav role=doc-toc><p><sup><a href=#x>1</a>"
	    "</sup></p></nav><p id=x>1. Text.</p>", 0, 0, 0, 0);
	source_counts("x.md", "In 1994.12 and x<sup>2</sup>, 10<sup>6</sup>."
	    "\n\n1. One\n2. Two\n", 0, 0, 0, 0);
	source_counts("x.md", "So E=mc<sup>2</sup> in Ex. 3:<sup>14</sup>.\n",
	    0, 0, 0, 0);
	source_counts("x.md", "The list [1] is long.\n\n1. One\n2. Two\n",
	    0, 0, 0, 0);
}

/* Items that are no notes keep their places among those that are. */
static void
notes_leave_a_list_in_order(void **state)
{
	struct import_story story;

	(void)state;
	story_begin(&story, "x.html", SPAN("<p>A</p><ol><li>One.</li>"
	    "<li role=doc-footnote id=b>Two.</li><li>Three.</li>"
	    "<li role=doc-footnote id=d>Four.</li>"
	    "<li role=doc-footnote id=e>Five.</li></ol>"), STORY_WHOLE);
	counts_are(&story, 0, 3, 0, 0);
	note_text_is(&story, 0, "Two.");
	note_text_is(&story, 1, "Four.");
	note_text_is(&story, 2, "Five.");
	for (size_t i = 0, at = 0; i < story.doc.node_count; i++) {
		static const char *const words[] = { "A", "One.", "Two.",
			"Three.", "Four.", "Five." };

		if (story.doc.nodes[i].text.len)
			assert_true(span_eq(story.doc.nodes[i].text,
			    span_str(words[at++])));
	}
	story_end(&story);
}

static void
a_link_to_a_missing_note_dangles(void **state)
{
	(void)state;
	source_counts("x.html", "<p>A<a href=#n9>[9]</a></p>", 0, 0, 0, 1);
}

/* ---- shapes ----------------------------------------------------------- */

static void
plain_figures_need_most_of_a_list(void **state)
{
	(void)state;
	source_counts("x.md", "A thing.1 Another.2 A third.3\n\n## Notes\n\n"
	    "1. One\n2. Two\n3. Three\n4. Four\n", 3, 4, 3, 0);
	source_counts("x.md", "A thing.1 That is all.\n\n## Notes\n\n"
	    "1. One\n2. Two\n3. Three\n", 0, 0, 0, 0);
}

static void
notes_at_the_foot_between_rules(void **state)
{
	(void)state;
	source_counts("x.md", "Claim.<sup>1</sup> More.<sup>2</sup>\n\n***\n"
	    "\n1 First.\n\n2 Second.\n\n***\n\nNext page.<sup>3</sup>\n\n"
	    "***\n\n3 Third.\n", 3, 3, 3, 0);
}

static void
figures_at_the_foot_need_all_to_be_cited(void **state)
{
	(void)state;
	source_counts("x.md", "Claim.1 More.2\n\n***\n\n1 First.\n\n"
	    "2 Second.\n\n***\n\nNext page.3\n\n***\n\n3 Third.\n",
	    3, 3, 3, 0);
	source_counts("x.md", "Claim.1 More.2\n\n***\n\n1 First.\n\n"
	    "2 Second.\n\n***\n\nNext page.\n\n***\n\n3 Third.\n",
	    0, 0, 0, 0);
}

static void
after_a_year_the_next_figure_is_a_mark(void **state)
{
	(void)state;
	source_counts("x.md", "A thing.1 It was 2019.2 Then came 3.3 Or "
	    "2020.3 Others.3\n\n## Notes\n\n1. One\n2. Two\n3. Three\n",
	    4, 3, 3, 0);
	source_counts("x.md", "A thing.1 Version 2019.7 is out. Two.2 It is "
	    "2019.5 km.\n\n## Notes\n\n1. One\n2. Two\n3. Three\n",
	    0, 0, 0, 0);
}

static void
word_writes_conditions_around_its_marks(void **state)
{
	(void)state;
	source_counts("x.html", "<p>Text.<a href='#_ftn1' name='_ftnref1'>"
	    "<span><![if !supportFootnotes]><span>[1]</span><![endif]>"
	    "</span></a></p><div id=ftn1><p><a href='#_ftnref1' "
	    "name='_ftn1'>[1]</a> One.</p></div>", 1, 1, 1, 0);
}

static void
a_second_row_of_notes_has_named_labels(void **state)
{
	(void)state;
	source_counts("x.html", "<p>A.<sup id=r1><a href='#n1'>[note 1]</a>"
	    "</sup> B.<sup id=r2><a href='#c1'>[1]</a></sup> C.<sup>[<a "
	    "href='/cn'>citation needed</a>]</sup></p><ol><li id=n1><a "
	    "href='#r1'>^</a> Said so.</li></ol><ol><li id=c1><a "
	    "href='#r2'>^</a> Smith.</li></ol>", 2, 2, 2, 0);
}

static void
labels_belong_to_their_file(void **state)
{
	struct import_story story = { 0 };
	struct doc_sink *sink;
	struct compile_opts opts;

	(void)state;
	doc_init(&story.doc);
	diag_init(&story.diags);
	compile_opts_init(&opts);
	sink = doc_sink_new(&story.doc, &story.diags);
	for (int i = 0; i < 2; i++) {
		struct doc_attrs file = { .role = DOC_ROLE_CHAPTER,
		    .id = i ? SPAN("b.md") : SPAN("a.md") };
		struct doc_attrs note = { .label = SPAN("1") };

		doc_open(sink, DOC_GROUP, &file);
		doc_text(sink, SPAN("Text"));
		doc_mark(sink, SPAN("1"));
		doc_open(sink, DOC_NOTE, &note);
		doc_text(sink, i ? SPAN("second") : SPAN("first"));
		doc_close(sink);
		doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	compile_doc(&story.doc, &opts, &story.diags);
	counts_are(&story, 2, 2, 2, 0);
	assert_int_equal(story.doc.refs[0].note, 0);
	assert_int_equal(story.doc.refs[1].note, 1);
	assert_int_equal(story.diags.count, 0);
	story_end(&story);
}

/* ---- pieces ----------------------------------------------------------- */

static void
long_paragraphs_are_cut_at_white_space(void **state)
{
	struct import_story story;
	struct buf source = { 0 };
	const struct doc *doc = &story.doc;
	uint64_t place = 0;

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_printf(&source, "w%d *e%d* ", i, i);
	story_begin(&story, "x.md", buf_span(&source), STORY_WHOLE);
	assert_true(doc->node_count > 4);
	for (size_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];
		bool last = i + 1 == doc->node_count;

		assert_true(node->text.len <= DOC_LEAF_MAX);
		assert_int_equal(node->place, place);
		assert_int_equal(!(node->flags & DOC_CONTINUES), last);
		if (!last)
			assert_int_equal(node->text.ptr[node->text.len - 1],
			    ' ');
		place += node->text.len + last;
	}
	assert_int_equal(doc->text_len, place);
	story_end(&story);
	buf_release(&source);
}

/*
 * A screen is laid out from whole pieces, so they are of the size of one in
 * any script; what is no longer than DOC_LEAF_MAX stays whole.
 */
static void
pieces_are_no_larger_than_a_screen(void **state)
{
	static const char *const words[] = { "word ", "\xe0\xb8\x81",
		"\xe6\xbc\xa2", "\xd7\x90\xd7\x91 " };

	(void)state;
	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		struct import_story story;
		struct buf source = { 0 };
		const struct doc *doc = &story.doc;
		size_t len = strlen(words[w]);

		for (size_t all = 0; all + len <= DOC_LEAF_MAX; all += len)
			buf_puts(&source, words[w]);
		story_begin(&story, "x.md", buf_span(&source), STORY_WHOLE);
		assert_int_equal(doc->node_count, 1);
		story_end(&story);
		while (source.len < 100000)
			buf_puts(&source, words[w]);
		story_begin(&story, "x.md", buf_span(&source), STORY_WHOLE);
		for (size_t i = 0; i < doc->node_count; i++) {
			struct span text = doc->nodes[i].text;
			size_t codes = 0;

			for (size_t at = 0; at < text.len; at++)
				codes += (text.ptr[at] & 0xc0) != 0x80;
			assert_in_range(codes, 700, 1536);
		}
		story_end(&story);
		buf_release(&source);
	}
}

static void
same_input_same_bytes(void **state)
{
	struct buf a = { 0 }, b = { 0 }, error = { 0 };
	struct import_story one, two;
	struct compile_opts opts;
	struct doc *docs;

	(void)state;
	compile_opts_init(&opts);
	story_begin(&one, "x.md", SPAN("# A\n\nB[^1].\n\n[^1]: C\n"),
	    STORY_WHOLE);
	story_begin(&two, "y.md", SPAN("# A\n\nB[^1].\n\n[^1]: C\n"),
	    STORY_WHOLE);
	docs = &one.doc;
	assert_true(compile_pack(&docs, 1, &opts, &a, &error));
	docs = &two.doc;
	assert_true(compile_pack(&docs, 1, &opts, &b, &error));
	assert_true(span_eq(buf_span(&a), buf_span(&b)));
	story_end(&one);
	story_end(&two);
	buf_release(&a);
	buf_release(&b);
	buf_release(&error);
}

/* ---- real documents --------------------------------------------------- */

static void
corpus_counts(const char *path, size_t refs, size_t notes, size_t cited)
{
	struct import_story story;
	struct mapped source;

	story_corpus(&source, path);
	story_begin(&story, path, source.bytes, STORY_WHOLE);
	counts_are(&story, refs, notes, cited, 0);
	story_end(&story);
	file_unmap(&source);
}

static void
the_report_has_ten_notes(void **state)
{
	struct import_story story;
	struct mapped source;
	const struct doc *doc = &story.doc;

	(void)state;
	story_corpus(&source, "report/chapter-6.md");
	story_begin(&story, "chapter-6.md", source.bytes, STORY_WHOLE);
	counts_are(&story, 10, 10, 10, 0);
	for (size_t i = 0; i < 10; i++) {
		char label[16];

		snprintf(label, sizeof label, "%zu", 399 + i);
		assert_true(span_eq(doc->notes[i].label, span_str(label)));
		assert_int_equal(doc->notes[i].ref_count, 1);
	}
	for (size_t i = 0; i < doc->node_count; i++)
		if (doc->nodes[i].kind == DOC_LIST)
			assert_int_equal(doc->nodes[doc->nodes[i].end - 2].
			    number, 7);
	assert_true(span_find(buf_span(&story.dump),
	    SPAN("index.html?__twitter_impression=true"), 0) > 0);
	assert_int_equal(story_count(&story, DIAG_LINE_JOINED), 2);
	assert_int_equal(story_count(&story, DIAG_QUOTE_PULLED), 1);
	story_end(&story);
	file_unmap(&source);
}

static void
real_documents_give_their_counts(void **state)
{
	static const struct {
		const char *path;
		size_t refs, notes, cited;
	} rows[] = {
		{ "corpora/markdown/warez/01-original-pirate-material.md",
		    78, 78, 78 },
		{ "corpora/markdown/warez/02-setting-the-scene.md",
		    125, 124, 124 },
		{ "corpora/epub/douglass-narrative.epub", 4, 4, 4 },
		{ "corpora/epub/hume-enquiry.epub", 34, 34, 34 },
		{ "corpora/epub/israelsailing.epub", 0, 0, 0 },
		{ "corpora/epub/mueller-report-appendix.epub", 15, 15, 15 },
		{ "corpora/epub/on-liberty.epub", 14, 14, 14 },
		{ "corpora/epub/souls-of-black-folk.epub", 0, 0, 0 },
		{ "corpora/epub/wasteland.epub", 50, 50, 50 },
		{ "corpora/epub/james-varieties.epub", 363, 363, 363 },
		{ "corpora/epub/moby-dick.epub", 22, 22, 22 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		corpus_counts(rows[i].path, rows[i].refs, rows[i].notes,
		    rows[i].cited);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_raised_link_and_its_link_back),
		cmocka_unit_test(a_box_of_notes_is_theirs_to_its_end),
		cmocka_unit_test(a_sign_before_a_note_is_its_label),
		cmocka_unit_test(sidenotes_are_notes),
		cmocka_unit_test(footnotes_of_latexml_are_notes),
		cmocka_unit_test(a_picture_that_leads_there_and_back_is_a_mark),
		cmocka_unit_test(a_chapter_with_one_note_has_its_own),
		cmocka_unit_test(a_bare_figure_after_a_word_leads_to_the_notes),
		cmocka_unit_test(a_note_in_brackets_goes_on_to_its_bracket),
		cmocka_unit_test(letters_in_brackets_are_marks),
		cmocka_unit_test(the_brackets_of_a_link_back_are_its_own),
		cmocka_unit_test(the_last_note_does_not_swallow_the_next_title),
		cmocka_unit_test(a_title_has_no_blanks_at_its_ends),
		cmocka_unit_test(one_wrapper_is_not_one_note),
		cmocka_unit_test(the_id_on_the_inner_link_back_means_the_note),
		cmocka_unit_test(numbers_that_are_no_notes_stay_text),
		cmocka_unit_test(notes_leave_a_list_in_order),
		cmocka_unit_test(a_link_to_a_missing_note_dangles),
		cmocka_unit_test(plain_figures_need_most_of_a_list),
		cmocka_unit_test(notes_at_the_foot_between_rules),
		cmocka_unit_test(figures_at_the_foot_need_all_to_be_cited),
		cmocka_unit_test(after_a_year_the_next_figure_is_a_mark),
		cmocka_unit_test(word_writes_conditions_around_its_marks),
		cmocka_unit_test(a_second_row_of_notes_has_named_labels),
		cmocka_unit_test(labels_belong_to_their_file),
		cmocka_unit_test(long_paragraphs_are_cut_at_white_space),
		cmocka_unit_test(pieces_are_no_larger_than_a_screen),
		cmocka_unit_test(same_input_same_bytes),
		cmocka_unit_test(the_report_has_ten_notes),
		cmocka_unit_test(real_documents_give_their_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
