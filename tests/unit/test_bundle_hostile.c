/* Bundles that were cut, hit, mangled, or that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/cursor.h"
#include "bundle/encode.h"
#include "bundle/format.h"
#include "bundle_docs.h"
#include "bundle_forge.h"

static const struct bundle_extra_section extras[] = {
	{ "xtra", false, true, { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 32 } },
	{ BUNDLE_TAG_INDEX, true, false, { "terms", 5 } },
};

/* A document in either form, whatever its size; it is released. */
static struct buf
written(struct doc *doc, enum format_form form, enum bundle_level level,
    const struct bundle_extra_section *extra, size_t extra_count)
{
	struct doc *docs[] = { doc };
	struct bundle_source source = { .docs = docs, .count = 1,
		.extras = extra, .extra_count = extra_count, .level = level };
	struct merged all;
	struct buf out = { 0 };

	merge(&all, &source);
	if (form == FORMAT_SMALL)
		assert_true(write_small(&out, &all, &source));
	else
		write_large(&out, &all, &source);
	merged_release(&all);
	doc_release(doc);
	return out;
}

static struct buf
a_pond(enum format_form form, enum bundle_level level,
    const struct bundle_extra_section *extra, size_t extra_count)
{
	struct doc doc;

	pond(&doc);
	return written(&doc, form, level, extra, extra_count);
}

/*
 * What opening and checking make of these bytes.  They are copied to a
 * place of exactly their size, for the sanitizers.
 */
static enum bundle_status
status_of(const char *bytes, size_t len, struct bundle_error *error)
{
	char *copy = malloc(len ? len : 1);
	enum bundle_status status;
	struct bundle *bundle;

	assert_non_null(copy);
	memcpy(copy, bytes, len);
	status = bundle_open_memory(&bundle, span_of(copy, len), error);
	if (status == BUNDLE_OK) {
		walk_bundle(bundle);
		if (bundle_check(bundle, NULL, NULL))
			status = BUNDLE_DAMAGED;
		bundle_close(bundle);
	} else {
		assert_null(bundle);
		assert_int_equal(error->status, status);
		assert_true(error->what[0] != '\0');
		assert_null(strchr(error->what, '\n'));
	}
	free(copy);
	return status;
}

static void
cut_everywhere(enum format_form form)
{
	struct buf bytes = a_pond(form, BUNDLE_STRONG, extras, 2);
	struct bundle_error error;

	assert_int_equal(status_of(bytes.ptr, bytes.len, &error), BUNDLE_OK);
	assert_int_equal(status_of(bytes.ptr, 0, &error), BUNDLE_FOREIGN);
	for (size_t len = 1; len < bytes.len; len++)
		assert_int_equal(status_of(bytes.ptr, len, &error),
		    BUNDLE_TRUNCATED);
	buf_putc(&bytes, 0);
	assert_int_equal(status_of(bytes.ptr, bytes.len, &error),
	    BUNDLE_DAMAGED);
	buf_release(&bytes);
}

static void
cut_at_any_length_it_says_so(void **state)
{
	(void)state;
	cut_everywhere(FORMAT_SMALL);
	cut_everywhere(FORMAT_LARGE);
}

/* What may be said of a bundle whose byte `at` was changed to `byte`. */
static bool
is_fair(size_t at, unsigned char byte, enum bundle_status status)
{
	if (at < FORMAT_SIGNATURE_LEN)
		return status == BUNDLE_FOREIGN || status == BUNDLE_MANGLED;
	if (at == FORMAT_SIGNATURE_LEN)
		return status == (byte > BUNDLE_FORMAT ? BUNDLE_NEWER :
		    byte ? BUNDLE_OLDER : BUNDLE_DAMAGED);
	/* A length in the small form, or the form taken for the other. */
	if (at < SMALL_LENGTHS_OFF + 8 && status == BUNDLE_TRUNCATED)
		return true;
	return status == BUNDLE_DAMAGED;
}

static void
hit_everywhere(enum format_form form)
{
	static const unsigned char patterns[] = { 0x01, 0x02, 0x04, 0x08,
		0x10, 0x20, 0x40, 0x80, 0xff, 0x0f };
	struct buf bytes = a_pond(form, BUNDLE_STRONG, extras, 2);
	struct bundle_error error;

	for (size_t at = 0; at < bytes.len; at++) {
		for (size_t i = 0; i < sizeof patterns; i++) {
			enum bundle_status status;

			bytes.ptr[at] ^= (char)patterns[i];
			status = status_of(bytes.ptr, bytes.len, &error);
			if (!is_fair(at, (unsigned char)bytes.ptr[at],
			    status))
				fail_msg("byte %zu, pattern %02x: %d", at,
				    patterns[i], status);
			bytes.ptr[at] ^= (char)patterns[i];
		}
	}
	buf_release(&bytes);
}

static void
a_changed_byte_is_noticed_wherever_it_is(void **state)
{
	(void)state;
	hit_everywhere(FORMAT_SMALL);
	hit_everywhere(FORMAT_LARGE);
}

static void
lie_everywhere(enum format_form form)
{
	static const unsigned char values[] = { 0x00, 0x01, 0x7f, 0x80,
		0xff };
	struct buf bytes = a_pond(form, BUNDLE_PLAIN, extras, 2);
	struct buf forged = { 0 };
	struct bundle_error error;

	for (size_t at = FORMAT_START_LEN; at < bytes.len; at++) {
		for (size_t i = 0; i < sizeof values + 2; i++) {
			char *byte;

			buf_clear(&forged);
			buf_put(&forged, buf_span(&bytes));
			byte = &forged.ptr[at];
			if (i < sizeof values)
				*byte = (char)values[i];
			else
				*byte = (char)(*byte + (i & 1 ? 1 : -1));
			forge_sums(forged.ptr, forged.len);
			(void)status_of(forged.ptr, forged.len, &error);
		}
	}
	buf_release(&forged);
	buf_release(&bytes);
}

/* Nothing is asserted but that it returns; the sanitizers look on. */
static void
numbers_that_lie_behind_right_sums_do_no_harm(void **state)
{
	(void)state;
	lie_everywhere(FORMAT_SMALL);
	lie_everywhere(FORMAT_LARGE);
}

/* Several chunks that share their frames. */
static void
a_batch_that_lies_does_no_harm(void **state)
{
	static const unsigned char values[] = { 0x00, 0x01, 0x80, 0xff };
	struct doc doc;
	struct buf bytes, forged = { 0 };
	struct bundle_error error;
	struct span rows;

	(void)state;
	long_tale(&doc, 200 << 10, 4);
	bytes = written(&doc, FORMAT_LARGE, BUNDLE_FAST, NULL, 0);
	assert_int_equal(status_of(bytes.ptr, bytes.len, &error), BUNDLE_OK);
	rows = forge_chunks(&bytes);
	assert_in_range(rows.len / CHUNK_ENTRY_LEN, 3, 5);
	for (size_t i = 0; i < rows.len * sizeof values; i++) {
		size_t at = (size_t)(rows.ptr - bytes.ptr) +
		    i / sizeof values;
		enum bundle_status status;

		buf_clear(&forged);
		buf_put(&forged, buf_span(&bytes));
		forged.ptr[at] = (char)values[i % sizeof values];
		forge_sums(forged.ptr, forged.len);
		status = status_of(forged.ptr, forged.len, &error);
		if (forged.ptr[at] != bytes.ptr[at] &&
		    i / sizeof values % CHUNK_ENTRY_LEN <
		    CHUNK_ENTRY_LEN - 8)
			assert_int_equal(status, BUNDLE_DAMAGED);
	}
	buf_release(&forged);
	buf_release(&bytes);
}

/*
 * In a long bundle only what is asked for is looked at: with every piece
 * spoilt it opens, and with one piece spoilt the others are read.
 */
static void
damage_is_met_where_it_is_and_named(void **state)
{
	struct doc doc;
	struct doc *docs[] = { &doc };
	struct bundle_source source = { .docs = docs, .count = 1,
		.level = BUNDLE_FAST };
	struct buf bytes = { 0 };
	struct bundle_error error;
	struct bundle *bundle;
	struct doc_section section;
	struct span text;
	char what[80];
	size_t body;
	uint32_t count, bad = 0;

	(void)state;
	long_tale(&doc, 5 << 20, 7);
	assert_int_equal(bundle_write(&bytes, &source, &error), BUNDLE_OK);
	/* The chunks are at the start of the body: this is an early one. */
	body = bytes.len / 32;
	bytes.ptr[body] ^= 0x10;
	assert_int_equal(bundle_open_memory(&bundle, buf_span(&bytes),
	    &error), BUNDLE_OK);
	count = bundle_chunk_count(bundle);
	while (bad < count && bundle_chunk(bundle, bad, &error))
		bad++;
	/* Those before it in its batch are read, those after it not. */
	assert_in_range(bad, 1, count / 4);
	assert_int_equal(error.status, BUNDLE_DAMAGED);
	snprintf(what, sizeof what, "the bundle is damaged: the text of "
	    "chunk %u is wrong", bad);
	assert_string_equal(error.what, what);
	assert_int_equal(bundle_chunk_text(bundle, bad, &text, NULL, NULL),
	    BUNDLE_DAMAGED);
	assert_null(bundle_chunk(bundle, bad + 1, &error));
	assert_non_null(bundle_chunk(bundle, bad - 1, &error));
	assert_non_null(bundle_chunk(bundle, count / 2, &error));
	assert_int_equal(bundle_section(bundle, 0, &section), BUNDLE_OK);
	assert_int_equal(bundle_check(bundle, NULL, NULL), 1);
	bundle_close(bundle);

	memset(bytes.ptr + body, 0x55, bytes.len - body);
	assert_int_equal(bundle_open_memory(&bundle, buf_span(&bytes),
	    &error), BUNDLE_OK);
	assert_int_equal(bundle_section(bundle, 0, &section),
	    BUNDLE_DAMAGED);
	assert_int_equal(section.title.len, 0);
	assert_string_equal(bundle_last_error(bundle)->what,
	    "the bundle is damaged: page 0 of its sections is wrong");
	bundle_close(bundle);
	buf_release(&bytes);
	doc_release(&doc);
}

static char told[256];

static void
tell(void *context, const char *sentence)
{
	(void)context;
	snprintf(told, sizeof told, "%s", sentence);
}

/* The pond has four notes, of which the first is several bytes long. */
static void
a_source_that_is_not_there_is_told(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *trouble;
	} cases[] = {
		{ "\x18\0", 2, NULL },
		{ "\x18\0\x10\2\2\2\1\1", 8, NULL },
		{ "\x20\0", 2, "1 of section \"SRCS\" is of no type" },
		{ "\x18\x08", 2, "1 of section \"SRCS\" stands in a note "
		    "that is not there" },
		{ "\x18\0\x18\1", 4, "2 of section \"SRCS\" stands in a "
		    "note that is not there" },
		{ "\x08\0\0\x7f", 4, "1 of section \"SRCS\" passes the end "
		    "of its note" },
		{ "\x10\0\1\2\0\1", 6, "1 of section \"SRCS\" is cited less "
		    "often than by its notes" },
		{ "\x10\0\2\2\1\0", 6, "1 of section \"SRCS\" names a note "
		    "twice" },
		{ "\x10\0\2\2\1\3", 6, "1 of section \"SRCS\" is cited by a "
		    "note that is not there" },
		{ "\x18\0\x10\0\1", 5, "2 of section \"SRCS\" " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bundle_extra_section extra = { "SRCS", false, true,
			span_of(cases[i].bytes, cases[i].len) };
		struct buf bytes = a_pond(i % 2 ? FORMAT_SMALL : FORMAT_LARGE,
		    BUNDLE_FAST, &extra, 1);
		struct bundle *bundle;

		told[0] = '\0';
		assert_int_equal(bundle_open_memory(&bundle,
		    buf_span(&bytes), NULL), BUNDLE_OK);
		assert_int_equal(bundle_check(bundle, tell, NULL),
		    cases[i].trouble != NULL);
		if (cases[i].trouble)
			assert_non_null(strstr(told, cases[i].trouble));
		bundle_close(bundle);
		buf_release(&bytes);
	}
}

static void
other_formats_are_named(void **state)
{
	struct buf bytes = a_pond(FORMAT_SMALL, BUNDLE_FAST, NULL, 0);
	struct bundle_error error;

	(void)state;
	bytes.ptr[FORMAT_SIGNATURE_LEN] = 9;
	assert_int_equal(status_of(bytes.ptr, bytes.len, &error),
	    BUNDLE_NEWER);
	assert_string_equal(error.what, "the bundle is of format 9 and this "
	    "program reads up to 3; a newer ibid reads it");
	bytes.ptr[FORMAT_SIGNATURE_LEN] = 1;
	assert_int_equal(status_of(bytes.ptr, bytes.len, &error),
	    BUNDLE_OLDER);
	assert_string_equal(error.what, "the bundle is of format 1, which is "
	    "no longer read; pack its source again");
	buf_release(&bytes);
}

static struct buf
replaced(const struct buf *bytes, const char *from, size_t from_len,
    const char *to, size_t to_len)
{
	struct buf out = { 0 };
	struct span rest = buf_span(bytes);

	while (rest.len) {
		if (span_starts(rest, span_of(from, from_len))) {
			buf_put_bytes(&out, to, to_len);
			rest = span_slice(rest, from_len, rest.len);
		} else {
			buf_putc(&out, rest.ptr[0]);
			rest = span_slice(rest, 1, rest.len);
		}
	}
	return out;
}

static void
a_bundle_sent_as_text_is_named(void **state)
{
	struct buf bytes = a_pond(FORMAT_LARGE, BUNDLE_FAST, NULL, 0);
	struct buf sent[6];
	struct bundle_error error;

	(void)state;
	sent[0] = replaced(&bytes, "\r\n", 2, "\n", 1);
	sent[1] = replaced(&bytes, "\n", 1, "\r\n", 2);
	sent[2] = replaced(&bytes, "\n", 1, "\r", 1);
	sent[3] = replaced(&bytes, "\r", 1, "\n", 1);
	sent[4] = replaced(&bytes, "\x89", 1, "\xc2\x89", 2);
	sent[5] = replaced(&bytes, "\x89", 1, "\xef\xbf\xbd", 3);
	for (int i = 0; i < 6; i++) {
		assert_true(bundle_is(buf_span(&sent[i])));
		assert_int_equal(status_of(sent[i].ptr, sent[i].len, &error),
		    BUNDLE_MANGLED);
		buf_release(&sent[i]);
	}
	buf_release(&bytes);
}

static void
other_files_are_no_bundles(void **state)
{
	static const char *const others[] = { "", "\n", "# Title\n",
		"PK\x03\x04", "\x89PNG\r\n\x1a\n", "IBD\r\n", "?IBDx" };
	struct bundle_error error;

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		assert_false(bundle_is(span_str(others[i])));
		assert_int_equal(status_of(others[i], strlen(others[i]),
		    &error), BUNDLE_FOREIGN);
	}
}

static void
unknown_sections_are_skipped_or_refused(void **state)
{
	static const struct bundle_extra_section needed = { "needs", true,
		false, { "x", 1 } };
	struct bundle_extra_section odd = needed;
	struct bundle_error error;

	(void)state;
	memcpy(odd.tag, "n\x01" "w!", 5);
	for (int form = FORMAT_SMALL; form <= FORMAT_LARGE; form++) {
		struct buf bytes = a_pond((enum format_form)form, BUNDLE_FAST,
		    extras, 2);
		struct bundle *bundle;
		struct span got;

		assert_int_equal(bundle_open_memory(&bundle,
		    buf_span(&bytes), &error), BUNDLE_OK);
		assert_int_equal(bundle_extra(bundle, "xtra", &got, &error),
		    BUNDLE_OK);
		assert_true(span_eq(got, extras[0].bytes));
		assert_int_equal(bundle_extra(bundle, BUNDLE_TAG_INDEX, &got,
		    &error), BUNDLE_OK);
		assert_true(span_eq(got, SPAN("terms")));
		assert_int_equal((uintptr_t)got.ptr % 8, 0);
		assert_int_equal(bundle_info(bundle)->index_bytes, 5);
		assert_int_equal(bundle_extra(bundle, "none", &got, &error),
		    BUNDLE_OK);
		assert_int_equal(got.len, 0);
		bundle_close(bundle);
		buf_release(&bytes);

		bytes = a_pond((enum format_form)form, BUNDLE_FAST, &odd, 1);
		assert_int_equal(status_of(bytes.ptr, bytes.len, &error),
		    BUNDLE_UNKNOWN);
		assert_string_equal(error.what, "the bundle needs its "
		    "section \"n?w!\", which this program does not know; a "
		    "newer ibid may");
		buf_release(&bytes);
	}
}

static void
a_file_that_is_not_there_is_told_by_the_system(void **state)
{
	struct bundle_error error;
	struct bundle *bundle;

	(void)state;
	assert_int_equal(bundle_open(&bundle, "/nowhere/at/all.ibid", &error),
	    BUNDLE_SYSTEM);
	assert_null(bundle);
	assert_string_equal(error.what, "No such file or directory");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cut_at_any_length_it_says_so),
		cmocka_unit_test(a_changed_byte_is_noticed_wherever_it_is),
		cmocka_unit_test(
		    numbers_that_lie_behind_right_sums_do_no_harm),
		cmocka_unit_test(a_batch_that_lies_does_no_harm),
		cmocka_unit_test(damage_is_met_where_it_is_and_named),
		cmocka_unit_test(a_source_that_is_not_there_is_told),
		cmocka_unit_test(other_formats_are_named),
		cmocka_unit_test(a_bundle_sent_as_text_is_named),
		cmocka_unit_test(other_files_are_no_bundles),
		cmocka_unit_test(unknown_sections_are_skipped_or_refused),
		cmocka_unit_test(
		    a_file_that_is_not_there_is_told_by_the_system),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
