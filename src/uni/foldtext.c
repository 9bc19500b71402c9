/*
 * uni/foldtext.c - folding text, fast.
 *
 * Nearly all text is ASCII that folds byte by byte; it is taken 16 bytes at
 * a time.  Any other code point is looked up in tables that are filled, 256
 * code points at a time, when text first needs them.  Threads share them: a
 * page is whole when it is hung up, and never changes.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unictype.h>

#include "base/arena.h"
#include "uni/fold.h"
#include "uni/uni.h"

/*
 * The fold of one code point as UTF-8: up to three bytes right here, or
 * where in the pool a length byte and that many bytes stand.
 */
struct entry {
	uint8_t len;		/* or IN_POOL and the offset's high byte */
	uint8_t bytes[3];	/* or the offset's others, the least first */
};

#define IN_POOL 0x80
#define PAGE_CODES 256
#define PAGE_COUNT (0x110000 / PAGE_CODES)

/*
 * Long folds are few: 1,300 code points, 15 kB, with nothing kept, and those
 * beyond U+FFFF.  They lie in blocks that stay where they are; all of
 * Unicode, four times, needs 350.
 */
#define POOL_BLOCK 65536
#define POOL_BLOCKS 400

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of filling */
static uint8_t *pool[POOL_BLOCKS];
static size_t pool_len;
static struct entry *_Atomic pages[4][PAGE_COUNT];

/* Where `len` bytes, at most those of a block, were put in the pool. */
static size_t
pool_put(const char *bytes, size_t len)
{
	size_t start = pool_len;

	if (start % POOL_BLOCK + len > POOL_BLOCK)
		start += POOL_BLOCK - start % POOL_BLOCK;
	assert(start / POOL_BLOCK < POOL_BLOCKS);
	if (!pool[start / POOL_BLOCK])
		pool[start / POOL_BLOCK] = mem_alloc(POOL_BLOCK);
	memcpy(pool[start / POOL_BLOCK] + start % POOL_BLOCK, bytes, len);
	pool_len = start + len;
	return start;
}

static struct entry
make_entry(uint32_t code, unsigned keep, struct buf *fold)
{
	uint32_t codes[UNI_FOLD_MAX];
	size_t count = fold_code(code, keep, codes);
	struct entry entry = { 0, { 0 } };
	size_t start, len;

	buf_clear(fold);
	buf_putc(fold, 0);
	for (size_t i = 0; i < count; i++)
		buf_put_code(fold, codes[i]);
	len = fold->len - 1;
	if (len > sizeof entry.bytes) {
		fold->ptr[0] = (char)len;
		start = pool_put(fold->ptr, fold->len);
		entry.len = (uint8_t)(IN_POOL | start >> 24);
		for (size_t i = 0; i < 3; i++)
			entry.bytes[i] = (uint8_t)(start >> (8 * i));
		return entry;
	}
	entry.len = (uint8_t)len;
	memcpy(entry.bytes, fold->ptr + 1, len);
	return entry;
}

static struct entry *
make_page(uint32_t page, unsigned keep)
{
	struct buf fold = { 0 };
	struct entry *entries;

	pthread_mutex_lock(&lock);
	entries = pages[keep][page];
	if (!entries) {
		entries = mem_array(PAGE_CODES, sizeof *entries);
		for (uint32_t i = 0; i < PAGE_CODES; i++)
			entries[i] = make_entry(page * PAGE_CODES + i, keep,
			    &fold);
		pages[keep][page] = entries;
	}
	pthread_mutex_unlock(&lock);
	buf_release(&fold);
	return entries;
}

static inline const struct entry *
entry_of(uint32_t code, unsigned keep)
{
	uint32_t page = code / PAGE_CODES;
	struct entry *entries = atomic_load_explicit(&pages[keep][page],
	    memory_order_acquire);

	if (!entries)
		entries = make_page(page, keep);
	return &entries[code % PAGE_CODES];
}

/* uni_decode, with the common cases of two and three bytes in line. */
static inline size_t
decode(struct span text, size_t off, uint32_t *code)
{
	const uint8_t *at = (const uint8_t *)text.ptr + off;
	size_t left = text.len - off;

	if (at[0] >= 0xc2 && at[0] < 0xe0 && left > 1 &&
	    (at[1] & 0xc0) == 0x80) {
		*code = (uint32_t)(at[0] & 0x1f) << 6 | (at[1] & 0x3f);
		return 2;
	}
	if (at[0] > 0xe0 && at[0] < 0xf0 && at[0] != 0xed && left > 2 &&
	    (at[1] & 0xc0) == 0x80 && (at[2] & 0xc0) == 0x80) {
		*code = (uint32_t)(at[0] & 0x0f) << 12 |
		    (uint32_t)(at[1] & 0x3f) << 6 | (at[2] & 0x3f);
		return 3;
	}
	return uni_decode(text, off, code, NULL);
}

/* One byte of ASCII that folds to one byte, whatever is before it. */
static inline bool
is_plain(uint8_t byte)
{
	return (byte > ' ' && byte < 0x80 && byte != '`') || byte == '\n';
}

/*
 * Sixteen bytes at once, in the vector types of GCC and Clang.  Lanes of a
 * comparison are all ones or all zeros.
 */
#define LANES 16
typedef int8_t vec __attribute__((vector_size(LANES)));

static inline vec
vec_load(const char *at)
{
	vec v;

	memcpy(&v, at, sizeof v);
	return v;
}

/* The first lane of `mask` that is set, or LANES. */
static inline size_t
vec_first(vec mask)
{
	uint64_t half[2];

	memcpy(half, &mask, sizeof half);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (half[0])
		return (size_t)__builtin_ctzll(half[0]) / 8;
	if (half[1])
		return 8 + (size_t)__builtin_ctzll(half[1]) / 8;
#else
	if (half[0])
		return (size_t)__builtin_clzll(half[0]) / 8;
	if (half[1])
		return 8 + (size_t)__builtin_clzll(half[1]) / 8;
#endif
	return LANES;
}

/*
 * How many of the 16 bytes at `at` fold byte by byte: printable ASCII and
 * \n, but for ` and a space after a space.  `at[-1]` must be readable;
 * `space` says whether the folded text ends with a space there.
 */
static inline size_t
plain_run(const char *at, bool space)
{
	vec v = vec_load(at);
	vec before = vec_load(at - 1);
	vec odd = ((v < ' ') & (v != '\n')) | (v == '`') | (v == 0x7f) |
	    ((v == ' ') & (before == ' '));

	if (space && at[0] == ' ')
		return 0;
	return vec_first(odd);
}

static inline vec
vec_lower(vec v)
{
	return v + ((v >= 'A') & (v <= 'Z') & (vec){ 32, 32, 32, 32, 32, 32,
	    32, 32, 32, 32, 32, 32, 32, 32, 32, 32 });
}

/*
 * Fold the code point at `off`: how many source bytes it takes is returned,
 * its fold is put at `to` and counted in `*len`.  Spaces after a space
 * (`*space`) fold to nothing.
 */
#define CODE_FOLD_MAX (4 * UNI_FOLD_MAX)

static inline size_t
fold_one(struct span text, size_t off, unsigned keep, bool *space, char *to,
    size_t *len)
{
	uint8_t byte = (uint8_t)text.ptr[off];
	const struct entry *entry;
	const uint8_t *from;
	size_t count;
	size_t taken;
	uint32_t code;

	if (is_plain(byte)) {
		if (!(keep & UNI_KEEP_CASE) && byte >= 'A' && byte <= 'Z')
			byte += 'a' - 'A';
		*to = (char)byte;
		*len = 1;
		*space = false;
		return 1;
	}
	if (byte < 0x80) {
		code = byte;
		taken = 1;
	} else {
		taken = decode(text, off, &code);
	}
	entry = entry_of(code, keep);
	if (entry->len & IN_POOL) {
		size_t at = (size_t)(entry->len & ~IN_POOL) << 24 |
		    (size_t)entry->bytes[2] << 16 |
		    (size_t)entry->bytes[1] << 8 | entry->bytes[0];

		from = pool[at / POOL_BLOCK] + at % POOL_BLOCK;
		count = *from++;
	} else {
		from = entry->bytes;
		count = entry->len;
	}
	*len = 0;
	for (size_t i = 0; i < count; i++) {
		if (from[i] == ' ' && *space)
			continue;
		*space = from[i] == ' ';
		to[(*len)++] = (char)from[i];
	}
	return taken;
}

void
uni_fold_lines(struct buf *out, struct span text, unsigned keep)
{
	const size_t slack = LANES + CODE_FOLD_MAX;
	char *to = buf_reserve(out, text.len + slack);
	size_t room = text.len + slack;	/* after out->len */
	size_t done = 0;
	bool space = false;

	for (size_t off = 0; off < text.len;) {
		size_t len;

		if (room - done < slack) {
			out->len += done;
			room = text.len - off + slack + done / 4;
			to = buf_reserve(out, room);
			done = 0;
		}
		if (off > 0 && text.len - off >= LANES) {
			const char *at = text.ptr + off;
			vec v = vec_load(at);
			size_t run = plain_run(at, space);

			if (!(keep & UNI_KEEP_CASE))
				v = vec_lower(v);
			memcpy(to + done, &v, sizeof v);
			off += run;
			done += run;
			if (run == LANES) {
				space = at[LANES - 1] == ' ';
				continue;
			}
			if (run > 0)
				space = at[run - 1] == ' ';
		}
		do {
			off += fold_one(text, off, keep, &space, to + done,
			    &len);
			done += len;
		} while (off < text.len && (text.ptr[off] & 0x80) &&
		    room - done >= slack);
	}
	out->len += done;
	if (out->room)
		out->ptr[out->len] = '\0';
}

void
uni_fold_find(struct uni_fold_walk *walk, size_t at, size_t *from,
    size_t *to)
{
	struct span text = walk->text;

	while (walk->src < text.len) {
		char folded[CODE_FOLD_MAX];
		bool space = walk->space;
		size_t len;
		size_t taken;

		if (walk->src > 0 && text.len - walk->src >= LANES) {
			size_t run = plain_run(text.ptr + walk->src, space);
			size_t step = run < at - walk->dst ? run :
			    at - walk->dst;

			if (step > 0) {
				walk->src += step;
				walk->dst += step;
				walk->space =
				    text.ptr[walk->src - 1] == ' ';
				continue;
			}
		}
		taken = fold_one(text, walk->src, walk->keep, &space, folded,
		    &len);
		if (walk->dst + len > at) {
			*from = walk->src;
			*to = walk->src + taken;
			return;
		}
		walk->src += taken;
		walk->dst += len;
		walk->space = space;
	}
	*from = *to = text.len;
}

void
uni_fold(struct buf *out, struct span text, struct buf *map)
{
	uint32_t base = 0;
	bool space = false;

	for (size_t off = 0; off < text.len;) {
		uint32_t from = (uint32_t)off;
		char folded[CODE_FOLD_MAX];
		uint32_t code;
		size_t len;

		off += uni_decode(text, off, &code, NULL);
		if (code == '\n') {
			folded[0] = ' ';
			len = !space;
			space = true;
		} else {
			fold_one(text, from, 0, &space, folded, &len);
		}
		if (!map) {
			buf_put_bytes(out, folded, len);
			continue;
		}
		if (!uni_is_mark(code))
			base = from;
		buf_put_bytes(out, folded, len);
		for (size_t i = 0; i < len; i++)
			buf_put_bytes(map, &base, sizeof base);
	}
	if (map) {
		base = (uint32_t)text.len;
		buf_put_bytes(map, &base, sizeof base);
	}
}

/* ---- words ---- */

static uint8_t *_Atomic word_pages[PAGE_COUNT];

/* Scripts whose readers do not part words with spaces. */
static bool
is_unspaced(uint32_t code)
{
	static const char *const names[] = {
		"Han", "Hiragana", "Thai", "Lao", "Khmer", "Myanmar", "Yi",
		"New_Tai_Lue", "Tai_Le", "Tai_Tham", "Tai_Viet",
	};
	const uc_script_t *script = uc_script(code);

	for (size_t i = 0; script && i < sizeof names / sizeof *names; i++)
		if (!strcmp(script->name, names[i]))
			return true;
	return false;
}

static enum uni_word
find_class(uint32_t code)
{
	if (fold_mark_is_optional(code))
		return UNI_WORD_OPTIONAL;
	if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M))
		return UNI_WORD_MARK;
	if (!uc_is_general_category_withtable(code,
	    UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N))
		return UNI_WORD_NONE;
	return is_unspaced(code) ? UNI_WORD_SINGLE : UNI_WORD_RUN;
}

static uint8_t *
make_word_page(uint32_t page)
{
	uint8_t *made = mem_alloc(PAGE_CODES);
	uint8_t *there = NULL;

	for (uint32_t i = 0; i < PAGE_CODES; i++)
		made[i] = (uint8_t)find_class(page * PAGE_CODES + i);
	if (atomic_compare_exchange_strong(&word_pages[page], &there, made))
		return made;
	free(made);
	return there;
}

enum uni_word
uni_word_class(uint32_t code)
{
	uint32_t page = code / PAGE_CODES;
	const uint8_t *classes;

	if (page >= PAGE_COUNT)
		return UNI_WORD_NONE;
	classes = atomic_load_explicit(&word_pages[page],
	    memory_order_acquire);
	if (!classes)
		classes = make_word_page(page);
	return (enum uni_word)classes[code % PAGE_CODES];
}
