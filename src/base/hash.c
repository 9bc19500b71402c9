/* base/hash.c - XXH64. */
#include "base/hash.h"

#include <endian.h>

#define P1 0x9e3779b185ebca87u
#define P2 0xc2b2ae3d27d4eb4fu
#define P3 0x165667b19e3779f9u
#define P4 0x85ebca77c2b2ae63u
#define P5 0x27d4eb2f165667c5u

#define STRIPE_BYTES 32

static uint64_t
rotate(uint64_t value, unsigned bits)
{
	return value << bits | value >> (64 - bits);
}

/* One load each where the machine is little-endian: hashing is mostly this. */
static uint64_t
load64(const unsigned char *at)
{
	uint64_t value;

	memcpy(&value, at, sizeof value);
	return le64toh(value);
}

static uint64_t
load32(const unsigned char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof value);
	return le32toh(value);
}

static uint64_t
mix(uint64_t acc, uint64_t lane)
{
	return rotate(acc + lane * P2, 31) * P1;
}

/*
 * Take `count` stripes.  The sums stay in registers, as they are not read
 * through a pointer that a byte could change.
 */
static void
take_stripes(uint64_t acc[4], const unsigned char *at, size_t count)
{
	uint64_t a = acc[0], b = acc[1], c = acc[2], d = acc[3];

	for (; count; count--, at += STRIPE_BYTES) {
		a = mix(a, load64(at));
		b = mix(b, load64(at + 8));
		c = mix(c, load64(at + 16));
		d = mix(d, load64(at + 24));
	}
	acc[0] = a;
	acc[1] = b;
	acc[2] = c;
	acc[3] = d;
}

void
hash_init(struct hash_state *state, uint64_t seed)
{
	*state = (struct hash_state){
		.acc = { seed + P1 + P2, seed + P2, seed, seed - P1 },
		.seed = seed,
	};
}

void
hash_add(struct hash_state *state, struct span bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.ptr;
	size_t left = bytes.len;

	state->total_len += left;
	if (state->tail_len) {
		size_t take = STRIPE_BYTES - state->tail_len;

		if (take > left)
			take = left;
		if (take)
			memcpy(state->tail + state->tail_len, at, take);
		state->tail_len += take;
		at += take;
		left -= take;
		if (state->tail_len < STRIPE_BYTES)
			return;
		take_stripes(state->acc, state->tail, 1);
		state->tail_len = 0;
	}
	take_stripes(state->acc, at, left / STRIPE_BYTES);
	at += left / STRIPE_BYTES * STRIPE_BYTES;
	left %= STRIPE_BYTES;
	if (left)
		memcpy(state->tail, at, left);
	state->tail_len = left;
}

static uint64_t
converge(const uint64_t acc[4])
{
	uint64_t sum = rotate(acc[0], 1) + rotate(acc[1], 7) +
	    rotate(acc[2], 12) + rotate(acc[3], 18);

	for (unsigned i = 0; i < 4; i++)
		sum = (sum ^ mix(0, acc[i])) * P1 + P4;
	return sum;
}

/* The last bytes, fewer than a stripe, and the final mixing. */
static uint64_t
finish(uint64_t sum, const unsigned char *tail, size_t left)
{
	for (; left >= 8; tail += 8, left -= 8)
		sum = rotate(sum ^ mix(0, load64(tail)), 27) * P1 + P4;
	if (left >= 4) {
		sum = rotate(sum ^ load32(tail) * P1, 23) * P2 + P3;
		tail += 4;
		left -= 4;
	}
	for (; left; tail++, left--)
		sum = rotate(sum ^ *tail * P5, 11) * P1;
	sum = (sum ^ sum >> 33) * P2;
	sum = (sum ^ sum >> 29) * P3;
	return sum ^ sum >> 32;
}

uint64_t
hash_value(const struct hash_state *state)
{
	uint64_t sum = state->total_len >= STRIPE_BYTES ?
	    converge(state->acc) : state->seed + P5;

	return finish(sum + state->total_len, state->tail, state->tail_len);
}

uint64_t
hash64(struct span bytes, uint64_t seed)
{
	struct hash_state state;

	/* Words, the commonest keys, need no state. */
	if (bytes.len < STRIPE_BYTES)
		return finish(seed + P5 + bytes.len,
		    (const unsigned char *)bytes.ptr, bytes.len);
	hash_init(&state, seed);
	hash_add(&state, bytes);
	return hash_value(&state);
}

void
hash_hex(uint64_t hash, char out[17])
{
	for (int i = 15; i >= 0; i--, hash >>= 4)
		out[i] = "0123456789abcdef"[hash & 15];
	out[16] = '\0';
}
