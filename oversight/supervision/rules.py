"""Rule 87 where cards keep it: pure predicates over oversight.supervision.facts."""

from common.rules import rule
from oversight.supervision.facts import CardFacts

BASIS = "教办厅〔2017〕3号（二十）；岗位分离"


@rule(87, basis=BASIS, sentence="不得对自己发牌，也不得认定、裁定自己的牌", facts=CardFacts,
      acts=("card_issue", "card_uphold", "card_withdraw", "card_reject", "card_grant"))  # fmt: skip
def nobody_decides_on_their_own_card(card: CardFacts) -> bool:
    """Test if whoever issues, settles or rules is not concerned by the card."""
    return card.by not in card.concerned


@rule(87, basis=BASIS, sentence="申诉须由发牌人、认定人以外的人裁定", facts=CardFacts,
      acts=("card_reject", "card_grant"))  # fmt: skip
def appeal_is_ruled_by_another(card: CardFacts) -> bool:
    """Test if whoever rules on an appeal neither issued nor settled the card."""
    return card.by not in card.decided_by
