"""How grave a finding is: it stops publication, wants a look, or may stay."""

from typing import Literal

Severity = Literal["block", "warn", "info"]
