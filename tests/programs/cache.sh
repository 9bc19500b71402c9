#!/bin/sh
# The cache of compiled sources: used the next time, told from an edited
# source, and no reading fails for want of it.
. "${top_srcdir:-.}/tests/tap.sh"

mkdir "$scratch/in"
cd "$scratch/in" || exit 99
cache=$HOME/.cache/ibid

# reads WORD FILE NAME: the text is shown, with WORD in it; what is said
# goes to "$scratch/errors".
reads()
{
	"$ibid" "$2" >"$scratch/text" 2>"$scratch/errors" &&
		grep -q "$1" "$scratch/text"
	status=$?
	sed 's/^/# /' "$scratch/errors"
	ok $status "$3"
}

# quiet NAME, says WORDS NAME: of the last reading.
quiet() { cp "$scratch/errors" "$found"; none "$1"; }
says() { grep -q "$1" "$scratch/errors"; ok $? "$2"; }

kept() { find "$cache" -type f | wc -l; }

echo 'The first words.' >a.md
reads first a.md 'a source is read'
quiet 'without a word'
[ "$(kept)" = 1 ]
ok $? 'and kept'

# The second time another bundle stands there; nobody but the cache has it.
echo 'Other words.' >b.md
"$ibid" pack -o "$(find "$cache" -type f)" b.md
reads Other a.md 'the next time what is kept is opened'
echo 'The second words.' >a.md
reads second a.md 'an edited source is compiled anew'

for each in "$cache"/*; do head -c 60 "$each" >cut.tmp; cp cut.tmp "$each"; done
reads second a.md 'a bundle that was cut off there is replaced'
quiet 'without a word'
"$ibid" check "$cache"/* >/dev/null
[ $? -le 1 ]
ok $? 'by a whole one'

# ---- folders
mkdir -p book/parts
printf '# Book\n\n- [One](one.md)\n- [Two](parts/two.md)\n' >book/toc.md
echo 'One is here.' >book/one.md
echo 'Two is here.' >book/parts/two.md
reads 'Two is here' book 'a folder is read'
before=$(kept)
reads 'Two is here' book 'and read again'
[ "$(kept)" = "$before" ]
ok $? 'from what is kept'
echo 'Two has changed.' >book/parts/two.md
reads 'Two has changed' book 'one file of a folder is edited'
reads 'Two has changed' book/toc.md 'by its contents'
echo 'Two has changed again.' >book/parts/two.md
reads 'changed again' book/toc.md 'which stand for all its files'
cp -r book copy
echo 'Another two.' >copy/parts/two.md
reads 'Another two' copy/toc.md 'the same contents in another folder'

# ---- what is deleted
rm -f "$cache"/*
for each in one two three; do
	head -c 700000 /dev/urandom | od -An -tx1 >$each.txt
	reads . $each.txt "$each is read"
done
[ "$(kept)" = 3 ]
ok $? 'and all three are kept'
touch -d '2 days ago' "$cache"/*
reads . one.txt 'one is read again'
echo 'nobody renamed this' >"$cache/0123456789abcdef.ibid.77-0"
touch -d '2 days ago' "$cache/0123456789abcdef.ibid.77-0"
echo mine >"$cache/notes.txt"
used=$(find "$cache" -name '*.ibid' -mmin -60)
echo 'The fifth words.' >a.md
"$ibid" --cache-size=1 a.md >"$scratch/text"
[ -e "$used" ]
ok $? 'what was used last stays'
[ "$(find "$cache" -name '*.ibid*' | wc -l)" = 2 ]
ok $? 'what was not used for longest goes, and what was half written'
[ -e "$cache/notes.txt" ]
ok $? 'and no other file'
"$ibid" --cache-size=0 a.md >"$scratch/text" 2>"$found"
none 'with a cache of 0'
grep -q fifth "$scratch/text" && [ "$(find "$cache" -name '*.ibid*')" = '' ]
ok $? 'nothing is kept'
rm -f "$cache"/*

# ---- no cache
if [ "$(id -u)" != 0 ]; then
	chmod 500 "$cache"
	echo 'The third words.' >a.md
	reads third a.md 'the cache may not be written to'
	says 'not kept for the next time: Permission denied' 'that is said'
	chmod 700 "$cache"
else
	skip 'a cache that may not be written to' 'root may write anywhere'
fi
echo 'no folder' >"$scratch/file"
XDG_CACHE_HOME=$scratch/file
export XDG_CACHE_HOME
echo 'The fourth words.' >a.md
reads fourth a.md 'a file where the cache should be'
says "$scratch/file.*not kept for the next time: Not a directory" \
    'that is said'
# A disk of 64 kB that is full, and one that is read only, where mounting
# is possible without asking anybody.
mkdir "$scratch/disk"
XDG_CACHE_HOME=$scratch/disk
cat >"$scratch/mounted" <<'END'
mount -t tmpfs -o size=64k none "$XDG_CACHE_HOME" || exit 77
cat /dev/zero >"$XDG_CACHE_HOME/filler" 2>/dev/null
[ "$1" = full ] || mount -o remount,ro "$XDG_CACHE_HOME" || exit 77
"$2" a.md 2>&1 >"$scratch/text"
find "$XDG_CACHE_HOME" -name "*.ibid*"
END
export scratch
for kind in full read-only; do
	if unshare -rm sh "$scratch/mounted" $kind "$ibid" \
	    >"$scratch/errors" 2>"$scratch/why"; then
		grep -q fourth "$scratch/text"
		ok $? "a $kind disk"
		says 'not kept.*: \(No space left\|Read-only file sys\)' \
		    'it is said'
		[ "$(wc -l <"$scratch/errors")" = 1 ]
		ok $? 'and nothing half-written is left there'
	else
		skip "a $kind disk" "$(head -n 1 "$scratch/why")"
	fi
done
unset XDG_CACHE_HOME HOME
reads fourth a.md 'no HOME is set'
says 'neither XDG_CACHE_HOME nor HOME is set' 'that is said'
"$ibid" text - <a.md >"$scratch/text" 2>"$found"
none 'and not where nothing would be kept'

finish
