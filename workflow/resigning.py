"""复审签发 (R51): what changed since a signature that was reopened, and who has to sign again.

Every change voids the signature, since it names the digest it was given on (design §3); the law's difference between
substance and typography says *who* signs again: the original signatory, or anybody who may sign (docs/adr, "its
substance says who signs again").
"""

from dataclasses import dataclass

from accounts import selectors as accounts
from accounts.models import User
from common.clock import office_date
from common.gate import provides
from documents.choices import Direction
from documents.comparison import Nature, compare, nature_of
from documents.docx import content as contents
from documents.facts import SignatureFacts, Subject
from documents.models import Document, SignOff, Version
from review.choices import Desk
from review.selectors import Case, case_of
from workflow import policies
from workflow.models import DeskTask


@dataclass(frozen=True, slots=True)
class Resigning:
    """An earlier signature of a document that is to be signed again, and what changed since."""

    signoff: SignOff
    nature: Nature
    reasons: tuple[str, ...]

    @property
    def signatories(self) -> list[User]:
        """Return who signed and, if so, in whose place."""
        return [person for person in (self.signoff.signed_by, self.signoff.signed_for) if person is not None]


def since_signature(case: Case, *, with_reasons: bool = False) -> Resigning | None:
    """Return what changed since the last signature of a document that nobody signed before as it is now.

    None when it was never signed (no query then). `with_reasons` compares part by part, for a page.
    """
    document = case.document
    if document.version is None or not any(opinion.desk == Desk.SIGN for opinion in case.opinions):
        return None
    query = SignOff.objects.filter(document=document).select_related("version", "signed_by", "signed_for")
    signoff = query.order_by("-pk").first()
    return _weighed(signoff, document, document.version, with_reasons) if signoff else None


def _weighed(signoff: SignOff, document: Document, version: Version, with_reasons: bool) -> Resigning:
    nature, reasons = _of_the_text(signoff, version, with_reasons)
    others = []
    if signoff.content_sm3 == version.content_sm3 and signoff.public_sm3 != document.public_sm3:
        others.append("公开文本的区分处理有变动")
    judged = document.judged_decision
    if judged is None or signoff.decision_sm3 != judged.sm3:
        others.append("公开属性有变动")
    if signoff.routing_sm3 != document.routing_sm3():
        others.append("文种、主送等要素有变动")
    return Resigning(signoff, Nature.SUBSTANTIVE if others else nature, (*reasons, *others))


def _of_the_text(signoff: SignOff, version: Version, with_reasons: bool) -> tuple[Nature, tuple[str, ...]]:
    if signoff.content_sm3 == version.content_sm3:
        return Nature.SAME, ()
    if signoff.version.erased_at or version.erased_at:
        return Nature.SUBSTANTIVE, ()
    old, new = contents.from_json(signoff.version.content), contents.from_json(version.content)
    if not with_reasons:
        return nature_of(old, new), ()
    found = compare(old, new)
    return found.nature, found.reasons


@provides(SignatureFacts)
def signature_facts(subject: Subject) -> SignatureFacts:
    """Gather from the last signature, once for an act: signing makes a newer one before the status moves."""
    if "signature" not in subject.gathered:
        resigning = since_signature(case_of(subject))
        subject.gathered["signature"] = _facts(subject, resigning) if resigning else SignatureFacts()
    facts: SignatureFacts = subject.gathered["signature"]
    return facts


def _facts(subject: Subject, resigning: Resigning) -> SignatureFacts:
    originals = {person.pk for person in resigning.signatories}
    entitled = originals | accounts.substitutes_of(originals, office_date(subject.at))
    return SignatureFacts(
        change=resigning.nature,
        by_original=bool(entitled & {subject.by_id, subject.on_behalf_of_id}),
        original_may_sign=resigning.nature == Nature.SUBSTANTIVE and _may_sign(subject.document, originals),
    )


def _may_sign(document: Document, people: set[int]) -> bool:
    """Test if one of the people is still asked at the signature (upward documents: as the principal head, R44)."""
    task = DeskTask.objects.filter(document=document, desk=Desk.SIGN, finished__isnull=True).first()
    if task is None:
        return False
    asked = policies.candidates(task).filter(pk__in=people)
    return (asked.filter(is_principal=True) if document.direction == Direction.UP else asked).exists()
