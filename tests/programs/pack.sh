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

mkdir "$scratch/here"
(cd "$scratch/here" && "$pack" ../a.md && "$pack" ../a.md)
same "$scratch/here/a.ibid" "$scratch/b.ibid" \
	'without -o the bundle is named after its source'
gzip -c "$scratch/a.md" >"$scratch/z.md.gz"
(cd "$scratch/here" && echo mine >z.ibid && "$pack" ../z.md.gz 2>refused
	[ $? = 2 ] && [ "$(cat z.ibid)" = mine ] &&
		grep -q '^ibid: z.ibid: is there and is no bundle' refused)
ok $? 'and a file that is no bundle is not replaced'
(cd "$scratch/here" && "$pack" - <../a.md 2>refused
	[ $? = 2 ] && grep -q 'says where to write' refused)
ok $? 'standard input has no name to take'

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

# title WANT NAME: of the folder.
title()
{
	"$pack" -o "$scratch/t.ibid" "$scratch/t" 2>/dev/null
	"$top_builddir/ibid" info --json "$scratch/t.ibid" |
		grep -q "\"title\":\"$1\""
	ok $? "$2"
}

mkdir "$scratch/t"
printf '# Table of Contents\n\n## [First](one.md)\n' >"$scratch/t/toc.md"
printf '# First words\n\nText.\n' >"$scratch/t/one.md"
title 'First words' 'a work is not called Contents'
printf '![](x.png)\n\n# The *whole* work\n\nAbout.\n' \
	>"$scratch/t/README.md"
title 'The whole work' 'a README is headed by the title of the work'
printf '# Summary\n\n* [First](one.md)\n' >"$scratch/t/SUMMARY.md"
rm "$scratch/t/toc.md"
title 'The whole work' 'a SUMMARY.md is no summary'
printf '# A book\n\n* [First](one.md)\n' >"$scratch/t/SUMMARY.md"
title 'A book' 'contents that name the work are believed'

fails 'a missing file' 'No such file' "$scratch/none.md"
fails 'a foreign format' 'not Markdown' "$pack"
fails 'a limit names its option' 'limit-source=N raises' \
	--limit-source=4 "$scratch/a.md"
fails 'an empty folder' 'holds no' "$(mkdir "$scratch/e" && echo "$scratch/e")"
fails 'one bad source of two' 'No such file' "$scratch/a.md" "$scratch/none.md"
fails 'an option names what it takes' 'level takes fast or strong' \
	--level=good "$scratch/a.md"
fails 'one that is missing its number' 'time takes a number' \
	--time=soon "$scratch/a.md"
fails 'one that there is not' '"ibid pack --help" tells more' \
	--lever=fast "$scratch/a.md"
cp "$scratch/a.md" "$scratch/kept.md"
ln -s kept.md "$scratch/link.md"
"$pack" -o "$scratch/link.md" "$scratch/kept.md" 2>"$found"
[ $? = 2 ] && grep -q 'is a source' "$found" &&
	cmp -s "$scratch/a.md" "$scratch/link.md"
ok $? 'a source is not replaced, by whatever name'

# ---- gzip
gzip -c "$scratch/a.md" >"$scratch/a.md.gz"
"$pack" -o "$out" "$scratch/a.md.gz"
same "$scratch/b.ibid" "$out" 'a gzip file is what lies in it'
"$pack" -o "$out" - <"$scratch/a.md.gz"
same "$scratch/b.ibid" "$out" 'from standard input, too'
{ printf '# A\n\n' | gzip -c; printf 'B[^1]\n\n[^1]: C\n' | gzip -c; } \
	>"$scratch/two.md.gz"
"$pack" -o "$out" "$scratch/two.md.gz"
same "$scratch/b.ibid" "$out" 'several members are one file'
head -c 30 "$scratch/a.md.gz" >"$scratch/cut.md.gz"
"$pack" --check "$scratch/cut.md.gz" | grep -q 'gzip file is damaged'
ok $? 'a gzip file that was cut is read as far as it goes'
head -c 9 "$scratch/a.md.gz" >"$scratch/nine.md.gz"
fails 'one without any text is refused' 'damaged' "$scratch/nine.md.gz"
head -c 3000000 /dev/zero | tr '\0' a | gzip -9c >"$scratch/bomb.txt.gz"
fails 'a bomb names its limit' 'limit-ratio=N raises' "$scratch/bomb.txt.gz"
"$pack" --limit-ratio=2000 -o "$out" "$scratch/bomb.txt.gz"
ok $? 'and the option raises it'
fails 'what it unpacks to has a limit' 'limit-source=N raises' \
	--limit-ratio=2000 --limit-source=2000000 "$scratch/bomb.txt.gz"

printf '# One\n\nWords.[^1]\n\n[^1]: Note.\n' >"$scratch/one.md"
"$top_builddir/ibid" info "$scratch/one.md" >"$scratch/stdout"
grep -q ' 2 sections, 1 note, 1 mark, 0 keywords$' "$scratch/stdout"
ok $? 'one of a kind is told as one'
finish
