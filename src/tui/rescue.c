/* tui/rescue.c - put the terminal back from anywhere. */
#include "tui/rescue.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t armed;
static int terminal;
static struct termios shell_modes;
static char kept[RESCUE_BYTES];
static size_t kept_len;

void
rescue_arm(int fd, const struct termios *modes, struct span bytes)
{
	armed = 0;
	terminal = fd;
	shell_modes = *modes;
	kept_len = bytes.len < sizeof kept ? bytes.len : sizeof kept;
	memcpy(kept, bytes.ptr, kept_len);
	armed = 1;
}

void
rescue_disarm(void)
{
	armed = 0;
}

void
rescue_run(void)
{
	if (!armed)
		return;
	armed = 0;
	if (write(terminal, kept, kept_len) >= 0)
		tcsetattr(terminal, TCSANOW, &shell_modes);
}
