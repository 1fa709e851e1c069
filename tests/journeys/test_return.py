import docx
import pytest

from documents.models import Document
from review.models import Opinion
from tests.journeys import drafting
from tests.journeys.browsing import FOUNDING

TITLE = "教育部办公厅关于全面推进政务公开工作的实施意见"

pytestmark = pytest.mark.browser


def rewritten(folder):
    """Return a file with one paragraph of the founding document changed."""
    document = docx.Document(str(FOUNDING))
    long = next(paragraph for paragraph in document.paragraphs if len(paragraph.text) > 100)
    long.runs[-1].text = "此处按退回意见作了区分处理。"
    document.save(str(folder / "修改稿.docx"))
    return folder / "修改稿.docx"


def test_a_returned_document_with_a_new_text_voids_what_was_judged_before(town, tmp_path):
    drafter = town.person("nigao1")
    drafting.upload(drafter, FOUNDING)
    drafting.propose(drafter, "proactive")
    drafting.submit(drafter)
    for username in ("chuzhang1", "gongkai1"):
        town.agree(username, TITLE)
    reviewer = town.person("baomi1")
    reviewer.open_task(TITLE)
    reviewer.give_back("secrecy", "第三部分请作区分处理")

    drafter.open_task_held(TITLE)
    drafter.says("第三部分请作区分处理")
    drafter.page.set_input_files("[name=file]", str(rewritten(tmp_path)))
    drafter.page.fill("[name=note]", "更换正文")
    drafter.follow(drafter.page.locator("button[name=save]"))
    drafting.submit(drafter)

    drafter.says("失效")
    assert Opinion.objects.filter(superseded_at__isnull=False).count() == 2
    drafter.go(f"/documents/{Document.objects.get().pk}/")
    drafter.says("正文与附件已改动")
