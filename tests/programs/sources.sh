#!/bin/sh
# "ibid sources": what the notes cite, and which notes do.
. "${top_srcdir:-.}/tests/tap.sh"

cd "$scratch" || exit 99

cat >salt.md <<'END'
# Salt

One.[^1] Two.[^2] Three.[^3] Four.[^4] Five.[^5]

[^1]: Bola Adeyemi, *Salt Roads* (Lagos: Harbour Press, 1998), 12.

[^2]: Adeyemi, Salt Roads, 41.

[^3]: *Okafor v. Harbour Board*, 509 U.S. 155 (1993).

[^4]: Ines Duarte, "Salt," *Coasts* 7, no. 2 (2004): 3,
    https://doi.org/10.1000/182.

[^5]: Nobody has counted the boats; see Adeyemi, Salt Roads, 77.
END
echo 'No notes here.' >bare.md
cat >grouped <<'END'
Books (1)
  Bola Adeyemi, Salt Roads (Lagos: Harbour Press, 1998), 12
    cited 3 times, in notes 1, 2, 5

Journals (1)
  Ines Duarte, "Salt," Coasts 7, no. 2 (2004): 3, https://doi.org/10.1000/182
    cited once, in note 4

Cases (1)
  Okafor v. Harbour Board, 509 U.S. 155 (1993)
    cited once, in note 3
END
"$ibid" sources salt.md >got
same grouped got 'sources are grouped, counted, and lead to their notes'

"$ibid" sources --json salt.md | sed -n 3p >got
echo '{"type":"journal","text":"Ines Duarte, \"Salt,\" '\
'Coasts 7, no. 2 (2004): 3, https://doi.org/10.1000/182",'\
'"urls":["https://doi.org/10.1000/182"],"cited":1,'\
'"notes":[{"document":1,"label":"4"}]}' >wanted
same wanted got 'JSON tells the parts of a source'
"$ibid" sources --json salt.md | sed -n 's/.*"notes"://p' | head -n 1 >got
echo '[{"document":1,"label":"1"},{"document":1,"label":"2"},'\
'{"document":1,"label":"5"}]}' >wanted
same wanted got 'JSON lists all notes that cite one'

"$ibid" pack -o salt.ibid salt.md && "$ibid" pack -o again.ibid salt.md
cmp salt.ibid again.ibid >"$found" 2>&1
none 'the same sources give the same bytes'
"$ibid" check salt.ibid >got
ok $? 'and the bundle is sound'
"$ibid" sources bare.md >"$found"
[ $? = 1 ]
ok $? 'a document without sources is status 1'
none 'and nothing is printed'

# Two documents: notes of the second are its own, and places go on.
"$ibid" pack -o both.ibid bare.md salt.md
"$ibid" sources both.ibid >got
same grouped got 'sources of the second document are found in its text'
finish
