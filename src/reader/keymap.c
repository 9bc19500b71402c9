/* reader/keymap.c - from the name of a key to an action. */
#include "reader/keymap.h"

#include <stdlib.h>

#include "uni/uni.h"

static const char *const key_names[] = {
	"Space", "Enter", "Tab", "BackTab", "Esc", "Backspace", "Delete",
	"Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown",
	"F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11",
	"F12",
};

static const struct {
	const char *name;
	enum where where;
} places[] = {
	{ "page", WHERE_PAGE }, { "note", WHERE_NOTE },
	{ "contents", WHERE_TREE }, { "list", WHERE_LIST },
	{ "notes-pane", WHERE_PANE },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

unsigned
where_of(struct span name)
{
	if (span_eq(name, SPAN("any")))
		return WHERE_ANY;
	for (size_t i = 0; i < COUNT(places); i++)
		if (span_eq(name, span_str(places[i].name)))
			return places[i].where;
	return 0;
}

void
where_names(unsigned where, struct buf *out)
{
	size_t start = out->len;

	if (where == WHERE_ANY) {
		buf_puts(out, "any");
		return;
	}
	for (size_t i = 0; i < COUNT(places); i++) {
		if (!(where & places[i].where))
			continue;
		if (out->len > start)
			buf_puts(out, ", ");
		buf_puts(out, places[i].name);
	}
}

bool
keymap_is_key(struct span key)
{
	if (key.len == 0 || !uni_valid(key))
		return false;
	if (span_starts(key, SPAN("C-")) && key.len == 3)
		return key.ptr[2] >= 'a' && key.ptr[2] <= 'z';
	for (size_t i = 0; i < COUNT(key_names); i++)
		if (span_eq(key, span_str(key_names[i])))
			return true;
	return (unsigned char)*key.ptr > ' ' && *key.ptr != 0x7f &&
	    uni_cluster_next(key, 0) == key.len;
}

bool
keymap_bind(struct keymap *map, struct span key, unsigned where,
    enum action action)
{
	if (!keymap_is_key(key))
		return false;
	MEM_PUSH(map->items, map->count, map->room);
	map->items[map->count++] = (struct binding){
		.key = arena_span(&map->mem, key),
		.where = where,
		.action = action,
	};
	return true;
}

/* The next word of `*rest`. */
static bool
next_word(struct span *rest, struct span *word)
{
	ptrdiff_t space;

	*rest = span_trim(*rest);
	if (rest->len == 0)
		return false;
	space = span_chr(*rest, ' ', 0);
	*word = span_slice(*rest, 0, space < 0 ? rest->len : (size_t)space);
	*rest = span_slice(*rest, word->len, rest->len);
	return true;
}

void
keymap_init(struct keymap *map)
{
	*map = (struct keymap){ 0 };
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		struct span rest = span_str(info->keys);
		struct span key;

		while (next_word(&rest, &key))
			keymap_bind(map, key, info->where, (enum action)i);
	}
}

void
keymap_release(struct keymap *map)
{
	free(map->items);
	arena_release(&map->mem);
	*map = (struct keymap){ 0 };
}

static const struct binding *
find_binding(const struct keymap *map, unsigned where, struct span key)
{
	const struct binding *best = NULL;

	for (size_t i = map->count; i-- > 0;) {
		const struct binding *binding = &map->items[i];

		if (!(binding->where & where) || !span_eq(binding->key, key))
			continue;
		if (!best || __builtin_popcount(binding->where) <
		    __builtin_popcount(best->where))
			best = binding;
	}
	return best;
}

enum action
keymap_lookup(const struct keymap *map, enum where where, struct span key)
{
	const struct binding *binding = find_binding(map, where, key);

	return binding ? binding->action : ACTION_NONE;
}

/* Whether no other binding hides this one everywhere. */
static bool
is_live(const struct keymap *map, const struct binding *binding)
{
	for (size_t i = 0; i < COUNT(places); i++)
		if ((binding->where & places[i].where) &&
		    find_binding(map, places[i].where, binding->key) ==
		    binding)
			return true;
	return false;
}

void
keymap_keys(const struct keymap *map, enum action action, struct buf *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < map->count; i++) {
		const struct binding *binding = &map->items[i];

		if (binding->action != action || !is_live(map, binding))
			continue;
		if (out->len > start)
			buf_puts(out, ", ");
		buf_put(out, binding->key);
	}
}
