# Searching as one types: the page goes to the first match after the place,
# the sidebar counts, Esc takes both back.
size 80x16
open mill.md
key / h e r o n
cursor 15 6
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
|/heron                                                                   1 of 2|
key Esc
cursor 0 4
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
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
| The water   44% · 1 min left                         notes 12, 13, 14   h help|
key / h e r o n Enter
cursor 12 6
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
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
| The water   44% · 1 min left        1 of 2 matches   notes 12, 13, 14   h help|
key n
cursor 4 30
screen
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
|                              ^^^^^                  ^^^^^^^^                   |
||
|    Year  Paces  Buckets|
|    ────  ─────  ───────|
|    1701  4      24|
|    1820  5      30|
||
|    The stones lie there still.¹⁶|
||
||
|    Notes|
| Match 2 of 2 for heron|
key n
cursor 5 6
screen
|    the eels came up; he could not have both, and the village remembered|
|    every year in which he chose the wheel.¹⁴|
||
|    │ The river is older than the mill, and the mill is older than the law.|
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
|    Who owned the weir|
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
| Match 1 of 2 for heron, from the start again|

# After moving by hand, n goes on from where the reader is.
key g n
cursor 12 6
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
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
| Match 1 of 2 for heron|
key N
cursor 4 30
screen
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|    Year  Paces  Buckets|
|    ────  ─────  ───────|
|    1701  4      24|
|    1820  5      30|
||
|    The stones lie there still.¹⁶|
||
||
|    Notes|
| Match 2 of 2 for heron, from the end again|
key C-g
cursor 4 30
screen
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|    Year  Paces  Buckets|
|    ────  ─────  ───────|
|    1701  4      24|
|    1820  5      30|
||
|    The stones lie there still.¹⁶|
||
||
|    Notes|
| The wheel   100% · end                                   notes 13, 16   h help|

# What stands in a note is listed under the sentence that cites the note, and
# opens there; after scrolling n goes on behind the match that was seen.
size 80x16
key Esc Esc g / d e e d Enter r g
cursor 3 2
screen
|Matches for deed|
|The water|
|A millrace took the water from the weir to the wheel, two hundred paces long ...|
|> 1  in note 13: ...the figures of the deeds differ, see the note on the sale.|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|Who owned the weir|
|The abbey owned it first, and sold it twice.|
|  2  in note 15: Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902), 41.|
|                                        ^^^^                                    |
|  3  Two deeds of the same spring name two buyers, and both paid.|
|         ^^^^                                                                   |
|  4  The first deed names the weir and the millrace.|
|               ^^^^                                                             |
|  5  The second deed names the weir alone.|
|                ^^^^                                                            |
||
||
||
||
||
| 5 rows                                           / filter   Enter go   q close|
key Down Down Down Down Enter
cursor 11 18
screen
|    A heron fished in the millrace. Nobody had ever seen it leave.|
|      ^^^^^               ^^^^^^^^                                              |
||
||
|    Who owned the weir|
|                  ^^^^                                                          |
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|                                                       ^^^^                     |
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|                                               ^^^^                             |
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|                 ^^^^           ^^^^         ^^^^^^^^                           |
|    2. The second deed names the weir alone.|
|                  ^^^^           ^^^^                                           |
||
||
|    The wheel|
| Who owned the ...   75% · 1 min left  5 of 5 matches   notes 15, long   h help|
key Esc Esc g / r i v e r Enter j n
cursor 9 10
screen
||
|    The mill stood where the river bends, below a weir of oak and stone.¹² A|
|                             ^^^^^                ^^^^                          |
|    millrace took the water from the weir to the wheel, two hundred paces|
|    ^^^^^^^^                         ^^^^                                       |
|    long and nowhere deeper than a man.¹³|
||
|    In a dry summer the miller had to choose. Either the wheel turned, or|
|    the eels came up; he could not have both, and the village remembered|
|    every year in which he chose the wheel.¹⁴|
||
|    │ The river is older than the mill, and the mill is older than the law.|
|          ^^^^^                                                                 |
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
|      ^^^^^               ^^^^^^^^                                              |
||
||
|    Who owned the weir|
|                  ^^^^                                                          |
| Match 2 of 4 for river|
key N
cursor 1 29
screen
||
|    The mill stood where the river bends, below a weir of oak and stone.¹² A|
|                             ^^^^^                ^^^^                          |
|    millrace took the water from the weir to the wheel, two hundred paces|
|    ^^^^^^^^                         ^^^^                                       |
|    long and nowhere deeper than a man.¹³|
||
|    In a dry summer the miller had to choose. Either the wheel turned, or|
|    the eels came up; he could not have both, and the village remembered|
|    every year in which he chose the wheel.¹⁴|
||
|    │ The river is older than the mill, and the mill is older than the law.|
|          ^^^^^                                                                 |
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
|      ^^^^^               ^^^^^^^^                                              |
||
||
|    Who owned the weir|
|                  ^^^^                                                          |
| Match 1 of 4 for river|
