#!/bin/sh
# What was installed into a folder of its own works from there: the two
# programs find one another wherever both were put.
. "${top_srcdir:-.}/tests/tap.sh"

cd "$scratch" || exit 99
printf '# The pond\n\nIt froze.[^1]\n\n[^1]: In January.\n' >pond.md

"${MAKE:-make}" -s -C "$top_builddir" install-binPROGRAMS \
	install-pkglibexecPROGRAMS DESTDIR="$scratch/dest" >said 2>&1 || {
	cat said
	exit 99
}
installed=$(find dest -name ibid -type f)
"$installed" text --notes=none pond.md >got 2>&1
printf 'The pond\n\nIt froze.[1]\n' >wanted
same wanted got 'from the folder it was installed in'

mv dest elsewhere
"elsewhere/${installed#dest/}" check pond.md >"$found" 2>&1
none 'and from one that this was moved to'

rm "$(find elsewhere -name ibid-pack)"
"elsewhere/${installed#dest/}" pack -o pond.ibid pond.md >said 2>&1
[ $? = 2 ] && grep -q 'not wholly installed' said
ok $? 'without its other half it says so'

finish
