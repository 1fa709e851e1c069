"""The pool of the worker of `make run`, killed while it has nothing to do."""

from tests.polling import until

SWEEP = "outbox.tasks.sweep"


def test_a_worker_whose_idle_pool_was_killed_goes_on_working(programs, app):
    def sweep():
        message = app.send_task(SWEEP)
        until(lambda: programs.worker_says(f"[{message.id}] succeeded"), "the sweep")

    programs.start("worker")
    for _ in range(3):
        sweep()
        programs.kill_pool()
    sweep()
