/* cmd/cmd_toc.c - ibid toc: the contents tree. */
#include <stdio.h>

#include "cmd/json.h"
#include "cmd/output.h"

static void
print_json(struct buf *out, uint32_t index, const struct doc_section *section)
{
	json_open(out);
	json_number(out, "document", section->document + 1);
	json_number(out, "id", index + 1);
	if (section->parent == DOC_NONE)
		json_null(out, "parent");
	else
		json_number(out, "parent", section->parent + 1);
	json_number(out, "level", section->level);
	json_text(out, "title", section->title);
	json_number(out, "words", section->words);
	json_number(out, "notes", section->notes);
	json_close(out);
	json_print(out);
}

static void
print_line(const struct doc_section *section)
{
	printf("%*s", 2 * (section->level - 1), "");
	output_line(section->title, 0);
	printf("  (%u words", section->words);
	if (section->notes)
		printf(", %u note%s", section->notes,
		    section->notes == 1 ? "" : "s");
	printf(")\n");
}

int
cmd_toc(struct args *args)
{
	struct bundle *bundle = output_open(args, 1);
	const struct bundle_info *info;
	struct buf out = { 0 };
	uint32_t document = DOC_NONE;
	uint32_t count;

	if (!bundle)
		return STATUS_FAILED;
	info = bundle_info(bundle);
	count = info->section_count;
	for (uint32_t i = 0; i < count; i++) {
		struct doc_section section;

		bundle_section(bundle, i, &section);
		if (args->given[OPTION_JSON]) {
			print_json(&out, i, &section);
			continue;
		}
		if (section.document != document &&
		    info->document_count > 1) {
			document = section.document;
			printf("%sDocument %u: ", i ? "\n" : "",
			    document + 1);
			output_line(bundle_document(bundle,
			    document)->title, 0);
			printf("\n");
		}
		print_line(&section);
	}
	buf_release(&out);
	bundle_close(bundle);
	return count ? STATUS_DONE : STATUS_NOTHING;
}
