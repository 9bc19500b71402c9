/* What the decoder promises: keys from any terminal, in any pieces. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tui/keys.h"
#include "tui/memterm.h"

/* The keys in `bytes` by name, with a space between two. */
static void
put_names(struct keys *keys, struct buf *out)
{
	struct key key;

	while (keys_next(keys, &key)) {
		if (out->len)
			buf_putc(out, ' ');
		key_name(key, out);
		if (key.code == KEYCODE_PASTE)
			buf_printf(out, "(%.*s)", SPAN_ARG(key.text));
		if (key.code >= KEYCODE_CLICK &&
		    key.code <= KEYCODE_WHEEL_DOWN)
			buf_printf(out, "(%d,%d)", key.row, key.col);
	}
}

static void
assert_keys_in(const char *bytes, const char *want, bool in_pieces)
{
	struct keys *keys = keys_new(true);
	struct buf out = { 0 };
	struct span rest = span_str(bytes);

	keys_learn(keys, SPAN("\033\t"), KEYCODE_BACK_TAB);
	keys_learn(keys, SPAN("\033OA"), KEYCODE_UP);
	while (rest.len) {
		size_t len = in_pieces ? 1 : rest.len;

		keys_feed(keys, span_slice(rest, 0, len));
		put_names(keys, &out);
		rest = span_slice(rest, len, rest.len);
	}
	keys_flush(keys);
	put_names(keys, &out);
	assert_false(keys_waiting(keys));
	assert_string_equal(buf_cstr(&out), want);
	buf_release(&out);
	keys_free(keys);
}

static void
assert_keys(const char *bytes, const char *want)
{
	assert_keys_in(bytes, want, false);
	assert_keys_in(bytes, want, true);
}

static void
A5_both_forms_of_the_arrows_are_keys(void **state)
{
	(void)state;
	assert_keys("\033[A\033[B\033[C\033[D", "Up Down Right Left");
	assert_keys("\033OA\033OB\033OC\033OD", "Up Down Right Left");
	assert_keys("\033[H\033[F\033OH\033OF", "Home End Home End");
	assert_keys("\033[1~\033[4~\033[7~\033[8~", "Home End Home End");
	assert_keys("\033[5~\033[6~\033[2~\033[3~",
	    "PageUp PageDown Insert Delete");
	assert_keys("\033[Z\033\t", "BackTab BackTab");
	assert_keys("\033OP\033[[A\033[11~\033[24~", "F1 F1 F1 F12");
	assert_keys("\033OM\033Oq", "Enter 1");
}

static void
control_characters_have_names(void **state)
{
	(void)state;
	assert_keys("\r\n\t\177\b", "Enter Enter Tab Backspace Backspace");
	assert_keys("\006\002\003 g", "C-f C-b C-c Space g");
	assert_keys("\034\037", "C-\\ C-_");
}

static void
modifiers_are_read(void **state)
{
	(void)state;
	assert_keys("\033[1;5A\033[1;2D\033[5;5~", "C-Up S-Left C-PageUp");
	assert_keys("\033[102;5u\033[27;5;98~", "C-f C-b");
	assert_keys("\033[9;2u\033[13;1u\033[97;2u", "BackTab Enter A");
	assert_keys("\033[a\033[5^", "S-Up C-PageUp");
	assert_keys("\033[1;3B", "M-Down");
}

static void
E5_esc_alone_is_esc_and_never_alt(void **state)
{
	(void)state;
	assert_keys("\033", "Esc");
	assert_keys("\033\033", "Esc Esc");
	assert_keys("\033j", "Esc j");
	assert_keys("\033\033[B", "Esc Down");
	assert_keys("\033[", "Esc [");
	assert_keys("\033O", "Esc O");
	assert_keys("\033Oz", "Esc O z");
}

static void
E5_a_sequence_waits_for_its_rest(void **state)
{
	struct keys *keys = keys_new(true);
	struct key key;

	(void)state;
	keys_feed(keys, SPAN("\033"));
	assert_false(keys_next(keys, &key));
	assert_true(keys_waiting(keys));
	keys_feed(keys, SPAN("[B"));
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.code, KEYCODE_DOWN);

	/* What came too late is not joined with what was given up. */
	keys_feed(keys, SPAN("\033"));
	assert_false(keys_next(keys, &key));
	keys_flush(keys);
	keys_feed(keys, SPAN("[B"));
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.code, KEYCODE_ESC);
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.code, '[');
	keys_free(keys);
}

static void
characters_are_utf8_in_any_pieces(void **state)
{
	(void)state;
	assert_keys("é漢😀", "é 漢 😀");
	assert_keys("a\xff" "b", "a Unknown b");
	assert_keys("\xc3", "Unknown");
	assert_keys("\xc2\x9b", "Unknown");
	assert_keys("\xe2\x80\xae", "Unknown");
}

static void
unknown_sequences_are_one_key_and_type_nothing(void **state)
{
	(void)state;
	assert_keys("\033[?1;2c", "Unknown");
	assert_keys("\033[99~x", "Unknown x");
	assert_keys("\033[12;34", "Unknown");
	assert_keys("\033[12\033[B", "Unknown Down");
	assert_keys("\033[I\033[Ox", "x");
}

static void
E7_a_paste_is_one_event(void **state)
{
	(void)state;
	assert_keys("a\033[200~q\nrm -rf\033[B é\033[201~b",
	    "a Paste(q\nrm -rf\033[B é) b");
	assert_keys("\033[200~\033[201~x", "Paste() x");
	assert_keys("\033[200;~x", "x");
	assert_keys("\033[201~x", "x");
	assert_keys("\033[200~a\033[20b\033[201~", "Paste(a\033[20b)");
	assert_keys("\033[200~a\xff\033[201~", "Paste(a\xef\xbf\xbd)");
}

static void
a_paste_that_never_ends_can_be_dropped(void **state)
{
	struct keys *keys = keys_new(true);
	struct key key;

	(void)state;
	keys_feed(keys, SPAN("\033[200~quit"));
	assert_false(keys_next(keys, &key));
	keys_flush(keys);
	assert_false(keys_next(keys, &key));
	keys_reset(keys);
	keys_feed(keys, SPAN("x"));
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.code, 'x');
	keys_free(keys);
}

static void
a_long_paste_is_cut_between_characters(void **state)
{
	struct keys *keys = keys_new(true);
	struct key key;

	(void)state;
	keys_feed(keys, SPAN("\033[200~"));
	for (int i = 0; i < KEYS_PASTE_MAX; i++)
		keys_feed(keys, SPAN("漢"));
	keys_feed(keys, SPAN("\033[201~"));
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.code, KEYCODE_PASTE);
	assert_int_equal(key.text.len, KEYS_PASTE_MAX / 3 * 3);
	assert_memory_equal(key.text.ptr + key.text.len - 3, "漢", 3);
	keys_free(keys);
}

static void
mouse_events_have_a_place(void **state)
{
	(void)state;
	assert_keys("\033[<0;12;3M\033[<0;12;3m", "Click(2,11)");
	assert_keys("\033[<64;1;1M\033[<65;300;9M",
	    "WheelUp(0,0) WheelDown(8,299)");
	assert_keys("\033[<35;5;5M\033[<2;5;5Mx", "x");
	assert_keys("\033[M !\"\033[M#!\"x", "Click(1,0) x");
	assert_keys("\033[M`!!", "WheelUp(0,0)");
}

static void
names_and_bytes_go_round(void **state)
{
	static const char *const names[] = {
		"g", "G", "/", "é", "-", "C--", "Space", "PageDown", "Enter",
		"C-f", "C-Space", "S-Left", "C-PageUp", "M-x", "F12",
		"BackTab", "C-]", "C-Left", "WheelUp", "Esc", "Tab",
		"Backspace",
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct keys *keys = keys_new(true);
		struct buf bytes = { 0 };
		struct buf name = { 0 };
		struct key key, back;

		assert_true(key_parse(span_str(names[i]), &key));
		key_name(key, &name);
		assert_string_equal(buf_cstr(&name), names[i]);
		key_bytes(key, &bytes);
		keys_feed(keys, buf_span(&bytes));
		keys_flush(keys);
		assert_true(keys_next(keys, &back));
		assert_true(key_eq(key, back));
		assert_false(keys_next(keys, &back));
		buf_release(&bytes);
		buf_release(&name);
		keys_free(keys);
	}
}

static void
names_that_people_write_are_understood(void **state)
{
	static const char *const pairs[][2] = {
		{ "pgdn", "PageDown" }, { "Return", "Enter" },
		{ "C-F", "C-f" }, { "C-i", "Tab" }, { "C-m", "Enter" },
		{ "C-h", "Backspace" }, { "C-[", "Esc" },
		{ "S-Tab", "BackTab" }, { "escape", "Esc" },
	};
	static const char *const bad[] = {
		"", "gg", "Hello", "C-", "S-a", " ", "\xff", "\033", "C-gg",
	};
	struct key key, same;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_true(key_parse(span_str(pairs[i][0]), &key));
		assert_true(key_parse(span_str(pairs[i][1]), &same));
		assert_true(key_eq(key, same));
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(key_parse(span_str(bad[i]), &key));
}

static void
without_utf8_characters_are_the_locales(void **state)
{
	struct keys *keys;
	struct buf out = { 0 };

	(void)state;
	if (!setlocale(LC_CTYPE, "C"))
		skip();
	keys = keys_new(false);
	keys_feed(keys, SPAN("a\xe9" "b"));
	put_names(keys, &out);
	assert_string_equal(buf_cstr(&out), "a Unknown b");
	buf_release(&out);
	keys_free(keys);
	setlocale(LC_CTYPE, "C.UTF-8");
}

static void
the_memory_terminal_reads_what_it_was_fed(void **state)
{
	struct term *term = memterm_open(2, 10);
	struct buf out = { 0 };
	struct cells cells;
	struct key key;
	int rows, cols;

	(void)state;
	assert_false(memterm_keys(term, "Space Nonsense"));
	assert_false(term_pending(term));
	assert_true(memterm_keys(term, "Esc [ B  C-f"));
	memterm_resize(term, 3, 8);
	assert_int_equal(term_read(term, &key, -1), 1);
	assert_int_equal(key.code, KEYCODE_RESIZE);
	term_size(term, &rows, &cols);
	assert_int_equal(rows * 100 + cols, 308);
	for (const char *each = "E[B"; *each; each++) {
		assert_int_equal(term_read(term, &key, 0), 1);
		assert_int_equal(key.code, *each == 'E' ? KEYCODE_ESC :
		    (unsigned char)*each);
	}
	assert_int_equal(term_read(term, &key, 0), 1);
	assert_int_equal(term_read(term, &key, 0), 0);
	assert_int_equal(term_read(term, &key, -1), 1);
	assert_int_equal(key.code, KEYCODE_HANGUP);

	cells_init(&cells, 3, 8);
	cells_puts(&cells, 1, 0, "note", (struct style){
	    .attrs = STYLE_REVERSE });
	term_show(term, &cells);
	memterm_text(term, &out);
	memterm_marks(term, &out);
	assert_string_equal(buf_cstr(&out),
	    "\nnote\n\n........\nrrrr....\n........\n");
	term_paste_mode(term, true);
	assert_true(memterm_paste_mode(term));
	assert_true(term_clip(term, SPAN("ibid.")));
	assert_true(span_eq(memterm_clip(term), SPAN("aWJpZC4=")));
	buf_clear(&out);
	buf_fill(&out, 'x', TERM_CLIP_MAX * 3 / 4 + 1);
	assert_false(term_clip(term, buf_span(&out)));
	cells_release(&cells);
	buf_release(&out);
	term_close(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(A5_both_forms_of_the_arrows_are_keys),
		cmocka_unit_test(control_characters_have_names),
		cmocka_unit_test(modifiers_are_read),
		cmocka_unit_test(E5_esc_alone_is_esc_and_never_alt),
		cmocka_unit_test(E5_a_sequence_waits_for_its_rest),
		cmocka_unit_test(characters_are_utf8_in_any_pieces),
		cmocka_unit_test(
		    unknown_sequences_are_one_key_and_type_nothing),
		cmocka_unit_test(E7_a_paste_is_one_event),
		cmocka_unit_test(a_paste_that_never_ends_can_be_dropped),
		cmocka_unit_test(a_long_paste_is_cut_between_characters),
		cmocka_unit_test(mouse_events_have_a_place),
		cmocka_unit_test(names_and_bytes_go_round),
		cmocka_unit_test(names_that_people_write_are_understood),
		cmocka_unit_test(without_utf8_characters_are_the_locales),
		cmocka_unit_test(the_memory_terminal_reads_what_it_was_fed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
