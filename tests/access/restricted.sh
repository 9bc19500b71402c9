#!/bin/sh
# Restricted mode: what ibid-restricted(7) says is refused is refused.
. "${top_srcdir:-.}/tests/tap.sh"

mkdir -p "$HOME/.config/ibid"
cd "$scratch" || exit 99

printf '# T\n\nText[^1] at <https://e.example/a>.\n\n[^1]: A note.\n' >t.md
"$top_builddir/ibid-pack" -o t.ibid t.md
printf 'harbour\n' >words
cat >browser <<'END'
#!/bin/sh
: >"$0.ran"
END
chmod +x browser
BROWSER=$scratch/browser
export BROWSER
printf 'browser = %s\nlinear = on\nkeywords-file = %s\n' "$BROWSER" \
    "$scratch/words" >"$HOME/.config/ibid/config"

# refused NAME WORDS COMMAND...
refused()
{
	name=$1
	words=$2
	shift 2
	"$@" >out 2>err </dev/null
	[ $? = 2 ] && grep -q "$words" err && [ ! -s out ]
	ok $? "$name"
}

for how in flag environment; do
	if [ $how = flag ]; then
		set -- "$ibid" --restricted
	else
		set -- env IBID_RESTRICTED=1 "$ibid"
	fi
	refused "$how: no configuration is named" 'restricted mode' \
	    "$@" --config=words t.ibid
	refused "$how: no file of keywords is named" 'restricted mode' \
	    "$@" -K words t.ibid
	refused "$how: the focus is not written" 'restricted mode' \
	    "$@" --debug-focus=focus t.ibid
	[ ! -e focus ]
	ok $? "$how: and nothing was"
	"$@" t.ibid >out 2>err </dev/null
	[ $? = 0 ] && ! grep -q 'Linear mode' out
	ok $? "$how: the user's configuration is not read"
done
for command in pack toc notes text info check export keys; do
	refused "ibid $command is refused" 'not allowed' \
	    env IBID_RESTRICTED=1 "$ibid" $command t.ibid
done
env IBID_RESTRICTED=1 "$ibid" --linear t.ibid </dev/null >out 2>&1
ok $? 'a setting on the command line counts'

# Every action of the table, in the linear face; some with words.
echo h all | "$ibid" --linear --save-place=off t.ibid |
    sed '1,2d; s/: .*//; /^q$/d' |
    awk '{ print; print $1 " 1"; print $1 " a" }' >commands
find . "$HOME" -newer commands >before
"$ibid" --restricted --linear t.ibid <commands >out 2>err
ok $? 'every action can be tried'
rm -f out err before
find . ! -name found -newer commands -type f >"$found"
none 'no file was written, no place kept, no browser run'

# C-\ ends it as elsewhere; what is in memory stays out of files.
if [ -r /proc/self/limits ]; then
	mkfifo keys
	# shellcheck disable=SC3045	# where it is unknown, it fails
	(ulimit -S -c unlimited 2>/dev/null
	exec "$ibid" --restricted --linear t.ibid) <keys >out 2>&1 &
	reader=$!
	exec 3>keys
	echo w >&3
	until grep -q '^Chapter' out; do sleep 0.02; done
	grep -q '^Max core file size  *0 ' /proc/$reader/limits
	ok $? 'no core is dumped'
	exec 3>&-
	wait $reader
else
	skip 'no core is dumped' 'no /proc here'
fi

"$ibid" --restricted --linear --save-place=on t.ibid </dev/null >out 2>&1
[ -d "$HOME/.local/state/ibid" ]
ok $? 'the place is kept where the command line allows it'

# The example of the manual is one that sshd takes as it is printed.
PATH=$PATH:/usr/sbin
if command -v sshd >/dev/null && command -v ssh-keygen >/dev/null; then
	ssh-keygen -q -t ed25519 -N '' -f "$scratch/host" </dev/null
	{
		echo "HostKey $scratch/host"
		sed -n '/^PermitUserEnvironment/,/^\.Ed/p' \
		    "$top_srcdir/assets/man/ibid-restricted.7" | sed '$d'
	} >example
	# Root's sshd wants a folder besides, which may not be there.
	"$(command -v sshd)" -t -f "$scratch/example" 2>&1 |
	    grep -v 'privilege separation directory' >"$found"
	grep -q ForceCommand example || echo 'no example' >>"$found"
	none 'sshd takes the example of ibid-restricted(7)'
else
	skip 'sshd takes the example' 'OpenSSH is not installed'
fi

# No value undoes what the environment says; no option does.
for option in --restricted=off --no-restricted --restricted=0; do
	IBID_RESTRICTED=1 "$ibid" $option toc t.ibid >out 2>&1 </dev/null
	[ $? = 2 ] || echo "$option"
done >"$found"
none 'no option undoes the environment'

if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
	strace -f -o trace -e trace=execve,openat,open,creat,unlink,rename \
	    "$ibid" --restricted --linear t.ibid <commands >out 2>&1
	grep -E 'O_WRONLY|O_RDWR|O_CREAT|creat\(|unlink|rename' trace |
	    grep -v '/dev/' >"$found"
	none 'traced: nothing is opened for writing'
	[ "$(grep -c 'execve(' trace)" = 1 ]
	ok $? 'traced: no program is run'
else
	skip 'traced: nothing is opened for writing' 'no strace here'
fi

finish
