"""What a reader of the upload does not see is listed, and reaches no byte of what is made public."""

import pytest

from documents.docx.examining.examiner import examine
from documents.docx.libreoffice import pdf
from documents.docx.model import Elements
from documents.docx.typesetting import html
from documents.docx.typesetting.typeset import typeset
from tests.documents.docx.examining.channels import CHANNELS, SECRET, file_of
from tests.documents.docx.making import unzipped

ELEMENTS = Elements("某某省教育厅")
TRACES = [SECRET.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")] + [b"ZXQJ"]


def published(data):
    """Return every byte of the public .docx, unzipped, and of the public page."""
    draft = examine(data, "稿.docx").draft
    made = typeset(draft.content, ELEMENTS, draft.pictures)
    page = html.render(draft.content, ELEMENTS, addresses=html.data_addresses(draft.pictures))
    return made, b"".join([*unzipped(made).values(), page.encode()])


@pytest.mark.rule(27)
@pytest.mark.parametrize(("name", "kind", "place", "options"), CHANNELS, ids=[each[0] for each in CHANNELS])
def test_a_hidden_text_is_listed_and_does_not_pass(name, kind, place, options):
    data = file_of(options)
    listed = [(each["channel"], each["part"]) for each in examine(data, "稿.docx").as_json()["hidden"]]

    assert (kind, place) in listed
    made, public = published(data)
    assert [trace for trace in TRACES if trace in public or trace in made] == []
    assert [each.kind for each in examine(made, "公文.docx").hidden] == []


@pytest.mark.rule(27)
@pytest.mark.office
def test_no_hidden_text_reaches_the_pdf():
    blocks = [block for _, _, _, options in CHANNELS for block in options["blocks"] if "r:" not in block]
    made, _ = published(file_of({"blocks": blocks}))
    converted = pdf.convert(made)

    assert converted is not None
    assert [trace for trace in TRACES if trace in converted] == []
