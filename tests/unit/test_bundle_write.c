/* What is written: the same bytes, within limits, or a plain refusal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "bundle_docs.h"
#include "bundle_rig.h"

/* As if by chance, always the same. */
static uint64_t
scatter(uint64_t i, uint64_t below)
{
	return (i * 2654435761u + 12345) % below;
}

static void
the_same_documents_give_the_same_bytes(void **state)
{
	static const size_t sizes[] = { 1 << 10, 1 << 20 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct doc a, b;
		struct doc *first[] = { &a }, *second[] = { &b };
		struct buf one, two;

		long_tale(&a, sizes[i], 4);
		long_tale(&b, sizes[i], 4);
		one = stored(first, 1);
		two = stored(second, 1);
		assert_int_equal(one.len, two.len);
		assert_memory_equal(one.ptr, two.ptr, one.len);
		buf_release(&one);
		buf_release(&two);
		doc_release(&a);
		doc_release(&b);
	}
}

/* Several batches, each packed by whoever is free. */
static void
as_many_processors_as_there_are_give_the_same_bytes(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct bundle_source source = { .docs = docs, .count = 1,
		.level = BUNDLE_FAST };
	struct buf many = { 0 }, one = { 0 };
	cpu_set_t all, first;

	(void)state;
	long_tale(&doc, 3 << 20, 6);
	assert_int_equal(bundle_write(&many, &source, NULL), BUNDLE_OK);
	assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
	CPU_ZERO(&first);
	for (int i = 0; i < CPU_SETSIZE && !CPU_COUNT(&first); i++)
		if (CPU_ISSET(i, &all))
			CPU_SET(i, &first);
	assert_int_equal(sched_setaffinity(0, sizeof first, &first), 0);
	assert_int_equal(bundle_write(&one, &source, NULL), BUNDLE_OK);
	assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
	assert_int_equal(one.len, many.len);
	assert_memory_equal(one.ptr, many.ptr, one.len);
	buf_release(&one);
	buf_release(&many);
	doc_release(&doc);
}

/* The bytes of the first chunk's text. */
static uint64_t
first_chunk(size_t bytes, enum bundle_level level, size_t *len)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct bundle_source source = { .docs = docs, .count = 1,
		.level = level };
	struct buf out = { 0 };
	struct bundle *bundle;
	uint64_t end;

	long_tale(&doc, bytes, 7);
	assert_int_equal(bundle_write(&out, &source, NULL), BUNDLE_OK);
	bundle = opened(&out);
	assert_int_equal(bundle_check(bundle, say, NULL), 0);
	end = bundle_chunk_place(bundle, 1);
	bundle_close(bundle);
	*len = out.len;
	buf_release(&out);
	doc_release(&doc);
	return end;
}

static void
a_long_text_begins_with_a_short_chunk(void **state)
{
	size_t len;
	uint64_t end;

	(void)state;
	end = first_chunk(4 << 20, BUNDLE_FAST, &len);
	assert_in_range(end, BUNDLE_FIRST_LEN, 2 * BUNDLE_FIRST_LEN);
	end = first_chunk(2 << 20, BUNDLE_FAST, &len);
	assert_in_range(end, BUNDLE_CHUNK_LEN / 2, 2 * BUNDLE_CHUNK_LEN);
}

static void
a_very_long_text_is_packed_nearly_as_well(void **state)
{
	size_t strong, vast, fast;

	(void)state;
	first_chunk(1 << 20, BUNDLE_STRONG, &strong);
	first_chunk(1 << 20, BUNDLE_VAST, &vast);
	first_chunk(1 << 20, BUNDLE_FAST, &fast);
	assert_in_range(vast, strong + 1, strong + strong / 10);
	assert_in_range(fast, vast + 1, 2 * vast);
}

static uint64_t
hash_of(const struct bundle_source *source, size_t *len)
{
	struct buf bytes = { 0 };
	struct bundle *bundle;
	uint64_t hash;

	assert_int_equal(bundle_write(&bytes, source, NULL), BUNDLE_OK);
	bundle = opened(&bytes);
	hash = bundle_info(bundle)->content_hash;
	assert_int_equal(bundle_check(bundle, say, NULL), 0);
	bundle_close(bundle);
	*len = bytes.len;
	buf_release(&bytes);
	return hash;
}

static void
the_content_hash_is_of_the_text_not_of_the_packing(void **state)
{
	static const struct bundle_extra_section index = { BUNDLE_TAG_INDEX,
		false, true, { "terms", 5 } };
	static const size_t sizes[] = { 20 << 10, 600 << 10 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct doc doc;
		struct doc *docs[] = { &doc };
		struct bundle_source source = { .docs = docs, .count = 1,
			.level = BUNDLE_FAST };
		size_t fast, other, with;
		uint64_t hash;

		long_tale(&doc, sizes[i], 5);
		hash = hash_of(&source, &fast);
		source.level = i ? BUNDLE_PLAIN : BUNDLE_STRONG;
		assert_int_equal(hash_of(&source, &other), hash);
		assert_true(i ? other > fast : other < fast);
		source.level = BUNDLE_FAST;
		source.extras = &index;
		source.extra_count = 1;
		assert_int_equal(hash_of(&source, &with), hash);
		assert_true(with > fast);
		doc.nodes[1].text = span_slice(doc.nodes[1].text, 1,
		    doc.nodes[1].text.len);
		for (size_t k = 2; k < doc.node_count; k++)
			doc.nodes[k].place--;
		doc.text_len--;
		doc.note_count = doc.ref_count = doc.section_count = 0;
		for (size_t k = 0; k < doc.node_count; k++) {
			doc.nodes[k].inline_count = 0;
			if (doc.nodes[k].kind == DOC_NOTE)
				doc.nodes[k].number = DOC_NONE;
		}
		assert_int_not_equal(hash_of(&source, &with), hash);
		doc_release(&doc);
	}
}

static void
refused(struct doc *doc, const char *want)
{
	struct doc *docs[] = { doc };
	struct bundle_source source = { .docs = docs, .count = 1 };
	struct bundle_error error;
	struct buf out = { 0 };

	assert_int_equal(bundle_write(&out, &source, &error), BUNDLE_UNFIT);
	assert_string_equal(error.what, want);
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

static void
documents_that_break_a_rule_are_refused(void **state)
{
	struct doc doc;
	struct bundle_source none = { .count = 0 };
	struct bundle_error error;
	struct buf out = { 0 };

	(void)state;
	assert_int_equal(bundle_write(&out, &none, &error), BUNDLE_UNFIT);
	pond(&doc);
	doc.nodes[1].place++;
	refused(&doc, "document 1 cannot be stored: node 1 is not at its "
	    "place");
	doc.nodes[1].place--;
	doc.nodes[1].inlines[0].len = 5000;
	refused(&doc, "document 1 cannot be stored: node 1 has an inline "
	    "that passes its end");
	doc.nodes[1].inlines[0].len = 8;
	doc.refs[0].note = 99;
	refused(&doc, "document 1 cannot be stored: mark 0 is of no note or "
	    "in no section");
	doc.refs[0].note = 0;
	doc.notes[1].ref_count = 3;
	refused(&doc, "document 1 cannot be stored: note 1 has 0 marks, "
	    "not 3");
	doc_release(&doc);
}

/* Sources have images inside their addresses, and chapters for titles. */
static void
what_no_name_is_as_long_as_is_left_out_or_cut(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf bytes, address = { 0 };
	struct bundle *bundle;
	struct doc_section section;
	const struct doc_node *node;

	(void)state;
	pond(&doc);
	buf_fill(&address, 'a', 5 << 20);
	doc.nodes[1].inlines[0].target = buf_span(&address);
	doc.nodes[1].id = buf_span(&address);
	doc.sections[0].title = buf_span(&address);
	bytes = stored(docs, 1);
	assert_true(bytes.len < 20000);
	bundle = opened(&bytes);
	node = &bundle_chunk(bundle, 0, NULL)->nodes[1];
	assert_int_equal(node->inlines[0].target.len, 0);
	assert_int_equal(node->id.len, 0);
	bundle_section(bundle, 0, &section);
	assert_int_equal(section.title.len, 4096);
	bundle_close(bundle);
	doc.notes[0].label = buf_span(&address);
	refused(&doc, "document 1 cannot be stored: the label of note 0 is "
	    "too long");
	buf_release(&bytes);
	buf_release(&address);
	doc_release(&doc);
}

/* What passes a limit only by its mass is found by reading it back. */
static void
what_could_not_be_read_again_is_refused(void **state)
{
	enum { METAS = 20 };
	struct doc doc;
	struct buf value = { 0 };
	char name[16];

	(void)state;
	pond(&doc);
	for (size_t i = 0; i < 1 << 20; i++)
		buf_putc(&value, (char)('a' + scatter(i, 26)));
	for (int i = 0; i < METAS; i++) {
		snprintf(name, sizeof name, "x%d", i);
		doc_meta_set(&doc, name, buf_span(&value));
	}
	refused(&doc, "the documents pass a limit of the format");
	buf_release(&value);
	doc_release(&doc);
}

static void
put_names(struct buf *out, unsigned count, const char *(*name)(unsigned))
{
	for (unsigned i = 0; i < count; i++)
		buf_printf(out, "%s%u %s", i ? ", " : "", i, name(i));
	buf_putc(out, '\n');
}

static const char *
kind_name(unsigned i)
{
	return doc_kind_name((enum doc_kind)i);
}

static const char *
inline_name(unsigned i)
{
	return doc_inline_name((enum doc_inline_kind)i);
}

static const char *
role_name(unsigned i)
{
	return doc_role_name((enum doc_role)i);
}

/* They stand in files and in ibid-bundle(5): new ones go to the end. */
static void
the_numbers_of_kinds_and_roles_are_fixed(void **state)
{
	struct buf out = { 0 };

	(void)state;
	put_names(&out, DOC_KIND_COUNT, kind_name);
	put_names(&out, DOC_INLINE_COUNT, inline_name);
	put_names(&out, DOC_ROLE_COUNT, role_name);
	assert_string_equal(buf_cstr(&out),
	    "0 quote, 1 pull-quote, 2 epigraph, 3 list, 4 item, 5 table, "
	    "6 row, 7 definitions, 8 figure, 9 aside, 10 note, "
	    "11 furniture, 12 group, 13 paragraph, 14 heading, 15 code, "
	    "16 verse, 17 cell, 18 term, 19 caption, 20 rule\n"
	    "0 emphasis, 1 strong, 2 strike, 3 underline, 4 mono, 5 super, "
	    "6 sub, 7 small-caps, 8 link, 9 image, 10 lang, 11 note-ref, "
	    "12 backlink, 13 anchor, 14 page\n"
	    "0 , 1 noteref, 2 backlink, 3 footnote, 4 endnotes, "
	    "5 titlepage, 6 toc, 7 index, 8 bibliography, "
	    "9 copyright-page, 10 chapter, 11 part\n");
	buf_release(&out);
	assert_int_equal(DOC_RTL, 1);
	assert_int_equal(DOC_INFERRED, 128);
	assert_int_equal(DOC_ALIGN_RIGHT, 3);
}

static void
a_listing_names_the_parts(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct buf bytes, out = { 0 };
	struct bundle *bundle;

	(void)state;
	long_tale(&doc, 1 << 20, 6);
	bytes = stored(docs, 1);
	bundle = opened(&bytes);
	bundle_dump(bundle, &out);
	assert_non_null(strstr(out.ptr, "format 3, large form, "));
	assert_non_null(strstr(out.ptr, "  CHNK required "));
	assert_non_null(strstr(out.ptr, "  structure    14 chunks "));
	assert_non_null(strstr(out.ptr, "  text          2 batches "));
	bundle_close(bundle);
	buf_release(&out);
	buf_release(&bytes);
	doc_release(&doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_documents_give_the_same_bytes),
		cmocka_unit_test(
		    as_many_processors_as_there_are_give_the_same_bytes),
		cmocka_unit_test(a_long_text_begins_with_a_short_chunk),
		cmocka_unit_test(a_very_long_text_is_packed_nearly_as_well),
		cmocka_unit_test(
		    the_content_hash_is_of_the_text_not_of_the_packing),
		cmocka_unit_test(documents_that_break_a_rule_are_refused),
		cmocka_unit_test(what_no_name_is_as_long_as_is_left_out_or_cut),
		cmocka_unit_test(what_could_not_be_read_again_is_refused),
		cmocka_unit_test(the_numbers_of_kinds_and_roles_are_fixed),
		cmocka_unit_test(a_listing_names_the_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
