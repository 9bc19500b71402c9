/*
 * What is exported as Markdown and packed again is the same bundle, byte
 * for byte: of documents made at random, of sources of every format, and of
 * the real ones in shared/corpora.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "bundle/bundle.h"
#include "cmd/export.h"
#include "import_story.h"

/* ---- there and back --------------------------------------------------- */

static void
pack_doc(struct doc *doc, struct buf *out)
{
	struct compile_opts opts;
	struct buf error = { 0 };

	compile_opts_init(&opts);
	opts.level = COMPILE_FAST;
	assert_true(compile_pack(&doc, 1, &opts, out, &error));
	buf_release(&error);
}

static void
import_doc(struct span source, const char *name, bool mend, struct doc *doc)
{
	struct compile_opts compile;
	struct import_opts opts;
	struct diag_list diags;
	struct doc_sink *sink;
	struct buf error = { 0 };

	doc_init(doc);
	diag_init(&diags);
	import_opts_init(&opts);
	compile_opts_init(&compile);
	compile.mend = mend;
	opts.name = span_str(name);
	sink = doc_sink_new(doc, &diags);
	if (!import_by_format(import_detect(source, opts.name))(source,
	    &opts, sink, &diags, &error))
		fail_msg("%s", buf_cstr(&error));
	doc_finish(sink);
	doc_sink_free(sink);
	compile_doc(doc, &compile, &diags);
	diag_release(&diags);
	buf_release(&error);
}

static void
export_of(struct span bundle_bytes, struct buf *markdown)
{
	struct bundle_error error;
	struct bundle *bundle;

	assert_int_equal(bundle_open_memory(&bundle, bundle_bytes, &error),
	    BUNDLE_OK);
	assert_true(export_document(bundle, 0, markdown, &error));
	bundle_close(bundle);
}

/* All that a bundle holds of its documents, to see what differs. */
static void
dump(struct span bytes, struct buf *out)
{
	struct bundle *bundle;

	assert_int_equal(bundle_open_memory(&bundle, bytes, NULL),
	    BUNDLE_OK);
	for (uint32_t k = 0; k < bundle_chunk_count(bundle); k++) {
		const struct bundle_chunk *chunk = bundle_chunk(bundle, k,
		    NULL);
		struct doc doc = { .nodes = (struct doc_node *)chunk->nodes,
			.node_count = chunk->node_count };

		doc_dump(&doc, out);
	}
	bundle_dump(bundle, out);
	bundle_close(bundle);
}

static struct span
line_at(struct span text, size_t off)
{
	size_t from = off, to = off;

	while (from && text.ptr[from - 1] != '\n')
		from--;
	while (to < text.len && text.ptr[to] != '\n')
		to++;
	return span_slice(text, from, to);
}

static void
show_difference(struct span was, struct span is)
{
	struct buf left = { 0 }, right = { 0 };
	size_t at = 0;

	dump(was, &left);
	dump(is, &right);
	while (at < left.len && at < right.len &&
	    left.ptr[at] == right.ptr[at])
		at++;
	fprintf(stderr, "was: %.*s\nis:  %.*s\n",
	    SPAN_ARG(line_at(buf_span(&left), at)),
	    SPAN_ARG(line_at(buf_span(&right), at)));
	buf_release(&left);
	buf_release(&right);
}

/* Whether `doc` comes back; the Markdown is left in `markdown`. */
static bool
comes_back(struct doc *doc, struct buf *markdown)
{
	struct buf first = { 0 }, second = { 0 };
	struct doc again;
	bool same;

	pack_doc(doc, &first);
	export_of(buf_span(&first), markdown);
	import_doc(buf_span(markdown), "again.md", true, &again);
	pack_doc(&again, &second);
	same = span_eq(buf_span(&first), buf_span(&second));
	if (!same)
		show_difference(buf_span(&first), buf_span(&second));
	doc_release(&again);
	buf_release(&first);
	buf_release(&second);
	return same;
}

/* ---- stories ---------------------------------------------------------- */

static void
story(const char *name, const char *source, const char *want)
{
	struct buf markdown = { 0 };
	struct doc doc;

	import_doc(span_str(source), name, true, &doc);
	assert_true(comes_back(&doc, &markdown));
	assert_string_equal(buf_cstr(&markdown), want);
	buf_release(&markdown);
	doc_release(&doc);
}

static void
markdown_stays_markdown(void **state)
{
	(void)state;
	story("pond.md",
	    "---\ntitle: Ponds\nauthor: [A, B]\nlang: en\n"
	    "keywords:\n  - pond | ponds: still water\n---\n"
	    "# Ponds\n\nSee *here*[^a] and **there**.[^2]\n\n"
	    "> A `quote` of 5 * 3.\n\n1. one\n2. two\n   - in\n   - side\n\n"
	    "| a | b |\n|:--|--:|\n| 1 \\| 2 | x<br>y |\n\n"
	    "```c\nint x;\n```\n\n---\n\n![Alt](a.png) <https://a.b/c>\n\n"
	    "[^a]: First.\n\n    > Second.\n\n[^2]: Last.\n",

	    "---\nibid-export: 1\ntitle: \"Ponds\"\nauthor: \"A; B\"\n"
	    "lang: \"en\"\nkeywords:\n  - term: \"pond\"\n"
	    "    variants: [\"ponds\"]\n    definition: \"still water\"\n"
	    "---\n\n# Ponds\n\n"
	    "See *here*[^a] and **there**.[^2]\n\n"
	    "> A `quote` of 5 \\* 3.\n\n1. one\n2. two\n   - in\n   - side\n"
	    "\n| a | b |\n| :-- | --: |\n| 1 \\| 2 | x<br>y |\n\n"
	    "```c\nint x;\n```\n\n***\n\n![Alt](a.png) <https://a.b/c>\n\n"
	    "[^a]: First.\n\n    > Second.\n\n[^2]: Last.\n");
}

static void
what_markdown_lacks_is_tags(void **state)
{
	(void)state;
	story("page.html",
	    "<html lang=en><title>T</title><h1>T</h1>"
	    "<p id=p1 lang=fr dir=rtl>Un <small>x</small>"
	    "<span style='font-variant:small-caps'>deux</span> H<sub>2</sub>O"
	    " <u>u</u> <i lang=la>ibid.</i></p>"
	    "<div class=poem><p>one<br>two</p></div>"
	    "<dl><dt>term<dd>meaning</dl>"
	    "<figure><img src=a.png alt=A><figcaption>Cap</figcaption>"
	    "</figure><aside>Aside</aside>"
	    "<blockquote epub:type=epigraph>Epi</blockquote>"
	    "<ol type=a start=3><li>c</ol>"
	    "<table><tr><td colspan=2>wide<tr><td>a<td>b</table>",

	    "---\nibid-export: 1\nibid-headings: unnamed\nlang: \"en\"\n"
	    "title: \"T\"\n---\n\n# T\n\n"
	    "<div class=\"paragraph\" id=\"p1\" lang=\"fr\" dir=\"rtl\">\n\n"
	    "Un x<span class=\"smallcaps\">deux</span> H<sub>2</sub>O "
	    "<u>u</u> <span lang=\"la\">*ibid.*</span>\n\n</div>\n\n"
	    "<div class=\"verse\">\n\none\\\ntwo\n\n</div>\n\n"
	    "<dl>\n\n<dt>\n\nterm\n\n</dt>\n\n<dd>\n\nmeaning\n\n</dd>\n\n"
	    "</dl>\n\n<figure>\n\n![A](a.png)\n\n<figcaption>\n\nCap\n\n"
	    "</figcaption>\n\n</figure>\n\n<aside>\n\nAside\n\n</aside>\n\n"
	    "<blockquote class=\"epigraph\">\n\nEpi\n\n</blockquote>\n\n"
	    "<ol start=\"3\" type=\"a\" data-flags=\"tight\">\n\n"
	    "<li value=\"3\" data-flags=\"ordered\">\n\nc\n\n</li>\n\n</ol>\n"
	    "\n<table>\n\n<tr>\n\n<td colspan=\"2\">\n\nwide\n\n</td>\n\n"
	    "</tr>\n\n<tr>\n\n<td>\n\na\n\n</td>\n\n<td>\n\nb\n\n"
	    "</td>\n\n</tr>\n\n</table>\n");
}

static void
notes_of_one_label_get_names(void **state)
{
	(void)state;
	story("page.html",
	    "<h1>A</h1><p>x<a epub:type=noteref href=#n1>*</a> "
	    "y<a epub:type=noteref href=#n2>*</a></p>"
	    "<aside epub:type=footnote id=n1><p>One.</aside>"
	    "<p>z</p>"
	    "<aside epub:type=footnote id=n2><p>Two.</aside>",

	    "---\nibid-export: 1\nibid-headings: unnamed\ntitle: \"A\"\n"
	    "---\n\n# A\n\nx[^*] y[^*-2]\n\n"
	    "<div class=\"note\" id=\"n1\" "
	    "data-note=\"*\"></div>\n\nz\n\n"
	    "<div class=\"note\" id=\"n2\" "
	    "data-note=\"*-2\" data-label=\"*\"></div>\n\n"
	    "[^*]: One.\n\n[^*-2]: Two.\n");
}

/* ---- documents made at random ----------------------------------------- */

struct dice {
	uint64_t state;
	unsigned notes;		/* made so far */
};

/* Numbers below `sides`, the same on every machine (splitmix64). */
static unsigned
roll(struct dice *dice, unsigned sides)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (unsigned)((z ^ z >> 31) % sides);
}

/* Signs that mean something to CommonMark, GFM or pandoc somewhere. */
static const char *const words[] = { "word", "two", "x", "*", "**", "_",
	"a_b", "[", "]", "[x](y)", "[^1]", "`", "``", "<", "<b>", "</div>",
	"&amp;", "&", "\\", "http://a.b", "www.a.b", "a@b.cd", "1.", "12)",
	"-", "+", "#", "##", "|", "---", "===", "~", "~~", "$x$", "^2^", "!",
	"\xc3\xa9", "\xe2\x80\x9cq\xe2\x80\x9d", "\xe2\x80\xae",
	"\xe2\x80\x8b", "(", ")", ":", "{", "}", "{#x}", ">", "iv.", "a)",
	"A.", "=", "\"", "'", "/", "%", "...", "\xd7\x90", "\xe6\xbc\xa2",
	"\x01", "***", "<!--", "?>", ";", "\xc2\xa0" };
#define WORD_COUNT (sizeof words / sizeof *words)

static struct span
name_of(struct dice *dice)
{
	static const char *const names[] = { "a", "b-2", "x y", "a\"b<c>",
		"\xc3\xa9", "1", "file.md#x", "|" };

	return span_str(names[roll(dice, 8)]);
}

static void
some_attrs(struct dice *dice, struct doc_attrs *attrs)
{
	static const char *const langs[] = { "fr", "ar", "zh-Hant" };

	*attrs = (struct doc_attrs){ 0 };
	if (roll(dice, 6))
		return;
	if (!roll(dice, 2))
		attrs->id = name_of(dice);
	if (!roll(dice, 3))
		attrs->lang = span_str(langs[roll(dice, 3)]);
	if (!roll(dice, 3))
		attrs->role = (enum doc_role)roll(dice, DOC_ROLE_COUNT);
	if (!roll(dice, 3))
		attrs->flags = roll(dice, 2) ? DOC_RTL : DOC_LTR;
	if (!roll(dice, 5))
		attrs->flags |= DOC_INFERRED;
}

static void some_text(struct doc_sink *sink, struct dice *dice, int depth);

static void
some_inline(struct doc_sink *sink, struct dice *dice, int depth)
{
	static const enum doc_inline_kind kinds[] = { DOC_EMPHASIS,
		DOC_STRONG, DOC_STRIKE, DOC_UNDERLINE, DOC_MONO, DOC_SUPER,
		DOC_SUB, DOC_SMALL_CAPS, DOC_LINK, DOC_IMAGE, DOC_LANG };
	static const char *const targets[] = { "http://a.b/c_d?e=f&g", "#a",
		"x y", "a(b)c", "#file.md#x", "a|b<c>\\", "" };
	struct doc_attrs attrs = { .lang = SPAN("la") };
	enum doc_inline_kind kind = kinds[roll(dice, 11)];
	char label[16];

	if (kind == DOC_LINK || kind == DOC_IMAGE)
		attrs.target = span_str(targets[roll(dice, 7)]);
	else if (kind != DOC_LANG)
		attrs.lang = SPAN("");
	switch (roll(dice, 6)) {
	case 0:
		snprintf(label, sizeof label, "%u", roll(dice, 8));
		doc_mark(sink, span_str(label));
		break;
	case 1:
		doc_point(sink, roll(dice, 2) ? DOC_ANCHOR : DOC_PAGE,
		    name_of(dice));
		break;
	default:
		if ((kind == DOC_LINK || kind == DOC_SUPER) &&
		    !roll(dice, 4))
			attrs.role = roll(dice, 2) ? DOC_ROLE_NOTEREF :
			    DOC_ROLE_BACKLINK_ROLE;
		doc_span(sink, kind, &attrs);
		some_text(sink, dice, depth + 1);
		doc_span_close(sink);
	}
}

static void
some_text(struct doc_sink *sink, struct dice *dice, int depth)
{
	for (unsigned count = roll(dice, depth ? 3 : 7); count; count--) {
		unsigned what = roll(dice, 12);

		if (what == 0)
			doc_break(sink);
		else if (what < 4 && depth < 4)
			some_inline(sink, dice, depth);
		else
			doc_text(sink, span_str(words[roll(dice,
			    WORD_COUNT)]));
		if (roll(dice, 2))
			doc_text(sink, roll(dice, 8) ? SPAN(" ") :
			    SPAN("   "));
	}
}

static void
some_leaf(struct doc_sink *sink, struct dice *dice, enum doc_kind kind)
{
	struct doc_attrs attrs;

	some_attrs(dice, &attrs);
	if (kind == DOC_HEADING)
		attrs.level = 1 + roll(dice, 6);
	if (kind == DOC_CODE && roll(dice, 2))
		attrs.label = roll(dice, 3) ? SPAN("c") : SPAN("`x` y");
	if (kind == DOC_CELL) {
		attrs.align = (enum doc_align)(roll(dice, 8) ? 0 :
		    roll(dice, 4));
		attrs.number = roll(dice, 10) ? 0 : 2;
	}
	doc_open(sink, kind, &attrs);
	if (kind == DOC_CODE && roll(dice, 2))
		doc_text(sink, SPAN("int x;\n\n\tif (x) `y`\n   \n```\n"));
	else if (kind != DOC_RULE && roll(dice, 12))
		some_text(sink, dice, 0);
	doc_close(sink);
}

static void some_blocks(struct doc_sink *sink, struct dice *dice, int depth);

static void
some_list(struct doc_sink *sink, struct dice *dice, int depth)
{
	bool ordered = roll(dice, 2);
	struct doc_attrs attrs, item;

	some_attrs(dice, &attrs);
	attrs.flags |= roll(dice, 2) ? DOC_TIGHT : 0;
	attrs.flags |= ordered ? DOC_ORDERED : 0;
	attrs.number = ordered ? roll(dice, 3) : 0;
	if (ordered && !roll(dice, 5))
		attrs.label = SPAN("i");
	doc_open(sink, DOC_LIST, &attrs);
	for (unsigned count = roll(dice, 4); count; count--) {
		some_attrs(dice, &item);
		item.flags |= ordered ? DOC_ORDERED : 0;
		item.number = ordered ? attrs.number++ : 0;
		attrs.number += ordered && !roll(dice, 4);
		doc_open(sink, DOC_ITEM, &item);
		if (roll(dice, 2))
			some_leaf(sink, dice, DOC_PARAGRAPH);
		else
			some_blocks(sink, dice, depth + 1);
		if (roll(dice, 3) == 0)
			some_list(sink, dice, depth + 1);
		doc_close(sink);
	}
	doc_close(sink);
}

static void
some_table(struct doc_sink *sink, struct dice *dice)
{
	unsigned rows = roll(dice, 4), cols = roll(dice, 4);
	struct doc_attrs attrs;

	some_attrs(dice, &attrs);
	doc_open(sink, DOC_TABLE, &attrs);
	for (unsigned row = 0; row < rows; row++) {
		attrs = (struct doc_attrs){ .flags = row == 0 &&
			roll(dice, 4) ? DOC_HEADER : 0 };
		doc_open(sink, DOC_ROW, &attrs);
		for (unsigned col = 0; col < cols + !roll(dice, 9); col++)
			some_leaf(sink, dice, DOC_CELL);
		doc_close(sink);
	}
	doc_close(sink);
}

static void
some_note(struct doc_sink *sink, struct dice *dice)
{
	static const char *const labels[] = { "1", "2", "3", "a", "A", "*",
		"n 4", "" };
	struct doc_attrs attrs;

	some_attrs(dice, &attrs);
	attrs.label = span_str(labels[roll(dice, 8)]);
	attrs.number = 0;
	doc_open(sink, DOC_NOTE, &attrs);
	some_blocks(sink, dice, 3);
	doc_close(sink);
}

static void
some_container(struct doc_sink *sink, struct dice *dice, int depth)
{
	static const enum doc_kind kinds[] = { DOC_QUOTE, DOC_PULL_QUOTE,
		DOC_EPIGRAPH, DOC_DEFINITIONS, DOC_FIGURE, DOC_ASIDE,
		DOC_FURNITURE, DOC_GROUP };
	struct doc_attrs attrs;
	enum doc_kind kind = kinds[roll(dice, 8)];

	some_attrs(dice, &attrs);
	doc_open(sink, kind, &attrs);
	if (kind == DOC_DEFINITIONS)
		some_leaf(sink, dice, DOC_TERM);
	some_blocks(sink, dice, depth + 1);
	if (kind == DOC_FIGURE)
		some_leaf(sink, dice, DOC_CAPTION);
	doc_close(sink);
}

static void
some_blocks(struct doc_sink *sink, struct dice *dice, int depth)
{
	static const enum doc_kind leaves[] = { DOC_PARAGRAPH, DOC_HEADING,
		DOC_CODE, DOC_VERSE, DOC_RULE, DOC_PARAGRAPH };

	for (unsigned count = roll(dice, 5); count; count--) {
		switch (depth > 3 ? 9 : roll(dice, 10)) {
		case 0:
		case 1:
			some_list(sink, dice, depth + 1);
			break;
		case 2:
			some_table(sink, dice);
			break;
		case 3:
			some_note(sink, dice);
			break;
		case 4:
		case 5:
			some_container(sink, dice, depth);
			break;
		default:
			some_leaf(sink, dice, leaves[roll(dice, 6)]);
		}
	}
}

static void
make_doc(struct dice *dice, struct doc *doc)
{
	struct doc_attrs end = { .role = DOC_ROLE_ENDNOTES };
	struct compile_opts opts;
	struct diag_list diags;
	struct doc_sink *sink;

	doc_init(doc);
	diag_init(&diags);
	sink = doc_sink_new(doc, &diags);
	doc_meta(sink, "title", SPAN("\"A\": \\ title\n- x"));
	if (roll(dice, 2))
		doc_keyword(sink, SPAN("a, b"), SPAN("c, d\ne\"f"),
		    SPAN("x: y"));
	some_blocks(sink, dice, 0);
	if (roll(dice, 2)) {
		doc_open(sink, DOC_GROUP, &end);
		for (unsigned i = roll(dice, 4); i; i--)
			some_note(sink, dice);
		doc_close(sink);
	}
	doc_finish(sink);
	doc_sink_free(sink);
	compile_opts_init(&opts);
	opts.mend = roll(dice, 2);
	compile_doc(doc, &opts, &diags);
	diag_release(&diags);
}

static void
random_comes_back(unsigned seed)
{
	struct dice dice = { .state = seed };
	struct buf markdown = { 0 };
	struct doc doc;

	make_doc(&dice, &doc);
	if (!comes_back(&doc, &markdown)) {
		fprintf(stderr, "%s\n", buf_cstr(&markdown));
		fail_msg("document %u", seed);
	}
	buf_release(&markdown);
	doc_release(&doc);
}

static void
documents_made_at_random_come_back(void **state)
{
	/* Bold that ended in a picture; code that ends with a line's end. */
	static const unsigned rare[] = { 28926, 36396, 153725 };
	const char *wanted = getenv("IBID_EXPORT_SEEDS");
	unsigned count = wanted ? (unsigned)atoi(wanted) : 1500;

	(void)state;
	for (size_t i = 0; i < sizeof rare / sizeof *rare; i++)
		random_comes_back(rare[i]);
	for (unsigned seed = 1; seed <= count; seed++)
		random_comes_back(seed);
}

/* ---- real documents --------------------------------------------------- */

static const char *const corpora[] = {
	"report/chapter-6.md",
	"report/press-release.txt",
	"corpora/epub/hume-enquiry.epub",
	"corpora/epub/moby-dick.epub",
	"corpora/epub/on-liberty.epub",
	"corpora/epub/douglass-narrative.epub",
	"corpora/epub/souls-of-black-folk.epub",
	"corpora/epub/james-varieties.epub",
	"corpora/epub/wasteland.epub",
	"corpora/epub/mueller-report-appendix.epub",
	"corpora/epub/israelsailing.epub",
	"corpora/epub/regime-anticancer-arabic.epub",
	"corpora/html/udhr/arb.html",
	"corpora/html/udhr/tha.html",
	"corpora/html/udhr/jpn.html",
	"corpora/markdown/warez/02-setting-the-scene.md",
	"corpora/spec/commonmark-0.31.2.txt",
	"corpora/unicode/UTF-8-test.txt",
	"corpora/unicode/UTF-8-demo.txt",
};

static void
real_documents_come_back(void **state)
{
	unsigned seen = 0;

	(void)state;
	for (size_t i = 0; i < sizeof corpora / sizeof *corpora; i++) {
		const char *top = getenv("top_srcdir");
		struct buf markdown = { 0 };
		struct mapped map;
		struct doc doc;
		char path[4096];
		bool epub = span_ends(span_str(corpora[i]), SPAN(".epub")) ||
		    span_ends(span_str(corpora[i]), SPAN(".html"));

		snprintf(path, sizeof path, "%s/../shared/%s",
		    top ? top : ".", corpora[i]);
		if (file_map(&map, path))
			continue;
		seen++;
		import_doc(map.bytes, corpora[i], !epub, &doc);
		if (!comes_back(&doc, &markdown))
			fail_msg("%s", corpora[i]);
		buf_release(&markdown);
		doc_release(&doc);
		file_unmap(&map);
	}
	if (!seen)
		skip();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markdown_stays_markdown),
		cmocka_unit_test(what_markdown_lacks_is_tags),
		cmocka_unit_test(notes_of_one_label_get_names),
		cmocka_unit_test(documents_made_at_random_come_back),
		cmocka_unit_test(real_documents_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
