"""A request that puts an effect knocks at a broker that is down once, and goes on."""

import socket
from threading import Thread

import pytest
from celery import Celery
from django.conf import settings

from outbox import services as outbox


@pytest.fixture
def broker():
    """A broker that hangs up on everybody, and the list of who knocked."""
    knocks = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up():
            while True:
                try:
                    visitor, address = server.accept()
                except OSError:
                    return
                knocks.append(address)
                visitor.close()

        Thread(target=hang_up, daemon=True).start()
        yield server.getsockname()[1], knocks
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_a_broker_that_hangs_up_is_asked_once_and_the_request_goes_on(broker, scheme, monkeypatch, caplog):
    port, knocks = broker
    with Celery("test", broker=f"{scheme}://127.0.0.1:{port}//", set_as_current=False) as app:
        app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        monkeypatch.setattr(outbox, "current_app", app)

        outbox._wake(1)

    assert len(knocks) == 1
    assert "the sweep will find it" in caplog.text
