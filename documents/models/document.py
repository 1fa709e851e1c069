"""公文: the aggregate; its status moves on a line and only documents.services.move fires the moves."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from common.clock import office_date
from common.digests import of_json
from documents import rules
from documents.choices import Action, Direction, EmergencyState, Genre, Status, Topic, Urgency, closing_note
from documents.facts import DecisionFacts, DocumentFacts
from documents.models.decision import DisclosureDecision
from documents.models.redacted import RedactedText
from documents.models.version import Version

UNREAD = ("version__content", "version__hidden", "redacted__content")  # long, and no rule asks them


def guard(check: Callable[[DocumentFacts], bool]) -> Callable[[Any], bool]:
    """Return the rule as a transition condition over the document itself."""

    def condition(document: "Document") -> bool:
        return check(document.facts())

    condition.__name__ = check.__name__
    return cast("Callable[[Any], bool]", condition)


class DocumentQuerySet(models.QuerySet["Document"]):
    """Filters over documents."""

    def whole(self) -> "DocumentQuerySet":
        """Load what the rules ask: version, decision, signature, series, drafter, office."""
        related = ("version", "redacted", "decision__entry", "signoff", "series", "drafter", "office", "lead_office")
        return self.select_related(*related).defer(*UNREAD)

    def for_an_act(self) -> "DocumentQuerySet":
        """Load what nearly every gate asks and leave the rest to be fetched when a gate does ask it."""
        related = self.select_related("version", "redacted", "decision", "lead_office")
        return related.defer(*UNREAD)


DocumentManager = models.Manager.from_queryset(DocumentQuerySet)


class Document(models.Model):  # type: ignore[django-manager-missing]  # workflow stands on untyped viewflow
    """One outgoing document from its first draft to its place on the portal or in the file."""

    status = FSMField("状态", choices=Status.choices, default=Status.DRAFT, protected=True)
    drafter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafted", verbose_name="拟稿人")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="拟稿单位")
    lead_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+", verbose_name="发文机关")
    issuing_body = models.CharField("发文机关标志", max_length=100)
    title = models.CharField("标题", max_length=500)
    genre = models.CharField("文种", max_length=10, choices=Genre.choices, blank=True)
    direction = models.CharField("行文方向", max_length=10, choices=Direction.choices)
    urgency = models.CharField("紧急程度", max_length=20, choices=Urgency.choices, default=Urgency.NORMAL)
    addressees = ArrayField(models.CharField(max_length=200), verbose_name="主送机关", default=list, blank=True)
    copies_to = ArrayField(models.CharField(max_length=200), verbose_name="抄送机关", default=list, blank=True)
    sealed = models.BooleanField("加盖印章", default=True)
    topic = models.CharField("主题分类", max_length=2, choices=Topic.choices, default=Topic.EDUCATION)
    summary = models.TextField("内容概述", blank=True)
    is_policy = models.BooleanField("政策性文件", default=False)
    is_normative = models.BooleanField("行政规范性文件", default=False)
    is_major = models.BooleanField("重大行政决策", default=False)
    valid_years = models.PositiveSmallIntegerField("有效期（年）", null=True, blank=True)
    statement = models.CharField("行文说明", max_length=300, blank=True)
    cosign_offices: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "accounts.Office", related_name="+", verbose_name="会签单位", blank=True
    )
    series = models.ForeignKey("documents.NumberSeries", models.PROTECT, null=True, blank=True, verbose_name="发文代字")
    version = models.OneToOneField(
        "documents.Version", models.PROTECT, null=True, related_name="current_of", verbose_name="现稿"
    )
    redacted = models.OneToOneField(
        "documents.RedactedText", models.PROTECT, null=True, related_name="current_of", verbose_name="区分处理稿"
    )
    decision = models.OneToOneField(
        "documents.DisclosureDecision", models.PROTECT, null=True, related_name="current_of", verbose_name="公开属性"
    )
    proposed = models.OneToOneField(
        "documents.DisclosureDecision",
        models.PROTECT,
        null=True,
        related_name="proposed_for",
        verbose_name="拟改的公开属性",
    )
    signoff = models.OneToOneField(
        "documents.SignOff", models.PROTECT, null=True, related_name="current_of", verbose_name="签发"
    )
    number = models.OneToOneField(
        "documents.DocumentNumber", models.PROTECT, null=True, related_name="current_of", verbose_name="发文字号"
    )
    number_text = models.CharField("发文字号", max_length=60, blank=True)
    issued_on = models.DateField("成文日期", null=True)
    next_review_on = models.DateField("下次公开属性评估", null=True)
    not_before = models.DateTimeField("不早于（公开）", null=True)
    not_before_reason = models.CharField("不早于的理由", max_length=300, blank=True)
    catalogue_item = models.ForeignKey(
        "documents.CatalogueItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="主动公开目录项",
    )
    limit_from = models.DateField("公开时限起算日", null=True)
    led_by = models.CharField("牵头机关（由其公开）", max_length=100, blank=True)
    forwarded_from = models.CharField("所转发文件的制作机关", max_length=100, blank=True)
    emergency = models.CharField("紧急公开", max_length=10, choices=EmergencyState.choices, blank=True)
    created_at = models.DateTimeField("起草时间")
    changed_at = models.DateTimeField("最近变动")

    objects = DocumentManager()

    class Meta:
        verbose_name = "公文"
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="document_status_known"),
            models.CheckConstraint(
                condition=Q(valid_years__isnull=True) | Q(valid_years__range=(1, 5)), name="document_term_is_limited"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.DISCARDED]) | Q(decision__isnull=False),
                name="document_beyond_draft_has_decision",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.IN_REVIEW, Status.DISCARDED]) | Q(signoff__isnull=False),
                name="document_signed_has_signature",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.ISSUED, Status.PUBLISHED, Status.FILED, Status.RETRACTED])
                | (Q(number__isnull=False) & Q(issued_on__isnull=False)),
                name="document_issued_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=Q(not_before__isnull=True, not_before_reason="")
                | Q(not_before__isnull=False, not_before_reason__regex=r"\S"),
                name="document_embargo_says_why",
            ),
            models.CheckConstraint(
                condition=Q(proposed__isnull=True) | Q(status=Status.FILED), name="document_proposed_is_on_file"
            ),
            models.CheckConstraint(
                condition=Q(emergency="") | Q(emergency__in=EmergencyState.values), name="document_emergency_known"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="document_status"),
            models.Index(fields=["office", "-id"], name="document_office"),
            models.Index(fields=["drafter", "-id"], name="document_drafter"),
            models.Index(fields=["next_review_on"], condition=Q(status=Status.FILED), name="document_next_review"),
            models.Index(fields=["-id"], condition=~Q(emergency=""), name="document_emergency"),
        ]

    def __str__(self) -> str:
        return self.number_text or self.title

    def facts(self) -> DocumentFacts:
        """Return the facts that the rules of this app ask; relations must be loaded (`whole()`)."""
        version, decision, signoff = self.version, self.judged_decision, self.signoff
        traits = version.traits if version and not version.erased_at else {}
        return DocumentFacts(
            status=self.status,
            title=self.title,
            genre=self.genre,
            direction=self.direction,
            issuing_body=self.issuing_body,
            issuer_is_outward=self.issuer_is_outward(),
            addressees=tuple(self.addressees),
            copies_to=tuple(self.copies_to),
            statement=self.statement,
            has_text=bool(traits.get("has_text")),
            asks=int(traits.get("asks", 0)),
            closes_asking=bool(traits.get("closes_asking")),
            directs=bool(traits.get("directs")),
            states_consent=bool(traits.get("states_consent")),
            closing_note=self.closing_note,
            draft_note=str(version.hints.get("attribute", "")) if version else "",
            decision=self.decision_facts(),
            content_sm3=version.content_sm3 if version else "",
            public_sm3=self.public_sm3,
            decision_sm3=decision.sm3 if decision else "",
            routing_sm3=self.routing_sm3(),
            signed_content_sm3=signoff.content_sm3 if signoff else "",
            signed_public_sm3=signoff.public_sm3 if signoff else "",
            signed_decision_sm3=signoff.decision_sm3 if signoff else "",
            signed_routing_sm3=signoff.routing_sm3 if signoff else "",
            number_text=self.number_text,
            next_review_on=self.next_review_on,
            is_normative=self.is_normative,
            valid_years=self.valid_years,
            led_by=self.led_by,
        )

    def decision_facts(self) -> DecisionFacts | None:
        """Return the facts of the disclosure decision that is judged, None while there is none."""
        decision = self.judged_decision
        if decision is None:
            return None
        return DecisionFacts(
            attribute=decision.attribute,
            stages=tuple(decision.stages),
            ground=decision.ground,
            reason=decision.reason,
            cites_entry=decision.entry_id is not None,
            entry_in_force=decision.entry is not None and decision.entry.covers(office_date(decision.decided_at)),
            no_duty_stated=decision.no_duty_stated,
            confirmed=decision.confirmed,
            is_policy=self.is_policy,
            is_normative=self.is_normative,
            is_major=self.is_major,
            genre=self.genre,
        )

    def issuer_is_outward(self) -> bool:
        """Test if the masthead names the organ or its General Office, not another internal division (R46)."""
        organ = self.lead_office.name
        return self.issuing_body in {organ, *(organ + tail for tail in ("办公厅", "办公室"))}

    def routing_sm3(self) -> str:
        """Return the digest of the routing elements, which opinions and the signature name."""
        return of_json(self.routing()).sm3

    def routing_at_any_urgency(self) -> frozenset[str]:
        """Return the digests of the routing elements at each 紧急程度: opinions hold at all of them (ADR 0044)."""
        routing = self.routing()
        return frozenset(of_json(routing | {"urgency": each}).sm3 for each in Urgency.values)

    @property
    def judged_decision(self) -> "DisclosureDecision | None":
        """Return the decision that desks and signature judge: one proposed for a document on file, or the present."""
        return self.proposed if self.proposed_id else self.decision

    @property
    def awaits_a_plan(self) -> bool:
        """Test if it is a policy document on file that nobody judges anew yet: its plan may be written meanwhile."""
        return self.is_policy and self.status == Status.FILED and self.proposed_id is None

    @property
    def changed_on(self) -> date | None:
        """Return the day on which a document on file was signed to be public (条例26), None for all others."""
        was_on_file = self.next_review_on is not None and self.status != Status.FILED
        return self.limit_from if was_on_file and self.decision and self.decision.attribute == "proactive" else None

    @property
    def closing_note(self) -> str:
        """Return the 附注 derived from the attribute (R10), empty while there is no decision."""
        return closing_note(self.decision.attribute, is_redacted=self.redacted_id is not None) if self.decision else ""

    @property
    def public_text(self) -> "Version | RedactedText | None":
        """Return what the public is to read: the redacted text where passages are withheld, else the version."""
        return self.redacted or self.version

    @property
    def public_sm3(self) -> str:
        """Return the digest of what the public is to read, empty while there is no version."""
        return self.public_text.content_sm3 if self.public_text else ""

    def routing(self) -> dict[str, Any]:
        """Return the elements beside text and disclosure decision that desks judge, as JSON.

        The seal is named only where there is none, so that what was judged before it could be left out stays valid.
        """
        names = (
            "genre", "direction", "urgency", "issuing_body", "addressees", "copies_to",
            "is_policy", "is_normative", "is_major", "statement",
        )  # fmt: skip
        later: dict[str, Any] = {} if self.sealed else {"sealed": False}  # opinions older than these fields hold
        later |= {"valid_years": self.valid_years} if self.valid_years else {}
        return {name: getattr(self, name) for name in names} | later

    @transition(
        status,
        source=Status.DRAFT,
        target=Status.IN_REVIEW,
        conditions=[guard(rules.has_one_attribute), guard(rules.has_lawful_ground), guard(rules.has_a_text)],
    )
    def submit(self) -> None:
        """Hand the draft in for review."""

    @transition(status, source=Status.IN_REVIEW, target=Status.DRAFT)
    def send_back(self) -> None:
        """Give it back to the drafter."""

    @transition(
        status,
        source=Status.IN_REVIEW,
        target=Status.SIGNED,
        conditions=[guard(rules.signature_covers_version), guard(rules.signature_covers_decision)],
    )
    def sign(self) -> None:
        """Record the leader's signature on document and disclosure decision together."""

    @transition(status, source=Status.SIGNED, target=Status.IN_REVIEW)
    def reopen_signature(self) -> None:
        """Void the signature because what it covers has to change (R8, R51)."""

    @transition(
        status,
        source=Status.SIGNED,
        target=Status.ISSUED,
        conditions=[guard(rules.signature_covers_version), guard(rules.signature_covers_decision)],
    )
    def register(self) -> None:
        """Give it its number; from here on the content is frozen."""

    @transition(
        status,
        source=[Status.ISSUED, Status.RETRACTED],
        target=Status.PUBLISHED,
        conditions=[guard(rules.is_proactive), guard(rules.signature_covers_version)],
    )
    def publish(self) -> None:
        """Record that the public copy is on the portal."""

    @transition(status, source=Status.ISSUED, target=Status.FILED, conditions=[guard(rules.is_not_released_here)])
    def file(self) -> None:
        """Put a document that is not published here on file with its decision."""

    @transition(
        status,
        source=Status.FILED,
        target=Status.ISSUED,
        conditions=[guard(rules.is_released_here), guard(rules.signature_covers_decision)],
    )
    def reopen_disclosure(self) -> None:
        """Take it from the file because it was decided and signed to make it public."""

    @transition(status, source=Status.PUBLISHED, target=Status.RETRACTED)
    def retract(self) -> None:
        """Take the public copy down."""

    @transition(status, source=Status.PUBLISHED, target=Status.PUBLISHED)
    def correct(self) -> None:
        """Replace the public copy by a corrected one."""

    @transition(status, source=[Status.DRAFT, Status.IN_REVIEW], target=Status.DISCARDED)
    def discard(self) -> None:
        """End its life without issue."""


assert {action.value for action in Action} <= set(dir(Document))  # noqa: S101
