#!/bin/sh
# "ibid concordance": lines of context, aligned and sorted.
. "${top_srcdir:-.}/tests/tap.sh"

cd "$scratch" || exit 99

cat >sea.md <<'END'
# The Sea

In March the harbour froze. Nobody had seen the Harbour
freeze before.[^1] The café harbour stayed open.

[^1]: A harbour master disagrees.
END
cat >land.md <<'END'
# Land

There is no harbour here, and no harbours.
END

# lists STATUS NAME ARGUMENT...: the output is on standard input.
lists()
{
	status=$1
	name=$2
	shift 2
	cat >wanted
	"$ibid" concordance "$@" >got 2>errors
	got_status=$?
	[ $got_status = "$status" ] || echo "status $got_status" >>got
	sed 's/^/# /' errors
	same wanted got "$name"
}

lists 0 'matches begin in one column, in order of place' \
    --width=40 harbour sea.md <<'END'
   In March the harbour froze. Nobody ha
dy had seen the Harbour freeze before. T
efore. The café harbour stayed open.
              A harbour master disagrees
END
lists 0 'sorted by the word to the right' \
    --width=40 --sort=right harbour sea.md <<'END'
dy had seen the Harbour freeze before. T
   In March the harbour froze. Nobody ha
              A harbour master disagrees
efore. The café harbour stayed open.
END
lists 0 'sorted by the word to the left' \
    --width=40 --sort=left harbour sea.md <<'END'
              A harbour master disagrees
efore. The café harbour stayed open.
   In March the harbour froze. Nobody ha
dy had seen the Harbour freeze before. T
END
lists 0 'whole words, of several files sorted together' \
    --width=48 --sort=left harbour sea.md land.md <<'END'
sea.md                   A harbour master disagr
sea.md        re. The café harbour stayed open.
land.md        There is no harbour here, and no
sea.md        In March the harbour froze. Nobody
sea.md        had seen the Harbour freeze before
END
"$ibid" concordance --json 'harbour*' land.md >got
{
	echo '{"file":"land.md","document":1,"section":1,"note":null,'\
'"offset":17,"length":7,"left":"There is no ","match":"harbour",'\
'"right":" here, and no harbours."}'
	echo '{"file":"land.md","document":1,"section":1,"note":null,'\
'"offset":38,"length":8,"left":"There is no harbour here, and no ",'\
'"match":"harbours","right":"."}'
} >wanted
same wanted got 'the start of a word, in JSON'
"$ibid" concordance --json here sea.md land.md >got
echo '{"file":"land.md","document":1,"section":1,"note":null,"offset":25,'\
'"length":4,"left":"There is no harbour ","match":"here",'\
'"right":", and no harbours."}' >wanted
same wanted got 'the second of two files counts its places from 0'
lists 1 'a word that is nowhere is status 1' Sahara sea.md </dev/null
lists 2 'a file that is nowhere is status 2' harbour nowhere.md </dev/null
lists 2 'an order that is none is refused' --sort=up x sea.md </dev/null
lists 2 'a width that is none is refused' --width=3 x sea.md </dev/null
"$ibid" concordance note >got
[ $? = 0 ] && [ -s got ]
ok $? 'without a file the built-in documents are read'
finish
