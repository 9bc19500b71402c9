/* cmd/cmd_sources.c - ibid sources: what the notes cite, and where. */
#include <stdio.h>

#include "cmd/json.h"
#include "cmd/output.h"
#include "reader/sources.h"

static void
put_part(struct bundle *bundle, const char *name, struct source_part part,
    struct buf *out)
{
	struct buf text = { 0 };

	if (part.end > part.place) {
		source_text(bundle, part, &text);
		json_text(out, name, buf_span(&text));
	}
	buf_release(&text);
}

static void
print_json(struct bundle *bundle, const struct source *source)
{
	struct span notes = source->notes;
	struct buf out = { 0 };
	uint32_t index;

	json_open(&out);
	if (source->type.len)
		json_text(&out, "type", source->type);
	else
		json_null(&out, "type");
	json_number(&out, "cited", source->times);
	json_array(&out, "notes");
	while (source_note(bundle, &notes, &index)) {
		struct doc_note note;

		if (bundle_note(bundle, index, &note) != BUNDLE_OK)
			continue;
		json_open(&out);
		json_number(&out, "document", note.document + 1);
		json_text(&out, "label", note.label);
		json_close(&out);
	}
	json_array_close(&out);
	put_part(bundle, "text", source->text, &out);
	put_part(bundle, "author", source->author, &out);
	put_part(bundle, "title", source->title, &out);
	put_part(bundle, "url", source->url, &out);
	put_part(bundle, "doi", source->doi, &out);
	json_close(&out);
	json_print(&out);
	buf_release(&out);
}

static void
print_text(struct bundle *bundle, const struct source *source)
{
	struct buf text = { 0 };

	source_text(bundle, source->text, &text);
	output_line(buf_span(&text), 0);
	printf("\n    ");
	if (source->type.len) {
		output_line(source->type, 0);
		printf(", ");
	}
	if (source->times == 1)
		printf("cited once: note ");
	else
		printf("cited %u times: notes ", source->times);
	buf_clear(&text);
	source_labels(bundle, source->notes, &text);
	output_line(buf_span(&text), 0);
	printf("\n");
	buf_release(&text);
}

int
cmd_sources(struct args *args)
{
	struct bundle *bundle = output_open(args, 1);
	struct source source;
	struct span rest;
	uint32_t count = 0;

	if (!bundle)
		return STATUS_FAILED;
	rest = sources_of(bundle);
	for (; source_next(bundle, &rest, &source); count++) {
		if (args->given[OPTION_JSON])
			print_json(bundle, &source);
		else
			print_text(bundle, &source);
	}
	bundle_close(bundle);
	return count ? STATUS_DONE : STATUS_NOTHING;
}
