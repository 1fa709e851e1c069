"""Facts of a document and a decision that break no rule, to be changed one by one."""

from dataclasses import replace
from typing import Any

from documents.facts import DecisionFacts, DocumentFacts


def decision(**changes: Any) -> DecisionFacts:
    """Return a proactive decision with the changes."""
    return replace(DecisionFacts(attribute="proactive", stages=("decision",), genre="通知"), **changes)


def document(**changes: Any) -> DocumentFacts:
    """Return a signed, numbered document in order, with the changes."""
    sound = DocumentFacts(
        status="issued",
        title="教育部办公厅关于全面推进政务公开工作的通知",
        genre="通知",
        direction="down",
        issuing_body="教育部办公厅",
        issuer_is_outward=True,
        addressees=("各省、自治区、直辖市教育厅（教委）",),
        copies_to=(),
        statement="",
        has_text=True,
        asks=0,
        closes_asking=False,
        directs=False,
        states_consent=False,
        closing_note="此件主动公开",
        draft_note="",
        decision=decision(),
        content_sm3="c",
        decision_sm3="d",
        routing_sm3="r",
        signed_content_sm3="c",
        public_sm3="c",
        signed_public_sm3="c",
        signed_decision_sm3="d",
        signed_routing_sm3="r",
        number_text="教办厅〔2017〕3号",
        next_review_on=None,
    )
    return replace(sound, **changes)
