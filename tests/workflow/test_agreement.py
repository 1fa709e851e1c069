from pathlib import Path

import pytest

from documents.choices import Action, Status
from workflow.engine import agreement
from workflow.flows.dispatch import DispatchFlow

FLOWS = [DispatchFlow]


@pytest.mark.parametrize("flow_class", FLOWS)
def test_no_path_of_the_flow_breaks_the_status(flow_class):
    assert agreement.disagreements(flow_class) == []


def test_a_retracted_document_that_is_reviewed_again_can_only_be_published():
    found = agreement.disagreements(DispatchFlow, start=Status.RETRACTED, at="recheck")

    assert found == ["filed: file is not allowed while retracted"]  # it was public, so it is proactive


def test_a_planted_disagreement_is_found_and_named(monkeypatch):
    monkeypatch.setattr(DispatchFlow.instance.node("submit"), "action", Action.PUBLISH)

    assert any(line.startswith("submit:") for line in agreement.disagreements(DispatchFlow))


def test_a_flow_cannot_end_in_a_status_that_is_not_final(monkeypatch):
    archive = DispatchFlow.instance.node("filed")
    monkeypatch.setattr(archive, "action", None)

    assert any("can end while issued" in line for line in agreement.disagreements(DispatchFlow))


@pytest.mark.parametrize("flow_class", FLOWS)
def test_a_changed_graph_is_a_new_definition(flow_class):
    frozen = Path(__file__).parent / "definitions" / f"{flow_class.app_name}-{flow_class.definition}.txt"

    assert agreement.fingerprint(flow_class) == frozen.read_text(encoding="utf-8").splitlines()


def test_every_action_is_a_transition_and_every_transition_an_action():
    assert {name for name, _status in agreement.transitions()} == set(Action.values)


def test_every_status_but_the_last_ones_can_be_left():
    left = {status for _name, status in agreement.transitions()}

    assert set(Status.values) - left == {Status.DISCARDED}


def test_node_kinds_are_ours():
    kinds = {type(node).__module__ for node in DispatchFlow.instance.nodes()}

    assert kinds == {"workflow.engine.nodes", "workflow.engine.gateways"}


def test_what_was_signed_to_leave_the_file_goes_on_like_any_issued_document():
    assert agreement.transitions()["reopen_disclosure", Status.FILED] == Status.ISSUED
    assert agreement.disagreements(DispatchFlow, start=Status.ISSUED, at="typeset") == []
