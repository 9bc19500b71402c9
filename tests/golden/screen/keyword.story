# What a keyword means opens in the same popup, beside its word.
size 80x16
open mill.md
key . .
cursor 3 4
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
| millrace; D shows what it means|
key D
cursor 8 4
screen
|    The water|
||
|    The mill stood where the river bends, below a weir of oak and stone.¹² A|
|    millrace took the water from the weir to the wheel, two hundred paces|
|    long and nowhere deeper than a man.¹³|
||
|    In a dry summer the miller had to choose. Either the wheel turned, or|
|  ╭─ millrace - keyword ─────────────────────────────────────────────────────╮|
|  │ a channel that leads water to the wheel                                  │|
|  ╰─ Esc ────────────────────────────────────────────────────────────────────╯|
|    │ The river is older than the mill, and the mill is older than the law.|
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
| The water   44% · 1 min left                         notes 12, 13, 14   h help|
key Esc
cursor 3 4
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
# Enter opens what one has gone to.
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
|  ╭─ millrace - keyword ─────────────────────────────────────────────────────╮|
|  │ a channel that leads water to the wheel                                  │|
|  ╰─ Esc ────────────────────────────────────────────────────────────────────╯|
|    │ The river is older than the mill, and the mill is older than the law.|
||
|    A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
| The water   44% · 1 min left                         notes 12, 13, 14   h help|
