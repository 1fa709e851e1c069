"""Rules 26 and 28 and withheld passages against raw SQL: PostgreSQL lets out only what was answered and reviewed."""

import pytest
from django.db import IntegrityError, transaction

from documents.choices import Ground
from documents.docx import content as contents
from documents.docx.places import Part, Place
from documents.docx.redaction import Redaction as Passage
from documents.docx.redaction import redact
from documents.models import RedactedText, Redaction, SignOff
from documents.selectors import whole
from review.models import Disposal, Finding, Scan
from review.scanner import EDITION
from tests.publication.build import CHAIN, NOON, OTHER, change, refused, run, settle
from tests.publication.test_invariants import publish


def scanned(world, document, *, failed=False, found=1, severity="block", is_sensitive=False, rows=True):
    """Add a newer scan of the document's public text with one finding, and return the finding."""
    scan = Scan.objects.create(
        document=document, version=document.version, text_sm3=document.public_sm3, edition=EDITION,
        failed=failed, found=0 if failed else found, at=NOON,
    )  # fmt: skip
    if not rows:
        return None
    return Finding.objects.create(
        scan=scan, serial=1, kind="mobile", label="手机号码", severity=severity, part="body", path=[0],
        where="正文第1段", start=0, end=2, masked="1**", basis="个人信息保护法", advice="遮盖",
        is_sensitive=is_sensitive,
    )  # fmt: skip


def answered(world, finding, name="officer", outcome="keep", text="工作电话"):
    return Disposal.objects.create(
        finding=finding, outcome=outcome, reason="official" if outcome == "keep" else "", text=text,
        desk="confidentiality_officer", by=world.who[name], at=NOON,
    )  # fmt: skip


@pytest.fixture
def document(world):
    return world.reviewed(world.issued())


# --- findings ----------------------------------------------------------------------------------------


@pytest.mark.rule(26)
def test_a_text_that_was_not_scanned_is_refused(world, document):
    settle()
    run("alter table review_scan disable trigger user")
    run("delete from review_scan where document_id = %s", document.pk)

    with refused("规则26"):
        publish(world, document)


@pytest.mark.rule(26)
def test_a_scan_that_failed_is_no_scan(world, document):
    scanned(world, document, failed=True, rows=False)

    with refused("规则26"):
        publish(world, document)


@pytest.mark.rule(26)
def test_a_scan_whose_findings_are_missing_is_refused(world, document):
    scanned(world, document, rows=False)

    with refused("规则26"):
        publish(world, document)


@pytest.mark.rule(26)
@pytest.mark.parametrize("severity", ["block", "warn"])
def test_an_open_finding_is_refused(world, document, severity):
    scanned(world, document, severity=severity)

    with refused("规则26"):
        publish(world, document)


@pytest.mark.rule(26)
def test_a_finding_that_was_taken_up_again_is_open(world, document):
    finding = scanned(world, document)
    answered(world, finding)
    answered(world, finding, outcome="reopen", text="")

    with refused("规则26"):
        publish(world, document)


@pytest.mark.rule(26)
def test_an_answered_finding_and_one_that_may_be_public_anyhow_stand_in_nobodys_way(world, document):
    answered(world, scanned(world, document))
    publish(world, document)

    other = world.reviewed(world.issued())
    scanned(world, other, severity="info")
    publish(world, other)


@pytest.mark.rule(28)
def test_what_is_sensitive_needs_two_people_and_one_who_says_it_twice_is_one(world, document):
    finding = scanned(world, document, is_sensitive=True)
    answered(world, finding)
    answered(world, finding)

    with refused("规则28"):
        publish(world, document)

    answered(world, finding, "head")
    publish(world, document)


@pytest.mark.rule(26)
def test_a_finding_of_what_is_public_cannot_be_taken_up_again_behind_its_back(world, document):
    finding = scanned(world, document)
    answered(world, finding)
    publish(world, document)

    with refused("规则26"):
        answered(world, finding, outcome="reopen", text="")


ROWS = {
    "a scan": "update review_scan set failed = true",
    "a scan gone": "delete from review_scan",
    "all scans": "truncate review_scan cascade",
    "a finding": "update review_finding set severity = 'info'",
    "a finding gone": "delete from review_finding",
    "a disposal": "update review_disposal set outcome = 'keep'",
    "a reason erased without cause": "update review_disposal set text = '（已按保密规定清除）'",
    "an excerpt erased without cause": "update review_finding set masked = '（已按保密规定清除）'",
    "a disposal gone": "delete from review_disposal",
    "a disposal without words": "insert into review_disposal (finding_id, outcome, reason, text, desk, by_id, at)"
    " select finding_id, 'keep', 'official', ' ', desk, by_id, at from review_disposal",
    "a redacted text": "update documents_redactedtext set content_sm3 = repeat('0', 64)",
    "a redacted text emptied": "update documents_redactedtext set content = '{}'",
    "a redacted text gone": "delete from documents_redactedtext",
    "a redaction": "update documents_redaction set ground = 'third_party'",
    "a redaction gone": "delete from documents_redaction",
    "all redactions": "truncate documents_redaction cascade",
    "a state secret as ground": 'insert into documents_redaction (text_id, part, path, start, "end", ground,'
    " stays_elsewhere) select text_id, part, path, start, \"end\", 'state_secret', false from documents_redaction",
}


@pytest.mark.parametrize("statement", ROWS.values(), ids=ROWS.keys())
def test_rows_of_the_workbench_never_change(world, statement):
    document = world.draft()
    withheld(world, document)
    answered(world, scanned(world, document), outcome="redact", text="")

    settle()
    with pytest.raises(IntegrityError), transaction.atomic():
        run(statement)
        settle()


# --- what is withheld --------------------------------------------------------------------------------


def withheld(world, document, current=True):
    """Withhold the first paragraph's beginning from the public as the service does, past all guards of the code."""
    version = document.version
    place = Place(Part.BODY, (0,))
    made = redact(contents.from_json(version.content), [Passage(place, 0, 4, Ground.THIRD_PARTY)])
    text = RedactedText.objects.create(
        document=document, version=version, serial=version.redacted_texts.count() + 1,
        content=contents.to_json(made.content), content_sm3=made.digest.sm3, content_sha256=made.digest.sha256,
        made_by=world.who["officer"], made_at=NOON,
    )  # fmt: skip
    Redaction.objects.create(
        text=text, part=place.part, path=list(place.path), start=0, end=4, ground=Ground.THIRD_PARTY
    )
    if current:
        change(document, redacted_id=text.pk)
    return text


def issued_redacted(world):
    """Return an issued document whose public text withholds a passage, scanned and signed as such."""
    with transaction.atomic():
        document = world.draft()
        withheld(world, document)
        document = whole(document.pk)
        issued = world.issue(document)
        Scan.objects.create(
            document=issued, version=issued.version, text_sm3=issued.public_sm3, edition=EDITION, at=NOON
        )
    return issued


def test_a_redacted_text_that_was_reviewed_can_be_published(world):
    publish(world, world.reviewed(issued_redacted(world)))


@pytest.mark.rule(16)
def test_a_review_of_the_whole_text_does_not_cover_the_redacted_one(world):
    document = issued_redacted(world)
    for desk, name, verdict in CHAIN:
        world.opinion(document, desk, name, verdict, public_sm3=document.version.content_sm3)

    with refused("规则15、16"):
        publish(world, document)


@pytest.mark.rule(16)
def test_a_copy_of_the_whole_text_is_refused_where_passages_are_withheld(world):
    document = world.reviewed(issued_redacted(world))
    version = document.version
    copy = world.copy(document, content_sm3=version.content_sm3, content_sha256=version.content_sha256)

    with refused("规则16"):
        publish(world, document, copy=copy)


@pytest.mark.rule(9)
def test_a_signature_on_another_public_text_is_refused(world):
    document = world.issued()
    settle()

    with refused("规则9"):
        run("alter table documents_signoff disable trigger signoff_never_changes")
        SignOff.objects.filter(document=document).update(public_sm3=OTHER)
        change(document, changed_at=NOON)


@pytest.mark.rule(51)
def test_what_is_withheld_is_fixed_once_the_document_is_issued(world):
    document = world.issued()
    text = withheld(world, document, current=False)

    with refused("规则51"):
        change(document, redacted_id=text.pk)


def test_a_redacted_text_of_another_document_is_refused(world):
    text = withheld(world, world.draft(), current=False)

    with refused("出自本件的现稿"):
        change(world.draft(), redacted_id=text.pk, status="in_review")
