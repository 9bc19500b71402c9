#!/bin/sh
# What git tracks is what `make dist` ships: a test that reads a file which
# no list names would fail for those who build from the archive.
. "${top_srcdir:-.}/tests/tap.sh"

command -v git >/dev/null 2>&1 || skip_all 'git is not installed'
[ "$(git -C "$top_srcdir" rev-parse --show-toplevel 2>/dev/null)" = \
    "$(cd "$top_srcdir" && pwd -P)" ] || skip_all 'not a git checkout'

# Neither the flags nor the job pipes of the make that runs this.
env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS \
    make -s --no-print-directory -C "$top_builddir" list-dist \
    >"$scratch/lists" || exit 99
# The lists start with the source folder's path, as configure was called.
sed "s|^$top_srcdir/||; s|^\(\.*/\)*||" "$scratch/lists" | sort -u \
    >"$scratch/shipped"
git -C "$top_srcdir" ls-files | grep -v '^\.gitignore$' |
    sort >"$scratch/tracked"

# A list may name a folder for all that is in it.
while read -r each; do
	[ ! -d "$top_srcdir/$each" ] || echo "$each/"
done <"$scratch/shipped" >"$scratch/folders"
comm -23 "$scratch/tracked" "$scratch/shipped" | while read -r file; do
	while read -r folder; do
		case $file in
		"$folder"*) continue 2 ;;
		esac
	done <"$scratch/folders"
	echo "$file"
done >"$found"
none 'every tracked file is in a list of Makefile.am'
finish
