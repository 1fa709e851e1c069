"""Pytest plugin: what was collected lives to the end, so the garbage collector does not go through it again and again.

A twentieth of the whole time.
"""

import gc


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
