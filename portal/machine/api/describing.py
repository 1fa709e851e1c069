"""The OpenAPI 3.1 description of the interface: as ninja writes it, with our names and the real media types."""

from typing import Any

from django.urls import reverse

from portal.machine.api.operations import api
from portal.machine.api.problems import TYPE

ANSWERS = {
    "200": "内容",
    "304": "与带来的 ETag 相同，没有变动",
    "404": "没有这项内容",
    "410": "已撤下",
    "422": "参数不符合要求",
}
NAMES = {"index": "索引号"}


def described() -> dict[str, Any]:
    """Return the description; a refusal is named by the type that it has, every operation may answer 304."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix="")
    schema["servers"] = [{"url": reverse("portal:api").rstrip("/")}]
    for path, operations in schema["paths"].items():
        _name(operations["get"], path)
    return schema


def _name(operation: dict[str, Any], path: str) -> None:
    operation["operationId"] = path.strip("/").partition("/")[0] + ("_of" if "{" in path else "")
    operation.pop("description", None)
    for each in operation.get("parameters", []):
        each["description"] = each.get("description") or each["schema"].get("description") or NAMES[each["name"]]
    answers = operation["responses"] = {str(status): each for status, each in operation["responses"].items()}
    answers["304"] = {}
    for status, answer in answers.items():
        answer["description"] = ANSWERS[status]
        if status >= "400":
            answer["content"] = {TYPE: answer["content"]["application/json"]}
