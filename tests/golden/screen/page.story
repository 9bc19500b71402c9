# The page: emphasis, a link and a mark, a quotation, lists, a rule, a pull
# quote, code.
size 80x24
open ferry.md
cursor 0 4
screen
|    The ferry|
||
|    The ferry is older than the bridge, wider than the road, and slow; it is|
:.................iiiii..................bbbbb...................................
|    on the map since 1701 1702.¹|
:...........uuu.......ssss......d................................................
||
|    │ It goes when it is full.|
||
|    • The rope is of hemp.|
|    • The bell is of tin.|
|      ◦ It rings for fog.|
||
|    3. Cross before noon.|
|    4. Pay on the far side.|
||
|                            ────────────────────────|
||
|        The ferryman never learned to swim, and said that he would not|
|        need to.|
:........bbbbbbbb................................................................
||
|    The ferryman never learned to swim, and said that he would not need to.|
|    He was right for sixty years.|
||
||
| The ferry   91% · 1 min left                                  notes 1   h help|

# What follows the page begins where it ended.
key Space
cursor 0 4
screen
|    Fares|
||
|    one horse    2|
|    one goose    free|
||
|    1   Chart of the lower river.|
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
| Fares   100% · end                                                      h help|

# The note opens away from its mark; g goes to it in its own chapter, and H
# comes back to the very mark.
key g Tab Enter
cursor 12 4
screen
|    The ferry|
||
|    The ferry is older than the bridge, wider than the road, and slow; it is|
|    on the map since 1701 1702.¹|
|           ^^^                 ^                                                |
||
|    │ It goes when it is full.|
||
|    • The rope is of hemp.|
|    • The bell is of tin.|
|      ◦ It rings for fog.|
||
|  ╭─ 1 - source, 5 words - cited once, here ─────────────────────────────────╮|
|  │ Chart of the lower river.                                                │|
|  ╰─ Tab next - g in the notes - b who cites it - y copy - Esc ──────────────╯|
|                            ────────────────────────|
||
|        The ferryman never learned to swim, and said that he would not|
|        need to.|
||
|    The ferryman never learned to swim, and said that he would not need to.|
|    He was right for sixty years.|
||
||
| The ferry   91% · 1 min left                                  notes 1   h help|
key g
cursor 5 8
screen
|    Fares|
||
|    one horse    2|
|    one goose    free|
||
|    1   Chart of the lower river.|
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
| Note 1; H goes back to its mark|
key H
cursor 3 31
screen
|    The ferry|
||
|    The ferry is older than the bridge, wider than the road, and slow; it is|
|    on the map since 1701 1702.¹|
|           ^^^                 ^|
||
|    │ It goes when it is full.|
||
|    • The rope is of hemp.|
|    • The bell is of tin.|
|      ◦ It rings for fog.|
||
|    3. Cross before noon.|
|    4. Pay on the far side.|
||
|                            ────────────────────────|
||
|        The ferryman never learned to swim, and said that he would not|
|        need to.|
||
|    The ferryman never learned to swim, and said that he would not need to.|
|    He was right for sixty years.|
||
||
| The ferry   91% · 1 min left                                  notes 1   h help|

# L goes where H came from.
key L
cursor 5 8
screen
|    Fares|
||
|    one horse    2|
|    one goose    free|
||
|    1   Chart of the lower river.|
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
||
| Notes   100% · end                                                      h help|

# The smallest window shows it too, at the same place.
size 20x5
cursor 3 4
screen
|one horse    2|
|one goose    free|
||
|1   Chart of the|
| Note   100% · end|
key H
cursor 3 5
screen
|wider than the road,|
|and slow; it is on|
|the map since 1701|
|    ^^^|
|1702.¹|
|     ^|
| The    24% · 1 min|
