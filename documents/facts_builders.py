"""How a gate gathers the facts of this app's rules."""

from common.clock import office_date
from common.gate import provides
from documents.facts import DecisionFacts, DocumentFacts, PersonFacts, RegistrationFacts, Subject, VoidFacts


@provides(DocumentFacts)
def document_facts(subject: Subject) -> DocumentFacts:
    """Gather from the subject's loaded document."""
    facts: DocumentFacts = subject.document.facts()
    return facts


@provides(DecisionFacts)
def decision_facts(subject: Subject) -> DecisionFacts:
    """Gather from the document's present decision; an empty one while there is none."""
    facts: DecisionFacts | None = subject.document.decision_facts()
    return facts or DecisionFacts()


@provides(RegistrationFacts)
def registration_facts(subject: Subject) -> RegistrationFacts:
    """Gather what is about to be registered, on the office day of the act."""
    document = subject.document
    signed_at = document.signoff.signed_at if document.signoff else None
    return RegistrationFacts(
        issued_on=document.issued_on,
        signed_on=office_date(signed_at) if signed_at else None,
        today=office_date(subject.at),
        series_active=document.series is not None and document.series.is_active,
    )


@provides(VoidFacts)
def void_facts(subject: Subject) -> VoidFacts:
    """Return the number about to be made void with what is said of it (gathered["void"]: reason, series)."""
    document = subject.document
    reason, series = subject.gathered.get("void", ("", None))
    return VoidFacts(
        status=document.status,
        has_number=document.number_id is not None,
        reason=reason,
        series_active=series is not None and series.is_active,
    )


@provides(PersonFacts)
def person_facts(subject: Subject) -> PersonFacts:
    """Gather whether the actor, or the person acted for, is the principal head."""
    actor = subject.gathered["actor"]
    return PersonFacts(
        is_principal=actor.by is not None and actor.by.is_principal,
        acts_for_principal=actor.on_behalf_of is not None and actor.on_behalf_of.is_principal,
    )
