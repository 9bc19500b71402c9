/*
 * fuzz/fuzz_keywords.c - any bytes as a keyword file, and as a text that is
 * searched for its own keywords.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/buf.h"
#include "search/keywords.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct span text = span_of((const char *)data, len);
	struct keywords *keywords = keywords_new();
	struct keywords *again = keywords_new();
	struct keyword_hits hits = { 0 };
	struct diag_list diags;
	struct buf file = { 0 };
	uint64_t end = 0;

	diag_init(&diags);
	keywords_parse(keywords, 0, text, NULL, &diags);
	for (size_t i = 0; i < keywords_count(keywords); i++)
		assert(keywords_at(keywords, (int)i)->term.len > 0);
	keywords_scan(keywords, text, 0, &hits);
	for (size_t i = 0; i < hits.count; i++) {
		assert(hits.items[i].place >= end && hits.items[i].len > 0);
		end = hits.items[i].place + hits.items[i].len;
		assert(end <= len);
		assert((size_t)hits.items[i].id < keywords_count(keywords));
	}
	/* What was understood once is understood again. */
	keywords_write(keywords, 0, &file);
	keywords_parse(again, 0, buf_span(&file), NULL, NULL);
	assert(keywords_count(again) <= keywords_count(keywords));
	buf_release(&file);
	diag_release(&diags);
	keyword_hits_release(&hits);
	keywords_free(keywords);
	keywords_free(again);
	return 0;
}
