#!/bin/sh
# What the shells offer after "ibid ...", from the completions that the
# build makes of the tables.
. "${top_srcdir:-.}/tests/tap.sh"

command -v bash >/dev/null 2>&1 || skip_all 'bash is not installed'
cd "$scratch" || exit 99
touch report.md

cat >try <<'END'
. "$top_builddir/ibid.bash"
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_ibid
echo "${COMPREPLY[*]}"
END

# offers WANTED WORD...
offers()
{
	wanted=$1
	shift
	got=$(bash try "$@")
	[ "$got" = "$wanted" ] || echo "# offered: $got"
	[ "$got" = "$wanted" ]
	ok $? "$*"
}

offers 'toc' ibid to
offers 'read report.md' ibid re
offers 'report.md' ibid toc re
offers '--json' ibid toc --js
offers '--align= --altscreen=' ibid --al
offers 'left justify' ibid --align =
offers 'justify' ibid --align = j
offers 'report.md' ibid pack -o re
offers '' ibid --width =

for shell in zsh fish; do
	if command -v $shell >/dev/null 2>&1; then
		$shell -n "$top_builddir/ibid.$shell" >"$found" 2>&1
		none "$shell can read its completions"
	else
		skip "$shell can read its completions" 'it is not installed'
	fi
done
if command -v fish >/dev/null 2>&1; then
	fish -c "source $top_builddir/ibid.fish
	    complete -C 'ibid --align '" | cut -f 1 | sort >got
	printf 'justify\nleft\n' >wanted
	same wanted got 'fish offers values'
fi
finish
