/* tui/input.c - the keyboard's end of a terminal: bytes, keys, time. */
#include "tui/input.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "tui/signals.h"

#define READ_BYTES 4096
#define ESC_MS_MAX 5000

void
input_init(struct input *input, bool utf8)
{
	const char *delay = getenv("ESCDELAY");
	unsigned ms;

	*input = (struct input){ .fd = -1, .signal_fd = -1,
		.esc_ms = KEYS_ESC_MS, .keys = keys_new(utf8) };
	if (delay && span_number(span_str(delay), &ms) && ms <= ESC_MS_MAX)
		input->esc_ms = (int)ms;
}

void
input_release(struct input *input)
{
	keys_free(input->keys);
	input->keys = NULL;
}

enum { KEYBOARD = 1, SIGNAL = 2 };

static int
wait_for(const struct input *input, int timeout_ms)
{
	struct pollfd fds[2] = {
		{ .fd = input->fd, .events = POLLIN },
		{ .fd = input->signal_fd, .events = POLLIN },
	};

	/* A hang-up shows as an error, which a read will meet. */
	if (poll(fds, 2, timeout_ms) <= 0)
		return 0;
	return (fds[0].revents ? KEYBOARD : 0) |
	    (fds[1].revents ? SIGNAL : 0);
}

bool
input_pending(const struct input *input)
{
	return input->hung || signals_pending() ||
	    keys_waiting(input->keys) || wait_for(input, 0) != 0;
}

static void
read_bytes(struct input *input)
{
	char bytes[READ_BYTES];
	ssize_t got = read(input->fd, bytes, sizeof bytes);

	if (got > 0) {
		keys_feed(input->keys, span_of(bytes, (size_t)got));
		input->fed_ms = clock_ms();
		input->esc_flushed = false;
	} else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
		input->hung = true;
	}
}

/* Whether part of a key waits for the rest of it. */
static bool
is_part_waiting(const struct input *input)
{
	return keys_waiting(input->keys) && !input->esc_flushed;
}

/* How long to wait: for the caller, and for the rest of a sequence. */
static int
wait_ms(const struct input *input, int64_t end_ms)
{
	int64_t now = clock_ms();
	int64_t left = end_ms < 0 ? -1 : end_ms > now ? end_ms - now : 0;

	if (is_part_waiting(input)) {
		int64_t esc = input->fed_ms + input->esc_ms - now;

		esc = esc < 0 ? 0 : esc;
		if (left < 0 || esc < left)
			left = esc;
	}
	return (int)left;
}

enum input_event
input_next(struct input *input, struct key *key, int64_t end_ms)
{
	for (;;) {
		int came;

		if (signals_pending())
			return INPUT_SIGNAL;
		if (input->hung) {
			*key = (struct key){ .code = KEYCODE_HANGUP };
			return INPUT_KEY;
		}
		if (keys_next(input->keys, key))
			return INPUT_KEY;
		came = wait_for(input, 0);
		if (!came) {
			input->idle(input->ctx);
			came = wait_for(input, wait_ms(input, end_ms));
		}
		if (came & SIGNAL)
			return INPUT_SIGNAL;
		if (came & KEYBOARD) {
			read_bytes(input);
			continue;
		}
		if (is_part_waiting(input) &&
		    clock_ms() >= input->fed_ms + input->esc_ms) {
			keys_flush(input->keys);
			input->esc_flushed = true;
			continue;
		}
		if (end_ms >= 0 && clock_ms() >= end_ms)
			return INPUT_TIMEOUT;
	}
}
