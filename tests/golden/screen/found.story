# What was found: the list of matches with the match in sight, filtered under
# its headings; the concordance; an expression by C-r.
size 60x12
open mill.md
key / w e i r Enter r
cursor 2 2
screen
|Matches for weir|
|The water|
|> 1   The mill stood where the river bends, below a weir ...|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  2   A millrace took the water from the weir to the whee...|
|                                         ^^^^               |
|Who owned the weir|
|  3   Who owned the weir|
|                    ^^^^                                    |
|The abbey owned it first, and sold it twice.|
|  4   in note 15: ...Deeds (Ash Ford: Weir Press, 1902), 41.|
|                                      ^^^^                  |
|  5   ...while the weir itself fell down and was built ag...|
|                   ^^^^                                     |
|  6   in note long: The first buyer asked for the weir, w...|
|                                                  ^^^^      |
|  7   in note long: ...of them owned a weir that held not...|
|                                       ^^^^                 |
| 10 rows                      / filter   Enter go   q close|
key / d e e d
cursor 11 20
screen
|Matches for weir, those with "deed"|
|Who owned the weir|
|The abbey owned it first, and sold it twice.|
|> 4   in note 15: ...Deeds (Ash Ford: Weir Press, 1902), 41.|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  9   The first deed names the weir and the millrace.|
|                               ^^^^                         |
|  10  The second deed names the weir alone.|
|                                ^^^^                        |
||
||
||
||
||
|Keep rows with: deed|
key Enter Esc
cursor 2 48
screen
|  The water|
||
|  The mill stood where the river bends, below a weir of|
|                                                ^^^^        |
|  oak and stone.¹² A millrace took the water from the weir|
|                     ^^^^^^^^                         ^^^^  |
|  to the wheel, two hundred paces long and nowhere deeper|
|  than a man.¹³|
||
|  In a dry summer the miller had to choose. Either the|
|  wheel turned, or the eels came up; he could not have|
|  both, and the village remembered every year in which he|
|  chose the wheel.¹⁴|
| The water   32% · 1 min left                       1 of 10|
key c w e i r Enter o o
cursor 1 2
screen
|Concordance of weir|
|>       Who owned the weir|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  cond deed names the weir alone.|
|                      ^^^^                                  |
|  irst deed names the weir and the millrace.|
|                      ^^^^                                  |
|   court found that a weir is where it is and cannot be b...|
|                      ^^^^                                  |
|  e courts, while the weir itself fell down and was built...|
|                      ^^^^                                  |
|  iver bends, below a weir of oak and stone. A millrace t...|
|                      ^^^^                                  |
|  ey Deeds (Ash Ford: Weir Press, 1902), 41.|
|                      ^^^^                                  |
|  one of them owned a weir that held nothing and the othe...|
|                      ^^^^                                  |
|   the water from the weir to the wheel, two hundred pace...|
|                      ^^^^                                  |
|  buyer asked for the weir, which he had paid for. The se...|
|                      ^^^^                                  |
| Sorted by the words to the right|
key q / C-r w . . r
cursor 11 16
screen
|  The water|
||
|  The mill stood where the river bends, below a weir of|
|                 ^^^^                           ^^^^        |
|  oak and stone.¹² A millrace took the water from the weir|
|                     ^^^^^^^^                         ^^^^  |
|  to the wheel, two hundred paces long and nowhere deeper|
|                                             ^^^^           |
|  than a man.¹³|
||
|  In a dry summer the miller had to choose. Either the|
|  wheel turned, or the eels came up; he could not have|
|  both, and the village remembered every year in which he|
|  chose the wheel.¹⁴|
|Expression /w..r                                    2 of 13|
key Esc
cursor 2 48
screen
|  The water|
||
|  The mill stood where the river bends, below a weir of|
|                                                ^^^^        |
|  oak and stone.¹² A millrace took the water from the weir|
|                     ^^^^^^^^                         ^^^^  |
|  to the wheel, two hundred paces long and nowhere deeper|
|  than a man.¹³|
||
|  In a dry summer the miller had to choose. Either the|
|  wheel turned, or the eels came up; he could not have|
|  both, and the village remembered every year in which he|
|  chose the wheel.¹⁴|
| The water   32% · 1 min left     notes 12, 13, 14   h help|
# From an open note the search begins at its mark; Esc opens it again.
key g Tab Enter
cursor 6 2
screen
|  The water|
||
|  The mill stood where the river bends, below a weir of|
|                                                ^^^^        |
|  oak and stone.¹² A millrace took the water from the weir|
|                ^^   ^^^^^^^^                         ^^^^  |
|  to the wheel, two hundred paces long and nowhere deeper|
|╭─ 12 - discussion, 16 words - cited once, here ───────────╮|
|│ The oak is old: rings counted in 1931 give the year 1688 │|
|│ or the year before.                                      │|
|╰─ Tab next - g in the notes - b who cites it - Esc ───────╯|
|  both, and the village remembered every year in which he|
|  chose the wheel.¹⁴|
| The water   32% · 1 min left     notes 12, 13, 14   h help|
key / h e r o n
cursor 11 6
screen
|  │ The river is older than the mill, and the mill is|
|  │ older than the law.|
||
|  A heron fished in the millrace. Nobody had ever seen it|
|    ^^^^^               ^^^^^^^^                            |
|  leave.|
||
||
|  Who owned the weir|
|                ^^^^                                        |
||
|  The abbey owned it first, and sold it twice.¹⁵ Two deeds|
|  of the same spring name two buyers, and both paid. What|
|/heron                                               1 of 2|
key Esc
cursor 6 2
screen
|  The water|
||
|  The mill stood where the river bends, below a weir of|
|                                                ^^^^        |
|  oak and stone.¹² A millrace took the water from the weir|
|                ^^   ^^^^^^^^                         ^^^^  |
|  to the wheel, two hundred paces long and nowhere deeper|
|╭─ 12 - discussion, 16 words - cited once, here ───────────╮|
|│ The oak is old: rings counted in 1931 give the year 1688 │|
|│ or the year before.                                      │|
|╰─ Tab next - g in the notes - b who cites it - Esc ───────╯|
|  both, and the village remembered every year in which he|
|  chose the wheel.¹⁴|
| The water   32% · 1 min left     notes 12, 13, 14   h help|
