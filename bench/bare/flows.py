"""Six human tasks, one parallel pair: the peer of design §8, django-viewflow as it is shipped."""

from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.flow.views import UpdateProcessView

from bench.bare.models import BareProcess


def _view() -> flow.View:
    return flow.View(UpdateProcessView.as_view(fields=[]))


class BareFlow(flow.Flow):
    """Draft check, two desks side by side, office, signature, register."""

    process_class = BareProcess
    lock_impl = lock.select_for_update_lock

    start = flow.StartHandle().Next(this.check)
    check = _view().Next(this.split)
    split = flow.Split().Next(this.left).Next(this.right)
    left = _view().Next(this.join)
    right = _view().Next(this.join)
    join = flow.Join().Next(this.office)
    office = _view().Next(this.sign)
    sign = _view().Next(this.register)
    register = _view().Next(this.end)
    end = flow.End()
