/* base/diag.c - what was odd about a source. */
#include "base/diag.h"

#include <stdlib.h>

#include "base/buf.h"

static const struct {
	const char *name;
	enum diag_severity severity;
	const char *sentence;
} codes[] = {
#define X(id, code, severity, sentence) { code, DIAG_##severity, sentence },
	DIAG_CODES(X)
#undef X
};

void
diag_init(struct diag_list *list)
{
	*list = (struct diag_list){ 0 };
}

void
diag_release(struct diag_list *list)
{
	free(list->items);
	arena_release(&list->mem);
	diag_init(list);
}

void
diag_set_file(struct diag_list *list, struct span file)
{
	if (list)
		list->file = arena_span(&list->mem, file);
}

void
diag_add(struct diag_list *list, enum diag_code code, unsigned line,
    struct span label)
{
	if (!list)
		return;
	if (list->count == DIAG_MAX) {
		list->dropped++;
		return;
	}
	MEM_PUSH(list->items, list->count, list->room);
	list->items[list->count++] = (struct diag){
		.code = code,
		.line = line,
		.file = list->file,
		.label = arena_span(&list->mem, label),
	};
}

const char *
diag_name(enum diag_code code)
{
	return codes[code].name;
}

enum diag_severity
diag_severity(enum diag_code code)
{
	return codes[code].severity;
}

const char *
diag_severity_name(enum diag_severity severity)
{
	static const char *const names[] = { "note", "warning", "error" };

	return names[severity];
}

void
diag_message(const struct diag *diag, struct buf *out)
{
	struct span sentence = span_str(codes[diag->code].sentence);
	ptrdiff_t slot = span_find(sentence, SPAN("{}"), 0);

	if (slot < 0) {
		buf_put(out, sentence);
		return;
	}
	buf_put(out, span_slice(sentence, 0, (size_t)slot));
	buf_put(out, diag->label);
	buf_put(out, span_slice(sentence, (size_t)slot + 2, sentence.len));
}
