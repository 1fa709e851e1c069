"""Writes of the calendar and of the clocks; call them as `deadlines.<verb>(...)`."""

from deadlines.services.clocks import Standing, pause, prolong, recount_document, resume
from deadlines.services.crossings import sweep
from deadlines.services.extensions import Wish, ask_extension, decide_extension, erase_extensions
from deadlines.services.regional import Span, add_regional, end_regional
from deadlines.services.years import Preview, add_working_days, confirm, import_year, preview

__all__ = [
    "Preview",
    "Span",
    "Standing",
    "Wish",
    "add_regional",
    "add_working_days",
    "ask_extension",
    "confirm",
    "decide_extension",
    "end_regional",
    "erase_extensions",
    "import_year",
    "pause",
    "preview",
    "prolong",
    "recount_document",
    "resume",
    "sweep",
]
