"""Who is told what of a self-check: makers when it begins, before it is due and after; each thing once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse

from accounts.roles import Role
from accounts.selectors import users_with_role
from common.clock import office_date
from deadlines.lights import Colour
from notices import services as notices
from oversight.models import SelfCheck, SelfCheckItem
from oversight.selfcheck.choices import CheckState
from oversight.selfcheck.selectors import UNCONFIRMED, UNJUDGED
from workflow.policies import paths_to

BEFORE = timedelta(days=7)
WORDS = {
    "opened": "{check}已开始：请在{due}前对本单位依申请公开、不予公开的公文逐件重新判断",
    "soon": "{check}将于{due}到期，本单位还有公文没有重新判断",
    "overdue": "{check}已过{due}的期限，本单位还有公文没有重新判断",
    "confirm": "{check}将于{due}到期，还有公文的判断等待政务公开审核员确认",
}
COLOURS = {"soon": Colour.YELLOW, "overdue": Colour.RED, "confirm": Colour.YELLOW}


def tell_makers(check: SelfCheck, stage: str, at: datetime) -> int:
    """Tell the drafters and heads of the offices whose documents wait for a verdict; return how many were told now."""
    rows = SelfCheckItem.objects.filter(UNJUDGED, selfcheck=check)
    drafters = set(rows.filter(document__drafter__is_active=True).values_list("document__drafter_id", flat=True))
    paths = {path for each in set(rows.values_list("document__office__path", flat=True)) for path in paths_to(each)}
    heads = users_with_role(Role.DIVISION_HEAD, check.organ).filter(office__path__in=paths)
    return _tell(check, stage, drafters | set(heads.values_list("pk", flat=True)), at)


def _tell(check: SelfCheck, stage: str, people: Iterable[int], at: datetime) -> int:
    return notices.tell(
        to=people,
        kind=f"selfcheck.{stage}",
        key=f"selfcheck:{check.pk}",
        text=WORDS[stage].format(check=check, due=f"{check.due_on:%Y-%m-%d}"),
        url=reverse("oversight:selfcheck", args=[check.pk]),
        colour=COLOURS.get(stage, ""),
        at=at,
    )


def tell_of_return(item: SelfCheckItem, judge_id: int, at: datetime) -> None:
    """Tell whoever judged that the verdict was sent back."""
    notices.tell(
        to=[judge_id],
        kind="selfcheck.sent_back",
        key=f"item:{item.pk}:{at:%Y%m%d%H%M%S}",
        text=f"{item.selfcheck}：{item.document.number_text}的判断被退回，请重新判断",
        url=reverse("oversight:selfcheck_item", args=[item.pk]),
        colour=Colour.YELLOW,
        at=at,
    )


def remind(at: datetime) -> int:
    """Tell, once each, who still has to judge or confirm in the self-checks that are due within a week or overdue."""
    told, today = 0, office_date(at)
    due = SelfCheck.objects.filter(state=CheckState.OPEN, due_on__lte=today + BEFORE).select_related("organ")
    for check in due.order_by("pk"):
        told += tell_makers(check, _stage(check.due_on, today), at)
        if SelfCheckItem.objects.filter(UNCONFIRMED, selfcheck=check).exists():
            told += _tell(check, "confirm", _officers(check), at)
    return told


def _stage(due_on: date, today: date) -> str:
    return "overdue" if today > due_on else "soon"


def _officers(check: SelfCheck) -> set[int]:
    people: set[int] = set(users_with_role(Role.DISCLOSURE_OFFICER, check.organ).values_list("pk", flat=True))
    return people
