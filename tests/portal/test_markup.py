"""Every page is well-formed: nothing unclosed, no name twice, every reference leads somewhere."""

import pytest
from lxml import etree

from portal import services as portal
from portal.facts import PublicColumn, PublicReading, PublicRelation
from tests.portal.test_services import NOON, TOMBSTONE, item_of

UNKNOWN_TAG = 801  # libxml2 knows the elements of HTML 4
DOCUMENT = "/portal/documents/360A00/2026-00001"
PAGES = [
    "/portal/", "/portal/?size=large", "/portal/documents/", "/portal/documents/?q=工作&topic=11", DOCUMENT,
    "/portal/documents/360A00/2026-00002", "/portal/documents/?q=%3Cb%3E%26%22", "/portal/interpretations/",
    "/portal/interpretations/360A00/2026-00001", "/portal/statutory/guide", "/portal/statutory/annual",
    "/portal/statutory/annual/2025", "/portal/help/",
    "/portal/documents/none", "/portal/api/v1/", "/portal/data/documents.csv",
]  # fmt: skip


@pytest.fixture
def shown(db):
    reading = PublicReading(1, "答<记>者问", "问答", "司", NOON, "<p>x</p>", "x")
    relation = PublicRelation("repeals", "教办厅〔2019〕7号", "甲 & 乙")
    portal.apply(item=item_of(readings=(reading,), relations=(relation,), validity="repealed"), at=NOON)
    portal.apply(item=item_of(2, **TOMBSTONE), at=NOON)
    portal.put_column(column=PublicColumn("annual-2025", "<h2>一</h2><p>二</p>"), at=NOON)
    portal.put_column(column=PublicColumn("guide", "<h2>一</h2><p>二</p>"), at=NOON)


@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_well_formed(client, shown, url):
    parser = etree.HTMLParser(encoding="utf-8")
    tree = etree.fromstring(client.get(url).content, parser)

    assert [str(each) for each in parser.error_log if each.type != UNKNOWN_TAG] == []
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    pointed = [name for each in tree.xpath("//@aria-labelledby | //@for") for name in each.split()]
    assert set(pointed) <= set(names)
    assert tree.xpath("//html/@lang") == ["zh-Hans"] and len(tree.xpath("//h1")) == 1
    assert tree.xpath("//script | //@style | //@onclick") == []
