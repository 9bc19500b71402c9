/* bundle/check_sources.c - prove what section "SRCS" says. */
#include "base/cursor.h"
#include "bundle/reader.h"

/* The notes that cite a source, after how often they do. */
static const char *
check_citing(struct cursor *in, uint32_t note_count)
{
	uint64_t times = cursor_varint(in);
	uint64_t count = cursor_varint(in), note = 0;

	if (times == 0 || count == 0 || count > times)
		return "is cited less often than by its notes";
	for (uint64_t i = 0; i < count && !in->failed; i++) {
		uint64_t step = cursor_varint(in);

		if (i && step == 0)
			return "names a note twice";
		if (step >= note_count || note + step >= note_count)
			return "is cited by a note that is not there";
		note += step;
	}
	return NULL;
}

static const char *
check_record(struct bundle *bundle, struct cursor *in, int64_t *last)
{
	uint32_t note_count = bundle->info.note_count;
	uint64_t head = cursor_varint(in), off, len;
	int64_t step = cursor_svarint(in);
	struct doc_note note;

	if (head > (BUNDLE_SOURCE_TYPES | BUNDLE_SOURCE_ONCE |
	    BUNDLE_SOURCE_WHOLE))
		return "is of no type";
	if (step < -*last || step >= (int64_t)note_count - *last)
		return "stands in a note that is not there";
	*last += step;
	if (bundle_note(bundle, (uint32_t)*last, &note) != BUNDLE_OK)
		return "stands in a note that is damaged";
	if (!(head & BUNDLE_SOURCE_WHOLE)) {
		off = cursor_varint(in);
		len = cursor_varint(in);
		if (off > note.end - note.place ||
		    len > note.end - note.place - off)
			return "passes the end of its note";
	}
	return head & BUNDLE_SOURCE_ONCE ? NULL :
	    check_citing(in, note_count);
}

const char *
sources_check(struct bundle *bundle, uint32_t *record)
{
	struct span bytes;
	struct cursor in;
	const char *clause = NULL;
	int64_t last = 0;

	/* A section that does not unpack was told of with the sections. */
	if (bundle_extra(bundle, BUNDLE_TAG_SOURCES, &bytes, NULL) !=
	    BUNDLE_OK)
		return NULL;
	in = cursor_of(bytes);
	for (*record = 0; cursor_left(&in) && !clause; ++*record) {
		clause = check_record(bundle, &in, &last);
		if (in.failed)
			clause = "is cut off";
	}
	return clause;
}
