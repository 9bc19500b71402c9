#!/bin/sh
# "ibid suggest": the words that set chapters apart; and the keywords that
# were added, saved in a file.
. "${top_srcdir:-.}/tests/tap.sh"

cd "$scratch" || exit 99

# chapter TITLE WORD: a hundred and more words, one in ten of them WORD.
chapter()
{
	printf '# %s\n\n' "$1"
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
		printf 'the day was long and the %s came to us late\n' "$2"
	done
	printf '\n'
}
{
	chapter Birds heron
	chapter Fish pike
	chapter 'Short *one*' x | sed 4,20d
} >book.md

cat >wanted <<'END'
# Birds
heron
# Fish
pike
END
"$ibid" suggest book.md >got
echo "status $?" >>got
echo 'status 0' >>wanted
same wanted got 'each chapter has the words that set it apart'

cat >wanted <<'END'
{"section":1,"term":"heron","count":12}
{"section":2,"term":"pike","count":12}
END
"$ibid" suggest --json book.md >got
same wanted got 'and in JSON'

printf '# One\n\nNothing here.\n' >one.md
"$ibid" suggest one.md >got
echo "status $?" >>got
echo 'status 1' >wanted
same wanted got 'nothing to suggest is status 1'

# What was suggested is a keyword file; what was added is saved as one.
printf 'k+ heron\nk+ "US"\nks mine.words\nks mine.words\nq\n' |
    "$ibid" --linear book.md | grep -i 'saved\|mine' >got
cat mine.words >>got
cat >wanted <<'END'
Saved in mine.words.
mine.words: File exists; give it another name.
heron
"US"
END
same wanted got 'keywords are saved, and over no other file'

printf 'k+ heron\nks yours.words\nq\n' |
    "$ibid" --linear --restricted book.md | grep -i 'saved' >got
ls yours.words >>got 2>/dev/null
cat >wanted <<'END'
Not saved: restricted mode.
END
same wanted got 'nor in restricted mode'

finish
