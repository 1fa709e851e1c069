"""Our kinds of nodes over viewflow's: a desk, a move of the status, a job, and the two ends.

viewflow writes and rewrites a row for every node and links each to its predecessors (12 to 18
statements a step). Here the rows of a step's new tasks are written once and together, and joins ask one
question; the subclasses change no line of viewflow (ADR 0006, 0020).
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.nodes import mixins
from viewflow.workflow.status import PROCESS, STATUS

from common.prepared import update
from documents import services as documents
from documents.choices import Action
from outbox import services as outbox
from review.choices import Desk as DeskName
from workflow.engine import rows
from workflow.engine.lean import Lean


class DeskActivation(mixins.NextNodeActivationMixin, Lean):
    """A step at which a person acts: written when it arrives, again when it is done."""

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None) -> Any:
        from workflow.engine.arrival import fill_in

        activation = super().create(flow_task, prev_activation, token, data, seed)
        fill_in(activation.task, activation.process, activation.task.data)
        rows.keep(activation.task)
        return activation

    @Activation.status.transition(source=[STATUS.NEW, STATUS.ASSIGNED], target=STATUS.STARTED)
    def begin(self) -> None:
        """Take note of who acts."""
        actor = self.process.actor
        self.task.started = actor.at
        self.task.closed_by, self.task.closed_for = actor.by, actor.on_behalf_of

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self) -> None:
        """Close the to-do."""
        self.task.finished = self.process.actor.at
        update(self.task, "status", "started", "finished", "closed_by", "closed_for")

    @Activation.status.transition(source=[STATUS.NEW, STATUS.ASSIGNED], target=STATUS.CANCELED)
    def cancel(self) -> None:
        """Take the to-do back."""
        self.task.finished = self.process.actor.at
        self.task.save(update_fields=["status", "finished"])


class Desk(mixins.NextNodeMixin, Node):
    """A person decides; the node's name is the name of its desk unless `desk` says otherwise."""

    activation_class = DeskActivation
    task_type = "HUMAN"
    shape = nodes.View.shape
    bpmn_element = "userTask"

    def __init__(self, desk: DeskName | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._desk = desk

    @property
    def desk(self) -> DeskName:
        """Return the desk at which the person acts."""
        return self._desk or DeskName(self.name)

    def _ready(self) -> None:
        self.task_title = str(self.desk.label)


class MoveActivation(mixins.NextNodeActivationMixin, Lean):
    """The status changes, by the person whose act led here."""

    @Activation.status.super()
    def activate(self) -> None:
        actor = self.process.actor
        self.flow_task.perform(
            document=self.process.document,
            gathered=self.process.gathered,
            by=actor.by,
            on_behalf_of=actor.on_behalf_of,
            at=actor.at,
        )


class Move(mixins.NextNodeMixin, Node):
    """The status changes by one action; `perform` does what belongs to it, documents.move by default."""

    activation_class = MoveActivation
    task_type = "FUNCTION"
    shape = nodes.Function.shape
    bpmn_element = "scriptTask"

    def __init__(self, action: Action, perform: Callable[..., Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.action = action
        self.perform = perform or self._move

    def _move(self, **who: Any) -> None:
        documents.move(action=self.action, **who)

    def _ready(self) -> None:
        self.task_title = str(self.action.label)


JOB = "workflow.job"


class JobActivation(mixins.NextNodeActivationMixin, Lean):
    """Work for the worker: an outbox row in the same transaction, done outside every lock of the flow."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.SCHEDULED)
    def activate(self) -> None:
        rows.keep(self.task)
        rows.write(self.process)
        wanted = self.flow_task.not_before
        moment = wanted(self.process.document) if wanted else None
        outbox.put(kind=JOB, key=f"task:{self.task.pk}", payload={"task": self.task.pk}, not_before=moment)

    @Activation.status.transition(source=STATUS.SCHEDULED, target=STATUS.STARTED)
    def begin(self) -> None:
        """Take note that the worker has done it."""
        self.task.started = self.process.actor.at

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE)
    def complete(self) -> None:
        """Close the job; only workflow.engine.run.finish calls it."""
        self.task.finished = self.process.actor.at
        update(self.task, "status", "started", "finished")

    @Activation.status.transition(source=STATUS.SCHEDULED, target=STATUS.CANCELED)
    def cancel(self) -> None:
        """Call the job off; its outbox row then finds nothing to do."""
        self.task.finished = self.process.actor.at
        self.task.save(update_fields=["status", "finished"])


class Job(nodes.AbstractJob):
    """The worker does it: `prepare(document_id, at)` slowly and without locks, `apply(document, prepared,
    by, on_behalf_of, at)` in the transaction that ends the job; `action` is the move that apply makes.

    `not_before(document)` is the moment for which the work waits, None: at once. When apply is refused, `refused`
    takes note of it and the document goes back to the desk `back`; without them the worker tries again.
    """

    activation_class = JobActivation

    def __init__(
        self,
        apply: Callable[..., Any],
        *,
        prepare: Callable[..., Any] | None = None,
        action: Action | None = None,
        not_before: Callable[[Any], datetime | None] | None = None,
        refused: Callable[..., None] | None = None,
        back: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.apply = apply
        self.prepare = prepare
        self.action = action
        self.not_before = not_before
        self.refused = refused
        self.back = back


class FinishActivation(Lean):
    """The process is over."""

    @Activation.status.super()
    def complete(self) -> None:
        super().complete.original()
        self.process.status = PROCESS.DONE
        self.process.finished = self.process.actor.at
        self.process.save(update_fields=["status", "finished"])

    @Activation.status.super()
    def create_next(self) -> Iterator[Any]:
        return iter(())


class Finish(Node):
    """The end of the flow; nothing else is open, since every branch was gathered."""

    activation_class = FinishActivation
    task_type = "END"
    shape = nodes.End.shape
    bpmn_element = "endEvent"

    def _outgoing(self) -> Iterator[Edge]:
        return iter(())


class BeginActivation(mixins.NextNodeActivationMixin, Lean):
    """The process begins with the person's act."""

    @classmethod
    def begin(cls, flow_task: Any, process: Any) -> "BeginActivation":
        """Return the activation of a process that was just saved."""
        task = flow_task.flow_class.task_class(
            process=process,
            document_id=process.document_id,
            flow_task=flow_task,
            flow_task_type=flow_task.task_type,
            created=process.actor.at,
        )
        return cls(task)


class Begin(mixins.NextNodeMixin, Node):
    """Where services start the flow (workflow.engine.run.start)."""

    activation_class = BeginActivation
    task_type = "START"
    shape = nodes.Start.shape
    bpmn_element = "startEvent"
