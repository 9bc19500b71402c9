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
| Who owned the ...   58% · 1 min left|

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

# Entered, the pane shows the notes whole and scrolls on its own; the page
# stays, and so does the pane's place when the focus goes back.
size 80x20
key v Esc g Space v
cursor 0 4
screen
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|    2. The second deed names the weir alone.|
||
||
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|    long The suit is worth telling, since every mill on the river was|
|         later judged by it. The first buyer asked for the weir, which he|
|         had paid for. The second asked for the water, which nobody had|
|         sold. The first court found for the first buyer, as to the        +|
|    13 Measured by the schoolmaster, who walked it with a cord; the        +|
| Notes of the page are shown under it|
key w
cursor 14 4
screen
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|    2. The second deed names the weir alone.|
||
||
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|    long The suit is worth telling, since every mill on the river was|
|         later judged by it. The first buyer asked for the weir, which he|
|         had paid for. The second asked for the water, which nobody had|
|         sold. The first court found for the first buyer, as to the|
|         timber, and for the second, as to the water, so that one of them  +|
| Who owned the weir   94% · 1 min left                  notes long, 13   h help|
key Down Down Down
cursor 14 4
screen
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|    2. The second deed names the weir alone.|
||
||
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|         sold. The first court found for the first buyer, as to the|
|         timber, and for the second, as to the water, so that one of them|
|         owned a weir that held nothing and the other a river that nothing|
|         held. The second court found that a weir is where it is and|
|         cannot be brought to court. It ordered the judges to walk there.  +|
| Who owned the weir   94% · 1 min left                  notes long, 13   h help|
key Space
cursor 14 4
screen
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|    2. The second deed names the weir alone.|
||
||
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|         They walked there in the spring flood, and the suit rested until|
|         one of them was well again. The third court divided the year.|
|         From seed time to harvest the wheel had the water; from harvest|
|         to the first ice the eels had it; and in winter, when there was|
|         ice, nobody asked.                                                +|
| Who owned the weir   94% · 1 min left                  notes long, 13   h help|
key w
cursor 0 4
screen
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|    2. The second deed names the weir alone.|
||
||
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|         They walked there in the spring flood, and the suit rested until|
|         one of them was well again. The third court divided the year.|
|         From seed time to harvest the wheel had the water; from harvest|
|         to the first ice the eels had it; and in winter, when there was|
|         ice, nobody asked.                                                +|
| Who owned the weir   94% · 1 min left                  notes long, 13   h help|
key w Up y
cursor 14 4
screen
|    forty years before three courts, while the weir itself fell down and was|
|    built again by neither of them.[long]|
||
|    1. The first deed names the weir and the millrace.|
|    2. The second deed names the weir alone.|
||
||
|    The wheel|
||
|    The wheel was of elm, five paces across, and carried thirty buckets. It|
|    turned once in the time of a breath.¹³ When it was taken down in the|
|    last year of the war, the heron stood in the dry millrace for a week.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|         cannot be brought to court. It ordered the judges to walk there.|
|         They walked there in the spring flood, and the suit rested until|
|         one of them was well again. The third court divided the year.|
|         From seed time to harvest the wheel had the water; from harvest|
|         to the first ice the eels had it; and in winter, when there was   +|
| Copy the note: (clipboard is off) The suit is worth telling, since every mi...|
key q Space
cursor 0 4
screen
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
|        before.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|    16 Ibid., 44.|
||
||
||
||
| The wheel   100% · end                                       notes 16   h help|

# A note opened from the pane closes to the pane.
key w Enter
cursor 7 4
screen
|    Year  Paces  Buckets|
|    ────  ─────  ───────|
|    1701  4      24|
|    1820  5      30|
||
|    The stones lie there still.¹⁶|
|  ╭─ 16 - source, 2 words - cited once, here ────────────────────────────────╮|
|  │ Ibid., 44.                                                               │|
|  │ = note 15: Hannah Reed, The Abbey Deeds (Ash Ford: Weir Press, 1902),    │|
|  │ 41, at 44 (inferred)                                                     │|
|  ╰─ i what it leans on - Tab next - g in the notes - b who cites it - Esc ──╯|
|        before.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|    16 Ibid., 44.|
||
||
||
||
| The wheel   100% · end                                       notes 16   h help|
key Esc
cursor 14 4
screen
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
|        before.|
||
|──── notes on this page ────────────────────────────────────────────────────────|
|    16 Ibid., 44.|
||
||
||
||
| The wheel   100% · end                                       notes 16   h help|
