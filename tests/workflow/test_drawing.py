import re
from xml.etree import ElementTree

from django.core.management import call_command

from config.database import ROOT
from documents.choices import Action
from review.choices import Desk as DeskName
from workflow.drawing import STAGES, draw, followers
from workflow.engine.nodes import Desk
from workflow.flows.dispatch import DispatchFlow

PICTURE = ROOT / "docs/process/dispatch.svg"
SVG = "{http://www.w3.org/2000/svg}"


def words():
    return [each.text for each in ElementTree.fromstring(draw(DispatchFlow)).iter(f"{SVG}text")]  # noqa: S314  ours


def test_the_committed_picture_is_what_the_command_draws(tmp_path):
    call_command("draw_flow", output=tmp_path / "flow.svg")

    assert (tmp_path / "flow.svg").read_bytes() == PICTURE.read_bytes(), "make docs"


def test_every_desk_and_every_stage_is_in_the_picture():
    drawn = words()

    for desk in DeskName:
        assert str(desk.label).partition("（")[0] in drawn
    assert set(STAGES.values()) <= set(drawn)


def test_a_changed_flow_is_a_changed_picture(monkeypatch):
    before = draw(DispatchFlow)
    monkeypatch.setattr(DispatchFlow.instance.node("submit"), "action", Action.DISCARD)

    assert draw(DispatchFlow) != before


def test_no_two_boxes_stand_on_one_another():
    rects = re.findall(r'<rect x="(\d+)" y="(\d+)" width="146" height="42"', draw(DispatchFlow))
    people = [node for node in DispatchFlow.instance.nodes() if isinstance(node, Desk)]

    assert len(rects) == len(set(rects)) > len(people)


def test_what_follows_a_desk_is_found_through_the_gateways():
    assert followers(DispatchFlow.instance.node("sign")) == ["signed"]
    assert set(followers(DispatchFlow.instance.node("disclosure_check"))) == {"office_check", "sign"}
