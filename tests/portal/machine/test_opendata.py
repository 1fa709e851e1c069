"""Open data: linked data of each document, the catalogue, and whole sets only while their aggregation is approved."""

import csv
import io
from datetime import timedelta

import pytest
from pyld import jsonld

from common import clock
from common.clock import office_date
from portal import services as portal
from portal.facts import PublicDataset
from review.services import datasets
from tests.portal.machine.conftest import HOST, open_until, put

SETS = ("/portal/data/documents.csv", "/portal/data/documents.jsonld")
SCHEMA, DCAT = "https://schema.org/", "http://www.w3.org/ns/dcat#"


def expanded(answer):
    """Return the answer's nodes as JSON-LD means them; nothing is fetched for that."""
    assert answer["Content-Type"] == "application/ld+json; charset=utf-8"
    return jsonld.expand(jsonld.json.loads(answer.getvalue()), {"documentLoader": None})


def test_a_document_is_there_as_linked_data(client, three):
    (node,) = expanded(client.get("/portal/documents/360A00/2026-00001.jsonld"))

    assert node["@id"] == f"{HOST}/portal/documents/360A00/2026-00001"
    assert node["@type"] == [f"{SCHEMA}DigitalDocument"]
    assert node[f"{SCHEMA}name"] == [{"@value": "关于招生工作的通知"}]
    assert len(node[f"{SCHEMA}encoding"]) == 3
    assert node[f"{SCHEMA}subjectOf"][0]["@id"] == f"{HOST}/portal/interpretations/360A00/2026-00001"


@pytest.mark.parametrize(("serial", "status"), [("00004", 410), ("00009", 404)])
def test_what_is_not_public_is_no_linked_data(client, three, serial, status):
    assert client.get(f"/portal/documents/360A00/2026-{serial}.jsonld").status_code == status


@pytest.mark.rule(20)
def test_no_set_is_served_without_an_approval(client, three):
    for url in SETS:
        answer = client.get(url)
        assert answer.status_code == 404
        assert "保守国家秘密法第36条" in answer.content.decode()
    (catalogue,) = expanded(client.get("/portal/catalogue.jsonld"))
    assert f"{DCAT}distribution" not in catalogue[f"{DCAT}dataset"][0] or (
        catalogue[f"{DCAT}dataset"][0][f"{DCAT}distribution"] == []
    )


@pytest.mark.rule(20)
def test_a_set_is_closed_the_day_after_its_approval_ends_even_to_whoever_has_it(client, three):
    now = clock.now()
    open_until(office_date(now), now)
    tags = {url: client.get(url)["ETag"] for url in SETS}
    before = now - timedelta(days=30)
    open_until(office_date(now) - timedelta(days=1), before)

    assert [client.get(url, headers={"if-none-match": tag}).status_code for url, tag in tags.items()] == [404, 404]


@pytest.mark.rule(20)
def test_a_set_is_closed_when_the_approval_is_taken_back(client, three, opened):
    assert client.get(SETS[0]).status_code == 200
    datasets.end_dataset(review_id=opened.pk, why="发现可以推知的事项", by=opened.decided_by, at=clock.now())

    assert client.get(SETS[0]).status_code == 404


def test_the_sheet_has_one_line_for_each_public_document_and_opens_in_excel(client, three, opened):
    text = client.get(SETS[0]).getvalue().decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff索引号,")
    assert [row["索引号"][-1] for row in rows] == ["1", "2", "3"]
    assert rows[1]["主题分类"] == "卫生、体育"
    assert rows[0]["网页地址"] == f"{HOST}/portal/documents/360A00/2026-00001"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "\t=", "\r="])
def test_no_cell_is_run_as_a_formula(client, opened, sign):
    put(1, title=f'{sign}HYPERLINK("http://x")', issuing_body=f"{sign}1")

    (row,) = csv.DictReader(io.StringIO(client.get(SETS[0]).getvalue().decode().removeprefix("\ufeff"), newline=""))

    assert row["名称"].startswith(f"'{sign}") and row["发文机关"].startswith("'")


def test_the_set_as_linked_data_holds_every_public_document(client, three, opened):
    nodes = expanded(client.get(SETS[1]))

    assert [node["@id"][-1] for node in nodes] == ["1", "2", "3"]


def test_an_empty_set_is_a_set(client, opened):
    assert expanded(client.get(SETS[1])) == []
    assert len(client.get(SETS[0]).getvalue().decode().splitlines()) == 1


def test_the_catalogue_names_where_the_set_can_be_taken(client, three, opened):
    (catalogue,) = expanded(client.get("/portal/catalogue.jsonld"))
    (dataset,) = catalogue[f"{DCAT}dataset"]

    assert catalogue["@type"] == [f"{DCAT}Catalog"]
    urls = [each[f"{DCAT}downloadURL"][0]["@id"] for each in dataset[f"{DCAT}distribution"]]
    assert urls == [f"{HOST}{url}" for url in SETS]
    assert {each["http://purl.org/dc/terms/description"][0]["@value"] for each in dataset[f"{DCAT}distribution"]} == {
        "全部目录"
    }
    assert "现有3件" in dataset["http://purl.org/dc/terms/description"][0]["@value"]


def test_a_set_costs_a_fixed_number_of_queries(client, three, opened, django_assert_num_queries):
    for url in SETS:
        with django_assert_num_queries(4):
            client.get(url).getvalue()


@pytest.mark.rule(20)
def test_what_is_open_can_be_handed_to_another_portal_and_what_is_not_is_closed_there(opened):
    rows = portal.dataset_rows()
    portal.put_datasets(rows=(), at=clock.now())
    assert portal.dataset_rows() == ()

    portal.put_datasets(rows=rows, at=clock.now())

    assert portal.dataset_rows() == rows == (PublicDataset("documents", *days_of(opened), "全部目录"),)


def days_of(review):
    return review.valid_from, review.valid_until
