"""What supervision keeps."""

from oversight.models.report import MonthlyReport

__all__ = ["MonthlyReport"]
