/* cmd/cmd_info.c - ibid info: what a file is and what it holds. */
#include <stdio.h>

#include "cmd/json.h"
#include "cmd/output.h"

static void
print_json(const struct bundle_info *info,
    const struct bundle_document *document)
{
	struct buf out = { 0 };

	json_open(&out);
	json_number(&out, "format", info->format);
	json_number(&out, "documents", info->document_count);
	json_text(&out, "title", document ? document->title : SPAN(""));
	json_text(&out, "language", document ? document->language :
	    SPAN(""));
	json_number(&out, "sections", info->section_count);
	json_number(&out, "words", info->words);
	json_number(&out, "notes", info->note_count);
	json_number(&out, "references", info->ref_count);
	json_number(&out, "dangling", info->dangling);
	json_number(&out, "orphans", info->orphans);
	json_number(&out, "keywords", info->keyword_count);
	json_number(&out, "text_bytes", info->text_len);
	json_number(&out, "bundle_bytes", info->file_bytes);
	json_number(&out, "index_bytes", info->index_bytes);
	json_close(&out);
	json_print(&out);
	buf_release(&out);
}

static void
print_document(struct bundle *bundle, uint32_t index)
{
	const struct bundle_document *document =
	    bundle_document(bundle, index);

	if (!document)
		return;

	const struct {
		uint32_t number;
		const char *thing;
	} counts[] = {
		{ document->words, "word" },
		{ document->section_count, "section" },
		{ document->note_count, "note" },
		{ document->ref_count, "mark" },
		{ document->keyword_count, "keyword" },
	};

	printf("document %u: ", index + 1);
	output_line(document->title.len ? document->title :
	    SPAN("untitled"), 0);
	printf("\n");
	for (uint32_t i = 0; i < document->meta_count; i++) {
		if (span_eq(document->meta[i].name, SPAN("title")))
			continue;
		printf("    ");
		output_line(document->meta[i].name, 0);
		printf(": ");
		output_line(document->meta[i].value, 0);
		printf("\n");
	}
	printf("    ");
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		printf("%s%u %s%s", i ? ", " : "", counts[i].number,
		    counts[i].thing, counts[i].number == 1 ? "" : "s");
	printf("\n");
}

static void
print_text(struct bundle *bundle, const struct bundle_info *info)
{
	printf("bundle format %u: %u document%s, %llu bytes of text in %llu, "
	    "index %llu\n", info->format, info->document_count,
	    info->document_count == 1 ? "" : "s",
	    (unsigned long long)info->text_len,
	    (unsigned long long)info->file_bytes,
	    (unsigned long long)info->index_bytes);
	for (uint32_t i = 0; i < info->document_count; i++)
		print_document(bundle, i);
	if (info->dangling)
		printf("%u marks have no note\n", info->dangling);
	if (info->orphans)
		printf("%u notes are never cited\n", info->orphans);
}

int
cmd_info(struct args *args)
{
	struct bundle *bundle = output_open(args, 1);

	if (!bundle)
		return STATUS_FAILED;
	if (args->given[OPTION_JSON])
		print_json(bundle_info(bundle), bundle_document(bundle, 0));
	else
		print_text(bundle, bundle_info(bundle));
	bundle_close(bundle);
	return STATUS_DONE;
}
