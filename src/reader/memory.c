/* reader/memory.c - what is remembered of a document. */
#include "reader/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "doc/doc.h"
#include "uni/uni.h"

/* A person's file is a few kB; a larger one is not ours. */
#define FILE_MAX (1024 * 1024)
#define FIRST_LINE "ibid-place 1"

/* The file of a name is this and the hash of a content. */
#define NAME_LINE "ibid-name 1\ncontent "
#define NAME_FILE_MAX 200

void
memory_init(struct memory *memory)
{
	*memory = (struct memory){ 0 };
	memory->spot.ref = DOC_NONE;
	for (int i = 0; i < MEMORY_MARKS; i++)
		memory->marks[i] = DOC_NOWHERE;
}

void
memory_release(struct memory *memory)
{
	free(memory->keywords);
	free(memory->searches);
	ranges_release(&memory->read);
	buf_release(&memory->others);
	arena_release(&memory->mem);
}

int
memory_mark_index(char letter)
{
	if (letter >= 'a' && letter <= 'z')
		return letter - 'a';
	if (letter >= 'A' && letter <= 'Z')
		return 26 + letter - 'A';
	return -1;
}

char
memory_mark_letter(int index)
{
	return (char)(index < 26 ? 'a' + index : 'A' + index - 26);
}

void
memory_add_keyword(struct memory *memory, struct span keyword)
{
	MEM_PUSH(memory->keywords, memory->keyword_count,
	    memory->keyword_room);
	memory->keywords[memory->keyword_count++] =
	    arena_span(&memory->mem, keyword);
}

void
memory_add_search(struct memory *memory, struct span text, bool regex)
{
	MEM_PUSH(memory->searches, memory->search_count,
	    memory->search_room);
	memory->searches[memory->search_count++] = (struct memory_search){
		arena_span(&memory->mem, text), regex };
}

/* The path of a file of ours; nothing where there is no home. */
static void
state_path(const char *folder, uint64_t hash, struct buf *path)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	char name[17];

	hash_hex(hash, name);
	/* A relative XDG_STATE_HOME counts as unset (XDG base directory
	 * specification 0.8, "Basics"). */
	if (state && *state == '/')
		buf_printf(path, "%s/ibid/%s%s", state, folder, name);
	else if (home && *home)
		buf_printf(path, "%s/.local/state/ibid/%s%s", home, folder,
		    name);
}

void
memory_path(uint64_t content_hash, struct buf *path)
{
	state_path("", content_hash, path);
}

/* ---- names ---- */

void
memory_name_path(char *const *names, int count, struct buf *path)
{
	struct hash_state hash;

	hash_init(&hash, 0);
	for (int i = 0; i < count; i++) {
		char *real = strcmp(names[i], "-") ? realpath(names[i],
		    NULL) : NULL;

		if (!real)
			return;
		/* With its NUL, so that two names are not one. */
		hash_add(&hash, span_of(real, strlen(real) + 1));
		free(real);
	}
	if (count)
		state_path("names/", hash_value(&hash), path);
}

uint64_t
memory_last_content(const char *name_path)
{
	struct buf text = { 0 };
	uint64_t hash = 0;
	char *end;

	if (file_read(name_path, NAME_FILE_MAX, &text) == 0 &&
	    span_starts(buf_span(&text), SPAN(NAME_LINE))) {
		hash = strtoull(text.ptr + strlen(NAME_LINE), &end, 16);
		if (*end != '\n')
			hash = 0;
	}
	buf_release(&text);
	return hash;
}

int
memory_save_content(const char *name_path, uint64_t content_hash)
{
	struct buf out = { 0 };
	char hex[17];
	int error;

	hash_hex(content_hash, hex);
	buf_printf(&out, "%s%s\n", NAME_LINE, hex);
	error = file_make_parents(name_path);
	if (!error)
		error = file_replace(name_path, buf_span(&out), 0600);
	buf_release(&out);
	return error;
}

/* Whether a name in the folder of names leads to that content. */
static bool
is_named(const char *folder, uint64_t content_hash)
{
	struct buf path = { 0 };
	struct dirent *entry;
	DIR *names = opendir(folder);
	bool named = !names;

	while (!named && (entry = readdir(names))) {
		buf_clear(&path);
		buf_printf(&path, "%s/%s", folder, entry->d_name);
		named = memory_last_content(path.ptr) == content_hash;
	}
	if (names)
		closedir(names);
	buf_release(&path);
	return named;
}

void
memory_forget(const char *name_path, uint64_t content_hash)
{
	const char *slash = strrchr(name_path, '/');
	struct buf path = { 0 };

	if (!slash)
		return;
	buf_put(&path, span_of(name_path, (size_t)(slash - name_path)));
	if (!is_named(buf_cstr(&path), content_hash)) {
		buf_clear(&path);
		memory_path(content_hash, &path);
		unlink(buf_cstr(&path));
	}
	buf_release(&path);
}

/* ---- the file ---- */

/* A decimal number up to 64 bits at the start of `*rest`. */
static bool
take_place(struct span *rest, uint64_t *place)
{
	uint64_t sum = 0;
	size_t len = 0;

	while (len < rest->len && rest->ptr[len] >= '0' &&
	    rest->ptr[len] <= '9' && sum < UINT64_MAX / 10 - 1)
		sum = sum * 10 + (uint64_t)(rest->ptr[len++] - '0');
	if (len == 0)
		return false;
	*place = sum;
	*rest = span_slice(*rest, len, rest->len);
	return true;
}

static bool
take_text(struct span *rest, struct span text)
{
	if (!span_starts(*rest, text))
		return false;
	*rest = span_slice(*rest, text.len, rest->len);
	return true;
}

static bool
load_mark(struct memory *memory, struct span rest)
{
	int index = rest.len ? memory_mark_index(*rest.ptr) : -1;
	uint64_t place;

	if (index < 0)
		return false;
	rest = span_slice(rest, 1, rest.len);
	if (!take_text(&rest, SPAN(" ")) || !take_place(&rest, &place))
		return false;
	memory->marks[index] = place;
	return true;
}

/* "a WORDS": of which mark; then the words. */
static bool
load_mark_words(struct memory *memory, struct span rest, bool before)
{
	int index = rest.len ? memory_mark_index(*rest.ptr) : -1;
	struct memory_words *words;

	if (index < 0)
		return false;
	rest = span_slice(rest, 1, rest.len);
	if (!take_text(&rest, SPAN(" ")))
		return false;
	words = &memory->mark_words[index];
	*(before ? &words->before : &words->near) =
	    arena_span(&memory->mem, rest);
	return true;
}

static bool
load_line(struct memory *memory, struct span line)
{
	struct span rest = line;
	uint64_t from, to;
	unsigned speed;

	if (take_text(&rest, SPAN("title ")))
		return true;	/* for people who look at the file */
	if (take_text(&rest, SPAN("place "))) {
		if (!take_place(&rest, &from) ||
		    !take_text(&rest, SPAN(" ")) || !take_place(&rest, &to))
			return false;
		memory->spot.anchor = from;
		memory->spot.cursor = to;
		return true;
	}
	if (take_text(&rest, SPAN("near "))) {
		memory->words.near = arena_span(&memory->mem, rest);
		return true;
	}
	if (take_text(&rest, SPAN("before "))) {
		memory->words.before = arena_span(&memory->mem, rest);
		return true;
	}
	if (take_text(&rest, SPAN("length ")))
		return take_place(&rest, &memory->text_len);
	if (take_text(&rest, SPAN("mark-before ")))
		return load_mark_words(memory, rest, true);
	if (take_text(&rest, SPAN("mark-near ")))
		return load_mark_words(memory, rest, false);
	if (take_text(&rest, SPAN("mark ")))
		return load_mark(memory, rest);
	if (take_text(&rest, SPAN("read "))) {
		if (!take_place(&rest, &from) ||
		    !take_text(&rest, SPAN("-")) || !take_place(&rest, &to))
			return false;
		ranges_add(&memory->read, from, to);
		return true;
	}
	if (take_text(&rest, SPAN("keyword "))) {
		memory_add_keyword(memory, rest);
		return true;
	}
	if (take_text(&rest, SPAN("search "))) {
		memory_add_search(memory, rest, false);
		return true;
	}
	if (take_text(&rest, SPAN("search-regex "))) {
		memory_add_search(memory, rest, true);
		return true;
	}
	if (take_text(&rest, SPAN("speed ")) && span_number(rest, &speed) &&
	    speed >= 50 && speed <= 2000) {
		memory->speed = (int)speed;
		return true;
	}
	return false;
}

int
memory_load(struct memory *memory, const char *path)
{
	struct buf text = { 0 };
	struct span rest, line;
	int error = file_read(path, FILE_MAX, &text);

	if (error == ENOENT)
		return 0;
	rest = buf_span(&text);
	if (!error && (!span_line(&rest, &line) ||
	    !span_eq(line, SPAN(FIRST_LINE))))
		error = EINVAL;
	while (!error && span_line(&rest, &line)) {
		if (load_line(memory, line))
			continue;
		buf_put(&memory->others, line);
		buf_putc(&memory->others, '\n');
	}
	memory->found = !error;
	buf_release(&text);
	return error;
}

/* One line, whatever the text holds. */
static void
put_line(struct buf *out, const char *name, struct span text)
{
	buf_puts(out, name);
	uni_printable(out, text, true);
	buf_putc(out, '\n');
}

/* Of the mark `letter`, or ("") of the cursor. */
static void
put_words(struct buf *out, const char *letter,
    const struct memory_words *words)
{
	char name[32];

	for (int before = 1; before >= 0; before--) {
		struct span text = before ? words->before : words->near;

		snprintf(name, sizeof name, "%s%s %s%s", *letter ? "mark-" :
		    "", before ? "before" : "near", letter, *letter ? " " :
		    "");
		if (text.len)
			put_line(out, name, text);
	}
}

static void
put_mark(struct buf *out, const struct memory *memory, int index)
{
	char letter[2] = { memory_mark_letter(index) };

	buf_printf(out, "mark %s %llu\n", letter,
	    (unsigned long long)memory->marks[index]);
	put_words(out, letter, &memory->mark_words[index]);
}

int
memory_save(const struct memory *memory, const char *path,
    struct span title)
{
	struct buf out = { 0 };
	int error;

	buf_puts(&out, FIRST_LINE "\n");
	if (title.len)
		put_line(&out, "title ", title);
	if (memory->text_len)
		buf_printf(&out, "length %llu\n",
		    (unsigned long long)memory->text_len);
	buf_printf(&out, "place %llu %llu\n",
	    (unsigned long long)memory->spot.anchor,
	    (unsigned long long)memory->spot.cursor);
	put_words(&out, "", &memory->words);
	for (int i = 0; i < MEMORY_MARKS; i++)
		if (memory->marks[i] != DOC_NOWHERE)
			put_mark(&out, memory, i);
	for (size_t i = 0; i < memory->read.count; i++)
		buf_printf(&out, "read %llu-%llu\n",
		    (unsigned long long)memory->read.items[i].from,
		    (unsigned long long)memory->read.items[i].to);
	for (size_t i = 0; i < memory->keyword_count; i++)
		put_line(&out, "keyword ", memory->keywords[i]);
	for (size_t i = memory->search_count > MEMORY_SEARCHES ?
	    memory->search_count - MEMORY_SEARCHES : 0;
	    i < memory->search_count; i++)
		put_line(&out, memory->searches[i].regex ? "search-regex " :
		    "search ", memory->searches[i].text);
	if (memory->speed)
		buf_printf(&out, "speed %d\n", memory->speed);
	buf_put(&out, buf_span(&memory->others));
	error = file_make_parents(path);
	if (!error)
		error = file_replace(path, buf_span(&out), 0600);
	buf_release(&out);
	return error;
}
