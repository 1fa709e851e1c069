"""robots.txt and the description of the search (OpenSearch 1.1)."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from lxml import etree

from portal.machine.feeds import plain
from portal.pages import whole_url

OPENSEARCH_TYPE = "application/opensearchdescription+xml; charset=utf-8"
SPACE = "http://a9.com/-/spec/opensearch/1.1/"
NAMES: Any = {None: SPACE}
NAME_LIMIT = 16  # signs, by the specification
TERMS = "q={searchTerms}"


def robots() -> str:
    """Return robots.txt: the portal may be read, the searches and the office side need not."""
    home = reverse("portal:home")
    lines = [
        "User-agent: *",
        "Disallow: /",
        f"Allow: {home}",
        "Allow: /static/",
        f"Disallow: {reverse('portal:list')}?",
        f"Disallow: {reverse('portal:api')}",
        f"Sitemap: {whole_url(reverse('portal:sitemap'))}",
    ]
    return "\n".join(lines) + "\n"


def opensearch() -> bytes:
    """Return the description by which a browser searches the portal."""
    root = etree.Element(f"{{{SPACE}}}OpenSearchDescription", nsmap=NAMES)
    search = whole_url(reverse("portal:list"))
    for name, text in (
        ("ShortName", f"{settings.SITE['organ']}政府信息公开"[:NAME_LIMIT]),
        ("Description", f"在{settings.SITE['name']}中查找公文和解读"),
    ):
        _add(root, name, plain(text))
    _add(root, "Url", type="text/html", template=f"{search}?{TERMS}")
    _add(root, "Url", type="application/json", template=f"{whole_url(reverse('portal:api_documents'))}?{TERMS}")
    _add(root, "Url", type="application/opensearchdescription+xml", rel="self", template=_own())
    _add(root, "Image", whole_url(static("img/mark.svg")), type="image/svg+xml", width="16", height="16")
    _add(root, "Language", "zh-CN")
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "OutputEncoding", "UTF-8")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _own() -> str:
    return whole_url(reverse("portal:opensearch"))


def _add(root: etree._Element, name: str, text: str | None = None, **attributes: str) -> None:
    etree.SubElement(root, f"{{{SPACE}}}{name}", attrib=attributes).text = text
