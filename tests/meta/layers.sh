#!/bin/sh
# Every #include of src/ keeps to the layers of tests/meta/layers.
. "${top_srcdir:-.}/tests/tap.sh"
cd "$top_srcdir" || exit 99

# "file module kind name", kind being " or <, of all includes of src/.
find src -name '*.[ch]' | sort >"$scratch/files"
xargs awk '/^#[ \t]*include[ \t]*["<]/ {
	split(FILENAME, part, "/")
	kind = /^[^"]*</ ? "<" : "\""
	split($0, word, /["<>]/)
	print FILENAME, part[2], kind, word[2]
}' <"$scratch/files" >"$scratch/includes"

# The rows "MODULE: ..." of the list, then the files there are, then these.
awk 'FNR == 1 { file++ }
    file == 1 && /^[a-z]+:/ {
	for (i = 2; i <= NF; i++)
		allowed[substr($1, 1, length($1) - 1), $i] = 1
    }
    file == 2 { there[$1] = 1 }
    file < 3 || $3 != "\"" || $4 == "config.h" { next }
    $4 !~ "/" {
	print $1 ": \"" $4 "\" does not name its module"
	next
    }
    {
	to = $4
	sub("/.*", "", to)
	if (to != $2 && !(($2, to) in allowed))
		print $1 ": " $2 " may not include " $4
	if (!(("src/" $4) in there))
		print $1 ": there is no src/" $4
    }' tests/meta/layers "$scratch/files" "$scratch/includes" >"$found"
none 'modules include only what lies below'

# Each kind of include by angle, with the modules that do so, is few.
awk '$3 == "<" { print $2, $4 }' "$scratch/includes" | sort -u \
    >"$scratch/angles"
grep '^<' tests/meta/layers | while read -r pattern users; do
	while read -r module name; do
		# shellcheck disable=SC2254 # a pattern, meant as one
		case "<$name>" in
		$pattern)
			case " $users " in
			*" $module "*) ;;
			*) echo "$module: <$name> is for $users alone" ;;
			esac ;;
		esac
	done <"$scratch/angles"
done >"$found"
none 'each library has its one user'

awk '$3 == "<" && $4 ~ /^n?curses/ { print $1 }' "$scratch/includes" |
    sort -u | sed 1d >"$found"
none 'one file alone includes curses'

cut -d ' ' -f 2 "$scratch/includes" | sort -u | while read -r module; do
	grep -q "^$module:" tests/meta/layers || echo "$module has no row"
done >"$found"
none 'every module has its row'

finish
