"""A document that waits at the release desk without having walked there: written into the tables, then routed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from documents import selectors as documents_of
from documents.models import Document
from review.choices import Desk, Verdict
from tests.publication.build import World, change, settle
from workflow.engine import run
from workflow.engine.actor import Actor
from workflow.flows.dispatch import DispatchFlow


@transaction.atomic
def at_the_release_desk(world: World, at: datetime, **fields: Any) -> Document:
    """Return a reviewed, registered document with a verified copy whose process waits for the publisher."""
    document = world.reviewed(world.issued(**fields))
    world.copy(document)
    settle()
    held = documents_of.locked(document.pk)
    run.start_at(DispatchFlow, held, DispatchFlow.instance.release, Actor(by=None, on_behalf_of=None, at=at))
    return documents_of.whole(document.pk)


@transaction.atomic
def at_the_desks(world: World, at: datetime, *, offices: Any = (), **fields: Any) -> Document:
    """Return a policy document with its plan that was handed in and checked by the division, before all desks."""
    document = world.draft(is_policy=True, **fields)
    world.plan(document)
    change(document, status="in_review")
    document.cosign_offices.set(offices)
    held = documents_of.locked(document.pk)
    checked = {"routing_sm3": held.routing_sm3(), "public_sm3": ""}
    world.opinion(held, Desk.DIVISION_CHECK, "checker", Verdict.AGREE, **checked)
    settle()
    actor = Actor(by=world.who["drafter"], on_behalf_of=None, at=at)
    run.start_at(DispatchFlow, held, DispatchFlow.instance.parallel, actor)
    return documents_of.whole(document.pk)
