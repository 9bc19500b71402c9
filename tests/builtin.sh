#!/bin/sh
# The documents of assets/, as the build made them, and the commands of the
# shell on them.
. "${top_srcdir:-.}/tests/tap.sh"

builtin=$top_builddir/builtin.ibid
cd "$scratch" || exit 99

# ---- the companion
"$ibid" notes --json "$builtin" | grep '^{"document":1,' >notes
sed 's/.*"label":"\([0-9]*\)".*/\1/' notes >labels
seq 399 408 >wanted
same wanted labels 'the companion has the notes 399 to 408'
grep -v '"refs":\[{[^}]*}\]' notes | cut -c 1-60 >"$found"
none 'each is cited once'
grep -o 'index.html?__twitter_impression=true"' notes | sort -u >got
echo 'index.html?__twitter_impression=true"' >wanted
same wanted got 'the address in note 403 is whole'

"$ibid" toc --json "$builtin" |
    sed -n 's/^{"document":1,.*"level":3,"title":"\([0-9]\) .*/\1/p' >lessons
seq 7 >wanted
same wanted lessons 'there are seven lessons, numbered 1 to 7'

# The report's sentences stay out.  Runs of nine words are a sentence's
# fingerprint; titles of the works cited are the same in both by right.
report=$top_srcdir/../shared/report
if [ -d "$report" ]; then
	runs()
	{
		tr -cs '[:alnum:]' '\n' | tr '[:upper:]' '[:lower:]' |
		    awk '{ for (i = 1; i < 9; i++) w[i] = w[i + 1]; w[9] = $0 }
			NR >= 9 {
				for (i = 1; i < 9; i++) printf "%s ", w[i]
				print w[9]
			}' | sort -u
	}
	sed '/^# Endnotes/,$d' "$report/chapter-6.md" |
	    cat - "$report/press-release.txt" | runs >theirs
	sed '/^\[^/,$d' "$top_srcdir/assets/companion.md" | runs >ours
	comm -12 theirs ours >"$found"
	none 'no sentence of the report is in the companion'
else
	skip 'no sentence of the report is in the companion' 'no report here'
fi

# ---- the keyword list
sed -n '/^[^# 	]/s/ [|=] .*//p' "$top_srcdir/assets/companion.keywords" \
    >terms
"$ibid" info --json "$builtin" | sed 's/.*"keywords":\([0-9]*\).*/\1/' >got
handbook=$(sed -n '/^keywords:/,/^---/p' "$top_srcdir/assets/handbook.md" |
    grep -c '^- ')
echo $(($(wc -l <terms) + handbook)) >wanted
same wanted got 'all keywords of both documents are in the bundle'
sort terms | uniq -d >"$found"
none 'no term is explained twice'

# ---- both are without fault
"$ibid" check "$builtin" >said
ok $? 'the bundle is sound'
for each in "$top_builddir/companion.md" "$top_srcdir/assets/handbook.md"; do
	"$ibid" check "$each" >"$found" 2>&1
	none "nothing is odd about ${each##*/}"
done
# Every word in backquotes that names a command of ibid names one.
grep -oE '`ibid [a-z]+' "$top_srcdir/assets/handbook.md" | sort -u |
    sed 's/`ibid //' | while read -r command; do
	"$ibid" "$command" --help >/dev/null 2>&1 || echo "ibid $command"
done >"$found"
none 'the handbook names commands that there are'

"$ibid" </dev/null | grep -c 'The handbook of ibid' >got
echo 1 >wanted
same wanted got 'ibid alone prints them where there is no terminal'

echo q | env -u HOME "$ibid" --linear >/dev/null 2>said
grep -q 'place was not saved: .*HOME is set' said
ok $? 'without a home it says that the place is lost'
echo q | env -u HOME "$ibid" --linear --save-place=off >/dev/null 2>found
none 'unless it was not to be kept'

# ---- the shell's commands on a source
printf '# T\n\nWords.[^a]\n\n[^a]: Note.\n\n[^b]: Lost.\n' >odd.md
"$ibid" check odd.md >said 2>&1
[ $? = 1 ] && grep -q 'odd.md:7: .*note b ' said
ok $? 'check names file, line and note'
"$ibid" check --json odd.md >said 2>&1
[ $? = 1 ] && grep -q '"code":"note-orphan","line":7,"label":"b"' said
ok $? 'check --json does the same'
printf '[^b]: Lost.\n\n# T\n\nA word with<sup>9</sup> no note.\n\n' >odd.md
printf '[^c]: Lost too.\n' >>odd.md
"$ibid" check odd.md | cut -d: -f2 >got
sort -n got >wanted
[ "$(wc -l <got)" -ge 3 ] && cmp -s got wanted
ok $? 'check goes through the file from its first line to its last'
"$ibid" pack -o odd.ibid --json odd.md 2>/dev/null >got
"$ibid" check --json odd.md >wanted
same wanted got 'pack --json lists the same while it packs'

finish
