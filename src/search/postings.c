/* search/postings.c - binary interpolative coding. */
#include "search/postings.h"

/*
 * A number under `range` in the least bits: of the two lengths that are
 * needed the numbers in the middle get the shorter one, as the middle
 * number of a list is mostly near the middle of its places.
 */
static void
put_centred(struct bit_writer *to, uint32_t number, uint32_t range)
{
	unsigned bits = bits_length(range) - 1;
	uint32_t brief = (uint32_t)((UINT64_C(2) << bits) - range);
	uint32_t shift = (range - brief) / 2;
	uint32_t turned = number >= shift ? number - shift :
	    number - shift + range;

	if (turned < brief)
		bits_put(to, turned, bits);
	else
		bits_put(to, turned + brief, bits + 1);
}

static uint32_t
get_centred(struct bit_reader *in, uint32_t range)
{
	unsigned bits = bits_length(range) - 1;
	uint32_t brief = (uint32_t)((UINT64_C(2) << bits) - range);
	uint32_t shift = (range - brief) / 2;
	uint32_t turned = bits_get(in, bits);
	uint32_t number;

	if (turned >= brief)
		turned = (turned << 1 | bits_get(in, 1)) - brief;
	number = turned + shift;
	return number >= range ? number - range : number;
}

/* `count` numbers of [low, high). */
static void
put_part(struct bit_writer *to, const uint32_t *numbers, uint32_t count,
    uint32_t low, uint32_t high)
{
	while (count > 0 && high - low > count) {
		uint32_t middle = count / 2;
		uint32_t range = high - low - count + 1;

		put_centred(to, numbers[middle] - low - middle, range);
		put_part(to, numbers, middle, low, numbers[middle]);
		low = numbers[middle] + 1;
		numbers += middle + 1;
		count -= middle + 1;
	}
}

void
postings_put(struct bit_writer *to, const uint32_t *numbers, uint32_t count,
    uint32_t limit)
{
	put_part(to, numbers, count, 0, limit);
}

/* Damage cannot lead out of [low, high): each number is in its range. */
static void
get_part(struct bit_reader *in, uint32_t *numbers, uint32_t count,
    uint32_t low, uint32_t high)
{
	while (count > 0 && high - low > count) {
		uint32_t middle = count / 2;
		uint32_t range = high - low - count + 1;
		uint32_t number = low + middle + get_centred(in, range);

		get_part(in, numbers, middle, low, number);
		if (numbers) {
			numbers[middle] = number;
			numbers += middle + 1;
		}
		low = number + 1;
		count -= middle + 1;
	}
	for (uint32_t i = 0; numbers && i < count; i++)
		numbers[i] = low + i;
}

void
postings_get(struct bit_reader *in, uint32_t *numbers, uint32_t count,
    uint32_t limit)
{
	get_part(in, numbers, count, 0, limit);
}
