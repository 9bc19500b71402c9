/* import/text_label.c - labels of notes at the start of lines. */
#include "import/text_shape.h"

#include "uni/uni.h"

static bool
read_signs(struct span text, struct text_label *label)
{
	size_t len = 0;

	for (uint32_t code; len < text.len; ) {
		size_t next = uni_decode(text, len, &code, NULL);

		if (code != '*' && code != 0xa7 && code != 0x2016 &&
		    code != 0x2020 && code != 0x2021)
			break;
		len += next;
	}
	*label = (struct text_label){ .signs = span_slice(text, 0, len) };
	return len && len < 10 && len < text.len;
}

bool
text_label(struct span text, struct text_label *label)
{
	bool bracket = text.len && strchr("[(", text.ptr[0]);
	size_t at = bracket;
	size_t digits = span_number(span_slice(text, at, text.len),
	    &label->number);

	if (!digits)
		return !bracket && read_signs(text, label);
	at += digits;
	if (digits > 4 || !label->number || at + 2 >= text.len)
		return false;
	label->before = bracket ? text.ptr[0] : ' ';
	label->after = text.ptr[at];
	label->signs = SPAN("");
	return strchr(bracket ? "])" : " .)", label->after) &&
	    (label->after == ' ' || text.ptr[at + 1] == ' ');
}

bool
text_label_follows(const struct text_label *last, const struct text_label *next)
{
	if (!last->number || !next->number)
		return !last->number && !next->number &&
		    !span_eq(last->signs, next->signs);
	return next->number == last->number + 1 &&
	    next->before == last->before && next->after == last->after;
}

bool
text_is_hanging(const struct text_block *block)
{
	struct text_label label;

	if (!text_label(block->lines[0].text, &label))
		return false;
	for (size_t i = 1; i < block->count; i++)
		if (block->lines[i].indent < block->lines[0].indent + 2)
			return false;
	return true;
}
