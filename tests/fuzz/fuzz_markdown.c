/* fuzz/fuzz_markdown.c - any bytes as markdown, compiled and packed. */
#include "source.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	fuzz_source(import_markdown, span_of((const char *)data, len));
	return 0;
}
