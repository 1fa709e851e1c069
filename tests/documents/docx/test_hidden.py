"""What a reader of the upload does not see is listed, and reaches no byte of what is made public."""

from io import BytesIO

import pypdf
import pytest
from pypdf.generic import StreamObject

from documents.docx.examining.examiner import examine
from documents.docx.libreoffice import pdf
from documents.docx.model import Elements
from documents.docx.typesetting import html
from documents.docx.typesetting.typeset import typeset
from tests.documents.docx.channels import CHANNELS, SECRET, file_of
from tests.documents.docx.making import notice, p, unzipped

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


def shown_and_stored(made):
    """Return what a PDF shows, page by page, with every stream and string that it holds, unpacked."""
    reader = pypdf.PdfReader(BytesIO(made))
    streams = [
        held.get_data() for number in reader.xref_objStm.keys() | reader.xref.get(0, {}).keys()
        if isinstance(held := reader.get_object(number), StreamObject)
    ]  # fmt: skip
    texts = [page.extract_text() for page in reader.pages]
    return b"".join([made, *streams, repr(reader.metadata).encode(), *(text.encode() for text in texts)]), texts


@pytest.mark.rule(27)
@pytest.mark.office
@pytest.mark.parametrize("options", [each[3] for each in CHANNELS], ids=[each[0] for each in CHANNELS])
def test_no_hidden_text_reaches_the_pdf(options):
    made, _ = published(file_of(options))

    everything, texts = shown_and_stored(pdf.convert(made))

    assert any(text.strip() for text in texts)
    assert [trace for trace in TRACES if trace in everything] == []


@pytest.mark.office
def test_the_look_into_a_pdf_sees_what_is_there():
    made, _ = published(notice(p(SECRET)))

    everything, _ = shown_and_stored(pdf.convert(made))

    assert TRACES[-1] in everything
