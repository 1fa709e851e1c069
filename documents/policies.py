"""Rights on drafts: predicate and queryset twin (a test holds them together)."""

from datetime import date

from django.db.models import QuerySet

from accounts import selectors as accounts
from accounts.models import User
from accounts.roles import Role
from documents.choices import Status
from documents.models import Document


def may_draft(user: User) -> bool:
    """Test if the person may upload drafts."""
    return user.is_active and Role.DRAFTER in accounts.roles_of(user.pk)


def acts_for(user: User, person_id: int, on: date) -> User | None:
    """Return the person in whose place the user stands on that day, when it is `person_id`."""
    return next((who for who in accounts.principals_of(user.pk, on) if who.pk == person_id), None)


def may_edit(user: User, document: Document, on: date) -> bool:
    """Test if the person may edit the draft: its drafter, or who acts for the drafter that day."""
    if document.status != Status.DRAFT or not may_draft(user):
        return False
    return document.drafter_id == user.pk or acts_for(user, document.drafter_id, on) is not None


def may_plan(user: User, document: Document, on: date) -> bool:
    """Test if the person may write the interpretation plan: of a draft, or of what is on file before it is reopened."""
    if may_edit(user, document, on):
        return True
    drafts = document.drafter_id == user.pk or acts_for(user, document.drafter_id, on) is not None
    return may_draft(user) and document.awaits_a_plan and drafts


def editable_by(user: User, on: date) -> QuerySet[Document]:
    """Return the drafts for which `may_edit` holds."""
    if not may_draft(user):
        return Document.objects.none()
    principals = [who.pk for who in accounts.principals_of(user.pk, on)]
    return Document.objects.filter(status=Status.DRAFT, drafter_id__in=[user.pk, *principals])
