/* reader/sources.c - the sources that the notes of a bundle cite. */
#include "reader/sources.h"

/* No citation is longer; a lying section must not make one up. */
#define PART_MAX 20000

struct span
sources_of(struct bundle *bundle)
{
	struct span bytes;

	return bundle_extra(bundle, BUNDLE_TAG_SOURCES, &bytes, NULL) ==
	    BUNDLE_OK ? bytes : SPAN("");
}

/* The field before the next tab. */
static struct span
next_field(struct span *line)
{
	ptrdiff_t tab = span_chr(*line, '\t', 0);
	size_t len = tab < 0 ? line->len : (size_t)tab;
	struct span field = span_slice(*line, 0, len);

	*line = span_slice(*line, len + 1, line->len);
	return field;
}

/* Decimal digits: places pass 4 GiB, which span_number does not. */
static uint64_t
read_place(struct span *field)
{
	uint64_t value = 0;
	size_t digits = 0;

	while (digits < field->len && digits < 18 &&
	    field->ptr[digits] >= '0' && field->ptr[digits] <= '9')
		value = 10 * value + (uint64_t)(field->ptr[digits++] - '0');
	*field = span_slice(*field, digits + 1, field->len);
	return value;
}

static struct source_part
next_part(const struct bundle *bundle, struct span *line)
{
	struct span field = next_field(line);
	uint64_t most = bundle_info(bundle)->text_len;
	struct source_part part;
	uint64_t len;

	part.place = read_place(&field);
	len = read_place(&field);
	if (part.place > most)
		part.place = most;
	if (len > PART_MAX)
		len = PART_MAX;
	part.end = len > most - part.place ? most : part.place + len;
	return part;
}

bool
source_next(const struct bundle *bundle, struct span *rest,
    struct source *source)
{
	struct span line;

	while (span_line(rest, &line)) {
		*source = (struct source){ .type = next_field(&line) };
		span_number(next_field(&line), &source->times);
		source->notes = next_field(&line);
		source->text = next_part(bundle, &line);
		source->author = next_part(bundle, &line);
		source->title = next_part(bundle, &line);
		source->url = next_part(bundle, &line);
		source->doi = next_part(bundle, &line);
		if (source->text.end > source->text.place)
			return true;
	}
	return false;
}

bool
source_note(const struct bundle *bundle, struct span *notes, uint32_t *note)
{
	unsigned value;
	size_t digits;

	while ((digits = span_number(*notes, &value)) > 0) {
		*notes = span_slice(*notes, digits + 1, notes->len);
		*note = value;
		if (value < bundle_info(bundle)->note_count)
			return true;
	}
	return false;
}

void
source_text(struct bundle *bundle, struct source_part part, struct buf *out)
{
	size_t start = out->len;

	bundle_text(bundle, part.place, part.end, out, NULL);
	for (size_t i = start; i < out->len; i++)
		if (out->ptr[i] == '\n' || out->ptr[i] == '\v')
			out->ptr[i] = ' ';
}

void
source_labels(struct bundle *bundle, struct span notes, struct buf *out)
{
	const char *between = "";
	uint32_t index;

	while (source_note(bundle, &notes, &index)) {
		struct doc_note note;

		if (bundle_note(bundle, index, &note) != BUNDLE_OK)
			continue;
		buf_puts(out, between);
		buf_put(out, note.label);
		between = ", ";
	}
}
