"""What every page promises: no inline code, no outside address, no missing part; works under a strict CSP."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import RequestFactory

from common.templatetags import looks

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(ROOT / "templates")) for path in TEMPLATES]
OWN_CSS = sorted((ROOT / "static" / "css").glob("*.css"))
OWN_JS = sorted((ROOT / "static" / "js").glob("*.js"))
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)


def text_of(name: str) -> str:
    return COMMENT.sub("", (ROOT / "templates" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name):
    assert get_template(name).template.nodelist is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_no_inline_code(name):
    text = text_of(name)

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("path", [*TEMPLATES, *OWN_CSS, *OWN_JS], ids=lambda path: path.name)
def test_nothing_is_loaded_from_outside(path):
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")

    assert not re.search(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", text)
    assert not re.search(r"(?:@import|url\(\s*[\"']?)\s*(?:https?:)?//", text)
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_own_static_file_exists(name):
    paths = re.findall(r"{% static ['\"]([^'\"]+)['\"] %}", text_of(name))

    assert [path for path in paths if not path.startswith("vendor/") and not finders.find(path)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_symbol_exists(name):
    known = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/img/icons.svg").read_text(encoding="utf-8")))

    assert set(re.findall(r"{% icon ['\"]([^'\"]+)['\"]", text_of(name))) <= known


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_changes_something_is_protected(name):
    text = text_of(name)
    posts = len(re.findall(r"<form\b[^>]*method=\"post\"", text))

    assert text.count("{% csrf_token %}") >= posts


@pytest.mark.parametrize("name", NAMES)
def test_every_included_part_exists(name):
    for part in re.findall(r"{% (?:include|extends) \"([^\"]+)\"", text_of(name)):
        assert part in NAMES


def test_a_decorative_symbol_is_silent_and_a_named_one_is_not():
    assert 'aria-hidden="true"' in looks.icon("check")
    assert 'aria-label="&lt;通过&gt;"' in looks.icon("check", "<通过>")


@pytest.mark.parametrize(
    ("asked", "url", "carried"),
    [
        ("", "/portal/", "/portal/"),
        ("?size=large", "/portal/", "/portal/?size=large"),
        ("?size=large", "/portal/?q=x#top", "/portal/?q=x&size=large#top"),
        ("?size=huge", "/portal/", "/portal/"),
    ],
)
def test_the_asked_text_size_follows_the_visitor(asked, url, carried):
    class Context:
        request = RequestFactory().get("/portal/" + asked)

    assert looks.sized(Context(), url) == carried
