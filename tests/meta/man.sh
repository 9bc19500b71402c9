#!/bin/sh
# Manual pages are well-formed, and name only pages that there are.
. "${top_srcdir:-.}/tests/tap.sh"

command -v mandoc >/dev/null 2>&1 || skip_all 'mandoc is not installed'
find "$top_srcdir/assets" "$top_builddir/assets" "$top_builddir" -maxdepth 2 \
    -name 'ibid*.[1-9]' 2>/dev/null | sort -u >"$scratch/pages"
[ -s "$scratch/pages" ] || skip_all 'there are no manual pages yet'

while read -r page; do
	mandoc -Tlint -Wwarning "$page"
done <"$scratch/pages" >"$found" 2>&1
none 'mandoc has no warnings'

# "ibid-bundle(5)" in whatever macro or none.
while read -r page; do
	mandoc -Tascii "$page" | sed 's/.\x08//g' |
	    grep -oE 'ibid(-[a-z]+)?\([1-9]\)' | sort -u |
	    while read -r name; do
		file=${name%(*}.${name#*(}
		grep -q "/${file%)}\$" "$scratch/pages" ||
		    echo "$page names $name"
	    done
done <"$scratch/pages" >"$found"
none 'every page that a page names is there'
finish
