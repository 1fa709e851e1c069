"""The activation that all our nodes share: a step whose row is written once, with the others of the run."""

from typing import Any

from django.db import connection
from viewflow.workflow.activation import Activation

from workflow.engine import rows


class Lean(Activation):
    """An automatic step: its row is written once, when it is complete."""

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)  # the row has no key before it is written

    @classmethod
    def create(cls, flow_task: Any, prev_activation: Activation, token: Any, data: Any = None, seed: Any = None) -> Any:
        process = prev_activation.process
        task = flow_task.flow_class.task_class(
            process=process,
            document_id=process.document_id,
            flow_task=flow_task,
            flow_task_type=flow_task.task_type,
            token=token,
            created=process.actor.at,
        )
        task.data = data or {}
        return cls(task)

    @Activation.status.super()
    def activate(self) -> None:
        """Nothing to do before it is complete."""

    @Activation.status.super()
    def complete(self) -> None:
        """Keep the row to be written at the end of the run."""
        assert connection.in_atomic_block  # noqa: S101
        self.task.finished = self.process.actor.at
        rows.keep(self.task)
