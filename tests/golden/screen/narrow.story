# Below 60 columns a note is a pane of whole lines at the window's edge.
size 40x12
open mill.md
cursor 0 1
screen
| The water|
||
| The mill stood where the river bends,|
| below a weir of oak and stone.¹² A|
| millrace took the water from the weir|
| to the wheel, two hundred paces long|
| and nowhere deeper than a man.¹³|
||
| In a dry summer the miller had to|
| choose. Either the wheel turned, or|
| the eels came up; he could not have|
| The water   25% · 1 min left|
key Enter
cursor 9 1
screen
| The water|
||
| The mill stood where the river bends,|
| below a weir of oak and stone.¹² A|
| millrace took the water from the weir|
| to the wheel, two hundred paces long|
| and nowhere deeper than a man.¹³|
||
|Note 12 - discussion, 16 words|
| The oak is old: rings counted in 1931|
| give the year 1688 or the year before.|
| The water   25% · 1 min left|
key Tab Tab
cursor 1 1
screen
|Note 14 - source, 6 words - cited once|
| Parish book of Ash Ford, 1742.|
| millrace took the water from the weir|
| to the wheel, two hundred paces long|
| and nowhere deeper than a man.¹³|
||
| In a dry summer the miller had to|
| choose. Either the wheel turned, or|
| the eels came up; he could not have|
| both, and the village remembered every|
| year in which he chose the wheel.¹⁴|
| The water   32% · 1 min left|
key Esc
size 19x4
cursor 0 0
screen
|Window too small:|
|20x5 is the least|
||
||
size 20x5
cursor 0 0
screen
|The water|
||
|The mill stood where|
|the river bends,|
| The    4% · 1 min|
size 40x12
cursor 0 1
screen
| The water|
||
| The mill stood where the river bends,|
| below a weir of oak and stone.¹² A|
| millrace took the water from the weir|
| to the wheel, two hundred paces long|
| and nowhere deeper than a man.¹³|
||
| In a dry summer the miller had to|
| choose. Either the wheel turned, or|
| the eels came up; he could not have|
| The water   25% · 1 min left|

# Where they are is said with the figures first, when all has no room.
key =
screen 11
| 25 percent, 1 minute left. The water|
