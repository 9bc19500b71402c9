# The keywords, the notes, the sources, the help and the marks.
size 80x16
open mill.md
key K
cursor 2 2
screen
|Keywords|
|Keywords of the document|
|> weir      10  ▂··▂·▂▂···▂▂▂▂··|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  millrace   4  ▂··▂·▂·▂········  a channel that leads water to the wheel|
|  heron      2  ···▂···▂········|
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
| 3 rows     x on, off   a add   w save   / filter   o sort   Enter go   q close|

key Esc e
cursor 1 2
screen
|Notes|
|> 12    discussion: The oak is old: rin...  The mill stood where the river be...|
|  13    discussion: Measured by the sch...  A millrace took the water from th...|
|  14    source: Parish book of Ash Ford...  Either the wheel turned, or the e...|
|  15    source: Hannah Reed, The Abbey ...  The abbey owned it first, and sol...|
|  16    source: Ibid., 44.                  The stones lie there still.|
|  long  discussion: The suit is worth t...  What followed was argued for fort...|
||
||
||
||
||
||
||
||
| 6 rows                / filter   o sort   y copy   O open   Enter go   q close|
key o
cursor 2 2
screen
|Notes|
|The water|
|> 12    discussion: The oak is old: rin...  The mill stood where the river be...|
|  13    discussion: Measured by the sch...  A millrace took the water from th...|
|  14    source: Parish book of Ash Ford...  Either the wheel turned, or the e...|
|Who owned the weir|
|  15    source: Hannah Reed, The Abbey ...  The abbey owned it first, and sol...|
|  long  discussion: The suit is worth t...  What followed was argued for fort...|
|The wheel|
|  16    source: Ibid., 44.                  The stones lie there still.|
||
||
||
||
||
| Sorted by chapter|
key o
cursor 3 2
screen
|Notes|
|  long  discussion: The suit is worth t...  What followed was argued for fort...|
|  13    discussion: Measured by the sch...  A millrace took the water from th...|
|> 12    discussion: The oak is old: rin...  The mill stood where the river be...|
|  15    source: Hannah Reed, The Abbey ...  The abbey owned it first, and sol...|
|  14    source: Parish book of Ash Ford...  Either the wheel turned, or the e...|
|  16    source: Ibid., 44.                  The stones lie there still.|
||
||
||
||
||
||
||
||
| Sorted longest first|
key / d e e d
cursor 15 20
screen
|Notes, those with "deed"|
|> 13    discussion: Measured by the sch...  A millrace took the water from th...|
|  15    source: Hannah Reed, The Abbey ...  The abbey owned it first, and sol...|
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
|Keep rows with: deed|
key Enter
cursor 1 2
screen
|Notes, those with "deed"|
|> 13    discussion: Measured by the sch...  A millrace took the water from th...|
|  15    source: Hannah Reed, The Abbey ...  The abbey owned it first, and sol...|
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
| 2 rows                / filter   o sort   y copy   O open   Enter go   q close|
key Enter
cursor 8 4
screen
|    The water|
||
|    The mill stood where the river bends, below a weir of oak and stone.¹² A|
|    millrace took the water from the weir to the wheel, two hundred paces|
|    long and nowhere deeper than a man.¹³|
||
|    In a dry summer the miller had to choose. Either the wheel turned, or|
|  ╭─ 13 - discussion, 22 words - cited 2 times, here ────────────────────────╮|
|  │ Measured by the schoolmaster, who walked it with a cord; the figures of  │|
|  │ the deeds differ, see the note on the sale.¹⁵                            │|
|  ╰─ Tab next - g in the notes - b who cites it - y copy - Esc ──────────────╯|
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
| The water   44% · 1 min left                         notes 12, 13, 14   h help|
key c
cursor 1 2
screen
|Cites note 13|
|> 1  A millrace took the water from the weir to the wheel, two hundred paces ...|
|  2  It turned once in the time of a breath.  The wheel|
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
| 2 rows                                  / filter   o sort   Enter go   q close|
key Esc Esc
cursor 4 39
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
key S
cursor 2 2
screen
|Sources, and how often each is cited|
|Books (1)|
|> 2  Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, ...  book, notes 15, 16|
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
| 1 row                 / filter   o sort   y copy   O open   Enter go   q close|
key Esc h
cursor 2 2
screen 0
|Keys|
|Everywhere|
|> Down                  Go down one line: the page, or the reading cursor|
|  Up                    Go up one line: the page, or the reading cursor|
|  j                     Move the page one line down  scroll-down|
|  k                     Move the page one line up  scroll-up|
|  Space, PageDown, C-f  Show the next page  next-page|
|  b, PageUp, C-b        Show the page before  prev-page|
key Esc m
cursor 15 20
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
|Set mark, a letter:|
key a G ' a
cursor 4 38
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
key =
cursor 4 38
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
| The water. 44 percent of The mill at Ash Ford, 1 minute left.|

# A source that several notes cite leads to them, and they back to it.
key S Enter
cursor 1 2
screen
|Notes that cite Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902), 41|
|> 15  source: Hannah Reed, The Abbey D...  The abbey owned it first, and sold...|
|  16  source: Ibid., 44.                   The stones lie there still.|
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
| 2 rows                / filter   o sort   y copy   O open   Enter go   q close|
key Esc
cursor 2 2
screen
|Sources, and how often each is cited|
|Books (1)|
|> 2  Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, ...  book, notes 15, 16|
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
| 1 row                 / filter   o sort   y copy   O open   Enter go   q close|
key y
cursor 2 2
screen
|Sources, and how often each is cited|
|Books (1)|
|> 2  Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, ...  book, notes 15, 16|
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
| Copy the row: (clipboard is off) Hannah Reed, The Abbey Deeds (Ash Ford: We...|
key O
cursor 2 2
screen
|Sources, and how often each is cited|
|Books (1)|
|> 2  Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, ...  book, notes 15, 16|
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
| No address in this row|
key Enter Enter
cursor 8 4
screen
|    A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
|    Who owned the weir|
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|  ╭─ 15 - source, 11 words - cited 2 times, here ────────────────────────────╮|
|  │ Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902), 41.           │|
|  ╰─ Tab next - g in the notes - b who cites it - y copy - Esc ──────────────╯|
|    1. The first deed names the weir and the millrace.|
|    2. The second deed names the weir alone.|
||
||
|    The wheel|
| Who owned the weir   75% · 1 min left                  notes 15, long   h help|
