# A long note takes half the page and scrolls; it says that there is more.
size 80x24
open mill.md
text long
key Esc Esc
key Tab Tab Tab Tab Tab Enter
cursor 1 4
screen
|  ╭─ long - discussion, 154 words - cited once, here ────────────────────────╮|
|  │ The suit is worth telling, since every mill on the river was later       │|
|  │ judged by it. The first buyer asked for the weir, which he had paid for. │|
|  │ The second asked for the water, which nobody had sold.                   │|
|  │                                                                          │|
|  │ The first court found for the first buyer, as to the timber, and for the │|
|  │ second, as to the water, so that one of them owned a weir that held      │|
|  │ nothing and the other a river that nothing held.                         │|
|  │                                                                          │|
|  │ The second court found that a weir is where it is and cannot be brought  │|
|  ╰─ more: Space - Tab next - g in the notes - b who cites it - Esc ─────────╯|
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
|    1. The first deed names the weir and the millrace.|
| Who owned the weir   71% · 1 min left        notes 12, 13, 14, 15 ...   h help|
key Space
cursor 1 4
screen
|  ╭─ long - discussion, 154 words - cited once, here ────────────────────────╮|
|  │ The second court found that a weir is where it is and cannot be brought  │|
|  │ to court. It ordered the judges to walk there. They walked there in the  │|
|  │ spring flood, and the suit rested until one of them was well again.      │|
|  │                                                                          │|
|  │ The third court divided the year. From seed time to harvest the wheel    │|
|  │ had the water; from harvest to the first ice the eels had it; and in     │|
|  │ winter, when there was ice, nobody asked.                                │|
|  │                                                                          │|
|  │                                                                          │|
|  ╰─ end of note - Tab next - g in the notes - b who cites it - Esc ─────────╯|
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
|    1. The first deed names the weir and the millrace.|
| Who owned the weir   71% · 1 min left        notes 12, 13, 14, 15 ...   h help|
key Space Space
cursor 1 4
screen
|  ╭─ long - discussion, 154 words - cited once, here ────────────────────────╮|
|  │ The second court found that a weir is where it is and cannot be brought  │|
|  │ to court. It ordered the judges to walk there. They walked there in the  │|
|  │ spring flood, and the suit rested until one of them was well again.      │|
|  │                                                                          │|
|  │ The third court divided the year. From seed time to harvest the wheel    │|
|  │ had the water; from harvest to the first ice the eels had it; and in     │|
|  │ winter, when there was ice, nobody asked.                                │|
|  │                                                                          │|
|  │                                                                          │|
|  ╰─ end of note - Tab next - g in the notes - b who cites it - Esc ─────────╯|
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
|    1. The first deed names the weir and the millrace.|
| No more of this note|
key Esc
cursor 20 35
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
|    Who owned the weir|
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
| Who owned the weir   71% · 1 min left        notes 12, 13, 14, 15 ...   h help|
