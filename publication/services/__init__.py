"""Writes on copies and releases; call them as `publication.<verb>(...)`."""

from publication.services.copies import prepare_copy, store_copy, verify_copy
from publication.services.endings import correct, retract
from publication.services.erasure import erase
from publication.services.releases import publish

__all__ = ["correct", "erase", "prepare_copy", "publish", "retract", "store_copy", "verify_copy"]
