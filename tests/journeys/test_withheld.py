import pytest

from documents.choices import Status
from documents.models import Document
from tests.journeys import drafting
from tests.journeys.browsing import FOUNDING

TITLE = "教育部办公厅关于全面推进政务公开工作的实施意见"

pytestmark = pytest.mark.browser


def test_a_withheld_document_needs_a_ground_and_is_filed_not_published(town):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafting.propose(drafter, "withheld")
    drafter.says("规则2")
    assert drafter.page.locator("[name=attribute][value=withheld]").is_checked()
    drafting.propose(drafter, "withheld", ground="internal_affairs", reason="属内部工作流程")
    drafting.submit(drafter)

    town.walk()

    assert Document.objects.get().status == Status.FILED
    reader = town.stranger()
    reader.go("/portal/documents/")
    assert reader.page.get_by_role("link", name=TITLE).count() == 0


def test_a_stranger_gets_nowhere_and_a_colleague_without_part_finds_nothing(town):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    number = Document.objects.get().pk

    stranger = town.stranger()
    for path in ("/", f"/documents/{number}/", f"/documents/{number}/draft/", "/board/", "/register/", "/tasks/1/"):
        stranger.go(path)
        assert "/accounts/login/" in stranger.page.url
    colleague = town.person("nigao2")
    for path in (f"/documents/{number}/", f"/documents/{number}/draft/", "/board/", "/tasks/999/"):
        assert colleague.go(path) == 404
        colleague.says("没有这个页面")
