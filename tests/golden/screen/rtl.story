# Right to left: the page, its marks and notes, what is found, the contents, the
# concordance, whose matches stand in one column.
size 60x16
open shore.md
cursor 0 57
screen
|                                                 םיהו ףוחה|
||
|   רקובבו ,ןשי אוה הלילב ¹.1951 זאמ (Red Sea) םיב החוש גדה|
|                                     .ףוחה לא בוש החוש אוה|
||
|                                                הנש     גד|
|                                               ────  ─────|
|                                               1951  ןונמא|
|                                               1967   סינד|
||
||
|  A mixed line|
||
|  The word םי is sea, and םיה ףוח is the shore.² The fish|
|  swims on.|
| םיהו ףוחה   100% · end                 notes 1, 2   h help|
key Tab
cursor 2 25
screen
|                                                 םיהו ףוחה|
||
|   רקובבו ,ןשי אוה הלילב ¹.1951 זאמ (Red Sea) םיב החוש גדה|
|                         ^                                  |
|                                     .ףוחה לא בוש החוש אוה|
||
|                                                הנש     גד|
|                                               ────  ─────|
|                                               1951  ןונמא|
|                                               1967   סינד|
||
||
|  A mixed line|
||
|  The word םי is sea, and םיה ףוח is the shore.² The fish|
|  swims on.|
| םיהו ףוחה   100% · end                 notes 1, 2   h help|
key Enter
cursor 8 2
screen
|                                                 םיהו ףוחה|
||
|   רקובבו ,ןשי אוה הלילב ¹.1951 זאמ (Red Sea) םיב החוש גדה|
|                         ^                                  |
|                                     .ףוחה לא בוש החוש אוה|
||
|                                                הנש     גד|
|                                               ────  ─────|
|╭─ 1 - source, 10 words - cited once, here ────────────────╮|
|│             .12 'מע ,(London 1961) םיה לע רפסה תא םג ואר │|
|╰─ Tab next - g in the notes - b who cites it - Esc ───────╯|
||
|  A mixed line|
||
|  The word םי is sea, and םיה ףוח is the shore.² The fish|
|  swims on.|
| םיהו ףוחה   100% · end                 notes 1, 2   h help|
key Esc / החוף Enter
cursor 3 41
screen
|                                                 םיהו ףוחה|
|                                                      ^^^^  |
||
|   רקובבו ,ןשי אוה הלילב ¹.1951 זאמ (Red Sea) םיב החוש גדה|
|                                     .ףוחה לא בוש החוש אוה|
|                                      ^^^^                  |
||
|                                                הנש     גד|
|                                               ────  ─────|
|                                               1951  ןונמא|
|                                               1967   סינד|
||
||
|  A mixed line|
||
|  The word םי is sea, and םיה ףוח is the shore.² The fish|
|  swims on.|
| םיהו ףוחה   100% · end         2 of 2 matches   notes 1, 2|
key n
cursor 0 57
screen
|                                                 םיהו ףוחה|
|                                                      ^^^^  |
||
|   רקובבו ,ןשי אוה הלילב ¹.1951 זאמ (Red Sea) םיב החוש גדה|
|                                     .ףוחה לא בוש החוש אוה|
|                                      ^^^^                  |
||
|                                                הנש     גד|
|                                               ────  ─────|
|                                               1951  ןונמא|
|                                               1967   סינד|
||
||
|  A mixed line|
||
|  The word םי is sea, and םיה ףוח is the shore.² The fish|
|  swims on.|
| Match 1 of 2 for ףוחה, from the start again|
key / שוב
cursor 15 1
screen
|                                                 םיהו ףוחה|
||
|   רקובבו ,ןשי אוה הלילב ¹.1951 זאמ (Red Sea) םיב החוש גדה|
|                                     .ףוחה לא בוש החוש אוה|
|                                              ^^^           |
||
|                                                הנש     גד|
|                                               ────  ─────|
|                                               1951  ןונמא|
|                                               1967   סינד|
||
||
|  A mixed line|
||
|  The word םי is sea, and םיה ףוח is the shore.² The fish|
|  swims on.|
|/ בוש                                                1 of 1|
key Esc t
cursor 2 0
screen
| םיהו ףוחה                     │                 םיהו ףוחה|
|                               │|
|>· םיהו ףוחה                   │זאמ (Red Sea) םיב החוש גדה|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^                              |
| · A mixed line                │     .ףוחה לא בוש החוש אוה|
| · Notes                       │|
|                               │                הנש     גד|
|                               │               ────  ─────|
|                               │               1951  ןונמא|
|                               │               1967   סינד|
|                               │|
|                               │|
|                               │|
|                               │|
|                               │ח is the shore.² The fish|
|                               │|
| םיהו ףוחה   100% · end                 notes 1, 2   h help|
key Esc c ה ו א Enter
cursor 1 2
screen
|Concordance of אוה|
|>  .ףוחה לא בוש החוש אוה רקובבו ,ןשי אוה הלילב .1951 זאמ (ea|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|                   .ףוחה לא בוש החוש אוה רקובבו ,ןשי אוה הלי|
|                                     ^^^                    |
||
||
||
||
||
||
||
||
||
||
||
||
| 2 rows              / filter   o sort   Enter go   q close|
# A hit over two runs; then the cursor follows the order of reading.
key q / a n d Space ח ו ף Enter
cursor 13 22
screen
|                                                 םיהו ףוחה|
||
|   רקובבו ,ןשי אוה הלילב ¹.1951 זאמ (Red Sea) םיב החוש גדה|
|                                     .ףוחה לא בוש החוש אוה|
||
|                                                הנש     גד|
|                                               ────  ─────|
|                                               1951  ןונמא|
|                                               1967   סינד|
||
||
|  A mixed line|
||
|  The word םי is sea, and םיה ףוח is the shore.² The fish|
|                      ^^^^    ^^^                           |
|  swims on.|
| A mixed line   100% · end      1 of 1 matches   notes 1, 2|
key Right Right Right Right
cursor 13 32
key Right
cursor 13 31
key Right
cursor 13 30
key Left Left
cursor 13 32
# The list of matches: each sentence in order, the match lit.
key / ח ו ף Enter r
cursor 5 2
screen
|Matches for ףוח|
|םיהו ףוחה|
|  1  םיהו ףוחה|
|          ^^^                                               |
|  2  .ףוחה לא בוש החוש אוה רקובבו ,ןשי אוה הלילב|
|      ^^^                                                   |
|A mixed line|
|> 3  The word םי is sea, and םיה ףוח is the shore.|
|^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^|
|  4  in note 2: In the book it is "םיה ףוח", page 9.|
|                                       ^^^                  |
||
||
||
||
||
||
||
||
| 4 rows                       / filter   Enter go   q close|
