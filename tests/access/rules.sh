#!/bin/sh
# Each rule for access was tried wherever it must hold: the logs of the tests
# have a line that begins with its number, for each terminal.  A test that
# was skipped has such a line too, and says why.
. "${top_srcdir:-.}/tests/tap.sh"
cd "$top_builddir" || exit 99
rules=$top_srcdir/tests/access/rules

# Sections and how many rules each has; a line that is lost is missed.
sed '/^#/d; s/\(.\).*/\1/' "$rules" | uniq -c |
    awk '{ printf "%s%s ", $2, $1 }' >"$scratch/sections"
echo 'A6 B8 C5 D9 E9 F3 G9 H2 ' | tr -d '\n' >"$scratch/wanted"
same "$scratch/wanted" "$scratch/sections" 'the list has every rule'

# ACCESS_LOGS comes from the Makefile, where this waits for these tests.
# shellcheck disable=SC2086 # they are words
cat /dev/null $ACCESS_LOGS |
    sed -n 's/^\(not \)*ok [0-9]* - //p' >"$scratch/tried"
[ -s "$scratch/tried" ]
ok $? 'the tests have run'

# missing RULE WHERE: what was not tried of a rule.
missing()
{
	name="^([a-h][1-9]_)*$(echo "$1" | tr A-H a-h)_[a-z0-9_]*"
	case $2 in
	five)
		for type in vt100 linux xterm-256color screen tmux-256color
		do
			grep -qE "$name on $type( #.*)?\$" \
			    "$scratch/tried" || echo "$1 on $type"
		done ;;
	once)
		grep -qE "$name" "$scratch/tried" || echo "$1" ;;
	*)
		echo "$1: where is \"$2\"?" ;;
	esac
}

sed '/^#/d' "$rules" | while read -r rule where what; do
	missing "$rule" "$where" >"$scratch/lacks"
	sed "s/\$/ ($what)/" "$scratch/lacks"
done >"$found"
none 'each rule was tried wherever it must hold'

# The check sees what is missing.
sed -i '/^b4_.* on screen/d' "$scratch/tried"
[ "$(missing B4 five)" = 'B4 on screen' ] && [ -z "$(missing B5 five)" ] &&
    [ "$(missing A7 once)" = A7 ]
ok $? 'a terminal that is left out is missed'
grep ' # SKIP' "$scratch/tried" | sed 's/^/# not tried here: /'
finish
