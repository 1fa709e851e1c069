import pytest

from common import clock
from documents.choices import Status
from documents.intake import take_in
from documents.models import Document
from publication.selectors import live_release
from tests.journeys.browsing import FOUNDING
from workflow.rehearsal import Rehearsal, Wish

TITLE = "教育部办公厅关于全面推进政务公开工作的实施意见"

pytestmark = pytest.mark.browser


@pytest.fixture
def document(town):
    """The founding document on the portal; its way there has a journey of its own."""
    wish = Wish(take_in(FOUNDING.read_bytes(), FOUNDING.name), is_policy=True)
    for _step in Rehearsal(wish, clock.now()).run():
        pass
    return Document.objects.get()


def propose(publisher, document, label, **words):
    """Fill in the form behind the button on the document's page."""
    publisher.go(f"/documents/{document.pk}/")
    publisher.follow(publisher.page.get_by_role("link", name=label, exact=True))
    publisher.fits()
    publisher.page.select_option("[name=kind]", "error")
    for name, text in words.items():
        publisher.page.fill(f"[name={name}]", text)
    publisher.follow(publisher.page.get_by_role("button", name=f"提请批准{label}"))
    publisher.says("待签发人批准")


def approve(leader, label):
    """Open the proposal from one's own list and approve it."""
    leader.go("/desk/")
    leader.says("待批准的撤下、更正")
    leader.follow(leader.page.locator("tr", has_text=TITLE).first.get_by_role("link", name="办理"))
    leader.fits()
    leader.says("批准后公众所见")
    leader.follow(leader.page.get_by_role("button", name=f"批准{label}"))
    leader.says(f"已批准{label}")


def test_two_people_correct_a_public_text_and_then_take_it_down(town, document):
    address = f"/portal/documents/{live_release(document.pk).index.text}"
    publisher, leader, reader = town.person("fabu1"), town.person("qianfa2"), town.stranger(scripting=False)

    propose(publisher, document, "更正", summary="更正后的概述。", reason="概述有误", explanation="更正内容概述。")
    reader.go(address)
    assert reader.page.get_by_text("更正后的概述。").count() == 0
    approve(leader, "更正")
    assert reader.go(address) == 200
    reader.says("更正后的概述。")
    reader.says("更正内容概述。")

    propose(publisher, document, "撤下", reason="附件数据有误", explanation="因附件数据有误撤下。")
    assert reader.go(address) == 200
    approve(leader, "撤下")
    assert reader.go(address) == 410
    reader.says("因附件数据有误撤下。")
    assert Document.objects.get().status == Status.RETRACTED


def test_without_scripting_a_proposal_is_made_and_refused(town, document):
    publisher = town.person("fabu1", scripting=False)
    leader = town.person("qianfa1", scripting=False)

    propose(publisher, document, "撤下", reason="附件数据有误", explanation="因附件数据有误撤下。")
    leader.go("/desk/")
    leader.follow(leader.page.locator("tr", has_text=TITLE).first.get_by_role("link", name="办理"))
    leader.page.locator("summary", has_text="不批准").click()
    leader.page.fill("[name=why]", "数据无误，不必撤下")
    leader.follow(leader.page.get_by_role("button", name="不批准", exact=True))

    leader.says("门户页面不变")
    publisher.go(f"/documents/{document.pk}/")
    publisher.says("数据无误，不必撤下")
    assert Document.objects.get().status == Status.PUBLISHED
