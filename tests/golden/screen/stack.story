# A note in a note: each Esc goes one back.
size 80x24
open mill.md
key Tab Tab Enter
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
|  ╭─ 13 - discussion, 22 words - cited 2 times, here ────────────────────────╮|
|  │ Measured by the schoolmaster, who walked it with a cord; the figures of  │|
|  │ the deeds differ, see the note on the sale.¹⁵                            │|
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
|  ╭─ 15 - source, 11 words - cited 2 times, here ────────────────────────────╮|
|  │ Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902), 41.           │|
|  ╰─ g in the notes - b who cites it - y copy - Esc back ────────────────────╯|
||
|    Who owned the weir|
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
| The water   71% · 1 min left                 notes 12, 13, 14, 15 ...   h help|
key Esc
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
|  ╭─ 13 - discussion, 22 words - cited 2 times, here ────────────────────────╮|
|  │ Measured by the schoolmaster, who walked it with a cord; the figures of  │|
|  │ the deeds differ, see the note on the sale.¹⁵                            │|
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
key Esc
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
|    Who owned the weir|
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
| The water   71% · 1 min left                 notes 12, 13, 14, 15 ...   h help|

# What a note leans on is said, and i goes there.
key 1 6 Enter
cursor 19 4
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
|  ╭─ 16 - source, 2 words - cited once ──────────────────────────────────────╮|
|  │ Ibid., 44.                                                               │|
|  │ = note 15: Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902),    │|
|  │ 41, at 44 (inferred)                                                     │|
|  ╰─ i what it leans on - Tab next - g in the notes - b who cites it - Esc ──╯|
| The water   71% · 1 min left                 notes 12, 13, 14, 15 ...   h help|
key i
cursor 21 4
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
|  ╭─ 15 - source, 11 words - cited 2 times ──────────────────────────────────╮|
|  │ Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902), 41.           │|
|  ╰─ g in the notes - b who cites it - y copy - Esc back ────────────────────╯|
| The water   71% · 1 min left                 notes 12, 13, 14, 15 ...   h help|
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
|    Who owned the weir|
||
|    The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|    spring name two buyers, and both paid. What followed was argued for|
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
| The water   71% · 1 min left                 notes 12, 13, 14, 15 ...   h help|
