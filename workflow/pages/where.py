"""Sentences that say what an act brought about, and where the document is now."""

from common.clock import office_text
from documents.choices import Status
from publication.schedules import open_schedule
from review.models import Opinion
from workflow import selectors
from workflow.models import DeskTask
from workflow.pages.rows import desk_of

AT_REST = {
    Status.DRAFT: "公文现为草稿。",
    Status.PUBLISHED: "公文已公开，全部环节办结。",
    Status.FILED: "公文已归存，全部环节办结。",
    Status.DISCARDED: "公文已作废。",
    Status.RETRACTED: "公文已撤下。",
}


def where_now(document_id: int) -> str:
    """Return at which desks the document waits now, and whom they ask (one to three queries)."""
    tasks = selectors.open_tasks_of([document_id]).get(document_id, [])
    if tasks:
        return "公文现在：" + "、".join(dict.fromkeys(_at(task) for task in tasks)) + "。"
    if held := open_schedule(document_id):
        return f"定时公开：{office_text(held.release_at)}。"
    status = selectors.status_of(document_id)
    return AT_REST.get(Status(status), "系统正在排版核验，完成后自动转入下一环节。")


def _at(task: DeskTask) -> str:
    desk = desk_of(task)
    holder = task.owner or task.person
    return f"{desk}（{holder.full_name}）" if holder and not task.cosign else desk


def submitted(voided: list[Opinion]) -> str:
    """Return what handing in did: which opinions became void, and why."""
    if not voided:
        return "已送审。"
    whose: dict[str, list[str]] = {}
    for each in Opinion.objects.filter(pk__in=[o.pk for o in voided]).select_related("by").order_by("pk"):
        whose.setdefault(each.superseded_why, []).append(f"{each.get_desk_display()}（{each.by.full_name}）")
    lost = "；".join(f"{'、'.join(names)}：{why}" for why, names in whose.items())
    return f"已送审。以下意见失效，须重新办理——{lost}。"
