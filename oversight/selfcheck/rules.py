"""Rules 38 and 87 where a self-check keeps them: pure predicates over oversight.selfcheck.facts."""

from common.rules import Effect, rule
from oversight.selfcheck.choices import Judgement
from oversight.selfcheck.facts import ClosingFacts, JudgementFacts

REGULATION = "政府信息公开条例"
YEARLY = f"{REGULATION}第18条；教办厅〔2017〕3号（二十）"
OFTEN = 2  # applications from which on it is to be made public (条例44)


@rule(38, basis=f"{REGULATION}第44条；教办厅〔2017〕3号（二十）", effect=Effect.WARN,
      sentence="已有两件以上申请的信息，应当提出转为主动公开；仍不公开的，理由须经另一人确认",
      facts=JudgementFacts, acts=("selfcheck_judge", "selfcheck_confirm"), field="verdict")  # fmt: skip
def what_is_asked_often_is_made_public(judgement: JudgementFacts) -> bool:
    """Test if what was applied for by several is to be made public, wholly or in part."""
    return judgement.asked < OFTEN or judgement.verdict != Judgement.KEEP


@rule(38, basis=YEARLY, sentence="年度自查须逐件重新判断并经确认，方可形成报告", facts=ClosingFacts,
      acts=("selfcheck_close",))  # fmt: skip
def every_document_was_judged_anew(closing: ClosingFacts) -> bool:
    """Test if no document of the self-check waits for a verdict or its confirmation."""
    return closing.total > 0 and closing.left == 0


@rule(87, basis=f"{REGULATION}第17条；岗位分离", sentence="自查的重新判断须由判断人以外的政务公开审核员确认",
      facts=JudgementFacts, acts=("selfcheck_confirm",))  # fmt: skip
def verdict_is_confirmed_by_another(judgement: JudgementFacts) -> bool:
    """Test if whoever confirms is not the one who judged."""
    return judgement.judged_by is not None and judgement.judged_by != judgement.by
