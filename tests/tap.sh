# tap.sh - what test scripts share: TAP lines, a scratch folder, skipping.
#
# A script sources it first:  . "${top_srcdir:-.}/tests/tap.sh"
# and ends with               finish

: "${top_srcdir:=.}"
: "${top_builddir:=$top_srcdir/build}"
# Scripts change into their scratch folder.
case $top_srcdir in
/*) ;;
*) top_srcdir=$PWD/$top_srcdir ;;
esac
case $top_builddir in
/*) ;;
*) top_builddir=$PWD/$top_builddir ;;
esac
tests=0
failures=0
LC_ALL=C.UTF-8
export LC_ALL
scratch=$(mktemp -d "${TMPDIR:-/tmp}/ibid-test.XXXXXX") || exit 99
trap 'rm -rf "$scratch"' EXIT
trap 'exit 99' HUP INT TERM
# The programs find an empty home there and nothing of the caller's wishes.
ibid=$top_builddir/ibid
HOME=$scratch/home
export HOME
mkdir "$HOME" || exit 99
unset XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_HOME
unset ACCESSIBLE IBID_LINEAR IBID_A11Y IBID_RESTRICTED NO_COLOR

# ok STATUS NAME
ok()
{
	tests=$((tests + 1))
	if [ "$1" = 0 ]; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		failures=$((failures + 1))
	fi
}

# none NAME: passes when nothing was written to "$found"; shows what was.
found=$scratch/found
none()
{
	sed 's/^/# /' "$found"
	[ ! -s "$found" ]
	ok $? "$1"
}

# same WANTED GOT NAME: passes when two files are the same.
same()
{
	diff -u "$1" "$2" >"$scratch/diff" 2>&1
	set -- $? "$3"
	sed 's/^/# /' "$scratch/diff"
	ok "$@"
}

# skip NAME WHY
skip()
{
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

# skip_all WHY: there is nothing to test here.
skip_all()
{
	echo "1..0 # SKIP $1"
	exit 0
}

finish()
{
	echo "1..$tests"
	[ "$failures" = 0 ]
	exit
}
