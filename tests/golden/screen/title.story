# A title in the contents that has no room for all of it ends in dots.
size 100x8
open mill.md sidebar-width=18
key Space
screen
| The mill at ... │     In a dry summer the miller had to choose. Either the wheel turned, or|
|                 │     the eels came up; he could not have both, and the village remembered|
|>▾ The water 30% │     every year in which he chose the wheel.¹⁴|
|   · Who owne... │|
| · The wheel     │     │ The river is older than the mill, and the mill is older than the law.|
| · Notes         │|
|                 │     A heron fished in the millrace. Nobody had ever seen it leave.|
| The water   44% · 1 min left                                                     notes 14   h help|

