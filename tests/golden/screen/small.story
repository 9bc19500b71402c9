# The smallest window has no rows for the notes of the page: that is said, and
# the keys stay with the page.
size 20x5
open mill.md
key Tab w
screen
|The mill stood where|
|the river bends,|
|below a weir of oak|
|and stone.¹² A|
| No room for notes|
key j
screen
|the river bends,|
|below a weir of oak|
|and stone.¹² A|
|millrace took the|
| The    8% · 1 min|
