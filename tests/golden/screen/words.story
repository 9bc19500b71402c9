# Keywords: one that is chosen is counted in the contents and as one walks;
# words are suggested, taken and dropped again.
size 104x12
open mill.md
key K Down Enter
cursor 3 45
screen
| The mill at Ash Ford          │  The water|
|                               │|
|>▾ The water                 3 │  The mill stood where the river bends, below a weir of oak and|
|                                                                                ^^^^                    |
|   · Who owned the weir      1 │  stone.¹² A millrace took the water from the weir to the wheel, two|
|                                             ^^^^^^^^                         ^^^^                      |
| · The wheel                 1 │  hundred paces long and nowhere deeper than a man.¹³|
| · Notes                       │|
|                               │  In a dry summer the miller had to choose. Either the wheel turned,|
|                               │  or the eels came up; he could not have both, and the village|
|                               │  remembered every year in which he chose the wheel.¹⁴|
|                               │|
|                               │  │ The river is older than the mill, and the mill is older than the|
| millrace, 1 of 4|
key .
cursor 3 56
screen
| The mill at Ash Ford          │  │ The river is older than the mill, and the mill is older than the|
|                               │  │ law.|
|>▾ The water                 3 │|
|   · Who owned the weir      1 │  A heron fished in the millrace. Nobody had ever seen it leave.|
|                                    ^^^^^               ^^^^^^^^                                        |
| · The wheel                 1 │|
| · Notes                       │|
|                               │  Who owned the weir|
|                                                ^^^^                                                    |
|                               │|
|                               │  The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|                               │  spring name two buyers, and both paid. What followed was argued for|
|                               │  forty years before three courts, while the weir itself fell down and|
|                                                                             ^^^^                       |
| millrace, 2 of 4|
key Esc ] A
cursor 1 2
screen
|Words that set Who owned the weir apart|
|> deed   2 times|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  names  2 times|
||
||
||
||
||
||
||
||
| 2 rows                                                     Enter on, off   w save   / filter   q close|
key Enter
cursor 1 2
screen
|Words that set Who owned the weir apart|
|> deed   2 times, a keyword|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  names  2 times|
||
||
||
||
||
||
||
||
| deed is a keyword now; . goes to the next|
key w
cursor 11 28
screen
|Words that set Who owned the weir apart|
|> deed   2 times, a keyword|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  names  2 times|
||
||
||
||
||
||
||
||
|Save the added keywords in:|
key Esc q K x
cursor 2 2
screen
|Keywords|
|Keywords of the document|
|> weir      10  ▂··▂·▂▂···▂▂▂▂··, off|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  millrace   4  ▂··▂·▂·▂········  a channel that leads water to the wheel|
|  heron      2  ···▂···▂········|
|Keywords added while reading|
|  deed       5  ····▂▂···▂······|
||
||
||
||
| weir is not highlighted|
