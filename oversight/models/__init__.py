"""What supervision keeps, one module for each group of rows."""

from oversight.models.selfcheck import AskedFor, SelfCheck, SelfCheckItem
from oversight.models.supervision import Card, CardStep, Incident, Sweep

__all__ = ["AskedFor", "Card", "CardStep", "Incident", "SelfCheck", "SelfCheckItem", "Sweep"]
