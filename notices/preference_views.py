"""提醒设置: how I want to be told."""

from typing import Any

from django.conf import settings
from django.urls import reverse_lazy

from accounts.access import person, signed_in
from accounts.roles import Role
from accounts.views.base import ActView
from common import clock
from notices import services as notices
from notices.channels.robot import robot_for
from notices.choices import Channel, Group
from notices.forms import PreferenceForm
from notices.selectors import preference_of


@signed_in
class PreferenceView(ActView):
    """See and change one's own preferences."""

    template_name = "notices/preferences.html"
    form_class = PreferenceForm
    success_url = reverse_lazy("notices:preferences")
    done = "已保存提醒设置。"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the channels that exist, the groups that concern the person, and what is stored."""
        stored = PreferenceForm.initial_of(preference_of(person(self.request)))
        return super().get_form_kwargs() | {"open_to": self._channels(), "groups": self._groups(), "initial": stored}

    def _channels(self) -> list[str]:
        mail = [Channel.MAIL] if settings.EMAIL_HOST and settings.NOTICE_MAIL_DOMAINS else []
        return [*mail, *([Channel.ROBOT] if robot_for(person(self.request).office) else [])]

    def _groups(self) -> list[Group]:
        standing = self.request.standing  # type: ignore[attr-defined]  # accounts.middleware
        return [each for each in Group if each != Group.TROUBLE or Role.OFFICE_SECRETARY in standing.roles]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which channels there are, and what counts as a flood."""
        channels = [{"value": each, "label": Channel(each).label} for each in self._channels()]
        more = {"channels": channels, "domains": settings.NOTICE_MAIL_DOMAINS}
        flood = {"most": settings.NOTICE_FLOOD_MESSAGES, "minutes": settings.NOTICE_FLOOD_MINUTES}
        return super().get_context_data(**more, **flood, **kwargs)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Save them."""
        form = self.form
        chosen = {"mail": cleaned["mail"], "channels": form.channels(), "quiet": form.quiet()}
        notices.save_preference(**chosen, by=person(self.request), at=clock.now())

    def form_valid(self, form: PreferenceForm) -> Any:
        """Keep the form for the act."""
        self.form = form
        return super().form_valid(form)
