# With --a11y: one column of lines, no boxes and no rules.  Rows are
# kept for notes, so that closing one uncovers nothing.
size 80x16
open mill.md a11y=on
cursor 0 0
screen
|The water|
|The mill stood where the river bends, below a weir of oak and|
|stone.[12+] A millrace took the water from the weir to the wheel, two|
|hundred paces long and nowhere deeper than a man.[13+]|
|In a dry summer the miller had to choose. Either the wheel turned, or|
|the eels came up; he could not have both, and the village remembered|
|every year in which he chose the wheel.[14]|
|  The river is older than the mill, and the mill is older than the law.|
|A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
||
||
||
||
||
key Tab Tab Enter
cursor 10 0
screen
|The water|
|The mill stood where the river bends, below a weir of oak and|
|stone.[12+] A millrace took the water from the weir to the wheel, two|
|hundred paces long and nowhere deeper than a man.[13+]|
|In a dry summer the miller had to choose. Either the wheel turned, or|
|the eels came up; he could not have both, and the village remembered|
|every year in which he chose the wheel.[14]|
|  The river is older than the mill, and the mill is older than the law.|
|A heron fished in the millrace. Nobody had ever seen it leave.|
|Note 13. Says more, 22 words, cited 2 times, here.|
|Measured by the schoolmaster, who walked it with a cord; the figures of|
|the deeds differ, see the note on the sale.[15]|
|End of note 13.|
||
||
||
key Esc
cursor 3 49
screen
|The water|
|The mill stood where the river bends, below a weir of oak and|
|stone.[12+] A millrace took the water from the weir to the wheel, two|
|hundred paces long and nowhere deeper than a man.[13+]|
|In a dry summer the miller had to choose. Either the wheel turned, or|
|the eels came up; he could not have both, and the village remembered|
|every year in which he chose the wheel.[14]|
|  The river is older than the mill, and the mill is older than the law.|
|A heron fished in the millrace. Nobody had ever seen it leave.|
||
||
||
||
||
||
||
