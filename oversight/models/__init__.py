"""What supervision keeps, one module for each group of rows."""

from oversight.models.report import MonthlyReport
from oversight.models.search import FOREVER, Part, SearchPassage, StaleDocument
from oversight.models.selfcheck import AskedFor, SelfCheck, SelfCheckItem

__all__ = [
    "FOREVER",
    "AskedFor",
    "MonthlyReport",
    "Part",
    "SearchPassage",
    "SelfCheck",
    "SelfCheckItem",
    "StaleDocument",
]
