"""What the documents say exists: files, commands, accounts, names of code, environment variables."""

import re
import subprocess

import pytest
from django.core.management import get_commands

from accounts import demo
from config.database import ROOT
from portal.models import PublishedDocument

OURS = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))
PAGES = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in OURS]
SUFFIXES = (".py", ".md", ".html", ".toml", ".css", ".svg", ".docx", ".json", ".png", ".lock")
GUIDES = {"install.md": ("shared", "base", "prod"), "two-networks.md": ("shared", "portal")}
MADE = ("var/", "bench/results.json", "static/vendor/", ".venv", "rehearsal_")  # by running the product


def text_of(path):
    return path.read_text(encoding="utf-8")


def code_in(path):
    """Return what stands between single backticks and the indented lines of commands."""
    text = text_of(path)
    return re.findall(r"`([^`\n]+)`", text) + re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE)


def make_targets():
    return set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_to_a_file(path):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text_of(path))

    assert [each for each in links if not (path.parent / each).exists()] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_file_named_is_there(path):
    named = [each for each in code_in(path) if re.fullmatch(r"[\w./-]+", each) and not each.startswith(MADE)]
    paths = [each for each in named if "/" in each and (each.endswith(SUFFIXES) or each.endswith("/"))]
    beside = (ROOT, path.parent, ROOT / "workflow", ROOT / "documents/docx")

    assert [each for each in paths if not any((folder / each).exists() for folder in beside)] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_command_named_is_there(path):
    said = " \n".join(code_in(path))

    assert set(re.findall(r"\bmake ([a-z]+)", said)) <= make_targets()
    assert set(re.findall(r"manage\.py ([a-z_]+)", said)) <= set(get_commands())


@pytest.mark.parametrize("path", PAGES)
def test_every_dotted_name_of_the_product_is_there(path):
    apps = (
        "accounts|audit|common|config|deadlines|documents|interpretation"
        "|notices|outbox|oversight|portal|publication|review|workflow"
    )
    for name in re.findall(rf"`((?:{apps})(?:\.\w+)+)(?:\(…\)|\(\.\.\.\))?`", text_of(path)):
        if not name.endswith(SUFFIXES):
            assert resolved(name), name


def resolved(name):
    """Tell if a dotted name is a module, or a name that stands in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        stem = ROOT.joinpath(*parts[:length])
        source = next((each for each in (stem.with_suffix(".py"), stem / "__init__.py") if each.exists()), None)
        if source:
            return all(re.search(rf"\b{part}\b", text_of(source)) for part in parts[length:])
    return False


def test_the_readme_lists_exactly_the_demonstration_accounts():
    table = text_of(ROOT / "README.md").split("## 演示账号")[1].split("走一遍主线")[0]
    names = re.findall(r"\b[a-z]+\d\b", table.replace("（qianfa1 为主要负责人）", ""))

    assert sorted(names) == sorted(person.username for person in demo.PEOPLE)
    assert demo.PASSWORD in table


def test_the_installation_guide_names_every_variable_that_settings_read():
    for page, modules in GUIDES.items():
        settings = "".join(text_of(ROOT / f"config/settings/{name}.py") for name in modules)
        read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', settings)) | {"DJANGO_SETTINGS_MODULE", "MINGFA_VAR"}
        guide = text_of(ROOT / "docs/operations" / page)

        assert {name for name in read if f"`{name}`" not in guide} == set()


def test_every_decision_record_is_short_and_listed():
    folder = ROOT / "docs/adr"
    records = sorted(folder.glob("0*.md"))
    index = text_of(folder / "README.md")

    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        first = text_of(path).splitlines()[0].removeprefix("# ")
        assert f"- [{first}]({path.name})" in index
        assert len(text_of(path).splitlines()) <= 60
        assert "\n## Decision\n" in text_of(path) or path.name.startswith("0017")


def test_no_document_names_an_address_outside():
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    allowed = r"https?://(?:127\.0\.0\.1|localhost|gw\.example\.gov\.cn)"

    for name in listed.split():
        assert re.findall(rf"(?!{allowed})https?://\S+", text_of(ROOT / name)) == [], name


def test_the_pictures_of_the_readme_are_small():
    for path in (ROOT / "docs/pictures").glob("*.png"):
        assert path.stat().st_size <= 200 * 1024


@pytest.mark.rule(12)
def test_the_portal_is_told_to_rewrite_every_table_that_holds_words_of_a_document():
    said = text_of(ROOT / "docs/operations/two-networks.md")
    around = [each.related_model for each in PublishedDocument._meta.related_objects]
    holding = [PublishedDocument, *(each for each in around if each._meta.app_label == "portal")]

    assert [each._meta.db_table for each in holding if each._meta.db_table not in said] == []
