"""What supervision keeps, one module for each group of rows."""

from oversight.models.report import MonthlyReport
from oversight.models.search import FOREVER, Part, SearchPassage, StaleDocument
from oversight.models.selfcheck import AskedFor, SelfCheck, SelfCheckItem
from oversight.models.supervision import Card, CardStep, Incident, Sweep

__all__ = [
    "FOREVER",
    "AskedFor",
    "Card",
    "CardStep",
    "Incident",
    "MonthlyReport",
    "Part",
    "SearchPassage",
    "SelfCheck",
    "SelfCheckItem",
    "StaleDocument",
    "Sweep",
]
