"""Disclosure decisions: proposed while drafting, each a new row, named by digest ever after."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import services as audit
from common.clock import office_date
from common.digests import of_json
from common.rules import Effect, all_rules
from documents.choices import Attribute, Status
from documents.errors import DecisionIncomplete, NotADraft
from documents.facts import DecisionFacts
from documents.models import DisclosureDecision, Document, NegativeListEntry


@dataclass(frozen=True, slots=True)
class Proposal:
    """A disclosure decision as proposed: codes of documents.choices, the entry of the negative list or None."""

    attribute: str
    stages: tuple[str, ...]
    ground: str = ""
    reason: str = ""
    entry: NegativeListEntry | None = None
    no_duty_stated: bool = False
    confirmed: bool = False

    def cleaned(self) -> "Proposal":
        """Return it without what a proactive decision does not bear, stages in a fixed order."""
        stages = tuple(sorted(set(self.stages)))
        if self.attribute == Attribute.PROACTIVE:
            return Proposal(self.attribute, stages)
        return replace(self, stages=stages, reason=self.reason.strip())

    def as_json(self) -> dict[str, object]:
        """Return what the digest is taken over."""
        return {
            "attribute": self.attribute,
            "stages": list(self.stages),
            "ground": self.ground,
            "reason": self.reason,
            "entry": [self.entry.code, self.entry.edition] if self.entry else None,
            "no_duty_stated": self.no_duty_stated,
            "confirmed": self.confirmed,
        }


def facts_of(proposal: Proposal, document: Document, at: datetime) -> DecisionFacts:
    """Return the facts of a proposal that is not stored yet."""
    return DecisionFacts(
        attribute=proposal.attribute,
        stages=proposal.stages,
        ground=proposal.ground,
        reason=proposal.reason,
        cites_entry=proposal.entry is not None,
        entry_in_force=proposal.entry is not None and proposal.entry.covers(office_date(at)),
        no_duty_stated=proposal.no_duty_stated,
        confirmed=proposal.confirmed,
        is_policy=document.is_policy,
        is_normative=document.is_normative,
        is_major=document.is_major,
        genre=document.genre,
    )


def broken_rules(facts: DecisionFacts) -> list[str]:
    """Return the blocking rules that the proposed decision breaks, as sentences with number and basis."""
    asked = [r for r in all_rules() if r.facts is DecisionFacts and r.effect is Effect.BLOCK]
    return [f"{r.sentence}（规则{r.number}；依据：{r.basis}）" for r in asked if not r.check(facts)]


@transaction.atomic
def decide_disclosure(
    *, document: Document, proposal: Proposal, by: User, on_behalf_of: User | None = None, at: datetime
) -> DisclosureDecision:
    """Record the proposed disclosure decision of a draft; the same decision again changes nothing.

    `document` is locked. Raises NotADraft, DecisionIncomplete with every broken rule.
    """
    if document.status != Status.DRAFT:
        raise NotADraft(status=document.get_status_display())
    proposal = proposal.cleaned()
    if reasons := broken_rules(facts_of(proposal, document, at)):
        raise DecisionIncomplete(reasons="；".join(reasons))
    digest = of_json(proposal.as_json())
    if document.decision and document.decision.sm3 == digest.sm3:
        return document.decision
    decision = store(document, proposal, by=by, on_behalf_of=on_behalf_of, at=at)
    document.decision = decision
    document.changed_at = at
    document.save(update_fields=["decision", "changed_at"])
    chain = f"document:{document.pk}"
    facts = {"attribute": proposal.attribute, "ground": proposal.ground, "sm3": digest.sm3}
    audit.record(chain=chain, verb="document.decide_disclosure", facts=facts, by=by, on_behalf_of=on_behalf_of, at=at)
    return decision


def store(
    document: Document, proposal: Proposal, *, by: User, on_behalf_of: User | None, at: datetime
) -> DisclosureDecision:
    """Return a new row for a cleaned proposal that was checked; whether the document bears it is the caller's."""
    digest = of_json(proposal.as_json())
    return DisclosureDecision.objects.create(
        document=document,
        serial=_next_serial(document),
        attribute=proposal.attribute,
        stages=list(proposal.stages),
        ground=proposal.ground,
        reason=proposal.reason,
        entry=proposal.entry,
        no_duty_stated=proposal.no_duty_stated,
        confirmed=proposal.confirmed,
        sm3=digest.sm3,
        sha256=digest.sha256,
        decided_by=by,
        decided_for=on_behalf_of,
        decided_at=at,
    )


def _next_serial(document: Document) -> int:
    return (document.decisions.aggregate(last=Max("serial"))["last"] or 0) + 1
