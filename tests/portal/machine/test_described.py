"""The interface keeps to its own OpenAPI description, asked as it says and asked otherwise (schemathesis)."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.wsgi import application
from portal.machine.api.describing import described

KINDS = ("documents", "readings", "files", "relations")
OPERATIONS = ["/documents", *(f"/{kind}/{{index}}" for kind in KINDS), "/changes", "/facets"]
EXAMPLES = {"/documents": 12, "/changes": 8}  # of each operation; of the others, whose one parameter is alike, 4


@pytest.fixture
def _connection_stays(db):
    """Keep the server from closing the connection that holds this test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def schema():
    import schemathesis  # half a second that only this test is to cost

    loaded = schemathesis.openapi.from_dict(described())
    loaded.app = application
    return loaded


@pytest.mark.parametrize("path", OPERATIONS)
@pytest.mark.usefixtures("_connection_stays", "three")
def test_the_interface_keeps_to_its_description(schema, path):
    from schemathesis import GenerationMode

    operation = schema[path]["GET"]
    fitting = operation.as_strategy()
    unfit = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @settings(max_examples=EXAMPLES.get(path, 4), deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=fitting if path == "/facets" else st.one_of(fitting, unfit))
    def keeps(case):
        case.call_and_validate()

    keeps()
