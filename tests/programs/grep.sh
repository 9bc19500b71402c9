#!/bin/sh
# What "ibid grep" finds, how it says so, and its exit status.
. "${top_srcdir:-.}/tests/tap.sh"

unset TERM
cd "$scratch" || exit 99

cat >sea.md <<'END_OF_SEA'
# The Sea

## Salt

The harbour froze. Nobody had seen the Harbour
freeze before.[^1] The café stayed open. Boats lay on the ice.

Ice is water. The end of it came in *April*, when the ice broke.

## Wind

Wind from the north. Nothing else.[^2]

[^1]: Adeyemi, Salt Roads, 41. The harbour master disagrees.

[^2]: Nobody measured it.
END_OF_SEA
cat >land.md <<'END_OF_LAND'
# The Land

There is no harbour here.
END_OF_LAND

# finds STATUS NAME ARGUMENT...: the output is on standard input.
finds()
{
	status=$1
	name=$2
	shift 2
	cat >wanted
	"$ibid" grep "$@" >got 2>errors
	got_status=$?
	[ $got_status = "$status" ] || {
		echo "# status $got_status"
		sed 's/^/# /' errors
		echo "status $got_status" >>got
	}
	same wanted got "$name"
}

finds 0 'each match is shown in its sentence, with chapter and note' \
    harbour sea.md <<'END'
Salt: The harbour froze.
Salt: Nobody had seen the Harbour freeze before.
Salt, note 1: The harbour master disagrees.
END
finds 0 'a capital letter counts' Harbour sea.md <<'END'
Salt: Nobody had seen the Harbour freeze before.
END
finds 0 '-i lets case and diacritics count for nothing' -i CAFE sea.md <<'END'
Salt: The café stayed open.
END
finds 1 'nothing found is status 1' Sahara sea.md </dev/null
finds 0 'several files are named' harbour land.md sea.md --text <<'END'
land.md: The Land: There is no harbour here.
sea.md: Salt: The harbour froze.
sea.md: Salt: Nobody had seen the Harbour freeze before.
END
finds 0 '--notes looks into notes only' --notes nobody sea.md <<'END'
Wind, note 2: Nobody measured it.
END
finds 0 '-w finds whole words' -w it sea.md <<'END'
Salt: The end of it came in April, when the ice broke.
Wind, note 2: Nobody measured it.
END
finds 0 'matches of one sentence share a line' t land.md <<'END'
The Land: The Land
The Land: There is no harbour here.
END
finds 0 'and each counts' -c r land.md sea.md --text <<'END'
land.md: 4
sea.md: 12
END
finds 0 '-l names the files' -l froze land.md sea.md <<'END'
sea.md
END
finds 0 '-m stops in each file' -m 1 harbour sea.md land.md <<'END'
sea.md: Salt: The harbour froze.
land.md: The Land: There is no harbour here.
END
finds 0 'a phrase is found across the ends of lines' \
    '"harbour freeze"' sea.md <<'END'
Salt: Nobody had seen the Harbour freeze before.
END
finds 0 '-E takes an expression' -E 'fro?[ze]+e\b' sea.md <<'END'
Salt: The harbour froze.
Salt: Nobody had seen the Harbour freeze before.
END
finds 1 '-F takes no operators' -F 'harbour NEAR froze' sea.md </dev/null
finds 0 'context goes over paragraphs, and stays out of notes' \
    -C 1 boats sea.md <<'END'
Salt- The café stayed open.
Salt: Boats lay on the ice.
Salt- Ice is water.
END
finds 0 'what is left out between is marked' -C 1 -E 'froze|broke' \
    sea.md <<'END'
Salt- Salt
Salt: The harbour froze.
Salt- Nobody had seen the Harbour freeze before.
--
Salt- Ice is water.
Salt: The end of it came in April, when the ice broke.
Wind- Wind
END
finds 0 'sentences around two matches are printed once' \
    -C 1 -E 'froze|café' sea.md <<'END'
Salt- Salt
Salt: The harbour froze.
Salt- Nobody had seen the Harbour freeze before.
Salt: The café stayed open.
Salt- Boats lay on the ice.
END

"$ibid" grep --json north sea.md >got
echo '{"file":"sea.md","document":1,"section":3,"note":null,"offset":202,'\
'"length":5,"match":"north","text":"Wind from the north."}' >wanted
same wanted got 'JSON tells file, place and sentence'
"$ibid" grep --json 'harbour m' sea.md >got
echo '{"file":"sea.md","document":1,"section":2,"note":"1","offset":252,'\
'"length":9,"match":"harbour m","text":"The harbour master disagrees."}' >wanted
same wanted got 'JSON tells the note, and the section that cites it'
finds 0 'JSON counts' -c --json froze sea.md land.md <<'END'
{"file":"sea.md","count":1}
{"file":"land.md","count":0}
END

finds 2 'a file that cannot be read is status 2, the others are searched' \
    harbour nowhere.md land.md <<'END'
land.md: The Land: There is no harbour here.
END
grep -q '^ibid: nowhere.md: ' errors
ok $? 'and the file is named'
finds 2 'an expression that is none is refused' -E '(' sea.md </dev/null
finds 2 '-F and -E exclude each other' -F -E x sea.md </dev/null
finds 2 '-C wants a number' -C many x sea.md </dev/null
finds 2 'no pattern is refused' </dev/null
"$ibid" grep -m 1 note >got
[ $? = 0 ] && [ -s got ]
ok $? 'without a file the built-in documents are searched'

# More than a chunk of text: the index leads to the one window.
awk 'BEGIN { print "# Long\n"; for (i = 0; i < 45000; i++)
	printf "%s paragraph %d tells of %d stones and more to fill it.\n\n",
	    i == 32222 ? "Lighthouse." : "The", i, i * 7919 % 10007 }' >long.md
"$ibid" pack --level=fast -o long.ibid long.md 2>errors
"$ibid" info --json long.ibid | grep -q '"index_bytes":[1-9]'
ok $? 'a long document has an index'
finds 0 'a rare word is found in it' lighthouse long.ibid <<'END'
Long: Lighthouse. paragraph 32222 tells of 7532 stones and more to fill it.
END
finds 0 'all matches of a common word are counted' -c paragraph \
    long.ibid <<'END'
45000
END
finds 0 'an expression without a word is tried everywhere' \
    -c -E '(?<=paragraph )\d+' long.ibid <<'END'
45000
END

# What an expression had to leave out is said wherever in a text it was.
{ awk 'BEGIN { while (i++ < 5000) printf "a"; print "!\n" }'
cat long.md; } >steep.md
finds 2 'a limit hit far from the end is said' -c -E '(a+)+$' steep.md <<'END'
0
END
grep -q 'steep.md: the expression was not tried everywhere' errors
ok $? 'and where it was'

if command -v script >/dev/null 2>&1; then
	TERM=xterm script -qec "'$ibid' grep froze sea.md" /dev/null \
	    </dev/null | tr -d '\r' | grep -q "$(printf '\033\\[1;31mfroze')"
	ok $? 'a match has a colour on a terminal'
	NO_COLOR=1 TERM=xterm script -qec "'$ibid' grep froze sea.md" \
	    /dev/null </dev/null | tr -d '\r' >got
	echo 'Salt: The harbour froze.' >wanted
	same wanted got 'and none with NO_COLOR'
else
	skip 'a match has a colour on a terminal' 'script(1) is missing'
	skip 'and none with NO_COLOR' 'script(1) is missing'
fi
finish
