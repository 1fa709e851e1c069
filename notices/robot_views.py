"""工作群机器人: the system administrator's page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from accounts.access import person, requires
from accounts.roles import Role
from accounts.views.base import ActView, attempt
from common import clock
from notices import services as notices
from notices.forms import RobotForm
from notices.selectors import robot_with, robots


@requires(Role.SYSTEM_ADMIN)
class RobotsView(ActView):
    """See which offices have a robot, and give one to an office."""

    template_name = "notices/robots.html"
    form_class = RobotForm
    success_url = reverse_lazy("notices:robots")
    done = "已设置；请先测试。"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the robots, and on which hosts they may stand."""
        return super().get_context_data(robots=robots(), hosts=settings.ROBOT_HOSTS, **kwargs)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Set it."""
        notices.set_robot(**cleaned, by=person(self.request), at=clock.now())


@requires(Role.SYSTEM_ADMIN)
@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Post a test message."""
    robot = robot_with(pk)

    def act() -> None:
        notices.probe_robot(robot=robot, by=person(request), at=clock.now())

    return attempt(request, act, done=f"测试消息已送达{robot.office.name}的工作群。", to="notices:robots")


@requires(Role.SYSTEM_ADMIN)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a robot away."""
    robot = robot_with(pk)

    def act() -> None:
        notices.remove_robot(robot=robot, by=person(request), at=clock.now())

    return attempt(request, act, done=f"已取消{robot.office.name}的机器人。", to="notices:robots")
