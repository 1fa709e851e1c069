"""Whose turn it is: of one document an outlet is told by one worker at a time, so that nothing overtakes anything."""

from collections.abc import Iterator
from contextlib import contextmanager

from common.turns import turn
from publication.models import Delivery


@contextmanager
def turn_of(delivery_id: int) -> Iterator[bool]:
    """Say whether nobody else is at this delivery's outlet with its document; if so, nobody will be within the block.

    The lock belongs to the session and to no row: whoever retracts the document need not wait for a receiver.
    """
    about = Delivery.objects.filter(pk=delivery_id).values_list("outlet_id", "release__document_id").first()
    if about is None:
        yield False
        return
    with turn("publication.turn:{}:{}".format(*about)) as is_ours:
        yield is_ours
