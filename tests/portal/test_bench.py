"""The documents of `make bench` are rows as the portal writes them; else its figures are of something else."""

from bench import portal as bench
from portal.models import PublishedDocument, SearchEntry
from portal.services.entries import put_entries


def entries():
    names = ("document_id", "published_at", "text_starts", "text_ends", "oversized", "folded", "vector")
    return list(SearchEntry.objects.order_by("document_id").values_list(*names))


def test_what_is_measured_is_found_by_the_same_tokens_as_what_was_published(db):
    bench.unguard()
    bench.make(0, 15, 40)
    bench.make(15, 25, 40)
    made = entries()

    put_entries(PublishedDocument.objects.all())

    assert len(made) == 40 and made == entries()
