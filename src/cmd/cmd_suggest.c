/*
 * cmd/cmd_suggest.c - ibid suggest: words that set the chapters apart.
 *
 * What is printed is a keyword file, ibid-keywords(5), with the chapters as
 * comments: to be cut to taste and read with ibid -K.
 */
#include <stdio.h>

#include "cmd/json.h"
#include "cmd/output.h"
#include "reader/suggest.h"

/* Of each chapter; more of them say less and less. */
#define WORDS_MAX 10

/* Less text has no words that return. */
#define CHAPTER_WORDS_MIN 100

static struct text_index *
open_index(struct bundle *bundle)
{
	struct span bytes;

	if (bundle_extra(bundle, BUNDLE_TAG_INDEX, &bytes, NULL) ==
	    BUNDLE_OK && bytes.len)
		return index_open(bytes, NULL);
	return NULL;
}

static void
print_json(uint32_t section, const struct index_term *term)
{
	struct buf out = { 0 };

	json_open(&out);
	json_number(&out, "section", section + 1);
	json_text(&out, "term", term->term);
	json_number(&out, "count", term->count);
	json_close(&out);
	json_print(&out);
	buf_release(&out);
}

static bool
print_chapter(struct suggest *suggest, uint32_t number, bool json)
{
	struct index_term terms[WORDS_MAX];
	struct arena mem = { 0 };
	struct doc_section section;
	size_t count;

	if (bundle_section(suggest->bundle, number, &section) != BUNDLE_OK ||
	    section.words < CHAPTER_WORDS_MIN || section.back_matter)
		return false;
	count = suggest_words(suggest, section.place, section.end, &mem,
	    terms, WORDS_MAX);
	if (count && !json) {
		printf("# ");
		output_line(section.title, 0);
		printf("\n");
	}
	for (size_t i = 0; i < count; i++) {
		if (json) {
			print_json(number, &terms[i]);
			continue;
		}
		output_line(terms[i].term, 0);
		printf("\n");
	}
	arena_release(&mem);
	return count > 0;
}

int
cmd_suggest(struct args *args)
{
	struct bundle *bundle = output_open(args, 1);
	struct text_index *index;
	struct suggest suggest;
	bool found = false;

	if (!bundle)
		return STATUS_FAILED;
	index = open_index(bundle);
	suggest_init(&suggest, bundle, index);
	for (uint32_t i = 0; i < bundle_info(bundle)->section_count; i++)
		found |= print_chapter(&suggest, i,
		    args->given[OPTION_JSON]);
	suggest_release(&suggest);
	index_close(index);
	bundle_close(bundle);
	return found ? STATUS_DONE : STATUS_NOTHING;
}
