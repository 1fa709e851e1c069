"""A policy document before all its desks in a ministry with a person for each, and the steps of an emergency."""

from typing import Any

from accounts.roles import Role
from documents import selectors as documents_of
from documents.models import Document
from review.choices import CONFIDENTIALITY_CHAIN, Desk, Verdict
from review.emergencies import skipped_of
from review.emergency_rules import RATIFYING
from tests.people import make_office, make_person
from tests.publication.build import World, change
from tests.workflow.road import Road
from tests.workflow.shortly import at_the_desks
from workflow import services as workflow

REASON = "校舍安全突发事件，须即时公布"
ORDER = (Desk.DISCLOSURE_CHECK, *CONFIDENTIALITY_CHAIN[:2], Desk.OFFICE_CHECK, Desk.SIGN, Desk.REGISTER, Desk.RELEASE)


def staffed() -> World:
    """Return a ministry with a person for each desk, a finance department and a head in the General Office."""
    it = World()
    finance = make_office("财务司", it.organ)
    more = {
        "checker": (Role.DIVISION_HEAD, it.organ),
        "discloser": (Role.DISCLOSURE_OFFICER, it.general),
        "secretary": (Role.OFFICE_SECRETARY, it.general),
        "director": (Role.DIVISION_HEAD, it.general),
        "financier": (Role.DIVISION_HEAD, finance),
        "other": (Role.SIGNATORY, it.organ),
    }
    for name, (role, office) in more.items():
        it.who[name] = make_person(name, role, office=office)
    return it


def before_the_desks(world: World, road: Road) -> Document:
    """Return a policy document of which news office and finance department are asked, too."""
    document = at_the_desks(world, road.tick(), offices=[world.who["financier"].office])
    change(document, series=world.series)
    return document


def declare(road: Road, document: Document, by: str = "signatory", **more: Any) -> Any:
    """Declare an emergency."""
    who = {"by": road.who[by], "at": road.tick()}
    return workflow.declare_emergency(document_id=document.pk, token=None, **{"reason": REASON} | more, **who)


def let_out(road: Road, document: Document) -> Document:
    """Let everybody who is asked agree until the document is public."""
    chosen = {Desk.SIGN: "other", Desk.CONFIDENTIALITY_HEAD: "head"}
    for desk in ORDER:
        road.act(document, desk, by=chosen.get(desk))
    return documents_of.whole(document.pk)


def answer(road: Road, row: Any, by: str, verdict: str = Verdict.AGREE, text: str = "") -> Any:
    """Give a co-sign that was skipped."""
    who = {"by": road.who[by], "at": road.tick()}
    return workflow.cosign_afterwards(skipped_id=row.pk, verdict=verdict, text=text, **who)


def decide(road: Road, emergency: Any, act: str = RATIFYING, by: str = "leader", words: str = "") -> Any:
    """Decide on the emergency afterwards."""
    who = {"by": road.who[by], "at": road.tick()}
    return workflow.decide_emergency(emergency_id=emergency.pk, act=act, words=words, **who)


def cosign_all(road: Road, emergency: Any) -> None:
    """Give every co-sign that was skipped."""
    for row in skipped_of(emergency):
        answer(road, row, "news" if row.office is None else "financier")
