"""Rules 7, 25, 29 of the attribute and of others' consent: pure predicates over review.facts."""

from common.rules import Effect, rule
from review.choices import Desk
from review.facts import ConfirmationFacts, ConsultationFacts

REGULATION = "政府信息公开条例"
BEFORE_RELEASE = (Desk.SIGN, Desk.RELEASE, "publish")


@rule(
    7,
    basis=f"{REGULATION}第19至21条",
    sentence="内容可能属于第二十条应当主动公开的事项，同意不主动公开的，须由审核员再次确认",
    facts=ConfirmationFacts,
    acts=(Desk.DISCLOSURE_CHECK,),
    field="confirm_withholding",
)
def withholding_is_confirmed_by_another(confirmation: ConfirmationFacts) -> bool:
    """Test if the disclosure desk, which is never the drafter (R11), confirmed too that art. 20 does not apply."""
    return not confirmation.due or confirmation.confirmed


@rule(
    25,
    basis=f"{REGULATION}第11、34条",
    effect=Effect.WARN,
    sentence="涉及其他机关或与其共同制作的，尚未协商一致（未答复、不同意），也未说明不再征求的理由",
    facts=ConsultationFacts,
    acts=(Desk.OFFICE_CHECK, *BEFORE_RELEASE),
)
def other_agencies_were_consulted(consultation: ConsultationFacts) -> bool:
    """Test if every agency that was to be consulted has agreed, was overruled in words, or was waived with a reason."""
    return consultation.others_open == 0


@rule(
    25,
    basis=f"{REGULATION}第11条",
    effect=Effect.WARN,
    sentence="拟公开的文中写明其他机关的职责或者做法，尚未征求该机关意见，也未说明不涉及的理由",
    facts=ConsultationFacts,
    acts=(Desk.OFFICE_CHECK, *BEFORE_RELEASE),
)
def named_agencies_were_considered(consultation: ConsultationFacts) -> bool:
    """Test if for every agency that the public text concerns a consultation was opened, be it only to set it aside."""
    return consultation.unasked == 0


@rule(
    29,
    basis=f"{REGULATION}第15、32条",
    sentence="涉及第三方商业秘密、个人隐私，尚无第三方同意，也无本机关的公共利益决定；逾期未答复不视为同意",
    facts=ConsultationFacts,
    acts=BEFORE_RELEASE,
)
def third_parties_agree_or_were_overruled(consultation: ConsultationFacts) -> bool:
    """Test if each third party has consented, or the office has decided in words, before the document goes out."""
    return not consultation.is_proactive or consultation.third_parties_open == 0


@rule(
    29,
    basis=f"{REGULATION}第32条",
    effect=Effect.WARN,
    sentence="因公共利益决定公开的，须将决定公开的内容和理由书面告知第三方",
    facts=ConsultationFacts,
    acts=(Desk.RELEASE, "publish"),
)
def overruled_third_parties_were_told(consultation: ConsultationFacts) -> bool:
    """Test if whoever objected was told what is published all the same, and why."""
    return not consultation.is_proactive or consultation.untold == 0
