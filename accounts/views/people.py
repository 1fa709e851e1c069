"""People: registered by the system administrator, empowered by the security administrator."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import lockout, services
from accounts.access import person, requires
from accounts.forms import NewPersonForm, PeopleFilterForm, PersonForm
from accounts.models import User
from accounts.roles import Role
from accounts.selectors import memberships_of, people, people_rows, standing_of
from accounts.views.base import ActView
from common import clock
from common.gate import Unmet
from common.paging import BoundedPaginator

PAGE_SIZE = 30


@requires(Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List people, filtered."""
    form = PeopleFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = BoundedPaginator(people(**wanted), PAGE_SIZE, people_rows).get_page(request.GET.get("page"))
    labels = dict(Role.choices)
    rows = [(user, [labels[group.name] for group in user.groups.all() if group.name in labels]) for user in page]
    context = {"form": form, "page": page, "rows": rows, "may_add": may_register(request)}
    return render(request, "accounts/people.html", context)


def may_register(request: HttpRequest) -> bool:
    """Test if the visitor registers people (the system administrator)."""
    return Role.SYSTEM_ADMIN in request.standing.roles  # type: ignore[attr-defined]  # set by the middleware


@requires(Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN)
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person with roles, state and what the visitor may do."""
    shown = get_object_or_404(User.objects.select_related("office"), pk=pk)
    labels = dict(Role.choices)
    held = [(m, m.group.name, labels[m.group.name]) for m in memberships_of(shown) if m.group.name in labels]
    choices = role_choices(frozenset(Role(name) for _, name, _ in held))
    context = {
        "person": shown,
        "held": held,
        "choices": choices,
        "conditions": {str(condition) for _, unmet in choices for condition in unmet},
        "factor_enrolled": standing_of(pk).factor_enrolled,
        "locked_until": lockout.locked_until(shown.username, clock.now()),
        "registers": may_register(request),
        "oneself": shown.pk == person(request).pk,
    }
    return render(request, "accounts/person.html", context)


def role_choices(held: frozenset[Role]) -> list[tuple[Role, tuple[Unmet, ...]]]:
    """Return the roles that are not held, each with the reasons why it cannot be granted (R85)."""
    return [(role, services.grant_gate(held, role).unmet) for role in Role if role not in held]


@requires(Role.SYSTEM_ADMIN)
class AddPersonView(ActView):
    """Register a person; roles and the initial password come from the security administrator."""

    template_name = "accounts/person_form.html"
    form_class = NewPersonForm
    done = "已建立账号。请安全管理员授予角色并发放初始密码。"

    def act(self, cleaned: dict[str, Any]) -> None:
        """Create the person."""
        self.person = services.create_person(**cleaned, by=person(self.request), at=clock.now())

    def get_success_url(self) -> str:
        """Return the new person's page."""
        return reverse("accounts:person", args=[self.person.pk])


@requires(Role.SYSTEM_ADMIN)
class ChangePersonView(ActView):
    """Change what is registered about a person."""

    template_name = "accounts/person_form.html"
    form_class = PersonForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Load the person, or answer 404."""
        self.person = get_object_or_404(User, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Return what is registered now."""
        return {name: getattr(self.person, name) for name in ("full_name", "office", "title", "is_principal")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person."""
        return super().get_context_data(person=self.person, **kwargs)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Write the change."""
        services.change_person(user=self.person, **cleaned, by=person(self.request), at=clock.now())

    def get_success_url(self) -> str:
        """Return the person's page."""
        return reverse("accounts:person", args=[self.person.pk])
