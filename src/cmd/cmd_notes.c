/* cmd/cmd_notes.c - ibid notes: the notes, each with where it is cited. */
#include <stdio.h>
#include <string.h>

#include "cmd/json.h"
#include "cmd/output.h"

static void
put_refs(struct bundle *bundle, uint32_t index, const struct doc_note *note,
    struct buf *out)
{
	struct buf sentence = { 0 };

	json_array(out, "refs");
	for (uint32_t k = 0; k < note->ref_count; k++) {
		struct doc_ref ref;

		if (bundle_note_ref(bundle, index, k, &ref, NULL) !=
		    BUNDLE_OK)
			break;
		buf_clear(&sentence);
		output_sentence(bundle, ref.place, &sentence);
		json_open(out);
		if (ref.section == DOC_NONE)
			json_null(out, "section");
		else
			json_number(out, "section", ref.section + 1);
		json_number(out, "offset", ref.place);
		json_text(out, "sentence", buf_span(&sentence));
		json_close(out);
	}
	json_array_close(out);
	buf_release(&sentence);
}

static void
put_resolves(struct bundle *bundle, const struct doc_note *note,
    struct buf *out)
{
	struct buf phrase = { 0 };

	json_array(out, "resolves");
	for (uint32_t i = 0; i < note->resolve_count; i++) {
		const struct doc_resolve *resolve = &note->resolves[i];
		struct doc_note other;

		buf_clear(&phrase);
		bundle_text(bundle, note->place + resolve->off,
		    note->place + resolve->off + resolve->len, &phrase,
		    NULL);
		json_open(out);
		json_text(out, "phrase", buf_span(&phrase));
		if (resolve->note == DOC_NONE ||
		    bundle_note(bundle, resolve->note, &other) != BUNDLE_OK)
			json_null(out, "label");
		else
			json_text(out, "label", other.label);
		if (resolve->locator.len)
			json_text(out, "locator", resolve->locator);
		json_close(out);
	}
	json_array_close(out);
	buf_release(&phrase);
}

static void
print_json(struct bundle *bundle, uint32_t index,
    const struct doc_note *note)
{
	struct buf out = { 0 };
	struct buf text = { 0 };

	output_note_text(bundle, note, &text);
	json_open(&out);
	json_number(&out, "document", note->document + 1);
	json_text(&out, "label", note->label);
	json_text(&out, "text", buf_span(&text));
	json_text(&out, "kind",
	    span_str(doc_note_kind_name(note->kind)));
	json_number(&out, "words", note->words);
	output_urls(bundle, note->place, note->end, &out);
	put_refs(bundle, index, note, &out);
	put_resolves(bundle, note, &out);
	json_close(&out);
	json_print(&out);
	buf_release(&text);
	buf_release(&out);
}

static void
print_text(struct bundle *bundle, uint32_t index,
    const struct doc_note *note)
{
	struct buf text = { 0 };

	output_note_text(bundle, note, &text);
	output_line(note->label, 0);
	printf(". ");
	output_text(buf_span(&text));
	printf("\n    %s, %u word%s", doc_note_kind_name(note->kind),
	    note->words, note->words == 1 ? "" : "s");
	if (note->ref_count == 0)
		printf("; never cited");
	printf("\n");
	for (uint32_t i = 0; i < note->resolve_count; i++) {
		const struct doc_resolve *resolve = &note->resolves[i];
		struct doc_note other;

		buf_clear(&text);
		bundle_text(bundle, note->place + resolve->off,
		    note->place + resolve->off + resolve->len, &text, NULL);
		printf("    \"");
		output_line(buf_span(&text), 0);
		if (resolve->note == DOC_NONE || bundle_note(bundle,
		    resolve->note, &other) != BUNDLE_OK) {
			printf("\" leans on a source that was not found\n");
			continue;
		}
		printf("\" = note ");
		output_line(other.label, 0);
		if (resolve->locator.len) {
			printf(", at ");
			output_line(resolve->locator, 0);
		}
		printf(" (inferred)\n");
	}
	for (uint32_t k = 0; k < note->ref_count; k++) {
		struct doc_ref ref;

		if (bundle_note_ref(bundle, index, k, &ref, NULL) !=
		    BUNDLE_OK)
			break;
		buf_clear(&text);
		output_sentence(bundle, ref.place, &text);
		printf("    cited at %llu: ", (unsigned long long)ref.place);
		output_line(buf_span(&text), 0);
		printf("\n");
	}
	buf_release(&text);
}

static bool
is_wanted(const struct args *args, const struct doc_note *note)
{
	if (args->name_count <= 1)
		return true;
	for (int i = 1; i < args->name_count; i++)
		if (span_eq(note->label, span_str(args->names[i])))
			return true;
	return false;
}

/* Labels that no note has are said; nothing found is status 1. */
static void
complain_missing(struct bundle *bundle, const struct args *args)
{
	for (int i = 1; i < args->name_count; i++)
		if (bundle_note_by_label(bundle, DOC_NONE,
		    span_str(args->names[i]), DOC_NONE) == DOC_NONE)
			complain(args->names[0], "there is no note %s",
			    args->names[i]);
}

int
cmd_notes(struct args *args)
{
	struct bundle *bundle;
	uint32_t count;
	uint32_t printed = 0;
	int names = args->name_count;

	/* The names after the first are labels. */
	args->name_count = names > 1 ? 1 : names;
	bundle = output_open(args, 1);
	args->name_count = names;
	if (!bundle)
		return STATUS_FAILED;
	count = bundle_info(bundle)->note_count;
	for (uint32_t i = 0; i < count; i++) {
		struct doc_note note;

		if (bundle_note(bundle, i, &note) != BUNDLE_OK ||
		    !is_wanted(args, &note))
			continue;
		if (args->given[OPTION_JSON])
			print_json(bundle, i, &note);
		else
			print_text(bundle, i, &note);
		printed++;
	}
	complain_missing(bundle, args);
	bundle_close(bundle);
	return printed ? STATUS_DONE : STATUS_NOTHING;
}
