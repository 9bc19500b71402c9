#!/bin/sh
# Linear mode of ibid itself, through pipes: the access rules, section G,
# and B6.
. "${top_srcdir:-.}/tests/tap.sh"

mkdir -p "$HOME/.config/ibid"
config=$HOME/.config/ibid/config
cd "$scratch" || exit 99

cat >story.md <<'END'
# A story

## The harbour

Entering that harbour,[^1] you found — “yourself” — in a wide bay.

A second paragraph says that it is the second.

## The meadow

Nothing grows here but words.

[^1]: A harbour is where ships wait.
END
"$top_builddir/ibid-pack" -o story.ibid story.md
ok $? 'the story is compiled'

# first NAME WANTED COMMAND...: the first line of its output.
first()
{
	name=$1
	wanted=$2
	shift 2
	"$@" 2>&1 </dev/null | head -n 1 >found
	printf '%s\n' "$wanted" >wanted
	same wanted found "$name"
}

start='Linear mode, from'
first 'g1_the_flag_is_named' "$start flag. h for help." \
    "$ibid" --linear story.ibid
first 'g1_speech_is_the_same' "$start flag. h for help." \
    "$ibid" --speech story.ibid
first 'g1_own_variable_is_named' "$start IBID_LINEAR. h for help." \
    env IBID_LINEAR=1 ACCESSIBLE=1 "$ibid" story.ibid
first 'g1_accessible_is_named' "$start ACCESSIBLE. h for help." \
    env ACCESSIBLE=1 "$ibid" story.ibid
first 'g1_the_flag_is_strongest' "$start flag. h for help." \
    env IBID_LINEAR=0 ACCESSIBLE=0 "$ibid" --linear story.ibid
printf 'linear = on\n' >"$config"
first 'g1_the_configuration_is_named' \
    "$start configuration file. h for help." \
    "$ibid" story.ibid
first 'g1_accessible_is_stronger_than_the_configuration' \
    "$start ACCESSIBLE. h for help." env ACCESSIBLE=1 "$ibid" story.ibid
# Turned off, the text is printed, for there is no terminal here.
first 'g1_accessible_0_turns_it_off' 'A story' \
    env ACCESSIBLE=0 "$ibid" story.ibid
first 'g1_own_0_is_stronger_than_accessible' 'A story' \
    env IBID_LINEAR=0 ACCESSIBLE=1 "$ibid" story.ibid
first 'g1_the_flag_off_is_strongest' 'A story' \
    env IBID_LINEAR=1 "$ibid" --linear=off story.ibid
rm "$config"

cat >wanted <<'END'
Linear mode, from flag. h for help.
A story. 4 chapters, 1 note.
Chapter 2. The harbour. 2 paragraphs.
Entering that harbour, [note 1] you found — “yourself” — in a wide bay.
Notes here: 1.
Note 1. A harbour is where ships wait. End of note 1.
Back. Chapter 2, paragraph 1.
A second paragraph says that it is the second.
No match for whale.
END
printf 'c 2\n\nn\nn 1\nb\n\n/whale\n' |
    "$ibid" --linear --save-place=off story.ibid >found 2>errors
ok $? 'g3_the_end_of_a_pipe_ends_it_well'
sed 's/^A story\. [0-9]* chapters/A story. 4 chapters/' found >got
same wanted got 'g4_g5_one_command_gives_one_unit'

# Every command once.
echo h all | "$ibid" --linear --save-place=off story.ibid |
    sed '1,2d; s/: .*//; /^q$/d' >commands
"$ibid" --linear --save-place=off story.ibid <commands >found 2>errors
ok $? 'g2_every_command_can_be_given'
[ ! -s errors ]
ok $? 'g2_nothing_is_complained_of'
LC_ALL=C tr -d '\n -~\200-\377' <found >harmful
[ ! -s harmful ] && ! grep -q "$(printf '\302[\200-\237]')" found
ok $? 'g2_only_printable_text_and_line_feeds'

LC_ALL=C "$ibid" --linear --save-place=off story.ibid <commands >found 2>&1
LC_ALL=C tr -d '\n -~' <found >harmful
[ ! -s harmful ] && grep -q '"yourself"' found
ok $? 'e3_without_utf8_no_byte_is_over_127'
[ "$(grep -c 'locale' found)" = 1 ]
ok $? 'e3_one_notice_says_so'

LC_ALL=C "$ibid" text story.ibid 2>said >found
LC_ALL=C tr -d '\n -~' <found >harmful
[ ! -s harmful ] && [ "$(cat said)" = \
    "ibid: The locale's charset is ASCII: text is written in ASCII." ]
ok $? 'E3 what is printed says once that other signs stand for its own'
LC_ALL=C.UTF-8 "$ibid" text story.ibid 2>said >found
[ ! -s said ]
ok $? 'E3 and nothing where nothing is changed'

LC_ALL=C "$ibid" --linear --width=40 --save-place=off story.ibid <commands |
    awk 'length > 40' >"$found"
none 'g7_lines_are_cut_only_where_asked'

# Each command of the table is answered, with words of its own.
while read -r each; do
	printf 'c 2\n\n%s\n' "$each" |
	    "$ibid" --linear --save-place=off story.ibid >answer 2>&1
	[ "$(wc -l <answer)" -gt 4 ] && ! grep -q 'is no command' answer &&
	    ! grep -q '^Done\.$' answer || echo "$each"
done <commands >"$found"
none 'g6_each_action_is_a_command_that_answers'

# An address is one argument of a program, whatever is in it.
cat >show <<'END'
#!/bin/sh
printf '%s\n' "$#" "$@" >>opened
END
chmod +x show
# shellcheck disable=SC2016	# it is what no shell may read
printf '# T\n\nSee <https://e.example/$(touch${IFS}harm);a|b&c>.\n' >odd.md
"$top_builddir/ibid-pack" -o odd.ibid odd.md
for way in "$scratch/show" "nothing/here:$scratch/show"; do
	rm -f opened
	printf '\n\no\n' | BROWSER="$way" "$ibid" --linear \
	    --save-place=off odd.ibid >found
	# shellcheck disable=SC2016
	printf '1\nhttps://e.example/$(touch${IFS}harm);a|b&c\n' >wanted
	same wanted opened "f3_no_shell_sees_an_address, BROWSER=${way%%:*}"
done
[ ! -e harm ] && grep -q '^Opened\.$' found
ok $? 'f3_nothing_in_it_was_run'
# shellcheck disable=SC2016
printf '3\na\nb\nhttps://e.example/$(touch${IFS}harm);a|b&c\n' \
    >wanted
rm -f opened
printf '\n\no\n' | "$ibid" --linear --save-place=off \
    --browser="$scratch/show a b %s" odd.ibid >found
same wanted opened 'f3_a_program_of_several_words_is_run_as_such'
# shellcheck disable=SC2016
printf '%s\n' 'https://e.example/$(touch${IFS}harm);a|b&c' \
    'Not opened: set $BROWSER to open addresses.' >wanted
printf '\n\no\n' | env -u BROWSER "$ibid" --linear --save-place=off \
    odd.ibid | tail -n 2 >found
same wanted found 'without a browser the address is shown'
printf '\n\no\ny\n' | BROWSER=nothing/here "$ibid" --linear \
    --save-place=off odd.ibid | tail -n 3 >found
# shellcheck disable=SC2016
printf '%s\n' 'https://e.example/$(touch${IFS}harm);a|b&c' \
    'Not opened: the browser could not be run.' \
    'https://e.example/$(touch${IFS}harm);a|b&c' >wanted
same wanted found 'one that cannot be run is told, and y says the address'

# A program that writes down what it is told to say, then takes its time.
cat >sayer <<'END'
#!/bin/sh
cat >>"$1"
echo "end" >>"$1"
trap 'echo stopped >>"$1"; exit 0' TERM
[ "$2" != slowly ] || { sleep 20 & wait; }
echo through >>"$1"
END
chmod +x sayer
printf 'c 2\n\n' | "$ibid" --linear --save-place=off \
    --say-cmd="$scratch/sayer $scratch/said" story.ibid >printed
ok $? 'g8_what_is_printed_is_said'
tail -n 1 printed >wanted
printf 'end\nthrough\n' >>wanted
tail -n 3 said >got
same wanted got 'g8_the_last_answer_is_heard_to_its_end'
grep -q 'Chapter 2\. The harbour' printed
ok $? 'g8_it_is_printed_all_the_same'
mkfifo keys
"$ibid" --linear --save-place=off \
    --say-cmd="$scratch/sayer $scratch/slow slowly" story.ibid \
    <keys >printed &
exec 3>keys
until grep -q '^end$' slow 2>/dev/null; do sleep 0.02; done
start=$(date +%s%N)
echo 'c 2' >&3
until grep -q stopped slow; do sleep 0.005; done
took=$((($(date +%s%N) - start) / 1000000))
echo "# stopped after $took ms"
grep -q 'Linear mode' slow && ! grep -q through slow
ok $? 'g8_a_new_command_stops_speech'
[ $took -lt "${SAY_LIMIT_MS:-1000}" ]
ok $? 'g8_and_soon'
echo q >&3
exec 3>&-
wait
"$ibid" --linear --save-place=off --say-cmd=nothing/here story.ibid \
    </dev/null >printed 2>&1
grep -q '^nothing/here cannot be run: ' printed
ok $? 'g8_a_program_that_cannot_be_run_is_named_once'

if command -v lou_translate >/dev/null; then
	# A paragraph of more bytes than it takes in one line.
	{
		cat story.md
		printf '\n'
		yes 'The “harbour” — a bay.' | head -n 200 | tr '\n' ' '
		printf '\n'
	} >long.md
	"$ibid" text --notes=inline --width=500 long.md >plain
	lou_translate en-us-brf.dis,en-ueb-g2.ctb <plain >brf
	ok $? 'g9_the_text_is_braille_through_liblouis'
	LC_ALL=C tr -d '\n -~' <brf >harmful
	[ ! -s harmful ] && [ "$(wc -l <brf)" = "$(wc -l <plain)" ]
	ok $? 'g9_line_by_line_and_braille_ascii_alone'
	# An unknown character is written as its number: '\X2603'.
	! grep -qi "'.x[0-9a-f]*'" brf
	ok $? 'g9_no_character_is_unknown_to_it'
else
	skip 'g9_the_text_is_braille' 'lou_translate is not installed'
fi

# An edited document is taken up where its words are.
sed s,words,stones, story.md >edited.md
printf 'c 3\nq\n' | "$ibid" --linear edited.md >/dev/null
{
	printf '# Before\n\nNew words.\n\n'
	sed s,words,stones, story.md
} >edited.md
printf 'w\nq\n' | "$ibid" --linear edited.md >found
grep -q '^The text was edited; your place was found again\.$' found
ok $? 'a_place_in_an_edited_text_is_told'

# More than anybody walks are not counted to the end.
yes 'o o o o o' | head -n 21000 >many.txt
printf '/o\n' | "$ibid" --linear --save-place=off many.txt |
    grep -q '^Match 1 of 100000+\. '
ok $? 'g5_a_count_that_stopped_says_so'

# Whoever reads the answers stops: the place is kept all the same.
printf '# Steps\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n' >steps.md
{
	echo
	echo
	until [ -e gone ]; do sleep 0.01; done
	yes '' | head -n 9
} | {
	"$ibid" --linear steps.md
	echo $? >status
} | {
	sed 4q >found
	exec <&-
	: >gone
}
until [ -s status ]; do sleep 0.01; done
[ "$(cat status)" -lt 128 ]
ok $? 'e4_where_nobody_reads_on_it_ends_by_itself'
echo w | "$ibid" --linear steps.md >found
grep -q 'paragraph [23] of 4' found
ok $? 'e4_and_keeps_the_place'

# A section that its document's row stands for is a chapter all the same.
printf '# One\n\nA.\n\n## Part\n\nB.\n' >one.md
printf '# Two\n\nC.\n\n## End\n\nD.\n' >two.md
printf 't\ntf 3\nt\nq\n' | "$ibid" --linear one.md two.md | tail -n 8 >found
cat >wanted <<'END'
1. One, you are here
2. Part
3. Two
4. End
Two: folded.
1. One, you are here
2. Part
3. Two, 1 folded: tu 3 unfolds
END
same wanted found 'the contents of several documents have all chapters'

# A compiler that takes its time stands beside a copy of ibid.
if command -v script >/dev/null; then
	mkdir bin
	cp "$ibid" bin/ibid
	{
		printf '#!/bin/sh\nsleep 1.3\n'
		printf "exec '%s/ibid-pack' \"\$@\"\n" "$top_builddir"
	} >bin/ibid-pack
	chmod +x bin/ibid-pack
	script -qec 'TERM=dumb bin/ibid --linear story.md' /dev/null \
	    </dev/null | tr -d '\r' >found
	[ "$(grep -c '^Loading\.$' found)" = 1 ]
	ok $? 'b6_slow_work_is_announced_once'
	grep -q 'chapters, 1 note\.' found
	ok $? 'b6_its_result_is_told'
else
	skip 'b6_slow_work_is_announced_once' 'script is not installed'
fi

finish
