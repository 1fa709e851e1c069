import pytest

from documents.choices import Status
from documents.models import Document
from tests.journeys import drafting
from tests.journeys.browsing import FOUNDING

TITLE = "教育部办公厅关于全面推进政务公开工作的实施意见"

pytestmark = pytest.mark.browser


def test_the_founding_document_goes_from_the_drafters_desk_to_the_public_page(town):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafter.says(TITLE)
    drafter.fits()
    drafting.propose(drafter, "proactive", policy=True)
    drafting.plan(drafter)
    drafting.submit(drafter)
    drafter.says("核稿")

    for username in ("chuzhang1", "gongkai1", "baomi1", "xinwen1", "baomizhu1", "mishu1", "qianfa1"):
        town.agree(username, TITLE)
    town.agree("mishu1", TITLE)
    publisher = town.person("fabu1")
    publisher.open_task(TITLE)
    publisher.agree()
    town.work()

    document = Document.objects.get()
    assert (document.status, document.number_text[:3]) == (Status.PUBLISHED, "教办厅")
    reader = town.stranger(scripting=False)
    assert reader.go("/portal/") == 200
    reader.follow(reader.page.get_by_role("link", name=TITLE).first)
    for text in (document.number_text, "此件主动公开", "索引号", "实施意见问答"):
        reader.says(text)
    reader.follow(reader.page.get_by_role("link", name="实施意见问答").first)
    reader.says("为什么出台")
    assert reader.context.cookies() == []
