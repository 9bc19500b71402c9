# A page without notes says so where its notes would stand.
size 60x9
open mill.md
key ] j j j j j j j v
screen
|  1. The first deed names the weir and the millrace.|
|  2. The second deed names the weir alone.|
||
||
|  The wheel|
||
|── no notes on this page ───────────────────────────────────|
||
| Notes of the page are shown under it|
