"""开放数据: the catalogue as DCAT and as CSV, each document as JSON-LD; whole sets only while approved (R20)."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from common.clock import office_date
from documents.choices import Stage
from portal.choices import Dataset, FileKind
from portal.machine.feeds import TYPES
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


class Line:
    """A file of one line: what was written last."""

    def write(self, text: str) -> str:
        """Return the text instead of keeping it."""
        return text


def as_csv(documents: Iterable[PublishedDocument]) -> Iterator[str]:
    """Yield the catalogue line by line; no cell is taken for a formula (OWASP, CSV injection)."""
    writer = csv.writer(Line())
    yield BOM + writer.writerow(HEADINGS)
    for each in documents:
        yield writer.writerow([cell(value) for value in row_of(each)])


def cell(value: object) -> str:
    """Return the value as a cell that a spreadsheet shows and does not run."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RUN_BY_EXCEL) else text


def row_of(document: PublishedDocument) -> tuple[object, ...]:
    """Return the cells of a document in the order of HEADINGS."""
    stages = "、".join(str(Stage(code).label) for code in document.stages)
    return (
        document.index, document.title, document.number_text, document.issuing_body, document.get_topic_display(),
        document.get_genre_display(), stages, document.summary, "、".join(document.keywords), document.generated_on,
        document.published_on, document.get_validity_display(), document.validity_note, document.get_origin_display(),
        document.content_sm3, whole_url(document_url(document.index)), document.change,
    )  # fmt: skip


def as_jsonld(documents: Iterable[PublishedDocument]) -> Iterator[str]:
    """Yield the catalogue as one JSON-LD document, record by record."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n'
    divider = ""
    for each in documents:
        yield divider + json.dumps(record_of(each), ensure_ascii=False)
        divider = ",\n"
    yield "\n]}\n"


def linked(document: PublishedDocument, readings: Iterable[PublishedReading]) -> dict[str, Any]:
    """Return one document as JSON-LD with its interpretations; its files must be loaded."""
    about = [_reading(document, each) for each in readings]
    return {"@context": CONTEXT} | record_of(document) | ({"schema:subjectOf": about} if about else {})


def record_of(document: PublishedDocument) -> dict[str, Any]:
    """Return one document in the words of schema.org and Dublin Core, without what is empty."""
    found = {
        "@id": whole_url(document_url(document.index)),
        "@type": "schema:DigitalDocument",
        "schema:name": document.title,
        "schema:identifier": [each for each in (document.index, document.number_text) if each],
        "schema:abstract": document.summary,
        "schema:keywords": list(document.keywords),
        "schema:about": document.get_topic_display() if document.topic else "",
        "schema:genre": document.get_genre_display() if document.genre else "",
        "schema:author": _agent(document.issuing_body),
        "schema:publisher": _agent(settings.SITE["organ"]),
        "schema:dateCreated": _day(document.generated_on),
        "schema:datePublished": _day(document.published_on),
        "schema:creativeWorkStatus": document.get_validity_display(),
        "schema:inLanguage": "zh-CN",
        "schema:isAccessibleForFree": True,
        "schema:isBasedOn": document.source_url,
        "schema:encoding": [_file(document, each) for each in document.files.all()],
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
        "schema:encodingFormat": TYPES[FileKind(file.kind)],
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
