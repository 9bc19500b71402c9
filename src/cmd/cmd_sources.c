/* cmd/cmd_sources.c - ibid sources: what the notes cite, and where. */
#include <stdio.h>

#include "cmd/json.h"
#include "cmd/output.h"
#include "reader/sources.h"

/* The groups of the listing, in its order, and what each is called. */
static const struct {
	const char *type, *title;
} groups[] = {
	{ "book", "Books" },
	{ "journal", "Journals" },
	{ "report", "Reports" },
	{ "news", "News" },
	{ "law", "Statutes and treaties" },
	{ "case", "Cases" },
	{ "web", "Web" },
	{ "", "Of no clear type" },
};

#define GROUP_COUNT (sizeof groups / sizeof *groups)

/* Types of later versions stand with those that are not clear. */
static size_t
group_of(struct span type)
{
	for (size_t i = 0; i < GROUP_COUNT - 1; i++)
		if (span_eq(type, span_str(groups[i].type)))
			return i;
	return GROUP_COUNT - 1;
}

static void
put_part(struct bundle *bundle, const char *name, struct source_part part,
    struct buf *out)
{
	struct buf text = { 0 };

	source_text(bundle, part, &text);
	if (text.len)
		json_text(out, name, buf_span(&text));
	else
		json_null(out, name);
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
	put_part(bundle, "text", source->text, &out);
	put_part(bundle, "author", source->author, &out);
	put_part(bundle, "title", source->title, &out);
	put_part(bundle, "url", source->url, &out);
	put_part(bundle, "doi", source->doi, &out);
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
	json_close(&out);
	json_print(&out);
	buf_release(&out);
}

static void
print_text(struct bundle *bundle, const struct source *source)
{
	struct buf text = { 0 };

	source_text(bundle, source->text, &text);
	printf("  ");
	output_line(buf_span(&text), 0);
	if (source->times == 1)
		printf("\n    cited once, in ");
	else
		printf("\n    cited %u times, in ", source->times);
	buf_clear(&text);
	source_labels(bundle, source->notes, &text);
	printf(span_find(buf_span(&text), SPAN(", "), 0) < 0 ? "note " :
	    "notes ");
	output_line(buf_span(&text), 0);
	printf("\n");
	buf_release(&text);
}

/* The list is short beside the text: each group reads it again. */
static void
print_group(struct bundle *bundle, size_t group, size_t count)
{
	struct span rest = sources_of(bundle);
	struct source source;

	printf("%s (%zu)\n", groups[group].title, count);
	while (source_next(bundle, &rest, &source))
		if (group_of(source.type) == group)
			print_text(bundle, &source);
}

int
cmd_sources(struct args *args)
{
	struct bundle *bundle = output_open(args, 1);
	size_t counts[GROUP_COUNT] = { 0 };
	bool found = false;
	struct source source;
	struct span rest;

	if (!bundle)
		return STATUS_FAILED;
	rest = sources_of(bundle);
	while (source_next(bundle, &rest, &source)) {
		counts[group_of(source.type)]++;
		if (args->given[OPTION_JSON])
			print_json(bundle, &source);
	}
	for (size_t i = 0; i < GROUP_COUNT; i++) {
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
