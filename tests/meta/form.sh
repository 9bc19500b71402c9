#!/bin/sh
# The form that every file keeps to: style.md's rules that a script can see.
. "${top_srcdir:-.}/tests/tap.sh"
cd "$top_srcdir" || exit 99

find src tests -name '*.[ch]' | sort >"$scratch/code"
{
	cat "$scratch/code"
	find tests -name '*.sh'
	echo bootstrap
	echo .ci/run
	echo Makefile.am
} | sort >"$scratch/all"

xargs awk 'FNR == 1 && !/^\/\*/ { print FILENAME }' <"$scratch/code" \
    >"$found"
none 'a comment says what each file is for'

# Bytes 0x80-0xBF continue a character; Latin, Hebrew and Arabic marks take
# no column (U+0300-036F, 0591-05C7, 064B-065F); tabs go to the next eighth.
LC_ALL=C xargs awk '{
	line = $0
	gsub(/\314[\200-\277]|\315[\200-\257]/, "", line)
	gsub(/\326[\221-\277]|\327[\200-\207]|\331[\213-\237]/, "", line)
	gsub(/[\200-\277]/, "", line)
	cols = 0
	while ((at = index(line, "\t")) > 0) {
		cols = int((cols + at - 1) / 8 + 1) * 8
		line = substr(line, at + 1)
	}
	cols += length(line)
	if (cols > 80)
		print FILENAME ":" FNR ": " cols " columns"
}' <"$scratch/all" >"$found"
none 'lines fit in 80 columns'

xargs grep -Hn '[ 	]$' <"$scratch/all" | cut -d : -f 1,2 >"$found"
none 'no line ends in white space'

grep -v '^Makefile.am$' "$scratch/all" | xargs wc -l |
    awk '$2 != "total" && $1 > 700' >"$found"
none 'no file is longer than 700 lines'

grep '^src/.*\.h$' "$scratch/code" | xargs awk '
    FNR == 1 {
	if (file != "" && !found)
		print file ": no " guard
	file = FILENAME
	guard = toupper(substr(file, 5))
	gsub("[/.]", "_", guard)
	guard = "IBID_" guard
	found = 0
    }
    $0 == "#define " guard { found = 1 }
    END {
	if (!found)
		print file ": no " guard
    }' >"$found"
none 'headers are guarded by their own name'

# Spelt so that this file does not hold what it looks for.
words='TO''DO|FIX''ME|XX''X'
paths='wo''rk|fa''rm|ho''me|ro''ot'
{
	cat "$scratch/all"
	echo README
	echo configure.ac
	[ ! -d assets ] || find assets -type f
} >"$scratch/words"
xargs grep -HnE "(^|[^[:alnum:]_])($words)([^[:alnum:]_]|\$)|\
(^|[^[:alnum:]\$}/])/($paths)/" \
    <"$scratch/words" >"$found"
none 'no unfinished work, no paths of one machine'

grep -q '^[ 	]*\./bootstrap read' README &&
    grep -q '^[ 	]*\./bootstrap check' README
ok $? 'README shows the two commands'

if command -v shellcheck >/dev/null 2>&1; then
	# tests/tap.sh is sourced by a name that is not known beforehand.
	find bootstrap .ci/run tests -type f -exec grep -q '^#!/bin/sh' {} \; \
	    -exec shellcheck -S warning -e SC1091,SC2154 -f gcc {} + \
	    >"$found" 2>&1
	none 'shellcheck has nothing to say'
else
	skip 'shellcheck has nothing to say' 'shellcheck is not installed'
fi
finish
