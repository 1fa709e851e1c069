"""What the journal says, for tests."""

from audit.models import Entry


def verbs(chain="accounts"):
    """Return the verbs on the chain, in order."""
    return list(Entry.objects.filter(chain=chain).order_by("serial").values_list("verb", flat=True))


def last(chain="accounts"):
    """Return the newest entry of the chain."""
    return Entry.objects.filter(chain=chain).order_by("-serial").first()
