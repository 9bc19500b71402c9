# A note opens in the half of the page away from its mark.
size 80x24
open mill.md
cursor 0 4
screen
|    The water|
||
|    The mill stood where the river bends, below a weir of oak and stone.¹² A|
|                                                  ^^^^                          |
|    millrace took the water from the weir to the wheel, two hundred paces|
|    ^^^^^^^^                         ^^^^                                       |
|    long and nowhere deeper than a man.¹³|
||
|    In a dry summer the miller had to choose. Either the wheel turned, or|
|    the eels came up; he could not have both, and the village remembered|
|    every year in which he chose the wheel.¹⁴|
||
|    │ The river is older than the mill, and the mill is older than the law.|
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
|      ^^^^^               ^^^^^^^^                                              |
||
||
|    Who owned the weir|
|                  ^^^^                                                          |
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|                                               ^^^^                             |
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|                                ^^^^         ^^^^^^^^                           |
| The water   71% · 1 min left                 notes 12, 13, 14, 15 ...   h help|

# Enter opens the first mark from the reading line on: its note stands in the
# lower half.
key Enter
cursor 12 4
screen
|    The water|
||
|    The mill stood where the river bends, below a weir of oak and stone.¹² A|
|    millrace took the water from the weir to the wheel, two hundred paces|
|    long and nowhere deeper than a man.¹³|
||
|    In a dry summer the miller had to choose. Either the wheel turned, or|
|    the eels came up; he could not have both, and the village remembered|
|    every year in which he chose the wheel.¹⁴|
||
|    │ The river is older than the mill, and the mill is older than the law.|
|  ╭─ 12 - discussion, 16 words - cited once, here ───────────────────────────╮|
|  │ The oak is old: rings counted in 1931 give the year 1688 or the year     │|
|  │ before.                                                                  │|
|  ╰─ Tab next - g in the notes - b who cites it - y copy - Esc ──────────────╯|
|    Who owned the weir|
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
| The water   71% · 1 min left                 notes 12, 13, 14, 15 ...   h help|

# Tab walks on to a mark in the lower half: its note stands in the upper one.
key Tab Tab Tab
cursor 9 4
screen
|    The water|
||
|    The mill stood where the river bends, below a weir of oak and stone.¹² A|
|                                                  ^^^^                          |
|    millrace took the water from the weir to the wheel, two hundred paces|
|    ^^^^^^^^                         ^^^^                                       |
|    long and nowhere deeper than a man.¹³|
||
|    In a dry summer the miller had to choose. Either the wheel turned, or|
|    the eels came up; he could not have both, and the village remembered|
|  ╭─ 15 - source, 11 words - cited 2 times, here ────────────────────────────╮|
|  │ Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902), 41.           │|
|                                            ^^^^                                |
|  ╰─ Tab next - g in the notes - b who cites it - y copy - Esc ──────────────╯|
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
|      ^^^^^               ^^^^^^^^                                              |
||
||
|    Who owned the weir|
|                  ^^^^                                                          |
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|                                                ^^                              |
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|                                               ^^^^                             |
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|                                ^^^^         ^^^^^^^^                           |
| Who owned the weir   71% · 1 min left        notes 12, 13, 14, 15 ...   h help|

# Closed, only the focus has moved.
key Esc
cursor 17 48
screen
|    The water|
||
|    The mill stood where the river bends, below a weir of oak and stone.¹² A|
|                                                  ^^^^                          |
|    millrace took the water from the weir to the wheel, two hundred paces|
|    ^^^^^^^^                         ^^^^                                       |
|    long and nowhere deeper than a man.¹³|
||
|    In a dry summer the miller had to choose. Either the wheel turned, or|
|    the eels came up; he could not have both, and the village remembered|
|    every year in which he chose the wheel.¹⁴|
||
|    │ The river is older than the mill, and the mill is older than the law.|
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
|      ^^^^^               ^^^^^^^^                                              |
||
||
|    Who owned the weir|
|                  ^^^^                                                          |
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|                                                ^^                              |
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|                                               ^^^^                             |
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|                                ^^^^         ^^^^^^^^                           |
| Who owned the weir   71% · 1 min left        notes 12, 13, 14, 15 ...   h help|
