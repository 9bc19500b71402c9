/* search/terms.c - words and terms of folded text. */
#include "search/terms.h"

#include "uni/uni.h"

static inline enum uni_word
class_at(struct span folded, size_t off, size_t *len)
{
	unsigned char byte = (unsigned char)folded.ptr[off];
	uint32_t code;

	if (byte < 0x80) {
		*len = 1;
		return (byte >= 'a' && byte <= 'z') ||
		    (byte >= '0' && byte <= '9') ||
		    (byte >= 'A' && byte <= 'Z') ? UNI_WORD_RUN :
		    UNI_WORD_NONE;
	}
	*len = uni_decode(folded, off, &code, NULL);
	return uni_word_class(code);
}

/* Whether `after` goes on with the term that `before` is in. */
static inline bool
joins(enum uni_word before, enum uni_word after)
{
	if (before == UNI_WORD_NONE)
		return false;
	if (after == UNI_WORD_RUN)
		return before != UNI_WORD_SINGLE;
	return after == UNI_WORD_MARK || after == UNI_WORD_OPTIONAL;
}

bool
term_next(struct span folded, size_t *off, struct span *term)
{
	size_t at = *off;
	enum uni_word class = UNI_WORD_NONE;
	size_t from;
	size_t len = 0;

	for (; at < folded.len; at += len)
		if ((class = class_at(folded, at, &len)) != UNI_WORD_NONE)
			break;
	if (at >= folded.len) {
		*off = folded.len;
		return false;
	}
	from = at;
	for (at += len; at < folded.len; at += len) {
		enum uni_word next = class_at(folded, at, &len);

		if (!joins(class, next))
			break;
		class = next;
	}
	*term = span_slice(folded, from, at);
	*off = at;
	return true;
}

bool
term_inside(struct span folded, size_t off)
{
	size_t before = off;
	size_t len;

	if (off == 0 || off >= folded.len)
		return false;
	do
		before--;
	while (before > 0 && off - before < 4 &&
	    (folded.ptr[before] & 0xc0) == 0x80);
	return joins(class_at(folded, before, &len),
	    class_at(folded, off, &len));
}
