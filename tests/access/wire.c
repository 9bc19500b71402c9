/* tests/access/wire.c - a line between two ends: slow, and can be cut. */
#include "tests/access/wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Bytes on their way, in the order in which they came. */
#define PARTS_MAX 256
#define PART_BYTES 512

struct part {
	int64_t due_ms;
	size_t len;
	char bytes[PART_BYTES];
};

struct way {
	int from, to;
	struct part parts[PARTS_MAX];
	unsigned first, count;
	int64_t free_ms;	/* when the line is free again */
	bool ended;
};

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct sockaddr_in
address(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port) };

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return at;
}

/* A socket that listens on any port; which one is told. */
static int
listen_anywhere(int *port)
{
	struct sockaddr_in at = address(0);
	socklen_t len = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&at, len) < 0 ||
	    listen(fd, 4) < 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) < 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	*port = ntohs(at.sin_port);
	return fd;
}

static int
connect_to(int port)
{
	struct sockaddr_in at = address(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

int
wire_free_port(void)
{
	int port = -1;
	int fd = listen_anywhere(&port);

	if (fd >= 0)
		close(fd);
	return port;
}

int
wire_answers(int port)
{
	int fd = connect_to(port);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void
take(struct way *way, int delay_ms, int bytes_per_s)
{
	struct part *part = &way->parts[(way->first + way->count) %
	    PARTS_MAX];
	ssize_t got = read(way->from, part->bytes, sizeof part->bytes);
	int64_t now = now_ms();

	if (got <= 0) {
		way->ended = true;
		return;
	}
	part->len = (size_t)got;
	if (way->free_ms < now)
		way->free_ms = now;
	if (bytes_per_s)
		way->free_ms += got * 1000 / bytes_per_s;
	part->due_ms = way->free_ms + delay_ms;
	way->count++;
}

static void
give(struct way *way)
{
	while (way->count && way->parts[way->first].due_ms <= now_ms()) {
		struct part *part = &way->parts[way->first];
		size_t done = 0;

		while (done < part->len) {
			ssize_t put = write(way->to, part->bytes + done,
			    part->len - done);

			if (put < 0 && errno != EINTR) {
				way->ended = true;
				break;
			}
			done += put > 0 ? (size_t)put : 0;
		}
		way->first = (way->first + 1) % PARTS_MAX;
		way->count--;
	}
}

/* Until one end is closed and what was on its way has arrived. */
static void
pass_on(int left, int right, int delay_ms, int bytes_per_s)
{
	static struct way ways[2];

	ways[0] = (struct way){ .from = left, .to = right };
	ways[1] = (struct way){ .from = right, .to = left };
	for (;;) {
		struct pollfd fds[2];
		int wait_ms = -1;

		for (int i = 0; i < 2; i++) {
			struct way *way = &ways[i];
			int64_t left_ms;

			give(way);
			if (way->ended && !way->count)
				return;
			fds[i] = (struct pollfd){ .fd = way->ended ||
				way->count == PARTS_MAX ? -1 : way->from,
				.events = POLLIN };
			if (!way->count)
				continue;
			left_ms = way->parts[way->first].due_ms - now_ms();
			left_ms = left_ms < 0 ? 0 : left_ms;
			if (wait_ms < 0 || left_ms < wait_ms)
				wait_ms = (int)left_ms;
		}
		if (poll(fds, 2, wait_ms) < 0)
			continue;
		for (int i = 0; i < 2; i++)
			if (fds[i].revents)
				take(&ways[i], delay_ms, bytes_per_s);
	}
}

/* One connection after another, until it is killed. */
static void
serve(int listener, int to_port, int delay_ms, int bytes_per_s)
{
	int one = 1;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	for (;;) {
		int left = accept(listener, NULL, NULL);
		int right = connect_to(to_port);

		if (left >= 0 && right >= 0) {
			setsockopt(left, IPPROTO_TCP, TCP_NODELAY, &one,
			    sizeof one);
			setsockopt(right, IPPROTO_TCP, TCP_NODELAY, &one,
			    sizeof one);
			pass_on(left, right, delay_ms, bytes_per_s);
		}
		if (left >= 0)
			close(left);
		if (right >= 0)
			close(right);
	}
}

int
wire_open(struct wire *wire, int to_port, int delay_ms, int bytes_per_s)
{
	int listener = listen_anywhere(&wire->port);

	wire->pid = -1;
	if (listener < 0)
		return 0;
	wire->pid = fork();
	if (wire->pid == 0)
		serve(listener, to_port, delay_ms, bytes_per_s);
	close(listener);
	return wire->pid > 0;
}

void
wire_cut(struct wire *wire)
{
	if (wire->pid <= 0)
		return;
	kill(wire->pid, SIGKILL);
	while (waitpid(wire->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	wire->pid = -1;
}
