/* cmd/output.c - what the commands that print have in common. */
#include "cmd/output.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/json.h"
#include "cmd/open.h"
#include "cmd/say.h"
#include "uni/uni.h"

void
output_put_locale(struct buf *out)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *wanted = NULL;
	const char *got = setlocale(LC_CTYPE, NULL);

	for (size_t i = 0; i < 3 && !(wanted && *wanted); i++)
		wanted = getenv(names[i]);
	if (wanted && *wanted && got && !strcmp(got, "C") &&
	    strcmp(wanted, "C") && strcmp(wanted, "POSIX"))
		buf_printf(out, "The locale %s is not installed", wanted);
	else
		buf_printf(out, "The locale's charset is %s",
		    say_charset() == UNI_ASCII ? "ASCII" :
		    nl_langinfo(CODESET));
}

void
output_put_notice(struct buf *out)
{
	output_put_locale(out);
	buf_printf(out, ": text is written in %s.",
	    say_charset() == UNI_ASCII ? "ASCII" :
	    "it as far as it goes");
}

/* Other signs stand for those of the text: that is said once. */
static void
tell_of_charset(void)
{
	static bool told;
	struct buf notice = { 0 };

	if (told)
		return;
	told = true;
	output_put_notice(&notice);
	say_error(buf_span(&notice));
	buf_release(&notice);
}

void
output_text(struct span text)
{
	enum uni_charset charset = say_charset();
	struct buf safe = { 0 };
	struct buf shown = { 0 };
	struct buf bytes = { 0 };

	while (text.len) {
		ptrdiff_t end = span_chr(text, '\n', 0);
		size_t len = end < 0 ? text.len : (size_t)end;

		uni_printable(&safe, span_slice(text, 0, len), true);
		if (end >= 0)
			buf_putc(&safe, '\n');
		text = span_slice(text, len + (end >= 0), text.len);
	}
	if (charset == UNI_UTF8) {
		fwrite(buf_cstr(&safe), 1, safe.len, stdout);
	} else {
		uni_show(&shown, buf_span(&safe), charset);
		if (!span_eq(buf_span(&shown), buf_span(&safe)))
			tell_of_charset();
		uni_encode(&bytes, buf_span(&shown), charset);
		fwrite(buf_cstr(&bytes), 1, bytes.len, stdout);
	}
	buf_release(&bytes);
	buf_release(&shown);
	buf_release(&safe);
}

void
output_line(struct span text, size_t max)
{
	struct buf line = { 0 };
	bool cut = max && text.len > max;

	if (cut) {
		text.len = max;
		while (text.len && text.ptr[text.len - 1] != ' ')
			text.len--;
	}
	buf_put(&line, text);
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] == '\n' || line.ptr[i] == '\v')
			line.ptr[i] = ' ';
	if (cut)
		buf_puts(&line, "...");
	output_text(buf_span(&line));
	buf_release(&line);
}

struct bundle *
output_open(struct args *args, int most)
{
	const char *name = command_infos[args->command].name;

	if (most && args->name_count > most) {
		complain(args->names[most], "one file at a time; \"ibid %s "
		    "--help\" tells more", name);
		return NULL;
	}
	return open_files(args->names, most && args->name_count ? 1 :
	    args->name_count, args->restricted);
}

void
output_sentence(struct bundle *bundle, uint64_t place, struct buf *out)
{
	const struct bundle_chunk *chunk = bundle_chunk_at(bundle, place,
	    NULL);
	uint32_t leaf = chunk ? bundle_leaf_at(chunk, place) : DOC_NONE;
	const struct doc_node *node;
	size_t from, to;
	size_t start = out->len;

	if (leaf == DOC_NONE || place < chunk->nodes[leaf].place)
		return;
	node = &chunk->nodes[leaf];
	uni_sentence(node->text, (size_t)(place - node->place), &from, &to);
	buf_put(out, span_slice(node->text, from, to));
	for (size_t i = start; i < out->len; i++)
		if (out->ptr[i] == '\v')
			out->ptr[i] = ' ';
}

static bool
is_address(struct span target)
{
	return span_find(target, SPAN("://"), 0) > 0 ||
	    span_starts(target, SPAN("mailto:"));
}

void
output_urls(struct bundle *bundle, uint64_t from, uint64_t to,
    struct buf *out)
{
	json_array(out, "urls");
	while (from < to) {
		const struct bundle_chunk *chunk = bundle_chunk_at(bundle,
		    from, NULL);
		uint32_t leaf = chunk ? bundle_leaf_at(chunk, from) :
		    DOC_NONE;
		const struct doc_node *node;

		if (leaf == DOC_NONE)
			break;
		node = &chunk->nodes[leaf];
		for (uint32_t i = 0; i < node->inline_count; i++) {
			const struct doc_inline *link = &node->inlines[i];
			uint64_t place = node->place + link->off;

			if (link->kind == DOC_LINK && place >= from &&
			    place < to && is_address(link->target))
				json_text(out, NULL, link->target);
		}
		if (node->place + node->text.len + 1 <= from)
			break;
		from = node->place + node->text.len + 1;
	}
	json_array_close(out);
}

/* Append a leaf without ways back, and without what stood between them. */
static void
put_note_leaf(const struct doc_node *leaf, struct buf *out)
{
	size_t start = out->len, done = 0, from = 0;

	for (uint32_t i = 0; i < leaf->inline_count; i++) {
		const struct doc_inline *span = &leaf->inlines[i];

		if (span->off < done ||
		    span->kind != DOC_BACKLINK)
			continue;
		buf_put(out, span_slice(leaf->text, done, span->off));
		done = (size_t)span->off + span->len;
	}
	buf_put(out, span_slice(leaf->text, done, leaf->text.len));
	/* "^ a b Smith": the first sign stands for the others. */
	while (done && start + from < out->len &&
	    strchr(" ^", out->ptr[start + from]))
		from++;
	if (from) {
		memmove(out->ptr + start, out->ptr + start + from,
		    out->len - start - from);
		buf_cut(out, out->len - from);
	}
	if (done && uni_word_count(span_slice(buf_span(out), start,
	    out->len)) == 0)
		buf_cut(out, start);
	else if (!(leaf->flags & DOC_CONTINUES))
		buf_putc(out, '\n');
}

void
output_note_text(struct bundle *bundle, const struct doc_note *note,
    struct buf *out)
{
	size_t start = out->len;
	uint64_t at = note->place;
	struct span text;

	while (at < note->end) {
		const struct bundle_chunk *chunk = bundle_chunk_at(bundle,
		    at, NULL);
		uint32_t leaf = chunk ? bundle_leaf_at(chunk, at) : DOC_NONE;
		const struct doc_node *node;

		if (leaf == DOC_NONE)
			break;
		node = &chunk->nodes[leaf];
		if (node->place + node->text.len + 1 <= at)
			break;
		put_note_leaf(node, out);
		at = node->place + node->text.len +
		    !(node->flags & DOC_CONTINUES);
	}
	text = span_slice(buf_span(out), start, out->len);
	while (text.len && strchr(" \n\v", text.ptr[text.len - 1]))
		text.len--;
	buf_cut(out, start + text.len);
}
