#!/bin/sh
# Sources that mean harm: each is packed, or refused in one line that names
# it, within seconds and within the limits, and nothing half-made is left.
. "${top_srcdir:-.}/tests/tap.sh"

seconds=20	# generous: sanitizers, a busy machine
mkdir "$scratch/in"
cd "$scratch/in" || exit 99

# pack FILE WANT NAME: WANT is packed, refused, or either.
pack()
{
	rm -f "$scratch/out"
	timeout "$seconds" "$ibid" pack -o "$scratch/out" "$1" \
	    >"$scratch/said" 2>"$scratch/errors"
	status=$?
	verdict=0
	case $status:$2 in
	0:packed | 0:either)
		"$ibid" check "$scratch/out" >>"$scratch/said" 2>&1
		[ $? -le 1 ] || verdict=1
		;;
	2:refused | 2:either)
		[ ! -e "$scratch/out" ] || verdict=1
		grep -q "^ibid.*: .*$1" "$scratch/errors" || verdict=1
		;;
	*)	verdict=1 ;;
	esac
	[ "$verdict" = 0 ] || {
		echo "# status $status"
		head -n 5 "$scratch/errors" | cut -c 1-200 | sed 's/^/# /'
	}
	ok $verdict "$3"
}

# repeat COUNT TEXT
repeat()
{
	awk -v count="$1" -v text="$2" \
	    'BEGIN { for (; count > 0; count--) printf "%s", text }'
}

# ---- nesting
{ repeat 10000 '> '; echo deep; } >quotes.md
pack quotes.md packed 'ten thousand quotes inside one another'
awk 'BEGIN { for (i = 0; i < 2000; i++) printf "%" (2 * i) "s- x\n", "" }' \
    >lists.md
pack lists.md packed 'two thousand lists inside one another'
repeat 50000 '[' >brackets.md
pack brackets.md packed 'fifty thousand opening brackets'
repeat 50000 '*a_' >emphasis.md
pack emphasis.md packed 'emphasis that never ends'
{ repeat 10000 '<div>'; echo deep; } >divs.html
pack divs.html either 'ten thousand elements inside one another'
{ repeat 5000 '<table><tr><td>'; echo deep; } >tables.html
pack tables.html either 'five thousand tables inside one another'

# ---- sizes
{
	printf '<p title="'
	repeat 1000000 '0123456789012345678901234567890123456789'
	printf '">text</p>'
} >attribute.html
pack attribute.html either 'an attribute of 40 MB'
repeat 200000 '[^1] ' >marks.md
pack marks.md packed 'two hundred thousand marks of no note'
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "[^%d]: n\n\n", i }' >notes.md
pack notes.md packed 'twenty thousand notes of no mark'
{ repeat 3000 '| a '; echo; repeat 3000 '|---'; echo; repeat 3000 '| b '; } \
    >wide.md
pack wide.md packed 'a table of three thousand columns'
: >empty.md
pack empty.md packed 'an empty file'

# ---- what XML allows
cat >laughs.html <<'END'
<?xml version="1.0"?>
<!DOCTYPE html [
<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
<!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">
]>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&h;</p></body></html>
END
pack laughs.html either 'entities that multiply'
echo 'the treasure of the sierra' >treasure
cat >entity.html <<END
<?xml version="1.0"?>
<!DOCTYPE html [ <!ENTITY x SYSTEM "file://$scratch/in/treasure"> ]>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>got &x;</p></body></html>
END
pack entity.html either 'an entity that names a file'
! "$ibid" text "$scratch/out" 2>/dev/null | grep -q sierra
ok $? 'the file that the entity names is not read'

# ---- files that are not what they say
printf 'PK\003\004broken' >broken.epub
pack broken.epub refused 'a ZIP archive of nine bytes'
head -c 200000 /dev/zero >zero.md
pack zero.md either 'a file of zero bytes'
awk 'BEGIN { srand(7); for (i = 0; i < 65536; i++)
    printf "%c", 1 + int(rand() * 255) }' >noise
for each in md txt html; do
	cp noise "noise.$each"
	pack "noise.$each" either "noise as .$each"
done
cp noise noise.epub
pack noise.epub refused 'noise as .epub'
pack noise refused 'noise that has no ending'
pack missing.md refused 'a file that is not there'
mkdir folder.md
pack folder.md either 'a folder with the name of a file'

# ---- ZIP archives
if command -v python3 >/dev/null 2>&1; then
	python3 "$top_srcdir/tests/hostile/archives.py" || exit 99
	pack bomb.epub refused 'an archive that unpacks to a gigabyte'
	pack crowd.epub refused 'an archive of twenty thousand files'
	pack escape.epub either 'an archive that names files outside itself'
	! "$ibid" text "$scratch/out" 2>/dev/null | grep -q sierra
	ok $? 'files outside the archive are not read'
	pack laughs.epub either 'an archive with entities that multiply'
	pack cycle.epub either 'contents that contain themselves'
	pack lie.epub either 'an archive that lies about its sizes'
else
	skip 'archives that mean harm' 'python3 is not installed'
fi

# ---- an existing bundle is not lost to a source that fails
echo '# Kept' >good.md
"$ibid" pack -o "$scratch/kept" good.md 2>/dev/null
cksum <"$scratch/kept" >"$scratch/before"
"$ibid" pack -o "$scratch/kept" broken.epub 2>/dev/null
cksum <"$scratch/kept" >"$scratch/after"
same "$scratch/before" "$scratch/after" 'a failure leaves the old bundle'
find "$scratch" -maxdepth 1 -name 'kept?*' >"$found"
none 'no temporary files are left'

finish
