#!/bin/sh
# What a text, a title, a note or a file name holds never reaches the
# terminal as anything but characters to show (access.md, F1 and F2).
. "${top_srcdir:-.}/tests/tap.sh"

cd "$scratch" || exit 99

# Each does something on some terminal.
printf '\033[31mred \033]0;title\007 \033[21t \033P$q"p\033\\ \0335n
\302\23331m \302\235title\302\234 \233 31m \010\010\010over \rback \177
\342\200\256override \342\201\246isolate \342\200\213zero \357\273\277mark
\363\240\201\201tags \330\234arabic \357\277\271note \016shift \005ask\n' \
    >vectors

{
	echo '# Heading'
	echo
	sed 's/$/  /' vectors
	printf '\nText.[^1]\n\n## '
	tr '\n\r' '  ' <vectors
	printf '\n\n[^1]: '
	tr '\n\r' '  ' <vectors
	printf '\n'
} >hostile.md
cp hostile.md "$(printf 'name\033[31m\302\2332J')"

# The bytes of control characters (but line feed), of C1, and of what F1
# lists, that the file "shown" holds.
harmful()
{
	LC_ALL=C tr -d '\n' <shown | LC_ALL=C grep -a -o -E "$(printf \
	    '[\001-\037\177]|\302[\200-\237]|\330\234|\342\200[\213\216\217]|\
\342\200[\250-\256]|\342\201[\240-\251]|\357\273\277|\357\277[\271-\273]|\
\363\240[\200\201]' | tr -d '\n')" | od -An -c
}

cp hostile.md shown
[ "$(harmful | wc -l)" -ge 4 ]
ok $? 'the check sees what it looks for'

# clean NAME COMMAND...
clean()
{
	name=$1
	shift
	"$@" >shown 2>&1 </dev/null
	harmful >"$found"
	[ -s shown ] || echo 'nothing was shown' >"$found"
	none "$name"
}

clean 'reading, printed' "$ibid" hostile.md
for each in text toc notes info check; do
	clean "$each" "$ibid" "$each" hostile.md
done
for each in toc notes info check; do
	clean "$each --json" "$ibid" "$each" --json hostile.md
done
clean 'check --json and a file name' "$ibid" check --json name*
clean 'export' "$ibid" export hostile.md
printf '<h1 id="a\302\2332J">T</h1><p>x</p>' >id.html
clean 'an id that is exported' "$ibid" export id.html
for each in grep concordance; do
	clean "$each" "$ibid" "$each" heading hostile.md
	clean "$each --json" "$ibid" "$each" --json heading hostile.md
done
clean 'a file name that is there' "$ibid" check name*
evil=$(printf 'no\033[31m\302\2332J\302\205')
clean 'a file name in an error' "$ibid" text "$evil"
clean 'an option in an error' "$ibid" "--$evil"
clean 'a pattern in an error' "$ibid" grep "/[$evil/" hostile.md
clean 'the file written, in an error' "$ibid" pack -o "$evil/x" hostile.md
clean 'a file of keywords in an error' "$ibid" --linear -K "$evil" hostile.md
clean 'a configuration in an error' "$ibid" --linear --config="$evil" \
    hostile.md
cp hostile.md "$evil"
{
	cat vectors
	sed 's/^/width = /' vectors
	sed 's/^/theme = /' vectors
	sed 's/^/bind page x /' vectors
} >>"$evil"
clean 'a file of keywords that is none' "$ibid" --linear -K "$evil" \
    hostile.md
clean 'a configuration that is none' "$ibid" --linear --config="$evil" \
    hostile.md
clean 'keys with it' "$ibid" keys --config="$evil"
clean 'a locale in the notice' env LC_ALL="$evil" "$ibid" text hostile.md

# Each linear command, with what it may be given, while a list is open.
echo h all | "$ibid" --linear hostile.md |
    sed '1,2d; s/: .*//; /^q$/d' |
    while read -r each; do
	printf '%s %s\n%s\n%s 1\nk+ %s\nk\n' "$each" "$evil" "$each" \
	    "$each" "$evil"
    done >commands
"$ibid" --linear --save-place=off hostile.md <commands >answers 2>&1
[ "$(wc -l <answers)" -gt 100 ]
ok $? 'each linear command answers'
clean 'and shows nothing else' cat answers

finish
