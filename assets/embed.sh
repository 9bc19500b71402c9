#!/bin/sh
# embed.sh FILE - FILE as builtin_data.c, for src/cmd/builtin.h.
set -e
echo '/* Made by assets/embed.sh; not to be edited. */'
echo '#include "cmd/builtin.h"'
echo
echo '_Alignas(16) const unsigned char builtin_bundle[] = {'
od -A n -v -t u1 "$1" | sed 's/^ *//; s/  */,/g; s/$/,/'
echo '};'
echo 'const size_t builtin_bundle_len = sizeof(builtin_bundle);'
