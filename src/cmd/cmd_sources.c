/* cmd/cmd_sources.c - ibid sources: what the notes cite, and where. */
#include <stdio.h>

#include "cmd/json.h"
#include "cmd/output.h"
#include "reader/sources.h"

static void
print_json(struct bundle *bundle, const struct source *source)
{
	struct buf text = { 0 };
	struct buf out = { 0 };

	source_text(bundle, source_citation(bundle, source), &text);
	json_open(&out);
	if (*source->type)
		json_text(&out, "type", span_str(source->type));
	else
		json_null(&out, "type");
	json_text(&out, "text", buf_span(&text));
	output_urls(bundle, source->text.place, source->text.end, &out);
	json_number(&out, "cited", source->times);
	json_array(&out, "notes");
	for (uint32_t i = 0; i < source->note_count; i++) {
		struct doc_note note;

		if (bundle_note(bundle, source->notes[i], &note) !=
		    BUNDLE_OK)
			continue;
		json_open(&out);
		json_number(&out, "document", note.document + 1);
		json_text(&out, "label", note.label);
		json_close(&out);
	}
	json_array_close(&out);
	json_close(&out);
	json_print(&out);
	buf_release(&text);
	buf_release(&out);
}

static void
print_text(struct bundle *bundle, const struct source *source)
{
	struct buf text = { 0 };

	source_text(bundle, source_citation(bundle, source), &text);
	printf("  ");
	output_line(buf_span(&text), 0);
	if (source->times == 1)
		printf("\n    cited once, in ");
	else
		printf("\n    cited %llu times, in ",
		    (unsigned long long)source->times);
	buf_clear(&text);
	source_labels(bundle, source, &text);
	printf(source->note_count == 1 ? "note " : "notes ");
	output_line(buf_span(&text), 0);
	printf("\n");
	buf_release(&text);
}

/* The list is short beside the text: each group reads it again. */
static void
print_group(struct bundle *bundle, size_t group, size_t count)
{
	struct sources sources;
	struct source source;

	printf("%s (%zu)\n", source_group_title(group), count);
	sources_init(&sources, bundle);
	while (sources_next(&sources, &source))
		if (source_group(&source) == group)
			print_text(bundle, &source);
	sources_release(&sources);
}

int
cmd_sources(struct args *args)
{
	struct bundle *bundle = output_open(args, 1);
	size_t counts[SOURCE_GROUPS] = { 0 };
	bool found = false;
	struct sources sources;
	struct source source;

	if (!bundle)
		return STATUS_FAILED;
	sources_init(&sources, bundle);
	while (sources_next(&sources, &source)) {
		counts[source_group(&source)]++;
		if (args->given[OPTION_JSON])
			print_json(bundle, &source);
	}
	sources_release(&sources);
	for (size_t i = 0; i < SOURCE_GROUPS; i++) {
		if (counts[i] == 0)
			continue;
		if (!args->given[OPTION_JSON]) {
			printf("%s", found ? "\n" : "");
			print_group(bundle, i, counts[i]);
		}
		found = true;
	}
	bundle_close(bundle);
	return found ? STATUS_DONE : STATUS_NOTHING;
}
