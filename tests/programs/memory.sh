#!/bin/sh
# What a reading session holds in memory: on a long document not much more
# than on a short one, with searches for a rare word, for an expression that
# the index is no help for, and for what stands everywhere.
. "${top_srcdir:-.}/tests/tap.sh"

cd "$scratch" || exit 99

[ -r /proc/self/status ] || skip_all "no /proc to read"
if grep -q __asan_init "$ibid"; then
	skip_all "the program is not itself: it runs with a sanitizer"
fi

# text PARAGRAPHS: words drawn by a generator of its own, the same each time.
text()
{
	awk -v paragraphs="$1" 'BEGIN {
		for (i = 0; i < 3000; i++)
			word[i] = sprintf("%c%c%s%c", 97 + i % 26, \
			    97 + int(i / 26) % 26, i % 3 ? "an" : "o", \
			    97 + i % 7)
		for (p = 0; p < paragraphs; p++) {
			if (p % 40 == 0)
				printf "# Chapter %d\n\n", p / 40
			line = p % 500 == 77 ? "xylograph" : "So"
			for (w = 0; w < 90; w++) {
				seed = (seed * 1103515245 + 12345) % 2147483648
				line = line " " word[int(seed / 65536) % 3000]
			}
			printf "%s.\n\n", line
		}
	}'
}

# peak NAME: kilobytes at the most, when all was done.
peak()
{
	mkfifo in out
	"$ibid" --linear --save-place=off "$1" <in >out 2>&1 &
	exec 3>in 4<out
	printf '%s\n' z z '/xylograph' // // '//[a-z]o[xq]q/' '/a' '/l' \
	    that-is-all >&3
	while read -r line <&4; do
		case $line in that-is-all*) break ;; esac
		echo "$line" >>"$1.said"
	done
	awk '$1 == "VmHWM:" { print $2 }' "/proc/$!/status"
	exec 3>&- 4<&-
	wait $!
	rm in out
}

text 10 >short.md
text 20000 >long.md
for name in short long; do
	"$ibid" pack --level=fast -o $name.ibid $name.md 2>/dev/null
	peak $name.ibid >$name.kb
	echo "# $name: $(wc -c <$name.md) bytes, $(cat $name.kb) kB"
done
grep -q 'Match 3 of 40' long.ibid.said
ok $? 'the words were found'
# More than are put in order.
grep -q 'Match [0-9]* of 100000' long.ibid.said
ok $? 'and so is what stands everywhere'
[ "$(cat long.kb)" -lt $(($(cat short.kb) + 10000)) ]
ok $? 'a session on 10 MB holds at most 10 MB more than on a page'
finish
