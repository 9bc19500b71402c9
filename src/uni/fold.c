/* uni/fold.c - normal forms, and what search folds a code point to. */
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "uni/fold.h"
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
unify(uint32_t code, unsigned keep)
{
	bool lower = !(keep & UNI_KEEP_CASE);

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
	case 0x0142:
		return 'l';
	case 0x0141:
		return lower ? 'l' : 'L';
	case 0x00f8:
		return 'o';
	case 0x00d8:
		return lower ? 'o' : 'O';
	case 0x0111:
		return 'd';
	case 0x0110:
		return lower ? 'd' : 'D';
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
bool
fold_mark_is_optional(uint32_t code)
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
	unsigned keep;
};

static void
decompose(uint32_t code, struct folded *out)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;
	int count = uc_decomposition(code, &tag, parts);

	if (count <= 0) {
		if (is_dropped(code))
			return;
		if (fold_mark_is_optional(code) &&
		    !(out->keep & UNI_KEEP_MARKS))
			return;
		if (out->count < UNI_FOLD_MAX)
			out->codes[out->count++] = unify(code, out->keep);
		return;
	}
	for (int i = 0; i < count; i++)
		decompose(parts[i], out);
}

/* What unify names must not be decomposed first (U+00B4 is space + acute). */
static bool
is_unified(uint32_t code)
{
	return unify(code, 0) != code;
}

static bool
is_capital(uint32_t code)
{
	return uc_is_property_uppercase(code) ||
	    uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Lt);
}

/* Two letters joined, which most keyboards have apart only; or 0. */
static size_t
fold_joined(uint32_t code, unsigned keep, uint32_t out[UNI_FOLD_MAX])
{
	bool capital = code == 0x00c6 || code == 0x0152;

	if (code != 0x00e6 && code != 0x0153 && !capital)
		return 0;
	out[0] = code == 0x00e6 || code == 0x00c6 ? 'a' : 'o';
	out[1] = 'e';
	if (capital && (keep & UNI_KEEP_CASE))
		out[0] -= 'a' - 'A';
	return 2;
}

static size_t
fold_wide(uint32_t code, unsigned keep, uint32_t out[UNI_FOLD_MAX])
{
	struct folded folded = { out, 0, keep };
	uint8_t utf8[6];
	uint8_t cased[32];
	size_t cased_len = sizeof cased;
	int utf8_len;
	struct span text;

	if (is_unified(code)) {
		out[0] = unify(code, keep);
		return 1;
	}
	if (fold_joined(code, keep, out))
		return 2;
	if ((keep & UNI_KEEP_CASE) && is_capital(code)) {
		decompose(code, &folded);
		return folded.count;
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
	return folded.count;
}

/*
 * Compatibility forms of capitals and of letters with two small forms
 * (circled letters, the lunate sigma) decompose to what folds once more.
 */
static size_t
fold_again(uint32_t codes[UNI_FOLD_MAX], size_t count, unsigned keep)
{
	uint32_t before[UNI_FOLD_MAX];
	size_t made = 0;

	memcpy(before, codes, count * sizeof *codes);
	for (size_t i = 0; i < count; i++) {
		uint32_t part[UNI_FOLD_MAX];
		size_t len = fold_wide(before[i], keep, part);

		for (size_t j = 0; j < len && made < UNI_FOLD_MAX; j++)
			codes[made++] = part[j];
	}
	return made;
}

static size_t
fold_any(uint32_t code, unsigned keep, uint32_t out[UNI_FOLD_MAX])
{
	if (code >= 0x80)
		return fold_again(out, fold_wide(code, keep, out), keep);
	if (code >= 'A' && code <= 'Z' && !(keep & UNI_KEEP_CASE))
		code += 'a' - 'A';
	else if (code == '`')
		code = '\'';
	else if (code >= '\t' && code <= '\r')
		code = ' ';
	out[0] = code;
	return 1;
}

size_t
fold_code(uint32_t code, unsigned keep, uint32_t out[UNI_FOLD_MAX])
{
	uint32_t plain[UNI_FOLD_MAX];
	uint32_t again[UNI_FOLD_MAX];
	size_t count = fold_any(code, keep, out);
	size_t plain_count;
	size_t at = 0;

	if (!keep || code < 0x80)
		return count;
	/* Where keeping less would not lead to the same fold, keep nothing. */
	plain_count = fold_any(code, 0, plain);
	for (size_t i = 0; i < count; i++) {
		size_t part = fold_any(out[i], 0, again);

		if (at + part > plain_count ||
		    memcmp(plain + at, again, part * sizeof *again))
			break;
		at += part;
		if (i + 1 == count && at == plain_count)
			return count;
	}
	memcpy(out, plain, plain_count * sizeof *out);
	return plain_count;
}

size_t
uni_fold_code(uint32_t code, uint32_t out[UNI_FOLD_MAX])
{
	return fold_any(code, 0, out);
}
