/* tui/tty.c - the user's terminal and wishes, before curses has a say. */
#include "tui/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

bool
tty_open(int *in_fd, int *out_fd, struct buf *error)
{
	if (!isatty(STDOUT_FILENO)) {
		buf_puts(error, "standard output is not a terminal");
		return false;
	}
	*in_fd = isatty(STDIN_FILENO) ?
	    fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) :
	    open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (*in_fd < 0) {
		buf_printf(error, "there is no keyboard to read from: %s",
		    strerror(errno));
		return false;
	}
	*out_fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	if (*out_fd < 0) {
		buf_printf(error, "the terminal cannot be opened: %s",
		    strerror(errno));
		close(*in_fd);
		*in_fd = -1;
		return false;
	}
	return true;
}

bool
tty_streams(int in_fd, int out_fd, FILE **in, FILE **staged,
    struct buf *error)
{
	int fd;

	*in = fdopen(in_fd, "r");
	fd = fcntl(out_fd, F_DUPFD_CLOEXEC, 3);
	*staged = fd < 0 ? NULL : fdopen(fd, "w");
	if (*in && *staged)
		return true;
	buf_printf(error, "the terminal cannot be opened: %s",
	    strerror(errno));
	return false;
}

bool
tty_size(int fd, int *rows, int *cols)
{
	struct winsize size = { 0 };

	if (ioctl(fd, TIOCGWINSZ, &size) < 0 || size.ws_row == 0 ||
	    size.ws_col == 0)
		return false;
	*rows = size.ws_row;
	*cols = size.ws_col;
	return true;
}

void
tty_set_modes(int fd, const struct termios *shell)
{
	struct termios modes = *shell;

	modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | ISTRIP);
	modes.c_oflag &= ~(tcflag_t)OPOST;
	modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | IEXTEN);
	modes.c_lflag |= NOFLSH;
	modes.c_cc[VMIN] = 1;
	modes.c_cc[VTIME] = 0;
	tcsetattr(fd, TCSADRAIN, &modes);
}

static bool
is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

bool
tty_wants_color(enum term_color color)
{
	if (color != TERM_COLOR_AUTO)
		return color == TERM_COLOR_ALWAYS;
	/* FORCE_COLOR has nothing to add: what a terminal can, it does. */
	return !is_set("NO_COLOR");
}

void
tty_charset(struct term_info *info, enum term_charset charset)
{
	/* A charset need not have all: a dash, a quotation mark, a letter. */
	static const wchar_t probes[] = { 0x2014, 0x201c, 0x0414 };

	if (charset == TERM_CHARSET_UTF8 &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	info->charset = nl_langinfo(CODESET);
	info->utf8 = !strcmp(info->charset, "UTF-8") &&
	    charset != TERM_CHARSET_ASCII;
	/* These are Ambiguous; the locale's own table has decided. */
	info->ambiguous_cols = 1;
	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
		if (wcwidth(probes[i]) == 2)
			info->ambiguous_cols = 2;
}
