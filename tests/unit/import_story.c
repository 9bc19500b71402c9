/* unit/import_story.c - a source in, a document out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "import_story.h"

static void
dump_sections(struct import_story *story)
{
	for (size_t i = 0; i < story->doc.section_count; i++) {
		const struct doc_section *at = &story->doc.sections[i];

		buf_printf(&story->dump, "section %u \"%.*s\" words=%u "
		    "notes=%u", at->level, SPAN_ARG(at->title), at->words,
		    at->notes);
		if (at->role)
			buf_printf(&story->dump, " role=%s",
			    doc_role_name((enum doc_role)at->role));
		buf_printf(&story->dump, "%s place=%llu end=%llu\n",
		    at->back_matter ? " back" : "",
		    (unsigned long long)at->place,
		    (unsigned long long)at->end);
	}
}

static void
dump_notes(struct import_story *story)
{
	for (size_t i = 0; i < story->doc.note_count; i++) {
		const struct doc_note *at = &story->doc.notes[i];

		buf_printf(&story->dump, "note \"%.*s\" %s words=%u cited=%u "
		    "place=%llu end=%llu\n", SPAN_ARG(at->label),
		    at->kind == DOC_NOTE_SOURCE ? "source" : "discussion",
		    at->words, at->ref_count, (unsigned long long)at->place,
		    (unsigned long long)at->end);
	}
}

static void
dump_diags(struct import_story *story)
{
	for (size_t i = 0; i < story->diags.count; i++) {
		const struct diag *at = &story->diags.items[i];

		buf_printf(&story->dump, "line %u: %s: ", at->line,
		    diag_name(at->code));
		diag_message(at, &story->dump);
		buf_putc(&story->dump, '\n');
	}
}

void
story_begin(struct import_story *story, const char *name, struct span source,
    enum import_depth depth)
{
	struct compile_opts compile;
	struct import_opts opts;
	struct doc_sink *sink;
	struct buf error = { 0 };

	*story = (struct import_story){ 0 };
	doc_init(&story->doc);
	diag_init(&story->diags);
	import_opts_init(&opts);
	compile_opts_init(&compile);
	compile.mend = depth == STORY_WHOLE;
	opts.name = span_str(name);
	sink = doc_sink_new(&story->doc, &story->diags);
	assert_true(import_by_format(import_detect(source, opts.name))(
	    source, &opts, sink, &story->diags, &error));
	doc_finish(sink);
	doc_sink_free(sink);
	buf_release(&error);
	if (depth != STORY_IMPORT)
		compile_doc(&story->doc, &compile, &story->diags);
	doc_dump(&story->doc, &story->dump);
	dump_sections(story);
	dump_notes(story);
	dump_diags(story);
}

void
story_end(struct import_story *story)
{
	doc_release(&story->doc);
	diag_release(&story->diags);
	buf_release(&story->dump);
}

void
story_is(const char *source, enum import_depth depth, const char *want)
{
	struct import_story story;

	story_begin(&story, "story.md", span_str(source), depth);
	assert_string_equal(buf_cstr(&story.dump), want);
	story_end(&story);
}

size_t
story_count(const struct import_story *story, enum diag_code code)
{
	size_t count = 0;

	for (size_t i = 0; i < story->diags.count; i++)
		count += story->diags.items[i].code == code;
	return count;
}

void
story_corpus(struct mapped *map, const char *path)
{
	const char *top = getenv("top_srcdir");
	char full[4096];

	snprintf(full, sizeof full, "%s/../shared/%s", top ? top : ".", path);
	if (file_map(map, full))
		skip();
}
