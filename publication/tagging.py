"""The tags that the page of a document will bear once it is public (R31); no query."""

from django.urls import reverse

from common.gate import provides
from documents.facts import Subject
from portal.pages import tags_of, whole_url
from portal.tags import DOCUMENTS, Article
from publication.facts import TagFacts


@provides(TagFacts)
def tag_facts(subject: Subject) -> TagFacts:
    """Gather the tags as the portal would write them, were the document published at the moment."""
    document = subject.document
    article = Article(
        title=document.title,
        published_at=subject.at,
        source=document.issuing_body,
        url=whole_url(reverse("portal:list")),
        description=document.summary,
    )
    return TagFacts(tuple(tags_of(DOCUMENTS, article).pairs()))
