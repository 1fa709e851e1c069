"""Writes on plans, materials and the road of later materials; call them as `interpretation.<verb>(...)`."""

from interpretation.services.materials import (
    arrange,
    generate,
    keep_picture,
    put_material,
    remove_material,
    save_later,
)
from interpretation.services.plans import erase, save_plan
from interpretation.services.road import take_step

__all__ = [
    "arrange",
    "erase",
    "generate",
    "keep_picture",
    "put_material",
    "remove_material",
    "save_later",
    "save_plan",
    "take_step",
]
