"""Interpretation plans, their materials, and the road of the materials that come later."""

from interpretation.models.material import Material, MaterialStep, PlanMaterial
from interpretation.models.plan import TEXTS, InterpretationPlan

__all__ = ["TEXTS", "InterpretationPlan", "Material", "MaterialStep", "PlanMaterial"]
