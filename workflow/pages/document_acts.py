"""What a person may do from the page of a document, each act with its gate; and the co-sign rounds."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.roles import Role
from common.gate import Gate, Unmet
from documents.choices import Action, Attribute, Status
from documents.facts import Subject
from documents.models import Document
from documents.services.moves import subject_of
from documents.services.reopening import is_converted
from review.choices import Desk, ReturnReason
from review.emergencies import may_be_declared
from review.facts import ReturnFacts
from review.models import Cosign
from review.services.consultations import OVER
from workflow.forms.acts import ConfirmForm, OfficeForm, StopReopeningForm, UrgeForm, WithdrawForm
from workflow.models import DeskTask
from workflow.pages.dossier import Dossier
from workflow.pages.releasing import is_to_be_released, may_arrange
from workflow.policies import (
    Identity,
    consulting_as,
    declaring_as,
    keeps_register,
    may_propose_validity,
    paths_to,
    publishing_as,
    stopping_as,
)

HANDLING = "党政机关公文处理工作条例第二十五条"
TYPESET = frozenset({Status.ISSUED, Status.PUBLISHED, Status.RETRACTED})
STANDING = frozenset({Cosign.State.OPEN, Cosign.State.AGREED, Cosign.State.DISAGREED, Cosign.State.LENT})


def drafts_it(found: list[Identity], document: Document) -> bool:
    """Test if the person is the drafter, or acts for the drafter."""
    return any(Role.DRAFTER in i.roles and i.person.pk == document.drafter_id for i in found)


def oversees_it(found: list[Identity]) -> bool:
    """Test if the person belongs to the General Office (policies.may_oversee, without a query)."""
    return Role.OFFICE_SECRETARY in found[0].roles


def opens_endings(found: list[Identity]) -> bool:
    """Test if the page of a proposed ending is open to the person: whoever signs or publishes."""
    return bool(found[0].roles & {Role.SIGNATORY, Role.PUBLISHER})


def acts_of(dossier: Dossier, found: list[Identity], at: datetime) -> list[dict[str, Any]]:
    """Return 撤回, 作废, 催办 and 终止重新公开 for whoever may; an act that is closed now says why."""
    document = dossier.document
    acts: list[dict[str, Any]] = []
    if drafts_it(found, document):
        acts += [act for act in (_withdraw(document, found, at), _discard(document, found, at)) if act]
    if found[0].person.pk == document.drafter_id or oversees_it(found):
        me = found[0].person.pk
        others = [task for task in dossier.open_tasks if (task.owner_id or task.person_id) != me]
        acts += [_urge(task, document, found, at) for task in others]
    acts += _stop_republishing(dossier, found, at)
    acts += _stop_reopening(document, found, at)
    return acts


def _stop_republishing(dossier: Dossier, found: list[Identity], at: datetime) -> list[dict[str, Any]]:
    document = dossier.document
    runs = document.status == Status.RETRACTED and any(task.desk != Desk.ARCHIVE for task in dossier.open_tasks)
    if not runs or publishing_as(found, document) is None:
        return []
    gate = Gate("republish_stop", "终止重新公开", subject_of(document, found[0].person, None, at))
    form = ConfirmForm(prefix="stop", label="确认终止；公文仍为已撤下，只余归档")
    return [_act(gate, "republish_stop", document.pk, form=form, look="btn-danger")]


def _stop_reopening(document: Document, found: list[Identity], at: datetime) -> list[dict[str, Any]]:
    runs = document.proposed_id is not None or is_converted(document)
    if not runs or stopping_as(found, document) is None:
        return []
    gate = Gate("reopening_stop", "终止转为公开", subject_of(document, found[0].person, None, at))
    return [_act(gate, "reopening_stop", document.pk, form=StopReopeningForm(prefix="keep"), look="btn-danger")]


def _withdraw(document: Document, found: list[Identity], at: datetime) -> dict[str, Any] | None:
    if document.status not in {Status.IN_REVIEW, Status.SIGNED}:
        return None
    closed = document.status == Status.SIGNED
    extra = (Unmet(0, "公文已签发，不能由拟稿人撤回；需要修改的，请办理环节退回", HANDLING),) if closed else ()
    back = {"return": ReturnFacts(ReturnReason.WITHDRAWN, "")}
    gate = Gate("return", "撤回", Subject(document, found[0].person.pk, None, at, back), extra=extra)
    form = None if closed else WithdrawForm(prefix="withdraw")
    return _act(gate, "withdraw", document.pk, form=form, mends=not closed)


def _discard(document: Document, found: list[Identity], at: datetime) -> dict[str, Any] | None:
    if document.status not in {Status.DRAFT, Status.IN_REVIEW}:
        return None
    closed = document.status == Status.IN_REVIEW
    extra = (Unmet(0, "公文正在办理，须先撤回再作废", HANDLING),) if closed else ()
    gate = Gate(Action.DISCARD, str(Action.DISCARD.label), subject_of(document, found[0].person, None, at), extra=extra)
    form = None if closed else ConfirmForm(prefix="discard", label="确认作废本草稿；作废后不能恢复")
    return _act(gate, "discard", document.pk, form=form, look="btn-danger")


def _urge(task: DeskTask, document: Document, found: list[Identity], at: datetime) -> dict[str, Any]:
    office = f"（{task.cosign.office.label}）" if task.cosign else ""
    label = f"催办“{task.get_desk_display()}{office}”"
    gate = Gate(f"urge-{task.pk}", label, subject_of(document, found[0].person, None, at))
    return _act(gate, "urge", task.pk, form=UrgeForm(prefix=f"urge{task.pk}"), prefix=f"urge{task.pk}")


def _act(gate: Gate, name: str, pk: int, **more: Any) -> dict[str, Any]:
    return {"gate": gate, "url": reverse(f"workflow:{name}", args=[pk]), "look": "", **more}


def links_of(dossier: Dossier, found: list[Identity], portal_url: str, pending: bool) -> list[dict[str, str]]:
    """Return the ways from the document's page to where work on it goes on."""
    document, links = dossier.document, []
    if document.status == Status.DRAFT and drafts_it(found, document):
        links.append({"label": "修改草稿", "url": reverse("workflow:draft", args=[document.pk])})
    if document.number_text and dossier.sight.whole and document.status != Status.DISCARDED:
        links.append({"label": "印发稿", "url": reverse("workflow:printed", args=[document.pk])})
    is_proactive = document.decision is not None and document.decision.attribute == Attribute.PROACTIVE
    if is_proactive and document.status in TYPESET:
        links.append({"label": "公开稿预览", "url": reverse("publication:preview", args=[document.pk])})
    if document.status == Status.ISSUED and keeps_register(found[0], document):
        links.append({"label": "作废字号", "url": reverse("workflow:renumber", args=[document.pk])})
    if dossier.sees_present and document.status not in OVER and consulting_as(found, document) is not None:
        links.append({"label": "征求意见", "url": reverse("workflow:consult", args=[document.pk])})
    if (document.led_by or document.forwarded_from) and _may_record_rights(found[0], document):
        links.append({"label": "公开的依据", "url": reverse("workflow:rights", args=[document.pk])})
    if may_be_declared(document) and not document.emergency and _told_of_emergencies(document, found):
        links.append({"label": "紧急公开", "url": reverse("workflow:emergency_declare", args=[document.pk])})
    if is_to_be_released(document) and may_arrange(found, document):
        links.append({"label": "公开安排", "url": reverse("workflow:arrangement", args=[document.pk])})
    links += _ways_of_the_publisher(document, dossier.open_tasks, found, pending)
    if document.status == Status.PUBLISHED and may_propose_validity(found, document):
        links.append({"label": "有效性", "url": reverse("workflow:validity_change_new", args=[document.pk])})
    if portal_url:
        links.append({"label": "渠道与回执", "url": reverse("workflow:channels", args=[document.pk])})
        label = "门户告示页" if document.status == Status.RETRACTED else "门户页面"
        links.append({"label": label, "url": portal_url})
    mine = [task for task in dossier.open_tasks if task.owner_id == found[0].person.pk and task.desk != Desk.REVISE]
    links += [{"label": f"去办理：{t.get_desk_display()}", "url": reverse("workflow:step", args=[t.pk])} for t in mine]
    return links


def _may_record_rights(own: Identity, document: Document) -> bool:
    """Test if the page opens to the person (services.rights.may_record_rights, without a query); no substitute."""
    drafted = Role.DRAFTER in own.roles and own.person.pk == document.drafter_id
    return drafted or keeps_register(own, document)


def _told_of_emergencies(document: Document, found: list[Identity]) -> bool:
    """Test if the person may declare an emergency, or is the one who would ask for it."""
    return drafts_it(found, document) or oversees_it(found) or declaring_as(found, document) is not None


def _ways_of_the_publisher(
    document: Document, open_tasks: list[DeskTask], found: list[Identity], pending: bool
) -> list[dict[str, str]]:
    """Return 撤下 and 更正 of what is public, 重新公开 of what was retracted, for whoever publishes."""
    if publishing_as(found, document) is None:
        return []
    names = {"retract": "撤下", "correct": "更正"} if document.status == Status.PUBLISHED and not pending else {}
    if document.status == Status.RETRACTED and all(task.desk == Desk.ARCHIVE for task in open_tasks):
        names = {"republish": "重新公开"}
    links = [{"label": label, "url": reverse(f"workflow:{name}", args=[document.pk])} for name, label in names.items()]
    if document.status == Status.PUBLISHED:
        links.append({"label": "关联文件", "url": reverse("publication:relations", args=[document.pk])})
    return links


def cosigns_of(dossier: Dossier, found: list[Identity]) -> list[dict[str, Any]]:
    """Return the co-sign rounds, newest first, with the acts on a running one for whoever may change it."""
    user, document = found[0].person, dossier.document
    may = user.pk == document.drafter_id or oversees_it(found)
    read = {o.pk for o in dossier.case.opinions if dossier.sight.sees(o.version.serial)}
    shown = []
    for round_, rows in dossier.rounds:
        runs = may and round_.closed_at is None
        standing = {row.office_id for row in rows if row.state in STANDING}
        organ = paths_to(document.lead_office.path)[0]
        add = OfficeForm(organ=organ, leave_out=standing, prefix="cosign") if runs else None
        shown.append(
            {
                "round": round_,
                "rows": [_cosign(row, runs, dossier.sight.whole or row.opinion_id in read) for row in rows],
                "add_form": add,
                "add_url": reverse("workflow:cosign_add", args=[document.pk]) if runs else "",
            }
        )
    return shown


def _cosign(row: Cosign, runs: bool, may_read: bool) -> dict[str, Any]:
    opinion = row.opinion
    words = opinion.text if opinion else row.advice
    takes_back = runs and row.state == Cosign.State.OPEN and not row.is_loan
    return {
        "office": row.office.label,
        "person": row.person.full_name if row.person else "",
        "state": row.state,
        "state_label": row.get_state_display(),
        "by": opinion.by.full_name if opinion else "",
        "text": words if may_read else "",
        "added_by": row.added_by.full_name,
        "at": row.changed_at,
        "is_loan": row.is_loan,
        "withdraw_url": reverse("workflow:cosign_withdraw", args=[row.pk]) if takes_back else "",
    }
