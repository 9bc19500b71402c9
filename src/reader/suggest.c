/* reader/suggest.c - the words that set a chapter apart from the rest. */
#include "reader/suggest.h"

#include "search/distinct.h"

/* Larger bundles have an index; one whose index is damaged has no words. */
#define WHOLE_MAX ((uint64_t)8 << 20)

void
suggest_init(struct suggest *suggest, struct bundle *bundle,
    const struct text_index *index)
{
	*suggest = (struct suggest){ .bundle = bundle, .index = index };
}

void
suggest_release(struct suggest *suggest)
{
	distinct_free(suggest->whole);
	*suggest = (struct suggest){ 0 };
}

static bool
count_whole(struct suggest *suggest)
{
	uint64_t text_len = bundle_info(suggest->bundle)->text_len;
	struct buf text = { 0 };

	if (suggest->whole)
		return true;
	if (text_len > WHOLE_MAX || bundle_text(suggest->bundle, 0,
	    text_len, &text, NULL) != BUNDLE_OK) {
		buf_release(&text);
		return false;
	}
	suggest->whole = distinct_new(buf_span(&text));
	buf_release(&text);
	return true;
}

size_t
suggest_words(struct suggest *suggest, uint64_t from, uint64_t to,
    struct arena *mem, struct index_term *out, size_t max)
{
	struct buf text = { 0 };
	size_t count = 0;

	if (to - from > SUGGEST_BYTES)
		to = from + SUGGEST_BYTES;
	if (bundle_text(suggest->bundle, from, to, &text, NULL) == BUNDLE_OK) {
		if (suggest->index)
			count = index_distinct(suggest->index,
			    buf_span(&text), mem, out, max);
		else if (count_whole(suggest))
			count = distinct_terms(suggest->whole,
			    buf_span(&text), mem, out, max);
	}
	buf_release(&text);
	return count;
}
