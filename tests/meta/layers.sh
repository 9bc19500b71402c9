#!/bin/sh
# Every #include of src/ keeps to the layers of tests/meta/layers.
. "${top_srcdir:-.}/tests/tap.sh"
cd "$top_srcdir" || exit 99

# "file module kind name", kind being " or <, of all includes of src/.
find src -name '*.[ch]' | sort | while read -r file; do
	module=${file#src/}
	sed -n 's/^#[ 	]*include[ 	]*\(["<]\)\([^">]*\)[">].*/\1 \2/p' \
	    "$file" | sed "s|^|$file ${module%%/*} |"
done >"$scratch/includes"

# allowed NAME MODULE: whether the row "NAME: ..." lists MODULE.
allowed()
{
	sed -n "s/^$1://p" tests/meta/layers | tr ' ' '\n' | grep -qx "$2"
}

while read -r file module kind name; do
	[ "$kind" = '"' ] || continue
	to=${name%%/*}
	case $name in
	config.h)
		continue ;;
	*/*)	;;
	*)
		echo "$file: \"$name\" does not name its module"
		continue ;;
	esac
	[ "$to" = "$module" ] || allowed "$module" "$to" ||
	    echo "$file: $module may not include $name"
	[ -f "src/$name" ] || echo "$file: there is no src/$name"
done <"$scratch/includes" >"$found"
none 'modules include only what lies below'

grep '^<' tests/meta/layers >"$scratch/libraries"
while read -r file module kind name; do
	[ "$kind" = '<' ] || continue
	while read -r pattern users; do
		# shellcheck disable=SC2254 # a pattern, meant as one
		case "<$name>" in
		$pattern)
			echo " $users " | grep -q " $module " ||
			    echo "$file: <$name> is for $users alone" ;;
		esac
	done <"$scratch/libraries"
done <"$scratch/includes" >"$found"
none 'each library has its one user'

awk '$3 == "<" && $4 ~ /^n?curses/ { print $1 }' "$scratch/includes" |
    sort -u | sed 1d >"$found"
none 'one file alone includes curses'

cut -d ' ' -f 2 "$scratch/includes" | sort -u | while read -r module; do
	grep -q "^$module:" tests/meta/layers || echo "$module has no row"
done >"$found"
none 'every module has its row'

finish
