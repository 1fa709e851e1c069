"""What supervision keeps, one module for each group of rows."""

from oversight.models.selfcheck import AskedFor, SelfCheck, SelfCheckItem

__all__ = ["AskedFor", "SelfCheck", "SelfCheckItem"]
