#!/bin/sh
# ibid-pack: what it reads, what it refuses, and what it leaves behind.
. "${top_srcdir:-.}/tests/tap.sh"

pack=$top_builddir/ibid-pack
out=$scratch/out.ibid

# fails NAME WORDS ARGUMENT...: exit 2, those words, nothing written.
fails()
{
	name=$1
	words=$2
	shift 2
	rm -f "$out"
	"$pack" -o "$out" "$@" >"$scratch/stdout" 2>"$scratch/stderr"
	[ $? = 2 ] && [ ! -e "$out" ] && grep -q "$words" "$scratch/stderr"
	ok $? "$name"
}

printf '# A\n\nB[^1]\n\n[^1]: C\n' >"$scratch/a.md"
"$pack" -o "$out" - <"$scratch/a.md"
"$pack" -o "$scratch/b.ibid" "$scratch/a.md"
same "$out" "$scratch/b.ibid" 'standard input gives the same bytes'

mkdir "$scratch/book"
printf '# Contents\n\n[Two](two.md) [One](one.md)\n' >"$scratch/book/toc.md"
printf '# One\n\nLast words.<sup>1</sup> See [two](two.md#two).\n\n' \
	>"$scratch/book/one.md"
printf '# Two\n\nText.\n\n## Notes\n\n1. A note.\n2. Alone.\n' \
	>"$scratch/book/two.md"
"$pack" --check "$scratch/book" >"$scratch/found"
status=$?
grep -q 'book/two.md:8: warning: note 2 is never cited' "$scratch/found" &&
	[ $status = 1 ] && [ "$(wc -l <"$scratch/found")" = 1 ]
ok $? 'a folder is one document, and its files are named'

fails 'a missing file' 'No such file' "$scratch/none.md"
fails 'a foreign format' 'not Markdown' "$pack"
fails 'a limit names its option' 'limit-source=N raises' \
	--limit-source=4 "$scratch/a.md"
fails 'an empty folder' 'holds no' "$(mkdir "$scratch/e" && echo "$scratch/e")"
fails 'one bad source of two' 'No such file' "$scratch/a.md" "$scratch/none.md"

finish
