"""The run of a flow: one process for each time a document goes through, one task for each step."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from viewflow.workflow.models import AbstractProcess, AbstractTask
from viewflow.workflow.status import PROCESS, STATUS

from documents.choices import Urgency
from review.choices import Desk

OPEN = (STATUS.NEW, STATUS.ASSIGNED)


class DispatchProcess(AbstractProcess):
    """One document on its way; it keeps the version of the flow's definition under which it started."""

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="processes", verbose_name="公文")
    definition = models.PositiveIntegerField("流程定义版本")

    objects: ClassVar[models.Manager["DispatchProcess"]] = models.Manager()

    class Meta:
        verbose_name = "公文流转"
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(status=PROCESS.NEW), name="one_open_process_per_document"
            )
        ]
        indexes = [BrinIndex(fields=["created"], name="process_by_creation", autosummarize=True)]

    def __str__(self) -> str:
        return f"流转{self.pk}"


class DeskTask(AbstractTask):
    """One step of a process; at a desk it is somebody's to-do.

    `owner` holds it (claimed), `person` is the only one who may; `role`, `scope` and `office_path` say
    who else is asked (workflow.desks). `due_on` is the day on which it is due, `due_at` the moment where hours of work
    are counted, `due_version` the calendar by which they were (R88); being overdue is computed. The columns of
    viewflow that would cascade or that nothing here uses are overridden.
    """

    process = models.ForeignKey(DispatchProcess, models.PROTECT, verbose_name="流转")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="tasks", verbose_name="公文")
    desk = models.CharField("环节", max_length=40, choices=Desk.choices, blank=True)
    role = models.CharField("角色", max_length=40, blank=True)
    scope = models.CharField("范围", max_length=10, blank=True)
    office_path = models.CharField("机构路径", max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="指定办理人"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="held_tasks", verbose_name="签收人"
    )
    cosign = models.ForeignKey("review.Cosign", models.PROTECT, null=True, related_name="tasks", verbose_name="会签人")
    due_on = models.DateField("办理时限", null=True)
    due_at = models.DateTimeField("办理时限（时刻）", null=True)
    due_is_provisional = models.BooleanField("时限为暂定", default=False)
    due_version = models.PositiveIntegerField("所用日历版本", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    closed_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理"
    )
    urged_at = models.DateTimeField("最近催办", null=True)
    revision = models.PositiveIntegerField("变动次数", default=0)
    failed_code = models.CharField("失败代码", max_length=20, blank=True)

    status = models.CharField("任务状态", max_length=50, choices=STATUS.choices, default=STATUS.NEW)
    created = models.DateTimeField("到达时间", default=timezone.now)
    scheduled = models.DateTimeField("计划时间", null=True)
    objects: ClassVar[models.Manager["DeskTask"]] = models.Manager()

    external_task_id = None
    previous = None
    owner_permission = None
    owner_permission_content_type = None
    owner_permission_obj_pk = None
    owner_permission_obj = None

    class Meta:
        verbose_name = "办理任务"
        indexes = [
            models.Index(
                fields=["role", "office_path", "due_on", "id"],
                condition=Q(finished__isnull=True) & ~Q(desk=""),
                name="task_open_for_role",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(finished__isnull=True) & ~Q(desk=""), name="task_open_soonest"
            ),
            models.Index(fields=["owner", "due_on", "id"], condition=Q(finished__isnull=True), name="task_open_held"),
            models.Index(fields=["person", "due_on", "id"], condition=Q(finished__isnull=True), name="task_open_named"),
            models.Index(fields=["desk", "due_on", "id"], condition=Q(finished__isnull=True), name="task_open_at_desk"),
            models.Index(fields=["closed_by", "-finished"], condition=~Q(desk=""), name="task_done_by"),
            models.Index(fields=["process"], condition=Q(finished__isnull=True), name="task_open_of_process"),
            models.Index(fields=["document", "id"], name="task_of_document"),
            BrinIndex(fields=["finished"], name="task_by_end", autosummarize=True),
        ]

    def __str__(self) -> str:
        return f"{self.get_desk_display() or self.flow_task_type} #{self.pk}"

    @property
    def is_open(self) -> bool:
        """Test if somebody still has to act on it."""
        return self.finished is None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data: dict[str, Any] = {}


class BulkKind(models.TextChoices):
    """What the General Office does to ticked rows of the board; none of it decides anything about a document."""

    URGE = "urge", "催办"
    REASSIGN = "reassign", "改派"
    RELEASE = "release", "放回待签收"
    URGENCY = "urgency", "改紧急程度"


class BulkState(models.TextChoices):
    """What became of one ticked row."""

    WAITING = "waiting", "未处理"
    DONE = "done", "已办"
    REFUSED = "refused", "未办成"
    UNDONE = "undone", "已撤销"


class BulkAct(models.Model):
    """One act on ticked rows; `nonce` is that of the form, so that a form that is sent twice acts once."""

    nonce = models.UUIDField("表单编号", unique=True)
    kind = models.CharField("动作", max_length=10, choices=BulkKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    at = models.DateTimeField("时间")
    words = models.CharField("内容或理由", max_length=300, blank=True)
    urgency = models.CharField("紧急程度", max_length=20, choices=Urgency.choices, blank=True)

    objects: ClassVar[models.Manager["BulkAct"]] = models.Manager()

    class Meta:
        verbose_name = "批量督办"
        constraints = [
            models.CheckConstraint(name="bulkact_kind_known", condition=Q(kind__in=BulkKind.values)),
            models.CheckConstraint(
                name="bulkact_urgency_where_it_is_changed",
                condition=Q(kind=BulkKind.URGENCY, urgency__in=Urgency.values)
                | (~Q(kind=BulkKind.URGENCY) & Q(urgency="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"


class BulkRow(models.Model):
    """What became of one ticked row; `before` and `after` are what an undo puts back, and only while it is so still."""

    bulk = models.ForeignKey(BulkAct, models.PROTECT, related_name="rows", verbose_name="批量督办")
    task = models.ForeignKey(DeskTask, models.PROTECT, related_name="+", verbose_name="任务")
    state = models.CharField("结果", max_length=10, choices=BulkState.choices, default=BulkState.WAITING)
    code = models.CharField("未办成代码", max_length=20, blank=True)
    sentence = models.CharField("未办成原因", max_length=600, blank=True)
    before = models.JSONField("办前", default=dict)
    after = models.JSONField("办后", default=dict)

    objects: ClassVar[models.Manager["BulkRow"]] = models.Manager()

    class Meta:
        verbose_name = "批量督办的一行"
        constraints = [
            models.UniqueConstraint(name="bulkrow_once", fields=["bulk", "task"]),
            models.CheckConstraint(name="bulkrow_state_known", condition=Q(state__in=BulkState.values)),
            models.CheckConstraint(
                name="bulkrow_refused_says_why", condition=~Q(state=BulkState.REFUSED) | (~Q(code="") & ~Q(sentence=""))
            ),
        ]

    def __str__(self) -> str:
        return f"批量督办{self.bulk_id}的任务{self.task_id}"


class SavedFilter(models.Model):
    """A filter of the board under a name; the owner may show it to the whole General Office."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="所有人")
    name = models.CharField("名称", max_length=40)
    query = models.CharField("条件", max_length=2000)
    shared = models.BooleanField("办公厅共用", default=False)
    changed_at = models.DateTimeField("修改时间")

    objects: ClassVar[models.Manager["SavedFilter"]] = models.Manager()

    class Meta:
        verbose_name = "看板筛选"
        constraints = [
            models.UniqueConstraint(name="savedfilter_name_once", fields=["owner", "name"]),
            models.CheckConstraint(name="savedfilter_says_something", condition=~Q(name="") & ~Q(query="")),
        ]

    def __str__(self) -> str:
        return self.name
