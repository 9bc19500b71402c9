/* uni/fold.c - normal forms, and the folding that search uses. */
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "uni/uni.h"

void
uni_nfc(struct buf *out, struct span text)
{
	size_t len = 0;
	uint8_t *form = u8_normalize(UNINORM_NFC, (const uint8_t *)text.ptr,
	    text.len, NULL, &len);

	if (!form) {
		uni_mend(out, text);
		return;
	}
	buf_put_bytes(out, form, len);
	free(form);
}

void
uni_lower(struct buf *out, struct span text)
{
	for (size_t off = 0; off < text.len;) {
		uint32_t code;

		off += uni_decode(text, off, &code, NULL);
		buf_put_code(out, uc_tolower(code));
	}
}

/* Characters that search takes for one another, beyond Unicode's forms. */
static uint32_t
unify(uint32_t code)
{
	switch (code) {
	case 0x02b9: case 0x02bb: case 0x02bc: case 0x2018: case 0x2019:
	case 0x201a: case 0x201b: case 0x2032: case 0x00b4: case 0x0060:
	case 0xff07:
		return '\'';
	case 0x00ab: case 0x00bb: case 0x201c: case 0x201d: case 0x201e:
	case 0x201f: case 0x2033:
		return '"';
	case 0x00df:	/* capital sharp s folds to ss, so does this */
		return code;
	case 0x0131:	/* dotless i */
		return 'i';
	case 0x0142: case 0x0141:
		return 'l';
	case 0x00f8: case 0x00d8:
		return 'o';
	case 0x0111: case 0x0110:
		return 'd';
	}
	if (uc_is_property_dash(code))
		return '-';
	if (uc_is_property_white_space(code))
		return ' ';
	return code;
}

/* Not part of any word for the one who searches. */
static bool
is_dropped(uint32_t code)
{
	return code == 0x00ad || code == 0x200b || code == 0x200c ||
	    code == 0x200d || code == 0x2060 || code == 0xfeff ||
	    code == 0x0640 || (code >= 0xfe00 && code <= 0xfe0f);
}

/*
 * Marks are dropped in the scripts whose readers leave them out when they
 * type; in Indic scripts a mark is a vowel, and stays.
 */
static bool
is_optional_mark(uint32_t code)
{
	return (code >= 0x0300 && code <= 0x036f) ||
	    (code >= 0x0483 && code <= 0x0489) ||
	    (code >= 0x0591 && code <= 0x05bd) || code == 0x05bf ||
	    code == 0x05c1 || code == 0x05c2 || code == 0x05c4 ||
	    code == 0x05c5 || code == 0x05c7 ||
	    (code >= 0x0610 && code <= 0x061a) ||
	    (code >= 0x064b && code <= 0x065f) || code == 0x0670 ||
	    (code >= 0x06d6 && code <= 0x06dc) ||
	    (code >= 0x06df && code <= 0x06e4) ||
	    (code >= 0x1ab0 && code <= 0x1aff) ||
	    (code >= 0x1dc0 && code <= 0x1dff) ||
	    (code >= 0x20d0 && code <= 0x20f0) ||
	    (code >= 0xfe20 && code <= 0xfe2f);
}

struct folded {
	uint32_t *codes;
	size_t count;
};

static void
decompose(uint32_t code, struct folded *out)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;
	int count = uc_decomposition(code, &tag, parts);

	if (count <= 0) {
		if (is_dropped(code) || is_optional_mark(code))
			return;
		if (out->count < UNI_FOLD_MAX)
			out->codes[out->count++] = unify(code);
		return;
	}
	for (int i = 0; i < count; i++)
		decompose(parts[i], out);
}

/* What unify names must not be decomposed first (U+00B4 is space + acute). */
static bool
is_unified(uint32_t code)
{
	return unify(code) != code;
}

static size_t
fold_slow(uint32_t code, uint32_t out[UNI_FOLD_MAX])
{
	struct folded folded = { out, 0 };
	uint8_t utf8[6];
	uint8_t cased[32];
	size_t cased_len = sizeof cased;
	int utf8_len;
	struct span text;

	if (is_unified(code)) {
		out[0] = unify(code);
		return 1;
	}
	utf8_len = u8_uctomb(utf8, code, sizeof utf8);
	if (utf8_len <= 0 || !u8_casefold(utf8, (size_t)utf8_len, NULL, NULL,
	    cased, &cased_len)) {
		out[0] = code;
		return 1;
	}
	text = span_of((const char *)cased, cased_len);
	for (size_t off = 0; off < text.len;) {
		uint32_t part;

		off += uni_decode(text, off, &part, NULL);
		decompose(part, &folded);
	}
	/*
	 * What a compatibility form stands for folds once more: capitals
	 * (circled letters), and the final sigma (the lunate one).
	 */
	for (size_t i = 0; i < folded.count; i++)
		out[i] = out[i] == 0x03c2 ? 0x03c3 : uc_tolower(out[i]);
	return folded.count;
}

size_t
uni_fold_code(uint32_t code, uint32_t out[UNI_FOLD_MAX])
{
	if (code < 0x80) {
		if (code >= 'A' && code <= 'Z')
			code += 'a' - 'A';
		else if (code == '`')
			code = '\'';
		else if (code >= '\t' && code <= '\r')
			code = ' ';
		out[0] = code;
		return 1;
	}
	return fold_slow(code, out);
}

void
uni_fold(struct buf *out, struct span text, struct buf *map)
{
	uint32_t base = 0;
	bool space = false;

	for (size_t off = 0; off < text.len;) {
		uint32_t from = (uint32_t)off;
		uint32_t folded[UNI_FOLD_MAX];
		uint32_t code;
		size_t count;

		off += uni_decode(text, off, &code, NULL);
		count = uni_fold_code(code, folded);
		if (!uc_is_general_category_withtable(code,
		    UC_CATEGORY_MASK_M))
			base = from;
		for (size_t i = 0; i < count; i++) {
			size_t start = out->len;

			if (folded[i] == ' ' && space)
				continue;
			space = folded[i] == ' ';
			buf_put_code(out, folded[i]);
			for (; map && start < out->len; start++)
				buf_put_bytes(map, &base, sizeof base);
		}
	}
	if (map) {
		base = (uint32_t)text.len;
		buf_put_bytes(map, &base, sizeof base);
	}
}
