"""The house rules that a machine can hold: directions of import, sizes, one door for the status."""

import ast
import importlib
import pkgutil
import re
import statistics
import subprocess
import sys
import tomllib

import pytest
from django.core.management import call_command

from common.errors import DomainError
from config.database import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = PROJECT["tool"]["importlinter"]["root_packages"]
FUNCTION_LIMIT, FUNCTION_MEDIAN = 40, 8  # lines without the docstring
MODULE_LIMIT, TEST_MODULE_LIMIT = 350, 450  # lines
ERROR_PREFIXES = {
    "common": "GEN",
    "accounts": "ACC",
    "audit": "AUD",
    "outbox": "OUT",
    "notices": "NTC",
    "deadlines": "DLN",
    "documents": "DOC",
    "interpretation": "ITP",
    "review": "REV",
    "publication": "PUB",
    "portal": "PTL",
    "workflow": "WFL",
    "oversight": "OVS",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders):
    """Return the Python files of the folders without migrations, as paths from the root."""
    found = [path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


PRODUCT = sources(*PACKAGES, "scripts")
TESTS = sources("tests", "bench")


def tree(path):
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def functions(path):
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def length(function):
    """Return the lines of the function without its decorators and docstring."""
    first = function.body[0]
    skipped = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) else 0
    return function.end_lineno - function.lineno + 1 - skipped


def line_count(path):
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def test_imports_go_in_the_allowed_directions_only():
    call = "from importlinter.cli import lint_imports_command as lint; lint()"
    command = [sys.executable, "-c", call, "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


LINT = [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy", "."), ("djhtml", "--check", "templates")]


@pytest.mark.parametrize("call", LINT, ids=" ".join)
def test_what_make_lint_asks_is_clean(call):
    result = subprocess.run([sys.executable, "-m", *call], cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr


def test_django_finds_nothing_to_complain_about():
    call_command("check", fail_level="WARNING")


def test_every_app_stands_in_the_import_contract():
    from django.conf import settings

    ours = {app.split(".")[0] for app in settings.INSTALLED_APPS if (ROOT / app.split(".")[0]).is_dir()}

    assert ours | {"config"} == set(PACKAGES)


def test_no_module_is_longer_than_the_limit():
    assert [(str(path), line_count(path)) for path in PRODUCT if line_count(path) > MODULE_LIMIT] == []
    assert [(str(path), line_count(path)) for path in TESTS if line_count(path) > TEST_MODULE_LIMIT] == []


def test_functions_are_short():
    lengths = {f"{path}:{each.lineno} {each.name}": length(each) for path in PRODUCT for each in functions(path)}

    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LIMIT} == {}
    assert statistics.median(lengths.values()) <= FUNCTION_MEDIAN


def test_public_functions_of_the_lower_layers_say_what_they_do():
    layers = {"services", "selectors", "policies", "rules"}
    silent = [
        f"{path}:{each.lineno} {each.name}"
        for path in PRODUCT
        if layers & {*path.parts, path.stem}
        for each in tree(path).body
        if isinstance(each, Function) and not each.name.startswith("_") and not ast.get_docstring(each)
    ]

    assert silent == []


WRITES = {"create", "update", "get_or_create", "update_or_create", "acreate", "aupdate"}


def status_writes(module):
    """Return the lines that write a document's status past the one door.

    Forbidden are create, update and the like with status=, the same on a Document made by its class,
    an assignment to .status, and setattr with "status".
    """
    lines = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            values = [ast.unparse(each.value) for each in node.keywords if each.arg == "status"]
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            written = name in WRITES and "ocument" in ast.unparse(node.func)
            if values and (written or (name == "Document" and values != ["Status.DRAFT"])):
                lines.append(node.lineno)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            lines += [t.lineno for t in targets if re.fullmatch(r".*\bdocument\.status", ast.unparse(t))]
        if isinstance(node, ast.Call) and ast.unparse(node).startswith("setattr(document, 'status'"):
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize(
    "line",
    [
        "Document.objects.create(status='published')",
        "Document.objects.update_or_create(pk=1, status='signed')",
        "Document.objects.filter(pk=1).update(status=Status.SIGNED)",
        "documents.for_update().update(status='signed')",
        "Document(status='signed').save()",
        "document.status = Status.SIGNED",
        "self.document.status = 'signed'",
        "setattr(document, 'status', 'signed')",
    ],
)
def test_the_search_for_status_writes_finds_each_kind(line):
    assert status_writes(ast.parse(line)) == [1]


def test_asking_for_a_status_is_no_write():
    assert status_writes(ast.parse("Document.objects.filter(status='draft'); Task.objects.update(status=1)")) == []


def test_the_status_of_a_document_is_written_in_one_place_only():
    allowed = [path for path in PRODUCT if path.parts[:2] in (("documents", "services"), ("documents", "services.py"))]
    found = {str(path): status_writes(tree(path)) for path in PRODUCT if path not in allowed}

    assert {path: lines for path, lines in found.items() if lines} == {}


IN_MEMORY = {"portal/views.py", "publication/gaps/views.py", "workflow/views/workload.py", "common/paging.py"}


def test_no_list_counts_or_skips_more_rows_than_somebody_would_page_through():
    unbounded = {
        path.as_posix()
        for path in PRODUCT
        if re.search(r"(?<![A-Za-z])Paginator\(", (ROOT / path).read_text(encoding="utf-8"))
    }

    assert unbounded <= IN_MEMORY, "common.paging.BoundedPaginator"


def test_nothing_prints():
    prints = [
        f"{path}:{node.lineno}"
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert prints == []


def test_the_inner_layers_are_told_the_time():
    inner = {
        "services",
        "selectors",
        "policies",
        "rules",
        "facts",
        "models",
        "forms",
        "engine",
        "flows",
        "docx",
    }
    reading = re.compile(r"\b(timezone\.now|datetime\.now|date\.today|clock\.now|localdate|time\.time)\(")
    found = [
        f"{path}:{number}"
        for path in PRODUCT
        if inner & {*path.parts, path.stem}
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if reading.search(line)
    ]

    assert found == []


def all_errors():
    """Return every error class of the product, after importing every module."""
    for package in PACKAGES:
        module = importlib.import_module(package)
        for found in pkgutil.walk_packages(module.__path__, f"{package}."):
            if "migrations" not in found.name and "settings" not in found.name:
                importlib.import_module(found.name)
    pending, classes = [DomainError], []
    while pending:
        classes.append(pending.pop())
        pending += classes[-1].__subclasses__()
    return [each for each in dict.fromkeys(classes) if each.__module__.split(".")[0] in PACKAGES]


def test_error_codes_are_unique_and_bear_the_prefix_of_their_app():
    owners = {}
    for each in all_errors():
        if "code" in vars(each):
            owners.setdefault(each.code, []).append(f"{each.__module__}.{each.__name__}")

    assert {code: names for code, names in owners.items() if len(names) > 1} == {}
    for code, (name,) in owners.items():
        assert re.fullmatch(ERROR_PREFIXES[name.split(".")[0]] + r"-\d{3}", code), name


def test_every_error_has_a_code_and_a_chinese_sentence_of_its_own():
    for each in all_errors():
        assert re.search(r"[\u4e00-\u9fff].*[^\w]$", str(each.message), re.S) or "%" in str(each.message), each


TEXT_PAGES = sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "css").rglob("*.css")])
OWN_SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))


@pytest.mark.parametrize("path", TEXT_PAGES + OWN_SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_needs_an_outside_address(path):
    text = path.read_text(encoding="utf-8")
    loaded = r"(?:src|href|action|hx-\w+)\s*=\s*[\"']|url\([\"']?|@import\s+[\"']|fetch\([\"']"

    assert re.findall(rf"(?:{loaded})((?:https?:)?//[^\"')\s]+)", text) == []


@pytest.mark.parametrize(
    "path",
    [path for path in TEXT_PAGES if path.suffix == ".html"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_page_has_inline_script_or_style(path):
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.S)

    assert re.findall(r"<style\b|<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=[\"']|javascript:", text) == []
