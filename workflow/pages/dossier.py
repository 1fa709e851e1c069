"""All that the pages show about one document, gathered once in a fixed number of queries."""

from collections import Counter
from typing import Any

from django.urls import reverse

from common.clock import office_date
from deadlines.lights import HourLight, Light
from documents.choices import Attribute, Stage
from documents.docx import content as contents
from documents.docx.typesetting import html
from documents.models import Document, Version
from publication.selectors import elements_of
from review import validity
from review.selectors import Case, opinions_of, returns_of, rounds_of
from workflow import selectors
from workflow.models import DeskTask
from workflow.pages import flow, opinions
from workflow.pages.lights import soonest
from workflow.pages.rows import Today
from workflow.selectors import Sight


class Dossier:
    """One document with its opinions, steps, rounds and returns, as one person may see them on one day."""

    def __init__(self, document: Document, sight: Sight, today: Today) -> None:
        self.document, self.sight, self.today = document, sight, today
        self.case = with_people(Case(document))
        self.tasks = selectors.tasks_of(document)
        self.rounds = rounds_of(document.pk)
        self.returns = returns_of(document.pk)
        self.offices = list(document.cosign_offices.order_by("path"))

    @property
    def open_tasks(self) -> list[DeskTask]:
        """Return the desks' tasks that wait for somebody."""
        return [task for task in self.tasks if task.is_open and task.desk]

    @property
    def sees_present(self) -> bool:
        """Test if the person may read what the document is now (`version` loaded)."""
        return self.document.version is not None and self.sight.sees(self.document.version.serial)

    def light(self) -> Light | HourLight | None:
        """Return the light of the open desk with the least time left."""
        return soonest(self.open_tasks, self.today.at, self.today.calendar)

    def stages(self) -> list[dict[str, Any]]:
        """Return the picture of the process."""
        signers = flow.signers_of(self.offices, self.rounds)
        return flow.stages(self.document, self.case, self.tasks, signers)

    def opinions(self) -> list[dict[str, Any]]:
        """Return opinions and returns as rows, oldest first."""
        files = opinions.files_of(self.case.opinions)
        return opinions.rows(self.case.opinions, self.returns, files, self.sight)

    def head(self) -> dict[str, Any]:
        """Return what documents/_head.html and the picture of the process ask."""
        decision = self.document.decision
        return {
            "document": self.document,
            "document_url": reverse("workflow:document", args=[self.document.pk]),
            "attribute": decision.attribute if decision else "",
            "light": self.light(),
            "stages": self.stages(),
        }


def with_people(case: Case) -> Case:
    """Return the case with the people of its opinions loaded."""
    case.opinions = opinions_of(case.document.pk)
    case.held = [o for o in case.opinions if validity.holds(o, case.present)]
    case.chain = validity.confidentiality_chain(case.held)
    return case


def text_of(document: Document, version: Version | None) -> dict[str, Any]:
    """Return what documents/_text.html asks: the version as a reader sees it (two queries)."""
    if version is None or version.erased_at:
        return {"erased": True, "body_html": "", "attachments": []}
    content = contents.from_json(version.content)
    addresses = {sha: picture_url(document.pk, version.serial, sha) for sha in content.pictures()}
    body = html.render(content, elements_of(document), addresses=addresses)
    return {"erased": False, "body_html": body, "attachments": []}


def picture_url(document_id: int, serial: int, sha256: str) -> str:
    """Return the address of a picture of a version."""
    return reverse("workflow:picture", args=[document_id, serial, sha256])


def attachments_of(version: Version | None, *, may_download: bool) -> list[dict[str, Any]]:
    """Return the attachments that were uploaded as files of their own, with the way to the original."""
    if version is None or version.erased_at:
        return []
    return [
        {
            "name": f"附件{each.serial}：{each.title}",
            "url": reverse("workflow:attachment", args=[version.document_id, version.serial, each.serial])
            if may_download
            else "",
            "size": each.blob.size if each.blob else 0,
        }
        for each in version.attachments.select_related("blob").defer("blob__data").order_by("serial")
    ]


def decision_facts_of(document: Document) -> list[tuple[str, str]]:
    """Return the present disclosure decision for a list of facts."""
    decision, proposed = document.decision, document.proposed if document.proposed_id else None
    if decision is None:
        return [("公开属性", "尚未提出")]
    found = [
        ("拟改为", f"{proposed.get_attribute_display()}（签发后生效）" if proposed else ""),
        ("公开属性", decision.get_attribute_display()),
        ("五公开环节", "、".join(str(Stage(code).label) for code in decision.stages)),
        ("附注", f"（{document.closing_note}）"),
    ]
    if decision.attribute == Attribute.PROACTIVE:
        return found
    stated = [(decision.no_duty_stated, "没有法定公开义务"), (decision.confirmed, "已再次确认不主动公开")]
    return [
        *found,
        ("理由", decision.get_ground_display()),
        ("理由说明", decision.reason),
        ("负面清单条目", str(decision.entry) if decision.entry else ""),
        ("拟稿人声明", "；".join(words for is_stated, words in stated if is_stated)),
    ]


def _withheld(document: Document) -> str:
    """Return how many passages the public does not read, counted by ground (条例37; one query where there are any)."""
    if document.redacted is None:
        return ""
    counts = Counter(each.get_ground_display() for each in document.redacted.redactions.order_by("pk"))
    words = "；".join(f"{ground} {count} 处" for ground, count in counts.items())
    return f"公开文本删减 {counts.total()} 处：{words}"


def _next_review(document: Document) -> str:
    """Return when the attribute is judged again; what became proactive since has no such day."""
    proactive = document.decision is not None and document.decision.attribute == Attribute.PROACTIVE
    return "" if document.next_review_on is None or proactive else f"{document.next_review_on:%Y-%m-%d}"


def facts_of(dossier: Dossier) -> list[tuple[str, str]]:
    """Return the elements of the document for the list of facts."""
    document = dossier.document
    kinds = (("is_policy", "政策性文件"), ("is_normative", "行政规范性文件"), ("is_major", "重大行政决策"))
    signoff = document.signoff
    signed = f"{signoff.signed_by.full_name} {office_date(signoff.signed_at):%Y-%m-%d}" if signoff else ""
    return [
        ("文种", document.get_genre_display()),
        ("行文方向", document.get_direction_display()),
        ("发文机关标志", document.issuing_body),
        ("主送机关", "、".join(document.addressees)),
        ("抄送机关", "、".join(document.copies_to)),
        ("用印", "加盖印章" if document.sealed else "不加盖印章"),
        ("紧急程度", document.get_urgency_display()),
        ("性质", "、".join(label for name, label in kinds if getattr(document, name))),
        ("会签单位", "、".join(office.label for office in dossier.offices)),
        ("主题分类", document.get_topic_display()),
        ("发文代字", document.series.code if document.series else ""),
        ("签发", signed),
        ("成文日期", f"{document.issued_on:%Y-%m-%d}" if document.issued_on else ""),
        ("区分处理", _withheld(document)),
        ("内容概述", document.summary),
        ("行文说明", document.statement),
        ("下次属性评估", _next_review(document)),
    ]
