"""The same job done by four engines: N documents go through their human steps, each step one durable transaction."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench.bare.flows import BareFlow
from bench.bare.models import BareAudit
from review.choices import Desk
from tests.workflow.road import Road
from workflow import services as workflow
from workflow.services.acts import Act

Clock = Callable[[], float]


class Stopwatch:
    """Adds up the seconds of the blocks that it times, and counts them."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    @contextmanager
    def time(self) -> Iterator[None]:
        """Time one step."""
        began = time.perf_counter()
        yield
        self.seconds.append(time.perf_counter() - began)


class Mingfa:
    """Ours: claim and decide through the desks' services, all guarantees on."""

    name = "明发"
    desks = (
        Desk.DIVISION_CHECK, Desk.DISCLOSURE_CHECK, Desk.CONFIDENTIALITY_OFFICER, Desk.CONFIDENTIALITY_HEAD,
        Desk.OFFICE_CHECK, Desk.SIGN, Desk.REGISTER,
    )  # fmt: skip

    def __init__(self) -> None:
        self.road = Road(datetime.now(UTC) - timedelta(days=1))
        self.people: dict[str, User] = {}

    def run(self, documents: int) -> Stopwatch:
        """Take fresh documents through the seven human steps up to the register; only the steps are timed."""
        watch = Stopwatch()
        for _ in range(documents):
            document = self.road.draft()
            self.road.submit(document)
            for desk in self.desks:
                self._step(document, desk, watch)
        return watch

    def _step(self, document: object, desk: Desk, watch: Stopwatch) -> None:
        task = self.road.task(document, desk)  # type: ignore[arg-type]
        person = self.people.setdefault(desk, self.road.someone(task))
        act: Act = self.road.favourable(task)
        with watch.time():
            workflow.decide(task_id=task.pk, token=None, act=act, by=person, at=self.road.tick())


class Viewflow:
    """Bare django-viewflow: assign, execute, one audit row."""

    name = "django-viewflow"
    pairs = (("check",), ("left", "right"), ("office",), ("sign",), ("register",))

    def __init__(self) -> None:
        self.user = User.objects.order_by("pk").first()

    def run(self, documents: int) -> Stopwatch:
        """Take fresh processes through the six human steps."""
        watch = Stopwatch()
        for number in range(documents):
            process = self._start(number)
            for name in (name for pair in self.pairs for name in pair):
                task = process.task_set.get(flow_task=BareFlow.instance.node(name))
                with watch.time():
                    self._step(task, process, name)
        return watch

    def _start(self, number: int) -> object:
        node = BareFlow.start
        activation = node.activation_class.create(node, None, None)
        activation.process.title = f"文件{number}"
        activation.execute()
        return activation.process

    def _step(self, task: object, process: object, name: str) -> None:
        with transaction.atomic():
            with task.activation() as activation:  # type: ignore[attr-defined]
                activation.assign(self.user)
                activation.start(_Request(self.user))
                activation.execute()
            BareAudit.objects.create(process=process, user=self.user, node=name, comment="同意")


class _Request:
    def __init__(self, user: object) -> None:
        self.user = user


class HandWritten:
    """The limit: two statements by hand through psycopg2, one commit."""

    name = "psycopg2"

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("create table if not exists bench_item (id bigserial primary key, status int not null)")
            cursor.execute(
                "create table if not exists bench_audit (id bigserial primary key,"
                " item bigint not null references bench_item, before int, after int, by_id int,"
                " comment text, at timestamptz not null default now())"
            )

    def run(self, documents: int) -> Stopwatch:
        """Take fresh rows through six steps."""
        watch = Stopwatch()
        connection.ensure_connection()
        raw = connection.connection
        raw.autocommit = False
        with raw.cursor() as cursor:
            for _ in range(documents):
                cursor.execute("insert into bench_item (status) values (0) returning id")
                (item,) = cursor.fetchone()
                raw.commit()
                for step in range(6):
                    with watch.time():
                        self._step(cursor, item, step)
                        raw.commit()
        raw.autocommit = True
        return watch

    def _step(self, cursor: object, item: int, step: int) -> None:
        cursor.execute("update bench_item set status = %s where id = %s and status = %s", [step + 1, item, step])  # type: ignore[attr-defined]
        cursor.execute(  # type: ignore[attr-defined]
            "insert into bench_audit (item, before, after, by_id, comment) values (%s, %s, %s, 1, '同意')",
            [item, step, step + 1],
        )


def statements_of(engine: Mingfa | Viewflow) -> float:
    """Return the mean number of statements of one step, BEGIN, COMMIT and savepoints left out."""
    with CaptureQueriesContext(connection) as captured:
        started = len(captured.captured_queries)
        del started
        watch = _counting(engine, captured)
    return sum(watch) / len(watch)


def _counting(engine: Mingfa | Viewflow, captured: CaptureQueriesContext) -> list[int]:
    counts: list[int] = []
    original = Stopwatch.time

    @contextmanager
    def counted(self: Stopwatch) -> Iterator[None]:
        before = len(connection.queries_log)
        with original(self):
            yield
        fresh = list(connection.queries_log)[before:]
        counts.append(sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for q in fresh))

    Stopwatch.time = counted  # type: ignore[method-assign]
    try:
        engine.run(2)
    finally:
        Stopwatch.time = original  # type: ignore[method-assign]
    return counts
