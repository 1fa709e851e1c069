"""The page of one desk (templates/workflow/step.html)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from common.clock import office_date
from common.gate import Gate
from documents import selectors as documents_of
from documents.choices import Status
from documents.comparison.substance import NATURE_NAMES, Nature
from documents.models import Document, Version
from interpretation.selectors import current_plan
from review.choices import CONFIDENTIALITY_CHAIN, Desk
from review.facts import ReturnFacts
from review.models import Return
from review.plan_scan import scan_document
from workflow import selectors, tokens
from workflow import services as workflow
from workflow.forms.acts import OfficeForm, PersonForm
from workflow.forms.steps import CLASSIFY, DECIDE, RETURN, StepForm
from workflow.models import DeskTask
from workflow.pages.differences import differences
from workflow.pages.document import compare_url
from workflow.pages.dossier import Dossier, attachments_of, decision_facts_of, facts_of, text_of
from workflow.pages.doubts import doubts_of
from workflow.pages.emergencies import emergency_shown
from workflow.pages.materials import plan_context, remarks_context
from workflow.pages.precedents import must_confirm, papers_beside
from workflow.pages.readings import phases_of
from workflow.pages.releasing import arranged_of
from workflow.pages.rows import Today
from workflow.pages.standing import bench_of, counts_of, topics_at
from workflow.policies import Identity, paths_to
from workflow.resigning import since_signature
from workflow.services.reading import newest_seen

WORDS = {
    Desk.SIGN: "签发",
    Desk.REGISTER: "登记编号",
    Desk.RELEASE: "公开发布",
    Desk.FOLLOW_UP: "跟踪办结",
    Desk.ARCHIVE: "归档",
    Desk.DEPARTMENT_COSIGN: "提交会签意见",
    Desk.INTERPRETATION_COSIGN: "提交会签意见",
    Desk.LEGALITY_REVIEW: "提交审核意见",
    **dict.fromkeys(CONFIDENTIALITY_CHAIN, "提交审查意见"),
}
# another verdict, date or moment may be free to be given
MENDED_BY_THE_FORM = frozenset({Desk.REGISTER, Desk.RELEASE, *CONFIDENTIALITY_CHAIN})
ALL_OPINIONS = frozenset({Desk.SIGN, Desk.OFFICE_CHECK})
ISSUED = frozenset({Status.ISSUED, Status.PUBLISHED, Status.RETRACTED})


@dataclass(frozen=True, slots=True)
class Place:
    """One task as one person sees it: in whose name, on which day."""

    task: DeskTask
    user: User
    identity: Identity
    today: Today
    at: datetime

    @property
    def is_loan(self) -> bool:
        """Test if only advice is asked (委派)."""
        return self.task.cosign is not None and self.task.cosign.is_loan

    @property
    def is_held_by_other(self) -> bool:
        """Test if another person has claimed the task."""
        return self.task.owner_id not in {None, self.user.pk}

    @property
    def is_mine(self) -> bool:
        """Test if the person holds the task."""
        return self.task.owner_id == self.user.pk


def form_of(place: Place, document: Document, data: Any = None, files: Any = None, **more: Any) -> StepForm:
    """Return the desk's form; at the register series and the day of the signature are filled in."""
    signoff = document.signoff
    initial = {"series": document.series, "issued_on": office_date(signoff.signed_at) if signoff else None}
    return StepForm(
        data,
        files,
        desk=place.task.desk,
        targets=workflow.targets(Desk(place.task.desk), document),
        series=documents_of.active_series(),
        loan=place.is_loan,
        topics=topics_at(place.task.desk, document),
        confirms=must_confirm(place.task.desk, document),
        warned=_warned(place, document),
        initial=initial,
        **more,
    )


def _warned(place: Place, document: Document) -> bool:
    """Test if the confidentiality officer has to look at what the scanner warns of in plan and materials."""
    at_desk = place.task.desk == Desk.CONFIDENTIALITY_OFFICER and place.task.is_open
    return at_desk and bool(scan_document(document, place.today.day).warnings)


def step_page(
    place: Place, document: Document, form: StepForm, *, stale: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the context of the page. `stale` says that somebody acted first."""
    task = place.task
    sight = selectors.sight_of(place.user, document, place.today.day)
    version = newest_seen(document, sight)
    dossier = Dossier(document, sight, place.today)
    text = text_of(document, version)
    originals = selectors.may_have_originals(place.user, document, sight, place.today.day)
    text["attachments"] = attachments_of(version, may_download=originals)
    acts = task.is_open and not place.is_held_by_other
    return {
        **dossier.head(),
        **text,
        **_since_my_last(dossier, place, version),
        **_since_signature(dossier, place),
        **_materials(place, document, dossier),
        **_holding(place),
        **_findings(place, document),
        **(papers_beside(task.desk, document, place.user, place.today) if dossier.sees_present else {}),
        "urgent": emergency_shown(document),
        **doubts_of(task, dossier.case.held),
        "step": _step(place),
        "light": place.today.light(task),
        "given_back": _given_back(dossier, task),
        "opinions": dossier.opinions(),
        "all_opinions": task.desk in ALL_OPINIONS,
        "facts": facts_of(dossier),
        "decision_facts": decision_facts_of(document),
        "form": form if acts or form.is_bound else None,
        **_judged(place, form, acts),
        "token": tokens.token_of(task, dossier.case.present),
        "keep": f"step-{task.pk}",
        "stale": stale,
        "cosign_acts": _cosign_acts(place, document) if acts and task.desk == Desk.DEPARTMENT_COSIGN else [],
        "download_url": _download_url(version) if originals and version else "",
    }


def _given_back(dossier: Dossier, task: DeskTask) -> Return | None:
    """Return the return by which the task came to its desk, since its words are the first that are to be read."""
    last = next(iter(dossier.returns), None)
    return last if last is not None and last.to_desk == task.desk and last.at <= task.created else None


def _step(place: Place) -> dict[str, Any]:
    task, behalf = place.task, place.identity.on_behalf_of
    return {
        "label": task.get_desk_display(),
        "arrived": task.created,
        "holder": task.owner.full_name if task.owner else "",
        "mine": place.is_mine,
        "on_behalf_of": behalf.full_name if behalf else "",
        "loan": place.is_loan,
    }


def _holding(place: Place) -> dict[str, str]:
    """Return the addresses for claiming and giving back, as far as they make sense now."""
    task = place.task
    if not task.is_open or place.is_held_by_other:
        return {}
    if task.owner_id is None and task.person_id == place.user.pk:
        return {}  # asked by name: there is nobody to claim it from
    if place.is_mine:
        return {"unclaim_url": reverse("workflow:unclaim", args=[task.pk])}
    return {"claim_url": reverse("workflow:claim", args=[task.pk])}


def _judged(place: Place, form: StepForm, acts: bool) -> dict[str, Any]:
    """Return the gates of the buttons, and the rules that hold already as far as no field shows them."""
    gates = _gates(place, form) if acts else {}
    kept = gates[DECIDE]["gate"].kept if gates else ()
    return {"gates": gates, "kept": [rule for rule in kept if rule.field not in form.fields]}


def _gates(place: Place, form: StepForm) -> dict[str, dict[str, Any]]:
    """Return a gate for each button: the one that the service will ask, under the button's own words."""
    gate = workflow.desk_gate(task=place.task, by=place.user, at=place.at)
    _propose(gate.subject.document, form)
    if place.is_loan:
        return {DECIDE: {"gate": Gate("advise", "回复委派", gate.subject), "mends": False}}
    label = WORDS.get(Desk(place.task.desk), "同意")
    found = {DECIDE: {"gate": replace(gate, label=label), "mends": place.task.desk in MENDED_BY_THE_FORM}}
    if form.return_fields():
        gate.subject.gathered["return"] = ReturnFacts("", "")
        found[RETURN] = {"gate": Gate("return", "退回", gate.subject), "mends": True}
    if form.classify_fields():
        found[CLASSIFY] = {"gate": replace(gate, label="应当定密，终止办理"), "mends": False}
    return found


def _propose(document: Document, form: StepForm) -> None:
    """Let the gate of the register desk judge what stands in the fields, not what is stored so far (nothing)."""
    for name in ("series", "issued_on"):
        if name in form.fields and not form.is_bound:
            setattr(document, name, form.initial.get(name))


def _since_my_last(dossier: Dossier, place: Place, version: Version | None) -> dict[str, Any]:
    """Return what changed since the person's last opinion at this desk, on the version shown now."""
    here = [o for o in dossier.case.opinions if o.desk == place.task.desk]
    mine = [o for o in here if place.user.pk in {o.by_id, o.on_behalf_of_id}]
    if not mine or version is None or mine[-1].version_id == version.pk:
        return {"diff_html": "", "diff_label": ""}
    old = Version.objects.get(pk=mine[-1].version_id)
    return {
        "diff_html": differences(old, version),
        "diff_label": f"您上次办理（第 {old.serial} 稿）以后的变动",
        "compare_url": compare_url(version.document_id, old.serial, version.serial),
    }


def _since_signature(dossier: Dossier, place: Place) -> dict[str, Any]:
    """Return, at the signature, what changed since an earlier one, whether in substance, and why (R51)."""
    if place.task.desk != Desk.SIGN or not place.task.is_open:
        return {}
    found = since_signature(dossier.case, with_reasons=True)
    if found is None:
        return {}
    old, new = found.signoff.version, dossier.document.version
    seen = new is not None and old.pk != new.pk and dossier.sight.sees(old.serial)
    names = [f"代{person.full_name}" if n else person.full_name for n, person in enumerate(found.signatories)]
    return {
        "resigning": {
            "nature": NATURE_NAMES[found.nature],
            "is_substantive": found.nature == Nature.SUBSTANTIVE,
            "reasons": found.reasons,
            "by": "，".join(names),
            "at": found.signoff.signed_at,
            "serial": old.serial,
            "url": compare_url(dossier.document.pk, old.serial, new.serial) if seen and new else "",
        }
    }


def _materials(place: Place, document: Document, dossier: Dossier) -> dict[str, Any]:
    """Return the further papers of the desk: plan and material, the public copy, advice that was asked for."""
    found: dict[str, Any] = {"plan": None, "plan_first": place.task.desk == Desk.INTERPRETATION_COSIGN}
    if document.is_policy:
        plan = current_plan(document.pk)
        found |= plan_context(plan)
        found |= remarks_context(place.task, document, plan) if dossier.sees_present else {}
        if place.task.desk == Desk.CONFIDENTIALITY_OFFICER:
            found["plan_scan"] = scan_document(document, place.today.day)
        if place.task.desk == Desk.FOLLOW_UP:
            found["phases"] = phases_of(document, place.today)
    if place.task.desk == Desk.RELEASE and document.status in ISSUED:
        found["preview_url"] = reverse("publication:preview", args=[document.pk])
        found["arranged"] = arranged_of(document)
    if place.task.cosign_id:
        rows = [row for _round, each in dossier.rounds for row in each]
        found["advices"] = [row for row in rows if row.came_from_id == place.task.cosign_id and row.advice]
    return found


def _findings(place: Place, document: Document) -> dict[str, Any]:
    """Return how the findings of the public text stand, and the way to the workbench, for the confidentiality desks."""
    if place.task.desk not in CONFIDENTIALITY_CHAIN:
        return {}
    bench = bench_of(document)
    url = reverse("workflow:workbench", args=[place.task.pk])
    return {"workbench_url": url, "scan": bench.scan, "counts": counts_of(bench)}


def _cosign_acts(place: Place, document: Document) -> list[dict[str, Any]]:
    """Return 转办 (to another office) and 委派 (ask a person for advice first)."""
    task = place.task
    if place.is_loan or task.cosign is None:
        return []
    organ = paths_to(document.lead_office.path)[0]
    offices = OfficeForm(organ=organ, leave_out={task.cosign.office_id}, prefix="transfer")
    people = PersonForm(people=selectors.advisers(task, place.user), prefix="lend")
    return [
        {"label": "转办", "form": offices, "url": reverse("workflow:transfer", args=[task.pk]),
         "note": "转由其他单位会签，本单位不再会签。"},
        {"label": "委派", "form": people, "url": reverse("workflow:lend", args=[task.pk]),
         "note": "请他人先提意见，回复后仍由您会签。"},
    ]  # fmt: skip


def _download_url(version: Version) -> str:
    return reverse("workflow:download", args=[version.document_id, version.serial])
