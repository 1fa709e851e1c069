"""Words of electronic supervision, and the states of a card: one pure table of what may follow what."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models


class Kind(models.TextChoices):
    """How grave what was found is: a rule was not kept, or it held only because the product refused."""

    BREACH = "breach", "违规"
    NEAR = "near", "险些违规"


class CardColour(models.TextChoices):
    """黄牌, 红牌."""

    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"


class CardState(models.TextChoices):
    """Where a card stands."""

    ISSUED = "issued", "待说明"
    EXPLAINED = "explained", "已说明，待认定"
    UPHELD = "upheld", "维持"
    APPEALED = "appealed", "申诉中"
    FINAL = "final", "申诉未采纳，维持"
    WITHDRAWN = "withdrawn", "已撤销"


class CardAct(models.TextChoices):
    """What may be done with a card."""

    ISSUE = "issue", "发牌"
    EXPLAIN = "explain", "说明情况"
    UPHOLD = "uphold", "维持"
    WITHDRAW = "withdraw", "撤销"
    APPEAL = "appeal", "申诉"
    REJECT = "reject", "申诉不予采纳"
    GRANT = "grant", "采纳申诉，撤销"


AFTER: Mapping[tuple[str, str], CardState] = MappingProxyType(
    {
        (CardState.ISSUED, CardAct.EXPLAIN): CardState.EXPLAINED,
        (CardState.ISSUED, CardAct.UPHOLD): CardState.UPHELD,
        (CardState.ISSUED, CardAct.WITHDRAW): CardState.WITHDRAWN,
        (CardState.EXPLAINED, CardAct.UPHOLD): CardState.UPHELD,
        (CardState.EXPLAINED, CardAct.WITHDRAW): CardState.WITHDRAWN,
        (CardState.UPHELD, CardAct.APPEAL): CardState.APPEALED,
        (CardState.APPEALED, CardAct.REJECT): CardState.FINAL,
        (CardState.APPEALED, CardAct.GRANT): CardState.WITHDRAWN,
    }
)
CONCERNED_ACTS = frozenset({CardAct.EXPLAIN, CardAct.APPEAL})
OFFICE_ACTS = frozenset({CardAct.UPHOLD, CardAct.WITHDRAW})
APPEAL_ACTS = frozenset({CardAct.REJECT, CardAct.GRANT})
LOOKS = {
    CardState.ISSUED: "warn",
    CardState.EXPLAINED: "info",
    CardState.UPHELD: "bad",
    CardState.APPEALED: "info",
    CardState.FINAL: "bad",
    CardState.WITHDRAWN: "grey",
}


def after(state: str, act: str) -> CardState | None:
    """Return the state that follows, None when the act is not possible now."""
    return AFTER.get((state, act))


def acts_at(state: str) -> list[CardAct]:
    """Return what may be done with a card in this state, in the order of CardAct."""
    return [act for act in CardAct if (state, act) in AFTER]
