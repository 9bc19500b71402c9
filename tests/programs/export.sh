#!/bin/sh
# "ibid export": where it writes, which document, and that pandoc finds the
# same notes in what it wrote.
. "${top_srcdir:-.}/tests/tap.sh"

cd "$scratch" || exit 99

printf '# One\n\nText.[^1]\n\n[^1]: A *note*.\n' >one.md
printf '<h1>Two: second</h1><p>Words.' >two.html
cat >wanted <<'END'
---
ibid-export: 1
title: "One"
---

# One

Text.[^1]

[^1]: A *note*.
END
"$ibid" export one.md >got
same wanted got 'a source is exported to standard output'
"$ibid" export -o out.md one.md >"$found"
none 'with -o nothing is printed'
same wanted out.md 'and the file has it'
"$ibid" export - <one.md >got
same wanted got 'standard input is a document too'
LC_ALL=C "$ibid" export one.md >got
same wanted got 'the locale changes nothing'

"$ibid" pack -o both.ibid one.md two.html
"$ibid" export both.ibid >got 2>err
[ $? = 2 ] && [ ! -s got ] && grep -q -e '--doc=N' err
ok $? 'of several documents one must be chosen'
"$ibid" export --doc=1 both.ibid >got
same wanted got '--doc chooses'
"$ibid" export --doc=3 both.ibid >got 2>err
[ $? = 2 ] && grep -q 'from 1 to 2' err
ok $? 'there is no third'
"$ibid" export --doc=x both.ibid 2>err
[ $? = 2 ] && grep -q 'from 1 to 2' err
ok $? '--doc takes a number'
"$ibid" export -o all/ both.ibid && ls all >got
printf '01-one.md\n02-two-second.md\n' >names
same names got '-o with a folder writes all documents'
"$ibid" pack -o again.ibid all/*.md && cmp both.ibid again.ibid
ok $? 'and packed again they are the same bundle'
printf '> \n\n# Three\n\nText.\n\n> \n' >three.md
printf -- '- \n' >four.md
rm -r all
"$ibid" pack -o both.ibid four.md three.md one.md four.md &&
    "$ibid" export -o all/ both.ibid &&
    "$ibid" pack -o again.ibid all/*.md && cmp both.ibid again.ibid
ok $? 'nor does it matter that quotations between them are empty'
"$ibid" export -o no/such/place.md one.md 2>err
[ $? = 2 ] && grep -q 'No such file' err
ok $? 'what cannot be written is said'
"$ibid" export one.md two.html 2>err
[ $? = 2 ] && grep -q 'one file at a time' err
ok $? 'one file at a time'

# The built-in documents, and folders.
"$ibid" export -o built/ && "$ibid" pack -o built.ibid built/*.md &&
    cmp built.ibid "$top_builddir/builtin.ibid"
ok $? 'the built-in documents come back'
for folder in warez peo-acts; do
	name="the folder $folder comes back"
	from=$top_srcdir/../shared/corpora/markdown/$folder
	if [ ! -d "$from" ]; then
		skip "$name" 'shared/corpora is not there'
		continue
	fi
	"$ibid" pack -o first.ibid "$from" 2>/dev/null
	"$ibid" export -o folder.md first.ibid
	"$ibid" pack -o second.ibid folder.md && cmp first.ibid second.ibid
	ok $? "$name"
done

# Pandoc finds every note that ibid wrote, and no other.
# notes FILE: how many marks pandoc resolves in it
notes()
{
	pandoc -f markdown -t native "$1" 2>err |
	    grep -cE '(^|[ ,])Note( \[.*)?$'
}
cat >cited.md <<'END'
A.[^1] B.[^2] C.[^a]

[^1]: One.

    > Quoted.

    - a
    - b

[^2]: | x | y |
    |---|---|
    | 1 | 2 |

[^a]: Last.
END
if command -v pandoc >/dev/null 2>&1; then
	"$ibid" export -o back.md cited.md
	[ "$(notes back.md)" = 3 ] && [ ! -s err ]
	ok $? 'pandoc finds the notes of an exported file'
	for book in hume-enquiry wasteland; do
		name="pandoc finds the notes of $book"
		from=$top_srcdir/../shared/corpora/epub/$book.epub
		if [ ! -f "$from" ]; then
			skip "$name" 'shared/corpora is not there'
			continue
		fi
		"$ibid" export -o back.md "$from"
		[ "$(notes back.md)" = "$("$ibid" info --json "$from" |
		    sed 's/.*"references":\([0-9]*\).*/\1/')" ]
		ok $? "$name"
	done
else
	skip 'pandoc finds the notes' 'pandoc is not installed'
fi
cp one.md kept.md
"$ibid" export -o ./kept.md kept.md 2>err
[ $? = 2 ] && grep -q 'is what is exported' err && cmp -s one.md kept.md
ok $? 'what is exported is not replaced'
finish
