"""Writes of the calendar and of the clocks; call them as `deadlines.<verb>(...)`."""

from deadlines.services.clocks import Standing, pause, recount_document, resume
from deadlines.services.crossings import sweep
from deadlines.services.years import add_working_days, import_year

__all__ = ["Standing", "add_working_days", "import_year", "pause", "recount_document", "resume", "sweep"]
