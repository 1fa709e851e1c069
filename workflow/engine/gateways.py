"""Where ways part and meet: desks side by side, the join that waits for them, and the choice by a named rule."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from viewflow import this
from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.nodes import mixins
from viewflow.workflow.status import STATUS

from workflow.engine import rows
from workflow.engine.lean import Lean


class ForkActivation(Lean):
    """Open every branch whose case holds; a branch may have several tasks."""

    def create_next(self) -> Iterator[Any]:
        for node, case in self.flow_task._branches:
            for presets in case(self):
                yield node._create(self, self.task.token, data=presets)

    create_next = Activation.status.transition(source=STATUS.DONE)(create_next)


class Fork(Node):
    """Desks work in parallel; `case(activation)` yields one dict of task columns for each task to open."""

    activation_class = ForkActivation
    task_type = "PARALLEL_GATEWAY"
    shape = nodes.Split.shape
    bpmn_element = "parallelGateway"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._branches: list[tuple[Any, Callable[..., Any]]] = []

    def Next(self, node: Any, case: Callable[..., Any]) -> "Fork":
        """Add a branch."""
        self._branches.append((node, case))
        return self

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self._branches = [(this.resolve(instance, node), case) for node, case in self._branches]

    def _outgoing(self) -> Iterator[Edge]:
        for node, _case in self._branches:
            yield Edge(src=self, dst=node, edge_class="cond_true")


class GatherActivation(mixins.NextNodeActivationMixin, Lean):
    """Go on when no other task of the process is open; the process row is locked, so nobody races."""

    type = "join"

    @cached_property
    def _others(self) -> int:
        rows.write(self.process)
        return rows.open_tasks(self.process)

    def others_done(self) -> bool:
        """Test if no task of the process is open any more (one query for each arrival)."""
        return self._others == 0

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE, conditions=[this.others_done])
    def complete(self) -> None:
        """Write the row: everybody has answered."""
        super().complete.original()


class Gather(mixins.NextNodeMixin, Node):
    """Wait until every open desk has answered."""

    activation_class = GatherActivation
    task_type = "JOIN"
    shape = nodes.Split.shape
    bpmn_element = "parallelGateway"


class SwitchActivation(Lean):
    """Follow the first case that holds."""

    def create_next(self) -> Iterator[Any]:
        for node, case in self.flow_task._cases:
            if case is None or case(self):
                yield node._create(self, self.task.token)
                return

    create_next = Activation.status.transition(source=STATUS.DONE)(create_next)


class Switch(Node):
    """A named rule chooses the way; the last one is the default."""

    activation_class = SwitchActivation
    task_type = "EXCLUSIVE_GATEWAY"
    shape = nodes.If.shape
    bpmn_element = "exclusiveGateway"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._cases: list[tuple[Any, Callable[..., bool] | None]] = []

    def Case(self, node: Any, case: Callable[..., bool]) -> "Switch":
        """Go to the node when the case holds."""
        self._cases.append((node, case))
        return self

    def Default(self, node: Any) -> "Switch":
        """Go to the node when no case holds."""
        self._cases.append((node, None))
        return self

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self._cases = [(this.resolve(instance, node), case) for node, case in self._cases]

    def _outgoing(self) -> Iterator[Edge]:
        for node, case in self._cases:
            yield Edge(src=self, dst=node, edge_class="cond_true" if case else "default")
