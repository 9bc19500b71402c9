/* tests/fuzz/source.h - a source of any bytes, compiled and packed. */
#ifndef IBID_TESTS_FUZZ_SOURCE_H
#define IBID_TESTS_FUZZ_SOURCE_H

#include <stdint.h>

#include "import/import.h"

typedef bool fuzz_importer(struct span bytes, const struct import_opts *opts,
    struct doc_sink *sink, struct diag_list *diags, struct buf *error);

/* Import, compile, write; ends the process where the writer refuses. */
void fuzz_source(fuzz_importer *import_source, struct span bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#endif
