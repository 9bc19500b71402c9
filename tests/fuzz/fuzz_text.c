/* fuzz/fuzz_text.c - any bytes as text, compiled and packed. */
#include "source.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	fuzz_source(import_text, span_of((const char *)data, len));
	return 0;
}
