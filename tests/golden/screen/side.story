# The contents stand beside the page from 100 columns on.
size 120x18
open mill.md
cursor 0 40
screen
| The mill at Ash Ford          │        The water|
|                               │|
|>▾ The water                   │        The mill stood where the river bends, below a weir of oak and stone.¹² A|
|   · Who owned the weir        │        millrace took the water from the weir to the wheel, two hundred paces|
| · The wheel                   │        long and nowhere deeper than a man.¹³|
| · Notes                       │|
|                               │        In a dry summer the miller had to choose. Either the wheel turned, or|
|                               │        the eels came up; he could not have both, and the village remembered|
|                               │        every year in which he chose the wheel.¹⁴|
|                               │|
|                               │        │ The river is older than the mill, and the mill is older than the law.|
|                               │|
|                               │        A heron fished in the millrace. Nobody had ever seen it leave.|
|                               │|
|                               │|
|                               │        Who owned the weir|
|                               │|
| The water   45% · 1 min left                                                                 notes 12, 13, 14   h help|
key t Down Down
cursor 4 0
screen
| The mill at Ash Ford          │        The water|
|                               │|
|>▾ The water                   │        The mill stood where the river bends, below a weir of oak and stone.¹² A|
|   · Who owned the weir        │        millrace took the water from the weir to the wheel, two hundred paces|
| · The wheel                   │        long and nowhere deeper than a man.¹³|
| · Notes                       │|
|                               │        In a dry summer the miller had to choose. Either the wheel turned, or|
|                               │        the eels came up; he could not have both, and the village remembered|
|                               │        every year in which he chose the wheel.¹⁴|
|                               │|
|                               │        │ The river is older than the mill, and the mill is older than the law.|
|                               │|
|                               │        A heron fished in the millrace. Nobody had ever seen it leave.|
|                               │|
|                               │|
|                               │        Who owned the weir|
|                               │|
| The water   45% · 1 min left                                                                 notes 12, 13, 14   h help|
key Enter
cursor 0 40
screen
| The mill at Ash Ford          │        The wheel|
|                               │|
| ▾ The water                   │        The wheel was of elm, five paces across, and carried thirty buckets. It|
|   · Who owned the weir        │        turned once in the time of a breath.¹³ When it was taken down in the|
|>· The wheel                   │        last year of the war, the heron stood in the dry millrace for a week.|
| · Notes                       │|
|                               │        Year  Paces  Buckets|
|                               │        ────  ─────  ───────|
|                               │        1701  4      24|
|                               │        1820  5      30|
|                               │|
|                               │        The stones lie there still.¹⁶|
|                               │|
|                               │|
|                               │        Notes|
|                               │|
|                               │        12  The oak is old: rings counted in 1931 give the year 1688 or the year|
| The wheel   100% · end                                                                           notes 13, 16   h help|
# In 80 columns they come over the page while they have the focus.
size 80x18
cursor 0 4
screen
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|    Year  Paces  Buckets|
|    ────  ─────  ───────|
|    1701  4      24|
|    1820  5      30|
||
|    The stones lie there still.¹⁶|
||
||
|    Notes|
||
|    12  The oak is old: rings counted in 1931 give the year 1688 or the year|
| The wheel   100% · end                                   notes 13, 16   h help|
key t
cursor 4 0
screen
| The mill at Ash Ford          │|
|                               │|
| ▾ The water                   │aces across, and carried thirty buckets. It|
|   · Who owned the weir        │ breath.¹³ When it was taken down in the|
|>· The wheel                   │ron stood in the dry millrace for a week.|
| · Notes                       │|
|                               │|
|                               │|
|                               │|
|                               │|
|                               │|
|                               │⁶|
|                               │|
|                               │|
|                               │|
|                               │|
|                               │unted in 1931 give the year 1688 or the year|
| The wheel   100% · end                                   notes 13, 16   h help|
key Left
cursor 4 0
screen
| The mill at Ash Ford          │|
|                               │|
| ▾ The water                   │aces across, and carried thirty buckets. It|
|   · Who owned the weir        │ breath.¹³ When it was taken down in the|
|>· The wheel                   │ron stood in the dry millrace for a week.|
| · Notes                       │|
|                               │|
|                               │|
|                               │|
|                               │|
|                               │|
|                               │⁶|
|                               │|
|                               │|
|                               │|
|                               │|
|                               │unted in 1931 give the year 1688 or the year|
| Nothing to fold here|
key Esc
cursor 0 4
screen
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|    Year  Paces  Buckets|
|    ────  ─────  ───────|
|    1701  4      24|
|    1820  5      30|
||
|    The stones lie there still.¹⁶|
||
||
|    Notes|
||
|    12  The oak is old: rings counted in 1931 give the year 1688 or the year|
| The wheel   100% · end                                   notes 13, 16   h help|
