"""Python's cyclic collector, set for processes that run for weeks and make much in passing.

What a start has made (modules, models, statements) stays for good and need not be looked through
again and again; and a batch of facts makes tens of thousands of objects that die by themselves.
Python's own thresholds look through the young objects after each 700 new ones.
"""

import gc

_YOUNG = 50_000
_MIDDLE = 20
_OLD = 100


def settle() -> None:
    """Call once when a process stands: keep what there is out of every later collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
