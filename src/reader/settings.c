/* reader/settings.c - settings and the configuration file. */
#include "reader/settings.h"

#include "uni/uni.h"

static const struct setting_info infos[] = {
#define X(id, name, kind, value, least, greatest, help) \
	{ name, SETTING_##kind, value, least, greatest, help },
	READER_SETTINGS(X)
#undef X
};

const struct setting_info *
setting_info(enum setting setting)
{
	return &infos[setting];
}

enum setting
setting_of(struct span name)
{
	for (int i = 0; i < SETTING_COUNT; i++)
		if (span_eq(name, span_str(infos[i].name)))
			return (enum setting)i;
	return SETTING_COUNT;
}

/* The index of `word` among space-separated `words`, or -1. */
static int
word_index(struct span words, struct span word)
{
	int index = 0;

	while (words.len) {
		ptrdiff_t space = span_chr(words, ' ', 0);
		size_t len = space < 0 ? words.len : (size_t)space;

		if (span_eq_nocase(span_slice(words, 0, len), word))
			return index;
		words = span_trim(span_slice(words, len, words.len));
		index++;
	}
	return -1;
}

static int
bool_value(struct span value)
{
	int index = word_index(SPAN("off no false 0 on yes true 1"), value);

	return index < 0 ? -1 : index >= 4;
}

static bool
parse_value(const struct setting_info *info, struct span value, int *number,
    struct buf *error)
{
	unsigned digits;

	switch (info->kind) {
	case SETTING_NUMBER:
		if (span_number(value, &digits) == value.len && value.len &&
		    digits >= (unsigned)info->least &&
		    digits <= (unsigned)info->greatest) {
			*number = (int)digits;
			return true;
		}
		buf_printf(error, "%s takes a number from %d to %d",
		    info->name, info->least, info->greatest);
		return false;
	case SETTING_BOOL:
		*number = bool_value(value);
		if (*number >= 0)
			return true;
		buf_printf(error, "%s takes on or off", info->name);
		return false;
	case SETTING_WORD:
		*number = word_index(span_str(info->initial), value);
		if (*number >= 0)
			return true;
		buf_printf(error, "%s takes one of: %s", info->name,
		    info->initial);
		return false;
	case SETTING_TEXT:
		break;
	}
	*number = value.len != 0;
	return true;
}

bool
settings_set(struct settings *set, enum setting setting, struct span value,
    const char *source, struct buf *error)
{
	int number;

	if (!parse_value(&infos[setting], value, &number, error))
		return false;
	set->number[setting] = number;
	set->text[setting] = arena_span(&set->mem, value);
	set->source[setting] = source;
	return true;
}

static struct span
first_word(struct span text)
{
	ptrdiff_t space = span_chr(text, ' ', 0);

	return span_slice(text, 0, space < 0 ? text.len : (size_t)space);
}

void
settings_init(struct settings *set)
{
	struct buf error = { 0 };

	*set = (struct settings){ 0 };
	keymap_init(&set->keys);
	for (int i = 0; i < SETTING_COUNT; i++) {
		struct span value = span_str(infos[i].initial);

		if (infos[i].kind == SETTING_WORD)
			value = first_word(value);
		settings_set(set, (enum setting)i, value, "default", &error);
	}
	buf_release(&error);
}

void
settings_release(struct settings *set)
{
	keymap_release(&set->keys);
	buf_release(&set->theme);
	buf_release(&set->theme_from);
	buf_release(&set->theme_named);
	arena_release(&set->mem);
}

/* Cut the next word, at blanks, off `*rest`. */
static struct span
take_word(struct span *rest)
{
	size_t len = 0;
	struct span word;

	*rest = span_trim(*rest);
	while (len < rest->len && rest->ptr[len] != ' ' &&
	    rest->ptr[len] != '\t')
		len++;
	word = span_slice(*rest, 0, len);
	*rest = span_trim(span_slice(*rest, len, rest->len));
	return word;
}

/* "bind WHERE KEY ACTION" or "unbind WHERE KEY", without its first word. */
static bool
read_binding(struct settings *set, struct span rest, bool bind,
    struct buf *error)
{
	struct span where = take_word(&rest);
	struct span key = take_word(&rest);
	struct span name = take_word(&rest);
	unsigned places = where_of(where);
	enum action action = bind ? action_of(name) : ACTION_NONE;

	if (!places) {
		buf_printf(error, "\"%.*s\" is no place; say page, note, "
		    "contents, list, notes-pane or any", SPAN_ARG(where));
		return false;
	}
	if (key.len == 0 || (bind && name.len == 0)) {
		buf_printf(error, "%s takes a place%s", bind ? "bind" :
		    "unbind", bind ? ", a key and an action" : " and a key");
		return false;
	}
	if (bind && action == ACTION_NONE) {
		buf_printf(error, "there is no action \"%.*s\"; "
		    "\"ibid keys\" lists them", SPAN_ARG(name));
		return false;
	}
	if (!keymap_bind(&set->keys, key, places, action)) {
		buf_printf(error, "\"%.*s\" is no key; write a character, "
		    "C-x, or a name such as Space or PageDown",
		    SPAN_ARG(key));
		return false;
	}
	if (rest.len) {
		buf_printf(error, "\"%.*s\" is left over",
		    SPAN_ARG(rest));
		return false;
	}
	return true;
}

static bool
read_line(struct settings *set, struct span line, const char *file,
    unsigned number, struct buf *error)
{
	struct span rest = line;
	struct span word = take_word(&rest);
	ptrdiff_t equals = span_chr(line, '=', 0);
	struct span name;
	enum setting setting;

	if (span_eq(word, SPAN("bind")))
		return read_binding(set, rest, true, error);
	if (span_eq(word, SPAN("unbind")))
		return read_binding(set, rest, false, error);
	if (equals < 0) {
		buf_puts(error, "expected NAME = VALUE, bind or unbind");
		return false;
	}
	name = span_trim(span_slice(line, 0, (size_t)equals));
	if (span_starts(name, SPAN("theme."))) {
		buf_put(&set->theme, span_slice(line, 6, line.len));
		buf_putc(&set->theme, '\n');
		buf_printf(&set->theme_from, "%s:%u\n", file, number);
		return true;
	}
	setting = setting_of(name);
	if (setting == SETTING_COUNT) {
		buf_printf(error, "there is no setting \"%.*s\"; ibid(1) "
		    "lists them", SPAN_ARG(name));
		return false;
	}
	if (setting == SETTING_THEME) {
		buf_clear(&set->theme_named);
		buf_printf(&set->theme_named, "%s:%u", file, number);
	}
	return settings_set(set, setting,
	    span_trim(span_slice(line, (size_t)equals + 1, line.len)),
	    "configuration file", error);
}

void
settings_read(struct settings *set, struct span text, const char *name,
    struct buf *errors)
{
	struct buf error = { 0 }, words = { 0 };
	struct span line;

	for (unsigned number = 1; span_line(&text, &line); number++) {
		line = span_trim(line);
		if (line.len == 0 || *line.ptr == '#')
			continue;
		buf_clear(&error);
		if (read_line(set, line, name, number, &error))
			continue;
		buf_clear(&words);
		buf_printf(&words, "ibid: %s:%u: %s", name, number,
		    buf_cstr(&error));
		uni_printable(errors, buf_span(&words), true);
		buf_putc(errors, '\n');
	}
	buf_release(&error);
	buf_release(&words);
}
