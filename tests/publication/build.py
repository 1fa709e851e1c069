"""Documents at every stage of their release, written straight into the tables, so that parts can be wrong."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from accounts.roles import Role
from common.digests import of_bytes, of_json
from documents.choices import Attribute, Direction, Stage
from documents.docx import content as contents
from documents.docx.model import Content, Paragraph
from documents.models import (
    DisclosureDecision,
    Document,
    DocumentNumber,
    NumberSeries,
    SignOff,
    Version,
)
from documents.selectors import whole
from documents.services.blobs import store
from interpretation.facts import MaterialData, PlanData, Risk
from interpretation.models import InterpretationPlan, PlanMaterial
from interpretation.services.plans import digest_of, save_versions
from publication.models import EndingProposal, IndexCounter, IndexNumber, PublicCopy, Release
from publication.selectors import elements_json, elements_of
from publication.services.showing import show_again
from review.choices import CONFIDENTIALITY_CHAIN, Desk, Verdict
from review.models import Opinion, Scan
from review.scanner import EDITION
from tests.people import make_office, make_people

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
OTHER = "0" * 64
CHAIN = (
    (Desk.CONFIDENTIALITY_OFFICER, "officer", Verdict.MAY_PUBLISH),
    (Desk.CONFIDENTIALITY_HEAD, "head", Verdict.MAY_PUBLISH),
)
PLAN = PlanData(
    first_interpreter="司长",
    responsible="基础教育司",
    background="背景",
    key_points="要点",
    forms=("questions",),
    schedule="与文件同时公布",
    channels=("portal",),
    publicity="门户网站首页刊发",
    risks=(Risk("家长疑问", "low", "及时答复", "处长"),),
    materials=(
        MaterialData(
            1, "questions", "有关负责人就通知答记者问", "一、背景\n通知的背景如下。\n（一）<b>要点</b>\n共三条。"
        ),
    ),
)


def content_of(title: str, *lines: str) -> Content:
    blocks = tuple(map(Paragraph, lines or ("为了做好有关工作，现将有关事项通知如下，请认真执行。",)))
    return contents.canonical(Content(title=title, addressees=("各直属高校",), blocks=blocks))


@dataclass
class World:
    """One ministry with a person for each part that somebody has in a release."""

    who: dict[str, User] = field(default_factory=dict)
    made: int = 0

    def __post_init__(self) -> None:
        self.organ = make_office("教育部")
        self.general = make_office("办公厅", self.organ, is_general_office=True)
        roles = {
            "drafter": Role.DRAFTER,
            "officer": Role.CONFIDENTIALITY_OFFICER,
            "head": Role.CONFIDENTIALITY_HEAD,
            "leader": Role.SIGNATORY,
            "news": Role.NEWS_OFFICER,
            "signatory": Role.SIGNATORY,
            "publisher": Role.PUBLISHER,
            "stranger": Role.DRAFTER,
        }
        self.who = make_people(self.organ, roles)
        self.series = NumberSeries.objects.create(code="教办厅", name="通知")

    def draft(self, *lines: str, title: str = "", content: Content | None = None, **fields: Any) -> Document:
        """Return a draft with a version and a proactive decision."""
        self.made += 1
        title = title or f"教育部办公厅关于第{self.made}项工作的通知"
        values = {
            "drafter": self.who["drafter"],
            "office": self.general,
            "lead_office": self.organ,
            "issuing_body": "教育部办公厅",
            "genre": "通知",
            "direction": Direction.DOWN,
            "topic": "11",
            "created_at": NOON,
            "changed_at": NOON,
            "addressees": ["各直属高校"],
        }
        document = Document.objects.create(title=title, **(values | fields))
        version = self.version(document, content or content_of(title, *lines))
        change(document, version_id=version.pk, decision_id=self.decision(document).pk)
        Scan.objects.create(document=document, version=version, text_sm3=version.content_sm3, edition=EDITION, at=NOON)
        return whole(document.pk)

    def version(self, document: Document, content: Content) -> Version:
        value = contents.to_json(content)
        digest = of_json(value)
        blob = store(f"draft {document.pk}".encode())
        return Version.objects.create(
            document=document,
            serial=1,
            content=value,
            content_sm3=digest.sm3,
            content_sha256=digest.sha256,
            blob=blob,
            filename="草稿.docx",
            file_sm3=OTHER,
            traits={"has_text": True},
            uploaded_by=document.drafter,
            uploaded_at=NOON,
        )

    def with_picture(self, document: Document, picture: bytes) -> None:
        """Put a picture at the end of the document's text."""
        version, blob = document.version, store(picture)
        value = Version.objects.get(pk=version.pk).content
        value["blocks"].append({"kind": "picture", "sha256": blob.sha256, "mm": [20, 10]})
        digest = of_json(value)
        settle()
        run("alter table documents_version disable trigger user")
        columns = {"content": value, "content_sm3": digest.sm3, "content_sha256": digest.sha256}
        Version.objects.filter(pk=version.pk).update(**columns)
        version.pictures.add(blob)

    def decision(self, document: Document) -> DisclosureDecision:
        return DisclosureDecision.objects.create(
            document=document,
            serial=1,
            attribute=Attribute.PROACTIVE,
            stages=[Stage.DECISION, Stage.SERVICE],
            sm3=of_bytes(f"decision {document.pk}".encode()).sm3,
            sha256=OTHER,
            decided_by=document.drafter,
            decided_at=NOON,
        )

    @transaction.atomic
    def issued(self, *lines: str, **fields: Any) -> Document:
        """Return an issued document: signed, numbered, dated."""
        return self.issue(self.draft(*lines, **fields))

    def issue(self, document: Document) -> Document:
        """Sign, number and date a draft."""
        version, decision = document.version, document.decision
        signoff = SignOff.objects.create(
            document=document,
            version=version,
            decision=decision,
            content_sm3=version.content_sm3,
            content_sha256=version.content_sha256,
            public_sm3=document.public_sm3,
            decision_sm3=decision.sm3,
            routing_sm3=document.routing_sm3(),
            signed_by=self.who["signatory"],
            signed_at=NOON,
        )
        serial = self.series.numbers.filter(year=2026).count() + 1
        number = DocumentNumber.objects.create(
            series=self.series, year=2026, serial=serial, document=document,
            given_by=self.who["publisher"], given_at=NOON,
        )  # fmt: skip
        change(
            document, status="issued", signoff_id=signoff.pk, number_id=number.pk,
            number_text=str(number), issued_on=date(2026, 11, 24),
        )  # fmt: skip
        return whole(document.pk)

    def opinion(self, document: Document, desk: str, name: str, verdict: str, **fields: Any) -> Opinion:
        values = {
            "content_sm3": document.version.content_sm3,
            "public_sm3": document.public_sm3,
            "text": "已审",
            "at": NOON,
        }
        if document.is_policy and desk in CONFIDENTIALITY_CHAIN:
            plan = document.plans.order_by("serial").last()
            values["plan_sm3"] = plan.sm3 if plan else ""
        return Opinion.objects.create(
            document=document,
            version=document.version,
            desk=desk,
            by=self.who[name],
            verdict=verdict,
            **(values | fields),
        )

    def reviewed(self, document: Document, chain: Any = CHAIN) -> Document:
        """Return the document with the opinions of the confidentiality chain."""
        for desk, name, verdict in chain:
            self.opinion(document, desk, name, verdict)
        return document

    def plan(self, document: Document, data: PlanData = PLAN) -> InterpretationPlan:
        materials = save_versions(document=document, materials=data.materials, by=document.drafter, at=NOON)
        digest = digest_of(data, [each.sm3 for each in materials])
        plan = InterpretationPlan.objects.create(
            document=document, serial=document.plans.count() + 1, **data.as_json(),
            material_sm3s=[each.sm3 for each in materials],
            sm3=digest.sm3, sha256=digest.sha256, made_by=document.drafter, made_at=NOON,
        )  # fmt: skip
        for order, each in enumerate(materials, start=1):
            PlanMaterial.objects.create(plan=plan, material=each, order=order)
        return plan

    def cosigned(self, document: Document, plan: InterpretationPlan, **fields: Any) -> Opinion:
        values = {"plan_sm3": plan.sm3} | fields
        return self.opinion(document, Desk.INTERPRETATION_COSIGN, "news", Verdict.AGREE, **values)

    def copy(self, document: Document, *, pdf: bytes | None = None, page: str = "", **fields: Any) -> PublicCopy:
        """Return a verified copy with stand-in bytes (the typesetter has its own tests)."""
        docx, html = f"docx {document.pk}".encode(), (page or f"<p>正文 {document.pk}</p>").encode()
        values: dict[str, Any] = {"verified_at": NOON, "typeset_at": NOON, "typesetter_version": "1"}
        values |= {
            "content_sm3": document.public_text.content_sm3,
            "content_sha256": document.public_text.content_sha256,
        }
        for name, data in (("docx", docx), ("html", html), ("pdf", pdf)):
            if data is not None:
                digest = of_bytes(data)
                values |= {name: store(data), f"{name}_sm3": digest.sm3, f"{name}_sha256": digest.sha256}
        values |= {"elements": elements_json(elements_of(document)), "version": document.version}
        serial = document.copies.count() + 1
        return PublicCopy.objects.create(document=document, serial=serial, **(values | fields))

    def release(self, document: Document, copy: PublicCopy, plan: Any = None, **fields: Any) -> Release:
        held = IndexNumber.objects.filter(document=document).first()
        values = {
            "index": fields.get("index") or held or self.index(document),
            "published_at": NOON + timedelta(minutes=document.pk),
            "published_on": date(2026, 11, 24),
            "published_by": self.who["publisher"],
            "channels": ["portal"],
            "title": document.title,
            "number_text": document.number_text,
            "issuing_body": document.issuing_body,
            "topic": document.topic,
            "genre": document.genre,
            "stages": list(document.decision.stages),
            "summary": document.summary or "为了做好有关工作，现将有关事项通知如下，请认真执行。",
            "keywords": ["科技", "教育", "通知"],
            "generated_on": document.issued_on,
        }
        serial = document.releases.count() + 1
        release = Release.objects.create(document=document, serial=serial, copy=copy, plan=plan, **(values | fields))
        show_again(document.pk, NOON)
        return release

    def index(self, document: Document) -> IndexNumber:
        counter, _ = IndexCounter.objects.get_or_create(year=2026)
        IndexCounter.objects.filter(year=2026).update(last=counter.last + 1)
        text = f"360A00/2026-{counter.last + 1:05d}"
        return IndexNumber.objects.create(document=document, year=2026, serial=counter.last + 1, text=text)

    def published(self, *lines: str, policy: bool = False, page: str = "", **fields: Any) -> Release:
        """Return the live release of a document that was properly reviewed, released and settled."""
        releasing = {name: fields.pop(name) for name in ("summary", "published_at") if name in fields}
        pdf, data = fields.pop("pdf", None), fields.pop("plan", PLAN)
        document = self.issued(*lines, is_policy=policy, **fields)
        plan = self.plan(document, data) if policy else None
        self.reviewed(document)
        if plan:
            self.cosigned(document, plan)
        release = self.release(document, self.copy(document, page=page, pdf=pdf), plan, **releasing)
        change(document, status="published")
        settle()
        return release

    def ended(self, release: Release, state: str = "retracted", **fields: Any) -> Release:
        """End a release as the services do, with the approved proposal, without moving the document."""
        values = {
            "state": state,
            "ended_at": NOON + timedelta(days=1),
            "ended_by": self.who["publisher"],
            "approver": self.who["signatory"],
            "reason_kind": "error",
            "reason": "内部原因",
            "explanation": "因数据有误撤下，更正后另行公开。",
        }
        values |= fields
        if not EndingProposal.objects.filter(release=release).exists():
            self.approved(self.proposed(release, values), values)
        Release.objects.filter(pk=release.pk).update(**values)
        if values["state"] == "retracted":
            show_again(release.document_id, NOON)
        return Release.objects.get(pk=release.pk)

    def proposed(self, release: Release, values: dict[str, Any] | None = None, **fields: Any) -> EndingProposal:
        """Return an open proposal to end the live release, such that `values` could end it."""
        given = {"state": "retracted", "reason_kind": "error", "explanation": "因数据有误撤下。"} | (values or {})
        act = "retract" if given["state"] == "retracted" else "correct"
        words = {"reason_kind": given["reason_kind"] or "error", "explanation": given["explanation"] or "说明"}
        about = {"document": release.document, "release": release, "act": act, "reason": "内部原因"}
        who = {"proposed_by": self.who["publisher"], "proposed_at": NOON}
        return EndingProposal.objects.create(**(about | words | who | fields))

    def approved(self, proposal: EndingProposal, values: dict[str, Any] | None = None) -> None:
        """Approve a proposal past all services; the leader approves unless `values` name another person."""
        approver = (values or {}).get("approver") or self.who["signatory"]
        if approver == proposal.proposed_by:
            approver = self.who["signatory"]  # the row under test is the release, not the proposal
        EndingProposal.objects.filter(pk=proposal.pk).update(state="approved", decided_by=approver, decided_at=NOON)


def change(document: Document, **columns: Any) -> None:
    """Write columns of the document past all services, as raw SQL would."""
    Document.objects.filter(pk=document.pk).update(**columns)


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))


def settle() -> None:
    """Let PostgreSQL judge now what it would judge at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


@contextmanager
def refused(words: str):
    """Expect PostgreSQL to refuse what is written inside, with these words; nothing of it stays."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
        settle()
    assert words in str(refusal.value)


@contextmanager
def ends_not_asked():
    """Let rows of the portal be taken down without an approved proposal, as a bundle does on a machine without office.

    A transaction that is rolled back takes the trigger back itself.
    """
    run("alter table portal_publisheddocument disable trigger listing_end_was_approved")
    yield
    if not connection.in_atomic_block:
        run("alter table portal_publisheddocument enable trigger listing_end_was_approved")
