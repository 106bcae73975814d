"""Reading what a stranger made: in a process of its own, with little memory, after a look before.

`opening` is what the rest of the house uses. `child`, `scan` and `texts` run in that process and
import nothing of ours, nor the web framework: it starts quickly and has little to lose.
"""
