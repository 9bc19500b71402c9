/* cmd/cmd_read.c - ibid: read in the terminal. */
#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "cmd/browse.h"
#include "cmd/child.h"
#include "cmd/open.h"
#include "cmd/output.h"
#include "cmd/print.h"
#include "cmd/say.h"
#include "linear/linear.h"
#include "tui/theme.h"
#include "tui/tty.h"
#include "tui/ui.h"
#include "uni/uni.h"

/* Keyword files larger than this are something else. */
#define KEYWORDS_MAX (16 * 1024 * 1024)

static void
add_keyword_file(struct session *s, const char *path, struct args *args)
{
	struct buf text = { 0 };
	struct diag_list diags;
	int error = file_read(path, KEYWORDS_MAX, &text);

	if (error) {
		args_error(args, "%s: %s", path, strerror(error));
		buf_release(&text);
		return;
	}
	diag_init(&diags);
	diag_set_file(&diags, span_str(path));
	session_add_keyword_file(s, span_str(path), buf_span(&text),
	    theme_knows, &diags);
	for (size_t i = 0; i < diags.count; i++) {
		struct buf words = { 0 };

		diag_message(&diags.items[i], &words);
		args_error(args, "%s:%u: %s", path, diags.items[i].line,
		    buf_cstr(&words));
		buf_release(&words);
	}
	diag_release(&diags);
	buf_release(&text);
}

static void
add_keywords(struct session *s, struct args *args)
{
	struct span path = args->settings.text[SETTING_KEYWORDS_FILE];

	if (path.len && !args->restricted)
		add_keyword_file(s, path.ptr, args);
	for (size_t i = 0; i < args->keyword_file_count; i++)
		add_keyword_file(s, args->keyword_files[i], args);
	for (size_t i = 0; i < args->keyword_count; i++)
		session_add_keyword(s, span_str(args->keywords[i]));
}

static bool
state_path(const struct args *args, struct bundle *bundle, struct buf *path)
{
	if (!settings_number(&args->settings, SETTING_SAVE_PLACE))
		return false;
	memory_path(bundle_info(bundle)->content_hash, path);
	return path->len > 0;
}

/*
 * What was read last under this name, if that was another edition; the hash
 * of its content then, or 0.
 */
static uint64_t
recall_edited(struct session *s, const struct args *args)
{
	struct buf name = { 0 }, path = { 0 };
	struct memory memory;
	uint64_t content;

	memory_name_path(args->names, args->name_count, &name);
	content = name.len ? memory_last_content(name.ptr) : 0;
	if (content) {
		memory_init(&memory);
		memory_path(content, &path);
		if (memory_load(&memory, path.ptr) != 0) {
			memory_release(&memory);
			content = 0;
		} else if (!session_recall_edited(s, &memory)) {
			content = 0;
		}
	}
	buf_release(&name);
	buf_release(&path);
	return content;
}

/* The edition from which the place was taken, or 0. */
static uint64_t
recall(struct session *s, const struct args *args)
{
	struct buf path = { 0 };
	uint64_t edited = 0;
	struct memory memory;

	if (state_path(args, s->bundle, &path)) {
		memory_init(&memory);
		if (memory_load(&memory, path.ptr) != 0) {
			memory_release(&memory);
		} else if (!memory.found) {
			memory_release(&memory);
			edited = recall_edited(s, args);
		} else {
			session_recall(s, &memory);
		}
	}
	buf_release(&path);
	return edited;
}

static void
remember(struct session *s, const struct args *args, uint64_t edited)
{
	const struct bundle_document *document =
	    bundle_document(s->bundle, s->document);
	struct buf path = { 0 }, name = { 0 };
	int error;

	session_remember(s);
	if (state_path(args, s->bundle, &path)) {
		error = memory_save(&s->memory, path.ptr,
		    document ? document->title : SPAN(""));
		memory_name_path(args->names, args->name_count, &name);
		if (!error && name.len)
			error = memory_save_content(name.ptr,
			    bundle_info(s->bundle)->content_hash);
		if (!error && name.len && edited)
			memory_forget(name.ptr, edited);
		if (error)
			complain(path.ptr, "the place was not saved: %s",
			    strerror(error));
	} else if (settings_number(&args->settings, SETTING_SAVE_PLACE)) {
		complain(NULL, "the place was not saved: neither "
		    "XDG_STATE_HOME nor HOME is set");
	}
	buf_release(&path);
	buf_release(&name);
}

/* A file that is there is somebody's work: it is not written over. */
static bool
save_new(struct span path, struct span bytes, struct buf *error)
{
	const char *home = getenv("HOME");
	struct buf name = { 0 };
	int failed;

	if (span_starts(path, SPAN("~/")) && home) {
		buf_puts(&name, home);
		path = span_slice(path, 1, path.len);
	}
	buf_put(&name, path);
	failed = access(buf_cstr(&name), F_OK) == 0 ? EEXIST :
	    file_replace(buf_cstr(&name), bytes, 0666);
	if (failed)
		buf_printf(error, "%s%s", strerror(failed),
		    failed == EEXIST ? "; give it another name" : "");
	buf_release(&name);
	return failed == 0;
}

/* Where the name of the theme was written. */
static struct span
theme_place(const struct settings *set)
{
	if (!strcmp(set->source[SETTING_THEME], "flag"))
		return SPAN("--theme");
	return buf_span(&set->theme_named);
}

/* The theme and what the configuration changed of it. */
static void
load_theme(struct args *args, const struct term_info *info,
    struct theme *theme)
{
	struct span name = args->settings.text[SETTING_THEME];
	struct span lines = buf_span(&args->settings.theme);
	struct span places = buf_span(&args->settings.theme_from);
	struct buf error = { 0 };
	struct span line, place;

	if (!theme_load(theme, name)) {
		place = theme_place(&args->settings);
		args_error(args, "%.*s: there is no theme \"%.*s\"; the "
		    "themes are default, light, dark, mono and "
		    "high-contrast", SPAN_ARG(place), SPAN_ARG(name));
		theme_load(theme, SPAN("default"));
	}
	if (settings_number(&args->settings, SETTING_A11Y))
		theme_plain(theme);
	theme_fit(theme, info->attrs);
	while (span_line(&lines, &line) && span_line(&places, &place)) {
		buf_clear(&error);
		if (!theme_set(theme, line, &error))
			args_error(args, "%.*s: %s; see SETTINGS in ibid(1)",
			    SPAN_ARG(place), buf_cstr(&error));
	}
	buf_release(&error);
}

static void
term_choice(const struct args *args, struct term_opts *opts)
{
	const struct settings *set = &args->settings;

	*opts = (struct term_opts){
		.color = (enum term_color)set->number[SETTING_COLOR],
		.charset = (enum term_charset)set->number[SETTING_CHARSET],
		.no_altscreen = !set->number[SETTING_ALTSCREEN],
		.mouse = set->number[SETTING_MOUSE],
		.slow = set->number[SETTING_SLOW],
		.whole_status = set->number[SETTING_A11Y],
	};
}

/*
 * What the terminal cannot show is known only when it is open.  One notice
 * says so; what the locale's own table says of widths counts, unless the
 * reader said something else.
 */
static void
take_charset(struct args *args, const struct term_info *info,
    struct session *s)
{
	struct settings *set = &args->settings;
	bool chosen = set->number[SETTING_CHARSET] == CHARSET_ASCII;
	struct buf error = { 0 }, words = { 0 };

	if (info->utf8 || chosen)
		return;
	settings_set(set, SETTING_CHARSET, say_charset() == UNI_ASCII ?
	    SPAN("ascii") : SPAN("locale"), "locale", &error);
	if (info->ambiguous_cols == 2 && !strcmp(
	    set->source[SETTING_AMBIGUOUS], "default"))
		settings_set(set, SETTING_AMBIGUOUS, SPAN("2"), "locale",
		    &error);
	session_settings_changed(s);
	output_put_locale(&words);
	session_say(s, "%s: text is shown in %s", buf_cstr(&words),
	    say_charset() == UNI_ASCII ? "ASCII" :
	    "it as far as it goes");
	buf_release(&words);
	buf_release(&error);
}

/* Without colours a character says what a note is. */
static void
take_colours(const struct term_info *info, struct session *s)
{
	if (info->colors)
		return;
	s->colourless = true;
	session_settings_changed(s);
}

/* Where nothing is known of the terminal, plain lines are read, and it keeps
 * its own line editing. */
static bool
is_known(const char *type)
{
	return type && *type && strcmp(type, "dumb");
}

static enum uni_charset
linear_charset(const struct settings *set, struct buf *notice)
{
	enum uni_charset charset;

	switch (set->number[SETTING_CHARSET]) {
	case CHARSET_UTF8: return UNI_UTF8;
	case CHARSET_ASCII: return UNI_ASCII;
	}
	charset = say_charset();
	if (charset != UNI_UTF8)
		output_put_notice(notice);
	return charset;
}

static void
read_linear(struct args *args, struct session *s, const char *source)
{
	const struct settings *set = &args->settings;
	struct buf notice = { 0 };
	struct linear_opts opts = {
		.in = stdin,
		.out = stdout,
		.source = source,
		.prompt = isatty(STDIN_FILENO),
		.may_stop = isatty(STDIN_FILENO) && !args->restricted,
		.browse = args->restricted ? NULL : browse_address,
		.save = args->restricted ? NULL : save_new,
		.edit = set->number[SETTING_LINE_EDITING] &&
		    is_known(getenv("TERM")),
		.say_cmd = set->text[SETTING_SAY_CMD],
		.charset = linear_charset(set, &notice),
		.cols = strcmp(set->source[SETTING_WIDTH], "default") ?
		    set->number[SETTING_WIDTH] : 0,
	};

	browse_choose(set->text[SETTING_BROWSER]);
	if (notice.len)
		opts.notice = buf_cstr(&notice);
	args_tell_errors(args);
	linear_run(s, &opts);
	buf_release(&notice);
}

/* Before whatever there is to say of the place. */
static void
say_loaded(struct session *s)
{
	struct buf rest = { 0 };

	if (s->message.len)
		buf_printf(&rest, ". %s", buf_cstr(&s->message));
	session_say(s, "Loaded. %u chapters, %u notes%s",
	    bundle_info(s->bundle)->section_count,
	    bundle_info(s->bundle)->note_count, buf_cstr(&rest));
	buf_release(&rest);
}

/* What lies in the home folder is told as ~/.config/ibid/config:3. */
static void
put_without_home(struct span line, struct buf *out)
{
	struct span home = span_str(getenv("HOME") ? getenv("HOME") : "");

	if (home.len > 1 && span_starts(line, home) &&
	    span_starts(span_slice(line, home.len, line.len), SPAN("/"))) {
		buf_putc(out, '~');
		line = span_slice(line, home.len, line.len);
	}
	buf_put(out, line);
}

/*
 * The first of what went wrong, on the last line: what is wrong is of more
 * use there than the folders of the file that it is in.  All of it is
 * printed when the reading ends.
 */
static void
say_first_error(const struct args *args, struct session *s)
{
	const struct span program = SPAN("ibid: ");
	struct span lines = buf_span(&args->errors);
	struct buf words = { 0 };
	struct span line, name;
	unsigned more = 0;

	span_line(&lines, &line);
	if (span_starts(line, program))
		line = span_slice(line, program.len, line.len);
	put_without_home(line, &words);
	if ((int)uni_cols(buf_span(&words), 1) > s->frame.cols - 2) {
		ptrdiff_t colon = span_find(line, SPAN(": "), 0);

		name = span_slice(line, 0, colon < 0 ? 0 : (size_t)colon);
		while (span_chr(name, '/', 0) >= 0)
			name = span_slice(name, (size_t)span_chr(name, '/',
			    0) + 1, name.len);
		buf_clear(&words);
		buf_put(&words, name);
		buf_put(&words, span_slice(line, colon < 0 ? 0 :
		    (size_t)colon, line.len));
	}
	while (span_line(&lines, &line))
		more++;
	if (more)
		buf_printf(&words, " (and %u more)", more);
	session_complain(s, "%s", buf_cstr(&words));
	buf_release(&words);
}

static void
read_full_screen(struct args *args, struct session *s, struct term *term)
{
	struct ui_opts opts = { 0 };

	load_theme(args, term_info(term), &opts.theme);
	opts.clipboard = settings_number(&args->settings, SETTING_CLIPBOARD);
	opts.restricted = args->restricted;
	opts.browse = args->restricted ? NULL : browse_address;
	opts.can_browse = browse_possible;
	opts.save = args->restricted ? NULL : save_new;
	browse_choose(args->settings.text[SETTING_BROWSER]);
	if (args->given[OPTION_DEBUG_FOCUS])
		opts.debug_focus = fopen(args->value[OPTION_DEBUG_FOCUS],
		    "we");
	if (args->given[OPTION_DEBUG_FOCUS] && !opts.debug_focus)
		args_error(args, "--debug-focus=%s: %s",
		    args->value[OPTION_DEBUG_FOCUS], strerror(errno));
	if (child_was_slow())
		say_loaded(s);
	take_colours(term_info(term), s);
	take_charset(args, term_info(term), s);
	if (args->errors.len)
		say_first_error(args, s);
	if (settings_number(&args->settings, SETTING_A11Y))
		session_greet(s);
	ui_run(s, term, &opts);
	if (opts.debug_focus)
		fclose(opts.debug_focus);
}

/*
 * The keyboard has two signals that do more than end a restricted reading:
 * one would lead to the shell, and one leave a file behind.
 */
static void
lock_up(void)
{
	struct rlimit none = { 0 };

	signal(SIGTSTP, SIG_IGN);
	setrlimit(RLIMIT_CORE, &none);
}

/* In the terminal if there is one fit for it, else in plain lines. */
static int
read_session(struct args *args, struct bundle *bundle)
{
	const char *source = args->settings.source[SETTING_LINEAR];
	struct session *s = session_new(bundle, &args->settings);
	struct term_opts choice;
	struct buf error = { 0 };
	struct term *term = NULL;
	uint64_t edited;
	int rows = 24, cols = 80;

	if (args->restricted)
		lock_up();
	s->clock_ms = clock_ms;
	add_keywords(s, args);
	/* Sized before the place is recalled. */
	if (!settings_number(&args->settings, SETTING_LINEAR))
		tty_size(STDOUT_FILENO, &rows, &cols);
	session_resize(s, rows, cols);
	edited = recall(s, args);
	if (!settings_number(&args->settings, SETTING_LINEAR)) {
		term_choice(args, &choice);
		term = term_open(&choice, &error);
		source = "the terminal";
		if (!term)
			complain(NULL, "%s; reading in plain lines",
			    buf_cstr(&error));
	}
	if (term) {
		read_full_screen(args, s, term);
		term_close(term);
	} else {
		session_resize(s, 24, 80);
		read_linear(args, s, source);
	}
	remember(s, args, edited);
	args_tell_errors(args);
	session_free(s);
	buf_release(&error);
	return STATUS_DONE;
}

/*
 * Whether somebody sends a text, as in `pandoc -t markdown x.docx | ibid`.
 * Where no terminal is, standard input may be any open pipe that nobody
 * writes to; plain lines take their commands from it.
 */
static bool
is_sent_a_text(const struct args *args)
{
	struct stat info;

	return args->name_count == 0 && !args->restricted &&
	    !settings_number(&args->settings, SETTING_LINEAR) &&
	    isatty(STDOUT_FILENO) && is_known(getenv("TERM")) &&
	    fstat(STDIN_FILENO, &info) == 0 &&
	    (S_ISFIFO(info.st_mode) ||
	    (S_ISREG(info.st_mode) && info.st_size > 0));
}

/* A word that names no file is most likely a command mistyped. */
static bool
may_be_files(const struct args *args)
{
	const char *name = args->name_count ? args->names[0] : "-";

	if (strcmp(name, "-") == 0 || strpbrk(name, "./") ||
	    access(name, F_OK) == 0 || errno != ENOENT)
		return true;
	complain(name, "there is no such file and no such command; "
	    "\"ibid --help\" lists the commands");
	return false;
}

int
cmd_read(struct args *args)
{
	static char dash[] = "-", *standard_input[] = { dash };
	struct print_opts print = { .cols = 72 };
	struct bundle *bundle;
	int status;

	if (is_sent_a_text(args)) {
		args->names = standard_input;
		args->name_count = 1;
	}
	if (!may_be_files(args))
		return STATUS_FAILED;
	bundle = open_files(args->names, args->name_count,
	    args->restricted);
	if (!bundle)
		return STATUS_FAILED;
	if (settings_number(&args->settings, SETTING_LINEAR) ||
	    isatty(STDOUT_FILENO))
		status = read_session(args, bundle);
	else
		status = print_bundle(bundle, &print);
	bundle_close(bundle);
	return status;
}
