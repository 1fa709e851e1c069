"""What supervision keeps."""

from oversight.models.report import MonthlyReport
from oversight.models.search import FOREVER, Part, SearchPassage, StaleDocument

__all__ = ["FOREVER", "MonthlyReport", "Part", "SearchPassage", "StaleDocument"]
