"""The page that tells people what machines can read; no queries."""

from typing import Any

from django.urls import reverse

from portal.choices import WORDS
from portal.listing import FACETS
from portal.machine.api.describing import described
from portal.machine.columns import CODED, EVERYTHING, READINGS, Column
from portal.pages import whole_url
from portal.tags import Column as PageColumn

HEADING = PageColumn("数据接口与订阅", "订阅、开放数据和只读接口", "数据接口;订阅;开放数据", "数据发布")
LARGEST = 2**63 - 1  # of a number in the database: as good as none


def docs_context() -> dict[str, Any]:
    """Return the context of templates/portal/api.html."""
    return {
        "operations": [_operation(path, each["get"]) for path, each in described()["paths"].items()],
        "base": whole_url(reverse("portal:api")).rstrip("/"),
        "columns": [_links(EVERYTHING), _links(READINGS)],
        "groups": [{"label": FACETS[kind], "columns": _columns(kind)} for kind in CODED],
    }


def _columns(kind: str) -> list[dict[str, str]]:
    return [_links(Column(kind, code, name)) for code, name in CODED[kind].items()]


def _links(column: Column) -> dict[str, str]:
    return {"name": column.name, "atom": column.url("atom"), "json": column.url("json")}


def _operation(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    parameters = [_parameter(each) for each in operation.get("parameters", [])]
    return {"path": path, "summary": operation["summary"], "parameters": parameters}


def _parameter(given: dict[str, Any]) -> dict[str, Any]:
    schema = given["schema"]
    words = WORDS.get(given["name"], {})
    return {
        "name": given["name"],
        "description": given["description"],
        "codes": "；".join(_code(each, words.get(each, each)) for each in schema.get("enum", [])),
        "default": schema.get("default", ""),
        "limits": _limits(schema),
    }


def _code(code: str, label: str) -> str:
    return code if code == label else f"{code} {label}"


def _limits(schema: dict[str, Any]) -> str:
    if "minimum" in schema:
        most = schema["maximum"]
        return f"{schema['minimum']} 至 {most}" if most < LARGEST else f"不小于 {schema['minimum']}"
    return f"至多 {schema['maxLength']} 字" if "maxLength" in schema else ""
