#!/bin/sh
# The page on access says what there is (H1), and what was tried (H2).
. "${top_srcdir:-.}/tests/tap.sh"
cd "$top_srcdir" || exit 99

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
