# The notes of the screen stand under the page, as a printed page has them.
size 80x20
open mill.md
key v
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
|──── notes on this page ────────────────────────────────────────────────────────|
|    12 The oak is old: rings counted in 1931 give the year 1688 or the|
|       year before.|
|    13 Measured by the schoolmaster, who walked it with a cord; the|
|       figures of the deeds differ, see the note on the sale.|
|    14 Parish book of Ash Ford, 1742.|
| Notes of the page are shown under it|
key w
cursor 14 4
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
|──── notes on this page ────────────────────────────────────────────────────────|
|    12 The oak is old: rings counted in 1931 give the year 1688 or the|
|       year before.|
|    13 Measured by the schoolmaster, who walked it with a cord; the|
|       figures of the deeds differ, see the note on the sale.|
|    14 Parish book of Ash Ford, 1742.|
| The water   44% · 1 min left                         notes 12, 13, 14   h help|
key w Space
cursor 0 4
screen
|    Who owned the weir|
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|    2. The second deed names the weir alone.|
||
||
|    The wheel|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|    15 Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902), 41.|
|    long The suit is worth telling, since every mill on the river was|
|         later judged by it. The first buyer asked for the weir, which he|
|         had paid for. The second asked for the water, which nobody had|
|         sold. The first court found for the first buyer, as to the        +|
| Who owned the weir   75% · 1 min left                  notes 15, long   h help|
size 40x10
cursor 0 1
screen
| Who owned the weir|
||
| The abbey owned it first, and sold it|
| twice.¹⁵ Two deeds of the same spring|
| name two buyers, and both paid. What|
| followed was argued for forty years|
|─ notes on this page ───────────────────|
| 15 Hannah Reed, The Abbey Deeds (Ash|
|    Ford: Weir Press, 1902), 41.|
| Who owned the...   58% · 1 min left|

# A mark that the pane would cover comes above it.
size 80x20
key v g Tab Tab Tab Tab Tab v
cursor 12 35
screen
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
|──── notes on this page ────────────────────────────────────────────────────────|
|    14 Parish book of Ash Ford, 1742.|
|    15 Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902), 41.|
|    long The suit is worth telling, since every mill on the river was|
|         later judged by it. The first buyer asked for the weir, which he|
|         had paid for. The second asked for the water, which nobody had    +|
| Notes of the page are shown under it|
