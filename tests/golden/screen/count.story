# While a search lasts the contents count its matches.
size 120x12
open mill.md
key / h e r o n Enter
cursor 2 42
screen
| The mill at Ash Ford          │        │ The river is older than the mill, and the mill is older than the law.|
|                               │|
|>▾ The water                 1 │        A heron fished in the millrace. Nobody had ever seen it leave.|
|                                          ^^^^^               ^^^^^^^^                                                  |
|   · Who owned the weir        │|
| · The wheel                 1 │|
| · Notes                       │        Who owned the weir|
|                                                      ^^^^                                                              |
|                               │|
|                               │        The abbey owned it first, and sold it twice.¹⁵ Two deeds of the same|
|                               │        spring name two buyers, and both paid. What followed was argued for|
|                               │        forty years before three courts, while the weir itself fell down and was|
|                                                                                   ^^^^                                 |
|                               │        built again by neither of them.[long]|
| The water   66% · 1 min left                                                  1 of 2 matches   notes 15, long   h help|
