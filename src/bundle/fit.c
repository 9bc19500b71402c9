/* bundle/fit.c - whether documents keep the rules of bundle/write.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "bundle/encode.h"
#include "bundle/format.h"

struct fit {
	const struct doc *doc;
	size_t number;		/* of the document, from 1 */
	size_t note_count;	/* of all documents */
	struct bundle_error *error;
};

static bool
unfit(const struct fit *fit, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool
unfit(const struct fit *fit, const char *format, ...)
{
	char what[120];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	*fit->error = (struct bundle_error){ .status = BUNDLE_UNFIT };
	snprintf(fit->error->what, sizeof fit->error->what,
	    "document %zu cannot be stored: %s", fit->number, what);
	return false;
}

static bool
fit_inlines(const struct fit *fit, uint32_t index)
{
	const struct doc_node *leaf = &fit->doc->nodes[index];

	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->kind >= DOC_INLINE_COUNT ||
		    span->role >= DOC_ROLE_COUNT)
			return unfit(fit, "node %u has an inline of no kind",
			    index);
		if (span->off > leaf->text.len ||
		    span->len > leaf->text.len - span->off)
			return unfit(fit, "node %u has an inline that passes "
			    "its end", index);
		if (span->kind == DOC_NOTE_REF && span->number != DOC_NONE &&
		    span->number >= fit->doc->note_count)
			return unfit(fit, "node %u has a mark of note %u, "
			    "which is none", index, span->number);
		if (span->place != DOC_NOWHERE &&
		    span->place > fit->doc->text_len)
			return unfit(fit, "node %u has a link past the end",
			    index);
	}
	return true;
}

static bool
fit_leaf(const struct fit *fit, uint32_t index, uint64_t *place)
{
	const struct doc_node *leaf = &fit->doc->nodes[index];

	if (leaf->text.len > TEXT_MAX / 4 ||
	    ((leaf->flags & DOC_CONTINUES) &&
	    leaf->text.len > DOC_LEAF_MAX))
		return unfit(fit, "node %u is too long", index);
	if (span_chr(leaf->text, '\n', 0) >= 0)
		return unfit(fit, "node %u holds a newline", index);
	if (leaf->place != *place)
		return unfit(fit, "node %u is not at its place", index);
	*place += leaf->text.len + !(leaf->flags & DOC_CONTINUES);
	return fit_inlines(fit, index);
}

/* The tree: `parent` and `end` of every node agree with its neighbours. */
static bool
fit_nodes(const struct fit *fit)
{
	const struct doc *doc = fit->doc;
	uint32_t open[DOC_DEPTH_MAX];
	unsigned depth = 0;
	uint64_t place = 0;

	if (doc->node_count >= DOC_NONE)
		return unfit(fit, "too many nodes");
	for (uint32_t i = 0; i < doc->node_count; i++) {
		const struct doc_node *node = &doc->nodes[i];
		uint32_t parent;
		uint32_t limit;

		while (depth && doc->nodes[open[depth - 1]].end <= i)
			depth--;
		parent = depth ? open[depth - 1] : DOC_NONE;
		limit = depth ? doc->nodes[parent].end :
		    (uint32_t)doc->node_count;
		if (node->kind >= DOC_KIND_COUNT ||
		    node->role >= DOC_ROLE_COUNT)
			return unfit(fit, "node %u is of no kind", i);
		if (node->parent != parent)
			return unfit(fit, "node %u has a wrong parent", i);
		if (node->kind == DOC_NOTE && node->number != DOC_NONE &&
		    node->number >= doc->note_count)
			return unfit(fit, "node %u is of note %u, which is "
			    "none", i, node->number);
		if (doc_kind_shape(node->kind) == DOC_LEAF) {
			if (!fit_leaf(fit, i, &place))
				return false;
			continue;
		}
		if (node->end <= i || node->end > limit)
			return unfit(fit, "node %u has a wrong end", i);
		if (node->place != place)
			return unfit(fit, "node %u is not at its place", i);
		if (node->flags & DOC_CONTINUES)
			return unfit(fit, "node %u holds blocks and "
			    "continues", i);
		if (depth == DOC_DEPTH_MAX)
			return unfit(fit, "node %u is too deep", i);
		open[depth++] = i;
	}
	if (place != doc->text_len)
		return unfit(fit, "its text ends at %llu, not at %llu",
		    (unsigned long long)place,
		    (unsigned long long)doc->text_len);
	return true;
}

static bool
fit_sections(const struct fit *fit)
{
	const struct doc *doc = fit->doc;
	uint64_t place = 0;

	for (uint32_t i = 0; i < doc->section_count; i++) {
		const struct doc_section *row = &doc->sections[i];

		if (row->level == 0 || row->level > SECTION_LEVEL ||
		    row->role >= DOC_ROLE_COUNT)
			return unfit(fit, "section %u has a wrong level", i);
		if (row->parent != DOC_NONE && row->parent >= i)
			return unfit(fit, "section %u has a wrong parent", i);
		if (row->place < place || row->end < row->place ||
		    row->end > doc->text_len)
			return unfit(fit, "section %u is not at its place",
			    i);
		place = row->place;
	}
	return true;
}

static bool
fit_notes(const struct fit *fit)
{
	const struct doc *doc = fit->doc;
	uint64_t place = 0;

	for (uint32_t i = 0; i < doc->note_count; i++) {
		const struct doc_note *row = &doc->notes[i];

		if (row->section != DOC_NONE &&
		    row->section >= doc->section_count)
			return unfit(fit, "note %u is in no section", i);
		if (row->place < place || row->end < row->place ||
		    row->end > doc->text_len || row->kind > NOTE_KIND)
			return unfit(fit, "note %u is not at its place", i);
		place = row->place;
		if (row->label.len > FIELD_STORED_MAX)
			return unfit(fit, "the label of note %u is too long",
			    i);
		for (uint32_t k = 0; k < row->resolve_count; k++)
			if (row->resolves[k].note != DOC_NONE &&
			    row->resolves[k].note >= fit->note_count)
				return unfit(fit, "note %u leans on a note "
				    "that is none", i);
	}
	return true;
}

static bool
fit_refs(const struct fit *fit)
{
	const struct doc *doc = fit->doc;
	uint32_t *counts = mem_array(doc->note_count, sizeof *counts);
	uint64_t place = 0;
	bool good = true;

	for (uint32_t i = 0; i < doc->ref_count && good; i++) {
		const struct doc_ref *row = &doc->refs[i];

		if (row->note >= doc->note_count ||
		    (row->section != DOC_NONE &&
		    row->section >= doc->section_count))
			good = unfit(fit, "mark %u is of no note or in no "
			    "section", i);
		else if (row->place < place || row->place > doc->text_len)
			good = unfit(fit, "mark %u is not at its place", i);
		else
			counts[row->note]++;
		place = row->place;
	}
	for (uint32_t i = 0; i < doc->note_count && good; i++)
		if (counts[i] != doc->notes[i].ref_count)
			good = unfit(fit, "note %u has %u marks, not %u", i,
			    counts[i], doc->notes[i].ref_count);
	free(counts);
	return good;
}

static bool
fit_keywords(const struct fit *fit)
{
	const struct doc *doc = fit->doc;

	for (uint32_t i = 0; i < doc->keyword_count; i++)
		if (doc->keywords[i].term.len > FIELD_STORED_MAX ||
		    doc->keywords[i].variants.len > FIELD_STORED_MAX ||
		    doc->keywords[i].definition.len > FIELD_STORED_MAX)
			return unfit(fit, "keyword %u is too long", i);
	return true;
}

static bool
fit_extras(const struct bundle_source *source, struct bundle_error *error)
{
	static const char *const own[] = {
#define X(id, tag) tag,
		FORMAT_PARTS(X)
#undef X
	};

	for (size_t i = 0; i < source->extra_count; i++) {
		const char *tag = source->extras[i].tag;
		bool good = strlen(tag) == 4;

		for (size_t k = 0; k < PART_COUNT; k++)
			good = good && strcmp(tag, own[k]) != 0;
		for (size_t k = 0; k < i; k++)
			good = good && strcmp(tag, source->extras[k].tag) != 0;
		if (good)
			continue;
		*error = (struct bundle_error){ .status = BUNDLE_UNFIT };
		snprintf(error->what, sizeof error->what,
		    "the tag of extra section %zu is taken or not of four "
		    "characters", i + 1);
		return false;
	}
	return true;
}

bool
fit_source(const struct bundle_source *source, struct bundle_error *error)
{
	size_t sections = 0, notes = 0, refs = 0, keywords = 0;
	size_t all_notes = 0;

	for (size_t i = 0; i < source->count; i++)
		all_notes += source->docs[i]->note_count;
	for (size_t i = 0; i < source->count; i++) {
		const struct doc *doc = source->docs[i];
		struct fit fit = { doc, i + 1, all_notes, error };

		sections += doc->section_count;
		notes += doc->note_count;
		refs += doc->ref_count;
		keywords += doc->keyword_count;
		if (sections >= INT32_MAX || notes >= INT32_MAX ||
		    refs >= INT32_MAX || keywords >= INT32_MAX)
			return unfit(&fit, "too many rows");
		if (!fit_nodes(&fit) || !fit_sections(&fit) ||
		    !fit_notes(&fit) || !fit_refs(&fit) ||
		    !fit_keywords(&fit))
			return false;
	}
	if (source->count == 0) {
		*error = (struct bundle_error){ .status = BUNDLE_UNFIT,
			.what = "there is no document to store" };
		return false;
	}
	return fit_extras(source, error);
}
