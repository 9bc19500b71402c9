#!/bin/sh
# Each rule for access has a test of its number; the page says what holds.
. "${top_srcdir:-.}/tests/tap.sh"
cd "$top_srcdir" || exit 99

# The names of tests: functions in C, words after the check in a script.
{
	sed -n 's/^\([a-h][1-9]_[a-z0-9_]*\)(.*/\1/p' tests/access/*.c
	grep -oE "\\b[a-h][1-9]_[a-z0-9_]+" tests/access/*.sh | cut -d : -f 2
} | sort -u >"$scratch/names"

sed '/^#/d' tests/access/rules | while read -r rule what; do
	number=$(echo "$rule" | tr A-H a-h)
	grep -E "(^|_)${number}_" "$scratch/names" >"$scratch/of" ||
	    echo "$rule ($what)" >>"$found"
	sed "s/^/# $rule /" "$scratch/of"
done
[ -e "$found" ] || : >"$found"
none 'each rule has a test of its number'

page=assets/man/ibid-access.7
for word in a11y linear say-cmd restricted slow no-altscreen NO_COLOR \
    clipboard lou_translate line-editing debug-focus; do
	sed 's/\\-/-/g' $page | grep -q -- "$word" || echo "$word"
done >"$found"
none 'h1_the_page_speaks_of_each_of_these'

grep -q '^\.Sh TESTED WITH' $page && grep -q 'yasr 0\.6\.9' $page &&
    grep -q 'not tested with' $page
ok $? 'h2_it_says_what_was_tested_with_what_and_what_was_not'
finish
