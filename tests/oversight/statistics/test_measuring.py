"""The figures that PostgreSQL makes are those that a plain count of the same rows gives."""

import math
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Office, User
from common.clock import office_date
from deadlines.selectors import calendar
from documents.models import CatalogueItem, DisclosureDecision, Document, DocumentNumber, NumberSeries
from oversight.statistics import listing, measuring
from oversight.statistics.figures import Figures, Ratio
from oversight.statistics.measuring import Scope
from oversight.statistics.periods import Period, month_firsts, month_of, up_to
from publication.models import Release
from publication.selectors import publication_due
from review.models import Return
from tests import ministry
from tests.ministry import run
from workflow.flows.dispatch import DispatchFlow
from workflow.models import DeskTask, DispatchProcess

FIRST = datetime(2026, 1, 28, 15, 0, tzinfo=UTC)  # 23:00 in the office; the spring festival lies ahead
TODAY = date(2026, 4, 1)
HOURS = st.integers(0, 24 * 62)
DESKS = ("division_check", "sign", "revise")
SAYS = ("proactive", "on_request", "withheld")
GROUNDS = ("internal_affairs", "process_information")


CHECKS = """
select conrelid::regclass::text, quote_ident(conname) from pg_constraint
 where contype = 'c' and connamespace = 'public'::regnamespace and conrelid::regclass::text = any(array[
       'documents_document', 'documents_disclosuredecision', 'documents_documentnumber', 'publication_release'])
"""


@pytest.fixture
def house(db):
    """The ministry, and tables without constraints: what is counted has been judged when it was written."""
    ministry.put(FIRST)
    for table, name in run(CHECKS):
        run(f"alter table {table} drop constraint {name}")


@contextmanager
def tables():
    """Tables that take any row, emptied afterwards."""
    with transaction.atomic():
        run("set local session_replication_role = replica")
        yield Tables()
        transaction.set_rollback(True)


TASKS = st.lists(st.tuples(st.sampled_from(DESKS), HOURS, HOURS, st.booleans(), st.integers(-1, 9)), max_size=5)
DOCUMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "own": st.booleans(),
            "runs": st.lists(HOURS, max_size=2),
            "numbers": st.lists(HOURS, max_size=2),
            "releases": st.lists(HOURS, max_size=2),
            "returns": st.lists(st.tuples(HOURS, st.sampled_from(["form", "law"])), max_size=3),
            "tasks": TASKS,
            "says": st.sampled_from(SAYS),
            "ground": st.sampled_from(GROUNDS),
            "stages": st.sets(st.sampled_from(["decision", "service", "result"]), min_size=1),
            "emergency": st.sampled_from(["", "declared", "ratified"]),
            "status": st.sampled_from(["issued", "published", "filed", "retracted"]),
            "limit": st.sampled_from([(None, ""), (3, "working"), (20, "calendar")]),
            "from": st.none() | HOURS,
            "led": st.booleans(),
        }
    ),
    max_size=6,
)


def moment(hours):
    return FIRST + timedelta(hours=hours)


class Tables:
    """Rows written straight into the tables."""

    def __init__(self):
        self.own = Office.objects.get(name="办公厅")
        self.organ, self.other = self.own.parent, Office.objects.get(name="财务司")
        self.user, self.series = User.objects.first(), NumberSeries.objects.first()
        self.serial = 0

    def add(self, row):
        document = Document.objects.create(
            status=row["status"], drafter=self.user, office=self.own if row["own"] else self.other,
            lead_office=self.organ, title="公文", emergency=row["emergency"], led_by="某部" if row["led"] else "",
            issued_on=office_date(moment(row["numbers"][0])) if row["numbers"] else None,
            limit_from=None if row["from"] is None else office_date(moment(row["from"])),
            catalogue_item=self.item(*row["limit"]), created_at=FIRST, changed_at=FIRST, direction="down",
        )  # fmt: skip
        ground = "" if row["says"] == "proactive" else row["ground"]
        document.decision = DisclosureDecision.objects.create(
            document=document, serial=1, attribute=row["says"], stages=sorted(row["stages"]), ground=ground,
            reason=ground, decided_by=self.user, decided_at=FIRST,
        )  # fmt: skip
        document.save(update_fields=["decision"])
        self.happen(document, row)

    def item(self, limit, unit):
        if limit is None:
            return None
        return CatalogueItem.objects.get_or_create(
            code=unit, defaults={"limit_days": limit, "limit_unit": unit, "counted_from": "批复"}
        )[0]

    def happen(self, document, row):
        for at in row["runs"]:
            run_ = DispatchProcess.objects.create(
                flow_class=DispatchFlow, status="DONE", document=document, definition=1, created=moment(at)
            )
            for desk, came, took, acted, limit in row["tasks"]:
                arrived = moment(came)
                DeskTask.objects.create(
                    process=run_, flow_task=DispatchFlow.instance.sign, document=document, desk=desk, created=arrived,
                    finished=arrived + timedelta(hours=took), closed_by=self.user if acted else None,
                    due_on=None if limit < 0 else office_date(arrived) + timedelta(days=limit),
                )  # fmt: skip
        for at in row["numbers"]:
            self.serial += 1
            DocumentNumber.objects.create(
                series=self.series, year=2026, serial=self.serial, document=document, given_by=self.user,
                given_at=moment(at), void_at=moment(at),
            )  # fmt: skip
        for serial, at in enumerate(row["releases"], 1):
            when = moment(at)
            Release.objects.create(
                document=document, serial=serial, state="replaced", published_at=when,
                published_on=office_date(when), copy_id=1, index_id=1, channels=["portal"],
                published_by=self.user, generated_on=office_date(when), stages=[],
            )  # fmt: skip
        for at, reason in row["returns"]:
            Return.objects.create(
                document=document, version_id=1, from_desk="sign", to_desk="revise", resume="direct", reason=reason,
                text="改", by=self.user, at=moment(at),
            )  # fmt: skip


def quantile(values, share):
    values, place = sorted(values), share * (len(values) - 1)
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


class Plain:
    """The same figures, counted row by row in Python."""

    def __init__(self, scope):
        self.scope = scope
        self.documents = [each for each in Document.objects.all() if each.office.path.startswith(scope.office)]

    def within(self, at):
        return self.scope.period.first <= office_date(at) <= self.scope.period.last

    def firsts(self, name):
        found = [(document, getattr(document, name).order_by("pk").first()) for document in self.documents]
        return [(document, row) for document, row in found if row is not None]

    def count(self, name, moment_):
        return [(d, row) for d, row in self.firsts(name) if self.within(getattr(row, moment_))]

    def all(self, name, moment_):
        rows = [row for document in self.documents for row in getattr(document, name).all()]
        return [row for row in rows if getattr(row, moment_) and self.within(getattr(row, moment_))]

    def due(self):
        found = []
        for document in self.documents:
            proactive = document.decision.attribute == "proactive" and not document.led_by
            if not proactive or document.issued_on is None or document.status == "filed":
                continue
            limit, first = publication_due(document).on, document.releases.order_by("serial").first()
            on = first.published_on if first else None
            if self.scope.period.first <= limit <= self.scope.period.last and (on or limit < self.scope.today):
                found.append(on is not None and on <= limit)
        return Ratio(sum(found), len(found))

    def desks(self):
        found = {}
        for task in self.all("tasks", "finished"):
            if task.closed_by_id:
                found.setdefault(task.desk, []).append(task)
        return {desk: self.desk(tasks) for desk, tasks in found.items()}

    def desk(self, tasks):
        days = [
            calendar().working_days_between(office_date(task.created), office_date(task.finished)) for task in tasks
        ]
        limited = [task for task in tasks if task.due_on]
        kept = sum(office_date(task.finished) <= task.due_on for task in limited)
        return (
            len(tasks),
            pytest.approx(quantile(days, 0.5)),
            pytest.approx(quantile(days, 0.9)),
            Ratio(kept, len(limited)),
        )


def assert_same(found: Figures, plain: Plain):
    out, given_ = plain.count("releases", "published_at"), [d.decision for d, _ in plain.count("numbers", "given_at")]
    assert found.submitted == len(plain.count("processes", "created"))
    assert (found.issued, found.published) == (len(given_), len(out))
    assert found.attributes == {each: sum(d.attribute == each for d in given_) for each in SAYS}
    assert {k: n for k, n in found.stages.items() if n} == Counter(s for d in given_ for s in d.stages)
    assert found.grounds == Counter((d.attribute, d.ground) for d in given_ if d.ground)
    assert found.returns == Counter(row.reason for row in plain.all("returns", "at"))
    assert found.emergencies == Ratio(sum(d.emergency != "" for d, _ in out), len(out))
    assert found.in_time == plain.due()
    desks = {desk: (each.count, each.median, each.p90, each.in_time) for desk, each in found.desks.items()}
    assert desks == plain.desks()


@pytest.mark.rule(21)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=DOCUMENTS, whole=st.booleans(), span=st.sampled_from([(0, 62), (3, 31), (20, 20)]))
def test_the_figures_are_those_of_a_plain_count(house, rows, whole, span):
    first = office_date(FIRST)
    period = Period(first + timedelta(days=span[0]), first + timedelta(days=span[1]))
    with tables() as made:
        for row in rows:
            made.add(row)
        scope = Scope(made.organ.path, (made.organ if whole else made.own).path, period, TODAY)

        found = measuring.figures(scope, up_to(period.last, 3))

        assert_same(found, Plain(scope))
        assert measuring.figures(replace(scope, is_house=True), up_to(period.last, 3)) == found
        assert_trend(found, scope)
        assert_lists_are_as_long(scope, found)


def assert_trend(found, scope):
    assert list(found.months) == month_firsts(up_to(scope.period.last, 3))
    for month, each in found.months.items():
        plain = Plain(Scope(scope.organ, scope.office, month_of(month), TODAY))
        assert each.submitted == len(plain.count("processes", "created"))
        assert each.issued == len(plain.count("numbers", "given_at"))
        assert (each.returned, each.in_time) == (len(plain.all("returns", "at")), plain.due())


def assert_lists_are_as_long(scope, found):
    lengths = {
        ("submitted", ""): found.submitted, ("published", ""): found.published, ("issued", ""): found.issued,
        ("due", ""): found.in_time.whole, ("in_time", ""): found.in_time.part,
        ("late", ""): found.in_time.whole - found.in_time.part, ("emergency", ""): found.emergencies.part,
        **{("returned", reason): count for reason, count in found.returns.items()},
        **{("attribute", each): count for each, count in found.attributes.items()},
        **{("stage", each): count for each, count in found.stages.items()},
        **{("ground", f"{a}.{g}"): count for (a, g), count in found.grounds.items()},
        **{("desk", desk): each.count for desk, each in found.desks.items()},
        **{("desk_kept", desk): each.in_time.part for desk, each in found.desks.items()},
        **{("desk_limited", desk): each.in_time.whole for desk, each in found.desks.items()},
    }  # fmt: skip
    assert {key: len(listing.rows_of(*key, scope)) for key in lengths} == lengths
