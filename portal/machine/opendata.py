"""开放数据: the catalogue as DCAT and as CSV, each document as JSON-LD; whole sets only while approved (R20)."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from common.clock import office_date
from portal.choices import MEDIA_TYPES, WORDS, Dataset
from portal.machine.selectors import CATALOGUE
from portal.models import PublishedDataset, PublishedDocument, PublishedFile, PublishedReading
from portal.pages import document_url, file_urls, reading_url, whole_url

CSV_TYPE, JSONLD_TYPE = "text/csv; charset=utf-8", "application/ld+json; charset=utf-8"
BOM = "\ufeff"  # by which Excel sees that it is UTF-8
RUN_BY_EXCEL = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # full width ones too
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
HEADINGS = (
    "索引号", "名称", "发文字号", "发文机关", "主题分类", "文种", "五公开环节", "内容概述", "关键词", "生成日期",
    "发布日期", "有效性", "有效性说明", "来源", "内容SM3", "网页地址", "变动次序",
)  # fmt: skip
Row = Mapping[str, Any]  # of selectors.CATALOGUE


class Line:
    """A file of one line: what was written last."""

    def write(self, text: str) -> str:
        """Return the text instead of keeping it."""
        return text


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the catalogue line by line; no cell is taken for a formula (OWASP, CSV injection)."""
    writer, start = csv.writer(Line()), whole_url(reverse("portal:list"))
    yield BOM + writer.writerow(HEADINGS)
    for each in rows:
        yield writer.writerow([cell(value) for value in cells_of(each, start)])


def cell(value: object) -> str:
    """Return the value as a cell that a spreadsheet shows and does not run."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RUN_BY_EXCEL) else text


def cells_of(row: Row, start: str) -> tuple[object, ...]:
    """Return the cells of a document in the order of HEADINGS; `start` is what every address begins with."""
    return (
        row["index"], row["title"], row["number_text"], row["issuing_body"], WORDS["topic"].get(row["topic"], ""),
        WORDS["genre"].get(row["genre"], ""), "、".join(WORDS["stage"][each] for each in row["stages"]), row["summary"],
        "、".join(row["keywords"]), row["generated_on"], row["published_on"], WORDS["validity"][row["validity"]],
        row["validity_note"], WORDS["origin"][row["origin"]], row["content_sm3"], start + row["index"], row["change"],
    )  # fmt: skip


def as_jsonld(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the catalogue as one JSON-LD document, record by record; files stand in the record of each document."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n'
    divider, start = "", whole_url(reverse("portal:list"))
    for each in rows:
        yield divider + json.dumps(record_of(each, start), ensure_ascii=False)
        divider = ",\n"
    yield "\n]}\n"


def linked(document: PublishedDocument) -> dict[str, Any]:
    """Return one document as JSON-LD with its files and interpretations, which must be loaded."""
    record = record_of({name: getattr(document, name) for name in CATALOGUE}, whole_url(reverse("portal:list")))
    record["schema:encoding"] = [_file(document, each) for each in document.files.all()]
    if readings := document.readings.all():
        record["schema:subjectOf"] = [_reading(document, each) for each in readings]
    return {"@context": CONTEXT} | record


def record_of(row: Row, start: str) -> dict[str, Any]:
    """Return one document in the words of schema.org, without what is empty."""
    found = {
        "@id": start + row["index"],
        "@type": "schema:DigitalDocument",
        "schema:name": row["title"],
        "schema:identifier": [each for each in (row["index"], row["number_text"]) if each],
        "schema:abstract": row["summary"],
        "schema:keywords": row["keywords"],
        "schema:about": WORDS["topic"].get(row["topic"], ""),
        "schema:genre": WORDS["genre"].get(row["genre"], ""),
        "schema:author": _agent(row["issuing_body"]),
        "schema:publisher": _agent(settings.SITE["organ"]),
        "schema:dateCreated": _day(row["generated_on"]),
        "schema:datePublished": _day(row["published_on"]),
        "schema:creativeWorkStatus": WORDS["validity"][row["validity"]],
        "schema:inLanguage": "zh-CN",
        "schema:isAccessibleForFree": True,
        "schema:isBasedOn": row["source_url"],
    }
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def dumps(value: object) -> str:
    """Return a value as JSON that people can read as well."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def _agent(name: str) -> dict[str, str] | None:
    return {"@type": "schema:GovernmentOrganization", "schema:name": name} if name else None


def _day(day: Any) -> dict[str, str] | None:
    return {"@type": "xsd:date", "@value": day.isoformat()} if day else None


def _file(document: PublishedDocument, file: PublishedFile) -> dict[str, Any]:
    return {
        "@type": "schema:MediaObject",
        "schema:contentUrl": {"@id": whole_url(file_urls(document)[file.kind])},
        "schema:encodingFormat": MEDIA_TYPES[file.kind],
        "schema:contentSize": str(file.size),
        "schema:sha256": file.sha256,
    }


def _reading(document: PublishedDocument, reading: PublishedReading) -> dict[str, Any]:
    return {
        "@id": whole_url(reading_url(document.index, reading.serial)),
        "@type": "schema:Article",
        "schema:name": reading.title,
        "schema:about": {"@id": whole_url(document_url(document.index))},
        "schema:datePublished": _day(office_date(reading.published_at)),
    }


def catalogue(approved: PublishedDataset | None, total: int) -> dict[str, Any]:
    """Return the catalogue (DCAT 3): the interface always, the data set as files only while approved."""
    home, api = whole_url(reverse("portal:home")), whole_url(reverse("portal:api"))
    dataset = {
        "@id": f"{home}#{Dataset.DOCUMENTS.value}",
        "@type": "dcat:Dataset",
        "dct:title": str(Dataset.DOCUMENTS.label),
        "dct:description": f"主动公开的公文目录，现有{total}件",
        "dct:publisher": _publisher(),
        "dct:language": "zh-CN",
        "dcat:landingPage": {"@id": whole_url(reverse("portal:list"))},
        "dcat:distribution": _distributions(approved) if approved else [],
    }
    service = {
        "@id": f"{api}#service",
        "@type": "dcat:DataService",
        "dct:title": "公开数据接口（第1版）",
        "dcat:endpointURL": {"@id": api},
        "dcat:endpointDescription": {"@id": whole_url(reverse("portal:api_description"))},
        "dcat:servesDataset": {"@id": dataset["@id"]},
    }
    return {
        "@context": CONTEXT,
        "@id": f"{home}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": f"{settings.SITE['name']}目录",
        "dct:publisher": _publisher(),
        "dct:language": "zh-CN",
        "foaf:homepage": {"@id": home},
        "dcat:dataset": [dataset],
        "dcat:service": [service],
    }


def _publisher() -> dict[str, str]:
    return {"@type": "foaf:Organization", "foaf:name": settings.SITE["organ"]}


def _distributions(approved: PublishedDataset) -> list[dict[str, Any]]:
    kinds = (("CSV", "portal:dataset_csv", "text/csv"), ("JSON-LD", "portal:dataset_jsonld", "application/ld+json"))
    return [
        {
            "@type": "dcat:Distribution",
            "dct:title": f"{Dataset.DOCUMENTS.label}（{label}）",
            "dct:description": approved.note,
            "dcat:downloadURL": {"@id": whole_url(reverse(name))},
            "dcat:mediaType": kind,
        }
        for label, name, kind in kinds
    ]
