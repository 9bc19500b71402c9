# What notes lean on: below the author's words, marked as inferred.
size 80x20
open lean.md
key Tab Tab Tab Enter
cursor 10 4
screen
|    The interior|
||
|    The caravans went out on credit¹ and came home weighed.² What the books|
|    of both ends say of one winter does not agree.³ Nobody was ever asked|
|    why.⁴|
||
||
|    The coast|
||
|  ╭─ 3 - source, 11 words - cited once, here ────────────────────────────────╮|
|  │ Adeyemi, Salt Roads, 12; van der Zande, "Weigh-House Ledgers," 215.      │|
|  │ = note 1: Ezra Adeyemi, Salt Roads: Caravans and Credit (Lagos: Harbour  │|
|  │ Press, 2011), 17, at 12 (inferred)                                       │|
|  │ = note 2: Wilhelmina van der Zande, "The Weigh-House Ledgers," Journal   │|
|  │ of Coastal History 12, no. 3 (2004): 201-26, at 215 (inferred)           │|
|  ╰─ i what it leans on - Tab next - g in the notes - b who cites it - Esc ──╯|
||
|    2   On the scales see Ines Portolan, The Honest Beam (Trieste: Arsenale,|
|        1987), 4. The best account of the books is Wilhelmina van der Zande,|
| The interior   100% · end                        notes 1, 2, 3, 4 ...   h help|

# It stands for two works: i lists them, Enter opens the note over this one
# with the work in view, and each Esc goes one back.
key i
cursor 1 2
screen
|What this note leans on|
|> 1  Ezra Adeyemi, Salt Roads: Caravan...  for "Adeyemi, Salt Roads, 12"|
|  2  Wilhelmina van der Zande, "The We...  for "van der Zande, "Weigh-House L...|
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
||
||
||
||
| 2 rows                                  / filter   o sort   Enter go   q close|
key Down Enter
cursor 10 4
screen
|    The interior|
||
|    The caravans went out on credit¹ and came home weighed.² What the books|
|    of both ends say of one winter does not agree.³ Nobody was ever asked|
|    why.⁴|
||
||
|    The coast|
||
|  ╭─ 2 - source, 38 words - cited once ──────────────────────────────────────╮|
|  │ On the scales see Ines Portolan, The Honest Beam (Trieste: Arsenale,     │|
|  │ 1987), 4. The best account of the books is Wilhelmina van der Zande,     │|
|  │ "The Weigh-House Ledgers," Journal of Coastal History 12, no. 3 (2004):  │|
|  │ 201-26.                                                                  │|
|  ╰─ g in the notes - b who cites it - y copy - Esc back ────────────────────╯|
|        2011), 17.|
||
|    2   On the scales see Ines Portolan, The Honest Beam (Trieste: Arsenale,|
|        1987), 4. The best account of the books is Wilhelmina van der Zande,|
| The interior   100% · end                        notes 1, 2, 3, 4 ...   h help|
key Esc
cursor 10 4
screen
|    The interior|
||
|    The caravans went out on credit¹ and came home weighed.² What the books|
|    of both ends say of one winter does not agree.³ Nobody was ever asked|
|    why.⁴|
||
||
|    The coast|
||
|  ╭─ 3 - source, 11 words - cited once, here ────────────────────────────────╮|
|  │ Adeyemi, Salt Roads, 12; van der Zande, "Weigh-House Ledgers," 215.      │|
|  │ = note 1: Ezra Adeyemi, Salt Roads: Caravans and Credit (Lagos: Harbour  │|
|  │ Press, 2011), 17, at 12 (inferred)                                       │|
|  │ = note 2: Wilhelmina van der Zande, "The Weigh-House Ledgers," Journal   │|
|  │ of Coastal History 12, no. 3 (2004): 201-26, at 215 (inferred)           │|
|  ╰─ i what it leans on - Tab next - g in the notes - b who cites it - Esc ──╯|
||
|    2   On the scales see Ines Portolan, The Honest Beam (Trieste: Arsenale,|
|        1987), 4. The best account of the books is Wilhelmina van der Zande,|
| The interior   100% · end                        notes 1, 2, 3, 4 ...   h help|

# Nothing is made up.
key Tab
cursor 10 4
screen
|    The interior|
||
|    The caravans went out on credit¹ and came home weighed.² What the books|
|    of both ends say of one winter does not agree.³ Nobody was ever asked|
|    why.⁴|
||
||
|    The coast|
||
|  ╭─ 4 - source, 12 words - cited once, here ────────────────────────────────╮|
|  │ Van der Zande, "Weigh-House Ledgers," 220; Teodorsson, Boats and         │|
|  │ Borders, 55.                                                             │|
|  │ = note 2: Wilhelmina van der Zande, "The Weigh-House Ledgers," Journal   │|
|  │ of Coastal History 12, no. 3 (2004): 201-26, at 220 (inferred)           │|
|  │ ? Teodorsson, Boats and Borders, 55: no earlier full citation was found  │|
|  ╰─ i what it leans on - Tab next - g in the notes - b who cites it - Esc ──╯|
||
|    2   On the scales see Ines Portolan, The Honest Beam (Trieste: Arsenale,|
|        1987), 4. The best account of the books is Wilhelmina van der Zande,|
| The interior   100% · end                        notes 1, 2, 3, 4 ...   h help|
key i Esc Esc
cursor 4 8
screen
|    The interior|
||
|    The caravans went out on credit¹ and came home weighed.² What the books|
|    of both ends say of one winter does not agree.³ Nobody was ever asked|
|    why.⁴|
||
||
|    The coast|
||
|    A box of letters was found in a wall,⁵ and they repeat it.⁶|
||
||
|    Notes|
||
|    1   Ezra Adeyemi, Salt Roads: Caravans and Credit (Lagos: Harbour Press,|
|        2011), 17.|
||
|    2   On the scales see Ines Portolan, The Honest Beam (Trieste: Arsenale,|
|        1987), 4. The best account of the books is Wilhelmina van der Zande,|
| The interior   100% · end                        notes 1, 2, 3, 4 ...   h help|

# In a narrow window the pane has whole lines; what is inferred is scrolled
# to as the note is.
size 40x10
key Tab Tab Tab Tab Enter
cursor 1 1
screen
|Note 6 - discussion - more: Space|
| Adeyemi, Salt Roads, 99. The letters|
| are signed, and the signatures are|
| = note 1: Ezra Adeyemi, Salt Roads:|
||
| The coast|
||
| A box of letters was found in a wall,⁵|
| and they repeat it.⁶|
| The coast   100% · end|
key Space
cursor 1 1
screen
|Note 6 - discussion - more: Space|
| those of three people of whom two had|
| been dead for a year when the third,|
| = note 1: Ezra Adeyemi, Salt Roads:|
||
| The coast|
||
| A box of letters was found in a wall,⁵|
| and they repeat it.⁶|
| The coast   100% · end|
key Space Space Space
cursor 1 1
screen
|Note 6 - discussion - more: Space|
| court sat in the weigh-house and the|
| weigh-house was his.|
| Caravans and Credit (Lagos: Harbour|
||
| The coast|
||
| A box of letters was found in a wall,⁵|
| and they repeat it.⁶|
| The coast   100% · end|
key g H
cursor 8 20
screen
| came home weighed.² What the books of|
| both ends say of one winter does not|
| agree.³ Nobody was ever asked why.⁴|
||
||
| The coast|
||
| A box of letters was found in a wall,⁵|
| and they repeat it.⁶|
| The coast   100% · end|
