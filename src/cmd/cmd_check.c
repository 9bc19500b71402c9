/* cmd/cmd_check.c - ibid check: verify bundles, lint sources. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/json.h"
#include "cmd/child.h"
#include "cmd/open.h"
#include "cmd/output.h"
#include "search/index.h"

struct report {
	const char *name;
	bool json;
	size_t count;
};

static void
say(struct report *report, const char *code, const char *sentence)
{
	struct buf out = { 0 };

	report->count++;
	if (!report->json) {
		output_line(span_str(report->name), 0);
		printf(": ");
		output_line(span_str(sentence), 0);
		printf("\n");
		return;
	}
	json_open(&out);
	json_text(&out, "file", span_str(report->name));
	json_text(&out, "severity", SPAN("error"));
	json_text(&out, "code", span_str(code));
	json_number(&out, "line", 0);
	json_text(&out, "label", SPAN(""));
	json_text(&out, "message", span_str(sentence));
	json_close(&out);
	json_print(&out);
	buf_release(&out);
}

static void
say_damage(void *context, const char *sentence)
{
	say(context, "bundle-damaged", sentence);
}

/* What the sums of the index do not prove. */
static void
check_index(struct report *report, struct bundle *bundle)
{
	struct text_index *index;
	const char *trouble = NULL;
	struct span bytes;

	if (bundle_extra(bundle, BUNDLE_TAG_INDEX, &bytes, NULL) !=
	    BUNDLE_OK || bytes.len == 0)
		return;
	index = index_open(bytes, &trouble);
	if (index)
		trouble = index_verify(index);
	if (trouble)
		say(report, "bundle-damaged", trouble);
	index_close(index);
}

static int
check_bundle(struct report *report)
{
	struct bundle_error error;
	struct bundle *bundle;
	const struct bundle_info *info;

	if (bundle_open(&bundle, report->name, &error) != BUNDLE_OK) {
		say(report, "bundle-damaged", error.what);
		return STATUS_NOTHING;
	}
	bundle_check(bundle, say_damage, report);
	if (report->count == 0)
		check_index(report, bundle);
	if (report->count == 0 && !report->json) {
		info = bundle_info(bundle);
		output_line(span_str(report->name), 0);
		printf(": sound; chunks: %u, notes: %u, marks: %u\n",
		    info->chunk_count, info->note_count, info->ref_count);
	}
	bundle_close(bundle);
	return report->count ? STATUS_NOTHING : STATUS_DONE;
}

static int
check_source(const struct args *args, const char *name)
{
	const char *argv[6] = { "ibid-pack", "--check" };
	int argc = 2;

	if (args->given[OPTION_JSON])
		argv[argc++] = "--json";
	argv[argc++] = "--";
	argv[argc] = name;
	fflush(stdout);
	return child_pack(argv, name, "Checking.");
}

int
cmd_check(struct args *args)
{
	int status = STATUS_DONE;

	if (args->name_count == 0) {
		complain(NULL, "check needs a FILE; \"ibid check --help\" "
		    "tells more");
		return STATUS_FAILED;
	}
	for (int i = 0; i < args->name_count; i++) {
		struct report report = { args->names[i],
			args->given[OPTION_JSON], 0 };
		int one = open_is_bundle(args->names[i]) ?
		    check_bundle(&report) :
		    check_source(args, args->names[i]);

		if (one > status)
			status = one;
	}
	return status;
}
